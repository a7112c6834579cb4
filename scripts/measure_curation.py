"""How quick the editors' pages are at 100,000 agreements: queries and milliseconds per page.

Run with the settings of a running database: `python scripts/measure_curation.py [NUMBER]`. All of it happens
in a transaction that is rolled back, so the database stays as it was.
"""

import os
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopwatch.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from coopwatch.registry.models import Agreement  # noqa: E402

FILL = """
INSERT INTO registry_agreement (slug, title, summary, name, kind, status, date, date_precision, date_basis,
    bund, topics, earlier, visibility, check_state, confidence, sure, conflicts, search_text, created_at,
    updated_at)
SELECT 'probe-' || n, 'Vereinbarung ' || n, '', '', 'pakt', 'geschlossen', DATE '2000-01-01' + mod(n, 9000),
    'day', 'stated', true, ARRAY['ozg'], ARRAY[]::varchar[],
    CASE mod(n, 10) WHEN 0 THEN 'waiting' ELSE 'published' END,
    CASE mod(n, 3) WHEN 0 THEN 'checked' WHEN 1 THEN 'automatic' ELSE 'researched' END,
    0.5 + mod(n, 50) / 100.0,
    CASE mod(n, 6) WHEN 2 THEN 'medium' WHEN 5 THEN 'high' ELSE '' END,
    CASE mod(n, 40) WHEN 0 THEN ARRAY['date'] ELSE ARRAY[]::varchar[] END,
    'Vereinbarung ' || n || ' Bayern', now(), now()
FROM generate_series(1, NUMBER) n;
INSERT INTO registry_agreement_laender (agreement_id, land_id)
SELECT a.id, l.code FROM registry_agreement a, registry_land l
WHERE a.slug LIKE 'probe-%' AND l.code IN ('DE-BY', 'DE-HE');
INSERT INTO registry_evidence (agreement_id, field, value, detail, quote, rule, candidates, machine_version,
    decision, created_at)
SELECT a.id, 'parties', v, '', '', 'probe',
    CASE WHEN mod(a.id, 200) = 0 AND v = 'DE-HE' THEN ARRAY['09574146'] ELSE ARRAY[]::varchar[] END,
    '1', 'open', now()
FROM registry_agreement a, unnest(ARRAY['DE-BY', 'DE-HE', 'DE-SN']) v WHERE a.slug LIKE 'probe-%';
ANALYZE registry_agreement; ANALYZE registry_agreement_laender; ANALYZE registry_evidence;
"""


def addresses() -> dict[str, str]:
    """Return the pages by name."""
    listed = reverse("admin:registry_agreement_changelist")
    last = Agreement.objects.order_by("-pk").first().pk
    return {
        "start page with counts": reverse("admin:index"),
        "list of agreements": listed,
        "list, page 1,000": f"{listed}?p=1000",
        "list, filtered": f"{listed}?visibility__exact=waiting",
        "list, searched": f"{listed}?q=Vereinbarung",
        "list of evidence": reverse("admin:registry_evidence_changelist"),
        "queue": reverse("curation:queue"),
        "queue, last reason": reverse("curation:queue") + "?grund=ungeprueft",
        "next item": reverse("curation:next"),
        "review page": reverse("curation:review", args=[last]),
        "history": reverse("curation:history", args=[last]),
    }


def measure(client: Client, address: str) -> tuple[int, float]:
    """Return the queries of a page and the median of three calls in milliseconds."""
    times = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            begin = time.perf_counter()
            status = client.get(address).status_code
            times.append(1000 * (time.perf_counter() - begin))
        if status not in (200, 302):
            raise SystemExit(f"{address}: {status}")
    return len(queries), statistics.median(times)


def main(number: int) -> None:
    """Fill, measure, print, roll back."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FILL.replace("NUMBER", str(number)))
        client = Client()
        client.force_login(User.objects.create_superuser("probe-editor"))
        print(f"{number} agreements, {3 * number} pieces of evidence")
        for name, address in addresses().items():
            queries, milliseconds = measure(client, address)
            print(f"{name:26} {queries:3} queries {milliseconds:8.0f} ms")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
