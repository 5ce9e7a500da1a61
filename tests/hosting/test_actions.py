"""Hosting: anybody taking part may hold the page, the turn goes round, and it gives no right to decide."""

from datetime import timedelta
from uuid import uuid4

import pytest

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.challenges.actions import change_stage
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.hosting import actions
from samspil.hosting.actions import (
    appoint_host,
    decline_hosting,
    hand_over,
    name_next_host,
    offer_to_host,
    rotate_hosts,
)
from samspil.proposals.actions import answer_proposal
from tests.factories import make_challenge, make_person, make_perspective, make_proposal, viewer
from tests.refusing import problems
from tests.states import CPR

pytestmark = pytest.mark.django_db


def letters(person) -> list[str]:
    return list(OutgoingMail.objects.filter(person=person.pk).order_by("pk").values_list("title", flat=True))


def test_host_is_appointed_by_the_coordinator_alone(karen, kurt, lene, jens, birthe):
    challenge = make_challenge(by=karen)
    for person in (karen, kurt, lene, jens):
        with pytest.raises(Refused):
            appoint_host(by=viewer(person), challenge_id=challenge.pk, person_id=person.pk)
    hosted = appoint_host(by=viewer(birthe), challenge_id=challenge.pk, person_id=kurt.pk, next_step="Vi mødes")
    assert (hosted.host, hosted.next_step, hosted.version) == (kurt, "Vi mødes", 2)
    assert hosted.host_until == clock.today() + timedelta(days=90)
    assert letters(kurt) == [f"Du er mødeleder: {challenge.question}"]


def test_host_keeps_the_next_step_that_stands(kurt, birthe):
    challenge = make_challenge()
    for next_step in ("Vi mødes", ""):
        appoint_host(by=viewer(birthe), challenge_id=challenge.pk, person_id=kurt.pk, next_step=next_step)
    assert Challenge.objects.get().next_step == "Vi mødes"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"person_id": uuid4}, "person_id"),
        ({"next_step": CPR}, "next_step"),
        ({"host_until": clock.today() - timedelta(days=1)}, "host_until"),
    ],
    ids=["nobody", "cpr", "past"],
)
def test_bad_appointment_is_refused(birthe, kurt, facts, field):
    facts = {name: value() if callable(value) else value for name, value in facts.items()}
    call = {"challenge_id": make_challenge().pk, "person_id": kurt.pk, **facts}
    assert problems(appoint_host, by=viewer(birthe), **call) == {field}


def test_who_was_only_written_down_cannot_host(birthe, mette):
    challenge = make_challenge()
    said = make_perspective(challenge, by=mette, behalf={"name": "Ole", "function": "enkemand", "channel": "phone"})
    call = {"challenge_id": challenge.pk, "person_id": said.author_id}
    assert problems(appoint_host, by=viewer(birthe), **call) == {"person_id"}


@pytest.mark.capability("C76")
def test_turn_goes_to_whoever_takes_part_and_offers(karen, kurt, jens):
    challenge = make_challenge(by=karen, host=karen)
    with pytest.raises(Refused):
        offer_to_host(by=viewer(kurt), challenge_id=challenge.pk)
    make_perspective(challenge, by=kurt)
    make_perspective(challenge, by=jens)
    assert offer_to_host(by=viewer(kurt), challenge_id=challenge.pk).next_host == kurt
    with pytest.raises(Refused):  # one at a time
        offer_to_host(by=viewer(jens), challenge_id=challenge.pk)
    with pytest.raises(Refused):  # before the turn is over
        hand_over(by=viewer(kurt), challenge_id=challenge.pk)
    handed = hand_over(by=viewer(karen), challenge_id=challenge.pk)
    assert (handed.host, handed.next_host, handed.host_until) == (kurt, None, clock.today() + timedelta(days=90))
    assert f"Den næste mødeleder er fundet: {challenge.question}" in letters(karen)
    assert f"Du er mødeleder: {challenge.question}" in letters(kurt)
    with pytest.raises(Refused):  # the page is not hers any more
        change_stage(by=viewer(karen), challenge_id=challenge.pk, stage="proposals", next_step="Nu", next_who="Alle")


