"""The front door of those who would like to help: what there is to do on a day near them, and everything beside it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samspil.awards.queries import open_round
from samspil.events import cards as event_cards
from samspil.events import queries as events
from samspil.foundation import clock, hooks
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import set_choices
from samspil.foundation.http import Request
from samspil.foundation.viewer import Viewer
from samspil.resources.queries import places, with_distance
from samspil.site.templatetags.looks import day, on_day
from samspil.stories import queries as stories
from samspil.tasks import cards as task_cards
from samspil.tasks import queries as tasks
from samspil.tasks import times
from samspil.tasks.models import Slot

ROW, PLANNING = "volunteers", "planning"  # the places in the manifests of the pages one gets to from here
DAYS_AHEAD = 14
EVENT_DAYS = 60  # the meeting of next autumn is not what one looks for here
MOST_TASKS, MOST_OTHERS = 6, 3
MOST_EVENTS = 4
MOST_STORIES = 2
MOST_LOOKED_AT = 300  # times ahead, so that one task with many of them does not hide the rest
Point = tuple[float, float]


class JoinForm(FilterForm):
    """Which day, and near what. Nothing is required: without an answer the soonest comes first."""

    dag = forms.ChoiceField(label=_("Hvilken dag?"), required=False)
    naer = forms.ChoiceField(label=_("Tæt på"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["q"]
        self.places = places()
        ahead = [clock.today() + timedelta(days=n) for n in range(DAYS_AHEAD)]
        set_choices(self, "dag", [("", _("Alle dage")), *((each.isoformat(), day_label(each)) for each in ahead)])
        set_choices(self, "naer", [("", _("Hele kommunen")), *((name, name) for name in self.places)])

    @property
    def day(self) -> date | None:
        chosen = self.values()["dag"]
        return date.fromisoformat(chosen) if chosen else None

    @property
    def near(self) -> Point | None:
        return self.places.get(self.values()["naer"])


def day_label(when: date) -> str:
    """ "I dag", "I morgen", and then the day of the week, which is what people have in mind."""
    soon = (when - clock.today()).days < 2
    return capfirst(day(when) if soon else on_day(when))


def bounds(when: date) -> tuple[datetime, datetime]:
    """The day from midnight to midnight, on the clock of the house."""
    zone = timezone.get_default_timezone()
    return tuple(datetime.combine(each, time.min, zone) for each in (when, when + timedelta(days=1)))  # type: ignore[return-value]


def task_rows(viewer: Viewer, when: date | None, near: Point | None, most: int = MOST_TASKS) -> list[dict[str, Any]]:
    """The next time with room of each task, soonest first, or nearest first. Three queries."""
    slots = tasks.open_slots(viewer)
    if when:
        # What runs for months, at hours one agrees on, is not an answer to "on Saturday".
        first, after = bounds(when)
        slots = slots.filter(all_day=False, starts_at__lt=after, ends_at__gt=first)
    found: dict[Any, Slot] = {}
    for slot in tasks.with_places(slots[:MOST_LOOKED_AT]):
        if slot.free:
            found.setdefault(slot.task_id, slot)
    open_tasks = with_distance([slot.task for slot in found.values()], near)
    if near:
        open_tasks.sort(key=lambda task: (task.km is None, task.km or 0.0))
    shown = open_tasks[:most]
    for task in shown:
        task.next_slots = [found[task.pk]]
    said = task_cards.rows(shown, viewer)
    return [
        {**row, "when": times.slot_in_words(found[task.pk]), "next": ""} for row, task in zip(said, shown, strict=True)
    ]


def event_rows(viewer: Viewer, when: date | None, near: Point | None) -> list[dict[str, Any]]:
    """What one can simply come to. Two queries."""
    first, after = bounds(when) if when else (clock.now(), clock.now() + timedelta(days=EVENT_DAYS))
    rows = events.events_for(viewer, events.Filters(near=near)).filter(cancelled_at=None)
    rows = rows.filter(starts_at__lt=after, ends_at__gt=first)
    found = with_distance(rows[:MOST_EVENTS], near)
    return event_cards.rows(events.with_places(found), viewer)


@dataclass(frozen=True, slots=True)
class Way:
    """A page one gets to from the front door, and what one finds there."""

    url_name: str
    label: Any


def ways(place: str) -> list[Way]:
    return [Way(item.url_name, item.label) for item in hooks.all_of("navigation") if item.place == place]


@require_safe
def join(request: Request) -> HttpResponse:
    viewer = request.viewer
    form = JoinForm(request.GET)
    found = task_rows(viewer, form.day, form.near)
    is_bare_day = form.day is not None and not found
    return render(
        request,
        "site/join.html",
        {
            "form": form,
            "is_narrowed": form.is_narrowed,
            "day_label": on_day(form.day) if form.day else "",
            "tasks": found,
            "other_days": task_rows(viewer, None, form.near, MOST_OTHERS) if is_bare_day else [],
            "events": event_rows(viewer, form.day, form.near),
            "stories": stories.with_readings(stories.stories(viewer)[:MOST_STORIES]),
            "award": open_round(viewer),
            "ways": ways(ROW),
            "plans": ways(PLANNING) if viewer.is_staff or viewer.speaks_for else [],
        },
    )
