"""The pages of others' results: writing, reading, searching, and what lists cost."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.external_results import actions
from samspil.external_results.models import ExternalResult
from tests.assessments.making import make_assessment
from tests.external_results.making import READ, TOOK_PART, make_result
from tests.factories import make_person, viewer
from tests.technologies.making import make_technology

pytestmark = pytest.mark.django_db
LIST = reverse("external_results:list")
PUBLIC = {"is_public": True, "permission": "Offentlig rapport."}
MOST_ON_LIST, MOST_ON_PAGE = 8, 12


def page_of(row, name: str = "page") -> str:
    return reverse(f"external_results:{name}", args=[row.pk])


@pytest.mark.capability("C60")
def test_employee_writes_it_on_and_everybody_reads_what_may_be_shown(mette, sign_in, client):
    technology = make_technology()
    path = reverse("external_results:attach", args=[technology.pk])
    told = {**TOOK_PART, "partners": "Instituttet\nEn nabokommune", "is_public": "on", "permission": "Ja, af Ib Bo."}
    response = sign_in(mette).post(path, told)
    result = ExternalResult.objects.get()
    assert response.url == page_of(result)
    for shown in (client.get(page_of(result)), client.get(reverse("technologies:page", args=[technology.pk]))):
        assert "Instituttets egen metode" in shown.text
        assert "En nabokommune" in shown.text
    text = client.get(page_of(result)).text
    for words in ("Aftale af 3. maj 2019", "Ja, af Ib Bo.", "Sag 19/4711", "3. maj 2019"):
        assert words in text


@pytest.mark.capability("C60")
def test_what_may_not_be_shown_stands_on_no_page_of_others(mette, sign_in, client):
    technology = make_technology()
    assessment = make_assessment(technology=technology)
    result = make_result(technology, by=mette)
    pages = [LIST, reverse("technologies:page", args=[technology.pk]), reverse("site:search") + "?q=løftene"]
    pages.append(reverse("assessments:page", args=[assessment.pk]))
    for path in pages:
        assert READ["title"] not in client.get(path).text, path
    assert client.get(page_of(result)).status_code == 404
    staff = sign_in(mette)
    for path in pages:
        assert READ["title"] in staff.get(path).text, path
    assert "Kun for ansatte" in staff.get(page_of(result)).text


def test_edit_keeps_what_stands_and_tells_when_somebody_was_quicker(mette, sign_in):
    result = make_result(by=mette, kind="took_part")
    client = sign_in(mette)
    form = client.get(page_of(result, "edit")).context["form"]
    told = {name: "" if value is None else value for name, value in form.initial.items() if name != "is_public"}
    assert client.post(page_of(result, "edit"), {**told, "title": "Nyt"}).status_code == 302
    result.refresh_from_db()
    assert (result.title, [str(row) for row in result.partners.all()]) == ("Nyt", ["Instituttet"])
    assert client.post(page_of(result, "edit"), {**told, "title": "For sent"}).status_code == 409


def test_what_stood_before_it_was_public_is_read_by_staff_alone(mette, sign_in, client, karen):
    result = make_result(by=mette, found="Ikke til alle: de fandt en fejl.")
    actions.edit_result(by=viewer(mette), result_id=result.pk, found="De fandt en fejl.", **PUBLIC)
    path = page_of(result, "history")
    staff = sign_in(mette)
    assert path in staff.get(page_of(result)).text
    assert "Ikke til alle" in staff.get(path).text
    for reader in (client, sign_in(karen)):
        text = reader.get(page_of(result)).text
        assert "De fandt en fejl." in text
        assert path not in text
        assert "Ikke til alle" not in reader.get(path, follow=True).text


def test_technology_with_many_leads_to_the_rest(client):
    technology = make_technology()
    everything = f"{LIST}?teknologi={technology.pk}"
    page = reverse("technologies:page", args=[technology.pk])
    make_result(technology, **PUBLIC)
    assert everything not in client.get(page).text
    for _number in range(10):
        make_result(technology, **PUBLIC)
    assert everything in client.get(page).text
    assert len(client.get(everything).context["page"].object_list) == 11


def test_withdrawing_tells_why_to_staff_alone(mette, sign_in, client):
    result = make_result(by=mette, **PUBLIC)
    staff = sign_in(mette)
    assert staff.post(page_of(result, "withdraw"), {"reason": "Lovet er slut."}).status_code == 302
    assert staff.post(page_of(result, "withdraw"), {"reason": "Igen"}).url == page_of(result)
    assert "Lovet er slut." in staff.get(page_of(result)).text
    assert client.get(page_of(result)).status_code == 404
    assert READ["title"] not in staff.get(LIST).text


def test_list_is_searched_filtered_and_sorted(client):
    lift = make_technology(title="Loftlift")
    old = make_result(lift, title="Den gamle", year=2010, **PUBLIC)
    new = make_result(title="Den nye", year=2020, kind="took_part", **PUBLIC)

    def found(query: str) -> list[str]:
        return [row.title for row in client.get(LIST + query).context["page"]]

    assert found("") == [new.title, old.title]
    assert found("?sorter=titel") == [old.title, new.title]
    assert found("?samarbejde=read") == found(f"?teknologi={lift.pk}") == found("?q=gamle") == [old.title]
    assert found("?q=findesikke") == []
    assert found("?samarbejde=vrøvl&teknologi=vrøvl") == [new.title, old.title]


def cost(client, path: str) -> list[str]:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("who", ["visitor", "staff"])
def test_pages_cost_the_same_for_one_row_and_for_thirty(client, who, sign_in):
    technology = make_technology()
    if who == "staff":
        client = sign_in(make_person(role="leader"))
    first = make_result(technology, kind="took_part", **PUBLIC)
    paths = [LIST, page_of(first), reverse("technologies:page", args=[technology.pk])]
    for path in paths:
        client.get(path)
    one = [len(cost(client, path)) for path in paths]
    for _number in range(29):
        make_result(technology, kind="took_part", **PUBLIC)
    thirty = [cost(client, path) for path in paths]
    assert [len(each) for each in thirty] == one
    if who == "visitor":
        assert len(thirty[0]) <= MOST_ON_LIST, "\n".join(thirty[0])
        assert len(thirty[1]) <= MOST_ON_PAGE, "\n".join(thirty[1])
