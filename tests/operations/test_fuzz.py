"""Strange addresses: never an error of the server, never more questions to the database.

300 in the suite; `make fuzz` asks 10,000 (FUZZ=10000).
"""

import os
import random
from urllib.parse import quote_from_bytes

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

COUNT = int(os.environ.get("FUZZ", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
PATHS = ["/", "/", "/export/daten.csv", "/export/feed.atom", "/api/v1/agreements", "/api/v1/facets", "/vergleich/",
         "/abbildung/karte/", "/land/de-by/", "/vereinbarung/erzeugt-1-3/"]  # fmt: skip
NAMES = ["q", "partei", "modus", "bund", "umfang", "art", "stand", "thema", "portal", "pilot", "partner", "von", "bis",
         "undatiert", "pruefung", "quelle", "seite", "sortierung", "spuren", "page", "page_size", "land", "unknown"]  # fmt: skip
VALUES = [
    b"", b"\x00", b"a\x00b", b"\xed\xa0\x80", b"\xff\xfe", b"\xc3", b"10000", b"99999999999999999999", b"-1", b"0", b"1e9",
    b"NaN", b"2020", b"\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa0", b"x" * 10_000, b"DE-BY", b"DE", b"pakt", b"'", b"' OR 1=1 --",
    b"\" & | ! ( ) <-> :*", b"((((((((((", b"-", b"%", b"%s", b"{0}", b"${7*7}", b"<script>alert(1)</script>", b"../../etc/passwd",
    b"\r\nX: y", "\u202e\u0000\U0001f4a9".encode(), "ﬀ".encode() * 300, b"amt24", b"\\", b"\\x00", b"a b c d e f g h " * 40,
    b"*" * 500, b"&" * 50, b"null", b"[]", b"__class__", b"0x10", b"1_000", b" 2020 ", b"2020-01-01",
]  # fmt: skip


def strange_query(chance: random.Random) -> str:
    """Return a query string: some parameters, often repeated, with strange values."""
    parts = []
    for _part in range(chance.choice([1, 1, 2, 3, 8])):
        name = (
            chance.choice(NAMES) if chance.random() < 0.95 else quote_from_bytes(chance.choice(VALUES)[:80])
        )
        value = chance.choice(VALUES) if chance.random() < 0.8 else chance.randbytes(chance.randint(1, 40))
        parts += [f"{name}={quote_from_bytes(value)}"] * chance.choice([1, 1, 1, 2, 30])
    return chance.choice(["&", "&", "&", ";"]).join(parts)


def ask(client, path: str, query: str) -> tuple[int, int]:
    """Return status and number of queries; a streamed answer is read to its end."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, QUERY_STRING=query)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return answer.status_code, len(queries)


@pytest.mark.usefixtures("reference")
def test_strange_addresses_do_no_harm(client):
    call_command("generate", agreements=30, articles=30, seed=1, verbosity=0)
    chance = random.Random(SEED)
    plain = {path: ask(client, path, "")[1] for path in set(PATHS)}
    for number in range(COUNT):
        path, query = chance.choice(PATHS), strange_query(chance)
        status, queries = ask(client, path, query)
        told = f"number {number} of FUZZ_SEED={SEED}: {path}?{query[:300]}"
        assert status < 500, told
        # One more for each kind of row that can be named: their slugs are looked up, all of one kind at once.
        assert queries <= plain[path] + 12, f"{queries} queries instead of {plain[path]}, {told}"
