"""Every form against what people type and upload: a plain message in Danish where the text still stands, no 500."""

import html
import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspil.awards.models import Candidate
from samspil.challenges.models import Challenge, Perspective
from samspil.foundation.models import OneTimeLink, OutgoingMail, Subject
from samspil.foundation.text import CPR_MESSAGE
from samspil.moderation.models import Report
from samspil.proposals.models import Proposal
from samspil.volunteers.models import Profile
from tests.forms import CHOICES, FORMS, SCRIPT, WORDED, anything_new, errors_at, errors_of, sender
from tests.permission_table import rows
from tests.world import World

pytestmark = pytest.mark.django_db

# --- text -------------------------------------------------------------------------------------------------------------


def test_every_form_is_here():
    """A new address that takes words must be added to ``tests.forms``."""
    posted = {row.name for row in rows() if set("vl") & set(row.post) and row.name.partition(":")[0] in OURS}
    without_words = {
        "hosting:appoint",
        "hosting:decline",
        "hosting:hand-over",
        "hosting:next",
        "hosting:offer",
        "tracks:retire",
        "knowledge:untie",
        "challenges:withdraw",
        "challenges:withdraw-perspective",
        "proposals:withdraw",
        "proposals:withdraw-pledge",
        "following:follow",
        "following:unfollow",
        "following:unfollow-many",
        "moderation:show-again",
        "moderation:settle",
        "moderation:unblock",
        "moderation:show-all-again",
    }
    named = {name for name, *_rest in FORMS.values()}
    assert posted - without_words == {name for name in named if name.partition(":")[0] in OURS}


OURS = ("challenges", "proposals", "following", "moderation", "actors", "knowledge", "site")


@pytest.mark.parametrize("form", WORDED)
def test_too_long_text_is_told_and_stays(form, there):
    """Every field of the form at once: each is told of its own."""
    client, path, data = sender(form, there)
    limits = FORMS[form][3]
    texts = {field: f"{'Ord ' * (limit // 4)}slutord i {field}" for field, limit in limits.items()}
    before = anything_new()
    response = client.post(path, data | texts)
    assert errors_of(response)
    for field, text in texts.items():
        assert f"{len(text) - limits[field]} tegn for lang" in errors_at(response, field)
        assert text in response.text
    assert anything_new() == before


@pytest.mark.parametrize("form", WORDED)
def test_cpr_number_is_stopped_and_the_text_stays(form, there):
    client, path, data = sender(form, there)
    texts = {field: f"Ring til 010190-12{number:02} i morgen" for number, field in enumerate(FORMS[form][3])}
    before = anything_new()
    response = client.post(path, data | texts)
    assert errors_of(response)
    for field, text in texts.items():
        assert str(CPR_MESSAGE) in errors_at(response, field)
        assert text in response.text
    assert anything_new() == before


@pytest.mark.parametrize("form", [form for form in FORMS if form != "cancel event"])  # that needs no words
def test_nothing_filled_in_is_told(form, there):
    client, path, _data = sender(form, there)
    before = anything_new()
    for nothing in ({"request_id": ""}, dict.fromkeys(FORMS[form][3], "   ")):
        assert errors_of(client.post(path, nothing))
    assert anything_new() == before


def evil_for(form: str) -> dict[str, str]:
    """Markup for every text field; a line that is too short for all of it gets its beginning."""
    return {name: SCRIPT if room >= 100 else SCRIPT[:60] for name, room in FORMS[form][3].items()}


@pytest.mark.parametrize("form", WORDED)
def test_html_is_text(form, there):
    """Markup is kept as the person typed it and escaped wherever it is shown, in the form too."""
    client, path, data = sender(form, there)
    fields, evil = FORMS[form][3], evil_for(form)
    again = client.post(path, data | evil | {next(iter(fields)): SCRIPT * 60})
    assert "<script>alert" not in again.text
    assert "<img src=x" not in again.text
    assert "&lt;script&gt;alert(1)" in again.text
    sent = client.post(path, data | evil).status_code
    assert sent == (200 if form.endswith("guest") else 302)  # a guest is asked to look in the mail
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


