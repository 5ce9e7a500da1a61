"""While a trial runs: what must stand before it starts, the diary, more time, and how it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspil.challenges.chain import chain_of
from samspil.challenges.models import Stage
from samspil.codetermination.models import MedItem
from samspil.decisions.models import Decision
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.identity.contributing import confirm
from samspil.indicators.actions import add_indicator
from samspil.trials import actions
from samspil.trials.models import Status
from tests.factories import make_actor, make_challenge, make_person, make_proposal, viewer
from tests.trials.making import YES, evaluated, make_due, plan, plan_full, run

pytestmark = pytest.mark.django_db
END = {"reason": "Det gav ro.", "learning": "Begynd småt.", "interest": "none"}
WORDS = {"went": "Godt.", "users_said": "“Mere af det.”"}


@pytest.fixture
def running(kurt):
    """The anglers try, with nothing municipal in it."""
    anglers = kurt.memberships.get().actor
    return run(plan(make_proposal(make_challenge()), by=kurt, speaks_as=anglers.pk), kurt)


@pytest.fixture
def by_mette(mette, lene, unit):
    """Mette's trial in Lene's unit changes the tasks there; Lene has said yes."""
    trial = plan(make_proposal(make_challenge(unit=unit)), by=mette, unit_id=unit.pk, touches=["tasks"])
    return actions.approve_trial(by=viewer(lene), trial_id=trial.pk, **YES)


def discuss(trial, lene, phase):
    item = MedItem.objects.get(subject=trial.pk, phase=phase)
    committee = make_actor("MED") if item.committee is None else item.committee
    MedItem.objects.filter(pk=item.pk).update(
        discussed_on=clock.today(), noted_by=lene, noted_at=clock.now(), committee=committee, note="Drøftet."
    )


def test_nothing_starts_before_the_yes(mette, lene, unit):
    trial = plan(make_proposal(make_challenge(unit=unit)), by=mette, unit_id=unit.pk)
    with pytest.raises(Refused):
        actions.start_trial(by=viewer(mette), trial_id=trial.pk)


def test_starts_only_when_med_has_discussed_what_changes_for_staff(by_mette, mette, lene, sign_in):
    client = sign_in(mette)
    address = reverse("trials:start", args=[by_mette.pk])
    assert "MED skal drøfte det først" in client.get(address).text
    assert client.post(address, {"expected_version": ""}).status_code == 200  # by a direct POST, too
    by_mette.refresh_from_db()
    assert by_mette.status == Status.READY
    discuss(by_mette, lene, "start")
    assert client.post(address, {"expected_version": ""}).status_code == 302
    by_mette.refresh_from_db()
    assert by_mette.status == Status.RUNNING
    assert set(MedItem.objects.filter(subject=by_mette.pk).values_list("phase", flat=True)) == {"start", "adoption"}


@pytest.mark.capability("C34")
def test_full_trial_starts_with_something_to_measure_and_two_other_ways(karen):
    trial = plan_full(by=karen)
    with pytest.raises(ValidationError) as refused:
        actions.start_trial(by=viewer(karen), trial_id=trial.pk)
    assert len(refused.value.messages) == 1
    trial.alternatives.clear()
    with pytest.raises(ValidationError) as refused:
        actions.start_trial(by=viewer(karen), trial_id=trial.pk)
    assert len(refused.value.messages) == 2
    trial.alternatives.set([make_proposal(trial.proposal.challenge) for _ in range(2)])
    add_indicator(by=viewer(karen), subject_id=trial.pk, kind="loneliness")
    assert actions.start_trial(by=viewer(karen), trial_id=trial.pk).is_running


@pytest.mark.capability("C20")
def test_who_carries_it_delivers_and_the_challenge_moves_on(kurt):
    anglers, maker = kurt.memberships.get().actor, make_actor("Bådværftet", kind="company")
    trial = plan_full(by=kurt, speaks_as=anglers.pk)
    for actor, delivers in ((maker, True), (make_actor("Tilskuerne"), False)):
        actions.add_partner(
            by=viewer(kurt), trial_id=trial.pk, actor_id=actor.pk, role="Er med", interest="none", delivers=delivers
        )
    trial = run(trial, kurt)
    challenge = trial.proposal.challenge
    challenge.refresh_from_db()
    assert (challenge.stage, challenge.next_on) == (Stage.TRIAL, trial.ends_on)
    for subject in (trial.subject, trial.proposal.subject, challenge.subject):
        assert chain_of(subject, NOBODY).steps[2].names == [anglers.name, "Bådværftet"]


def test_strangers_do_not_start_it(kurt, karen):
    trial = plan(make_proposal(make_challenge()), by=kurt)
    for by in (viewer(karen), NOBODY):
        with pytest.raises(Refused):
            actions.start_trial(by=by, trial_id=trial.pk)
    with pytest.raises(Stale):
        actions.start_trial(by=viewer(kurt), trial_id=trial.pk, expected_version=99)


# --- diary ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["user", "relative", "staff", "partner"])
def test_diary_says_from_whose_side_it_is(running, karen, side):
    entry = actions.write_diary(by=viewer(karen), trial_id=running.pk, side=side, body="Far lo i dag.")
    assert (entry.side, entry.actor, entry.subject.context_id) == (side, karen.actor, running.pk)


def test_guest_and_staff_on_behalf_write_in_the_diary(running, mette):
    address = reverse("trials:diary", args=[running.pk])
    data = {"side": "user", "body": "Jeg sov godt.", "guest_name": "Ole", "guest_email": "ole@engbaek.example"}
    assert "ole@engbaek.example" in Client().post(address, data).text
    entry = confirm(OneTimeLink.objects.get(purpose="contribute"))
    assert (entry.body, entry.speaker) == ("Jeg sov godt.", "Ole")
    told = actions.write_diary(
        by=viewer(mette),
        trial_id=running.pk,
        side="user",
        body="Det var hyggeligt.",
        behalf={"name": "Agnes", "function": "beboer", "channel": "phone"},
    )
    assert (told.speaker, told.entered_by) == ("Agnes", mette)


def test_diary_refuses_what_makes_no_sense(running, karen):
    by = viewer(karen)
    with pytest.raises(ValidationError):
        actions.write_diary(by=by, trial_id=running.pk, side="boss", body="Hej")
    with pytest.raises(ValidationError):
        actions.write_diary(by=by, trial_id=running.pk, side="user", body="Om 010190-1234.")
    with pytest.raises(Refused):
        actions.write_diary(by=NOBODY, trial_id=running.pk, side="user", body="Hej")
    with pytest.raises(NotFound):
        actions.write_diary(by=by, trial_id="forged", side="user", body="Hej")
    ready = plan(make_proposal(make_challenge()), by=karen)
    with pytest.raises(Refused):
        actions.write_diary(by=by, trial_id=ready.pk, side="user", body="Hej")


def test_diary_words_are_taken_back_by_their_author_alone(running, karen, kurt):
    entry = actions.write_diary(by=viewer(karen), trial_id=running.pk, side="relative", body="Far lo.")
    with pytest.raises(Refused):
        actions.withdraw_diary(by=viewer(kurt), entry_id=entry.pk)
    assert actions.withdraw_diary(by=viewer(karen), entry_id=entry.pk).body == ""


# --- more time --------------------------------------------------------------------------------------------------------


def test_more_time_takes_a_reason_and_the_right(running, kurt, karen):
    longer = running.ends_on + timedelta(days=14)
    with pytest.raises(Refused):
        actions.extend_trial(by=viewer(karen), trial_id=running.pk, ends_on=longer, reason="Mere")
    for facts, field in (({"reason": ""}, "reason"), ({"ends_on": running.ends_on}, "ends_on")):
        with pytest.raises(ValidationError) as refused:
            actions.extend_trial(by=viewer(kurt), trial_id=running.pk, **{"ends_on": longer, "reason": "Vejr", **facts})
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError):  # no longer light
        actions.extend_trial(
            by=viewer(kurt), trial_id=running.pk, ends_on=running.ends_on + timedelta(weeks=20), reason="Vejr"
        )
    trial = actions.extend_trial(by=viewer(kurt), trial_id=running.pk, ends_on=longer, reason="Det regnede.")
    assert (trial.ends_on, trial.extensions.get().ended_on) == (longer, running.ends_on)


# --- the end ----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C77")
def test_stop_is_a_result_with_its_learning(running, kurt, karen):
    make_due(running)
    actions.write_diary(by=viewer(karen), trial_id=running.pk, side="relative", body="Det blæste.")  # now she follows
    trial = actions.conclude_trial(by=viewer(kurt), trial_id=running.pk, outcome="stop", **END, **WORDS)
    assert (trial.status, trial.outcome, trial.practice) == (Status.CONCLUDED, "stop", None)
    page = Client().get(reverse("trials:page", args=[trial.pk])).text
    assert "Vi prøvede. Det virkede ikke som håbet. Det lærte vi:" in page
    assert "Begynd småt." in page
    letter = OutgoingMail.objects.filter(to=karen.email).latest("pk")
    assert "Begynd småt." in letter.text
    challenge = trial.proposal.challenge
    challenge.refresh_from_db()
    assert challenge.stage == Stage.PROPOSALS


@pytest.mark.parametrize("outcome", ["adopt", "adapt"])
def test_adopted_is_a_practice_of_those_who_carried_it(running, kurt, outcome):
    trial = actions.conclude_trial(by=viewer(kurt), trial_id=running.pk, outcome=outcome, **END, **WORDS)
    assert trial.practice.actor == trial.actor
    assert trial.practice.tried_as == trial.subject
    challenge = trial.proposal.challenge
    challenge.refresh_from_db()
    assert challenge.stage == Stage.PRACTICE


def test_one_person_alone_makes_no_practice(karen):
    trial = run(plan(make_proposal(make_challenge()), by=karen), karen)
    with pytest.raises(ValidationError) as refused:
        actions.conclude_trial(by=viewer(karen), trial_id=trial.pk, outcome="adopt", **END, **WORDS)
    assert list(refused.value.message_dict) == ["outcome"]


def test_nobody_makes_a_units_practice_by_writing_it_on_as_a_partner(karen, unit):
    """Only the unit's leader takes something into use there (rule of power 1)."""
    trial = plan(make_proposal(make_challenge()), by=karen)
    facts = {"role": "Bærer det videre", "interest": "none", "delivers": True}
    actions.add_partner(by=viewer(karen), trial_id=trial.pk, actor_id=unit.pk, **facts)
    run(trial, karen)
    with pytest.raises(ValidationError) as refused:
        actions.conclude_trial(by=viewer(karen), trial_id=trial.pk, outcome="adopt", **END, **WORDS)
    assert list(refused.value.message_dict) == ["outcome"]
    anglers = make_actor()
    actions.add_partner(by=viewer(karen), trial_id=trial.pk, actor_id=anglers.pk, **facts)
    trial = actions.conclude_trial(by=viewer(karen), trial_id=trial.pk, outcome="adopt", **END, **WORDS)
    assert (trial.practice.actor, trial.practice.unit) == (anglers, None)


