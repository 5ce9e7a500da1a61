"""The map: what is counted, what is missing, what is not shown, and what was kept of other days."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from samspil.foundation import clock
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from samspil.mapping import actions, queries
from samspil.mapping.models import Axis, Snapshot, SnapshotCell
from samspil.moderation.actions import hide
from samspil.papers import pdf
from samspil.resources import actions as resources
from samspil.resources import queries as directory
from tests.factories import make_person, viewer
from tests.mapping.making import make_areas, make_offer, nothing_fitted
from tests.racing import at_once

pytestmark = pytest.mark.django_db
GROUP = queries.Filters(axis=Axis.GROUP)


def field(matrix, row: str, column: str):
    line = next(line for line in matrix.lines if line.label == row)
    return line.cells[matrix.columns.index(column)]


@pytest.mark.capability("C62")
def test_counts_offers_and_room_by_area_and_theme():
    lunde, aaby = make_areas("Lunde", "Åby")
    make_offer(lunde, "older", "community", capacity=3)
    make_offer(lunde, "older", capacity=2, kind="group")
    make_offer(None, "older")
    found = queries.matrix(queries.Filters())
    assert (field(found, "Lunde", "Ældre").offers, field(found, "Lunde", "Ældre").free) == (2, 5)
    assert field(found, "Lunde", "Lokalsamfund").offers == 1
    assert [line.total.offers for line in found.lines] == [2, 0]
    assert (found.whole.offers, found.outside) == (3, 1)
    only = queries.matrix(queries.Filters(kind="group"))
    assert (field(only, "Lunde", "Ældre").offers, only.whole.offers) == (1, 1)
    assert [line.label for line in queries.matrix(queries.Filters(area=aaby.pk)).lines] == ["Åby"]


@pytest.mark.capability("C63")
def test_areas_and_themes_without_tradition_stand_there(client):
    lunde, _aaby = make_areas("Lunde", "Åby")
    make_offer(lunde, "older")
    found = queries.matrix(queries.Filters())
    assert found.bare[:2] == ["Åby", "Pårørende"]  # a theme that nothing stands for, too
    assert "Ældre" not in found.bare
    assert field(found, "Lunde", "Handicap").is_empty
    page = client.get(reverse("mapping:overview")).text
    assert "Her er der ikke tradition for noget:" in page
    assert "Handicap" in page
    assert "Psykisk sundhed" in page


def test_target_groups_against_areas():
    lunde, _aaby = make_areas("Lunde", "Åby")
    make_offer(lunde, groups=("men", "older_people"))
    make_offer(lunde, groups=("everybody",))
    found = queries.matrix(GROUP)
    assert found.columns == ("Lunde", "Åby")
    assert field(found, "Mænd", "Lunde").offers == 1
    assert field(found, "Kvinder", "Lunde").offers == 0  # what is for everybody was made for nobody in particular
    assert "maalgruppe=men" in field(found, "Mænd", "Lunde").url


def test_link_leads_to_what_was_counted(client):
    (lunde,) = make_areas("Lunde")
    offer = make_offer(lunde, "older")
    make_offer(lunde, "employment", title="Noget helt andet")
    url = field(queries.matrix(queries.Filters(kind="activity")), "Lunde", "Ældre").url
    page = client.get(url).text
    assert offer.title in page
    assert "Noget helt andet" not in page
    rows = directory.resources_for(NOBODY, directory.Filters(theme="older", area=lunde.pk, kind="activity"))
    assert list(rows) == [offer]


def test_gap_is_little_to_offer_and_much_asked_for(karen):
    lunde, aaby = make_areas("Lunde", "Åby")
    nothing_fitted(lunde, "mental_health", 4)
    nothing_fitted(aaby, "mental_health", 5)
    offer, other = make_offer(aaby, "older"), make_offer(lunde, "older")
    for _each in range(queries.MANY):
        resources.wish_for(by=viewer(offer.author), kind="drivers", what="En, der kan køre", resource_id=offer.pk)
    resources.wish_for(by=viewer(other.author), kind="room", what="Et lokale", resource_id=other.pk)
    found = queries.matrix(queries.Filters())
    few = field(found, "Lunde", "Psykisk sundhed")
    assert (few.unmet, few.is_gap) == (0, False)  # four could point at somebody
    assert field(found, "Åby", "Psykisk sundhed").unmet == 5
    assert [(label, cell.label) for label, cell in found.gaps] == [("Åby", "Psykisk sundhed"), ("Åby", "Ældre")]
    assert field(found, "Åby", "Ældre").wishes == queries.MANY
    assert (field(found, "Lunde", "Ældre").wishes, field(found, "Lunde", "Ældre").is_gap) == (1, False)
    only = queries.matrix(queries.Filters(only_gaps=True))
    assert [line.label for line in only.lines] == ["Åby"]


def test_only_what_everybody_may_read_and_what_still_is(birthe):
    (lunde,) = make_areas("Lunde")
    hidden, ended, stays = (make_offer(lunde, "older") for _each in range(3))
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Der står et navn.")
    resources.end_resource(by=viewer(birthe), resource_id=ended.pk)
    assert queries.matrix(queries.Filters()).whole.offers == 1
    assert list(queries.counted()) == [stays]


@pytest.mark.django_db(transaction=True)
def test_a_day_is_kept_once_however_many_press():
    by = viewer(make_person(role="coordinator"))
    raised = at_once(*[partial(actions.freeze_counts, by=by)] * 3)
    assert [type(problem) for problem in raised] == [ValidationError] * 2
    assert Snapshot.objects.count() == 1


def test_days_are_kept_and_compared(birthe, karen, client):
    lunde, aaby = make_areas("Lunde", "Åby")
    first = make_offer(lunde, "older", groups=("men",))
    with clock.at(datetime(2025, 12, 31, 12, tzinfo=UTC)):
        kept = actions.freeze_counts(by=viewer(birthe))
        with pytest.raises(ValidationError):
            actions.freeze_counts(by=viewer(birthe))
    with pytest.raises(Refused):
        actions.freeze_counts(by=viewer(karen))
    make_offer(aaby, "older")
    resources.end_resource(by=viewer(birthe), resource_id=first.pk)
    found = queries.matrix(queries.Filters(compare=kept.counted_on))
    assert [field(found, area, "Ældre").change_words for area in ("Lunde", "Åby")] == ["−1", "+1"]
    assert (found.whole.before, found.whole.change) == (1, 0)
    groups = queries.matrix(queries.Filters(axis=Axis.GROUP, compare=kept.counted_on))
    assert field(groups, "Mænd", "Lunde").before == 1
    assert field(queries.matrix(queries.Filters()), "Lunde", "Ældre").before is None
    page = client.get(f"{reverse('mapping:overview')}?sammenlign=2025-12-31").text
    assert "31. december 2025" in page
    assert "−1 siden" in page
    assert SnapshotCell.objects.filter(snapshot=kept, axis=Axis.ALL).get().offers == 1


@pytest.mark.parametrize(
    ("day", "kept"),
    [((2026, 12, 31), 1), ((2027, 1, 4), 1), ((2027, 2, 20), 0), ((2026, 12, 30), 0)],
)
def test_new_years_eve_is_kept_once(day, kept):
    make_offer(None, "older")
    with clock.at(datetime(*day, 12, tzinfo=UTC)):
        for _run in range(2):
            actions.freeze_last_year()
    with clock.at(datetime(*day, 12, tzinfo=UTC) + timedelta(days=1)):
        actions.freeze_last_year()
    # The day after the 30th is New Year's Eve itself.
    assert Snapshot.objects.count() == (kept or int(day == (2026, 12, 30)))


def test_kept_by_the_button(sign_in, birthe, karen):
    coordinator = sign_in(birthe)
    for _press in range(2):
        assert coordinator.post(reverse("mapping:freeze")).status_code == 302
    assert Snapshot.objects.count() == 1
    assert sign_in(karen).post(reverse("mapping:freeze")).status_code == 403


def test_nonsense_in_the_address_chooses_nothing(client):
    make_areas("Lunde")
    query = "?vis=x&omraade=999&slags=tank&huller=nej&sammenlign=i-går&side=-1"
    assert client.get(reverse("mapping:overview") + query).status_code == 200
    assert "Her er intet at tælle endnu" in client.get(reverse("mapping:overview")).text


def test_as_many_queries_however_much_there_is(client):
    def queries_now(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    make_offer(*make_areas("Lunde"), "older", groups=("men",))
    paths = [reverse("mapping:overview"), f"{reverse('mapping:overview')}?vis=maalgrupper"]
    before = [queries_now(path) for path in paths]
    for area in make_areas(*(f"Område {number}" for number in range(29))):
        make_offer(area, "employment", groups=("women", "men"))
    assert [queries_now(path) for path in paths] == before


def test_taken_along_to_the_committee(client):
    lunde, _aaby = make_areas("Lunde", "=Åby")
    make_offer(lunde, "older", capacity=3)
    nothing_fitted(lunde, "disability", 6)
    csv = client.get(reverse("papers:map-csv")).content.decode("utf-8-sig")
    assert '"Lunde";"Ældre";"1";"3"' in csv
    assert '"\'=Åby"' in csv
    book = load_workbook(io.BytesIO(client.get(reverse("papers:map-xlsx")).content))
    assert book.active.max_row == 1 + 2 * 10
    word = client.get(f"{reverse('papers:map-docx')}?vis=maalgrupper")
    with zipfile.ZipFile(io.BytesIO(word.content)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "Mænd" in text
    assert "w:tblHeader" in text
    if pdf.is_possible():
        made = client.get(reverse("papers:map-pdf"))
        assert made["Content-Type"] == "application/pdf"
        said = " ".join(PdfReader(io.BytesIO(made.content)).pages[0].extract_text().split())
        assert "6 gange passede intet" in said
        assert "Her er der ikke tradition for noget: =Åby" in said
