"""The board, the calendar, the panels, a guest's plan, and what is left of somebody who was erased."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.identity.contributing import confirm
from samspil.trials import actions, personal_data
from samspil.trials.models import Status, Trial
from tests.factories import make_challenge, make_proposal, viewer
from tests.trials.making import LIGHT, YES, make_due, plan, plan_full, run

pytestmark = pytest.mark.django_db


def cost_of(path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


def test_lists_and_panels_cost_the_same_for_one_and_for_thirty(kurt):
    challenge = make_challenge()
    proposal = make_proposal(challenge)
    paths = [
        reverse("trials:list"),
        f"{reverse('trials:list')}?trin=klar",
        reverse("trials:calendar"),
        reverse("challenges:page", args=[challenge.pk]),
        reverse("proposals:page", args=[proposal.pk]),
    ]
    plan(proposal, by=kurt)
    for path in paths:
        Client().get(path)
    before = [cost_of(path) for path in paths]
    for _ in range(29):
        plan(proposal, by=kurt)
    assert [cost_of(path) for path in paths] == before


def test_board_has_each_trial_in_its_column_and_no_draft(kurt, karen, mette, lene, unit):
    plan_full(by=karen, is_draft=True, title="Kladden")
    plan(make_proposal(make_challenge(unit=unit)), by=mette, unit_id=unit.pk, title="Den spurgte")
    plan(make_proposal(make_challenge()), by=karen, title="Den klare")
    make_due(run(plan(make_proposal(make_challenge()), by=kurt, title="Den forbi"), kurt))
    shown = Client().get(reverse("trials:list")).context["columns"]
    names = {column["name"]: [row["title"] for row in column["rows"]] for column in shown}
    assert names == {
        "venter": ["Den spurgte"],
        "klar": ["Den klare"],
        "i-gang": [],
        "vurderes": ["Den forbi"],
        "afsluttet": [],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("trin=klar&slags=light", 1),
        ("trin=klar&slags=full", 0),
        ("trin=klar&emne=older", 1),
        ("trin=klar&emne=health", 0),
        ("trin=klar&q=frokost", 1),
        ("trin=klar&q=svævefly", 0),
        ("trin=klar&udfald=stop", 0),
        ("trin=klar&enhed=vrøvl&side=9", 1),
    ],
)
def test_filters(karen, query, found):
    plan(make_proposal(make_challenge()), by=karen)
    assert len(Client().get(f"{reverse('trials:list')}?{query}").context["rows"]) == found


def test_calendar_has_the_first_and_the_last_day(karen):
    trial = plan(make_proposal(make_challenge()), by=karen)
    months = Client().get(reverse("trials:calendar")).context["months"]
    assert [mark.day for _month, marks in months for mark in marks] == [trial.starts_on, trial.ends_on]


def test_guest_plans_a_light_trial_and_confirms_it_by_mail():
    path = reverse("trials:plan", args=[make_proposal(make_challenge()).pk])
    today = clock.today()
    days = {"starts_on": str(today), "ends_on": str(today + timedelta(days=14))}
    guest = {"guest_name": "Ole", "guest_email": "ole@engbaek.example"}
    data = {**LIGHT, **days, **guest, "title": "Kaffe på trappen"}
    assert Client().post(path, data | {"limits": ["changes_care"]}).context["form"].is_not_light
    assert "ole@engbaek.example" in Client().post(path, data).text
    trial = confirm(OneTimeLink.objects.get(purpose="contribute"))
    assert (trial.title, trial.speaker, trial.status, trial.starts_on) == ("Kaffe på trappen", "Ole", "ready", today)


def test_short_form_goes_over_into_the_long_one_with_all_that_was_typed(karen, sign_in):
    path = reverse("trials:plan-full", args=[make_proposal(make_challenge()).pk])
    data = {"fra": "let", "title": "Ét bord", "what": "Vi spiser.", "touches": ["staffing"], "cost": "90000"}
    form = sign_in(karen).post(path, data).context["form"]
    assert not form.is_bound
    assert (form["what"].value(), form["touches"].value(), form["cost"].value()) == (
        "Vi spiser.",
        ["staffing"],
        "90000",
    )
    assert not Trial.objects.exists()


def test_erased_person_leaves_nothing_that_nobody_built_on(karen, kurt, mette, lene, unit):
    alone = plan(make_proposal(make_challenge()), by=karen)
    answered = plan(make_proposal(make_challenge(unit=unit)), by=mette, unit_id=unit.pk)
    actions.approve_trial(by=viewer(lene), trial_id=answered.pk, **YES)
    running = run(plan(make_proposal(make_challenge()), by=kurt), kurt)
    entry = actions.write_diary(by=viewer(karen), trial_id=running.pk, side="relative", body="Far lo.")
    assert {"trial", "diary"} <= {key for row in personal_data.export(karen.pk) for key in row}
    for person in (karen, mette):
        personal_data.erase(person.pk)
    for row in (alone, answered, entry):
        row.refresh_from_db()
    assert (alone.title, alone.status, alone.history.count(), entry.body) == ("", Status.WITHDRAWN, 0, "")
    assert (answered.title, answered.history.count()) == ("Ét bord til frokost", 0)
