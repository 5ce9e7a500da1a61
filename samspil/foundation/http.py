"""How pages travel: what browsers and caches may do with them."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For pages whose address opens something: kept by no cache, named to no other page, in no search engine.

    The policy is ``strict-origin``, not ``no-referrer``: with the latter browsers send ``Origin: null`` along with the
    form, and Django's CSRF check would refuse it.
    """

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped
