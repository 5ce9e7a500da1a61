"""*Jeg spurgte - det skete*: what came of one challenge, short enough to be read in a minute (moment 5, C79)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.actors.models import ERASED
from samspil.challenges.chain import MUST_HOLD, Step, side
from samspil.challenges.models import ChainLink, ChainStep, Challenge
from samspil.evaluations.models import Evaluation, UserVoice, VoiceKind
from samspil.evaluations.queries import words_about
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.indicators.queries import Figure, figures_of
from samspil.practices.models import Practice
from samspil.practices.queries import uses_for
from samspil.trials.models import Outcome, Status, Trial

MOST_VOICES = 2
MOST_FIGURES = 3
MOST_TOLD = 30  # trials and practices of one challenge


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody did: when, who, what."""

    when: date
    who: str
    what: str


@dataclass(slots=True)
class Story:
    """What came of a challenge, as far as a viewer may read it. ``state`` says how far it has come."""

    challenge: Challenge
    state: str  # nothing, running, stopped, coming, lives, ended
    running: list[Trial]
    stopped: list[Trial]
    practices: list[Practice]
    evaluation: Evaluation | None
    figures: list[tuple[str, Figure]]  # what it was measured on, and the figure
    voices: list[UserVoice]
    chain: list[Step]
    is_all_municipal: bool
    lines: list[Line]

    @property
    def living(self) -> list[Practice]:
        return [row for row in self.practices if places_of(row)]

    @property
    def summary(self) -> str:
        """What a link to the page says of it."""
        if self.state == "lives":
            return self.living[0].body
        if self.state == "stopped":
            return self.stopped[0].learning
        return self.challenge.description


def places_of(practice: Practice) -> list[str]:
    """Where it lives today, by name."""
    return [use.actor.name for use in practice.visible_uses if use.is_current and use.actor.subject.shown]


def story_of(challenge: Challenge, viewer: Viewer) -> Story:
    """Eight queries, however much has happened."""
    trials = list(
        Trial.objects.visible_to(viewer)
        .filter(proposal__challenge=challenge, withdrawn_at=None, started_at__isnull=False)
        .select_related("subject", "actor", "proposal__actor", "proposal__subject")
        .order_by("-started_at")[:MOST_TOLD]
    )
    came = Q(challenge=challenge) | Q(proposal__challenge=challenge)
    practices = list(
        Practice.objects.visible_to(viewer)
        .filter(came, withdrawn_at=None)
        .select_related("subject", "actor")
        .prefetch_related(uses_for(viewer))
        .order_by("-since", "-pk")[:MOST_TOLD]
    )
    about = [*(row.pk for row in practices), *(row.pk for row in trials)]
    evaluations = evaluations_of(about, viewer)
    running = [row for row in trials if row.status == Status.RUNNING]
    stopped = [row for row in trials if row.status == Status.CONCLUDED and row.outcome == Outcome.STOP]
    steps, is_all_municipal = chain_of([challenge.pk, *about], challenge, viewer)
    return Story(
        challenge=challenge,
        state=state_of(trials, practices, running, stopped),
        running=running,
        stopped=stopped,
        practices=practices,
        evaluation=evaluations[0] if evaluations else None,
        figures=best_figures({row.pk: row.subject.title for row in (*practices, *trials, *evaluations)}, viewer),
        voices=voices_of(about, viewer),
        chain=steps,
        is_all_municipal=is_all_municipal,
        lines=lines_of(challenge, trials, practices, evaluations),
    )


def state_of(trials: list[Trial], practices: list[Practice], running: list[Trial], stopped: list[Trial]) -> str:
    if any(places_of(row) for row in practices):
        return "lives"
    if running:
        return "running"
    if any(use.since for row in practices for use in row.visible_uses):
        return "ended"
    if practices or len(trials) > len(stopped):
        return "coming"
    return "stopped" if stopped else "nothing"


def evaluations_of(about: list[UUID], viewer: Viewer) -> list[Evaluation]:
    """The completed evaluations, newest first. One query."""
    rows = Evaluation.objects.visible_to(viewer).filter(about__in=about, completed_at__isnull=False, withdrawn_at=None)
    return list(rows.select_related("subject", "actor").order_by("-completed_at")[:MOST_TOLD])


