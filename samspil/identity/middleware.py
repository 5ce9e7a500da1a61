"""Who is asking: ``request.viewer`` on every request, worked out when first needed."""

from collections.abc import Callable

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from samspil.actors.queries import viewer_of
from samspil.foundation.viewer import NOBODY, Viewer


def current_viewer(request: HttpRequest) -> Viewer:
    user = request.user if hasattr(request, "user") else get_user(request)
    if not user.is_authenticated:
        return NOBODY
    return viewer_of(user.person)


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: current_viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)
