"""Settings from the environment, with safe defaults. `aanboord check` tells what is wrong before anything starts."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent
STATE = Path(os.environ.get("AANBOORD_STATE", "var")).resolve()  # database, uploads, secret: all that is not code

DEMO = os.environ.get("AANBOORD_DEMO") == "1"
DEBUG = os.environ.get("AANBOORD_DEBUG") == "1"
TESTING = "pytest" in sys.modules


def _secret_key() -> str:
    if key := os.environ.get("SECRET_KEY"):
        return key
    if DEMO or DEBUG or TESTING:
        return "demo-only-" + "x" * 50
    return secrets.token_urlsafe(50)  # every process its own: sessions do not survive a restart, and `check` says so


SECRET_KEY = _secret_key()
SECRET_KEY_IS_SET = bool(os.environ.get("SECRET_KEY")) or DEMO or DEBUG or TESTING
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "aanboord.web",
    "aanboord.exchange",
    "aanboord.dossiers",
    "aanboord.people",
    "aanboord.terms",
    "aanboord.journal",
    "aanboord.directory",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_cotton",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aanboord.web.logs.RequestLog",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aanboord.web.language.ChosenLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aanboord.web.middleware.GateMiddleware",
    "axes.middleware.AxesMiddleware",
    "aanboord.web.once.OnceMiddleware",
]

ROOT_URLCONF = "aanboord.urls"
WSGI_APPLICATION = "aanboord.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aanboord.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "aanboord.web.rendering.FormRenderer"

STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL", f"sqlite:///{STATE / 'aanboord.db'}"))}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
    }
    _database["TEST"] = {"OPTIONS": _database["OPTIONS"]}
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    # Short queries on data that lies in memory: compiling them, or avoiding an index, costs more than it gives.
    _database.setdefault("OPTIONS", {}).update(
        {
            "options": "-c statement_timeout=30000 -c lock_timeout=10000 -c jit=off -c random_page_cost=1.1",
            # The server keeps the plan of a query that comes again: planning took half of its time.
            "server_side_binding": True,
            "prepare_threshold": 3,
        }
    )

# Tries at the door and codes that were used: all processes must count them together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "aanboord.web.sessions.Backend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "aanboord.web.accounts.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # a shared desk must not remember anybody
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is written to because a stranger typed an address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A whole office comes from one address. Per account: wrong passwords from everywhere together, and wrong codes.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,10/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Aan Boord"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "aanboord.web.accounts.client_address"
KEEP_SIGN_INS_DAYS = int(os.environ.get("KEEP_SIGN_INS_DAYS", "90"))
KEEP_DRAFTS_DAYS = int(os.environ.get("KEEP_DRAFTS_DAYS", "60"))
AXES_ENABLED = not TESTING or os.environ.get("AXES_IN_TESTS") == "1"

# Professionals in demo mode sign in with one click; everywhere else a second factor is required.
MFA_REQUIRED = os.environ.get("AANBOORD_MFA", "0" if DEMO else "1") == "1"

SESSION_ENGINE = "aanboord.web.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_IDLE_SECONDS = 45 * 60

BEHIND_TLS = os.environ.get("AANBOORD_TLS", "0") == "1"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the proxy before us adds to X-Forwarded-For where a request came from
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what they say may name a citizen
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [PACKAGE / "web/locale"]  # one catalogue for all rooms
FORMAT_MODULE_PATH = ["aanboord.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aanboord.web.assets.StampedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 30 * 24 * 3600
MEDIA_ROOT = STATE / "uploads"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700  # for nobody else on this machine
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
#: The longest request that is read at all: of who is signed in (a delivery of 200 MB), and of anybody.
LONGEST_REQUEST, LONGEST_REQUEST_OF_STRANGERS = 201 * 1024 * 1024, 1024 * 1024

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mails hold links to choose a password: outside the demo they are not printed for whoever reads the log.
_mailing = "console" if DEMO or DEBUG else "dummy"
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", f"django.core.mail.backends.{_mailing}.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
EMAIL_FILE_PATH = STATE / "mail"  # for the backend that writes mails to files, as the demo does
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Aan Boord <geen-antwoord@aanboord.example>")
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "http://localhost:8000")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "words": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "lines": {"()": "aanboord.web.logs.Lines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "words" if DEMO or DEBUG else "lines"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "aanboord": {"level": "WARNING" if DEMO or DEBUG else "INFO"},
        "django": {"handlers": [], "level": "WARNING"},  # nobody is mailed what somebody typed
        "django.request": {"level": "ERROR"},  # RequestLog tells the rest
    },
}
