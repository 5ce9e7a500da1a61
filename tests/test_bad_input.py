"""Every form against what people and machines send: a plain message in Danish where the text still stands, never a 500.

The forms come from ``permission_table.data_for``, each sent by somebody who may send it.
"""

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.challenges.models import Challenge, Perspective
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail, Subject
from samspil.foundation.text import CPR_MESSAGE
from samspil.proposals.models import Proposal
from tests.factories import make_challenge
from tests.permission_table import GUEST, Row, data_for, rows
from tests.world import ROLES, World

pytestmark = pytest.mark.django_db

# Address, thing, who sends it, and its text fields with the room they have.
FORMS = {
    "raise": ("challenges:raise", "", "relative", {"question": 200, "description": 3000, "today": 600, "place": 120}),
    "raise as guest": (
        "challenges:raise",
        "",
        "visitor",
        {"question": 200, "description": 3000, "guest_name": 80, "guest_function": 80},
    ),
    "raise for another": (
        "challenges:raise",
        "",
        "employee",
        {"behalf_name": 80, "behalf_function": 80, "question": 200},
    ),
    "edit": (
        "challenges:edit",
        "challenge:public",
        "relative",
        {"question": 200, "description": 3000, "today": 600, "place": 120},
    ),
    "stage": ("challenges:stage", "challenge:public", "host", {"next_step": 300}),
    "write": ("challenges:write", "challenge:public", "relative", {"body": 3000}),
    "write as guest": ("challenges:write", "challenge:public", "visitor", {"body": 3000, "guest_name": 80}),
    "propose": ("proposals:propose", "", "relative", {"title": 120, "body": 3000}),
    "propose on": ("proposals:propose-on", "challenge:public", "chair", {"title": 120, "body": 3000}),
    "edit proposal": ("proposals:edit", "proposal:own", "relative", {"title": 120, "body": 3000}),
    "answer": ("proposals:answer", "proposal:own", "leader", {"body": 3000}),
    "pledge": ("proposals:pledge", "proposal:own", "relative", {"body": 200}),
    "pledge as guest": ("proposals:pledge", "proposal:own", "visitor", {"body": 200, "guest_name": 80}),
    "hide": ("moderation:hide", "challenge:public", "coordinator", {"reason": 500}),
    "add actor": ("actors:add", "", "coordinator", {"name": 120, "description": 2000, "place": 120}),
    "add unit": ("actors:add-unit", "", "coordinator", {"name": 120, "description": 2000}),
    "add body": ("actors:add-body", "", "coordinator", {"name": 120}),
    "edit actor": ("actors:edit", "association", "chair", {"name": 120, "description": 2000, "place": 120}),
    "add knowledge": (
        "knowledge:add",
        "",
        "coordinator",
        {"title": 150, "body": 3000, "source": 250, "source_place": 120, "actors": 250},
    ),
    "edit knowledge": ("knowledge:edit", "knowledge", "coordinator", {"title": 150, "body": 3000}),
    "add person": ("identity:add-person", "", "coordinator", {"name": 120, "function": 80}),
    "edit person": ("identity:edit-person", "somebody", "coordinator", {"name": 120, "function": 80}),
    "edit me": ("identity:edit-me", "", "relative", {"name": 120, "function": 80}),
}
FIELDS = [(form, name) for form, (*_rest, fields) in FORMS.items() for name in fields]
CHOICES = [
    ("raise", "theme"),
    ("raise", "unit_id"),
    ("edit", "theme"),
    ("edit", "unit_id"),
    ("stage", "stage"),
    ("propose", "degree"),
    ("propose", "object"),
    ("propose", "unit_id"),
    ("propose", "delivers"),
    ("propose on", "speaks_as"),
    ("edit proposal", "degree"),
    ("edit proposal", "delivers"),
    ("answer", "outcome"),
    ("pledge", "kind"),
    ("raise for another", "audience"),
    ("raise for another", "behalf_channel"),
    ("add actor", "kind"),
    ("add actor", "contact_visibility"),
    ("add unit", "parent"),
    ("add body", "body_kind"),
    ("add body", "powers"),
    ("add knowledge", "themes"),
    ("edit knowledge", "strength"),
    ("add person", "kind"),
]
BEHALF = {"behalf_name": "Agnes", "behalf_function": "beboer", "behalf_channel": "phone"}


