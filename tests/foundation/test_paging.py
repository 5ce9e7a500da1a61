"""Pages of a list cost the same however long the list is, and no address breaks them."""

import pytest
from django.test import RequestFactory

from samspil.foundation import paging
from samspil.foundation.models import Subject
from samspil.foundation.paging import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    Subject.objects.bulk_create(Subject(kind="x", title=f"{number:02}") for number in range(45))
    return Subject.objects.order_by("title")


def page(rows, query=""):
    return page_of(RequestFactory().get(f"/liste/?{query}"), rows)


def test_page_number_that_makes_no_sense_gives_the_nearest_page(rows):
    expected = [
        ("", 1),
        ("side=", 1),
        ("side=1", 1),
        ("side=2", 2),
        ("side=3", 3),
        ("side=4", 3),
        ("side=99999999999999999999", 3),
        ("side=0", 1),
        ("side=-7", 1),
        ("side=x", 1),
        ("side=1.5", 1),
        ("side=%00", 1),
        ("side=" + "9" * 5000, 1),
        ("side=1&side=2", 2),
    ]
    assert [(query, page(rows, query).number) for query, _number in expected] == expected


def test_pages_hold_every_row_once(rows):
    titles = [subject.title for number in (1, 2, 3) for subject in page(rows, f"side={number}")]
    assert titles == [f"{number:02}" for number in range(45)]


def test_page_links_keep_the_other_filters(rows):
    middle = page(rows, "q=b%C3%A5d&side=2&emne=older")
    assert middle.previous_url == "?q=b%C3%A5d&side=1&emne=older"
    assert middle.next_url == "?q=b%C3%A5d&side=3&emne=older"


def test_first_and_last_page_link_nowhere_beyond(rows):
    assert (page(rows).previous_url, page(rows, "side=3").next_url) == ("", "")


def test_empty_list_is_one_empty_page():
    only = page(Subject.objects.none())
    assert (only.number, len(only), only.paginator.num_pages, only.paginator.shown_count) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("most", "pages", "capped", "shown"), [(39, 2, True, 39), (40, 2, True, 40), (45, 3, False, 45), (99, 3, False, 45)]
)
def test_count_stops_at_the_cap(rows, monkeypatch, most, pages, capped, shown):
    monkeypatch.setattr(paging, "MOST", most)
    paginator = page(rows).paginator
    assert (paginator.num_pages, paginator.is_capped, paginator.shown_count) == (pages, capped, shown)
    assert page(rows, "side=1000").number == pages


def test_count_asks_for_no_more_than_the_cap(rows, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "MOST", 40)
    with django_assert_num_queries(1) as asked:
        assert page(rows).paginator.count == 41
    assert "LIMIT 41" in asked[0]["sql"]
    assert "ORDER BY" not in asked[0]["sql"]
