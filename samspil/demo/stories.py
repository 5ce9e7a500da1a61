"""The stories of the demo: told, asked about, answered; one still waits for a yes, and one was taken back."""

from datetime import timedelta
from functools import partial
from typing import Any

from samspil.demo.content.stories import GAINS, OFFERS, STORIES, GainText, InItText, OfferText, StoryText
from samspil.demo.resources import area_of
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.foundation.models import Subject
from samspil.stories import actions, consents, gains, offering, queries, work
from samspil.stories.models import Consent, OfferKind


def plan(loader: Loader) -> None:
    for offer in OFFERS:
        loader.plan(offer.days_ago, put_on_page, loader, offer)
    loader.plan(100, in_order, loader)
    for story in STORIES:
        loader.plan(story.days_ago, tell, loader, story)
    for gain in GAINS:
        loader.plan(gain.days_ago, say, loader, gain)


def page_named(loader: Loader, kind: str, name: str) -> str | None:
    """The page a story is about; none, where it is not on the list any more."""
    if kind == "challenge":
        return str(loader.challenges[name].pk)
    found = Subject.objects.filter(kind=kind, title=name).first() if kind else None
    return str(found.pk) if found else None


def address_of(loader: Loader, row: InItText) -> str:
    """Where the letter goes; none to those who were asked on the phone or at a meeting."""
    if row.channel or not row.key:
        return ""
    return loader.people[row.key].email or f"{row.key}@post.example"


def tell(loader: Loader, text: StoryText) -> None:
    said: dict[str, dict[str, Any]] = {
        whom: {"gains": list(getattr(text, whom)), "words": getattr(text, f"{whom}_words")}
        for whom in ("user", "staff", "volunteer")
    }
    people = [
        {
            "name": row.name,
            "email": row.email or address_of(loader, row),
            "is_child": row.is_child,
            "instead": row.instead,
        }
        for row in text.people
    ]
    story = actions.tell_story(
        by=loader.viewer(text.by),
        title=text.title,
        body=text.body,
        theme=text.theme,
        area_id=area_of(text.area),
        subject_id=page_named(loader, *text.about),
        people=people,
        gains=said,
        speaks_as=loader.actors[text.actor].pk if text.actor else None,
    )
    if text.work_unit:
        unit = loader.units[text.work_unit].pk
        show = partial(work.show_at_work, by=loader.viewer(text.by), story_id=story.pk, unit_id=unit)
        loader.later(text.days_ago - 0.5, show)
    for row, consent in zip(text.people, story.people.order_by("order"), strict=True):
        if row.answer:
            loader.later(text.days_ago - row.after, partial(reply, loader, text, row, consent.pk))
        if row.taken_back is not None:
            loader.later(text.days_ago - row.taken_back, partial(take_back, consent.pk))


def reply(loader: Loader, text: StoryText, row: InItText, consent_id: object) -> None:
    """By the link of the letter; or noted by whoever told the story, after a call or at a meeting."""
    if row.channel:
        consents.note_consent(
            by=loader.viewer(text.by),
            consent_id=str(consent_id),
            answer=row.answer,
            channel=row.channel,
            on=clock.today(),
            parent_name=row.parent,
        )
        return
    consent = Consent.objects.get(pk=str(consent_id))
    consents.answer_story(by=queries.holder(consent), consent_id=consent.pk, answer=row.answer)


def take_back(consent_id: object) -> None:
    consent = Consent.objects.get(pk=str(consent_id))
    consents.take_back_yes(by=queries.holder(consent), consent_id=consent.pk)


def say(loader: Loader, text: GainText) -> None:
    subject = page_named(loader, "task", text.task)
    if subject:
        gains.say_gains(by=loader.viewer(text.by), subject_id=subject, gains=text.gains)


def in_order(loader: Loader) -> None:
    """What was written first comes last: money and rooms are what people look for."""
    by = loader.viewer("birthe")
    first = next(row for row in queries.offers(by) if row.kind != OfferKind.CONTACT)
    for _step in OFFERS:
        offering.move_offer(by=by, offer_id=first.pk, up=False)


def put_on_page(loader: Loader, text: OfferText) -> None:
    offering.add_offer(
        by=loader.viewer("birthe"),
        kind=text.kind,
        title=text.title,
        body=text.body,
        person_id=loader.people[text.person].pk if text.person else None,
        who=text.who,
        phone=text.phone,
        email=text.email,
        hours=text.hours,
        deadline=clock.today() + timedelta(days=round(text.days_ago) + text.deadline_in) if text.deadline_in else None,
        deadline_note=text.deadline_note,
        link=text.link,
    )
