"""How days stand on paper."""

from django import template

from samspil.papers.gather import as_text

register = template.Library()
register.filter("in_full", as_text)
