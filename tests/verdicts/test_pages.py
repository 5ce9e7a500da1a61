"""Where a verdict is read, what a second press does, and what the pages cost."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.assessments.models import Assessment
from samspil.assessments.queries import assessment_of
from samspil.foundation import clock, subjects
from samspil.verdicts.models import Outcome, Verdict
from samspil.verdicts.queries import case_of
from tests.assessments.making import ALL_SAY, make_assessment
from tests.factories import make_actor, make_person, make_unit, viewer
from tests.technologies.making import make_technology
from tests.test_query_counts import MOST_ON_LIST, cost, owed_sorts
from tests.verdicts.making import FOUND, complete, decide, decided, evaluated, lacking, ready
from tests.verdicts.test_three_perspectives import row_of

pytestmark = pytest.mark.django_db
MOST_ON_PAGE = 14


def test_verdict_stands_where_people_look(mette, unit, lene, client):
    verdict = decided(mette, unit, lene, outcome="roll_out")
    link = reverse("verdicts:page", args=[verdict.pk])
    for path in (
        reverse("assessments:page", args=[verdict.pk]),
        reverse("technologies:page", args=[verdict.assessment.technology_id]),
        reverse("verdicts:list"),
    ):
        assert link in client.get(path).content.decode(), path
    html = client.get(link).content.decode()
    for words in (
        "Udbred",
        "Borgerne klarer mere selv",
        "Lene Dahlgaard",
        "14 minutter hver gang",
        "3.1 Skade og risiko: E2",
    ):
        assert words in html


def test_unit_that_was_hidden_is_not_named(mette, unit, lene, client):
    verdict = decided(mette, unit, lene, technology=make_technology())
    paths = (
        link_of(verdict),
        reverse("verdicts:list"),
        reverse("technologies:page", args=[verdict.assessment.technology_id]),
        reverse("assessments:page", args=[verdict.pk]),
        reverse("assessments:list"),
        reverse("responses:result", args=[verdict.pk]),
    )
    assert all(unit.actor.name in client.get(path).text for path in paths)
    subjects.set_hidden(unit.actor.subject, clock.now())
    for path in paths:
        assert unit.actor.name not in client.get(path).text, path
    assert "Enheden besluttede det" in client.get(link_of(verdict)).text


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("udfald=try", 1), ("udfald=stop", 0), ("status=venter", 2), ("status=evalueret", 0), ("q=lift", 2)],
)
def test_list_finds_by_outcome_state_and_word(mette, unit, lene, client, query, found):
    decided(mette, unit, lene)
    decide(lacking(mette, unit), lene, outcome="insufficient")
    page = client.get(f"{reverse('verdicts:list')}?{query}").context["page"]
    assert len(page.object_list) == found


def test_trial_page_and_technology_page_tell_what_was_learnt(mette, unit, lene, client):
    row = evaluated(mette, unit, lene)
    html = client.get(reverse("technologies:page", args=[row.verdict.assessment.technology_id])).content.decode()
    assert FOUND["lesson"] in html


def test_page_of_what_lacked_says_what(mette, unit, lene, client):
    verdict = decide(lacking(mette, unit), lene, outcome="insufficient")
    html = client.get(reverse("verdicts:page", args=[verdict.pk])).content.decode()
    assert "Organisation: for få har svaret." in html


def test_too_little_basis_leads_to_a_new_assessment(mette, unit, lene, client, sign_in):
    verdict = decide(lacking(mette, unit), lene, outcome="insufficient")
    anew = reverse("assessments:begin", args=[verdict.assessment.technology_id])
    for path in (link_of(verdict), reverse("assessments:page", args=[verdict.pk])):
        assert "Vil I prøve igen?" in client.get(path).text
        assert anew not in client.get(path).text
        assert anew in sign_in(mette).get(path).text
    other = decided(mette, unit, lene, outcome="stop")
    assert "Vil I prøve igen?" not in client.get(link_of(other)).text


def test_whoever_decides_sees_who_finds_it_worse_and_how_it_is_known(mette, unit, lene, sign_in):
    worse, better = ready(mette, unit, says=dict.fromkeys(ALL_SAY, "-1")), ready(mette, unit)
    client = sign_in(lene)
    assert "Borgere svarer samlet dårligere end i dag." in client.get(reverse("verdicts:decide", args=[worse.pk])).text
    page = client.get(reverse("verdicts:decide", args=[better.pk])).text
    assert "svarer samlet dårligere" not in page
    assert "E2. Talt hos os i fire uger før og efter." in page
    assert "bygger ikke på en afprøvning" not in page
    untried = ready(mette, unit, measured=False)
    assert "bygger ikke på en afprøvning" in client.get(reverse("verdicts:decide", args=[untried.pk])).text


def test_evaluating_before_its_day_says_what_that_means(mette, unit, lene, sign_in):
    verdict = decided(mette, unit, lene, outcome="stop")
    path = reverse("verdicts:evaluate", args=[verdict.pk])
    assert "Det skulle først evalueres" in sign_in(lene).get(path).text
    with time_machine.travel(datetime.combine(verdict.evaluation_on, time(9), UTC), tick=False):
        assert "Det skulle først evalueres" not in sign_in(lene).get(path).text
        assert "Hvorfor før dagen?" not in sign_in(lene).get(path).text


@pytest.mark.parametrize("name", ["ready", "decide"])
def test_those_who_sell_it_stand_beside_the_question_of_interests(mette, unit, lene, sign_in, name):
    assessment = complete(mette, unit) if name == "ready" else ready(mette, unit)
    for product in ("L1", "L2"):
        assessment.technology.products.create(supplier="Liftfabrikken", name=product)
    page = sign_in(lene).get(reverse(f"verdicts:{name}", args=[assessment.pk])).text
    assert "Den sælges af Liftfabrikken. Har du" in page


def test_technology_page_costs_the_same_for_one_verdict_and_for_five(mette, unit, lene, client):
    technology = make_technology()
    paths = [reverse("technologies:page", args=[technology.pk])]

    def costs():
        decided(mette, unit, lene, technology=technology)
        return cost(client, paths[0])

    one = costs()
    for _each in range(3):
        five = costs()
    assert len(five) == len(one), "\n".join(five)


def link_of(verdict):
    return reverse("verdicts:page", args=[verdict.pk])


def test_hidden_verdict_is_nowhere(mette, unit, lene, client):
    verdict = decided(mette, unit, lene, outcome="stop")
    subjects.set_hidden(verdict.assessment.subject, clock.now())
    assert client.get(link_of(verdict)).status_code == 404
    assert not client.get(reverse("verdicts:list")).context["page"].object_list
    technology = reverse("technologies:page", args=[verdict.assessment.technology_id])
    assert link_of(verdict) not in client.get(technology).content.decode()


def test_second_press_leads_to_what_stands(mette, unit, lene, sign_in):
    assessment = ready(mette, unit)
    assert sign_in(mette).post(reverse("verdicts:ready", args=[assessment.pk])).url.endswith(f"{assessment.pk}/")
    verdict = decide(assessment, lene, outcome=Outcome.STOP)
    client = sign_in(lene)
    assert client.post(reverse("verdicts:decide", args=[assessment.pk])).url == link_of(verdict)
    path = reverse("verdicts:evaluate", args=[assessment.pk])
    assert client.post(path, FOUND).url == client.post(path, FOUND).url == link_of(verdict)


def add(number: int) -> None:
    unit = make_unit()
    leader = make_person(role="leader", scope=unit)
    technology = make_technology(title=f"Loftlift nummer {number}")
    assessment = make_assessment(technology=technology, unit=unit)
    today = clock.today()
    dates = {"agreed_on": today, "opened_on": today, "closes_on": today, "completed_on": today}
    Assessment.objects.filter(pk=assessment.pk).update(status="decided", **dates)
    row_of(assessment, leader).save()


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_list_costs_the_same_for_thirty(client, sign_in, birthe, who):
    client = sign_in(birthe) if who == "coordinator" else client
    path = reverse("verdicts:list")
    add(0)
    one = cost(client, path)
    for number in range(1, 30):
        add(number)
    thirty = cost(client, path)
    assert len(thirty) == len(one), "\n".join(thirty)
    assert len(thirty) <= MOST_ON_LIST + owed_sorts(who), "\n".join(thirty)
    assert Verdict.objects.count() == 30


def test_parties_are_found_once_for_a_page(mette, unit, lene):
    """However many rights it asks for; of an assessment read anew, they are found anew."""
    technology = make_technology()
    technology.products.create(supplier="Liftfabrikken")
    verdict = decided(mette, unit, lene, technology=technology)
    assessment = assessment_of(verdict.pk, viewer(lene))
    seller = make_actor("Liftfabrikken", kind="company")
    with CaptureQueriesContext(connection) as first:
        parties = case_of(assessment).parties
    assert seller.pk in parties
    with CaptureQueriesContext(connection) as second:
        assert case_of(assessment, 5).parties == parties
    assert len(first) >= 3
    assert len(second) == 0
    technology.products.all().delete()
    assert seller.pk not in case_of(assessment_of(verdict.pk, viewer(lene))).parties


def test_pages_of_one_verdict_cost_little(mette, unit, lene, client):
    verdict = decided(mette, unit, lene)
    queries = cost(client, link_of(verdict))
    assert len(queries) <= MOST_ON_PAGE, "\n".join(queries)
