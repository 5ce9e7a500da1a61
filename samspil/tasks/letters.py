"""The letters about tasks: to those who come, each with a link of their own, and to the host, without addresses.

The link opens one sign-up for whoever got the letter. Opening it changes nothing; the page has the buttons.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import rules
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from samspil.actors.models import Membership, Person
from samspil.actors.queries import viewer_of, viewers_of
from samspil.foundation import clock, mail
from samspil.foundation.ids import as_uuid, uuid7
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer
from samspil.tasks import calendar, cards, queries, times
from samspil.tasks.models import Reminder, SignUp, SignUpState, Slot, Task

PURPOSE = "task-sign-up"
NAMED = "task-named"  # of a member whom an association sends: a sign-up and a person
ON_THE_LIST = "member-list"  # of somebody an association put on its list
LIST_LASTS = timedelta(days=365)
LASTS_AFTER = timedelta(days=30)  # one may still note one's hours for a while
MOST_ADDRESSES = 5
BEFORE = {Reminder.DAY: timedelta(days=1), Reminder.WEEK: timedelta(days=7)}
HAS_A_PLACE = (SignUpState.CONFIRMED, SignUpState.OFFERED)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a letter, the sign-up it is about, and who holds it."""

    link: OneTimeLink
    row: SignUp
    viewer: Viewer


def sign_up_by_link(purpose: str, token: str) -> tuple[OneTimeLink, SignUp] | None:
    """The open link and what it is about; None when it was used, is too old, or the task is hidden."""
    link = OneTimeLink.objects.open(purpose, token)
    key = as_uuid(link.payload.get("sign_up")) if link else None
    rows = SignUp.objects.select_related(
        "person__actor", "actor", "slot__task__subject", "slot__task__host__unit", "slot__task__area"
    )
    row = rows.filter(pk=key, slot__task__subject__shown=True).first() if key else None
    return (link, row) if link and row else None


def opened(token: str) -> Opened | None:
    """What the link of a letter to whoever signed up opens, if anything."""
    link, row = sign_up_by_link(PURPOSE, token) or (None, None)
    if link is None or row is None or row.person_id != link.person:
        return None
    viewer = viewer_of(row.person)
    # A letter may be passed on: it lends no role, and no voice but that of whom it signed up.
    voice = frozenset(actor for actor in viewer.speaks_for if actor == row.actor_id)
    return Opened(link, row, replace(viewer, grants=frozenset(), speaks_for=voice))


def named_by_link(token: str) -> Opened | None:
    """The same for one whom an association sends: nothing when they are no longer named."""
    link, row = sign_up_by_link(NAMED, token) or (None, None)
    person = row.named.select_related("actor").filter(pk__in=[link.person]).first() if link and row else None
    return Opened(link, row, viewer_of(person)) if link and row and person else None


def membership_by_link(token: str) -> tuple[OneTimeLink, Membership, Viewer] | None:
    """The place on an association's list that a letter told of, while it is there."""
    link = OneTimeLink.objects.open(ON_THE_LIST, token)
    if link is None:
        return None
    rows = Membership.objects.current().select_related("person__actor", "actor__subject")
    row = rows.filter(pk=link.payload.get("membership"), person=link.person).first()
    return (link, row, viewer_of(row.person)) if row else None


def link_to(row: SignUp, purpose: str = PURPOSE, person: Person | None = None) -> str:
    """A new address of the sign-up for somebody's letter."""
    lasts = max(row.slot.ends_at - clock.now(), timedelta(0)) + LASTS_AFTER
    holder = person.pk if person else row.person_id
    _link, token = OneTimeLink.issue(purpose, lasts=lasts, person=holder, payload={"sign_up": str(row.pk)})
    return mail.address(reverse("tasks:by-link" if purpose == PURPOSE else "tasks:named-by-link", args=[token]))


# What a letter about a sign-up is called to the members whom an association sends.
FOR_THE_NAMED = {
    "moved": "moved",
    "called_off": "called_off",
    "cancelled": "off",
    "no": "off",
    "yes": "sure",
    "moved_up": "sure",
    "reminder": "reminder",
    "thanks": "thanks",
    "words": "words",
}
TAKES_OUT = ("called_off", "off")


