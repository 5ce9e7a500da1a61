"""The pages of those who keep surveys: ask by permission name, call the verb, render."""

from collections.abc import Callable
from functools import partial
from typing import Any

import rules
import segno
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request, private
from samspil.foundation.ids import uuid7
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import require
from samspil.surveys import actions, letters, making, queries
from samspil.surveys.catalogue import BY_KEY, only_mentioned
from samspil.surveys.forms import (
    AnswerForm,
    EditSurveyForm,
    EnterForm,
    InviteForm,
    MakeSurveyForm,
    OpenLinkForm,
    OpenSurveyForm,
    QuestionForm,
    SlipsForm,
    SumForm,
    SurveyFilterForm,
)
from samspil.surveys.models import LinkKind, Phase, Survey


def code_picture(address: str) -> str:
    """A square code to hold a phone over, as data in the page."""
    return segno.make(address, error="m").svg_data_uri(border=2, dark="#1b2a33")


@require_safe
def survey_list(request: Request) -> HttpResponse:
    require("surveys.list", request.viewer)
    form = SurveyFilterForm(request.GET)
    page = page_of(request, queries.surveys(request.viewer, form.filters()))
    filters = form.bar(request, search_label=_("Søg efter navn eller kode"))
    return render(request, "surveys/list.html", {"form": form, "filters": filters, "page": page})


def make(request: Request) -> HttpResponse:
    """Make a survey, about what ``?om=`` names or about nothing in particular."""
    about = making.find_about(request.GET.get("om", "")[:36], request.viewer)
    require("surveys.make", request.viewer, about)
    form = MakeSurveyForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            about_id = about.pk if about else None
            survey = actions.make_survey(by=request.viewer, about_id=about_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Kladden er gemt. Se spørgsmålene igennem, før du åbner."))
            return redirect("surveys:questions", pk=survey.pk)
    context = {"form": form, "about": about, "mentioned": only_mentioned()}
    return render(request, "surveys/make.html", context)


@require_safe
def survey_page(request: Request, pk) -> HttpResponse:
    survey = queries.survey_of(pk, request.viewer)
    may_keep = rules.has_perm("surveys.keep", request.viewer, survey)
    context = {
        "survey": survey,
        "result": queries.result_of(survey),
        "may_keep": may_keep,
        "source": BY_KEY.get(survey.question_set),
        "questions": list(survey.questions.all()),
        "about_url": hooks.address(survey.about) if survey.about else "",
    }
    if may_keep:
        context |= {"handed": queries.handed_out(survey), "may_open": actions.phases_to_open(survey)}
    return render(request, "surveys/page.html", context)


def kept(pk: Any, request: Request, permission: str = "surveys.keep") -> Survey:
    """The survey, if the viewer keeps it. Raises: NotFound, Refused."""
    survey = queries.survey_of(pk, request.viewer)
    require(permission, request.viewer, survey)
    return survey


def filled(
    request: Request,
    survey: Survey,
    form: VerbForm,
    save: Callable[..., Any],
    *,
    title: str,
    submit: str,
    done: str,
    message: str,
    lead: str = "",
) -> HttpResponse:
    """A page that is one form about a survey. ``done`` is the page it goes to."""
    done_url = reverse(done, args=[survey.pk])
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.viewer, survey_id=survey.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, message)
            return redirect(done_url)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back_url": done_url,
        "lead": lead,
        "eyebrow": _("Spørgeskema"),
        "about": survey.title,
    }
    return render(request, "site/form.html", context)


def edit(request: Request, pk) -> HttpResponse:
    survey = kept(pk, request, "surveys.edit")
    page = reverse("surveys:page", args=[pk])
    texts = {"title": _("Ret teksten"), "submit": _("Gem rettelsen"), "back_url": page}
    return edited(
        request,
        EditSurveyForm(request.POST or None, viewer=request.viewer, initial=EditSurveyForm.initial_of(survey)),
        partial(actions.edit_survey, survey_id=pk),
        lambda: EditSurveyForm.initial_of(queries.survey_of(pk, request.viewer)),
        context={**texts, "eyebrow": _("Spørgeskema"), "about": survey.title},
        done_url=page,
        message=_("Rettet."),
    )


# --- questions --------------------------------------------------------------------------------------------------------


