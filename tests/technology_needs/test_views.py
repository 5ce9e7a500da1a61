"""The pages of needs: the minute form, what fits, joining, and from a need to a proposal in two presses."""

import html

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import clock, subjects
from samspil.proposals.models import Proposal
from samspil.technology_needs.actions import go_on
from samspil.technology_needs.models import Joining, TechnologyNeed
from samspil.technology_needs.queries import MOST_OFFERED
from tests.experiences.making import make_experience, make_technology
from tests.factories import make_person, make_unit, viewer
from tests.suggestions.making import begin_anew
from tests.technology_needs.making import NOTED, make_joining, make_need, make_reuse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_engine():
    begin_anew()
    yield
    begin_anew()


LIST = reverse("technology_needs:list")
MOST_ON_LIST, MOST_ON_DETAIL = 8, 14


def page_of(need: TechnologyNeed, name: str = "page") -> str:
    return reverse(f"technology_needs:{name}", args=[need.pk])


@pytest.mark.capability("C47", "C58")
def test_from_a_need_to_a_proposal(mette, unit, sign_in, client):
    robot = make_technology("Spiserobot")
    experience = make_experience(robot, title="Spiserobot til beboere, der ryster på hånden")
    twin = make_need(title="Hjælp til at spise selv ved bordet")
    staff = sign_in(mette)
    response = staff.post(reverse("technology_needs:note"), {**NOTED, "unit_id": str(unit.pk), "audience": "public"})
    need = TechnologyNeed.objects.get(unit=unit)
    text = staff.get(response.url).text
    for found in (experience.title, robot.title, twin.title):
        assert found in text
    assert "Lav det til et forslag" not in text
    assert staff.get(page_of(need, "go-on")).status_code == 409
    assert staff.post(page_of(need, "go-on"), {"title": "x", "body": "y"}).url == page_of(need, "reuse")
    assert not Proposal.objects.exists()
    assert experience.title in staff.get(page_of(need, "reuse")).text
    decided = {"looked_at": [str(experience.pk)], "choice": "adapted", "why": "De har samme slags beboere."}
    staff.post(page_of(need, "reuse"), decided)
    assert "De har samme slags beboere." in client.get(page_of(need)).text
    # Two presses: the first opens the form, filled in; the second sends it.
    form = staff.get(page_of(need, "go-on"))
    assert NOTED["today"] in form.text
    staff.post(page_of(need, "go-on"), {name: form.context["form"][name].value() for name in ("title", "body")})
    proposal = Proposal.objects.get()
    text = client.get(reverse("proposals:page", args=[proposal.pk])).text
    for words in ("Behovet bag", need.title, "men tilpasser det"):
        assert words in text
    assert "Det blev til et forslag" in client.get(page_of(need)).text


def test_form_tells_what_is_missing_and_keeps_what_was_typed(mette, unit, sign_in):
    need = make_need(by=mette, unit=unit)
    experience = make_experience(title="Robotten løftede skeen")
    staff = sign_in(mette)
    for sent, words in (
        ({"choice": "new", "why": "Vi er anderledes."}, "Sæt kryds ved mindst én erfaring"),
        ({"choice": "new", "why": "Vi er anderledes.", "searched": "robotten"}, "Den søgning finder 1 erfaring"),
        ({"choice": "as_is", "why": "Vi er anderledes.", "searched": "enhjørning"}, "I kan kun gøre som andre"),
        ({"choice": "new", "why": "Vi er anderledes.", "looked_at": ["x"]}, "Vælg en af mulighederne på listen."),
    ):
        response = staff.post(page_of(need, "reuse"), sent)
        assert (response.status_code, words in response.text) == (200, True), words
        assert "Vi er anderledes." in response.text
    found = staff.get(page_of(need, "reuse") + "?q=skeen").text
    assert experience.title in found
    # What was found by a search and ticked stands there when the form comes back without the words.
    again = staff.post(page_of(need, "reuse"), {"looked_at": [str(experience.pk)], "choice": "new", "why": ""})
    assert f'value="{experience.pk}"' in again.text


@pytest.mark.capability("C47")
def test_a_search_keeps_all_that_was_typed_and_ticked(mette, unit, sign_in):
    need = make_need(by=mette, unit=unit)
    ticked, other = make_experience(title="Robotten løftede skeen"), make_experience(title="Lågen smækkede")
    typed = {"choice": "adapted", "why": "De har samme beboere.", "searched": "skeer", "looked_at": [str(ticked.pk)]}
    response = sign_in(mette).post(page_of(need, "reuse"), {**typed, "q": "smækkede", "soeg": "1"})
    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert not form.errors
    shown = [row for row, _why in response.context["offered"].rows]
    assert shown[:2] == [ticked, other]
    assert "De har samme beboere." in response.text
    assert need.decisions.count() == 0
    none = sign_in(mette).post(page_of(need, "reuse"), {**typed, "q": "enhjørning", "soeg": "1"})
    assert "Ingen erfaring passer til »enhjørning«." in none.text
    assert none.context["offered"].rows[0][0] == ticked


