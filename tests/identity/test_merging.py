"""Two on record who are one: everything that pointed at the one points at the other, in every table there is."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.actors.models import Person
from samspil.challenges.actions import edit_challenge, raise_challenge
from samspil.following.models import Follow
from samspil.foundation.models import AccessEntry, JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.identity import queries
from samspil.identity.actions import merge_people
from tests.ambassadors.making import make_ambassador
from tests.factories import (
    make_actor,
    make_challenge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    viewer,
)

pytestmark = pytest.mark.django_db


def places_of(key) -> list[str]:
    """Where in the whole database an id stands in a column of its own."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        fields = [field.attname for field in model._meta.concrete_fields if field.get_internal_type() != "JSONField"]
        for row in model._base_manager.values(*fields):
            found += [f"{model._meta.label}.{name}" for name, value in row.items() if str(value) == str(key)]
    return found


def test_nothing_points_at_the_one_that_is_gone(birthe, karen):
    kept, gone = make_person("Ole Bæk", email="ole@engbaek.example"), make_person("Ole Bæk", member_of=make_actor())
    Person.objects.filter(pk=gone.pk).update(phone="29 12 34 56")
    mine = raise_challenge(by=viewer(gone), question="Hvem kan køre på fredag?", theme="older")
    edit_challenge(by=viewer(gone), challenge_id=mine.pk, today="Ingen kører.")
    other = make_challenge(by=karen)
    make_perspective(other, by=gone, body="Jeg har bil.")
    make_perspective(other, by=kept, body="Jeg har tid.")
    make_pledge(make_proposal(other, by=gone), by=gone, body="To timer.")
    key, actor = gone.pk, gone.actor_id
    assert len(places_of(key)) > 8
    merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)
    assert places_of(key) == places_of(actor) == []
    mine.refresh_from_db()
    kept.refresh_from_db()
    assert (mine.author, mine.actor) == (kept, kept.actor)
    assert (kept.email, kept.phone) == ("ole@engbaek.example", "29 12 34 56")
    assert kept.memberships.count() == 1
    assert Follow.objects.filter(person=kept, subject=other.subject).count() == 1
    line = JournalEntry.objects.get(verb="identity.people_merged")
    assert (line.subject_id, line.payload) == (kept.actor.subject_id, {"gone": str(key)})


def test_both_addresses_are_told(birthe):
    kept, gone = make_person(email="a@engbaek.example"), make_person(email="b@engbaek.example")
    merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)
    letters = OutgoingMail.objects.filter(title="Du stod to gange hos os")
    assert set(letters.values_list("to", flat=True)) == {"a@engbaek.example", "b@engbaek.example"}


def test_an_address_gives_no_way_into_somebody_elses_role(birthe):
    """A mailbox is a key: who has a role and no mail gets none this way, unless an administrator does it."""
    gone = make_person(email="hvemsomhelst@engbaek.example")
    leader = make_person(role="leader")
    Person.objects.filter(pk=leader.pk).update(email=None)
    merge_people(by=viewer(birthe), kept_id=leader.pk, gone_id=gone.pk)
    leader.refresh_from_db()
    assert leader.email is None
    again = make_person(email="igen@engbaek.example")
    merge_people(by=viewer(make_person(role="administrator")), kept_id=leader.pk, gone_id=again.pk)
    leader.refresh_from_db()
    assert leader.email == "igen@engbaek.example"


@pytest.mark.parametrize("sort", ["role", "user", "blocked", "same"])
def test_some_cannot_go(sort, birthe, karen, sign_in):
    kept, gone = make_person(), make_person(role="employee" if sort == "role" else "")
    if sort == "user":
        sign_in(gone)
    if sort == "blocked":
        Person.objects.filter(pk=gone.pk).update(blocked_at="2026-11-01T10:00Z")
    if sort == "same":
        gone = kept
    with pytest.raises(ValidationError):
        merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)
    assert Person.objects.filter(pk=gone.pk).exists()


def test_only_coordinators_and_nobody_about_themselves(birthe, karen, lene, jens):
    kept, gone = make_person(), make_person()
    for by in (karen, lene, jens):
        with pytest.raises(Refused):
            merge_people(by=viewer(by), kept_id=kept.pk, gone_id=gone.pk)
    with pytest.raises(Refused):
        merge_people(by=viewer(birthe), kept_id=birthe.pk, gone_id=gone.pk)
    merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)
    with pytest.raises(NotFound):
        merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)


def test_what_both_can_have_only_once_stops_it_and_changes_nothing(birthe, karen):
    kept, gone = make_person(), make_person()
    for person in (kept, gone):
        make_ambassador(person)
    make_perspective(make_challenge(by=karen), by=gone, body="Det her bliver hos den, der skrev det.")
    before = len(places_of(gone.pk))
    with pytest.raises(ValidationError, match="kun kan stå i én gang"):
        merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)
    assert len(places_of(gone.pk)) == before


def test_found_by_name_and_by_phone(birthe):
    person = make_person("Åse Holm")
    Person.objects.filter(pk=person.pk).update(phone="+45 29 12 34 56")
    person.refresh_from_db()
    same_name, same_phone, neither = make_person("Åse Holm"), make_person("Aase H."), make_person("Åse Holmgaard")
    Person.objects.filter(pk=same_phone.pk).update(phone="29123456")
    found = queries.likely_same(person)
    assert {row.pk for row in found} == {same_name.pk, same_phone.pk}
    assert neither not in found


def test_in_the_browser_without_a_script(sign_in, birthe):
    kept, gone = make_person("Ole Bæk"), make_person("Ole Bæk")
    client = sign_in(birthe)
    page = client.get(reverse("identity:same-person", args=[kept.pk])).text
    address = reverse("identity:merge-people", args=[kept.pk, gone.pk])
    assert address in page
    assert "Er de to den samme?" in client.get(address).text
    assert AccessEntry.objects.filter(person=gone.pk, reader=birthe.pk).exists()
    assert client.post(address).url == reverse("identity:person", args=[kept.pk])
    assert client.get(reverse("identity:person", args=[gone.pk])).status_code == 404
