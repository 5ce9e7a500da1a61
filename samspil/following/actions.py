"""Following, and the letters that follow from it."""

from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django_tasks import task

from samspil.actors.actions import Voice
from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.following.models import Follow
from samspil.foundation import clock, hooks, mail
from samspil.foundation.models import OneTimeLink, Subject
from samspil.foundation.verbs import NotFound, journal, require, verb
from samspil.foundation.viewer import Viewer

LINK_LASTS = timedelta(days=60)


def readable_subject(pk: UUID | str, by: Viewer) -> Subject:
    subject = Subject.objects.visible_to(by).filter(pk=pk).first()
    if subject is None:
        raise NotFound(f"Subject {pk}")
    return subject


@verb(Subject)
def follow(*, by: Viewer, subject_id: UUID | str) -> Subject:
    """Hear by mail what happens. Raises: NotFound, Refused."""
    subject = readable_subject(subject_id, by)
    require("following.follow", by, subject)
    _row, is_new = Follow.objects.get_or_create(person_id=by.person_id, subject=subject)
    if is_new:
        journal("following.followed", subject, by=by)
    return subject


@verb(Subject)
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
    subject: Subject, template: str, about: dict[str, Model], *, key: str, but_not: UUID | None = None
) -> None:
    """Write to those who follow ``subject`` or what it belongs to, and may read it when the letter is written.

    ``about`` are the objects the template tells of, by name. ``key`` names the event: it is told to a person once,
    however many ways they follow it. The worker writes the letters: a thousand followers keep nobody waiting.
    """
    # What is told of an earlier day is dated that day, so it cannot wait for the worker.
    write = write_letters.call if clock.is_set() else write_letters.enqueue
    write(
        str(subject.pk),
        template,
        {name: [thing._meta.label, str(thing.pk)] for name, thing in about.items()},
        key,
        str(but_not) if but_not else None,
    )


@task()
def write_letters(subject_id: str, template: str, about: dict[str, list[str]], key: str, but_not: str | None) -> None:
    """The letters of one event, a row in the outbox each."""
    subject = Subject.objects.select_related("context__context").get(pk=subject_id)
    things = {name: apps.get_model(label)._default_manager.get(pk=pk) for name, (label, pk) in about.items()}
    followed = [pk for pk in (subject.pk, subject.context_id, subject.root_id) if pk]
    people = Person.objects.filter(follows__subject__in=followed).exclude(email=None).select_related("actor").distinct()
    for person in people:
        if str(person.pk) == but_not or not subject.readable_by(viewer_of(person)):
            continue
        write_letter(subject, template, things, person, key)


@transaction.atomic
def write_letter(subject: Subject, template: str, things: dict[str, Model], person: Person, key: str) -> None:
    _link, token = OneTimeLink.issue(
        "unfollow",
        lasts=LINK_LASTS,
        person=person.pk,
        payload={"subjects": [str(pk) for pk in (subject.pk, subject.context_id) if pk]},
    )
    mail.post(
        template,
        {
            **things,
            "person": person,
            "link": mail.address(hooks.address(subject)),
            "unfollow_link": mail.address(reverse("following:unsubscribe", args=[token])),
        },
        to=str(person.email),
        person=person.pk,
        dedupe_key=f"{key}:{person.pk}",
        holds_secret=True,
        language=person.language,
    )
