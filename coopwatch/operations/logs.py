"""Logs: plain lines for people or JSON for machines, both with the number of request or task."""

import datetime as dt
import json
import logging
from contextvars import ContextVar

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


class Numbers(logging.Filter):
    """Adds the numbers of the present request and task to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its numbers."""
        record.request_id = REQUEST_ID.get()
        record.task_id, record.task = present_task()
        record.numbers = record.request_id or record.task_id or "-"
        return True


def present_task() -> tuple[str, str]:
    """Return number and name of the task that runs now, empty outside of tasks."""
    from celery import current_task

    if not current_task or not current_task.request.id:
        return "", ""
    return current_task.request.id, current_task.name


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, message, numbers, and the error if any."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a line break in a message is escaped, so nobody can forge a second line."""
        said = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in ("request_id", "task_id", "task", "status_code"):
            if value := getattr(record, name, ""):
                said[name] = value
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """A line for people; line breaks of a message are shown as \\n, so nobody can forge a second line."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line without the error that may follow it."""
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)


def logging_settings(form: str, level: str) -> dict:
    """Return the dictionary for logging.config; `form` is "plain" or "json"."""
    plain = "{asctime} {levelname} {name} [{numbers}] {message}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"numbers": {"()": "coopwatch.operations.logs.Numbers"}},
        "formatters": {
            "plain": {"()": "coopwatch.operations.logs.PlainLines", "format": plain, "style": "{"},
            "json": {"()": "coopwatch.operations.logs.JsonLines"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": form, "filters": ["numbers"]},
        },
        "root": {"handlers": ["stderr"], "level": level},
        # Django's own handler would print each of its records a second time.
        "loggers": {"django": {"handlers": [], "propagate": True}},
    }
