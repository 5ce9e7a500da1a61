"""The leader's yes or no: who may say it, from the page and from the letter, and what silence comes to."""

import re
from datetime import timedelta

import pytest
import rules
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspil.decisions.models import Decision
from samspil.following.reminders import remind_owed
from samspil.foundation import clock, subjects
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.trials import actions, queries
from samspil.trials.models import Status, Trial
from tests.factories import make_actor, make_challenge, make_person, make_proposal, make_unit, viewer
from tests.trials.making import YES, plan, plan_full

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return make_person("Inger", kind="professional")


@pytest.fixture
def asked(mette, lene, unit, host):
    """Mette asks Lene; Inger holds the page."""
    return plan(make_proposal(make_challenge(unit=unit, host=host)), by=mette, unit_id=unit.pk)


def letter_path(person, word="ja"):
    letter = OutgoingMail.objects.filter(to=person.email).latest("pk")
    return re.search(rf"https?://[^/]+(/ja-eller-nej/\S+)\?valg={word}", letter.text).group(1)


def test_yes_makes_it_ready_and_is_a_decision(asked, lene, mette):
    trial = actions.approve_trial(by=viewer(lene), trial_id=asked.pk, **YES)
    assert (trial.status, bool(trial.approved_at)) == (Status.READY, True)
    decision = Decision.objects.get(subject=trial.pk)
    assert (decision.matter, decision.outcome, decision.by) == ("approval", "yes", lene)
    with pytest.raises(Refused):  # it was answered
        actions.refuse_trial(by=viewer(lene), trial_id=asked.pk, **YES)


def test_unit_that_was_hidden_afterwards_is_not_named_at_its_yes(asked, unit, lene, client):
    actions.approve_trial(by=viewer(lene), trial_id=asked.pk, **YES)
    path = reverse("trials:page", args=[asked.pk])
    assert client.get(path).text.count(unit.actor.name) >= 2  # as the unit, and at the decision
    subjects.set_hidden(unit.actor.subject, clock.now())
    assert unit.actor.name not in client.get(path).text


def test_no_comes_with_its_reason_and_the_plan_may_be_mended(asked, lene, mette):
    with pytest.raises(ValidationError) as refused:
        actions.refuse_trial(by=viewer(lene), trial_id=asked.pk, reason="", interest="none")
    assert "reason" in refused.value.message_dict
    actions.refuse_trial(by=viewer(lene), trial_id=asked.pk, reason="Ikke i ferien.", interest="none")
    actions.edit_trial(by=viewer(mette), trial_id=asked.pk, what="Efter ferien.")
    assert actions.ask_trial(by=viewer(mette), trial_id=asked.pk).status == Status.ASKED


def refused_people(request, unit, host):
    anglers = make_actor("Lystfiskerne")
    return anglers, {
        "host": host,
        "other leader": make_person("Ole", role="leader", scope=make_unit("Skoler"), amount=999_999),
        "coordinator": make_person("Birthe", role="coordinator"),
        "administrator": make_person("Anders", role="administrator"),
        "councillor": make_person("Jens", role="councillor"),
        "employee": make_person("Mads", role="employee", scope=unit),
        "visitor": None,
    }


def test_nobody_else_decides_by_a_direct_post(asked, unit, host, sign_in, request):
    """Host, leader elsewhere, coordinator, councillor: rules of power 1 and 2."""
    _anglers, people = refused_people(request, unit, host)
    data = {"answer": "ja", "expected_version": asked.version, **YES}
    for who, person in people.items():
        client = sign_in(person) if person else Client()
        assert client.post(reverse("trials:answer", args=[asked.pk]), data).status_code == 403, who
        with pytest.raises(Refused):
            actions.approve_trial(by=viewer(person) if person else NOBODY, trial_id=asked.pk, **YES)
    asked.refresh_from_db()
    assert asked.status == Status.ASKED
    assert not Decision.objects.exists()


def test_leader_who_hosts_or_speaks_for_a_partner_does_not_decide(unit, lene, mette):
    trial = plan(make_proposal(make_challenge(unit=unit, host=lene)), by=mette, unit_id=unit.pk)
    with pytest.raises(Refused):
        actions.approve_trial(by=viewer(lene), trial_id=trial.pk, **YES)
    anglers = make_actor("Lystfiskerne")
    chair = make_person("Anne", role="leader", scope=unit.parent, amount=99_000, member_of=anglers)
    trial = plan_full(by=make_person(member_of=anglers), speaks_as=anglers.pk, unit_id=unit.pk, needs_premises=True)
    with pytest.raises(Refused):
        actions.approve_trial(by=viewer(chair), trial_id=trial.pk, **YES)
    assert actions.approve_trial(by=viewer(lene), trial_id=trial.pk, **YES).status == Status.READY


def test_leader_decides_within_the_amount(unit, lene, mette):
    trial = plan_full(by=mette, unit_id=unit.pk, needs_money=True, cost=25_001)
    with pytest.raises(ValidationError):
        actions.approve_trial(by=viewer(lene), trial_id=trial.pk, **YES)


def test_stale_answer_is_refused(asked, lene, mette):
    actions.edit_trial(by=viewer(mette), trial_id=asked.pk, what="Noget andet.")
    with pytest.raises(Stale):
        actions.approve_trial(by=viewer(lene), trial_id=asked.pk, expected_version=1, **YES)


