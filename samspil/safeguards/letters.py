"""The letters about checks: what is asked of you, what happens now, and the reminders 60, 30 and 7 days before.

No letter names another person: whoever must act finds the rest behind a sign-in. Only an association's declaration
needs none: the letter's link opens a page with what it says, and the button there declares.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from samspil.actors.models import Membership, Person
from samspil.actors.queries import holders_of, leaders_of, viewer_of
from samspil.foundation import clock, mail
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import Viewer
from samspil.safeguards.models import Safeguard, State

DAYS_BEFORE = (7, 30, 60)
DECLARE = "safeguard-declare"
LINK_LASTS = timedelta(days=90)


def speakers(row: Safeguard) -> list[Person]:
    rows = Membership.objects.current().filter(actor=row.host, speaks_for=True).select_related("person__actor")
    return [member.person for member in rows.order_by("pk")]


def responsible(row: Safeguard) -> list[Person]:
    """Those who must see to it: for a unit its own leader, else the coordinators; otherwise who speaks for the host."""
    if row.host.kind == "unit":
        return leaders_of(row.host.unit)[:1] or holders_of("coordinator")
    return speakers(row)


def who_must_act(row: Safeguard) -> list[Person]:
    """Whoever ordered is waiting for the person; everything else is for those who are responsible."""
    if row.person and row.state == State.ORDERED:
        return [row.person]
    return responsible(row)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link declares: of which row, for which year, and who holds the link."""

    link: OneTimeLink
    row: Safeguard
    year: int
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """What the link of a letter opens; None when it was used, is too old, or its holder speaks for them no more."""
    link = OneTimeLink.objects.open(DECLARE, token)
    if link is None:
        return None
    rows = Safeguard.objects.select_related("host__subject").filter(person=None, host__subject__shown=True)
    row = rows.filter(pk=link.payload.get("safeguard")).first()
    person = Person.objects.select_related("actor").filter(pk__in=[link.person], erased_at=None).first()
    if row is None or person is None:
        return None
    viewer = viewer_of(person)
    return Opened(link, row, link.payload["year"], viewer) if row.host_id in viewer.speaks_for else None


def year_due(row: Safeguard) -> int:
    """The year that is to be declared: the next one, once this one is."""
    return (row.year or 0) + (row.state == State.DECLARED)


def address_for(row: Safeguard, person: Person) -> str:
    """Where the letter leads: one's own page, a link that declares without a sign-in, or the page behind it."""
    if row.person_id == person.pk:
        return reverse("identity:me")
    if row.person_id or row.host.kind == "unit":
        return reverse("safeguards:page", args=[row.pk])
    payload = {"safeguard": str(row.pk), "year": year_due(row)}
    _link, token = OneTimeLink.issue(DECLARE, lasts=LINK_LASTS, person=person.pk, payload=payload)
    return reverse("safeguards:declare-by-link", args=[token])


def send(row: Safeguard, people: list[Person], what: str, key: str) -> int:
    sent = 0
    for person in people:
        dedupe_key = f"safeguard-{key}:{row.pk}:{person.pk}"
        if not person.email or person.erased_at or OutgoingMail.objects.filter(dedupe_key=dedupe_key).exists():
            continue
        own = row.person_id == person.pk
        letter = mail.post(
            f"safeguards/mail/{what}.txt",
            {
                "person": person,
                "row": row,
                "own": own,
                "year": year_due(row),
                "days": (row.due_on - clock.today()).days if row.due_on else None,
                "link": mail.address(address_for(row, person)),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=dedupe_key,
            holds_secret=row.person_id is None,
            language=person.language,
        )
        sent += letter is not None
    return sent


def tell_required(row: Safeguard) -> None:
    to = [row.person] if row.person else speakers(row)
    send(row, to, "required", f"required-{row.required_on}")


def tell_ordered(row: Safeguard) -> None:
    if row.person:
        send(row, [row.person], "ordered", f"ordered-{row.ordered_on}")


def tell_seen(row: Safeguard) -> None:
    if row.person:
        send(row, [row.person], "seen", f"seen-{row.seen_on}")


def remind() -> None:
    """Write to whoever must act, 60, 30 and 7 days before our own deadline. Each letter goes once, whoever runs this
    and however often; a day on which nothing ran is caught up.
    """
    today = clock.today()
    rows = Safeguard.objects.filter(due_on__gte=today, due_on__lte=today + timedelta(days=max(DAYS_BEFORE)))
    for row in rows.select_related("person__actor", "host__unit").order_by("due_on", "pk"):
        left = (row.due_on - today).days if row.due_on else 0
        before = next(days for days in DAYS_BEFORE if left <= days)
        touched = max(day for day in (row.required_on, row.ordered_on, row.seen_on) if day)
        if row.due_on and row.due_on - timedelta(days=before) <= touched:
            continue  # they had it in their hands after that day
        if row.state == State.DECLARED and declared_next(row):
            continue
        send(row, who_must_act(row), "reminder", f"{before}-{row.due_on}")


def declared_next(row: Safeguard) -> bool:
    rows = Safeguard.objects.filter(person=None, host=row.host_id, kind=row.kind, state=State.DECLARED)
    return rows.filter(year=(row.year or 0) + 1).exists()
