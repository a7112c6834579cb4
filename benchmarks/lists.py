"""The editors' lists at size: queries and time."""

import json

from benchmarks.measure import Line, at_most
from benchmarks.stand import python

CODE = """
import json, statistics, time
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
user, _ = User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
client = Client(HTTP_HOST="localhost")
client.force_login(user)
found = {}
for model in admin.site._registry:
    if model._meta.app_label != "registry":
        continue
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    client.get(path)
    seconds, used = [], time.process_time()
    for _round in range(5):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        seconds.append(time.perf_counter() - began)
    assert answer.status_code == 200, (path, answer.status_code)
    used = (time.process_time() - used) / len(seconds)
    found[model._meta.model_name] = [len(queries), statistics.median(seconds), used]
user.delete()
print(json.dumps(found))
"""


def measure(agreements: int) -> list[Line]:
    """Return the lines of the slowest list and of that with the most queries."""
    found = json.loads(python(agreements, CODE).splitlines()[-1])
    most = max(found, key=lambda name: found[name][0])
    slowest = max(found, key=lambda name: found[name][1])
    detail = f"{slowest}, processor {found[slowest][2] * 1000:.0f} ms"
    return [
        at_most("lists of the editors: most queries", found[most][0], 10, f"{most}, of {len(found)} lists"),
        at_most("lists of the editors: slowest in ms", found[slowest][1] * 1000, 300, detail),
    ]
