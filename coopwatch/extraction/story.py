"""All that is known of an article before it is decided what it reports: the material of the last stages."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from .clean import Sentence
from .date_records import TextDate
from .entities import Cast
from .events import Act
from .mention_records import Mention
from .parties import Candidate
from .records import Finding
from .roles import Occurrence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Story:
    """An article read sentence by sentence. `dates[i]` belong to sentence i."""

    text: str
    sentences: Sequence[Sentence]
    acts: Sequence[Act]
    mentions: Sequence[Mention]
    cast: Cast
    occurrences: Sequence[Occurrence]
    candidates: Sequence[Candidate]
    dates: Sequence[Sequence[TextDate]]
    published: date | None
    memo: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What has been worked out for this article, by question and arguments: several stages ask the same."""

    def once(self, key: object, work_out: Callable[[], T]) -> T:
        """What `work_out` gives, worked out once for each key; nobody may change it afterwards."""
        if key not in self.memo:
            self.memo[key] = work_out()
        return cast(T, self.memo[key])

    def quote(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.text[start:end]

    def finding(self, field: str, value: str, start: int, end: int, rule: str, confidence: float) -> Finding:
        """Evidence for one value at one place."""
        return Finding(field, value, self.text[start:end], start, end, rule, confidence)

    def mentions_in(self, sentence: Sentence) -> Sequence[Mention]:
        """The mentions of one sentence, in order."""
        starts = self.once("mention starts", lambda: [mention.start for mention in self.mentions])
        low = bisect_left(starts, sentence.start)
        return self.mentions[low : bisect_left(starts, sentence.end, low)]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset, the last before it where none does."""
        starts = self.once("sentence starts", lambda: [sentence.start for sentence in self.sentences])
        return self.sentences[max(0, bisect_right(starts, offset) - 1)]