@pytest.mark.parametrize("name", ["learning", "went", "users_said"])
def test_light_trial_ends_with_what_was_learnt_and_what_users_said(running, kurt, name):
    with pytest.raises(ValidationError) as refused:
        actions.conclude_trial(by=viewer(kurt), trial_id=running.pk, outcome="stop", **{**END, **WORDS, name: ""})
    assert list(refused.value.message_dict) == [name]


def test_full_trial_is_not_concluded_before_the_evaluation_with_the_users_voice(karen, sign_in):
    trial = run(plan_full(by=karen), karen)
    address, client = reverse("trials:conclude", args=[trial.pk]), sign_in(karen)
    assert "Brugerne skal have sagt deres" in client.get(address).text
    client.post(address, {"outcome": "stop", **END})
    trial.refresh_from_db()
    assert trial.status == Status.RUNNING
    evaluated(trial)
    assert client.post(address, {"outcome": "stop", **END}).status_code == 302


def test_evaluation_from_before_it_began_concludes_nothing(karen):
    trial = plan_full(by=karen)
    evaluated(trial)
    trial = run(trial, karen)
    with pytest.raises(ValidationError):
        actions.conclude_trial(by=viewer(karen), trial_id=trial.pk, outcome="stop", **END)


def test_daily_life_waits_for_med_and_stopping_does_not(by_mette, mette, lene):
    discuss(by_mette, lene, "start")
    trial = run(by_mette, mette)
    with pytest.raises(ValidationError) as refused:
        actions.conclude_trial(by=viewer(lene), trial_id=trial.pk, outcome="adopt", **END, **WORDS)
    assert list(refused.value.message_dict) == ["outcome"]
    discuss(trial, lene, "adoption")
    trial = actions.conclude_trial(by=viewer(lene), trial_id=trial.pk, outcome="adopt", **END, **WORDS)
    assert trial.practice.unit == trial.unit
    assert set(Decision.objects.filter(subject=trial.pk).values_list("matter", flat=True)) == {"approval", "conclusion"}


