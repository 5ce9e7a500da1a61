import threading
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, connections

from samspil.actors.models import Role
from samspil.assessments import actions as assessments
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry, OutgoingMail, RequestRecord
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.responses import actions, letters, upkeep
from samspil.responses.models import CountedResponse, Respondent, Response, Statement
from samspil.responses.results import result_of, turnouts_of
from tests.assessments.making import answered, code_for, collecting, counted, enter, invited, numbers_of
from tests.factories import make_person, viewer

KEY = "01890000-0000-7000-8000-000000000008"


def answer_all(code, numbers, says="1"):
    for number in numbers:
        actions.answer(by=NOBODY, code=code, values={number: says})


# --- asking -----------------------------------------------------------------------------------------------------------


def test_each_address_gets_a_link_of_its_own(birthe):
    assessment = collecting(by=birthe)
    first, second = invited(assessment, "Else@borger.example", "ole@borger.example", by=birthe)
    assert letters.code_of(first) != letters.code_of(second)
    letter = OutgoingMail.objects.get(to="else@borger.example")
    assert letters.address_of(first) in letter.text
    assert letter.holds_secret
    assert letters.code_of(first) not in first.code_hash


@pytest.mark.parametrize("emails", [["else@borger.example"], ["ny@b.example", "NY@b.example"], ["ELSE@borger.example"]])
def test_same_address_twice_is_refused_and_nobody_gets_a_letter(birthe, emails):
    assessment = collecting(by=birthe)
    invited(assessment, "else@borger.example", by=birthe)
    for perspective in ("citizen", "employee"):
        with pytest.raises(ValidationError, match="Én person svarer én gang"):
            actions.ask_by_mail(by=viewer(birthe), assessment_id=assessment.pk, perspective=perspective, emails=emails)
    assert Respondent.objects.count() == OutgoingMail.objects.filter(to__endswith="example").count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"perspective": "relative"}, "in_place_why"),
        ({"perspective": "organisation"}, "function"),
        ({"perspective": "nobody"}, "perspective"),
        ({"emails": []}, "emails"),
        ({"perspective": "organisation", "function": "it", "emails": ["a@b.example", "c@b.example"]}, "emails"),
        ({"perspective": "relative", "in_place_why": "Født 010150-1234"}, "in_place_why"),
    ],
)
def test_relative_needs_a_reason_and_organisation_a_function(birthe, facts, field):
    assessment = collecting(by=birthe)
    ask = {"perspective": "citizen", "emails": ["a@b.example"], **facts}
    with pytest.raises(ValidationError) as problem:
        actions.ask_by_mail(by=viewer(birthe), assessment_id=assessment.pk, **ask)
    assert field in problem.value.error_dict
    assert not Respondent.objects.exists()


def test_only_those_who_keep_it_ask(karen, mette, birthe):
    assessment = collecting(by=birthe)  # of a unit that Mette does not work in
    for who in (karen, mette):
        with pytest.raises(Refused):
            invited(assessment, "a@b.example", by=who)


# --- answering --------------------------------------------------------------------------------------------------------


def test_citizen_answers_and_changes_until_it_is_counted(birthe):
    assessment = collecting(by=birthe)
    code, numbers = code_for(assessment, by=birthe), numbers_of(assessment, "citizen")
    answer_all(code, numbers[:-1])
    person = Respondent.objects.get()
    assert person.answered_on is None
    actions.answer(by=NOBODY, code=code, values={numbers[-1]: "dont_know"})
    person.refresh_from_db()
    assert person.answered_on == clock.today()
    actions.answer(by=NOBODY, code=code, values={numbers[0]: "-2"})
    actions.answer(by=NOBODY, code=code, values={numbers[0]: "-2"})  # a second press
    assert sorted(row.code for row in Response.objects.all()) == ["-2", "1", "1", "1", "1", "dont_know"]
    # Answers are numbered as they come: a moment beside them would tell who gave which.
    assert not JournalEntry.objects.filter(verb="responses.answered").exists()


@pytest.mark.parametrize("values", [{"1.1": "3"}, {"1.1": "nul"}, {"4.1": "1"}, {"9.9": "1"}, {}, {"1.1": ""}])
def test_answer_that_is_none_is_refused(birthe, values):
    assessment = collecting(by=birthe)
    with pytest.raises(ValidationError):
        actions.answer(by=NOBODY, code=code_for(assessment, by=birthe), values=values)
    assert not Response.objects.exists()


