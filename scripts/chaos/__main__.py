"""The command line of the chaos runs. The environment is set before anything of Django is imported."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCENES = ("kills", "broker", "restarts")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Break things while articles are read, and count.")
    parser.add_argument("--broker", choices=["pgmq", "redis"], default="pgmq", help="default: pgmq")
    parser.add_argument("--scenes", default="kills,broker,restarts", help=f"of {', '.join(SCENES)}")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--away", type=int, default=60, help="seconds that the broker is away each time")
    parser.add_argument("--times", type=int, default=3, help="how often the broker goes away")
    parser.add_argument("--restarts", type=int, default=5, help="how often PostgreSQL restarts")
    parser.add_argument("--task-seconds", type=int, default=120, help="limit of a task; 3/2 of it: given up")
    parser.add_argument("--sweep", type=float, help="seconds between sweeps, besides those of beat")
    parser.add_argument("--var", type=Path, default=ROOT / "var" / "chaos", help="folder of the runs")
    return parser.parse_args()


def set_environment(options: argparse.Namespace, redis_port: int) -> None:
    """Let this process and all that it starts work in the folder of the runs."""
    os.environ["COOPWATCH_VAR"] = str(options.var)
    os.environ["COOPWATCH_TASK_SECONDS"] = str(options.task_seconds)
    os.environ["DJANGO_SETTINGS_MODULE"] = "coopwatch.settings"
    os.environ["CELERY_BROKER_URL"] = (
        f"redis://127.0.0.1:{redis_port}/0" if options.broker == "redis" else "pgmq://"
    )
    os.environ.pop("DATABASE_URL", None)
    os.chdir(ROOT)


def main() -> int:
    """Play the scenes; return 1 where something was lost, double, or not as in an undisturbed run."""
    options = arguments()
    from scripts.chaos.processes import free_port

    options.var.mkdir(parents=True, exist_ok=True)
    redis_port = free_port()
    set_environment(options, redis_port)
    from scripts.chaos.play import play

    return play(options, redis_port)


if __name__ == "__main__":
    sys.exit(main())
