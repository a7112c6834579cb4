"""Pages: made anew, kept, and not modified; against Datasette and against the bare SQL."""

import gzip
import json

from benchmarks.measure import Line, Times, at_least, at_most, take_turns
from benchmarks.peers import FACETS, datasette, make_sqlite
from benchmarks.stand import VAR, Client, python

# A cookie of a session that does not exist: such a request gets no kept page.
ANEW = {"Cookie": "sessionid=none"}
FILTERED = "/?art=pakt&stand=geschlossen"
PEER = "/bench/agreements?kind=pakt&status=geschlossen&" + "&".join(f"_facet={name}" for name in FACETS)
SQL = """
import json, statistics, time
from django.db import connection
from django.test import Client
from psycopg import Cursor
from psycopg.pq import Format
from django.test.utils import CaptureQueriesContext
client = Client(HTTP_HOST="localhost")
client.cookies["sessionid"] = "none"
def ask():
    return client.get("{path}")
ask()
with CaptureQueriesContext(connection) as found:
    ask()
seconds = []
for _round in range({rounds}):
    began = time.perf_counter()
    # Plain and binary: the quickest way that there is to these rows.
    with Cursor(connection.connection) as cursor:
        cursor.format = Format.BINARY
        for query in found.captured_queries:
            cursor.execute(query["sql"])
            cursor.fetchall()
    seconds.append(time.perf_counter() - began)
print(json.dumps([statistics.median(seconds), len(found.captured_queries)]))
"""
# The program as gunicorn calls it, without a network and its client.
AGAIN = """
import io, json, sys, time
from coopwatch.wsgi import application
def ask(**more):
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
             "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
             "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http"}
    told = {}
    answer = application(asked | more, lambda status, headers: told.update(headers, status=status[:3]))
    b"".join(answer)
    answer.close()
    return told
etag = ask()["ETag"]
seconds, used = [], time.process_time()
for _round in range(ROUNDS):
    began = time.perf_counter()
    status = ask(HTTP_IF_NONE_MATCH=etag)["status"]
    seconds.append(time.perf_counter() - began)
    assert status == "304", status
print(json.dumps([seconds, (time.process_time() - used) / len(seconds)]))
"""


def measure(agreements: int, rounds: int, client: Client) -> list[Line]:
    """Return the lines of the pages."""
    return [
        *tables(agreements, rounds, client),
        *filtered(rounds, client),
        *figures(rounds, client),
        repeat(agreements, client),
    ]


def tables(agreements: int, rounds: int, client: Client) -> list[Line]:
    """The dashboard without a filter: table page, all facet counts, all figures."""
    for _warm in range(8):
        client.get("/")
    times = take_turns(rounds * 4, {"kept": lambda: client.get("/")})
    anew = take_turns(rounds, {"anew": lambda: client.get("/", **ANEW)})["anew"]
    said = python(agreements, SQL.format(path="/", rounds=rounds))
    bare, queries = json.loads(said)
    kept = times["kept"]
    return [
        at_most("dashboard, kept: p50 in ms", kept.median * 1000, 25, str(kept)),
        at_most("dashboard, kept: p95 in ms", kept.p95 * 1000, 50, str(kept)),
        at_most(
            "dashboard, made anew: p50 in ms", anew.median * 1000, 25, f"after each change of data: {anew}"
        ),
        at_most(
            "dashboard, made anew: times the bare SQL",
            anew.median / bare,
            1.2,
            f"{queries} queries, {bare * 1000:.0f} ms",
        ),
    ]


def filtered(rounds: int, client: Client) -> list[Line]:
    """A filtered dashboard made anew against Datasette's page with five facets, suggestions off."""
    # Made anew each time: another run may have left one of another size.
    make_sqlite(client.get("/export/daten.csv").body.decode(), VAR / "bench.db")
    with datasette(VAR / "bench.db") as other:
        check_counts(client, other)
        times = take_turns(
            rounds, {"ours": lambda: client.get(FILTERED, **ANEW), "other": lambda: other.get(PEER)}
        )
        kept = take_turns(rounds, {"kept": lambda: client.get(FILTERED), "other": lambda: other.get(PEER)})
    ours, other_time = times["ours"], times["other"]
    return [
        at_least(
            "filtered, made anew: faster than Datasette",
            other_time.median / ours.median,
            5,
            f"{ours}, Datasette {other_time}",
        ),
        at_least(
            "filtered, kept: faster than Datasette",
            kept["other"].median / kept["kept"].median,
            5,
            str(kept["kept"]),
        ),
    ]


def check_counts(client: Client, other: Client) -> None:
    """End where the facet counts differ: by state of checking, under the same filter."""
    options = json.loads(client.get("/api/v1/facets" + FILTERED[1:]).body)["pruefung"]
    ours = {option["value"]: option["count"] for option in options if option["count"]}
    found = json.loads(other.get(PEER.replace("agreements?", "agreements.json?")).body)
    results = found["facet_results"]["check_state"]["results"]
    theirs = {result["value"]: result["count"] for result in results}
    if ours != theirs:
        raise SystemExit(f"Facet counts differ: {ours} and {theirs}")


def figures(rounds: int, client: Client) -> list[Line]:
    """Timeline and map: time on the server and compressed size of their JSON."""
    lines = []
    for name in ("zeitstrahl", "karte"):
        path = f"/abbildung/{name}/"
        for _warm in range(8):
            answer = client.get(path)
        kept = take_turns(rounds * 4, {"kept": lambda path=path: client.get(path)})["kept"]
        anew = take_turns(rounds, {"anew": lambda path=path: client.get(path, **ANEW)})["anew"]
        size = len(gzip.compress(data_of(answer.body))) / 1000
        lines += [
            at_most(f"{name}, kept: in ms", kept.median * 1000, 50, str(kept)),
            at_most(f"{name}, made anew: in ms", anew.median * 1000, 50, str(anew)),
            at_most(f"{name}: JSON in kB, gzip", size, 100, f"{len(data_of(answer.body)) / 1000:.0f} kB raw"),
        ]
    return lines


def data_of(page: bytes) -> bytes:
    """Return the JSON of the figure in its page."""
    return page.split(b'type="application/json">', 1)[1].split(b"</script>", 1)[0]


def repeat(agreements: int, client: Client) -> Line:
    """A visit with what the browser still has: the program's own time; what the way there adds beside it."""
    etag = client.get("/").headers["etag"]
    status = client.get("/", If_None_Match=etag).status
    if status != 304:
        raise SystemExit(f"A repeat visit is answered with {status}, not 304.")
    outside = take_turns(50, {"304": lambda: client.get("/", If_None_Match=etag)})["304"]
    seconds, used = json.loads(python(agreements, AGAIN.replace("ROUNDS", "300")).splitlines()[-1])
    own = Times(tuple(seconds))
    detail = f"{own}, processor {used * 1000:.1f} ms; with connection and client {outside}"
    return at_most("repeat visit, 304: server's time in ms", own.median * 1000, 2, detail)
