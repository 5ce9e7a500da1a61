"""Who a person is now, who leads, and what an actor has said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.actors import queries
from samspil.actors.actions import add_member, give_role
from samspil.actors.models import Membership, Person, Role
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience
from samspil.foundation.viewer import NOBODY, SYSTEM, Grant
from tests.factories import make_actor, make_challenge, make_person, make_perspective, make_unit, viewer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_viewer_of_nobody_is_nobody():
    assert queries.viewer_of(None) is NOBODY


def test_viewer_has_grants_and_readers_in_two_queries(lene, unit, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        seen = queries.viewer_of(lene)
    assert seen.grants == {Grant("leader", unit.pk, 25_000)}
    assert seen.readers == {lene.pk, lene.actor_id, unit.pk}
    assert seen.speaks_for == {unit.pk}
    assert (seen.person_id, seen.actor_id, seen.name) == (lene.pk, lene.actor_id, "Lene Dahlgaard")


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (None, None, True),
        (0, 0, True),
        (-9, None, True),
        (None, 9, True),
        (1, None, False),
        (None, -1, False),
        (-9, -1, False),
    ],
)
def test_viewer_holds_what_is_current_alone(karen, since, until, counts):
    anglers = make_actor()
    give_role(by=SYSTEM, person=karen, kind="employee", scope=anglers)
    add_member(by=SYSTEM, person=karen, actor=anglers, speaks_for=True)
    days = {
        name: None if days is None else clock.today() + days * DAY
        for name, days in {"since": since, "until": until}.items()
    }
    Role.objects.update(**days)
    Membership.objects.update(**days)
    seen = queries.viewer_of(karen)
    assert (bool(seen.grants), seen.is_staff, anglers.pk in seen.speaks_for, anglers.pk in seen.readers) == (
        counts,
    ) * 4


def test_expired_role_closes_what_it_opened(mette):
    challenge = make_challenge(by=make_person(role="employee"), audience="staff")
    assert challenge.subject.readable_by(viewer(mette))
    Role.objects.filter(person=mette).update(until=clock.today() - DAY)
    assert not challenge.subject.readable_by(viewer(mette))


def test_member_who_does_not_speak_reads_but_has_no_voice():
    anglers = make_actor()
    seen = viewer(make_person(member_of=anglers, speaks_for=False))
    assert anglers.pk in seen.readers
    assert anglers.pk not in seen.speaks_for


def test_voices_are_the_own_first(kurt):
    assert [actor.name for actor in queries.voices(viewer(kurt))] == ["Kurt", "Engbæk Lystfiskerforening"]
    assert queries.voices(NOBODY) == []


def test_leader_is_the_nearest_in_the_line(lene, unit):
    chief = make_person(role="leader", scope=unit.parent)
    below = make_unit(parent=unit)
    beside = make_unit(parent=unit.parent)
    make_person(role="employee", scope=beside)
    lines = [queries.leaders_of(each) for each in (unit, below, beside, unit.parent)]
    assert lines == [[lene, chief], [lene, chief], [chief], [chief]]


def test_leader_who_has_left_is_passed_over(lene, unit):
    chief = make_person(role="leader", scope=unit.parent)
    Role.objects.filter(person=lene).update(until=clock.today() - DAY)
    assert queries.leaders_of(unit) == [chief]


def test_unit_without_a_leader_has_none():
    assert queries.leaders_of(make_unit()) == []


def test_organisations_leave_out_people_and_what_is_hidden(karen, unit):
    kept, hidden = make_actor("Kaffeklubben"), make_actor("Skjult")
    subjects.set_hidden(hidden.subject, timezone.now())
    names = set(queries.organisations(viewer(karen)).values_list("name", flat=True))
    assert names == {kept.name, unit.actor.name, unit.parent.actor.name}


def test_names_of_people_and_actors_in_one_query(karen, django_assert_num_queries):
    anglers = make_actor("Lystfiskerne")
    with django_assert_num_queries(1):
        names = queries.names_of({karen.pk, anglers.pk, karen.actor_id})
    assert names == {karen.pk: "Karen", anglers.pk: "Lystfiskerne", karen.actor_id: "Karen"}


def test_said_by_leaves_out_what_the_reader_may_not_read(lene, unit):
    shown = make_challenge(by=lene, speaks_as=unit.pk)
    make_challenge(by=lene, speaks_as=unit.pk, audience="staff")
    hidden = make_challenge(by=lene, speaks_as=unit.pk)
    subjects.set_hidden(hidden.subject, timezone.now())
    assert queries.said_by(unit.actor, NOBODY) == [shown.subject]
    assert len(queries.said_by(unit.actor, viewer(lene))) == 2


def test_timeline_names_who_spoke(kurt, karen):
    challenge = make_challenge(by=karen)
    anglers = next(iter(viewer(kurt).speaks_for))
    make_perspective(challenge, by=kurt, speaks_as=anglers)
    assert [line.phrase for line in queries.timeline_of(challenge.subject, NOBODY)] == [
        "Engbæk Lystfiskerforening skrev under Det ser vi",
        "Karen rejste udfordringen",
    ]


def test_timeline_costs_the_same_however_much_happened(django_assert_num_queries):
    challenge = make_challenge()
    for _number in range(3):
        make_perspective(challenge)
    with django_assert_num_queries(2):
        assert len(queries.timeline_of(challenge.subject, NOBODY)) == 4


def test_timeline_of_a_limited_page_names_nobody_to_others(mette):
    challenge = make_challenge(by=mette, audience="staff")
    subjects.set_audience(challenge.subject, Audience.STAFF)
    assert queries.timeline_of(challenge.subject, NOBODY) == []


def test_everybody_who_works_here_can_be_chosen_by_name(karen, lene, mette, birthe, kurt):
    gone, blocked = (make_person(role="employee") for _number in range(2))
    Role.objects.filter(person=gone).update(until=clock.today() - DAY)
    Person.objects.filter(pk=blocked.pk).update(blocked_at=timezone.now())
    assert list(queries.staff()) == sorted((lene, mette, birthe), key=lambda person: person.name)
    assert not queries.staff().query.is_sliced  # whoever comes last by name is there however many there are
