"""The overview and the pages of effects, as people see them."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.barriers.actions import raise_barrier
from samspil.effects import paths
from samspil.effects.story import story_of
from samspil.evaluations.models import UserVoice
from samspil.foundation import clock, hooks
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import create_user_for
from samspil.moderation import actions as moderation
from samspil.practices.models import Use
from tests.effects.making import make_evaluation, make_figure, make_practice, make_trial
from tests.factories import make_actor, make_answer, make_challenge, make_person, make_proposal, make_unit, viewer
from tests.practices.building import adopt

pytestmark = pytest.mark.django_db
OVERVIEW = "/overblik/"


@pytest.fixture
def told():
    """A challenge that has come all the way, and another that was stopped."""
    challenge = make_challenge(
        question="Hvordan kommer flere af sted om onsdagen?", today="Man bliver hjemme.", by=make_person("Karen")
    )
    proposal = make_proposal(challenge, title="En plads i båden")
    make_answer(proposal)
    practice = make_practice(proposal, title="Onsdagsbåden", body="Lystfiskerne henter dem, der ikke kører.")
    trial = make_trial(proposal, title="Båden i maj", outcome="adopt")
    make_figure(practice, 5, 2)
    make_evaluation(practice, says="Nu har jeg noget at glæde mig til.")
    return {"challenge": challenge, "practice": practice, "trial": trial, "proposal": proposal}


def effect_page(challenge, client: Client | None = None) -> str:
    return (client or Client()).get(reverse("effects:page", args=[challenge.pk])).text


def signed_in(person) -> Client:
    client = Client()
    client.force_login(create_user_for(by=SYSTEM, person=person))
    return client


# --- I asked - this happened ------------------------------------------------------------------------------------------


@pytest.mark.capability("C79")
def test_before_and_now_with_a_users_words_and_who_did_what(told):
    page = effect_page(told["challenge"])
    for words in (
        "Hvordan kommer flere af sted om onsdagen?",
        "Man bliver hjemme.",
        "Onsdagsbåden",
        "Lystfiskerne henter dem",
        "Nu har jeg noget at glæde mig til.",
        "Aftener alene",
        "Vurderer effekten",
        "Karen spurgte",
        'property="og:title"',
    ):
        assert words in page, words


def test_who_did_what_stands_in_the_order_of_the_chain_and_names_those_who_do_it_too(told):
    adopt(told["practice"], place=make_actor("Engens Plejehjem"))
    adopt(told["practice"], place=make_actor("Gjorde det engang"))
    Use.objects.filter(actor__name="Gjorde det engang").update(
        until=clock.today() - timedelta(days=1), stop_reason="Slut"
    )
    told_lines = [(line.who, line.what) for line in story_of(told["challenge"], NOBODY).lines]
    assert [what for _, what in told_lines] == [
        "spurgte",
        "foreslog En plads i båden",
        "prøvede Båden i maj af",
        "så på, hvad det gav",
        "tog Onsdagsbåden i brug",
        "tog Onsdagsbåden i brug",
    ]
    assert told_lines[-1][0] == "Engens Plejehjem"


def test_without_words_about_before_the_description_tells_it():
    challenge = make_challenge(today="", description="Mange lader maden stå.")
    assert "<p>Mange lader maden stå.</p>" in effect_page(challenge)


def test_nothing_yet_is_said_as_it_is():
    page = effect_page(make_challenge())
    assert "Intet er prøvet af endnu" in page
    assert "Ingen har skrevet ned, hvordan det var før." in page


def test_a_running_trial_is_said_as_it_is():
    challenge = make_challenge()
    make_trial(make_proposal(challenge), title="Prøven")
    page = effect_page(challenge)
    assert "Vi prøver:" in page
    assert "Prøven" in page


def test_what_was_stopped_tells_what_it_taught():
    challenge = make_challenge()
    make_trial(make_proposal(challenge), title="Prøven", outcome="stop", learning="Ingen kom om aftenen.")
    page = effect_page(challenge)
    assert "Det virkede ikke som håbet" in page
    assert "Ingen kom om aftenen." in page


def test_what_was_daily_life_and_waits_is_not_called_daily_life():
    challenge = make_challenge()
    make_practice(make_proposal(challenge), waits=True)
    assert "På vej ind i hverdagen" in effect_page(challenge)


@pytest.mark.capability("C79")
def test_what_fewer_than_five_answered_is_not_told():
    challenge = make_challenge()
    make_figure(make_practice(make_proposal(challenge)), 5, 2, n=4)
    page = effect_page(challenge)
    assert "Færre end 5 har svaret." in page
    assert "n = 4" not in page


def test_words_taken_back_are_not_told(told):
    UserVoice.objects.update(withdrawn_at=clock.now())
    assert "Nu har jeg noget at glæde mig til." not in effect_page(told["challenge"])


def test_a_hidden_trial_is_not_on_the_page(told):
    stopped = make_trial(told["proposal"], title="Skjultprøve", outcome="stop", learning="Skjultlæring.")
    assert "Skjultlæring" in effect_page(told["challenge"])
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=stopped.pk, reason="Navn.")
    assert "Skjult" not in effect_page(told["challenge"])


def test_the_challenge_leads_there_only_when_there_is_something(told):
    link = reverse("effects:page", args=[told["challenge"].pk])
    assert link in Client().get(reverse("challenges:page", args=[told["challenge"].pk])).text
    quiet = make_challenge()
    assert "/effekt/" not in Client().get(reverse("challenges:page", args=[quiet.pk])).text


def test_the_front_page_shows_what_came_out_of_it(told):
    page = Client().get("/").text
    assert "Det er der kommet ud af det" in page
    assert "Onsdagsbåden" in page


def cost(client: Client, path: str) -> list[str]:
    """The queries of a page, with nothing kept from before."""
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def test_an_effect_page_costs_the_same_however_much_has_happened(told):
    path = reverse("effects:page", args=[told["challenge"].pk])
    first = cost(Client(), path)
    for _number in range(4):
        proposal = make_proposal(told["challenge"])
        make_evaluation(make_trial(proposal, outcome="stop"), says="Godt.")
        make_figure(make_practice(proposal), 3, 1)
    again = cost(Client(), path)
    assert len(again) == len(first), "\n".join(again)
    assert len(again) <= 14


# --- the overview -----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C79")
def test_the_overview_says_first_what_came_out_of_it(told):
    make_trial(make_proposal(make_challenge()))
    make_trial(make_proposal(make_challenge()), outcome="stop", learning="Det var for langt væk.")
    page = Client().get(OVERVIEW).text
    hero = page[page.index("<h1") : page.index("layout__main")]
    assert "1 løsning lever i hverdagen, 1 sted." in hero
    assert "1 idé bliver prøvet af nu." in hero
    assert "1 er prøvet og stoppet." in hero
    assert "Det var for langt væk." in page


@pytest.mark.capability("C81")
def test_the_three_gains_stand_with_their_words(told):
    page = Client().get(OVERVIEW).text
    for words in ("Bedre løsninger", "Flere kom ud.", "Mere opbakning", "Mere velfærd for de samme penge"):
        assert words in page


def test_an_empty_municipality_gets_a_first_step():
    page = Client().get(OVERVIEW).text
    assert "Her er intet endnu" in page
    assert reverse("challenges:list") in page


@pytest.mark.capability("C88")
def test_the_area_of_work_has_its_own_view(told):
    challenge = make_challenge(question="Hvordan får flere en mentor?", theme="employment")
    make_practice(make_proposal(challenge), title="En mentor fra første dag")
    page = Client().get(reverse("effects:employment"), follow=True)
    assert page.redirect_chain[-1][0].endswith("?emne=employment")
    assert "Hvordan får flere en mentor?" in page.text
    assert "En mentor fra første dag" in page.text
    assert "Onsdagsbåden" not in page.text


def test_a_unit_comes_with_those_below_it():
    top = make_unit("Ældreområdet")
    below, beside = make_unit("Nord", parent=top), make_unit("Skolerne")
    for unit in (top, below, below, beside):
        make_proposal(make_challenge(unit=unit))
    totals = {
        unit: Client().get(f"{OVERVIEW}?enhed={unit.pk}").context["found"].ideas.total for unit in (top, below, beside)
    }
    assert totals == {top: 3, below: 2, beside: 1}


def test_nonsense_in_the_address_chooses_nothing(told):
    page = Client().get(f"{OVERVIEW}?enhed=nej&emne=nej&spor=nej&aar=nej")
    assert page.status_code == 200
    assert page.context["found"].ideas.total == 1
    assert Client().get(f"{OVERVIEW}?aar=99999999999").status_code == 200


@pytest.mark.capability("C80")
def test_what_stands_in_the_way_is_counted_with_answers(told):
    raise_barrier(
        by=viewer(make_person()), subject_id=told["challenge"].pk, kind="habit", body="Vi plejer at køre kl. 9."
    )
    page = Client().get(OVERVIEW).text
    assert "1 · 1 uden svar" in page


@pytest.mark.capability("C20")
def test_shares_are_not_worked_out_of_four(told):
    page = Client().get(OVERVIEW)
    assert page.context["found"].chain.percent is None
    assert "for få til at sige noget" in page.text


def test_what_only_a_unit_reads_is_never_counted():
    unit = make_unit()
    mette = make_person(role="employee", scope=unit, member_of=unit.actor)
    challenge = make_challenge(by=mette, unit=unit, audience="unit", question="Enhedkun?")
    proposal = make_proposal(challenge, by=mette)
    make_evaluation(make_trial(proposal, outcome="stop", learning="Enhedkun."))
    page = signed_in(mette).get(OVERVIEW)
    assert page.context["found"].is_empty
    assert "Enhedkun" not in page.text


def test_the_same_figures_for_a_spreadsheet(told):
    file = Client().get(reverse("papers:overview-csv"))
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Del", "Hvad", "Tal", "Ud af", "Bemærkning"]
    assert ["Hverdagen nu", "Løsninger, der lever", "1", "", ""] in rows
    assert ["Fra idé til hverdag", "Blev til hverdag", "1", "1", "for få til at sige noget"] in rows
    assert Client().get(reverse("papers:overview-xlsx") + "?emne=older").status_code == 200


def make_ideas(many: int) -> None:
    """Proposals of long ago that nobody answered, that were tried and stopped, with a practice each."""
    for _number in range(many):
        with clock.at(clock.now() - timedelta(days=400)):
            proposal = make_proposal(make_challenge(unit=make_unit()))
            make_evaluation(make_trial(proposal, outcome="stop", learning="Nej.", actor=make_actor()))
            make_practice(proposal)


@pytest.mark.parametrize("query", ["", "?emne=older&spor=employee_user&aar=2026"])
@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_the_overview_costs_at_most_fifteen_queries(told, who, query):
    client = Client() if who == "visitor" else signed_in(make_person("Birthe", role="coordinator"))
    owed = len(hooks.all_of("owed_answers")) if who == "coordinator" else 0
    make_ideas(1)  # also an answer that waits: the first of its kind is a query of its own
    paths.catch_up()
    first = cost(client, OVERVIEW + query)
    make_ideas(3)
    paths.sweep()
    again = cost(client, OVERVIEW + query)
    assert len(again) <= 15 + owed, "\n".join(again)
    assert len(again) == len(first)


def test_what_was_counted_is_kept_until_something_happens(told):
    client = Client()
    paths.catch_up()
    first = cost(client, OVERVIEW)
    with CaptureQueriesContext(connection) as asked:
        client.get(OVERVIEW)
    assert len(asked) == len(first) - 3
    make_proposal(make_challenge())
    assert client.get(OVERVIEW).context["found"].ideas.total == 2
