"""Many readers at once: errors, 95th percentile, and whether memory drifts."""

import random
import threading
import time

from benchmarks.measure import Line, Times, at_most
from benchmarks.stand import Client

PATHS = ["/", "/?art=pakt", "/?partei=DE-BY", "/?partei=DE-BY&partei=DE-HE&modus=eine", "/?von=2015&bis=2020",
         "/?q=Digitalpakt", "/api/v1/agreements?art=pakt", "/methodik/", "/health/live",
         "/vereinbarung/erzeugt-1-7/"]  # fmt: skip
PAUSE = 1.0  # seconds that a reader reads, on average


def measure(client: Client, users: int, seconds: float) -> list[Line]:
    """Return the lines of the load."""
    for path in PATHS:
        client.get(path)
    taken: list[float] = []
    errors: list[str] = []
    before = 0.0
    ending = time.monotonic() + seconds
    readers = [threading.Thread(target=read, args=(client, n, ending, taken, errors)) for n in range(users)]
    for reader in readers:
        reader.start()
    time.sleep(seconds / 3)
    before = client.megabytes()
    for reader in readers:
        reader.join()
    drift = (client.megabytes() / before - 1) * 100
    times = Times(tuple(taken))
    what = f"{users} users, {seconds:.0f} s"
    return [
        at_most(f"{what}: errors", len(errors), 0, "; ".join(errors[:2]) or f"{len(taken)} requests"),
        at_most(f"{what}: p95 in ms", times.p95 * 1000, 200, str(times)),
        at_most(f"{what}: memory drift in %", drift, 5, f"from {before:.0f} MB after a third of the time"),
    ]


def read(client: Client, seed: int, ending: float, taken: list[float], errors: list[str]) -> None:
    """Be one reader until the time is over."""
    chance = random.Random(seed)
    while time.monotonic() < ending:
        path = chance.choice(PATHS)
        try:
            answer = client.get(path)
        except OSError as error:
            errors.append(f"{path}: {error}")
            continue
        taken.append(answer.whole)
        if answer.status not in {200, 304}:
            errors.append(f"{path}: {answer.status}")
        time.sleep(chance.expovariate(1 / PAUSE))
