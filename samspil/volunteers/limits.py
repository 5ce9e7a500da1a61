"""When somebody may be asked, and when not: in one place, for the pages that show it and the verb that holds it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samspil.actors.models import Actor, Membership, Person
from samspil.foundation import clock
from samspil.tasks.models import STANDS, SignUp, Task
from samspil.volunteers.models import WINDOW, Ask, AskAnswer, Profile, Silence

LATELY = timedelta(days=90)  # in which asking without a yes lets somebody step back
MOST_ADDRESSES = 3


@dataclass(slots=True)
class Standing:
    """What stands between a task and those it may be asked of: sets of ids of people and actors, and counts."""

    coming: set[UUID] = field(default_factory=set)
    asked: set[UUID] = field(default_factory=set)
    silent: dict[UUID, Silence] = field(default_factory=dict)
    in_window: dict[UUID, int] = field(default_factory=dict)
    no_yes: dict[UUID, int] = field(default_factory=dict)
    reached: set[UUID] = field(default_factory=set)  # actors that somebody can be written to


def standing(task: Task, people: Iterable[UUID] = (), actors: Iterable[UUID] = ()) -> Standing:
    """Five queries at most, however many there are."""
    people, actors = list(people), list(actors)
    found = Standing()
    now = clock.now()
    rows = SignUp.objects.filter(slot__task=task, slot__ends_at__gt=now, state__in=STANDS)
    for person, actor in rows.values_list("person", "actor"):
        # Whoever signed up an association may still be asked for themselves.
        found.coming.add(actor or person)
    since = {
        "n": Count("pk", filter=Q(asked_at__gt=now - WINDOW)),
        "no_yes": Count("pk", filter=Q(asked_at__gt=now - LATELY) & ~Q(answer=AskAnswer.YES)),
        "here": Count("pk", filter=Q(task=task)),
    }
    about = Q(person__in=people) | Q(actor__in=actors)
    for row in Ask.objects.filter(about).order_by().values("person", "actor").annotate(**since):
        key = row["person"] or row["actor"]
        found.in_window[key], found.no_yes[key] = row["n"], row["no_yes"]
        if row["here"]:
            found.asked.add(key)
    if actors:
        found.silent = {row.actor_id: row for row in Silence.objects.filter(actor__in=actors) if row.holds}
        found.reached = reached(actors)
    return found


def speakers(actors: Iterable[Any]) -> Any:
    """The memberships of those who speak for these actors and can be written to."""
    rows = Membership.objects.current().filter(actor__in=list(actors), speaks_for=True)
    return rows.filter(person__blocked_at=None, person__erased_at=None).exclude(person__email=None)


def reached(actors: list[UUID]) -> set[UUID]:
    """Those actors that have an address of their own, or somebody who speaks for them and has one."""
    known = set(speakers(actors).values_list("actor", flat=True))
    return known | set(Actor.objects.filter(pk__in=actors).exclude(email="").values_list("pk", flat=True))


def addresses(actor: Actor) -> list[tuple[str, Person | None]]:
    """Where a letter to an association or a company goes: to who speaks for it, else to its own address."""
    rows = speakers([actor.pk]).select_related("person__actor").order_by("pk")
    found: list[tuple[str, Person | None]] = [(str(row.person.email), row.person) for row in rows[:MOST_ADDRESSES]]
    return found or ([(actor.email, None)] if actor.email else [])


def most_for(profile: Profile) -> int:
    """How often in 30 days: the person's own wish, and never more than the house allows."""
    return min(profile.most_a_month, settings.VOLUNTEER_ASKS)


def why_not_person(profile: Profile, standing: Standing) -> str:
    """Why this person is not to be asked to the task now; empty when they may be."""
    key = profile.person_id
    if key in standing.coming:
        return _("Kommer allerede.")
    if key in standing.asked:
        return _("Er spurgt til den her opgave.")
    if profile.paused_at:
        return _("Holder pause og vil ikke spørges.")
    if profile.is_quiet:
        return _("Ikke nu. Vil gerne spørges igen fra %(day)s.") % {"day": day(profile.quiet_until)}
    if not profile.person.email:
        return _("Har ingen mail, vi kan skrive til.")
    return over(standing.in_window.get(key, 0), most_for(profile))


def why_not_actor(actor_id: UUID, standing: Standing) -> str:
    """The same for an association, a group or a company."""
    if actor_id in standing.coming:
        return _("Kommer allerede.")
    if actor_id in standing.asked:
        return _("Er spurgt til den her opgave.")
    if silence := standing.silent.get(actor_id):
        if silence.until is None:
            return _("Vil ikke spørges.")
        return _("Ikke nu. Vil gerne spørges igen fra %(day)s.") % {"day": day(silence.until)}
    if actor_id not in standing.reached:
        return _("Vi har ingen mail til dem. Ring i stedet.")
    return over(standing.in_window.get(actor_id, 0), settings.ASSOCIATION_ASKS)


def day(when: date | None) -> str:
    return date_format(when, pgettext("datoformat", "j. F Y")) if when else ""


def over(asked: int, most: int) -> str:
    if asked < most:
        return ""
    said = ngettext(
        "Er spurgt %(n)d gang på 30 dage. Flere må det ikke blive.",
        "Er spurgt %(n)d gange på 30 dage. Flere må det ikke blive.",
        asked,
    )
    return said % {"n": asked}
