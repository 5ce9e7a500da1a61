"""The pages of trials: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.models import Unit
from samspil.actors.queries import timeline_of
from samspil.challenges.chain import chain_of
from samspil.decisions.queries import decisions_of
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import Refused, find, is_repeat, require
from samspil.foundation.viewer import Viewer
from samspil.identity.contributing import contribute
from samspil.proposals.models import Proposal
from samspil.trials import actions, cards, planning, queries, running
from samspil.trials.forms import (
    NEEDS,
    AskForm,
    EditFullForm,
    EditLightForm,
    FullForm,
    LightForm,
    TrialFilterForm,
    first_of,
    usual_days,
)
from samspil.trials.models import DiaryEntry, Scale, Status, Trial
from samspil.trials.step_forms import ConcludeForm, DiaryForm, ExtendForm, PartnerForm

# What the plan lacks is mended at the field of another name.
PLAN_FIELDS = {"uses_personal_data": "limits", "changes_care": "limits", "alternatives": "ways_in_words"}
ON_THE_PAGE = (*planning.RELATED, "entered_by__actor", "answerer__actor", "deputy__actor", "sponsor__actor", "practice")


def found(request: Request, pk: Any) -> Trial:
    trial: Trial = find(Trial, pk, request.viewer, related=ON_THE_PAGE)
    return trial


@require_safe
def board(request: Request) -> HttpResponse:
    """The board; with a step chosen, the list of that step."""
    form = TrialFilterForm(request.GET, viewer=request.viewer)
    filters = form.filters()
    context: dict[str, Any] = {"form": form, "filters": form.bar(request, search_label=_("Søg i afprøvninger"))}
    if filters.column:
        page = page_of(
            request, queries.trials(request.viewer, filters), counted=queries.countable(request.viewer, filters)
        )
        context |= {"page": page, "rows": cards.rows(list(page))}
    else:
        context["columns"] = cards.board(request, queries.board(request.viewer, filters))
    return render(request, "trials/board.html", context)


@require_safe
def calendar(request: Request) -> HttpResponse:
    form = TrialFilterForm(request.GET, viewer=request.viewer)
    months = cards.months(request.viewer, form.filters())
    bar = form.bar(request, search_label=_("Søg i afprøvninger"))
    return render(request, "trials/calendar.html", {"form": form, "filters": bar, "months": months})


@require_safe
def trial_page(request: Request, pk: Any) -> HttpResponse:
    trial = found(request, pk)
    viewer = request.viewer
    prefetch_related_objects([trial], queries.partners_with_actor())
    partners = list(trial.partners.all())
    diary = queries.diary_of(trial, viewer)
    for entry in diary:
        entry.may_withdraw = viewer.is_known and rules.has_perm("diary.withdraw", viewer, entry)
    names = ("edit", "ask", "withdraw", "approve", "reply", "start", "extend", "conclude", "partner")
    allowed = {f"may_{name}": viewer.is_known and rules.has_perm(f"trials.{name}", viewer, trial) for name in names}
    decisions = list(decisions_of([trial.pk], viewer))
    for decision in decisions:
        decision.text = cards.decided(decision)  # type: ignore[attr-defined]
    return render(
        request,
        "trials/page.html",
        {
            "trial": trial,
            "status": cards.status(trial),
            "chain": chain_of(trial.proposal.subject, viewer),
            "partners": [row for row in partners if row.actor.subject.readable_by(viewer)],
            "alternatives": list(trial.alternatives.visible_to(viewer)) if not trial.is_light else [],
            "written_ways": planning.written_ways(trial),
            "needs": [label for name, label in NEEDS.items() if getattr(trial, name)],
            "questions": list(trial.questions.select_related("by__actor")) if trial.asked_at else [],
            "extensions": list(trial.extensions.select_related("by__actor")) if trial.started_at else [],
            "decisions": decisions,
            "diary": diary,
            "timeline": timeline_of(trial.subject, viewer),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            **allowed,
        },
    )


# --- planning ---------------------------------------------------------------------------------------------------------


def own_unit(request: Request, proposal: Proposal) -> str:
    """The unit that is suggested: the planner's own, else the one that answers for the proposal."""
    scopes = [grant.scope for grant in request.viewer.grants if grant.scope]
    own = Unit.objects.filter(pk__in=scopes).values_list("pk", flat=True).first() if scopes else None
    return str(own or proposal.unit_id or "")


def to_try(request: Request, proposal_pk: Any) -> Proposal:
    proposal: Proposal = find(Proposal, proposal_pk, request.viewer, related=("challenge", "unit__actor", "actor"))
    if request.viewer.is_known:
        require("trials.plan", request.viewer, proposal)
    elif not proposal.is_open:
        raise Refused("trials.plan")
    return proposal


