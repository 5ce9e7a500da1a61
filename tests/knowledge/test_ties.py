"""Knowledge tied to the pages it is of use to (C33)."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import hooks, subjects
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.knowledge.actions import tie_item, untie_item
from samspil.knowledge.models import KnowledgeItem, KnowledgeTie
from samspil.knowledge.queries import Filters, items_for, ties_on, uses_of
from tests.factories import make_challenge, make_knowledge, make_person, make_perspective, make_proposal, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
WHY = "De fandt ud af kørslen, som også er vores problem."


@pytest.fixture
def item():
    return make_knowledge(title="Fælles bord i Herning", strength="evaluated", country="SE", year=2014)


@pytest.fixture
def challenge(karen):
    return make_challenge(by=karen, theme="older")


def tie(item, about, by, why=WHY, **more) -> KnowledgeTie:
    return tie_item(by=viewer(by), item_id=item.pk, subject_id=about.pk, why=why, **more)


def address(name, item, about) -> str:
    return reverse(f"knowledge:{name}", args=[item.pk, about.pk])


# --- tying ----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C33")
def test_anybody_who_may_write_ties_knowledge_and_all_see_it(client, item, challenge, kurt):
    proposal = make_proposal(challenge)
    for about, name in ((challenge, "challenges"), (proposal, "proposals")):
        tie(item, about, kurt)
        text = client.get(reverse(f"{name}:page", args=[about.pk])).text
        for words in ("Det ved vi fra andre", item.title, WHY, "Evalueret", "Sverige", "2014", "Kurt"):
            assert words in text
    used = client.get(reverse("knowledge:page", args=[item.pk])).text
    for words in ("Bruges her", challenge.question, proposal.title, WHY):
        assert words in used
    assert JournalEntry.objects.filter(verb="knowledge.tied").count() == 2


def test_who_may_not_write_there_ties_nothing(item, challenge, mette, lene, jens, karen, unit):
    limited = make_challenge(by=mette, audience="unit", unit=unit)
    draft = make_challenge(by=karen, is_draft=True)
    tie(item, limited, lene)
    with pytest.raises(NotFound):
        tie(item, limited, jens)
    with pytest.raises(Refused):
        tie(item, draft, karen)
    with pytest.raises(Refused):
        tie_item(by=NOBODY, item_id=item.pk, subject_id=challenge.pk, why=WHY)
    said = make_perspective(challenge)
    for about in (said, item, limited):
        with pytest.raises(NotFound):
            tie(item, about, jens)
    for subject_id in (uuid4(), None, "nej"):
        with pytest.raises(NotFound):
            tie_item(by=viewer(karen), item_id=item.pk, subject_id=subject_id, why=WHY)


def test_hidden_knowledge_is_neither_tied_nor_shown(client, item, challenge, karen):
    tie(item, challenge, karen)
    subjects.set_hidden(item.subject, timezone.now())
    assert item.title not in client.get(reverse("challenges:page", args=[challenge.pk])).text
    assert ties_on(challenge.subject, viewer(karen)) == []
    with pytest.raises(NotFound):
        tie(item, make_challenge(by=karen), karen)
    with pytest.raises(NotFound):
        untie_item(by=viewer(karen), item_id=item.pk, subject_id=challenge.pk)


def test_item_tells_only_of_pages_one_may_read(client, item, mette, lene, unit):
    limited = make_challenge(by=mette, audience="unit", unit=unit, question="Kun for enheden?")
    tie(item, limited, mette, why="Kun for enheden.")
    text = client.get(reverse("knowledge:page", args=[item.pk])).text
    assert "Kun for enheden" not in text
    assert "Bruges her" not in text
    assert [row.subject_id for row in uses_of(item, viewer(lene))] == [limited.pk]


@pytest.mark.parametrize("why", ["", "   ", "x" * 201, f"Ring til {CPR}"])
def test_why_is_checked(item, challenge, karen, why):
    assert problems(tie, item=item, about=challenge, by=karen, why=why) == {"why"}
    assert not KnowledgeTie.objects.exists()


def test_item_stands_on_a_page_once(item, challenge, karen, kurt):
    key = str(uuid4())
    assert tie(item, challenge, karen, request_id=key) == tie(item, challenge, karen, request_id=key)
    with pytest.raises(ValidationError, match="står på siden allerede"):
        tie(item, challenge, kurt)
    assert KnowledgeTie.objects.count() == 1


def test_tie_is_taken_off_by_its_maker_the_pages_keepers_and_the_coordinator(
    item, challenge, karen, kurt, birthe, jens
):
    for person in (kurt, karen, birthe):
        tie(item, challenge, kurt)
        with pytest.raises(Refused):
            untie_item(by=viewer(jens), item_id=item.pk, subject_id=challenge.pk)
        untie_item(by=viewer(person), item_id=item.pk, subject_id=challenge.pk)
        assert not KnowledgeTie.objects.exists()
    with pytest.raises(NotFound):
        untie_item(by=viewer(kurt), item_id=item.pk, subject_id=challenge.pk)


def test_export_and_erasure(item, challenge, karen, kurt):
    hook = next(hook for hook in hooks.all_of("personal_data") if "viden" in str(hook.label))
    tie(item, challenge, karen)
    tie(make_knowledge(), challenge, kurt)
    assert [row["why"] for row in hook.export(karen.pk)] == [WHY]
    hook.erase(karen.pk)
    assert hook.export(karen.pk) == []
    assert [row.by for row in KnowledgeTie.objects.all()] == [kurt]
    assert KnowledgeItem.objects.count() == 2


def test_paper_of_a_challenge_holds_what_is_known(item, challenge, karen):
    tie(item, challenge, karen)
    (section,) = [
        section
        for section in hooks.all_of("paper_sections")
        if section.kind == "challenge" and str(section.label) == "Det ved vi fra andre"
    ]
    (found,) = section.of(challenge, NOBODY)
    assert (found.title, found.text) == (item.title, WHY)
    assert ("Land", "Sverige") in found.facts


# --- finding --------------------------------------------------------------------------------------------------------


def test_same_theme_stands_first_and_what_is_tied_is_left_out(challenge, karen, unit):
    other = make_knowledge(themes=["employment"])
    same = make_knowledge(themes=["older"])
    newest = make_knowledge(themes=["health"])
    proposal = make_proposal(challenge)
    for about in (challenge, proposal):
        found = [row.pk for row in items_for(about.subject, NOBODY, Filters())]
        assert found == [same.pk, newest.pk, other.pk]
    tie(same, challenge, karen)
    assert [row.pk for row in items_for(challenge.subject, NOBODY, Filters())] == [newest.pk, other.pk]
    loose = make_proposal(unit=unit)
    assert items_for(loose.subject, NOBODY, Filters()).count() == 3


@pytest.mark.capability("C33")
def test_library_is_filtered_and_sorted(client):
    make_knowledge(title="Alfa", strength="described", country="DK", year=2020)
    make_knowledge(title="Beta", strength="study", country="SE", year=2010)
    make_knowledge(title="Gamma", strength="evaluated", country="SE", year=2015)
    for query, expected in (
        ("", ["Gamma", "Beta", "Alfa"]),
        ("sorter=aar", ["Alfa", "Gamma", "Beta"]),
        ("sorter=sikkerhed", ["Beta", "Gamma", "Alfa"]),
        ("land=SE", ["Gamma", "Beta"]),
        ("sikkerhed=study", ["Beta"]),
        ("land=SE&sikkerhed=evaluated&sorter=aar", ["Gamma"]),
        ("land=ZZ&sikkerhed=x&sorter=x", ["Gamma", "Beta", "Alfa"]),
    ):
        page = client.get(f"{reverse('knowledge:list')}?{query}")
        assert (query, [row.title for row in page.context["page"]]) == (query, expected)
    assert "Sverige" in page.text


def test_walk_from_a_page_to_the_library_and_back(sign_in, item, challenge, kurt):
    mine = sign_in(kurt)
    page = reverse("challenges:page", args=[challenge.pk])
    choose = reverse("knowledge:choose", args=[challenge.pk])
    assert choose in mine.get(page).text
    found = mine.get(f"{choose}?q=herning&emne=older&land=SE&sikkerhed=evaluated&slags=example")
    assert address("tie", item, challenge) in found.text
    assert "Samme emne" in found.text
    assert "Ingen viden passer" in mine.get(f"{choose}?q=enhjørning").text
    empty = mine.post(address("tie", item, challenge), {"why": ""})
    assert empty.context["form"].errors["why"] == ["Skriv noget her."]
    assert mine.post(address("tie", item, challenge), {"why": WHY}).url == f"{page}#viden"
    again = mine.post(address("tie", item, challenge), {"why": "En anden grund."})
    assert "står på siden allerede" in again.text
    assert "En anden grund." in again.text
    assert WHY in mine.get(address("untie", item, challenge)).text
    for _press in range(2):
        assert mine.post(address("untie", item, challenge)).url == page
    assert item.title not in mine.get(page).text


def test_visitor_sees_what_is_known_but_no_button(client, item, challenge, karen):
    page = reverse("challenges:page", args=[challenge.pk])
    assert 'id="viden"' not in client.get(page).text
    tie(item, challenge, karen)
    text = client.get(page).text
    assert 'id="viden"' in text
    assert "Tilføj viden" not in text


def test_pages_cost_the_same_for_one_tie_and_for_thirty(sign_in, challenge, karen):
    stranger = sign_in(make_person())
    item = make_knowledge()
    paths = [
        reverse("challenges:page", args=[challenge.pk]),
        reverse("knowledge:choose", args=[challenge.pk]),
        reverse("knowledge:page", args=[item.pk]),
    ]
    costs = []
    for rounds in (1, 29):
        for _number in range(rounds):
            tie(make_knowledge(), challenge, make_person())
            tie(item, make_challenge(), make_person())
            make_knowledge()
        for path in paths:
            stranger.get(path)
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                stranger.get(path)
            costs.append(len(asked))
    assert costs[:3] == costs[3:]
    assert costs[1] <= 9


def test_library_with_its_filters_costs_no_more_than_a_list_may(sign_in, birthe):
    make_knowledge(country="SE", themes=["older", "health"])
    coordinator = sign_in(birthe)
    coordinator.get(reverse("knowledge:list"))
    with CaptureQueriesContext(connection) as asked:
        coordinator.get(f"{reverse('knowledge:list')}?land=SE&sorter=sikkerhed")
    assert len(asked) <= 8
