"""Django settings: one file, every deployment difference read from the environment."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF

from config import env

django_stubs_ext.monkeypatch()
BASE_DIR = Path(__file__).resolve().parent.parent

# ── core ─────────────────────────────────────────────────────────────────────────────────────────

ENVIRONMENT = env.text("ENVIRONMENT", "production")  # development | test | production
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
BASE_URL = env.text("BASE_URL").rstrip("/")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "localhost", *env.words("ALLOWED_HOSTS")]
if ENVIRONMENT != "production":
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "testserver"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-us"

# ── apps ─────────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "apps.core",
    "apps.audit",
    "apps.outbox",
    "apps.tenants",
    "apps.vault",
    "apps.connections",
    "apps.checks",
    "apps.checklists",
    "apps.portal",
    "apps.ops",
    "apps.api",
    "apps.simulator",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.tenants.middleware.TenantMiddleware",  # innermost: it opens the request's transaction
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
            ]
        },
    }
]

# ── database, cache ──────────────────────────────────────────────────────────────────────────────

# The app signs in as a role that owns nothing; `owner` is present only where migrations run.
DATABASES = {"default": env.database("DATABASE_URL") | {"ENGINE": "apps.core.database"}}
DATABASES["default"]["OPTIONS"] = {
    "options": "-c statement_timeout=15s -c lock_timeout=3s "
    "-c idle_in_transaction_session_timeout=30s"
}
if env.flag("DB_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
if env.text("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL")
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "causeway",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# ── celery (why each: ../shared/reference/security-reliability.md §7, §8) ────────────────────────

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
    "global_keyprefix": "causeway:",
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CHECK_RUN_SECONDS = env.number("CHECK_RUN_SECONDS", default=35)
CELERY_TASK_SOFT_TIME_LIMIT = CHECK_RUN_SECONDS + 10  # a run ends by itself before its worker must
CELERY_TASK_TIME_LIMIT = CHECK_RUN_SECONDS + 25
CELERY_TASK_DEFAULT_QUEUE = "maintenance"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# ── checks ───────────────────────────────────────────────────────────────────────────────────────

CHECK_TICK_SECONDS = env.number("CHECK_TICK_SECONDS", default=15)
CHECK_SECONDS_CONNECTED = env.number("CHECK_SECONDS_CONNECTED", default=3600)
CHECK_SECONDS_SETTING_UP = env.number("CHECK_SECONDS_SETTING_UP", default=900)
CHECK_SECONDS_BROKEN = env.number("CHECK_SECONDS_BROKEN", default=300)
CHECK_BATCH = int(env.number("CHECK_BATCH", default=200))
CHECK_KEEP_DAYS = env.number("CHECK_KEEP_DAYS", default=90)
CELERY_BEAT_SCHEDULE = {
    "claim-due-connections": {
        "task": "apps.checks.tasks.claim_due",
        "schedule": CHECK_TICK_SECONDS,
        "options": {"queue": "maintenance", "expires": 2 * CHECK_TICK_SECONDS},
    },
    "keep-tokens": {
        "task": "apps.connections.tasks.keep_tokens",
        "schedule": CHECK_TICK_SECONDS,
        "options": {"queue": "maintenance", "expires": 2 * CHECK_TICK_SECONDS},
    },
    "warm-tokens": {
        "task": "apps.connections.tasks.warm_tokens",
        "schedule": CHECK_TICK_SECONDS,
        "options": {"queue": "fleet", "expires": 2 * CHECK_TICK_SECONDS},
    },
    "deliver-outbox": {
        "task": "apps.outbox.tasks.deliver_outbox",
        "schedule": CHECK_TICK_SECONDS,
        "options": {"queue": "mail", "expires": 2 * CHECK_TICK_SECONDS},
    },
    "lapse-delegations": {
        "task": "apps.checklists.tasks.lapse_delegations",
        "schedule": 60,
        "options": {"queue": "maintenance", "expires": 120},
    },
    "forget-old-checks": {
        "task": "apps.checks.tasks.forget_old",
        "schedule": 3600,
        "options": {"queue": "maintenance", "expires": 7200},
    },
}

# ── tokens (why: ../shared/reference/security-reliability.md §3) ─────────────────────────────────

TOKEN_DEADLINE_SECONDS = env.number("TOKEN_DEADLINE_SECONDS", default=20)
TOKEN_LEASE_SECONDS = env.number("TOKEN_LEASE_SECONDS", default=30)  # outlives the deadline
TOKEN_WARM_SECONDS = env.number("TOKEN_WARM_SECONDS", default=86_400)  # no grant idles for longer
TOKEN_SPOOL_DIR = Path(env.text("TOKEN_SPOOL_DIR", str(BASE_DIR / "var/spool")))
TOKEN_KILL_POINT = env.text("TOKEN_KILL_POINT", "")  # for drills: a refresh kills itself there
if TOKEN_KILL_POINT and ENVIRONMENT == "production":
    raise SystemExit("TOKEN_KILL_POINT is set, which kills workers: unset it in production.")
APPROVAL_SECONDS = env.number("APPROVAL_SECONDS", default=600)  # how long a person may take

# ── vault ────────────────────────────────────────────────────────────────────────────────────────

VAULT_PUBLIC_KEYS = env.text("VAULT_PUBLIC_KEYS", "")
VAULT_PRIVATE_KEYS = env.text("VAULT_PRIVATE_KEYS", "")  # workers only; never given to web
_KEYLESS_COMMANDS = {"vault", "makemigrations", "migrate", "collectstatic", "check", "simulator"}
VAULT_REQUIRED = not _KEYLESS_COMMANDS.intersection(sys.argv[1:2])

# ── intacct ──────────────────────────────────────────────────────────────────────────────────────

INTACCT_ENDPOINT = env.text("INTACCT_ENDPOINT", "https://api.intacct.com/ia/xml/xmlgw.phtml")
INTACCT_REST_URL = env.text("INTACCT_REST_URL", "https://api.intacct.com/ia/api/v1").rstrip("/")
INTACCT_HOSTS = env.words("INTACCT_HOSTS", "*.intacct.com")
INTACCT_DEADLINE_SECONDS = env.number("INTACCT_DEADLINE_SECONDS", default=20)
SIMULATOR_URL = env.text("SIMULATOR_URL", "")
GUIDES_DIRS = [BASE_DIR / "apps/checklists/guides", *map(Path, env.words("GUIDES_DIRS"))]

# ── people ───────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "tenants.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "apps.tenants.adapter.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation is mailed there, or handed over by an operator
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
_MAIL = None if ENVIRONMENT == "production" else "consolemail://"
vars().update(env.email("EMAIL_URL", _MAIL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Causeway <no-reply@localhost>")

# ── static files ─────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var/static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    },
}
WHITENOISE_MAX_AGE = 60

# ── security ─────────────────────────────────────────────────────────────────────────────────────

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": []}
_HTTPS = BASE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# ── logs ─────────────────────────────────────────────────────────────────────────────────────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "filters": {"masked": {"()": "apps.core.logs.Masked"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["masked"],
        }
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "celery": {"level": "WARNING"},
        "gunicorn.error": {"handlers": [], "propagate": True},  # its own would not mask
    },
}
