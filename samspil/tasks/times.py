"""When a task takes place: rules are counted out in local days, and only then put on the clock of the zone.

So a change to summer time moves nothing: ten o'clock stays ten o'clock. An hour that the clocks skip in spring is read
as the hour after it, and one that comes twice in autumn as the first of the two (RFC 5545, section 3.3.5).
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from samspil.foundation import clock
from samspil.resources import recurrence
from samspil.tasks.models import AHEAD, MOST_SLOTS, Slot, Task, TaskShape

# How the form asks. The rule of a task is one of ``resources.recurrence``, or yearly.
PATTERNS = {
    "weekly": gettext_lazy("Hver uge"),
    "biweekly": gettext_lazy("Hver anden uge"),
    "monthly": gettext_lazy("Hver måned"),
    "yearly": gettext_lazy("Hvert år"),
}
YEARLY = "FREQ=YEARLY"


class Moment(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False


def aware(day: date, at: time, zone: str) -> datetime:
    """A local time as the moment it is, in UTC so that two of them can be compared."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def moment(day: date, starts: time, ends: time, zone: str) -> Moment:
    """From ``starts`` to ``ends`` on the local clock; past midnight when it ends before it begins."""
    last = day if ends > starts else day + timedelta(days=1)
    begins, stops = aware(day, starts, zone), aware(last, ends, zone)
    if stops <= begins:  # it begins in the hour that the clocks skip
        stops = begins + (datetime.combine(last, ends) - datetime.combine(day, starts))
    return Moment(begins, stops)


def period(first_on: date, until_on: date, zone: str) -> Moment:
    """From the first day to the last, both whole."""
    return Moment(aware(first_on, time(), zone), aware(until_on + timedelta(days=1), time(), zone), all_day=True)


def moments(task: Task, after: date, most: int = MOST_SLOTS) -> list[Moment]:
    """The moments of a task from the local day ``after`` on, as far ahead as slots are made."""
    if task.shape == TaskShape.PERIOD:
        last = task.until_on or task.first_on
        return [period(task.first_on, last, task.zone)] if last >= after else []
    starts, ends = task.starts_at or time(), task.ends_at or time()
    if task.shape == TaskShape.ONCE:
        days = [task.first_on]
    else:
        horizon = max(after, task.first_on) + AHEAD
        if "YEARLY" in task.recurrence:
            horizon += timedelta(days=3 * 366)
        last = min(task.until_on, horizon) if task.until_on else horizon
        found = recurrence.dates(task.recurrence, task.first_on, max(after, task.first_on), most)
        days = [day for day in found if day <= last]
    return [moment(day, starts, ends, task.zone) for day in days if day >= after]


def rule_of(pattern: str, days: list[str], order: int = 1) -> str:
    """The rule that the form's answers make. Raises: ValidationError on ``days``."""
    return YEARLY if pattern == "yearly" else recurrence.rule_of(pattern, days, order)


def pattern_of(rule: str, first_on: date | None) -> tuple[str, int]:
    return ("yearly", 1) if rule == YEARLY else recurrence.pattern_of(rule, first_on)


# --- in words ---------------------------------------------------------------------------------------------------------


def local(at: datetime, zone: str) -> datetime:
    return timezone.localtime(at, ZoneInfo(zone))


def full_day(day: date) -> str:
    return date_format(day, pgettext("datoformat", "j. F Y"))


def slot_in_words(slot: Slot) -> str:
    """ "Torsdag den 3. december 2026 kl. 10–12", or a period from day to day."""
    starts, ends = local(slot.starts_at, slot.task.zone), local(slot.ends_at, slot.task.zone)
    if slot.all_day:
        last = ends.date() - timedelta(days=1)
        if last == starts.date():
            return full_day(last)
        return _("%(first)s til %(last)s") % {"first": full_day(starts), "last": full_day(last)}
    # Translators: a day with its weekday, in Django's date format letters; backslashes keep letters as they are.
    day = date_format(starts, pgettext("datoformat", r"l \d\e\n j. F Y"))
    hours = recurrence.clock_in_words(starts.time(), ends.time())
    return f"{day[:1].upper()}{day[1:]} {hours}"


