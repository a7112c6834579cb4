"""Questions asked of the registry, named as they are asked."""

from django.db import models
from django.db.models import Q

from coopwatch.registry.vocabulary import ArticleState, CheckState, Decision, Visibility


class ArticleQuerySet(models.QuerySet):
    """Questions about articles and the queue they form."""

    def waiting(self):
        """Articles that nobody has begun to read."""
        return self.filter(state=ArticleState.WAITING)

    def stuck_since(self, moment):
        """Articles that a worker took before `moment` and never finished."""
        return self.filter(state=ArticleState.READING, state_since__lt=moment)

    def reread_candidates(self):
        """Articles that were read once and have a text, so that they can be read anew."""
        return self.filter(state__in=[ArticleState.READ, ArticleState.IRRELEVANT]).exclude(text="")

    def failed(self):
        """Articles that wait for a person with their error."""
        return self.filter(state=ArticleState.FAILED)


class AgreementQuerySet(models.QuerySet):
    """Questions about agreements."""

    def public(self):
        """Agreements that everybody may see."""
        return self.filter(visibility=Visibility.PUBLISHED)

    def waiting_for_review(self):
        """Agreements that no person has checked and that are neither rejected nor merged."""
        return self.filter(visibility__in=[Visibility.WAITING, Visibility.PUBLISHED]).exclude(
            check_state=CheckState.CHECKED
        )

    def undated(self):
        """Agreements whose sources name no date."""
        return self.filter(date__isnull=True)

    def of_party(self, code: str):
        """Agreements in which the Land of this ISO code, or the Bund ("DE"), takes part."""
        return self.filter(bund=True) if code == "DE" else self.filter(laender=code)

    def between(self, one: str, other: str):
        """Agreements in which both parties take part."""
        return self.of_party(one).of_party(other)

    def with_everything_for_lists(self):
        """Prefetch what a list row shows, in a fixed number of queries."""
        return self.prefetch_related(
            "laender", "portals", "partner_organisations", "partner_kommunen", "pilotkommunen__kommune"
        )


class EvidenceQuerySet(models.QuerySet):
    """Questions about evidence."""

    def undecided(self):
        """Findings on which no editor has decided."""
        return self.filter(decision=Decision.OPEN)

    def decided(self):
        """Findings that a person accepted or rejected; no later run changes these facts."""
        return self.exclude(decision=Decision.OPEN)

    def standing(self):
        """Findings that count: not rejected."""
        return self.exclude(decision=Decision.REJECTED)

    def with_several_candidates(self):
        """Findings whose value is open because several places fit."""
        return self.filter(~Q(candidates=[]), decision=Decision.OPEN)
