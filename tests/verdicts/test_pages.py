"""Where a verdict is read, what a second press does, and what the pages cost."""

import pytest
from django.urls import reverse

from samspil.assessments.models import Assessment
from samspil.foundation import clock, subjects
from samspil.verdicts.models import Outcome, Verdict
from tests.assessments.making import make_assessment
from tests.factories import make_person, make_unit
from tests.technologies.making import make_technology
from tests.test_query_counts import MOST_ON_LIST, cost, owed_sorts
from tests.verdicts.making import FOUND, decide, decided, evaluated, lacking, ready
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


def test_pages_of_one_verdict_cost_little(mette, unit, lene, client):
    verdict = decided(mette, unit, lene)
    queries = cost(client, link_of(verdict))
    assert len(queries) <= MOST_ON_PAGE, "\n".join(queries)
