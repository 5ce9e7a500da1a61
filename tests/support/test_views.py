"""The pages of help: a guest asks by a link, the queue is worked, and the list goes along as a table."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation.models import OutgoingMail
from samspil.support.models import HelpRequest
from tests.factories import make_challenge, make_person, make_unit
from tests.support.making import TITLE, make_help, make_help_answer

pytestmark = pytest.mark.django_db
GUEST = {"guest_name": "Agnes", "guest_email": "agnes@engbaek.example"}
ASKED = {"kind": "funding", "title": TITLE, "body": "Vi vil køre ture."}


def page_of(name: str, *args) -> str:
    return reverse(f"support:{name}", args=args)


@pytest.mark.parametrize("only_staff", [False, True])
def test_guest_asks_by_a_link_and_hears_what_happens(client, only_staff):
    data = {**GUEST, **ASKED, **({"only_staff": "on"} if only_staff else {})}
    client.post(page_of("ask"), data)
    assert not HelpRequest.objects.exists()
    link = re.search(r"(/bekraeft/\S+)", OutgoingMail.objects.latest("pk").text)[1]
    done = client.post(link).text
    wanted = HelpRequest.objects.get()
    assert wanted.author.name == "Agnes"
    assert ("Kun de ansatte og du kan læse det." in done) == only_staff
    assert (page_of("page", wanted.pk) in done) != only_staff
    assert client.get(page_of("page", wanted.pk)).status_code == (404 if only_staff else 200)


def test_asked_about_a_page_and_shown_there(client, sign_in, karen):
    challenge = make_challenge(by=karen)
    signed_in = sign_in(karen)
    form = signed_in.get(f"{page_of('ask')}?om={challenge.pk}")
    assert challenge.question in form.text
    signed_in.post(page_of("ask"), {**ASKED, "about_id": str(challenge.pk), "request_id": ""})
    wanted = HelpRequest.objects.get()
    assert wanted.about_id == challenge.pk
    assert TITLE in client.get(reverse("challenges:page", args=[challenge.pk])).text
    assert challenge.question in client.get(page_of("page", wanted.pk)).text
    assert TITLE in signed_in.get(reverse("identity:me")).text
    for forged in ("x", karen.actor_id):
        assert client.get(f"{page_of('ask')}?om={forged}").status_code == 404


def test_worked_from_the_queue(sign_in, karen, mette, birthe):
    wanted = make_help(by=karen)
    staff, asker, coordinator = sign_in(mette), sign_in(karen), sign_in(birthe)
    data = {"person_id": str(mette.pk), "expected_version": "1"}
    assert coordinator.post(page_of("assign", wanted.pk), data).status_code == 302
    stale = {"body": "Tre fonde.", "expected_version": "1"}
    assert staff.post(page_of("answer", wanted.pk), stale).status_code == 409
    answer = {"body": "Tre fonde.", "links": "ikke et link", "expected_version": "2"}
    assert staff.post(page_of("answer", wanted.pk), answer).context["form"].errors["links"]
    key = {**answer, "links": "https://fonde.example", "request_id": str(wanted.pk)}
    for _press in range(2):
        assert staff.post(page_of("answer", wanted.pk), key).url == page_of("page", wanted.pk)
    assert wanted.answers.count() == 1
    assert 'href="https://fonde.example"' in asker.get(page_of("page", wanted.pk)).text
    asker.post(page_of("reopen", wanted.pk), {"why": "De er lukket."})
    assert "De er lukket." in staff.get(page_of("page", wanted.pk)).text
    make_help_answer(wanted, by=mette)
    for _press in range(2):
        assert asker.post(page_of("close", wanted.pk)).status_code == 302
    assert HelpRequest.objects.get().status == "closed"


def test_list_is_searched_filtered_and_sorted(client, sign_in, karen, mette, unit):
    first = make_help(by=karen, unit_id=unit.pk)
    second = make_help(by=mette, kind="knowledge", title="Hvem ved noget om haver?")

    def found(query: str, by=client) -> list:
        return [row.pk for row in by.get(page_of("list") + query).context["page"]]

    assert found("") == [second.pk, first.pk]
    assert found("?sorter=frist") == [first.pk, second.pk]
    assert found("?q=ladcykel") == found("?slags=funding") == found(f"?enhed={unit.pk}") == [first.pk]
    assert found("?status=overdue") == found("?status=closed") == []
    assert found("?status=waiting&hvis=mine&slags=x&enhed=x&sorter=x") == [second.pk, first.pk]
    assert found("?hvis=mine", sign_in(mette)) == [second.pk]
    assert found("?hvis=hos-mig", sign_in(mette)) == []


def test_coordinators_take_the_list_along(client, sign_in, birthe, karen):
    make_help(by=karen, title="=cmd|' /C calc'!A0")
    make_help_answer(make_help(by=karen, only_staff=True), by=birthe)
    for who in (client, sign_in(karen)):
        assert who.get(reverse("papers:help-csv")).status_code == 403
    text = sign_in(birthe).get(reverse("papers:help-csv")).content.decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 3
    assert "\"'=cmd" in text
    assert sign_in(birthe).get(reverse("papers:help-xlsx")).status_code == 200


def test_costs_the_same_for_one_and_thirty(client, sign_in, birthe):
    challenge, coordinator, cost = make_challenge(), sign_in(birthe), []
    for number in (1, 29):
        for _number in range(number):
            wanted = make_help(unit_id=make_unit().pk, about_id=challenge.pk)
            make_help_answer(wanted, by=make_person(role="coordinator"))
        pages = [(client, page_of("list")), (coordinator, page_of("list") + "?q=cykel&status=answered")]
        pages += [(client, f"/udfordringer/{challenge.pk}/"), (client, page_of("page", wanted.pk))]
        counted = []
        for who, path in pages:
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert who.get(path).status_code == 200
            counted.append(len(captured))
        cost.append(counted)
    assert cost[0] == cost[1]
    assert cost[0][0] <= 8
