"""Search finds by word stems and word beginnings, the same in both engines, and only what one may read."""

import pytest
from django.utils import timezone

from samspil.foundation import search, subjects
from samspil.foundation.models import Audience
from samspil.foundation.viewer import NOBODY, SYSTEM

pytestmark = pytest.mark.django_db

# These run on SQLite and on PostgreSQL alike: one table of answers for both engines.
TITLES = {
    "boats": "Lystfiskernes både ved åen",
    "lonely": "Ensomhed blandt ældre i Aalborggade",
    "bingo": "Bingo på plejehjemmet 2026",
    "english": "Cycling without age",
    "odd": 'C++ & <b>HTML</b> "citat" (parentes) 100 %',
}


@pytest.fixture
def library():
    return {
        name: subjects.create("challenge" if name != "english" else "knowledge", title=title, by=None)
        for name, title in TITLES.items()
    }


def found(words: str, viewer=NOBODY, kinds=()) -> set[str]:
    names = {title: name for name, title in TITLES.items()}
    return {names[subject.title] for subject in search.find(words, viewer, kinds)}


def test_find_gives_the_same_on_both_engines(library):
    expected = [
        ("båd", {"boats"}),
        ("bådene", {"boats"}),
        ("BÅDE", {"boats"}),
        ("baade", {"boats"}),
        ("bade", set()),  # å is a letter of its own
        ("lystfisker", {"boats"}),
        ("lyst", {"boats"}),
        ("fisker", set()),  # the middle of a word
        ("ensom", {"lonely"}),
        ("ålborggade", {"lonely"}),
        ("ældre ensomhed", {"lonely"}),
        ("ældre bingo", set()),
        ("2026", {"bingo"}),
        ("20", {"bingo"}),
        ("cycl", {"english"}),
        ("citat parentes", {"odd"}),
        ("html", {"odd"}),
        ("", set()),
        ("   ", set()),
        ("!!! ( ) * : & | \" ' \\", set()),
        ("båd OR bingo", set()),
        ("båd* NOT bingo", set()),
        ("bingo:*", {"bingo"}),
        ('"bingo" & plejehjem', {"bingo"}),
        ("bingo' OR 1=1 --", set()),
        ("tokens:bingo", set()),
        ("\x00bingo", {"bingo"}),
        ("bingo " * 200, {"bingo"}),
        ("å" * 3000, set()),
    ]
    assert [(words, found(words)) for words, _names in expected] == expected


def test_find_narrows_by_kind(library):
    assert found("a e i", kinds=("knowledge",)) == set()
    assert found("age", kinds=("challenge",)) == set()
    assert found("age", kinds=("knowledge",)) == {"english"}


def test_find_tells_nobody_of_what_is_limited_or_hidden(library):
    subjects.set_audience(library["boats"], Audience.STAFF)
    subjects.set_audience(library["lonely"], Audience.NAMED, [library["lonely"].pk])
    subjects.set_hidden(library["bingo"], timezone.now())
    assert [found(words) for words in ("båd", "ensom", "bingo")] == [set(), set(), set()]
    assert [found(words, SYSTEM) for words in ("båd", "ensom", "bingo")] == [{"boats"}, set(), set()]


def test_index_anew_forgets_the_old_words(library):
    subject = library["bingo"]
    subject.title = "Banko"
    search.index(subject, "tirsdag")
    subject.save()
    assert not search.find("bingo", NOBODY)
    assert [row.pk for row in search.find("banko tirsdag", NOBODY)] == [subject.pk]


def test_index_includes_text_and_place():
    subject = subjects.create("challenge", title="Titel", by=None, text="Brødtekst", place="Nørrebæk")
    assert [row.pk for row in search.find("nørrebæk brødtekst titel", NOBODY)] == [subject.pk]


def test_deleted_document_is_found_no_more(library):
    library["bingo"].search_document.delete()
    assert not search.find("bingo", NOBODY)


def test_find_puts_the_most_alive_first():
    first = subjects.create("challenge", title="Bold nummer et", by=None)
    second = subjects.create("challenge", title="Bold nummer to", by=None)
    assert list(search.find("bold", NOBODY)) == [second, first]
    subjects.touch(first)
    assert list(search.find("bold", NOBODY)) == [first, second]


def test_matching_looks_at_the_newest_only(monkeypatch):
    monkeypatch.setattr(search, "NEWEST", 2)
    made = [subjects.create("challenge", title=f"Bold {number}", by=None) for number in range(3)]
    assert set(search.find("bold", NOBODY)) == set(made[1:])
