"""Pictures that show what a page is about."""

from uuid import uuid4

from django.db import models

from samspil.foundation.models import AboutSubject

ALT_LENGTH = 200
FOLDER = "pictures"


def file_name(_picture: "Picture", name: str) -> str:
    """A name that tells nothing and cannot be guessed; of the given one only the ending is kept."""
    return f"{FOLDER}/{uuid4()}.{name.rpartition('.')[2]}"


class Picture(AboutSubject):
    """A picture on the page of its context, re-encoded and freed of what a camera writes into it.

    ``alt`` says what can be seen, for those who cannot. ``consent`` is the word of whoever put it up that the people on
    it have agreed. ``size`` is in bytes, of both files together.
    """

    alt = models.CharField(max_length=ALT_LENGTH)
    credit = models.CharField(max_length=120, blank=True)
    consent = models.BooleanField(default=False)
    file = models.FileField(upload_to=file_name, editable=False)
    small = models.FileField(upload_to=file_name, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    size = models.PositiveIntegerField(editable=False)

    def __str__(self) -> str:
        return self.alt
