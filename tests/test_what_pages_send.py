"""What every page sends along: nothing from elsewhere, no script or style within, and the headers that guard it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import samspil
from tests.permission_table import rows
from tests.remembering import remembered
from tests.world import ROLES

PACKAGE = Path(samspil.__file__).parent

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


def every_page(there: Any, role: str) -> list[tuple[str, Any]]:
    """The answer of every address to a GET, whatever it is: one of each kind, for the first thing that gets it."""
    client = there.client(role)
    first = {(row.name, row.get[ROLES.index(role)]): row for row in reversed(rows())}.values()
    paths = [reverse(row.name, args=there.key(row.thing) if row.thing else []) for row in first]
    safe = [path for path in dict.fromkeys(paths) if "log-ud" not in path]
    with remembered(client):
        return [(path, client.get(path)) for path in safe]


def assert_loads_nothing_from_elsewhere(path: str, response: Any) -> None:
    if response["Content-Type"].startswith("text/html"):
        assert LOADS.findall(response.text) == [], path
        assert INLINE.findall(response.text) == [], path


def test_own_files_load_nothing_from_elsewhere():
    for path in (PACKAGE / "site" / "static").rglob("*"):
        if path.suffix in (".css", ".js", ".svg", ".geojson"):
            text = path.read_text().replace("http://www.w3.org/", "")
            assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}", text), path


# What somebody put up is only looked at: a file may load nothing, run nothing and send nothing.
SHUT = {"default-src": "'none'", "sandbox": ""}


@pytest.mark.parametrize("role", ["visitor", "coordinator"])
def test_every_answer_carries_the_headers_that_guard_it_and_loads_nothing_from_elsewhere(role, there):
    kinds = set()
    for path, response in every_page(there, role):
        kinds.add(response.status_code)
        assert_loads_nothing_from_elsewhere(path, response)
        policy = response["Content-Security-Policy"]
        directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
        assert directives["default-src"] == "'none'", path
        if directives == SHUT:
            assert not response["Content-Type"].startswith("text/html"), path
        else:
            for name in ("script-src", "style-src", "font-src", "connect-src", "form-action"):
                assert directives[name] == "'self'", (path, name)
            assert directives["img-src"] == "'self' data:"
            for name in ("frame-ancestors", "base-uri", "object-src"):
                assert directives[name] == "'none'", (path, name)
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "http" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] in ("same-origin", "strict-origin")
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {200, 404, 405} <= kinds


def test_page_that_is_not_there_and_upload_that_is_too_large_carry_them_too(client):
    for response in (client.get("/findes-ikke/"), client.post("/", {}, CONTENT_LENGTH="99999999999")):
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"


def test_cookies_are_kept_from_scripts_and_other_sites(there, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True
    client = Client()
    client.post(reverse("identity:demo-become", args=there.key("demo person")))
    client.get(reverse("challenges:raise"))
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert set(client.cookies) >= {"sessionid", "csrftoken", "django_language"}
    for name, cookie in client.cookies.items():
        if cookie.value:
            assert cookie["secure"], name
            assert cookie["samesite"] == "Lax", name
            assert cookie["httponly"] or name == "django_language", name


def test_pages_of_somebody_are_kept_by_no_shared_cache(there):
    """What a page shows depends on who asks: caches in between must know."""
    for role in ("visitor", "coordinator"):
        response = there.client(role).get("/udfordringer/")
        assert "Cookie" in response["Vary"]
