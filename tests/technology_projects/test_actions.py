"""What a technology asks of its trial, before it starts and before it becomes daily life."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.actors import actions as actors
from samspil.evaluations.models import Evaluation
from samspil.following.reminders import remind_owed
from samspil.foundation import clock, subjects
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.technology_needs.models import TechnologyNeed
from samspil.technology_projects import actions, queries
from samspil.technology_projects.manifest import export
from samspil.technology_projects.models import LegalTopic, PlanKind, PurchaseCheck, TechnologyProject
from samspil.trials import actions as trials
from samspil.trials import running
from samspil.trials.models import Status, Trial
from tests.factories import make_actor, make_person, make_proposal, viewer
from tests.technologies.making import make_technology
from tests.technology_needs.making import make_need
from tests.technology_projects.making import make_project, start
from tests.trials.making import evaluated, make_due, plan, plan_full

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C45")
def test_either_purpose_or_both_but_never_none(mette, unit):
    both = make_project(mette, unit=unit, is_smarter_work=True)
    assert (both.is_better_life, both.is_smarter_work) == (True, True)
    with pytest.raises(ValidationError) as problem:
        make_project(mette, unit=unit, is_better_life=False)
    assert "is_better_life" in problem.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        TechnologyProject.objects.filter(pk=both.pk).update(is_better_life=False, is_smarter_work=False)


def test_one_technology_to_a_trial_and_only_to_a_full_one(project, mette, unit):
    with pytest.raises(ValidationError):
        make_project(mette, trial=project.trial)
    light = plan(make_proposal(), by=mette, unit_id=unit.pk)
    with pytest.raises(Refused):
        make_project(mette, trial=light)


def test_a_withdrawn_or_hidden_technology_is_not_chosen(mette, unit):
    hidden = make_technology(title="Skjult")
    subjects.set_hidden(hidden.subject, clock.now())
    with pytest.raises(ValidationError) as problem:
        make_project(mette, unit=unit, technology=hidden)
    assert "technology_id" in problem.value.message_dict


@pytest.mark.capability("C47")
@pytest.mark.capability("C48")
def test_nothing_starts_before_everything_is_in_place(ready, mette, lene, unit):
    """Each thing that is missing is told, and taking any of them away brings its line back."""
    assert queries.lacks_to_start(ready.trial) == []
    bare = make_project(mette, unit=unit)
    missing = queries.lacks_to_start(bare.trial)
    assert len(missing) == 8  # others' experience, the figure, three of the law, two of the plan, the evaluation
    assert set(missing) <= set(running.lacks_to_start(bare.trial))
    with pytest.raises(ValidationError):
        start(bare, lene)
    assert start(ready, lene).is_running


@pytest.mark.parametrize(
    ("take_away", "words"),
    [
        (lambda p: p.legal_checks.filter(topic="data").update(state="missing"), "Persondata"),
        (lambda p: p.plan.filter(kind=PlanKind.WORKFLOW).delete(), "arbejdsgang"),
        (lambda p: p.plan.filter(kind=PlanKind.COMPETENCE).delete(), "lære"),
        (lambda p: p.life_indicator.measurements.all().delete(), "i dag"),
        (lambda p: TechnologyProject.objects.filter(pk=p.pk).update(evaluation_on=None), "evalueret"),
        (lambda p: TechnologyProject.objects.filter(pk=p.pk).update(evaluation_owner=None), "evalueret"),
        (lambda p: TechnologyProject.objects.filter(pk=p.pk).update(need=None), "andres erfaringer"),
        (lambda p: TechnologyProject.objects.filter(pk=p.pk).update(is_smarter_work=True), "arbejdet bliver lettere"),
    ],
)
def test_one_thing_missing_is_one_line(ready, take_away, words):
    take_away(ready)
    (line,) = queries.lacks_to_start(Trial.objects.get(pk=ready.pk))
    assert words in line


def test_other_trials_are_asked_for_nothing_more(karen):
    trial = plan_full(by=karen)
    assert queries.lacks_to_start(trial) == queries.lacks_to_adopt(trial) == []


def test_strangers_and_sellers_change_nothing(ready, mette, karen, jens):
    seller = make_person("Sælger", member_of=make_actor("Robotfirmaet", kind="company"))
    arguments = {"trial_id": ready.pk, "topic": "device", "state": "in_order", "words": "Alt er fint."}
    for stranger in (karen, jens, seller):
        with pytest.raises(Refused):
            actions.check_law(by=viewer(stranger), **arguments)
        with pytest.raises(Refused):
            actions.edit_project(by=viewer(stranger), trial_id=ready.pk, is_smarter_work=True)
        with pytest.raises(Refused):
            actions.add_line(by=viewer(stranger), trial_id=ready.pk, kind="workflow", today="a", then="b", who="c")
    with pytest.raises(Refused):
        actions.check_law(by=NOBODY, **arguments)


def test_a_citizen_who_plans_does_not_answer_for_the_law_in_a_unit(karen, unit):
    """The trial is theirs; what the law asks of the municipality's people is answered by staff. Alone they answer."""
    alone = make_project(karen)
    actions.check_law(by=viewer(karen), trial_id=alone.pk, topic="data", state="not_needed", words="Den gemmer intet.")
    project = make_project(karen, trial=plan_full(by=karen, unit_id=unit.pk))
    with pytest.raises(Refused):
        actions.check_law(by=viewer(karen), trial_id=project.pk, topic="data", state="in_order", words="Det går nok.")


