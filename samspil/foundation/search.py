"""Search in one seam: Danish stems made in Python, matched by FTS5 in SQLite and by ``simple`` in PostgreSQL.

Both engines see the same tokens, so both give the same results.
"""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from samspil.foundation.models import SearchDocument, Subject
from samspil.foundation.text import tokens
from samspil.foundation.viewer import Viewer

# A word that half the municipality uses is no search. We look at the newest matches of a kind only, so that it costs
# the same with a thousand subjects and a hundred thousand.
NEWEST = 2_000


def index(subject: Subject, text: str = "") -> None:
    """Put the subject's title and text into the index, or renew them."""
    SearchDocument.objects.update_or_create(
        subject=subject,
        defaults={
            "kind": subject.kind,
            "tokens": " ".join(tokens(f"{subject.title} {subject.place} {text}")),
        },
    )


def forget(subject: Subject) -> None:
    """Take the subject out of the index: what was withdrawn is found no more."""
    SearchDocument.objects.filter(subject=subject).delete()


def matching(query: str, kinds: tuple[str, ...] = ()) -> RawSQL | None:
    """A subquery of ids of subjects of ``kinds`` (all when empty) whose words begin with every word in ``query``.

    None when the query holds no word.
    """
    words = tokens(query)[:12]
    if not words:
        return None
    of_kind = f" AND kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    if connection.vendor == "postgresql":
        return RawSQL(  # noqa: S611 - only marks
            "SELECT subject_id FROM (SELECT subject_id, id FROM foundation_searchdocument"  # noqa: S608 - only marks
            f" WHERE words @@ to_tsquery('simple', %s){of_kind}"
            " ORDER BY id DESC LIMIT %s) AS newest",
            (" & ".join(f"{word}:*" for word in words), *kinds, NEWEST),
        )
    return RawSQL(  # noqa: S611 - only marks
        # A cross join is read from left to right: the index first, then the documents it names.
        "SELECT subject_id FROM foundation_search_fts CROSS JOIN foundation_searchdocument"  # noqa: S608 - only marks
        " ON foundation_searchdocument.id = foundation_search_fts.rowid"
        f" WHERE foundation_search_fts MATCH %s{of_kind} ORDER BY foundation_search_fts.rowid DESC LIMIT %s",
        (" AND ".join(f'"{word}"*' for word in words), *kinds, NEWEST),
    )


def find(query: str, viewer: Viewer, kinds: tuple[str, ...] = ()) -> QuerySet[Subject]:
    """The subjects ``viewer`` may read that match, most recently alive first."""
    ids = matching(query, kinds)
    if ids is None:
        return Subject.objects.none()
    return Subject.objects.visible_to(viewer).filter(pk__in=ids).order_by("-active_at")
