"""Looked at before it shows: what is held, who is told, and how it comes out or not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.challenges import actions as challenges
from samspil.challenges.queries import perspectives_of
from samspil.foundation import clock, mail
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OutgoingMail, Subject
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide, publish, tell_coordinators
from samspil.moderation.models import Hiding, Hold, HoldOutcome, HoldReason, Report
from samspil.proposals import actions as proposals
from tests.factories import (
    make_challenge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    viewer,
)
from tests.identity.letters import newest

pytestmark = pytest.mark.django_db
ILLNESS = "Min mor har fået demens og går ud om natten."
LINK = "Se mere på www.snyd.example"


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe, question="Hvem hjælper om natten?")


@pytest.fixture
def held(challenge, karen):
    return make_perspective(challenge, by=karen, body=ILLNESS)


def waits(thing) -> Hold | None:
    return Hold.objects.filter(subject=thing.pk, settled_at=None).first()


def test_outside_words_about_somebody_are_read_by_nobody(held, challenge, karen, birthe):
    assert waits(held).reason == HoldReason.SOMEBODY
    assert waits(held).found == "Min mor · demens"
    for reader in (NOBODY, viewer(karen), viewer(birthe)):
        assert perspectives_of(challenge, reader) == []
    letter = newest(karen.email)
    assert "Vi ser på det, før det vises" in letter.text
    assert ILLNESS in letter.text


def test_general_words_pass(challenge, karen):
    assert waits(make_perspective(challenge, by=karen, body="Mange mænd er ensomme om eftermiddagen.")) is None


def test_staff_are_not_held_back_also_when_they_write_it_down(challenge, mette):
    behalf = {"name": "Agnes", "channel": "phone"}
    for facts in ({}, {"behalf": behalf}):
        assert make_perspective(challenge, by=mette, body=ILLNESS, **facts).subject.shown


def test_limited_circle_reads_its_own(mette, unit, kurt):
    limited = make_challenge(by=mette, audience="unit", unit=unit)
    limited.subject.audience = "page"
    limited.subject.save()
    limited.subject.readers.create(reader=kurt.pk)
    assert waits(make_perspective(limited, by=kurt, body=ILLNESS)) is None


@pytest.mark.parametrize("text", [LINK, "Skriv til salg@snyd.example", "Ring 12 34 56 78"])
def test_newcomer_with_a_way_out_is_held_until_known(text, challenge):
    new = make_person()
    first = make_perspective(challenge, by=new, body=text)
    assert waits(first).reason == HoldReason.LINK
    assert waits(make_perspective(challenge, by=new, body=text)), "what is held makes nobody known"
    make_perspective(challenge, by=new, body="Jeg kan hente nogen på torsdag.")
    assert waits(make_perspective(challenge, by=new, body=text)) is None


def test_association_is_known_to_us(challenge, kurt):
    anglers = kurt.memberships.get().actor
    assert waits(make_perspective(challenge, by=kurt, body=LINK))
    assert waits(make_perspective(challenge, by=kurt, speaks_as=anglers.pk, body=LINK)) is None


@pytest.mark.parametrize("kind", ["challenge", "proposal", "pledge"])
def test_every_kind_is_looked_at(kind, challenge, karen, client):
    made = {
        "challenge": lambda: make_challenge(by=karen, description=ILLNESS),
        "proposal": lambda: make_proposal(challenge, by=karen, body=ILLNESS),
        "pledge": lambda: make_pledge(make_proposal(challenge), by=karen, body=ILLNESS),
    }[kind]()
    assert waits(made)
    assert not Subject.objects.visible_to(viewer(karen)).filter(pk=made.pk).exists()


def test_draft_is_looked_at_when_it_opens(karen, sign_in):
    draft = make_challenge(by=karen, description=ILLNESS, is_draft=True)
    assert draft.subject.readable_by(viewer(karen))
    client = sign_in(karen)
    data = {"stage": "perspectives", "next_step": "Vi begynder.", "next_who": "Karen"}
    page = client.post(reverse("challenges:stage", args=[draft.pk]), data)
    assert "Tak. Vi ser på det" in page.text
    assert "rykket videre" not in page.text
    assert waits(draft)


def test_page_after_posting_says_what_happens(challenge, karen, sign_in, client):
    signed_in = sign_in(karen)
    data = {"body": ILLNESS, "request_id": str(uuid7())}
    for _ in range(2):  # the second press of the same form says the same
        page = signed_in.post(reverse("challenges:write", args=[challenge.pk]), data)
        assert page.status_code == 200
        assert "Vi ser på det, før det vises. Det gør vi hver hverdag." in page.text
        assert reverse("challenges:page", args=[challenge.pk]) in page.text
    assert Hold.objects.count() == 1
    raised = signed_in.post(
        reverse("challenges:raise"), {"question": "Hvem hjælper min mor?", "theme": "older", "description": ILLNESS}
    )
    assert "Tak. Vi ser på det" in raised.text
    proposed = signed_in.post(
        reverse("proposals:propose-on", args=[challenge.pk]),
        {"title": "En nattevagt", "body": ILLNESS, "degree": "incremental", "object": "service"},
    )
    assert "Tak. Vi ser på det" in proposed.text


def test_guest_is_told_after_the_link(challenge, client):
    guest = {"guest_name": "Erna", "guest_email": "erna@engbaek.example"}
    client.post(reverse("challenges:write", args=[challenge.pk]), {"body": ILLNESS, **guest})
    letter = newest("erna@engbaek.example")
    path = letter.text[letter.text.index("/bekraeft/") :].split()[0]
    page = client.post(path)
    assert "Tak. Vi ser på det" in page.text
    assert waits(Subject.objects.get(kind="perspective"))


def test_published_stands_where_it_belongs_and_its_author_hears(held, challenge, karen, birthe, client):
    with clock.at(timezone.now() + timedelta(hours=2)):
        publish(by=viewer(birthe), subject_id=held.pk)
    assert [row.pk for row in perspectives_of(challenge, NOBODY)] == [held.pk]
    settled = Hold.objects.get()
    assert (settled.outcome, settled.settled_by) == (HoldOutcome.PUBLISHED, birthe)
    letter = newest(karen.email)
    assert "står på siden nu" in letter.title
    assert mail.address(reverse("challenges:page", args=[challenge.pk])) in letter.text
    with pytest.raises(NotFound):
        publish(by=viewer(birthe), subject_id=held.pk)


def test_answer_to_a_held_proposal_is_asked_for_when_it_shows(challenge, karen, lene, unit, birthe):
    with clock.at(timezone.now() - timedelta(days=3)):
        proposal = make_proposal(by=karen, unit=unit, title="En nattevagt", body=ILLNESS)
    assert proposal.answerer == lene
    assert not OutgoingMail.objects.filter(person=lene.pk).exists()
    due = proposal.answer_due
    publish(by=viewer(birthe), subject_id=proposal.pk)
    assert OutgoingMail.objects.filter(person=lene.pk).count() == 1
    proposal.refresh_from_db()
    assert proposal.answer_due > due


def test_hidden_before_it_showed_is_never_shown(held, karen, birthe):
    hide(by=viewer(birthe), subject_id=held.pk, reason="Skriv det uden din mors sygdom.")
    assert not Subject.objects.visible_to(viewer(karen)).filter(pk=held.pk).exists()
    assert Hold.objects.get().outcome == HoldOutcome.HIDDEN
    assert "uden din mors sygdom" in newest(karen.email).text
    assert Hiding.objects.get().subject_id == held.pk


def test_only_coordinators_publish(held, karen, mette, lene, jens):
    for person in (karen, mette, lene, jens):
        with pytest.raises(Refused):
            publish(by=viewer(person), subject_id=held.pk)
    assert waits(held)


def test_forged_ids_are_not_found(birthe, challenge):
    for pk in (uuid7(), challenge.pk, "forfalsket"):
        with pytest.raises(NotFound):
            publish(by=viewer(birthe), subject_id=pk)


def test_nothing_is_asked_of_a_page_that_was_hidden_meanwhile(challenge, karen, birthe, lene, unit):
    proposal = make_proposal(challenge, unit=unit, by=karen, body=ILLNESS)
    hide(by=viewer(birthe), subject_id=challenge.pk, reason="Der står et navn.")
    OutgoingMail.objects.all().delete()
    publish(by=viewer(birthe), subject_id=proposal.pk)
    assert not Subject.objects.visible_to(viewer(birthe)).filter(pk=proposal.pk).exists()
    assert not OutgoingMail.objects.exists()


def test_edit_that_brings_in_a_life_is_looked_at_but_stays(karen, birthe, challenge):
    mine = make_challenge(by=karen)
    challenges.edit_challenge(by=viewer(karen), challenge_id=mine.pk, description=ILLNESS)
    challenges.edit_challenge(by=viewer(karen), challenge_id=mine.pk, description=f"{ILLNESS} Igen.")
    report = Report.objects.get()
    assert (report.subject_id, report.reason, report.note) == (mine.pk, "changed", "Min mor · demens")
    assert Subject.objects.visible_to(NOBODY).filter(pk=mine.pk).exists()
    proposal = make_proposal(challenge, by=karen)
    proposals.edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body=ILLNESS)
    assert Report.objects.filter(subject=proposal.pk).exists()
    challenges.edit_challenge(by=viewer(birthe), challenge_id=challenge.pk, description=ILLNESS)
    assert not Report.objects.filter(subject=challenge.pk).exists()


def test_coordinators_get_one_letter_an_hour_about_all_that_is_new(challenge, karen, birthe):
    other = make_person(role="coordinator")
    tell_coordinators()
    assert not OutgoingMail.objects.filter(person=birthe.pk).exists()
    for number in range(3):
        make_perspective(challenge, by=karen, body=f"{ILLNESS} {number}")
    for _ in range(2):
        tell_coordinators()
    letters = OutgoingMail.objects.filter(title__contains="skal ses på")
    assert {letter.person for letter in letters} == {birthe.pk, other.pk}
    assert {letter.title for letter in letters} == {"3 ting skal ses på"}
    make_perspective(challenge, by=karen, body=f"{ILLNESS} igen")
    tell_coordinators()
    assert letters.filter(person=birthe.pk, title="1 ting skal ses på").count() == 1