def test_later_answer_to_the_law_replaces_the_first(project, mette):
    who = viewer(mette)
    first = actions.check_law(by=who, trial_id=project.pk, topic="data", state="missing", words="DPIA mangler.")
    later = actions.check_law(by=who, trial_id=project.pk, topic="data", state="in_order", words="DPIA af 1. maj.")
    assert first.pk == later.pk
    assert project.legal_checks.get().words == "DPIA af 1. maj."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"state": "maybe"}, "state"),
        ({"words": "  "}, "words"),
        ({"words": "Spørg 010190-1234"}, "words"),
    ],
)
def test_bad_answers_to_the_law_say_what_is_wrong(project, mette, change, field):
    good = {"topic": "data", "state": "in_order", "words": "Set på."}
    with pytest.raises(ValidationError) as problem:
        actions.check_law(by=viewer(mette), trial_id=project.pk, **(good | change))
    assert field in problem.value.message_dict
    with pytest.raises(NotFound):
        actions.check_law(by=viewer(mette), trial_id=project.pk, **(good | {"topic": "moon"}))


def test_stale_edit_is_stale(project, mette):
    seen = project.trial.version
    actions.add_line(by=viewer(mette), trial_id=project.pk, kind="workflow", today="a", then="b", who="c")
    with pytest.raises(Stale):
        actions.edit_project(by=viewer(mette), trial_id=project.pk, is_smarter_work=True, expected_version=seen)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evaluation_on": date(2020, 1, 1)}, "evaluation_on"),
        ({"evaluation_owner_id": "0" * 8}, "evaluation_owner_id"),
        ({"life_indicator_id": 0}, None),
        ({"life_indicator_id": 999_999}, "life_indicator_id"),
        ({"need_id": "nonsense"}, "need_id"),
        ({"technology_id": "nonsense"}, "technology_id"),
        ({"is_better_life": False}, "is_better_life"),
    ],
)
def test_edit_refuses_what_makes_no_sense(project, mette, change, field):
    edit = {"by": viewer(mette), "trial_id": project.pk, **change}
    if field is None:
        assert actions.edit_project(**edit).life_indicator is None
        return
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(**edit)
    assert field in problem.value.message_dict


def test_all_that_is_wrong_is_told_at_once(project, mette):
    wrong = {
        "technology_id": "nonsense",
        "need_id": "nonsense",
        "is_better_life": False,
        "evaluation_on": date(2020, 1, 1),
        "evaluation_owner_id": "nonsense",
    }
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=viewer(mette), trial_id=project.pk, **wrong)
    assert set(problem.value.message_dict) == set(wrong)


def test_a_stranger_is_not_made_to_evaluate(project, mette, karen):
    with pytest.raises(ValidationError):
        actions.edit_project(by=viewer(mette), trial_id=project.pk, evaluation_owner_id=karen.pk)


def test_a_purpose_taken_away_takes_its_figure(ready, mette):
    edited = actions.edit_project(by=viewer(mette), trial_id=ready.pk, is_better_life=False, is_smarter_work=True)
    assert edited.life_indicator is None


