"""Every form and list against double presses, stale and forged requests, nonsense in the address, and random posts."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.challenges.models import Challenge
from samspil.following.models import Follow
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Subject
from samspil.invitations.models import NoLetters
from samspil.invitations.stopping import key_of
from tests.factories import make_challenge
from tests.forms import BEHALF, FORMS, SCRIPT, anything_new, errors_of, sender
from tests.permission_table import data_for, rows
from tests.remembering import remembered
from tests.world import ROLES

pytestmark = pytest.mark.django_db

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
    # What is no id is left out of account; what a browser cannot have sent is refused with the text kept.
    left_out, refused = ("nej", "0" * 36, "{" + "0" * 32 + "}"), ("\x00", "x" * 500)
    turn = list(FORMS).index(form)  # one field takes it in every form, so each form tries one of each
    for forged, is_sent in ((left_out[turn % 3], True), (refused[turn % 2], False)):
        with transaction.atomic():
            answer = client.post(path, data | {"request_id": forged}).status_code
            assert answer == (302 if is_sent and not form.endswith("guest") else 200)
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
    ("edit", "challenge:unanswered", "question"),
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
    for version in ("0", "-1", "nej", "\x00", "1.5"):
        assert errors_of(client.post(path, data | {"expected_version": version}))
    # A number that could be a version is one that somebody has overtaken.
    assert client.post(path, data | {"expected_version": "9" * 20}).status_code == 409


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
    assert client.post(path, data | {"reply_to": value}).status_code == 200
    assert client.get(path, {"svar": value}).status_code == 404


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
        address = "/" + path.format(forged)
        assert client.get(address).status_code == 404
        # A page that is only read says so before it looks for the thing.
        only_read = forged.startswith("0190") and path in ("udfordringer/{}/", "hvem/{}/", "viden/{}/")
        assert client.post(address).status_code == (405 if only_read else 404)


def test_huge_number_in_the_address_is_not_there(there):
    client = there.client("coordinator")
    for number in ("0", "99999999999999999999", "9" * 400):
        assert client.post(f"/vis-igen/{number}/").status_code == 404


# A mail program presses "unsubscribe" without having seen a page (RFC 8058): the secret in the address, which only the
# letter holds, stands in the token's place. See test_pressed_from_elsewhere_stops_only_the_letters_of_its_own_link.
WITHOUT_TOKEN = {"following:stop-at-once", "invitations:stop-at-once"}


def path_of(row, there) -> str:
    return reverse(row.name, args=there.key(row.thing) if row.thing else [])


def test_every_post_needs_its_token(there):
    """A form on another site cannot send ours."""
    client = there.client("coordinator", enforce_csrf_checks=True)
    before = anything_new()
    for row in {row.name: row for row in rows()}.values():
        if row.name not in WITHOUT_TOKEN:
            assert client.post(path_of(row, there), data_for(row, there)).status_code == 403, row
    assert anything_new() == before


def test_what_mail_programs_press_alone_goes_without_token(there):
    free = {row.name for row in rows() if getattr(resolve(path_of(row, there)).func, "csrf_exempt", False)}
    assert free == WITHOUT_TOKEN


def test_pressed_from_elsewhere_stops_only_the_letters_of_its_own_link(there):
    """The session of whoever is made to press it counts for nothing: without the secret nothing happens."""
    client = there.client("relative", enforce_csrf_checks=True)
    before = anything_new(), followed_by_each()
    assert client.post(reverse("following:stop-at-once", args=there.key("spent"))).status_code == 410
    assert (anything_new(), followed_by_each()) == before
    client = there.client("coordinator", enforce_csrf_checks=True)
    assert client.post(reverse("following:stop-at-once", args=there.key("unfollow"))).status_code == 200
    gone = (there.people["relative"].pk, there.things["challenge:public"].pk)
    assert before[1] - followed_by_each() == {gone}
    invited = there.things["invitee:neighbour"].email
    assert client.post(reverse("invitations:stop-at-once", args=there.key("spent"))).status_code == 410
    assert not NoLetters.objects.exists()
    assert client.post(reverse("invitations:stop-at-once", args=there.key("stop"))).status_code == 200
    assert list(NoLetters.objects.values_list("key", "person")) == [(key_of(invited), None)]


def followed_by_each() -> set[tuple]:
    return set(Follow.objects.values_list("person", "subject"))


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


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_posts_find_no_500(data, there):
    """In the spirit of schemathesis: every address that takes a POST, random roles, fields, values and things.

    Each example sends to about half of the addresses; the client raises whatever a view raises.
    """
    client = there.client(data.draw(st.sampled_from(ROLES)))
    with remembered(client), transaction.atomic():
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
