"""The cross-cutting group is asked and advises; the owning unit alone decides and spends (H, "Organisering", C54)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.actors import actions as actors
from samspil.assessments.models import Assessment
from samspil.decisions.actions import decide
from samspil.decisions.models import Advice, Case, Decision
from samspil.following.reminders import remind_owed
from samspil.foundation import clock, hooks, subjects
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.technology_advice import actions, queries
from samspil.technology_advice.manifest import export
from samspil.technology_advice.models import AdviceRequest
from samspil.technology_needs.actions import close_need
from samspil.technology_projects.actions import take_technology_off
from samspil.trials import actions as trials
from samspil.trials.models import Status, Trial
from tests.assessments.making import make_assessment
from tests.factories import make_actor, make_person, viewer
from tests.technologies.making import make_technology
from tests.technology_advice.making import QUESTION, make_advice, make_group, make_request, stated
from tests.technology_needs.making import make_need
from tests.technology_projects.making import make_project
from tests.trials.making import plan_full

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def assessment(mette, unit):
    return make_assessment(by=mette, unit=unit)


@pytest.fixture
def asked(group, assessment, mette):
    return make_request(assessment, mette)


@pytest.mark.capability("C54")
def test_those_who_keep_a_matter_ask_and_the_group_has_fourteen_days(group, assessment, mette, unit):
    project = make_project(mette, unit=unit)
    need = make_need(by=mette, unit=unit)
    for matter in (assessment, project.trial, need):
        asked = make_request(matter, mette)
        assert (asked.body, asked.unit, asked.by, asked.answerer) == (group[0], unit, mette, group[1][0])
        assert asked.due == clock.today() + timedelta(days=14)
    assert AdviceRequest.objects.count() == 3


def test_others_do_not_ask_for_those_who_keep_it(group, assessment, karen, kurt, jens):
    outsider = make_person(role="employee")
    for person in (karen, kurt, jens, outsider):
        with pytest.raises(Refused):
            make_request(assessment, person)
    with pytest.raises(Refused):
        actions.ask_for_advice(by=NOBODY, subject_id=assessment.pk, question=QUESTION)


def test_a_member_puts_something_before_the_group(group, assessment):
    assert make_request(assessment, group[1][1]).answerer == group[1][0]
    assert make_request(make_need(), group[1][0]).answerer == group[1][1]  # not the one who asks


def test_only_what_may_still_come_to_something_is_asked_about(group, assessment, mette, unit, birthe):
    light = plan_full(by=mette, unit_id=unit.pk)  # a trial of no technology
    ended = make_project(mette, unit=unit).trial
    Trial.objects.filter(pk=ended.pk).update(status=Status.WITHDRAWN)
    Assessment.objects.filter(pk=assessment.pk).update(withdrawn_at=clock.now())
    for matter in (light, ended, assessment):
        with pytest.raises(Refused):
            make_request(matter, mette)
    with pytest.raises(NotFound):
        make_request(make_technology(), birthe)  # a technology is no matter of its own


def test_one_question_at_a_time(asked, assessment, mette, group):
    with pytest.raises(ValidationError):
        make_request(assessment, mette)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceRequest.objects.create(
            subject=assessment.subject, body=group[0], question="Igen?", due=clock.today(), by=mette
        )
    make_advice(asked, *group[1])
    assert make_request(assessment, mette, question="Og nu?").is_waiting


@pytest.mark.capability("C54")
def test_what_was_decided_without_the_group_may_be_asked_about_anew(group, mette, lene, unit):
    """The project was approved before the group answered, and the unit asks again while it goes on."""
    trial = make_project(mette, unit=unit).trial
    before = make_request(trial, mette)
    told = {"matter": "approval", "outcome": "yes", "reason": "Vi prøver.", "interest": "none"}
    decide(by=viewer(lene), case=Case(subject=trial.subject, unit=unit), **told)
    again = make_request(trial, mette, question="Og nu?")
    before.refresh_from_db()
    assert (before.is_waiting, again.is_waiting) == (False, True)
    assert queries.waiting_first(NOBODY) == [again]
    assert [row.due for row in queries.owed_advice()] == [again.due]
    assert queries.passed_by(NOBODY) == [before]  # it stands as what nobody answered
    with pytest.raises(ValidationError):  # the new one waits
        make_request(trial, mette)
    with pytest.raises(Refused):
        make_advice(before, *group[1])
    with pytest.raises(Refused):
        actions.withdraw_request(by=viewer(mette), advice_request_id=before.pk)
    actions.pass_on_request(by=SYSTEM, subject_id=trial.pk, deputy_id=group[1][1].pk)
    assert AdviceRequest.objects.get(deputy=group[1][1]) == again
    assert make_advice(again, *group[1]).advice


def test_without_a_group_nobody_is_asked(assessment, mette):
    with pytest.raises(ValidationError):
        make_request(assessment, mette)


def test_question_and_day_are_looked_at(group, assessment, mette):
    for wrong, field in (
        ({"question": " "}, "question"),
        ({"due": clock.today()}, "due"),
        ({"due": clock.today() + timedelta(days=184)}, "due"),
    ):
        with pytest.raises(ValidationError) as problem:
            make_request(assessment, mette, **wrong)
        assert set(problem.value.message_dict) == {field}
    assert not AdviceRequest.objects.exists()


@pytest.mark.capability("C54")
def test_advice_changes_no_status_and_stands_with_dissent_and_interests(asked, group, assessment, mette):
    anna, bo, carl = group[1]
    before = Assessment.objects.filter(pk=assessment.pk).values().get()
    told = {**stated(anna, bo), str(carl.pk): ("left", "Hans firma sælger den.")}
    make_advice(asked, anna, statements=told, dissent="Bo ville vente et år.")
    (row,) = queries.on_matter(assessment.subject, NOBODY)
    assert (row.advice.dissent, [str(each.person) for each in row.advice.stepped_out]) == (
        "Bo ville vente et år.",
        ["Carl Holst"],
    )
    assert Assessment.objects.filter(pk=assessment.pk).values().get() == before
    assert not Decision.objects.exists()
    with pytest.raises(Refused):  # once given it stands
        make_advice(asked, anna, bo)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceRequest.objects.filter(pk=asked.pk).update(withdrawn_at=clock.now())


@pytest.mark.capability("C54")
def test_advice_is_shown_on_the_technology_its_trial_and_its_assessment(group, mette, unit):
    technology = make_technology()
    project = make_project(mette, unit=unit, technology=technology)
    assessment = make_assessment(by=mette, unit=unit, technology=technology)
    for matter in (project.trial, assessment):
        make_advice(make_request(matter, mette), *group[1])
    assert {row.subject_id for row in queries.on_technology(technology, NOBODY)} == {project.pk, assessment.pk}
    assert queries.on_technology(make_technology(), NOBODY) == []
    subjects.set_hidden(assessment.subject, clock.now())
    assert {row.subject_id for row in queries.on_technology(technology, NOBODY)} == {project.pk}


@pytest.mark.capability("C54")
@pytest.mark.parametrize("who", ["birthe", "lene", "mette", "jens", "karen", "kurt"])
def test_only_members_answer(request, asked, group, who):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        make_advice(asked, person, statements=stated(*group[1]))
    assert not Advice.objects.exists()


def test_the_experience_forum_reads_and_does_not_answer(asked, group, assessment):
    _body, (reader, *_others) = make_group("Erna Falk", kind="experience_forum", name="Erfaforum")
    assert queries.on_matter(assessment.subject, viewer(reader))[0].question == QUESTION
    with pytest.raises(Refused):
        make_advice(asked, reader, statements=stated(*group[1]))
    with pytest.raises(Refused):
        make_request(make_need(), reader)


@pytest.mark.capability("C54")
def test_the_group_decides_and_spends_nothing(asked, group, assessment, unit, lene):
    """The members may advise and no more; the leader of the owning unit decides, with the advice or against it."""
    case = Case(subject=assessment.subject, unit=unit, amount=0)
    told = {"matter": "verdict", "outcome": "roll_out", "reason": "Vi tror på den.", "interest": "none"}
    make_advice(asked, *group[1])
    for person in group[1]:
        with pytest.raises(Refused):
            decide(by=viewer(person), case=case, **told)
        assert viewer(person).may_spend(unit.line) == 0
    assert decide(by=viewer(lene), case=case, **told).by == lene


def test_a_leader_in_the_group_decides_only_at_home(group, assessment, unit):
    elsewhere = make_person("Leder et andet sted", role="leader", amount=50_000, scope=None, member_of=group[0])
    # A leader of everything may decide; a seat in the group is what adds nothing to it.
    seat = make_person("Kun et sæde", role="employee", member_of=group[0])
    case = Case(subject=assessment.subject, unit=unit)
    told = {"case": case, "matter": "verdict", "outcome": "stop", "reason": "Nej.", "interest": "none"}
    with pytest.raises(Refused):
        decide(by=viewer(seat), **told)
    assert decide(by=viewer(elsewhere), **told).outcome == "stop"


def test_who_speaks_for_a_seller_of_it_leaves_the_room(group, mette, unit):
    """A partner of the trial, and a supplier that stands in the catalogue under the same name."""
    anna, bo, carl = group[1]
    partner, supplier = make_actor("Løftekompagniet", kind="company"), make_actor("Liftfabrikken", kind="producer")
    technology = make_technology()
    technology.products.create(supplier="Liftfabrikken")
    project = make_project(mette, unit=unit, technology=technology)
    selling = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}
    trials.add_partner(by=viewer(mette), trial_id=project.pk, actor_id=partner.pk, **selling)
    assert {partner.pk, supplier.pk} <= queries.parties_of(Trial.objects.get(pk=project.pk).subject)
    asked = make_request(project.trial, mette)
    for person, seller in ((bo, partner), (carl, supplier)):
        actors.add_member(by=SYSTEM, person=person, actor=seller, speaks_for=True)
        with pytest.raises(Refused):
            make_advice(asked, person, statements=stated(*group[1]))
        with pytest.raises(ValidationError):
            make_advice(asked, anna, statements=stated(anna, person))
    assert not Advice.objects.exists()


def test_the_one_who_asked_takes_it_back(asked, mette, karen, group, assessment):
    with pytest.raises(Refused):
        actions.withdraw_request(by=viewer(karen), advice_request_id=asked.pk)
    actions.withdraw_request(by=viewer(mette), advice_request_id=asked.pk)
    assert queries.on_matter(assessment.subject, NOBODY) == []
    with pytest.raises(Refused):
        make_advice(asked, *group[1])


def test_a_hidden_or_limited_matter_is_read_by_those_who_read_it(group, mette, unit, karen):
    need = make_need(by=mette, unit=unit, audience="staff")
    asked = make_request(need, mette)
    assert queries.waiting_first(viewer(mette)) == [asked]
    for reader in (NOBODY, viewer(karen)):
        assert queries.waiting_first(reader) == []
        assert [row for row, _asked in queries.coming(reader).needs] == []
        with pytest.raises(NotFound):
            queries.request_of(asked.pk, reader)
    subjects.set_hidden(need.subject, clock.now())
    assert queries.waiting_first(viewer(mette)) == []


@pytest.mark.capability("C54")
def test_no_answer_shows_as_unanswered_and_holds_nothing_up(asked, group, assessment, mette, lene, unit):
    with time_machine.travel(clock.now() + timedelta(days=15)):
        row = queries.on_matter(assessment.subject, NOBODY)[0]
        assert (row.is_overdue, row.is_waiting) == (True, True)
        case = Case(subject=assessment.subject, unit=unit)
        told = {"matter": "verdict", "outcome": "insufficient", "reason": "Vi ved for lidt.", "interest": "none"}
        assert decide(by=viewer(lene), case=case, **told).by == lene
        # And advice that comes late is still advice.
        assert make_advice(asked, *group[1]).advice


def test_who_answers_for_the_group_is_told_at_once(group, assessment, mette):
    asked = make_request(assessment, mette)
    letter = OutgoingMail.objects.get()
    assert letter.person == group[1][0].pk
    for words in (QUESTION, assessment.subject.title, mette.name, f"/teknologi-gruppen/raad/{asked.pk}/"):
        assert words in letter.text


def test_nobody_is_told_of_what_they_may_not_read(group, mette, unit):
    need = make_need(by=mette, unit=unit)
    subjects.set_audience(need.subject, "named", readers=[mette.pk])
    assert make_request(need, mette).answerer == group[1][0]
    assert not OutgoingMail.objects.exists()


def test_members_are_reminded_and_only_another_member_takes_over(asked, group, birthe, lene):
    anna, bo, _carl = group[1]
    (sort,) = [row for row in hooks.all_of("owed_answers") if row.name == "technology advice"]
    assert [row.answerer for row in sort.waiting(anna.pk)] == [anna.pk]
    for outsider in (birthe, lene):
        with pytest.raises(ValidationError):
            sort.pass_on(asked.subject_id, outsider.pk)
    with pytest.raises(NotFound):
        actions.pass_on_request(by=viewer(birthe), subject_id=asked.subject_id, deputy_id=bo.pk)
    sort.pass_on(asked.subject_id, bo.pk)
    OutgoingMail.objects.all().delete()
    assert [row.deputy for row in sort.waiting(bo.pk)] == [bo.pk]
    with time_machine.travel(clock.now().replace(hour=11) + timedelta(days=12)):
        remind_owed()
    assert set(OutgoingMail.objects.values_list("person", flat=True)) == {anna.pk, bo.pk}


def test_nobody_owes_advice_on_what_is_over(asked, group, assessment, mette, unit):
    need, trial = make_need(by=mette, unit=unit), make_project(mette, unit=unit).trial
    for matter in (need, trial):
        make_request(matter, mette)
    assert [row.subject.pk for row in queries.owed_advice()] == [assessment.pk, need.pk, trial.pk]
    close_need(by=viewer(mette), need_id=need.pk, reason="Vi byttede om på vagterne.")
    take_technology_off(by=viewer(mette), trial_id=trial.pk)
    assert queries.waiting_first(NOBODY) == [asked]
    make_project(mette, trial=trial)
    assert [row.subject_id for row in queries.waiting_first(NOBODY)] == [asked.subject_id, trial.pk]
    Trial.objects.filter(pk=trial.pk).update(status=Status.WITHDRAWN)
    assert queries.waiting_first(NOBODY) == [asked]
    Assessment.objects.filter(pk=assessment.pk).update(withdrawn_at=clock.now())
    assert queries.owed_advice() == []
    assert queries.on_matter(need.subject, NOBODY)[0].is_waiting  # it still shows that nobody answered


@pytest.mark.capability("C54")
def test_what_was_decided_without_the_group_no_longer_waits_and_stands(asked, group, assessment, mette, lene, unit):
    """A decision before the question, or about something else, leaves it waiting."""
    anna = group[1][0]
    told = {"matter": "verdict", "outcome": "insufficient", "reason": "Vi ved for lidt.", "interest": "none"}
    other = make_assessment(by=mette, unit=unit)
    with time_machine.travel(clock.now() - timedelta(days=2)):
        decide(by=viewer(lene), case=Case(subject=assessment.subject, unit=unit), **told)
    decide(by=viewer(lene), case=Case(subject=other.subject, unit=unit), **told)
    assert queries.waiting_first(NOBODY) == [asked]
    assert [row.subject.pk for row in queries.owed_advice(anna.pk)] == [assessment.pk]
    decision = decide(by=viewer(lene), case=Case(subject=assessment.subject, unit=unit), **told)
    assert queries.waiting_first(NOBODY) == []
    assert queries.owed_advice() == []
    assert not queries.without_answer().exists()
    for rows in (queries.passed_by(NOBODY), queries.on_matter(assessment.subject, NOBODY)):
        assert [(row, row.decided_at, row.is_over) for row in rows] == [(asked, decision.at, True)]
    with time_machine.travel(clock.now() + timedelta(days=20)):
        OutgoingMail.objects.all().delete()
        remind_owed()
    assert not OutgoingMail.objects.exists()
    subjects.set_hidden(assessment.subject, clock.now())
    assert queries.passed_by(NOBODY) == []


def test_the_copy_names_what_one_is_to_answer_and_nothing_that_is_hidden(asked, group):
    _body, members = group
    first, second = members[:2]
    assert asked.answerer == first
    actions.pass_on_request(by=SYSTEM, subject_id=asked.subject_id, deputy_id=second.pk)
    title, at = asked.subject.title, asked.at.isoformat()
    assert export(first.pk) == [{"answers": title, "at": at}]
    assert export(second.pk) == [{"answers_if_not": title, "at": at}]
    subjects.set_hidden(asked.subject, clock.now())
    assert export(second.pk) == [{"answers_if_not": "", "at": at}]


def test_who_is_erased_owes_nothing(asked, group):
    anna, bo, _carl = group[1]
    actions.pass_on_request(by=SYSTEM, subject_id=asked.subject_id, deputy_id=bo.pk)
    for person in (anna, bo):
        erase_person(by=SYSTEM, person_id=person.pk)
    asked.refresh_from_db()
    assert (asked.answerer, asked.deputy, asked.question) == (None, None, QUESTION)
