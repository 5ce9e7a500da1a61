"""Each process has its engine over one shared index, and finds what changed within seconds."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from samspil.foundation.models import JournalEntry
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.matching.types import Need
from samspil.moderation import actions as moderation
from samspil.resources.actions import edit_resource, end_resource
from samspil.suggestions import node as nodes
from samspil.suggestions.node import Node
from samspil.suggestions.queries import suggest
from tests.factories import make_person, viewer
from tests.suggestions.making import make_resource

pytestmark = pytest.mark.django_db


def found(node: Node, text: str) -> set[str]:
    """All that have a word of the text. Among so few, others are suggested too, for what they may help with."""
    ranking = node.ask().rank(Need(text=text), k=10)
    return {each.id for each in ranking.suggestions if any(reason.kind == "words" for reason in each.reasons)}


@pytest.fixture
def seconds(monkeypatch):
    """A clock that a test moves."""
    now = [1000.0]
    monkeypatch.setattr(nodes, "monotonic", lambda: now[0])

    def move(by: float) -> None:
        now[0] += by

    return move


def test_changed_resource_is_found_within_ten_seconds_in_every_process(tmp_path, seconds):
    coordinator = viewer(make_person(role="coordinator"))
    old = make_resource("Syklubben", body="Vi syr tøj sammen.")
    with override_settings(INDEX_DIR=str(tmp_path), INDEX_POLL=2.0):
        one, other = Node(), Node()
        assert found(one, "sy tøj") == found(other, "sy tøj") == {str(old.pk)}
        assert one.base.version == other.base.version  # one build, mapped by both
        new = make_resource("Træværkstedet", body="Vi drejer skåle.")
        edit_resource(by=coordinator, resource_id=old.pk, body="Vi strikker huer.")
        seconds(10)
        for node in (one, other):
            assert found(node, "dreje skåle") == {str(new.pk)}
            assert found(node, "strikke huer") == {str(old.pk)}
        end_resource(by=coordinator, resource_id=new.pk)
        moderation.hide(by=coordinator, subject_id=old.pk, reason="Der står et navn.")
        seconds(10)
        for node in (one, other):
            assert found(node, "dreje skåle strikke huer") == set()


def test_nobody_looks_more_often_than_every_few_seconds(seconds, django_assert_num_queries):
    make_resource()
    with override_settings(INDEX_POLL=2.0):
        node = Node()
        node.ask()
        with django_assert_num_queries(1):  # only whether the words are the same
            node.ask()
        seconds(3)
        with django_assert_num_queries(2):
            node.ask()


def test_line_that_came_late_is_found(seconds):
    """Another transaction took its number first and was done last."""
    node = Node()
    make_resource("Syklubben", body="Vi syr tøj sammen.")
    node.ask()
    late = make_resource("Træværkstedet", body="Vi drejer skåle.")
    lines = list(JournalEntry.objects.filter(subject=late.subject).values_list("pk", flat=True))
    node.seen -= set(lines)  # they were not there to be seen
    node.look()
    assert found(node, "dreje skåle") == {str(late.pk)}


@pytest.mark.parametrize("folder", ["", "/proc/findes/ikke"])
def test_works_in_memory_where_nothing_can_be_written(folder):
    resource = make_resource()
    with override_settings(INDEX_DIR=folder):
        assert found(Node(), "fiske ved åen") == {str(resource.pk)}


def test_index_that_is_broken_is_built_anew(tmp_path):
    resource = make_resource()
    (tmp_path / nodes.POINTER).write_text("{nonsense")
    with override_settings(INDEX_DIR=str(tmp_path)):
        assert found(Node(), "fiske ved åen") == {str(resource.pk)}


def test_what_one_process_builds_the_others_take_over(tmp_path, seconds):
    with override_settings(INDEX_DIR=str(tmp_path)):
        one, other = Node(), Node()
        one.ask()
        other.ask()
        resource = make_resource()
        one.build()
        seconds(10)
        assert found(other, "fiske ved åen") == {str(resource.pk)}
        assert other.base.version == one.base.version
        assert len(list(tmp_path.glob("index-*"))) == 1


def test_another_database_is_noticed(seconds):
    make_resource()
    node = Node()
    node.ask()
    node.floor = 10**9  # a backup was put back: the line one had read up to is not there
    assert node.news() is None
    node.look()
    assert node.floor < 10**9


def test_command_builds_the_index(tmp_path):
    make_resource()
    said = StringIO()
    with override_settings(INDEX_DIR=str(tmp_path)):
        call_command("rebuild_index", stdout=said)
    assert "1 documents are in the index" in said.getvalue()
    assert (tmp_path / nodes.POINTER).exists()


def test_what_was_taken_back_or_erased_is_never_suggested_and_leaves_the_index(seconds):
    resource = make_resource("Karens strikkeaften", body="Vi strikker huer.", by=make_person("Karen"))
    other = make_resource("Strikkeklubben", body="Vi strikker sokker.")
    assert len(suggest(Need(text="strikke"), NOBODY)) == 2
    with override_settings(INDEX_POLL=1000.0):
        erase_person(by=SYSTEM, person_id=resource.author_id)
        assert [row.id for row in suggest(Need(text="strikke"), NOBODY)] == [other.pk]
        assert str(resource.pk) not in found(nodes.node, "strikke")
        end_resource(by=viewer(make_person(role="coordinator")), resource_id=other.pk)
        assert suggest(Need(text="strikke"), NOBODY) == []


def test_hidden_is_never_suggested_even_before_the_index_knows():
    resource = make_resource()
    assert len(suggest(Need(text="fiske"), NOBODY)) == 1
    with override_settings(INDEX_POLL=1000.0):
        coordinator = viewer(make_person(role="coordinator"))
        moderation.hide(by=coordinator, subject_id=resource.pk, reason="Der står et navn.")
        assert suggest(Need(text="fiske"), NOBODY) == []


def test_a_process_is_ready_before_anybody_asks(tmp_path, monkeypatch):
    make_resource("Syklubben", body="Vi syr tøj sammen.")
    fresh = Node()
    monkeypatch.setattr(nodes, "node", fresh)
    with override_settings(INDEX_DIR=str(tmp_path)):
        nodes.get_ready()
        assert fresh.engine is not None

        def build(*_arguments):
            raise AssertionError("built while somebody waits")

        monkeypatch.setattr(fresh, "build", build)
        assert len(found(fresh, "sy tøj")) == 1
