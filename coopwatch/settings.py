"""Settings: each is read once from the environment or `.env`; a wrong one fails with what to do."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from coopwatch import broker
from coopwatch.environment import Environment
from coopwatch.local.postgres import embedded_url
from coopwatch.operations.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
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
# What coopwatch.operations.checks looks at: with the embedded database a start is no deployment.
SECRET_KEY_IS_GIVEN = bool(env("DJANGO_SECRET_KEY", default="") or (VAR_DIR / "secret_key").exists())
IS_LOCAL = not env("DATABASE_URL", default="")
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
    "coopwatch.operations",
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
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "csp",
]

MIDDLEWARE = [
    "coopwatch.operations.middleware.request_id",
    "coopwatch.operations.middleware.client_address",
    "coopwatch.operations.middleware.security_headers",
    "coopwatch.operations.middleware.known_methods",
    "coopwatch.operations.middleware.programs_use_tls",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coopwatch.operations.middleware.counted",
    "coopwatch.operations.kept.KnownPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coopwatch.dashboard.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "coopwatch.operations.sessions.idle_sessions",
    "django_otp.middleware.OTPMiddleware",
    "coopwatch.curation.second_factor.second_factor",
    "axes.middleware.AxesMiddleware",
    "coopwatch.operations.kept.KeptPages",
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
DATABASE_URL = env.address("DATABASE_URL", default="", schemes=("postgresql", "postgres"))
DATABASES = {"default": env.db_url_config(DATABASE_URL or embedded_url(VAR_DIR))}
# Each of many threads has a connection: those of a quiet site would be opened anew for nearly each request.
DATABASES["default"]["CONN_MAX_AGE"] = env.number(
    "DATABASE_CONN_MAX_AGE", int, default=600, least=0, most=86_400
)
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
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    # Originals of articles are for nobody else on the machine.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
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

# Facts change by decisions on their evidence, never by putting an old row back.
SIMPLE_HISTORY_REVERT_DISABLED = True

# An agreement read with at least this confidence is shown at once, marked "automatisch erfasst".
PUBLISH_CONFIDENCE = env.number("COOPWATCH_PUBLISH_CONFIDENCE", float, default=0.8, least=0, most=1)
# How many words of a quote the public sees (§ 87g UrhG lets very short extracts pass).
QUOTE_WORDS = env.number("COOPWATCH_QUOTE_WORDS", int, default=25, least=0, most=1000)

# The queue lies in the same PostgreSQL unless a Redis server is named.
CELERY_BROKER_URL = env.address(
    "CELERY_BROKER_URL", default=broker.PGMQ, schemes=("redis", "rediss", "pgmq", "memory")
)
if CELERY_BROKER_URL.startswith("pgmq:"):
    CELERY_BROKER_URL = broker.PGMQ
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
# Seconds after which a task is ended; half as long again, and another worker takes up what it left.
CELERY_TASK_TIME_LIMIT = env.number("COOPWATCH_TASK_SECONDS", int, default=120, least=2, most=3600)
CELERY_BROKER_TRANSPORT_OPTIONS = broker.transport_options(
    CELERY_BROKER_URL, DATABASES["default"], CELERY_TASK_TIME_LIMIT
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Remote control and events would need queues that every worker reads.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "coopwatch.operations.liveness:LivingScheduler"
# A queue of its own keeps slow hosts from holding up the reading; then a worker must serve it by `--queues`.
CELERY_TASK_DEFAULT_QUEUE = "celery"
FETCHING_QUEUE = env("COOPWATCH_FETCHING_QUEUE", default=CELERY_TASK_DEFAULT_QUEUE)
# What speaks with other hosts goes there: fetching, and e-mails.
CELERY_TASK_ROUTES = {
    "coopwatch.intake.fetching.*": {"queue": FETCHING_QUEUE},
    "coopwatch.dashboard.tasks.send_digests": {"queue": FETCHING_QUEUE},
}
CELERY_BEAT_SCHEDULE: dict[str, dict] = {
    "read what is waiting": {"task": "coopwatch.intake.tasks.sweep", "schedule": 30},
}

# Fetching: who is reached under the user agent, seconds between two visits of a host, and (for tests only)
# the loopback addresses like 127.0.0.1:8080 that may be fetched although they are not public.
FETCH_CONTACT = env("COOPWATCH_CONTACT", default="")
FETCH_DELAY = env.number("COOPWATCH_FETCH_DELAY", float, default=2.0, least=0, most=60)
FETCH_ALLOW = env.list("COOPWATCH_FETCH_ALLOW", default=[])
CELERY_BEAT_SCHEDULE |= {
    "fetch what is due": {"task": "coopwatch.intake.fetching.tasks.sweep_downloads", "schedule": 10},
    "poll feeds": {"task": "coopwatch.intake.fetching.tasks.poll_due_feeds", "schedule": 60},
}

AXES_FAILURE_LIMIT = env.number("COOPWATCH_LOGIN_TRIES", int, default=5, least=1, most=100)
AXES_VERBOSE = False
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Who gets in starts to count anew, so that slips of weeks do not add up.
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "curation/locked_out.html"

CELERY_BEAT_SCHEDULE |= {
    f"heartbeat of {queue}": {
        "task": "coopwatch.operations.tasks.heartbeat",
        "schedule": 60,
        "args": [queue],
        # One that nobody could take within its minute says nothing any more.
        "options": {"queue": queue, "expires": 60},
    }
    for queue in (CELERY_TASK_DEFAULT_QUEUE, FETCHING_QUEUE)
}
CELERY_BEAT_SCHEDULE |= {
    "send weekly digests": {"task": "coopwatch.dashboard.tasks.send_digests", "schedule": 3600},
    "make cards": {"task": "coopwatch.dashboard.tasks.make_cards", "schedule": 20},
    "add up changes": {"task": "coopwatch.operations.tasks.add_up_changes", "schedule": 60},
}

# Shared by all processes where a server is named; else each has its own, and limits count per process.
CACHE_URL = env.address("COOPWATCH_CACHE_URL", default="", schemes=("redis", "rediss"))
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2_000}},
    # Pages as they are sent, some ten to fifty kilobytes each, in the memory of each process.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# TLS ends at the proxy, which says so in X-Forwarded-Proto; then everything else is sent to https.
HTTPS = env.bool("COOPWATCH_HTTPS", default=False)
# How many proxies stand between the clients and the application; 0 believes no forwarded header.
PROXIES = env.number("COOPWATCH_PROXIES", int, default=0, least=0, most=5)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = HTTPS
# Probes come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.number("COOPWATCH_HSTS_SECONDS", int, default=31_536_000, least=0, most=63_072_000)
SECURE_HSTS_SECONDS *= HTTPS
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
# A working day; longer than that nobody stays logged in.
SESSION_COOKIE_AGE = 12 * 60 * 60
# Minutes without a request after which an editor must log in again.
SESSION_IDLE_SECONDS = 60 * env.number("COOPWATCH_IDLE_MINUTES", int, default=120, least=5, most=720)
# Whether everybody needs a code besides the password; who has set one up is always asked for it.
SECOND_FACTOR = env.bool("COOPWATCH_SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER = "coopwatch"
# Secrets of devices are shown once, to their owner, and never in the admin.
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "coopwatch.operations.passwords.WordsOfTheContext"},
]
# An article has at most 5 MB; the form around it is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# E-mail: printed to the console until a server is named. Links in it begin with SITE_URL.
LOCAL_URL = f"http://127.0.0.1:{env('COOPWATCH_PORT', default='8000')}"
SITE_URL = env.address("COOPWATCH_SITE_URL", default=LOCAL_URL, schemes=("http", "https")).rstrip("/")
EMAIL_HOST = env("COOPWATCH_EMAIL_HOST", default="")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.number("COOPWATCH_EMAIL_PORT", int, default=587, least=1, most=65_535)
EMAIL_HOST_USER = env("COOPWATCH_EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env("COOPWATCH_EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("COOPWATCH_EMAIL_STARTTLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("COOPWATCH_EMAIL_FROM", default="coopwatch@localhost")

# Who may read /metrics, as `Authorization: Bearer …`; without a token there is no such page.
METRICS_TOKEN = env("COOPWATCH_METRICS_TOKEN", default="")
LOGGING = logging_settings(
    env.choice("COOPWATCH_LOG_FORMAT", default="plain", values=("plain", "json")),
    env.choice("COOPWATCH_LOG_LEVEL", default="INFO", values=("DEBUG", "INFO", "WARNING", "ERROR")),
)
