"""The events of the demo: three that are coming, and the dialogue meetings of this year and the next."""

from datetime import date, timedelta
from functools import partial

from samspil.actors import actions as actors
from samspil.actors.queries import viewer_of
from samspil.demo.content import events as content
from samspil.demo.content.events import EventText
from samspil.demo.story import Loader
from samspil.events import actions
from samspil.events.models import AgendaPoint, Event
from samspil.foundation import clock
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Wish
from samspil.resources.queries import open_wishes

FACTS = "kind title body for_whom theme place address online_url needs_sign_up places price access_note starts ends"
HELD = "event:dialogue"


def plan(loader: Loader) -> None:
    for text in content.EVENTS:
        loader.plan(text.days_ago, announce, loader, text)
    loader.plan(content.DIALOGUE.days_ago, call_dialogue, loader)
    loader.plan(content.NEXT.days_ago, call_next, loader)


def announce(loader: Loader, text: EventText) -> None:
    make(loader, text)


def make(loader: Loader, text: EventText, **more: object) -> Event:
    event = actions.make_event(
        by=loader.viewer(text.by),
        host_id=loader.actors[text.host].pk,
        origin_id=loader.challenges[text.challenge].pk if text.challenge else None,
        **{name: getattr(text, name) for name in FACTS.split()},
        access=list(text.access),
        contact_name=text.contact[0],
        contact_phone=text.contact[1],
        first_on=day_of(text),
        **more,
    )
    for number, (who, people) in enumerate(text.coming, start=1):
        loader.later(text.days_ago - number / 2, partial(come, loader, event, who, people))
    return event


def day_of(text: EventText) -> date:
    """The day it is told for; a meeting is on the Tuesday before."""
    day = clock.today() + timedelta(days=text.first_in)
    return day - timedelta(days=(day.weekday() - 1) % 7) if text.kind in ("citizens", "dialogue") else day


def somebody(loader: Loader, key: str) -> Viewer:
    """Somebody we know, or a guest with an address of their own."""
    if key in loader.people:
        return loader.viewer(key)
    return viewer_of(actors.register_person(name=key, email=f"{key.lower()}@post.example"))


def come(loader: Loader, event: Event, who: str, people: int) -> None:
    actions.sign_up(by=somebody(loader, who), event_id=event.pk, people=people)


# --- the dialogue meeting ---------------------------------------------------------------------------------------------


def call_dialogue(loader: Loader) -> None:
    text = content.DIALOGUE
    event = make(loader, text)
    loader.things[HELD] = event
    by, ago = loader.viewer(text.by), text.days_ago
    loader.later(ago - 1, partial(actions.invite_to_event, by=by, event_id=event.pk, circles=["chairs", "councillors"]))
    loader.later(ago - 20, partial(put_agenda, loader, event))
    held = ago - text.first_in
    loader.later(held - 2, partial(write_minutes, loader, event))
    loader.later(held - 4, partial(mend, loader, event))


def put_agenda(loader: Loader, event: Event) -> None:
    by = loader.viewer(content.DIALOGUE.by)
    title, minutes, _said = content.WELCOME
    actions.add_point(by=by, event_id=event.pk, title=title, minutes=minutes)
    key, minutes, _said = content.CHALLENGE_SAID
    actions.add_point(by=by, event_id=event.pk, about_id=loader.challenges[key].pk, minutes=minutes)
    wishes = open_wishes(Wish.objects.filter(kind="room", subject__shown=True, subject__audience=Audience.PUBLIC))
    wish = wishes.order_by("pk").first()
    actions.add_point(
        by=by,
        event_id=event.pk,
        about_id=wish.pk if wish else None,
        title="" if wish else "Et rum om torsdagen",
        minutes=content.NEED_SAID[0],
    )
    who, title, why, answer, minutes, _said = content.SUGGESTED
    point = actions.suggest_point(by=loader.viewer(who), event_id=event.pk, title=title, text=why)
    actions.answer_point(by=by, point_id=point.pk, answer="on", word=answer)
    actions.edit_point(by=by, point_id=point.pk, title=title, text=why, minutes=minutes)
    actions.publish_agenda(by=by, event_id=event.pk)


def write_minutes(loader: Loader, event: Event) -> None:
    """Two days after: what was said, what was agreed, and on the page with it."""
    by = loader.viewer(content.DIALOGUE.by)
    points = list(event.points.order_by("position"))
    said = (content.WELCOME[2], content.CHALLENGE_SAID[2], content.NEED_SAID[1], content.SUGGESTED[5])
    notes = {str(point.pk): words for point, words in zip(points, said, strict=True)}
    actions.write_minutes(by=by, event_id=event.pk, notes=notes, attended=31)
    for agreed, point in zip(content.AGREED, points[1:], strict=True):
        promise(loader, event, agreed, point)
    actions.publish_minutes(by=by, event_id=event.pk)


def promise(loader: Loader, event: Event, agreed: content.AgreedText, point: AgendaPoint) -> None:
    owner = loader.people[agreed.owner].actor if agreed.is_person else loader.actors[agreed.owner]
    made = actions.agree_on(
        by=loader.viewer(content.DIALOGUE.by),
        event_id=event.pk,
        what=agreed.what,
        due_on=clock.today() + timedelta(days=agreed.days),
        owner=owner.pk,
        point_id=point.pk,
    )
    by = loader.viewer(agreed.by)
    ago = content.DIALOGUE.days_ago - content.DIALOGUE.first_in - 2
    loader.later(ago - 3, partial(actions.answer_promise, by=by, promise_id=made.pk, answer="yes"))
    if agreed.told:
        told = partial(actions.report_promise, by=by, promise_id=made.pk, outcome=agreed.told, word=agreed.word)
        loader.later(ago - agreed.days + 2, told)


def mend(loader: Loader, event: Event) -> None:
    point = event.points.order_by("position")[2]
    by = loader.viewer(content.DIALOGUE.by)
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): content.MENDED}, attended=31)


def call_next(loader: Loader) -> None:
    make(loader, content.NEXT, follows_id=str(loader.things[HELD].pk))
