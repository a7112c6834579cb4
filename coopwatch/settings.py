"""Settings: each is read once from the environment (or `.env`) and fails with a sentence that says what to do."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from coopwatch import broker
from coopwatch.local.postgres import embedded_url

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Where the embedded database, originals and generated secrets live.
VAR_DIR = Path(env("COOPWATCH_VAR", default=str(BASE_DIR / "var")))


def secret_key() -> str:
    """Return DJANGO_SECRET_KEY, or the key that the first start wrote to the var folder."""
    kept = VAR_DIR / "secret_key"
    if key := env("DJANGO_SECRET_KEY", default=""):
        return key
    return kept.read_text("utf-8").strip() if kept.exists() else "only-for-commands-that-need-no-server"


DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "coopwatch.urls"
WSGI_APPLICATION = "coopwatch.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "coopwatch.registry",
    "coopwatch.intake",
    "coopwatch.curation",
    "coopwatch.dashboard",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "simple_history",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# One code path: PostgreSQL always, the embedded server where no other is named.
DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default=embedded_url(VAR_DIR)))}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("COOPWATCH_STATIC_ROOT", default=str(VAR_DIR / "static")))
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# An agreement read with at least this confidence is shown at once, marked "automatisch erfasst".
PUBLISH_CONFIDENCE = env.float("COOPWATCH_PUBLISH_CONFIDENCE", default=0.8)
# How many words of a quote the public sees (§ 87g UrhG lets very short extracts pass).
QUOTE_WORDS = env.int("COOPWATCH_QUOTE_WORDS", default=25)

# The queue lies in the same PostgreSQL unless a Redis server is named.
CELERY_BROKER_URL = env("CELERY_BROKER_URL", default=broker.PGMQ)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_BROKER_TRANSPORT_OPTIONS = broker.transport_options(
    CELERY_BROKER_URL, DATABASES["default"], CELERY_TASK_TIME_LIMIT
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Remote control and events would need queues that every worker reads.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, dict] = {}

# Fetching: who is reached under the user agent, seconds between two visits of a host, and (for tests only)
# the loopback addresses like 127.0.0.1:8080 that may be fetched although they are not public.
FETCH_CONTACT = env("COOPWATCH_CONTACT", default="")
FETCH_DELAY = env.float("COOPWATCH_FETCH_DELAY", default=2.0)
FETCH_ALLOW = env.list("COOPWATCH_FETCH_ALLOW", default=[])

AXES_FAILURE_LIMIT = env.int("COOPWATCH_LOGIN_TRIES", default=5)
AXES_COOLOFF_TIME = timedelta(minutes=15)
