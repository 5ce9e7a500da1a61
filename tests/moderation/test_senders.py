"""Everything of one sender: it really goes, they really stop, and it can be undone."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.actors.models import Person
from samspil.challenges.actions import edit_challenge
from samspil.following.actions import follow, unfollow
from samspil.foundation import hooks, search
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail, Subject
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import edit_person, erase_person
from samspil.moderation.actions import hide, hide_all_of, publish, show_again, show_all_again, unblock_person
from samspil.moderation.manifest import erase
from samspil.moderation.models import Hiding, Hold, SenderBlock
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
REASON = "Det er reklame for piller."


@pytest.fixture
def spammer(db) -> Person:
    return make_person("Snyde", email="snyd@engbaek.example")


@pytest.fixture
def question(birthe):
    return make_challenge(by=birthe, question="Hvem hjælper om natten?")


@pytest.fixture
def spread(spammer, question):
    """Something of every kind, on several pages; the last is held."""
    own = make_challenge(by=spammer, question="Snydespørgsmål om piller?")
    proposal = make_proposal(question, by=spammer, title="Snydeforslag")
    return [
        own,
        make_perspective(question, by=spammer, body="Snydeord i første side."),
        make_perspective(make_challenge(), by=spammer, body="Snydeord på anden side."),
        proposal,
        make_pledge(make_proposal(question), by=spammer, body="Snydebidrag"),
        make_perspective(question, by=spammer, body="Min mor har demens, køb Snydepiller."),
    ]


def stop(birthe, spammer) -> SenderBlock:
    return hide_all_of(by=viewer(birthe), person_id=spammer.pk, reason=REASON)


def met(client, question, things) -> set[str]:
    """The addresses where a word of theirs stands."""
    pages = ["/", "/udfordringer/", "/forslag/", "/hvem/", "/soeg/?q=reklame", f"/udfordringer/{question.pk}/"]
    pages += [f"/udfordringer/{question.pk}/historie/"]
    pages += [hooks.address(thing.subject).partition("#")[0] for thing in things]
    return {path for path in set(pages) if "Snyde" in client.get(path).text}


def test_really_does(spammer, spread, question, birthe, karen, sign_in, client):
    reader = sign_in(karen)
    assert met(client, question, spread)
    block = stop(birthe, spammer)
    ids = [thing.pk for thing in spread]
    for browser in (client, reader, sign_in(birthe)):
        assert met(browser, question, spread) == set()
    for who in (NOBODY, viewer(karen), viewer(birthe), viewer(spammer)):
        assert not Subject.objects.visible_to(who).filter(pk__in=ids).exists()
        for word in ("snydeord", "snydeforslag", "piller", "snydebidrag"):
            assert not search.find(word, who).exists()
    assert {hiding.subject_id for hiding in block.hidings.all()} == set(ids)
    assert not Hold.objects.filter(settled_at=None).exists()


def test_writes_no_more_in_one_place_for_all(spammer, spread, question, birthe, sign_in):
    stop(birthe, spammer)
    client = sign_in(spammer)
    proposal = make_proposal(question)
    data = {"body": "Mere snyd", "kind": "time", "question": "Mere?", "theme": "older", "title": "Mere"}
    data |= {"degree": "incremental", "object": "service"}
    for path in (
        reverse("challenges:raise"),
        reverse("challenges:write", args=[question.pk]),
        reverse("proposals:propose-on", args=[question.pk]),
        reverse("proposals:pledge", args=[proposal.pk]),
    ):
        answer = client.post(path, data)
        assert answer.status_code == 200
        assert "Du kan ikke skrive her for tiden" in answer.text
        assert "Mer" in answer.text
    assert not Subject.objects.filter(created_by=spammer.pk, hidden_at=None).exclude(kind="actor").exists()


def test_same_mail_does_not_come_in_as_a_guest(spammer, spread, question, birthe, client):
    path = reverse("challenges:write", args=[question.pk])
    guest = {"body": "Snyd som gæst", "guest_name": "En anden", "guest_email": "SNYD@engbaek.example"}
    client.post(path, guest)
    before = newest("snyd@engbaek.example").text
    stop(birthe, spammer)
    assert not OneTimeLink.objects.filter(purpose="contribute").exists(), "what waited is gone"
    assert client.post(before[before.index("/bekraeft/") :].split()[0]).status_code == 410
    client.post(path, guest | {"request_id": str(uuid7())})
    text = newest("snyd@engbaek.example").text
    answer = client.post(text[text.index("/bekraeft/") :].split()[0])
    assert answer.status_code == 409
    assert "Du kan ikke skrive her for tiden" in answer.text


def test_unsent_letters_about_it_go_and_the_sender_gets_one(spammer, question, birthe, karen, lene, unit):
    follow(by=viewer(karen), subject_id=question.pk)
    proposal = make_proposal(by=spammer, unit=unit, title="Snydeforslag")
    make_perspective(question, by=spammer, body="Snydeord")
    assert OutgoingMail.objects.filter(person=lene.pk, text__contains=str(proposal.pk)).exists()
    sent = OutgoingMail.objects.create(dedupe_key="sendt", to="x@engbaek.example", title="Sendt", text=str(proposal.pk))
    OutgoingMail.objects.filter(pk=sent.pk).update(sent_at=sent.created_at)
    stop(birthe, spammer)
    left = OutgoingMail.objects.filter(text__contains=str(proposal.pk))
    assert [letter.dedupe_key for letter in left] == ["sendt"]
    letters = OutgoingMail.objects.filter(person=spammer.pk)
    assert [REASON in letter.text for letter in letters] == [True]
    stop(birthe, spammer)
    assert OutgoingMail.objects.filter(person=spammer.pk).count() == 1


def test_page_shows_how_much_and_what(spammer, spread, birthe, sign_in):
    client = sign_in(birthe)
    where = reverse("moderation:hide-all", args=[spammer.pk])
    for path in (
        reverse("moderation:hide", args=[spread[1].pk]),
        reverse("identity:person", args=[spammer.pk]),
        reverse("moderation:queue"),
    ):
        assert where in client.get(path).text
    text = client.get(where).text
    assert "6 ting på siderne" in text
    assert "Snydeforslag" in text
    assert spammer.email not in text
    assert "form-error-message" in client.post(where, {"reason": " "}).text
    assert not SenderBlock.objects.exists()
    after = client.post(where, {"reason": REASON}, follow=True).text
    assert "Snyde kan ikke skrive lige nu" in after
    assert "6 ting er skjult" in after


def test_all_comes_back_but_what_waited_waits_again(spammer, spread, birthe, sign_in):
    alone = hide(by=viewer(birthe), subject_id=spread[2].pk, reason="Nej.")
    block = stop(birthe, spammer)
    client = sign_in(birthe)
    client.post(reverse("moderation:show-all-again", args=[block.pk]))
    shown = set(Subject.objects.visible_to(NOBODY).filter(created_by=spammer.pk).values_list("pk", flat=True))
    held = spread[-1]
    assert shown == {thing.pk for thing in spread} - {alone.subject_id, held.pk}
    assert Hold.objects.get(settled_at=None).subject_id == held.pk
    publish(by=viewer(birthe), subject_id=held.pk)
    with pytest.raises(ValidationError):
        make_perspective(make_challenge(), by=spammer)
    client.post(reverse("moderation:unblock", args=[block.pk]))
    make_perspective(make_challenge(), by=spammer)
    assert SenderBlock.objects.get().lifted_at
    # A second block is a block of its own.
    assert stop(birthe, spammer).pk != block.pk


def test_what_is_still_hidden_after_the_block_can_come_back(spammer, spread, birthe, sign_in):
    block = stop(birthe, spammer)
    unblock_person(by=viewer(birthe), block_id=block.pk)
    text = sign_in(birthe).get(reverse("moderation:hide-all", args=[spammer.pk])).text
    assert reverse("moderation:show-all-again", args=[block.pk]) in text
    show_all_again(by=viewer(birthe), block_id=block.pk)
    assert not Hiding.objects.filter(shown_again_at=None).exists()


def test_nobody_is_silenced_who_holds_a_role(birthe, lene, jens, mette):
    for person in (lene, jens, mette, birthe):
        with pytest.raises(Refused):
            stop(birthe, person)
    admin = make_person(role="administrator")
    with pytest.raises(Refused):
        stop(birthe, admin)


def test_who_is_blocked_changes_nothing_that_others_read_and_is_still_forgotten(birthe, spammer, question, sign_in):
    host = make_person(role="coordinator")
    own = make_challenge(by=spammer, question="Hvem hjælper om dagen?")
    block = stop(birthe, spammer)
    for hiding in block.hidings.all():
        show_again(by=viewer(birthe), hiding_id=hiding.pk)
    by = viewer(spammer)
    with pytest.raises(Refused):
        edit_challenge(by=by, challenge_id=own.pk, question="Køb piller?")
    with pytest.raises(Refused):
        edit_person(by=by, person_id=spammer.pk, name="Køb piller")
    client = sign_in(spammer)
    facts = {"question": "Køb piller?", "theme": "older", "expected_version": own.version}
    assert client.post(reverse("challenges:edit", args=[own.pk]), facts).status_code == 403
    own.refresh_from_db()
    assert own.question == "Hvem hjælper om dagen?"
    assert not JournalEntry.objects.filter(verb="challenges.edited").exists()
    assert client.get(reverse("challenges:page", args=[own.pk])).status_code == 200
    follow(by=by, subject_id=question.pk)
    unfollow(by=by, subject_id=question.pk)
    assert edit_challenge(by=viewer(host), challenge_id=own.pk, question="Hvem hjælper nu?").question
    erase_person(by=by, person_id=spammer.pk)
    assert Person.objects.get(pk=spammer.pk).erased_at


def test_others_stop_nobody(spammer, mette, karen, lene, birthe):
    block = stop(birthe, spammer)
    for person in (mette, karen, lene, spammer):
        with pytest.raises(Refused):
            stop(person, karen)
        for verb in (unblock_person, show_all_again):
            with pytest.raises(Refused):
                verb(by=viewer(person), block_id=block.pk)


def test_forged_ids_are_not_found(birthe):
    for pk in (uuid7(), "x"):
        with pytest.raises(NotFound):
            hide_all_of(by=viewer(birthe), person_id=pk, reason=REASON)
    for verb in (unblock_person, show_all_again):
        with pytest.raises(NotFound):
            verb(by=viewer(birthe), block_id=999)


@pytest.mark.parametrize("reason", ["", "Se 010180-1235.", "x" * 501])
def test_reason_is_needed(reason, birthe, spammer):
    with pytest.raises(ValidationError):
        hide_all_of(by=viewer(birthe), person_id=spammer.pk, reason=reason)
    assert Person.objects.get(pk=spammer.pk).blocked_at is None


def test_one_line_in_the_journal_each(birthe, spammer, spread):
    verbs = JournalEntry.objects.filter(verb__startswith="moderation.").order_by("pk").values_list("verb", flat=True)
    block = stop(birthe, spammer)
    unblock_person(by=viewer(birthe), block_id=block.pk)
    show_all_again(by=viewer(birthe), block_id=block.pk)
    assert list(verbs) == [
        "moderation.sender_hidden",
        "moderation.sender_unblocked",
        "moderation.sender_shown_again",
    ]
    assert not JournalEntry.objects.filter(payload__icontains="reklame").exists()


def test_erasing_leaves_no_words_about_the_person(birthe, spammer, spread):
    stop(birthe, spammer)
    erase(spammer.pk)
    assert not SenderBlock.objects.exists()
    assert not Hold.objects.exists()
    assert {hiding.reason for hiding in Hiding.objects.all()} == {""}


def test_answers_below_follow_and_come_back(spammer, question, birthe, karen):
    first = make_perspective(question, by=spammer)
    reply = make_perspective(question, by=karen, reply_to=first.pk)
    mine = Subject.objects.visible_to(NOBODY).filter(pk=reply.pk)
    block = stop(birthe, spammer)
    assert not mine.exists()
    show_all_again(by=viewer(birthe), block_id=block.pk)
    assert mine.exists()
