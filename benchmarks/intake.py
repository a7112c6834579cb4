"""Recording what an article tells, among so many agreements: time, queries and rows read without an index."""

import json

from benchmarks.measure import Line, at_most
from benchmarks.stand import python

ARTICLES = 20
CODE = """
import json, statistics, time
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from coopwatch.extraction.extract import extract
from coopwatch.intake.lexicon import current_lexicon
from coopwatch.intake.near import link_near_duplicates
from coopwatch.intake.reading import as_text
from coopwatch.intake.record import record
from coopwatch.registry.models import Agreement, Article
from scripts.chaos.texts import articles
SCANNED = '''
SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_xact_user_tables WHERE relname = 'registry_agreement'
'''
seconds, processor, queries, scanned = [], [], [], []
for text in articles(10 * NUMBER)[:NUMBER]:
    with transaction.atomic():
        row = Article.objects.create(
            text=text.text, content_hash=f"bench-{text.id}", origin="manual", state="reading"
        )
        reading = extract(as_text(row), current_lexicon())
        began, used = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as asked:
            record(row, reading)
            link_near_duplicates(row)
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
        queries.append(len(asked))
        with connection.cursor() as cursor:
            cursor.execute(SCANNED)
            scanned.append(int(cursor.fetchone()[0]))
        transaction.set_rollback(True)
medians = [statistics.median(part) for part in (seconds, processor, queries)]
print(json.dumps([*medians, max(scanned), Agreement.objects.count()]))
"""


def measure(agreements: int) -> list[Line]:
    """Return the lines of the time, the queries and the rows of agreements read one after the other."""
    said = python(agreements, CODE.replace("NUMBER", str(ARTICLES))).splitlines()[-1]
    seconds, processor, queries, scanned, of_all = json.loads(said)
    detail = f"median of {ARTICLES} articles, {processor * 1000:.0f} ms of them in Python"
    return [
        at_most("recording an article in ms", seconds * 1000, 300, detail),
        at_most("recording an article: queries", queries, 100, "median"),
        at_most("recording an article: agreements read without index", scanned, of_all / 2, f"of {of_all}"),
    ]
