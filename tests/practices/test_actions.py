"""Registering, editing and taking back a practice, and its chain."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.challenges.chain import chain_of
from samspil.challenges.models import ChainLink
from samspil.following.models import Announcement
from samspil.foundation import clock, search
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.moderation import actions as moderation
from samspil.practices import actions, queries
from samspil.practices.models import Practice
from tests.factories import make_actor, make_challenge, make_person, make_proposal, make_unit, viewer
from tests.practices.building import adopt, make_practice

pytestmark = pytest.mark.django_db
FACTS = {"title": "Kaffe kl. ti", "body": "Hver dag, ved det lange bord.", "theme": "older"}


def names(practice, step):
    chain = chain_of(practice.subject, NOBODY)
    return next(row.names for row in chain.steps if row.step == step)


def journalled(verb):
    return JournalEntry.objects.filter(verb=verb).count()


@pytest.mark.capability("C09")
def test_those_who_work_there_tell_what_they_do_well(mette, unit):
    by = viewer(mette)
    practice = actions.register_practice(by=by, home_id=unit.pk, cost_neutral="yes", **FACTS)
    assert (practice.actor, practice.unit, practice.author) == (unit.actor, unit, mette)
    use = practice.uses.get()
    assert (use.actor, use.unit, use.since) == (unit.actor, unit, clock.today())
    assert list(queries.in_use(NOBODY)) == [practice]
    assert names(practice, "delivered") == names(practice, "devised") == ["Hjemmeplejen Nord"]
    assert journalled("practices.registered") == 1
    assert list(search.find("lange bord", NOBODY)) == [practice.subject]


def test_association_tells_what_it_does(kurt):
    anglers = kurt.memberships.get().actor
    practice = actions.register_practice(by=viewer(kurt), home_id=anglers.pk, **FACTS)
    assert (practice.actor, practice.unit) == (anglers, None)
    assert practice.speaker == "Engbæk Lystfiskerforening"


@pytest.mark.parametrize("who", ["karen", "kurt", "jens"])
def test_nobody_speaks_for_a_unit_they_do_not_work_in(who, unit, request):
    with pytest.raises(Refused):
        actions.register_practice(by=viewer(request.getfixturevalue(who)), home_id=unit.pk, **FACTS)


def test_nobody_registers_for_somebody_elses_association_or_for_one_person(mette, kurt, unit):
    anglers = kurt.memberships.get().actor
    with pytest.raises(Refused):
        actions.register_practice(by=viewer(mette), home_id=anglers.pk, **FACTS)
    with pytest.raises((Refused, NotFound)):
        actions.register_practice(by=viewer(mette), home_id=mette.actor_id, **FACTS)
    with pytest.raises(NotFound):
        actions.register_practice(by=viewer(mette), home_id="hvem", **FACTS)


def test_employee_of_another_unit_is_refused(mette):
    with pytest.raises(Refused):
        actions.register_practice(by=viewer(mette), home_id=make_unit().pk, **FACTS)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": "Ring 010203-1234"}, "title"),
        ({"body": "x" * 3001}, "body"),
        ({"recipe": "Skriv til 010203-1234"}, "recipe"),
        ({"contact": "010203-1234"}, "contact"),
        ({"theme": ""}, "theme"),
        ({"cost_neutral": "perhaps"}, "cost_neutral"),
        ({"cost_neutral": "no"}, "cost_per_year"),
        ({"cost_neutral": "yes", "cost_per_year": 1}, "cost_per_year"),
        ({"cost_per_year": 100_000_001}, "cost_per_year"),
        ({"changes": ["everything"]}, "changes"),
        ({"delivers": ["nobody"]}, "delivers"),
        ({"audience": "named"}, "audience"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(facts, field, mette, unit):
    with pytest.raises(ValidationError) as problem:
        actions.register_practice(by=viewer(mette), home_id=unit.pk, **(FACTS | facts))
    assert set(problem.value.error_dict) == {field}
    assert not Practice.objects.exists()


def test_it_has_begun_already_and_is_looked_at_later(mette, unit):
    by, today = viewer(mette), clock.today()
    with pytest.raises(ValidationError):
        actions.register_practice(by=by, home_id=unit.pk, since=today + timedelta(days=1), **FACTS)
    with pytest.raises(ValidationError):
        actions.register_practice(by=by, home_id=unit.pk, look_again_on=today, **FACTS)
    practice = actions.register_practice(
        by=by, home_id=unit.pk, since=today - timedelta(days=400), look_again_on=today + timedelta(days=90), **FACTS
    )
    assert practice.follow_ups.get().person == mette


def test_second_press_makes_no_second_practice(mette, unit):
    again = {"request_id": "019a0000-0000-7000-8000-000000000001", "home_id": unit.pk, **FACTS}
    first, second = (actions.register_practice(by=viewer(mette), **again) for _number in range(2))
    assert first == second
    assert Practice.objects.count() == 1


def test_chain_is_carried_on_from_the_challenge_and_the_proposal(karen, kurt, mette, unit):
    anglers = kurt.memberships.get().actor
    challenge = make_challenge(by=karen, unit=unit)
    proposal = make_proposal(challenge, by=kurt, speaks_as=anglers.pk, delivers=[make_actor("Bådklubben").pk])
    practice = make_practice(by=mette, home=unit, proposal_id=proposal.pk)
    assert (practice.challenge, practice.subject.context) == (challenge, proposal.subject)
    assert names(practice, "identified") == ["Karen"]
    assert names(practice, "devised") == ["Engbæk Lystfiskerforening"]
    assert names(practice, "delivered") == ["Hjemmeplejen Nord"]  # the boat club would have; it does not
    spheres = ChainLink.objects.filter(subject=practice.subject).values_list("step", "sphere")
    assert ("devised", "civil_society") in spheres


def test_what_it_answers_must_be_open_and_readable(mette, unit, karen):
    proposal = make_proposal(unit=unit, by=karen)
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=proposal.pk, reason="Et navn.")
    with pytest.raises(NotFound):
        make_practice(by=mette, home=unit, proposal_id=proposal.pk)
    with pytest.raises(Refused):
        make_practice(by=mette, home=unit, challenge_id=make_challenge(by=mette, is_draft=True).pk)


def test_only_staff_limit_who_sees_it(mette, kurt, unit):
    practice = make_practice(by=mette, home=unit, audience="unit")
    assert not queries.practices(viewer(kurt)).exists()
    assert list(queries.practices(viewer(mette))) == [practice]
    with pytest.raises(ValidationError):
        make_practice(by=kurt, home=kurt.memberships.get().actor, audience="staff")


def test_what_it_answers_decides_who_reads_it(mette, karen, unit):
    challenge = make_challenge(by=mette, unit=unit, audience="staff")
    practice = make_practice(by=mette, home=unit, challenge_id=challenge.pk)
    assert not practice.subject.readable_by(viewer(karen))
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=challenge.pk, reason="Et navn.")
    assert not queries.in_use(viewer(mette)).exists()


def test_edited_with_a_history_and_never_over_somebody_elses_text(mette, lene, unit):
    practice = make_practice(by=mette, home=unit)
    actions.edit_practice(by=viewer(lene), practice_id=practice.pk, expected_version=1, title="Kaffe kl. elleve")
    with pytest.raises(Stale):
        actions.edit_practice(by=viewer(mette), practice_id=practice.pk, expected_version=1, title="Te")
    practice.refresh_from_db()
    assert practice.subject.title == practice.uses.get().subject.title == "Kaffe kl. elleve"
    change = queries.changes_of(practice)[0]
    assert change.who == "Lene Dahlgaard"
    assert change.fields[0][2] == "Kaffe kl. elleve"
    with pytest.raises(TypeError):
        actions.edit_practice(by=viewer(mette), practice_id=practice.pk, challenge="x")


@pytest.mark.parametrize("who", ["karen", "kurt", "jens"])
def test_others_neither_edit_nor_withdraw(who, request):
    practice, by = make_practice(), viewer(request.getfixturevalue(who))
    for verb in (actions.edit_practice, actions.withdraw_practice):
        with pytest.raises(Refused):
            verb(by=by, practice_id=practice.pk)


def test_taken_back_only_while_nobody_else_does_it(lene, unit):
    practice = make_practice(by=lene, home=unit)
    use = adopt(practice)
    with pytest.raises(ValidationError):
        actions.withdraw_practice(by=viewer(lene), practice_id=practice.pk)
    actions.stop_use(by=viewer(use.author), use_id=use.pk, reason="Lokalet er lukket.")
    actions.withdraw_practice(by=viewer(lene), practice_id=practice.pk)
    assert not queries.practices(viewer(lene)).exists()
    assert not ChainLink.objects.filter(subject=practice.subject).exists()
    assert not search.find("spisning", viewer(lene)).exists()
    with pytest.raises(Refused):
        actions.withdraw_practice(by=viewer(lene), practice_id=practice.pk)


def test_those_who_follow_the_challenge_hear_of_it(karen, mette, unit):
    challenge = make_challenge(by=karen, unit=unit)
    make_practice(by=mette, home=unit, challenge_id=challenge.pk)
    assert Announcement.objects.filter(news="stage", template="following/mail/news.txt").count() == 1


def test_hidden_and_forged_are_not_found(mette, unit):
    practice = make_practice(by=mette, home=unit)
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=practice.pk, reason="Et navn.")
    for pk in (practice.pk, "nej", None):
        with pytest.raises(NotFound):
            actions.edit_practice(by=viewer(mette), practice_id=pk, title="x")


def test_database_keeps_a_units_practice_at_its_unit(unit):
    practice = make_practice(home=unit)
    practice.unit = make_unit()
    with pytest.raises(Exception, match="practice_unit_is_home"):
        practice.save()