def task_in_words(task: Task) -> str:
    """When the task is, on one line of a list."""
    if task.shape == TaskShape.PERIOD:
        if task.until_on:
            return _("%(first)s til %(last)s") % {"first": full_day(task.first_on), "last": full_day(task.until_on)}
        return full_day(task.first_on)
    hours = recurrence.clock_in_words(task.starts_at, task.ends_at)
    said = recurrence.rule_in_words(task.recurrence, task.first_on)
    if task.recurrence == YEARLY:
        said = _("Hvert år den %(day)s") % {"day": date_format(task.first_on, pgettext("datoformat", "j. F"))}
    until = ""
    if task.recurrence and task.until_on:
        until = _("til og med %(day)s") % {"day": full_day(task.until_on)}
    return " ".join(part for part in (said, hours, until) if part)


def days_of(task: Task) -> list[str]:
    """The days of the week it may take place on; a period without fixed hours may be any day."""
    if task.shape == TaskShape.PERIOD:
        return list(recurrence.DAYS)
    if task.recurrence == YEARLY:
        return []  # another one each year
    return recurrence.days_of(task.recurrence, task.first_on)


# --- the slots of a task ----------------------------------------------------------------------------------------------


def still_on(task: Task) -> list[Moment]:
    """The moments from today on but those called off: of what comes again that day, whatever the hour is now; of what
    comes once that very hour, because another one is a new plan.
    """
    found = moments(task, local(clock.now(), task.zone).date())
    off = set(task.slots.exclude(cancelled_at=None).values_list("starts_at", flat=True))
    days = {local(at, task.zone).date() for at in off} if task.recurrence else set()
    return [each for each in found if each.starts_at not in off and local(each.starts_at, task.zone).date() not in days]


def lay_out(task: Task) -> None:
    """Make the slots that a task has ahead of it and lacks. Two at the same moment make them once."""
    known = set(task.slots.values_list("starts_at", flat=True))
    ahead = sum(1 for at in known if at >= clock.now())
    new = [each for each in still_on(task) if each.starts_at not in known and each.ends_at > clock.now()]
    rows = [
        Slot(
            task=task,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            all_day=each.all_day,
            places=task.places,
            needed=task.needed,
            changed_at=clock.now(),
        )
        for each in new[: max(0, MOST_SLOTS - ahead)]
    ]
    Slot.objects.bulk_create(rows, ignore_conflicts=True)


def move_slots(task: Task) -> tuple[list[Slot], list[Slot]]:
    """Let the slots ahead follow the task's new times. One on the same day is moved; one on a day that is gone goes
    when nobody is signed up to it, and else stays. Returns those that were moved, and those that stayed behind.
    """
    now = clock.now()
    ahead = {
        local(slot.starts_at, task.zone).date(): slot
        for slot in task.slots.filter(ends_at__gt=now, cancelled_at=None).prefetch_related("sign_ups")
    }
    wanted = {local(each.starts_at, task.zone).date(): each for each in still_on(task)}
    moved, stayed = [], []
    for day, slot in ahead.items():
        goes_to = wanted.get(day) or (next(iter(wanted.values())) if len(ahead) == len(wanted) == 1 else None)
        if goes_to is None:
            if any(sign_up.stands for sign_up in slot.sign_ups.all()):
                stayed.append(slot)
            else:
                slot.delete()
            continue
        if (slot.starts_at, slot.ends_at, slot.all_day) != goes_to:
            slot.starts_at, slot.ends_at, slot.all_day = goes_to
            moved.append(slot)
    for slot in moved:
        raise_sequence(slot)
    lay_out(task)
    return moved, stayed


def raise_sequence(slot: Slot) -> None:
    """Calendars that hold it take the new version (RFC 5545, section 3.8.7.4)."""
    slot.sequence += 1
    slot.changed_at = clock.now()
    slot.save()


def between(slots: Iterable[Slot], first: date, last: date) -> list[Slot]:
    """Those that begin on a local day from ``first`` to ``last``."""
    return [slot for slot in slots if first <= local(slot.starts_at, slot.task.zone).date() <= last]
