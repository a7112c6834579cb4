"""Writing the groups down: each telling stands in the agreement of its group."""

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet

from coopwatch.intake.desk import Desk
from coopwatch.intake.grouping import Group, Telling
from coopwatch.intake.match import Decision
from coopwatch.registry.facts import Facts
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Evidence, Report
from coopwatch.registry.slugs import free_slug, slugify_german
from coopwatch.registry.titles import title_of
from coopwatch.registry.vocabulary import CheckState, ReportRelation, Visibility

FIRST = (ReportRelation.NEW, ReportRelation.RENEWAL)
_WENT = "ging auf in „{}“: die Quellen berichten von derselben Vereinbarung"


def place(desk: Desk, groups: Sequence[Group]) -> None:
    """Write the groups down: moves, reports and evidence, then the facts that follow."""
    news = [found for found in groups if any(_is_news(telling, found, desk) for telling, _ in found.members)]
    agreements = [_agreement_of(desk, found) for found in news]
    touched = _move_all(news) | {agreement.pk for agreement in agreements}
    for found, agreement in zip(news, agreements, strict=True):
        _write_fresh(desk, found, agreement)
    for found in groups:
        _explain(found)
    desk.touched |= touched
    for key in touched:
        if not _retire(desk, key, _target_of(key, groups)):
            desk.settle(key)


def _is_news(telling: Telling, found: Group, desk: Desk) -> bool:
    return telling.article == desk.article.pk or telling.home != found.home


def _target_of(key: int, groups: Iterable[Group]) -> int | None:
    """Where the first telling went that stood in this agreement."""
    return next((found.home for found in groups for telling, _ in found.members if telling.home == key), None)


def _write_fresh(desk: Desk, found: Group, agreement: Agreement) -> None:
    for telling, decision in found.members:
        if telling.article == desk.article.pk:
            desk.write(telling.number, agreement, _said(decision, found), telling.home != agreement.pk)


def _said(decision: Decision, found: Group) -> Decision:
    """The reason that is told: the first of several sources has that of the next one."""
    return decision if decision.is_further or len(found.members) == 1 else found.members[1][1]


def _agreement_of(desk: Desk, found: Group) -> Agreement:
    """The agreement of the group, locked: what an editor decides meanwhile must not be written over."""
    if found.home is not None:
        return Agreement.objects.select_for_update().get(pk=found.home)
    agreement = _new_agreement(found.facts, desk.lookups)
    agreement.save_without_step()
    found.home = agreement.pk
    desk.created.add(agreement.pk)
    if all(telling.home is None for telling, _ in found.members):
        desk.bare.add(agreement.pk)
    return agreement


def _new_agreement(facts: Facts, lookups: Lookups) -> Agreement:
    title = title_of(facts, lookups.land_names)
    taken = set(
        Agreement.objects.filter(slug__startswith=slugify_german(title)).values_list("slug", flat=True)
    )
    return Agreement(
        slug=free_slug(title, taken),
        title=title,
        kind=facts.kind,
        status=facts.status,
        check_state=CheckState.AUTOMATIC,
    )


def _move_all(groups: Iterable[Group]) -> set[int]:
    """Take evidence and reports to the agreements of their groups; return those that they left.

    All at once, as two tellings of one article may change places: what moves stands in no agreement for a
    moment, which the database allows until the transaction ends.
    """
    moving = [
        (telling, found.home)
        for found in groups
        for telling, _ in found.members
        if telling.home not in {None, found.home}
    ]
    moves = [
        (model, list(_rows_of(model, telling).values_list("pk", flat=True)), home)
        for telling, home in moving
        for model in (Evidence, Report)
    ]
    for model, keys, _ in moves:
        model.objects.filter(pk__in=keys).update(agreement=-F("pk"))
    for model, keys, home in moves:
        model.objects.filter(pk__in=keys).update(agreement=home)
    return {telling.home for telling, _ in moving if telling.home is not None}


def _rows_of(model: type[Evidence] | type[Report], telling: Telling) -> QuerySet:
    return model.objects.filter(agreement=telling.home, article=telling.article)


def _explain(found: Group) -> None:
    """Keep with each report why its article stands beside this agreement."""
    if found.home is None:
        return
    reports = {report.article_id: report for report in Report.objects.filter(agreement=found.home)}
    for number, (telling, decision) in enumerate(found.members):
        report = reports[telling.article]
        relation, reason = _relation(decision, is_first=number == 0 and not found.is_anchor)
        # What the first source is in a chain is told where chains are made.
        if relation == ReportRelation.NEW and report.relation in FIRST and report.reason:
            continue
        if (report.relation, report.reason) != (relation, reason):
            report.relation, report.reason = relation, reason
            report.save(update_fields=["relation", "reason"])


def _relation(decision: Decision, is_first: bool) -> tuple[str, str]:
    return (ReportRelation.NEW if is_first else ReportRelation.FURTHER), decision.reason


def _retire(desk: Desk, key: int, target: int | None) -> bool:
    """Let an agreement that lost its last source lead on to where that went; False where it has some."""
    if target in {None, key}:
        return False
    agreement = Agreement.objects.get(pk=key)
    is_automatic = agreement.check_state == CheckState.AUTOMATIC and agreement.register_id is None
    if not is_automatic or agreement.reports.exists():
        return False
    agreement.visibility, agreement.merged_into_id = Visibility.MERGED, target
    agreement.predecessor = None
    agreement.save_as_step(_WENT.format(Agreement.objects.get(pk=target))[:100])
    agreement.proposals.undecided().delete()
    desk.touched.discard(key)
    desk.emptied.add(key)
    return True
