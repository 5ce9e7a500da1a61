"""Evaluating a trial: who takes part, and what stands on the chain of all it hangs on."""

import pytest

from samspil.challenges.chain import chain_of
from samspil.challenges.models import ChainLink, ChainStep
from samspil.evaluations import queries
from samspil.evaluations.models import Lesson
from samspil.foundation.verbs import Refused
from samspil.trials.actions import add_partner
from tests.evaluations.making import make_completed, make_evaluation, make_indicator
from tests.factories import make_challenge, make_person, make_proposal, viewer
from tests.trials.making import plan, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge():
    return make_challenge(theme="health")


@pytest.fixture
def trial(karen, challenge):
    return run(plan(make_proposal(challenge), by=karen), karen)


@pytest.mark.capability("C41")
def test_those_who_carry_it_and_their_partners_evaluate(trial, karen, kurt):
    anglers = kurt.memberships.get().actor
    with pytest.raises(Refused):
        make_evaluation(by=kurt, about_id=trial.pk)
    add_partner(by=viewer(karen), trial_id=trial.pk, actor_id=anglers.pk, role="Sejler", delivers=True, interest="none")
    evaluation = make_evaluation(by=kurt, about_id=trial.pk, speaks_as=anglers.pk)
    assert (evaluation.name, evaluation.theme) == (trial.title, "health")
    assert make_indicator(trial.pk, by=kurt).by_id == kurt.pk


@pytest.mark.capability("C20")
def test_who_assessed_shows_on_the_proposal_and_the_challenge(trial, karen, challenge):
    evaluation = make_completed(by=karen, about_id=trial.pk)
    held = ChainLink.objects.filter(step=ChainStep.ASSESSED)
    subjects = {evaluation.pk, trial.pk, trial.proposal_id, challenge.pk}
    assert set(held.values_list("subject", "actor", "sphere")) == {
        (pk, karen.actor_id, "civil_society") for pk in subjects
    }
    steps = {step.step: step.names for step in chain_of(challenge.subject, viewer(karen)).steps}
    assert steps[ChainStep.ASSESSED] == ["Karen"]
    assert queries.completed_for(trial.pk) == evaluation
    assert queries.words_about([trial.pk], viewer(karen))[0].text == "Nu har jeg noget at stå op til."


@pytest.mark.capability("C53")
def test_a_later_trial_of_the_same_theme_is_shown_the_lesson(trial, karen):
    make_completed(by=karen, about_id=trial.pk)
    mine = make_person()
    later = plan(make_proposal(make_challenge(theme="health")), by=mine)
    elsewhere = plan(make_proposal(make_challenge(theme="older")), by=mine)
    assert queries.lessons_for(viewer(mine), subject=later.subject) == [Lesson.objects.get()]
    assert queries.lessons_for(viewer(mine), subject=elsewhere.subject) == []
    assert queries.lessons_for(viewer(karen), subject=trial.subject) == []
