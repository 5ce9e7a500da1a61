"""``samspil check``: what is wrong with this installation, in words an operator can act on."""

import ctypes.util
import os
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured


def report() -> int:
    """Print every problem; 1 when something must be mended, else 0."""
    try:
        import django

        django.setup()
    except ImproperlyConfigured as problem:
        print(f"ERROR  {problem}")
        return 1
    problems = list(find_problems())
    for is_error, text in problems:
        print(f"{'ERROR ' if is_error else 'NOTE  '} {text}")
    if not problems:
        print("OK     nothing is wrong.")
    return 1 if any(is_error for is_error, _text in problems) else 0


def find_problems() -> Iterator[tuple[bool, str]]:
    """Pairs of (is it an error, what and why)."""
    from django.conf import settings

    yield from database_problems()
    if not (settings.VAR_DIR / "vendor" / "dkfds").exists():
        yield True, "The front-end files are missing: run tools/vendor.py."
    if settings.PRODUCTION and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield True, "Static files are not collected: run samspil manage collectstatic."
    if not any((path / "en" / "LC_MESSAGES" / "django.mo").exists() for path in settings.LOCALE_PATHS):
        yield True, "The English texts are not compiled: run tools/messages.py compile."
    if not os.access(settings.VAR_DIR, os.W_OK):
        yield True, f"{settings.VAR_DIR} cannot be written to."
    if ctypes.util.find_library("pango-1.0") is None:
        yield False, "Pango is not installed (libpango-1.0-0), so there can be no PDF: it lays out the text of one."
    if not (settings.CONTACT["name"] and settings.CONTACT["phone"]):
        yield True, "SAMSPIL_CONTACT_NAME or SAMSPIL_CONTACT_PHONE is missing: every page promises a person to call."
    if settings.PRODUCTION and settings.DEFAULT_FROM_EMAIL.endswith(".example>"):
        yield True, "SAMSPIL_MAIL_FROM is missing: letters would come from an address that does not exist."
    if settings.PRODUCTION and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield True, "SAMSPIL_EMAIL_URL is missing: no letter leaves, and one-time links are letters."
    if settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER:
        yield (
            False,
            "SAMSPIL_BEHIND_PROXY is off: behind a proxy that ends TLS every page would redirect to itself, and limits"
            " would count all visitors as one.",
        )
    if settings.PRODUCTION and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield (
            False,
            "The database is SQLite. It serves a small municipality on one machine; PostgreSQL serves the rest.",
        )


def database_problems() -> Iterator[tuple[bool, str]]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        yield True, f"The database does not answer: {problem}"
        return
    if waiting:
        yield True, f"{len(waiting)} migrations are waiting: run samspil migrate."
        return
    from samspil.foundation.models import OutgoingMail

    stuck = OutgoingMail.objects.filter(sent_at=None, attempts__gte=3).count()
    if stuck:
        yield True, f"{stuck} letters could not be sent; the last error stands in the outbox."
