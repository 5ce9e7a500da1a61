"""Following, and the letters that follow from it."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice
from samspil.actors.models import Person
from samspil.following.letters import announce
from samspil.following.models import Follow, News, Pace, Preference
from samspil.following.queries import mark_told, paces_of
from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.verbs import NotFound, journal, require, verb
from samspil.foundation.viewer import Viewer


def readable_subject(pk: UUID | str, by: Viewer) -> Subject:
    subject = Subject.objects.visible_to(by).filter(pk=pk).first()
    if subject is None:
        raise NotFound(f"Subject {pk}")
    return subject


@verb(Subject, for_oneself=True)
def follow(*, by: Viewer, subject_id: UUID | str) -> Subject:
    """Hear by mail what happens. Raises: NotFound, Refused."""
    subject = readable_subject(subject_id, by)
    require("following.follow", by, subject)
    _row, is_new = Follow.objects.get_or_create(person_id=by.person_id, subject=subject)
    if is_new:
        journal("following.followed", subject, by=by)
    return subject


@verb(Subject, for_oneself=True)
def unfollow(*, by: Viewer, subject_id: UUID | str) -> Subject:
    """Hear no more. Works for what the person can no longer read, too."""
    subject = Subject.objects.filter(pk=subject_id).first()
    if subject is None or by.person_id is None:
        raise NotFound(f"Subject {subject_id}")
    deleted, _per_model = Follow.objects.filter(person_id=by.person_id, subject=subject).delete()
    if deleted:
        journal("following.unfollowed", subject, by=by)
    return subject


def follow_own(subject: Subject, voice: Voice) -> None:
    """Whoever speaks hears what comes of it. So does the member of staff who wrote it down: the author may have no
    address, and somebody must be able to pass the answer on.
    """
    for person in filter(None, (voice.author, voice.entered_by)):
        Follow.objects.get_or_create(person=person, subject=subject)


def tell_followers(
    subject: Subject,
    template: str,
    about: dict[str, Model],
    *,
    key: str,
    news: str = "",
    but_not: UUID | None = None,
) -> None:
    """Write to those who follow ``subject`` or what it belongs to, and may read it when the letter is written.

    ``about`` are the objects the template tells of, by name. ``key`` names the event: it is told to a person once,
    however many ways they follow it. ``news`` is its kind: who does not want that at once finds it in the next digest,
    from the journal. Without a kind it goes to all of them at once. The verb writes one row, however many follow.
    """
    names = {name: [thing._meta.label, str(thing.pk)] for name, thing in about.items()}
    announce(subject, template, names, key=key, news=news, but_not=but_not)


def tell_news(entry: JournalEntry) -> None:
    """Write of a journal line whose phrase is news to those who want that kind at once."""
    tell_followers(
        entry.subject,
        "following/mail/news.txt",
        {"entry": entry},
        key=f"news:{entry.pk}",
        news=hooks.phrases()[entry.verb].news,
        but_not=entry.person,
    )


@verb(Person, for_oneself=True)
def choose_news(*, by: Viewer, paces: Mapping[str, str]) -> Person:
    """Choose how soon to hear of each kind of news. Raises: Refused, ValidationError (by kind)."""
    require("following.choose_news", by)
    person = Person.objects.select_related("actor__subject").get(pk=by.known_id)
    wrong = {news: [_("Vælg en af mulighederne.")] for news, pace in paces.items() if pace not in Pace.values}
    if wrong or not set(paces) <= set(News.values):
        raise ValidationError(wrong or _("Vælg en af mulighederne."))
    before = paces_of(person.pk)
    changed = {news: pace for news, pace in paces.items() if before[news] != pace}
    if changed:
        set_paces(person, before, changed)
        journal("following.news_chosen", person.actor.subject, by=by, payload=changed)
    return person


def set_paces(person: Person, before: Mapping[str, str], changed: Mapping[str, str]) -> None:
    Preference.objects.bulk_create(
        [Preference(person=person, news=news, pace=pace) for news, pace in changed.items()],
        update_conflicts=True,
        unique_fields=["person", "news"],
        update_fields=["pace"],
    )
    # Letters at once have told it all until now, and who wanted none is not told afterwards.
    mark_told(person.pk, [news for news in changed if before[news] in (Pace.AT_ONCE, Pace.NEVER)], clock.now())


@verb(Person, for_oneself=True)
def stop_digest(*, by: Viewer, pace: str) -> Person:
    """Hear no more of what comes once a day, or once a week. Raises: Refused."""
    require("following.choose_news", by)
    person = Person.objects.select_related("actor__subject").get(pk=by.known_id)
    before = paces_of(person.pk)
    changed = {news: Pace.NEVER for news in News.values if before[news] == pace}
    if changed:
        set_paces(person, before, changed)
        journal("following.digest_stopped", person.actor.subject, by=by, payload={"pace": pace})
    return person
