"""Whom do I talk to: the right door from a few words, danger first, nothing kept, and a list that is kept right."""

import traceback
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OutgoingMail, RequestRecord
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.moderation.actions import hide
from samspil.wayfinding import actions, queries, views
from samspil.wayfinding.finding import find_door
from samspil.wayfinding.models import ContactPoint
from tests.factories import make_person, make_unit, viewer
from tests.wayfinding.making import make_door, make_doors

pytestmark = pytest.mark.django_db
ASK = "/hvem-skal-jeg-tale-med/"


def found(text: str) -> list[str]:
    return [hit.point.function for hit in find_door(text, NOBODY).hits]


@pytest.mark.capability("C71")
@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("hvor kan vi låne et lokale?", "Lokaler og haller"),
        ("der er et stort hul i fortovet", "Vej og park"),
        ("gadelys", "Vej og park"),
        ("jeg vil gerne være frivilig", "Frivilligkoordinator"),  # as people spell
    ],
)
def test_few_words_lead_to_the_right_door(client, text, function):
    make_doors()
    assert found(text)[0] == function
    page = client.post(ASK, {"text": text})
    assert page.context["found"].hits[0].point.function == function
    assert "99 00 00 11" in page.text


@pytest.mark.parametrize(
    "text", ["kontanthjælp", "jeg har brug for hjælp til kontanthjælp", "hjælp", "CPR", "opholdstilladelse"]
)
def test_what_no_door_is_about_leads_to_the_phone(client, text):
    make_door("Hjemmepleje", helps_with="Hjælp i hjemmet til bad og mad. Støtte, når man er alene.")
    make_door("Lokaler og haller")
    assert found(text) == []
    assert "Det er vi ikke sikre på" in client.post(ASK, {"text": text}).text
    assert found("hjælp til mad") == ["Hjemmepleje"]


def test_what_was_asked_is_kept_nowhere(client):
    make_doors()
    before = JournalEntry.objects.count(), RequestRecord.objects.count()
    page = client.post(ASK, {"text": "zebraord om et lokale"})
    assert page["Cache-Control"] == "no-store"
    assert (JournalEntry.objects.count(), RequestRecord.objects.count()) == before
    assert "zebraord" not in client.get(ASK).text
    assert "zebraord" in page.text  # in the field, so that one can write on


def test_what_was_asked_stands_in_no_report_of_an_error(client, monkeypatch):
    monkeypatch.setattr(views, "find_door", lambda *_asked: 1 / 0)
    with pytest.raises(ZeroDivisionError) as problem:
        client.post(ASK, {"text": "zebraord om et lokale"})
    # Django leaves the variables of every frame below this one out of its reports.
    assert "sensitive_variables_wrapper" in [frame.name for frame in traceback.extract_tb(problem.tb)]


@pytest.mark.parametrize("text", ["jeg vil ikke leve mere", "han slår mig hver aften i vores lokale"])
def test_danger_comes_first(client, text):
    make_doors()
    page = client.post(ASK, {"text": text}).text
    assert "112" in page
    first = page.index("Ring til nogen, der kan hjælpe nu")
    assert first < page.index("Frivilligkoordinator")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🙂🙂",
        "ascdfqwx",
        "東京都",
        "'; DROP TABLE x; --",
        "<script>alert(1)</script>",
        "x " * 10_000,
        "\x00",
    ],
)
def test_what_says_nothing_leads_to_the_main_number(client, text):
    make_doors()
    page = client.post(ASK, {"text": text})
    assert page.status_code == 200
    assert page.context["found"].hits == ()
    assert "99 00 00 10" in page.text
    assert "<script>alert" not in page.text


def test_cpr_number_is_not_read(client):
    make_doors()
    page = client.post(ASK, {"text": "010150-1234 vil låne et lokale"})
    assert page.context["found"].had_cpr
    assert page.context["found"].hits[0].point.function == "Lokaler og haller"
    assert "Vi læste ikke CPR-nummeret" in page.text


def test_nobody_on_the_list_yet(client):
    assert client.post(ASK, {"text": "et lokale"}).context["found"].hits == ()
    assert "Der står ingen på listen endnu" in client.get(ASK).text


def test_changes_are_found_at_once(birthe):
    door = make_door("Vej og park")
    assert found("rotter i kælderen") == []
    by = viewer(birthe)
    actions.edit_contact_point(by=by, point_id=door.pk, helps_with="Rotter, myrer og fortove.")
    assert found("rotter i kælderen") == ["Vej og park"]
    hide(by=by, subject_id=door.pk, reason="Forkert nummer.")
    assert found("rotter i kælderen") == []


def test_list_is_in_danish_order(client):
    make_doors()
    make_door("Aabenhed")
    letters = [row.letter for row in queries.from_a_to_aa(NOBODY)]
    assert letters == ["F", "L", "V", "Å"]
    page = client.get(ASK).text
    assert page.index("Vej og park") < page.index("Åben rådgivning")


