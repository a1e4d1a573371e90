"""Settings: everything that differs between machines comes from the environment."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from faden.config.numbers import number
from faden.config.secrets import key_ring, secret

PACKAGE = Path(__file__).resolve().parent.parent
STATE_DIR = Path(os.environ.get("FADEN_STATE_DIR", ".faden")).resolve()

DEBUG = os.environ.get("FADEN_DEBUG") == "1"
SECRET_KEY = secret("FADEN_SECRET_KEY")
# What is stored sealed (files, second factors) opens with these; they never stand in the database or its backup.
SEALING_KEYS = key_ring("FADEN_SEALING_KEYS")
# Where the seals of the trace are written down a second time, outside the database.
AUDIT_ANCHOR = Path(os.environ.get("FADEN_AUDIT_ANCHOR", STATE_DIR / "audit-seals.log"))
ALLOWED_HOSTS = os.environ.get("FADEN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("FADEN_ORIGINS", "").split(",") if o]
BEHIND_TLS = os.environ.get("FADEN_TLS") == "1"
# Passkeys are made for one name and work nowhere else: the first of the hosts, unless told otherwise.
PASSKEY_HOST = os.environ.get("FADEN_PASSKEY_HOST", ALLOWED_HOSTS[0])
# Shared with the house's own sign-in (OpenID Connect); empty for a provider that asks a public client for PKCE alone.
OIDC_SECRET = secret("FADEN_OIDC_SECRET")
# How many proxies of our own stand before us: each writes one address into X-Forwarded-For.
PROXIES = number("FADEN_PROXIES", 1 if BEHIND_TLS else 0, least=0)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "faden.kernel.database",
    "faden.kernel.identity",
    "faden.kernel.audit",
    "faden.kernel.sign_in",
    "faden.kernel.entrance",
    "faden.kernel.files",
    "faden.kernel.drafts",
    "faden.kernel.saved_lists",
    "faden.kernel.seen",
    "faden.kernel.outbox",
    "faden.domain.catalogues",
    "faden.domain.client_texts",
    "faden.domain.places",
    "faden.domain.organisations",
    "faden.domain.programme",
    "faden.domain.staffing",
    "faden.domain.offers",
    "faden.domain.people",
    "faden.domain.consent",
    "faden.domain.cases",
    "faden.domain.duplicates",
    "faden.domain.diary",
    "faden.domain.tracks",
    "faden.domain.referrals",
    "faden.domain.residence",
    "faden.domain.conferences",
    "faden.domain.letters",
    "faden.domain.retention",
    "faden.domain.subject_requests",
    "faden.domain.consultations",
    "faden.domain.findings",
    "faden.domain.steering",
    "faden.reporting",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "faden.web.layout.refusals.Refusals",
    "faden.web.layout.kiosk.Confinement",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "faden.config.urls"
WSGI_APPLICATION = "faden.config.wsgi.application"
APPEND_SLASH = True


def database(url: str) -> dict[str, object]:
    """Django's database settings for a PostgreSQL address (``postgresql://user:password@host:port/name``).

    :raises ImproperlyConfigured: it is none; the message does not show it, since it may hold a password
    """
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        parts, port = urlsplit(""), ""
    if not parts.scheme.startswith("postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "Die Adresse der Datenbank hat nicht die Form postgresql://rolle:passwort@rechner:5432/name."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host") or parts.hostname or ""),
        "PORT": port,
    }


_url = secret("DATABASE_URL", "postgresql://faden_app@/faden")
# Without a pool every request would pay for a new connection; with one, the actor may never be set at session level.
_pool = {"min_size": 1, "max_size": number("FADEN_POOL", 8), "timeout": 5}
DATABASES = {
    "default": {**database(_url), "OPTIONS": {"pool": _pool} if "FADEN_POOL" in os.environ else {}},
    "owner": database(secret("FADEN_OWNER_DATABASE_URL", _url)),
}
DATABASE_ROUTERS = ["faden.kernel.database.router.AppRole"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["faden.kernel.identity.backend.PasswordBackend"]
# More passwords that are not taken, one in a line (bare or packed with gzip); without it those that Django ships.
PASSWORD_LIST = os.environ.get("FADEN_PASSWORD_LIST", "")
LEAKED_PASSWORDS = os.environ.get("FADEN_LEAKED_PASSWORDS", "")
SESSION_ENGINE = "faden.kernel.sign_in.store"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
# No neighbouring host can set or overwrite a cookie of this name.
COOKIE_PREFIX = "__Host-" if BEHIND_TLS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "faden.web.layout.errors.csrf_failure"
SESSION_LONGEST = 10 * 60 * 60
# How long a confirmed second factor counts as fresh.
SESSION_FRESH = 10 * 60
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # KERN draws its icons as masks from data: addresses.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "faden.web.layout.jinja.environment"},
    },
]

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# What was erased, line by line, outside the database: a restored backup does not know it.
ERASURE_LIST = os.environ.get("FADEN_ERASURE_LIST", str(STATE_DIR / "erasures"))

STATIC_URL = "static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
# Only what stands in our own tree is served; django-htmx would add copies of htmx that no page uses.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = DEBUG
# Named after their content and packed once: a browser asks for each of them a single time.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What is filed: bytes of one file, and of all files of one case.
FILE_LIMIT = number("FADEN_FILE_MB", 20) * 1_000_000
FILES_QUOTA = number("FADEN_CASE_FILES_MB", 300) * 1_000_000
# All files of the installation, as they lie on the disk.
SITE_FILES_QUOTA = number("FADEN_SITE_FILES_GB", 100) * 1_000_000_000
# A virus scanner, where there is one: the path of clamd's socket or host:port. What it cannot look at is refused,
# unless the site says that filing goes on without it.
CLAMD = os.environ.get("FADEN_CLAMD", "")
CLAMD_MAY_BE_AWAY = os.environ.get("FADEN_CLAMD_MAY_BE_AWAY") == "1"
FILE_UPLOAD_HANDLERS = ["faden.web.layout.uploads.InMemory"]

EMAIL_HOST = os.environ.get("FADEN_MAIL_HOST", "")
EMAIL_PORT = number("FADEN_MAIL_PORT", 25)
EMAIL_USE_TLS = os.environ.get("FADEN_MAIL_TLS") == "1"
EMAIL_TIMEOUT = 20
EMAIL_HOST_USER = os.environ.get("FADEN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = secret("FADEN_MAIL_PASSWORD")
DEFAULT_FROM_EMAIL = os.environ.get("FADEN_MAIL_FROM", "faden@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "faden.config.log_lines.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Refusals are told by faden.security, without addresses.
    "loggers": {"django.request": {"level": "ERROR"}, "faden.security": {"level": "INFO"}},
}
