"""The demo's two doors: becoming somebody with one press, and reading the letters that went out.

Neither exists in production: the pages are not found there, whatever the database holds.
"""

import functools
from collections.abc import Callable
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation.models import OutgoingMail
from samspil.foundation.paging import page_of
from samspil.identity.actions import join
from samspil.identity.models import DemoPerson

View = Callable[..., HttpResponse]


def only_in_demo(view: View) -> View:
    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (settings.DEMO or settings.TESTING):
            raise Http404
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


@only_in_demo
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/demo.html", {"people": DemoPerson.objects.select_related("person__actor")})


@only_in_demo
@require_POST
def become(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign in as one of the demo people, without a password or code: whoever tried them before may have set one."""
    person = get_object_or_404(DemoPerson.objects.select_related("person__actor"), pk=pk).person
    user = join(person)
    if request.user.is_authenticated:
        logout(request)
    get_adapter(request).login(request, user)
    UserSession.objects.create_from_request(request)
    messages.success(request, _("Du prøver nu Samspil som %(name)s.") % {"name": person.name})
    return redirect("/")


@only_in_demo
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    return render(
        request, "identity/demo_mail.html", {"page": page_of(request, OutgoingMail.objects.order_by("-created_at"))}
    )
