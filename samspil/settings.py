"""All settings, read from environment variables prefixed ``SAMSPIL_``.

``SAMSPIL_ENV`` is ``production`` (the default), ``demo`` or ``test``. A secret may also be given as a file:
``SAMSPIL_SECRET_KEY_FILE=/run/secrets/key``. Production refuses to start when something is unsafe, and says what.
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import urlparse

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

BASE_DIR = Path(__file__).resolve().parent.parent
PACKAGE_DIR = BASE_DIR / "samspil"

# FileAwareEnv: any variable may also be given as NAME_FILE, the database address and the mail password too.
env = environ.FileAwareEnv()


def secret(name: str, default: str = "") -> str:
    """The value of ``name``, or of the file that ``name_FILE`` points to (Docker and Kubernetes secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {problem}") from problem


ENVIRONMENT = env.str("SAMSPIL_ENV", "production")
if ENVIRONMENT not in ("production", "demo", "test"):
    raise ImproperlyConfigured(f"SAMSPIL_ENV is {ENVIRONMENT!r}; it must be production, demo or test.")
PRODUCTION = ENVIRONMENT == "production"
DEMO = ENVIRONMENT == "demo"
TESTING = ENVIRONMENT == "test"

VAR_DIR = Path(env.str("SAMSPIL_VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)


def demo_secret() -> str:
    """A key of this machine's own, made once: two demo installations never share a signing key."""
    file = VAR_DIR / "secret_key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(50))
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = secret("SAMSPIL_SECRET_KEY") or ("" if PRODUCTION else demo_secret())
DEBUG = env.bool("SAMSPIL_DEBUG", False)
BASE_URL = env.str("SAMSPIL_BASE_URL", "" if PRODUCTION else "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("SAMSPIL_ALLOWED_HOSTS", default=[urlparse(BASE_URL).hostname or ""])
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("SAMSPIL_SECURE_COOKIES", PRODUCTION)
LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_SSL_REDIRECT = env.bool("SAMSPIL_SSL_REDIRECT", PRODUCTION)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("SAMSPIL_BEHIND_PROXY", False) else None
# Behind a proxy, the address that counts for limits and lockout is the one the nearest proxy saw.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
X_FRAME_OPTIONS = "DENY"


def production_problems() -> list[str]:
    """What makes this configuration unsafe for production, in plain words; empty when nothing does."""
    problems = []
    if not SECRET_KEY:
        problems.append("SAMSPIL_SECRET_KEY (or SAMSPIL_SECRET_KEY_FILE) is missing.")
    elif len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 10 or "insecure" in SECRET_KEY.lower():
        problems.append("SAMSPIL_SECRET_KEY is too short or a default; use at least 40 random characters.")
    if DEBUG:
        problems.append("SAMSPIL_DEBUG is on.")
    if not SESSION_COOKIE_SECURE:
        problems.append("SAMSPIL_SECURE_COOKIES is off: cookies would travel unencrypted.")
    if not BASE_URL.startswith("https://"):
        problems.append("SAMSPIL_BASE_URL is missing or not https://.")
    if "*" in ALLOWED_HOSTS:
        problems.append("SAMSPIL_ALLOWED_HOSTS holds *, which accepts any host name.")
    return problems


if PRODUCTION and (unsafe := production_problems()):
    raise ImproperlyConfigured("Samspil does not start: " + " ".join(unsafe))

INSTALLED_APPS = [
    "samspil.site",
    "samspil.demo",
    "samspil.papers",
    "samspil.verdicts",
    "samspil.technology_advice",
    "samspil.effects",
    "samspil.meetings",
    "samspil.invitations",
    "samspil.trials",
    "samspil.practices",
    "samspil.rosters",
    "samspil.volunteers",
    "samspil.events",
    "samspil.awards",
    "samspil.stories",
    "samspil.evaluations",
    "samspil.proposals",
    "samspil.tasks",
    "samspil.reframing",
    "samspil.hosting",
    "samspil.challenges",
    "samspil.knowledge",
    "samspil.technologies",
    "samspil.experiences",
    "samspil.external_results",
    "samspil.technology_needs",
    "samspil.buildings",
    "samspil.technology_projects",
    "samspil.business_cases",
    "samspil.assessments",
    "samspil.responses",
    "samspil.mapping",
    "samspil.wayfinding",
    "samspil.agreements",
    "samspil.safeguards",
    "samspil.ambassadors",
    "samspil.barriers",
    "samspil.codetermination",
    "samspil.company_pledges",
    "samspil.decisions",
    "samspil.exchange",
    "samspil.indicators",
    "samspil.processes",
    "samspil.suggestions",
    "samspil.support",
    "samspil.surveys",
    "samspil.resources",
    "samspil.tracks",
    "samspil.identity",
    "samspil.moderation",
    "samspil.following",
    "samspil.pictures",
    "samspil.actors",
    "samspil.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "samspil.foundation.middleware.UploadLimitMiddleware",  # before all that reads the body
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "samspil.identity.middleware.ViewerMiddleware",
    "samspil.foundation.middleware.VerbErrorsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "samspil.urls"
WSGI_APPLICATION = "samspil.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samspil.site.context.layout",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db_url("SAMSPIL_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'samspil.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for the one writer (WAL); a writer that must wait does so instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
            "PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 300
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Short questions to data in memory or on an SSD: starting helpers or a compiler, or weighing every order of eight
    # joins, would take longer than the answer.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options",
        "-c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1 -c join_collapse_limit=5",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- who comes in -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")  # tests sign in often
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Who sends a guest's form sooner than this after opening it is asked to press again (samspil.foundation.traps).
FORM_SECONDS = env.int("SAMSPIL_FORM_SECONDS", 3)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "samspil.identity.adapter.AccountAdapter"
MFA_ADAPTER = "samspil.identity.adapter.MFAAdapter"
ACCOUNT_FORMS = {
    "login": "samspil.identity.account_forms.LoginForm",
    "reauthenticate": "samspil.identity.account_forms.ReauthenticateForm",
    "change_password": "samspil.identity.account_forms.ChangePasswordForm",
    "set_password": "samspil.identity.account_forms.SetPasswordForm",
    "reset_password": "samspil.identity.account_forms.ResetPasswordForm",
    "reset_password_from_key": "samspil.identity.account_forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": "samspil.identity.account_forms.AuthenticateForm",
    "reauthenticate": "samspil.identity.account_forms.CodeAgainForm",
    "activate_totp": "samspil.identity.account_forms.ActivateTOTPForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told to its owner
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Failed passwords are counted by django-axes and codes by identity.rates, both in the database, for all web processes.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samspil"
MFA_TOTP_TOLERANCE = 1  # the code that the app showed a moment ago is still right (RFC 6238, 5.2: at most one step)
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "samspil.identity.adapter.username"
AXES_CLIENT_IP_CALLABLE = "samspil.identity.adapter.client_ip"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when stands in the list of sessions, no longer than needed
AXES_LOCKOUT_TEMPLATE = "identity/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- language, time, places ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
# What a light trial may last and cost at most (weeks, DKK); more takes the full plan.
LIGHT_TRIAL_WEEKS = env.int("SAMSPIL_LIGHT_TRIAL_WEEKS", 12)
LIGHT_TRIAL_COST = env.int("SAMSPIL_LIGHT_TRIAL_COST", 10_000)
MAP_TILES = env.str("SAMSPIL_MAP_TILES", "")
MAP_TILES_ATTRIBUTION = env.str("SAMSPIL_MAP_TILES_ATTRIBUTION", "")
MUNICIPALITY = env.str("SAMSPIL_MUNICIPALITY", "Engbæk Kommune" if not PRODUCTION else "Kommunen")
CONTACT = {
    "name": env.str("SAMSPIL_CONTACT_NAME", "" if PRODUCTION else "Birthe Holm"),
    "function": env.str("SAMSPIL_CONTACT_FUNCTION", gettext_noop("Frivilligkoordinator")),
    "phone": env.str("SAMSPIL_CONTACT_PHONE", "" if PRODUCTION else "99 00 00 00"),
    "email": env.str("SAMSPIL_CONTACT_EMAIL", "" if PRODUCTION else "birthe@engbaek.example"),
    "hours": env.str("SAMSPIL_CONTACT_HOURS", gettext_noop("Hverdage 9-14")),
}
# The switchboard of the municipality, for whoever does not know whom to ask.
MAIN_PHONE = env.str("SAMSPIL_MAIN_PHONE", "" if PRODUCTION else "99 00 00 10")

# --- who could help -----------------------------------------------------------------------------------------------
# Where the processes of a machine share the engine's index; empty keeps it in each process's own memory.
INDEX_DIR = env.str("SAMSPIL_INDEX_DIR", "" if TESTING else str(VAR_DIR / "index"))
INDEX_POLL = env.float("SAMSPIL_INDEX_POLL", 0.0 if TESTING else 2.0)  # seconds between looks at what has changed
MEANING = env.bool("SAMSPIL_MEANING", not TESTING)  # the stage that compares meanings, where its model loads
# Professional help by alarm, instead of the national lines: "violence=Navn|70 00 00 00;self_harm=Navn|70 00 00 00".
HELPLINES = env.str("SAMSPIL_HELPLINES", "")

# --- volunteers ---------------------------------------------------------------------------------------------------
# How many tasks anybody is asked to in 30 days at most; a person's own wish may be lower.
VOLUNTEER_ASKS = env.int("SAMSPIL_VOLUNTEER_ASKS", 4)
ASSOCIATION_ASKS = env.int("SAMSPIL_ASSOCIATION_ASKS", 3)
PROFILE_MONTHS = env.int("SAMSPIL_PROFILE_MONTHS", 18)  # unused so long, a profile is asked whether it should stand

# --- files, mail, jobs --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [VAR_DIR / "vendor"] if (VAR_DIR / "vendor").exists() else []
WHITENOISE_USE_FINDERS = DEMO  # the tests make a handler per client, and each would list every file again
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    # Only the application reads the files: every picture goes through a view that asks who may see it.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if TESTING:
    STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
MEDIA_ROOT = VAR_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT = 12 * 1024 * 1024  # bytes in one request, files included
# What a list of fellowships and offers may hold: rows, and bytes of the file as it was sent.
IMPORT_ROWS = env.int("SAMSPIL_IMPORT_ROWS", 50_000)
IMPORT_BYTES = min(env.int("SAMSPIL_IMPORT_MB", 10) * 1024 * 1024, UPLOAD_LIMIT)

EMAIL_CONFIG = env.email_url("SAMSPIL_EMAIL_URL", default="consolemail://" if PRODUCTION else "dummymail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold the only worker
DEFAULT_FROM_EMAIL = env.str("SAMSPIL_MAIL_FROM", "Samspil <samspil@engbaek.example>")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
if TESTING:
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- what a page may load -----------------------------------------------------------------------------------------
TILE_HOST = [f"{urlparse(MAP_TILES).scheme}://{urlparse(MAP_TILES).netloc}"] if MAP_TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *TILE_HOST],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"samspil": {"level": "INFO"}, "axes": {"level": "ERROR"}, "django_tasks": {"level": "WARNING"}},
}