def test_dont_know_and_not_relevant_are_never_nought(birthe):
    assessment = collecting(by=birthe)
    for says in ("dont_know", "not_relevant", "2", "2", "2"):
        enter(assessment, "citizen", says, by=birthe)
    assert not Response.objects.filter(score=0).exists()
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    row = CountedResponse.objects.filter(asked__criterion__number="1.1").get()
    assert (row.counts, row.dont_know, row.not_relevant) == ([0, 0, 0, 0, 3], 1, 1)
    assert row.tally.median == 2


def test_link_opens_nothing_once_it_is_over(birthe):
    assessment = collecting(by=birthe)
    code, other = (letters.code_of(row) for row in invited(assessment, "a@b.example", "c@b.example", by=birthe))
    answer_all(code, numbers_of(assessment, "citizen"))
    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(NotFound):
        actions.answer(by=NOBODY, code=other, values={"1.1": "1"})
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    for each in (code, other, "a" * 20, "", code[:-1]):
        with pytest.raises(NotFound):
            actions.answer(by=NOBODY, code=each, values={"1.1": "1"})


def test_withdrawn_assessment_takes_no_answers(birthe):
    assessment = collecting(by=birthe)
    code = code_for(assessment, by=birthe)
    assessments.withdraw_assessment(by=viewer(birthe), assessment_id=assessment.pk)
    with pytest.raises(NotFound):
        actions.answer(by=NOBODY, code=code, values={"1.1": "1"})


def test_sheet_is_typed_in_once_however_often_it_is_pressed(birthe):
    assessment = collecting(by=birthe)
    for _press in range(2):
        enter(assessment, "citizen", by=birthe, key=KEY)
    assert Respondent.objects.count() == 1
    assert RequestRecord.objects.get(pk=KEY).result == ""  # nothing of the answers
    with pytest.raises(ValidationError):
        actions.enter_response(
            by=viewer(birthe), assessment_id=assessment.pk, perspective="citizen", channel="link", values={"1.1": "1"}
        )
    with pytest.raises(ValidationError):
        actions.enter_response(
            by=viewer(birthe), assessment_id=assessment.pk, perspective="citizen", channel="paper", values={}
        )
    assert Respondent.objects.count() == 1


# --- own words --------------------------------------------------------------------------------------------------------


def test_own_words_need_a_yes_and_are_taken_back_any_time(birthe):
    assessment = collecting(by=birthe)
    code = code_for(assessment, by=birthe)
    for facts, field in (
        ({"text": "Det er godt."}, "consent"),
        ({"text": "", "consent": True}, "text"),
        ({"text": "Ja", "first_name": "Else Hansen", "consent": True}, "first_name"),
        ({"text": "Mit nummer er 010150-1234", "consent": True}, "text"),
    ):
        with pytest.raises(ValidationError) as problem:
            actions.say(by=NOBODY, code=code, **facts)
        assert field in problem.value.error_dict
    actions.say(by=NOBODY, code=code, text="Nu kan jeg selv.", first_name="Else", consent=True)
    actions.say(by=NOBODY, code=code, text="Nu kan jeg selv op.", first_name="Else", consent=True)
    said = Statement.objects.get()
    assert (said.text, said.speaks) == ("Nu kan jeg selv op.", "Else, borger")
    answer_all(code, numbers_of(assessment, "citizen"))
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    assert result_of(refreshed(assessment)).statements == []
    actions.release_statement(by=viewer(birthe), assessment_id=assessment.pk, statement_id=said.pk, is_released=True)
    assert result_of(refreshed(assessment)).statements == [said]
    actions.take_words_back(by=NOBODY, code=code)
    assert not Statement.objects.exists()
    with pytest.raises(NotFound):
        actions.release_statement(
            by=viewer(birthe), assessment_id=assessment.pk, statement_id=said.pk, is_released=True
        )


def refreshed(assessment):
    assessment.refresh_from_db()
    return assessment


