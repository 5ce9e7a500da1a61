"""Whoever gets letters of invitation says no more of these, from the letter or signed in, and takes it back again."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.mail import deliver_waiting
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person, merge_people
from samspil.invitations.actions import (
    BY_PERSON,
    TO_ADDRESS,
    add_invitee,
    decline_invitation,
    remind,
    send_out,
    withdraw_invitation,
)
from samspil.invitations.letters import letter_code
from samspil.invitations.manifest import remind_silent, send_held_back
from samspil.invitations.models import Invitee, NoLetters
from samspil.invitations.personal_data import export
from samspil.invitations.queries import put_reach
from samspil.invitations.stopping import LASTS, allow_letters, key_of, refuse_letters, refusing
from samspil.moderation.actions import publish
from tests.factories import make_actor, make_challenge, make_person, viewer
from tests.invitations.making import VIEW, letter_to, letters, make_invitation, only, path_in

pytestmark = pytest.mark.django_db
NAJA = "naja@engbaek.example"
CALL = "De tager ikke imod invitationer som mail. Ring, eller send et brev på papir."


def stop_token(address: str = NAJA) -> str:
    """The token in the newest letter that goes to an address."""
    return letter_to(address).unsubscribe_url.split("/")[-3]


def said_no(address: str = NAJA) -> str:
    """Somebody without an account who got a letter and wants no more."""
    make_invitation(email=address)
    token = stop_token(address)
    refuse_letters(by=NOBODY, token=token)
    return token


def is_kept_from(**facts) -> bool:
    """Whether somebody who is invited stands on the invitation and gets no letter."""
    before = letters("invitation:")
    invitation = make_invitation(**facts)
    assert (only(invitation).sent_at is None) == (letters("invitation:") == before)
    return only(invitation).sent_at is None and invitation.first_to_do == CALL


# --- saying it --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C18")
def test_every_letter_says_how_to_stop_them_and_so_does_its_head(settings):
    settings.DEMO = False
    invitee = only(make_invitation(email=NAJA))
    first = letter_to(NAJA)
    remind(by=SYSTEM, invitee_id=invitee.pk)
    for letter in (first, letter_to(NAJA)):
        token = letter.unsubscribe_url.split("/")[-3]
        assert "Skriv ikke til mig om den slags mere:" in letter.text
        assert reverse("invitations:stop", args=[token]) in letter.text
    deliver_waiting.call()
    assert len(outbox.outbox) == 2
    for sent in outbox.outbox:
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "/invitationsbreve/" in sent.extra_headers["List-Unsubscribe"]
    assert not OutgoingMail.objects.exclude(unsubscribe_url="").exists()  # the outbox keeps no key


def test_opening_the_link_changes_nothing_and_the_button_does(client):
    make_invitation(email=NAJA)
    path = reverse("invitations:stop", args=[stop_token()])
    page = client.get(path)
    assert "Skriv ikke til mig om den slags mere" in page.text
    assert page["Cache-Control"] == "no-store"
    assert NAJA not in page.text
    assert not NoLetters.objects.exists()
    for _press in range(2):
        page = client.post(path, follow=True)
    assert "Du får ikke flere invitationer som mail" in page.text
    row = NoLetters.objects.get()
    assert (row.key, row.person) == (key_of(NAJA), None)
    assert NAJA not in str(vars(row))
    (entry,) = JournalEntry.objects.filter(verb="invitations.letters_refused")
    assert (entry.person, entry.payload) == (None, {})


def test_mail_program_stops_them_with_one_press():
    make_invitation(email=NAJA)
    client, path = Client(enforce_csrf_checks=True), letter_to(NAJA).unsubscribe_url.split("://")[1].partition("/")[2]
    assert client.get(f"/{path}").status_code == 302
    assert not NoLetters.objects.exists()
    assert client.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert refusing([NAJA]) == {NAJA}


def test_it_can_be_said_after_the_invitation_is_over_and_for_a_year(karen):
    invitation = make_invitation(by=karen, email=NAJA)
    token, invitee = stop_token(), only(invitation)
    decline_invitation(by=NOBODY, invitee_id=invitee.pk, code=letter_code(invitee))
    withdraw_invitation(by=viewer(karen), invitation_id=invitation.pk)
    with clock.at(clock.now() + LASTS - timedelta(days=1)):
        refuse_letters(by=NOBODY, token=token)
    assert refusing([NAJA]) == {NAJA}
    with clock.at(clock.now() + LASTS + timedelta(days=1)):
        page = Client().get(reverse("invitations:stop", args=[token]))
        assert page.status_code == 410
        assert "Linket er for gammelt" in page.text
        assert Client().post(reverse("invitations:stop-at-once", args=[token])).status_code == 410


@pytest.mark.parametrize("verb", [refuse_letters, allow_letters])
def test_nobody_chooses_for_another(verb, karen):
    said_no(karen.email)
    nowhere = make_person()
    type(nowhere).objects.filter(pk=nowhere.pk).update(email=None)
    with pytest.raises(Refused):
        verb(by=NOBODY)
    with pytest.raises(Refused):  # nowhere to write to
        verb(by=viewer(nowhere))
    with pytest.raises(NotFound):
        verb(by=viewer(karen), token="et-link-som-ikke-findes")
    invitee = only(make_invitation(email="ib@engbaek.example"))
    link = OneTimeLink.issue("invitation", lasts=LASTS, payload={"invitee": invitee.pk, "email": NAJA})[1]
    with pytest.raises(NotFound):  # the key of an answer is none to this
        verb(by=NOBODY, token=link)
    assert refusing([NAJA, "ib@engbaek.example", karen.email]) == {karen.email}


def test_a_blocked_person_may_still_say_it(karen):
    type(karen).objects.filter(pk=karen.pk).update(blocked_at=clock.now())
    refuse_letters(by=viewer(karen))
    assert refusing([karen.email]) == {karen.email}


# --- and what it does -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [NAJA, "NAJA@engbaek.example", " Naja@Engbaek.Example "])
def test_an_address_without_an_account_gets_no_more(karen, typed):
    said_no()
    before = letters("invitation")
    told = {"by": karen, "email": typed, "name": "Naja"}
    assert is_kept_from(**told)
    assert letters("invitation") == before
    printed = make_invitation(channel="print", **told)  # a letter by hand is no mail
    assert only(printed).sent_at
    assert printed.first_to_do == ""
    assert letters("invitation") == before


def test_a_person_gets_no_more_also_at_another_address(karen):
    refuse_letters(by=viewer(karen))
    type(karen).objects.filter(pk=karen.pk).update(email="ny@engbaek.example")
    for address in ("ny@engbaek.example", karen.email):
        assert is_kept_from(email=address)


def test_of_an_association_the_others_still_get_theirs(kurt, karen):
    association = kurt.memberships.get().actor
    other = make_person("Ulla", email="ulla@engbaek.example", member_of=association)
    refuse_letters(by=viewer(kurt))
    make_invitation(by=karen, who=str(association.pk))
    assert letters("invitation:") == [other.email]
    refuse_letters(by=viewer(other))
    assert is_kept_from(by=karen, who=str(association.pk))
    silent = make_actor("Stille Forening")
    with pytest.raises(ValidationError) as problem:  # nobody there has an address: that is another thing
        make_invitation(by=karen, who=str(silent.pk))
    assert list(problem.value.message_dict) == ["channel"]


def test_the_sixth_of_an_association_gets_it_when_five_said_no(karen):
    association = make_actor("Stor Forening")
    for number in range(6):
        one = make_person(f"Taler {number}", email=f"taler{number}@engbaek.example", member_of=association)
        if number < 5:
            refuse_letters(by=viewer(one))
    make_invitation(by=karen, who=str(association.pk))
    assert letters("invitation:") == ["taler5@engbaek.example"]


def test_nobody_learns_without_end_who_said_no(karen):
    """It is told to whoever invites, each time is counted, and a trace of it stands."""
    said_no()
    make_person("Ib", email="ib@engbaek.example")
    for number in range(TO_ADDRESS.most - 1):  # one went to make the no
        assert is_kept_from(by=karen, email=NAJA, name=f"Naja {number}")
    with pytest.raises(ValidationError, match="mange invitationer i dag"):
        make_invitation(by=karen, email=NAJA)
    asked = BY_PERSON.most - (TO_ADDRESS.most - 1)
    for number in range(asked):
        make_invitation(by=karen, email=f"nr{number}@engbaek.example")
    with pytest.raises(ValidationError, match="inviteret mange i dag"):
        make_invitation(by=karen, email="ib@engbaek.example")
    assert Invitee.objects.filter(invitation__author=karen).count() == BY_PERSON.most


def test_whoever_invites_is_told_to_ring_with_or_without_an_account(karen, sign_in, client):
    said_no()
    challenge = make_challenge()
    form = {"view": VIEW, "who": "other", "name": "Naja", "email": NAJA, "why": "Hun bor der.", "channel": "mail"}
    path = reverse("invitations:invite", args=[challenge.pk])
    page = sign_in(karen).post(path, form, follow=True)
    assert CALL in page.text
    assert "er på vej" not in page.text
    assert "Brev på papir" in page.text
    more = make_invitation(challenge, by=karen)
    page = sign_in(karen).post(reverse("invitations:add", args=[more.pk]), form, follow=True)
    assert CALL in page.text
    assert "er på vej" not in page.text
    guest = {"guest_name": "Gæst Gundersen", "guest_email": "gaest@post.example", "guest_function": "nabo"}
    before = letters("invitation:")
    client.post(path, {**form, **guest, "email": "ny@engbaek.example"})
    token = path_in(letter_to("gaest@post.example")).split("/")[-2]
    refuse_key = key_of("ny@engbaek.example")  # said between the form and the button
    NoLetters.objects.create(key=refuse_key)
    page = client.post(reverse("identity:confirm", args=[token]))
    assert page.status_code == 200
    assert CALL in page.text
    assert letters("invitation:") == before


def test_nobody_is_reminded_who_wants_no_letters(karen, sign_in, birthe, client):
    invitation = make_invitation(by=karen, email=NAJA)
    refuse_letters(by=NOBODY, token=stop_token())
    invitee = only(invitation)
    with pytest.raises(ValidationError, match="Ring, eller send"):
        remind(by=viewer(karen), invitee_id=invitee.pk)
    with clock.at(clock.now() + timedelta(days=8)):
        remind_silent()
    assert letters("invitation-reminder") == []
    for keeper in (karen, birthe):
        page = sign_in(keeper).get(reverse("invitations:page", args=[invitation.pk])).text
        assert "Tager ikke imod invitationer som mail. Ring i stedet." in page
        assert "Mind dem om det nu" not in page
    assert "Tager ikke imod" not in client.get(reverse("invitations:page", args=[invitation.pk])).text
    answer = sign_in(karen).post(reverse("invitations:remind", args=[invitee.pk]), follow=True)
    assert CALL in answer.text
    assert only(invitation).reminded_at is None


def test_what_was_held_back_waits_until_it_is_taken_back(karen, birthe):
    token = said_no("ib@engbaek.example")
    allow_letters(by=NOBODY, token=token)
    held = make_invitation(by=karen, view="Min mor Agnes har demens og blev indlagt i går.", email="ib@engbaek.example")
    assert only(held).sent_at is None
    refuse_letters(by=NOBODY, token=token)
    publish(by=viewer(birthe), subject_id=held.pk)
    before = letters("invitation:")
    send_held_back()
    with pytest.raises(ValidationError, match="Ring, eller send"):
        send_out(by=SYSTEM, invitee_id=only(held).pk)
    assert letters("invitation:") == before
    allow_letters(by=NOBODY, token=token)
    send_held_back()
    assert letters("invitation:") == [*before, "ib@engbaek.example"]


def test_the_municipalitys_own_answers_are_no_such_letters(kurt, lene, unit):
    refuse_letters(by=viewer(lene))
    make_invitation(by=kurt, who=str(unit.pk))
    assert letters("invitation:") == [lene.email]


def test_where_letters_go_costs_the_same_for_one_and_for_many(karen, django_assert_num_queries):
    def rows(count: int) -> list[Invitee]:
        actors = [make_actor(f"Forening {number}", email=f"f{number}@engbaek.example") for number in range(count)]
        invitation = make_invitation(by=karen)
        for actor in actors:
            add_invitee(by=viewer(karen), invitation_id=invitation.pk, who=str(actor.pk), why="De bor der.")
        return list(Invitee.objects.filter(invitation=invitation).select_related("actor"))

    for count in (1, 9):
        invitees = rows(count)
        with django_assert_num_queries(2):
            put_reach(invitees)
        assert all(row.reach for row in invitees)


# --- taking it back, the copy, and being forgotten --------------------------------------------------------------------


def test_it_is_taken_back_by_the_same_link_or_signed_in(karen, sign_in, client):
    token = said_no()
    path = reverse("invitations:stop", args=[token])
    assert "Vil du ikke have flere invitationer som mail?" in client.post(path, {"letters": "again"}, follow=True).text
    assert refusing([NAJA]) == set()
    make_invitation(email=NAJA)
    desk, mine = sign_in(karen), reverse("invitations:letters")
    assert mine not in desk.get(reverse("identity:me")).text
    assert "Du får ikke flere" in desk.post(mine, {"letters": "stop"}, follow=True).text
    assert mine in desk.get(reverse("identity:me")).text
    desk.post(mine, {"letters": "again"})
    assert not NoLetters.objects.exists()
    verbs = JournalEntry.objects.filter(subject=karen.actor_id, verb__startswith="invitations.letters")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "invitations.letters_refused",
        "invitations.letters_allowed",
    ]
    assert client.get(mine).status_code == 403


def test_whoever_said_it_before_we_knew_them_finds_it_signed_in(sign_in):
    said_no()
    naja = make_person("Naja", email=NAJA)
    desk = sign_in(naja)
    assert "Du får ikke flere" in desk.get(reverse("invitations:letters")).text
    desk.post(reverse("invitations:letters"), {"letters": "again"})
    assert refusing([NAJA]) == set()


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_it_stands_in_ones_copy_and_the_no_outlives_the_person(is_signed_in):
    """Whoever objected is not written to the next day because they were forgotten (GDPR art. 21, 3)."""
    said_no()
    naja = make_person("Naja", email=NAJA)
    if is_signed_in:
        refuse_letters(by=viewer(naja))
    assert [row for row in export(naja.pk) if "wants_no_letters_since" in row]
    erase_person(by=viewer(naja), person_id=naja.pk)
    assert list(NoLetters.objects.values_list("key", "person")) == [(key_of(NAJA), None)]
    assert refusing([NAJA]) == {NAJA}
    again = make_person("Naja", email=NAJA)
    allow_letters(by=viewer(again))
    assert refusing([NAJA]) == set()
    assert key_of(NAJA) not in str(list(OneTimeLink.objects.values_list("payload", flat=True)))


def test_of_a_forgotten_person_only_the_no_of_the_address_they_have_is_left(karen):
    refuse_letters(by=viewer(karen))
    before = karen.email
    type(karen).objects.filter(pk=karen.pk).update(email="ny@engbaek.example")
    erase_person(by=SYSTEM, person_id=karen.pk)
    assert list(NoLetters.objects.values_list("key", "person")) == [(key_of("ny@engbaek.example"), None)]
    assert refusing([before]) == set()
    silent = make_person("Ib", email="ib@engbaek.example")
    erase_person(by=SYSTEM, person_id=silent.pk)  # who said nothing leaves nothing
    assert NoLetters.objects.count() == 1


def test_the_link_of_an_old_letter_is_about_its_own_address_alone(karen):
    old, new = karen.email, "ny@engbaek.example"
    make_invitation(email=old)
    token = stop_token(old)
    type(karen).objects.filter(pk=karen.pk).update(email=new)
    karen.refresh_from_db()
    refuse_letters(by=NOBODY, token=token)
    assert refusing([old, new]) == {old}
    assert not JournalEntry.objects.filter(subject=karen.actor_id, verb="invitations.letters_refused").exists()
    refuse_letters(by=viewer(karen))
    allow_letters(by=NOBODY, token=token)
    assert refusing([old, new]) == {new}


def test_a_no_said_before_the_address_changed_is_not_taken_back_by_the_old_mailbox(karen):
    old, new = karen.email, "ny@engbaek.example"
    make_invitation(email=old)
    token = stop_token(old)
    refuse_letters(by=viewer(karen))
    type(karen).objects.filter(pk=karen.pk).update(email=new)
    allow_letters(by=NOBODY, token=token)
    assert refusing([old, new]) == {new}


def test_a_no_said_again_signed_in_follows_to_another_address():
    said_no()
    naja = make_person("Naja", email=NAJA)
    refuse_letters(by=viewer(naja))
    assert list(NoLetters.objects.values_list("key", "person")) == [(key_of(NAJA), naja.pk)]
    type(naja).objects.filter(pk=naja.pk).update(email="ny@engbaek.example")
    assert refusing(["ny@engbaek.example"]) == {"ny@engbaek.example"}


def test_every_spelling_of_an_address_is_meant(karen):
    said_no()
    spellings = {NAJA, "Naja@engbaek.example", f" {NAJA}"}
    assert refusing(spellings) == spellings
    refuse_letters(by=viewer(karen))
    type(karen).objects.filter(pk=karen.pk).update(email="ny@engbaek.example")
    assert refusing(address for address in ["NY@engbaek.example"]) == {"NY@engbaek.example"}


def test_two_who_are_one_keep_the_no_of_both(birthe):
    kept, gone = make_person("Ib", email="ib@engbaek.example"), make_person("Ib", email="ib2@engbaek.example")
    refuse_letters(by=viewer(kept))
    refuse_letters(by=viewer(gone))
    merge_people(by=viewer(birthe), kept_id=kept.pk, gone_id=gone.pk)
    assert NoLetters.objects.filter(person=kept).count() == 2
    assert refusing(["ib@engbaek.example", "ib2@engbaek.example"]) == {"ib@engbaek.example", "ib2@engbaek.example"}
