"""Saying that something is wrong: with or without an account, heard once, and answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OutgoingMail, Subject
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import REPORTS_AN_HOUR, hide, let_stand, publish, report
from samspil.moderation.models import Hold, HoldReason, Report
from tests.factories import make_challenge, make_person, make_perspective, make_pledge, make_proposal, viewer
from tests.identity.letters import newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe)


@pytest.fixture
def perspective(challenge, kurt):
    return make_perspective(challenge, by=kurt)


def said(thing, origin: str = "a", by=NOBODY, **facts) -> Report:
    return report(by=by, subject_id=thing.pk, origin=origin, **{"reason": "spam", **facts})


def stands(thing) -> bool:
    return Subject.objects.visible_to(NOBODY).filter(pk=thing.pk).exists()


def test_guest_says_to_without_a_mail(perspective, challenge, client):
    page = client.get(reverse("challenges:page", args=[challenge.pk])).text
    path = reverse("moderation:report", args=[perspective.pk])
    assert path in page
    assert reverse("moderation:report", args=[challenge.pk]) in page
    answer = client.post(path, {"reason": "private", "note": "Der står et navn."})
    assert answer.url.endswith(f"#s-{perspective.pk}")
    row = Report.objects.get()
    assert (row.person, row.reason, row.note) == (None, "private", "Der står et navn.")
    assert len(row.origin) == 64
    assert stands(perspective)
    assert not OutgoingMail.objects.exists()


def test_proposals_and_pledges_have_the_link(challenge, client):
    proposal = make_proposal(challenge)
    promise = make_pledge(proposal)
    page = client.get(reverse("proposals:page", args=[proposal.pk])).text
    for thing in (proposal, promise):
        assert reverse("moderation:report", args=[thing.pk]) in page


def test_saying_it_twice_is_saying_it_once(perspective, karen, client):
    path = reverse("moderation:report", args=[perspective.pk])
    for _ in range(2):
        client.post(path, {"reason": "spam"})
        said(perspective, by=viewer(karen))
    assert Report.objects.count() == 2


def test_reporter_we_know_hears(perspective, karen, birthe):
    other = make_person()
    said(perspective, by=viewer(karen))
    said(perspective, by=NOBODY)
    let_stand(by=viewer(birthe), subject_id=perspective.pk)
    assert "kan blive stående" in newest(karen.email).text
    assert not Report.objects.exclude(origin="").exists(), "where guests wrote from is forgotten"
    said(perspective, by=viewer(other))
    hide(by=viewer(birthe), subject_id=perspective.pk, reason="Det er reklame.")
    assert "Det er skjult nu" in newest(other.email).text
    assert "Det er reklame" not in newest(other.email).text
    assert {row.outcome for row in Report.objects.all()} == {"nothing", "hidden"}


def test_three_who_do_not_know_of_each_other_hold_it(perspective, kurt, karen, birthe):
    said(perspective, "a")
    said(perspective, "a")
    said(perspective, by=viewer(karen))
    assert stands(perspective)
    said(perspective, "b")
    assert not stands(perspective)
    assert Hold.objects.get().reason == HoldReason.REPORTED
    assert "Flere har sagt til" in newest(kurt.email).text
    publish(by=viewer(birthe), subject_id=perspective.pk)
    assert stands(perspective)
    assert not Report.objects.filter(settled_at=None).exists()
    for origin in "cdef":
        said(perspective, origin)
    assert stands(perspective), "what was looked at is not held by strangers again"


def test_page_that_others_have_written_on_is_not_closed_by_three(challenge, perspective):
    for origin in "abcd":
        said(challenge, origin)
    assert stands(challenge)
    assert Report.objects.count() == 4


def test_nothing_to_settle_is_not_found(perspective, birthe, mette):
    with pytest.raises(NotFound):
        let_stand(by=viewer(birthe), subject_id=perspective.pk)
    with pytest.raises(Refused):
        let_stand(by=viewer(mette), subject_id=perspective.pk)


def test_what_cannot_be_read_cannot_be_reported(mette, unit, birthe, perspective):
    limited = make_challenge(by=mette, audience="unit", unit=unit)
    hide(by=viewer(birthe), subject_id=perspective.pk, reason="Nej.")
    for pk in (limited.pk, perspective.pk, uuid7(), "x"):
        with pytest.raises(NotFound):
            report(by=NOBODY, subject_id=pk, reason="spam", origin="a")


@pytest.mark.parametrize(
    "facts", [{"reason": "x"}, {"reason": "changed"}, {"note": "Se 010180-1235"}, {"note": "x" * 201}]
)
def test_bad_input_is_refused(facts, perspective):
    with pytest.raises(ValidationError):
        said(perspective, **facts)
    assert not Report.objects.exists()


def test_one_origin_cannot_fill_the_queue(challenge, client):
    with clock.at(timezone.now() - timedelta(hours=2)):
        said(make_perspective(challenge))
    for _ in range(REPORTS_AN_HOUR):
        said(make_perspective(challenge))
    with pytest.raises(ValidationError, match="rigtig meget"):
        said(make_perspective(challenge))
    said(make_perspective(challenge), "b")


def test_reported_and_held_until_seen_leads_back_to_the_page(perspective, challenge, client, karen):
    said(perspective, "a")
    said(perspective, by=viewer(karen))
    answer = client.post(reverse("moderation:report", args=[perspective.pk]), {"reason": "spam"})
    assert answer.url == reverse("challenges:page", args=[challenge.pk])
    assert not stands(perspective)