def voices_of(about: list[UUID], viewer: Viewer) -> list[UserVoice]:
    """What those who live with it agreed to have told. Their own words stand before notes from a talk. One query."""
    said = [voice for voice in words_about(about, viewer) if voice.text and voice.consent]
    return sorted(said, key=lambda voice: voice.kind != VoiceKind.QUOTE)[:MOST_VOICES]


def best_figures(titles: dict[UUID, str], viewer: Viewer) -> list[tuple[str, Figure]]:
    """The figures with both a before and an after, each with the name of what was measured. Two queries."""
    found = figures_of(titles, viewer)
    rows = [(title, figure) for pk, title in titles.items() for figure in found[pk] if figure.is_measured]
    return sorted(rows, key=lambda row: row[1].is_small)[:MOST_FIGURES]


def chain_of(ids: list[UUID], challenge: Challenge, viewer: Viewer) -> tuple[list[Step], bool]:
    """Who saw, devised, delivered and assessed, over the challenge and all that came of it. One query."""
    here = Q(subject__in=ids) | Q(subject__context=challenge.pk, step=ChainStep.DEVISED)
    rows = (
        ChainLink.objects.filter(here, may_read(viewer, "subject__"))
        .order_by("at", "pk")
        .values_list("step", "actor__name", "actor__subject__shown", "sphere")
    )
    names: dict[str, dict[str, None]] = {step: {} for step in ChainStep}
    spheres: dict[str, set[str]] = {step: set() for step in ChainStep}
    for step, name, is_shown, sphere in rows:
        names[step][name if is_shown or name == ERASED else _("En, der er skjult")] = None
        spheres[step].add(sphere)
    steps = [Step(step, str(step.label), list(names[step]), side(spheres[step])) for step in ChainStep]
    return steps, all(side(spheres[step]) == "municipality" for step in MUST_HOLD)


def lines_of(
    challenge: Challenge, trials: list[Trial], practices: list[Practice], evaluations: list[Evaluation]
) -> list[Line]:
    """Who did what, oldest first."""

    def line(when: Any, who: str, what: str, *about: str) -> Line:
        return Line(timezone.localdate(when) if hasattr(when, "hour") else when, who, what % about if about else what)

    found = [line(challenge.subject.created_at, challenge.speaker, _("spurgte"))]
    # In the order of the chain, which is kept within one day.
    tried = {trial.proposal_id: trial.proposal for trial in trials}
    for proposal in tried.values():
        if proposal.subject.shown:
            found.append(line(proposal.subject.created_at, proposal.speaker, _("foreslog %s"), proposal.title))
    for trial in trials:
        if trial.started_at:
            found.append(line(trial.started_at, trial.speaker, _("prøvede %s af"), trial.title))
        if trial.concluded_at and trial.outcome == Outcome.STOP:
            found.append(line(trial.concluded_at, trial.speaker, _("stoppede %s"), trial.title))
    for row in evaluations:
        if row.completed_at:
            found.append(line(row.completed_at, row.speaker, _("så på, hvad det gav")))
    for practice in practices:
        found.append(line(practice.since, practice.speaker, _("tog %s i brug"), practice.title))
        for use in practice.visible_uses:
            if use.is_current and use.actor_id != practice.actor_id and use.actor.subject.shown:
                found.append(line(use.since, use.actor.name, _("tog %s i brug"), practice.title))
    return sorted(found, key=lambda row: row.when)


def how_far(challenge: Challenge, viewer: Viewer) -> str:
    """How far a challenge has come, for the panel on its own page: "", "running", "stopped" or "lives". One query."""
    came = Q(challenge=challenge) | Q(proposal__challenge=challenge)
    daily = Practice.objects.visible_to(viewer).filter(came, withdrawn_at=None).values_list(Value("lives", CharField()))
    tried = Trial.objects.visible_to(viewer).filter(
        proposal__challenge=challenge, withdrawn_at=None, started_at__isnull=False
    )
    found = {state for (state,) in daily.union(tried.values_list("status"), all=True)}
    if "lives" in found or not found:
        return "lives" if found else ""
    return "running" if Status.RUNNING in found else "stopped"
