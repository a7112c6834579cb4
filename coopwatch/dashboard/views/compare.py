"""Two to four Länder side by side."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coopwatch.dashboard.answer import Answer, Counters
from coopwatch.dashboard.cards.reading import rows_on
from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.frame import Figure
from coopwatch.dashboard.figures.timeline import timeline
from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import number

LEAST, MOST = 2, 4
LONGEST = 3
MOST_SHARED = 50


@dataclass(frozen=True)
class Line:
    """One line of the comparison, with a value for each Land."""

    title: str
    values: tuple[str, ...]
    numeric: bool = True
    names: tuple[str, ...] = ()

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The values with the names of their Länder."""
        return list(zip(self.names, self.values, strict=True))


def chosen_codes(request: HttpRequest, answer: Answer) -> list[str]:
    """Return the Länder asked for, at most four, unknown ones left out."""
    known = [code for code in dict.fromkeys(request.GET.getlist("land")) if code in answer.parties.names]
    return known[:MOST]


def frequent(title: str, columns: Sequence[Counter[str]], label: Callable[[str], str]) -> Line:
    """Return the line of the most frequent with their numbers: "Hessen (12), Sachsen (9)"."""
    found = [", ".join(f"{label(key)} ({number(n)})" for key, n in c.most_common(LONGEST)) for c in columns]
    return Line(title, tuple(text or "–" for text in found), numeric=False)


def lines_of(columns: Mapping[str, Tally], answer: Answer) -> list[Line]:
    """Return the comparison line by line; `columns` holds the agreements of each Land."""
    tallies = list(columns.values())
    counters = [Counters.of(tally) for tally in tallies]
    label = answer.wording.label
    partners = [
        Counter({code: n for code, n in tally.telling.parties.items() if code != own})
        for own, tally in columns.items()
    ]
    return [
        Line(_("Vereinbarungen"), tuple(number(item.agreements) for item in counters)),
        Line(_("davon nicht alle 16 Länder"), tuple(number(len(tally.telling)) for tally in tallies)),
        Line(_("mit dem Bund"), tuple(number(tally.with_bund) for tally in tallies)),
        Line(_("geprüft"), tuple(number(item.checked) for item in counters)),
        Line(_("Portale"), tuple(number(item.portals) for item in counters)),
        Line(_("letzte Vereinbarung"), tuple(str(max(tally.years, default="–")) for tally in tallies)),
        frequent(_("Häufigste Partner"), partners, lambda code: answer.parties[code]),
        frequent(_("Häufigste Arten"), [t.kinds for t in tallies], lambda kind: label("art", kind)),
        frequent(_("Häufigste Themen"), [t.topics for t in tallies], lambda topic: label("thema", topic)),
    ]


def figure_of(answer: Answer, codes: Sequence[str]) -> Figure:
    """Return the timeline with the lanes of these Länder alone."""
    rows = None if answer.is_large else telling(answer.rows)
    return timeline(answer.tally.telling, rows, answer.context, only=codes)


def telling(rows: Sequence[Row]) -> list[Row]:
    """Return the agreements that say who chose whom."""
    return [row for row in rows if not row.nationwide]


def compare(request: HttpRequest) -> HttpResponse:
    """Show Länder side by side: numbers, partners, kinds, their lanes, and what they share."""
    empty = Answer.about()
    codes = chosen_codes(request, empty)
    context = {"names": empty.parties.names.items(), "codes": codes, "most": MOST}
    if len(codes) >= LEAST:
        answer = Answer.about(partei=codes, modus=["eine"])
        together = Answer.about(partei=codes)
        names = tuple(answer.parties[code] for code in codes)
        columns = {code: answer.tally.of_party(code) for code in codes}
        shared = together.agreements.exclude(scope="alle")
        context |= {
            "heads": [(answer.parties[code], code) for code in codes],
            "lines": [replace(line, names=names) for line in lines_of(columns, answer)],
            "figure": figure_of(answer, codes),
            "together": together,
            "shared": rows_on(shared[:MOST_SHARED]),
            "shared_count": len(together.tally.telling),
            "figure_answer": answer,
        }
    return render(request, "dashboard/compare.html", context)
