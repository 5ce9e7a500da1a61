"""Reading the outbox in tests."""

import re

from samspil.foundation.models import OutgoingMail


def newest(to: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to=to).latest("pk")


def path_in(letter: OutgoingMail) -> str:
    """The path of the one link to our own pages in a letter."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.text)[1]
