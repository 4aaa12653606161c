"""Django's settings, from the environment; every default with its reason.

TRUCEWATCH_HOME      folder of the record; the default is that of a person's own programs
TRUCEWATCH_DATABASE  postgresql://user:password@host:port/name; SQLite inside the home if not set
TRUCEWATCH_GUARD     folder of the last signed checkpoint; beside the home if not set, because
                     whoever restores the home must not restore the guard with it
TRUCEWATCH_HOSTS     names under which the site is asked for, parted by commas; this machine alone
                     if not set, so that a forged Host header is refused
TRUCEWATCH_HTTPS     yes where a server in front speaks TLS: cookies then go over TLS alone; not
                     set, because the same machine is asked without
TRUCEWATCH_HSTS_S    seconds for which browsers shall refuse to come without TLS; 0 if not set,
                     because it cannot be taken back
TRUCEWATCH_IDLE_MIN  minutes without a touch after which somebody is signed out; 60 if not set
TRUCEWATCH_STEP_UP   password lets those sign and publish who have neither passkey nor app yet; if
                     not set they have to add one first
TRUCEWATCH_PROVIDERS file that names the sign-in of delegations; none if not set, and then nobody
                     outside is ever asked
TRUCEWATCH_COUNTRIES countries that are watched, as in SY,LB; their places come first where a
                     name is typed; none if not set, because no conflict is built in
TRUCEWATCH_ASSERTERS the party that each delegation speaks for, as in a=PARTY,b=PARTY; none if not
                     set, and then delegations keep no lists of designations here
TRUCEWATCH_FEED_HOSTS  hosts, parted by commas, of which feeds are fetched though they are not on
                     the public internet; none if not set, so that no address that somebody types
                     in reaches a machine beside this one
TRUCEWATCH_NOTICES   where each desk hears that something waits, as in a=mailto:desk@a.example
                     b=https://b.example/in#SECRET neutral=mailto:duty@c.example, parted by blanks;
                     none if not set, and then nothing leaves the centre
TRUCEWATCH_MAIL      server that takes mail, as in smtp://user:password@host:587, which has to offer
                     TLS, or smtps://host:465; none if not set, and then mail waits
TRUCEWATCH_ADDRESS   address under which people open the site, for links in notices, as in
                     https://centre.example; the first host over https if not set
TRUCEWATCH_EVIDENCE_KEY  file of the private evidence key; beside the home if not set, because
                     whoever copies the home must not copy what opens its evidence
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from trucewatch.domain.errors import InvalidValue

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the recorder
    "PRAGMA synchronous=FULL",  # a commit that returned is on the disk
    "PRAGMA fullfsync=ON",  # the same on macOS, where a plain fsync stops at the drive's memory
    "PRAGMA secure_delete=ON",  # what is erased is overwritten in the file
    # Random keys come back to the same pages, and a page is copied out of the journal once for all
    # batches that wrote it: the journal grows to 16 MB first. What is committed is in it already.
    "PRAGMA wal_autocheckpoint=4000",
    "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE meets the triggers that refuse deleting
)
BUSY_S = 20
"""How long a reader waits for the one writer; a batch takes far less than a second."""


def database(url: str, home: Path) -> dict[str, Any]:
    """One entry of Django's `DATABASES`.

    Args:
        url: `postgresql://…`, its query passed on to the driver; "" is SQLite in `home`.
        home: folder of the record.

    Raises:
        InvalidValue: the address is of another kind or names no database.

    >>> database("postgresql://tw@/centre?host=/run/pg", Path("h"))["OPTIONS"]
    {'host': '/run/pg'}
    >>> database("mysql://x/y", Path("h"))
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: TRUCEWATCH_DATABASE: 'mysql' is no database of this \
program; write postgresql://user:password@host:port/name, or unset it for SQLite
    """
    if not url:
        return _sqlite(home)
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2:
        what = f"TRUCEWATCH_DATABASE: {parts.scheme!r} is no database of this program"
        remedy = "write postgresql://user:password@host:port/name, or unset it for SQLite"
        raise InvalidValue(what, remedy=remedy)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home / "record.sqlite3"),
        "OPTIONS": {
            "init_command": ";".join(SQLITE_PRAGMAS),
            # A transaction that reads first and writes later could not wait for another writer.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_S,
        },
    }


HOME = Path(os.environ.get("TRUCEWATCH_HOME") or Path.home() / ".local/share/trucewatch").absolute()
GUARD = Path(os.environ.get("TRUCEWATCH_GUARD") or f"{HOME}.guard").absolute()
EVIDENCE_KEY = Path(os.environ.get("TRUCEWATCH_EVIDENCE_KEY") or f"{HOME}.evidence-key").absolute()
WATCHED_COUNTRIES = frozenset(filter(None, os.environ.get("TRUCEWATCH_COUNTRIES", "").split(",")))
ASSERTERS = dict(
    one.split("=", 1) for one in os.environ.get("TRUCEWATCH_ASSERTERS", "").split(",") if "=" in one
)
FEED_HOSTS = frozenset(filter(None, os.environ.get("TRUCEWATCH_FEED_HOSTS", "").lower().split(",")))
NOTICES = os.environ.get("TRUCEWATCH_NOTICES", "")
MAIL = urlsplit(os.environ.get("TRUCEWATCH_MAIL", ""))
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "", MAIL.port or (465 if MAIL.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp"
EMAIL_TIMEOUT = 10  # the worker has other things to do
DATABASES = {"default": database(os.environ.get("TRUCEWATCH_DATABASE", ""), HOME)}
PACKAGE = Path(__file__).parent
WEB = PACKAGE / "web"


def session_key(home: Path) -> str:
    """What sessions are signed with: the key in the home; where none is, one for this process."""
    try:
        return (home / "keys" / "session.key").read_text("ascii").strip()
    except OSError:
        return secrets.token_hex(32)


SECRET_KEY = session_key(HOME)
ALLOWED_HOSTS = os.environ.get("TRUCEWATCH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ADDRESS = os.environ.get("TRUCEWATCH_ADDRESS", f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
DEFAULT_FROM_EMAIL = f"trucewatch@{urlsplit(ADDRESS).hostname or 'localhost'}"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "trucewatch.storage",
    "trucewatch.storage.people",
    "trucewatch.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "trucewatch.web.headers.Headers",
    "trucewatch.web.exercise.Exercise",
    "trucewatch.web.api.answers.Answers",
    "trucewatch.web.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trucewatch.web.sitting.Sittings",
    "trucewatch.web.bearing.Bearing",
    "trucewatch.web.limits.Limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "trucewatch.web.speaking.Speaking",
    "trucewatch.web.fragments.Told",
    "trucewatch.web.refusing.Refusing",
    "trucewatch.web.seeing.Seeing",
]
ROOT_URLCONF = "trucewatch.web.urls"
ASGI_APPLICATION = "trucewatch.web.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trucewatch.web.speaking.on_every_page",
            ],
        },
    }
]
AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "shell:home"
LOGOUT_REDIRECT_URL = "access:sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SERVED_OVER_HTTPS = os.environ.get("TRUCEWATCH_HTTPS", "") == "yes"
HSTS_S = int(os.environ.get("TRUCEWATCH_HSTS_S") or 0)
IDLE_S = 60 * int(os.environ.get("TRUCEWATCH_IDLE_MIN") or 60)
STEP_UP_BY_PASSWORD = os.environ.get("TRUCEWATCH_STEP_UP", "") == "password"
LIMITS = True  # a test that measures speed turns them off
PROVIDERS = os.environ.get("TRUCEWATCH_PROVIDERS", "")
SESSION_COOKIE_AGE = 12 * 60 * 60  # a shift; a sitting that began before has ended
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "trucewatch.web.pages.shell.errors.token_failed"
if SERVED_OVER_HTTPS:
    # With this prefix a browser takes them from this host over TLS alone, for the whole site.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    # The server in front ends TLS, so pages are sent from an origin that this process cannot see.
    CSRF_TRUSTED_ORIGINS = [f"https://{one}" for one in ALLOWED_HOSTS if one != "*"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # with none at all, forms have no origin to be checked
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # served from the package itself; nothing has to be collected
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# What comes in stays in memory until it is sealed: no bare copy lies in a folder for a while.
FILE_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ar", "العربية")]
LOCALE_PATHS = sorted(str(one) for one in (WEB / "locale").glob("*") if one.is_dir())
USE_TZ = True
TIME_ZONE = "UTC"
