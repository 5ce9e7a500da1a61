"""What must hold for every request, whatever page it asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from samspil.foundation.verbs import NotFound

Response = Callable[[HttpRequest], HttpResponse]


def is_within(length: str, limit: int) -> bool:
    """Whether ``length`` is a plain number up to ``limit``. Digits of other scripts and endless ones are none."""
    return length.isascii() and length.isdigit() and len(length) < 16 and int(length) <= limit


class UploadLimitMiddleware:
    """Refuse a request that is far too large before anything reads it."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not is_within(length, settings.UPLOAD_LIMIT):
            # So far out nobody has set the language yet: without this it would be that of whoever came before.
            with translation.override(translation.get_language_from_request(request)):
                response = render(request, "413.html", status=413)
            response["Connection"] = "close"
            return response
        return self.get_response(request)


class VerbErrorsMiddleware:
    """A verb that finds nothing is a page that is not there."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, NotFound):
            raise Http404 from problem
        return None
