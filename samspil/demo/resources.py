"""What one can be part of in the demo: told by those behind it, confirmed, ended, and helped with what they need."""

from functools import partial

from samspil.demo.content.resources import AREAS, RESOURCES
from samspil.demo.content.resources_types import ResourceText, WishText
from samspil.demo.content.resources_wishes import WISHES
from samspil.demo.story import Loader
from samspil.foundation.ids import as_uuid
from samspil.resources import actions, letters, recurrence
from samspil.resources.models import Area, Resource

AREAS_DAYS_AGO = 399
LETTERS_DAYS_AGO = 0.3


def plan(loader: Loader) -> None:
    loader.plan(AREAS_DAYS_AGO, name_areas, loader)
    for text in RESOURCES:
        loader.plan(text.days_ago, register, loader, text)
    for wish in WISHES:
        loader.plan(wish.days_ago, wish_for, loader, wish)
    loader.plan(LETTERS_DAYS_AGO, letters.ask_all)
    loader.plan(0.01, actions.find_next_days)


def name_areas(loader: Loader) -> None:
    for order, (name, place, _places) in enumerate(AREAS, start=1):
        point = loader.places[place]
        actions.set_area(by=loader.viewer("birthe"), name=name, lat=point.lat, lon=point.lon, order=order)


def area_of(place: str) -> int | None:
    name = next((name for name, _point, places in AREAS if place in places), "")
    area = Area.objects.filter(name=name).first()
    return area.pk if area else None


def speaker_of(loader: Loader, actor: str) -> str:
    """Whoever speaks for the actor, or the coordinator where nobody does."""
    for key, text in loader.texts.items():
        if any(member.actor == actor and member.speaks_for for member in text.members):
            return key
    return "birthe"


def rule_of(text: ResourceText) -> str:
    if text.order:
        return recurrence.monthly(text.days[0], text.order)
    return recurrence.weekly(text.days, text.every)


def register(loader: Loader, text: ResourceText) -> None:
    by = text.by or speaker_of(loader, text.actor)
    speaks = by != "birthe" and text.actor and not text.by
    place = loader.places[text.place]
    name, phone, visibility = text.contact
    resource = actions.register_resource(
        **loader.voice(by, text.actor if speaks else None),
        kind=text.kind,
        title=text.title,
        body=text.body,
        themes=list(text.themes),
        target_groups=list(text.groups),
        provider_id=str(loader.actors[text.actor].pk) if text.actor else "",
        provider_name=text.provider_name,
        place=place.name,
        lat=place.lat,
        lon=place.lon,
        address=text.address,
        area_id=area_of(text.place),
        recurrence=rule_of(text),
        starts_at=text.starts_at,
        ends_at=text.ends_at,
        times_text=text.times_text,
        capacity=text.capacity,
        youngest=text.youngest,
        oldest=text.oldest,
        is_free=text.is_free,
        fee=text.fee,
        access=list(text.access),
        languages=list(text.languages),
        meets_you=text.meets_you,
        lift=text.lift,
        contact_name=name,
        contact_phone=phone,
        contact_visibility=visibility,
        legal_base=text.legal_base,
    )
    loader.things[f"resource:{text.key}"] = resource
    if text.confirmed_days_ago:
        confirm = partial(actions.confirm_resource, by=loader.viewer(by), resource_id=resource.pk)
        loader.later(text.confirmed_days_ago, confirm)
    if text.ended_days_ago:
        end = partial(actions.end_resource, by=loader.viewer("birthe"), resource_id=resource.pk)
        loader.later(text.ended_days_ago, end)


def wish_for(loader: Loader, text: WishText) -> None:
    resource: Resource | None = loader.things.get(f"resource:{text.resource}")
    actor = text.actor or next((each.actor for each in RESOURCES if each.key == text.resource), "")
    by = speaker_of(loader, actor)
    whose = {"resource_id": resource.pk} if resource else {"provider_id": loader.actors[actor].pk}
    wish = actions.wish_for(
        **loader.voice(by, actor if by != "birthe" else None), kind=text.kind, what=text.what, **whose
    )
    for person, helper, words, days_ago in text.pledges:
        loader.later(days_ago, partial(pledge, loader, str(wish.pk), person, helper, words))
    if text.fulfilled_days_ago:
        fulfil = partial(actions.fulfil_wish, by=loader.viewer(by), wish_id=wish.pk)
        loader.later(text.fulfilled_days_ago, fulfil)


def pledge(loader: Loader, wish_id: str, person: str, helper: str, words: str) -> None:
    said = loader.voice(person, helper or None)
    actions.pledge_to_wish(**said, wish_id=as_uuid(wish_id), body=words)