def to_named(row: SignUp, person: Person, event: str, *, key: str = "", words: str = "") -> bool:
    """Write to one whom an association sends; who has no address is told by the association (false)."""
    if not person.email or person.erased_at:
        return False
    with translation.override(person.language):
        when = times.slot_in_words(row.slot)
        has_file = event not in ("reminder", "thanks", "words")
        files = calendar.for_named(row, is_off=event in TAKES_OUT) if has_file else []
    mail.post(
        "tasks/mail/to_named.txt",
        {
            "event": event,
            "row": row,
            "person": person,
            "task": row.slot.task,
            "when": when,
            "words": words,
            "waits": row.state == SignUpState.WAITING,
            "is_off": event in TAKES_OUT,
            "has_file": has_file,
            "link": "" if event in (*TAKES_OUT, "thanks") else link_to(row, NAMED, person),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=f"{key or f'task-{event}:{row.pk}:{uuid7()}'}:{person.pk}"[:150],
        holds_secret=True,
        language=person.language,
        attachments=files,
    )
    return True


def tell_one_less(row: SignUp, by: Viewer) -> None:
    """To whoever signed the association up: one of those named cannot come."""
    listed = Membership.objects.filter(person=by.person_id, actor=row.actor_id).exclude(called="").first()
    who = listed.called if listed else by.name
    to_comer(row, "one_less", f"task-one-less:{row.pk}:{by.person_id}:{uuid7()}", who=who)


def tell_taken_in(member: Membership, by_name: str) -> None:
    """To somebody an association put on its list: who did, what it is for, and how to say no."""
    person = member.person
    if not person.email:
        return
    payload = {"membership": member.pk}
    _link, token = OneTimeLink.issue(ON_THE_LIST, lasts=LIST_LASTS, person=person.pk, payload=payload)
    mail.post(
        "tasks/mail/taken_in.txt",
        {
            "person": person,
            "actor": member.actor,
            "by_name": by_name,
            "link": mail.address(reverse("tasks:list-by-link", args=[token])),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=f"member-list:{member.pk}:{member.since}",
        holds_secret=True,
        language=person.language,
    )


def to_comer(row: SignUp, event: str, key: str, *, has_file: bool = False, words: str = "", who: str = "") -> int:
    """Write to whoever signed up, where we have an address. Whoever has none is rung up by the host. Returns how many
    letters went out.

    ``has_file``: the time as it is now goes along for the calendar, and takes itself out again when it is off. The
    members whom an association sends hear what happens to the time as well.
    """
    person, sent = row.person, 0
    for member in row.named.select_related("actor"):
        if member.pk != person.pk and event in FOR_THE_NAMED:
            sent += to_named(row, member, FOR_THE_NAMED[event], key=key, words=words)
    if not person.email or person.erased_at:
        return sent
    with translation.override(person.language):
        when = times.slot_in_words(row.slot)
        files = calendar.in_a_letter([row]) if has_file else []
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
            "free": queries.with_places([row.slot])[0].free if event == "waiting" else 0,
            "has_file": has_file,
            "link": link_to(row),
            "words": words,
            "who": who,
        },
        to=person.email,
        person=person.pk,
        dedupe_key=key[:150],
        holds_secret=True,
        language=person.language,
        attachments=files,
    )
    return sent + 1


def tell_signed_up(row: SignUp) -> None:
    event = {SignUpState.WAITING: "waiting", SignUpState.OFFERED: "offered"}.get(SignUpState(row.state), "signed_up")
    to_comer(row, event, f"task-sign-up:{row.pk}", has_file=event != "waiting")


def tell_moved_up(row: SignUp) -> None:
    to_comer(row, "moved_up", f"task-moved-up:{row.pk}:{row.sequence}", has_file=True)


def tell_yes(row: SignUp) -> None:
    to_comer(row, "yes", f"task-yes:{row.pk}:{row.sequence}", has_file=True)


def tell_no(row: SignUp, *, had_place: bool) -> None:
    to_comer(row, "no", f"task-no:{row.pk}", has_file=had_place)


def tell_cancelled(row: SignUp, *, had_place: bool) -> None:
    to_comer(row, "no" if row.by_host else "cancelled", f"task-cancelled:{row.pk}", has_file=had_place)


