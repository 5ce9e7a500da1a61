"""Practices for tests, told and taken into use through the verbs."""

from typing import Any

from samspil.actors.models import Actor, Person, Unit
from samspil.evaluations import actions as evaluations
from samspil.evaluations.models import Evaluation
from samspil.practices import actions
from samspil.practices.models import Practice, Use
from tests.factories import make_actor, make_person, make_unit, numbers, viewer

REASON = {"reason": "Det virker der. Vi har det samme behov.", "interest": "none"}


def leader_of(unit: Unit) -> Person:
    return make_person(role="leader", scope=unit, amount=25_000)


def make_practice(*, by: Person | None = None, home: Actor | Unit | None = None, **facts: Any) -> Practice:
    """A practice of a unit, told by its leader; or of an association, told by whoever speaks for it."""
    if home is None:
        home = make_unit()
    place = home.actor if isinstance(home, Unit) else home
    if by is None:
        by = leader_of(home) if isinstance(home, Unit) else make_person(member_of=place)
    facts = {
        "title": f"Fælles spisning om torsdagen {next(numbers)}",
        "body": "Beboere og naboer spiser sammen. Alle har en opgave.",
        "theme": "older",
        **facts,
    }
    return actions.register_practice(by=viewer(by), home_id=place.pk, **facts)


def adopt(practice: Practice, *, by: Person | None = None, place: Actor | Unit | None = None, **facts: Any) -> Use:
    """Another unit or association does it too."""
    if place is None:
        place = make_actor()
    actor = place.actor if isinstance(place, Unit) else place
    if by is None:
        by = leader_of(place) if isinstance(place, Unit) else make_person(member_of=actor)
    told = REASON if isinstance(place, Unit) else {}
    return actions.adopt_practice(by=viewer(by), practice_id=practice.pk, actor_id=actor.pk, **(told | facts))


def evaluate(about: Practice, *, by: Person | None = None, **facts: Any) -> Evaluation:
    """A completed evaluation with a user's voice."""
    person = by or make_person(role="coordinator")
    row = evaluations.begin_evaluation(by=viewer(person), about_id=about.pk)
    gains = dict.fromkeys(("gain_solutions", "gain_legitimacy", "gain_welfare"), "Flere får talt med nogen.")
    evaluations.edit_evaluation(
        by=viewer(person), evaluation_id=row.pk, **({"no_figures_why": "Vi er for få til tal."} | gains | facts)
    )
    evaluations.add_voice(
        by=viewer(person),
        evaluation_id=row.pk,
        kind="quote",
        who="user",
        text="Jeg glæder mig hele ugen.",
        consent=True,
    )
    return evaluations.complete_evaluation(by=viewer(person), evaluation_id=row.pk)


def evidence(practice: Practice, **facts: Any) -> dict[str, Any]:
    """The first there is for each test, as the label takes it."""
    from samspil.practices import queries

    found = queries.evidence_for(practice, viewer(make_person(role="coordinator")))
    chosen = {
        "evaluation_id": found.evaluations[0].pk if found.evaluations else None,
        "use_id": found.uses[0].pk if found.uses else None,
        "link_id": found.links[0].pk if found.links else None,
        "better": "Flere beboere spiser sammen med nogen.",
    }
    return chosen | facts


def label(practice: Practice, *, by: Person | None = None, **facts: Any) -> Practice:
    granter = by or make_person(role="coordinator")
    return actions.label_social_innovation(by=viewer(granter), practice_id=practice.pk, **evidence(practice, **facts))


def labelled_practice(**facts: Any) -> Practice:
    """An association found it out and a unit does it: all three tests hold."""
    practice = make_practice(devised_by=[make_actor().pk], **facts)
    evaluate(practice)
    return label(practice)
