"""Who: kinds, spheres, the tree of units, and what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from samspil.actors.actions import add_body
from samspil.actors.models import (
    DECIDING_BODIES,
    PERSONAL,
    Actor,
    ActorKind,
    Body,
    BodyKind,
    Membership,
    Role,
    Sphere,
    Unit,
)
from samspil.foundation.viewer import SYSTEM
from tests.factories import make_actor, make_challenge, make_person, make_unit, viewer

pytestmark = pytest.mark.django_db

MUNICIPAL = {ActorKind.EMPLOYEE, ActorKind.UNIT, ActorKind.BODY, ActorKind.PROJECT}
MARKET = {ActorKind.COMPANY, ActorKind.PRODUCER}
OTHER_PUBLIC = {
    ActorKind.PROFESSIONAL,
    ActorKind.INSTITUTE,
    ActorKind.EDUCATION,
    ActorKind.OTHER_MUNICIPALITY,
    ActorKind.MUNICIPAL_NETWORK,
}


@pytest.mark.capability("C24")
@pytest.mark.parametrize("kind", ActorKind)
def test_every_kind_belongs_to_one_sphere(kind):
    expected = (
        Sphere.MUNICIPALITY
        if kind in MUNICIPAL
        else Sphere.MARKET
        if kind in MARKET
        else Sphere.OTHER_PUBLIC
        if kind in OTHER_PUBLIC
        else Sphere.CIVIL_SOCIETY
    )
    assert Actor(kind=kind).sphere == expected


@pytest.mark.capability("C23")
def test_actor_needs_no_number_from_any_register():
    """An informal group stands in the same row as an association: a name and a kind are enough."""
    required = {field.name for field in Actor._meta.fields if not field.blank and not field.has_default()}
    assert required == {"subject", "name", "kind"}
    assert not {field.name for field in Actor._meta.fields} & {"cvr", "cpr", "company_number"}


@pytest.mark.capability("C24")
def test_single_people_are_personal_and_organisations_are_not():
    assert {kind for kind in ActorKind if Actor(kind=kind).is_person} == set(PERSONAL)


def test_unit_knows_the_line_above_it():
    top = make_unit()
    middle = make_unit(parent=top)
    below = make_unit(parent=middle)
    assert Unit.objects.get(pk=below.pk).line == (below.pk, middle.pk, top.pk)
    assert top.line == (top.pk,)


@pytest.mark.capability("C25")
@pytest.mark.parametrize("power", ["may_decide", "may_spend"])
@pytest.mark.parametrize("kind", sorted(set(BodyKind) - set(DECIDING_BODIES)))
def test_database_refuses_advisers_that_decide_or_spend(kind, power):
    body = add_body(by=SYSTEM, name="Rådet", body_kind=kind, powers=("advise",))
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=body.pk).update(**{power: True})


@pytest.mark.capability("C25")
def test_body_tells_its_powers_in_words():
    body = add_body(by=SYSTEM, name="Ældrerådet", body_kind="senior_council", powers=("advise", "respond"))
    assert body.powers == ["giver råd", "bliver hørt"]


@pytest.mark.parametrize("kind", ["coordinator", "employee", "councillor", "administrator"])
def test_database_refuses_an_amount_for_others_than_leaders(karen, kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=karen, kind=kind, amount=1)


def test_database_keeps_each_role_and_membership_once(lene, unit):
    for make in (
        lambda: Role.objects.create(person=lene, kind="leader", scope=unit.actor),
        lambda: Membership.objects.create(person=lene, actor=unit.actor),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


def test_database_keeps_a_role_without_scope_once(birthe):
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=birthe, kind="coordinator")


def test_database_refuses_words_entered_by_staff_without_how(birthe):
    challenge = make_challenge()
    for fields in ({"entered_by": birthe}, {"channel": "phone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(challenge).objects.filter(pk=challenge.pk).update(**fields)


def test_two_people_may_have_no_address_but_not_the_same_one(karen):
    make_person(email="x@engbaek.example")
    nameless = [make_person() for _number in range(2)]
    for person in nameless:
        person.email = None
        person.save()
    karen.email = "x@engbaek.example"
    with pytest.raises(IntegrityError), transaction.atomic():
        karen.save()


def test_role_behind_a_name_is_the_function_or_the_person(karen, kurt):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    alone = make_challenge(by=karen)
    together = make_challenge(by=kurt, speaks_as=anglers.pk)
    assert (alone.speaker, alone.in_the_role_of) == ("Karen", "datter")
    assert (together.speaker, together.in_the_role_of) == ("Engbæk Lystfiskerforening", "Kurt, formand")


def test_person_is_not_among_the_public_subjects(karen):
    """The record is there for the chain, not for a directory of citizens."""
    assert karen.actor.subject.readable_by(viewer(karen))
    assert not karen.actor.subject.readable_by(viewer(make_person(role="coordinator")))
    assert make_actor().subject.readable_by(viewer(karen))
