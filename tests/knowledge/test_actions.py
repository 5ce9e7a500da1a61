"""The verb that puts knowledge in the library."""

import pytest
from django.core.exceptions import ValidationError

from samspil.foundation import search
from samspil.foundation.models import Subject
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.knowledge.actions import add_item
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
