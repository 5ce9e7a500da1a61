"""What was tried with technology in the demo, and what the units need, each told on its own day."""

from dataclasses import asdict
from functools import partial
from typing import Any

from samspil.demo.content.experiences import EXPERIENCES, TOOLS
from samspil.demo.content.experiences_types import ExperienceText, JoinText, MatchText, NeedText, ReuseText
from samspil.demo.content.technology_needs import NEEDS
from samspil.demo.story import Loader
from samspil.exchange.columns import folded
from samspil.experiences import actions
from samspil.foundation import clock
from samspil.technologies.actions import add_technology
from samspil.technologies.models import Technology
from samspil.technology_needs import actions as needs

MATCH_PARTS = ("whom", "setting", "staffing", "terms", "verdict", "why")


def plan(loader: Loader) -> None:
    for text in EXPERIENCES:
        loader.plan(text.days_ago, tell, loader, text)
    for need in NEEDS:
        loader.plan(need.days_ago, note, loader, need)


def technology(loader: Loader, key: str) -> Technology:
    """The technology as the catalogue has it; where it has none of the name, it is put there first."""
    text = TOOLS[key]
    standing = Technology.objects.filter(key=folded(text.title), withdrawn_at=None).first()
    if standing:
        return standing
    facts: dict[str, Any] = asdict(text) | {"targets": list(text.targets), "purposes": list(text.purposes)}
    return add_technology(by=loader.viewer("birthe"), **facts)


def tell(loader: Loader, text: ExperienceText) -> None:
    named = ("title", "tried", "result", "went", "evidence", "place", "source", "link", "period", "people")
    made = actions.tell_experience(
        by=loader.viewer(text.by),
        technology_id=technology(loader, text.tool).pk,
        unit_id=loader.units[text.unit].pk if text.unit else None,
        origin=text.origin or "own",
        year=min(text.year, clock.today().year) if text.year else None,
        people_note=text.people_note,
        method=text.method,
        figures=[asdict(figure) for figure in text.figures],
        **{name: getattr(text, name) for name in named},
    )
    loader.things[f"experience {text.key}"] = made
    if text.match:
        loader.later(text.match.days_ago, partial(match, loader, made.pk, text.match))


def match(loader: Loader, pk: Any, text: MatchText) -> None:
    told = {name: getattr(text, name) for name in MATCH_PARTS}
    actions.match_context(by=loader.viewer(text.by), experience_id=pk, **told)


def note(loader: Loader, text: NeedText) -> None:
    need = needs.note_need(
        by=loader.viewer(text.by),
        unit_id=loader.units[text.unit].pk,
        title=text.title,
        today=text.today,
        for_whom=text.for_whom,
        how_often=text.how_often,
        audience=text.audience,
    )
    loader.things[f"need {text.title}"] = need
    for row in text.joins:
        loader.later(row.days_ago, partial(join, loader, need.pk, row))
    if text.looking:
        loader.later(text.days_ago - 2, partial(needs.look_at_others, by=loader.viewer(text.looking), need_id=need.pk))
    if text.reuse:
        loader.later(text.reuse.days_ago, partial(decide, loader, need.pk, text.reuse))
    if text.closed:
        close = partial(needs.close_need, by=loader.viewer(text.by), need_id=need.pk, reason=text.closed)
        loader.later(text.days_ago - 20, close)


def join(loader: Loader, pk: Any, text: JoinText) -> None:
    by = loader.viewer(text.by)
    needs.join_need(by=by, need_id=pk, unit_id=loader.units[text.unit].pk, note=text.note)


def decide(loader: Loader, pk: Any, text: ReuseText) -> None:
    looked_at = [loader.things[f"experience {key}"].pk for key in text.looked_at]
    needs.decide_reuse(
        by=loader.viewer(text.by),
        need_id=pk,
        choice=text.choice,
        why=text.why,
        looked_at=looked_at,
        searched=text.searched,
    )
