"""Keeping the record right: editing an actor, ending a membership, taking a role back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import add_body, add_member, edit_actor, end_membership, end_role, give_role
from samspil.actors.models import Actor, Membership, Role
from samspil.foundation import clock, search
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.factories import make_actor, make_challenge, make_person, viewer

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def anglers(kurt) -> Actor:
    return Actor.objects.get(name="Engbæk Lystfiskerforening")


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


# --- editing --------------------------------------------------------------------------------------------------------


def test_edit_changes_the_record_its_title_and_what_search_finds(kurt, anglers):
    edit_actor(
        by=viewer(kurt),
        actor_id=anglers.pk,
        expected_version=1,
        name=" Søens\nVenner ",
        description="Kanoer",
        place="Nørrebæk",
    )
    now = Actor.objects.get(pk=anglers.pk)
    assert (now.name, now.subject.title, now.subject.place, now.version) == ("Søens Venner",) * 2 + ("Nørrebæk", 2)
    assert list(search.find("kano nørrebæk venner", NOBODY)) == [now.subject]
    assert not search.find("lystfisker", NOBODY)
    assert verbs()[-1] == "actors.edited"


def test_edit_is_for_its_speakers_and_the_coordinator(kurt, birthe, karen, lene, jens, anglers):
    silent = make_person(member_of=anglers, speaks_for=False)
    for person in (karen, lene, jens, silent):
        with pytest.raises(Refused):
            edit_actor(by=viewer(person), actor_id=anglers.pk, name="Mine")
    with pytest.raises(Refused):
        edit_actor(by=NOBODY, actor_id=anglers.pk, name="Mine")
    for person in (kurt, birthe):
        assert edit_actor(by=viewer(person), actor_id=anglers.pk, name=f"Af {person}").name == f"Af {person}"


def test_edit_of_a_person_or_nobody_is_not_found(karen, kurt, birthe):
    for by, pk in ((karen, karen.actor_id), (birthe, kurt.actor_id), (birthe, uuid4()), (birthe, "x")):
        with pytest.raises(NotFound):
            edit_actor(by=viewer(by), actor_id=pk, name="Ny")


def test_edit_on_a_stale_form_is_refused(kurt, anglers):
    edit_actor(by=viewer(kurt), actor_id=anglers.pk, name="Først")
    with pytest.raises(Stale):
        edit_actor(by=viewer(kurt), actor_id=anglers.pk, expected_version=1, name="Så")
    assert Actor.objects.get(pk=anglers.pk).name == "Først"


def test_what_an_actor_is_and_may_do_is_for_the_coordinator(kurt, birthe, anglers):
    with pytest.raises(Refused):
        edit_actor(by=viewer(kurt), actor_id=anglers.pk, kind="company")
    make_challenge(by=kurt, speaks_as=anglers.pk)
    edit_actor(by=viewer(birthe), actor_id=anglers.pk, kind="company")
    now = Actor.objects.get(pk=anglers.pk)
    assert (now.kind, now.chain_links.get().sphere) == ("company", "civil_society")
    for kind in ("unit", "body", "employee"):
        with pytest.raises(ValidationError):
            edit_actor(by=viewer(birthe), actor_id=anglers.pk, kind=kind)


@pytest.mark.capability("C25")
def test_body_gets_no_powers_from_its_own_speaker_and_advisers_never_decide(birthe):
    body = add_body(by=SYSTEM, name="Ældrerådet", body_kind="senior_council", powers=("advise",))
    speaker = make_person(member_of=body.actor)
    with pytest.raises(Refused):
        edit_actor(by=viewer(speaker), actor_id=body.pk, powers=("advise", "respond"))
    with pytest.raises(ValidationError):
        edit_actor(by=viewer(birthe), actor_id=body.pk, powers=("decide",))
    edit_actor(by=viewer(birthe), actor_id=body.pk, powers=("respond",))
    body.refresh_from_db()
    assert body.powers == ["bliver hørt"]


@pytest.mark.parametrize("field", ["name", "description", "place", "phone"])
def test_cpr_number_is_stopped_in_every_text_of_an_edit(kurt, anglers, field):
    with pytest.raises(ValidationError) as refused:
        edit_actor(by=viewer(kurt), actor_id=anglers.pk, **{field: CPR})
    assert set(refused.value.message_dict) == {field}
    assert Actor.objects.get(pk=anglers.pk).version == 1


# --- memberships ----------------------------------------------------------------------------------------------------


def test_ended_membership_closes_at_once_and_can_begin_again(kurt, birthe, anglers):
    row = Membership.objects.get(person=kurt)
    end_membership(by=viewer(birthe), membership_id=row.pk)
    assert (viewer(kurt).speaks_for, anglers.pk in viewer(kurt).readers) == (frozenset(), False)
    end_membership(by=viewer(birthe), membership_id=row.pk)
    assert verbs().count("actors.member_ended") == 1
    add_member(by=viewer(birthe), person=kurt, actor=anglers, speaks_for=True)
    assert viewer(kurt).speaks_for == {anglers.pk}
    assert Membership.objects.count() == 1


def test_membership_is_ended_by_the_coordinator_alone(kurt, karen, lene, anglers):
    row = Membership.objects.get(person=kurt)
    for person in (kurt, karen, lene):
        with pytest.raises(Refused):
            end_membership(by=viewer(person), membership_id=row.pk)
    with pytest.raises(NotFound):
        end_membership(by=SYSTEM, membership_id=row.pk + 1000)


def test_coordinator_makes_nobody_speak_through_themselves(birthe, anglers):
    """Whoever hands out voices takes none: an administrator does that."""
    with pytest.raises(Refused):
        add_member(by=viewer(birthe), person=birthe, actor=anglers, speaks_for=True)
    assert not Membership.objects.filter(person=birthe).exists()


# --- roles ----------------------------------------------------------------------------------------------------------


def test_role_taken_back_ends_at_once_and_can_be_given_again(lene, unit):
    row = Role.objects.get(person=lene)
    end_role(by=SYSTEM, role_id=row.pk)
    assert not viewer(lene).is_staff
    give_role(by=SYSTEM, person=lene, kind="leader", scope=unit.actor, amount=5)
    assert [(grant.kind, grant.amount) for grant in viewer(lene).grants] == [("leader", 5)]
    assert Role.objects.filter(person=lene).count() == 1


def test_coordinator_gives_and_takes_the_role_of_an_employee_and_no_other(birthe, karen, lene, unit):
    for kind in ("leader", "coordinator", "administrator", "councillor"):
        with pytest.raises(Refused):
            give_role(by=viewer(birthe), person=karen, kind=kind, scope=unit.actor)
    with pytest.raises(Refused):
        give_role(by=viewer(birthe), person=birthe, kind="employee")
    given = give_role(by=viewer(birthe), person=karen, kind="employee", scope=unit.actor)
    assert viewer(karen).is_staff
    end_role(by=viewer(birthe), role_id=given.pk)
    assert not viewer(karen).is_staff
    with pytest.raises(Refused):
        end_role(by=viewer(birthe), role_id=Role.objects.get(person=lene).pk)


def test_last_administrator_stays():
    first, second = make_person(role="administrator"), make_person(role="administrator")
    end_role(by=viewer(first), role_id=Role.objects.get(person=second).pk)
    with pytest.raises(ValidationError):
        end_role(by=viewer(first), role_id=Role.objects.get(person=first).pk)
    assert viewer(first).holds("administrator")


def test_role_cannot_end_before_it_begins(karen):
    today = clock.today()
    with pytest.raises(ValidationError) as refused:
        give_role(by=SYSTEM, person=karen, kind="employee", since=today, until=today - timedelta(days=1))
    assert set(refused.value.message_dict) == {"until"}


def test_membership_of_two_is_told_apart(kurt, birthe, anglers):
    other = make_actor()
    add_member(by=SYSTEM, person=kurt, actor=other, speaks_for=True)
    end_membership(by=viewer(birthe), membership_id=Membership.objects.get(person=kurt, actor=other).pk)
    assert viewer(kurt).speaks_for == {anglers.pk}
