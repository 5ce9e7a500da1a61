"""How days stand on paper, and whether there is a PDF of it."""

from django import template

from samspil.papers import pdf
from samspil.papers.gather import as_text

register = template.Library()
register.filter("in_full", as_text)


@register.simple_tag
def pdf_is_possible() -> bool:
    return pdf.is_possible()
