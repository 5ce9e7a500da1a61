"""Many resources at once, as ``actions.register_resource`` makes one: the same checks, and a journal line for each.

Only for staff: what others tell is looked at one by one (``moderation.actions.screen``), so they call the verb itself.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language

from samspil.actors.actions import Voice
from samspil.actors.models import Actor
from samspil.foundation.models import JournalEntry, SearchDocument, Subject
from samspil.foundation.subjects import known_point
from samspil.foundation.text import tokens
from samspil.foundation.verbs import Refused, require
from samspil.foundation.viewer import Viewer
from samspil.resources import facts
from samspil.resources.actions import put_confirmed
from samspil.resources.models import Area, Resource, ResourceTargetGroup, ResourceTheme

Made = Resource | ValidationError


def register_many(*, by: Viewer, voice: Voice, rows: Iterable[Mapping[str, Any]]) -> list[Made]:
    """Register each of ``rows`` (keywords of ``register_resource``); what is wrong with a row stands in its place.

    Raises: Refused, as a whole.
    """
    require("resources.register", by)
    if not by.is_staff or by.is_blocked:
        raise Refused("resources.register")
    told = [dict(row) for row in rows]
    providers = Actor.objects.visible_to(by).in_bulk(
        {UUID(row["provider_id"]) for row in told if row.get("provider_id")}
    )
    areas = Area.objects.in_bulk({row["area_id"] for row in told if row.get("area_id")})
    point_of = cache(known_point)  # many rows name few places
    marks = {row["external_id"] for row in told if row.get("external_id")}
    known = set(Resource.objects.filter(external_id__in=marks).values_list("source", "external_id"))
    made: list[Made] = []
    with transaction.atomic():
        for row in told:
            try:
                made.append(prepared(row, by, voice, providers, areas, point_of, known))
            except ValidationError as problem:
                made.append(problem)
        save([(row, one) for row, one in zip(told, made, strict=True) if isinstance(one, Resource)], by, voice)
    return made


def prepared(
    row: dict[str, Any],
    by: Viewer,
    voice: Voice,
    providers: Mapping[UUID, Actor],
    areas: Mapping[int, Area],
    point_of: facts.PointOf,
    known: set[tuple[str, str]],
) -> Resource:
    """A resource that holds together, with its subject, not saved. Raises: ValidationError."""
    provider_id, area_id = row.pop("provider_id", None), row.pop("area_id", None)
    resource = Resource(**voice.fields())
    resource.provider = providers.get(UUID(provider_id)) if provider_id else None
    resource.area = areas.get(area_id) if area_id else None
    facts.put_on(resource, by, row, point_of=point_of, is_there=lambda one: (one.source, one.external_id) in known)
    row["themes"], row["target_groups"] = facts.themes_in(row), facts.groups_in(row)
    put_confirmed(resource, by, None)
    latitude, longitude = resource.point or (None, None)
    subject = Subject(
        kind="resource",
        title=resource.title,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
        created_by=voice.author.pk,
        place=resource.place,
        latitude=latitude,
        longitude=longitude,
    )
    subject.root_id = subject.pk
    resource.subject = subject
    return resource


def save(made: list[tuple[dict[str, Any], Resource]], by: Viewer, voice: Voice) -> None:
    Subject.objects.bulk_create([one.subject for _row, one in made])
    Resource.objects.bulk_create([one for _row, one in made])
    ResourceTheme.objects.bulk_create(
        [ResourceTheme(resource=one, theme=theme) for row, one in made for theme in row["themes"]]
    )
    ResourceTargetGroup.objects.bulk_create(
        [ResourceTargetGroup(resource=one, group=group) for row, one in made for group in row["target_groups"]]
    )
    SearchDocument.objects.bulk_create(
        [
            SearchDocument(
                subject=one.subject,
                kind="resource",
                tokens=" ".join(
                    tokens(f"{one.title} {one.place} {facts.words_of(one, row['themes'], row['target_groups'])}")
                ),
            )
            for row, one in made
        ]
    )
    JournalEntry.objects.bulk_create(
        [
            JournalEntry(
                verb="resources.registered",
                subject=one.subject,
                person=by.person_id,
                actor=voice.actor.pk,
                payload={"kind": one.kind, "provider": str(one.provider_id) if one.provider_id else None},
            )
            for _row, one in made
        ]
    )
