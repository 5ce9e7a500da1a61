"""The directory as files: what one may read and no more, in forms that others can read."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from icalendar import Calendar

from samspil.exchange import actions
from samspil.exchange.models import ImportRun
from samspil.identity import rates
from samspil.moderation import actions as moderation
from samspil.resources.actions import register_resource
from samspil.resources.models import Area, Resource
from tests.exchange.files import upload
from tests.factories import make_actor, viewer

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "data" / "hsds-3.0" / "schema" / "service.json"
FACTS = {
    "kind": "group",
    "title": "=Fluebinding",
    "body": "Vi binder fluer.",
    "themes": ["community", "older"],
    "target_groups": ["living_alone", "men"],
    "place": "Lunde",
    "address": "Møllevej 2, 9999 Lunde",
    "lat": 56.1,
    "lon": 9.1,
    "recurrence": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20991231",
    "first_on": "2026-01-06",
    "starts_at": "19:00",
    "ends_at": "21:00",
    "youngest": 18,
    "is_free": True,
    "access": ["transport", "step_free"],
    "languages": ["da", "en"],
    "contact_name": "Erna",
    "contact_phone": "+45 99 00 00 07",
    "contact_email": "erna@engbaek.example",
}


def make(birthe, **facts) -> Resource:
    return register_resource(by=viewer(birthe), **{**FACTS, **facts})


def fetch(client, kind: str, query: str = "") -> bytes:
    response = client.get(reverse("exchange:export", args=[kind]) + query)
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    return response.content


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "hsds", "geojson", "ics"])
def test_contact_and_hidden_things_stay_with_those_who_may_see_them(client, sign_in, birthe, kind):
    make(birthe, contact_visibility="staff")
    gone = make(birthe, title="Skjult klub")
    moderation.hide(by=viewer(birthe), subject_id=gone.pk, reason="Der står et navn.")
    for content in (fetch(client, kind), fetch(sign_in(birthe), kind)):
        text = text_of(content, kind)
        assert "Fluebinding" in text
        assert "Skjult klub" not in text
    assert "99 00 00 07" not in text_of(fetch(client, kind), kind)
    if kind in ("csv", "xlsx", "hsds"):
        assert "99 00 00 07" in text_of(fetch(sign_in(birthe), kind), kind)


def text_of(content: bytes, kind: str) -> str:
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode()


def test_nobody_is_shown_to_no_one(sign_in, birthe):
    make(birthe, contact_visibility="nobody")
    assert "Erna" not in fetch(sign_in(birthe), "csv").decode()


def test_filters_of_the_list_hold_for_the_file(client, birthe):
    make(birthe)
    make(birthe, title="Korsang", kind="activity", themes=["health"])
    assert [row["Navn"] for row in lines(fetch(client, "csv", "?slags=activity"))] == ["Korsang"]
    assert len(lines(fetch(client, "csv", "?emne=older"))) == 1
    assert len(json.loads(fetch(client, "geojson", "?slags=vrøvl"))["features"]) == 2


def test_no_cell_runs(client, birthe):
    make(birthe, contact_visibility="public", title='=HYPERLINK("x")', fee="@SUM(A1)")
    row = lines(fetch(client, "csv"))[0]
    assert (row["Navn"][0], row["Telefon"][0], row["Pris"][0]) == ("'", "'", "'")
    sheet = openpyxl.load_workbook(io.BytesIO(fetch(client, "xlsx"))).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "hsds"])
def test_what_is_fetched_comes_in_again_as_it_was(client, birthe, kind):
    Area.objects.create(name="Lunde")
    before = make(birthe, contact_visibility="public", area_id=Area.objects.get().pk)
    content = fetch(client, kind)
    Resource.objects.filter(pk=before.pk).update(title="Et andet navn", place="Et andet sted")
    run = actions.upload_file(by=viewer(birthe), file=upload(content), source="En anden kommune")
    run = ImportRun.objects.get(pk=run.pk)
    if run.state == "columns":
        assert len(run.columns) > 25
        actions.choose_columns(by=viewer(birthe), run_id=run.pk, columns=run.columns, kind="offer", theme="health")
    actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    after = Resource.objects.exclude(pk=before.pk).get()
    same = ["kind", "title", "body", "place", "recurrence", "first_on", "starts_at", "ends_at", "youngest", "languages"]
    same += ["lat", "lon", "contact_name", "contact_phone", "contact_email", "access"]
    if kind != "hsds":  # which knows no such things, or only in part
        same += ["address", "is_free", "area_id", "contact_visibility"]
    assert {name: getattr(after, name) for name in same} == {name: getattr(before, name) for name in same}
    assert {row.theme for row in after.themes.all()} == {"community", "older"}
    assert {row.group for row in after.target_groups.all()} == {"living_alone", "men"}


def test_calendar_and_map(client, birthe):
    make(birthe)
    make(birthe, title="Uden dag og sted", recurrence="", first_on=None, lat=None, lon=None, place="", address="")
    calendar = Calendar.from_ical(fetch(client, "ics"))
    events = list(calendar.walk("VEVENT"))
    assert len(events) == 1
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]
    assert f"{events[0]['DTSTART'].dt:%A %H:%M}" == "Tuesday 19:00"
    assert events[0]["RRULE"].to_ical().decode().startswith("FREQ=WEEKLY")
    features = json.loads(fetch(client, "geojson"))["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[9.1, 56.1]]
    assert "kl. 19–21" in features[0]["properties"]["times"]  # with spaces that a machine knows


# The schema is not ours to ship; CI has it beside the checkout, and .ci/run validates the demo against it too.
@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not beside the checkout")
def test_hsds_follows_the_published_schema(birthe, tmp_path):
    make(birthe, provider_id=str(make_actor("Lystfiskerne", description="Vi fisker.").pk), contact_visibility="public")
    make(birthe, title="Næsten tom", place="", address="", lat=None, lon=None, recurrence="FREQ=YEARLY", languages=[])
    call_command("export_resources", str(tmp_path), each=True, stdout=io.StringIO())
    files = sorted(tmp_path.glob("*.json"))
    assert len(files) == 2
    check = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *map(str, files)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603 - our own files
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["csv", "hsds", "ics", "geojson"])
def test_number_of_queries_does_not_grow(client, birthe, django_assert_max_num_queries, kind):
    make(birthe)
    for number in range(12):
        make(birthe, title=f"Klub {number}", provider_id=str(make_actor().pk))
    with django_assert_max_num_queries(8):
        fetch(client, kind)


def test_visitor_who_fetches_it_all_the_time_waits_and_staff_does_not(client, sign_in, birthe, monkeypatch):
    monkeypatch.setattr(rates, "FILE_FROM_ORIGIN", rates.Rate("file-from", 1, rates.FILE_FROM_ORIGIN.within))
    path = reverse("exchange:export", args=["geojson"])
    assert [client.get(path).status_code for _time in range(2)] == [200, 429]
    client = sign_in(birthe)
    assert [client.get(path).status_code for _time in range(2)] == [200, 200]
