"""The letters to those who are asked, and the links in them. Nobody gets more than one such letter a day.

What is asked after today's letter waits for tomorrow's, and stands in one with the rest. The link is for whoever got
the letter: opening it changes nothing, its page has the buttons, and it also opens one's own profile.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import translation

from samspil.actors.models import Actor, Person
from samspil.actors.queries import viewer_of
from samspil.foundation import clock, mail
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, OneTimeLink, OutgoingMail
from samspil.foundation.viewer import Viewer
from samspil.tasks import times
from samspil.tasks.models import Slot
from samspil.tasks.queries import ahead, cleared
from samspil.volunteers import limits
from samspil.volunteers.models import Ask, AskAnswer, Profile, Silence

PURPOSE = "volunteer"
FOR_ACTOR = "volunteer-actor"
LINK_LASTS = timedelta(days=60)
MOST_IN_LETTER = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a letter and who holds it: a person, or whoever opens the post of an ``actor``."""

    link: OneTimeLink
    viewer: Viewer
    person: Person | None = None
    actor: Actor | None = None


def opened(token: str) -> Opened | None:
    """What the link of a person's letter opens; None when it was used or is too old."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    rows = Person.objects.select_related("actor__subject").filter(erased_at=None)
    person = rows.filter(pk=link.person).first() if link and link.person else None
    if link is None or person is None:
        return None
    # A letter may be passed on: it opens what is one's own, and lends no role and no voice.
    viewer = replace(viewer_of(person), grants=frozenset(), speaks_for=frozenset())
    return Opened(link, viewer, person=person)


def opened_for_actor(token: str) -> Opened | None:
    """What the link of an association's or a company's letter opens: an answer in its name, and nothing else; none once
    whoever got the letter speaks for it no more.
    """
    link = OneTimeLink.objects.open(FOR_ACTOR, token)
    key = as_uuid(link.payload.get("actor")) if link else None
    actor = Actor.objects.select_related("subject").filter(pk=key, subject__shown=True).first() if key else None
    if link is None or actor is None:
        return None
    if link.person and not limits.speakers([actor.pk]).filter(person=link.person).exists():
        return None
    person = Person.objects.select_related("actor").filter(pk=link.person).first() if link.person else None
    viewer = viewer_of(person) if person else Viewer(actor_id=actor.pk)
    return Opened(link, replace(viewer, grants=frozenset(), speaks_for=frozenset({actor.pk})), actor=actor)


def link_for(person: Person) -> str:
    _link, token = OneTimeLink.issue(PURPOSE, lasts=LINK_LASTS, person=person.pk)
    return mail.address(reverse("volunteers:by-link", args=[token]))


def close_links(person_id: UUID) -> None:
    OneTimeLink.objects.filter(purpose=PURPOSE, person=person_id).delete()


# --- asking -----------------------------------------------------------------------------------------------------------


def can_be_read() -> Q:
    """Of asks: the task is open to everybody, does not wait for MED, and has a time ahead."""
    task = Q(
        task__withdrawn_at=None,
        task__closed_at=None,
        task__subject__shown=True,
        task__subject__audience=Audience.PUBLIC,
        task__host__subject__shown=True,
    )
    return task & cleared("task") & Q(Exists(Slot.objects.filter(ahead(), task=OuterRef("task"))))


def unsent(**whom: Any) -> list[Ask]:
    rows = Ask.objects.filter(can_be_read(), letter_on=None, answer=AskAnswer.WAITING, **whom)
    return list(rows.select_related("task__subject", "task__host", "task__area").order_by("asked_at", "pk"))


def is_written_to_today(**whom: Any) -> bool:
    return Ask.objects.filter(letter_on=clock.today(), **whom).exists()


def has_letter_today(to: str) -> bool:
    """Whether the address had its letter of the day already, for whomever it was."""
    rows = OutgoingMail.objects.filter(to=to, dedupe_key__startswith="task-ask:")
    return rows.filter(dedupe_key__contains=f":{clock.today()}").exists()


def told(rows: list[Ask], language: str) -> list[dict[str, Any]]:
    """The tasks of a letter, each with when it is."""
    with translation.override(language):
        return [{"task": row.task, "when": times.task_in_words(row.task)} for row in rows[:MOST_IN_LETTER]]


def write_to_person(profile: Profile) -> None:
    """Send what waits for this person, unless they had their letter today. The profile is locked by whoever calls."""
    person = profile.person
    rows = unsent(person=person)
    if not rows or not person.email or is_written_to_today(person=person) or has_letter_today(person.email):
        return
    mail.post(
        "volunteers/mail/asked.txt",
        {"person": person, "name": person.name, "tasks": told(rows, person.language), "link": link_for(person)},
        to=person.email,
        person=person.pk,
        dedupe_key=f"task-ask:{person.pk}:{clock.today()}",
        holds_secret=True,
        language=person.language,
    )
    Ask.objects.filter(pk__in=[row.pk for row in rows[:MOST_IN_LETTER]]).update(letter_on=clock.today())


def write_to_actor(actor: Actor) -> None:
    """The same for an association, a group or a company: to those who speak for it, else to its own address."""
    rows = unsent(actor=actor)
    if not rows or is_written_to_today(actor=actor):
        return
    fresh = [each for each in limits.addresses(actor) if not has_letter_today(each[0])]
    if not fresh:
        return
    for to, person in fresh:
        _link, token = OneTimeLink.issue(
            FOR_ACTOR, lasts=LINK_LASTS, person=person.pk if person else None, payload={"actor": str(actor.pk)}
        )
        language = person.language if person else "da"
        mail.post(
            "volunteers/mail/asked.txt",
            {
                "person": person,
                "actor": actor,
                "name": person.name if person else actor.name,
                "tasks": told(rows, language),
                "link": mail.address(reverse("volunteers:actor-link", args=[token])),
            },
            to=to,
            person=person.pk if person else None,
            dedupe_key=f"task-ask:{actor.pk}:{clock.today()}:{to}"[:150],
            holds_secret=True,
            language=language,
        )
    Ask.objects.filter(pk__in=[row.pk for row in rows[:MOST_IN_LETTER]]).update(letter_on=clock.today())


def write_what_waits() -> None:
    """Send what was asked after that day's letter. Due every hour.

    Whoever has said "not now" meanwhile hears nothing, and nobody hears of a task that is closed or over.
    """
    waiting = Ask.objects.filter(letter_on=None, answer=AskAnswer.WAITING)
    waiting.exclude(can_be_read()).delete()
    people = set(waiting.exclude(person=None).values_list("person", flat=True))
    for key in people:
        with transaction.atomic():
            rows = Profile.objects.select_for_update(of=("self",), no_key=True).select_related("person__actor", "area")
            profile = rows.filter(person=key).first()
            if profile is None or profile.paused_at or profile.is_quiet or profile.person.blocked_at:
                waiting.filter(person=key).delete()
            else:
                write_to_person(profile)
    for key in set(waiting.exclude(actor=None).values_list("actor", flat=True)):
        with transaction.atomic():
            actor = Actor.objects.select_for_update(of=("self",), no_key=True).select_related("subject").get(pk=key)
            silence = Silence.objects.filter(actor=actor).first()
            if not actor.subject.shown or (silence and silence.holds):
                waiting.filter(actor=key).delete()
            else:
                write_to_actor(actor)


# --- about the profile ------------------------------------------------------------------------------------------------


def tell_saved(profile: Profile) -> None:
    """The first time: thanks, and the link to mend or delete it."""
    to_owner(profile, "volunteers/mail/saved.txt", f"volunteer-saved:{profile.pk}")


def ask_whether_it_stands(profile: Profile) -> None:
    to_owner(profile, "volunteers/mail/still_there.txt", f"volunteer-warned:{profile.pk}:{clock.today()}")


def to_owner(profile: Profile, template: str, key: str) -> None:
    person = profile.person
    if not person.email or person.erased_at:
        return
    mail.post(
        template,
        {"person": person, "profile": profile, "link": link_for(person)},
        to=person.email,
        person=person.pk,
        dedupe_key=key,
        holds_secret=True,
        language=person.language,
    )
