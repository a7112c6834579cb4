"""Tellings as the database holds them: the evidence of one article for one agreement, read back."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from coopwatch.extraction.records import AgreementReading
from coopwatch.intake.around import LIMIT
from coopwatch.intake.findings import statements
from coopwatch.intake.grouping import Anchor, Telling, related
from coopwatch.intake.known import candidate_keys, candidates, known_standing
from coopwatch.intake.match import Known
from coopwatch.registry.derive import Claim, derive
from coopwatch.registry.facts import Facts
from coopwatch.registry.models import Agreement, Article, Evidence, Proposal, Regrouping, Report
from coopwatch.registry.settle import researched_facts
from coopwatch.registry.vocabulary import CheckState, Decision, ReportRelation, Visibility

# Reports that the machine may take to another agreement.
MOVABLE = (ReportRelation.NEW, ReportRelation.FURTHER, ReportRelation.RENEWAL)
# So many tellings are looked at together; of more the nearest ones are.
MOST = 200


def read_telling(article: Article, number: int, reading: AgreementReading, home: int | None) -> Telling:
    """Return what was just read as a telling."""
    claims = tuple(
        Claim(s.field, s.value, s.detail, article.pk, s.confidence, order=n)
        for n, s in enumerate(statements(reading))
    )
    return Telling(article.pk, number, article.content_hash or "", derive(None, claims).facts, claims, home)


@dataclass(slots=True)
class Component:
    """Tellings and anchors that may be of one act."""

    tellings: list[Telling] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)


@dataclass(slots=True)
class Shelf:
    """Tellings and anchors by agreement, read when they are asked for.

    `fresh` are the tellings of the article that is being recorded; what the database holds of the movable
    tellings of that article (`article`) is out of date.
    """

    article: int
    fresh: list[Telling]
    tellings: dict[int, list[Telling]] = field(default_factory=dict)
    anchors: dict[int, Anchor] = field(default_factory=dict)
    around: dict[tuple, list[int]] = field(default_factory=dict)

    def components(self, seeds: Iterable[Facts]) -> list[Component]:
        """Return the components of the fresh tellings and of what is related to the seeds, none twice."""
        found: list[Component] = []
        seen: set[object] = set()
        for telling in self.fresh:
            if _mark(telling) not in seen:
                found.append(self._closure(telling, seen))
        for seed in seeds:
            for node in self._related(seed, seen):
                if _mark(node) not in seen:
                    found.append(self._closure(node, seen))
        return found

    def _closure(self, start: Telling | Anchor, seen: set[object]) -> Component:
        component, frontier = Component(), [start]
        seen.add(_mark(start))
        while frontier:
            node = frontier.pop()
            (component.tellings if isinstance(node, Telling) else component.anchors).append(node)
            further = self._related(node.facts, seen) if len(seen) < MOST else []
            seen.update(_mark(other) for other in further)
            frontier += further
        component.anchors.sort(key=lambda anchor: anchor.key)
        return component

    def _related(self, facts: Facts, seen: Collection[object]) -> list[Telling | Anchor]:
        keys = self._keys_around(facts)
        self._load([key for key in keys if key not in self.tellings])
        nodes: list[Telling | Anchor] = [*self.fresh]
        nodes += [telling for key in keys for telling in self.tellings[key]]
        nodes += [self.anchors[key] for key in keys if key in self.anchors]
        return [node for node in nodes if _mark(node) not in seen and related(facts, node.facts)]

    def _keys_around(self, facts: Facts) -> list[int]:
        """The agreements around these facts: tellings of one act ask for the same ones again and again."""
        asked = _asked(facts)
        if asked not in self.around:
            self.around[asked] = candidate_keys(facts)
        return self.around[asked]

    def standing_around(self, facts: Facts, touched: Collection[int]) -> list[Known]:
        """The candidates after `touched` were written: what was around before, and these."""
        before = self.around.get(_asked(facts))
        # Of so many not all were looked at: with fewer that stand there may be others.
        if before is None or len(before) >= LIMIT:
            return candidates(facts, standing=True)
        return known_standing({*before, *touched})

    def _load(self, keys: Collection[int]) -> None:
        self.tellings |= {key: [] for key in keys}
        if not keys:
            return
        claims = _claims(keys)
        rows = Report.objects.filter(agreement__in=keys).values_list(
            "agreement_id", "article_id", "relation", "article__content_hash", "pk"
        )
        reports = defaultdict(list)
        for key, *report in rows.order_by("pk"):
            reports[key].append(report)
        for agreement in with_persons(keys):
            self._shelve(agreement, reports[agreement.pk], claims[agreement.pk])

    def _shelve(self, agreement: Agreement, reports: list, claims: list[Claim]) -> None:
        by_article = defaultdict(list)
        for claim in claims:
            by_article[claim.article].append(claim)
        moving = {} if agreement.is_held else {r[0]: r for r in reports if r[1] in MOVABLE}
        for article, (_, _, content, number) in moving.items():
            if article != self.article:
                told = tuple(by_article[article])
                facts = derive(None, told).facts
                self.tellings[agreement.pk].append(
                    Telling(article, number, content or "", facts, told, agreement.pk)
                )
        if agreement.is_held or agreement.register_id or agreement.check_state != CheckState.AUTOMATIC:
            self.anchors[agreement.pk] = _anchor(agreement, reports, claims, moving)


def _asked(facts: Facts) -> tuple:
    """What candidates are looked for by."""
    return facts.parties, facts.date, facts.name, facts.pilotkommunen


def _anchor(
    agreement: Agreement, reports: list, claims: list[Claim], moving: Collection[int | None]
) -> Anchor:
    base = researched_facts(agreement)
    kept = tuple(claim for claim in claims if claim.article not in moving)
    articles = frozenset(article for article, *_ in reports) - set(moving)
    return Anchor(agreement.pk, base, kept, derive(base, kept).facts, articles)


def _mark(node: Telling | Anchor) -> object:
    return (node.article, node.number, node.home) if isinstance(node, Telling) else node.key


def tellings_before(article: Article) -> dict[int, Facts]:
    """Return what the article told when it was read last, by agreement."""
    by_agreement = _claims(article.reports.values_list("agreement_id", flat=True))
    return {
        key: derive(None, [claim for claim in claims if claim.article == article.pk]).facts
        for key, claims in by_agreement.items()
    }


def _claims(keys: Collection[int]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = Evidence.objects.filter(agreement__in=keys).order_by("decided_at", "pk")
    columns = ("agreement_id", "field", "value", "detail", "article_id", "confidence", "decision")
    for key, fact, value, detail, article, confidence, decision in rows.values_list(*columns):
        claim = Claim(fact, value, detail, article, confidence or 0.0, decision, len(found[key]))
        found[key].append(claim)
    return found


def with_persons(keys: Collection[int]) -> QuerySet[Agreement]:
    """The agreements with `is_held`: a person has decided something, so that nothing is taken from there."""
    return _all_with_persons().filter(pk__in=keys)


@cache
def _all_with_persons() -> QuerySet[Agreement]:
    """Made once: putting so large a question together takes a while."""
    own = {"agreement": OuterRef("pk")}
    either = Q(source=OuterRef("pk")) | Q(target=OuterRef("pk"))
    pair = Q(agreement=OuterRef("pk")) | Q(candidate=OuterRef("pk"))
    held = (
        Q(check_state=CheckState.CHECKED)
        | Q(visibility=Visibility.REJECTED)
        | Q(Exists(Evidence.objects.filter(**own).exclude(decision=Decision.OPEN)))
        | Q(Exists(Report.objects.filter(**own, relation=ReportRelation.EDITOR)))
        | Q(Exists(Regrouping.objects.filter(either)))
        | Q(Exists(Proposal.objects.filter(pair).exclude(decision=Decision.OPEN)))
    )
    return Agreement.objects.annotate(is_held=ExpressionWrapper(held, output_field=BooleanField()))
