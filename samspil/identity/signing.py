"""Signing in by a one-time link in a letter: no password to forget."""

from datetime import timedelta

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from samspil.actors.models import Person
from samspil.foundation import mail
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink
from samspil.identity.actions import join
from samspil.identity.models import User
from samspil.identity.rates import LINK_TO_ADDRESS

PURPOSE = "sign-in"
LINK_LASTS = timedelta(minutes=30)


@transaction.atomic
def send_link(address: str, *, language: str, next_path: str = "") -> None:
    """Write to ``address``: a link when we know it, else how to take part without one.

    Nothing that the asker sees tells which. Beyond a few letters in a while, none is sent.
    """
    address = address.strip().lower()
    if not LINK_TO_ADDRESS.hit(address):
        return
    user = User.objects.filter(email=address).select_related("person__actor").first()
    person = user.person if user else Person.objects.filter(email=address).select_related("actor").first()
    if person is None:
        mail.post(
            "identity/mail/unknown_account.txt",
            {"home": mail.address("/")},
            to=address,
            dedupe_key=f"unknown-address:{uuid7()}",
            language=language,
        )
        return
    link, token = OneTimeLink.issue(PURPOSE, lasts=LINK_LASTS, person=person.pk, payload={"next": next_path})
    mail.post(
        "identity/mail/sign_in.txt",
        {"person": person, "link": mail.address(reverse("identity:link-use", args=[token]))},
        to=address,
        person=person.pk,
        dedupe_key=f"sign-in:{link.pk}",
        holds_secret=True,
        language=person.language,
    )


def person_of(link: OneTimeLink) -> Person | None:
    if link.person is None:
        return None
    return Person.objects.select_related("actor").filter(pk=link.person).first()


def sign_in(request: HttpRequest, link: OneTimeLink, person: Person) -> HttpResponse | None:
    """Use the link; allauth asks for the code of the person's app where there is one. None when it was used meanwhile.

    Raises: ValidationError when the person can have no user.
    """
    next_path = link.payload.get("next") or None
    with transaction.atomic():
        if not link.use():
            return None
        user = join(person)
    if request.user.is_authenticated:
        logout(request)
    return perform_login(request, user, redirect_url=next_path, email=user.email)
