"""Requests as our views get them, and what browsers and caches may do with our pages."""

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from samspil.foundation.viewer import Viewer

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """An ``HttpRequest`` after the middleware: it knows who is asking. For type checking only."""

    viewer: Viewer


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


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler400``: a form too large for memory gets the page that says so, wherever it was first read."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return defaults.bad_request(request, exception)
