"""Planning: what makes a trial light, what a full one needs, who is asked, and drafts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse

from samspil.codetermination.models import MedItem
from samspil.decisions.models import Decision
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.proposals.actions import withdraw_proposal
from samspil.trials import actions
from samspil.trials.models import Status, Trial
from tests.factories import make_actor, make_challenge, make_person, make_proposal, make_unit, viewer
from tests.trials.making import FULL, LIGHT, plan, plan_full

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(unit):
    return make_proposal(make_challenge(unit=unit), title="Ét bord")


def test_what_needs_nothing_municipal_is_ready_at_once(proposal, kurt):
    anglers = kurt.memberships.get().actor
    trial = plan(proposal, by=kurt, speaks_as=anglers.pk)
    assert (trial.status, trial.actor, trial.answerer) == (Status.READY, anglers, None)
    assert (trial.subject.context_id, trial.subject.root_id) == (proposal.pk, proposal.challenge_id)
    assert not Decision.objects.exists()


@pytest.mark.capability("C37")
def test_employee_needs_one_yes_from_the_units_leader_within_a_week(proposal, mette, lene, unit):
    trial = plan(proposal, by=mette, unit_id=unit.pk)
    assert (trial.status, trial.answerer, trial.needs_staff) == (Status.ASKED, lene, True)
    assert clock.today() < trial.answer_due <= clock.today() + timedelta(days=9)
    letter = OutgoingMail.objects.get(to=lene.email)
    assert "valg=ja" in letter.text
    assert "valg=nej" in letter.text
    assert "valg=spoerg" in letter.text


def test_employee_names_the_unit(proposal, mette):
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=mette)
    assert "unit_id" in refused.value.message_dict


def test_leader_who_plans_in_the_own_unit_says_yes_with_it(proposal, lene, unit):
    trial = plan(proposal, by=lene, unit_id=unit.pk, interest="none")
    assert trial.status == Status.READY
    assert trial.approved_at
    assert Decision.objects.get(subject=trial.pk).by == lene
    assert plan(proposal, by=lene, unit_id=unit.pk).status == Status.ASKED  # without the statement, no decision


def test_leader_elsewhere_decides_nothing_by_planning(proposal, unit, lene):
    other = make_person("Ole", role="leader", scope=make_unit("Skoler"), amount=90_000)
    trial = plan_full(by=other, unit_id=unit.pk, interest="none", needs_premises=True)
    assert (trial.status, trial.answerer) == (Status.ASKED, lene)


def test_more_than_the_leader_may_spend_goes_to_the_leader_above(proposal, mette, lene, unit):
    above = make_person("Anne", role="leader", scope=unit.parent, amount=500_000)
    trial = plan_full(by=mette, unit_id=unit.pk, needs_money=True, cost=90_000)
    assert trial.answerer == above


def test_what_the_municipality_carries_costs_its_money_whatever_is_ticked(lene, unit):
    with pytest.raises(ValidationError):  # Lene decides up to 25.000
        plan_full(by=lene, unit_id=unit.pk, cost=90_000, interest="none")
    trial = plan_full(by=lene, unit_id=unit.pk, cost=90_000)
    assert (trial.needs_money, trial.case().amount, trial.answerer) == (True, 90_000, None)


def test_host_owes_no_answer(lene, unit, mette):
    challenge = make_challenge(unit=unit, host=lene)
    assert plan(make_proposal(challenge), by=mette, unit_id=unit.pk).answerer is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": clock.today() + timedelta(weeks=13)}, "ends_on"),
        ({"cost": 10_001}, "cost"),
        ({"is_reversible": False}, "is_reversible"),
        ({"uses_personal_data": True}, "uses_personal_data"),
        ({"changes_care": True}, "changes_care"),
        ({"touches": ["staffing"]}, "touches"),
    ],
)
@pytest.mark.capability("C37")
def test_light_trial_that_is_not_light_says_why(proposal, karen, facts, field):
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=karen, **facts)
    assert list(refused.value.message_dict) == [field]


@override_settings(LIGHT_TRIAL_WEEKS=2, LIGHT_TRIAL_COST=100)
def test_the_limits_are_settings(proposal, karen):
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=karen, cost=101)
    assert set(refused.value.message_dict) == {"ends_on", "cost"}


def test_light_trial_stays_in_the_own_unit(proposal, mette):
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=mette, unit_id=make_unit("Skoler").pk)
    assert "unit_id" in refused.value.message_dict


@pytest.mark.parametrize("name", ["what", "who", "noticing", "reason", "starts_on", "ends_on"])
def test_light_trial_says_what_who_until_when_and_how(proposal, karen, name):
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=karen, **{name: "" if name in LIGHT else None})
    assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize(
    "name",
    ["believe", "leads_to", "seen_by", "who", "reason", "competences_needed", "competences_present", "users_part"],
)
@pytest.mark.capability("C78")
def test_full_trial_needs_its_sentence_its_competences_and_the_users_part(karen, name):
    with pytest.raises(ValidationError) as refused:
        plan_full(by=karen, **{name: ""})
    assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize("ways", [0, 1])
@pytest.mark.capability("C34")
@pytest.mark.capability("C01")
def test_full_trial_needs_two_ways_besides_todays_practice(karen, ways):
    with pytest.raises(ValidationError) as refused:
        plan_full(by=karen, ways=ways)
    assert list(refused.value.message_dict) == ["alternatives"]


@pytest.mark.parametrize(
    ("ways", "written", "is_enough"),
    [
        (0, "En anden medicinæske\nEt opkald hver aften", True),
        (1, "- Et opkald hver aften", True),
        (0, "Et opkald hver aften\n et opkald, hver aften. ", False),
        (1, "Som i dag", False),
        (1, "Det, vi gør i dag.\n\n- ", False),
    ],
)
@pytest.mark.capability("C34")
@pytest.mark.capability("C01")
def test_a_way_may_be_told_in_words_and_todays_practice_is_none(karen, ways, written, is_enough):
    if is_enough:
        assert plan_full(by=karen, ways=ways, ways_in_words=written).status == Status.READY
        return
    with pytest.raises(ValidationError) as refused:
        plan_full(by=karen, ways=ways, ways_in_words=written)
    assert list(refused.value.message_dict) == ["alternatives"]


def test_a_way_that_was_taken_back_is_none(karen):
    trial = plan_full(by=karen, is_draft=True)
    way = trial.alternatives.first()
    withdraw_proposal(by=viewer(way.author), proposal_id=way.pk)
    with pytest.raises(ValidationError) as refused:
        actions.ask_trial(by=viewer(karen), trial_id=trial.pk)
    assert list(refused.value.message_dict) == ["alternatives"]


def test_the_other_ways_are_of_the_same_challenge(proposal, karen):
    elsewhere = [make_proposal(make_challenge()).pk, make_proposal(make_challenge()).pk]
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=karen, scale="full", alternatives=elsewhere)
    assert list(refused.value.message_dict) == ["alternatives"]


@pytest.mark.capability("C07")
def test_cost_and_whether_it_costs_more_are_told(karen):
    trial = plan_full(by=karen, cost=40_000, cost_neutral="no")
    assert (trial.cost, trial.cost_neutral) == (40_000, "no")
    assert plan_full(by=karen).cost_neutral == "unknown"
    with pytest.raises(ValidationError) as refused:
        plan_full(by=karen, cost_neutral="maybe")
    assert "cost_neutral" in refused.value.message_dict


@pytest.mark.capability("C91")
def test_all_that_is_wrong_is_told_at_once(karen):
    wrong = {
        "believe": " ",
        "who": "Fru 010190-1234",
        "ends_on": clock.today() - timedelta(days=1),
        "cost": -1,
        "alternatives": ["x"],
        "sponsor_id": "x",
    }
    challenge = make_challenge()
    with pytest.raises(ValidationError) as refused:
        plan(make_proposal(challenge, degree="radical"), by=karen, scale="full", **wrong)
    assert set(refused.value.message_dict) == {*wrong, "horizon_on"}
    draft = plan_full(by=karen, is_draft=True)
    with pytest.raises(ValidationError) as refused:
        actions.edit_trial(by=viewer(karen), trial_id=draft.pk, **{**wrong, "believe": "Noget"})
    assert set(refused.value.message_dict) == {"who", "ends_on", "cost", "alternatives", "sponsor_id"}


def test_leader_who_says_yes_with_the_plan_hears_of_all_at_once(proposal, lene, unit, sign_in):
    path = reverse("trials:plan", args=[proposal.pk])
    page = sign_in(lene).post(path, {"title": "Ét bord", "interest": "small", "unit_id": str(unit.pk), "cost": "0"})
    assert {"what", "starts_on", "interest_note"} <= set(page.context["form"].errors)


@pytest.mark.parametrize("name", ["plan", "plan-full"])
def test_a_statement_is_asked_only_where_a_yes_is_given(proposal, lene, unit, sign_in, name):
    days = {"starts_on": f"{clock.today()}", "ends_on": f"{clock.today() + timedelta(weeks=2)}"}
    typed = {"title": "Ét bord", "cost": "0", "unit_id": str(unit.pk), "interest": "small", **days, **LIGHT, **FULL}
    ways = {"ways_in_words": "Et langt bord\nTo små borde"}
    staff, path = sign_in(lene), reverse(f"trials:{name}", args=[proposal.pk])
    asked = staff.post(path, {**typed, **ways})
    assert set(asked.context["form"].errors) == {"interest_note"}
    if name == "plan-full":  # a draft waits for it
        assert staff.post(path, {**typed, "is_draft": "1"}).status_code == 302
    told = {"behalf_name": "Asta", "behalf_channel": "phone", "behalf_function": "nabo"}
    assert staff.post(path, {**typed, **ways, **told}).status_code == 302  # nothing of the municipality's is in it
    assert Trial.objects.get(entered_by=lene).actor.name == "Asta"


def test_something_radical_has_a_sponsor_beyond_the_unit_and_a_horizon(karen, unit, lene):
    far = clock.today() + timedelta(days=700)
    with pytest.raises(ValidationError) as refused:
        plan_full(by=karen, degree="radical")
    assert set(refused.value.message_dict) == {"sponsor_id", "horizon_on"}
    for wrong in (lene.pk, karen.pk):  # the unit's own leader, and nobody's leader
        with pytest.raises(ValidationError) as refused:
            plan_full(by=karen, degree="radical", unit_id=unit.pk, sponsor_id=wrong, horizon_on=far)
        assert list(refused.value.message_dict) == ["sponsor_id"]
    above = make_person("Anne", role="leader", scope=unit.parent)
    with pytest.raises(ValidationError) as refused:
        plan_full(by=karen, degree="radical", unit_id=unit.pk, sponsor_id=above.pk, horizon_on=clock.today())
    assert list(refused.value.message_dict) == ["horizon_on"]
    trial = plan_full(by=karen, degree="radical", unit_id=unit.pk, sponsor_id=above.pk, horizon_on=far)
    assert (trial.sponsor, trial.horizon_on) == (above, far)
    with pytest.raises(ValidationError) as refused:  # nor by moving it to the sponsor's own unit
        actions.edit_trial(by=viewer(karen), trial_id=trial.pk, unit_id=unit.parent_id)
    assert list(refused.value.message_dict) == ["sponsor_id"]


def test_draft_waits_until_it_is_whole(karen):
    trial = plan_full(by=karen, ways=2, is_draft=True, users_part="")
    assert (trial.status, trial.asked_at) == (Status.DRAFT, None)
    with pytest.raises(ValidationError) as refused:
        actions.ask_trial(by=viewer(karen), trial_id=trial.pk)
    assert list(refused.value.message_dict) == ["users_part"]
    actions.edit_trial(by=viewer(karen), trial_id=trial.pk, users_part="De skriver selv.")
    assert actions.ask_trial(by=viewer(karen), trial_id=trial.pk).status == Status.READY


def test_work_that_changes_is_on_meds_agenda_from_the_plan_on(proposal, mette, lene, unit):
    trial = plan(proposal, by=mette, unit_id=unit.pk, touches=["tasks"])
    assert [item.why for item in MedItem.objects.filter(subject=trial.pk)] == [["tasks"]]
    actions.withdraw_trial(by=viewer(mette), trial_id=trial.pk)
    assert not MedItem.objects.exists()


def test_edit_asks_anew_only_when_what_is_asked_for_changes(proposal, mette, lene, unit):
    trial = plan(proposal, by=mette, unit_id=unit.pk)
    actions.edit_trial(by=viewer(mette), trial_id=trial.pk, what="Vi spiser ude.")
    assert OutgoingMail.objects.filter(to=lene.email).count() == 1
    trial.refresh_from_db()
    assert (trial.status, trial.what) == (Status.ASKED, "Vi spiser ude.")
    with pytest.raises(Stale):
        actions.edit_trial(by=viewer(mette), trial_id=trial.pk, what="Nej.", expected_version=1)
    with pytest.raises(TypeError):
        actions.edit_trial(by=viewer(mette), trial_id=trial.pk, status="running")


def test_what_was_approved_is_not_edited(proposal, mette, lene, unit):
    trial = plan(proposal, by=mette, unit_id=unit.pk)
    actions.approve_trial(by=viewer(lene), trial_id=trial.pk, reason="Ja.", interest="none")
    with pytest.raises(Refused):
        actions.edit_trial(by=viewer(mette), trial_id=trial.pk, what="Noget andet.")


def test_others_neither_edit_nor_withdraw(proposal, karen, kurt):
    trial = plan(proposal, by=karen)
    for verb in (actions.edit_trial, actions.withdraw_trial, actions.ask_trial):
        with pytest.raises(Refused):
            verb(by=viewer(kurt), trial_id=trial.pk)
        with pytest.raises(Refused):
            verb(by=NOBODY, trial_id=trial.pk)


def test_no_cpr_number_in_a_plan(proposal, karen):
    with pytest.raises(ValidationError) as refused:
        plan(proposal, by=karen, what="Hos 010190-1234 ved siden af.")
    assert list(refused.value.message_dict) == ["what"]


def test_nothing_is_tried_of_a_withdrawn_proposal_or_a_hidden_one(karen):
    proposal = make_proposal(make_challenge(), by=karen)
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    with pytest.raises(Refused):
        plan(proposal, by=karen)
    with pytest.raises(NotFound):
        actions.plan_trial(by=viewer(karen), proposal_id="forged", scale="light", title="x")


def test_second_press_makes_no_second_plan(proposal, karen):
    key = "01890000-0000-7000-8000-000000000001"
    first = plan(proposal, by=karen, request_id=key)
    assert plan(proposal, by=karen, request_id=key) == first


@pytest.mark.capability("C49")
def test_partners_tell_their_role_and_interest(karen):
    trial = plan_full(by=karen)
    maker = make_actor("Bådværftet", kind="producer")
    by = viewer(karen)
    with pytest.raises(ValidationError) as refused:
        actions.add_partner(by=by, trial_id=trial.pk, actor_id=maker.pk, role="Låner ud", interest="sells")
    assert set(refused.value.message_dict) == {"interest_note"}
    row = actions.add_partner(
        by=by, trial_id=trial.pk, actor_id=maker.pk, role="Låner en båd ud", interest="sells", interest_note="Både"
    )
    with pytest.raises(ValidationError) as refused:
        actions.add_partner(by=by, trial_id=trial.pk, actor_id=maker.pk, role="Igen", interest="none")
    assert list(refused.value.message_dict) == ["actor_id"]
    with pytest.raises(Refused):
        actions.remove_partner(by=viewer(make_person()), trial_id=trial.pk, partner_id=row.pk)
    actions.remove_partner(by=by, trial_id=trial.pk, partner_id=row.pk)
    with pytest.raises(NotFound):
        actions.remove_partner(by=by, trial_id=trial.pk, partner_id=row.pk)