# --- counting ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_count_keeps_figures_and_forgets_who(birthe):
    assessment = answered(by=birthe)
    code = code_for(assessment, by=birthe)
    actions.answer(by=NOBODY, code=code, values={"1.1": "-2"})  # and then they stopped: they do not count
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)  # a second press
    assert not Response.objects.exists()
    assert CountedResponse.objects.count() == 6 + 12 + 11
    assert CountedResponse.objects.get(asked__criterion__number="1.1", side="citizens").counts == [0, 0, 0, 5, 0]
    assert refreshed(assessment).status == "complete"


def test_nothing_to_count_is_not_counted(birthe):
    assessment = collecting(by=birthe)
    with pytest.raises(ValidationError, match="ikke noget at tælle"):
        actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)


def test_disagreement_is_answered_in_writing(birthe, lene):
    assessment = counted(by=birthe, says={"citizen": "2", "employee": "-1", "organisation": "1"})
    told = {"by": viewer(birthe), "assessment_id": assessment.pk}
    with pytest.raises(ValidationError):
        actions.handle_disagreement(**told, number="1.1", text=" ")
    with pytest.raises(NotFound):
        actions.handle_disagreement(**told, number="1.2", text="Ingen uenighed her.")  # citizens alone were asked
    with pytest.raises(Refused):
        actions.handle_disagreement(by=viewer(lene), assessment_id=assessment.pk, number="1.1", text="x")
    before = len(result_of(assessment).unhandled)
    actions.handle_disagreement(**told, number="1.1", text="Vi ser på oplæringen.")
    assert len(result_of(assessment).unhandled) == before - 1


# --- by the clock -----------------------------------------------------------------------------------------------------


def test_reminder_goes_once_and_only_to_those_who_have_not_finished(birthe):
    assessment = collecting(by=birthe, days=14)
    done, _waiting = invited(assessment, "faerdig@b.example", "mangler@b.example", by=birthe)
    answer_all(letters.code_of(done), numbers_of(assessment, "citizen"))
    OutgoingMail.objects.all().delete()
    upkeep.remind_due()
    assert not OutgoingMail.objects.exists()  # not yet
    with clock.at(clock.now() + timedelta(days=12)):
        upkeep.remind_due()
        upkeep.remind_due()
    assert [letter.to for letter in OutgoingMail.objects.all()] == ["mangler@b.example"]


def test_lines_from_when_answers_were_logged_are_forgotten(birthe):
    assessment = collecting(by=birthe)
    JournalEntry.objects.create(verb="responses.answered", subject=assessment.subject)
    lines = JournalEntry.objects.count()
    import_module("samspil.responses.migrations.0003_who_answered_when").forget(apps, None)
    assert JournalEntry.objects.count() == lines - 1
    assert not JournalEntry.objects.filter(verb="responses.answered").exists()


def test_addresses_go_thirty_days_after_the_count(birthe):
    assessment = collecting(by=birthe)
    code = code_for(assessment, by=birthe)
    answer_all(code, numbers_of(assessment, "citizen"))
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    upkeep.forget_addresses()
    assert Respondent.objects.get().email
    with clock.at(clock.now() + timedelta(days=32)):
        upkeep.forget_addresses()
    assert Respondent.objects.get().email == ""
    assert not OutgoingMail.objects.filter(to="else@borger.example").exists()


def test_what_nobody_counts_is_asked_for_once_and_counted_after_thirty_days(birthe):
    assessment = collecting(by=birthe, days=14)
    answer_all(code_for(assessment, by=birthe), numbers_of(assessment, "citizen"))
    OutgoingMail.objects.all().delete()
    for days, many, is_counted in ((17, 0, False), (18, 1, False), (19, 1, False), (44, 1, False), (45, 1, True)):
        with clock.at(clock.now() + timedelta(days=days)):
            upkeep.see_to_uncounted()
            upkeep.forget_addresses()
        assert [row.to for row in OutgoingMail.objects.all()] == [birthe.email] * many
        assessment.refresh_from_db()
        assert assessment.is_counted is is_counted
        assert Response.objects.exists() is not is_counted
    assert Respondent.objects.get().email == ""
    assert CountedResponse.objects.count() == 6