def sender(form: str, there: World) -> tuple[Client, str, dict[str, Any]]:
    """Who sends the form, to where, and the valid fields to start from."""
    name, thing, role, _fields = FORMS[form]
    row = Row(name, thing, "", "")
    data = {key: value for key, value in data_for(row, there).items() if role == "visitor" or key not in GUEST}
    data["csrfmiddlewaretoken"] = "x"  # it is always there in life, so that no form is ever quite empty
    if form == "raise for another":
        data |= BEHALF
    return there.client(role), reverse(name, args=there.key(thing) if thing else []), data


def errors_of(response: HttpResponse) -> str:
    """All messages of the form on the page, in one text."""
    assert response.status_code == 200, response.status_code
    return " ".join(str(e) for messages in response.context["form"].errors.values() for e in messages)


def anything_new() -> tuple[int, ...]:
    counted = (JournalEntry, Subject, OneTimeLink, OutgoingMail)
    return tuple(model.objects.count() for model in counted)


# --- text -------------------------------------------------------------------------------------------------------------


def test_every_form_is_here():
    """A new address that takes words must be added above."""
    posted = {row.name for row in rows() if set("vl") & set(row.post) and row.name.partition(":")[0] in OURS}
    without_words = {
        "challenges:host",
        "challenges:withdraw",
        "challenges:withdraw-perspective",
        "proposals:withdraw",
        "proposals:withdraw-pledge",
        "following:follow",
        "following:unfollow",
        "moderation:show-again",
    }
    named = {name for name, *_rest in FORMS.values()}
    assert posted - without_words == {name for name in named if name.partition(":")[0] in OURS}


