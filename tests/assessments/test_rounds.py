"""Fewest that must be heard, and asking the same once more after a decision."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from samspil.assessments import actions, evidence, queries
from samspil.assessments.models import LEAST, Assessment, Status
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused
from tests.assessments.making import collecting, counted, decided, follow_up, make_assessment, tried
from tests.factories import viewer
from tests.racing import at_once

KEY = "01890000-0000-7000-8000-000000000009"


def again(assessment, by, **facts):
    day = clock.today() + timedelta(days=14)
    return actions.ask_again(**{"by": viewer(by), "assessment_id": assessment.pk, "closes_on": day, **facts})


# --- the fewest -------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
@pytest.mark.parametrize(
    ("name", "words"), [("least_citizens", "fem borgere"), ("least_organisation", "to funktioner")]
)
def test_too_few_to_rest_on_is_refused_in_words(birthe, unit, name, words):
    facts = {"unit_id": unit.pk, "today": "En lift.", name: LEAST[name] - 1}
    with pytest.raises(ValidationError, match=words):
        actions.edit_assessment(by=viewer(birthe), assessment_id=make_assessment(by=birthe).pk, **facts)


def test_form_says_the_same_as_the_verb(birthe, sign_in):
    page = sign_in(birthe).post(
        reverse("assessments:edit", args=[make_assessment(by=birthe).pk]), {"least_employees": "4"}
    )
    assert "Færre end fem medarbejdere er for få." in page.content.decode()


@pytest.mark.parametrize("name", LEAST)
def test_database_holds_the_minimum_too(birthe, name):
    assessment = make_assessment(by=birthe)
    rows = Assessment.objects.filter(pk=assessment.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{name: LEAST[name] - 1})
    sql = f"UPDATE {Assessment._meta.db_table} SET {name} = 1"  # noqa: S608  (our own names)
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(sql)


# --- asking again -----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_same_is_asked_again_with_the_frozen_model_weights_and_minimums(birthe):
    first = collecting(by=birthe, least_citizens=6)
    evidence.grade_evidence(by=viewer(birthe), assessment_id=first.pk, grades={"1.1": ("E1", "Set på Solbakken.")})
    asked = list(first.asked.values_list("criterion", "perspectives", "points", "grade", "grade_why"))
    gate = list(first.gate_answers.values_list("gate", "is_yes", "words"))
    second = follow_up(decided(counted(first, by=birthe)), by=birthe)
    assert second.status == Status.COLLECTING
    for name in actions.KEPT_IN_ROUNDS:
        assert getattr(second, name) == getattr(first, name), name
    assert list(second.asked.values_list("criterion", "perspectives", "points", "grade", "grade_why")) == asked
    assert list(second.gate_answers.values_list("gate", "is_yes", "words")) == gate
    assert (first.asked.count(), first.gate_answers.count()) == (len(asked), len(gate))  # copied, not moved
    assert (second.follows, list(first.rounds.all())) == (first, [second])
    assert second.subject.title.startswith("Holdt det?")
    assert JournalEntry.objects.filter(verb="assessments.asked_again", subject=second.pk).count() == 1
    for refused in (actions.agree_weights, actions.choose_criteria):
        facts = {"points": {}, "agreed_by": "", "agreed_why": ""}
        facts = facts if refused is actions.agree_weights else {"citizens": ["1.1"], "employees": ["4.1"]}
        with pytest.raises(Refused):
            refused(by=viewer(birthe), assessment_id=second.pk, **facts)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.COLLECTING, Status.COMPLETE, Status.READY, Status.EVALUATED])
def test_only_what_was_decided_on_is_asked_again(birthe, status):
    first = counted(by=birthe)
    done = None if status in (Status.DRAFT, Status.COLLECTING) else first.completed_on
    Assessment.objects.filter(pk=first.pk).update(status=status, completed_on=done)
    with pytest.raises(Refused):
        again(first, birthe)


def test_only_those_who_keep_it_ask_again(birthe, karen, mette):
    first = decided(by=birthe)  # of a unit that Mette does not work in
    for who in (karen, mette):
        with pytest.raises(Refused):
            again(first, who)


def test_day_must_come_and_within_a_year(birthe):
    first = decided(by=birthe)
    for days in (-1, 366):
        with pytest.raises(ValidationError) as problem:
            again(first, birthe, closes_on=clock.today() + timedelta(days=days))
        assert "closes_on" in problem.value.error_dict
    assert not first.rounds.exists()


def test_one_round_is_open_at_a_time_and_the_next_may_come_when_it_is_counted(birthe):
    first = decided(by=birthe)
    second = follow_up(first, by=birthe)
    with pytest.raises(ValidationError, match="allerede igen"):
        again(first, birthe)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor past the verb
        Assessment.objects.filter(pk=decided(by=birthe).pk).update(
            follows=first, status=Status.COLLECTING, completed_on=None
        )
    counted(second, by=birthe)
    third = follow_up(first, by=birthe)
    actions.withdraw_assessment(by=viewer(birthe), assessment_id=third.pk)
    assert again(first, birthe).is_collecting
    assert [row.pk for row in queries.rounds_of(first, viewer(birthe))][1:] == [second.pk]


def test_round_that_was_hidden_while_it_collected_gives_way(birthe):
    first = decided(by=birthe)
    hidden = again(first, birthe)
    subjects.set_hidden(hidden.subject, clock.now())
    assert again(first, birthe).is_collecting
    hidden.refresh_from_db()
    assert not hidden.stands
    with pytest.raises(ValidationError, match="spørger allerede igen"):
        again(first, birthe)


def test_second_press_asks_once(birthe):
    first = decided(by=birthe)
    day = clock.today() + timedelta(days=3)
    assert again(first, birthe, closes_on=day, request_id=KEY) == again(first, birthe, closes_on=day, request_id=KEY)
    assert first.rounds.count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_open_one_round(birthe):
    first = decided(by=birthe)
    raised = at_once(*[lambda: again(first, birthe)] * 2)
    assert [type(problem) for problem in raised] == [ValidationError]
    assert first.rounds.count() == 1


def test_nothing_is_ever_decided_on_a_round(birthe):
    second = counted(follow_up(by=birthe), by=birthe)
    for status in (Status.READY, Status.DECIDED, Status.EVALUATED):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.filter(pk=second.pk).update(status=status)
    with pytest.raises(Refused):
        again(second, birthe)


def test_round_stays_as_it_was_once_it_is_written_whether_it_held(birthe):
    first = decided(by=birthe, **tried())
    second = counted(follow_up(first, by=birthe), by=birthe)
    ids = {"by": viewer(birthe), "assessment_id": second.pk}
    evidence.grade_evidence(**ids, grades={"1.1": ("E2", "Målt hos os.")})
    Assessment.objects.filter(pk=first.pk).update(status=Status.EVALUATED)
    with pytest.raises(Refused):
        actions.withdraw_assessment(**ids)
    with pytest.raises(Refused):
        evidence.grade_evidence(**ids, grades={"1.1": ("E4", "Meget bedre.")})


def test_hidden_one_is_not_there_to_ask_again(birthe, karen):
    with pytest.raises(NotFound):
        again(Assessment(pk=KEY), birthe)


# --- on the pages -----------------------------------------------------------------------------------------------------


def test_pages_lead_from_the_decision_to_the_round_and_back(birthe, sign_in):
    first, client = decided(by=birthe), sign_in(birthe)
    address = reverse("assessments:ask-again", args=[first.pk])
    assert address in client.get(reverse("assessments:page", args=[first.pk])).content.decode()
    done = client.post(address, {"closes_on": clock.today() + timedelta(days=20)}, follow=True)
    second = first.rounds.get()
    assert done.redirect_chain[-1][0] == reverse("assessments:page", args=[second.pk])
    assert reverse("assessments:page", args=[first.pk]) in done.content.decode()
    assert (
        reverse("assessments:page", args=[second.pk])
        in client.get(reverse("assessments:page", args=[first.pk])).content.decode()
    )
    assert "Spurgt igen" in client.get(reverse("assessments:list")).content.decode()


def test_second_round_open_already_is_told_in_the_form(birthe, sign_in):
    first = decided(by=birthe)
    follow_up(first, by=birthe)
    page = sign_in(birthe).post(
        reverse("assessments:ask-again", args=[first.pk]), {"closes_on": clock.today() + timedelta(days=20)}
    )
    assert "I spørger allerede igen" in page.content.decode()
