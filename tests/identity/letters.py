"""Reading the outbox in tests."""

import re

from django.conf import settings

from samspil.foundation.models import OutgoingMail


def newest(to: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to=to).latest("pk")


def path_in(letter: OutgoingMail) -> str:
    """The path of the one link to our own pages in a letter."""
    return re.search(re.escape(settings.BASE_URL) + r"(/\S+)", letter.text)[1]


def words_of(response) -> str:
    """A page without what differs each time it is made."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", response.text)
