"""The pages of invitations: who sees what, the link on a phone, the letter on paper, addresses kept from others."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.challenges.models import Perspective
from samspil.foundation import clock, hooks
from samspil.foundation.models import OutgoingMail
from samspil.foundation.viewer import NOBODY
from samspil.invitations import paper
from samspil.invitations.actions import add_invitee, edit_view, withdraw_invitation
from samspil.invitations.letters import letter_code
from samspil.invitations.models import Invitation, Invitee
from samspil.moderation import actions as moderation
from tests.factories import make_actor, make_challenge, make_person, viewer
from tests.invitations.making import VIEW, letter_to, make_invitation, only, path_in, token_of

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
NAJA = "naja@engbaek.example"
GUEST = {"guest_name": "Agnes", "guest_email": "agnes@engbaek.example"}


def address(name, *keys) -> str:
    return reverse(f"invitations:{name}", args=keys)


def challenge_page(invitation) -> str:
    return reverse("challenges:page", args=[invitation.challenge_id])


def confirm(client, to: str):
    path = path_in(letter_to(to))
    assert client.get(path).status_code == 200
    return client.post(path)


# --- inviting ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C92")
def test_guest_invites_the_municipality_and_confirms_by_mail(client, birthe):
    data = {
        **GUEST,
        "question": "Hvem går tur med Arne?",
        "theme": "older",
        "view": VIEW,
        "who": "municipality",
        "why": "De kommer der.",
    }
    assert client.get(address("start")).status_code == 200
    assert "agnes@engbaek.example" in client.post(address("start"), data).text
    assert not Invitation.objects.exists()
    page = confirm(client, "agnes@engbaek.example")
    assert "Du får et svar" in page.text
    invitation = Invitation.objects.get()
    assert (invitation.challenge.question, invitation.speaker) == ("Hvem går tur med Arne?", "Agnes")
    assert address("page", invitation.pk) in page.text
    assert OutgoingMail.objects.filter(to=birthe.email, dedupe_key__startswith="invitation:").exists()


@pytest.mark.capability("C92")
def test_association_hears_who_has_the_invitation_and_until_when(kurt, unit, lene, sign_in):
    client, challenge = sign_in(kurt), make_challenge()
    page = client.get(f"{address('invite', challenge.pk)}?hvem={unit.pk}")
    assert f'<option value="{unit.pk}" selected>' in page.text
    data = {"view": VIEW, "who": str(unit.pk), "why": "I møder dem.", "channel": "mail"}
    page = client.post(address("invite", challenge.pk), data, follow=True)
    assert "Invitationen er hos Lene Dahlgaard. Du hører derfra senest" in page.text


@pytest.mark.parametrize(
    ("field", "text"), [("why", ""), ("name", ""), ("email", ""), ("view", CPR), ("why", "www.x.dk")]
)
def test_text_stays_when_something_is_wrong(karen, sign_in, field, text):
    data = {"view": VIEW, "who": "other", "name": "Naja", "email": NAJA, "why": "Hun bor der.", "channel": "mail"}
    page = sign_in(karen).post(address("invite", make_challenge().pk), data | {field: text})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {field}
    kept = [value for name, value in data.items() if name in ("view", "name", "why") and name != field]
    assert all(value in page.text for value in kept)


# --- who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C22")
def test_everybody_reads_who_was_invited_and_why(client, kurt, unit, lene):
    invitation = make_invitation(by=kurt, who=str(unit.pk), why="I har nøglerne.")
    for page in (client.get(challenge_page(invitation)), client.get(address("page", invitation.pk))):
        for text in ("Hjemmeplejen Nord", "Hvorfor netop dem: I har nøglerne.", "Lene Dahlgaard svarer senest", VIEW):
            assert text in page.text
    page = client.get(reverse("actors:page", args=[unit.pk]))
    assert "Inviteret til" in page.text
    assert invitation.challenge.question in page.text


def test_address_and_name_are_the_inviters_and_the_coordinators(client, karen, kurt, lene, birthe, sign_in):
    """Somebody who is not on the list has not said yes to anything yet."""
    invitation = make_invitation(by=karen, name="Naja Nabo", email=NAJA)
    paths = [challenge_page(invitation), address("page", invitation.pk)]
    for who in (client, sign_in(kurt), sign_in(lene)):
        for path in paths:
            text = who.get(path).text
            assert NAJA not in text
            assert "Naja" not in text
            assert "En, der ikke står på listen" in text
    for person in (karen, birthe):
        page = sign_in(person).get(address("page", invitation.pk))
        assert NAJA in page.text
        assert "Naja Nabo" in page.text
        assert page["Cache-Control"] == "no-store"


def test_somebody_who_has_answered_is_named_as_in_the_answer(client, karen):
    invitation = make_invitation(by=karen, name="Fru Naja Nabo", email=NAJA)
    data = {"sees": "Jeg ser lys.", "name": "Naja"}
    client.post(address("answer-link", token_of(NAJA)), data)
    page = client.get(address("page", invitation.pk))
    assert "En, der ikke står på listen" not in page.text
    assert "Naja" in page.text
    assert "Fru Naja" not in page.text


def test_paper_tells_who_was_invited_and_why_and_no_address(karen, unit, lene):
    invitation = make_invitation(by=karen, who=str(unit.pk), why="I har nøglerne.")
    facts = {"who": "other", "name": "Naja Nabo", "email": NAJA, "why": "Hun bor der."}
    add_invitee(by=viewer(karen), invitation_id=invitation.pk, **facts)
    (item,) = paper.invitations(invitation.challenge, NOBODY)
    assert (item.text, item.who) == (VIEW, "Karen, datter")
    assert [(part.title, part.text) for part in item.parts] == [
        ("Hjemmeplejen Nord", "I har nøglerne."),
        ("En, der ikke står på listen", "Hun bor der."),
    ]
    assert [day.day for day in paper.days(invitation.challenge, NOBODY)] == [only_owed(invitation).due]


def only_owed(invitation) -> Invitee:
    return invitation.invitees.get(is_municipality=True)


def test_address_stands_in_no_search(client, karen):
    make_invitation(by=karen, name="Naja Nabo", email=NAJA)
    for word in ("naja", "nabo"):
        assert "Nabo" not in client.get(f"/soeg/?q={word}").text
    assert "Invitation" in client.get("/soeg/?q=eftermiddagen").text


@pytest.mark.capability("C92")
def test_overdue_answer_is_seen_by_all(client, kurt, unit, lene):
    with clock.at(timezone.now() - timedelta(days=20)):
        invitation = make_invitation(by=kurt, who=str(unit.pk))
    for path in (challenge_page(invitation), address("page", invitation.pk)):
        assert "Ubesvaret" in client.get(path).text
        assert "Lene Dahlgaard skulle have svaret senest" in client.get(path).text


@pytest.mark.capability("C18")
def test_changed_view_is_marked_on_the_page(client, karen, sign_in):
    invitation = make_invitation(by=karen)
    assert "Se, hvad der stod" not in client.get(challenge_page(invitation)).text
    page = sign_in(karen).post(address("edit", invitation.pk), {"view": "Nu ser vi det sådan."}, follow=True)
    assert "Rettet." in page.text
    page = client.get(challenge_page(invitation))
    assert "Ændret i dag" in page.text
    assert VIEW not in page.text
    page = client.get(address("page", invitation.pk))
    assert f"<s>{VIEW}</s>" in page.text


def test_withdrawn_invitation_shows_nothing_of_what_it_said(client, karen, sign_in):
    invitation = make_invitation(by=karen, why="Ordene om hvorfor.")
    path = address("withdraw", invitation.pk)
    keeper = sign_in(karen)
    assert keeper.get(path).status_code == 200
    for _time in range(2):
        assert keeper.post(path).url == challenge_page(invitation)
    for page in (challenge_page(invitation), address("page", invitation.pk)):
        assert VIEW not in client.get(page).text
        assert "Ordene" not in client.get(page).text


def test_hidden_invitation_is_on_no_page(client, karen, birthe, unit):
    invitation = make_invitation(by=karen, who=str(unit.pk), view="Skjultord i synet.")
    moderation.hide(by=viewer(birthe), subject_id=invitation.pk, reason="Der står et navn.")
    for path in (challenge_page(invitation), reverse("actors:page", args=[unit.pk]), "/soeg/?q=skjultord", "/"):
        assert "Skjultord i synet" not in client.get(path).text
    assert client.get(address("page", invitation.pk)).status_code == 404


def test_answers_are_marked_and_linked(client, kurt, unit, lene, sign_in):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    data = {"sees": "Vi ser det også.", "title": "En bus", "body": "Om torsdagen."}
    sign_in(lene).post(address("answer", only(invitation).pk), data)
    invitee = only(invitation)
    page = client.get(challenge_page(invitation))
    assert "Har svaret" in page.text
    assert f"#s-{invitee.perspective_id}" in page.text
    assert "Svar på en invitation" in page.text
    page = client.get(reverse("proposals:page", args=[invitee.proposal_id]))
    assert "Svar på en invitation" in page.text


# --- the link in a letter ---------------------------------------------------------------------------------------------


@pytest.mark.capability("C18")
def test_opening_the_link_changes_nothing_and_the_button_does(client):
    invitation = make_invitation(email=NAJA)
    path = path_in(letter_to(NAJA))
    for _time in range(3):
        page = client.get(path)
        for part in ("Vi ser problemet, som …", VIEW, "Hvad ser I?", "Hvilke løsninger foreslår I?"):
            assert part in page.text
        assert client.head(path).status_code == 200
    assert only(invitation).opened_at is None
    assert page["Cache-Control"] == "no-store"
    response = client.post(path)
    assert (response.status_code, only(invitation).opened_at is None) == (302, False)
    assert client.get(response.url).status_code == 200


def test_answering_needs_no_account_and_no_second_mail(client, karen):
    invitation = make_invitation(by=karen, email=NAJA)
    path = address("answer-link", token_of(NAJA))
    page = client.post(path, {"sees": "Jeg ser lys.", "name": "Naja", "function": "nabo"})
    assert "Tak. Jeres svar står på siden nu" in page.text
    assert "Karen får besked om svaret." in page.text
    text = client.get(challenge_page(invitation)).text
    assert "Jeg ser lys." in text
    assert "Naja, nabo" in text.replace("<strong>", "").replace("</strong>", "")
    again = client.post(path, {"sees": "Jeg ser lys.", "name": "Naja", "function": "nabo"})
    assert (again.status_code, Perspective.objects.count()) == (410, 1)
    assert "Har du svaret én gang, er alt i orden" in again.text


def test_somebody_we_know_is_not_asked_for_a_name(client, kurt):
    make_invitation(email=kurt.email)
    page = client.get(address("answer-link", token_of(kurt.email)))
    assert "Du svarer som Kurt." in page.text
    assert 'name="name"' not in page.text


@pytest.mark.parametrize("data", [{}, {"sees": CPR, "name": "N"}, {"title": "Bus", "name": "N"}, {"sees": "Ord"}])
def test_answer_that_cannot_be_taken_is_told_and_the_link_stays_open(client, data):
    make_invitation(email=NAJA)
    path = address("answer-link", token_of(NAJA))
    page = client.post(path, {"request_id": "", **data})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert all(value in page.text for value in data.values())
    assert client.get(path).status_code == 200


def test_answer_that_is_looked_at_first_says_so(client):
    make_invitation(email=NAJA)
    data = {"sees": "Min mor Agnes har demens og blev indlagt i går.", "name": "Naja"}
    page = client.post(address("answer-link", token_of(NAJA)), data)
    assert "Vi læser dit svar, før alle kan se det" in page.text


def test_no_thanks_with_a_line(client, karen, sign_in):
    invitation = make_invitation(by=karen, email=NAJA)
    path = address("decline", token_of(NAJA))
    assert client.get(path).status_code == 200
    assert only(invitation).declined_at is None
    assert "Tak, fordi du svarede" in client.post(path, {"note": "Vi rejser."}).text
    assert client.get(path).status_code == 410
    assert "Vi rejser." not in client.get(address("page", invitation.pk)).text
    assert "De skrev: Vi rejser." in sign_in(karen).get(address("page", invitation.pk)).text


@pytest.mark.parametrize("name", ["open", "answer-link", "decline"])
@pytest.mark.parametrize("token", ["x", "x" * 3000, "%00", "../..", "<script>"])
def test_forged_token_gets_the_kind_page(client, name, token):
    response = client.get(f"/invitation/{token}/{ {'open': '', 'answer-link': 'svar/', 'decline': 'nej-tak/'}[name] }")
    # A path that climbs is no address at all; whatever else stands in a link's place is a link that is used up.
    assert response.status_code == (404 if "/" in token else 410)


def test_link_to_a_hidden_challenge_tells_nothing_of_it(client, karen, birthe):
    invitation = make_invitation(make_challenge(question="Skjultord her?"), by=karen, email=NAJA)
    path = address("open", token_of(NAJA))
    moderation.hide(by=viewer(birthe), subject_id=invitation.challenge_id, reason="Der står et navn.")
    response = client.get(path)
    assert response.status_code == 410
    assert "Skjultord" not in response.text
    assert "ikke åben mere" in response.text


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_letter_on_paper_has_the_three_parts_and_its_own_code(karen, sign_in, settings):
    invitation = make_invitation(by=karen, channel="print", email="")
    invitee = only(invitation)
    for query in ("", "?ark=a5"):
        page = sign_in_once(karen, sign_in).get(address("letter", invitee.pk) + query)
        path = address("answer-letter", invitee.pk, letter_code(invitee))
        for part in (
            "Vi ser problemet, som …",
            "Hvad ser I?",
            "Hvilke løsninger foreslår I?",
            path,
            "data:image/svg+xml",
        ):
            assert part in page.text
        assert ("letter--a5" in page.text) is bool(query)


def sign_in_once(person, sign_in):
    from django.test import Client

    from samspil.identity.models import User

    user = User.objects.filter(person=person).first()
    if user is None:
        return sign_in(person)
    client = Client()
    client.force_login(user)
    return client


def test_code_on_paper_reads_as_the_address(karen, sign_in):
    """What the camera sees is the address that stands beside it."""
    import segno

    invitee = only(make_invitation(by=karen, channel="print", email=""))
    page = sign_in(karen).get(address("letter", invitee.pk))
    expected = segno.make(page.context["address"], error="m").svg_data_uri(border=2, dark="#1b2a33")
    assert page.context["code"] == expected
    assert page.context["address"].endswith(address("answer-letter", invitee.pk, letter_code(invitee)))


def test_guest_answers_from_paper_and_confirms_by_mail(client, karen):
    invitation = make_invitation(by=karen, channel="print", email="")
    invitee = only(invitation)
    path = address("answer-letter", invitee.pk, letter_code(invitee))
    assert client.get(path).status_code == 200
    assert "Tjek din mail" in client.post(path, {**GUEST, "sees": "Der er mørkt på stien."}).text
    assert only(invitation).answered_at is None
    page = confirm(client, "agnes@engbaek.example")
    assert f"#s-{only(invitation).perspective_id}" in page.text
    assert only(invitation).answered_at
    assert client.get(path).status_code == 410


def test_paper_of_another_letter_opens_nothing(client, unit, lene):
    one, other = only(make_invitation()), only(make_invitation())
    assert client.get(address("answer-letter", one.pk, letter_code(other))).status_code == 404
    owed = only(make_invitation(who=str(unit.pk)))
    assert client.get(address("answer-letter", owed.pk, letter_code(owed))).status_code == 404


def test_staff_writes_down_what_somebody_says_about_a_letter(birthe, sign_in):
    invitee = only(make_invitation(channel="print", email=""))
    behalf = {"behalf_name": "Ole", "behalf_function": "enkemand", "behalf_channel": "phone"}
    path = address("answer-letter", invitee.pk, letter_code(invitee))
    assert sign_in(birthe).post(path, {"sees": "Jeg ser å.", **behalf}).status_code == 302
    assert Invitee.objects.get().perspective.speaker == "Ole"


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_inviter_reminds_with_one_press_and_no_more(karen, sign_in):
    invitation = make_invitation(by=karen, email=NAJA)
    client, path = sign_in(karen), address("remind", only(invitation).pk)
    assert "Mind dem om det nu" in client.get(address("page", invitation.pk)).text
    for _time in range(2):
        assert client.post(path).status_code == 302
    assert OutgoingMail.objects.filter(dedupe_key__startswith="invitation-reminder:").count() == 1
    assert "Mind dem om det nu" not in client.get(address("page", invitation.pk)).text
    assert "Mindet om i dag" in client.get(address("page", invitation.pk)).text


def test_inviter_adds_one_more(karen, sign_in):
    invitation = make_invitation(by=karen, email=NAJA)
    data = {
        "who": "other",
        "name": "Erna",
        "email": "erna@engbaek.example",
        "why": "Hun kender alle.",
        "channel": "mail",
    }
    client = sign_in(karen)
    assert client.post(address("add", invitation.pk), data).url == address("page", invitation.pk)
    assert invitation.invitees.count() == 2
    assert "inviteret i forvejen" in client.post(address("add", invitation.pk), data).text


# --- cost -------------------------------------------------------------------------------------------------------------


def cost(client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_pages_cost_the_same_for_one_invitation_and_for_many(who, client, birthe, kurt, unit, lene, sign_in):
    if who == "coordinator":
        client = sign_in(birthe)
    challenge = make_challenge()

    def more() -> Invitation:
        invitation = make_invitation(challenge, by=make_person(), who=str(unit.pk))
        by = viewer(invitation.author)
        for _number in range(2):
            actor = make_actor()
            add_invitee(by=by, invitation_id=invitation.pk, who=str(actor.pk), why="De ved det.", channel="print")
        edit_view(by=by, invitation_id=invitation.pk, view=f"Vi ser det sådan nu {actor.pk}.")
        return invitation

    first = more()
    paths = [
        challenge_page(first),
        address("page", first.pk),
        reverse("actors:page", args=[unit.pk]),
        address("invite", challenge.pk),
        address("start"),
    ]
    one = [cost(client, path) for path in paths]
    for _number in range(8):
        more()
    for number in range(10):
        actor = make_actor()
        by = viewer(first.author)
        add_invitee(by=by, invitation_id=first.pk, who=str(actor.pk), why="De ved det.", channel="print")
        edit_view(by=by, invitation_id=first.pk, view=f"Vi ser det sådan nu {number}.")
    assert [cost(client, path) for path in paths] == one
    assert one[1] <= 13
    # Staff see how many answers wait: one query for each sort.
    owed = len(hooks.all_of("owed_answers")) if who == "coordinator" else 2
    assert max(one[3:]) <= 6 + owed


def test_withdrawn_answers_are_not_linked(client, karen):
    from samspil.challenges.actions import withdraw_perspective
    from samspil.invitations.actions import answer_by_letter

    invitation = make_invitation(by=karen, email=NAJA)
    answer_by_letter(NAJA, only(invitation), name="Naja", function="", sees="Jeg ser lys.")
    perspective = only(invitation).perspective
    withdraw_perspective(by=viewer(perspective.author), perspective_id=perspective.pk)
    page = client.get(challenge_page(invitation))
    assert "Har svaret" in page.text
    assert f"#s-{perspective.pk}" not in page.text
    withdraw_invitation(by=viewer(karen), invitation_id=invitation.pk)
