"""The verb that puts knowledge in the library."""

import pytest
from django.core.exceptions import ValidationError

from samspil.foundation import search
from samspil.foundation.models import Subject
from samspil.foundation.verbs import Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.knowledge.actions import add_item, edit_item
from samspil.knowledge.models import KnowledgeItem
from tests.factories import make_knowledge, viewer

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
FACTS = {
    "title": "Bydelsmødrene",
    "body": "Kvinder opsøger andre kvinder.",
    "source": "Et notat, 2011",
    "year": 2011,
    "kind": "example",
    "strength": "described",
    "themes": ["vulnerable"],
}


@pytest.mark.capability("C27")
def test_item_is_read_and_found_by_everybody(birthe):
    item = add_item(
        by=viewer(birthe),
        **{
            **FACTS,
            "source_place": "Gellerup",
            "actors": "Fonden for Socialt Ansvar",
            "themes": ["vulnerable", "older"],
        },
    )
    assert item.subject.readable_by(NOBODY)
    assert (item.country, set(item.themes.values_list("theme", flat=True))) == ("DK", {"vulnerable", "older"})
    for words in ("bydelsmødre", "opsøg", "gellerup", "socialt ansvar", "notat 2011"):
        assert list(search.find(words, NOBODY)) == [item.subject]


def test_item_is_added_by_the_coordinator_alone(birthe, lene, mette, jens, karen):
    for person in (lene, mette, jens, karen):
        with pytest.raises(Refused):
            add_item(by=viewer(person), **FACTS)
    with pytest.raises(Refused):
        add_item(by=NOBODY, **FACTS)
    add_item(by=viewer(birthe), **FACTS)
    add_item(by=SYSTEM, **FACTS)
    assert KnowledgeItem.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "x" * 151}, {"title"}),
        ({"body": ""}, {"body"}),
        ({"body": "x" * 3001}, {"body"}),
        ({"source": " "}, {"source"}),  # nothing without a source
        ({"kind": "rumour"}, {"kind"}),
        ({"strength": "certain"}, {"strength"}),
        ({"themes": []}, {"themes"}),
        ({"themes": ["older", "kings"]}, {"themes"}),
        ({"year": "x"}, {"year"}),
        ({"year": -5}, {"year"}),
        ({"country": "Danmark"}, {"country"}),
        *(({field: CPR}, {field}) for field in ("title", "body", "source", "source_place", "actors")),
    ],
)
def test_item_with_bad_facts_is_refused_at_the_field(birthe, facts, fields):
    by, before = viewer(birthe), Subject.objects.count()
    with pytest.raises(ValidationError) as refused:
        add_item(by=by, **{**FACTS, **facts})
    assert set(refused.value.message_dict) == fields
    assert Subject.objects.count() == before


def test_theme_named_twice_is_kept_once():
    assert make_knowledge(themes=["older", "older"]).themes.count() == 1


# --- editing --------------------------------------------------------------------------------------------------------


def test_edit_renews_words_and_themes(birthe):
    item = make_knowledge(title="Både", themes=["older"])
    edit_item(by=viewer(birthe), item_id=item.pk, expected_version=1, title="Kanoer", themes=["health", "community"])
    now = KnowledgeItem.objects.get()
    assert (now.title, now.subject.title, now.version) == ("Kanoer", "Kanoer", 2)
    assert set(now.themes.values_list("theme", flat=True)) == {"health", "community"}
    assert not search.find("både", NOBODY)
    assert list(search.find("kano", NOBODY)) == [now.subject]
    edit_item(by=viewer(birthe), item_id=item.pk, year=1999)
    assert set(now.themes.values_list("theme", flat=True)) == {"health", "community"}


def test_edit_is_for_the_coordinator_alone(lene, mette, jens, karen):
    item = make_knowledge(title="Både")
    for person in (lene, mette, jens, karen):
        with pytest.raises(Refused):
            edit_item(by=viewer(person), item_id=item.pk, title="Mit")
    with pytest.raises(Refused):
        edit_item(by=NOBODY, item_id=item.pk, title="Mit")
    assert KnowledgeItem.objects.get().title == "Både"


@pytest.mark.parametrize(
    ("changes", "fields"), [({"source": ""}, {"source"}), ({"body": CPR}, {"body"}), ({"themes": []}, {"themes"})]
)
def test_edit_with_bad_facts_changes_nothing(birthe, changes, fields):
    item = make_knowledge(title="Både")
    with pytest.raises(ValidationError) as refused:
        edit_item(by=viewer(birthe), item_id=item.pk, **changes)
    assert set(refused.value.message_dict) == fields
    assert (KnowledgeItem.objects.get().version, item.themes.count()) == (1, 1)


def test_edit_on_a_stale_form_is_refused(birthe):
    item = make_knowledge()
    edit_item(by=viewer(birthe), item_id=item.pk, title="Først")
    with pytest.raises(Stale):
        edit_item(by=viewer(birthe), item_id=item.pk, expected_version=1, title="Så")
    assert KnowledgeItem.objects.get().title == "Først"
