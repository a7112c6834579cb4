"""The scenes: what is broken while articles come in and are read."""

import random
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.core.management import call_command

from coopwatch.extraction.records import ArticleText
from coopwatch.intake.store import store
from coopwatch.registry.vocabulary import ArticleOrigin
from scripts.chaos.processes import free_port, web_command
from scripts.chaos.records import finished
from scripts.chaos.stage import Stage, insist

POLL_SECONDS = 0.2
# After the last break: the time that stuck articles are left alone, beat's round, and reading itself.
LONGEST_END = 600.0


def store_all(texts: Sequence[ArticleText]) -> None:
    """Send the articles in, one after the other, whatever happens around."""
    for text in texts:
        insist(store, text, ArticleOrigin.FILE)


def wait_for(number: int, seconds: float = LONGEST_END) -> float:
    """Wait until so many articles are through; return how long that took. Raises TimeoutError."""
    began = time.monotonic()
    while (done := insist(finished)) < number:
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"only {done} of {number} articles are through after {seconds:.0f} s")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - began


def kills(stage: Stage, texts: Sequence[ArticleText], times: int) -> dict[str, object]:
    """Kill the worker so often while the articles are read, by turns a child and everything.

    A last child is killed while nothing is to be read; a tenth of the articles comes after that.
    """
    chance, killed = random.Random(2026), Counter()
    early = len(texts) * 9 // 10
    store_all(texts[:early])
    stage.start_workers()
    for number in range(times):
        # Spread over all of these: each kill falls into work.
        wait_for(int(early * (number + 0.5) / times))
        if number % 2 == 0 and stage.crew.kill_child("worker", chance):
            killed["child"] += 1
        else:
            stage.crew.kill_main("worker")
            killed["main process"] += 1
    end = wait_for(early)
    _until(lambda: stage.crew.kill_child("worker", chance), 60)
    store_all(texts[early:])
    return {
        "killed with -9": dict(killed) | {"child of an idle worker": 1},
        "seconds from the last kill in work to the end of reading": round(end, 1),
        "seconds for what came in after the idle child was killed": round(wait_for(len(texts)), 1),
    }


def broker_away(stage: Stage, texts: Sequence[ArticleText], times: int, seconds: float) -> dict[str, object]:
    """Take the broker away while articles come in, and measure how soon after its return all are read."""
    stage.start_workers()
    ends, share = [], len(texts) // times
    for number in range(times):
        part = texts[number * share : (number + 1) * share if number < times - 1 else None]
        store_all(part[: len(part) // 3])
        stage.take_broker_away()
        left = time.monotonic() + seconds
        store_all(part[len(part) // 3 :])
        time.sleep(max(left - time.monotonic(), 0))
        stage.bring_broker_back()
        ends.append(round(wait_for(number * share + len(part)), 1))
    return {
        f"away for {seconds:.0f} s, then seconds to the end": ends,
        "starts of the worker": stage.crew.starts["worker"],
    }


@dataclass
class Visitor:
    """Loads a page again and again; `codes` counts the answers, `away` holds how long each outage was."""

    address: str
    codes: Counter = field(default_factory=Counter)
    slowest_return: float = 0.0
    tracebacks: int = 0
    back_since: float = 0.0

    def visit(self) -> int:
        """Load the page once; return its status, 0 for no answer."""
        try:
            with urllib.request.urlopen(self.address, timeout=10) as answer:
                body, code = answer.read(), answer.status
        except urllib.error.HTTPError as error:
            body, code = error.read(), error.code
        except OSError:
            body, code = b"", 0
        self.codes[code] += 1
        self.tracebacks += b"Traceback" in body
        return code


def restarts(stage: Stage, texts: Sequence[ArticleText], times: int) -> dict[str, object]:
    """Restart PostgreSQL so often while articles come in, are read, and a visitor loads the start page."""
    port = free_port()
    call_command("collectstatic", interactive=False, verbosity=0)
    stage.crew.keep("web", web_command(port))
    visitor, returns = Visitor(f"http://127.0.0.1:{port}/"), []
    _until(lambda: visitor.visit() == 200, 60)
    visitor.codes.clear()
    stage.start_workers()
    over = threading.Event()
    visiting = threading.Thread(target=_keep_visiting, args=[visitor, over], daemon=True)
    visiting.start()
    coming = threading.Thread(target=store_all, args=[texts], daemon=True)
    coming.start()
    for number in range(times):
        wait_for(int(len(texts) * 0.8 * (number + 0.5) / times))
        stage.restart_postgres()
        returns.append(round(_until(lambda: visitor.visit() == 200, 60), 1))
    coming.join()
    end = wait_for(len(texts))
    over.set()
    visiting.join()
    stage.crew.drop("web")
    return {
        "answers of the web": {str(code): count for code, count in sorted(visitor.codes.items())},
        "pages with a traceback": visitor.tracebacks,
        "seconds from the server's start to the first page": returns,
        "seconds from the last restart to the end": round(end, 1),
    }


def _keep_visiting(visitor: Visitor, over: threading.Event) -> None:
    while not over.wait(POLL_SECONDS):
        visitor.visit()


def _until(happened: Callable[[], bool], seconds: float) -> float:
    """Wait until something happens; return how long that took. Raises TimeoutError."""
    began = time.monotonic()
    while not happened():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"it did not happen within {seconds:.0f} s")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - began
