"""Template side of the hooks: panels, timelines and addresses."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from samspil.foundation import hooks
from samspil.foundation.models import Subject

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any], about: Any, place: str) -> SafeString:
    """Every panel that other apps put on this page at this place."""
    request = context["request"]
    parts = [
        render_to_string(panel.template, {"about": about, **panel.context(request, about)}, request=request)
        for panel in hooks.all_of("panels")
        if panel.kind == about.subject.kind and panel.place == place
    ]
    return mark_safe("".join(parts))  # noqa: S308 - rendered templates, escaped where they were made


@register.simple_tag
def marks(about: Any) -> list[hooks.Panel]:
    """The panels in the middle of a page that one may jump to."""
    found = hooks.all_of("panels")
    return [row for row in found if row.kind == about.subject.kind and row.place == "main" and row.anchor]


@register.filter
def address(subject: Subject) -> str:
    return hooks.address(subject)


@register.filter
def kind_label(subject: Subject) -> str:
    kind = hooks.kinds().get(subject.kind)
    return kind.label if kind else ""
