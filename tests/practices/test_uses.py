"""Taking a practice into use: who decides, MED first, and stopping again."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from samspil.actors import actions as actors
from samspil.challenges.models import ChainLink
from samspil.codetermination.actions import note_discussion
from samspil.codetermination.models import MedItem
from samspil.decisions.models import Decision
from samspil.foundation import clock
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.practices import actions, queries
from samspil.practices.models import Use
from tests.factories import make_actor, make_challenge, make_person, make_unit, viewer
from tests.practices.building import REASON, adopt, leader_of, make_practice
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C09")
def test_leader_takes_it_into_use_in_the_own_unit_and_says_why(lene, unit):
    practice = make_practice()
    use = adopt(practice, by=lene, place=unit, adaptation="Vi gør det om fredagen.")
    assert (use.actor, use.unit, use.since, use.adaptation) == (
        unit.actor,
        unit,
        clock.today(),
        "Vi gør det om fredagen.",
    )
    decision = Decision.objects.get()
    assert (decision.subject, decision.matter, decision.outcome) == (practice.subject, "adoption", "adopt")
    assert (decision.unit, decision.by, decision.interest) == (unit, lene, "none")
    assert queries.living_at(unit.pk, NOBODY) == [use]
    assert ChainLink.objects.filter(subject=practice.subject, step="delivered", actor=unit.actor).exists()


@pytest.mark.parametrize("kind", ["association", "other_municipality"])
def test_association_or_another_municipality_decides_for_itself(kind):
    practice, place = make_practice(), make_actor(kind=kind)
    use = adopt(practice, place=place)
    assert (use.actor, use.unit) == (place, None)
    assert not Decision.objects.exists()
    with pytest.raises(Refused):
        adopt(practice, place=place, by=make_person())


@pytest.mark.parametrize("who", ["birthe", "mette", "jens", "karen"])
def test_neither_coordinator_employee_nor_councillor_decides_for_a_unit(who, unit, request):
    with pytest.raises(Refused):
        adopt(make_practice(), by=request.getfixturevalue(who), place=unit)
    assert not Decision.objects.exists()


def test_leader_of_another_department_is_refused_and_the_one_above_is_not(unit):
    practice = make_practice()
    with pytest.raises(Refused):
        adopt(practice, by=leader_of(make_unit()), place=unit)
    assert adopt(practice, by=leader_of(unit.parent), place=unit)


def test_host_of_its_challenge_does_not_decide(lene, unit):
    challenge = make_challenge(unit=unit, host=lene)
    practice = make_practice(challenge_id=challenge.pk)
    with pytest.raises(Refused):
        adopt(practice, by=lene, place=unit)


def test_leader_who_speaks_for_where_it_is_from_does_not_decide(lene, unit):
    club = make_actor()
    practice = make_practice(home=club)
    actors.add_member(by=SYSTEM, person=lene, actor=club, speaks_for=True)
    with pytest.raises(Refused):
        adopt(practice, by=lene, place=unit)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"interest": "small"}, "interest_note"),
        ({"interest": "big"}, "interest"),
        ({"adaptation": "Ring til 010203-1234"}, "adaptation"),
        ({"changes": ["everything"]}, "changes"),
        ({"since": date(1999, 1, 1)}, "since"),
        ({"amount": 25_001}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(facts, field, lene, unit):
    practice = make_practice()
    with pytest.raises(ValidationError) as problem:
        adopt(practice, by=lene, place=unit, **facts)
    assert field in getattr(problem.value, "error_dict", {"__all__": 1})
    assert Use.objects.filter(practice=practice).count() == 1


def test_once_at_a_time_and_again_after_a_stop(lene, unit):
    practice = make_practice()
    use = adopt(practice, by=lene, place=unit)
    with pytest.raises(ValidationError):
        adopt(practice, by=lene, place=unit)
    actions.stop_use(by=viewer(lene), use_id=use.pk, reason="Der kom for få.")
    assert adopt(practice, by=lene, place=unit)


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_up_what_is_taken_back_at_the_same_moment():
    for _time in range(4):
        home, other = make_actor(), make_actor()
        teller, taker = make_person(member_of=home), make_person(member_of=other)
        practice = make_practice(by=teller, home=home)
        raised = at_once(
            partial(actions.withdraw_practice, by=viewer(teller), practice_id=practice.pk),
            partial(actions.adopt_practice, by=viewer(taker), practice_id=practice.pk, actor_id=other.pk),
        )
        (problem,) = raised  # one of them was first
        assert isinstance(problem, ValidationError | NotFound | Refused)
        practice.refresh_from_db()
        assert practice.uses.filter(actor=other).exists() == (practice.withdrawn_at is None)


def test_what_begins_later_is_not_in_use_yet(lene, unit):
    practice = make_practice()
    use = adopt(practice, by=lene, place=unit, since=clock.today() + timedelta(days=30))
    assert not use.is_current
    assert queries.living_at(unit.pk, NOBODY) == []


# --- MED first (rule of power 5) --------------------------------------------------------------------------------------


@pytest.fixture
def med(db):
    return actors.add_body(by=SYSTEM, name="MED-udvalget", body_kind="med", powers=("discuss",))


def discuss(use, med):
    item = MedItem.objects.get(subject=use.subject)
    member = make_person(member_of=med.actor)
    note_discussion(by=viewer(member), item_id=item.pk, discussed_on=clock.today(), note="Punkt 4 i referatet.")


def test_what_changes_the_work_waits_for_med(lene, unit, med):
    practice = make_practice()
    use = adopt(practice, by=lene, place=unit, changes=["tasks"])
    assert use.waits
    assert not Decision.objects.exists()
    assert list(MedItem.objects.values_list("subject", "phase", "unit")) == [(use.pk, "adoption", unit.pk)]
    assert queries.living_at(unit.pk, NOBODY) == []
    begin = {"by": viewer(lene), "use_id": use.pk, **REASON}
    with pytest.raises(ValidationError):
        actions.begin_use(**begin)
    discuss(use, med)
    with pytest.raises(Refused):
        actions.begin_use(**(begin | {"by": viewer(make_person(role="coordinator"))}))
    actions.begin_use(**begin)
    use.refresh_from_db()
    assert use.is_current
    assert Decision.objects.get().outcome == "adopt"
    with pytest.raises(ValidationError):  # it waits for nothing any more
        actions.begin_use(**begin)


def test_nobody_says_that_nothing_changes_where_the_practice_says_so(lene, unit):
    practice = make_practice(changes=["staffing"])
    use = adopt(practice, by=lene, place=unit, changes=[])
    assert use.waits
    assert adopt(practice, place=make_actor()).is_current  # an association has no MED


def test_what_will_not_happen_leaves_the_agenda(lene, unit):
    use = adopt(make_practice(), by=lene, place=unit, changes=["environment"])
    actions.stop_use(by=viewer(lene), use_id=use.pk, reason="Vi venter til næste år.")
    assert not MedItem.objects.exists()
    use.refresh_from_db()
    assert (use.since, use.waits) == (None, False)


# --- in one's own way, and stopping -----------------------------------------------------------------------------------


def test_own_way_is_told_by_who_does_it(lene, unit, mette, birthe):
    use = adopt(make_practice(), by=lene, place=unit)
    edit = {"use_id": use.pk, "adaptation": "Vi synger først.", "expected_version": 1}
    for person in (mette, birthe):
        with pytest.raises(Refused):
            actions.edit_use(by=viewer(person), **edit)
    actions.edit_use(by=viewer(lene), **edit)
    with pytest.raises(Stale):
        actions.edit_use(by=viewer(lene), **edit)
    with pytest.raises(NotFound):
        actions.edit_use(by=viewer(lene), use_id="nej", adaptation="x")


def test_stopped_with_a_reason_and_off_the_chain(lene, unit):
    practice = make_practice()
    use = adopt(practice, by=lene, place=unit)
    stop = {"by": viewer(lene), "use_id": use.pk}
    for wrong in ({"reason": ""}, {"reason": "x", "until": clock.today() + timedelta(days=1)}):
        with pytest.raises(ValidationError):
            actions.stop_use(**stop, **wrong)
    with pytest.raises(ValidationError):
        actions.stop_use(**stop, reason="Før vi begyndte.", until=clock.today() - timedelta(days=9))
    actions.stop_use(**stop, reason="Der kom for få.", until=clock.today() - timedelta(days=0))
    use.refresh_from_db()
    assert use.stop_reason == "Der kom for få."
    assert not ChainLink.objects.filter(subject=practice.subject, step="delivered", actor=unit.actor).exists()
    with pytest.raises(ValidationError):
        actions.stop_use(**stop, reason="Igen.")


@pytest.mark.capability("C08")
def test_idea_counts_as_innovation_only_while_somebody_does_it(lene, unit):
    practice = make_practice(by=lene, home=unit, since=clock.today() - timedelta(days=9))
    assert list(queries.in_use(NOBODY)) == [practice]
    use = practice.uses.get()
    actions.stop_use(by=viewer(lene), use_id=use.pk, reason="Færre kom.", until=clock.today() - timedelta(days=1))
    assert not queries.in_use(NOBODY).exists()
    assert list(queries.practices(NOBODY, queries.Filters(lives="stoppet"))) == [practice]
