"""What comes after an idea, put straight into the tables: here it is counted, not decided."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from samspil.actors.models import Person
from samspil.challenges import chain
from samspil.challenges.models import ChainStep, Challenge
from samspil.evaluations.models import Evaluation, UserVoice
from samspil.foundation import clock, subjects
from samspil.foundation.verbs import journal
from samspil.foundation.viewer import SYSTEM
from samspil.indicators.models import Indicator, Measurement
from samspil.practices.models import Practice, Use
from samspil.proposals.models import Proposal
from samspil.trials.models import Trial
from tests.factories import make_actor, make_person, numbers


def spoken(person: Person | None = None, actor: Any = None) -> dict[str, Any]:
    person = person or make_person()
    return {"author": person, "actor": actor or person.actor}


def make_trial(proposal: Proposal, *, outcome: str = "", days: int = 30, learning: str = "", **facts: Any) -> Trial:
    """A trial that begins now, and is concluded ``days`` later when it has an outcome."""
    title = facts.pop("title", f"Vi prøver {next(numbers)}")
    trial = Trial(
        proposal=proposal,
        title=title,
        scale="full",
        status="concluded" if outcome else "running",
        started_at=clock.now(),
        concluded_at=clock.now() + timedelta(days=days) if outcome else None,
        outcome=outcome,
        learning=learning,
        **{**spoken(actor=facts.pop("actor", None)), **facts},
    )
    trial.subject = subjects.create("trial", title=title, by=trial.author.pk, context=proposal.subject)
    trial.save()
    chain.hold(trial.subject, ChainStep.DELIVERED, [trial.actor])
    journal("trials.started", trial.subject, by=SYSTEM)
    if outcome:
        with clock.at(trial.concluded_at):
            journal("trials.concluded", trial.subject, by=SYSTEM, payload={"outcome": outcome})
    return trial


def make_practice(
    proposal: Proposal | None = None,
    *,
    challenge: Challenge | None = None,
    until: Any = None,
    waits: bool = False,
    **facts: Any,
) -> Practice:
    """A practice that is carried out where it began from today on; ``waits`` for MED, or stopped ``until`` a day."""
    title, home = facts.pop("title", f"Sådan gør vi {next(numbers)}"), facts.pop("actor", None) or make_actor()
    audience = facts.pop("audience", "public")
    challenge = challenge or (proposal.challenge if proposal else None)
    practice = Practice(
        title=title,
        body=facts.pop("body", "Vi henter hinanden."),
        theme=facts.pop("theme", challenge.theme if challenge else "older"),
        proposal=proposal,
        challenge=challenge,
        since=facts.pop("since", clock.today()),
        **spoken(actor=home),
        **facts,
    )
    practice.subject = subjects.create("practice", title=title, by=practice.author.pk, audience=audience)
    practice.save()
    use = Use(
        practice=practice,
        since=None if waits else practice.since,
        until=until,
        stop_reason="Slut" if until else "",
        author=practice.author,
        actor=home,
    )
    use.subject = subjects.create("use", title=title, by=practice.author.pk, context=practice.subject)
    use.save()
    chain.hold(practice.subject, ChainStep.DELIVERED, [home])
    journal("practices.registered", practice.subject, by=SYSTEM)
    return practice


def make_evaluation(about: Trial | Practice, *, says: str = "", consent: bool = True, **facts: Any) -> Evaluation:
    """A completed evaluation, perhaps with what a user says."""
    evaluation = Evaluation(
        about=about.subject,
        gain_solutions="Flere kom ud.",
        gain_legitimacy="Naboerne var med.",
        gain_welfare="Færre ture for de samme penge.",
        completed_at=clock.now(),
        **{**spoken(), **facts},
    )
    evaluation.completed_by = evaluation.author
    evaluation.subject = subjects.create(
        "evaluation", title=f"Hvad gav {about.title}?", by=evaluation.author.pk, context=about.subject
    )
    evaluation.save()
    chain.hold(about.subject, ChainStep.ASSESSED, [evaluation.actor])
    if says:
        voice = UserVoice(evaluation=evaluation, kind="quote", who="user", text=says, consent=consent, **spoken())
        voice.subject = subjects.create("voice", title=says[:50], by=voice.author.pk, context=evaluation.subject)
        voice.save()
    journal("evaluations.completed", evaluation.subject, by=SYSTEM)
    return evaluation


def make_figure(
    about: Trial | Practice, before: int, after: int, *, n: int = 12, name: str = "Aftener alene"
) -> Indicator:
    indicator = Indicator.objects.create(
        subject=about.subject,
        kind="own",
        name=name,
        unit="aftener om ugen",
        higher_is_better=False,
        about_people=True,
        by=make_person(),
    )
    for phase, value in (("before", before), ("after", after)):
        Measurement.objects.create(
            indicator=indicator,
            phase=phase,
            on=clock.today(),
            value=Decimal(value),
            n=n,
            how="asked",
            by=indicator.by,
        )
    return indicator
