"""The one page behind every edit: the form, what is wrong with it, and both texts when somebody else was quicker."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspil.foundation.forms import EditForm
from samspil.foundation.http import Request
from samspil.foundation.verbs import Stale


def edited(
    request: Request,
    form: EditForm,
    save: Callable[..., Any],
    current: Callable[[], dict[str, Any]],
    *,
    template: str = "site/form.html",
    context: dict[str, Any],
    done_url: str,
    message: Any,
) -> HttpResponse:
    """Call the verb ``save`` with what the form holds, and go to ``done_url``; else show the form again.

    ``current`` gives the initial values of what stands now, for somebody whose form was overtaken (409).
    """
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            stale = {"fields": form.overtaken_by(current()), "form_id": "skema", "keep_url": done_url}
        else:
            messages.success(request, message)
            return redirect(done_url)
    return render(request, template, {"form": form, "stale": stale, **context}, status=409 if stale else 200)
