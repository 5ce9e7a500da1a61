"""Trials as life makes them: planned, said yes to, begun. Everything through the verbs."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person
from samspil.evaluations.models import Evaluation
from samspil.foundation import clock, subjects
from samspil.foundation.models import bump
from samspil.indicators.actions import add_indicator
from samspil.proposals.models import Proposal
from samspil.trials import actions
from samspil.trials.models import Trial
from tests.factories import make_challenge, make_person, make_proposal, viewer

LIGHT = {
    "what": "Vi spiser frokost ved ét bord.",
    "who": "Mette og beboerne",
    "noticing": "Flere bliver siddende.",
    "reason": "I dag spiser alle hver for sig.",
    "is_reversible": True,
}
FULL = {
    "believe": "en fast tur på vandet",
    "leads_to": "at flere har nogen at ringe til",
    "seen_by": "færre, der siger, de er ensomme",
    "who": "Lystfiskerne",
    "competences_needed": "At sejle og at lytte.",
    "competences_present": "Kurt sejler. Alle kan lytte.",
    "users_part": "De skriver i dagbogen hver torsdag.",
    "reason": "I dag venter 38 på en besøgsven.",
    "is_reversible": True,
}
YES = {"reason": "Godt tænkt.", "interest": "none"}


def plan(proposal: Proposal, *, by: Person | None = None, scale: str = "light", **facts: Any) -> Trial:
    today = clock.today()
    facts = {
        "title": "Ét bord til frokost",
        "starts_on": today,
        "ends_on": today + timedelta(weeks=4),
        **(LIGHT if scale == "light" else FULL),
        **facts,
    }
    return actions.plan_trial(by=viewer(by or make_person()), proposal_id=proposal.pk, scale=scale, **facts)


def plan_full(*, by: Person | None = None, ways: int = 2, **facts: Any) -> Trial:
    """A full plan with other ways beside it, carried by ``by``."""
    challenge = facts.pop("challenge", None) or make_challenge()
    proposal = make_proposal(challenge, degree=facts.pop("degree", "incremental"))
    others = [make_proposal(challenge).pk for _ in range(ways)]
    return plan(proposal, by=by, scale="full", alternatives=others, **facts)


def run(trial: Trial, by: Person) -> Trial:
    """Begin a trial that is ready; a full one gets something to measure first."""
    if not trial.is_light and not trial.subject.indicators.exists():
        add_indicator(by=viewer(trial.author), subject_id=trial.pk, kind="loneliness")
    return actions.start_trial(by=viewer(by), trial_id=trial.pk)


def make_due(trial: Trial) -> Trial:
    """Its period was over yesterday."""
    days = {"starts_on": clock.today() - timedelta(days=20), "ends_on": clock.today() - timedelta(days=1)}
    Trial.objects.filter(pk=trial.pk).update(**days)
    trial.refresh_from_db()
    return trial


def evaluated(trial: Trial) -> Evaluation:
    """A completed evaluation, as its own verbs would leave it; they have tests of their own."""
    subject = subjects.create("evaluation", title="Vurdering", by=trial.author_id, context=trial.subject)
    row = Evaluation(
        subject=subject, about=trial.subject, author=trial.author, actor=trial.actor, completed_at=clock.now()
    )
    row.gain_solutions = row.gain_legitimacy = row.gain_welfare = "Flere kom ud."
    row.completed_by = trial.author
    row.save()
    bump(subject)
    return row
