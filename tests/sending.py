"""What every answer sends along: nothing from elsewhere, no script or style within, and the headers that guard it."""

import re

from django.http import HttpResponse

LOADS = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|input|form|button|use|image|track)\b[^>]*?"
    r"\s(?:src|srcset|href|data|action|formaction|poster|xlink:href)=[\"']?\s*((?:https?:)?//[^\"'\s>]+)"
    r"|<link\b[^>]*?\shref=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|url\([\"']?((?:https?:)?//[^)]+)\)"
    r"|\sdata-(?:tile|outline|url)[\w-]*=[\"']((?:https?:)?//[^\"']+)",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)"
    r"|<style|\sstyle=|<[^>]+\son[a-z]+=|javascript:",
    re.IGNORECASE,
)

# What somebody put up is only looked at: a file may load nothing, run nothing and send nothing.
SHUT = {"default-src": "'none'", "sandbox": ""}
HEADERS = {
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Referrer-Policy": ("same-origin", "strict-origin"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
}


def unguarded(response: HttpResponse) -> list[str]:
    """What is wrong with the headers of an answer."""
    policy = response["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    wrong = [name for name, right in HEADERS.items() if response[name] not in right]
    wrong += [word for word in ("unsafe", "*", "http") if word in policy]
    if directives == SHUT:
        return wrong + ["a page that is shut"] * response["Content-Type"].startswith("text/html")
    expected = dict.fromkeys(("script-src", "style-src", "font-src", "connect-src", "form-action"), "'self'")
    expected |= dict.fromkeys(("default-src", "frame-ancestors", "base-uri", "object-src"), "'none'")
    expected["img-src"] = "'self' data:"
    return wrong + [name for name, right in expected.items() if directives.get(name) != right]


def loaded(response: HttpResponse) -> list[str]:
    """What a page would load from elsewhere, and what it would run of its own text."""
    if not response["Content-Type"].startswith("text/html"):
        return []
    return [*map(str, LOADS.findall(response.text)), *INLINE.findall(response.text)]
