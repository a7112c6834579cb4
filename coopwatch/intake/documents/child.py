"""The process that reads one document: `python -m coopwatch.intake.documents.child KIND [CHARSET] < bytes`.

Parsers of formats from outside may loop, eat memory or crash. Here they do it alone: the system ends the
process at its limits, and whoever asked goes on. Writes one JSON object.
"""

import dataclasses
import json
import logging
import resource
import sys

MEMORY = 1024**3
CPU_SECONDS = 15
MOST_CHARACTERS = 1_000_000


def main(kind: str, charset: str = "") -> None:
    """Read the document of standard input and write what was found, or why nothing was."""
    limit()
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    from coopwatch.intake.documents.records import Unreadable

    try:
        answer = storable(dataclasses.asdict(read(kind, data, charset)))
        if len(answer.get("text", "")) > MOST_CHARACTERS:
            raise Unreadable("long text")
    except Unreadable as error:
        answer = {"unreadable": error.args[0]}
    except (MemoryError, RecursionError):
        answer = {"unreadable": "too much"}
    json.dump(answer, sys.stdout)


def storable(value):
    """Return the same without what no database takes: zero characters and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    if isinstance(value, dict):
        return {key: storable(inner) for key, inner in value.items()}
    return [storable(inner) for inner in value] if isinstance(value, list | tuple) else value


def limit() -> None:
    """Let the system end this process where it takes too much memory or time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(kind: str, data: bytes, charset: str):
    """Read the bytes as the kind says: html, pdf, text or feed."""
    from coopwatch.intake.documents.charsets import decode

    if kind == "feed":
        from coopwatch.intake.documents.feed import read_feed

        return read_feed(data)
    if kind == "pdf":
        from coopwatch.intake.documents.pdf import read_pdf

        return read_pdf(data)
    if kind == "html":
        from coopwatch.intake.documents.html import read_html

        return read_html(decode(data, charset))
    from coopwatch.intake.documents.plain import read_plain

    return read_plain(decode(data, charset))


if __name__ == "__main__":
    main(*sys.argv[1:])