def test_words_find_what_is_told_of_the_technology_too(mette, unit, sign_in):
    dispenser = make_technology("Dispenser", what="Giver pillerne til tiden.")
    of_pills, of_seats = make_experience(dispenser), make_experience(make_technology("Toilet", what="Skyller."))
    need = make_need(by=mette, unit=unit)
    found = sign_in(mette).post(page_of(need, "reuse"), {"q": "piller", "soeg": "1"}).context["offered"].rows
    hits = [row for row, why in found if "piller" in why]
    assert hits == [of_pills]
    assert of_seats not in hits
    refused = sign_in(mette).post(page_of(need, "reuse"), {"choice": "new", "why": "Nyt.", "searched": "piller"})
    assert "Den søgning finder 1 erfaring" in refused.text


@pytest.mark.capability("C47")
def test_search_in_vain_counts_only_where_nothing_like_it_lies(mette, unit, sign_in, client):
    lift = make_experience(make_technology("Loftlift"), title="Loftlifte i tolv boliger")
    need = make_need(by=mette, unit=unit, title="Vi venter på nummer to", today="Vi er to om at rejse borgeren.")
    staff, sent = sign_in(mette), {"choice": "new", "why": "Vi er anderledes."}
    for words in ("loftlift", "loft lift"):
        refused = staff.post(page_of(need, "reuse"), {**sent, "searched": words})
        assert "Den søgning finder 1 erfaring" in refused.text, words
        assert (lift, f"Fundet med »{words}«.") in refused.context["offered"].rows  # and it stands there to be read
    # Another word finds nothing, but an experience that fits the need by itself was left lying.
    fits = make_experience(make_technology("Rejsestol"), title="Rejsestol: to om at rejse borgeren blev til én")
    begin_anew()
    refused = staff.post(page_of(need, "reuse"), {**sent, "searched": "enhjørning"})
    assert f"En erfaring ligner jeres behov: »{fits.title}«." in html.unescape(refused.text)
    assert not need.decisions.exists()
    # What does find some was not searched for in vain, whoever ticked.
    assert make_reuse(need, fits, by=mette, choice="new", searched="loft lift").searched == ""
    # Looked at, it may still be something new; then both stand there for whoever decides.
    staff.post(page_of(need, "reuse"), {**sent, "searched": "enhjørning", "looked_at": [str(fits.pk)]})
    decision = need.decisions.first()
    assert (decision.searched, list(decision.looked_at.all())) == ("enhjørning", [fits])
    idea = {"title": "Vi prøver noget nyt", "body": "Vi er to om at rejse borgeren.", "expected_version": ""}
    staff.post(page_of(need, "go-on"), idea)
    proposal = Proposal.objects.get()
    for path in (page_of(need), reverse("proposals:page", args=[proposal.pk])):
        text = client.get(path).text
        assert "Ledt efter »enhjørning«: ingen fund." in text
        assert f'<a href="{reverse("experiences:page", args=[fits.pk])}">{fits.title}</a>' in text
    subjects.set_hidden(fits.subject, clock.now())
    assert fits.title not in client.get(reverse("proposals:page", args=[proposal.pk])).text


@pytest.mark.capability("C47")
def test_what_was_looked_at_costs_a_proposal_the_same_for_one_and_for_five(mette, unit, client):
    need = make_need(by=mette, unit=unit)
    made = [make_experience(title=f"Robot nummer {number}") for number in range(5)]
    decision = make_reuse(need, made[0], by=mette)
    go_on(by=viewer(mette), need_id=need.pk, title="Vi prøver en robot", body="I seks uger.")
    path = reverse("proposals:page", args=[Proposal.objects.get().pk])
    one = cost(client, path)
    decision.looked_at.set(made)
    five = cost(client, path)
    assert all(row.title in client.get(path).text for row in made)
    assert len(five) == len(one), "\n".join(five)


def test_all_that_a_search_finds_is_counted(mette, unit, sign_in):
    robot = make_technology("Pilledispenser")
    for number in range(MOST_OFFERED + 3):
        make_experience(robot, title=f"Forsøg {number}")
    need = make_need(by=mette, unit=unit, title="Dør, der åbner selv", today="Døren er tung.")
    sent = {"choice": "new", "why": "Nyt.", "searched": "pilledispenser"}
    told = sign_in(mette).post(page_of(need, "reuse"), sent)
    assert f"Den søgning finder {MOST_OFFERED + 3} erfaringer" in told.text
    assert len(told.context["offered"].rows) == MOST_OFFERED


@pytest.mark.parametrize(
    ("choice", "words", "is_kept"), [("new", "enhjørning", True), ("new", "dør", False), ("adapted", "hest", False)]
)
def test_words_that_are_not_kept_are_told_of(mette, unit, sign_in, choice, words, is_kept):
    need, door = make_need(by=mette, unit=unit), make_experience(title="Dør, der åbner selv")
    sent = {"looked_at": [str(door.pk)], "choice": choice, "why": "Nyt.", "searched": words}
    page = sign_in(mette).post(page_of(need, "reuse"), sent, follow=True)
    assert (need.decisions.get().searched == words) == is_kept
    assert (f"»{words}« står ikke som en søgning uden fund" in page.text) != is_kept


