"""Hiding a subject, and the list of what is hidden."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation import hooks
from samspil.foundation.http import Request
from samspil.foundation.models import Subject
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import is_repeat, require
from samspil.moderation import actions
from samspil.moderation.forms import HideForm
from samspil.moderation.queries import standing_hidings


def hide(request: Request, pk) -> HttpResponse:
    require("moderation.hide", request.viewer)
    subject = Subject.objects.visible_to(request.viewer).select_related("context").filter(pk=pk).first()
    if subject is None and is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("moderation:hidden")
    if subject is None:
        raise Http404
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide(by=request.viewer, subject_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(
                request,
                _("Det er skjult nu. Du finder det under Mig. Har den, der skrev, en mail, får de din forklaring."),
            )
            return redirect(hooks.address(subject.context) if subject.context else "moderation:hidden")
    return render(request, "moderation/hide.html", {"form": form, "subject": subject})


@require_POST
def show_again(request: Request, pk: int) -> HttpResponse:
    hiding = actions.show_again(by=request.viewer, hiding_id=pk)
    messages.success(request, _("Det kan ses igen."))
    # What it belongs to may still be hidden; then there is no page to show it on.
    return redirect(hooks.address(hiding.subject) if hiding.subject.shown else "moderation:hidden")


@require_safe
def hidden(request: Request) -> HttpResponse:
    require("moderation.view_hidden", request.viewer)
    rows = standing_hidings(request.viewer).select_related("subject", "by__actor")
    return render(request, "moderation/hidden.html", {"page": page_of(request, rows)})