OURS = ("challenges", "proposals", "following", "moderation", "actors", "knowledge", "site")


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_too_long_text_is_told_and_stays(form, field, there):
    client, path, data = sender(form, there)
    limit = FORMS[form][3][field]
    text = "Ord " * (limit // 4) + "slutord"
    before = anything_new()
    response = client.post(path, data | {field: text})
    assert f"{len(text) - limit} tegn for lang" in errors_of(response)
    assert text in response.text
    assert anything_new() == before


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_cpr_number_is_stopped_and_the_text_stays(form, field, there):
    client, path, data = sender(form, there)
    before = anything_new()
    response = client.post(path, data | {field: "Ring til 010190-1234 i morgen"})
    assert str(CPR_MESSAGE) in errors_of(response)
    assert "Ring til 010190-1234 i morgen" in response.text
    assert anything_new() == before


@pytest.mark.parametrize("form", FORMS)
def test_nothing_filled_in_is_told(form, there):
    client, path, _data = sender(form, there)
    before = anything_new()
    for nothing in ({"request_id": ""}, dict.fromkeys(FORMS[form][3], "   ")):
        assert errors_of(client.post(path, nothing))
    assert anything_new() == before


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>{{ 7|add:7 }}{% now 'Y' %}"


def evil_for(form: str) -> dict[str, str]:
    """Markup for every text field; a line that is too short for all of it gets its beginning."""
    return {name: SCRIPT if room >= 100 else SCRIPT[:60] for name, room in FORMS[form][3].items()}


@pytest.mark.parametrize("form", FORMS)
def test_html_is_text(form, there):
    """Markup is kept as the person typed it and escaped wherever it is shown, in the form too."""
    client, path, data = sender(form, there)
    fields, evil = FORMS[form][3], evil_for(form)
    again = client.post(path, data | evil | {next(iter(fields)): SCRIPT * 60})
    assert "<script>alert" not in again.text
    assert "<img src=x" not in again.text
    assert "&lt;script&gt;alert(1)" in again.text
    assert client.post(path, data | evil).status_code in (200, 302)
    if form.endswith("guest"):
        letter = OutgoingMail.objects.latest("pk")
        confirm = re.search(r"(/bekraeft/\S+)", letter.text)[1]
        for response in (client.get(confirm), client.post(confirm)):
            assert "<script>alert" not in response.text


def test_html_is_text_on_every_page_it_reaches(there):
    """Every form is sent with markup in every field, and then everything that shows it is read once."""
    for form in FORMS:
        client, path, data = sender(form, there)
        if form != "hide":  # that one would take the others' words off the pages
            client.post(path, data | evil_for(form))
    coordinator = there.client("coordinator")
    public, own = there.things["challenge:public"].pk, there.things["proposal:own"].pk
    seen = ""
    for page in (
        "/",
        "/udfordringer/",
        "/forslag/",
        "/hvem/",
        "/skjult/",
        "/soeg/?q=alert",
        "/foelger/",
        f"/soeg/?q={SCRIPT[:40]}",
        reverse("challenges:page", args=[public]),
        reverse("challenges:history", args=[public]),
        reverse("proposals:page", args=[own]),
        reverse("challenges:page", args=[Challenge.objects.latest("pk").pk]),
        reverse("proposals:page", args=[Proposal.objects.latest("pk").pk]),
        reverse("identity:demo-mail"),
    ):
        seen += coordinator.get(page).text
    assert "<script>alert" not in seen
    assert "<img src=x" not in seen
    assert "alert(1)" in html.unescape(seen)


CONTROLS = "Før\x00\x01\x08\x1f\x7f\u202e\u2066\ufeff\u200befter"


@pytest.mark.parametrize("form", FORMS)
def test_invisible_characters_are_taken_out_and_the_rest_is_kept(form, there):
    client, path, data = sender(form, there)
    field = next(iter(FORMS[form][3]))
    response = client.post(path, data | {field: f"{CONTROLS} 👵🏽 سلام e\u0301"})
    if response.status_code == 200:  # a guest's letter
        assert not getattr(response.context.get("form"), "errors", None)
        assert OneTimeLink.objects.filter(purpose="contribute").count() == 2
        kept = OutgoingMail.objects.latest("pk").text
    else:
        kept = " ".join(Subject.objects.values_list("title", flat=True))
        kept += " ".join(Challenge.objects.values_list("next_step", flat=True))
        kept += there.client("coordinator").get(reverse("proposals:page", args=there.key("proposal:own"))).text
        kept += there.client("coordinator").get(reverse("moderation:hidden")).text
        kept += there.client("coordinator").get(response.url).text
    assert "Førefter 👵🏽 سلام é" in kept
    assert "\x00" not in kept


@pytest.mark.parametrize(("form", "field"), CHOICES)
def test_choice_that_is_not_on_the_list_is_told(form, field, there):
    client, path, data = sender(form, there)
    before = anything_new()
    for value in ("findes-ikke", "<script>", "\x00", "0190b7a2-0000-7000-8000-000000000000"):
        response = client.post(path, data | {field: value})
        assert errors_of(response).startswith("Vælg")
        assert "er ikke" not in errors_of(response)  # no echo of what came in
        text = next(data[name] for name in FORMS[form][3] if data.get(name))
        assert html.escape(text) in response.text
    assert anything_new() == before


@pytest.mark.parametrize(
    "email", ["", "agnes", "agnes@", "a@b.dk\nBcc: x@y.dk", "a@b.dk, c@d.dk", "\x00@b.dk", "a" * 300]
)
def test_address_that_is_none_is_told(email, there):
    client, path, data = sender("write as guest", there)
    before = anything_new()
    response = client.post(path, data | {"guest_email": email})
    assert "mail" in errors_of(response).lower() or "tegn" in errors_of(response)
    assert data["body"] in response.text
    assert anything_new() == before


@pytest.mark.parametrize("amount", ["", "0", "-5", "mange", "1e9", "999999999999", "5,5", "\x00", "½"])
def test_amount_that_is_none_is_told(amount, there):
    client, path, data = sender("pledge", there)
    before = anything_new()
    response = client.post(path, data | {"kind": "money", "amount": amount})
    message = errors_of(response)
    assert "Beløbet" in message or "beløbet" in message
    assert data["body"] in response.text
    assert anything_new() == before


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_fifty_megabytes_are_refused_before_anything_is_read(form, there):
    client, path, data = sender(form, there)
    before = anything_new()
    response = client.post(path, data, CONTENT_LENGTH=str(50 * 1024 * 1024))
    assert response.status_code == 413
    assert "Det fylder for meget" in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert anything_new() == before


def test_real_upload_over_the_limit_is_refused(there, settings):
    settings.UPLOAD_LIMIT = 200_000
    client, path, data = sender("write", there)
    response = client.post(path, data | {"file": SimpleUploadedFile("stor.png", b"x" * 300_000)})
    assert response.status_code == 413
    assert "Det fylder for meget" in response.text


@pytest.mark.parametrize("length", ["-1", "mange", "1e3", "²", " 5", "9" * 400])
def test_length_that_is_no_number_is_refused(length, there):
    client, path, data = sender("write", there)
    assert client.post(path, data, CONTENT_LENGTH=length).status_code in (400, 413)


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_a_book_in_a_form_is_told_about(kind, there):
    """More text than a form holds in memory: with the CSRF check on, as in life, which reads the form first."""
    _client, path, data = sender("write", there)
    client = there.client("relative", enforce_csrf_checks=True)
    client.get(path)
    data |= {"body": "Ord " * 300_000, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    if kind.startswith("multipart"):
        response = client.post(path, data)
    else:
        text = "&".join(f"{key}={value}" for key, value in data.items())
        response = client.post(path, text, content_type=kind)
    assert response.status_code == 413
    assert "Det fylder for meget" in response.text


def test_thousands_of_fields_are_refused(there):
    _client, path, data = sender("write", there)
    client = there.client("relative", enforce_csrf_checks=True)
    client.get(path)
    assert client.post(path, data | {f"felt{n}": "x" for n in range(1100)}).status_code == 400


@pytest.mark.parametrize("name", ["bilag.png", "virus.exe", "../../etc/passwd", "æøå \x00.svg", "x" * 300])
def test_file_nobody_asked_for_is_left_aside(name, there):
    client, path, data = sender("write", there)
    response = client.post(path, data | {"file": SimpleUploadedFile(name, b"MZ\x00<svg onload=alert(1)>")})
    assert response.status_code == 302
    assert Perspective.objects.latest("pk").body == data["body"]


@pytest.mark.parametrize("form", FORMS)
def test_file_in_place_of_text_is_told(form, there):
    client, path, data = sender(form, there)
    field = next(iter(FORMS[form][3]))
    assert errors_of(client.post(path, data | {field: SimpleUploadedFile("tekst.txt", b"hej")}))


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary="]
)
def test_body_of_another_kind_is_told(kind, there):
    client, path, _data = sender("write", there)
    response = client.post(path, b'{"body": "hej"}\x00\xff', content_type=kind)
    assert response.status_code in (200, 400)


# --- twice, late, forged ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [name for name in FORMS if not name.endswith("guest")])
def test_second_press_makes_nothing_more(form, there):
    client, path, data = sender(form, there)
    data |= {"request_id": str(uuid7())}
    first = client.post(path, data)
    assert first.status_code == 302
    before = anything_new()
    second = client.post(path, data)
    assert (second.status_code, second.url) == (302, first.url)
    assert anything_new() == before


@pytest.mark.parametrize("form", [name for name in FORMS if name.endswith("guest")])
def test_second_press_of_a_guest_sends_no_second_letter(form, there):
    client, path, data = sender(form, there)
    data |= {"request_id": str(uuid7())}
    assert "agnes@engbaek.example" in client.post(path, data).text
    before = anything_new()
    assert "agnes@engbaek.example" in client.post(path, data).text
    assert anything_new() == before


@pytest.mark.parametrize("form", FORMS)
def test_request_id_that_is_none_does_no_harm(form, there):
    client, path, data = sender(form, there)
    for forged in ("nej", "\x00", "x" * 500, "0" * 36, "{" + "0" * 32 + "}"):
        with transaction.atomic():
            assert client.post(path, data | {"request_id": forged}).status_code in (200, 302)
            transaction.set_rollback(True)


def test_request_id_of_somebody_else_opens_nothing(there):
    """Whoever guesses the number of another person's form gets neither its result nor a 500."""
    client, path, data = sender("write", there)
    key = str(uuid7())
    client.post(path, data | {"request_id": key})
    before = anything_new()
    assert there.client("chair").post(path, data | {"request_id": key}).status_code == 403
    assert anything_new() == before


STALE = [
    ("edit", "challenge:public", "question"),
    ("stage", "challenge:public", "next_step"),
    ("edit proposal", "proposal:own", "body"),
    ("answer", "proposal:own", "body"),
    ("edit actor", "association", "description"),
    ("edit knowledge", "knowledge", "body"),
]


@pytest.mark.parametrize(("form", "thing", "field"), STALE)
def test_form_that_was_overtaken_keeps_what_was_typed(form, thing, field, there):
    client, path, data = sender(form, there)
    subject = there.things[thing].subject
    subject.refresh_from_db()
    seen = subject.version
    Subject.objects.filter(pk=subject.pk).update(version=seen + 1)
    before = anything_new()
    response = client.post(path, data | {"expected_version": seen, field: "Det, jeg sad og skrev."})
    assert response.status_code == 409
    assert "Det, jeg sad og skrev." in response.text
    assert anything_new() == before
    # The page now holds the newer version: pressing again, knowingly, saves.
    again = re.search(r'name="expected_version" value="(\d+)"', response.text)[1]
    assert int(again) == seen + 1
    saved = client.post(path, data | {"expected_version": again, field: "Det, jeg sad og skrev."})
    assert saved.status_code == 302


@pytest.mark.parametrize("form", [form for form, _thing, _field in STALE])
def test_version_that_is_none_is_no_500(form, there):
    client, path, data = sender(form, there)
    for version in ("0", "-1", "nej", "99999999999999999999", "\x00", "1.5"):
        assert client.post(path, data | {"expected_version": version}).status_code in (200, 409)


def test_reply_to_something_that_is_gone_is_told_and_the_text_stays(there):
    """The perspective was hidden, or taken back, while the reply was being written; or its id is made up."""
    client, path, data = sender("write", there)
    gone = [
        there.things["perspective:hidden"].pk,
        there.things["perspective:staff"].pk,
        there.things["challenge:public"].pk,
        uuid4(),
    ]
    before = anything_new()
    for pk in gone:
        response = client.post(path, data | {"reply_to": str(pk)})
        assert "står her ikke længere" in errors_of(response)
        assert data["body"] in response.text
        assert "Skjultdel" not in response.text
        assert "Ansatkun" not in response.text
    assert anything_new() == before


@pytest.mark.parametrize("value", ["nej", "\x00", "' OR 1=1 --", "x" * 5000])
def test_reply_to_nonsense_is_no_500(value, there):
    client, path, data = sender("write", there)
    assert client.post(path, data | {"reply_to": value}).status_code in (200, 302)
    assert client.get(path, {"svar": value}).status_code in (200, 404)


def test_fields_that_are_not_on_the_page_change_nothing(there):
    """Audience, behalf and the like in a form of somebody who is not offered them."""
    client, path, data = sender("raise", there)
    extra = {"audience": "staff", "stage": "closed", "speaks_as": there.key("association")[0], "host": "x", **BEHALF}
    assert client.post(path, data | extra).status_code == 302
    made = Challenge.objects.latest("pk")
    assert (made.subject.audience, made.stage, made.host, made.entered_by) == ("public", "perspectives", None, None)
    assert made.actor == there.people["relative"].actor


def test_speaking_for_others_is_refused(there):
    client, path, data = sender("propose on", there)  # the chair, who may speak for the anglers only
    before = anything_new()
    assert "Vælg" in errors_of(client.post(path, data | {"speaks_as": str(there.things["unit"].pk)}))
    assert anything_new() == before


@pytest.mark.parametrize(
    "forged", ["0", "../../etc/passwd", "x" * 3000, "%00", "0190b7a2-0000-7000-8000-000000000000", "'--"]
)
def test_forged_id_in_the_address_is_not_there(forged, there):
    client = there.client("coordinator")
    for path in ("udfordringer/{}/", "udfordringer/{}/ret/", "forslag/{}/svar/", "skjul/{}/", "hvem/{}/", "viden/{}/"):
        for response in (client.get("/" + path.format(forged)), client.post("/" + path.format(forged))):
            assert response.status_code in (404, 405)


def test_huge_number_in_the_address_is_not_there(there):
    client = there.client("coordinator")
    for number in ("0", "99999999999999999999", "9" * 400):
        assert client.post(f"/vis-igen/{number}/").status_code == 404


def test_every_post_needs_its_token(there):
    """A form on another site cannot send ours."""
    client = there.client("coordinator", enforce_csrf_checks=True)
    before = anything_new()
    for row in rows():
        path = reverse(row.name, args=there.key(row.thing) if row.thing else [])
        response = client.post(path, data_for(row, there))
        assert response.status_code in (403, 405), row
    assert anything_new() == before


# --- addresses --------------------------------------------------------------------------------------------------------

LISTS = (
    "/",
    "/soeg/",
    "/udfordringer/",
    "/forslag/",
    "/hvem/",
    "/viden/",
    "/foelger/",
    "/skjult/",
    "/personer/",
    "/demo/mail/",
)
GARBAGE = [
    *({"side": value} for value in ("abc", "0", "-1", "99999999999999999999", "9" * 5000, "1.5", "\x00", "½", "१")),
    *({key: "x"} for key in ("enhed", "emne", "trin", "rejst", "sorter", "svar", "grad", "slags", "fri")),
    {"enhed": "0190b7a2-0000-7000-8000-000000000000"},
    *(
        {"q": value}
        for value in (
            '"',
            '""',
            "'",
            "*",
            "a*",
            "NEAR(",
            "NEAR(a b, 2)",
            "AND",
            "a AND",
            "OR NOT",
            "^a",
            "tokens:a",
            "{a b}:c",
            "-a",
            "+",
            "(",
            ")",
            "a & b | !c <-> d:*",
            "\\",
            "%",
            "\x00",
            "a\x00b",
            "² ½ ①",
            "ﷺ",
            "👵🏽",
            "\u202e",
            "e\u0301",
            "x" * 5000,
            "a " * 2500,
            "<script>alert(1)</script>",
        )
    ),
]


@pytest.mark.parametrize("path", LISTS)
def test_nonsense_in_the_address_of_a_list_is_no_500(path, there):
    client = there.client("coordinator")
    # All of it on the search page; every third elsewhere, where the same paging and filtering read it.
    for query in GARBAGE if path == "/soeg/" else GARBAGE[::3]:
        response = client.get(path, query)
        assert response.status_code == 200, query
        assert "<script>alert" not in response.text
    assert client.get(path + "?q=%ff%fe%ed%a0%80&side=%ff").status_code == 200
    assert client.get(path + "?q=a&q=b&side=1&side=2&emne").status_code == 200


@pytest.mark.parametrize("side", ["abc", "0", "-1"])
def test_page_that_is_none_is_the_first(side, there):
    """Wrong numbers give the nearest page; before the first that is the first."""
    for number in range(25):
        make_challenge(by=there.people["relative"], question=f"Spørgsmål {number}?")
    page = Client().get("/udfordringer/", {"side": side}).context["page"]
    assert page.number == 1
    assert Client().get("/udfordringer/", {"side": "99"}).context["page"].number == 2


# --- whatever comes ---------------------------------------------------------------------------------------------------

anything = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "\x00", "-1", "99999999999999999999", "010190-1234", SCRIPT, "public", "staff", "on", "x" * 4000]
    ),
    st.integers().map(str),
    st.uuids().map(str),
)
NAMES = sorted(
    {
        *("request_id", "expected_version", "reply_to", "speaks_as", "audience", "is_draft", "delivers", "amount"),
        *("behalf_name", "behalf_function", "behalf_channel", "guest_name", "guest_function", "guest_email", "next"),
        *("theme", "unit_id", "place", "person_id", "mine", "remember", "password2"),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_posts_find_no_500(data, there):
    """In the spirit of schemathesis: every address that takes a POST, random roles, fields, values and things.

    Each example sends to about half of the addresses; the client raises whatever a view raises.
    """
    client = there.client(data.draw(st.sampled_from(ROLES)))
    with transaction.atomic():
        for row in (row for row in POSTED if data.draw(st.booleans())):
            # Rubbish alone says little: it stands among what would be valid.
            fields = dict(data_for(row, there))
            for name in data.draw(st.lists(st.sampled_from([*fields, *NAMES]), max_size=4)):
                fields[name] = data.draw(anything)
            cookies = client.cookies.copy()
            with transaction.atomic():
                response = client.post(reverse(row.name, args=there.key(row.thing) if row.thing else []), fields)
                transaction.set_rollback(True)
            client.cookies = cookies
            assert response.status_code < 500, (row, fields)
        transaction.set_rollback(True)


# One row per address that answers a POST with anything but 405: the first, which is the one that most may change.
POSTED = tuple({row.name: row for row in reversed(rows()) if set(row.post) - {"5", "s"}}.values())


def test_random_posts_reach_every_form():
    assert {name for name, *_rest in FORMS.values()} <= {row.name for row in POSTED}
