"""A walk of a thousand requests by one role, in which nobody works out a thousand times who that is, nor paints the
page that says no a thousand times.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib import auth
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.translation import get_language
from django.views import defaults

from samspil import urls
from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.foundation.viewer import Viewer
from samspil.identity import middleware


@contextmanager
def remembered(client: Client) -> Iterator[None]:
    """Inside the block the user and the viewer behind the client's session are those of now.

    Only for walks that undo what each request does. Whoever signs in, or is another one, on the way is asked for anew.
    """
    with painted_once("handler403", defaults.permission_denied), painted_once("handler404", defaults.page_not_found):
        if settings.SESSION_COOKIE_NAME in client.cookies:
            with known(client):
                yield
        else:  # a visitor
            yield


def painted_once(name: str, usual: Callable[..., HttpResponse]) -> Any:
    """Paint a refusal anew where the page may differ: in another room or language, or with a message to show. It tells
    of no address but its own.

    A refusal is half the answers of a walk, and was half the work of each. What goes round the page is made each time.
    """
    paint = getattr(urls, name, usual)
    painted: dict[tuple[str, str], HttpResponse] = {}

    def refuse(request: HttpRequest, exception: Exception) -> HttpResponse:
        place = request.resolver_match.app_name if request.resolver_match else "", get_language()
        if get_messages(request):
            return paint(request, exception)
        if place not in painted:
            painted[place] = paint(request, exception)
        return type(painted[place])(painted[place].content)

    return patch.object(urls, name, refuse, create=True)


@contextmanager
def known(client: Client) -> Iterator[None]:
    session, get_user = client.session, auth.get_user
    user = get_user(SimpleNamespace(session=session))
    viewer, kept = viewer_of(user.person), pickle.dumps(user)

    def same_user(request):
        same = request.session.session_key == session.session_key
        return pickle.loads(kept) if same else get_user(request)  # noqa: S301  (pickled four lines above)

    def same_viewer(person: Person) -> Viewer:
        return viewer if person == user.person else viewer_of(person)

    with patch.object(auth, "get_user", same_user), patch.object(middleware, "viewer_of", same_viewer):
        yield