def plan(request: Request, proposal_pk: Any) -> HttpResponse:
    """The short form. What turns out to be more than light goes on to the full one, with all that was typed."""
    proposal = to_try(request, proposal_pk)
    first = {"title": proposal.title, "unit_id": own_unit(request, proposal), "cost": 0, **usual_days()}
    form = LightForm(request.POST or None, viewer=request.viewer, proposal=proposal, initial=first)
    return planned(request, form, proposal, Scale.LIGHT, "trials/plan.html")


def plan_full(request: Request, proposal_pk: Any) -> HttpResponse:
    proposal = to_try(request, proposal_pk)
    is_carried = request.method == "POST" and request.POST.get("fra") == "let"
    first = {"title": proposal.title, "unit_id": own_unit(request, proposal), "cost": 0, **usual_days()}
    if is_carried:
        first = carried(request.POST)
    data = request.POST if request.method == "POST" and not is_carried else None
    form = FullForm(data, viewer=request.viewer, proposal=proposal, initial=first)
    return planned(request, form, proposal, Scale.FULL, "trials/plan_full.html")


def carried(data: QueryDict) -> dict[str, Any]:
    """What was typed in the short form, as the beginning of the long one."""
    several = {name: data.getlist(name) for name in ("needs", "touches", "limits")}
    single = ("title", "what", "who", "starts_on", "ends_on", "reason", "unit_id", "cost", "speaks_as")
    return {name: data.get(name, "") for name in single} | several | {"seen_by": data.get("noticing", "")[:300]}


def planned(
    request: Request, form: LightForm | FullForm, proposal: Proposal, scale: str, template: str
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            outcome = contribute(request, form, "trial", proposal_id=str(proposal.pk), scale=str(scale))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, planned_message(outcome.made, request.viewer))
            return redirect("trials:page", pk=outcome.made.pk)
    return render(request, template, {"form": form, "proposal": proposal})


def planned_message(trial: Trial, viewer: Viewer) -> str:
    """Who has the plan now, and until when."""
    if trial.status == Status.DRAFT:
        return _("Kladden er gemt. Skriv på den, til den er klar.")
    if trial.status == Status.READY:
        return _("Tak. Planen er klar. Tryk på Begynd, når I går i gang.")
    if trial.answerer and trial.answerer_id == viewer.person_id:
        return _("Planen er gemt. Du svarer selv på den senest %s.") % cards.on(trial.answer_due)
    if trial.answerer:
        return _("Tak. Planen er hos %(who)s. Du hører senest %(due)s.") % {
            "who": trial.answerer.name,
            "due": cards.on(trial.answer_due),
        }
    return _("Tak. Koordinatoren finder en leder, der må svare. Du hører senest %s.") % cards.on(trial.answer_due)


def edit(request: Request, pk: Any) -> HttpResponse:
    trial = found(request, pk)
    require("trials.edit", request.viewer, trial)
    options: dict[str, Any] = {"viewer": request.viewer, "proposal": trial.proposal, "initial": first_of(trial)}
    form: EditLightForm | EditFullForm
    if trial.is_light:
        form = EditLightForm(request.POST or None, **options)
    else:
        is_unasked = trial.status in (Status.DRAFT, Status.REFUSED)
        form = EditFullForm(request.POST or None, is_unasked=is_unasked, **options)
    return edited(
        request,
        form,
        partial(actions.edit_trial, trial_id=pk),
        lambda: first_of(found(request, pk)),
        template="trials/edit.html",
        context={"trial": trial},
        done_url=reverse("trials:page", args=[pk]),
        message=_("Rettet."),
    )


def ask(request: Request, pk: Any) -> HttpResponse:
    """Send a draft, a mended plan or a forgotten one to whoever says yes."""
    trial = found(request, pk)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("trials:page", pk=pk)
    require("trials.ask", request.viewer, trial)
    if lacking := planning.missing_in(trial) | (planning.not_light(trial) if trial.is_light else {}):
        fields = [(PLAN_FIELDS.get(name, name), text) for name, texts in lacking.items() for text in texts]
        return render(request, "trials/lacking.html", {"trial": trial, "lacking": fields})
    form = AskForm(request.POST or None, viewer=request.viewer, initial={"expected_version": trial.version})
    lead = _("Lederen i %s får en mail og svarer inden en uge.") % trial.unit if trial.unit else ""
    return edited(
        request,
        form,
        partial(actions.ask_trial, trial_id=pk),
        lambda: {"expected_version": found(request, pk).version},
        context=about(trial, _("Er planen klar?"), _("Ja, send den"), lead=lead if trial.needs_approval else ""),
        done_url=reverse("trials:page", args=[pk]),
        message=_("Sendt. Planen kan ses af alle, der kan se forslaget."),
    )


def about(trial: Trial, title: str, submit: str, **more: Any) -> dict[str, Any]:
    """The context of ``site/form.html`` for a form about a trial."""
    return {
        "title": title,
        "submit": submit,
        "eyebrow": _("Afprøvning"),
        "about": trial.title,
        "back_url": reverse("trials:page", args=[trial.pk]),
        **more,
    }


