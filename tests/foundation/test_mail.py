"""The outbox: no letter is lost, none goes twice, and no secret stays."""

import smtplib

import pytest
from django.core import mail as post_office
from django.core.mail.backends.locmem import EmailBackend

from samspil.foundation import mail
from samspil.foundation.models import OutgoingMail

pytestmark = pytest.mark.django_db
TEMPLATE = "moderation/mail/hidden.txt"


def post(key="a", **options):
    context = {"person": None, "title": "Titlen", "reason": "Grunden"}
    return mail.post(TEMPLATE, context, to="karen@engbaek.example", dedupe_key=key, **options)


@pytest.fixture
def broken_line(monkeypatch):
    """The mail server does not answer, until ``broken_line.clear()``."""
    problems = [ConnectionRefusedError("nobody there")]
    working = EmailBackend.send_messages

    def send_messages(self, messages):
        if problems:
            raise problems[0]
        return working(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return problems


def test_letter_is_sent_after_the_transaction(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
        assert post_office.outbox == []
    assert [(sent.to, sent.subject) for sent in post_office.outbox] == [([letter.to], letter.title)]
    assert "Grunden" in post_office.outbox[0].body
    assert post_office.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert (letter.attempts, letter.error, letter.sent_at is None) == (1, "", False)


def test_letter_with_a_known_key_goes_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert post("same")
        assert post("same") is None
    assert OutgoingMail.objects.count() == len(post_office.outbox) == 1


def test_letter_is_not_sent_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    mail.deliver.func(str(letter.pk))
    mail.retry_unsent()
    assert len(post_office.outbox) == 1


@pytest.mark.parametrize(
    "problem", [ConnectionRefusedError("nobody there"), TimeoutError("slow"), smtplib.SMTPRecipientsRefused({})]
)
def test_letter_that_fails_waits_with_the_reason(django_capture_on_commit_callbacks, broken_line, problem):
    broken_line[:] = [problem]
    with django_capture_on_commit_callbacks(execute=True):
        letter = post(holds_secret=True)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts, letter.error) == (None, 1, str(problem))
    assert "Grunden" in letter.text


def test_retry_sends_what_waits(django_capture_on_commit_callbacks, broken_line):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    broken_line.clear()
    mail.retry_unsent()
    letter.refresh_from_db()
    assert (letter.attempts, letter.error, letter.sent_at is None) == (2, "", False)
    assert len(post_office.outbox) == 1


def test_retry_gives_up_in_the_end(django_capture_on_commit_callbacks, broken_line):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    for _try in range(mail.MOST_ATTEMPTS + 3):
        mail.retry_unsent()
    letter.refresh_from_db()
    assert letter.attempts == mail.MOST_ATTEMPTS


@pytest.mark.parametrize(
    ("holds_secret", "is_demo", "kept"), [(True, False, False), (True, True, True), (False, False, True)]
)
def test_secret_text_is_kept_only_in_the_demo(
    django_capture_on_commit_callbacks, settings, holds_secret, is_demo, kept
):
    settings.DEMO = is_demo
    with django_capture_on_commit_callbacks(execute=True):
        letter = post(holds_secret=holds_secret)
    letter.refresh_from_db()
    assert ("Grunden" in letter.text) is kept
    assert "Grunden" in post_office.outbox[0].body


def test_letter_title_is_one_line_whatever_is_in_it(django_capture_on_commit_callbacks):
    """A line break in a title would let somebody write headers of their own."""
    with django_capture_on_commit_callbacks(execute=True):
        mail.post(
            TEMPLATE,
            {"person": None, "title": "x\nBcc: alle@engbaek.example", "reason": "y"},
            to="karen@engbaek.example",
            dedupe_key="b",
        )
    sent = post_office.outbox[0]
    assert sent.recipients() == ["karen@engbaek.example"]
    assert "\n" not in sent.subject


def test_letter_does_not_escape_words_as_html():
    letter = mail.post(
        TEMPLATE,
        {"person": None, "title": "Kaffe & <kage>", "reason": '"Nej"'},
        to="karen@engbaek.example",
        dedupe_key="c",
    )
    assert "Kaffe & <kage>" in letter.title + letter.text
    assert "&amp;" not in letter.title + letter.text


def test_address_is_the_full_one(settings):
    settings.BASE_URL = "https://samspil.engbaek.example/"
    assert mail.address("/udfordringer/") == "https://samspil.engbaek.example/udfordringer/"


def test_letter_that_is_gone_is_no_error():
    mail.deliver.func("00000000-0000-0000-0000-000000000000")
    assert post_office.outbox == []
