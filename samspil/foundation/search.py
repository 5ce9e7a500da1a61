"""Search in one seam: Danish stems made in Python, matched by FTS5 in SQLite and by ``simple`` in PostgreSQL.

Both engines see the same tokens, so both give the same results.
"""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from samspil.foundation.models import SearchDocument, Subject
from samspil.foundation.text import tokens
from samspil.foundation.viewer import Viewer

# A word that half the municipality uses is no search. We look at the newest matches only, so that it costs the same
# with a thousand subjects and a hundred thousand.
NEWEST = 2_000


def index(subject: Subject, text: str = "") -> None:
    """Put the subject's title and text into the index, or renew them."""
    SearchDocument.objects.update_or_create(
        subject=subject, defaults={"tokens": " ".join(tokens(f"{subject.title} {subject.place} {text}"))}
    )


def matching(query: str) -> RawSQL | None:
    """A subquery of subject ids whose words begin with every word in ``query``; None when it holds no word."""
    words = tokens(query)[:12]
    if not words:
        return None
    if connection.vendor == "postgresql":
        return RawSQL(
            "SELECT subject_id FROM (SELECT subject_id, id FROM foundation_searchdocument"
            " WHERE to_tsvector('simple', tokens) @@ to_tsquery('simple', %s)"
            " ORDER BY id DESC LIMIT %s) AS newest",
            (" & ".join(f"{word}:*" for word in words), NEWEST),
        )
    return RawSQL(
        "SELECT subject_id FROM foundation_searchdocument WHERE id IN (SELECT rowid FROM foundation_search_fts"
        " WHERE foundation_search_fts MATCH %s ORDER BY rowid DESC LIMIT %s)",
        (" AND ".join(f'"{word}"*' for word in words), NEWEST),
    )


def find(query: str, viewer: Viewer, kinds: tuple[str, ...] = ()) -> QuerySet[Subject]:
    """The subjects ``viewer`` may read that match, most recently alive first."""
    ids = matching(query)
    if ids is None:
        return Subject.objects.none()
    found = Subject.objects.visible_to(viewer).filter(pk__in=ids)
    if kinds:
        found = found.filter(kind__in=kinds)
    return found.order_by("-active_at")
