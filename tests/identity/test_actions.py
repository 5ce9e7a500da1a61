"""Who may give somebody a way in."""

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import register_person
from samspil.actors.models import Person
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import create_administrator, create_user_for, join, mark_demo_person
from samspil.identity.models import DemoPerson, User
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db
PASSWORD = "fire heste paa bakken"


@pytest.mark.parametrize("role", ["", "coordinator", "leader", "employee", "councillor"])
def test_only_administrators_make_users(role, karen):
    by = viewer(make_person(role=role)) if role else NOBODY
    with pytest.raises(Refused):
        create_user_for(by=by, person=karen)
    assert not User.objects.exists()


def test_administrator_makes_a_user_without_a_password(karen):
    by = viewer(make_person(role="administrator"))
    user = create_user_for(by=by, person=karen)
    assert (user.person, user.email, user.has_usable_password()) == (karen, karen.email, False)
    assert JournalEntry.objects.get(verb="identity.user_created").person == by.person_id


def test_person_has_one_user_however_often_called(karen):
    users = {create_user_for(by=SYSTEM, person=karen), create_user_for(by=SYSTEM, person=karen), join(karen)}
    assert len(users) == 1
    assert JournalEntry.objects.filter(verb__startswith="identity.").count() == 1


def test_user_needs_an_address():
    nameless = register_person(name="Ejner")
    with pytest.raises(ValidationError) as problem:
        create_user_for(by=SYSTEM, person=nameless)
    assert "email" in problem.value.message_dict


def test_easy_password_is_refused_and_no_user_stays(karen):
    with pytest.raises(ValidationError) as problem:
        create_user_for(by=SYSTEM, person=karen, password="kort")
    assert "password" in problem.value.message_dict
    assert not User.objects.exists()


def test_first_administrator(client):
    user = create_administrator("Ada Lund", "Ada@engbaek.example", PASSWORD)
    assert user.email == "ada@engbaek.example"
    assert user.check_password(PASSWORD)
    assert viewer(user.person).holds("administrator")
    assert create_administrator("Ada Lund", "ada@engbaek.example", PASSWORD) == user
    assert Person.objects.count() == 1


def test_first_administrator_with_a_bad_password_leaves_nothing():
    with pytest.raises(ValidationError):
        create_administrator("Ada Lund", "ada@engbaek.example", "kort")
    assert not Person.objects.exists()


def test_marking_demo_people_twice_keeps_one(birthe):
    mark_demo_person(birthe, role="coordinator", order=1)
    mark_demo_person(birthe, role="coordinator", order=2, line="Ser alt på tværs.")
    assert DemoPerson.objects.get().line == "Ser alt på tværs."
