"""Today's practice and up to four proposals in one table, and an answer for each that is not taken further."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.challenges.models import Challenge
from samspil.foundation import clock, subjects
from samspil.foundation.models import OutgoingMail
from samspil.proposals import queries
from samspil.proposals.actions import edit_proposal, withdraw_proposal
from samspil.proposals.models import Answer
from tests.factories import make_actor, make_answer, make_challenge, make_person, make_pledge, make_proposal, viewer
from tests.gone import stands_in

pytestmark = pytest.mark.django_db


def beside(challenge) -> str:
    return reverse("proposals:side-by-side", args=[challenge.pk])


def rest(challenge) -> str:
    return reverse("proposals:answer-rest", args=[challenge.pk])


def table_of(page) -> dict[str, list[list[str]]]:
    """Each row's lines by column, by its label."""
    return {
        row.label: [[*cell.lines, *filter(None, [cell.flag])] for cell in row.cells] for row in page.context["rows"]
    }


@pytest.mark.capability("C01")
def test_today_stands_first_and_is_never_counted(client, karen, kurt, lene, unit):
    challenge = make_challenge(by=karen, unit=unit, today="Besøgsven fra ventelisten.")
    boat = make_proposal(challenge, by=kurt, delivers=[unit.pk], title="Båd", degree="radical", object="process")
    for body in ("En time", "To timer"):
        make_pledge(boat, by=kurt, body=body)
    for amount in (500, 4500):
        make_pledge(boat, by=kurt, kind="money", amount=amount)
    bus = make_proposal(challenge, by=karen, title="Bus")
    make_answer(bus, by=lene, outcome="no", body="Der er ingen bus.")
    page = client.get(beside(challenge))
    assert [column["title"] for column in page.context["columns"]] == ["Sådan gør vi nu", "Båd", "Bus"]
    assert "I dag og 2 forslag" in page.text
    table = table_of(page)
    assert table["Hvad det er"][0] == ["Besøgsven fra ventelisten."]
    assert table["Udtænkt af"] == [[], ["Kurt (Civilsamfundet)"], ["Karen (Civilsamfundet)"]]
    assert table["Kunne gøre det"][1:] == [["Hjemmeplejen Nord (Kommunen)"], ["Ikke aftalt endnu"]]
    assert table["Hvor nyt, og hvad ændrer sig"][1] == ["Noget helt nyt", "En måde at arbejde på"]
    assert table["Bidrag"][1:] == [["Penge: 2 · 5.000 kr. i alt", "Tid: 2"], ["Ingen endnu"]]
    assert table["Svar"][1][0].startswith("Lene Dahlgaard svarer senest")
    assert table["Svar"][2] == ["Nej, og her er hvorfor", "Der er ingen bus."]
    assert re.search(r'<th scope="col".*Båd', page.text)
    assert re.search(r'<th scope="row">Bidrag', page.text)


@pytest.mark.capability("C20")
def test_whole_chain_in_the_municipality_is_flagged(client, lene, unit):
    challenge = make_challenge(by=lene, speaks_as=unit.pk, unit=unit)
    make_proposal(challenge, by=lene, speaks_as=unit.pk, delivers=[unit.pk])
    make_proposal(challenge, by=lene, speaks_as=unit.pk, delivers=[make_actor().pk])
    cells = table_of(client.get(beside(challenge)))["Kunne gøre det"]
    assert ["Hele kæden i kommunen" in cell for cell in cells] == [False, True, False]


def test_up_to_four_are_chosen_in_the_address(client):
    challenge = make_challenge()
    made = [make_proposal(challenge, title=f"Vej {number}") for number in range(6)]

    def titles(query):
        return [column["title"] for column in client.get(beside(challenge) + query).context["columns"]][1:]

    assert titles("") == [f"Vej {number}" for number in range(4)]
    assert titles(f"?valg={made[5].pk}&valg={made[1].pk}") == ["Vej 1", "Vej 5"]
    every = "?" + "&".join(f"valg={row.pk}" for row in made)
    assert len(titles(every)) == 4
    assert "Der er plads til fire" in client.get(beside(challenge) + every).text
    other = make_proposal(title="Et andet sted")
    for wrong in (f"?valg={other.pk}", "?valg=x&valg=%00", f"?valg={uuid4()}"):
        assert "Et andet sted" not in titles(wrong)


def test_what_is_hidden_limited_or_taken_back_stands_in_no_column(client, karen, mette, birthe):
    challenge = make_challenge()
    hidden, gone = make_proposal(challenge, title="Skjult"), make_proposal(challenge, by=karen, title="Borte")
    shown = make_proposal(challenge, title="Står")
    secret = make_pledge(shown, kind="money", amount=777, body="Hemmeligt")
    subjects.set_hidden(hidden.subject, timezone.now())
    subjects.set_hidden(secret.subject, timezone.now())
    withdraw_proposal(by=viewer(karen), proposal_id=gone.pk)
    page = client.get(f"{beside(challenge)}?valg={hidden.pk}&valg={gone.pk}")
    assert [column["title"] for column in page.context["columns"]] == ["Sådan gør vi nu", "Står"]
    assert "Skjult" not in page.text
    assert "Borte" not in page.text
    assert not stands_in("777", page.text)
    for other in (make_challenge(by=mette, audience="staff"), make_challenge(by=mette, is_draft=True)):
        assert client.get(beside(other)).status_code == 404


def test_empty_page_gives_the_first_step(client):
    challenge = make_challenge()
    assert reverse("proposals:propose-on", args=[challenge.pk]) in client.get(beside(challenge)).text
    Challenge.objects.update(stage="closed")
    assert "Der kom ingen forslag" in client.get(beside(challenge)).text


