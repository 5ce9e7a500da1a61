"""How codes and figures of an assessment are said on a page."""

from django import template

from samspil.assessments.models import Perspective, in_figures

register = template.Library()
register.filter("scored", in_figures)


@register.filter
def perspective(code: str) -> str:
    return str(Perspective(code).label)


@register.filter
def percent(share: float) -> str:
    """A share of 1 in whole per cent."""
    return f"{round(100 * share)} %"
