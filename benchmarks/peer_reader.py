"""Runs inside the peers' environment: reads the articles in other ways, and says what processor time it took.

A line of standard input names a way ("spacy", "re", "dateparser"); the answer is a line of JSON with seconds
and findings. Names and texts come from a file, so that all read the same.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path


def spacy_phrases(names: list[str]) -> Callable[[str], int]:
    """Count the names by spaCy's tokenizer for German and its PhraseMatcher."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("de")
    matcher = PhraseMatcher(language.vocab)
    matcher.add("NAME", list(language.tokenizer.pipe(names)))
    return lambda text: len(matcher(language(text)))


def alternation(names: list[str]) -> Callable[[str], int]:
    """Count the names by one regular expression, the longest first, at word boundaries."""
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")
    return lambda text: sum(1 for _match in pattern.finditer(text))


def dates(_names: list[str]) -> Callable[[str], int]:
    """Count the dates by dateparser."""
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=["de"]) or ())


WAYS = {"spacy": spacy_phrases, "re": alternation, "dateparser": dates}


def main() -> None:
    """Answer line by line until the input ends; what a way has to build is built before the clock starts."""
    given = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    ready: dict[str, Callable[[str], int]] = {}
    for line in sys.stdin:
        name = line.strip()
        if name not in ready:
            ready[name] = WAYS[name](given["names"])
            ready[name](given["texts"][name][0])
        began = time.process_time()
        found = sum(map(ready[name], given["texts"][name]))
        print(json.dumps({"seconds": time.process_time() - began, "found": found}), flush=True)


if __name__ == "__main__":
    main()
