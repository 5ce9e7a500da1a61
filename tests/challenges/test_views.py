"""The pages of challenges: the forms keep the text, the second press is harmless, and nothing leaks."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.challenges.actions import edit_challenge
from samspil.challenges.chain import hold
from samspil.challenges.models import ChainStep, Challenge, Perspective
from samspil.foundation import subjects
from samspil.foundation.models import OneTimeLink, OutgoingMail
from tests.factories import make_challenge, make_person, make_perspective, viewer

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
LIST, RAISE = reverse("challenges:list"), reverse("challenges:raise")
WORDS = {"question": "Hvem savner hvem?", "theme": "older", "description": "Linje et\r\nlinje to"}


def address(name, about) -> str:
    return reverse(f"challenges:{name}", args=[about.pk])


# --- lists and pages ------------------------------------------------------------------------------------------------


@pytest.mark.capability("C12")
def test_list_shows_what_one_may_read(client, mette, lene, sign_in):
    make_challenge(question="For alle?")
    make_challenge(by=mette, question="For ansatte?", audience="staff")
    make_challenge(by=mette, question="For mig?", is_draft=True)
    for who, expected in (
        (client, {"For alle?"}),
        (sign_in(lene), {"For alle?", "For ansatte?"}),
        (sign_in(mette), {"For alle?", "For ansatte?", "For mig?"}),
    ):
        page = who.get(LIST)
        assert {row["title"] for row in page.context["rows"]} == expected
        assert all((title in page.text) is (title in expected) for title in ("For ansatte?", "For mig?"))
        assert page.context["page"].paginator.count == len(expected)


@pytest.mark.parametrize(
    "query",
    [
        "emne=x&trin=draft&enhed=x&rejst=x&sorter=x",
        "enhed=019d29ad-9938-7366-8394-85ec003b5ba8",
        "q=%00",
        "q=" + "x" * 300,
        "side=x",
        "q='%20OR%201=1",
        "q=%F0%9F%98%80",
        "emne=older&emne=health",
    ],
)
def test_list_bears_any_address(client, query):
    make_challenge()
    assert client.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.capability("C02")
def test_page_shows_everybody_the_same_fields(client, karen, birthe, mette, sign_in):
    challenge = make_challenge(by=karen, description="Beskrivelsen", today="I dag gør vi intet.", place="Nørrebæk")
    make_perspective(challenge, by=mette, body="Vi ser det også.")
    texts = ("Beskrivelsen", "I dag gør vi intet", "Nørrebæk", "Vi ser det også.", "Mette Skov", "Karen")
    for who in (client, sign_in(karen), sign_in(birthe), sign_in(mette)):
        page = who.get(address("page", challenge)).text
        assert [text for text in texts if text not in page] == []


def test_page_of_what_one_may_not_read_is_not_there(client, karen, mette, sign_in):
    hidden = make_challenge()
    subjects.set_hidden(hidden.subject, timezone.now())
    limited = make_challenge(by=mette, audience="staff")
    known = sign_in(karen)
    for about in (limited, hidden, None):
        pk = about.pk if about else uuid4()
        for name in ("page", "history"):
            assert client.get(reverse(f"challenges:{name}", args=[pk])).status_code == 404
        for name in ("edit", "stage", "write"):
            assert known.post(reverse(f"challenges:{name}", args=[pk]), WORDS).status_code == 404


def test_forms_of_what_is_not_mine_are_refused(client, karen, sign_in):
    challenge = make_challenge()
    for who in (client, sign_in(karen)):
        for name in ("edit", "stage"):
            for send in (who.get, who.post):
                assert send(address(name, challenge)).status_code == 403
    perspective = make_perspective(challenge)
    for who in (client, sign_in(karen)):
        assert who.post(address("withdraw-perspective", perspective)).status_code == 403
    assert Perspective.objects.get().body


def test_page_escapes_what_people_write(client, karen):
    evil = "<script>alert(1)</script>"
    challenge = make_challenge(by=karen, question=evil, description=evil, today=f"{evil}. {evil}", place=evil)
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, question=f"{evil}?")
    make_perspective(challenge, body=evil)
    for page in (address("page", challenge), address("history", challenge), address("write", challenge), LIST):
        assert evil not in client.get(page).text


def test_page_of_a_reworded_challenge_keeps_the_first_question(client, karen):
    challenge = make_challenge(by=karen, question="Hvordan kan de frivillige hjælpe?")
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, question="Hvem savner hvem?")
    page = client.get(address("page", challenge)).text
    assert "Hvordan kan de frivillige hjælpe?" in page
    assert "Hvem savner hvem?" in page


# --- raising --------------------------------------------------------------------------------------------------------


def test_raising_leads_to_the_page(karen, sign_in):
    answer = sign_in(karen).post(RAISE, WORDS)
    challenge = Challenge.objects.get()
    assert answer.url == address("page", challenge)
    assert (challenge.author, challenge.description) == (karen, "Linje et\nlinje to")


def test_second_press_makes_one_row(karen, sign_in):
    client = sign_in(karen)
    key = client.get(RAISE).context["form"]["request_id"].value()
    answers = [client.post(RAISE, {**WORDS, "request_id": str(key)}) for _press in range(2)]
    assert answers[0].url == answers[1].url
    assert Challenge.objects.count() == 1


@pytest.mark.parametrize(
    "words",
    [
        {"question": f"Hvem er {CPR}?"},
        {"description": CPR},
        {"today": CPR},
        {"place": CPR},
        {"question": "x" * 201},
        {"description": "x" * 3001},
        {"today": "x" * 601},
        {"place": "x" * 121},
        {"question": ""},
        {"theme": "nonsense"},
        {"unit_id": str(uuid4())},
    ],
)
def test_form_with_an_error_keeps_every_text(karen, sign_in, words):
    sent = {**WORDS, "today": "I dag", "place": "Åbyen", **words}
    answer = sign_in(karen).post(RAISE, sent)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert set(form.errors) == set(words)
    assert {name: form[name].value() for name in sent} == sent
    assert "Din tekst står her stadig." in answer.text
    assert not Challenge.objects.exists()


def test_staff_only_fields_are_not_taken_from_others(karen, mette, sign_in, unit):
    """A forged field is not there, rather than obeyed."""
    sign_in(karen).post(
        RAISE, {**WORDS, "audience": "staff", "behalf_name": "Erna", "behalf_channel": "phone", "speaks_as": unit.pk}
    )
    challenge = Challenge.objects.get()
    assert (challenge.subject.audience, challenge.author, challenge.actor, challenge.entered_by) == (
        "public",
        karen,
        karen.actor,
        None,
    )


def test_speaking_for_somebody_else_is_refused_with_the_text_kept(kurt, sign_in):
    stranger = make_person(member_of=None)
    answer = sign_in(kurt).post(RAISE, {**WORDS, "speaks_as": str(stranger.actor_id)})
    assert set(answer.context["form"].errors) == {"speaks_as"}
    assert answer.context["form"]["question"].value() == WORDS["question"]


def test_error_of_the_verb_stands_at_its_field(mette, sign_in, unit):
    client = sign_in(mette)
    needs_unit = client.post(RAISE, {**WORDS, "audience": "unit"})
    assert set(needs_unit.context["form"].errors) == {"unit_id"}
    draft = client.post(RAISE, {**WORDS, "audience": "staff", "is_draft": "on"})
    assert set(draft.context["form"].errors) == {"audience"}
    assert not Challenge.objects.exists()


@pytest.mark.capability("C70")
def test_guest_needs_a_name_and_a_mail_and_confirms_by_a_link(client):
    sent = {**WORDS, "guest_name": "Ole", "guest_email": "ole@noerre.example"}
    answer = client.post(RAISE, sent)
    assert answer.status_code == 200
    assert answer.context["sent_to"] == "ole@noerre.example"
    assert not Challenge.objects.exists()
    assert OutgoingMail.objects.get().to == "ole@noerre.example"
    missing = client.post(RAISE, WORDS)
    assert set(missing.context["form"].errors) == {"guest_name", "guest_email"}


@pytest.mark.capability("C70")
def test_guest_cannot_save_a_draft_or_limit_who_reads(client):
    """What staff meant for few must not come out for all because they were signed out meanwhile."""
    guest = {**WORDS, "guest_name": "Ole", "guest_email": "ole@noerre.example"}
    for limit in ({"is_draft": "on"}, {"audience": "staff"}):
        answer = client.post(RAISE, {**guest, **limit})
        assert set(answer.context["form"].errors) == {"__all__"}
        assert answer.context["form"]["question"].value() == WORDS["question"]
    assert not OneTimeLink.objects.exists()
    assert not Challenge.objects.exists()


# --- editing --------------------------------------------------------------------------------------------------------


def test_stale_edit_shows_both_texts_and_saves_over_the_new_version(karen, birthe, sign_in):
    challenge = make_challenge(by=karen, question="Først?", description="Ens\nfor begge")
    client = sign_in(karen)
    opened = client.get(address("edit", challenge)).context["form"].initial
    edit_challenge(by=viewer(birthe), challenge_id=challenge.pk, question="Birthes?")
    sent = {**opened, "question": "Karens?", "description": "Ens\r\nfor begge"}
    stale = client.post(address("edit", challenge), sent)
    assert stale.status_code == 409
    assert stale.context["stale"]["fields"] == [
        {"label": stale.context["form"]["question"].label, "theirs": "Birthes?", "mine": "Karens?"}
    ]
    assert "Birthes?" in stale.text
    assert "Karens?" in stale.text
    assert Challenge.objects.get().question == "Birthes?"
    form = stale.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address("edit", challenge), again).status_code == 302
    assert Challenge.objects.get().question == "Karens?"


def test_second_press_of_an_edit_is_no_stale_form(karen, sign_in):
    challenge = make_challenge(by=karen)
    client = sign_in(karen)
    form = client.get(address("edit", challenge)).context["form"]
    sent = {**form.initial, "request_id": str(uuid4()), "question": "Nu?"}
    assert [client.post(address("edit", challenge), sent).status_code for _press in range(2)] == [302, 302]
    assert Challenge.objects.get().version == 2


def test_edit_with_an_error_keeps_the_text(karen, sign_in):
    challenge = make_challenge(by=karen, question="Først?")
    answer = sign_in(karen).post(address("edit", challenge), {**WORDS, "question": CPR, "today": "Nyt"})
    assert set(answer.context["form"].errors) == {"question"}
    assert answer.context["form"]["today"].value() == "Nyt"
    assert Challenge.objects.get().question == "Først?"


# --- stage and host -------------------------------------------------------------------------------------------------


def test_stage_moves_and_the_second_press_is_harmless(birthe, karen, sign_in):
    challenge = make_challenge(by=karen)
    client = sign_in(birthe)
    sent = {
        "stage": "proposals",
        "next_step": "Kom med veje.",
        "next_who": "Alle",
        "request_id": str(uuid4()),
        "expected_version": 1,
    }
    assert [client.post(address("stage", challenge), sent).status_code for _press in range(2)] == [302, 302]
    assert (Challenge.objects.get().stage, Challenge.objects.get().version) == ("proposals", 2)
    assert OutgoingMail.objects.count() == 1


def test_stale_stage_keeps_the_text_and_shows_the_other(birthe, karen, sign_in):
    challenge = make_challenge(by=karen)
    client = sign_in(birthe)
    first = {"stage": "proposals", "next_step": "Deres", "next_who": "Alle", "expected_version": 1}
    client.post(address("stage", challenge), first)
    stale = client.post(address("stage", challenge), {**first, "next_step": "Min", "next_who": "Alle"})
    assert stale.status_code == 409
    assert [(field["theirs"], field["mine"]) for field in stale.context["stale"]["fields"]] == [("Deres", "Min")]
    assert Challenge.objects.get().next_step == "Deres"


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"stage": "practice", "next_step": "Nu", "next_who": "Alle"}, {"stage"}),
        ({"stage": "nonsense", "next_step": "Nu", "next_who": "Alle"}, {"stage"}),
        ({"stage": "", "next_step": "Nu", "next_who": "Alle"}, {"stage"}),
        ({"stage": "proposals", "next_step": "", "next_who": "Alle"}, {"next_step"}),
        ({"stage": "proposals", "next_step": CPR, "next_who": "Alle"}, {"next_step"}),
    ],
)
def test_stage_with_an_error_keeps_the_text(birthe, sign_in, sent, fields):
    challenge = make_challenge()
    answer = sign_in(birthe).post(address("stage", challenge), sent)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == fields
    assert answer.context["form"]["next_step"].value() == sent["next_step"]
    assert Challenge.objects.get().stage == "perspectives"


def test_question_that_others_have_answered_is_not_edited(karen, sign_in):
    challenge = make_challenge(by=karen, question="Hvem savner hvem?")
    client = sign_in(karen)
    assert "disabled" not in client.get(address("edit", challenge)).text.partition('name="question"')[2][:200]
    make_perspective(challenge)
    page = client.get(address("edit", challenge))
    assert page.context["form"].fields["question"].disabled
    client.post(address("edit", challenge), {**WORDS, "question": "Noget helt andet?", "today": "Vi ringer."})
    challenge.refresh_from_db()
    assert (challenge.question, challenge.today) == ("Hvem savner hvem?", "Vi ringer.")


@pytest.mark.capability("C06")
def test_municipality_convenes_until_it_is_agreed_that_it_delivers(client, unit):
    challenge = make_challenge(unit=unit)
    assert "Kommunen indkalder. Hvem der leverer" in client.get(address("page", challenge)).text
    hold(challenge.subject, ChainStep.DELIVERED, [unit.actor])
    assert "Kommunen indkalder og leverer her" in client.get(address("page", challenge)).text


# --- perspectives ---------------------------------------------------------------------------------------------------


def test_writing_leads_to_the_words_on_the_page(karen, sign_in):
    challenge = make_challenge()
    client = sign_in(karen)
    key = str(uuid4())
    answers = [
        client.post(address("write", challenge), {"body": "Her er stille.", "request_id": key}) for _press in range(2)
    ]
    perspective = Perspective.objects.get()
    assert {answer.url for answer in answers} == {f"{address('page', challenge)}#s-{perspective.pk}"}


def test_reply_shows_what_is_replied_to_and_stays_below_it(client, karen, sign_in):
    challenge = make_challenge()
    perspective = make_perspective(challenge, body="Eftermiddagen er lang.")
    form = client.get(f"{address('write', challenge)}?svar={perspective.pk}")
    assert "Eftermiddagen er lang." in form.text
    sign_in(karen).post(address("write", challenge), {"body": "Ja.", "reply_to": str(perspective.pk)})
    assert Perspective.objects.get(body="Ja.").reply_to == perspective


def test_reply_to_something_forged_or_hidden_is_not_there(client):
    challenge = make_challenge()
    hidden = make_perspective(challenge, body="Hemmeligt")
    subjects.set_hidden(hidden.subject, timezone.now())
    for forged in ("x", uuid4(), hidden.pk):
        assert client.get(f"{address('write', challenge)}?svar={forged}").status_code == 404


@pytest.mark.parametrize("body", ["", CPR, "x" * 3001])
def test_words_with_an_error_stay(karen, sign_in, body):
    challenge = make_challenge()
    answer = sign_in(karen).post(address("write", challenge), {"body": body})
    assert set(answer.context["form"].errors) == {"body"}
    assert answer.context["form"]["body"].value() == body
    assert not Perspective.objects.exists()


def test_closed_challenge_has_no_form(client, karen, sign_in):
    challenge = make_challenge()
    Challenge.objects.update(stage="closed")
    for who in (client, sign_in(karen)):
        for send in (who.get, who.post):
            assert send(address("write", challenge), {"body": "Hej"}).status_code == 403
    assert address("write", challenge) not in client.get(address("page", challenge)).text
    assert not Perspective.objects.exists()


def test_taking_back_asks_first_and_then_does_it(karen, sign_in):
    perspective = make_perspective(make_challenge(), by=karen, body="Mine ord")
    client = sign_in(karen)
    assert "Mine ord" in client.get(address("withdraw-perspective", perspective)).text
    assert Perspective.objects.get().body == "Mine ord"
    for _press in range(2):
        assert client.post(address("withdraw-perspective", perspective)).status_code == 302
    assert Perspective.objects.get().body == ""
