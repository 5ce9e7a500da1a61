"""What an assessment rests on may come late: its trial is chosen, or corrected, until it is decided on."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.actors import actions as actors
from samspil.assessments import actions as drafts
from samspil.assessments import evidence
from samspil.assessments.models import Assessment, Status
from samspil.assessments.queries import trial_of
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.trials import actions as trials
from samspil.verdicts.actions import make_ready
from samspil.verdicts.models import Declaration
from tests.assessments.making import collecting, counted, decided, follow_up, make_assessment, tried
from tests.factories import make_actor, viewer
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project, make_tried
from tests.verdicts.making import complete, decide, ready

pytestmark = pytest.mark.django_db
MEASURED = {"1.1": ("E2", "Talt i fire uger før og efter.")}
MAKING = {"draft": make_assessment, "collecting": collecting, "counted": counted}


def choose(assessment, by, trial=None, **facts):
    trial_id = trial.pk if trial else None
    return evidence.choose_trial(by=viewer(by), assessment_id=assessment.pk, trial_id=trial_id, **facts)


def lines(assessment, verb="assessments.trial_chosen"):
    return list(JournalEntry.objects.filter(verb=verb, subject=assessment.pk).order_by("pk"))


@pytest.mark.capability("C59")
@pytest.mark.parametrize("state", MAKING)
def test_trial_is_chosen_until_it_is_decided_on(birthe, state):
    technology = make_technology()
    assessment, trial = MAKING[state](by=birthe, technology=technology), make_tried(technology)
    with pytest.raises(ValidationError):
        evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades=MEASURED)
    assert choose(assessment, birthe, trial).trial == trial
    evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades=MEASURED)
    (line,) = lines(assessment)
    assert (line.payload, line.person) == ({"trial": str(trial.pk)}, birthe.pk)


def test_what_was_decided_on_rests_where_it_did(birthe):
    facts = tried()
    first = decided(by=birthe, **facts)
    with pytest.raises(Refused):
        choose(first, birthe)
    again = counted(follow_up(first, by=birthe), by=birthe)
    other = make_tried(facts["technology"])
    assert choose(again, birthe, other).trial == other  # it was measured in another one
    Assessment.objects.filter(pk=first.pk).update(status=Status.EVALUATED)
    with pytest.raises(Refused):
        choose(again, birthe, make_tried(facts["technology"]))


@pytest.mark.parametrize("which", ["of another technology", "planned only", "nonsense", "hidden"])
def test_only_a_trial_that_carries_the_technology(birthe, unit, which):
    technology = make_technology()
    assessment = counted(by=birthe, technology=technology)
    if which == "planned only":
        pk = make_project(birthe, technology=technology, unit=unit).pk
    else:
        trial = make_tried(None if which == "of another technology" else technology)
        pk = "nonsense" if which == "nonsense" else trial.pk
        if which == "hidden":
            subjects.set_hidden(trial.subject, clock.now())
    with pytest.raises(ValidationError) as problem:
        evidence.choose_trial(by=viewer(birthe), assessment_id=assessment.pk, trial_id=pk)
    told = {"trial_id": ["Vælg en afprøvning af den her teknologi, der er i gang eller slut."]}
    assert problem.value.message_dict == told
    assert not lines(assessment)


def test_nothing_new_changes_nothing_and_tells_nothing(birthe):
    facts = tried()
    assessment = counted(by=birthe, **facts)
    version = assessment.version
    choose(assessment, birthe, assessment.trial)
    assert Assessment.objects.get(pk=assessment.pk).version == version
    assert not lines(assessment)


def test_old_form_is_stale(birthe):
    technology = make_technology()
    assessment, trial = counted(by=birthe, technology=technology), make_tried(technology)
    before = Assessment.objects.get(pk=assessment.pk).version
    choose(assessment, birthe, trial, expected_version=before)
    with pytest.raises(Stale):
        choose(assessment, birthe, make_tried(technology), expected_version=before)


def test_it_is_not_taken_from_what_was_measured_nor_by_whoever_cannot_see_it(birthe, mette, unit):
    assessment = counted(by=birthe, unit=unit, **tried())
    evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades=MEASURED)
    with pytest.raises(ValidationError) as problem:
        choose(assessment, birthe)
    assert list(problem.value.message_dict) == ["trial_id"]
    evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades={"1.1": ("E0", "")})
    subjects.set_hidden(assessment.trial.subject, clock.now())
    assert choose(assessment, mette).trial == assessment.trial
    subjects.set_hidden(assessment.trial.subject, None)
    assert choose(assessment, mette).trial is None
    assert [line.payload["trial"] for line in lines(assessment)] == [""]


def test_strangers_and_those_who_take_part_in_the_trial_choose_none(birthe, mette, unit, karen, lene):
    technology = make_technology()
    assessment = counted(by=birthe, technology=technology, unit=unit, trial_id=make_tried(technology).pk)
    other = make_tried(technology)
    with pytest.raises(Refused):
        choose(assessment, karen, other)
    with pytest.raises(Refused):
        evidence.choose_trial(by=NOBODY, assessment_id=assessment.pk, trial_id=other.pk)
    firm = make_actor("Løftekompagniet", kind="company")
    told = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}
    trials.add_partner(by=viewer(assessment.trial.author), trial_id=assessment.trial_id, actor_id=firm.pk, **told)
    actors.add_member(by=SYSTEM, person=mette, actor=firm, speaks_for=True)
    with pytest.raises(Refused):  # else they would be a party no more
        choose(assessment, mette, other)
    assert choose(assessment, lene, other).trial == other
    subjects.set_hidden(assessment.subject, clock.now())
    with pytest.raises(NotFound):
        choose(assessment, lene)


def test_whoever_takes_part_in_its_trial_edits_the_draft_but_not_its_trial(mette, unit, lene):
    technology = make_technology()
    assessment = make_assessment(by=mette, technology=technology, unit=unit, trial_id=make_tried(technology).pk)
    trial, other = assessment.trial, make_tried(technology)
    facts = {"assessment_id": assessment.pk, "unit_id": unit.pk, "today": "Andet."}
    firm = make_actor("Løftekompagniet", kind="company")
    told = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}
    trials.add_partner(by=viewer(trial.author), trial_id=trial.pk, actor_id=firm.pk, **told)
    actors.add_member(by=SYSTEM, person=mette, actor=firm, speaks_for=True)
    for wanted in (other.pk, None):
        with pytest.raises(ValidationError) as problem:
            drafts.edit_assessment(by=viewer(mette), trial_id=wanted, **facts)
        assert list(problem.value.message_dict) == ["trial_id"]
        assert Assessment.objects.get(pk=assessment.pk).trial == trial
    assert drafts.edit_assessment(by=viewer(mette), trial_id=trial.pk, **facts).today == "Andet."
    assert drafts.edit_assessment(by=viewer(lene), trial_id=other.pk, **facts).trial == other


# --- ready, and decided -----------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_another_trial_takes_it_back_that_it_is_ready(mette, unit, lene):
    assessment = ready(mette, unit)
    choose(assessment, mette, assessment.trial)  # the same as before
    assert Assessment.objects.get(pk=assessment.pk).status == Status.READY
    version = Assessment.objects.get(pk=assessment.pk).version
    choose(assessment, mette, make_tried(assessment.technology))
    assert Assessment.objects.get(pk=assessment.pk).status == Status.COMPLETE
    assert not Declaration.objects.exists()
    assert len(lines(assessment, "verdicts.ready_taken_back")) == 1
    with pytest.raises(Stale):
        decide(assessment, lene, expected_version=version)
    with pytest.raises(ValidationError):
        decide(assessment, lene)


@pytest.fixture
def measured_nowhere(mette, unit):
    """As it may stand from before E2 asked for a trial."""
    assessment = complete(mette, unit, measured=False)
    assessment.asked.filter(criterion__number="1.1").update(grade="E2", grade_why="Talt.")
    return assessment


def test_what_was_measured_in_no_trial_is_told_and_mended_from_there(mette, unit, lene, measured_nowhere, sign_in):
    link = reverse("assessments:trial", args=[measured_nowhere.pk])
    told = "Noget står som E2, målt hos os, men vurderingen bygger ikke på en afprøvning."
    with pytest.raises(ValidationError):
        ready_by(mette, measured_nowhere)
    with pytest.raises(ValidationError) as problem:
        decide(measured_nowhere, lene, outcome="try")
    assert told in problem.value.message_dict["outcome"]
    client = sign_in(mette)
    pages = ("assessments:page", "verdicts:ready")
    for name in pages:
        page = client.get(reverse(name, args=[measured_nowhere.pk])).text
        assert told in page, name
        assert link in page, name
    assert link in client.get(reverse("assessments:grades", args=[measured_nowhere.pk])).text
    assert link in sign_in(lene).get(reverse("verdicts:decide", args=[measured_nowhere.pk])).text
    trial = make_tried(measured_nowhere.technology, unit=unit)
    version = Assessment.objects.get(pk=measured_nowhere.pk).version
    sent = {"trial_id": str(trial.pk), "expected_version": version}
    page = client.post(link, sent, follow=True).text
    assert told not in page
    assert trial.title in page
    assert ready_by(mette, measured_nowhere).status == Status.READY


def ready_by(person, assessment):
    return make_ready(by=viewer(person), assessment_id=assessment.pk, interest="none")


def test_page_offers_the_trials_and_says_what_comes_of_another(mette, unit, client, sign_in):
    assessment, keeper = ready(mette, unit), sign_in(mette)
    path = reverse("assessments:trial", args=[assessment.pk])
    page = keeper.get(path)
    assert "Vælger I noget andet, skal I sige igen, at den er klar." in page.text
    assert [pk for pk, _title in page.context["form"].fields["trial_id"].choices] == ["", str(assessment.trial_id)]
    wrong = keeper.post(path, {"trial_id": str(make_tried().pk), "expected_version": assessment.version})
    assert "Vælg en afprøvning af den her teknologi, der er i gang eller slut." in wrong.text
    assert path in keeper.get(reverse("assessments:page", args=[assessment.pk])).text
    assert path not in client.get(reverse("assessments:page", args=[assessment.pk])).text


def test_timeline_tells_that_it_was_chosen_and_hidden_trials_are_not_named(birthe, client):
    technology = make_technology()
    assessment, trial = counted(by=birthe, technology=technology), make_tried(technology)
    choose(assessment, birthe, trial)
    page = reverse("assessments:page", args=[assessment.pk])
    assert "valgte, hvilken afprøvning vurderingen bygger på" in client.get(page).text
    assert trial.title in client.get(page).text
    subjects.set_hidden(trial.subject, clock.now())
    assert trial.title not in client.get(page).text
    assert trial_of(Assessment.objects.get(pk=assessment.pk), NOBODY) is None
