"""The group's room and pages: asking, answering, reading, and what they cost."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.assessments.models import Assessment
from samspil.decisions.actions import decide
from samspil.decisions.models import Advice, Case, Decision
from samspil.foundation import clock, subjects
from samspil.foundation.viewer import NOBODY
from samspil.technology_advice import queries
from samspil.technology_advice.models import AdviceRequest
from samspil.technology_needs.actions import close_need
from samspil.verdicts.actions import evaluate_verdict
from tests.assessments.making import make_assessment
from tests.factories import make_person, make_unit, viewer
from tests.technologies.making import make_technology, make_use
from tests.technology_advice.making import QUESTION, RECOMMENDATION, make_advice, make_group, make_request, stated
from tests.technology_needs.making import make_need
from tests.technology_projects.making import make_project
from tests.verdicts.making import FOUND, asked_again, decided

pytestmark = pytest.mark.django_db
ROOM, LIST = reverse("technology_advice:room"), reverse("technology_advice:list")
MOST_ON_LIST, MOST_IN_ROOM, MOST_ON_PAGE = 8, 14, 10


def page_of(row, name: str = "request") -> str:
    return reverse(f"technology_advice:{name}", args=[row.pk])


@pytest.mark.capability("C54")
def test_the_unit_asks_and_the_group_answers_for_all_to_read(mette, unit, sign_in, client):
    _body, (anna, bo, carl) = make_group()
    assessment = make_assessment(by=mette, unit=unit)
    asking = sign_in(mette)
    matter = reverse("assessments:page", args=[assessment.pk])
    path = reverse("technology_advice:ask", args=[assessment.pk])
    assert path in asking.get(matter).text
    asking.post(path, {"question": QUESTION})
    asked = AdviceRequest.objects.get()
    assert "Venter på råd" in client.get(ROOM).text
    told = {
        "meeting_on": str(clock.today()),
        "recommendation": RECOMMENDATION,
        "dissent": "Bo ville hellere vente.",
        f"stake_{anna.pk}": "none",
        f"stake_{bo.pk}": "small",
        f"note_{bo.pk}": "Hans søster er ansat i enheden.",
        f"stake_{carl.pk}": "left",
        f"note_{carl.pk}": "Hans kone sælger den.",
    }
    assert sign_in(anna).post(page_of(asked, "give"), told).url == page_of(asked)
    for shown in (page_of(asked), matter, reverse("technologies:page", args=[assessment.technology_id])):
        text = client.get(shown).text
        for words in (RECOMMENDATION, "Bo ville hellere vente.", "Hans søster er ansat i enheden.", "Carl Holst"):
            assert words in text, shown
    assert path in asking.get(matter).text  # a new question may be asked now


@pytest.mark.capability("C54")
@pytest.mark.parametrize("who", ["birthe", "lene", "mette", "jens", "karen"])
def test_nobody_else_answers_by_post(request, mette, unit, sign_in, who):
    _body, members = make_group()
    asked = make_request(make_assessment(by=mette, unit=unit), mette)
    told = {"meeting_on": str(clock.today()), "recommendation": "Køb den."}
    told |= {f"stake_{person.pk}": "none" for person in members}
    assert sign_in(request.getfixturevalue(who)).post(page_of(asked, "give"), told).status_code == 403
    assert not Advice.objects.exists()


@pytest.mark.capability("C54")
def test_no_member_decides_by_post_on_any_page_that_decides(mette, unit, sign_in):
    """The addresses at which the house records a decision about technology, each tried by a member of the group."""
    _body, (anna, *_others) = make_group()
    project = make_project(mette, unit=unit)
    assessment = make_assessment(by=mette, unit=unit)
    client = sign_in(anna)
    tried = {"trials:answer": project.pk, "trials:conclude": project.pk, "verdicts:decide": assessment.pk}
    told = {"reason": "Ja.", "interest": "none", "outcome": "roll_out", "answer": "yes"}
    for name, pk in tried.items():
        assert client.post(reverse(name, args=[pk]), told).status_code == 403, name
    assert not Decision.objects.exists()
    assert Assessment.objects.get(pk=assessment.pk).status == "draft"


def test_what_is_wrong_with_the_advice_is_told_and_stays(mette, unit, sign_in):
    _body, (anna, bo, carl) = make_group()
    asked = make_request(make_assessment(by=mette, unit=unit), mette)
    told = {"recommendation": RECOMMENDATION, f"stake_{anna.pk}": "none", f"stake_{bo.pk}": "small"}
    told |= {f"stake_{carl.pk}": "away"}
    client = sign_in(anna)
    assert set(client.post(page_of(asked, "give"), told).context["form"].errors) == {"meeting_on"}
    response = client.post(page_of(asked, "give"), told | {"meeting_on": str(clock.today())})
    assert set(response.context["form"].errors) == {f"note_{bo.pk}"}
    assert RECOMMENDATION in response.text
    assert not Advice.objects.exists()


def test_nobodys_statement_is_made_for_them_and_the_one_that_lacks_is_named(mette, unit, sign_in):
    _body, (anna, bo, carl) = make_group()
    asked = make_request(make_assessment(by=mette, unit=unit), mette)
    client = sign_in(anna)
    shown = client.get(page_of(asked, "give"))
    assert not any(stake.value() for stake, _note in shown.context["form"].stakes)
    stakes = shown.text.split("Hvem var med, og har nogen")[1]
    assert "(kan springes over)" not in stakes
    told = {"recommendation": RECOMMENDATION, "meeting_on": str(clock.today()), f"stake_{bo.pk}": "none"}
    told |= {f"note_{bo.pk}": "Skrevet om Bo."}
    response = client.post(page_of(asked, "give"), told)
    assert set(response.context["form"].errors) == {f"stake_{anna.pk}", f"stake_{carl.pk}"}
    summary = response.text.split('id="form-errors"')[1].split("</ul>")[0]
    assert "Carl Holst" in summary
    assert "Bo Friis" not in summary
    assert "Sig, om du selv har noget på spil." in summary
    for kept in (RECOMMENDATION, "Skrevet om Bo."):
        assert kept in response.text
    assert not Advice.objects.exists()
    told |= {f"stake_{anna.pk}": "none", f"stake_{carl.pk}": "away"}
    assert client.post(page_of(asked, "give"), told).status_code == 302
    assert set(Advice.objects.get().interests.values_list("person", flat=True)) == {anna.pk, bo.pk}


def test_the_second_press_finds_the_first(mette, unit, sign_in):
    _body, members = make_group()
    assessment = make_assessment(by=mette, unit=unit)
    client, path = sign_in(mette), reverse("technology_advice:ask", args=[assessment.pk])
    told = {"question": QUESTION, "request_id": str(assessment.pk)}
    assert [client.post(path, told).status_code for _press in range(2)] == [302, 302]
    asked = AdviceRequest.objects.get()
    told = {"recommendation": RECOMMENDATION, "meeting_on": str(clock.today()), "request_id": str(asked.pk)}
    told |= {f"stake_{person.pk}": "none" for person in members}
    client = sign_in(members[0])
    assert [client.post(page_of(asked, "give"), told).status_code for _press in range(2)] == [302, 302]
    assert Advice.objects.count() == 1


def test_member_who_was_slower_is_led_to_the_advice(mette, unit, sign_in, lene):
    _body, members = make_group()
    asked = make_request(make_assessment(by=mette, unit=unit), mette)
    make_advice(asked, *members)
    told = {"recommendation": "Et andet råd.", "meeting_on": str(clock.today())}
    told |= {f"stake_{person.pk}": "none" for person in members}
    response = sign_in(members[1]).post(page_of(asked, "give"), told, follow=True)
    assert "Gruppen har svaret. Her står rådet." in response.text
    assert RECOMMENDATION in response.text
    assert sign_in(lene).post(page_of(asked, "give"), told).status_code == 403
    assert Advice.objects.count() == 1


def test_a_question_is_taken_back(mette, unit, sign_in, client):
    make_group()
    asked = make_request(make_assessment(by=mette, unit=unit), mette)
    asking = sign_in(mette)
    assert asking.post(page_of(asked, "withdraw")).status_code == 302
    assert asking.post(page_of(asked, "withdraw")).status_code == 302  # the second press
    assert QUESTION not in client.get(LIST).text
    assert "taget tilbage" in client.get(page_of(asked)).text


@pytest.mark.capability("C54")
def test_the_room_shows_what_is_coming_and_nothing_that_is_not_for_you(mette, unit, sign_in, client):
    make_group()
    technology = make_technology(title="Skylletoilet")
    make_use(technology, make_unit("Plejecenter Åbrinken"), status="coming")
    make_use(make_technology(title="I drift"), make_unit(), status="in_use")
    make_project(mette, unit=unit, technology=technology)
    open_need = make_need(by=mette, unit=unit, title="Et åbent behov")
    hidden = make_need(by=mette, unit=unit, title="Kun for ansatte", audience="staff")
    make_request(hidden, mette, question="Hemmeligt spørgsmål")
    text = client.get(ROOM).text
    for words in ("Skylletoilet", "Plejecenter Åbrinken", open_need.title, "Anna Toft"):
        assert words in text
    for words in ("I drift", "Kun for ansatte", "Hemmeligt spørgsmål"):
        assert words not in text
    assert "Kun for ansatte" in sign_in(mette).get(ROOM).text


def test_unit_that_was_hidden_is_not_named(birthe, client):
    make_group()
    unit = make_unit("Skjultenhed")
    asked = make_request(make_assessment(by=birthe, unit=unit), birthe)
    make_request(make_project(birthe, unit=unit).trial, birthe)
    paths = (ROOM, LIST, page_of(asked))
    assert all("Skjultenhed" in client.get(path).text for path in paths)
    subjects.set_hidden(unit.actor.subject, clock.now())
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200
        assert "Skjultenhed" not in page.text, path


def test_follow_up_of_what_was_looked_back_on_is_not_under_way(mette, unit, lene, client):
    """The round of a verdict that nobody has looked back on is."""
    over, open_one = decided(mette, unit, lene), decided(mette, unit, lene)
    rounds = [asked_again(verdict, mette) for verdict in (over, open_one)]
    evaluate_verdict(by=viewer(lene), assessment_id=over.pk, **FOUND)
    assert [row for row, _asked in queries.coming(NOBODY).assessments] == [rounds[1]]
    assert reverse("assessments:page", args=[rounds[0].pk]) not in client.get(ROOM).text
    assert reverse("assessments:page", args=[rounds[1].pk]) in client.get(ROOM).text


def test_group_that_was_hidden_is_not_named_at_its_advice(mette, unit, client):
    body, members = make_group()
    assessment = make_assessment(by=mette, unit=unit)
    asked = make_advice(make_request(assessment, mette), *members)
    paths = (page_of(asked), reverse("assessments:page", args=[assessment.pk]))
    assert all(body.name in client.get(path).text for path in paths)
    subjects.set_hidden(body.subject, clock.now())
    for path in paths:
        assert RECOMMENDATION in client.get(path).text
        assert body.name not in client.get(path).text, path


def test_list_is_searched_filtered_and_sorted(mette, unit, client):
    _body, members = make_group()
    first = make_request(make_assessment(by=mette, unit=unit), mette, question="Om kørestolen")
    make_advice(first, *members)
    with time_machine.travel(clock.now() - timedelta(days=30)):
        late = make_request(make_assessment(by=mette, unit=unit), mette, question="Om toilettet")
    soon = make_request(make_need(by=mette, unit=unit), mette, question="Om skeen")

    def found(query: str) -> set[str]:
        return {row.question for row in client.get(LIST + query).context["page"]}

    assert found("") == {first.question, late.question, soon.question}
    assert found("?status=besvaret") == found("?q=kørestol") == {first.question}
    assert found("?status=venter") == {late.question, soon.question}
    assert found("?status=ubesvaret") == {late.question}
    assert found(f"?enhed={make_unit().pk}") == set()
    assert client.get(LIST + "?sorter=frist").context["page"][0].question == late.question
    assert "Ubesvaret" in client.get(LIST).text


@pytest.mark.capability("C54")
def test_pages_say_that_it_was_decided_without_the_group(mette, lene, unit, sign_in, client):
    _body, (anna, *others) = make_group()
    asked = make_request(make_assessment(by=mette, unit=unit), mette)
    closed = make_request(make_need(by=mette, unit=unit), mette, question="Om skeen")
    close_need(by=viewer(mette), need_id=closed.subject_id, reason="Vi byttede om på vagterne.")
    told = {"matter": "verdict", "outcome": "stop", "reason": "Nej.", "interest": "none"}
    with time_machine.travel(clock.now() + timedelta(days=3)):
        decide(by=viewer(lene), case=Case(subject=asked.subject, unit=unit), **told)
    room = sign_in(anna).get(ROOM)
    assert room.context["waiting"] == []
    assert "Venter på råd" not in room.text
    for path in (ROOM, LIST, page_of(asked), reverse("assessments:page", args=[asked.subject_id])):
        text = client.get(path).text
        assert re.search("Blev besluttet .+ uden gruppens råd", text), path
        assert "Besluttet uden råd" in text
    assert "Gruppen svarede ikke, før det var slut." in client.get(page_of(closed)).text
    found = {
        state: {row.pk for row in client.get(f"{LIST}?status={state}").context["page"]} for state in queries.STATES
    }
    assert found == {"venter": set(), "ubesvaret": {asked.pk, closed.pk}, "besvaret": set()}
    # Advice that comes now is still advice, and nobody reads it as if it had been there.
    with time_machine.travel(clock.now() + timedelta(days=5)):
        make_advice(asked, anna, *others)
    for path in (ROOM, LIST, page_of(asked), reverse("assessments:page", args=[asked.subject_id])):
        text = client.get(path).text
        assert "Råd efter beslutningen" in text, path
        assert "Har fået råd</span>" not in text


def cost(client, path: str) -> list[str]:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_pages_cost_the_same_for_one_and_for_many(birthe, client):
    _body, members = make_group()
    technology = make_technology()

    def fill() -> AdviceRequest:
        author, unit = make_person(role="coordinator"), make_unit()
        make_need(by=author)
        make_project(author, unit=unit, technology=technology)
        make_use(make_technology(), make_unit(), status="trial")
        make_request(make_assessment(by=author, technology=technology), author)
        asked = make_request(make_assessment(by=author, technology=technology), author)
        return make_advice(asked, *members, statements=stated(*members))

    asked = fill()
    paths = [LIST, ROOM, page_of(asked), reverse("technologies:page", args=[technology.pk])]
    for path in paths:
        client.get(path)
    one = [len(cost(client, path)) for path in paths]
    for _number in range(8):
        fill()
    many = [cost(client, path) for path in paths]
    assert [len(each) for each in many] == one
    for each, most in zip(many, (MOST_ON_LIST, MOST_IN_ROOM, MOST_ON_PAGE), strict=False):
        assert len(each) <= most, "\n".join(each)
