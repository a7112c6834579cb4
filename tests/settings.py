"""Settings of the test runs: the project's own, with a server, folders and storages of the tests."""

import os
from pathlib import Path

os.environ.setdefault("COOPWATCH_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))

from coopwatch.local.place import prepare

if not os.environ.get("DATABASE_URL"):
    # The address of the server depends on where it was prepared.
    prepare(Path(os.environ["COOPWATCH_VAR"]))

from coopwatch.settings import *  # noqa: F403
from coopwatch.settings import CACHES, DATABASES, STORAGES

# Several runs at the same time on one server: each has its own database.
DATABASES["default"]["TEST"] = {"NAME": f"test_coopwatch_{os.getpid()}"}
# No static files need to be collected, no password takes long to hash.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tasks run at once in the caller; tests of the broker start a worker of their own.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# The number of the data's state goes back with each test; pages are kept where a test asks for it.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
SECRET_KEY = "only-for-tests"