# --- from the letter --------------------------------------------------------------------------------------------------


@pytest.mark.capability("C37")
def test_leader_says_yes_from_the_letter(asked, lene):
    path, client = letter_path(lene), Client()
    page = client.get(f"{path}?valg=ja")
    assert page.status_code == 200
    assert "checked" in page.text
    asked.refresh_from_db()
    assert asked.status == Status.ASKED  # opening changes nothing
    done = client.post(path, {"answer": "ja", **YES})
    assert "Du har sagt ja" in done.text
    asked.refresh_from_db()
    assert asked.status == Status.READY
    assert client.post(path, {"answer": "nej", **YES}).status_code == 410
    assert client.get(path).status_code == 410


def test_question_from_the_letter_and_its_reply(asked, lene, mette, sign_in):
    path = letter_path(lene)
    assert "spørgsmål er sendt" in Client().post(path, {"answer": "spoerg", "reason": "Hvor mange?"}).text
    question = asked.questions.get()
    assert OutgoingMail.objects.filter(to=mette.email, text__contains="Hvor mange?").exists()
    client = sign_in(mette)
    address = reverse("trials:reply", args=[asked.pk, question.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"body": "Otte."}).status_code == 302
    question.refresh_from_db()
    assert question.reply == "Otte."
    assert "Otte." in OutgoingMail.objects.filter(to=lene.email).latest("pk").text
    assert client.get(address).status_code == 404  # it was told


def test_who_only_asks_states_no_interest(asked, lene, sign_in):
    """It is no decision; yes and no are, and then what was written stays."""
    client, path = sign_in(lene), reverse("trials:answer", args=[asked.pk])
    data = {"reason": "Hvor mange?", "expected_version": asked.version}
    for answer in ("ja", "nej"):
        page = client.post(path, {**data, "answer": answer})
        assert set(page.context["form"].errors) == {"interest"}
        assert "Hvor mange?" in page.text
    assert not asked.questions.exists()
    assert client.post(path, {**data, "answer": "spoerg"}).status_code == 302
    assert asked.questions.get().body == "Hvor mange?"
    assert not Decision.objects.exists()


def test_forged_or_used_link_opens_nothing(asked, lene):
    assert Client().get(reverse("trials:answer-by-link", args=["forged"])).status_code == 410
    path = letter_path(lene)
    actions.approve_trial(by=viewer(lene), trial_id=asked.pk, **YES)
    assert Client().get(path).status_code == 410


def test_link_of_somebody_who_leads_no_longer_answers_nothing(asked, lene):
    path = letter_path(lene)
    lene.roles.all().delete()
    assert Client().get(path).status_code == 403


# --- silence ----------------------------------------------------------------------------------------------------------


def later(days: int):
    return clock.at(clock.now().replace(hour=12) + timedelta(days=days))


def test_silence_goes_to_the_deputy_after_seven_days_and_is_shown(asked, lene, unit):
    above = make_person("Anne", role="leader", scope=unit.parent, amount=0)
    with later(8):
        remind_owed()
    asked.refresh_from_db()
    assert asked.deputy == above
    assert asked.status == Status.ASKED
    Trial.objects.filter(pk=asked.pk).update(answer_due=clock.today() - timedelta(days=1))
    page = Client().get(reverse("trials:page", args=[asked.pk])).text
    assert "Ubesvaret" in page
    assert "Sendt videre til Anne" in page
    assert actions.approve_trial(by=viewer(above), trial_id=asked.pk, **YES).status == Status.READY


def test_named_deputy_of_the_unit_may_answer_when_passed_on(asked, unit):
    mads = make_person("Mads", role="employee", scope=unit)
    with pytest.raises(Refused):
        actions.approve_trial(by=viewer(mads), trial_id=asked.pk, **YES)
    actions.pass_on_to_deputy(by=SYSTEM, trial_id=asked.pk, deputy_id=mads.pk)
    approved = actions.approve_trial(by=viewer(mads), trial_id=asked.pk, **YES)
    assert approved.status == Status.READY
    assert not rules.has_perm("decisions.decide", viewer(mads), approved.case()), "what comes of it is the leader's"


def test_host_and_planner_are_no_deputies(asked, host, mette, karen):
    for person in (host, mette, karen):
        with pytest.raises(ValidationError):
            actions.pass_on_to_deputy(by=SYSTEM, trial_id=asked.pk, deputy_id=person.pk)
    with pytest.raises(Refused):
        actions.pass_on_to_deputy(by=viewer(mette), trial_id=asked.pk, deputy_id=karen.pk)


@pytest.mark.capability("C37")
def test_question_that_nobody_answered_lapses_and_is_no_consent(asked, lene, mette, sign_in):
    with later(29):
        assert queries.owed_answers() == []
        asked.refresh_from_db()
        assert asked.is_lapsed
        page = sign_in(mette).get(reverse("trials:page", args=[asked.pk])).text
        assert "Bortfaldet uden svar" in page
        with pytest.raises(Refused):
            actions.approve_trial(by=viewer(lene), trial_id=asked.pk, **YES)
        with pytest.raises(Refused):
            actions.start_trial(by=viewer(mette), trial_id=asked.pk)
        again = actions.ask_trial(by=viewer(mette), trial_id=asked.pk)
        assert (again.status, again.is_lapsed) == (Status.ASKED, False)
