"""The verbs about a company's contact: somebody there who notes hours by a link of their own, without an account."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.actors.actions import register_person
from samspil.actors.models import Person
from samspil.company_pledges import letters
from samspil.company_pledges.models import NAME_LENGTH, CompanyPledge
from samspil.foundation import clock
from samspil.foundation.addresses import email_address
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.actions import let_go
from samspil.identity.rates import Rate

LINKS_BY = Rate("pledge-links-by", 100, timedelta(days=1))  # an address somebody typed is a stranger's mailbox


@verb(CompanyPledge)
def name_contact(*, by: Viewer, pledge_id: UUID | str, name: str, email: str) -> CompanyPledge:
    """Send somebody in the company the link by which they note hours. There is one contact; an older link is dead.

    Raises: NotFound, Refused, ValidationError.
    """
    pledge = find(CompanyPledge, pledge_id, by, related=("actor",), lock=True)
    require("company_pledges.name_contact", by, pledge)
    name = clean_line(name)
    guard(name=name)
    if not name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    email = email_address(email)
    if not email:
        raise ValidationError({"email": [_("Skriv noget her.")]})
    if not LINKS_BY.hit(str(by.known_id)):
        raise ValidationError(_("Du har sendt mange links i dag. Send resten i morgen."))
    key = register_person(name=name, email=email).pk
    # Both are locked, always in the same order: another promise may let either of them go at this moment.
    rows = Person.objects.filter(Q(pk=key) | Q(pk=pledge.contact_id)).select_related("actor").order_by("pk")
    locked = {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True)}
    person = locked.get(key)
    if person is None or person.erased_at or person.blocked_at:
        raise ValidationError({"email": [_("Den adresse kan ikke få et link.")]})
    before = pledge.contact
    pledge.contact, pledge.contact_called = person, name[:NAME_LENGTH]
    pledge.save(update_fields=["contact", "contact_called"])
    if before and before.pk != person.pk:
        let_go(before, room="company_pledges")
    journal("company_pledges.contact_named", pledge.subject, by=by, actor=pledge.actor_id)
    letters.send_link(pledge, person, by.name)
    return pledge


@verb(CompanyPledge)
def forget_contact(*, by: Viewer, pledge_id: UUID | str) -> CompanyPledge:
    """The link opens no more, and the name is gone; what was noted stays. Raises: NotFound, Refused."""
    pledge = find(CompanyPledge, pledge_id, by, related=("actor",), lock=True)
    require("company_pledges.name_contact", by, pledge)
    if pledge.contact_id is None:
        return pledge  # pressed twice
    forget(pledge)
    journal("company_pledges.contact_forgotten", pledge.subject, by=by, actor=pledge.actor_id)
    return pledge


def forget(pledge: CompanyPledge) -> None:
    """Whoever was put on record to get a link and nothing else is forgotten with it, unless they noted hours."""
    letters.close_links(pledge)
    before = pledge.contact
    pledge.contact, pledge.contact_called = None, ""
    pledge.save(update_fields=["contact", "contact_called"])
    if before:
        let_go(before, room="company_pledges")


def forget_old() -> None:
    """Once the last hours are noted, nobody needs to know who the contact was. Nobody said anything, so no journal."""
    last = clock.today() - letters.LASTS_AFTER
    over = Q(until_on__lt=last) | Q(ended_on__lt=last) | Q(withdrawn_at__isnull=False)
    for pledge in CompanyPledge.objects.filter(over, contact__isnull=False):
        forget(pledge)
