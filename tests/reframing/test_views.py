"""The pages about asking differently and the open lists."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.challenges.models import Challenge
from samspil.foundation import hooks
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.reframing import actions
from samspil.reframing.models import OpenQuestion, Wording, WordingVote
from tests.factories import make_challenge, make_person, make_perspective, viewer
from tests.reframing.making import answer, make_question, make_wording, put, settle, voices_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return make_person("Inger")


@pytest.fixture
def challenge(karen, host) -> Challenge:
    return make_challenge(by=karen, host=host, question="Forbedrer vi ældreplejen?", today="Besøgsven. 38 venter.")


def page(challenge: Challenge) -> str:
    return reverse("challenges:page", args=[challenge.pk])


def letter_link(person) -> str:
    text = OutgoingMail.objects.filter(person=person.pk).latest("pk").text
    return re.search(r"http://127\.0\.0\.1:8000(/ordlyd/svar/\S+)", text)[1]


# --- asking differently -----------------------------------------------------------------------------------------------


@pytest.mark.capability("C14")
def test_page_keeps_the_first_and_every_adopted_question_with_who_and_why(client, challenge, karen, kurt, host):
    make_perspective(challenge, by=kurt)
    for question in ("Hvad er et godt liv?", "Hvad er det bedst mulige liv for vore seniorer?"):
        wording = put(make_wording(challenge, by=kurt, question=question, reason="Så ser vi livet."), host)
        answer(wording, karen)
        answer(wording, kurt)
        settle(wording, host)
    text = client.get(page(challenge)).text
    panel = text[text.index('id="ordlyd"') : text.index('id="hvorfor"')]
    shown = [panel.index(words) for words in ("Hvad er det bedst mulige", "Hvad er et godt liv?", "Forbedrer vi ældre")]
    assert shown == sorted(shown)
    assert "Foreslået af Kurt. Inger spurgte dem, der var med: 2 ja, 0 nej." in panel
    assert "Så ser vi livet." in panel
    assert "Spurgt første gang af Karen." in panel


def test_guest_proposes_and_confirms_by_mail(client, challenge):
    path = reverse("reframing:propose", args=[challenge.pk])
    assert "Forbedrer vi ældreplejen?" in client.get(path).text
    data = {"question": "Hvad er et godt liv?", "reason": "Fordi.", "guest_name": "Ane", "guest_email": "ane@b.example"}
    assert "ane@b.example" in client.post(path, data).text
    assert not Wording.objects.exists()
    link = re.search(r"(/bekraeft/\S+)", OutgoingMail.objects.get(to="ane@b.example").text)[1]
    confirmed = client.post(link)
    made = Wording.objects.get()
    assert made.author.name == "Ane"
    assert reverse("reframing:wording", args=[made.pk]) in confirmed.text


def test_from_proposal_to_new_question(challenge, karen, kurt, host, sign_in):
    inger = sign_in(host)
    wording = make_wording(challenge, by=kurt, question="Hvad er et godt liv?")
    path = reverse("reframing:wording", args=[wording.pk])
    ask = reverse("reframing:put", args=[wording.pk])
    assert ask in inger.get(path).text
    assert ask not in sign_in(karen).get(path).text
    assert inger.post(ask, {"request_id": ""}).url == path
    for person in (karen, kurt):
        browser = sign_in(person)
        sent = browser.post(reverse("reframing:answer", args=[wording.pk]), {"vote": "yes", "comment": "God idé"})
        assert sent.url == path
    text = browser.get(path).text
    assert "2 har svaret" in text
    assert "Du har svaret: Ja, spørg sådan." in text
    closing = reverse("reframing:settle", args=[wording.pk])
    assert "2 siger ja, og 0 siger nej" in inger.get(closing).text
    assert inger.post(closing, {"note": "Tak."}, follow=True).redirect_chain == [(path, 302)]
    assert '<h1 lang="da">Hvad er et godt liv?</h1>' in inger.get(page(challenge)).text


def test_link_in_the_letter_answers_once_without_signing_in(client, challenge, karen, host, kurt):
    make_perspective(challenge, by=kurt)
    wording = put(make_wording(challenge, by=kurt), host)
    link = letter_link(karen)
    for _time in range(2):
        opened = client.get(link)
        assert opened.status_code == 200
        assert opened["Cache-Control"] == "no-store"
    assert not WordingVote.objects.exists()
    wrong = client.post(link, {"vote": "no", "comment": "Ring 010190-1234"})
    assert "CPR-nummer" in wrong.text
    assert not WordingVote.objects.exists()
    thanks = client.post(link, {"vote": "no", "comment": "Det er godt nok."})
    assert "Du svarede: Nej, behold spørgsmålet." in thanks.text
    vote = WordingVote.objects.get()
    assert (vote.person, vote.vote, vote.comment) == (karen, "no", "Det er godt nok.")
    assert client.post(link, {"vote": "yes"}).status_code == 410
    assert client.get(reverse("reframing:answer-by-link", args=["findes-ikke"])).status_code == 410
    settled = letter_link(kurt)
    settle(wording, host)
    assert client.get(settled).status_code == 410
    assert client.post(settled, {"vote": "yes"}).status_code == 410


def test_link_of_somebody_who_takes_part_no_more_opens_nothing(client, challenge, host, kurt):
    from samspil.challenges.actions import withdraw_perspective

    said = make_perspective(challenge, by=kurt)
    put(make_wording(challenge), host)
    link = letter_link(kurt)
    withdraw_perspective(by=viewer(kurt), perspective_id=said.pk)
    assert client.post(link, {"vote": "yes"}).status_code == 410
    assert OneTimeLink.objects.filter(purpose=actions.ANSWER_PURPOSE, person=kurt.pk, used_at=None).exists()


def test_wording_taken_back_is_not_there(client, challenge, kurt, sign_in):
    wording = make_wording(challenge, by=kurt)
    browser, path = sign_in(kurt), reverse("reframing:withdraw-wording", args=[wording.pk])
    assert wording.question in browser.get(path).text
    assert browser.post(path).url == page(challenge)
    assert browser.post(path).url == page(challenge)
    assert client.get(reverse("reframing:wording", args=[wording.pk])).status_code == 404


def test_moderator_has_links_to_hide_wording_comment_question_and_reply(challenge, karen, host, birthe, sign_in):
    wording = put(make_wording(challenge), host)
    vote = answer(wording, karen, "no", "En linje")
    question = make_question(challenge, by=karen)
    reply = make_question(challenge, reply_to=question.pk)
    seen = {
        reverse("reframing:wording", args=[wording.pk]): (wording, vote),
        reverse("reframing:question", args=[question.pk]): (question, reply),
    }
    for path, things in seen.items():
        for thing in things:
            hide = reverse("moderation:hide", args=[thing.pk])
            assert hide in sign_in(birthe).get(path).text
            assert hide not in sign_in(karen).get(path).text
            assert hide not in Client().get(path).text


# --- why, and why not -------------------------------------------------------------------------------------------------


@pytest.mark.capability("C17")
def test_guest_continues_the_list(client, challenge):
    assert reverse("reframing:ask-why-not", args=[challenge.pk]) in client.get(page(challenge)).text
    path = reverse("reframing:ask-why-not", args=[challenge.pk])
    data = {"body": "Hvorfor ikke lystfiskerne?", "helper": "Lystfiskerne"}
    client.post(path, {**data, "guest_name": "Ane", "guest_email": "ane@b.example"})
    assert not OpenQuestion.objects.exists()
    client.post(re.search(r"(/bekraeft/\S+)", OutgoingMail.objects.get(to="ane@b.example").text)[1])
    made = OpenQuestion.objects.get()
    assert (made.kind, made.helper, made.author.name) == ("why_not", "Lystfiskerne", "Ane")
    assert "Hvorfor ikke lystfiskerne?" in client.get(page(challenge)).text
    path = reverse("reframing:reply", args=[made.pk])
    client.post(path, {"body": "De henter.", "guest_name": "Ib", "guest_email": "ib@b.example"})
    client.post(re.search(r"(/bekraeft/\S+)", OutgoingMail.objects.get(to="ib@b.example").text)[1])
    assert "De henter." in client.get(reverse("reframing:question", args=[made.pk])).text


@pytest.mark.capability("C15")
def test_offered_question_asks_about_todays_own_practice(client, challenge):
    path = reverse("reframing:ask-why", args=[challenge.pk])
    assert "Hvorfor er besøgsven løsningen for …?" in client.get(path).text
    form = client.get(path, {"start": "0"}).context["form"]
    assert form["body"].value() == "Hvorfor er besøgsven løsningen for …?"
    assert form["offer"].value() == "Besøgsven"
    for forged in ("99", "-1", "x", "", "²"):
        assert client.get(path, {"start": forged}).context["form"]["body"].value() is None


def test_page_shows_five_and_a_way_to_all(client, challenge):
    for _number in range(7):
        make_question(challenge)
    text = client.get(page(challenge)).text
    panel = text[text.index('id="hvorfor"') : text.index('id="det-ser-vi"')]
    assert panel.count("Hvorfor er en besøgsven løsningen") == 5
    whole = reverse("reframing:why", args=[challenge.pk])
    assert f'<a href="{whole}">Se alle 7' in text
    assert client.get(whole).text.count("Hvorfor er en besøgsven løsningen") == 7
    assert "Listen er tom endnu" in client.get(reverse("reframing:why-not", args=[challenge.pk])).text


def test_reply_is_read_where_what_it_answers_stands(client, challenge, karen):
    question = make_question(challenge)
    reply = make_question(challenge, reply_to=question.pk)
    there = client.get(reverse("reframing:question", args=[reply.pk]))
    assert there.url == f"{reverse('reframing:question', args=[question.pk])}#s-{reply.pk}"


def test_question_taken_back_stays_only_for_its_replies(client, challenge, karen, kurt, sign_in):
    alone, answered = (make_question(challenge, by=karen, body=f"Fortrudt {n}?") for n in range(2))
    make_question(challenge, by=kurt, reply_to=answered.pk, body="Kurts svar")
    browser = sign_in(karen)
    for question in (alone, answered):
        browser.post(reverse("reframing:withdraw-question", args=[question.pk]))
    assert client.get(reverse("reframing:question", args=[alone.pk])).status_code == 404
    text = client.get(reverse("reframing:question", args=[answered.pk])).text
    assert "har taget sine ord tilbage" in text
    assert "Kurts svar" in text
    assert "Fortrudt" not in text
    assert reverse("reframing:reply", args=[answered.pk]) not in text


def test_reply_to_what_was_taken_back_meanwhile_keeps_the_text(challenge, karen, kurt, sign_in):
    question = make_question(challenge, by=karen)
    actions.withdraw_question(by=viewer(karen), question_id=question.pk)
    path = reverse("reframing:reply", args=[question.pk])
    sent = sign_in(kurt).post(path, {"body": "Det, jeg sad og skrev."})
    assert "står her ikke længere" in sent.text
    assert "Det, jeg sad og skrev." in sent.text
    assert sign_in(kurt).get(path).status_code == 404


# --- what pages cost --------------------------------------------------------------------------------------------------


def cost(client: Client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured.captured_queries)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_pages_cost_the_same_with_one_line_and_with_thirty(who, challenge, host, birthe, sign_in):
    browser = Client() if who == "visitor" else sign_in(birthe)
    wording = put(make_wording(challenge), host)
    question = make_question(challenge)
    paths = [
        page(challenge),
        reverse("reframing:why", args=[challenge.pk]),
        reverse("reframing:wording", args=[wording.pk]),
        reverse("reframing:question", args=[question.pk]),
    ]

    def add() -> None:
        make_question(challenge, kind="why_not")
        reply = make_question(challenge, reply_to=make_question(challenge).pk)
        make_question(challenge, reply_to=question.pk, by=reply.author)
        answer(wording, voices_on(challenge, 1)[0], "yes", "En linje")
        make_wording(challenge)

    add()
    one = {path: cost(browser, path) for path in paths}
    for _number in range(9):
        add()
    assert {path: cost(browser, path) for path in paths} == one
    # Staff see how many answers wait: one query for each sort.
    owed = len(hooks.all_of("owed_answers")) if who == "coordinator" else 2
    assert one[paths[1]] <= 6 + owed
    assert max(one[path] for path in paths[2:]) <= 14
