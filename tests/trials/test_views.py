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
from tests.suggestions.making import begin_anew
from tests.trials.making import FULL, LIGHT, YES, make_due, plan, plan_full, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_engine():
    begin_anew()
    yield
    begin_anew()


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


def whole(**facts) -> dict:
    today = clock.today()
    return {**FULL, "title": "Piller", "starts_on": str(today), "ends_on": str(today + timedelta(days=14)), **facts}


@pytest.mark.capability("C34")
def test_whoever_has_no_other_proposal_to_choose_writes_the_other_ways(mette, unit, sign_in, client):
    proposal = make_proposal(unit=unit, title="Piller, der bliver glemt")
    staff, path = sign_in(mette), reverse("trials:plan-full", args=[proposal.pk])
    refused = staff.post(path, whole(unit_id=str(unit.pk)))
    assert "alternatives" not in refused.context["form"].fields
    assert 'href="#id_ways_in_words"' in refused.text
    assert list(refused.context["form"].errors) == ["ways_in_words"]
    staff.post(path, whole(unit_id=str(unit.pk), ways_in_words="En anden æske\nEt opkald hver aften"))
    trial = Trial.objects.get()
    assert trial.status == Status.ASKED
    shown = client.get(reverse("trials:page", args=[trial.pk])).text
    assert '<li lang="da">En anden æske</li>' in shown
    assert "Et opkald hver aften" in shown


def test_what_a_draft_lacks_leads_to_its_field(mette, unit, sign_in):
    draft = plan(make_proposal(unit=unit), by=mette, scale="full", is_draft=True, unit_id=unit.pk, users_part="")
    staff, edit = sign_in(mette), reverse("trials:edit", args=[draft.pk])
    for send in (staff.get, staff.post):
        text = send(reverse("trials:ask", args=[draft.pk])).text
        for name in ("ways_in_words", "users_part"):
            assert f'href="{edit}#id_{name}"' in text
            assert f'id="id_{name}"' in staff.get(edit).text
    actions.edit_trial(by=viewer(mette), trial_id=draft.pk, users_part="De svarer.", ways_in_words="Én\nTo")
    assert "Ja, send den" in staff.get(reverse("trials:ask", args=[draft.pk])).text


def test_of_a_units_proposals_those_about_the_same_are_offered(mette, unit, sign_in, own_engine):
    for title in ("En krog til nøglerne", "Et sted til våde sko"):
        far = make_proposal(unit=unit, title=title, body="I gangen.")
    alike = make_proposal(unit=unit, title="Et opkald om aftenpillerne", body="Vi ringer om pillerne hver aften.")
    make_proposal(unit=unit, title="Lys ved bagdøren", body="En lampe.")
    proposal = make_proposal(unit=unit, title="Pillerne bliver glemt om aftenen", body="Vi prøver en dispenser.")
    form = sign_in(mette).get(reverse("trials:plan-full", args=[proposal.pk])).context["form"]
    choices = [label for _pk, label in form.fields["alternatives"].choices]
    assert choices[0] == alike.title
    assert not {"En krog til nøglerne", "Et sted til våde sko"} & set(choices)
    # What was chosen stands there, however far it is.
    draft = plan(proposal, by=mette, scale="full", is_draft=True, unit_id=unit.pk, alternatives=[far.pk])
    form = sign_in(mette).get(reverse("trials:edit", args=[draft.pk])).context["form"]
    assert (str(far.pk), far.title) in form.fields["alternatives"].choices
    # And its tick can be taken away again.
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    typed |= {"ways_in_words": "Én\nTo", "alternatives": []}
    sign_in(mette).post(reverse("trials:edit", args=[draft.pk]), typed)
    draft.refresh_from_db()
    assert draft.ways_in_words == "Én\nTo"
    assert not draft.alternatives.exists()


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
