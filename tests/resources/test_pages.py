"""The directory and its pages: filters, what each may see, data for machines, and what it costs."""

import json
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation.models import OutgoingMail
from samspil.foundation.viewer import NOBODY
from samspil.resources import queries
from samspil.resources.models import Resource, ThemeCode, WishPledge
from tests.factories import make_actor, make_person
from tests.resources.making import make_area, make_resource, make_wish, make_wish_pledge

pytestmark = pytest.mark.django_db
LIST = "/faellesskaber/"


def titles(query: str) -> list[str]:
    return [row["title"] for row in Client().get(LIST + query).context["rows"]]


@pytest.fixture
def three(birthe):
    """Three resources that differ in everything one can filter by."""
    north = make_area("Nord", point=(56.2, 9.0))
    make_resource(by=birthe)
    make_resource(
        by=birthe,
        title="Koret øver",
        body="Vi synger.",
        kind="group",
        themes=["mental_health"],
        target_groups=["everybody"],
        area_id=north.pk,
        place="Krathøj",
        lat=56.2,
        lon=9.0,
        recurrence="FREQ=WEEKLY;BYDAY=MO",
        is_free=False,
        access=["step_free"],
        capacity=0,
    )
    make_resource(
        by=birthe,
        title="En dag på værkstedet",
        kind="offer",
        themes=["employment"],
        target_groups=["young_people"],
        place="",
        lat=None,
        lon=None,
        recurrence="",
        starts_at="",
        ends_at="",
        is_free=None,
        access=[],
        capacity=None,
    )
    return north


BRIDGE, CHOIR, SHOP = "Torsdag ved broen", "Koret øver", "En dag på værkstedet"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=synger", {CHOIR}),
        ("?q=torsdag", {BRIDGE}),
        ("?emne=older", {BRIDGE}),
        ("?maalgruppe=men", {BRIDGE, CHOIR}),  # what is for everybody is for men, too
        ("?slags=offer", {SHOP}),
        ("?dag=mon", {CHOIR}),
        ("?adgang=step_free", {CHOIR}),
        ("?pris=gratis", {BRIDGE}),
        ("?plads=nu", {BRIDGE}),
        ("?emne=older&dag=mon", set()),
        ("?emne=vejret&dag=torsdag&omraade=99999&naer=Atlantis&sorter=tilfældigt", {BRIDGE, CHOIR, SHOP}),
    ],
)
def test_filters(three, query, expected):
    assert set(titles(query)) == expected


def test_sorted_by_distance_with_km_shown(three):
    page = Client().get(f"{LIST}?naer=Nord")
    assert [row["title"] for row in page.context["rows"]] == [CHOIR, BRIDGE, SHOP]
    assert "15 km væk" in page.text
    assert titles(f"?omraade={three.pk}") == [CHOIR]


def test_many_at_one_place_leave_room_for_the_others(birthe, monkeypatch):
    monkeypatch.setattr(queries, "MOST_PLACES", 2)
    for place, lat in (("Ådum", 56.0), ("Ådum", 56.2), ("Ådum", 56.1), ("Åvad", 56.3)):
        make_resource(by=birthe, place=place, lat=lat, lon=9.0)
    assert queries.places() == {"Ådum": (pytest.approx(56.1), 9.0), "Åvad": (56.3, 9.0)}


def test_list_is_whole_without_scripts_and_empty_ones_say_what_to_do(three):
    page = Client().get(LIST)
    assert all(title in page.text for title in (BRIDGE, CHOIR, SHOP))
    assert len(page.context["map"]["points"]) == 2
    assert "ikke noget, der passer" in Client().get(f"{LIST}?q=enhjørning").text
    Resource.objects.all().update(status="inactive")
    assert "Her er ingen fællesskaber endnu" in Client().get(LIST).text


@pytest.mark.parametrize(("visibility", "seen_by"), [("public", "vs"), ("staff", "s"), ("nobody", "")])
def test_contact_is_for_whom_they_want(birthe, mette, sign_in, visibility, seen_by):
    resource = make_resource(by=birthe, contact_name="Jørn", contact_phone="99 00 77 66", contact_visibility=visibility)
    url = reverse("resources:page", args=[resource.pk])
    for who, client in (("v", Client()), ("s", sign_in(mette))):
        assert ("99 00 77 66" in client.get(url).text) == (who in seen_by)


def json_ld(page) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)[1])


