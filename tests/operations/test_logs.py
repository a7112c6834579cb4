"""Lines of the log."""

import json
import logging

from coopwatch.operations.logs import REQUEST_ID, JsonLines, Numbers, PlainLines


def record(message: str, *values: object, exc_info=None) -> logging.LogRecord:
    """Return a record that has passed the filter."""
    made = logging.LogRecord("coopwatch.x", logging.WARNING, __file__, 1, message, values, exc_info)
    Numbers().filter(made)
    return made


def test_json_is_one_line_with_the_request():
    token = REQUEST_ID.set("nummer-1")
    try:
        line = JsonLines().format(record("Zeile %s", "eins\n2026 ERROR gefälscht"))
    finally:
        REQUEST_ID.reset(token)
    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == "Zeile eins\n2026 ERROR gefälscht"
    assert (said["level"], said["logger"], said["request_id"]) == ("WARNING", "coopwatch.x", "nummer-1")
    assert "task_id" not in said


def test_json_carries_the_error():
    try:
        raise ValueError("kaputt")
    except ValueError as error:
        line = JsonLines().format(record("Fehler", exc_info=(ValueError, error, error.__traceback__)))
    assert "ValueError: kaputt" in json.loads(line)["error"]


def test_a_message_forges_no_second_line():
    line = PlainLines("{message}", style="{").format(record("eins\r\nzwei"))
    assert line == "eins\\r\\nzwei"


def test_a_task_is_named(settings):
    from celery import shared_task

    @shared_task(name="tests.note")
    def note() -> dict:
        return json.loads(JsonLines().format(record("in der Aufgabe")))

    done = note.apply(task_id="aufgabe-1").result
    assert (done["task_id"], done["task"]) == ("aufgabe-1", "tests.note")