def questions(request: Request, pk) -> HttpResponse:
    """The questions of a draft in their order, each with what one can do to it, and a form for one more."""
    survey = kept(pk, request, "surveys.edit")
    form = QuestionForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_question(by=request.viewer, survey_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Spørgsmålet er med nu."))
            return redirect("surveys:questions", pk=pk)
    rows = list(survey.questions.prefetch_related("in_sums__score"))
    sums = list(survey.sums.prefetch_related("items__question"))
    context = {"survey": survey, "form": form, "questions": rows, "sums": sums}
    return render(request, "surveys/questions.html", context)


def edit_question(request: Request, pk, number: int) -> HttpResponse:
    survey = kept(pk, request, "surveys.edit")
    question = making.question_of(survey, number)
    form = QuestionForm(
        request.POST or None, viewer=request.viewer, question=question, initial=QuestionForm.initial_of(question)
    )
    return filled(
        request,
        survey,
        form,
        partial(actions.edit_question, question_id=number),
        title=_("Ret spørgsmålet"),
        submit=_("Gem spørgsmålet"),
        done="surveys:questions",
        message=_("Rettet."),
    )


def pressed(request: Request, pk: Any, save: Callable[..., Any], done: str = "surveys:questions") -> HttpResponse:
    """A button without a form: do it, or say why not."""
    try:
        save(by=request.viewer, survey_id=pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(done, pk=pk)


@require_POST
def move_question(request: Request, pk, number: int) -> HttpResponse:
    kept(pk, request, "surveys.edit")
    is_up = request.POST.get("hvorhen") == "op"
    return pressed(request, pk, partial(actions.move_question, question_id=number, up=is_up))


@require_POST
def remove_question(request: Request, pk, number: int) -> HttpResponse:
    kept(pk, request, "surveys.edit")
    return pressed(request, pk, partial(actions.remove_question, question_id=number))


def add_sum(request: Request, pk) -> HttpResponse:
    survey = kept(pk, request, "surveys.edit")
    return filled(
        request,
        survey,
        SumForm(request.POST or None, viewer=request.viewer, survey=survey),
        actions.add_sum,
        title=_("Læg svar sammen"),
        submit=_("Gem summen"),
        done="surveys:questions",
        message=_("Summen er med nu."),
        lead=_("En sum samler flere skalaer i ét tal. Spring det over, hvis I er i tvivl."),
    )


@require_POST
def remove_sum(request: Request, pk, number: int) -> HttpResponse:
    kept(pk, request, "surveys.edit")
    return pressed(request, pk, partial(actions.remove_sum, sum_id=number))


@require_safe
def preview(request: Request, pk) -> HttpResponse:
    """The survey as those who answer see it. Nothing is sent."""
    survey = kept(pk, request)
    context = {"survey": survey, "form": AnswerForm(survey=survey), "is_preview": True}
    return render(request, "surveys/preview.html", context)


# --- opening and handing out ------------------------------------------------------------------------------------------


def open_round(request: Request, pk) -> HttpResponse:
    survey = kept(pk, request)
    page = reverse("surveys:page", args=[pk])
    if not actions.phases_to_open(survey):
        messages.info(request, _("Spørgeskemaet er færdigt. Der er ikke flere runder at åbne."))
        return redirect(page)
    initial = OpenSurveyForm.initial_of(survey)
    return edited(
        request,
        OpenSurveyForm(request.POST or None, survey=survey, viewer=request.viewer, initial=initial),
        partial(actions.open_survey, survey_id=pk),
        lambda: OpenSurveyForm.initial_of(queries.survey_of(pk, request.viewer)),
        context={
            "title": _("Åbn for svar"),
            "submit": _("Åbn for svar"),
            "back_url": page,
            "eyebrow": _("Spørgeskema"),
            "about": survey.title,
            "lead": _("Bagefter ligger spørgsmålene fast, så alle svarer på det samme."),
        },
        done_url=reverse("surveys:hand-out", args=[pk]),
        message=_("Der er åbent for svar nu. Vælg, hvordan folk får det."),
    )


def close_round(request: Request, pk) -> HttpResponse:
    """Asks once more: with five answers or more, a round never opens again."""
    survey = kept(pk, request)
    if request.method == "POST":
        actions.close_survey(by=request.viewer, survey_id=pk)
        messages.success(request, _("Runden er lukket."))
        return redirect("surveys:page", pk=pk)
    return render(request, "surveys/close.html", {"survey": survey, "handed": queries.handed_out(survey)})


FORMS: dict[str, tuple[type[VerbForm], Callable[..., Any]]] = {
    "mail": (InviteForm, actions.send_invitations),
    "sedler": (SlipsForm, actions.make_slips),
    "link": (OpenLinkForm, actions.make_open_link),
}


@private
def hand_out(request: Request, pk) -> HttpResponse:
    """The ways to hand a round out: letters, slips of paper, an open link, a sheet, a talk."""
    survey = kept(pk, request, "surveys.hand_out")
    which = request.POST.get("hvad", "")
    forms = {
        name: made(request.POST if which == name else None, viewer=request.viewer, prefix=None)
        for name, (made, _verb) in FORMS.items()
    }
    for name, form in forms.items():
        form.auto_id = f"{name}_%s"
    if request.method == "POST" and which in FORMS and forms[which].is_valid():
        try:
            FORMS[which][1](by=request.viewer, survey_id=pk, **forms[which].arguments())
        except ValidationError as problem:
            forms[which].take_errors(problem)
        else:
            messages.success(request, handed_message(which))
            return redirect("surveys:hand-out", pk=pk)
    open_link = survey.links.filter(kind=LinkKind.OPEN, phase=survey.phase).order_by("-pk").first()
    is_open = open_link is not None and open_link.is_open and letters.is_ours(open_link)
    address = letters.address_of(open_link) if open_link and is_open else ""
    context = {
        "survey": survey,
        "forms": forms,
        "handed": queries.handed_out(survey),
        "open_link": open_link if is_open else None,
        "address": address,
        "picture": code_picture(address) if address else "",
    }
    return render(request, "surveys/hand_out.html", context)


def handed_message(which: str) -> str:
    return {
        "mail": _("Mailene er på vej. Vi minder dem, der mangler, én gang, tre dage før sidste dag."),
        "sedler": _("Sedlerne er klar. Print dem herfra."),
        "link": _("Linket virker nu."),
    }[which]


@require_POST
def end_link(request: Request, pk) -> HttpResponse:
    kept(pk, request)
    messages.success(request, _("Linket åbner ikke mere."))
    return pressed(request, pk, actions.end_open_link, "surveys:page")


@private
@require_safe
def slips(request: Request, pk) -> HttpResponse:
    """The slips of the open round that nobody has used, one code each, to print."""
    survey = kept(pk, request, "surveys.hand_out")
    rows = survey.links.filter(kind=LinkKind.SLIP, phase=survey.phase, is_used=False)
    made = [
        {"address": address, "code": letters.shown_code(link), "picture": code_picture(address)}
        for link in rows
        if letters.is_ours(link)
        for address in [letters.address_of(link)]
    ]
    return render(request, "surveys/slips.html", {"survey": survey, "slips": made})


@require_safe
def sheet(request: Request, pk) -> HttpResponse:
    """The questions on paper, large, with the code that tells whoever types the answers in which survey it is."""
    survey = kept(pk, request)
    context = {"survey": survey, "questions": list(survey.questions.all()), "phase": Phase(survey.phase).label}
    return render(request, "surveys/sheet.html", context)


def enter(request: Request, pk) -> HttpResponse:
    """Type in an answer from paper or a talk, and come straight back for the next."""
    survey = kept(pk, request, "surveys.enter_answer")
    form = EnterForm(request.POST or None, survey=survey, viewer=request.viewer, initial={"channel": "paper"})
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_answer(by=request.viewer, survey_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Svaret er gemt. Her er plads til det næste."))
            return redirect("surveys:enter", pk=pk)
    context = {"survey": survey, "form": form, "handed": queries.handed_out(survey)}
    return render(request, "surveys/enter.html", context)


@private
def words(request: Request, pk) -> HttpResponse:
    """The free words, for those who keep the survey: which of them may others read?"""
    survey = kept(pk, request)
    if request.method == "POST":
        is_released = request.POST.get("hvad") == "vis"
        actions.release_words(
            by=request.viewer, survey_id=pk, words_id=request.POST.get("ord", "")[:36], is_released=is_released
        )
        messages.success(request, _("Ordene står på siden nu.") if is_released else _("Ordene er taget af siden."))
        return redirect("surveys:words", pk=pk)
    context = {"survey": survey, "rounds": queries.words_to_read(survey), "request_id": uuid7()}
    return render(request, "surveys/words.html", context)
