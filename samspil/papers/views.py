"""Papers to take along. All of them are read from the same structure, which holds what the viewer may read."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.challenges.forms import ChallengeFilterForm
from samspil.challenges.models import Challenge
from samspil.codetermination.forms import MedFilterForm
from samspil.company_pledges.queries import years as company_years
from samspil.effects import views as effects
from samspil.foundation import clock
from samspil.foundation.http import Request
from samspil.foundation.verbs import find, require
from samspil.identity import rates
from samspil.papers import lists, pdf, tables
from samspil.papers.answered import survey_table
from samspil.papers.calendar import calendar_of
from samspil.papers.gather import RELATED, Paper, is_public, paper_of
from samspil.papers.promised import company_table
from samspil.papers.word import as_docx
from samspil.proposals.forms import ProposalFilterForm
from samspil.support.forms import HelpFilterForm
from samspil.surveys.queries import result_of, survey_of

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIZES = ("a4", "a5")
LONGEST_NAME = 60
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def guarded(response: HttpResponse, *, public: bool) -> HttpResponse:
    """What may be kept: nothing that is for some only, and nothing at all without asking whether it still stands."""
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def download(
    request: Request, content: bytes, kind: str, name: str, ending: str, *, public: bool = True
) -> HttpResponse:
    """A file named after what it is about, and the day."""
    slug = slugify(name.translate(DANISH)) or "samspil"
    if len(slug) > LONGEST_NAME:
        slug = slug[:LONGEST_NAME].rpartition("-")[0] or slug[:LONGEST_NAME]
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{clock.today():%Y-%m-%d}.{ending}"'
    return guarded(response, public=public and not request.viewer.is_known)


def gathered(request: Request, pk) -> Paper:
    return paper_of(find(Challenge, pk, request.viewer, related=RELATED), request.viewer)


def size_of(request: Request) -> str:
    asked = request.GET.get("format", "")
    return asked if asked in SIZES else SIZES[0]


@require_safe
def paper(request: Request, pk) -> HttpResponse:
    """For the printer: the whole challenge on A4 or A5."""
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    made = paper_of(challenge, request.viewer)
    shown = {"paper": made, "challenge": challenge, "size": size_of(request), "has_pdf": pdf.is_possible()}
    page = render(request, "papers/paper.html", shown)
    return guarded(page, public=made.is_public and not request.viewer.is_known)


@require_safe
def as_pdf(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    if not pdf.is_possible():
        messages.info(request, _("PDF kan ikke laves lige nu. Papiret til udskrift er det samme."))
        return redirect("papers:paper", pk=pk)
    if not request.viewer.is_known and not rates.PDF_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    made = paper_of(challenge, request.viewer)
    if made.length > pdf.MOST:
        messages.info(request, _("Der står for meget til en PDF. Hent den til Word, eller skriv den ud her."))
        return redirect("papers:paper", pk=pk)
    file = pdf.as_pdf(made, size=size_of(request))
    return download(request, file, "application/pdf", made.title, "pdf", public=made.is_public)


@require_safe
def docx(request: Request, pk) -> HttpResponse:
    made = gathered(request, pk)
    return download(request, as_docx(made), DOCX, made.title, "docx", public=made.is_public)


@require_safe
def xlsx(request: Request, pk) -> HttpResponse:
    made = gathered(request, pk)
    file = tables.as_xlsx(tables.sheets(made), title=made.title)
    return download(request, file, XLSX, made.title, "xlsx", public=made.is_public)


@require_safe
def csv(request: Request, pk) -> HttpResponse:
    made = gathered(request, pk)
    return download(request, tables.as_csv(tables.one_table(made)), CSV, made.title, "csv", public=made.is_public)


@require_safe
def ics(request: Request, pk) -> HttpResponse:
    """The days of the challenge. Everybody's calendar may subscribe to the address of a public one."""
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    file = calendar_of(challenge, request.viewer)
    kind = "text/calendar; charset=utf-8"
    return download(request, file, kind, challenge.question, "ics", public=is_public(challenge))


def table_as(kind: str, table: tables.Table, request: Request) -> HttpResponse:
    """A list as a file."""
    as_file: dict[str, tuple[Callable[[], bytes], str]] = {
        "csv": (lambda: tables.as_csv(table), CSV),
        "xlsx": (lambda: tables.as_xlsx([table], title=table.label), XLSX),
    }
    make, content_type = as_file[kind]
    return download(request, make(), content_type, table.label, kind)


@require_safe
def challenge_list(request: Request, kind: str) -> HttpResponse:
    filters = ChallengeFilterForm(request.GET, viewer=request.viewer).filters()
    return table_as(kind, lists.challenge_table(request.viewer, filters), request)


@require_safe
def proposal_list(request: Request, kind: str) -> HttpResponse:
    filters = ProposalFilterForm(request.GET, viewer=request.viewer).filters()
    return table_as(kind, lists.proposal_table(request.viewer, filters), request)


@require_safe
def help_list(request: Request, kind: str) -> HttpResponse:
    require("support.keep_queue", request.viewer)
    filters = HelpFilterForm(request.GET, viewer=request.viewer).filters()
    return table_as(kind, lists.help_table(request.viewer, filters), request)


@require_safe
def med_list(request: Request) -> HttpResponse:
    filters = MedFilterForm(request.GET, viewer=request.viewer).filters()
    return table_as("csv", lists.med_table(request.viewer, filters), request)


@require_safe
def companies(request: Request, kind: str) -> HttpResponse:
    return table_as(kind, company_table(company_years(request.viewer)), request)


@require_safe
def overview(request: Request, kind: str) -> HttpResponse:
    """Every figure of the overview, with the choices that stand in the address."""
    _form, found = effects.read(request)
    return table_as(kind, lists.overview_table(found), request)


@require_safe
def survey(request: Request, pk, kind: str) -> HttpResponse:
    """The figures of a survey, as far as its page shows them."""
    found = survey_of(pk, request.viewer)
    return table_as(kind, survey_table(result_of(found)), request)
