"""An agreement on paper: for the printer and as PDF, with room to sign. Read by those who may read its page."""

from typing import Any

import rules
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.agreements.models import Status
from samspil.agreements.views import gathered, readable
from samspil.foundation import clock, mail
from samspil.foundation.http import Request
from samspil.foundation.verbs import NotFound
from samspil.identity import rates
from samspil.papers import pdf
from samspil.papers.views import download, guarded


def shown(request: Request, pk: Any) -> dict[str, Any]:
    """What stands on the paper: the newest version that was sent. Raises: NotFound, also for a draft."""
    agreement = readable(pk, request.viewer)
    if agreement.status == Status.DRAFT:
        raise NotFound(f"Agreement {pk}")
    sent = agreement.versions.exclude(offered_at=None).first()
    context = gathered(agreement, request.viewer, str(sent.number) if sent else "")
    said = {yes.side: yes for yes in context["version"].acceptances.all()} if context["version"] else {}
    return {
        **context,
        "signing": [(said.get("unit"), agreement.unit.actor.name), (said.get("party"), agreement.party_name)],
        "shows_contacts": rules.has_perm("agreements.see_contacts", request.viewer, agreement),
        "municipality": settings.MUNICIPALITY,
        "printed_on": clock.today(),
        "url": mail.address(reverse("agreements:page", args=[pk])),
        "ui_language": get_language(),
        "has_pdf": pdf.is_possible(),
    }


@require_safe
def paper(request: Request, pk) -> HttpResponse:
    context = shown(request, pk)
    page = render(request, "papers/agreement.html", context)
    return guarded(page, public=context["agreement"].is_public and not request.viewer.is_known)


@require_safe
def as_pdf(request: Request, pk) -> HttpResponse:
    context = shown(request, pk)
    if not pdf.is_possible():
        messages.info(request, _("PDF kan ikke laves lige nu. Papiret til udskrift er det samme."))
        return redirect("papers:agreement", pk=pk)
    if not request.viewer.is_known and not rates.PDF_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    page = render_to_string("papers/agreement_pdf.html", context)
    file = pdf.laid_out(page, "samspil/css/paper.css", "samspil/css/paper-a4.css")
    title = context["agreement"].subject.title
    return download(request, file, "application/pdf", title, "pdf", public=context["agreement"].is_public)
