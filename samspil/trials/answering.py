"""The pages on which somebody says yes, no or asks: signed in, or from the letter. Opening one changes nothing."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.foundation.forms import overtaken
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, Stale, find, is_repeat, require
from samspil.foundation.viewer import Viewer
from samspil.trials import actions, cards, letters, planning
from samspil.trials.models import Question, Status, Trial
from samspil.trials.step_forms import ASK, AnswerForm, ReplyForm

RELATED = (*planning.RELATED, "entered_by__actor", "answerer__actor", "deputy__actor")


def shown(request: Request, trial: Trial, form: AnswerForm, stale: dict[str, Any] | None) -> HttpResponse:
    context = {
        "form": form,
        "trial": trial,
        "facts": cards.facts(trial),
        "questions": list(trial.questions.select_related("by__actor")),
        "stale": stale,
    }
    return render(request, "trials/answer.html", context, status=409 if stale else 200)


def give(by: Viewer, trial: Trial, arguments: dict[str, Any]) -> Trial | Question:
    """Yes, no or a question, by the word that was chosen."""
    choice = arguments.pop("answer")
    if choice == ASK:
        wanted = {name: arguments[name] for name in ("request_id", "expected_version")}
        asked: Question = actions.ask_about_trial(by=by, trial_id=trial.pk, body=arguments["reason"], **wanted)
        return asked
    decide = actions.approve_trial if choice == "ja" else actions.refuse_trial
    decided: Trial = decide(by=by, trial_id=trial.pk, **arguments)
    return decided


def answer(request: Request, pk: Any) -> HttpResponse:
    trial = find(Trial, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("trials:page", pk=pk)
    require("trials.approve", request.viewer, trial)
    form = AnswerForm(request.POST or None, viewer=request.viewer, initial={"expected_version": trial.version})
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            give(request.viewer, trial, form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            current = find(Trial, pk, request.viewer, related=RELATED)
            stale = overtaken(form, {"expected_version": current.version}, "trials:page", pk)
        else:
            messages.success(request, _("Sendt. De, der planlægger det, får besked på mail nu."))
            return redirect("trials:page", pk=pk)
    return shown(request, trial, form, stale)


def closed(request: Request, title: str, text: str, trial: Trial | None = None, status: int = 410) -> HttpResponse:
    """A link from a letter that answers nothing any more, and why."""
    context = {"title": title, "text": text, "trial": trial}
    return render(request, "trials/letter_closed.html", context, status=status)


def spent(request: Request) -> HttpResponse:
    return closed(
        request,
        _("Linket er brugt eller for gammelt"),
        _("Har du trykket på knappen én gang, er alt i orden. Ellers kan du logge ind og svare på siden."),
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: Request, token: str) -> HttpResponse:
    """The three links in a leader's letter. Opening one changes nothing; the button answers."""
    case = letters.opened(token)
    if case is None:
        return spent(request)
    trial = case.trial
    if trial.status != Status.ASKED or trial.is_lapsed:
        text = _("Du skal ikke gøre mere. På siden kan du se, hvor den står.")
        return closed(request, _("Planen venter ikke længere på dit svar"), text, trial)
    if not rules.has_perm("trials.approve", case.viewer, trial):
        text = _("Din rolle er en anden nu, eller du holder siden som mødeleder. Så er det en anden, der svarer.")
        return closed(request, _("Du kan ikke svare på det her længere"), text, trial, status=403)
    first = {"answer": request.GET.get("valg", ""), "expected_version": trial.version}
    if first["answer"] not in letters.OFFERED:
        first["answer"] = ""
    form = AnswerForm(request.POST or None, viewer=case.viewer, initial=first)
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            given = given_by_link(case, form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            case = letters.opened(token) or case
            trial = case.trial
            stale = overtaken(form, {"expected_version": trial.version}, "trials:page", trial.pk)
        else:
            return done(request, given) if given else spent(request)
    return shown(request, trial, form, stale)


@transaction.atomic
def given_by_link(case: letters.Opened, arguments: dict[str, Any]) -> Trial | Question | None:
    """Answer with the link. An answer uses it up, a question does not. None when it was used meanwhile."""
    if arguments["answer"] != ASK and not case.link.use():
        return None
    return give(case.viewer, case.trial, arguments)


def done(request: Request, given: Trial | Question) -> HttpResponse:
    """Thanks: who hears it now, and what happens when."""
    trial = given if isinstance(given, Trial) else given.trial
    steps: list[dict[str, Any]]
    if isinstance(given, Question):
        title = _("Tak. Dit spørgsmål er sendt")
        steps = [
            {"what": _("Når der er svar, får du en ny mail. Så kan du sige ja eller nej.")},
            {"what": _("Svarfristen er den samme."), "when": trial.answer_due},
        ]
    elif trial.status == Status.READY:
        title = _("Tak. Du har sagt ja")
        steps = [
            {"what": _("De, der planlægger det, får besked på mail nu.")},
            {"what": _("De kan gå i gang."), "when": trial.starts_on},
            {"what": _("Så ser I, hvad der kom ud af det."), "when": trial.ends_on},
        ]
    else:
        title = _("Tak. Du har sagt nej")
        steps = [
            {"what": _("De, der planlægger det, får din grund på mail nu.")},
            {"what": _("De kan rette planen og spørge igen.")},
        ]
    return render(request, "trials/letter_done.html", {"title": title, "steps": steps, "trial": trial})


def reply(request: Request, pk: Any, number: int) -> HttpResponse:
    """Those who plan it tell what somebody asked."""
    trial = find(Trial, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("trials:page", pk=pk)
    require("trials.reply", request.viewer, trial)
    question = trial.questions.filter(pk=number, replied_at=None).select_related("by__actor").first()
    if question is None:
        raise NotFound(f"Question {number}")
    form = ReplyForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_about_trial(by=request.viewer, trial_id=pk, question_id=number, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return redirect("trials:page", pk=pk)
    return render(request, "trials/reply.html", {"form": form, "trial": trial, "question": question})
