"""What Engbæk already does well: told by those who do it, taken into use by others, and one thing that stopped."""

from datetime import timedelta
from functools import partial

from samspil.demo.content.practices import PRACTICES, LabelText, LookText, PracticeText, UseText
from samspil.demo.story import Loader
from samspil.evaluations import actions as evaluations
from samspil.foundation import clock
from samspil.practices import actions, queries
from samspil.practices.models import FollowUp, Practice

NONE = {"interest": "none"}


def plan(loader: Loader) -> None:
    for text in PRACTICES:
        loader.plan(text.days_ago, register, loader, text)


def register(loader: Loader, text: PracticeText) -> None:
    challenge, proposal = loader.challenges.get(text.challenge), loader.proposals.get(text.proposal)
    practice = actions.register_practice(
        by=loader.viewer(text.by),
        home_id=loader.actors[text.home].pk,
        title=text.title,
        body=text.body,
        recipe=text.recipe,
        theme=text.theme,
        since=clock.today() - timedelta(days=text.since_days_ago - int(text.days_ago)),
        challenge_id=challenge.pk if challenge else None,
        proposal_id=proposal.pk if proposal else None,
        cost_neutral=text.cost_neutral,
        cost_per_year=text.cost_per_year,
        cost_note=text.cost_note,
        contact=text.contact,
        changes=list(text.changes),
        devised_by=[loader.actors[key].pk for key in text.devised_by],
        delivers=[loader.actors[key].pk for key in text.delivers],
    )
    loader.things[f"practice:{text.key}"] = practice
    for thanks in text.thanks:
        named = {"actor_id": loader.actors[thanks.actor].pk} if thanks.actor else {"name": thanks.name}
        thank = {"practice_id": practice.pk, "has_agreed": bool(thanks.name), "what_for": thanks.what_for, **named}
        loader.later(text.days_ago - 2, partial(actions.thank, by=loader.viewer(text.by), **thank))
    for look in text.looks:
        loader.later(look.days_ago, partial(look_again, loader, practice, text.by, look))
    for use in text.uses:
        loader.later(use.days_ago, partial(adopt, loader, practice, use))
    if text.label:
        loader.later(text.label.days_ago, partial(evaluate, loader, practice, text.by, text.label))
    if text.stopped:
        stop = {"use_id": practice.uses.get().pk, "reason": text.stopped}
        loader.later(text.stopped_days_ago, partial(actions.stop_use, by=loader.viewer(text.by), **stop))


def look_again(loader: Loader, practice: Practice, by: str, text: LookText) -> None:
    due = clock.today() + timedelta(days=text.due_in)
    row: FollowUp = actions.plan_follow_up(by=loader.viewer(by), practice_id=practice.pk, due=due, what=text.what)
    if text.note:
        note = partial(actions.note_follow_up, by=loader.viewer(by), follow_up_id=row.pk, note=text.note)
        loader.later(text.noted_days_ago, note)


def adopt(loader: Loader, practice: Practice, text: UseText) -> None:
    """A unit's leader decides and says why; an association or another municipality simply begins."""
    decided = {"reason": f"Det virker hos {practice.actor.name}. Vi har det samme behov.", **NONE}
    actions.adopt_practice(
        by=loader.viewer(text.by),
        practice_id=practice.pk,
        actor_id=loader.actors[text.actor].pk,
        adaptation=text.how,
        changes=list(text.changes),
        **(decided if text.actor in loader.units else {}),
    )


def evaluate(loader: Loader, practice: Practice, by: str, text: LabelText) -> None:
    """Those who do it evaluate with a user; then the coordinator puts the label on, with the evidence."""
    viewer = loader.viewer(by)
    row = evaluations.begin_evaluation(by=viewer, about_id=practice.pk)
    parts = dict(zip(("gain_solutions", "gain_legitimacy", "gain_welfare"), text.gains, strict=True))
    evaluations.edit_evaluation(
        by=viewer,
        evaluation_id=row.pk,
        what_happened=text.happened,
        lesson=text.lesson,
        no_figures_why="Vi talte ikke, før bussen kørte.",
        **parts,
    )
    evaluations.add_voice(
        by=viewer, evaluation_id=row.pk, kind="quote", who="user", text=text.voice, first_name="Viggo", consent=True
    )
    evaluations.complete_evaluation(by=viewer, evaluation_id=row.pk)
    birthe = loader.viewer("birthe")
    found = queries.evidence_for(practice, birthe)
    actions.label_social_innovation(
        by=birthe,
        practice_id=practice.pk,
        evaluation_id=row.pk,
        better=text.better,
        use_id=found.uses[0].pk,
        link_id=found.links[0].pk,
    )
