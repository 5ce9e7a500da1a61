"""A walk of a thousand requests by one role, in which nobody works out a thousand times who that is."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from django.conf import settings
from django.contrib import auth
from django.test import Client

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.foundation.viewer import Viewer
from samspil.identity import middleware


@contextmanager
def remembered(client: Client) -> Iterator[None]:
    """Inside the block the user and the viewer behind the client's session are those of now.

    Only for walks that undo what each request does. Whoever signs in, or is another one, on the way is asked for anew.
    """
    if settings.SESSION_COOKIE_NAME not in client.cookies:  # a visitor
        yield
        return
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
