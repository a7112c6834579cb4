"""The embedded PostgreSQL server."""

from pathlib import Path


def embedded_url(var_dir: Path) -> str:
    """Return the address at which the embedded server of this var folder listens."""
    return f"postgres://coopwatch@/coopwatch?host={var_dir}"
