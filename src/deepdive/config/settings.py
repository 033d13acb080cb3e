"""Django's settings, made from :mod:`deepdive.config.options`. Nothing else reads the environment."""

import sys
from pathlib import Path
from typing import Any, TextIO, cast

import structlog

from deepdive.config.database_url import read_database_url
from deepdive.config.log_output import LogOutput
from deepdive.config.log_secrets import without_patient_data, without_sign_in_secrets
from deepdive.config.options import options

_options = options()
_here = Path(__file__).resolve().parent.parent
_data = _options.data_folder
_data.mkdir(parents=True, exist_ok=True)

SECRET_KEY = _options.signing_key()
DEBUG = False
DEMONSTRATION = _options.mode == "demonstration"
PRODUCTION = _options.mode == "production"
ADDRESS = _options.address
CONTACT = _options.contact
CURRICULUM_FOLDER = _options.curriculum_folder
ALLOWED_HOSTS = [_options.host, "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [_options.address]
ROOT_URLCONF = "deepdive.config.urls"
ASGI_APPLICATION = "deepdive.config.asgi.application"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "programme:home"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "deepdive.web",
    "deepdive.mail",
    "deepdive.people",
    "deepdive.guard",
    "deepdive.programme",
    "deepdive.course",
    "deepdive.comments",
    "deepdive.contradictions",
    "deepdive.workbook",
    "deepdive.advice",
    "deepdive.answers",
    "deepdive.choice",
    "deepdive.plan",
    "deepdive.room",
    "deepdive.rehearsal",
    "deepdive.exports",
    "deepdive.between",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "deepdive.web.middleware.private_pages_are_not_cached",
    "deepdive.web.signed_out.words_outlive_the_sign_in",
    "deepdive.web.refusals.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "deepdive.web.context.installation",
            ],
        },
    },
]


def _sqlite(name: str) -> dict[str, Any]:
    """A database file whose commits survive a power cut (WAL with full synchronisation)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _data / f"{name}.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # a file, because several threads and processes open it in the tests too
        "TEST": {"NAME": _data / f"test-{name}.sqlite3"},
    }


def _postgresql(url: str) -> dict[str, Any]:
    """A PostgreSQL database, whose connections are kept between requests and tried before they are used."""
    about = read_database_url(url)
    pool = {"min_size": 1, "max_size": 10, "timeout": 5, "reconnect_timeout": 4}
    # a server that is gone without a word is noticed, so that nobody waits for it for hours
    noticed = {
        "connect_timeout": "5",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "15000",
    }
    options = {**noticed, **about["OPTIONS"], "pool": pool}
    return about | {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


if _options.database_url:
    # two ways into one database
    DATABASES = {name: _postgresql(_options.database_url) for name in ("default", "journal")}
else:
    # The workbooks' journal has a file of its own, so that nobody's typing waits for a page's write.
    DATABASES = {"default": _sqlite("deepdive"), "journal": _sqlite("journal")}
DATABASE_ROUTERS = ["deepdive.workbook.routing.JournalRouter"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# The largest message that a page may send of a workbook, and a little more, so that it is we who refuse it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "static/"
STATIC_ROOT = _data / "static"
WHITENOISE_MAX_AGE = 0 if _options.mode == "test" else 3600
WHITENOISE_USE_FINDERS = _options.mode == "test"
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if _options.mode == "test"
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if _options.mail_host
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = _data / "letters"
EMAIL_HOST = _options.mail_host
EMAIL_PORT = _options.mail_port
EMAIL_HOST_USER = _options.mail_user
EMAIL_HOST_PASSWORD = _options.mail_password
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _options.mail_from

# A working day: a workshop must not sign anybody out in the middle.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if _options.is_secure else "session"
SESSION_COOKIE_SECURE = _options.is_secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if _options.is_secure else "csrf"
CSRF_COOKIE_SECURE = _options.is_secure
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "deepdive.web.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _options.is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _options.is_secure
SECURE_SSL_REDIRECT = False  # the proxy in front does that; this process never sees plain http from outside
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _options.is_secure else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_patient_data,
        structlog.processors.JSONRenderer(),
    ],
    logger_factory=structlog.WriteLoggerFactory(cast(TextIO, LogOutput(sys.stdout))),
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                without_sign_in_secrets,
                without_patient_data,
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
