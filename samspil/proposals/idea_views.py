"""The pages of the employee's minute: the one field, thanks with a name and a date, and the poster with the code."""

import segno
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import units
from samspil.foundation import mail
from samspil.foundation.http import Request
from samspil.foundation.verbs import NotFound, find
from samspil.identity.contributing import Contributed, contribute
from samspil.pictures.actions import add_picture
from samspil.proposals.idea import IdeaForm, known_unit, remember_unit, who_answers
from samspil.proposals.models import Proposal


def send(request: Request, form: IdeaForm) -> Contributed:
    """The idea, and its picture when there is one: both or neither. Raises: ValidationError."""
    with transaction.atomic():
        outcome = contribute(request, form, "proposal")
        picture = form.picture_arguments()
        if picture and outcome.made:
            add_picture(by=request.viewer, subject_id=outcome.made.pk, **picture)
    return outcome


def idea(request: Request) -> HttpResponse:
    unit = known_unit(request)
    form = IdeaForm(request.POST or None, request.FILES or None, viewer=request.viewer, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = send(request, form)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            response = outcome.page(request) or redirect("proposals:idea-thanks", pk=outcome.made.pk)
            remember_unit(response, form.arguments()["unit_id"], is_secure=settings.SESSION_COOKIE_SECURE)
            return response
    return render(request, "proposals/idea.html", {"form": form, "unit": unit, "answers": who_answers(unit)})


@require_safe
def idea_thanks(request: Request, pk) -> HttpResponse:
    """Who has the idea now, and by when the answer comes."""
    proposal = find(Proposal, pk, request.viewer, related=("answerer__actor", "unit__actor"))
    who = proposal.answerer.name if proposal.answerer else _("Koordinatoren")
    steps = [
        {"what": _("%s læser din idé og svarer på den.") % who, "when": proposal.answer_due},
        {"what": _("Svaret står på idéens side. Har vi din mail, så får du det også dér.")},
        {"what": _("Den kommer med på det næste personalemøde, der bliver planlagt i enheden.")},
    ]
    return render(request, "proposals/idea_thanks.html", {"proposal": proposal, "steps": steps})


@require_safe
def idea_poster(request: Request, pk) -> HttpResponse:
    """A sheet for the wall of the staff room: hold the phone over the code and write."""
    unit = units(request.viewer).filter(pk=pk).first()
    if unit is None:
        raise NotFound(f"Unit {pk}")
    address = mail.address(reverse("proposals:idea")) + f"?enhed={unit.pk}"
    context = {
        "unit": unit,
        "answers": who_answers(unit),
        "address": mail.address(reverse("proposals:idea")),
        "code": segno.make(address, error="m").svg_data_uri(border=2, dark="#1b2a33"),
    }
    return render(request, "proposals/idea_poster.html", context)