def test_only_who_has_the_right_concludes(by_mette, mette, lene, birthe, jens, sign_in):
    discuss(by_mette, lene, "start")
    trial = run(by_mette, mette)
    data = {"outcome": "stop", **END, **WORDS}
    for person in (mette, birthe, jens):  # who planned it, the coordinator, a councillor
        assert sign_in(person).post(reverse("trials:conclude", args=[trial.pk]), data).status_code == 403
    with pytest.raises(ValidationError):
        actions.conclude_trial(by=viewer(lene), trial_id=trial.pk, **{**data, "outcome": "forget"})
    assert actions.conclude_trial(by=viewer(lene), trial_id=trial.pk, **data).outcome == "stop"


@pytest.mark.capability("C77")
def test_facilitator_decides_nothing_even_where_civil_society_decides(kurt):
    anglers = kurt.memberships.get().actor
    trial = run(plan(make_proposal(make_challenge(host=kurt)), by=kurt, speaks_as=anglers.pk), kurt)
    with pytest.raises(Refused):
        actions.conclude_trial(by=viewer(kurt), trial_id=trial.pk, outcome="stop", **END, **WORDS)
    treasurer = make_person(member_of=anglers)
    assert actions.conclude_trial(by=viewer(treasurer), trial_id=trial.pk, outcome="stop", **END, **WORDS).outcome


def test_withdraw_ends_with_the_start(running, kurt):
    with pytest.raises(Refused):
        actions.withdraw_trial(by=viewer(kurt), trial_id=running.pk)
