"""Letters to many: batch by batch, so that a worker killed in the middle forgets nobody and writes to nobody twice.

A batch is read and put into words outside any transaction. It is written in a short one that first moves the
announcement's cursor from where it stood when we read it: of two workers with the same batch, one finds it moved.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import lazy
from django_tasks import task
from django_tasks.base import Task

from samspil.actors.models import Person
from samspil.actors.queries import names_of, viewers_of
from samspil.following.models import DEFAULT_PACE, Announcement, Follow, Pace, Preference
from samspil.following.queries import in_words, page_of
from samspil.foundation import clock, hooks, mail
from samspil.foundation.models import OneTimeLink, OutgoingMail, Subject
from samspil.foundation.viewer import NOBODY

BATCH = 250
LINK_LASTS = timedelta(days=60)
STALLED = timedelta(minutes=10)  # longer than any batch takes
TOO_LATE = timedelta(days=14)
KEPT = timedelta(days=90)


def soon(work: Task, *arguments: Any) -> None:
    """Give work to the worker. What is told of an earlier day is dated that day, so it cannot wait for one."""
    run: Callable[..., Any] = work.call if clock.is_set() else work.enqueue
    run(*arguments)


@task(priority=mail.LATER)
def write_letters(announcement_id: int) -> None:
    """Write the next batch of an announcement's letters, and ask for the one after it."""
    waiting = Announcement.objects.select_related("subject__context__context")
    try:
        announcement = waiting.get(pk=announcement_id, done_at=None)
    except Announcement.DoesNotExist:
        return
    if not announcement.subject.shown:  # it waits for a moderator, and its news with it
        Announcement.objects.filter(pk=announcement.pk).update(moved_at=clock.now())
        return
    people = next_people(announcement)
    things = things_of(announcement) if people else None
    links, letters = letters_to(people, announcement, things) if things else ([], [])
    is_last = len(people) < BATCH or things is None
    with transaction.atomic():
        here = Announcement.objects.filter(pk=announcement.pk, cursor=announcement.cursor, done_at=None)
        cursor = people[-1].pk if people else announcement.cursor
        if not here.update(cursor=cursor, moved_at=clock.now(), done_at=clock.now() if is_last else None):
            return  # another worker was faster
        OneTimeLink.objects.bulk_create(links)
        if letters:
            mail.post_many(letters)
        if not is_last:
            soon(write_letters, announcement.pk)


def things_of(announcement: Announcement) -> dict[str, Any] | None:
    """What the template tells of; None when some of it is gone."""
    things = {}
    for name, (label, pk) in announcement.about.items():
        things[name] = apps.get_model(label)._default_manager.filter(pk=pk).first()
    if None in things.values():
        return None
    if entry := things.get("entry"):  # the names once, the words in each reader's language
        names = names_of({pk for pk in (entry.actor, entry.person) if pk})
        things["words"] = lazy(in_words, str)(entry, names)
    return {**things, "page": page_of(announcement.subject)}


def next_people(announcement: Announcement) -> list[Person]:
    """The next batch of those who follow and want a letter at once."""
    subject = announcement.subject
    followed = [pk for pk in (subject.pk, subject.context_id, subject.root_id) if pk]
    ids = Follow.objects.filter(subject__in=followed)
    if announcement.cursor:
        ids = ids.filter(person__gt=announcement.cursor)
    if announcement.but_not:
        ids = ids.exclude(person=announcement.but_not)
    ids = wanting(ids, announcement.news).exclude(person__email=None)
    chosen = list(ids.order_by("person").values_list("person", flat=True).distinct()[:BATCH])
    return list(Person.objects.filter(pk__in=chosen).select_related("actor").order_by("pk"))


def wanting(follows: QuerySet[Follow], news: str) -> QuerySet[Follow]:
    """Those of the follows whose person wants this kind of news at once."""
    if not news:
        return follows
    chosen = Preference.objects.filter(person=OuterRef("person"), news=news)
    if DEFAULT_PACE[news] == Pace.AT_ONCE:  # type: ignore[index]
        return follows.exclude(Exists(chosen.exclude(pace=Pace.AT_ONCE)))
    return follows.filter(Exists(chosen.filter(pace=Pace.AT_ONCE)))


def letters_to(
    people: list[Person], announcement: Announcement, things: dict[str, Any]
) -> tuple[list[OneTimeLink], list[OutgoingMail]]:
    """The letters to those of ``people`` who may read the subject now, and the links to stop in each."""
    subject = announcement.subject
    viewers = viewers_of(people) if subject.audience != "public" else {}
    keys = {person.pk: f"{announcement.key}:{person.pk}" for person in people}
    known = set(OutgoingMail.objects.filter(dedupe_key__in=keys.values()).values_list("dedupe_key", flat=True))
    stop = {"subjects": [str(pk) for pk in (subject.pk, subject.context_id) if pk]}
    links, letters = [], []
    for person in people:
        if keys[person.pk] in known or not subject.readable_by(viewers.get(person.pk, NOBODY)):
            continue
        link, token = OneTimeLink.prepare("unfollow", lasts=LINK_LASTS, person=person.pk, payload=stop)
        links.append(link)
        letters.append(
            mail.compose(
                announcement.template,
                {
                    **things,
                    "person": person,
                    "subject": subject,
                    "link": mail.address(hooks.address(subject)),
                    "unfollow_link": stop_address(token),
                },
                to=str(person.email),
                person=person.pk,
                dedupe_key=keys[person.pk],
                holds_secret=True,
                language=person.language,
                unsubscribe_url=stop_address(token, at_once=True),
            )
        )
    return links, letters


def stop_address(token: str, *, at_once: bool = False) -> str:
    """Where a letter's reader stops more of the sort; ``at_once`` is for the mail program's own button (RFC 8058)."""
    return mail.address(reverse("following:stop-at-once" if at_once else "following:unsubscribe", args=[token]))


def resume() -> None:
    """Go on with announcements that no worker has moved for a while, or whose subject could not be read till now.

    What could not be told for too long is told no more, and what is long done is forgotten.
    """
    now = clock.now()
    Announcement.objects.filter(done_at=None, created_at__lt=now - TOO_LATE).update(done_at=now)
    for pk in Announcement.objects.filter(done_at=None, moved_at__lt=now - STALLED).values_list("pk", flat=True):
        write_letters.enqueue(pk)
    Announcement.objects.filter(done_at__lt=now - KEPT).delete()


def announce(
    subject: Subject, template: str, about: dict[str, list[str]], *, key: str, news: str, but_not: UUID | None
) -> None:
    """Write down, in the verb's own transaction, that those who follow are to hear of it. Told once per ``key``."""
    announcement, is_new = Announcement.objects.get_or_create(
        key=key,
        defaults={"subject": subject, "template": template, "about": about, "news": news, "but_not": but_not},
    )
    if is_new:
        soon(write_letters, announcement.pk)
