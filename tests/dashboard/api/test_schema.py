"""Questions made from the API's own description: each answer is one that the description knows."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from coopwatch.dashboard.api.openapi import description
from coopwatch.wsgi import application

pytestmark = pytest.mark.django_db

# Over WSGI nobody unpacks answers.
PLAIN = {"Accept-Encoding": "identity"}
PATHS = sorted(description("")["paths"])


@pytest.fixture
def api(cast):
    """Return the description as the program serves it, within the transaction of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_fits_the_description(api, path):
    # Which portals and Kommunen there are no description can say: a name that nobody has is refused (400).
    asked = []

    @given(case=api[path]["GET"].as_strategy())
    @settings(
        max_examples=40,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        asked.append(
            case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance]).status_code
        )

    ask()
    assert asked and max(asked) < 500
