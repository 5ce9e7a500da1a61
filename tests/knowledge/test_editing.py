"""Adding and editing knowledge from the pages, and the verb that edits."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.search import find
from samspil.foundation.text import CPR_MESSAGE
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.knowledge.actions import edit_item
from samspil.knowledge.models import KnowledgeItem
from tests.factories import make_knowledge, make_person, viewer

pytestmark = pytest.mark.django_db
ADD = reverse("knowledge:add")
NEW = {
    "title": "Naboer spiste sammen",
    "body": "De skiftedes til at lave mad.",
    "kind": "example",
    "strength": "described",
    "themes": ["older", "community"],
    "source": "Et notat, 2019",
    "year": "2019",
    "country": "se",
}


@pytest.fixture
def coordinator(sign_in, birthe):
    return sign_in(birthe)


def edit_page(item) -> str:
    return reverse("knowledge:edit", args=[item.pk])


def test_coordinator_adds_knowledge_once_per_form(coordinator):
    sent = {**NEW, "request_id": str(uuid7())}
    pages = {coordinator.post(ADD, sent).url for _press in range(2)}
    item = KnowledgeItem.objects.get()
    assert pages == {reverse("knowledge:page", args=[item.pk])}
    assert (item.country, item.year, {row.theme for row in item.themes.all()}) == ("SE", 2019, {"older", "community"})


@pytest.mark.parametrize("role", ["", "leader", "employee", "councillor"])
def test_others_neither_add_nor_edit(sign_in, role):
    item, person = make_knowledge(), make_person(role=role)
    client = sign_in(person)
    for path in (ADD, edit_page(item)):
        assert client.get(path).status_code == 403
        assert client.post(path, NEW).status_code == 403
        assert path not in client.get(reverse("knowledge:list")).text
    with pytest.raises(Refused):
        edit_item(by=viewer(person), item_id=item.pk, title="Kapret")
    assert KnowledgeItem.objects.get().title == item.title


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        *((field, "Ring 010190-1234", CPR_MESSAGE) for field in ("title", "body", "source", "source_place", "actors")),
        ("title", "x" * 151, "1 tegn for lang"),
        ("title", "", "Skriv noget her"),
        ("year", "i fjor", "Skriv et år"),
        ("year", "3", "Skriv et år"),
        ("year", "9999999999", "ikke kommet endnu"),
        ("country", "D1", "Skriv landet med to bogstaver"),
        ("themes", [], "Vælg"),
        ("themes", ["vejret"], "Vælg"),
        ("kind", "rygte", "Vælg"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(coordinator, field, value, message):
    for path in (ADD, edit_page(make_knowledge(title="Før"))):
        response = coordinator.post(path, {**NEW, field: value})
        assert (response.status_code, str(message) in response.text) == (200, True)
        assert "Et notat, 2019" in response.text or field == "source"
    assert KnowledgeItem.objects.get().title == "Før"


def test_edit_is_mirrored_searched_and_written_down(birthe):
    item = make_knowledge(title="Før", body="Om både.")
    edit_item(by=viewer(birthe), item_id=item.pk, title="Efter", body="Om torskegilde.", themes=["health"])
    item.refresh_from_db()
    assert (item.subject.title, item.version) == ("Efter", 2)
    assert [row.theme for row in item.themes.all()] == ["health"]
    assert [row.pk for row in find("torskegilde", NOBODY)] == [item.pk]
    assert JournalEntry.objects.get(verb="knowledge.edited").payload == {"version": 2}
    edit_item(by=viewer(birthe), item_id=item.pk, year=2012)
    assert [row.theme for row in item.themes.all()] == ["health"]


def test_edit_without_a_theme_is_refused(birthe):
    with pytest.raises(ValidationError) as problem:
        edit_item(by=viewer(birthe), item_id=make_knowledge().pk, themes=[])
    assert set(problem.value.message_dict) == {"themes"}


def test_what_is_hidden_is_not_found(birthe):
    item = make_knowledge()
    subjects.set_hidden(item.subject, timezone.now())
    with pytest.raises(NotFound):
        edit_item(by=viewer(birthe), item_id=item.pk, title="Ny")


def test_older_version_is_stale_and_both_texts_are_shown(coordinator, birthe):
    item = make_knowledge(title="Før")
    edit_item(by=viewer(birthe), item_id=item.pk, expected_version=1, title="Nu")
    with pytest.raises(Stale):
        edit_item(by=viewer(birthe), item_id=item.pk, expected_version=1, title="Også nu")
    response = coordinator.post(edit_page(item), {**NEW, "expected_version": 1})
    assert response.status_code == 409
    assert ("Naboer spiste sammen", "Nu") in [
        (row["mine"], row["theirs"]) for row in response.context["stale"]["fields"]
    ]


def test_buttons_stand_where_the_coordinator_may(client, coordinator):
    item = make_knowledge()
    for who, may in ((client, False), (coordinator, True)):
        assert (ADD in who.get(reverse("knowledge:list")).text) == may
        assert (edit_page(item) in who.get(reverse("knowledge:page", args=[item.pk])).text) == may
