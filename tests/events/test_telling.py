"""Who hears of an event, and who wants no letters: said truly before something is sent, and after."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.actors.models import Person
from samspil.events import actions, cards, inviting, queries
from samspil.events.models import EventInvitation
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from samspil.invitations.stopping import PURPOSE, allow_letters, refuse_letters, refusing
from tests.events.making import come, letters_to, make_event, make_host, make_meeting
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db
ANNA = "anna@post.example"
GUESTS = "Anna Holm, anna@post.example\nBo Bak, bo@post.example"


def invite(event, guests: str = GUESTS, **more) -> None:
    actions.invite_to_event(by=viewer(event.author), event_id=event.pk, circles=["guests"], guests=guests, **more)


def stop_token(address: str) -> str:
    """The token of the way out, in the newest letter to an address."""
    return OutgoingMail.objects.filter(to=address).latest("pk").unsubscribe_url.split("/")[-3]


# --- letters nobody asked for -----------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_each_letter_of_invitation_has_a_way_out_of_its_own(client):
    event = make_meeting()
    invite(event)
    tokens = {to: stop_token(to) for to in (ANNA, "bo@post.example")}
    assert len(set(tokens.values())) == 2
    letter = OutgoingMail.objects.get(to=ANNA)
    path = reverse("invitations:stop", args=[tokens[ANNA]])
    assert "Skriv ikke til mig om den slags mere:" in letter.text
    assert path in letter.text
    assert ANNA not in str(OneTimeLink.objects.filter(purpose=PURPOSE).values_list("payload", flat=True))
    assert client.get(path).status_code == 200
    assert refusing([ANNA]) == set()  # opening changes nothing
    client.post(path)
    assert refusing([ANNA, "bo@post.example"]) == {ANNA}
    assert client.post(letter.unsubscribe_url.partition("//")[2].partition("/")[2].join(("/", ""))).status_code == 200


def test_whoever_wants_no_letters_gets_none_and_the_host_sees_it_only_when_it_is_sent(sign_in):
    """The preview is the same for everybody: it would tell without a trace which addresses said no."""
    invite(make_meeting())
    refuse_letters(by=NOBODY, token=stop_token(ANNA))
    event = make_meeting()
    before = inviting.preview(event, viewer(event.author), ["guests"], "", GUESTS)
    assert (before.count, before.left_out) == (2, 0)
    letters = OutgoingMail.objects.count()
    invite(event)
    assert OutgoingMail.objects.count() == letters + 1
    assert not OutgoingMail.objects.filter(to=ANNA, title__contains=event.title).exists()
    assert dict(event.invitations.values_list("name", "has_letter")) == {"Anna Holm": False, "Bo Bak": True}
    page = sign_in(event.author).get(reverse("events:meeting", args=[event.pk])).text
    assert "1 tager ikke imod invitationer som mail. Ring i stedet. Anna Holm." in page
    assert "Bo Bak." not in page


def test_no_is_no_also_for_those_we_know_and_yes_again_is_heard():
    anna = make_person("Anna Kendt", email=ANNA)
    refuse_letters(by=viewer(anna))
    first, second = make_meeting(), make_meeting()
    invite(first, "Formanden, anna@post.example")
    assert letters_to(anna) == []
    assert cards.without_letter(queries.invitations_to(first)) == {"count": 1, "names": ["Formanden"]}
    come(first, by=anna)
    letter = letters_to(anna)
    assert "Du er skrevet på" in letter[0].title  # what she asked for herself still comes
    allow_letters(by=viewer(anna))
    invite(second, "Formanden, anna@post.example")
    assert "Du er inviteret" in letters_to(anna)[-1].title


def press(sign_in, event, times: int = 1) -> str:
    """Choose the guests, see them, send, and perhaps press again: what the page then says."""
    client, path = sign_in(event.author), reverse("events:invite", args=[event.pk])
    chosen = {"circles": ["guests"], "guests": GUESTS, "request_id": str(uuid7())}
    mark = re.search(r'name="set" value="([^"]+)"', client.post(path, {**chosen, "vis": "1"}).text)
    assert mark
    said = [client.post(path, {**chosen, "send": "1", "set": mark[1]}, follow=True).text for _press in range(times)]
    return said[-1]


def test_a_second_press_of_the_same_form_sends_nothing_and_says_so_kindly(sign_in):
    anna = make_person("Anna", email=ANNA)
    assert "Sendt. Hver får højst én mail." in press(sign_in, make_meeting(), times=2)
    assert len(letters_to(anna)) == 1


def test_how_many_letters_went_is_said_and_whoever_wants_them_again_is_invited(sign_in):
    anna, bo = (make_person(name, email=f"{name.lower()}@post.example") for name in ("Anna", "Bo"))
    for person in (anna, bo):
        refuse_letters(by=viewer(person))
    event = make_meeting()
    page = press(sign_in, event)
    assert "Ingen mail er sendt." in page
    assert "2 tager ikke imod invitationer som mail. Ring i stedet." in page
    assert letters_to(anna) == []
    allow_letters(by=viewer(anna))
    assert "1 mail er sendt." in press(sign_in, event)
    assert len(letters_to(anna)) == 1
    assert dict(event.invitations.values_list("person", "has_letter")) == {anna.pk: True, bo.pk: False}
    before = inviting.preview(event, viewer(event.author), ["guests"], "", GUESTS)
    assert (before.count, before.already) == (1, 1)
    row = event.invitations.get(person=bo)
    actions.answer_event_invitation(by=viewer(bo), invitation_id=row.pk, answer="no")
    with pytest.raises(ValidationError):
        invite(event)  # rung up, and said no: not asked again


def test_a_guest_we_do_not_know_who_wants_letters_again_is_invited_once():
    first, event = make_meeting(), make_meeting()
    invite(first)
    token = stop_token(ANNA)
    refuse_letters(by=NOBODY, token=token)
    invite(event)
    allow_letters(by=NOBODY, token=token)
    invite(event, "Anna Holm-Bak, anna@post.example")
    assert OutgoingMail.objects.filter(to=ANNA, title__contains=event.title).count() == 1
    row = event.invitations.get(email=ANNA)
    assert (row.name, row.has_letter, row.person) == ("Anna Holm-Bak", True, None)


def test_whose_who_help_are_counted_and_not_named_among_those_without_a_letter():
    event = make_meeting()
    for name, circle, has_letter in (("Åse", "volunteers", False), ("Ib", "guests", False), ("Eva", "guests", True)):
        person = make_person(name)
        EventInvitation.objects.create(event=event, person=person, circle=circle, has_letter=has_letter)
    rows = queries.invitations_to(event)
    assert cards.without_letter(rows) == {"count": 2, "names": ["Ib"]}
    for row in rows:
        row.answer = "yes"
    assert cards.without_letter(rows)["count"] == 0


# --- calling it off ---------------------------------------------------------------------------------------------------


def test_calling_off_asks_first_and_says_who_hears(sign_in):
    host = make_host()
    event = make_event(by=host, places=2)
    without = make_person("Uden Mail")
    Person.objects.filter(pk=without.pk).update(email=None)
    for person in (make_person(), without, make_person()):
        come(event, by=person)
    client, path = sign_in(host), reverse("events:cancel", args=[event.pk])
    letters = OutgoingMail.objects.count()
    page = client.get(path).text
    assert "2 tilmeldte får en mail nu. Dem på ventelisten er talt med. 1 har ingen mail. Ring selv." in page
    event.refresh_from_db()
    assert (event.cancelled_at, OutgoingMail.objects.count()) == (None, letters)
    page = client.post(path, {"why": "Salen er lukket."}, follow=True).text
    assert "Aflyst. 2 tilmeldte har fået en mail. 1 har ingen mail. Ring selv." in page
    assert "Salen er lukket." in page
    assert OutgoingMail.objects.filter(title__startswith="Aflyst").count() == 2


def test_calling_off_what_nobody_signed_up_for_says_so(sign_in):
    event = make_event()
    client = sign_in(event.author)
    assert "Ingen er tilmeldt." in client.get(reverse("events:cancel", args=[event.pk])).text
    assert "Ingen er tilmeldt." in client.get(reverse("events:withdraw", args=[event.pk])).text
    page = client.post(reverse("events:withdraw", args=[event.pk]), follow=True).text
    assert "Taget tilbage. Ingen var tilmeldt." in page


def test_pressed_twice_or_taken_back_afterwards_says_nothing_of_those_who_had_signed_up(sign_in):
    event = make_event()
    come(event)
    client, path = sign_in(event.author), reverse("events:cancel", args=[event.pk])
    assert "Aflyst. 1 tilmeldt har fået en mail." in client.post(path, {"why": ""}, follow=True).text
    again = client.get(path).text
    assert "Det er aflyst." in again
    assert "Ja, aflys" not in again
    withdraw = reverse("events:withdraw", args=[event.pk])
    pages = [client.post(path, {"why": ""}, follow=True).text, client.get(withdraw).text]
    pages += [client.post(withdraw, follow=True).text]
    assert "Aflyst." in pages[0]
    assert "Taget tilbage." in pages[2]
    assert [page for page in (again, *pages) if "Ingen er tilmeldt" in page or "Ingen var tilmeldt" in page] == []


def test_what_is_over_cannot_be_called_off_and_says_nothing_of_who_came(sign_in):
    event = make_event()
    come(event)
    path = reverse("events:cancel", args=[event.pk])
    with clock.at(event.ends_at + timedelta(hours=1)):
        page = sign_in(event.author).get(path).text
    assert "Det er overstået og kan ikke aflyses." in page
    assert "Ja, aflys" not in page
    assert "Ingen er tilmeldt." not in page


def test_only_the_host_reads_who_would_hear(sign_in):
    event = make_event()
    come(event)
    assert sign_in(make_person()).get(reverse("events:cancel", args=[event.pk])).status_code == 403
    with pytest.raises(Refused):
        actions.cancel_event(by=viewer(make_person()), event_id=event.pk)
