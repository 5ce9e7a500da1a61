"""Leaving nothing of a person where this app and the floors below it keep things (GDPR art. 17)."""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.db.models import Q, QuerySet

from samspil.actors.models import ERASED, Actor, ContactVisibility, Person
from samspil.foundation import clock, search, subjects
from samspil.foundation.models import OneTimeLink, OutgoingMail, Subject
from samspil.identity.models import RateHit, User
from samspil.identity.rates import keyed


def failed_sign_ins(person: Person) -> QuerySet[AccessAttempt]:
    user = User.objects.filter(person=person).first()
    return AccessAttempt.objects.filter(username__iexact=user.email) if user else AccessAttempt.objects.none()


def links_of(person: Person) -> QuerySet[OneTimeLink]:
    """The links to somebody, and what waits behind one of a form that gave their address."""
    links = Q(person=person.pk)
    if person.email:
        links |= Q(payload__guest__email=person.email)
    return OneTimeLink.objects.filter(links)


def is_awaited(person: Person) -> bool:
    """Whether words of a form, or a sign-in, wait for the press of a button in a letter that was sent to them."""
    waiting = links_of(person).filter(purpose__in=("contribute", "sign-in"), used_at=None)
    return waiting.filter(expires_at__gt=clock.now()).exists()


def counted_for(person: Person) -> QuerySet[RateHit]:
    return RateHit.objects.filter(key=keyed(person.email)) if person.email else RateHit.objects.none()


def letters_to(person: Person) -> QuerySet[OutgoingMail]:
    """The letters to somebody, also those that went to the address before we knew whose it is."""
    return OutgoingMail.objects.filter(own_letters(person))


def own_letters(person: Person) -> Q:
    """A mailbox may change hands: a letter that was written to somebody else by name is not the new holder's."""
    return Q(person=person.pk) | (Q(person=None, to__iexact=person.email) if person.email else Q())


def forget_ways_in(person: Person) -> None:
    """The user with its sessions and codes, links on their way, and what was counted for the address."""
    failed_sign_ins(person).delete()
    for user in User.objects.filter(person=person):
        for session in UserSession.objects.filter(user=user):
            session.end()
        user.delete()
    counted_for(person).delete()
    links_of(person).delete()


def titles_of(person: Person) -> dict[UUID, str]:
    """What the person's own things are called, by id; empty ones have no words left."""
    rows = Subject.objects.filter(created_by=person.pk).exclude(pk=person.actor_id)
    return dict(rows.values_list("pk", "title"))


def forget_letters(person: Person, said: Iterable[str], begun: datetime) -> None:
    """All letters to the person, and to others those that hold what the person ``said`` and is gone now.

    Of the rest that name the person, sent ones go and waiting ones lose the name. A single name is many people's, and
    often a word: then only what the forgetting itself wrote, since it was ``begun``, is sure to mean this person.
    """
    own = own_letters(person)
    for words in said:
        own |= Q(title__contains=words) | Q(text__contains=words)
    OutgoingMail.objects.filter(own).delete()
    name, rest = person.actor.name, OutgoingMail.objects.all()
    if " " not in name:
        rest = rest.filter(created_at__gte=begun)
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?=(?:s|'s|’s)?(?!\w))", re.IGNORECASE)
    for letter in rest.filter(Q(title__icontains=name) | Q(text__icontains=name)):
        if not (whole.search(letter.title) or whole.search(letter.text)):
            continue
        if letter.sent_at:
            letter.delete()
            continue
        letter.title, letter.text = whole.sub(ERASED, letter.title), whole.sub(ERASED, letter.text)
        letter.save(update_fields=["title", "text"])
    for letter in rest.exclude(attachments=[]):  # those that wait: sent ones have none any more
        if any(whole.search(text) for _name, _type, text in letter.attachments):
            letter.attachments = []
            letter.save(update_fields=["attachments"])


def empty(person: Person) -> None:
    """The row stays for what others built on, and says nothing."""
    person.memberships.all().delete()
    person.roles.all().delete()
    actor = Actor.objects.select_related("subject").get(pk=person.actor_id)
    actor.name, actor.description, actor.phone, actor.email = ERASED, "", "", ""
    actor.contact_visibility = ContactVisibility.NOBODY
    actor.save()
    subject = subjects.held(actor.subject)
    subjects.move(subject, "")
    subject.title = ERASED
    subject.save(update_fields=["title"])
    search.forget(subject)
    subjects.set_hidden(subject, clock.now())
    person.email, person.phone, person.function, person.erased_at = None, "", "", clock.now()
    person.save()