def withdraw(request: Request, pk: Any) -> HttpResponse:
    """Asks once more before a plan is taken back."""
    trial = found(request, pk)
    if trial.withdrawn_at:  # the second press of the same button
        return redirect("proposals:page", pk=trial.proposal_id)
    require("trials.withdraw", request.viewer, trial)
    if request.method == "POST":
        actions.withdraw_trial(by=request.viewer, trial_id=pk)
        messages.success(request, _("Planen er trukket tilbage."))
        return redirect("proposals:page", pk=trial.proposal_id)
    return render(request, "trials/withdraw.html", {"trial": trial})


def partner(request: Request, pk: Any) -> HttpResponse:
    trial = found(request, pk)
    require("trials.partner", request.viewer, trial)
    form = PartnerForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_partner(by=request.viewer, trial_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skrevet på."))
            return redirect("trials:page", pk=pk)
    return render(request, "site/form.html", {"form": form, **about(trial, _("Hvem er med?"), _("Skriv på"))})


@require_POST
def remove_partner(request: Request, pk: Any, number: int) -> HttpResponse:
    actions.remove_partner(by=request.viewer, trial_id=pk, partner_id=number)
    messages.success(request, _("Taget af."))
    return redirect("trials:page", pk=pk)


# --- while it runs ----------------------------------------------------------------------------------------------------


def start(request: Request, pk: Any) -> HttpResponse:
    """What is missing before it may begin; and when nothing is, the button."""
    trial = found(request, pk)
    if request.method == "POST" and trial.is_running:
        return redirect("trials:page", pk=pk)
    require("trials.start", request.viewer, trial)
    lacks = running.lacks_to_start(trial)
    form = AskForm(request.POST or None, initial={"expected_version": trial.version})
    return edited(
        request,
        form,
        lambda by, request_id, expected_version: actions.start_trial(
            by=by, trial_id=pk, request_id=request_id, expected_version=expected_version
        ),
        lambda: {"expected_version": found(request, pk).version},
        template="trials/start.html",
        context={"trial": trial, "lacks": lacks},
        done_url=reverse("trials:page", args=[pk]),
        message=_("I gang. Skriv i dagbogen undervejs."),
    )


def diary(request: Request, pk: Any) -> HttpResponse:
    trial = found(request, pk)
    require("trials.is_running", request.viewer, trial)
    form = DiaryForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "diary", trial_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Det står i dagbogen nu."))
            return redirect("trials:page", pk=pk)
    return render(request, "trials/diary.html", {"form": form, "trial": trial})


def withdraw_diary(request: Request, pk: Any) -> HttpResponse:
    """Asks once more before an entry is taken back."""
    entry = find(DiaryEntry, pk, request.viewer, related=("actor", "author__actor", "trial"))
    if entry.withdrawn_at:
        return redirect("trials:page", pk=entry.trial_id)
    require("diary.withdraw", request.viewer, entry)
    if request.method == "POST":
        actions.withdraw_diary(by=request.viewer, entry_id=pk)
        messages.success(request, _("Taget tilbage."))
        return redirect("trials:page", pk=entry.trial_id)
    return render(request, "trials/withdraw_diary.html", {"entry": entry})


def extend(request: Request, pk: Any) -> HttpResponse:
    trial = found(request, pk)
    require("trials.extend", request.viewer, trial)
    first = {"ends_on": trial.ends_on, "expected_version": trial.version}
    return edited(
        request,
        ExtendForm(request.POST or None, viewer=request.viewer, initial=first),
        partial(actions.extend_trial, trial_id=pk),
        lambda: {"ends_on": found(request, pk).ends_on, "expected_version": found(request, pk).version},
        context=about(trial, _("Skal det vare længere?"), _("Gem den nye dag")),
        done_url=reverse("trials:page", args=[pk]),
        message=_("Den nye dag er gemt. De, der følger med, får besked."),
    )


def conclude(request: Request, pk: Any) -> HttpResponse:
    trial = found(request, pk)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("trials:page", pk=pk)
    require("trials.conclude", request.viewer, trial)
    form = ConcludeForm(
        request.POST or None, viewer=request.viewer, trial=trial, initial={"expected_version": trial.version}
    )
    return edited(
        request,
        form,
        partial(actions.conclude_trial, trial_id=pk),
        lambda: {"expected_version": found(request, pk).version},
        template="trials/conclude.html",
        context={
            "trial": trial,
            "lacks": running.lacks_to_conclude(trial),
            "lacks_to_adopt": running.lacks_to_adopt(trial),
        },
        done_url=reverse("trials:page", args=[pk]),
        message=_("Afsluttet. De, der følger med, får besked."),
    )
