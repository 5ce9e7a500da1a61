"""Following, and the letters that follow from it."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from samspil.actors.actions import Voice
from samspil.actors.queries import viewer_by_id
from samspil.following.models import Follow
from samspil.foundation import hooks, mail
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


def tell_followers(subject: Subject, template: str, context: dict, *, key: str, but_not: UUID | None = None) -> None:
    """Write to those who follow ``subject`` or what it belongs to, and may read it now.

    ``key`` names the event: the same event is told to a person once, however many ways they follow it.
    """
    follows = Follow.objects.filter(subject__in=[subject.pk, subject.context_id, subject.root_id])
    people = {follow.person for follow in follows.select_related("person__actor")}
    for person in people:
        if person.pk == but_not or not person.email or not subject.readable_by(viewer_by_id(person.pk)):
            continue
        _link, token = OneTimeLink.issue(
            "unfollow",
            lasts=LINK_LASTS,
            person=person.pk,
            payload={"subjects": [str(pk) for pk in (subject.pk, subject.context_id) if pk]},
        )
        mail.post(
            template,
            {
                **context,
                "person": person,
                "link": mail.address(hooks.address(subject)),
                "unfollow_link": mail.address(reverse("following:unsubscribe", args=[token])),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=f"{key}:{person.pk}",
            holds_secret=True,
            language=person.language,
        )
