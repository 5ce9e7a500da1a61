"""What the templates of resources need besides: data for machines, and whose a wish is."""

import json
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from samspil.resources.models import Wish
from samspil.resources.queries import provider_shown

register = template.Library()
# As Django's json_script: nothing in the data can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def ld_script(data: dict[str, Any]) -> SafeString:
    """The data as JSON-LD. A data block is no script: nothing runs, and the content security policy does not ask."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag
def wish_about(wish: Wish) -> dict[str, str]:
    """Whose a wish is: label, address and place. A provider whose page is hidden is not named."""
    if wish.resource:
        label = " · ".join(filter(None, (wish.resource.title, provider_shown(wish.resource))))
        place = wish.resource.place or (wish.resource.area.name if wish.resource.area else "")
        return {"label": label, "url": reverse("resources:page", args=[wish.resource_id]), "place": place}
    if wish.provider and wish.provider.subject.shown:
        return {"label": wish.provider.name, "url": reverse("actors:page", args=[wish.provider_id]), "place": ""}
    return {"label": "", "url": "", "place": ""}
