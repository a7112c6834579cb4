"""Rules about data are kept by the database, whoever writes."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from coopwatch.registry.models import Agreement, Kommune, Organisation
from coopwatch.registry.vocabulary import Visibility
from tests.registry import cast


def check_now() -> None:
    """Check the deferred rules, as the end of a transaction does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def publish(**facts) -> Agreement:
    return cast.agreement(visibility=Visibility.PUBLISHED, **facts)


@pytest.mark.parametrize("laender", [[], ["DE-BY"]])
def test_less_than_two_parties_are_not_published(places, laender):
    publish().laender.add(*laender)
    with pytest.raises(IntegrityError, match="agreement_published_has_two_parties"):
        check_now()


def test_two_laender_or_a_land_and_a_partner_or_the_bund_are_enough(places):
    publish(slug="a").laender.add("DE-BY", "DE-HE")
    publish(slug="b", bund=True).laender.add("DE-BY")
    with_partner = publish(slug="c")
    with_partner.laender.add("DE-BY")
    with_partner.partner_organisations.add(Organisation.objects.create(slug="akdb", name="AKDB"))
    check_now()


def test_what_waits_may_be_incomplete(places):
    cast.agreement()
    check_now()


def test_a_published_agreement_does_not_lose_its_second_party(places):
    agreement = publish()
    agreement.laender.add("DE-BY", "DE-HE")
    check_now()
    with pytest.raises(IntegrityError, match="agreement_published_has_two_parties"), transaction.atomic():
        agreement.laender.remove("DE-HE")


def test_a_published_agreement_can_be_deleted(places):
    agreement = publish()
    agreement.laender.add("DE-BY", "DE-HE")
    agreement.delete()
    check_now()


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("agreement_date_fits_its_precision", {"date": date(2017, 5, 4), "date_precision": "month"}),
        ("agreement_date_fits_its_precision", {"date": date(2017, 5, 1), "date_precision": "unknown"}),
        ("agreement_confidence_is_a_probability", {"confidence": 1.2}),
        ("agreement_merged_says_into_what", {"visibility": Visibility.MERGED}),
    ],
)
def test_an_agreement_that_breaks_a_rule_is_refused(db, rule, facts):
    with pytest.raises(IntegrityError, match=rule):
        cast.agreement(**facts)


@pytest.mark.parametrize(
    ("rule", "ags", "kind"),
    [
        ("kommune_ags_has_5_or_8_digits", "0927", "Landkreis"),
        ("kommune_ags_lies_in_its_land", "06440", "Landkreis"),
        ("kommune_kind_fits_its_ags", "09273", "Stadt"),
    ],
)
def test_a_kommune_that_breaks_a_rule_is_refused(places, rule, ags, kind):
    Kommune.objects.filter(ags__in=["09273", "06440"]).delete()
    with pytest.raises(IntegrityError, match=rule):
        Kommune.objects.create(ags=ags, slug="x", name="X", kind=kind, land_id="DE-BY", lat=50, lon=10)
