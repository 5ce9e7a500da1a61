"""Silence is never consent (rule of power 4): who owes an answer is reminded, and after seven days a deputy may answer.

Each letter has a key that names the answer, its date and the reader, so it is written once however often this runs.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from samspil.actors.models import Person, Unit
from samspil.actors.queries import holders_of, leaders_of, staff_of, viewer_of
from samspil.following.digests import MORNING
from samspil.foundation import clock, hooks, mail
from samspil.foundation.hooks import Owed, OwedAnswers
from samspil.foundation.verbs import NotFound, Refused

SOON = timedelta(days=3)
SILENCE = timedelta(days=7)
# Letters are forgotten after a while, and their keys with them. What is long overdue is not told anew.
TOLD_WITHIN = timedelta(days=30)


def remind_owed() -> None:
    """Remind, pass on and tell, for every answer that is owed today. Nobody gets a letter in the night."""
    if timezone.localtime(clock.now()).time() < MORNING:
        return
    for sort in hooks.all_of("owed_answers"):
        for owed in list(sort.waiting(None)):
            remind(sort, owed)


def remind(sort: OwedAnswers, owed: Owed) -> None:
    today = clock.today()
    if owed.due < today:
        if today - owed.due <= TOLD_WITHIN:
            for person in [*asked(owed), *told_too(owed)]:
                write(sort, owed, person, "overdue")
    elif owed.due - today <= SOON:
        for person in [*asked(owed), *told_too(owed)]:
            write(sort, owed, person, "due_soon")
    if owed.deputy is None and today - owed.since >= SILENCE:
        pass_on(sort, owed)


def asked(owed: Owed) -> list[Person]:
    """Whoever owes the answer: the named person, or the coordinators."""
    if owed.answerer is None:
        return [person for person in holders_of("coordinator") if may_answer(person, owed)]
    return list(Person.objects.filter(pk=owed.answerer).select_related("actor"))


def told_too(owed: Owed) -> list[Person]:
    people = Person.objects.filter(pk__in=[owed.deputy]).exclude(pk__in=[owed.answerer]).select_related("actor")
    return [person for person in people if owed.answerer or person not in holders_of("coordinator")]


def may_answer(person: Person, owed: Owed) -> bool:
    return bool(person.email) and owed.subject.readable_by(viewer_of(person))


def deputies(owed: Owed) -> Iterator[Person]:
    """Who may answer instead: the unit's named deputy, else the next leader above in line, else a coordinator."""
    unit = Unit.objects.select_related("actor", "deputy__actor").filter(pk__in=[owed.unit]).first()
    people = []
    if unit:
        people = [unit.deputy] if unit.deputy and unit.deputy in staff_of(unit) else []
        people += leaders_of(unit)
    if owed.answerer:
        people += holders_of("coordinator")
    seen = {owed.answerer}
    for person in people:
        if person.pk not in seen and may_answer(person, owed):
            yield person
        seen.add(person.pk)


def pass_on(sort: OwedAnswers, owed: Owed) -> None:
    """Let a deputy answer, and tell both. The verb refuses who may not: a host decides nothing, and an author not
    about their own.
    """
    for deputy in deputies(owed):
        try:
            with transaction.atomic():
                sort.pass_on(owed.subject.pk, deputy.pk)
                write(sort, owed, deputy, "passed_on", deputy=deputy)
                for person in asked(owed):
                    if person.pk != deputy.pk:
                        write(sort, owed, person, "has_deputy", deputy=deputy)
        except (NotFound, Refused, ValidationError):
            continue
        return


def write(sort: OwedAnswers, owed: Owed, person: Person, what: str, *, deputy: Person | None = None) -> None:
    if not may_answer(person, owed):
        return
    mail.post(
        f"following/mail/{what}.txt",
        {
            "person": person,
            "deputy": deputy,
            "title": owed.subject.title,
            "sort": sort.label,
            "since": owed.since,
            "due": owed.due,
            "link": mail.address(owed.url),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"owed:{what}:{sort.name}:{owed.subject.pk}:{owed.due}:{person.pk}",
        language=person.language,
    )
