"""The pages of those who answer: on a phone, without signing in, from a link, a slip or a code."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.surveys import actions, letters
from samspil.surveys.forms import AnswerForm, CodeForm
from samspil.surveys.models import LinkKind


def over(request: Request) -> HttpResponse:
    """There is nothing to answer any more: used, too old, closed, hidden or forged. Which of these is not told."""
    return render(request, "surveys/over.html", status=410)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, code: str) -> HttpResponse:
    """The survey on one page. Whoever is signed in answers as nobody, too."""
    link = letters.link_of(code)
    if link is None or not link.is_open:
        return over(request)
    is_for_all = link.kind == LinkKind.OPEN
    form = AnswerForm(request.POST or None, survey=link.survey, is_for_all=is_for_all)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=NOBODY, code=code, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except (NotFound, Refused):
            return over(request)
        else:
            return redirect("surveys:thanks", code=code)
    return render(request, "surveys/answer.html", {"survey": link.survey, "form": form, "code": code})


@private
@require_http_methods(["GET", "HEAD"])
def thanks(request: Request, code: str) -> HttpResponse:
    """What happens with the answers, and by when. For whoever has the link, used or not."""
    link = letters.link_of(code)
    if link is None or not (link.is_used or link.kind == LinkKind.OPEN) or link.survey.is_draft:
        return over(request)
    may_read = link.survey.about is not None and link.survey.about.readable_by(NOBODY)
    return render(request, "surveys/thanks.html", {"survey": link.survey, "may_read": may_read})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: Request) -> HttpResponse:
    """For whoever has a slip and no camera."""
    form = CodeForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        code = "".join(form.cleaned_data["kode"].lower().split())
        link = letters.link_of(code)
        if link and link.is_open:
            return redirect("surveys:answer", code=code)
        form.add_error("kode", _("Koden passer ikke, eller den er brugt. Se efter, om den er skrevet rigtigt."))
    return render(request, "surveys/code.html", {"form": form})
