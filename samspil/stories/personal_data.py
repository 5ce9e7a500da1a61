"""What stories hold of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspil.actors.models import Person
from samspil.actors.queries import at_address
from samspil.stories import letters, standing
from samspil.stories.actions import clear
from samspil.stories.models import Benefit, Consent, ConsentAnswer, Story, VolunteerOffer

RELATED = ("story__subject", "story__actor", "story__author__actor", "story__entered_by", "story__picture__subject")


def about(person_id: UUID) -> QuerySet[Consent]:
    """The stories somebody is in, also where we only have their address: a parent's, too."""
    own = Q(person=person_id) | at_address(person_id, "email")
    return Consent.objects.filter(own).select_related(*RELATED).order_by("pk")


def offers(person_id: UUID) -> Any:
    """What the municipality offers volunteers where somebody is the one to ask, by name or by address."""
    return VolunteerOffer.objects.filter(Q(person=person_id) | at_address(person_id, "email")).order_by("pk")


def export(person_id: UUID) -> list[dict[str, Any]]:
    told = Story.objects.filter(author=person_id).select_related("subject", "work_unit__actor").order_by("pk")
    said = Benefit.objects.filter(by=person_id).select_related("subject").order_by("pk")
    return [
        *(
            {
                "story": row.title,
                "text": row.body,
                "for_applicants": row.work_unit.actor.name if row.work_unit else "",
                "at": row.subject.created_at.isoformat(),
            }
            for row in told
        ),
        *(
            {
                "in_story": row.story.subject.title,
                "named": row.name,
                "email": row.email,
                "answer": row.answer,
                "on": row.answered_on.isoformat() if row.answered_on else None,
                "until": row.until.isoformat() if row.until else None,
                "given_by_parent": row.parent_name,
                "how": row.channel or "link",
            }
            for row in about(person_id)
        ),
        *({"gain": str(row), "on_page": row.subject.title, "at": row.at.isoformat()} for row in said),
        *({"asked_about": row.title, "email": row.email} for row in offers(person_id)),
    ]


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Their own stories go. Where others tell of them, the name goes for good and the story waits to be mended."""
    for story in Story.objects.filter(author=person_id).select_related("subject", "actor", "picture__subject"):
        clear(story)
    for row in about(person_id):
        forget(row)
    Benefit.objects.filter(by=person_id).exclude(subject__kind="story").delete()
    person = Person.objects.filter(pk=person_id).first()
    for offer in offers(person_id):
        if person and person.phone and offer.phone == person.phone:
            offer.phone = ""
        offer.person, offer.email = None, ""
        offer.save_without_historical_record()
        offer.history.all().delete()


def forget(row: Consent) -> None:
    """The row stays and says no, nameless: nobody can let the story out again by forgetting it."""
    story, name = row.story, row.name
    story.refresh_from_db()  # somebody forgotten before may have stood in the same one
    instead = row.instead or _("en, der var med")
    if name and story.withdrawn_at is None:
        story.title = standing.without(story.title, name, instead)[:120]
        story.body = standing.without(story.body, name, instead)[:2000]
        story.save(update_fields=["title", "body"])
        for benefit in Benefit.objects.filter(subject=story.subject).exclude(words=""):
            benefit.words = standing.without(benefit.words, name, instead)[:200]
            benefit.save(update_fields=["words"])
        if story.picture:
            picture = story.picture
            picture.alt = picture.subject.title = standing.without(picture.alt, name, instead)[:200]
            picture.credit = standing.without(picture.credit, name, instead)[:120]
            picture.save(update_fields=["alt", "credit"])
            picture.subject.save(update_fields=["title"])
    letters.forget_links(row)
    row.name = row.email = row.parent_name = row.instead = ""
    row.person, row.answer, row.until, row.seen = None, ConsentAnswer.TAKEN_BACK, None, {}
    row.save()
    # What anybody said yes to holds the name as well.
    Consent.objects.filter(story=story).update(seen={})
    standing.settle(story)
