"""The one letter of a plan: may we ask when you can? Who comes when is told by ``tasks``, once it is confirmed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from samspil.actors.queries import viewer_of
from samspil.foundation import clock, mail
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer
from samspil.rosters.models import Roster, RosterMember

PURPOSE = "roster-wishes"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a letter: whose wishes, and who holds it."""

    link: OneTimeLink
    member: RosterMember
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """None when it is too old, was used, or there is no such plan any more."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    key = link.payload.get("member") if link else None
    rows = RosterMember.objects.select_related("roster__subject", "roster__host__unit", "person__actor", "area")
    member = rows.filter(pk=key, roster__withdrawn_at=None, roster__subject__shown=True).first() if key else None
    if link is None or member is None or member.person_id != link.person:
        return None
    return Opened(link, member, viewer_of(member.person))


def lasts(roster: Roster) -> timedelta:
    """As long as the plan: wishes may change until the last day."""
    end = datetime.combine(roster.until_on, time(23, 59), tzinfo=ZoneInfo(settings.TIME_ZONE))
    return max(end - clock.now(), timedelta(days=1))


def ask(member: RosterMember) -> None:
    roster, person = member.roster, member.person
    _link, token = OneTimeLink.issue(PURPOSE, lasts=lasts(roster), person=person.pk, payload={"member": member.pk})
    mail.post(
        "rosters/mail/ask.txt",
        {
            "person": person,
            "roster": roster,
            "link": mail.address(reverse("rosters:wishes-by-link", args=[token])),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"roster-ask:{member.pk}",
        holds_secret=True,
        language=person.language,
    )
