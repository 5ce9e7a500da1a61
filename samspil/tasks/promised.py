"""Paid hours that a company gives at a task are used of what it promised; a corrected number corrects them."""

from decimal import Decimal

import rules
from django.db.models import Q

from samspil.actors.models import Actor
from samspil.company_pledges import actions as company_pledges
from samspil.company_pledges.models import ABOUT_KINDS, CompanyPledge, PledgeUse, PromiseKind
from samspil.company_pledges.rules import COMPANIES
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.tasks import times
from samspil.tasks.models import Party, SignUp

LEAST = Decimal("0.5")  # hours


def used_by(row: SignUp, by: Viewer, *, is_first: bool) -> PledgeUse | None:
    """What stands as used now that ``row.came`` were there; ``is_first``: nobody was, until now."""
    hours = row.slot.hours * (row.came or 0)
    if row.use is None:
        company = company_of(row, by) if is_first and hours >= LEAST else None
        return use_promise(row, company, hours, by) if company else None
    if hours == row.use.hours or not rules.has_perm("company_pledges.correct_use", by, row.use):
        return row.use
    stands = hours >= LEAST
    company_pledges.correct_use(by=by, use_id=row.use.pk, hours=hours if stands else None)
    return row.use if stands else None


def company_of(row: SignUp, by: Viewer) -> Actor | None:
    """The company that came. One without anybody who speaks for it here counts by its name when the host or staff wrote
    it down, or when the contact of its promise did; a name that anybody may type gives nothing away of what another has
    promised.
    """
    if row.party != Party.COMPANY:
        return None
    if row.actor:
        return row.actor
    named = Actor.objects.visible_to(by).filter(name__iexact=row.party_name, kind__in=COMPANIES)
    if not row.entered_by_id:
        theirs = CompanyPledge.objects.filter(contact=row.person_id, withdrawn_at=None)
        named = named.filter(pk__in=theirs.values("actor"))
    return named.first()


def use_promise(row: SignUp, company: Actor, hours: Decimal, by: Viewer) -> PledgeUse | None:
    """The hours noted, where the company has promised hours for that day."""
    slot, host = row.slot, row.slot.task.host
    if not (by.is_staff or host.pk in by.speaks_for) or company.pk == host.pk:
        return None
    day = times.local(slot.starts_at, slot.task.zone).date()
    lasts = Q(ended_on=None) | Q(ended_on__gte=day)
    pledge = (
        CompanyPledge.objects.visible_to(by)
        .filter(lasts, actor=company, kind=PromiseKind.HOURS, withdrawn_at=None, from_on__lte=day, until_on__gte=day)
        .order_by("until_on", "pk")
        .first()
    )
    if pledge is None or not rules.has_perm("company_pledges.use", by, pledge):
        return None
    origin = slot.task.origin
    is_shown = origin is not None and origin.kind in ABOUT_KINDS and origin.audience == Audience.PUBLIC
    return company_pledges.record_use(
        by=by,
        pledge_id=pledge.pk,
        receiver=host.name,
        what=slot.task.title,
        on=day,
        hours=hours,
        page=str(origin.pk) if origin and is_shown and origin.readable_by(by) else "",
        beyond=True,  # they were there; what goes beyond the promise is shown as such
    )
