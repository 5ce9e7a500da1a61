"""The pages of processes, and what they bring to the page, the paper and the calendar of their challenge."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import clock
from samspil.processes import actions
from samspil.processes.models import Process
from tests.factories import make_challenge, make_unit, viewer
from tests.processes.test_actions import add_task, first_step, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(karen, unit):
    return make_challenge(by=karen, unit=unit)


def path(name, *args) -> str:
    return reverse(f"processes:{name}", args=args)


@pytest.mark.capability("C42")
def test_from_the_challenge_to_a_task_that_is_done(challenge, karen, sign_in, client):
    mine = sign_in(karen)
    page = reverse("challenges:page", args=[challenge.pk])
    assert path("start-on", challenge.pk) in mine.get(page).text
    assert path("start-on", challenge.pk) not in client.get(page).text
    begun = mine.post(path("start-on", challenge.pk), {"template": "bottom-up", "title": "Bedre dage"}, follow=True)
    process = Process.objects.get()
    assert "Forløbet er i gang" in begun.text
    step = first_step(process)
    due = clock.today() + timedelta(days=2)
    task = {"title": "Ring til Kurt", "name": "Erna", "due_on": f"{due:%d-%m-%Y}"}
    assert mine.post(path("add-task", step.pk), task).status_code == 302
    text = client.get(page).text
    for words in ("Nu sker der", step.title, "Ring til Kurt", "Erna"):
        assert words in text
    assert "Tilføj en opgave" not in client.get(path("page", process.pk)).text
    made = step.tasks.get(title="Ring til Kurt")
    mine.post(path("tick-task", made.pk))
    assert "Ring til Kurt" not in client.get(page).text
    mine.post(path("tick-task", made.pk), {"is_done": "nej"})
    mine.post(path("tick-step", step.pk))
    assert "Find det, der går igen" in client.get(page).text
    paper = client.get(reverse("papers:paper", args=[challenge.pk])).text
    calendar = client.get(reverse("papers:ics", args=[challenge.pk])).text
    plan = client.get(path("paper", process.pk)).text
    for words in ("Ring til Kurt", "Erna"):
        assert words in paper
        assert words in calendar
        assert words in plan
    mine.post(path("end", process.pk))
    assert "Nu sker der" not in client.get(page).text


def test_list_is_searched_narrowed_and_sorted(challenge, karen, unit, mette, client):
    start(karen, challenge, title="Bedre eftermiddage")
    over = start(mette, unit_id=unit.pk, template="empty", title="Kaffe hele dagen")
    actions.end_process(by=viewer(mette), process_id=over.pk)
    start(mette, unit_id=unit.pk, template="empty", title="Ansatkun", audience="staff")

    def shown(query: str) -> set[str]:
        text = client.get(path("list") + query).text
        return {title for title in ("Bedre eftermiddage", "Kaffe hele dagen", "Ansatkun") if title in text}

    assert shown("") == {"Bedre eftermiddage", "Kaffe hele dagen"}
    assert shown("?q=kaffe") == shown("?vis=slut") == {"Kaffe hele dagen"}
    assert shown("?vis=i-gang") == {"Bedre eftermiddage"}
    assert shown(f"?enhed={unit.pk}&sorter=nyeste") == {"Bedre eftermiddage", "Kaffe hele dagen"}
    assert shown(f"?enhed={make_unit().pk}") == set()
    assert shown("?vis=x&enhed=x&sorter=x&side=x") == {"Bedre eftermiddage", "Kaffe hele dagen"}


def test_pages_cost_the_same_with_one_and_with_many(challenge, karen, client):
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    process = start(karen, challenge)
    addresses = [path("list"), path("page", process.pk), reverse("challenges:page", args=[challenge.pk])]
    before = [(cost(address), cost(address))[1] for address in addresses]
    for _number in range(15):
        start(karen, challenge, template="empty")
        step = actions.add_step(by=viewer(karen), process_id=process.pk, title="Endnu et")
        add_task(karen, step, person_id=str(karen.pk))
    assert [cost(address) for address in addresses] == before
    assert max(before[:2]) <= 12


def test_the_challenge_page_asks_once_for_all_its_processes(challenge, karen):
    from samspil.processes.queries import next_steps

    for _number in range(3):
        start(karen, challenge)
    with CaptureQueriesContext(connection) as found:
        rows = next_steps(challenge.subject, viewer(karen))
    assert [len(row.tasks) for row in rows] == [2, 2, 2]
    assert len([query for query in found if "processes_step" in query["sql"]]) == 1


def test_ones_own_page_tells_what_one_has_to_do(challenge, karen, sign_in):
    add_task(karen, first_step(start(karen, challenge)), person_id=str(karen.pk), title="Bag en kage")
    assert "Bag en kage" in sign_in(karen).get(reverse("identity:me")).text


def test_overtaken_edits_show_both_texts(challenge, karen, sign_in):
    process = start(karen, challenge)
    client = sign_in(karen)
    step = first_step(process)
    actions.edit_step(by=viewer(karen), step_id=step.pk, title="Først", guidance="")
    stale = client.post(path("edit-step", step.pk), {"title": "Sidst", "guidance": "", "expected_version": "1"})
    assert stale.status_code == 409
    assert "Først" in stale.text
    assert "Sidst" in stale.text


def test_pressing_remove_twice_is_harmless(challenge, karen, sign_in):
    client, step = sign_in(karen), first_step(start(karen, challenge))
    assert client.get(path("remove-step", step.pk)).status_code == 200
    for _press in range(2):
        assert client.post(path("remove-step", step.pk)).status_code == 302


def test_templates_are_kept_and_dropped(challenge, karen, birthe, sign_in, client):
    process = start(karen, challenge)
    keeper = sign_in(birthe)
    assert keeper.post(path("keep", process.pk), {"name": "Vores egen"}).status_code == 302
    assert "Vores egen" in client.get(path("templates")).text
    assert "Vores egen" in sign_in(karen).get(path("start-on", challenge.pk)).text
    from samspil.processes.models import ProcessTemplate

    assert keeper.post(path("drop-template", ProcessTemplate.objects.get().pk)).status_code == 302
    assert "Vores egen" not in client.get(path("templates")).text


def test_in_a_unit_over_http(unit, mette, sign_in, karen):
    client = sign_in(mette)
    assert sign_in(karen).get(path("start")).status_code == 403
    data = {"template": "empty", "title": "Kaffe", "unit_id": str(unit.pk), "audience": "public"}
    assert client.post(path("start"), data | {"title": ""}).status_code == 200
    assert client.post(path("start"), data).status_code == 302
    process = Process.objects.get()
    assert client.post(path("move-step", process.pk), {"position": "1"}).status_code == 404
    step = actions.add_step(by=viewer(mette), process_id=process.pk, title="Ét")
    for position in ("1", "-1", "x", "9999999"):
        assert client.post(path("move-step", step.pk), {"position": position}).status_code == 302
