"""Coordinators teach the engine the words that are used here, with effect on the next question."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import create_user_for
from samspil.matching.types import Need
from samspil.suggestions import actions, words
from samspil.suggestions.models import ConceptLink, ExtraConcept
from samspil.suggestions.queries import suggest
from tests.factories import make_person, viewer
from tests.suggestions.making import make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def birthe():
    return make_person("Birthe", role="coordinator")


def browser_of(person) -> Client:
    client = Client()
    client.force_login(create_user_for(by=SYSTEM, person=person))
    return client


def test_own_word_leads_to_another_from_the_next_question_on(birthe):
    resource = make_resource("Havekroket i parken", body="Vi slår til kugler på plænen.")
    assert suggest(Need(text="blafling"), NOBODY) == []
    croquet = actions.add_concept(by=viewer(birthe), label_da="havekroket")
    link = {"target": croquet.key, "name": "related", "weight": 0.9}
    actions.add_concept(by=viewer(birthe), label_da="blafling", words_da="blafinger, blafere", links=[link])
    for asked in ("blafling", "blafere"):
        (found,) = suggest(Need(text=asked), NOBODY)
        assert found.id == resource.pk
        assert "blafling ligger tæt på havekroket" in found.why[0].lower()


def test_more_words_for_one_that_is_there_and_removed_again(birthe):
    make_resource("Havekroket i parken", body="Vi slår til kugler på plænen.")
    croquet = actions.add_concept(by=viewer(birthe), label_da="havekroket")
    assert suggest(Need(text="vrimsen"), NOBODY) == []
    actions.edit_concept(by=viewer(birthe), concept_id=croquet.pk, words_da="vrimsen")
    assert len(suggest(Need(text="vrimsen"), NOBODY)) == 1
    actions.remove_concept(by=viewer(birthe), concept_id=croquet.pk)
    actions.remove_concept(by=viewer(birthe), concept_id=croquet.pk)
    assert suggest(Need(text="vrimsen"), NOBODY) == []
    assert croquet.key not in words.full_vocabulary()
    assert list(JournalEntry.objects.filter(subject=croquet.subject).order_by("pk").values_list("verb", flat=True)) == [
        "suggestions.word_added",
        "suggestions.word_edited",
        "suggestions.word_removed",
    ]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "label_da"),
        ({"label_da": "Karen, 010190-1234"}, "label_da"),
        ({"extends": "findes-ikke", "words_da": "noget"}, "extends"),
        ({"label_da": "krolf", "links": [{"target": "findes-ikke", "name": "related", "weight": 0.5}]}, "links"),
        ({"label_da": "x" * 61}, "label_da"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(told, field, birthe):
    with pytest.raises(ValidationError) as refused:
        actions.add_concept(by=viewer(birthe), **told)
    assert field in refused.value.error_dict
    assert not ExtraConcept.objects.exists()


def test_the_same_word_is_not_there_twice(birthe):
    actions.add_concept(by=viewer(birthe), label_da="Krolf")
    with pytest.raises(ValidationError):
        actions.add_concept(by=viewer(birthe), label_da="krolf")


def test_only_coordinators_and_never_over_somebody_elses_change(birthe):
    for person in (make_person(), make_person(role="employee"), make_person(role="leader")):
        with pytest.raises(Refused):
            actions.add_concept(by=viewer(person), label_da="krolf")
    concept = actions.add_concept(by=viewer(birthe), label_da="krolf")
    with pytest.raises(Refused):
        actions.remove_concept(by=viewer(make_person()), concept_id=concept.pk)
    with pytest.raises(NotFound):
        actions.edit_concept(by=viewer(birthe), concept_id=uuid7(), label_da="kroket")
    actions.edit_concept(by=viewer(birthe), concept_id=concept.pk, expected_version=1, label_da="kroket")
    with pytest.raises(Stale):
        actions.edit_concept(by=viewer(birthe), concept_id=concept.pk, expected_version=1, label_da="krolf")


def test_second_press_adds_one_word(birthe):
    key = uuid7()
    made = {actions.add_concept(by=viewer(birthe), label_da="krolf", request_id=key).pk for _press in range(2)}
    assert len(made) == 1


def test_word_that_no_longer_fits_does_not_stop_the_rest(birthe):
    concept = actions.add_concept(by=viewer(birthe), label_da="krolf")
    ConceptLink.objects.create(concept=concept, target="er-fjernet", name="related", weight=0.5)
    ExtraConcept.objects.filter(pk=concept.pk).update(words_da="**, =")
    assert words.full_vocabulary()


def test_pages_add_edit_and_remove(birthe):
    client = browser_of(birthe)
    told = {"label_da": "krolf", "words_da": "krolfbane", "name_1": "", "target_1": "", "weight_1": ""}
    assert client.post(reverse("suggestions:add-word"), told).status_code == 302
    concept = ExtraConcept.objects.get()
    page = client.get(reverse("suggestions:words"), {"q": "krolf"}).text
    assert "krolf" in page
    assert "krolfbane" in page
    edit = reverse("suggestions:edit-word", args=[concept.pk])
    assert client.post(edit, {"label_da": "krolf", "words_da": "", "expected_version": "1"}).status_code == 302
    assert client.post(edit, {"label_da": "kroket", "expected_version": "1"}).status_code == 409
    turtle = client.get(reverse("suggestions:skos"))
    assert turtle["Content-Type"].startswith("text/turtle")
    assert "krolf" in turtle.text
    client.post(reverse("suggestions:remove-word", args=[concept.pk]))
    assert "krolf" not in client.get(reverse("suggestions:words")).text
