"""Two to four Länder side by side."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coopwatch.dashboard.answer import Answer, Counters
from coopwatch.dashboard.figures.frame import Figure
from coopwatch.dashboard.figures.pairs import by_party, telling
from coopwatch.dashboard.figures.timeline import timeline
from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import number

LEAST, MOST = 2, 4
LONGEST = 3


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


def lines_of(columns: Sequence[tuple[str, list[Row]]], answer: Answer) -> list[Line]:
    """Return the comparison line by line."""
    counters = [Counters.of(rows) for _code, rows in columns]
    with_bund = [sum(row.bund for row in rows) for _code, rows in columns]
    telling_rows = [telling(rows) for _code, rows in columns]
    latest = [max((row.year for row in rows if row.year), default=None) for _code, rows in columns]
    label = answer.wording.label
    kinds = [Counter(row.kind for row in rows) for _code, rows in columns]
    topics = [Counter(topic for row in rows for topic in row.topics) for _code, rows in columns]
    partners = [
        Counter({code: n for code, n in by_party(rows).items() if code != own})
        for (own, _rows), rows in zip(columns, telling_rows, strict=True)
    ]
    return [
        Line(_("Vereinbarungen"), tuple(number(item.agreements) for item in counters)),
        Line(_("davon nicht alle 16 Länder"), tuple(number(len(rows)) for rows in telling_rows)),
        Line(_("mit dem Bund"), tuple(map(number, with_bund))),
        Line(_("geprüft"), tuple(number(item.checked) for item in counters)),
        Line(_("Portale"), tuple(number(item.portals) for item in counters)),
        Line(_("letzte Vereinbarung"), tuple(str(year or "–") for year in latest)),
        frequent(_("Häufigste Partner"), partners, lambda code: answer.parties[code]),
        frequent(_("Häufigste Arten"), kinds, lambda kind: label("art", kind)),
        frequent(_("Häufigste Themen"), topics, lambda topic: label("thema", topic)),
    ]


def figure_of(answer: Answer, codes: Sequence[str]) -> Figure:
    """Return the timeline with the lanes of these Länder alone."""
    return timeline(telling(answer.rows), answer.context, only=codes)


def compare(request: HttpRequest) -> HttpResponse:
    """Show Länder side by side: numbers, partners, kinds, their lanes, and what they share."""
    empty = Answer.about()
    codes = chosen_codes(request, empty)
    context = {"names": empty.parties.names.items(), "codes": codes, "most": MOST}
    if len(codes) >= LEAST:
        answer = Answer.about(partei=codes, modus=["eine"])
        together = Answer.about(partei=codes)
        names = tuple(answer.parties[code] for code in codes)
        columns = [(code, [row for row in answer.rows if code in row.parties]) for code in codes]
        context |= {
            "heads": [(answer.parties[code], code) for code in codes],
            "lines": [replace(line, names=names) for line in lines_of(columns, answer)],
            "figure": figure_of(answer, codes),
            "together": together,
            "shared": telling(together.rows),
            "figure_answer": answer,
        }
    return render(request, "dashboard/compare.html", context)
