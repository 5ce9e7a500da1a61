"""The writing helper on the page: it offers once, keeps everything that was typed, and never stands in the way."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from samspil.challenges import asking
from samspil.challenges.actions import raise_challenge
from samspil.challenges.models import Challenge
from samspil.foundation.models import OneTimeLink
from samspil.wording import Kind, look_at
from tests.factories import make_challenge, viewer

pytestmark = pytest.mark.django_db
RAISE, ASKING = reverse("challenges:raise"), reverse("challenges:asking")
QUESTION = "Hvordan kan de frivillige hjælpe?"
OTHERS = look_at(QUESTION)[0].rewordings
WORDS = {
    "question": QUESTION,
    "theme": "older",
    "description": "Linje et\r\nlinje to",
    "today": "I dag",
    "place": "Lunde",
}
GUEST = {"guest_name": "Ole", "guest_function": "nabo", "guest_email": "ole@noerre.example"}
STEP = "Må vi foreslå en anden måde at spørge på?"


@pytest.mark.capability("C13")
def test_first_press_offers_other_ways_and_keeps_everything(karen, sign_in):
    client = sign_in(karen)
    key = str(client.get(RAISE).context["form"]["request_id"].value())
    page = client.post(RAISE, {**WORDS, "request_id": key})
    assert page.status_code == 200
    assert STEP in page.text
    assert "Behold mit spørgsmål" in page.text
    assert all(wording in page.text for wording in OTHERS)
    assert "Du skrev „<span" in page.text
    form = page.context["form"]
    assert not form.errors
    assert {name: form[name].value() for name in WORDS} == WORDS
    assert form["request_id"].value() == key
    assert not Challenge.objects.exists()


@pytest.mark.capability("C13")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_next_press_goes_through_with_what_was_chosen(number, karen, sign_in):
    answer = sign_in(karen).post(RAISE, {**WORDS, "asked": QUESTION, "wording": str(number)})
    challenge = Challenge.objects.get()
    assert answer.status_code == 302
    assert (challenge.question, challenge.first_question) == (OTHERS[number - 1],) * 2
    assert challenge.subject.title == OTHERS[number - 1]
    assert (challenge.description, challenge.today) == ("Linje et\nlinje to", "I dag")


@pytest.mark.capability("C13")
@pytest.mark.parametrize("wording", ["own", "", None, "0", "4", "99", "-1", "x", "1" * 500, "²", "\x00"])
def test_own_question_goes_through_whatever_else_is_sent(wording, karen, sign_in):
    sent = {**WORDS, "asked": QUESTION} | ({} if wording is None else {"wording": wording})
    assert sign_in(karen).post(RAISE, sent).status_code == 302
    assert Challenge.objects.get().question == QUESTION


def test_words_typed_anew_win_over_a_choice_about_the_old_ones(karen, sign_in):
    """As when a script has put the choice into the field already, or somebody went on writing."""
    sent = {**WORDS, "question": "Skal vi lukke køkkenet?", "asked": QUESTION, "wording": "2"}
    assert sign_in(karen).post(RAISE, sent).status_code == 302
    assert Challenge.objects.get().question == "Skal vi lukke køkkenet?"


def test_blanks_around_the_question_do_not_undo_the_choice(karen, sign_in):
    sent = {**WORDS, "question": f"  {QUESTION} ", "asked": QUESTION, "wording": "1"}
    sign_in(karen).post(RAISE, sent)
    assert Challenge.objects.get().question == OTHERS[0]


def test_good_question_is_not_held_up(karen, sign_in):
    assert sign_in(karen).post(RAISE, {**WORDS, "question": "Hvem savner hvem?"}).status_code == 302


@pytest.mark.capability("C13")
def test_guest_is_asked_before_the_letter_and_the_choice_waits_in_it(client):
    page = client.post(RAISE, {**WORDS, **GUEST})
    assert STEP in page.text
    assert not OneTimeLink.objects.exists()
    assert 'value="ole@noerre.example"' in page.text
    client.post(RAISE, {**WORDS, **GUEST, "asked": QUESTION, "wording": "2"})
    assert OneTimeLink.objects.get().payload["arguments"]["question"] == OTHERS[1]


def test_offer_stands_beside_an_error_and_is_not_made_again_after_it(client, karen, sign_in):
    """Something is missing: the offer comes along, so that the next press may be the last."""
    missing = client.post(RAISE, WORDS)
    assert set(missing.context["form"].errors) == {"guest_name", "guest_email"}
    assert STEP in missing.text
    still = client.post(RAISE, {**WORDS, "asked": QUESTION, "wording": "2"})
    assert 'value="2" id="wording-2"' in still.text
    assert still.context["asking"].picked == "2"
    assert still.context["form"]["question"].value() == QUESTION
    client.post(RAISE, {**WORDS, **GUEST, "asked": QUESTION, "wording": "2"})
    assert OneTimeLink.objects.get().payload["arguments"]["question"] == OTHERS[1]


def test_second_press_of_the_step_makes_one_row(karen, sign_in):
    client = sign_in(karen)
    key = str(client.get(RAISE).context["form"]["request_id"].value())
    sent = {**WORDS, "asked": QUESTION, "wording": "1", "request_id": key}
    answers = [client.post(RAISE, sent) for _press in range(2)]
    assert answers[0].url == answers[1].url
    assert Challenge.objects.count() == 1


def test_verb_asks_nobody(karen):
    """Whoever calls the verb, by a program or from a letter, has decided."""
    assert raise_challenge(by=viewer(karen), question=QUESTION, theme="older").question == QUESTION


# --- while somebody writes ------------------------------------------------------------------------------------------


@pytest.mark.capability("C13")
def test_reads_along_and_keeps_nothing(client):
    answer = client.post(ASKING, {"question": QUESTION})
    assert answer.status_code == 200
    assert STEP in answer.text
    assert "<html" not in answer.text
    assert f'name="asked" value="{QUESTION}"' in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert client.get(ASKING).status_code == 405


@pytest.mark.parametrize(
    "question",
    ["", "Hvem savner hvem?", "x" * 20_000, "\x00", "😀", "Hvordan kan frivillige hjælpe Ole, 010190-1234?"],
)
def test_is_silent_about_the_rest(question, client):
    """Also about a CPR number: the form says what is wrong with it, and nothing repeats it."""
    answer = client.post(ASKING, {"question": question})
    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_escapes_what_people_write(client):
    answer = client.post(ASKING, {"question": "Hvad med <script>alert(1)</script> på torvet?"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt; på torvet" in answer.text
    assert "<script>" not in answer.text


def test_field_listens_when_raising_and_when_mending(client, karen, sign_in):
    challenge = make_challenge(by=karen)
    pages = (client.get(RAISE), sign_in(karen).get(reverse("challenges:edit", args=[challenge.pk])))
    for page in pages:
        assert f'hx-post="{ASKING}"' in page.text
        assert 'id="asking" aria-live="polite" data-asks-about="id_question"' in page.text
        assert "samspil/js/asking" in page.text


def test_mending_is_never_held_up(karen, sign_in):
    challenge = make_challenge(by=karen)
    sent = {**WORDS, "expected_version": challenge.version}
    assert sign_in(karen).post(reverse("challenges:edit", args=[challenge.pk]), sent).status_code == 302
    challenge.refresh_from_db()
    assert challenge.question == QUESTION


# --- its words ------------------------------------------------------------------------------------------------------


def test_every_kind_has_a_kind_reason():
    assert set(asking.WHY) == set(Kind)
    for why in asking.WHY.values():
        for sentence in str(why).rstrip(".").split(". "):
            assert len(sentence.split()) <= 15, sentence
        assert "forkert" not in str(why)


def test_part_stands_in_any_form():
    """``reframing`` includes it: without an offer it is nothing at all."""
    assert render_to_string("challenges/asking.html", {"asking": None}).strip() == ""
    with translation.override("da"):
        html = render_to_string("challenges/asking.html", {"asking": asking.about(QUESTION, "1")})
    assert html.count('type="radio"') == len(OTHERS) + 1
    assert html.count(" checked") == 1
