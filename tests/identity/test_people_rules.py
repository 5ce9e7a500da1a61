"""Who may bring people in, give them roles and change their address: the verbs, called directly."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import add_member, end_membership, end_role, give_role, register_person
from samspil.actors.models import Membership, Person, Role, RoleKind
from samspil.foundation import clock
from samspil.foundation.models import AccessEntry, JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import SYSTEM
from samspil.identity import signing
from samspil.identity.actions import add_person, create_user_for, edit_person, read_person
from samspil.identity.models import User
from tests.factories import make_actor, make_person, viewer

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def anders(db) -> Person:
    """The administrator."""
    return make_person("Anders Krog", role="administrator")


# --- roles ------------------------------------------------------------------------------------------------------------


def test_coordinator_makes_others_employees_and_nothing_else(birthe, karen, unit):
    assert give_role(by=viewer(birthe), person=karen, kind="employee", scope=unit.actor).kind == "employee"
    for kind in set(RoleKind) - {RoleKind.EMPLOYEE}:
        with pytest.raises(Refused):
            give_role(by=viewer(birthe), person=karen, kind=kind)


def test_nobody_but_an_administrator_gives_themselves_anything(birthe, lene, mette, karen, kurt, jens, anders, unit):
    for person in (birthe, lene, mette, karen, kurt, jens):
        before = viewer(person)
        for kind in RoleKind:
            with pytest.raises(Refused):
                give_role(by=before, person=person, kind=kind, scope=make_actor())
        with pytest.raises(Refused):
            add_member(by=before, person=person, actor=make_actor(), speaks_for=True)
        assert viewer(person) == before
    assert give_role(by=viewer(anders), person=anders, kind="leader", scope=unit.actor, amount=5_000)
    assert add_member(by=viewer(anders), person=anders, actor=unit.actor)


def test_coordinator_ends_the_role_of_employees_alone(birthe, lene, mette):
    assert end_role(by=viewer(birthe), role_id=mette.roles.get().pk).is_over
    for person in (lene, birthe, make_person(role="administrator")):
        with pytest.raises(Refused):
            end_role(by=viewer(birthe), role_id=person.roles.get().pk)


@pytest.mark.parametrize("role", ["", "leader", "employee", "councillor"])
def test_others_end_nothing_not_even_their_own(role, kurt, mette):
    person = make_person(role=role, member_of=make_actor()) if role else kurt
    for given in (mette.roles.get(), *person.roles.all()):
        with pytest.raises(Refused):
            end_role(by=viewer(person), role_id=given.pk)
    with pytest.raises(Refused):
        end_membership(by=viewer(person), membership_id=person.memberships.get().pk)


def test_role_ends_at_once_and_only_once(anders, mette):
    assert viewer(mette).is_staff
    role = mette.roles.get()
    for _press in range(2):
        assert end_role(by=viewer(anders), role_id=role.pk).until == clock.today() - timedelta(days=1)
    assert not viewer(mette).is_staff
    assert JournalEntry.objects.filter(verb="actors.role_ended").count() == 1


def test_role_that_ended_can_be_given_again(anders, lene, unit):
    end_role(by=viewer(anders), role_id=lene.roles.get().pk)
    again = give_role(by=viewer(anders), person=lene, kind="leader", scope=unit.actor, amount=50_000)
    assert (Role.objects.filter(person=lene).count(), again.amount, again.is_over) == (1, 50_000, False)
    with pytest.raises(ValidationError):
        give_role(by=viewer(anders), person=lene, kind="leader", scope=unit.actor)


def test_last_administrator_stays(anders):
    with pytest.raises(ValidationError, match="altid være en administrator"):
        end_role(by=viewer(anders), role_id=anders.roles.get().pk)
    make_person(role="administrator")
    assert end_role(by=viewer(anders), role_id=anders.roles.get().pk).is_over


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "employee", "amount": 1}, "amount"),
        ({"kind": "leader", "since": clock.today(), "until": clock.today() - timedelta(days=1)}, "until"),
        ({"kind": "king"}, "kind"),
    ],
)
def test_role_that_makes_no_sense_says_what_is_wrong(karen, facts, field):
    with pytest.raises(ValidationError) as problem:
        give_role(by=SYSTEM, person=karen, **facts)
    assert set(problem.value.message_dict) == {field}


def test_ending_what_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        end_role(by=SYSTEM, role_id=0)
    with pytest.raises(NotFound):
        end_membership(by=SYSTEM, membership_id=0)


def test_membership_ends_at_once_and_can_begin_again(birthe, kurt):
    membership = kurt.memberships.get()
    end_membership(by=viewer(birthe), membership_id=membership.pk)
    end_membership(by=viewer(birthe), membership_id=membership.pk)
    assert viewer(kurt).speaks_for == frozenset()
    assert JournalEntry.objects.filter(verb="actors.member_ended").count() == 1
    add_member(by=viewer(birthe), person=kurt, actor=membership.actor, function="kasserer", speaks_for=True)
    assert viewer(kurt).speaks_for == {membership.actor_id}
    assert Membership.objects.get(person=kurt).function == "kasserer"


# --- people -----------------------------------------------------------------------------------------------------------


def test_coordinator_puts_people_on_record(birthe):
    person = add_person(by=viewer(birthe), name="Erna", kind="relative", email="Erna@Noerre.example", function="datter")
    assert (person.email, person.actor.kind) == ("erna@noerre.example", "relative")
    assert JournalEntry.objects.get(verb="identity.person_added").person == birthe.pk


def test_address_belongs_to_one(birthe, karen, anders):
    create_user_for(by=SYSTEM, person=karen)
    User.objects.update(email="andet@noerre.example")
    somebody = register_person(name="Erna")
    for address in (karen.email, karen.email.upper(), "andet@noerre.example"):
        for call in (
            lambda address=address: add_person(by=viewer(birthe), name="Erna", email=address),
            lambda address=address: edit_person(by=viewer(birthe), person_id=somebody.pk, email=address),
        ):
            with pytest.raises(ValidationError) as problem:
                call()
            assert "En anden person har den mailadresse" in problem.value.message_dict["email"][0]


@pytest.mark.parametrize("role", ["", "leader", "employee", "councillor"])
def test_others_neither_add_read_nor_edit(role, karen):
    by = viewer(make_person(role=role))
    with pytest.raises(Refused):
        add_person(by=by, name="Erna")
    with pytest.raises(Refused):
        read_person(by=by, person_id=karen.pk)
    with pytest.raises(Refused):
        edit_person(by=by, person_id=karen.pk, name="Onde Ole")
    assert not AccessEntry.objects.exists()


def test_reading_stands_in_the_log_but_not_of_oneself(birthe, karen):
    read_person(by=viewer(birthe), person_id=karen.pk)
    read_person(by=viewer(birthe), person_id=birthe.pk)
    entry = AccessEntry.objects.get()
    assert (entry.reader, entry.person, entry.what) == (birthe.pk, karen.pk, "person")


def test_everybody_edits_name_function_and_phone_of_their_own(karen):
    edit_person(by=viewer(karen), person_id=karen.pk, name="Karen Holm", function="formand", phone="99 00 00 62")
    karen = Person.objects.get(pk=karen.pk)
    assert (karen.name, karen.function, karen.phone, karen.actor.subject.title) == (
        "Karen Holm",
        "formand",
        "99 00 00 62",
        "Karen Holm",
    )


@pytest.mark.parametrize("change", [{"email": "ny@noerre.example"}, {"kind": "employee"}])
def test_nobody_gives_themselves_another_address_or_kind(karen, birthe, change):
    for person in (karen, birthe) if "email" in change else (karen,):
        with pytest.raises(Refused):
            edit_person(by=viewer(person), person_id=person.pk, **change)
        assert Person.objects.get(pk=person.pk).email == person.email


def test_edit_of_an_older_version_is_stale(karen):
    edit_person(by=viewer(karen), person_id=karen.pk, expected_version=1, name="Karen H")
    with pytest.raises(Stale):
        edit_person(by=viewer(karen), person_id=karen.pk, expected_version=1, name="Karen Holm")


@pytest.mark.parametrize("field", ["name", "function", "phone"])
def test_cpr_number_is_stopped(karen, field):
    with pytest.raises(ValidationError) as problem:
        edit_person(by=viewer(karen), person_id=karen.pk, **{field: CPR})
    assert set(problem.value.message_dict) == {field}


# --- the address is a way in ------------------------------------------------------------------------------------------


def test_coordinator_takes_over_nobody_with_a_role_or_a_user(birthe, lene, mette, anders, karen):
    """The address of somebody with power would be a way into that power: a link sent there signs in as them."""
    create_user_for(by=SYSTEM, person=karen)
    later = make_person()
    give_role(by=SYSTEM, person=later, kind="leader", since=clock.today() + timedelta(days=9))
    for person in (lene, mette, anders, karen, later):
        with pytest.raises(Refused):
            edit_person(by=viewer(birthe), person_id=person.pk, email="birthes-anden@noerre.example")
        assert Person.objects.get(pk=person.pk).email == person.email


def test_coordinator_mends_the_address_of_somebody_without_power(birthe):
    person = make_person("Erna")
    before = person.email
    edit_person(by=viewer(birthe), person_id=person.pk, email="erna@noerre.example")
    assert Person.objects.get(pk=person.pk).email == "erna@noerre.example"
    assert OutgoingMail.objects.get().to == before


def test_administrator_moves_the_sign_in_along(anders, karen):
    create_user_for(by=SYSTEM, person=karen)
    signing.send_link(karen.email, language="da")
    edit_person(by=viewer(anders), person_id=karen.pk, email="Karen@Noerre.example")
    user = User.objects.get(person=karen)
    assert user.email == "karen@noerre.example"
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [(user.email, True, True)]
    assert not OneTimeLink.objects.filter(purpose=signing.PURPOSE, used_at=None).exists()
    with pytest.raises(ValidationError):
        edit_person(by=viewer(anders), person_id=karen.pk, email="")
