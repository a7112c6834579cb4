"""The page of one agreement: facts with quotes and sources, chain, history, how to cite."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from coopwatch.dashboard.changes import changes_of
from coopwatch.dashboard.citation import bibtex, citation
from coopwatch.dashboard.figures.pilots import pilot_map
from coopwatch.dashboard.proof import proofs_of
from coopwatch.dashboard.rows import rows_of
from coopwatch.dashboard.shapes import shapes_address
from coopwatch.dashboard.words import party_names
from coopwatch.registry.models import Agreement, Evidence, Report
from coopwatch.registry.vocabulary import Visibility


def chain_of(agreement: Agreement) -> list[Agreement]:
    """Return the public chain of acts that this one continues and that continue it, the oldest first."""
    before, seen = [], {agreement.pk}
    link = agreement.predecessor
    while link and link.pk not in seen:
        seen.add(link.pk)
        before.append(link)
        link = link.predecessor
    after = successors_of(agreement, seen)
    chain = [*reversed(before), agreement, *after]
    return [item for item in chain if item.visibility == Visibility.PUBLISHED] if len(chain) > 1 else []


def successors_of(agreement: Agreement, seen: set[int]) -> list[Agreement]:
    """Return all acts that continue this one, generation by generation."""
    found: list[Agreement] = []
    generation = [agreement.pk]
    while generation:
        following = Agreement.objects.filter(predecessor__in=generation).exclude(pk__in=seen).order_by("date")
        generation = [item.pk for item in following]
        seen.update(generation)
        found += following
    return found


def public_agreement(slug: str) -> Agreement:
    """Return the agreement with all that its page shows, in a fixed number of queries."""
    evidence = Evidence.objects.standing().select_related("article__source")
    reports = Report.objects.select_related("article__source").order_by("article__published_on", "pk")
    agreements = Agreement.objects.defer("search", "search_text").select_related("predecessor", "merged_into")
    agreements = agreements.prefetch_related(
        "laender", "portals", "partner_organisations", "partner_kommunen__land", "signatories",
        "pilotkommunen__kommune__land",
        Prefetch("evidence", evidence), Prefetch("reports", reports),
    )  # fmt: skip
    return get_object_or_404(agreements, slug=slug, visibility__in=[Visibility.PUBLISHED, Visibility.MERGED])


def agreement_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one agreement; one that was merged leads to where it went."""
    agreement = public_agreement(slug)
    if agreement.visibility == Visibility.MERGED:
        # Not for good: a merge can be undone, and browsers never ask again after a permanent redirect.
        return redirect(agreement.merged_into)
    names = party_names()
    (row,) = rows_of(Agreement.objects.filter(pk=agreement.pk))
    address = request.build_absolute_uri(agreement.get_absolute_url())
    today = timezone.localdate()
    proofs = proofs_of(agreement, row, settings.QUOTE_WORDS)
    context = {
        "agreement": agreement,
        "row": row,
        "names": names,
        "proofs": proofs.fitting,
        "deviating": proofs.deviating,
        "chain": chain_of(agreement),
        "changes": changes_of(agreement, names),
        "citation": citation(row, names, address, today),
        "bibtex": bibtex(row, names, address, today),
        "map": pilot_map(row.pilots, names, shapes_address()) if row.pilots else None,
    }
    return render(request, "dashboard/agreement.html", context)
