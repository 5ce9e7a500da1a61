"""The copy of one's data shows what erasing would find by one's address alone, and nothing of anybody else.

Every address column of the house is tried: a room that is added later fails here until both sides know it.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from samspil.actors.models import Person
from samspil.agreements.models import Frame
from samspil.events.actions import invite_to_event
from samspil.foundation import mail
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import erase_person
from samspil.identity.personal_data import copy_for
from samspil.identity.rates import LINK_TO_ADDRESS
from samspil.surveys.actions import send_invitations
from tests.agreements.making import make_frame, offered, parties
from tests.assessments.making import collecting, invited
from tests.awards.making import make_round, nominated
from tests.events.making import make_meeting
from tests.factories import make_person, viewer
from tests.identity.test_erasing import rows_that_hold
from tests.invitations.making import make_invitation
from tests.resources.making import make_resource
from tests.stories.making import make_offer, make_story
from tests.surveys.making import opened
from tests.wayfinding.making import make_door

pytestmark = pytest.mark.django_db
MINE, THEIRS = "zenobia@engbaek.example", "ottilie@engbaek.example"
# Whose they are is known there: the person's own address and way in, and an organisation's, which stays its own.
KNOWN = {"actors.Person", "actors.Actor", "identity.User", "foundation.OutgoingMail"}


def agreement(address: str) -> None:
    there = parties()
    there.bent.memberships.all().delete()
    if not Frame.objects.exists():
        make_frame(by=there.birthe)
    offered(there.unit, there.association, by=there.lene, party_contact="Ottilie Formand", party_email=address)


def event_invitation(address: str) -> None:
    event = make_meeting()
    guests = f"En Gæst, {address}"
    invite_to_event(by=viewer(event.author), event_id=event.pk, circles=["guests"], guests=guests)


def survey(address: str) -> None:
    by = make_person(role="coordinator")
    send_invitations(by=viewer(by), survey_id=opened(by=by).pk, emails=[address])


def assessment(address: str) -> None:
    by = make_person(role="coordinator")
    invited(collecting(by=by), address, by=by)


BUILDERS: dict[str, Callable[[str], Any]] = {
    "agreements.Agreement": agreement,
    "awards.Candidate": lambda address: nominated(make_round(make_person(role="coordinator")), email=address),
    "events.EventInvitation": event_invitation,
    "invitations.Invitee": lambda address: make_invitation(email=address),
    "resources.Resource": lambda address: make_resource(contact_name="Ottilie", contact_email=address),
    "responses.Respondent": assessment,
    "stories.Consent": lambda address: make_story(people=({"name": "Ottilie", "email": address},)),
    "stories.VolunteerOffer": lambda address: make_offer(make_person(role="coordinator"), who="Os", email=address),
    "surveys.AnswerLink": survey,
    "wayfinding.ContactPoint": lambda address: make_door(email=address),
}


def held(person: Person) -> list[dict[str, Any]]:
    return [row for part in copy_for(person)["held"] for row in part["rows"]]


def test_every_column_that_holds_an_address_is_tried_below():
    ours = [model for model in apps.get_models() if model.__module__.startswith("samspil.")]
    holding = {
        model._meta.label
        for model in ours
        if not hasattr(model, "history_id") and any(type(field) is models.EmailField for field in model._meta.fields)
    }
    assert holding - KNOWN == set(BUILDERS)


@pytest.mark.parametrize("label", BUILDERS)
def test_what_erasing_finds_by_the_address_alone_stands_in_the_copy(label):
    model = apps.get_model(label)
    BUILDERS[label](MINE)
    zenobia = make_person("Zenobia Quist", email=MINE)
    rows = held(zenobia)
    assert rows, "Erasing finds it, and the copy does not."
    BUILDERS[label](THEIRS)
    assert held(zenobia) == rows
    copy = copy_for(zenobia)
    assert THEIRS not in json.dumps(copy, default=str)
    letters = OutgoingMail.objects.filter(to=MINE)
    assert [letter["title"] for letter in copy["letters"]] == list(
        letters.order_by("pk").values_list("title", flat=True)
    )
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert rows_that_hold((MINE,)) == []
    assert model._base_manager.exists()
    assert rows_that_hold((THEIRS,)) != []


def test_the_contact_of_an_agreement_is_told_what_is_theirs_and_not_whose_name_stands_there():
    agreement(MINE)
    (row,) = held(make_person("Zenobia Quist", email=MINE))
    assert row == {"contact_in": "", "status": "waiting", "email": MINE}


def test_ways_in_letters_and_what_was_counted_for_the_address_stand_in_it():
    mail.post("identity/mail/people_merged.txt", {"person": make_person()}, to=MINE.upper(), dedupe_key="z")
    for address in (MINE, THEIRS):
        waiting = {"verb": "x", "guest": {"email": address}, "arguments": {"body": f"Ord fra {address}"}}
        OneTimeLink.issue("contribute", lasts=timedelta(days=1), payload=waiting)
        LINK_TO_ADDRESS.hit(address)
    zenobia = make_person("Zenobia Quist", email=MINE)
    copy = copy_for(zenobia)
    assert len(copy["letters"]) == 1
    assert [(row["for"], row["waits"]) for row in copy["links"]] == [("contribute", {"body": f"Ord fra {MINE}"})]
    assert [row["what"] for row in copy["counted"]] == ["link-to"]
    assert THEIRS not in json.dumps(copy, default=str)
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert (OutgoingMail.objects.count(), OneTimeLink.objects.count()) == (0, 1)


def test_copy_holds_no_letter_to_whoever_had_the_mailbox_before():
    before = make_person("Ottilie Leder", email=MINE)
    mail.post("identity/mail/people_merged.txt", {"person": before}, to=MINE, person=before.pk, dedupe_key="z")
    Person.objects.filter(pk=before.pk).update(email=THEIRS)
    zenobia = make_person("Zenobia Quist", email=MINE)
    assert copy_for(zenobia)["letters"] == []
    before.refresh_from_db()
    assert len(copy_for(before)["letters"]) == 1
    erase_person(by=SYSTEM, person_id=zenobia.pk)
    assert OutgoingMail.objects.filter(person=before.pk).exists()


@pytest.mark.parametrize("label", [label for label in BUILDERS if label != "agreements.Agreement"])
def test_copy_of_a_namesake_holds_nothing_of_it(label):
    """Of agreements, which go by name near one's own unit, tests/agreements tells."""
    BUILDERS[label](THEIRS)
    for number, name in enumerate(("Ottilie", "Ottilie Formand", "En Gæst", "Os")):
        assert held(make_person(name, email=f"{number}@post.example")) == []


def test_copy_of_somebody_without_an_address_holds_nothing_of_those_without_one():
    make_door()
    make_resource()
    nobody = make_person("Uden Mail")
    Person.objects.filter(pk=nobody.pk).update(email=None)
    nobody.refresh_from_db()
    assert held(nobody) == []
    assert copy_for(nobody)["letters"] == []
