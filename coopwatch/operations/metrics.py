"""Figures for Prometheus: what lies in the database now, and the requests served so far."""

import os
from collections.abc import Iterator

from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from coopwatch.operations.condition import Condition, condition

# Requests are counted in each worker process; with several, prometheus_client adds them up by files.
REQUESTS = CollectorRegistry()
COUNTED = Counter(
    "coopwatch_requests",
    "Requests by method, view and status.",
    ["method", "view", "status"],
    registry=REQUESTS,
)
SECONDS = Histogram(
    "coopwatch_request_seconds",
    "Seconds from the request to its answer, without the time of streaming.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10),
    registry=REQUESTS,
)


class ConditionCollector(Collector):
    """The condition of the system as gauges."""

    def __init__(self, found: Condition) -> None:
        self.found = found

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one family of gauges after the other."""
        found, now = self.found, timezone.now()
        yield labelled("coopwatch_ready", "1 where a part is well.", "part", ready_parts(found))
        yield labelled("coopwatch_queue_messages", "Messages in the broker.", "queue", lengths(found))
        articles = {"waiting": found.waiting, "reading": found.reading, "failed": found.failed}
        yield labelled("coopwatch_articles", "Articles by state of the queue.", "state", articles)
        beats = {beat.queue: (now - beat.at).total_seconds() for beat in found.heartbeats}
        yield labelled("coopwatch_heartbeat_age_seconds", "Since the last heartbeat.", "queue", beats)
        oldest = (now - found.oldest_waiting).total_seconds() if found.oldest_waiting else 0
        yield GaugeMetricFamily(
            "coopwatch_oldest_waiting_seconds", "Age of the oldest waiting article.", oldest
        )
        failing = len(found.failing_sources)
        yield GaugeMetricFamily("coopwatch_failing_sources", "Sources whose last visit failed.", failing)


def labelled(name: str, text: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    """Return a family of gauges that differ in one label."""
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, figure in values.items():
        family.add_metric([value], figure)
    return family


def ready_parts(found: Condition) -> dict[str, float]:
    """Return 1 or 0 for each part that was asked."""
    return {answer.part: float(not answer.problem) for answer in found.parts}


def lengths(found: Condition) -> dict[str, float]:
    """Return the lengths of the queues that are known."""
    return {queue: length for queue, length in found.messages.items() if length is not None}


def exposition() -> bytes:
    """Return everything in the text format of Prometheus."""
    gauges = CollectorRegistry()
    gauges.register(ConditionCollector(condition()))
    requests = REQUESTS
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        requests = CollectorRegistry()
        multiprocess.MultiProcessCollector(requests)
    return generate_latest(gauges) + generate_latest(requests)
