"""The digest: what happened on the pages a person follows, once a day or once a week, read from the journal.

A person's letter and the mark up to where they are told are written in one transaction, and the letter's key names the
person and the day. So a digest that is broken off goes on at the next full hour, and nobody gets one twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from samspil.actors.models import Person
from samspil.actors.queries import names_of, viewers_of
from samspil.following.letters import LINK_LASTS, stop_address
from samspil.following.models import Follow, Pace, Told
from samspil.following.queries import in_words, news_verbs, paces_of_all, page_of, save_told
from samspil.foundation import clock, hooks, mail
from samspil.foundation.models import LIMITED, DueJob, JournalEntry, OneTimeLink, OutgoingMail, Subject, SubjectReader
from samspil.foundation.viewer import Viewer

MORNING = time(7)  # local time
PERIODS = {Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}
# What a verb that is still at work writes down is dated before it can be read.
STILL_AT_WORK = timedelta(minutes=10)
OLDEST = timedelta(days=31)
BATCH = 200
PUBLISHED = "moderation.published"
MOST_LINES = 8  # of one page; the rest is a number and a link


@dataclass(slots=True)
class PagePart:
    """What happened on one page, newest first."""

    page: Subject
    entries: list[JournalEntry] = field(default_factory=list)


def latest_morning(pace: str, now: datetime) -> datetime:
    """When the newest digest of this pace was due: this morning, or for the weekly one on Monday."""
    local = timezone.localtime(now)
    day = local.date() - timedelta(days=local.time() < MORNING)
    if pace == Pace.WEEKLY:
        day -= timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(day, MORNING))


def send_digests() -> None:
    """Write the digests that are due, and go on with those that were broken off. Nothing when all are written."""
    for pace in PERIODS:
        due = latest_morning(pace, clock.now())
        run, _is_new = DueJob.objects.get_or_create(name=f"following.digest.{pace}", due_at=due)
        if run.done_at is None:
            write_digests(pace, due)
            run.done_at = clock.now()
            run.save(update_fields=["done_at"])


def write_digests(pace: str, due: datetime) -> None:
    """The digests of one morning. The cost follows the number of people who may have something to read."""
    until = due - STILL_AT_WORK
    by_followed = latest_news(until)
    followers = Follow.objects.filter(subject__in=list(by_followed)).exclude(person__email=None)
    people = list(followers.order_by("person").values_list("person", flat=True).distinct())
    for at in range(0, len(people), BATCH):
        write_batch(people[at : at + BATCH], by_followed, pace, due, until)


def latest_news(until: datetime) -> dict[UUID, list[JournalEntry]]:
    """The news of the last month, newest first, under everything it belongs to."""
    entries = (
        JournalEntry.objects.filter(verb__in=news_verbs(), at__gt=until - OLDEST, at__lte=until, subject__shown=True)
        .exclude(subject__title="")
        .select_related("subject__context__context__context")
    )
    published = dict(
        JournalEntry.objects.filter(verb=PUBLISHED, at__gt=until - OLDEST, at__lte=until).values_list("subject", "at")
    )
    readers = readers_of({entry.subject.root_id for entry in entries if entry.subject.audience in LIMITED} - {None})
    for entry in entries:  # what a moderator had to look at first is news from that moment on
        entry.at = max(entry.at, published.get(entry.subject_id, entry.at))
        entry.subject.reader_ids = frozenset(readers.get(entry.subject.root_id, ()))
    found: dict[UUID, list[JournalEntry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.pk), reverse=True):
        for pk in filter(None, {entry.subject_id, entry.subject.context_id, entry.subject.root_id}):
            found.setdefault(pk, []).append(entry)
    return found


def readers_of(roots: set[UUID | None]) -> dict[UUID | None, set[UUID]]:
    """Whom limited pages name, for all of them at once."""
    readers: dict[UUID | None, set[UUID]] = {}
    for root, reader in SubjectReader.objects.filter(root__in=roots).values_list("root", "reader"):
        readers.setdefault(root, set()).add(reader)
    return readers


def write_batch(
    ids: list[UUID], by_followed: dict[UUID, list[JournalEntry]], pace: str, due: datetime, until: datetime
) -> None:
    people = list(Person.objects.filter(pk__in=ids).select_related("actor").order_by("pk"))
    keys = [person.pk for person in people]
    paces, viewers = paces_of_all(keys), viewers_of(people)
    told = {(row.person_id, row.news): row.until for row in Told.objects.filter(person__in=keys)}
    follows: dict[UUID, list[Follow]] = {pk: [] for pk in keys}
    for follow in Follow.objects.filter(person__in=keys, subject__in=list(by_followed)):
        follows[follow.person_id].append(follow)
    found: dict[UUID, list[JournalEntry]] = {}
    for person in people:
        starts = {
            news: told.get((person.pk, news)) or until - PERIODS[Pace(pace)]
            for news, chosen in paces[person.pk].items()
            if chosen == pace
        }
        if entries := news_for(viewers[person.pk], follows[person.pk], by_followed, starts):
            found[person.pk] = entries
    names = names_of(
        {pk for entries in found.values() for entry in entries for pk in (entry.actor, entry.person) if pk}
    )
    links, letters = [], []
    for person in people:
        if person.pk in found:
            link, letter = digest_for(person, found[person.pk], names, pace, due)
            links.append(link)
            letters.append(letter)
    with transaction.atomic():
        save_told(
            [
                Told(person_id=pk, news=news, until=until)
                for pk in found
                for news, chosen in paces[pk].items()
                if chosen == pace
            ]
        )
        OneTimeLink.objects.bulk_create(links)
        if letters:
            mail.post_many(letters)


def news_for(
    viewer: Viewer,
    follows: Iterable[Follow],
    by_followed: dict[UUID, list[JournalEntry]],
    starts: dict[str, datetime],
) -> list[JournalEntry]:
    """What is new to one person, newest first: each line once, not their own doings, only what they may read now.

    ``starts`` are the kinds of news this digest holds for them, with the moment up to which they are told.
    """
    kinds, found = news_verbs(), {}
    for follow in follows:
        for entry in by_followed[follow.subject_id]:
            start = starts.get(kinds[entry.verb])
            if start is None or entry.at <= max(start, follow.since) or entry.pk in found:
                continue
            if viewer.person_id not in (entry.person, entry.on_behalf_of) and entry.subject.readable_by(viewer):
                found[entry.pk] = entry
    return sorted(found.values(), key=lambda entry: (entry.at, entry.pk), reverse=True)


def digest_for(
    person: Person, entries: list[JournalEntry], names: dict[UUID, str], pace: str, due: datetime
) -> tuple[OneTimeLink, OutgoingMail]:
    link, token = OneTimeLink.prepare("stop-digest", lasts=LINK_LASTS, person=person.pk, payload={"pace": pace})
    with translation.override(person.language):
        parts = [part_in_words(part, names) for part in by_page(entries)]
    letter = mail.compose(
        "following/mail/digest.txt",
        {
            "person": person,
            "parts": parts,
            "count": len(entries),
            "is_weekly": pace == Pace.WEEKLY,
            "unfollow_link": stop_address(token),
            "choose_link": mail.address(reverse("following:settings")),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"digest:{pace}:{due:%Y-%m-%d}:{person.pk}",
        holds_secret=True,
        language=person.language,
        unsubscribe_url=stop_address(token, at_once=True),
    )
    return link, letter


def by_page(entries: list[JournalEntry]) -> Iterator[PagePart]:
    """The same lines page by page, the page with the newest line first."""
    parts: dict[UUID, PagePart] = {}
    for entry in entries:
        page = page_of(entry.subject)
        parts.setdefault(page.pk, PagePart(page)).entries.append(entry)
    yield from parts.values()


def part_in_words(part: PagePart, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "title": part.page.title,
        "link": mail.address(hooks.address(part.page)),
        "lines": [(entry.at, in_words(entry, names)) for entry in part.entries[:MOST_LINES]],
        "more": max(0, len(part.entries) - MOST_LINES),
    }
