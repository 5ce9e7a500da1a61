"""Cells as people write them become fields; what makes no sense becomes a message about that cell."""

import pytest

from samspil.exchange.values import Knowledge, read_row

KNOWN = Knowledge(areas={"lunde": 7}, codes={"27 35": "older"})

GOOD = [
    ("days", "tirsdag", {"recurrence": "FREQ=WEEKLY;BYDAY=TU"}),
    ("days", "Man. og tors.", {"recurrence": "FREQ=WEEKLY;BYDAY=MO,TH"}),
    ("days", "tirsdage og torsdage", {"recurrence": "FREQ=WEEKLY;BYDAY=TU,TH"}),
    ("days", "mandag til fredag", {"recurrence": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}),
    ("days", "hverdage", {"recurrence": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}),
    ("days", "Saturday, sunday", {"recurrence": "FREQ=WEEKLY;BYDAY=SA,SU"}),
    ("recurrence", "Hver onsdag", {"recurrence": "FREQ=WEEKLY;BYDAY=WE"}),
    ("recurrence", "FREQ=MONTHLY;BYDAY=1TU", {"recurrence": "FREQ=MONTHLY;BYDAY=1TU"}),
    ("starts_at", "kl. 19.30-21", {"starts_at": "19:30", "ends_at": "21:00"}),
    ("starts_at", "19:30:00", {"starts_at": "19:30"}),
    ("first_on", "24-12-2026", {"first_on": "2026-12-24"}),
    ("first_on", "24/12/26", {"first_on": "2026-12-24"}),
    ("first_on", "24. december 2026", {"first_on": "2026-12-24"}),
    ("first_on", "2026-12-24", {"first_on": "2026-12-24"}),
    ("youngest", "18-30 år", {"youngest": 18, "oldest": 30}),
    ("youngest", "60+", {"youngest": 60}),
    ("capacity", "4 pladser", {"capacity": 4}),
    ("is_free", "Ja", {"is_free": True}),
    ("fee", "Gratis", {"is_free": True, "fee": ""}),
    ("fee", "50 kr. om året", {"fee": "50 kr. om året"}),
    ("themes", "Ældre, Sundhed og forebyggelse", {"themes": ["older", "health"]}),
    ("themes", "27.35", {"themes": ["older"]}),
    ("target_groups", "Folk, der bor alene; Mænd", {"target_groups": ["living_alone", "men"]}),
    ("kind", "Gruppe", {"kind": "group"}),
    ("access", "Kørsel; Uden trin", {"access": ["transport", "step_free"]}),
    ("languages", "dansk og engelsk", {"languages": ["da", "en"]}),
    ("website", "www.fisk.example", {"website": "https://www.fisk.example"}),
    ("lat", "56,1", None),
    ("area", "LUNDE", {"area_id": 7}),
    ("contact_visibility", "Alle", {"contact_visibility": "public"}),
    ("contact_phone", "'+45 99 00 00 01", {"contact_phone": "+45 99 00 00 01"}),  # as our own export guards it
]


@pytest.mark.parametrize(("field", "written", "expected"), GOOD)
def test_good_cell(field, written, expected):
    row = read_row({"title": "Fluebinding", field: written} | ({"lon": "9,1"} if field == "lat" else {}), KNOWN)
    assert row.problems == []
    for name, value in (expected or {"lat": 56.1, "lon": 9.1}).items():
        assert row.values[name] == value


BAD = [
    ("title", "", "Navnet mangler"),
    ("title", "x" * 200, "for lang"),
    ("body", "x" * 5000, "for lang"),
    ("body", "Ring til 010190-1234", "CPR"),
    ("days", "måske", "Skriv dage"),
    ("starts_at", "25.99", "klokkeslæt"),
    ("first_on", "31-02-2026", "ikke en dato"),
    ("first_on", "45321", "ikke en dato"),
    ("recurrence", "FREQ=SECONDLY", "hvor tit"),
    ("youngest", "gammel", "alder"),
    ("oldest", "300", "helt tal"),
    ("capacity", "mange", "helt tal"),
    ("is_free", "måske", "ja eller nej"),
    ("themes", "Fodbold", "Vi kender ikke"),
    ("kind", "dims", "Vi kender ikke"),
    ("languages", "volapyk", "sproget"),
    ("contact_email", "ikke en mail", "Mailadressen"),
    ("website", "javascript:alert(1)", "Webadressen"),
    ("lat", "95", "grader"),
    ("lat", "56.1", "både"),
    ("area", "Månen", "området"),
]


@pytest.mark.parametrize(("field", "written", "message"), BAD)
def test_bad_cell_says_what_is_wrong(field, written, message):
    row = read_row({"title": "Fluebinding"} | {field: written}, KNOWN)
    assert len(row.problems) == 1
    assert message in row.problems[0]["message"]
    assert "010190" not in str(row.problems)