def test_lines_are_taken_off_by_those_who_work_on_it(project, mette, karen):
    line = actions.add_line(by=viewer(mette), trial_id=project.pk, kind="workflow", today="a", then="b", who="c")
    with pytest.raises(Refused):
        actions.remove_line(by=viewer(karen), trial_id=project.pk, line_id=line.pk)
    actions.remove_line(by=viewer(mette), trial_id=project.pk, line_id=line.pk)
    assert not project.plan.exists()
    with pytest.raises(NotFound):
        actions.remove_line(by=viewer(mette), trial_id=project.pk, line_id=line.pk)


@pytest.fixture
def sold(ready, mette, lene):
    """It runs, and a partner sells it."""
    firm = make_actor("Robotfirmaet", kind="company")
    trials.add_partner(
        by=viewer(mette),
        trial_id=ready.pk,
        actor_id=firm.pk,
        role="Stiller robotten til rådighed",
        interest="sells",
        interest_note="Sælger robotten.",
    )
    start(ready, lene)
    ready.refresh_from_db()
    return ready, firm


@pytest.mark.capability("C49")
def test_buying_from_a_seller_who_was_part_of_it_is_looked_at_first(sold, mette):
    project, firm = sold
    trial = make_due(project.trial)
    evaluated(trial)
    assert len(queries.lacks_to_adopt(trial)) == 1
    good = {"trial_id": trial.pk, "seller_id": firm.pk, "way": "market", "words": "Tre er spurgt.", "value": 200_000}
    for change, field in (({"value": 0}, "value"), ({"words": ""}, "words"), ({"way": "gift"}, "way")):
        with pytest.raises(ValidationError) as problem:
            actions.check_purchase(by=viewer(mette), **(good | change))
        assert field in problem.value.message_dict
    actions.check_purchase(by=viewer(mette), **good)
    assert queries.lacks_to_adopt(trial) == []
    with pytest.raises(NotFound):
        actions.check_purchase(by=viewer(mette), **(good | {"seller_id": make_actor("En anden").pk}))
    with pytest.raises(IntegrityError), transaction.atomic():
        PurchaseCheck.objects.update(value=0)


@pytest.mark.capability("C49")
def test_partner_who_says_nothing_and_sells_it_in_the_catalogue_is_looked_at_too(ready, mette, lene):
    """And one who neither says so nor stands there is not."""
    quiet, other = make_actor("Robotfirmaet ApS", kind="company"), make_actor("Køkkenholdet", kind="company")
    ready.technology.products.create(supplier="Robotfirmaet")
    told = {"trial_id": ready.pk, "role": "Stiller den op", "interest": "none"}
    for partner in (quiet, other):
        trials.add_partner(by=viewer(mette), actor_id=partner.pk, **told)
    start(ready, lene)
    assert list(queries.selling_partners(ready)) == [quiet]
    trial = make_due(ready.trial)
    evaluated(trial)
    assert len(queries.lacks_to_adopt(trial)) == 1
    bought = {"trial_id": trial.pk, "seller_id": quiet.pk, "way": "market", "words": "Tre er spurgt.", "value": 200_000}
    actions.check_purchase(by=viewer(mette), **bought)
    assert queries.lacks_to_adopt(trial) == []
    actors.add_member(by=SYSTEM, person=mette, actor=other, speaks_for=True)
    actions.check_purchase(by=viewer(mette), **bought)
    actors.add_member(by=SYSTEM, person=mette, actor=quiet, speaks_for=True)
    with pytest.raises(Refused):
        actions.check_purchase(by=viewer(mette), **bought)


def test_stopping_needs_no_purchase_check(sold):
    project, _firm = sold
    trial = make_due(project.trial)
    evaluated(trial)
    with pytest.raises(ValidationError):
        running.check_conclusion(trial, "adopt")
    trial.learning = "Den larmede."
    running.check_conclusion(trial, "stop")


def test_who_speaks_for_the_seller_does_not_say_that_it_may_be_bought(sold, mette):
    project, firm = sold
    actors.add_member(by=SYSTEM, person=mette, actor=firm, speaks_for=True, function="bestyrelse")
    with pytest.raises(Refused):
        actions.check_purchase(
            by=viewer(mette), trial_id=project.pk, seller_id=firm.pk, way="not_bought", words="Vi køber ikke."
        )


