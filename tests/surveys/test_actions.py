"""Making, opening, handing out and answering; who may, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OutgoingMail, RequestRecord
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide
from samspil.surveys import actions, letters, queries, upkeep
from samspil.surveys.models import Answer, AnswerLink, Survey, Words
from tests.factories import make_challenge, make_person, make_unit, viewer
from tests.surveys.making import answer, closed, enter, make_survey, open_code, opened, scales, slip_codes, words_name

pytestmark = pytest.mark.django_db
CPR = "Min mor, 010150-1234, bor alene."


# --- making -----------------------------------------------------------------------------------------------------------


def test_survey_of_a_set_has_its_questions_its_sum_and_the_open_question_last(birthe):
    survey = make_survey(by=birthe)
    questions = list(survey.questions.all())
    assert [question.kind for question in questions] == ["scale"] * 4 + ["text"]
    assert questions[-1].text == "Hvad er blevet anderledes for dig?"
    assert questions[-1].is_fixed
    assert [item.question_id for item in survey.sums.get().items.all()] == [question.pk for question in questions[:4]]
    assert survey.subject.audience == "staff"


def test_survey_is_read_by_those_who_read_what_it_is_about(birthe, karen):
    challenge = make_challenge()
    survey = make_survey(by=birthe, about_id=challenge.pk)
    assert survey.subject.audience == "public"
    assert not list(queries.surveys(viewer(karen)))
    opened(survey, by=birthe)
    assert list(queries.surveys(viewer(karen))) == [survey]
    assert not list(queries.surveys(NOBODY, queries.Filters(status="closed")))


def test_those_who_carry_it_make_a_survey_about_it_and_others_do_not(karen):
    challenge = make_challenge(by=karen)
    survey = make_survey(by=karen, about_id=challenge.pk)
    assert queries.survey_of(survey.pk, viewer(karen)) == survey
    with pytest.raises(Refused):
        make_survey(by=make_person("Ukendt"), about_id=challenge.pk)
    with pytest.raises(Refused):
        make_survey(by=karen)
    with pytest.raises(Refused):
        actions.make_survey(by=NOBODY, title="Hvad nu?", about_id=challenge.pk)


def test_survey_cannot_be_about_what_one_may_not_read_nor_about_a_person(birthe, karen, lene, unit):
    hidden = make_challenge(by=lene, unit=unit, audience="unit")
    for about in (hidden.pk, karen.actor_id, uuid7(), "vrøvl"):
        with pytest.raises(NotFound):
            make_survey(by=birthe, about_id=about)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": CPR}, "title"),
        ({"intro": CPR}, "intro"),
        ({"question_set": "zarit"}, "question_set"),
        ({"question_set": "findes ikke"}, "question_set"),
        ({"design": "tre gange"}, "design"),
        ({"unit_id": str(uuid7())}, "unit_id"),
    ],
)
def test_survey_that_makes_no_sense_is_not_made(facts, field, birthe):
    with pytest.raises(ValidationError) as problem:
        make_survey(by=birthe, **facts)
    assert field in problem.value.error_dict
    assert not Survey.objects.exists()


def test_draft_is_there_for_those_who_keep_it_alone(mette, lene, jens, unit):
    survey = make_survey(by=make_person("Anne", role="employee"), unit_id=unit.pk)
    for person in (mette, lene):
        assert queries.survey_of(survey.pk, viewer(person)) == survey
    other = make_person("Ole", role="employee", scope=make_unit("Skolen"))
    with pytest.raises(NotFound):
        queries.survey_of(survey.pk, viewer(other))
    with pytest.raises(Refused):
        actions.edit_survey(by=viewer(other), survey_id=survey.pk, title="Mit")
    with pytest.raises(NotFound):
        actions.edit_survey(by=viewer(jens), survey_id=survey.pk, title="Mit")


def test_questions_are_added_changed_moved_and_removed_until_it_opens(birthe):
    survey, by = make_survey(by=birthe, question_set=""), viewer(birthe)
    for text in ("Et?", "To?"):
        actions.add_question(by=by, survey_id=survey.pk, kind="scale", text=text, scale="fem", low_label="Lidt")
    actions.add_question(by=by, survey_id=survey.pk, kind="choice", text="Tre?", options="Ja\nNej\nJa\n")
    one, two, three, last = survey.questions.all()
    assert (one.low, one.high, three.options, last.is_fixed) == (1, 5, ["Ja", "Nej"], True)
    actions.move_question(by=by, survey_id=survey.pk, question_id=two.pk, up=True)
    actions.move_question(by=by, survey_id=survey.pk, question_id=last.pk, up=True)
    actions.edit_question(by=by, survey_id=survey.pk, question_id=one.pk, text="Et nyt?", scale="ti")
    actions.add_sum(
        by=by, survey_id=survey.pk, name="I alt", items=[one.pk, two.pk], turned=[two.pk], cut_offs="1-7: lidt"
    )
    assert [row.text for row in survey.questions.all()] == ["To?", "Et nyt?", "Tre?", last.text]
    actions.remove_question(by=by, survey_id=survey.pk, question_id=two.pk)
    assert not survey.sums.exists()
    opened(survey, by=birthe)
    for verb, facts in (
        (actions.add_question, {"kind": "yes_no", "text": "Mere?"}),
        (actions.remove_question, {"question_id": one.pk}),
        (actions.add_sum, {"name": "Mere", "items": [one.pk]}),
    ):
        with pytest.raises(ValidationError):
            verb(by=by, survey_id=survey.pk, **facts)
    with pytest.raises(Refused):
        actions.edit_survey(by=by, survey_id=survey.pk, title="For sent")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "scale", "text": "Hvor?"}, "scale"),
        ({"kind": "scale", "text": "Hvor?", "scale": "fem", "options": "kun et"}, "options"),
        ({"kind": "choice", "text": "Hvor?", "options": "kun et"}, "options"),
        ({"kind": "choice", "text": "Hvor?", "options": "a\n" + "b" * 61}, "options"),
        ({"kind": "choice", "text": "Hvor?", "options": f"a\n{CPR}"}, "options"),
        ({"kind": "yes_no", "text": ""}, "text"),
        ({"kind": "yes_no", "text": CPR}, "text"),
        ({"kind": "rulle", "text": "Hvor?"}, "kind"),
    ],
)
def test_question_that_makes_no_sense_is_not_added(facts, field, birthe):
    survey = make_survey(by=birthe)
    with pytest.raises(ValidationError) as problem:
        actions.add_question(by=viewer(birthe), survey_id=survey.pk, **facts)
    assert field in problem.value.error_dict
    assert survey.questions.count() == 5


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"items": []}, "items"),
        ({"items": [1]}, "items"),
        ({"turned": [999_999]}, "turned"),
        ({"multiplier": 0}, "multiplier"),
        ({"name": ""}, "name"),
        ({"cut_offs": "let: 3-6"}, "cut_offs"),
        ({"cut_offs": "3-6: let\n6-9: svær"}, "cut_offs"),
        ({"cut_offs": "9-3: svær"}, "cut_offs"),
    ],
)
def test_sum_that_makes_no_sense_is_not_added(facts, field, birthe):
    survey = make_survey(by=birthe)
    items = [row.pk for row in survey.questions.filter(kind="scale")]
    with pytest.raises(ValidationError) as problem:
        actions.add_sum(
            by=viewer(birthe), survey_id=survey.pk, **{"name": "I alt", "items": items, "turned": [], **facts}
        )
    assert field in problem.value.error_dict
    assert survey.sums.count() == 1


def test_question_of_another_survey_is_not_found(birthe):
    survey, other = make_survey(by=birthe), make_survey(by=birthe)
    for number in (other.questions.first().pk, 10**30, "q1"):
        with pytest.raises(NotFound):
            actions.edit_question(by=viewer(birthe), survey_id=survey.pk, question_id=number, text="Hvis?")


# --- opening and closing ----------------------------------------------------------------------------------------------


def test_instrument_opens_only_with_its_words_and_the_right_to_them(birthe):
    survey, by = make_survey(by=birthe, question_set="t-ils"), viewer(birthe)
    with pytest.raises(ValidationError, match="mangler sine ord"):
        opened(survey, by=birthe)
    for question in survey.questions.filter(kind="scale"):
        actions.edit_question(by=by, survey_id=survey.pk, question_id=question.pk, text="Ordene fra jeres licens")
    with pytest.raises(ValidationError, match="med hvilken ret"):
        opened(survey, by=birthe)
    actions.edit_survey(by=by, survey_id=survey.pk, title="Ensomhed", licence_note="Aftale af 1. maj")
    assert opened(survey, by=birthe).status == "open"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"closes_on": -1}, "closes_on"),
        ({"closes_on": 400}, "closes_on"),
        ({"next_on": 3}, "next_on"),
        ({"next_step": " "}, "next_step"),
        ({"next_step": CPR}, "next_step"),
        ({"phase": "after"}, "phase"),
    ],
)
def test_round_that_makes_no_sense_does_not_open(facts, field, birthe):
    survey = make_survey(by=birthe)
    days = {
        name: clock.today() + timedelta(days=facts.get(name, default))
        for name, default in (("closes_on", 9), ("next_on", 20))
    }
    rest = {"phase": "once", "next_step": "Vi ser på det.", **facts, **days}
    with pytest.raises(ValidationError) as problem:
        actions.open_survey(by=viewer(birthe), survey_id=survey.pk, **rest)
    assert field in problem.value.error_dict


def test_empty_survey_does_not_open_and_a_form_that_is_overtaken_says_so(birthe):
    with pytest.raises(ValidationError, match="ingen spørgsmål"):
        opened(make_survey(by=birthe, question_set=""), by=birthe)
    with pytest.raises(Stale):
        actions.edit_survey(by=viewer(birthe), survey_id=make_survey(by=birthe).pk, title="To", expected_version=9)


def test_round_with_five_answers_never_opens_again_and_one_with_four_does(birthe):
    """One more answer would show by subtraction what that person said."""
    few = closed(by=birthe, n=4)
    assert opened(few, by=birthe).status == "open"
    enough = closed(by=birthe, n=5)
    with pytest.raises(ValidationError):
        opened(enough, by=birthe)


def test_second_round_asks_the_same_and_the_first_stays_closed(birthe):
    survey = closed(make_survey(by=birthe, design="before_after"), by=birthe, n=5)
    survey = opened(survey, by=birthe, phase="after")
    enter(survey, by=birthe, n=5)
    assert sorted(survey.answers.values_list("phase", flat=True)) == ["after"] * 5 + ["before"] * 5
    survey = actions.close_survey(by=viewer(birthe), survey_id=survey.pk)
    for phase in ("before", "after", "once"):
        with pytest.raises(ValidationError):
            opened(survey, by=birthe, phase=phase)


# --- handing out ------------------------------------------------------------------------------------------------------


def test_each_address_gets_one_letter_with_a_link_of_its_own(birthe):
    survey, by = opened(by=birthe), viewer(birthe)
    send = {"by": by, "survey_id": survey.pk}
    actions.send_invitations(**send, emails=["a@engbaek.example", "B@engbaek.example", "a@engbaek.example"])
    actions.send_invitations(**send, emails=["b@engbaek.example", "c@engbaek.example"])
    sent = OutgoingMail.objects.filter(dedupe_key__startswith="survey:")
    assert sorted(sent.values_list("to", flat=True)) == [f"{name}@engbaek.example" for name in "abc"]
    assert all(letter.holds_secret for letter in sent)
    for link in survey.links.all():
        assert letters.code_of(link) not in link.code_hash
    with pytest.raises(ValidationError):
        actions.send_invitations(**send, emails=["c@engbaek.example"])
    with pytest.raises(ValidationError):
        actions.send_invitations(**send, emails=[f"{number}@engbaek.example" for number in range(201)])


def test_nothing_is_handed_out_of_what_is_not_open(birthe):
    survey, by = make_survey(by=birthe), viewer(birthe)
    for verb, facts in (
        (actions.send_invitations, {"emails": ["a@engbaek.example"]}),
        (actions.make_slips, {"count": 3}),
        (actions.make_open_link, {"days": 3}),
    ):
        with pytest.raises(ValidationError):
            verb(by=by, survey_id=survey.pk, **facts)
    with pytest.raises(Refused):
        enter(survey, [{}], by=birthe)
    for count in (0, 201):
        with pytest.raises(ValidationError):
            actions.make_slips(by=by, survey_id=opened(by=birthe).pk, count=count)


def test_new_open_link_shuts_the_one_before_and_it_ends_by_itself(birthe):
    survey = opened(by=birthe)
    first, second = open_code(survey, by=birthe), open_code(survey, by=birthe, days=2)
    values = {scales(survey)[0]: 3}
    with pytest.raises(NotFound):
        answer(first, values)
    answer(second, values)
    with clock.at(clock.now() + timedelta(days=3)), pytest.raises(NotFound):
        answer(second, values)
    actions.end_open_link(by=viewer(birthe), survey_id=survey.pk)
    with pytest.raises(NotFound):
        answer(second, values)


# --- answering --------------------------------------------------------------------------------------------------------


def test_answer_holds_nothing_about_who_and_its_link_nothing_about_when(birthe):
    survey = opened(by=birthe)
    (code,) = slip_codes(survey, by=birthe)
    answer(code, {scales(survey)[0]: 7, words_name(survey): "Jeg sover bedre."}, key=str(uuid7()))
    row, words = Answer.objects.get(), Words.objects.get()
    assert {field.name for field in Answer._meta.fields} == {"id", "survey", "phase", "channel", "day", "values"}
    assert {field.name for field in Words._meta.fields} == {"id", "survey", "question", "phase", "body", "is_released"}
    assert (row.day, row.channel, row.id.version, words.id.version) == (clock.today(), "link", 4, 4)
    assert row.values == {scales(survey)[0][1:]: 7}
    kept = {name for name, value in vars(AnswerLink.objects.get()).items() if "at" in name.split("_") or "time" in name}
    assert kept == set()
    entry = JournalEntry.objects.get(verb="surveys.answered")
    assert (entry.person, entry.actor, entry.payload) == (None, None, {"phase": "once"})
    assert not RequestRecord.objects.filter(result__contains=str(row.pk)).exists()


def test_link_works_once_and_an_open_one_counts_a_double_press_once(birthe):
    survey = opened(by=birthe)
    (code,) = slip_codes(survey, by=birthe)
    values = {scales(survey)[0]: 7}
    answer(code, values)
    with pytest.raises(NotFound):
        answer(code, values)
    shared, key = open_code(survey, by=birthe), str(uuid7())
    for _press in range(2):
        answer(shared, values, key=key)
    answer(shared, values, key=str(uuid7()))
    assert sorted(Answer.objects.values_list("channel", flat=True)) == ["link", "open", "open"]


def test_whoever_is_signed_in_answers_as_nobody(birthe, karen):
    survey = opened(by=birthe)
    actions.answer(by=viewer(karen), code=slip_codes(survey, by=birthe)[0], values={scales(survey)[0]: 7})
    assert not JournalEntry.objects.filter(person=karen.pk).exists()


@pytest.mark.parametrize("change", ["closed", "past", "hidden", "next round", "forged"])
def test_link_to_what_is_over_opens_nothing(change, birthe):
    survey = opened(make_survey(by=birthe, design="before_after"), by=birthe)
    code, values = slip_codes(survey, by=birthe)[0], {scales(survey)[0]: 7}
    later = 0
    if change in ("closed", "next round"):
        actions.close_survey(by=viewer(birthe), survey_id=survey.pk)
    if change == "next round":
        opened(survey, by=birthe, phase="after")
    if change == "hidden":
        hide(by=viewer(birthe), subject_id=survey.pk, reason="Der står et navn på en borger.")
    if change == "past":
        later = 15
    with clock.at(clock.now() + timedelta(days=later)), pytest.raises(NotFound):
        answer("aaaabbbbcccc" if change == "forged" else code, values)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"q0": 3},
        {"title": 3},
        {0: 11},
        {0: -1},
        {0: "syv"},
        {0: 3.5},
        {0: True},
        {0: [3]},
        {4: "x" * 2001},
        {4: CPR},
        {4: "   "},
    ],
    ids=str,
)
def test_answer_that_does_not_fit_the_questions_is_refused(odd, birthe):
    survey = opened(by=birthe)
    names = [question.name for question in survey.questions.all()]
    (code,) = slip_codes(survey, by=birthe)
    values = {names[at] if isinstance(at, int) else at: value for at, value in odd.items()}
    with pytest.raises(ValidationError):
        answer(code, values)
    assert not Answer.objects.exists()
    assert not AnswerLink.objects.get().is_used


def test_only_those_who_keep_it_type_answers_in_and_also_after_the_last_day(birthe, lene):
    survey = opened(by=birthe)
    values = {scales(survey)[0]: 7}
    with clock.at(clock.now() + timedelta(days=16)):
        actions.enter_answer(by=viewer(birthe), survey_id=survey.pk, channel="interview", values=values)
    with pytest.raises(Refused):
        enter(survey, [values], by=lene)
    with pytest.raises(ValidationError):
        actions.enter_answer(by=viewer(birthe), survey_id=survey.pk, channel="link", values=values)
    key = str(uuid7())
    for _press in range(2):
        actions.enter_answer(by=viewer(birthe), survey_id=survey.pk, channel="paper", values=values, key=key)
    assert sorted(Answer.objects.values_list("channel", flat=True)) == ["interview", "paper"]


# --- words ------------------------------------------------------------------------------------------------------------


def test_words_wait_for_the_round_to_be_over_for_five_answers_and_for_the_keeper(birthe, lene):
    survey = opened(by=birthe)
    enter(survey, [{words_name(survey): f"Ord {number}"} for number in range(5)], by=birthe)
    words = Words.objects.first()
    release = {"survey_id": survey.pk, "words_id": words.pk, "is_released": True}
    with pytest.raises(NotFound):
        actions.release_words(by=viewer(birthe), **release)
    assert queries.words_to_read(survey) == []
    survey = actions.close_survey(by=viewer(birthe), survey_id=survey.pk)
    assert queries.result_of(survey).words == []
    with pytest.raises(Refused):
        actions.release_words(by=viewer(lene), **release)
    actions.release_words(by=viewer(birthe), **release)
    assert [row.body for row in queries.result_of(survey).words] == [words.body]
    assert len(queries.words_to_read(survey)[0][1]) == 5
    actions.release_words(by=viewer(birthe), **{**release, "is_released": False})
    assert queries.result_of(survey).words == []
    with pytest.raises(NotFound):
        actions.release_words(by=viewer(birthe), survey_id=survey.pk, words_id="vrøvl", is_released=True)


# --- by the clock, and what is held about people ----------------------------------------------------------------------


def test_silent_ones_are_reminded_once_without_knowing_what_others_answered(birthe):
    survey = opened(by=birthe)
    actions.send_invitations(by=viewer(birthe), survey_id=survey.pk, emails=["a@engbaek.example", "b@engbaek.example"])
    used = letters.code_of(survey.links.get(email="a@engbaek.example"))
    answer(used, {scales(survey)[0]: 7})
    upkeep.remind_due()
    reminders = OutgoingMail.objects.filter(dedupe_key__startswith="survey-reminder:")
    assert not reminders.exists()
    with clock.at(clock.now() + timedelta(days=12)):
        for _tick in range(2):
            upkeep.remind_due()
    assert reminders.get().to == "b@engbaek.example"


def test_round_closes_itself_a_week_after_its_last_day_whoever_may_read_it(birthe, lene, unit):
    about = make_challenge(by=lene, unit=unit, audience="unit")
    survey = opened(make_survey(by=lene, about_id=about.pk), by=lene)
    for days, status in ((21, "open"), (22, "closed")):
        with clock.at(clock.now() + timedelta(days=days)):
            upkeep.close_due()
        survey.refresh_from_db()
        assert survey.status == status


def test_addresses_go_thirty_days_after_the_last_day(birthe):
    survey = opened(by=birthe)
    actions.send_invitations(by=viewer(birthe), survey_id=survey.pk, emails=["a@engbaek.example"])
    for days, expected in ((44, "a@engbaek.example"), (45, "")):
        with clock.at(clock.now() + timedelta(days=days)):
            upkeep.forget_addresses()
        assert survey.links.get().email == expected
    assert not OutgoingMail.objects.filter(to="a@engbaek.example").exists()


def test_addresses_go_thirty_days_after_a_round_was_closed_by_hand(birthe):
    survey = opened(by=birthe, days=300)
    actions.send_invitations(by=viewer(birthe), survey_id=survey.pk, emails=["a@engbaek.example"])
    actions.close_survey(by=viewer(birthe), survey_id=survey.pk)
    with clock.at(clock.now() + timedelta(days=31)):
        upkeep.forget_addresses()
    assert survey.links.get().email == ""
    assert not OutgoingMail.objects.filter(to="a@engbaek.example").exists()


def test_the_next_round_forgets_the_addresses_and_letters_of_the_one_before(birthe):
    survey = opened(make_survey(by=birthe, design="before_after"), by=birthe)
    actions.send_invitations(by=viewer(birthe), survey_id=survey.pk, emails=["a@engbaek.example"])
    actions.close_survey(by=viewer(birthe), survey_id=survey.pk)
    opened(survey, by=birthe, phase="after")
    assert survey.links.get().email == ""
    assert not OutgoingMail.objects.filter(to="a@engbaek.example").exists()


def test_person_gets_a_copy_of_what_is_held_and_nothing_of_them_is_left(birthe, karen):
    survey = opened(by=birthe)
    actions.send_invitations(by=viewer(birthe), survey_id=survey.pk, emails=[karen.email])
    assert upkeep.export(karen.pk) == [{"asked_to_answer": survey.title, "email": karen.email}]
    assert upkeep.export(birthe.pk)[0]["survey"] == survey.title
    upkeep.erase(karen.pk)
    upkeep.erase(birthe.pk)
    assert not AnswerLink.objects.exists()
    assert Survey.objects.get().keeper is None
