"""Who defines the problems: the numbers, the filters, and that nobody's numbers hold what they may not read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.challenges.models import ChainLink
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.site import overview
from samspil.site.overview import Filters
from tests.factories import make_challenge, make_perspective, make_proposal, make_unit
from tests.papers.reading import csv_of

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C19")]

PAGE, FILE = "overview:who-defines", "overview:who-defines-csv"


def counts(rows: list[overview.Row]) -> dict[str, dict[str, int]]:
    return {row.label: row.counts for row in rows}


def test_challenges_and_lone_proposals_count_once_for_who_saw_them(karen, mette, kurt):
    challenge = make_challenge(by=karen, theme="older")
    make_challenge(by=mette, theme="older")
    make_perspective(challenge, by=kurt)
    make_proposal(challenge, by=mette)
    make_proposal(by=kurt, unit=make_unit())
    assert counts(overview.by_theme(NOBODY, Filters())) == {
        "Ældre": {"civil_society": 1, "municipality": 1},
        "Forslag, der står alene": {"civil_society": 1},
    }
    (quarter,) = overview.by_quarter(NOBODY, Filters())
    assert quarter.total == 3


def test_quarters_without_anything_stand_between_the_others(karen):
    make_challenge(by=karen)
    with clock.at(timezone.now() - timedelta(days=200)):
        make_challenge(by=karen)
    rows = overview.by_quarter(NOBODY, Filters())
    assert len(rows) in (3, 4)
    assert [row.total for row in rows][0] == [row.total for row in rows][-1] == 1
    assert sum(row.total for row in rows) == 2


def test_turn_of_the_year_is_counted_where_people_live(karen):
    """Half past midnight on New Year's Day in Denmark is still last year in UTC."""
    make_challenge(by=karen)
    ChainLink.objects.update(at="2025-12-31T23:30:00+00:00")
    assert [row.label for row in overview.by_quarter(NOBODY, Filters())] == ["1. kvartal 2026"]
    assert overview.by_quarter(NOBODY, Filters(year=2025)) == []


def test_filters_narrow_all_three(karen, unit):
    make_challenge(by=karen, theme="older", unit=unit)
    make_challenge(by=karen, theme="health")
    make_proposal(by=karen, unit=unit)
    names = {unit.pk: "Hjemmeplejen Nord"}
    by_unit = counts(overview.by_unit(NOBODY, Filters(unit=unit.pk), names))
    assert by_unit == {"Hjemmeplejen Nord": {"civil_society": 2}}
    assert list(counts(overview.by_theme(NOBODY, Filters(theme="health")))) == ["Sundhed og forebyggelse"]
    assert counts(overview.by_unit(NOBODY, Filters(), {})) == {"Ingen enhed": {"civil_society": 3}}


def test_chart_and_table_and_file_show_the_same_figures(client, karen, mette):
    make_challenge(by=karen)
    make_challenge(by=mette)
    page = client.get(reverse(PAGE))
    assert "50 %" in page.text
    for shown in page.context["charts"]:
        for row in shown["rows"]:
            assert sum(part["value"] for part in row["segments"]) == row["n"] == 2
            assert round(sum(part["percent"] for part in row["segments"])) == 100
    rows = csv_of(client.get(reverse(FILE)))
    assert rows[0][2:] == ["Civilsamfundet", "Kommunen", "Virksomheder", "Andre offentlige", "I alt"]
    assert {tuple(row[2:]) for row in rows[1:]} == {("1", "1", "0", "0", "2")}


def test_nonsense_in_the_address_is_no_500(client, karen):
    make_challenge(by=karen)
    for query in ("?aar=x&emne=x&enhed=x", "?aar=99999999999999999999", "?aar=%00&enhed=%ff", "?aar=1&aar=2"):
        for name in (PAGE, FILE):
            assert client.get(reverse(name) + query).status_code == 200


def test_number_of_queries_stays(client, karen):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(PAGE))
        return len(captured)

    make_challenge(by=karen, unit=make_unit())
    queries()
    before = queries()
    for theme in ("health", "community", "older"):
        make_challenge(by=karen, unit=make_unit(), theme=theme)
    assert queries() == before


# The world stays for the rest of the module once it is built, so this comes last.
@pytest.mark.parametrize(("role", "count"), [("visitor", 3), ("employee", 7), ("coordinator", 5)])
def test_numbers_hold_only_what_may_be_read(role, count, there):
    rows = csv_of(there.client(role).get(reverse(FILE)))
    whole = sum(int(row[-1]) for row in rows if row[0] == "Kvartal for kvartal")
    assert whole == overview.seen(there.viewer(role), Filters()).count()
    assert whole >= count
    assert f"af de {whole} er set først" in there.client(role).get(reverse(PAGE)).text
