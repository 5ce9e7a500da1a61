"""What every page sends along: nothing from elsewhere, no script or style within, and the headers that guard it."""

import re
from pathlib import Path

from django.test import Client
from django.urls import reverse

import samspil

PACKAGE = Path(samspil.__file__).parent


def test_own_files_load_nothing_from_elsewhere():
    for path in (PACKAGE / "site" / "static").rglob("*"):
        if path.suffix in (".css", ".js", ".svg", ".geojson"):
            text = path.read_text().replace("http://www.w3.org/", "")
            assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}", text), path


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