def test_next_host_is_one_of_those_taking_part_and_may_say_no(karen, kurt, jens, birthe):
    challenge = make_challenge(by=karen, host=karen)
    call = {"by": viewer(karen), "challenge_id": challenge.pk}
    assert problems(name_next_host, **call, person_id=jens.pk) == {"person_id"}
    assert problems(name_next_host, **call, person_id=karen.pk) == {"person_id"}
    make_perspective(challenge, by=jens)
    name_next_host(**call, person_id=jens.pk)
    assert letters(jens) == [f"Din tur næste gang: {challenge.question}"]
    with pytest.raises(Refused):
        decline_hosting(by=viewer(kurt), challenge_id=challenge.pk)
    assert decline_hosting(by=viewer(jens), challenge_id=challenge.pk).next_host is None
    assert f"Find en anden mødeleder: {challenge.question}" in letters(karen)


def test_pressing_again_and_again_is_one_letter_a_day(karen, kurt):
    challenge = make_challenge(by=karen, host=karen)
    make_perspective(challenge, by=kurt)
    before = len(letters(karen))
    call = {"challenge_id": challenge.pk}
    for _number in range(3):
        offer_to_host(by=viewer(kurt), **call)
        decline_hosting(by=viewer(kurt), **call)
        name_next_host(by=viewer(karen), **call, person_id=kurt.pk)
        decline_hosting(by=viewer(kurt), **call)
    assert len(letters(karen)) == before + 2  # that he would, and that he would not
    assert letters(kurt).count(f"Din tur næste gang: {challenge.question}") == 1
    with clock.at(clock.now() + timedelta(days=1)):
        offer_to_host(by=viewer(kurt), **call)
    assert len(letters(karen)) == before + 3


def test_who_is_blocked_or_may_not_read_the_page_cannot_host(karen, kurt, mette, birthe):
    Person.objects.filter(pk=kurt.pk).update(blocked_at=clock.now())
    for challenge, person in ((make_challenge(), kurt), (make_challenge(by=mette, audience="staff"), karen)):
        call = {"challenge_id": challenge.pk, "person_id": person.pk}
        assert problems(appoint_host, by=viewer(birthe), **call) == {"person_id"}


def test_page_without_a_host_finds_one_among_those_taking_part(karen, kurt):
    challenge = make_challenge(by=karen)
    make_perspective(challenge, by=kurt)
    assert name_next_host(by=viewer(karen), challenge_id=challenge.pk, person_id=kurt.pk).next_host == kurt


def test_host_decides_nothing(karen, birthe):
    """Rule of power 2, also for a host who leads: hosting takes the right to answer away."""
    leader = make_person(role="leader")
    challenge = make_challenge(by=karen, host=leader)
    proposal = make_proposal(challenge)
    with pytest.raises(Refused):
        answer_proposal(by=viewer(leader), proposal_id=proposal.pk, outcome="forward", body="Ja.")


def test_turns_go_round_by_themselves(karen, kurt, jens):
    """Twice on the same day, and after it: one hand-over and one reminder, never two."""
    first, second = make_challenge(by=karen, host=karen), make_challenge(by=jens, host=jens)
    make_perspective(first, by=kurt)
    offer_to_host(by=viewer(kurt), challenge_id=first.pk)
    rotate_hosts()
    assert Challenge.objects.get(pk=first.pk).host == karen
    with clock.at(clock.now() + timedelta(days=91)):
        rotate_hosts()
        rotate_hosts()
    first.refresh_from_db()
    assert (first.host, first.next_host) == (kurt, None)
    assert JournalEntry.objects.filter(verb="hosting.handed_over").count() == 1
    assert letters(jens).count(f"Hvem er mødeleder nu? {second.question}") == 1


def test_one_who_says_no_at_that_moment_keeps_no_other_turn_waiting(karen, kurt, jens, monkeypatch):
    pages = [make_challenge(by=karen, host=karen) for _number in range(2)]
    for challenge, person in zip(pages, (kurt, jens), strict=True):
        make_perspective(challenge, by=person)
        offer_to_host(by=viewer(person), challenge_id=challenge.pk)

    def meanwhile(person):
        if person == kurt:
            decline_hosting(by=viewer(kurt), challenge_id=pages[0].pk)
        return viewer_of(person)

    monkeypatch.setattr(actions, "viewer_of", meanwhile)
    with clock.at(clock.now() + timedelta(days=91)):
        rotate_hosts()
    assert [Challenge.objects.get(pk=each.pk).host for each in pages] == [karen, jens]


def test_hidden_and_foreign_challenges_are_not_there(karen, mette):
    challenge = make_challenge(by=mette, audience="staff")
    for verb in (offer_to_host, decline_hosting, hand_over):
        with pytest.raises(NotFound):
            verb(by=viewer(karen), challenge_id=challenge.pk)
