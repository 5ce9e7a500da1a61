"""How a subject comes to be, is read, is hidden and moves."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from samspil.foundation import subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Audience, Subject, SubjectReader, bump
from samspil.foundation.viewer import NOBODY, SYSTEM, Grant, Viewer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def tree():
    """A challenge with two perspectives, one of which has two replies."""
    top = subjects.create("challenge", title="top", by=None)
    left = subjects.create("perspective", title="left", by=None, context=top)
    right = subjects.create("perspective", title="right", by=None, context=top)
    one = subjects.create("perspective", title="one", by=None, context=left)
    two = subjects.create("perspective", title="two", by=None, context=left)
    subjects.create("challenge", title="elsewhere", by=None)
    return {subject.title: subject for subject in (top, left, right, one, two)}


def shown() -> set[str]:
    return set(Subject.objects.filter(shown=True).values_list("title", flat=True)) - {"elsewhere"}


def again(subject: Subject) -> Subject:
    return Subject.objects.get(pk=subject.pk)


ALL = {"top", "left", "right", "one", "two"}


def test_create_points_at_the_outermost_context(tree):
    assert {subject.root_id for subject in tree.values()} == {tree["top"].pk}


def test_create_below_takes_audience_of_the_context_and_names_no_readers():
    reader = uuid7()
    top = subjects.create("challenge", title="top", by=None, audience=Audience.UNIT, readers=[reader])
    below = subjects.create(
        "perspective", title="below", by=None, context=top, audience=Audience.PUBLIC, readers=[uuid7()]
    )
    assert below.audience == Audience.UNIT
    assert list(SubjectReader.objects.values_list("root_id", "reader")) == [(top.pk, reader)]


def test_create_below_something_hidden_is_not_shown(tree):
    subjects.set_hidden(tree["left"], NOW)
    late = subjects.create("perspective", title="late", by=None, context=again(tree["left"]))
    assert not late.shown


def test_create_lifts_what_it_belongs_to(tree):
    before = {name: again(subject).active_at for name, subject in tree.items()}
    subjects.create("perspective", title="new", by=None, context=again(tree["left"]))
    after = {name: again(subject).active_at for name, subject in tree.items()}
    assert {name for name in tree if after[name] > before[name]} == {"top", "left"}


def test_create_keeps_the_language_of_the_page():
    with translation.override("en"):
        assert subjects.create("challenge", title="How?", by=None).language == "en"


def test_hidden_parent_takes_everything_below_along(tree):
    subjects.set_hidden(tree["top"], NOW)
    assert shown() == set()


def test_hidden_branch_leaves_the_rest(tree):
    subjects.set_hidden(tree["left"], NOW)
    assert shown() == {"top", "right"}


def test_shown_again_parent_leaves_the_own_mark_of_a_child(tree):
    subjects.set_hidden(tree["left"], NOW)
    subjects.set_hidden(again(tree["top"]), NOW)
    subjects.set_hidden(again(tree["top"]), None)
    assert shown() == {"top", "right"}


def test_shown_again_child_of_a_hidden_parent_stays_away_until_the_parent_is_back(tree):
    subjects.set_hidden(tree["top"], NOW)
    subjects.set_hidden(again(tree["left"]), NOW)
    subjects.set_hidden(again(tree["left"]), None)
    assert shown() == set()
    subjects.set_hidden(again(tree["top"]), None)
    assert shown() == ALL


def test_hiding_below_a_hidden_mark_keeps_both_marks(tree):
    subjects.set_hidden(tree["one"], NOW)
    subjects.set_hidden(again(tree["left"]), NOW)
    subjects.set_hidden(again(tree["left"]), None)
    assert shown() == ALL - {"one"}


def test_database_refuses_hidden_but_shown(tree):
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.filter(pk=tree["one"].pk).update(hidden_at=NOW, shown=True)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 10), (56, 181), (56, None), (None, 9)])
def test_database_refuses_a_point_off_the_earth(latitude, longitude):
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.create(kind="challenge", title="?", latitude=latitude, longitude=longitude)


def test_bump_counts_and_lifts(tree):
    before = again(tree["top"])
    bump(tree["top"])
    assert (again(before).version, tree["top"].version) == (2, 2)
    assert again(before).active_at > before.active_at


# --- who may read ---------------------------------------------------------------------------------------------------

ME, MY_UNIT, OTHER = uuid7(), uuid7(), uuid7()
READERS = {
    "nobody": NOBODY,
    "me": Viewer(person_id=ME, readers=frozenset({ME})),
    "somebody": Viewer(person_id=OTHER, readers=frozenset({OTHER})),
    "in the unit": Viewer(
        person_id=OTHER, grants=frozenset({Grant("employee", MY_UNIT)}), readers=frozenset({OTHER, MY_UNIT})
    ),
    "staff elsewhere": Viewer(person_id=OTHER, grants=frozenset({Grant("employee")}), readers=frozenset({OTHER})),
    "councillor": Viewer(person_id=OTHER, grants=frozenset({Grant("councillor")}), readers=frozenset({OTHER})),
    "system": SYSTEM,
}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.PUBLIC, set(READERS)),
        (Audience.STAFF, {"in the unit", "staff elsewhere", "system"}),
        (Audience.UNIT, {"me", "in the unit"}),
        (Audience.NAMED, {"me", "in the unit"}),
        (Audience.PAGE, {"me", "in the unit"}),
    ],
)
def test_audience_is_read_by_exactly_those_it_names(audience, expected):
    top = subjects.create("challenge", title="x", by=ME, audience=audience, readers=[ME, MY_UNIT])
    below = subjects.create("perspective", title="y", by=OTHER, context=top)
    for subject in (top, below):
        by_query = {name for name, who in READERS.items() if Subject.objects.visible_to(who).filter(pk=subject.pk)}
        by_row = {name for name, who in READERS.items() if again(subject).readable_by(who)}
        assert by_query == by_row == expected


def test_hidden_is_read_by_nobody(tree):
    subjects.set_hidden(tree["top"], NOW)
    for who in READERS.values():
        assert set(Subject.objects.visible_to(who).values_list("title", flat=True)) == {"elsewhere"}
        assert not again(tree["one"]).readable_by(who)


def test_readers_left_over_open_nothing_for_staff_only():
    """Names on a list count for limited audiences alone."""
    top = subjects.create("challenge", title="x", by=ME, audience=Audience.STAFF, readers=[ME])
    assert not top.readable_by(READERS["me"])
    assert not Subject.objects.visible_to(READERS["me"]).exists()


def test_set_audience_reaches_everything_below(tree):
    subjects.set_audience(tree["top"], Audience.NAMED, [ME])
    visible = {
        name: set(Subject.objects.visible_to(who).values_list("title", flat=True)) for name, who in READERS.items()
    }
    assert visible["me"] == ALL | {"elsewhere"}
    assert all(titles == {"elsewhere"} for name, titles in visible.items() if name != "me")


def test_set_audience_replaces_the_readers(tree):
    subjects.set_audience(tree["top"], Audience.NAMED, [ME, ME])
    subjects.set_audience(tree["top"], Audience.NAMED, [OTHER])
    assert list(SubjectReader.objects.values_list("reader", flat=True)) == [OTHER]


def test_set_audience_to_all_forgets_the_readers(tree):
    subjects.set_audience(tree["top"], Audience.NAMED, [ME])
    subjects.set_audience(tree["top"], Audience.PUBLIC)
    assert not SubjectReader.objects.exists()
    assert set(Subject.objects.visible_to(NOBODY).values_list("title", flat=True)) == ALL | {"elsewhere"}
