"""Small things the sign-in pages need. Nothing here reads the database."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# The first match wins, so those that also call themselves something else come first.
BROWSERS = ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def own_links(text: str) -> SafeString:
    """A letter's text with the links to our own pages made clickable, on whatever host the reader is now."""
    base = settings.BASE_URL.rstrip("/")
    if not base:
        return escape(text)
    parts, end = [], 0
    # One slash and no second: "//somewhere" would lead away from here.
    for match in re.finditer(re.escape(base) + r"(/(?!/)[^\s<>\"']*)?(?=[\s<>\"']|$)", text):
        parts.append(escape(text[end : match.start()]))
        path = match.group(1) or "/"
        parts.append(format_html('<a href="{}">{}</a>', path, match.group()))
        end = match.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


@register.filter
def device(user_agent: str) -> str:
    """What somebody signed in with, in words: "Firefox på Windows"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("En browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return _("%(browser)s på %(system)s") % {"browser": browser, "system": system} if system else browser
