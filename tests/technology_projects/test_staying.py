"""What a technology project started with stays once it runs, and who may change what until it was evaluated."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import SYSTEM
from samspil.indicators.actions import (
    add_indicator,
    correct_measurement,
    measure,
    remove_indicator,
    withdraw_measurement,
)
from samspil.indicators.models import Indicator, Measurement
from samspil.technology_projects import actions, queries
from samspil.technology_projects.models import PlanKind
from samspil.trials.models import Status, Trial
from tests.factories import make_person, viewer
from tests.technology_needs.making import make_need
from tests.technology_projects.making import start
from tests.trials.making import evaluated, make_due

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C45")
@pytest.mark.capability("C47")
@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"evaluation_on": None}, "evaluation_on"),
        ({"evaluation_on": date(9999, 1, 1)}, "evaluation_on"),
        ({"evaluation_owner_id": None}, "evaluation_owner_id"),
        ({"need_id": None}, "need_id"),
        ({"life_indicator_id": None}, "life_indicator_id"),
        ({"is_smarter_work": True}, "work_indicator_id"),
        ({"is_better_life": False, "is_smarter_work": True}, "is_better_life work_indicator_id"),
    ],
)
def test_what_it_started_with_may_be_another_but_never_nothing(ready, mette, lene, change, fields):
    trial = start(ready, lene)
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=viewer(mette), trial_id=trial.pk, **change)
    assert set(problem.value.message_dict) == set(fields.split())
    later = {"evaluation_on": ready.evaluation_on + timedelta(days=7), "evaluation_owner_id": lene.pk}
    edited = actions.edit_project(by=viewer(mette), trial_id=trial.pk, **later)
    assert (edited.evaluation_on, edited.evaluation_owner) == (later["evaluation_on"], lene)


def test_a_figure_nobody_measured_before_the_start_takes_no_figures_place(ready, mette, lene):
    trial = start(ready, lene)
    bare = add_indicator(by=viewer(mette), subject_id=trial.pk, kind="time")
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=viewer(mette), trial_id=trial.pk, life_indicator_id=bare.pk)
    assert list(problem.value.message_dict) == ["life_indicator_id"]


@pytest.mark.capability("C45")
@pytest.mark.parametrize("late", ["measured", "written"])
def test_what_is_called_before_and_came_after_the_start_takes_no_figures_place(ready, mette, lene, late):
    trial = start(ready, lene)
    figure = add_indicator(by=viewer(mette), subject_id=trial.pk, kind="time")
    told = {"indicator_id": figure.pk, "phase": "before", "value": Decimal(9), "how": "counted"}
    row = measure(by=viewer(mette), on=clock.today(), **told)
    change = {"by": viewer(mette), "trial_id": trial.pk, "life_indicator_id": figure.pk}
    days = {"measured": clock.today(), "written": clock.today() - timedelta(days=30)}
    began = clock.now() - timedelta(days=7)
    at = {"measured": began - timedelta(days=1), "written": clock.now()}
    Trial.objects.filter(pk=trial.pk).update(started_at=began)
    Measurement.objects.filter(pk=row.pk).update(on=days[late], at=at[late])
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(**change)
    assert list(problem.value.message_dict) == ["life_indicator_id"]
    Measurement.objects.filter(pk=row.pk).update(on=timezone.localdate(began), at=began - timedelta(hours=1))
    assert actions.edit_project(**change).life_indicator == figure


@pytest.mark.capability("C45")
def test_the_figure_it_began_with_is_neither_removed_nor_emptied(ready, mette, lene, sign_in):
    trial, by = start(ready, lene), viewer(mette)
    figure = ready.life_indicator
    before = figure.measurements.get()
    lost = [
        lambda: remove_indicator(by=by, indicator_id=figure.pk),
        lambda: withdraw_measurement(by=by, measurement_id=before.pk),
        lambda: correct_measurement(by=by, measurement_id=before.pk, phase="after"),
    ]
    for lose in lost:
        with pytest.raises(ValidationError, match="bygger på det, I målte"):
            lose()
    page = sign_in(mette)
    for address in (reverse("indicators:remove", args=[figure.pk]), reverse("indicators:withdraw", args=[before.pk])):
        assert "bygger på det, I målte" in page.post(address, follow=True).text
    assert Indicator.objects.filter(pk=figure.pk, removed_at=None).exists()
    correct_measurement(by=by, measurement_id=before.pk, value=Decimal(3))
    other = add_indicator(by=by, subject_id=trial.pk, kind="time")  # nothing rests on it
    remove_indicator(by=by, indicator_id=other.pk)


def test_a_removed_figure_stands_for_nothing_and_is_no_hindrance_to_another_owner(ready, mette, lene):
    trial, by = start(ready, lene), viewer(mette)
    Indicator.objects.filter(pk=ready.life_indicator_id).update(removed_at=clock.now())
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=by, trial_id=trial.pk, is_better_life=True)
    assert list(problem.value.message_dict) == ["life_indicator_id"]
    owned = actions.edit_project(by=by, trial_id=trial.pk, evaluation_owner_id=lene.pk)
    assert owned.evaluation_owner == lene


def test_form_of_what_runs_leaves_nothing_for_later(ready, mette, lene, sign_in):
    page = reverse("technology_projects:edit", args=[ready.pk])
    assert "Vælg senere" in sign_in(mette).get(page).text
    start(ready, lene)
    assert "Vælg senere" not in sign_in(mette).get(page).text


def test_coordinator_names_another_owner_and_changes_nothing_else(ready, birthe, lene, sign_in):
    start(ready, lene)
    page, by = reverse("technology_projects:edit", args=[ready.pk]), viewer(birthe)
    form = sign_in(birthe).get(page).context["form"]
    assert list(form.fields) == ["evaluation_on", "evaluation_owner_id", "expected_version"]
    told = {"evaluation_on": ready.evaluation_on.isoformat(), "evaluation_owner_id": lene.pk}
    assert sign_in(birthe).post(page, {**told, "expected_version": form["expected_version"].value()}).status_code == 302
    ready.refresh_from_db()
    assert ready.evaluation_owner == lene
    with pytest.raises(Refused):
        actions.edit_project(by=by, trial_id=ready.pk, is_smarter_work=True)
    with pytest.raises(Refused):
        actions.take_technology_off(by=by, trial_id=ready.pk)


def test_who_was_asked_instead_is_free_when_the_day_is_moved_on(ready, mette, lene):
    trial = start(ready, lene)
    actions.pass_on_evaluation(by=SYSTEM, trial_id=trial.pk, deputy_id=lene.pk)
    move = {"by": viewer(mette), "trial_id": trial.pk}
    sooner, later = (ready.evaluation_on + timedelta(days=days) for days in (-7, 7))
    assert actions.edit_project(**move, evaluation_on=sooner).evaluation_deputy == lene
    assert actions.edit_project(**move, evaluation_on=later).evaluation_deputy is None


@pytest.mark.capability("C47")
def test_the_need_it_started_with_gives_way_only_to_one_that_learnt_of_others(ready, mette, lene, unit):
    trial = start(ready, lene)
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=viewer(mette), trial_id=trial.pk, need_id=make_need(by=mette, unit=unit).pk)
    assert list(problem.value.message_dict) == ["need_id"]


@pytest.mark.capability("C48")
def test_the_last_line_of_each_kind_stays_once_it_runs(ready, mette, lene):
    trial = start(ready, lene)
    first = trial.technology_project.plan.get(kind=PlanKind.WORKFLOW)
    with pytest.raises(ValidationError):
        actions.remove_line(by=viewer(mette), trial_id=trial.pk, line_id=first.pk)
    told = {"kind": "workflow", "today": "a", "then": "b", "who": "c"}
    actions.add_line(by=viewer(mette), trial_id=trial.pk, **told)
    actions.remove_line(by=viewer(mette), trial_id=trial.pk, line_id=first.pk)
    assert trial.technology_project.plan.get(kind=PlanKind.WORKFLOW).then == "b"


def test_a_page_says_why_the_last_line_stays(ready, mette, lene, sign_in):
    trial = start(ready, lene)
    line = trial.technology_project.plan.get(kind=PlanKind.WORKFLOW)
    address = reverse("technology_projects:remove-line", args=[trial.pk, line.pk])
    assert "Skriv en ny linje" in sign_in(mette).post(address, follow=True).text
    assert trial.technology_project.plan.filter(pk=line.pk).exists()


def test_what_turns_out_to_be_missing_in_the_law_keeps_it_from_becoming_daily_life(ready, mette, lene):
    """To say so while it runs is honest, and never refused."""
    trial = start(ready, lene)
    assert queries.lacks_to_adopt(trial) == []
    actions.check_law(by=viewer(mette), trial_id=trial.pk, topic="data", state="missing", words="DPIA er ikke lavet.")
    (line,) = queries.lacks_to_adopt(trial)
    assert "Persondata" in line


def test_who_was_asked_in_somebodys_place_stays_asked_until_there_is_another(ready, mette, lene, unit):
    trial = start(ready, lene)
    actions.pass_on_evaluation(by=SYSTEM, trial_id=trial.pk, deputy_id=lene.pk)
    again = {"trial_id": trial.pk, "evaluation_owner_id": mette.pk}
    assert actions.edit_project(by=viewer(mette), **again).evaluation_deputy == lene
    other = make_person("Sanne", role="employee", scope=unit, member_of=unit.actor)
    again["evaluation_owner_id"] = other.pk
    assert actions.edit_project(by=viewer(mette), **again).evaluation_deputy is None


def test_once_it_is_over_only_who_evaluates_when_may_change_until_it_is_done(ready, mette, lene, sign_in):
    trial = make_due(start(ready, lene))
    Trial.objects.filter(pk=trial.pk).update(status=Status.CONCLUDED, outcome="stop", concluded_at=clock.now())
    who, page = viewer(mette), reverse("technology_projects:edit", args=[trial.pk])
    with pytest.raises(Refused):
        actions.add_line(by=who, trial_id=trial.pk, kind="workflow", today="a", then="b", who="c")
    with pytest.raises(ValidationError):
        actions.edit_project(by=who, trial_id=trial.pk, is_smarter_work=True)
    with pytest.raises(ValidationError):
        actions.edit_project(by=who, trial_id=trial.pk, evaluation_owner_id=None)
    form = sign_in(mette).get(page).context["form"]
    assert list(form.fields) == ["evaluation_on", "evaluation_owner_id", "expected_version"]
    told = {"evaluation_on": ready.evaluation_on.isoformat(), "evaluation_owner_id": lene.pk}
    assert sign_in(mette).post(page, {**told, "expected_version": form["expected_version"].value()}).status_code == 302
    ready.refresh_from_db()
    assert ready.evaluation_owner == lene
    assert ready.is_better_life
    evaluated(Trial.objects.get(pk=trial.pk))
    with pytest.raises(Refused):
        actions.edit_project(by=who, trial_id=trial.pk, evaluation_owner_id=mette.pk)
