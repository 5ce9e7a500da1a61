"""The paper for those who decide whether a technology is worth using: print, PDF and Word of one assessment (C59).

It adds nothing of its own. Everything on it stands on a page that the reader may open, and what is hidden there is not
here either.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.foundation import clock, mail
from samspil.foundation.http import Request
from samspil.foundation.models import Audience
from samspil.foundation.verbs import require
from samspil.foundation.viewer import Viewer
from samspil.identity import rates
from samspil.papers import pdf
from samspil.papers.decision_answers import answers_chapter, turnout_words
from samspil.papers.decision_basis import Basis, assessment_for, basis_of
from samspil.papers.decision_ends import advice_chapter, decision_chapter, others_chapter, unknown_chapter
from samspil.papers.decision_money import money_chapter
from samspil.papers.decision_need import gate_chapter, need_chapter, order_chapter, ways_chapter
from samspil.papers.gather import ui_language
from samspil.papers.report import Chapter, Report, Said, facts
from samspil.papers.report_word import as_docx
from samspil.papers.views import DOCX, download, guarded

CHAPTERS = (
    need_chapter,
    ways_chapter,
    gate_chapter,
    answers_chapter,
    money_chapter,
    order_chapter,
    others_chapter,
    advice_chapter,
    unknown_chapter,
    decision_chapter,
)


def decision_paper(pk: Any, viewer: Viewer) -> Report:
    """Raises: NotFound, Refused."""
    assessment = assessment_for(pk, viewer)
    require("responses.view", viewer, assessment)
    basis = basis_of(assessment, viewer)
    return Report(
        title=assessment.technology.title,
        language=assessment.technology.subject.language,
        kicker=_("Oplæg til beslutning"),
        status=assessment.get_status_display(),
        chapters=[in_short(basis), *(chapter(basis) for chapter in CHAPTERS)],
        url=mail.address(reverse("assessments:page", args=[assessment.pk])),
        printed_on=clock.today(),
        is_public=assessment.subject.audience == Audience.PUBLIC,
        municipality=settings.MUNICIPALITY,
        ui_language=ui_language(),
    )


def in_short(basis: Basis) -> Chapter:
    """What somebody reads who reads only this."""
    assessment, verdict = basis.assessment, basis.verdict
    # How many have answered, and as what, is told once the answers are counted; so it is on the pages.
    answered: list[tuple[str, Said]] = [(_("Svarene"), _("Er ikke talt"))]
    if basis.result.lines:
        answered = [
            *((str(turnout.side.label), turnout_words(turnout)) for turnout in basis.result.turnouts),
            (_("Uenighed, ingen har svaret på"), len(basis.result.unhandled)),
        ]
    told: list[tuple[str, Said]] = [
        (_("Spørgsmålet"), _("Er det værd at bruge?")),
        (_("Den, der beslutter"), basis.unit),
        (_("Beslutningen"), verdict.get_outcome_display() if verdict else _("Er ikke taget endnu")),
        *answered,
        (_("Regnestykker"), cases_in_short(basis)),
        (_("Model"), str(assessment.model)),
    ]
    if verdict:
        told.insert(3, (_("Evalueres"), verdict.evaluation_on))
    return Chapter(_("Kort fortalt"), [facts(told)])


def cases_in_short(basis: Basis) -> str:
    told = {"locked": len(basis.locked), "open": len(basis.unlocked)}
    return _("%(locked)d låst, %(open)d ikke låst") % told if any(told.values()) else _("Ingen. Det er ikke et krav.")


# --- as a page, PDF and Word ------------------------------------------------------------------------------------------


@require_safe
def paper(request: Request, pk) -> HttpResponse:
    report = decision_paper(pk, request.viewer)
    shown = {"report": report, "pk": pk, "has_pdf": pdf.is_possible()}
    page = render(request, "papers/decision.html", shown)
    return guarded(page, public=report.is_public and not request.viewer.is_known)


@require_safe
def as_pdf(request: Request, pk) -> HttpResponse:
    report = decision_paper(pk, request.viewer)
    if not pdf.is_possible():
        messages.info(request, _("PDF kan ikke laves lige nu. Papiret til udskrift er det samme."))
        return redirect("papers:decision", pk=pk)
    if not request.viewer.is_known and not rates.PDF_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    page = render_to_string("papers/report_pdf.html", {"report": report})
    file = pdf.laid_out(page, "samspil/css/paper.css", "samspil/css/paper-a4.css", "samspil/css/paper-report.css")
    return download(request, file, "application/pdf", file_name(report), "pdf", public=report.is_public)


@require_safe
def docx(request: Request, pk) -> HttpResponse:
    report = decision_paper(pk, request.viewer)
    if not request.viewer.is_known and not rates.FILE_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    return download(request, as_docx(report), DOCX, file_name(report), "docx", public=report.is_public)


def file_name(report: Report) -> str:
    return f"{report.kicker} {report.title}"
