"""How suggestions went, as counts. The one place that changes data without a verb and without a journal line.

A verb would keep who pressed and when to the second. Here nobody may be able to tell who looked for what: no person, no
request, no free text, and no time finer than the day.
"""

from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.foundation.verbs import find, require
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Area, Resource, TargetGroup
from samspil.suggestions.models import Feedback, NoReason, Step

MOST_A_DAY = 500  # of one sort; more is a machine
PRESS_KEPT = 3600  # seconds in which the same form counts once


@transaction.atomic
def add(**what: object) -> None:
    """One more of this sort today."""
    rows = Feedback.objects.filter(day=clock.today(), **what)
    # Two at once may have made two rows; then only the first grows.
    first = rows.order_by("pk").values("pk")[:1]
    grown = Feedback.objects.filter(pk__in=first, count__lt=MOST_A_DAY).update(count=F("count") + 1)
    if not grown and not rows.exists():
        Feedback.objects.create(day=clock.today(), **what)


def count_suggested(shown: Iterable[UUID], area: Area | None = None) -> None:
    """These were suggested to somebody who looked for help in ``area``."""
    for key in shown:
        add(resource_id=key, step=Step.SUGGESTED, area=area)


def tell(
    *,
    by: Viewer,
    step: str,
    resource_id: UUID | str | None = None,
    reason: str = "",
    theme: str = "",
    target_group: str = "",
    area_id: int | str | None = None,
    press: str = "",
) -> bool:
    """Count what became of a suggestion; without ``resource_id`` that nothing would do. False for a second press.

    Anybody who may see the resource may tell: a caseworker, a relative, the person themselves. ``press`` is the form's
    number, remembered for an hour in this process and never written down.

    Raises: NotFound, Refused, ValidationError by field.
    """
    resource = find(Resource, resource_id, by) if resource_id else None
    require("suggestions.tell", by, resource)
    if step not in Step.values or step == Step.SUGGESTED or (resource is None and step != Step.REJECTED):
        raise ValidationError({"step": [_("Vælg, hvordan det gik.")]})
    reason = reason if step == Step.REJECTED else ""
    if step == Step.REJECTED and reason not in NoReason.values:
        raise ValidationError({"reason": [_("Vælg, hvorfor det ikke passede.")]})
    if theme and theme not in Theme.values:
        raise ValidationError({"theme": [_("Vælg et emne på listen.")]})
    if target_group and target_group not in TargetGroup.values:
        raise ValidationError({"target_group": [_("Vælg en målgruppe på listen.")]})
    area = Area.objects.filter(pk=int(area_id)).first() if area_id and str(area_id).isdecimal() else None
    key = as_uuid(press) if press else None
    if key and not cache.add(f"suggestions.press.{key}", True, PRESS_KEPT):
        return False
    if area is None and resource is not None:
        area = resource.area
    add(resource=resource, step=step, reason=reason, theme=theme, target_group=target_group, area=area)
    return True
