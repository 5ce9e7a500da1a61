"""Whom one may call in the demo. One of them nobody has confirmed for more than a year."""

from samspil.demo.content.wayfinding import DOORS, DoorText
from samspil.demo.story import Loader
from samspil.wayfinding.actions import add_contact_point


def plan(loader: Loader) -> None:
    for text in DOORS:
        loader.plan(text.days_ago, add, loader, text)


def add(loader: Loader, text: DoorText) -> None:
    add_contact_point(
        by=loader.viewer(text.by),
        function=text.function,
        helps_with=text.helps_with,
        phone=text.phone,
        person_id=loader.people[text.person].pk if text.person else None,
        unit_id=loader.units[text.unit].pk if text.unit else None,
        hours=text.hours,
        themes=list(text.themes),
        languages=list(text.languages),
    )