@pytest.mark.capability("C57")
def test_only_what_ended_and_was_evaluated_counts(ready, lene):
    year = clock.today().year
    trial = start(ready, lene)
    assert queries.completed_in(NOBODY, year) == 0
    Trial.objects.filter(pk=trial.pk).update(status=Status.CONCLUDED, outcome="stop", concluded_at=clock.now())
    assert queries.completed_in(NOBODY, year) == 0
    row = evaluated(trial)
    assert queries.completed_in(NOBODY, year) == 1
    assert queries.completed_in(NOBODY, year - 1) == 0
    # What was evaluated before it began tells nothing of how it went.
    Evaluation.objects.filter(pk=row.pk).update(completed_at=trial.started_at - timedelta(days=1))
    assert queries.completed_in(NOBODY, year) == 0


def test_the_owner_is_reminded_and_a_deputy_asked(ready, mette, lene):
    trial = start(ready, lene)
    day = trial.technology_project.evaluation_on
    assert queries.owed_evaluations(mette.pk) == []
    with time_machine.travel(datetime.combine(day, time(9), UTC), tick=False):
        (owed,) = queries.owed_evaluations(mette.pk)
        assert (owed.due, owed.answerer) == (day, mette.pk)
        remind_owed()
        assert OutgoingMail.objects.filter(to=mette.email).exists()
        check_deputy(trial, mette, lene)


def check_deputy(trial, mette, lene):
    actions.pass_on_evaluation(by=SYSTEM, trial_id=trial.pk, deputy_id=lene.pk)
    assert queries.owed_evaluations(lene.pk)[0].deputy == lene.pk
    for nobody in (mette, lene):
        with pytest.raises(NotFound):
            actions.pass_on_evaluation(by=viewer(nobody), trial_id=trial.pk, deputy_id=lene.pk)
    with pytest.raises(ValidationError):
        actions.pass_on_evaluation(by=SYSTEM, trial_id=trial.pk, deputy_id=mette.pk)


@pytest.mark.parametrize("is_over", [False, True])
def test_what_somebody_owed_goes_to_their_deputy_and_then_to_the_coordinators(ready, mette, lene, is_over):
    trial = start(ready, lene)
    if is_over:
        Trial.objects.filter(pk=trial.pk).update(status=Status.CONCLUDED, outcome="stop", concluded_at=clock.now())
    day = ready.evaluation_on
    with time_machine.travel(datetime.combine(day, time(9), UTC), tick=False):
        actions.pass_on_evaluation(by=SYSTEM, trial_id=trial.pk, deputy_id=lene.pk)
        erase_person(by=viewer(mette), person_id=mette.pk)
        (owed,) = queries.owed_evaluations(lene.pk)
        assert (owed.answerer, owed.deputy) == (lene.pk, None)
        erase_person(by=viewer(lene), person_id=lene.pk)
        (owed,) = queries.owed_evaluations()
        assert (owed.answerer, owed.deputy) == (None, None)


@pytest.mark.parametrize(
    "is_gone", [{"withdrawn_at": clock.now()}, {"status": "closed", "closed_reason": "Det gik over."}]
)
def test_a_need_that_is_gone_is_not_chosen_but_stays_where_it_was(ready, mette, unit, is_gone):
    gone = make_need(by=mette, unit=unit)
    TechnologyNeed.objects.filter(pk__in=[gone.pk, ready.need_id]).update(**is_gone)
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=viewer(mette), trial_id=ready.pk, need_id=gone.pk)
    assert list(problem.value.message_dict) == ["need_id"]
    assert actions.edit_project(by=viewer(mette), trial_id=ready.pk, need_id=ready.need_id).need_id == ready.need_id


def test_the_copy_names_what_one_evaluates_or_was_asked_to_and_nothing_that_is_hidden(sold, mette, lene):
    project, firm = sold
    actions.pass_on_evaluation(by=SYSTEM, trial_id=project.pk, deputy_id=lene.pk)
    bought = {"trial_id": project.pk, "seller_id": firm.pk, "way": "market", "value": 200_000}
    actions.check_purchase(by=viewer(mette), words="Tre er spurgt.", **bought)
    title = project.trial.title
    assert export(lene.pk) == [{"evaluates_if_not": title, "on": project.evaluation_on.isoformat()}]
    told = export(mette.pk)
    assert len([row for row in told if title in row.values()]) == len(told) == 5
    assert firm.name in str(told)
    for subject in (project.trial.subject, firm.subject):
        subjects.set_hidden(subject, clock.now())
    told = str(export(mette.pk))
    assert title not in told
    assert firm.name not in told
    assert "Tre er spurgt." in told


def test_every_topic_of_the_law_has_its_question():
    assert set(queries.QUESTIONS) == set(LegalTopic)
