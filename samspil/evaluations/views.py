"""The pages of evaluations: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any
from uuid import UUID

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.challenges.chain import chain_of
from samspil.evaluations import actions, queries
from samspil.evaluations.forms import (
    AcknowledgeForm,
    AdditionForm,
    BeginAboutForm,
    BeginForm,
    CompleteForm,
    EditEvaluationForm,
    EvaluationFilterForm,
    LessonForm,
    VoiceForm,
)
from samspil.evaluations.models import Evaluation, Lesson, UserVoice
from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.forms import overtaken
from samspil.foundation.http import Request
from samspil.foundation.models import Subject
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Stale, find, require
from samspil.identity.contributing import contribute

RELATED = (
    "actor",
    "author__actor",
    "entered_by__actor",
    "completed_by__actor",
    "unit__actor",
    "about__context__context",
)


@require_safe
def evaluation_list(request: Request) -> HttpResponse:
    form = EvaluationFilterForm(request.GET, viewer=request.viewer)
    return render(
        request,
        "evaluations/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i evalueringer")),
            "page": page_of(request, queries.evaluations(request.viewer, form.filters())),
            "may_begin": rules.has_perm("evaluations.begin", request.viewer),
        },
    )


@require_safe
def lesson_list(request: Request) -> HttpResponse:
    """The lessons nobody has taken up yet, for whoever plans something."""
    return render(request, "evaluations/lessons.html", {"page": page_of(request, queries.open_lessons(request.viewer))})


@require_safe
def evaluation_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    evaluation = find(Evaluation, pk, viewer, related=RELATED)
    allowed = {
        f"may_{name}": rules.has_perm(f"evaluations.{name}", viewer, evaluation)
        for name in ("edit", "complete", "withdraw", "add_to")
    }
    may_hand_on = rules.has_perm("lessons.hand_on", viewer, evaluation)
    voices = [] if evaluation.withdrawn_at else queries.voices_of(evaluation, viewer)
    for row in voices:  # as "voices.withdraw", without a query for each
        row.may_withdraw = may_hand_on or row.author_id == viewer.person_id  # type: ignore[attr-defined]
    figures = queries.figures_for(evaluation, viewer)
    lessons = queries.handed_on(evaluation, viewer)
    return render(
        request,
        "evaluations/page.html",
        {
            "evaluation": evaluation,
            "voices": voices,
            "figures": figures,
            "gains": gains_of(evaluation),
            "lessons": lessons,
            "may_hand_on": may_hand_on,
            "learnt": queries.taken_up_by(evaluation.subject, viewer),
            "assessors": list(evaluation.assessors.visible_to(viewer)),
            "additions": list(evaluation.additions.select_related("by__actor")) if evaluation.is_completed else [],
            "chain": chain_of(held_by(evaluation), viewer),
            "timeline": timeline_of(evaluation.subject, viewer),
            "missing": actions.missing_from(evaluation, voices, figures) if evaluation.is_ongoing else {},
            "figures_of": evaluation.about_id or evaluation.pk,
            "may_hide": rules.has_perm("moderation.hide", viewer),
            **allowed,
        },
    )


def held_by(evaluation: Evaluation) -> Subject:
    """Whose chain the page shows: a trial shows that of its proposal, and so does its evaluation."""
    about = evaluation.about or evaluation.subject
    return about.context if about.kind == "trial" and about.context else about


def gains_of(evaluation: Evaluation) -> list[dict[str, str]]:
    """The three gains, always in this order (C81)."""
    labels = (_("Bedre løsninger"), _("Mere opbakning"), _("Mere velfærd for de samme penge"))
    return [
        {"label": label, "text": getattr(evaluation, name)} for label, name in zip(labels, actions.GAINS, strict=True)
    ]


def begin_offer(request: Request) -> HttpResponse:
    """Evaluate an offer together with those who use it, without any trial (C89)."""
    require("evaluations.begin", request.viewer)
    return begun(
        request,
        BeginForm(request.POST or None, viewer=request.viewer),
        {},
        {
            "title": _("Evaluer et tilbud"),
            "lead": _("Sammen med dem, der bruger det. I behøver ikke prøve noget nyt af først."),
            "back_url": reverse("evaluations:list"),
        },
    )


def begin_about(request: Request, subject_id) -> HttpResponse:
    """Evaluate a trial or a practice. Where one is under way, that is where to go on."""
    thing = actions.thing_named(subject_id, request.viewer, queries.EVALUATED)
    require("evaluations.begin_about", request.viewer, thing)
    ongoing = next((row for row in queries.evaluations_of(thing.subject, request.viewer) if row.is_ongoing), None)
    if ongoing:
        return redirect("evaluations:page", pk=ongoing.pk)
    return begun(
        request,
        BeginAboutForm(sent(request), viewer=request.viewer),
        {"about_id": subject_id},
        {
            "title": _("Hvad kom der ud af det?"),
            "lead": _("Begynd gerne, før I er færdige. Alle, der er med, kan skrive videre, når de har noget."),
            "about": thing.subject.title,
            "eyebrow": hooks.kinds()[thing.subject.kind].label,
            "back_url": hooks.address(thing.subject),
        },
    )


def sent(request: Request) -> Any:
    """What was sent by a form in which nothing must be filled in: an empty one counts too."""
    return request.POST if request.method == "POST" else None


def begun(request: Request, form: Any, arguments: dict[str, Any], context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            evaluation = actions.begin_evaluation(by=request.viewer, **form.arguments(), **arguments)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if not evaluation.subject.shown:
                messages.success(request, _("Tak. Vi ser på teksten, før den vises. Du får en mail."))
                return redirect("evaluations:list")
            messages.success(request, _("Evalueringen er begyndt. Begynd med brugernes egne ord."))
            return redirect("evaluations:page", pk=evaluation.pk)
    return render(request, "evaluations/begin.html", {"form": form, "submit": _("Begynd evalueringen"), **context})


def edit_evaluation(request: Request, pk) -> HttpResponse:
    evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
    require("evaluations.edit", request.viewer, evaluation)
    return edited(
        request,
        EditEvaluationForm(
            request.POST or None, viewer=request.viewer, initial=EditEvaluationForm.initial_of(evaluation)
        ),
        partial(actions.edit_evaluation, evaluation_id=pk),
        lambda: EditEvaluationForm.initial_of(find(Evaluation, pk, request.viewer)),
        template="evaluations/edit.html",
        context={"evaluation": evaluation, "figures_of": evaluation.about_id or evaluation.pk},
        done_url=reverse("evaluations:page", args=[pk]),
        message=_("Gemt. Andre, der er med, kan skrive videre."),
    )


def complete_evaluation(request: Request, pk) -> HttpResponse:
    """What is there and what is missing, and the button."""
    evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
    if evaluation.is_completed:  # the second press of the same button
        return redirect("evaluations:page", pk=pk)
    require("evaluations.complete", request.viewer, evaluation)
    form = CompleteForm(sent(request), initial={"expected_version": evaluation.version})
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete_evaluation(by=request.viewer, evaluation_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
            stale = overtaken(form, {"expected_version": evaluation.version}, "evaluations:page", pk)
        else:
            messages.success(request, _("Evalueringen er færdig. Læren bliver vist til dem, der planlægger noget nyt."))
            return redirect("evaluations:page", pk=pk)
    voices, figures = queries.voices_of(evaluation, request.viewer), queries.figures_for(evaluation, request.viewer)
    return render(
        request,
        "evaluations/complete.html",
        {
            "evaluation": evaluation,
            "form": form,
            "stale": stale,
            "missing": actions.missing_from(evaluation, voices, figures),
            "figures_of": evaluation.about_id or evaluation.pk,
        },
        status=409 if stale else 200,
    )


def withdraw_evaluation(request: Request, pk) -> HttpResponse:
    """Asks once more before an evaluation is taken back."""
    evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
    if evaluation.withdrawn_at:
        return redirect("evaluations:page", pk=pk)
    require("evaluations.withdraw", request.viewer, evaluation)
    if request.method == "POST":
        actions.withdraw_evaluation(by=request.viewer, evaluation_id=pk)
        messages.success(request, _("Evalueringen er trukket tilbage."))
        return redirect(hooks.address(evaluation.about) if evaluation.about else reverse("evaluations:list"))
    return sure(
        request,
        title=_("Vil du trække evalueringen tilbage?"),
        lead=_("Den forsvinder fra listerne. Tallene bliver stående, hvor de er."),
        quoted=evaluation.name,
        submit=_("Ja, træk den tilbage"),
        back_url=reverse("evaluations:page", args=[pk]),
    )


def sure(request: Request, **context: Any) -> HttpResponse:
    return render(request, "evaluations/sure.html", context)


def add_voice(request: Request, pk) -> HttpResponse:
    evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
    require("evaluations.is_ongoing", request.viewer, evaluation)
    form = VoiceForm(request.POST or None, viewer=request.viewer, evaluation=evaluation)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.cleaned_data["consent"] and form.arguments().get("kind") != "survey":
                # Said here too: words without a yes must not wait in a letter either.
                raise ValidationError({"consent": [_("Ordene kan kun stå her, når den, der taler, har sagt ja.")]})
            outcome = contribute(request, form, "uservoice", evaluation_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Ordene står på siden nu."))
            return redirect("evaluations:page", pk=pk)
    return render(request, "evaluations/voice.html", {"form": form, "evaluation": evaluation})


def withdraw_voice(request: Request, pk) -> HttpResponse:
    """Asks once more: the words do not come back."""
    said = find(UserVoice, pk, request.viewer, related=("evaluation__subject", "evaluation__about", "actor", "author"))
    if said.withdrawn_at:
        return redirect("evaluations:page", pk=said.evaluation_id)
    require("voices.withdraw", request.viewer, said)
    if request.method == "POST":
        actions.withdraw_voice(by=request.viewer, voice_id=pk)
        messages.success(request, _("Ordene er fjernet."))
        return redirect("evaluations:page", pk=said.evaluation_id)
    return sure(
        request,
        title=_("Vil du fjerne ordene?"),
        lead=_("Vi sletter dem helt. De kan ikke hentes tilbage."),
        quoted=said.text,
        submit=_("Ja, fjern dem"),
        back_url=reverse("evaluations:page", args=[said.evaluation_id]),
    )


def written(
    request: Request, form: Any, save: Any, done_url: str, message: Any, context: dict[str, Any]
) -> HttpResponse:
    """A page with one text, and the verb behind it."""
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, message)
            return redirect(done_url)
    return render(request, "site/form.html", {"form": form, "back_url": done_url, "keeps": True, **context})


def add_to(request: Request, pk) -> HttpResponse:
    evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
    require("evaluations.add_to", request.viewer, evaluation)
    return written(
        request,
        AdditionForm(request.POST or None, viewer=request.viewer),
        partial(actions.add_to_evaluation, evaluation_id=pk),
        reverse("evaluations:page", args=[pk]),
        _("Det står nederst på siden nu, med dagen i dag."),
        {
            "eyebrow": _("Evaluering"),
            "about": evaluation.name,
            "title": _("Tilføj noget til evalueringen"),
            "submit": _("Tilføj"),
        },
    )


def hand_on(request: Request, pk) -> HttpResponse:
    evaluation = find(Evaluation, pk, request.viewer, related=RELATED)
    require("lessons.hand_on", request.viewer, evaluation)
    return written(
        request,
        LessonForm(request.POST or None, viewer=request.viewer),
        partial(actions.hand_on_lesson, evaluation_id=pk),
        reverse("evaluations:page", args=[pk]),
        _("Tak. Læren bliver vist til dem, der planlægger noget, når evalueringen er færdig."),
        {
            "eyebrow": _("Evaluering"),
            "about": evaluation.name,
            "title": _("Giv en lære videre"),
            "submit": _("Giv den videre"),
        },
    )


def take_lesson_back(request: Request, pk: int) -> HttpResponse:
    lesson = Lesson.objects.filter(pk=pk).select_related("evaluation__subject").first()
    if lesson is None or lesson.evaluation is None or not lesson.evaluation.subject.readable_by(request.viewer):
        raise NotFound(f"Lesson {pk}")
    if lesson.withdrawn_at:
        return redirect("evaluations:page", pk=lesson.evaluation_id)
    require("lessons.take_back", request.viewer, lesson)
    back_url = reverse("evaluations:page", args=[lesson.evaluation_id])
    if request.method == "POST":
        try:
            actions.take_lesson_back(by=request.viewer, lesson_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Læren er taget tilbage."))
        return redirect(back_url)
    return sure(
        request,
        title=_("Vil du tage læren tilbage?"),
        lead=_("Så bliver den ikke vist til andre."),
        quoted=lesson.text,
        submit=_("Ja, tag den tilbage"),
        back_url=back_url,
    )


def acknowledge(request: Request, pk: int, subject_id: UUID) -> HttpResponse:
    """Somebody who plans has read a lesson, and says what they do about it."""
    lesson = queries.lessons(request.viewer).filter(pk=pk).first()
    if lesson is None:
        raise NotFound(f"Lesson {pk}")
    thing = actions.thing_named(subject_id, request.viewer, queries.LEARNS)
    require("lessons.acknowledge", request.viewer, thing)
    return written(
        request,
        AcknowledgeForm(request.POST or None, viewer=request.viewer),
        partial(actions.acknowledge_lesson, lesson_id=pk, subject_id=subject_id),
        hooks.address(thing.subject),
        _("Det står på siden nu. De, der gav læren videre, kan se det."),
        {
            "eyebrow": hooks.kinds()[thing.subject.kind].label,
            "about": thing.subject.title,
            "title": _("Vi har læst det og gør sådan"),
            "lead": lesson.text,
            "submit": _("Skriv det på siden"),
        },
    )
