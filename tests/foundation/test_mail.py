"""The outbox: no letter is lost, none goes twice, and no secret stays."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as post_office
from django.core.mail.backends.locmem import EmailBackend

from samspil.foundation import clock, mail
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
    assert post_office.outbox == [], "not at once: the server has only just failed"
    with clock.at(clock.now() + mail.FIRST_PAUSE):
        mail.retry_unsent()
    letter.refresh_from_db()
    assert (letter.attempts, letter.error, letter.sent_at is None) == (2, "", False)
    assert len(post_office.outbox) == 1


def test_retry_gives_up_in_the_end_and_waits_longer_each_time(django_capture_on_commit_callbacks, broken_line):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    began = now = clock.now()
    tries = []
    while now < began + timedelta(days=3):
        now += timedelta(minutes=10)
        with clock.at(now):
            mail.retry_unsent()
        letter.refresh_from_db()
        if letter.attempts > len(tries) + 1:
            tries.append(now - began)
    assert letter.attempts == mail.MOST_ATTEMPTS
    assert len(tries) == mail.MOST_ATTEMPTS - 1
    assert tries[-1] > timedelta(hours=20), "a server that is down for a night loses nothing"


# --- many at a time ---------------------------------------------------------------------------------------------------


def write(number: int, **options) -> OutgoingMail:
    context = {"person": None, "title": f"Brev {number}", "reason": "Grunden"}
    return mail.compose(TEMPLATE, context, to=f"p{number}@engbaek.example", dedupe_key=f"many:{number}", **options)


def recipients() -> list[str]:
    return [address for sent in post_office.outbox for address in sent.to]


def test_many_letters_are_written_once_each_and_sent(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(mail, "AT_A_TIME", 4)
    with django_capture_on_commit_callbacks(execute=True):
        mail.post_many([write(number) for number in range(10)])
        mail.post_many([write(number) for number in range(5, 11)])
    assert sorted(recipients()) == sorted(f"p{number}@engbaek.example" for number in range(11))
    assert not OutgoingMail.objects.filter(sent_at=None).exists()


def test_a_batch_shares_one_connection(monkeypatch, django_capture_on_commit_callbacks):
    opened = []
    working = mail.get_connection
    monkeypatch.setattr(mail, "get_connection", lambda: opened.append(1) or working())
    with django_capture_on_commit_callbacks(execute=True):
        mail.post_many([write(number) for number in range(30)])
    assert len(opened) == 1
    assert len(post_office.outbox) == 30


def test_two_workers_never_have_the_same_letter():
    OutgoingMail.objects.bulk_create([write(number) for number in range(3)])
    first, second = mail.take(mail.waiting()), mail.take(mail.waiting())
    assert (len(first), second) == (3, [])
    mail.send(first)
    mail.deliver_waiting.call()
    assert len(post_office.outbox) == 3


def test_what_a_killed_worker_had_is_sent_after_its_lease():
    OutgoingMail.objects.bulk_create([write(number) for number in range(3)])
    mail.take(mail.waiting())  # and then it is killed
    mail.retry_unsent()
    assert post_office.outbox == []
    with clock.at(clock.now() + mail.LEASE):
        mail.retry_unsent()
    assert len(recipients()) == len(set(recipients())) == 3


def test_killed_between_the_server_and_the_mark_the_second_has_the_same_message_id(monkeypatch):
    """The one moment that cannot be closed: the server has the letter, and we do not know it."""
    OutgoingMail.objects.bulk_create([write(1)])
    with monkeypatch.context() as patch:
        patch.setattr(mail, "mark_sent", lambda letter: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            mail.send(mail.take(mail.waiting()))
    with clock.at(clock.now() + mail.LEASE):
        mail.retry_unsent()
    first, second = (sent.message()["Message-ID"] for sent in post_office.outbox)
    assert first == second


def test_message_id_is_the_letters_own_and_on_our_host(settings):
    settings.BASE_URL = "https://samspil.engbaek.example:8443"
    assert mail.message_id("a") == mail.message_id("a") != mail.message_id("b")
    assert mail.message_id("a").endswith("@samspil.engbaek.example>")


def test_worker_that_is_too_slow_lets_the_rest_go(monkeypatch):
    OutgoingMail.objects.bulk_create([write(number) for number in range(3)])
    clockwork = iter([0, 0, mail.LEASE.total_seconds()])
    monkeypatch.setattr(mail, "monotonic", lambda: next(clockwork))
    mail.send(mail.take(mail.waiting()))
    assert len(post_office.outbox) == 1
    assert list(OutgoingMail.objects.filter(sent_at=None).values_list("attempts", flat=True)) == [0, 0]
    assert mail.waiting().count() == 2, "another worker may take them now"


def test_letter_that_cannot_be_sent_does_not_hold_up_the_others(monkeypatch):
    OutgoingMail.objects.bulk_create([write(number) for number in range(3)])
    OutgoingMail.objects.filter(dedupe_key="many:1").update(to="to@linjer.example\nBcc: alle@engbaek.example")
    mail.deliver_waiting.call()
    assert sorted(recipients()) == ["p0@engbaek.example", "p2@engbaek.example"]
    assert OutgoingMail.objects.get(dedupe_key="many:1").error


def test_mail_programs_own_button_stops_it():
    OutgoingMail.objects.bulk_create([write(1, unsubscribe_url="https://engbaek.example/afmeld/x/straks/"), write(2)])
    mail.deliver_waiting.call()
    with_button, without = (sent.message() for sent in sorted(post_office.outbox, key=lambda sent: sent.to))
    assert with_button["List-Unsubscribe"] == "<https://engbaek.example/afmeld/x/straks/>"
    assert with_button["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert without["List-Unsubscribe"] is None


def test_secret_address_to_stop_goes_with_the_text():
    OutgoingMail.objects.bulk_create([write(1, holds_secret=True, unsubscribe_url="https://engbaek.example/a/")])
    mail.deliver_waiting.call()
    letter = OutgoingMail.objects.get()
    assert letter.text == letter.unsubscribe_url == ""


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