@pytest.mark.capability("C58")
def test_what_fits_says_why_and_what_only_shares_a_common_word_is_left_out(mette, unit, client):
    dispenser = make_technology(
        "Medicindispenser", what="Husker borgeren på piller om aftenen, så de ikke bliver glemt."
    )
    tried = make_experience(dispenser, title="Fra en halv time til tre kvarter", went="works")
    for number in range(5):
        make_technology(f"Ting {number}", what="Borgeren kan selv.", for_whom="Borgere.")
    floor = make_technology("Støvsuger", what="Kører over gulvet.", for_whom="Borgere.")
    need = make_need(
        by=mette, unit=unit, title="Piller, der bliver glemt", today="Borgeren taber piller på gulvet om aftenen."
    )
    response = client.get(page_of(need))
    fitting = response.context["fitting"]
    assert fitting.technologies[0].subject == dispenser.subject
    assert floor.subject not in [row.subject for row in fitting.technologies]
    assert [row for row, _why in fitting.experiences] == [tried]
    assert all(row.why for row in fitting.technologies)
    assert "»piller«" in response.text
    assert "Medicindispenser · Virker · " in response.text.replace("\n", "")


def test_a_proposal_is_named_by_what_they_will_do_and_never_by_the_problem(mette, unit, sign_in):
    robot, other = make_technology("Spiserobot"), make_technology("Ske")
    staff, need = sign_in(mette), make_need(by=mette, unit=unit)
    for looked_at, choice, title in (
        ([make_experience(robot)], "adapted", "Vi prøver: Spiserobot"),
        ([make_experience(robot), make_experience(other)], "as_is", ""),
        ([make_experience(robot)], "new", ""),
    ):
        make_reuse(need, *looked_at, choice=choice)
        form = staff.get(page_of(need, "go-on")).context["form"]
        assert form["title"].value() == title
        assert NOTED["today"] in form["body"].value()


def test_stale_form_is_shown_again(mette, unit, sign_in):
    need, experience = make_need(by=mette, unit=unit), make_experience()
    make_reuse(need, experience)
    sent = {"looked_at": [str(experience.pk)], "choice": "new", "why": "Mit svar", "expected_version": 1}
    response = sign_in(mette).post(page_of(need, "reuse"), sent)
    assert response.status_code == 409
    assert "Mit svar" in response.text


def test_join_and_leave_on_the_page(mette, unit, sign_in, client):
    schools = make_unit("Skoleområdet")
    susanne = sign_in(make_person("Susanne", role="employee", scope=schools))
    need = make_need(by=mette, unit=unit)
    for _press in range(2):
        assert susanne.post(page_of(need, "join"), {"unit_id": str(schools.pk)}).url == page_of(need)
    assert "Skoleområdet" in client.get(page_of(need)).text
    leave = reverse("technology_needs:leave", args=[Joining.objects.get().pk])
    for _press in range(2):
        assert susanne.post(leave).url == page_of(need)
    assert "Skoleområdet" not in client.get(page_of(need)).text.split("Det er sket")[0]


def test_need_for_staff_leaks_nowhere(mette, unit, sign_in, client, karen):
    need = make_need(by=mette, unit=unit, audience="staff", title="Hemmeligt behov for robotter")
    make_need(unit=make_unit(), title="Behov for robotter")
    make_reuse(need, make_experience(), by=mette)
    for visitor in (client, sign_in(karen)):
        for path in (LIST, f"{LIST}?q=hemmeligt", f"{LIST}?enhed={unit.pk}", "/soeg/?q=robotter"):
            assert "Hemmeligt" not in visitor.get(path).text, path
        other = TechnologyNeed.objects.exclude(pk=need.pk).get()
        assert "Hemmeligt" not in visitor.get(page_of(other)).text
        assert visitor.get(page_of(need)).status_code == 404


def cost(client, path: str) -> list[str]:
    client.get(path)  # the engine takes in what is new
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_list_and_page_cost_the_same_for_one_and_for_thirty(client, sign_in):
    by = make_person(role="coordinator")
    need, _twin = make_need(by=by), make_need(by=by)
    make_joining(need, by=by)
    experience = make_experience(by=by)
    make_reuse(need, experience, by=by)
    paths = {"list": LIST, "searched": f"{LIST}?q=spise&status=open&sorter=nyeste", "page": page_of(need)}
    one = {name: len(cost(client, path)) for name, path in paths.items()}
    for number in range(29):
        make_joining(make_need(by=by, title=f"Behov {number}"), by=by)
        make_joining(need, by=by)
        if number < 10:
            make_reuse(need, experience, by=by)
    thirty = {name: len(cost(client, path)) for name, path in paths.items()}
    # The engine asks for twenty or so at a time whether they may be read: a second time where there are many.
    page = thirty.pop("page")
    assert page <= one.pop("page") + 2
    assert page <= MOST_ON_DETAIL
    assert thirty == one
    assert thirty["list"] <= MOST_ON_LIST
    assert viewer(by).is_staff
