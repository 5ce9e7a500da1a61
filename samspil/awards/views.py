"""The pages of the award: all the years, one year, nominating, the coordinator's desk, and the nominated's link."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.awards import actions, letters, queries
from samspil.awards.forms import (
    AnswerForm,
    AskForm,
    EditRoundForm,
    GatherForm,
    MakeRoundForm,
    NominateForm,
    NoteAnswerForm,
)
from samspil.awards.models import AwardRound, Candidate, Nomination, NomineeAnswer, NomineeKind, RoundState
from samspil.foundation import clock
from samspil.foundation.editing import edited
from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Refused, find, is_repeat, require
from samspil.identity.contributing import contribute

form_page = require_http_methods(["GET", "HEAD", "POST"])
MAY = ("edit", "illustrate", "see_desk", "see_jury", "announce", "correct")


def round_named(pk: Any, request: Request) -> AwardRound:
    found: AwardRound = find(AwardRound, pk, request.viewer, related=queries.OF_ROUND)
    return found


def data_of(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


@require_safe
def award_list(request: Request) -> HttpResponse:
    """All the years, and the way to nominate in the one that is open."""
    page = page_of(request, queries.rounds(request.viewer))
    counts = queries.counts(list(page))
    return render(
        request,
        "awards/list.html",
        {
            "page": page,
            "rows": [(row, counts.get(row.pk, 0)) for row in page],
            "open": next((row for row in page if row.state == RoundState.OPEN), None),
            "may_make": rules.has_perm("awards.make", request.viewer),
        },
    )


@require_safe
def award_page(request: Request, pk) -> HttpResponse:
    award_round, viewer = round_named(pk, request), request.viewer
    members = queries.sitting(queries.jury_of(award_round))
    may = {name: rules.has_perm(f"awards.{name}", viewer, award_round) for name in MAY}
    award = award_round.decision if award_round.is_announced else None
    return render(
        request,
        "awards/page.html",
        {
            "round": award_round,
            "award": award,
            "winner": award.winner if award and award.winner.is_shown else None,
            "thanked": queries.thanked(award_round),
            "notes": queries.notes_of(award) if award else [],
            "members": members,
            "balance": queries.balance(members),
            "timeline": timeline_of(award_round.subject, viewer),
            "may": may,
            "keeps": any(may.values()),
            "may_hide": rules.has_perm("moderation.hide", viewer),
        },
    )


# --- rounds -----------------------------------------------------------------------------------------------------------


@form_page
def make(request: Request) -> HttpResponse:
    require("awards.make", request.viewer)
    year = clock.today().year
    led = next((str(row.scope) for row in request.viewer.grants if row.kind == "leader" and row.scope), "")
    initial = {
        "unit_id": "" if request.viewer.holds("coordinator", "administrator") else led,
        "year": year,
        "title": _("Frivilligprisen %d") % year,
        "kinds": list(NomineeKind.values),
        "contact_id": str(request.viewer.person_id) if request.viewer.holds("coordinator", "leader") else "",
    }
    form = MakeRoundForm(data_of(request), viewer=request.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_round(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Prisen åbner af sig selv på dagen. Sæt juryen nu."))
            return redirect("awards:page", pk=made.pk)
    shown = {
        "form": form,
        "eyebrow": _("Priser"),
        "about": _("Alle år"),
        "title": _("Opret årets pris"),
        "lead": _("Alle kan indstille, fra den åbner, til den lukker. Juryen vælger bagefter."),
        "submit": _("Gem prisen"),
        "back_url": reverse("awards:list"),
    }
    return render(request, "site/form.html", shown)


@form_page
def edit(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    require("awards.edit", request.viewer, award_round)
    page = reverse("awards:page", args=[pk])
    return edited(
        request,
        EditRoundForm(data_of(request), viewer=request.viewer, initial=EditRoundForm.initial_of(award_round)),
        partial(actions.edit_round, round_id=pk),
        lambda: EditRoundForm.initial_of(round_named(pk, request)),
        context={
            "eyebrow": _("Priser"),
            "about": award_round.title,
            "title": _("Ret prisen"),
            "lead": _("Ændrer du dagene, åbner og lukker den efter dem."),
            "submit": _("Gem"),
            "back_url": page,
        },
        done_url=page,
        message=_("Gemt."),
    )


# --- nominating -------------------------------------------------------------------------------------------------------


def after_nominating(nomination: Nomination) -> list[dict[str, Any]]:
    """What happens now, for whoever has just nominated somebody."""
    award_round = nomination.candidate.round
    first = _("Vi spørger dem, du har indstillet, om de vil være med. Ingen andre ser navnet før.")
    return [
        {"what": first, "who": award_round.contact.name},
        {"what": _("Juryen læser det, du skrev, og vælger.")},
        {"what": _("Prisen bliver givet, og du får en mail."), "when": award_round.announce_on},
    ]


@form_page
def nominate(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    # A guest may open the form: who they are is confirmed afterwards.
    require("awards.nominate" if request.viewer.is_known else "awards.is_open", request.viewer, award_round)
    initial: dict[str, Any] = {}
    if actor := queries.actor_named(request.viewer, actor_id=request.GET.get("aktoer")):
        is_company = actor.kind in ("company", "producer")
        initial = {"name": actor.name, "kind": NomineeKind.COMPANY if is_company else NomineeKind.GROUP}
    form = NominateForm(data_of(request), viewer=request.viewer, award_round=award_round, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "award_nomination", round_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(
                request, _("Tak. Vi spørger dem, du har indstillet. Ingen ser navnet, før de har sagt ja.")
            )
            return redirect("awards:page", pk=pk)
    return render(request, "awards/nominate.html", {"form": form, "round": award_round})


@private
@form_page
def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("identity:me")
    nomination = queries.nomination_for(pk, request.viewer)
    require("nominations.withdraw", request.viewer, nomination)
    if request.method == "POST":
        actions.withdraw_nomination(
            by=request.viewer, nomination_id=pk, request_id=request.POST.get("request_id") or None
        )
        messages.success(request, _("Du har taget indstillingen tilbage. Teksten er slettet."))
        return redirect("identity:me")
    return render(request, "awards/withdraw.html", {"nomination": nomination, "form": VerbForm(viewer=request.viewer)})


# --- the desk of whoever runs the round -------------------------------------------------------------------------------


@private
@require_safe
def desk(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    require("awards.see_desk", request.viewer, award_round)
    cards = queries.desk(award_round)
    actions.log_reads([card.candidate for card in cards], request.viewer)
    return render(
        request,
        "awards/desk.html",
        {
            "round": award_round,
            "held": [row for card in cards for row in card.nominations if row.is_held],
            "cards": cards,
            "refused": queries.refused(award_round),
            "waiting": sum(card.candidate.answer == NomineeAnswer.WAITING for card in cards),
            "is_undecided": award_round.decision is None,
        },
    )


def back_to_desk(candidate: Candidate) -> HttpResponse:
    return redirect(f"{reverse('awards:desk', args=[candidate.round_id])}#k-{candidate.pk}")


def handled(request: Request, pk: Any) -> Candidate:
    return queries.candidate_for(pk, request.viewer, "candidates.handle")


@private
@require_POST
def clear(request: Request, pk) -> HttpResponse:
    nomination = actions.clear_nomination(by=request.viewer, nomination_id=pk)
    messages.success(request, _("Nu kan juryen læse det."))
    return back_to_desk(nomination.candidate)


def candidate_form(
    request: Request, form: Any, verb: Any, candidate: Candidate, message: Any, **shown: Any
) -> HttpResponse:
    """A small form about one candidate on the desk."""
    if request.method == "POST" and form.is_valid():
        try:
            verb(by=request.viewer, candidate_id=candidate.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, message)
            return back_to_desk(candidate)
    context = {
        "form": form,
        "eyebrow": candidate.round.title,
        "about": candidate.name,
        "back_url": reverse("awards:desk", args=[candidate.round_id]),
        **shown,
    }
    return render(request, "site/form.html", context)


@private
@form_page
def note_answer(request: Request, pk) -> HttpResponse:
    candidate = handled(request, pk)
    return candidate_form(
        request,
        NoteAnswerForm(data_of(request), viewer=request.viewer),
        actions.note_answer,
        candidate,
        _("Skrevet ned."),
        title=_("Hvad svarede de?"),
        lead=_("Siger de nej tak, sletter vi navnet og alt, hvad der er skrevet om dem. Det kan ikke gøres om."),
        submit=_("Skriv svaret ned"),
    )


@private
@form_page
def ask(request: Request, pk) -> HttpResponse:
    candidate = handled(request, pk)
    return candidate_form(
        request,
        AskForm(data_of(request), viewer=request.viewer, initial={"email": candidate.email}),
        actions.ask_candidate,
        candidate,
        _("Sendt. De svarer med linket i mailen."),
        title=_("Spørg, om de vil være med"),
        lead=_("De får en mail med et link. Der kan de læse, hvad der er skrevet, og sige ja eller nej."),
        submit=_("Send"),
    )


@private
@form_page
def gather(request: Request, pk) -> HttpResponse:
    candidate = handled(request, pk)
    others = [card.candidate for card in queries.desk(candidate.round) if card.candidate.pk != candidate.pk]
    return candidate_form(
        request,
        GatherForm(data_of(request), viewer=request.viewer, candidate=candidate, others=others),
        actions.gather_candidate,
        candidate,
        _("Samlet. Juryen ser dem som én."),
        title=_("Er det den samme?"),
        lead=_("Har flere indstillet den samme, samler du dem her. Alle ordene bliver stående."),
        submit=_("Saml dem"),
    )


@private
@require_POST
def part(request: Request, pk) -> HttpResponse:
    try:
        candidate = actions.part_candidate(by=request.viewer, candidate_id=pk)
    except ValidationError as problem:
        candidate = handled(request, pk)
        messages.info(request, problem.messages[0])
    else:
        messages.success(request, _("Skilt ad igen."))
    return back_to_desk(candidate)


@require_safe
def diploma(request: Request, pk) -> HttpResponse:
    """A thank-you on A4, for the winner and for everybody who was nominated and said yes."""
    candidate = queries.candidate_for(pk, request.viewer, "candidates.see_diploma")
    award = candidate.round.decision
    if award is None or award.announced_at is None or not candidate.said_yes or candidate.gathered_into_id:
        raise NotFound(f"No diploma for {pk}")
    shown = {
        "candidate": candidate,
        "round": candidate.round,
        "award": award if award.winner_id == candidate.pk else None,
    }
    response = render(request, "awards/diploma.html", shown)
    if not candidate.is_shown:
        response["Cache-Control"] = "no-store"
    return response


# --- the link in the nominated's letter -------------------------------------------------------------------------------


def spent(request: Request) -> HttpResponse:
    return render(request, "awards/spent.html", status=410)


@private
@form_page
def by_link(request: Request, token: str) -> HttpResponse:
    """Read what was written about one, and say yes or no. Opening the link changes nothing; the button does."""
    found = letters.opened(token)
    if found is None:
        return spent(request)
    candidate, done = found.candidate, False
    initial = {"answer": candidate.answer} if candidate.said_yes else {}
    form = AnswerForm(data_of(request), viewer=found.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            candidate = actions.answer_nomination(by=found.viewer, token=token, **form.arguments())
        except (NotFound, Refused):
            return spent(request)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            done = True
    words = queries.words_about([candidate])[candidate.pk] if candidate.answer != NomineeAnswer.NO else []
    shown = {"candidate": candidate, "round": candidate.round, "form": form, "done": done, "words": words}
    return render(request, "awards/by_link.html", shown)
