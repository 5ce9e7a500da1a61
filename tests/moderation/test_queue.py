"""The page of all that is to be looked at: what stands in a row, filters, and many at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation.models import JournalEntry, OutgoingMail, Subject
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import report
from samspil.moderation.models import Hiding, Hold, Report
from tests.factories import make_challenge, make_person, make_perspective, make_proposal, viewer

pytestmark = pytest.mark.django_db
ILLNESS = "Min mor har fået demens."
QUEUE, SETTLE = "moderation:queue", "moderation:settle"


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe, question="Hvem hjælper om natten?")


@pytest.fixture
def coordinator(sign_in, birthe):
    return sign_in(birthe)


def held(challenge, words: str = "", by=None):
    return make_perspective(challenge, by=by, body=f"{ILLNESS} {words}")


def test_row_says_what_where_who_and_why(challenge, coordinator, karen):
    held(challenge, "Hun går ud om natten. " * 10 + "Sidste ord.", by=karen)
    text = coordinator.get(reverse(QUEUE)).text
    for part in ("Sidste ord.", challenge.question, "Karen", "Min mor · demens", "Det ser vi"):
        assert part in text
    assert karen.email not in text


def test_nobody_else_sees_it(challenge, karen, mette, sign_in):
    held(challenge, by=karen)
    for person in (karen, mette):
        assert sign_in(person).get(reverse(QUEUE)).status_code == 403
        assert sign_in(person).post(reverse(SETTLE), {"publish": "x"}).status_code == 403


def test_no_cache_keeps_it(coordinator):
    assert coordinator.get(reverse(QUEUE))["Cache-Control"] == "no-store"


def test_one_button_puts_it_on_the_page(challenge, coordinator):
    perspective = held(challenge)
    answer = coordinator.post(reverse(SETTLE) + "?hvorfor=held", {"publish": str(perspective.pk)})
    assert answer.url == reverse(QUEUE) + "?hvorfor=held"
    assert Subject.objects.visible_to(NOBODY).filter(pk=perspective.pk).exists()
    again = coordinator.post(reverse(SETTLE), {"publish": str(perspective.pk)}, follow=True)
    assert "En anden har klaret det." in again.text


def test_many_at_once(challenge, coordinator):
    rows = [held(challenge, str(number)) for number in range(4)]
    report(by=NOBODY, subject_id=challenge.pk, reason="other", origin="a")
    ids = [str(row.pk) for row in rows[:2]] + [str(challenge.pk)]
    coordinator.post(reverse(SETTLE), {"ids": ids, "do": "publish"})
    assert Hold.objects.filter(settled_at=None).count() == 2
    assert Report.objects.get().outcome == "nothing"
    ids = [str(row.pk) for row in rows[2:]]
    again = coordinator.post(reverse(SETTLE), {"ids": ids, "do": "hide", "reason": " "})
    assert again.status_code == 409
    assert "Skriv hvorfor" in again.text
    assert again.text.count(" checked") == 2
    cpr = coordinator.post(reverse(SETTLE), {"ids": ids, "do": "hide", "reason": "Se 010180-1235"})
    assert "CPR" in cpr.text
    assert "Se 010180-1235" in cpr.text
    OutgoingMail.objects.all().delete()
    coordinator.post(reverse(SETTLE), {"ids": ids, "do": "hide", "reason": "Skriv det uden sygdom."})
    assert not Hold.objects.filter(settled_at=None).exists()
    assert Hiding.objects.count() == 2
    assert OutgoingMail.objects.filter(text__contains="Skriv det uden sygdom.").count() == 2


@pytest.mark.parametrize("data", [{}, {"do": "publish"}, {"do": "slet", "ids": ["x"]}])
def test_nothing_chosen_is_told(data, coordinator):
    answer = coordinator.post(reverse(SETTLE), data)
    assert answer.status_code == 409
    assert "Sæt kryds" in answer.text


def test_forged_ids_do_nothing(challenge, coordinator):
    """A challenge that nobody reported is no business of the queue's "let it stand" either."""
    unknown = "0190b7a2-0000-7000-8000-000000000000"
    lines = JournalEntry.objects.count()
    for data in (
        {"ids": ["x", unknown, "\x00"], "do": "hide", "reason": "Nej."},
        {"publish": unknown},
        {"let_stand": str(challenge.pk)},
    ):
        assert coordinator.post(reverse(SETTLE), data).status_code == 302
        assert JournalEntry.objects.count() == lines


def test_forged_ids_do_not_keep_the_others_from_being_hidden(challenge, coordinator):
    data = {"ids": ["x", str(challenge.pk), "\x00"], "do": "hide", "reason": "Nej."}
    assert coordinator.post(reverse(SETTLE), data).status_code == 302
    assert [row.subject_id for row in Hiding.objects.all()] == [challenge.pk]


def test_filters_and_search(challenge, coordinator, karen, kurt):
    held(challenge, "Vinterhave.", by=karen)
    proposal = make_proposal(challenge, by=kurt, title="En båd til alle")
    report(by=viewer(karen), subject_id=proposal.pk, reason="spam")

    def found(query: str) -> tuple[bool, bool]:
        text = coordinator.get(f"{reverse(QUEUE)}?{query}").text
        return "Vinterhave." in text, "En båd til alle" in text

    assert found("") == (True, True)
    assert found("hvorfor=held") == (True, False)
    assert found("hvorfor=reported") == (False, True)
    assert found("slags=proposal") == (False, True)
    assert found(f"fra={karen.pk}") == (True, False)
    assert found("q=vinterhave") == (True, False)
    assert found("q=kurt") == (False, True)
    assert found("q=findesikke") == (False, False)
    assert found("slags=x&fra=y&hvorfor=z&side=99") == (True, True)


def test_count_stands_on_the_coordinators_own_page(challenge, coordinator, karen, sign_in):
    held(challenge)
    held(challenge, "igen")
    assert '<span class="count">2</span>' in coordinator.get(reverse("identity:me")).text
    assert reverse(QUEUE) not in sign_in(karen).get(reverse("identity:me")).text


def test_costs_the_same_for_many(challenge, coordinator):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            coordinator.get(reverse(QUEUE))
        return len(captured)

    held(challenge, "først")
    cost()  # the first visit of a session notes that it is in use
    few = cost()
    for number in range(12):
        held(challenge, str(number), by=make_person())
    assert cost() == few <= 18


def test_empty_queue_says_what_it_is_for(coordinator):
    assert "Der er ikke noget at se på" in coordinator.get(reverse(QUEUE)).text