@pytest.mark.parametrize("form", WORDED)
def test_invisible_characters_are_taken_out_and_the_rest_is_kept(form, there):
    client, path, data = sender(form, there)
    field = next(iter(FORMS[form][3]))
    response = client.post(path, data | {field: f"{CONTROLS} 👵🏽 سلام e\u0301"})
    if response.status_code == 200:  # a guest's letter
        assert not getattr(response.context.get("form"), "errors", None)
        assert OneTimeLink.objects.filter(purpose="contribute").count() == 2
        places = iter([OutgoingMail.objects.latest("pk").text])
    else:
        places = where_it_may_stand(response.url, there)
    assert any("Førefter 👵🏽 سلام é" in kept for kept in places if "\x00" not in kept)


def where_it_may_stand(page: str, there: World) -> Iterator[str]:
    """What was saved, from the place that costs least to the one that costs most."""
    yield " ".join(Subject.objects.values_list("title", flat=True))
    yield " ".join(Challenge.objects.values_list("next_step", flat=True))
    yield " ".join(OutgoingMail.objects.values_list("text", flat=True))  # what goes to one person alone
    yield " ".join(Candidate.objects.values_list("name", flat=True))  # on no page for all
    yield " ".join(Profile.objects.values_list("can", flat=True))
    coordinator = there.client("coordinator")
    yield coordinator.get(page).text
    yield coordinator.get(reverse("proposals:page", args=there.key("proposal:own"))).text
    yield coordinator.get(reverse("moderation:hidden")).text
    yield coordinator.get(reverse("moderation:queue")).text


@pytest.mark.parametrize(("form", "field"), CHOICES)
def test_choice_that_is_not_on_the_list_is_told(form, field, there):
    client, path, data = sender(form, there)
    before = anything_new()
    odd = ("<script>", "\x00") if field == next(name for one, name in CHOICES if one == form) else ()
    for value in ("findes-ikke", "0190b7a2-0000-7000-8000-000000000000", *odd):
        response = client.post(path, data | {field: value})
        assert errors_of(response).startswith("Vælg")
        assert "er ikke" not in errors_of(response)  # no echo of what came in
        if form in WORDED:
            text = next(data[name] for name in FORMS[form][3] if data.get(name))
            assert html.escape(text) in response.text
        else:
            others = {(name, chosen) for name, chosen in data.items() if name in response.context["form"].fields}
            assert others - {(field, data[field])} <= checked_in(response.text)
    assert anything_new() == before


def checked_in(page: str) -> set[tuple[str, str]]:
    """The name and value of every choice that stands chosen on a page."""
    inputs = (re.findall(r'(\w+)(?:="([^"]*)")?', tag) for tag in re.findall(r"<input ([^>]*)>", page))
    return {(facts.get("name", ""), facts.get("value", "")) for facts in map(dict, inputs) if "checked" in facts}


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


def test_fifty_megabytes_are_refused_before_anything_is_read(there):
    before = anything_new()
    for form in FORMS:
        client, path, data = sender(form, there)
        response = client.post(path, data, CONTENT_LENGTH=str(50 * 1024 * 1024))
        assert response.status_code == 413, form
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
    assert client.post(path, data, CONTENT_LENGTH=length).status_code == 413


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


@pytest.mark.parametrize("form", [form for form in WORDED if form not in ("report", "cancel event")])
def test_file_in_place_of_text_is_told(form, there):
    client, path, data = sender(form, there)
    field = next(iter(FORMS[form][3]))
    assert errors_of(client.post(path, data | {field: SimpleUploadedFile("tekst.txt", b"hej")}))


def test_file_in_place_of_the_one_text_that_may_be_skipped_is_left_aside(there):
    """Saying that something is wrong takes no words, so nothing is missing."""
    client, path, data = sender("report", there)
    assert client.post(path, data | {"note": SimpleUploadedFile("tekst.txt", b"hej")}).status_code == 302
    assert Report.objects.latest("pk").note == ""


@pytest.mark.parametrize(
    # An empty form is told what it lacks; one that cannot be taken apart is no form at all.
    ("kind", "status"),
    [
        ("application/json", 200),
        ("text/plain", 200),
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=", 400),
    ],
)
def test_body_of_another_kind_is_told(kind, status, there):
    client, path, _data = sender("write", there)
    response = client.post(path, b'{"body": "hej"}\x00\xff', content_type=kind)
    assert response.status_code == status
