"""The stage that compares meanings, switched on: the one slow test of its sort."""

import pytest
from django.test import override_settings

from samspil.foundation.viewer import NOBODY
from samspil.matching.meaning import Meaning
from samspil.matching.types import Need
from samspil.resources.actions import edit_resource, withdraw_resource
from samspil.suggestions import embedding, node, queries
from samspil.suggestions.models import Vector
from tests.factories import make_person, viewer
from tests.matching.model import needed
from tests.suggestions.making import begin_anew, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def meaning():
    node.meaning.cache_clear()
    with override_settings(MEANING=True):
        yield needed(node.meaning())
    node.meaning.cache_clear()


def test_vectors_are_made_by_the_job_and_used_at_once(meaning: Meaning):
    resource = make_resource("Kaffestuen", body="Et hyggeligt sted, hvor man kan snakke med andre.")
    embedding.embed_changed()
    vector = Vector.objects.get(subject=resource.subject)
    assert len(bytes(vector.data)) == 384
    answer = queries.answer(Need(text="Jeg keder mig og savner selskab"), NOBODY)
    assert "meaning" in answer.stages
    assert [row.id for row in answer.rows] == [resource.pk]
    coordinator = viewer(make_person(role="coordinator"))
    embedding.embed_changed()
    assert Vector.objects.get().pk == vector.pk  # the same words: nothing to do
    edit_resource(by=coordinator, resource_id=resource.pk, body="Vi reparerer cykler.")
    embedding.embed_changed()
    renewed = Vector.objects.get()
    assert renewed.pk > vector.pk
    assert bytes(renewed.data) != bytes(vector.data)
    queries.answer(Need(text="cykler"), NOBODY)
    assert node.node.mark.vector == renewed.pk
    withdraw_resource(by=viewer(resource.author), resource_id=resource.pk)
    embedding.embed_changed()
    assert not Vector.objects.exists()  # what was taken back has no meaning here any more
    begin_anew()


def test_without_the_stage_it_says_so_and_works(settings):
    make_resource()
    embedding.embed_changed()
    assert not Vector.objects.exists()
    assert queries.answer(Need(text="fiske"), NOBODY).stages == ("words", "concepts")
