"""Stories with somebody in them, letters and their links, and entries on the page for volunteers."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.actors.models import Person
from samspil.foundation.models import OutgoingMail
from samspil.pictures.imaging import prepare
from samspil.stories import actions, consents, offering, queries
from samspil.stories.models import Consent, Story, VolunteerOffer
from tests.factories import make_person, viewer
from tests.pictures.samples import saved, scene

TITLE = "Kaj kom med til bingo"
BODY = "Kaj Holm sad alene. Nu henter Ib ham, og Kajs stol står klar."
KAJ = {"name": "Kaj Holm", "email": "kaj@post.example", "instead": "en nabo"}


def make_story(*, by: Person | None = None, people: tuple[dict[str, Any], ...] = (KAJ,), **facts: Any) -> Story:
    facts = {"title": TITLE, "body": BODY, "theme": "older", **facts}
    return actions.tell_story(by=viewer(by or make_person("Lis")), people=people, **facts)


def consent_of(story: Story, name: str = "") -> Consent:
    rows = Consent.objects.filter(story=story).select_related("story__subject").order_by("order")
    return (rows.filter(name=name) if name else rows)[0]


def say(story: Story, answer: str = "yes", name: str = "", **more: Any) -> Story:
    """Somebody in the story answers by the link of their letter."""
    row = consent_of(story, name)
    if row.is_child:
        more.setdefault("parent_name", "Iben")
    consents.answer_story(by=queries.holder(row), consent_id=row.pk, answer=answer, **more)
    return fresh(story)


def take_back(story: Story, name: str = "") -> Story:
    row = consent_of(story, name)
    consents.take_back_yes(by=queries.holder(row), consent_id=row.pk)
    return fresh(story)


def fresh(story: Story) -> Story:
    return Story.objects.select_related("subject", "picture__subject").get(pk=story.pk)


def open_story(**facts: Any) -> Story:
    return say(make_story(**facts))


def put_picture(story: Story, alt: str = "Kaj og Ib ved et bord") -> Story:
    by = viewer(Person.objects.get(pk=story.author_id))
    actions.set_picture(by=by, story_id=story.pk, picture=prepare_scene(), alt=alt, credit="Ib")
    return fresh(story)


def prepare_scene():
    return prepare(SimpleUploadedFile("billede.png", saved(scene())))


def letters_to(email: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=email).order_by("created_at", "pk"))


def path_in(letter: OutgoingMail) -> str:
    """The path of the first link to our own pages."""
    return re.search(r"https?://[^/\s]+(/\S+)", letter.text)[1]


def make_offer(by: Person, **facts: Any) -> VolunteerOffer:
    facts = {"kind": "grant", "title": "Søg § 18-midler", "body": "Til frivilligt socialt arbejde.", **facts}
    return offering.add_offer(by=viewer(by), **facts)
