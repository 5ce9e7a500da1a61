"""The verbs about pictures, and the cleaning up after them."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.foundation import hooks, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.pictures.imaging import Prepared
from samspil.pictures.models import Picture
from samspil.pictures.queries import orphans

MOST_PICTURES = 8  # on one page
TEXTS = ("alt", "credit")


def page_named(subject_id: UUID | str, by: Viewer) -> Subject:
    """The subject of a page that takes pictures. Raises: NotFound."""
    rows = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)])
    subject = rows.select_related("context").first()
    kind = hooks.kinds().get(subject.kind) if subject else None
    if subject is None or not (kind and kind.may_illustrate):
        raise NotFound(f"Subject {subject_id}")
    if getattr(hooks.thing(subject), "is_person", False):  # an actor without a page of their own
        raise NotFound(f"Subject {subject_id}")
    return subject


@verb(Picture)
def add_picture(
    *, by: Viewer, subject_id: UUID | str, picture: Prepared, alt: str, credit: str = "", consent: bool = False
) -> Picture:
    """Put a picture on a page. ``picture`` is what ``imaging.prepare`` made, before the transaction: it takes a second.

    Raises: NotFound, Refused, ValidationError.
    """
    about = page_named(subject_id, by)
    require("pictures.add", by, hooks.thing(about))
    made = Picture(alt=alt, credit=credit, consent=consent, width=picture.width, height=picture.height)
    clean_texts(made, TEXTS)
    if Picture.objects.filter(subject__context=subjects.held(about)).count() >= MOST_PICTURES:
        raise ValidationError(_("Der er plads til %d billeder på en side. Fjern et først.") % MOST_PICTURES)
    made.subject = subjects.create("picture", title=made.alt, by=by.person_id, context=about, is_searchable=False)
    keep_files(made, picture)
    journal("pictures.added", made.subject, by=by)
    return made


def keep_files(made: Picture, picture: Prepared) -> None:
    """Save a picture with its two files. Stories put theirs up with verbs of their own."""
    made.size = len(picture.large) + len(picture.small)
    made.file.save("large.jpg", ContentFile(picture.large), save=False)
    made.small.save("small.jpg", ContentFile(picture.small), save=False)
    made.save()


@verb(Picture)
def edit_picture(
    *,
    by: Viewer,
    picture_id: UUID | str,
    alt: str,
    credit: str = "",
    consent: bool = False,
    expected_version: int | None = None,
) -> Picture:
    """Say better what can be seen, and who took it. Raises: NotFound, Refused, Stale, ValidationError."""
    picture = find(Picture, picture_id, by, related=("subject__context",), lock=True)
    require("pictures.edit", by, picture)
    check_version(picture.subject, expected_version)
    picture.alt, picture.credit, picture.consent = alt, credit, consent
    clean_texts(picture, TEXTS)
    picture.save()
    subject = picture.subject
    subject.title = picture.alt
    subject.save(update_fields=["title"])
    bump(subject)
    journal("pictures.edited", subject, by=by, payload={"version": subject.version})
    return picture


@verb(Subject)
def remove_picture(*, by: Viewer, picture_id: UUID | str) -> Subject:
    """Take a picture off its page and delete its files. Raises: NotFound, Refused."""
    picture = find(Picture, picture_id, by, related=("subject__context",), lock=True)
    require("pictures.remove", by, picture)
    delete([picture])
    journal("pictures.removed", picture.subject, by=by)
    return picture.subject


def delete(pictures: Iterable[Picture]) -> None:
    """Nothing is left but the silent subject, for the journal. The files go when it is certain that the rows have."""
    names = []
    for picture in pictures:
        subjects.fall_silent(picture.subject)
        names += [picture.file.name, picture.small.name]
        Picture.objects.filter(pk=picture.pk).delete()
    transaction.on_commit(lambda: delete_files(names))


def delete_files(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


@transaction.atomic
def erase(person_id: UUID) -> None:
    """The pictures a person put up, for good."""
    delete(Picture.objects.filter(subject__created_by=person_id).select_related("subject"))


def sweep() -> None:
    """Delete the files that belong to no picture."""
    delete_files(orphans())
