"""Settings of gunicorn: `gunicorn --config python:coopwatch.operations.serving coopwatch.wsgi:application`.

COOPWATCH_BIND says where to listen (127.0.0.1:8000), WEB_CONCURRENCY how many processes serve (3). A proxy
stands before it, which takes in slow clients and TLS.
"""

import os
import shutil
import tempfile
from pathlib import Path

from coopwatch.environment import Environment

env = Environment()
# One folder for the figures of all processes; from before the first import of prometheus_client.
FIGURES = Path(tempfile.gettempdir()) / "coopwatch-figures"
shutil.rmtree(FIGURES, ignore_errors=True)
FIGURES.mkdir(mode=0o700)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FIGURES)

bind = env("COOPWATCH_BIND", default="127.0.0.1:8000")
workers = env.number("WEB_CONCURRENCY", int, default=3, least=1, most=64)
worker_class = "gthread"
# An export to a slow client holds a thread, so there are many more threads than processors: twenty slow ones
# leave room for the others. Each keeps a connection to the database, which allows a hundred.
threads = 16
timeout = 60
graceful_timeout = 30
keepalive = 5
# A leak, should there be one, ends here; the spread keeps the processes from ending together.
max_requests, max_requests_jitter = 20_000, 2_000
preload_app = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
limit_request_line, limit_request_fields, limit_request_field_size = 8190, 60, 8190
forwarded_allow_ips = "*" if env.number("COOPWATCH_PROXIES", int, default=0, least=0, most=5) else "127.0.0.1"
control_socket_disable = True
accesslog = "-"
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(L)ss %({x-request-id}o)s'


def when_ready(server) -> None:
    """Refuse to serve with settings that cannot work; Django's checks say what is wrong."""
    from django.core.management import call_command

    call_command("check", deploy=True)


def post_fork(server, worker) -> None:
    """Let each process open its own connections; those of the one that loaded the application stay there."""
    from django.db import connections

    connections.close_all()


def child_exit(server, worker) -> None:
    """Forget the live figures of a process that ended."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
