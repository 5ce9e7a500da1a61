"""What stands in the way: told by anybody on the page where it is met, answered by the municipality, and counted."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspil.barriers import actions, queries
from samspil.barriers.models import Barrier
from samspil.barriers.queries import Filters
from samspil.challenges import actions as challenges
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import create_user_for, erase_person
from samspil.moderation import actions as moderation
from samspil.papers.gather import paper_of
from tests.effects.making import make_trial
from tests.factories import make_challenge, make_person, make_proposal, make_unit, viewer

pytestmark = pytest.mark.django_db
HABIT = {"kind": "habit", "body": "Vi plejer at planlægge en uge frem."}


def raised(about=None, by=None, **facts) -> Barrier:
    about = about or make_challenge()
    return actions.raise_barrier(by=viewer(by or make_person()), subject_id=about.pk, **{**HABIT, **facts})


def answered(barrier: Barrier, **facts) -> Barrier:
    facts = {"status": "tackled", "response": "Nu planlægger vi to dage frem.", **facts}
    return actions.respond_to_barrier(by=viewer(make_person(role="employee")), barrier_id=barrier.pk, **facts)


@pytest.mark.capability("C80")
def test_a_barrier_is_told_and_answered_on_the_page_where_it_is_met():
    challenge = make_challenge()
    barrier = raised(challenge)
    page = Client().get(reverse("challenges:page", args=[challenge.pk])).text
    assert "Vi plejer at planlægge en uge frem." in page
    assert "Ingen har svaret på det endnu." in page
    answered(barrier)
    page = Client().get(reverse("challenges:page", args=[challenge.pk])).text
    assert "Nu planlægger vi to dage frem." in page
    assert "Vi gør noget ved det" in page
    assert [entry.verb for entry in JournalEntry.objects.filter(subject=barrier.pk).order_by("pk")] == [
        "barriers.raised",
        "barriers.responded",
    ]


@pytest.mark.capability("C80")
def test_a_barrier_is_met_on_a_running_trial_too():
    trial = make_trial(make_proposal(make_challenge()))
    assert raised(trial).subject.context_id == trial.pk


def test_nobody_tells_where_it_goes_on_no_more():
    karen = make_person()
    challenge = make_challenge(by=karen)
    challenges.withdraw_challenge(by=viewer(karen), challenge_id=challenge.pk)
    with pytest.raises(Refused):
        raised(challenge, by=karen)


def test_a_barrier_is_not_met_on_other_pages_and_not_on_hidden_ones():
    with pytest.raises(Refused):
        raised(make_proposal(make_challenge()))
    unit = make_unit()
    mette = make_person(role="employee", scope=unit, member_of=unit.actor)
    with pytest.raises(NotFound):
        raised(make_challenge(by=mette, unit=unit, audience="unit"))
    for key in ("nonsense", uuid7()):
        with pytest.raises(NotFound):
            actions.raise_barrier(by=viewer(make_person()), subject_id=key, **HABIT)


def test_a_cpr_number_and_an_unknown_kind_are_stopped():
    with pytest.raises(ValidationError) as problem:
        raised(body="Min mor, 010150-1234, må ikke.")
    assert "body" in problem.value.error_dict
    with pytest.raises(ValidationError) as problem:
        raised(kind="nonsense")
    assert "kind" in problem.value.error_dict


def test_a_second_press_tells_it_once():
    challenge, karen, press = make_challenge(), make_person(), str(uuid7())
    first = raised(challenge, karen, request_id=press)
    assert raised(challenge, karen, request_id=press) == first
    assert Barrier.objects.count() == 1


def test_only_staff_answer_and_an_answer_says_something():
    barrier = raised()
    for person in (make_person(), make_person(role="councillor")):
        with pytest.raises(Refused):
            actions.respond_to_barrier(by=viewer(person), barrier_id=barrier.pk, status="gone", response="Væk.")
    for facts, field in (({"response": " "}, "response"), ({"status": "open"}, "status"), ({"status": "x"}, "status")):
        with pytest.raises(ValidationError) as problem:
            answered(barrier, **facts)
        assert field in problem.value.error_dict


def test_an_answer_over_an_older_page_is_stale():
    barrier = raised()
    version = barrier.version
    answered(barrier, expected_version=version)
    with pytest.raises(Stale):
        answered(barrier, expected_version=version)


def test_words_are_taken_back_by_whoever_told_them():
    karen = make_person()
    barrier = raised(by=karen)
    with pytest.raises(Refused):
        actions.withdraw_barrier(by=viewer(make_person(role="coordinator")), barrier_id=barrier.pk)
    gone = actions.withdraw_barrier(by=viewer(karen), barrier_id=barrier.pk)
    assert gone.body == gone.subject.title == ""
    assert not queries.barriers(NOBODY, Filters())


def test_erasing_leaves_what_somebody_answered():
    karen = make_person()
    alone, kept = raised(by=karen, body="Kun mine ord."), answered(raised(by=karen))
    erase_person(by=viewer(karen), person_id=karen.pk)
    alone.refresh_from_db()
    kept.refresh_from_db()
    assert (alone.body, kept.body) == ("", HABIT["body"])


def test_the_list_is_filtered_and_hides_what_is_hidden():
    habit, power = raised(), raised(kind="power", body="Ingen må sige ja.")
    answered(habit)
    assert list(queries.barriers(NOBODY, Filters(kind="power"))) == [power]
    assert list(queries.barriers(NOBODY, Filters(status="tackled"))) == [habit]
    assert list(queries.barriers(NOBODY, Filters(words="planlægge"))) == [habit]
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=power.pk, reason="Navn.")
    assert list(queries.barriers(NOBODY, Filters())) == [habit]
    page = Client().get("/barrierer/").text
    assert "Vi plejer" in page
    assert "Ingen må sige ja." not in page


def test_a_barrier_stands_on_the_paper_of_its_challenge():
    challenge = make_challenge()
    answered(raised(challenge))
    sections = {str(section.label): section.items for section in paper_of(challenge, NOBODY).sections}
    (item,) = sections["Det, der står i vejen"]
    assert item.text == HABIT["body"]
    assert item.parts[0].text == "Nu planlægger vi to dage frem."


def test_the_forms_lead_back_to_the_page():
    challenge, mette = make_challenge(), make_person(role="employee")
    client = Client()
    client.force_login(create_user_for(by=SYSTEM, person=mette))
    sent = client.post(reverse("barriers:raise", args=[challenge.pk]), HABIT, follow=True)
    barrier = Barrier.objects.get()
    assert sent.redirect_chain[-1][0].endswith(f"/udfordringer/{challenge.pk}/#s-{barrier.pk}")
    answer = {"status": "gone", "response": "Det gør vi ikke mere.", "expected_version": barrier.version}
    client.post(reverse("barriers:respond", args=[barrier.pk]), answer)
    barrier.refresh_from_db()
    assert (barrier.status, barrier.responded_by) == ("gone", mette)
    assert client.post(reverse("barriers:respond", args=[barrier.pk]), answer).status_code == 409
    client.post(reverse("barriers:withdraw", args=[barrier.pk]))
    barrier.refresh_from_db()
    assert barrier.withdrawn_at