def test_who_keeps_the_list(birthe, lene, karen, unit):
    schools = make_unit("Skoleområdet")
    for who in (karen, make_person(role="employee", scope=unit)):
        with pytest.raises(Refused):
            make_door(by=who)
    with pytest.raises(Refused):
        make_door(by=lene)  # the whole municipality is the coordinator's
    with pytest.raises(Refused):
        make_door(by=lene, unit_id=schools.pk)
    own, other = make_door(by=lene, unit_id=unit.pk), make_door(by=birthe)
    with pytest.raises(Refused):
        actions.confirm_contact_point(by=viewer(lene), point_id=other.pk)
    with pytest.raises(Refused):
        actions.edit_contact_point(by=viewer(lene), point_id=own.pk, unit_id=schools.pk)
    with pytest.raises(NotFound):
        actions.confirm_contact_point(by=viewer(lene), point_id=uuid4())
    with pytest.raises(Stale):
        actions.edit_contact_point(by=viewer(lene), point_id=own.pk, expected_version=7, hours="9-12")
    actions.remove_contact_point(by=viewer(lene), point_id=own.pk)
    assert ContactPoint.objects.get(pk=own.pk).helps_with == ""
    with pytest.raises(Refused):
        actions.confirm_contact_point(by=viewer(lene), point_id=own.pk)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"function": " "}, "function"),
        ({"helps_with": "Ring om 010150-1234"}, "helps_with"),
        ({"phone": "ring"}, "phone"),
        ({"email": "ikke en mail"}, "email"),
        ({"themes": ["tanke"]}, "themes"),
        ({"languages": ["xx"]}, "languages"),
        ({"unit_id": "x"}, "unit_id"),
        ({"person_id": str(uuid4())}, "person_id"),
    ],
)
def test_door_that_cannot_stand(facts, field):
    with pytest.raises(ValidationError) as problem:
        make_door(**{"function": "Frivilligkoordinator", **facts})
    assert field in problem.value.error_dict


def test_asked_every_year_and_old_ones_say_so(client, birthe, lene, unit):
    with clock.at(timezone.now() - timedelta(days=400)):
        old = make_door("Vej og park", by=birthe)
        lenes = make_door("Lokaler og haller", by=birthe, unit_id=unit.pk)
    fresh = make_door(by=birthe)
    for _run in range(2):
        actions.ask_to_confirm()
    letters = OutgoingMail.objects.filter(title__startswith="Passer det stadig")
    assert sorted(letters.values_list("to", flat=True)) == sorted([birthe.email, lene.email])
    assert "Ingen har bekræftet det siden" in client.get(reverse("wayfinding:page", args=[old.pk])).text
    actions.confirm_contact_point(by=viewer(lene), point_id=lenes.pk)
    assert not ContactPoint.objects.get(pk=lenes.pk).is_old
    assert not fresh.is_old


def test_forgotten_person_is_named_no_more(client, birthe, mette):
    door = make_door(by=birthe, person_id=mette.pk, email=mette.email)
    assert mette.name in client.get(reverse("wayfinding:page", args=[door.pk])).text
    assert actions.export(mette.pk) == [{"function": door.function, "phone": door.phone, "email": mette.email}]
    erase_person(by=SYSTEM, person_id=mette.pk)
    door = ContactPoint.objects.get()
    assert (door.person, door.email) == (None, "")


def test_kept_through_the_pages(sign_in, birthe):
    coordinator = sign_in(birthe)
    data = {
        "function": "Byggesag",
        "helps_with": "Ramper og tilbygninger.",
        "phone": "99 00 00 12",
        "themes": ["older"],
    }
    wrong = coordinator.post(reverse("wayfinding:add"), {**data, "phone": "x"})
    assert wrong.context["form"].errors["phone"]
    coordinator.post(reverse("wayfinding:add"), data)
    door = ContactPoint.objects.get()
    coordinator.post(reverse("wayfinding:edit", args=[door.pk]), {**data, "hours": "9-12", "expected_version": "1"})
    stale = coordinator.post(
        reverse("wayfinding:edit", args=[door.pk]), {**data, "hours": "10", "expected_version": "1"}
    )
    assert stale.status_code == 409
    coordinator.post(reverse("wayfinding:confirm", args=[door.pk]))
    assert "9-12" in coordinator.get(reverse("wayfinding:page", args=[door.pk])).text
    for _press in range(2):
        assert coordinator.post(reverse("wayfinding:remove", args=[door.pk])).status_code == 302
    assert coordinator.get(reverse("wayfinding:page", args=[door.pk])).status_code == 404


def test_as_many_queries_however_long_the_list(client):
    def seen(text: str | None = None) -> int:
        with CaptureQueriesContext(connection) as rows:
            answer = client.get(ASK) if text is None else client.post(ASK, {"text": text})
        assert answer.status_code == 200
        return len(rows)

    make_door("Vej og park", person_id=make_person(role="employee").pk)
    before = [seen(), seen("fortov")]
    for number in range(29):
        make_door(f"Vej {number}", person_id=make_person(role="employee").pk)
    assert [seen(), seen("fortov")] == before