@pytest.mark.parametrize("asked", [45, 60, 300])
def test_nothing_is_counted_before_somebody_was_asked_and_had_a_week(birthe, asked):
    assessment = collecting(by=birthe, days=14)
    code = code_for(assessment, by=birthe)
    answer_all(code, numbers_of(assessment, "citizen"))
    for days, is_counted in ((0, False), (1, False), (7, False), (8, True)):
        with clock.at(clock.now() + timedelta(days=asked + days)):
            upkeep.see_to_uncounted()
            upkeep.forget_addresses()
        assessment.refresh_from_db()
        assert assessment.is_counted is is_counted
        assert Respondent.objects.get().email == ""
        assert bool(Respondent.objects.get().address_hash) is not is_counted
        if not days:
            letter = OutgoingMail.objects.get()
            assert "Tæl svarene" in letter.title
            assert upkeep.export(make_person("Else", email="else@borger.example").pk)[0]["answers"]
    assert OutgoingMail.objects.get() == letter
    assert CountedResponse.objects.count() == 6


def test_whoever_answered_gets_no_second_link_when_more_time_is_given(birthe):
    assessment = collecting(by=birthe, days=14)
    for email, many in (("faerdig@b.example", 6), ("halv@b.example", 1)):
        answer_all(code_for(assessment, email, by=birthe), numbers_of(assessment, "citizen")[:many])
    with clock.at(clock.now() + timedelta(days=45)):
        upkeep.see_to_uncounted()
        upkeep.forget_addresses()
        day = clock.today() + timedelta(days=14)
        assessments.move_last_day(by=viewer(birthe), assessment_id=assessment.pk, closes_on=day)
        with pytest.raises(ValidationError, match="faerdig@b.example"):
            invited(assessment, "faerdig@b.example", by=birthe)
        code = code_for(assessment, "halv@b.example", by=birthe)
        answer_all(code, numbers_of(assessment, "citizen"))
    assert Respondent.objects.filter(answered_on__isnull=False).count() == Respondent.objects.count() == 2


def test_those_who_may_count_are_asked_and_else_the_coordinators(birthe, mette, lene, unit):
    assessment = collecting(by=mette, unit=unit, days=14)
    answer_all(code_for(assessment, by=mette), numbers_of(assessment, "citizen"))
    assert {to for to, _person in letters.counters_of(assessment)} == {mette.email, lene.email}
    Role.objects.filter(person=mette).delete()
    assert letters.counters_of(assessment) == [(lene.email, lene)]
    Role.objects.filter(person=lene).delete()
    assert letters.counters_of(assessment) == [(birthe.email, birthe)]
    Role.objects.filter(person=birthe).delete()
    with clock.at(clock.now() + timedelta(days=100)):
        upkeep.see_to_uncounted()
    assessment.refresh_from_db()
    assert assessment.is_collecting


def test_what_nobody_finished_is_told_and_forgotten_with_the_addresses(birthe):
    assessment = collecting(by=birthe, days=14)
    first = numbers_of(assessment, "citizen")[:1]
    quoted = code_for(assessment, "ole@borger.example", by=birthe)
    actions.say(by=NOBODY, code=quoted, text="Nu kan jeg selv.", consent=True)
    for code in (quoted, code_for(assessment, by=birthe)):
        answer_all(code, first)
    OutgoingMail.objects.all().delete()
    for days in (18, 19, 45, 46):
        with clock.at(clock.now() + timedelta(days=days)):
            upkeep.see_to_uncounted()
            upkeep.forget_addresses()
    letter = OutgoingMail.objects.get()
    assert "Ingen har svaret til ende" in letter.title
    assert "Ellers sletter siden de halve svar og adresserne" in letter.text
    assert "tæller siden" not in letter.text
    assert not Response.objects.exists()
    assert (Respondent.objects.get().email, Statement.objects.count()) == ("", 1)
    assessment.refresh_from_db()
    assert assessment.is_collecting