def test_data_for_machines(birthe):
    words = 'Slut </script><script>alert("1")</script> & farvel'
    url = reverse("resources:page", args=[make_resource(by=birthe, body=words).pk])
    page = Client().get(url)
    data = json_ld(page)
    assert (data["@type"], data["description"]) == ("Event", words)
    assert data["location"]["geo"]["latitude"] == 56.064
    assert data["eventSchedule"]["byDay"] == ["https://schema.org/Thursday"]
    assert re.match(r"\d{4}-\d\d-\d\dT17:00:00\+0[12]:00", data["startDate"])
    assert "<script>alert" not in page.text
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    place = make_resource(by=birthe, kind="place", contact_phone="99 00 77 66", contact_name="Jørn")
    data = json_ld(Client().get(reverse("resources:page", args=[place.pk])))
    assert data["@type"] == "Place"
    assert "99 00 77 66" not in json.dumps(data)


def test_guest_tells_and_pledges_by_confirmed_mail(birthe, kurt):
    guest = {"guest_name": "Ib", "guest_email": "ib@mail.example"}
    facts = {"title": "Ibs skakbord", "body": "Vi spiller skak.", "kind": "group", "themes": ["community"],
             "pattern": "weekly", "days": ["mon"], "starts_at": "19:00", "provider": "engbæk lystfiskerforening",
             "contact_visibility": "staff", "capacity": "3"}  # fmt: skip
    assert Client().post(f"{LIST}ny/", {**facts, **guest}).status_code == 200
    press(OutgoingMail.objects.get(to="ib@mail.example"))
    resource = Resource.objects.get()
    assert (resource.title, resource.recurrence, resource.capacity) == ("Ibs skakbord", "FREQ=WEEKLY;BYDAY=MO", 3)
    assert (resource.provider.name, resource.confirmed_on) == ("Engbæk Lystfiskerforening", None)
    assert "Ikke bekræftet endnu" in Client().get(reverse("resources:page", args=[resource.pk])).text
    wish = make_wish(resource, by=birthe)
    OutgoingMail.objects.all().delete()
    Client().post(reverse("resources:pledge", args=[wish.pk]), {"body": "Jeg har to stole", **guest})
    press(OutgoingMail.objects.get(to="ib@mail.example"))
    assert WishPledge.objects.get().speaker == "Ib"


def press(letter: OutgoingMail) -> None:
    path = re.search(r"https?://[^/\s]+(/\S+)", letter.text)[1]
    assert Client().post(path).status_code == 200


def test_codes_come_in_from_a_file(birthe, sign_in):
    client = sign_in(birthe)

    def send(data: bytes):
        return client.post(f"{LIST}koder/", {"file": SimpleUploadedFile("koder.csv", data)})

    rows = "scheme;code;label;theme\nKLE;27.18.00;Ældre og pårørende;Ældre\n"
    for encoding in ("utf-8-sig", "cp1252"):
        assert send(rows.encode(encoding)).status_code == 302
        assert ThemeCode.objects.get().label == "Ældre og pårørende"
    for data, words in (
        (b"", "Filen er tom"),
        (b"PK\x03\x04\0\0", "kan ikke læse filen"),
        (b"a,b\n1,2\n", "Den første række skal hedde"),
        (b"scheme,code,theme\nKLE,1,Vejr\n", "Række 2"),
        (b"x" * 1_000_001, "for stor"),
    ):
        assert words in send(data).text


# --- what it costs ----------------------------------------------------------------------------------------------------


def cost(path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


def test_list_costs_the_same_for_1_and_30(birthe):
    area, actor = make_area("Nord", point=(56.2, 9.0)), make_actor()
    first = make_resource(by=birthe, area_id=area.pk, provider_id=str(actor.pk))
    make_wish_pledge(make_wish(first, by=birthe))
    paths = [LIST, f"{LIST}?naer=Nord", "/har-brug-for/", reverse("resources:page", args=[first.pk]),
             reverse("actors:page", args=[actor.pk])]  # fmt: skip
    before = [cost(path) for path in paths]
    for number in range(29):
        other = make_resource(by=birthe, area_id=area.pk, provider_id=str(actor.pk), title=f"Nummer {number}")
        make_wish_pledge(make_wish(other if number % 2 else first, by=birthe), by=make_person())
    assert [cost(path) for path in paths] == before
    assert before[0] <= 12
    assert queries.resources_for(NOBODY).count() == 30


def test_documents_cost_the_same_for_1_and_30(birthe):
    make_resource(by=birthe)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(queries.match_documents())
        return len(captured)

    before = count()
    for _number in range(29):
        make_resource(by=birthe)
    assert count() == before
