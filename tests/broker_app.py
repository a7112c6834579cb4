"""A Celery application of the tests: the way to the broker, with a task that leaves a trace in files."""

import json
import os
import time
from pathlib import Path

from celery import Celery

settings = json.loads(os.environ["BROKER_APP"])
app = Celery("broker_app", broker=settings["url"])
app.conf.update(
    broker_transport_options=settings["options"],
    broker_connection_retry_on_startup=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    task_default_queue=settings["queue"],
)


@app.task
def leave_trace(folder: str) -> None:
    """Write how often this has begun; the first time, take longer than anybody waits."""
    traces = Path(folder)
    tries = len(list(traces.iterdir())) + 1
    (traces / f"try-{tries}").write_text("begun")
    if tries == 1:
        time.sleep(600)
    (traces / f"try-{tries}").write_text("done")
