"""The pages about people: an address is a key, and reading one is written down."""

import pytest
from django.test import Client
from django.urls import reverse

from samspil.foundation.models import AccessEntry
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for, edit_person
from samspil.identity.queries import people

pytestmark = pytest.mark.django_db


def test_list_of_people_does_not_tell_an_address_letter_by_letter(karen):
    name, at, host = karen.email.partition("@")
    for part in (name, host, at, karen.email[:-1]):
        assert karen not in people(words=part)
    assert list(people(words=karen.email.upper())) == [karen]
    assert not AccessEntry.objects.exists()


def test_another_address_ends_the_sessions_of_the_old_one(karen):
    create_user_for(by=SYSTEM, person=karen, password="tre gode ord her")
    client = Client()
    form = {"login": karen.email, "password": "tre gode ord her"}
    assert client.post(reverse("account_login"), form).status_code == 302
    assert client.get(reverse("identity:me")).status_code == 200
    edit_person(by=SYSTEM, person_id=karen.pk, email="ny@engbaek.example")
    assert client.get(reverse("identity:me")).url.startswith(reverse("account_login"))


def test_line_in_the_access_log_cannot_be_changed(karen, birthe):
    line = AccessEntry.objects.create(reader=birthe.pk, person=karen.pk, what="contact")
    line.what = "nothing"
    with pytest.raises(TypeError):
        line.save()