def tell_called_off(row: SignUp, *, had_place: bool) -> None:
    to_comer(row, "called_off", f"task-called-off:{row.pk}", has_file=had_place)


def tell_moved(slot: Slot) -> None:
    """The time or the place is another: everybody who comes hears it."""
    rows = slot.sign_ups.filter(state__in=(SignUpState.OFFERED, SignUpState.CONFIRMED, SignUpState.WAITING))
    for row in rows.select_related("person__actor", "actor"):
        row.slot = slot
        SignUp.objects.filter(pk=row.pk).update(reminded_at=None)
        has_place = row.state != SignUpState.WAITING
        to_comer(row, "moved", f"task-moved:{row.pk}:{slot.sequence}", has_file=has_place)


def tell_thanks(row: SignUp) -> int:
    return to_comer(row, "thanks", f"task-thanks:{row.pk}", words=row.slot.thanks)


def carry(row: SignUp, words: str, key: str) -> None:
    to_comer(row, "words", key, words=words)


def send_feed(to: Viewer, token: str) -> None:
    """The secret address of one's own calendar."""
    person = Person.objects.select_related("actor").get(pk=to.known_id)
    mail.post(
        "tasks/mail/feed.txt",
        {"person": person, "link": mail.address(reverse("tasks:feed", args=[token]))},
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"task-feed:{person.pk}:{uuid7()}",
        holds_secret=True,
        language=person.language,
    )


# --- to the host ------------------------------------------------------------------------------------------------------


def hosts_of(task: Task) -> list[Person]:
    """Whom the letters to the host go to: whoever made the task, while they may see who comes, and those who speak for
    the host.
    """
    speakers = Membership.objects.current().filter(actor=task.host_id, speaks_for=True).values("person")
    behind = Q(pk__in=[task.entered_by_id or task.author_id]) | Q(pk__in=speakers)
    rows = Person.objects.filter(behind, blocked_at=None, erased_at=None).exclude(email=None)
    people = list(rows.select_related("actor").order_by("pk")[: MOST_ADDRESSES + 1])
    viewers = viewers_of(people)
    may_see = [each for each in people if rules.has_perm("tasks.see_who_comes", viewers[each.pk], task)]
    return may_see[:MOST_ADDRESSES]


def tell_host(row: SignUp, event: str, *, key: str = "") -> None:
    """Who comes, who comes not, who moved up, who are more or fewer. Never an address or a number: those stand on the
    page when both have said yes. Nobody is told what they did themselves.
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
                "link": mail.address(cards.days_page(row.slot)),
            },
            to=str(person.email),
            person=person.pk,
            dedupe_key=f"task-host:{event}{key}:{row.pk}:{row.sequence}:{person.pk}"[:150],
            language=person.language,
        )


# --- reminders --------------------------------------------------------------------------------------------------------


def reminders_in_time(slot: Slot, since: datetime) -> list[Reminder]:
    """What somebody who signed up at ``since`` can still choose: a reminder whose moment had passed never comes."""
    return [each for each in Reminder if each not in BEFORE or since <= slot.starts_at - BEFORE[each]]


def will_remind(row: SignUp) -> bool:
    """Whether a reminder is still to come. Whoever stands in line is not reminded."""
    if row.reminder == Reminder.NONE or row.state not in HAS_A_PLACE or not row.person.email:
        return False
    is_ahead = row.reminded_at is None and row.slot.starts_at > clock.now()
    return is_ahead and row.reminder in reminders_in_time(row.slot, row.created_at)


def remind() -> None:
    """Write to those who asked to be reminded, once, unless they signed up so late that they need none."""
    now = clock.now()
    for choice, before in BEFORE.items():
        rows = SignUp.objects.filter(
            state__in=HAS_A_PLACE,
            reminder=choice,
            reminded_at=None,
            slot__starts_at__gt=now,
            slot__starts_at__lte=now + before,
            slot__cancelled_at=None,
            slot__task__withdrawn_at=None,
            slot__task__subject__shown=True,
        ).select_related("person__actor", "actor", "slot__task__host", "slot__task__area")
        for row in rows:
            if will_remind(row):
                to_comer(row, "reminder", f"task-reminder:{row.pk}:{row.slot.sequence}")
            row.reminded_at = now
            row.save(update_fields=["reminded_at"])
