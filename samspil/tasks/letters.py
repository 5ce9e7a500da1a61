"""The letters about tasks: to those who come, each with a link of their own, and to the host, without addresses.

The link opens one sign-up for whoever got the letter. Opening it changes nothing; the page has the buttons.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from samspil.actors.models import Membership, Person
from samspil.actors.queries import viewer_of
from samspil.foundation import clock, mail
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer
from samspil.tasks import times
from samspil.tasks.models import Reminder, SignUp, SignUpState, Slot, Task

PURPOSE = "task-sign-up"
LASTS_AFTER = timedelta(days=30)  # one may still note one's hours for a while
MOST_ADDRESSES = 5
BEFORE = {Reminder.DAY: timedelta(days=1), Reminder.WEEK: timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a letter, the sign-up it is about, and who holds it."""

    link: OneTimeLink
    row: SignUp
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """What the link of a letter opens; None when it was used, is too old, or the task is hidden."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    key = as_uuid(link.payload.get("sign_up")) if link else None
    rows = SignUp.objects.select_related(
        "person__actor", "actor", "slot__task__subject", "slot__task__host__unit", "slot__task__area"
    )
    row = rows.filter(pk=key, slot__task__subject__shown=True).first() if key else None
    if link is None or row is None or row.person_id != link.person:
        return None
    return Opened(link, row, viewer_of(row.person))


def link_to(row: SignUp) -> str:
    """A new address of the sign-up for the person's letter."""
    lasts = max(row.slot.ends_at - clock.now(), timedelta(0)) + LASTS_AFTER
    _link, token = OneTimeLink.issue(PURPOSE, lasts=lasts, person=row.person_id, payload={"sign_up": str(row.pk)})
    return mail.address(reverse("tasks:by-link", args=[token]))


def to_comer(row: SignUp, event: str, key: str, **about: object) -> None:
    """Write to whoever signed up, where we have an address. Whoever has none is rung up by the host."""
    person = row.person
    if not person.email or person.erased_at:
        return
    with translation.override(person.language):
        when = times.slot_in_words(row.slot)
    mail.post(
        "tasks/mail/to_comer.txt",
        {
            "event": event,
            "row": row,
            "person": person,
            "task": row.slot.task,
            "when": when,
            "waits": row.state == SignUpState.WAITING,
            "is_offered": row.state == SignUpState.OFFERED,
            "comes": row.state in (SignUpState.OFFERED, SignUpState.CONFIRMED) and event != "thanks",
            "link": link_to(row),
            "calendar": mail.address(reverse("tasks:slot-calendar", args=[row.slot_id])),
            **about,
        },
        to=person.email,
        person=person.pk,
        dedupe_key=key[:150],
        holds_secret=True,
        language=person.language,
    )


def tell_signed_up(row: SignUp) -> None:
    event = {SignUpState.WAITING: "waiting", SignUpState.OFFERED: "offered"}.get(SignUpState(row.state), "signed_up")
    to_comer(row, event, f"task-sign-up:{row.pk}")


def tell_moved_up(row: SignUp) -> None:
    to_comer(row, "moved_up", f"task-moved-up:{row.pk}:{row.sequence}")


def tell_yes(row: SignUp) -> None:
    to_comer(row, "yes", f"task-yes:{row.pk}:{row.sequence}")


def tell_no(row: SignUp) -> None:
    to_comer(row, "no", f"task-no:{row.pk}")


def tell_cancelled(row: SignUp) -> None:
    to_comer(row, "no" if row.by_host else "cancelled", f"task-cancelled:{row.pk}")


def tell_called_off(row: SignUp) -> None:
    to_comer(row, "called_off", f"task-called-off:{row.pk}")


def tell_moved(slot: Slot) -> None:
    """The time or the place is another: everybody who comes hears it."""
    rows = slot.sign_ups.filter(state__in=(SignUpState.OFFERED, SignUpState.CONFIRMED, SignUpState.WAITING))
    for row in rows.select_related("person__actor", "actor"):
        row.slot = slot
        SignUp.objects.filter(pk=row.pk).update(reminded_at=None)
        to_comer(row, "moved", f"task-moved:{row.pk}:{slot.sequence}")


def tell_thanks(row: SignUp) -> None:
    to_comer(row, "thanks", f"task-thanks:{row.pk}", words=row.slot.thanks)


def carry(row: SignUp, words: str, key: str) -> None:
    to_comer(row, "words", key, words=words)


# --- to the host ------------------------------------------------------------------------------------------------------


def hosts_of(task: Task) -> list[Person]:
    """Whom the letters to the host go to: whoever made the task, and those who speak for the host."""
    speakers = Membership.objects.current().filter(actor=task.host_id, speaks_for=True).values("person")
    behind = Q(pk__in=[task.entered_by_id or task.author_id]) | Q(pk__in=speakers)
    rows = Person.objects.filter(behind, blocked_at=None, erased_at=None).exclude(email=None)
    return list(rows.select_related("actor").order_by("pk")[:MOST_ADDRESSES])


def tell_host(row: SignUp, event: str) -> None:
    """Who comes, who comes not, who moved up. Never an address or a number: those stand on the page when both have said
    yes. Nobody is told what they did themselves.
    """
    task = row.slot.task
    for person in hosts_of(task):
        if person.pk in (row.person_id, row.entered_by_id):
            continue
        with translation.override(person.language):
            when = times.slot_in_words(row.slot)
        mail.post(
            "tasks/mail/to_host.txt",
            {
                "event": event,
                "row": row,
                "person": person,
                "task": task,
                "when": when,
                "is_offered": row.state == SignUpState.OFFERED,
                "waits": row.state == SignUpState.WAITING,
                "must_ring": event == "moved_up" and not row.person.email,
                "link": mail.address(reverse("tasks:who-comes", args=[task.pk])),
            },
            to=str(person.email),
            person=person.pk,
            dedupe_key=f"task-host:{event}:{row.pk}:{row.sequence}:{person.pk}"[:150],
            language=person.language,
        )


# --- reminders --------------------------------------------------------------------------------------------------------


def remind() -> None:
    """Write to those who asked to be reminded, once, unless they signed up so late that they need none."""
    now = clock.now()
    for choice, before in BEFORE.items():
        rows = SignUp.objects.filter(
            state__in=(SignUpState.CONFIRMED, SignUpState.OFFERED),
            reminder=choice,
            reminded_at=None,
            slot__starts_at__gt=now,
            slot__starts_at__lte=now + before,
            slot__cancelled_at=None,
            slot__task__withdrawn_at=None,
            slot__task__subject__shown=True,
        ).select_related("person__actor", "actor", "slot__task__host", "slot__task__area")
        for row in rows:
            if row.created_at <= row.slot.starts_at - before:
                to_comer(row, "reminder", f"task-reminder:{row.pk}:{row.slot.sequence}")
            row.reminded_at = now
            row.save(update_fields=["reminded_at"])
