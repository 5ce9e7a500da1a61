"""The pages: making and handing out, answering on a phone, and what odd posts get."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OutgoingMail
from samspil.surveys import actions
from samspil.surveys.models import Answer, Survey
from tests.factories import make_challenge, viewer
from tests.surveys.making import closed, enter, make_survey, open_code, opened, scales, slip_codes, words_name

pytestmark = pytest.mark.django_db
DAYS = {"closes_on": timedelta(days=9), "next_on": timedelta(days=20)}


def days() -> dict[str, str]:
    return {name: (clock.today() + later).isoformat() for name, later in DAYS.items()}


@pytest.mark.capability("C89")
def test_survey_is_made_opened_handed_out_answered_and_read_without_a_script(birthe, sign_in, client):
    """From an empty page to figures, with what is already there (C89: no trial is needed)."""
    challenge, staff = make_challenge(), sign_in(birthe)
    made = staff.post(
        f"{reverse('surveys:make')}?om={challenge.pk}",
        {"title": "Hvad synes I?", "question_set": "tilbud", "design": "once"},
    )
    survey = Survey.objects.get()
    assert made.url == reverse("surveys:questions", args=[survey.pk])
    assert "Ville du anbefale" in staff.get(made.url).text
    facts = {"phase": "once", "next_step": "Vi taler om det på mandag.", **days()}
    handed = staff.post(reverse("surveys:open", args=[survey.pk]), facts)
    assert handed.url == reverse("surveys:hand-out", args=[survey.pk])
    staff.post(handed.url, {"hvad": "mail", "emails": "a@engbaek.example, b@engbaek.example"})
    staff.post(handed.url, {"hvad": "sedler", "count": "4"})
    staff.post(handed.url, {"hvad": "link", "days": "7"})
    assert OutgoingMail.objects.filter(dedupe_key__startswith="survey:").count() == 2
    assert staff.get(reverse("surveys:slips", args=[survey.pk])).text.count('<li class="slip">') == 4
    assert survey.code in staff.get(reverse("surveys:sheet", args=[survey.pk])).text
    for code in slip_codes(survey, by=birthe, count=6):
        sent = client.post(
            reverse("surveys:answer", args=[code]), {scales(survey)[0]: "8", words_name(survey): "Nye venner."}
        )
        assert sent.url == reverse("surveys:thanks", args=[code])
        thanks = client.get(sent.url).text
        assert "Vi taler om det på mandag." in thanks
    staff.post(reverse("surveys:close", args=[survey.pk]))
    page = reverse("surveys:page", args=[survey.pk])
    assert "8,0" in client.get(page).text
    assert "Nye venner." not in client.get(page).text
    words = survey.words.first()
    staff.post(reverse("surveys:words", args=[survey.pk]), {"ord": str(words.pk), "hvad": "vis"})
    assert "Nye venner." in client.get(page).text
    assert client.get(reverse("surveys:words", args=[survey.pk])).status_code == 403


def test_typed_code_leads_to_the_questions(client, birthe):
    code = slip_codes(opened(by=birthe), by=birthe)[0]
    typed = f" {code[:4].upper()} {code[4:8]} {code[8:]}"
    assert client.post(reverse("surveys:code"), {"kode": typed}).url == reverse("surveys:answer", args=[code])
    assert "Koden passer ikke" in client.post(reverse("surveys:code"), {"kode": "aaaa"}).text


def test_answer_page_tells_what_becomes_of_the_answer_and_keeps_no_trace(client, birthe):
    survey = opened(by=birthe)
    response = client.get(reverse("surveys:answer", args=[slip_codes(survey, by=birthe)[0]]))
    for words in ("frivilligt", "uden navn", "mindst fem"):
        assert words in response.text
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"q0": "3"},
        {"q99999999999999999999": "3"},
        {"qx": "3", "q": "3"},
        {"first": "11"},
        {"first": "-1"},
        {"first": "syv"},
        {"first": "3,5"},
        {"words": "Min mor, 010150-1234, bor alene."},
        {"words": "x" * 2001},
        {"words": "\x00\u200b "},
    ],
    ids=str,
)
def test_odd_post_gets_the_form_again_and_keeps_the_link(odd, client, birthe):
    survey = opened(by=birthe)
    names = {"first": scales(survey)[0], "words": words_name(survey)}
    (code,) = slip_codes(survey, by=birthe)
    data = {"request_id": "vrøvl", **{names.get(name, name): value for name, value in odd.items()}}
    response = client.post(reverse("surveys:answer", args=[code]), data)
    assert response.status_code == 200
    assert "form-errors" in response.text
    assert not Answer.objects.exists()
    assert client.get(reverse("surveys:answer", args=[code])).status_code == 200


def test_second_press_and_used_and_expired_links_say_that_it_is_over(client, birthe):
    survey = opened(by=birthe)
    (code,) = slip_codes(survey, by=birthe)
    page, data = reverse("surveys:answer", args=[code]), {scales(survey)[0]: "3"}
    assert client.get(reverse("surveys:thanks", args=[code])).status_code == 410
    assert [client.post(page, data).status_code for _press in range(2)] == [302, 410]
    assert client.get(page).status_code == 410
    assert client.get(reverse("surveys:thanks", args=[code])).status_code == 200
    shared = reverse("surveys:answer", args=[open_code(survey, by=birthe)])
    key = str(uuid7())
    for _press in range(2):
        assert client.post(shared, {**data, "request_id": key}).status_code == 302
    assert Answer.objects.count() == 2
    actions.close_survey(by=viewer(birthe), survey_id=survey.pk)
    assert client.post(shared, data).status_code == 410
    assert client.get(reverse("surveys:answer", args=["findes-ikke"])).status_code == 410


def test_machine_is_asked_to_press_again_on_the_open_link(client, birthe):
    survey = opened(by=birthe)
    shared = reverse("surveys:answer", args=[open_code(survey, by=birthe)])
    assert "Vent et øjeblik" in client.post(shared, {scales(survey)[0]: "3", "hjemmeside": "http"}).text
    assert not Answer.objects.exists()


def test_answers_are_typed_in_one_after_the_other(birthe, sign_in):
    survey, staff = opened(by=birthe), sign_in(birthe)
    page = reverse("surveys:enter", args=[survey.pk])
    data = dict.fromkeys(scales(survey), "4")
    assert staff.post(page, {**data, "channel": "paper"}).url == page
    assert "1 svar er gemt" in staff.get(page).text
    assert "Vælg en af mulighederne" in staff.post(page, {**data, "channel": "link"}).text


def test_only_keepers_see_counts_and_what_one_can_do(birthe, karen, sign_in, client):
    challenge = make_challenge(by=karen)
    survey = opened(make_survey(by=birthe, about_id=challenge.pk), by=birthe)
    enter(survey, by=birthe, n=3)
    page = reverse("surveys:page", args=[survey.pk])
    assert "3 svar indtil nu" in sign_in(karen).get(page).text  # she may edit the challenge
    for text in ("3 svar", survey.code, reverse("surveys:hand-out", args=[survey.pk])):
        assert text not in client.get(page).text


def test_list_costs_the_same_for_one_and_for_many(birthe, sign_in, django_assert_max_num_queries, client):
    staff = sign_in(birthe)
    staff.get(reverse("surveys:list"))
    counts = []
    for _round in range(2):
        with django_assert_max_num_queries(30) as queried:
            assert staff.get(reverse("surveys:list")).status_code == 200
        counts.append(len(queried))
        for _number in range(4):
            make_survey(by=birthe, about_id=make_challenge().pk)
    with django_assert_max_num_queries(counts[1] + 2):
        page = staff.get(reverse("surveys:list"))
    assert page.text.count("entry__title") == 8
    code = Survey.objects.first().code
    assert staff.get(reverse("surveys:list"), {"q": code.lower()}).text.count("entry__title") == 1
    assert client.get(reverse("surveys:list")).status_code == 403


def test_files_show_what_the_page_shows(birthe, sign_in):
    survey = closed(by=birthe, n=6)
    staff = sign_in(birthe)
    for name in ("papers:survey-csv", "papers:survey-xlsx"):
        assert staff.get(reverse(name, args=[survey.pk])).status_code == 200
    few = closed(by=birthe, n=4)
    assert "3,5" not in staff.get(reverse("papers:survey-csv", args=[few.pk])).content.decode("utf-8-sig")