@pytest.mark.parametrize(("page", "who"), [(beside, "visitor"), (beside, "coordinator"), (rest, "coordinator")])
def test_table_costs_the_same_for_four_and_for_thirty(client, birthe, sign_in, who, page):
    challenge = make_challenge()
    browser = client if who == "visitor" else sign_in(birthe)

    def cost() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(page(challenge)).status_code == 200
        return len(captured)

    def add() -> None:
        proposal = make_proposal(challenge, delivers=[make_actor().pk])
        make_pledge(proposal)
        make_answer(proposal, outcome="asked", by=birthe)

    add()
    one = cost()
    for _number in range(29):
        add()
    assert cost() == one
    assert one <= 14


# --- those that are not taken further ---------------------------------------------------------------------------------


@pytest.fixture
def left(karen, lene, unit):
    """A challenge in trial, with one proposal answered and two that wait."""
    challenge = make_challenge(unit=unit)
    taken, *rest = (make_proposal(challenge, by=karen, title=title) for title in ("Båd", "Bus", "Bro"))
    make_answer(taken, by=lene)
    Challenge.objects.update(stage="trial")
    return challenge, rest


def filled(page, **reasons):
    form = page.context["form"]
    day = str(clock.today() + timedelta(days=200))
    return {name: form[name].value() or "" for name in form.fields} | {"look_again_on": day} | reasons


def test_those_not_taken_further_get_an_answer_and_a_day(left, lene, karen, sign_in):
    challenge, (bus, bro) = left
    client = sign_in(lene)
    assert rest(challenge) in client.get(reverse("challenges:page", args=[challenge.pk])).text
    assert rest(challenge) in client.get(beside(challenge)).text
    page = client.get(rest(challenge))
    assert [page.context["form"][f"reason_{number}"].label for number in (1, 2)] == ["Bus", "Bro"]
    sent = filled(page, reason_1="Bussen kører ikke mere.", reason_2="Det er for dyrt i år.")
    for _press in range(2):
        assert client.post(rest(challenge), sent).url == beside(challenge)
    answers = Answer.objects.filter(proposal__in=[bus, bro])
    assert set(answers.values_list("proposal__title", "outcome", "body")) == {
        ("Bus", "later", "Bussen kører ikke mere."),
        ("Bro", "later", "Det er for dyrt i år."),
    }
    assert {str(row.look_again_on) for row in answers} == {sent["look_again_on"]}
    assert OutgoingMail.objects.filter(dedupe_key__startswith="answer:", to=karen.email).count() == 3
    assert "Alle forslag har fået svar" in client.get(rest(challenge)).text
    assert rest(challenge) not in client.get(beside(challenge)).text


def test_line_without_a_reason_waits(left, lene, sign_in):
    challenge, (bus, bro) = left
    client = sign_in(lene)
    sent = filled(client.get(rest(challenge)), reason_2="Det er for dyrt.")
    assert client.post(rest(challenge), sent).status_code == 302
    assert Answer.objects.latest("pk").proposal == bro
    assert queries.those_to_answer([bus], viewer(lene)) == [bus]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "__all__"),
        ({"reason_1": "Ring til 010190-1234"}, "reason_1"),
        ({"reason_2": "x" * 301}, "reason_2"),
        ({"reason_1": "Nej", "look_again_on": ""}, "look_again_on"),
        ({"reason_1": "Nej", "look_again_on": "2020-01-01"}, "look_again_on"),
        ({"reason_1": "Nej", "look_again_on": "i morgen"}, "look_again_on"),
    ],
)
def test_something_wrong_answers_none_and_keeps_the_lines(left, lene, sign_in, changes, field):
    challenge, _rest = left
    client = sign_in(lene)
    sent = filled(client.get(rest(challenge)), **{"reason_2": "Det er for dyrt."} if changes else {}) | changes
    page = client.post(rest(challenge), sent)
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {field}
    assert page.context["form"]["reason_2"].value() == sent["reason_2"]
    assert Answer.objects.count() == 1


def test_one_that_was_rewritten_meanwhile_is_told_at_its_line(left, lene, karen, sign_in):
    challenge, (_bus, bro) = left
    client = sign_in(lene)
    sent = filled(client.get(rest(challenge)), reason_1="Nej", reason_2="Nej")
    edit_proposal(by=viewer(karen), proposal_id=bro.pk, body="Noget helt andet.")
    page = client.post(rest(challenge), sent)
    assert set(page.context["form"].errors) == {"reason_2"}
    assert Answer.objects.count() == 1, "all or none"


def test_one_that_was_answered_meanwhile_keeps_the_others_in_their_lines(left, lene, birthe, sign_in):
    challenge, (bus, bro) = left
    client = sign_in(lene)
    sent = filled(client.get(rest(challenge)), reason_1="Om bussen", reason_2="Om broen")
    make_answer(bus, by=birthe, outcome="no", body="Nej.")
    assert client.post(rest(challenge), sent).status_code == 302
    assert Answer.objects.get(proposal=bro).body == "Om broen"
    assert Answer.objects.filter(proposal=bus).count() == 1


def test_only_those_who_may_answer_come_in(left, client, karen, mette, jens, birthe, sign_in):
    challenge, _rest = left
    assert rest(challenge) not in client.get(beside(challenge)).text
    for who in (client, *(sign_in(person) for person in (karen, mette, jens))):
        assert who.get(rest(challenge)).status_code == 403
        assert who.post(rest(challenge), {"reason_1": "Nej"}).status_code == 403
    host = make_person(role="leader", scope=challenge.unit)
    Challenge.objects.update(host=host)
    assert sign_in(host).get(rest(challenge)).status_code == 403
    assert sign_in(birthe).get(rest(challenge)).status_code == 200
    assert client.get(rest(make_challenge(by=mette, audience="staff"))).status_code == 404
