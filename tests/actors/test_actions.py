"""The verbs about actors, people and roles, and who may speak for whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import (
    add_actor,
    add_body,
    add_member,
    add_unit,
    give_role,
    register_person,
    voice_of,
)
from samspil.actors.models import PERSONAL, Actor, ActorKind, Body, BodyKind, Membership, Person, Role
from samspil.foundation import clock
from samspil.foundation.models import Subject
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.factories import make_actor, make_person, make_unit, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


# --- actors ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C23")
@pytest.mark.capability("C24")
@pytest.mark.parametrize("kind", sorted(set(ActorKind) - set(PERSONAL) - {ActorKind.UNIT, ActorKind.BODY}))
def test_every_kind_of_organisation_comes_in_with_a_name_alone(birthe, kind):
    actor = add_actor(by=viewer(birthe), name=" Torsdags\u200bgruppen ", kind=kind)
    assert (actor.name, actor.kind, actor.subject.title, actor.subject.audience) == (
        "Torsdagsgruppen",
        kind,
        "Torsdagsgruppen",
        "public",
    )


@pytest.mark.parametrize("kind", [*PERSONAL, ActorKind.UNIT, ActorKind.BODY])
def test_add_actor_of_a_kind_with_its_own_verb_is_refused(kind):
    assert problems(add_actor, by=SYSTEM, name="X", kind=kind) == {"kind"}


@pytest.mark.parametrize("verb", [add_actor, add_unit, add_body])
def test_actors_are_added_by_the_coordinator_alone(verb, birthe, lene, mette, jens, karen):
    extra = {add_actor: {"kind": "association"}, add_unit: {}, add_body: {"body_kind": "committee"}}[verb]
    for person in (lene, mette, jens, karen):
        with pytest.raises(Refused):
            verb(by=viewer(person), name="Ny", **extra)
    with pytest.raises(Refused):
        verb(by=NOBODY, name="Ny", **extra)
    assert verb(by=viewer(birthe), name="Ny", **extra)
    assert Actor.objects.filter(name="Ny").count() == 1


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 121])
def test_name_that_is_none_is_refused(name):
    assert problems(add_actor, by=SYSTEM, name=name, kind="association") == {"name"}


@pytest.mark.parametrize("field", ["name", "description", "place", "phone"])
def test_cpr_number_is_stopped_in_every_text_of_an_actor(field):
    facts = {"name": "Foreningen", "kind": "association", field: f"Nr. {CPR}"}
    before = Subject.objects.count()
    assert problems(add_actor, by=SYSTEM, **facts) == {field}
    assert Subject.objects.count() == before


# --- bodies ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C25")
@pytest.mark.parametrize("power", ["decide", "spend"])
@pytest.mark.parametrize("kind", BodyKind)
def test_only_executive_group_and_committees_decide_or_spend(kind, power):
    call = {"by": SYSTEM, "name": "Organet", "body_kind": kind, "powers": ("discuss", power)}
    if kind in (BodyKind.EXECUTIVE_GROUP, BodyKind.COMMITTEE):
        assert getattr(add_body(**call), f"may_{power}")
    else:
        assert problems(add_body, **call) == {"powers"}
        assert not Body.objects.exists()
        assert not Actor.objects.filter(name="Organet").exists()


@pytest.mark.capability("C25")
@pytest.mark.parametrize("kind", BodyKind)
def test_every_body_can_advise_respond_and_discuss(kind):
    body = add_body(by=SYSTEM, name="Organet", body_kind=kind, powers=("advise", "respond", "discuss"))
    assert (body.may_advise, body.may_respond, body.may_discuss, body.may_decide, body.may_spend) == (
        True,
        True,
        True,
        False,
        False,
    )
    assert (body.actor.kind, body.actor.sphere) == ("body", "municipality")


# --- people ---------------------------------------------------------------------------------------------------------


def test_register_person_never_renames_who_is_known(karen):
    again = register_person(
        name="Onde Ole", kind="employee", email=f"  {karen.email.upper()} ", phone="1", function="direktør"
    )
    assert again == karen
    kept = Person.objects.get(pk=karen.pk)
    assert (kept.name, kept.function, kept.actor.kind, kept.phone) == ("Karen", "datter", "relative", "")


def test_register_person_without_an_address_is_a_new_person_each_time():
    first, second = (register_person(name="Erna") for _number in range(2))
    assert first != second
    assert (first.email, second.email) == (None, None)


@pytest.mark.parametrize("address", ["x", "x@", "@engbaek.example", "a b@engbaek.example", "x\ny@engbaek.example"])
def test_register_person_with_a_broken_address_is_refused(address):
    before = Person.objects.count()
    with pytest.raises(ValidationError):
        register_person(name="Erna", email=address)
    assert Person.objects.count() == before


@pytest.mark.parametrize("kind", ["association", "unit", "body", "nonsense", ""])
def test_register_person_of_a_kind_that_is_no_person_is_refused(kind):
    assert problems(register_person, name="Erna", kind=kind) == {"kind"}


@pytest.mark.parametrize("field", ["name", "function", "phone"])
def test_cpr_number_is_stopped_in_every_text_of_a_person(field):
    assert problems(register_person, **{"name": "Erna", field: f"{CPR}"}) == {field}


def test_person_shows_no_contact_and_is_read_by_itself_alone(karen):
    assert karen.actor.contact_visibility == "nobody"
    assert (karen.actor.subject.audience, karen.actor.subject.created_by) == ("named", karen.pk)
    assert list(karen.actor.subject.readers.values_list("reader", flat=True)) == [karen.pk]


# --- roles and memberships ------------------------------------------------------------------------------------------


def test_role_amount_is_for_leaders(karen, unit):
    role = give_role(by=SYSTEM, person=karen, kind="leader", scope=unit.actor, amount=25_000)
    assert (role.kind, role.scope, role.amount) == ("leader", unit.actor, 25_000)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "employee", "amount": 1},
        {"kind": "councillor", "amount": 1},
        {"kind": "king"},
        {"kind": "leader", "amount": -1},
    ],
)
def test_role_that_makes_no_sense_is_refused(karen, facts):
    with pytest.raises(ValidationError):
        give_role(by=SYSTEM, person=karen, **facts)
    assert not Role.objects.exists()


def test_role_is_given_once(karen):
    give_role(by=SYSTEM, person=karen, kind="employee")
    with pytest.raises(ValidationError):
        give_role(by=SYSTEM, person=karen, kind="employee")


@pytest.mark.parametrize("kind", ["administrator", "leader", "coordinator"])
def test_roles_are_given_by_an_administrator_alone(birthe, lene, karen, kind):
    for person in (birthe, lene, karen):
        with pytest.raises(Refused):
            give_role(by=viewer(person), person=person, kind=kind, scope=make_actor())
    give_role(by=SYSTEM, person=karen, kind="administrator")
    assert give_role(by=viewer(karen), person=karen, kind=kind, scope=make_actor())


def test_membership_of_a_person_is_refused(karen, kurt):
    assert problems(add_member, by=SYSTEM, person=karen, actor=kurt.actor) == {"actor"}


def test_membership_twice_is_refused(kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    with pytest.raises(ValidationError):
        add_member(by=SYSTEM, person=kurt, actor=anglers)
    assert Membership.objects.count() == 1


def test_cpr_number_is_stopped_in_the_function_of_a_member(karen):
    assert problems(add_member, by=SYSTEM, person=karen, actor=make_actor(), function=CPR) == {"function"}


# --- whose words ----------------------------------------------------------------------------------------------------


def test_voice_of_nobody_is_refused():
    for by in (NOBODY, SYSTEM):
        with pytest.raises(Refused):
            voice_of(by)


@pytest.mark.parametrize("as_whom", [None, "", "self"])
def test_voice_is_the_own_by_default(karen, as_whom):
    voice = voice_of(viewer(karen), speaks_as=karen.actor_id if as_whom == "self" else as_whom)
    assert voice.fields() == {"author": karen, "actor": karen.actor, "entered_by": None, "channel": ""}


@pytest.mark.capability("C23")
def test_voice_of_an_association_is_its_speaker(kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    voice = voice_of(viewer(kurt), speaks_as=str(anglers.pk))
    assert (voice.author, voice.actor) == (kurt, anglers)


def test_voice_of_somebody_else_is_refused(karen, kurt, birthe):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    silent = make_person(member_of=anglers, speaks_for=False)
    for person in (karen, birthe, silent):
        with pytest.raises(Refused):
            voice_of(viewer(person), speaks_as=anglers.pk)
    with pytest.raises(Refused):
        voice_of(viewer(birthe), speaks_as=kurt.actor_id)


def test_voice_of_a_former_speaker_is_refused(kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    Membership.objects.update(until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        voice_of(viewer(kurt), speaks_as=anglers.pk)


def test_voice_of_a_forged_actor_is_not_found(karen):
    with pytest.raises(NotFound):
        voice_of(viewer(karen), speaks_as="00000000-0000-0000-0000-000000000000")
    with pytest.raises((NotFound, ValidationError)):
        voice_of(viewer(karen), speaks_as="x' OR 1=1")


@pytest.mark.capability("C70")
@pytest.mark.parametrize("channel", ["paper", "phone", "meeting"])
def test_staff_write_down_for_somebody_and_it_is_marked(mette, channel):
    voice = voice_of(
        viewer(mette), behalf={"name": "Erna", "function": "beboer", "kind": "service_user", "channel": channel}
    )
    assert (voice.author.name, voice.author.function, voice.author.email) == ("Erna", "beboer", None)
    assert (voice.actor, voice.actor.kind) == (voice.author.actor, "service_user")
    assert (voice.entered_by, voice.channel) == (mette, channel)


def test_only_staff_write_down_for_somebody(karen, kurt, jens):
    before = Person.objects.count()
    for person in (karen, kurt, jens):
        with pytest.raises(Refused):
            voice_of(viewer(person), behalf={"name": "Erna", "channel": "phone"})
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("behalf", "field"),
    [
        ({"name": "Erna"}, "behalf_channel"),
        ({"name": "Erna", "channel": "telepathy"}, "behalf_channel"),
        ({"name": "", "channel": "phone"}, "behalf_name"),
        ({"name": CPR, "channel": "phone"}, "behalf_name"),
        ({"name": "Erna", "function": CPR, "channel": "phone"}, "behalf_function"),
        ({"name": "Erna", "kind": "association", "channel": "phone"}, "behalf_kind"),
    ],
)
def test_writing_down_for_somebody_needs_who_and_how(mette, behalf, field):
    assert problems(voice_of, by=viewer(mette), behalf=behalf) == {field}


def test_writing_down_for_somebody_goes_before_speaking_as(mette, unit):
    """A form with both filled in must never put the words of a citizen in the mouth of a unit."""
    voice = voice_of(viewer(mette), speaks_as=unit.pk, behalf={"name": "Erna", "channel": "phone"})
    assert voice.actor.name == "Erna"


def test_unit_below_a_unit_keeps_the_line(birthe):
    top = make_unit()
    below = add_unit(by=viewer(birthe), name="Natholdet", parent=top)
    assert below.line == (below.pk, top.pk)