def test_answers_to_what_was_hidden_are_kept_for_nobody(birthe):
    assessment = collecting(by=birthe, days=14)
    quoted = code_for(assessment, "ole@borger.example", by=birthe)
    actions.say(by=NOBODY, code=quoted, text="Nu kan jeg selv.", consent=True)
    for code in (quoted, code_for(assessment, by=birthe)):
        answer_all(code, numbers_of(assessment, "citizen"))
    subjects.set_hidden(assessment.subject, clock.now())
    for days, many in ((44, 12), (45, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            upkeep.see_to_uncounted()
            upkeep.forget_addresses()
        assert Response.objects.count() == many
    assert (Respondent.objects.get().answered_on, Statement.objects.count()) == (None, 1)


def test_answers_to_what_was_taken_back_go_at_once(birthe):
    assessment, stands = collecting(by=birthe), collecting(by=birthe)
    for each in (assessment, stands):
        answer_all(code_for(each, by=birthe), numbers_of(each, "citizen"))
    assessments.withdraw_assessment(by=viewer(birthe), assessment_id=assessment.pk)
    upkeep.forget_addresses()
    assert {row.respondent.assessment_id for row in Response.objects.all()} == {stands.pk}


def test_why_somebody_could_not_answer_is_forgotten_too_and_they_still_count_as_relatives(birthe):
    assessment = collecting(by=birthe)
    enter(assessment, "relative", "1", by=birthe, in_place_why="Hemmelig grund.")
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    with clock.at(clock.now() + timedelta(days=32)):
        upkeep.forget_addresses()
    assert Respondent.objects.get().in_place_why == "-"
    assert next(row.proxies for row in turnouts_of(assessment) if row.side == "citizens") == 1


def test_words_are_found_by_whoever_said_them_also_after_the_address_is_gone(birthe):
    else_ = make_person("Else", email="Else@borger.example")
    assessment = collecting(by=birthe)
    for address in ("else@borger.example", "ole@borger.example"):
        code = code_for(assessment, address, by=birthe)
        actions.say(by=NOBODY, code=code, text="Nu kan jeg selv.", first_name="Else", consent=True)
        answer_all(code, numbers_of(assessment, "citizen"))
    invited(assessment, "tavs@borger.example", by=birthe)
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    with clock.at(clock.now() + timedelta(days=32)):
        upkeep.forget_addresses()
    assert Respondent.objects.exclude(email="").exists() is False
    assert Respondent.objects.exclude(address_hash="").count() == 2  # who said nothing is not known by anything
    assert [row["words"] for row in upkeep.export(else_.pk)] == [["Nu kan jeg selv."]]
    upkeep.erase(else_.pk)
    assert Statement.objects.count() == 1
    actions.take_words_back(by=NOBODY, code=code)
    assert not Respondent.objects.exclude(address_hash="").exists()


def test_erasing_takes_answers_while_they_can_be_told_and_words_always(birthe):
    else_ = make_person("Else", email="else@borger.example")
    open_one, done = collecting(by=birthe), collecting(by=birthe)
    codes = [code_for(each, by=birthe) for each in (open_one, done)]
    for code in codes:
        actions.say(by=NOBODY, code=code, text="Nu kan jeg selv.", consent=True)
        answer_all(code, numbers_of(open_one, "citizen"))
    actions.count_responses(by=viewer(birthe), assessment_id=done.pk)
    told = upkeep.export(else_.pk)
    assert {len(row["answers"]) for row in told} == {0, 6}
    upkeep.erase(else_.pk)
    assert not Statement.objects.exists()
    assert not Respondent.objects.exclude(email="").exists()
    assert [row.assessment_id for row in Respondent.objects.all()] == [done.pk]
    assert upkeep.export(else_.pk) == []


# --- many at once -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_hundred_respondents_at_once_lose_nothing():
    """Two hundred links, all answering at the same time; some press twice."""
    birthe = make_person("Birthe Holm", role="coordinator")
    assessment = collecting(by=birthe)
    rows = invited(assessment, *(f"nr{number}@b.example" for number in range(200)), by=birthe)
    numbers = numbers_of(assessment, "citizen")
    values = {number: str(place % 3) for place, number in enumerate(numbers)}
    codes = [letters.code_of(row) for row in rows]
    ready, problems = threading.Barrier(20), []

    def respond(own):
        ready.wait()
        try:
            for place, code in enumerate(own):
                actions.answer(by=NOBODY, code=code, values=values)
                if place % 3 == 0:
                    actions.answer(by=NOBODY, code=code, values=values)
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=respond, args=(codes[start::20],)) for start in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert problems == []
    assert Respondent.objects.filter(answered_on__isnull=False).count() == 200
    assert Response.objects.count() == 200 * len(numbers)
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    assert {row.tally.n for row in CountedResponse.objects.all()} == {200}
