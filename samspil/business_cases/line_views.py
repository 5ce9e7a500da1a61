"""The pages about one line of a case."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.business_cases import actions
from samspil.business_cases.forms import HELP, LineForm
from samspil.business_cases.models import CaseLine, LineKind
from samspil.business_cases.views import asked, found, framed, require_form
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.verbs import NotFound, require


def names_of(kind: str) -> tuple[str, ...]:
    """The fields of a line of this kind."""
    if kind == LineKind.QUALITY:
        return ("title", "text")
    task = ("task_id",) if kind == LineKind.TIME else ()
    return (*actions.TOLD, *actions.FIGURES[kind], *task)


def after_saving(line: CaseLine) -> str:
    """What to say of a line that was just saved: also when the ledger gave less than it asked for."""
    if line.claimed_minutes is not None and line.claimed_minutes < line.wanted_minutes:
        return _("Gemt. Andre regner allerede med nogle af minutterne, så linjen fik kun resten.")
    return _("Gemt. Tallene er regnet igen.")


def write(request: Request, pk: Any, kind: str) -> HttpResponse:
    case = found(request, pk)
    require_form(request, case)
    if kind not in LineKind.values:
        raise NotFound(kind)
    form = LineForm(request.POST or None, viewer=request.viewer, kind=kind, case=case, names=names_of(kind))
    if request.method == "POST" and form.is_valid():
        told = form.arguments()
        told.pop("expected_version", None)
        try:
            line = actions.write_line(by=request.viewer, case_id=pk, kind=kind, **told)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, after_saving(line))
            return redirect(f"{reverse('business_cases:page', args=[pk])}#linjer")
    context = framed(case, form=form, title=LineKind(kind).label, lead=HELP[kind], submit=_("Gem linjen"), keeps=True)
    return render(request, "business_cases/line.html", context)


def initial_of(request: Request, pk: int) -> dict[str, Any]:
    return LineForm.initial_of(actions.line_found(pk, request.viewer))


def edit(request: Request, pk: int) -> HttpResponse:
    line = actions.line_found(pk, request.viewer)
    require_form(request, line.case)
    names = names_of(line.kind)
    form = LineForm(
        request.POST or None,
        viewer=request.viewer,
        kind=line.kind,
        case=line.case,
        names=names,
        initial=LineForm.initial_of(line),
    )
    return edited(
        request,
        form,
        partial(actions.edit_line, line_id=pk),
        partial(initial_of, request, pk),
        template="business_cases/line.html",
        context=framed(
            line.case,
            title=_("Ret linjen: %s") % line.title,
            lead=_("Det, der stod før, bliver gemt. Er der skrevet under, falder underskriften bort."),
            submit=_("Gem rettelsen"),
        ),
        done_url=f"{reverse('business_cases:page', args=[line.case_id])}#linjer",
        message=_("Gemt. Tallene er regnet igen."),
    )


def remove(request: Request, pk: int) -> HttpResponse:
    """Asks once more before a line is taken out."""
    line = actions.line_found(pk, request.viewer)
    require("business_cases.edit", request.viewer, line.case)
    return asked(
        request,
        line.case,
        partial(actions.remove_line, line_id=pk),
        done=_("Linjen er fjernet. Tallene er regnet igen."),
        title=_("Vil du fjerne linjen?"),
        lead=_("Den står stadig i historien. Er der skrevet under, falder underskriften bort."),
        quoted=line.title,
        yes=_("Ja, fjern den"),
        no=_("Nej, behold den"),
    )
