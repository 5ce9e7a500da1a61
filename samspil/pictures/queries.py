"""Reads about pictures, always through ``visible_to``."""

from datetime import timedelta

from django.core.files.storage import default_storage

from samspil.foundation import clock
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer
from samspil.pictures.models import FOLDER, Picture

# A file is written before its row is: younger than this it may belong to a page that is being saved right now.
SETTLED = timedelta(hours=24)


def pictures_of(subject: Subject, viewer: Viewer) -> list[Picture]:
    """The pictures on a subject's page, oldest first. One query."""
    rows = Picture.objects.visible_to(viewer).filter(subject__context=subject.pk)
    return list(rows.select_related("subject").order_by("pk"))


def orphans() -> list[str]:
    """The files that no picture has: a post that broke off, or an old backup of either half."""
    if not default_storage.exists(FOLDER):
        return []
    _folders, names = default_storage.listdir(FOLDER)
    kept = {name for pair in Picture.objects.values_list("file", "small") for name in pair}
    before = clock.now() - SETTLED
    paths = (f"{FOLDER}/{name}" for name in names)
    return [path for path in paths if path not in kept and default_storage.get_modified_time(path) < before]
