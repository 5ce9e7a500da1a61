"""The letters of a plan: may we ask when you can, and, once it is confirmed, one to each with all that is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samspil.actors.queries import viewer_of
from samspil.foundation import clock, mail
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer
from samspil.rosters import queries
from samspil.rosters.models import Roster, RosterMember
from samspil.tasks import calendar, times
from samspil.tasks.models import SignUp, Task

OF_MEMBER = ("roster__subject", "roster__host__unit", "person__actor", "actor", "area")
PURPOSE, SHIFTS = PURPOSES = ("roster-wishes", "roster-shifts")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a letter: whose wishes or times, and who holds it."""

    link: OneTimeLink
    member: RosterMember
    viewer: Viewer


def opened(token: str, purpose: str = PURPOSE) -> Opened | None:
    """None when it is too old, was used, or there is no such plan any more."""
    link = OneTimeLink.objects.open(purpose, token)
    key = link.payload.get("member") if link else None
    rows = RosterMember.objects.select_related(*OF_MEMBER)
    member = rows.filter(pk=key, roster__withdrawn_at=None, roster__subject__shown=True).first() if key else None
    if link is None or member is None or member.person_id != link.person:
        return None
    return Opened(link, member, viewer_of(member.person))


def lasts(roster: Roster) -> timedelta:
    """As long as the plan: wishes may change until the last day."""
    end = datetime.combine(roster.until_on, time(23, 59), tzinfo=ZoneInfo(settings.TIME_ZONE))
    return max(end - clock.now(), timedelta(days=1))


def ask(member: RosterMember, tasks: Iterable[tuple[Task, bool]]) -> None:
    """``tasks`` as of ``queries.with_way_in``."""
    roster, person = member.roster, member.person
    _link, token = OneTimeLink.issue(PURPOSE, lasts=lasts(roster), person=person.pk, payload={"member": member.pk})
    mail.post(
        "rosters/mail/ask.txt",
        {
            "person": person,
            "member": member,
            "roster": roster,
            "tasks": [
                (task, mail.address(reverse("tasks:page", args=[task.pk])) if may_open else "")
                for task, may_open in tasks
            ],
            "link": mail.address(reverse("rosters:wishes-by-link", args=[token])),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"roster-ask:{member.pk}",
        holds_secret=True,
        language=person.language,
    )


def tell_shifts(member: RosterMember, got: list[SignUp], lost: list[SignUp], *, key: str) -> None:
    """One letter about a plan that was confirmed: the times somebody gets, and those they are free of. All their times
    go along for the calendar. Who has no address is rung up (``queries.Table.to_ring``).
    """
    roster, person = member.roster, member.person
    if not person.email or person.erased_at:
        return
    with translation.override(person.language):
        standing = queries.own_shifts(member)
        new = {row.pk for row in got}
        gets = [(row, when) for row, when in standing if row.pk in new]
        loses = [(row, times.slot_in_words(row.slot)) for row in sorted(lost, key=lambda row: row.slot.starts_at)]
        files = calendar.in_a_letter([*(row for row, _when in standing), *lost], roster.title)
    if not gets and not loses:
        return
    _link, token = OneTimeLink.issue(SHIFTS, lasts=lasts(roster), person=person.pk, payload={"member": member.pk})
    mail.post(
        "rosters/mail/shifts.txt",
        {
            "person": person,
            "member": member,
            "roster": roster,
            "is_first": len(gets) == len(standing) and not loses,
            "gets": gets,
            "loses": loses,
            "task": (gets or loses)[0][0].slot.task,
            "link": mail.address(reverse("rosters:shifts-by-link", args=[token])),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=f"roster-shifts:{key}:{member.pk}",
        holds_secret=True,
        language=person.language,
        attachments=files,
    )
