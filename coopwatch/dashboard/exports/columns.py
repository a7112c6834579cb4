"""The columns of the exports: what each holds, as an expression of the database, and how it is headed.

Every text is made harmless where a spreadsheet would take it for a formula.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    CharField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.translation import gettext_lazy as _

from coopwatch.dashboard.sentence import CLOSED
from coopwatch.registry.models import Agreement, Evidence, Pilotkommune, Report
from coopwatch.registry.vocabulary import DateBasis, DatePrecision

# What makes a spreadsheet read a cell as a formula, full-width forms included.
# The hyphen stands last, where it is no range between two characters of a pattern.
DANGEROUS = ("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "-")
BETWEEN = "; "


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def made_harmless(text: Expression) -> Func:
    """Return the same in the database."""
    found = Value(f"^([{''.join(DANGEROUS)}])")
    return Func(
        Cast(text, TextField()), found, Value(r"'\1"), function="regexp_replace", output_field=TextField()
    )


def as_text(expression: Expression | F) -> Coalesce:
    """Return a text that is never null."""
    return Coalesce(expression, Value(""), output_field=TextField())


def labelled(column: str, labels: dict) -> Case:
    """Return the words that stand for the values of a column, in the language of the reader."""
    cases = [When(**{column: value}, then=Value(str(label))) for value, label in labels.items()]
    return Case(*cases, default=Value(""), output_field=CharField())


def joined(model, value: Expression | F | str, *order: str, where: dict | None = None) -> Coalesce:
    """Return the texts of linked rows, joined."""
    rows = model.objects.filter(agreement=OuterRef("pk"), **(where or {})).order_by().values("agreement")
    text = StringAgg(value, delimiter=BETWEEN, order_by=order or None, output_field=TextField())
    return as_text(Subquery(rows.annotate(text=text).values("text")))


def date_text() -> Func:
    """Return the date in ISO form, cut to what is known."""
    digits = Case(
        When(date_precision=DatePrecision.DAY, then=Value(10)),
        When(date_precision=DatePrecision.MONTH, then=Value(7)),
        default=Value(4),
    )
    return as_text(Func(Func(F("date"), Value("YYYY-MM-DD"), function="to_char"), digits, function="left"))


def topic_text() -> Func:
    """Return the topics, joined."""
    return as_text(Func(F("topics"), Value(BETWEEN), function="array_to_string"))


def kommune_text(prefix: str = "kommune__") -> Case:
    """Return the name of a Kommune with "Landkreis" where the bare name would not tell."""
    bare = When(**{f"{prefix}kind": "Landkreis"}, then=Concat(Value("Landkreis "), F(f"{prefix}name")))
    named = When(**{f"{prefix}name__icontains": "kreis"}, then=F(f"{prefix}name"))
    return Case(named, bare, default=F(f"{prefix}name"), output_field=TextField())


def partner_text() -> Func:
    """Return all partners that are neither Bund nor Land, joined."""
    bodies = joined(Agreement.partner_organisations.through, "organisation__name", "organisation__name")
    towns = joined(Agreement.partner_kommunen.through, kommune_text(), "kommune__name")
    return Func(
        Value(BETWEEN), Func(bodies, Value(""), function="nullif"), Func(towns, Value(""), function="nullif"),
        function="concat_ws", output_field=TextField(),
    )  # fmt: skip


def has_quote() -> Exists:
    """Return whether a quote stands for at least one fact."""
    quotes = Evidence.objects.standing().filter(agreement=OuterRef("pk")).exclude(quote="")
    return Exists(quotes)


def truth(condition: Q | Exists, yes: str, no: str) -> Case:
    """Return words for a condition."""
    return Case(When(condition, then=Value(yes)), default=Value(no), output_field=CharField())


@dataclass(frozen=True)
class Column:
    """One column: `key` heads it for machines, `title` for people; `machine` and `human` make its texts."""

    key: str
    title: str
    machine: Callable[[], Expression | F]
    human: Callable[[], Expression | F] | None = None

    def expression(self, human: bool) -> Expression:
        """Return the expression for one of the two readers."""
        made = (self.human or self.machine)() if human else self.machine()
        # An empty text becomes null, which COPY writes as nothing instead of "".
        return NullIf(made_harmless(made), Value(""), output_field=TextField())


LAND = Agreement.laender.through
COLUMNS = (
    Column("id", _("Kennung"), lambda: F("slug")),
    Column("title", _("Titel"), lambda: F("title")),
    Column("name", _("Eigenname"), lambda: F("name")),
    Column("kind", _("Art"), lambda: F("kind"), lambda: labelled("kind", CLOSED["art"])),
    Column("status", _("Stand"), lambda: F("status"), lambda: labelled("status", CLOSED["stand"])),
    Column("date", _("Datum"), date_text),
    Column("date_precision", _("Genauigkeit"), lambda: F("date_precision"),
           lambda: labelled("date_precision", dict(DatePrecision.choices))),
    Column("date_basis", _("Grundlage des Datums"), lambda: F("date_basis"),
           lambda: labelled("date_basis", dict(DateBasis.choices))),
    Column("bund", _("Bund beteiligt"), lambda: truth(Q(bund=True), "true", "false"),
           lambda: truth(Q(bund=True), str(_("ja")), str(_("nein")))),
    Column("laender", _("Länder"), lambda: joined(LAND, "land_id", "land_id"),
           lambda: joined(LAND, "land__name", "land__name")),
    Column("partners", _("Partner"), partner_text),
    Column("portals", _("Portale"),
           lambda: joined(Agreement.portals.through, "portal__name", "portal__name")),
    Column("pilot_ags", _("AGS der Pilotkommunen"),
           lambda: joined(Pilotkommune, "kommune_id", "kommune__name", "kommune_id")),
    Column("pilots", _("Pilotkommunen"),
           lambda: joined(Pilotkommune, kommune_text(), "kommune__name", "kommune_id")),
    Column("topics", _("Themen"), topic_text),
    Column("check_state", _("Prüfstand"), lambda: F("check_state"),
           lambda: labelled("check_state", CLOSED["pruefung"])),
    Column("quoted", _("Zitat vorhanden"), lambda: truth(has_quote(), "true", "false"),
           lambda: truth(has_quote(), str(_("ja")), str(_("nein")))),
    Column("predecessor", _("Vorgängerin"), lambda: F("predecessor__slug")),
    Column("publishers", _("Quellen"), lambda: joined(Report, "article__source__name", "pk")),
    Column("sources", _("Adressen der Quellen"), lambda: joined(Report, "article__url", "pk")),
)  # fmt: skip


def with_columns(agreements: QuerySet, human: bool) -> QuerySet:
    """Select the columns of an export, as texts, in their order."""
    named = {f"c{index}": column.expression(human) for index, column in enumerate(COLUMNS)}
    return agreements.annotate(**named).values_list(*named)


def heads(human: bool) -> list[str]:
    """Return the first line of an export."""
    return [str(column.title) if human else column.key for column in COLUMNS]
