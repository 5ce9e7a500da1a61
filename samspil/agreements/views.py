"""The pages of agreements: the list, one agreement with its history, and the link that says yes."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.agreements import actions, letters, queries
from samspil.agreements.forms import (
    AgreementFilterForm,
    EditAgreementForm,
    EndForm,
    MakeForm,
    PaperForm,
    ReplyForm,
    ReviewForm,
)
from samspil.agreements.models import LABELS, Agreement, AgreementVersion, Reply, Side
from samspil.agreements.publishing import RELATED, unit_named
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Refused, find, is_repeat, require
from samspil.foundation.viewer import Viewer

CRUMB = {"eyebrow": gettext_lazy("Aftaler"), "eyebrow_url": reverse_lazy("agreements:list")}
form_page = require_http_methods(["GET", "HEAD", "POST"])
MAY = (
    "edit",
    "offer",
    "accept_unit",
    "accept_party",
    "decline",
    "record_paper",
    "review",
    "end",
    "drop",
    "see_contacts",
)


@private
@require_safe
def agreement_list(request: Request) -> HttpResponse:
    require("agreements.list", request.viewer)
    form = AgreementFilterForm(request.GET, viewer=request.viewer)
    return render(
        request,
        "agreements/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg på en forening, en enhed eller en aftale")),
            "page": page_of(request, queries.agreements(request.viewer, form.filters())),
            "units": queries.units_for(request.viewer),
            "has_frame": queries.newest_frame() is not None,
        },
    )


def readable(pk: Any, viewer: Viewer) -> Agreement:
    """The agreement, unless the unit was hidden. Raises: NotFound."""
    agreement: Agreement = find(Agreement, pk, viewer, related=RELATED)
    if not agreement.unit.actor.subject.shown or not agreement.subject.title:
        raise NotFound(f"Agreement {pk}")
    return agreement


def told(agreement: Agreement, version: AgreementVersion | None) -> dict[str, Any]:
    """The words of one version, ready for a page or a paper."""
    if version is None:
        return {"columns": [], "blocks": []}
    blocks = [(LABELS[name], getattr(version, name)) for name in queries.BLOCKS if getattr(version, name)]
    columns = [(name, LABELS[name], getattr(version, name).splitlines()) for name in queries.COLUMNS]
    return {"columns": [column for column in columns if column[2]], "blocks": blocks}


def gathered(agreement: Agreement, viewer: Viewer, asked: str = "") -> dict[str, Any]:
    """What a page about an agreement shows of it: one version, the words that are new in it, and its history."""
    every = queries.versions(agreement)
    responsible = agreement.answers_for(viewer)
    seen = [version for version in every if version.offered_at or responsible]
    version = next((version for version in seen if str(version.number) == asked), seen[0] if seen else None)
    before = next(
        (each for each in every if version and each.agreed_at and each.number < version.number),
        None,
    )
    return {
        "agreement": agreement,
        "versions": seen,
        "version": version,
        "before": before,
        "is_newest": bool(seen) and version == seen[0],
        "changes": queries.changes(before, version) if version else None,
        **told(agreement, version),
    }


@require_safe
def agreement_page(request: Request, pk) -> HttpResponse:
    agreement = readable(pk, request.viewer)
    may = {name: rules.has_perm(f"agreements.{name}", request.viewer, agreement) for name in MAY}
    shown = gathered(agreement, request.viewer, request.GET.get("version", ""))
    version = shown["version"]
    newest = shown["versions"][0] if shown["versions"] else None
    sent = next((each for each in shown["versions"] if each.offered_at), None)
    may["offer"] = may["offer"] and newest is not None and newest.offered_at is None
    for side in ("accept_unit", "accept_party", "decline"):  # only to what one has before one's eyes
        may[side] = may[side] and version is not None and version == sent
    unreached: dict[Side, str] = {}
    if may["offer"]:
        unreached = letters.unreached(agreement)
    elif may["record_paper"]:
        unreached = letters.unreached(agreement, letters.OWING.get(agreement.waits_for, ()))
    response = render(request, "agreements/page.html", {**shown, "may": may, "unreached": unreached})
    if not agreement.is_public:
        response["Cache-Control"] = "no-store"
    return response


@form_page
def make(request: Request, unit) -> HttpResponse:
    found = unit_named(unit, request.viewer)
    require("agreements.make", request.viewer, found)
    if queries.newest_frame() is None:
        messages.info(request, _("Skriv kommunens ramme først. Alle aftaler hviler på den."))
        return redirect("agreements:frame")
    form = MakeForm(request.POST if request.method == "POST" else None, viewer=request.viewer, unit=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_agreement(by=request.viewer, unit_id=found.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Aftalen er gemt. Læs den igennem, og send den til begge sider."))
            return redirect("agreements:page", pk=made.pk)
    shown = {
        "form": form,
        **CRUMB,
        "about": found.actor.name,
        "title": _("Skriv en aftale"),
        "lead": _("Skriv den sammen. Ingen får noget, før du sender den."),
        "submit": _("Gem aftalen"),
        "back_url": reverse("actors:page", args=[found.pk]),
    }
    return render(request, "site/form.html", shown)


@form_page
def edit(request: Request, pk) -> HttpResponse:
    agreement = readable(pk, request.viewer)
    require("agreements.edit", request.viewer, agreement)
    page = reverse("agreements:page", args=[pk])
    sent = agreement.versions.exclude(offered_at=None).exists()
    lead = _("Retter du ordene, bliver det en ny udgave, som begge skal sige ja til. Den gamle gælder imens.")

    def now() -> dict[str, Any]:
        found = readable(pk, request.viewer)
        return EditAgreementForm.initial_of(found, found.versions.first())  # type: ignore[arg-type]

    form = EditAgreementForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        agreement=agreement,
        initial=now(),
    )
    return edited(
        request,
        form,
        partial(actions.edit_agreement, agreement_id=pk),
        now,
        context={
            **CRUMB,
            "about": agreement.subject.title,
            "title": _("Ret aftalen"),
            "lead": lead if sent else "",
            "submit": _("Gem"),
            "back_url": page,
        },
        done_url=page,
        message=_("Gemt."),
    )


@require_POST
def offer(request: Request, pk) -> HttpResponse:
    try:
        actions.offer_agreement(by=request.viewer, agreement_id=pk)
    except ValidationError as problem:
        messages.info(request, problem.messages[0])
    else:
        messages.success(request, sent_to(find(Agreement, pk, request.viewer, related=RELATED)))
    return redirect("agreements:page", pk=pk)


def sent_to(agreement: Agreement) -> str:
    without = letters.unreached(agreement)
    if not without:
        return _("Aftalen er sendt til begge sider. De siger ja med linket i mailen.")
    if len(without) == len(Side):
        return _("Ingen af siderne har en mail, så ingen har fået aftalen. Læs den sammen, og skriv under på papir.")
    return _("Aftalen er sendt, men ikke til %(who)s. De har ingen mail.") % {"who": next(iter(without.values()))}


@require_POST
def accept(request: Request, pk) -> HttpResponse:
    if not is_repeat(request.viewer, request.POST.get("request_id")):
        try:
            actions.accept_agreement(
                by=request.viewer,
                agreement_id=pk,
                side=request.POST.get("side", ""),
                number=request.POST.get("number", ""),
            )
        except ValidationError as problem:
            messages.info(request, problem.messages[0])
        else:
            messages.success(request, _("Tak. Dit ja er skrevet ned."))
    return redirect("agreements:page", pk=pk)


@form_page
def paper_signed(request: Request, pk) -> HttpResponse:
    agreement = readable(pk, request.viewer)
    page = reverse("agreements:page", args=[pk])
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect(page)
    require("agreements.record_paper", request.viewer, agreement)
    version = agreement.versions.exclude(offered_at=None).prefetch_related("acceptances").first()
    if version is None:
        return redirect(page)
    version.agreement = agreement
    form = PaperForm(request.POST if request.method == "POST" else None, viewer=request.viewer, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_paper(by=request.viewer, agreement_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skrevet ned. Gem papiret hos jer."))
            return redirect(page)
    shown = {
        "form": form,
        **CRUMB,
        "about": agreement.subject.title,
        "title": _("Hvem har skrevet under på papir?"),
        "lead": _("Skriv kun det, der står på papiret. Begge sider kan se, hvem der skrev det ned."),
        "submit": _("Skriv det ned"),
        "back_url": page,
    }
    return render(request, "site/form.html", shown)


@form_page
def review(request: Request, pk) -> HttpResponse:
    agreement = readable(pk, request.viewer)
    require("agreements.review", request.viewer, agreement)
    page = reverse("agreements:page", args=[pk])
    initial = {"review_on": queries.review_again(), "expected_version": agreement.version}
    return edited(
        request,
        ReviewForm(request.POST if request.method == "POST" else None, viewer=request.viewer, initial=initial),
        partial(actions.review_agreement, agreement_id=pk),
        lambda: {**initial, "expected_version": readable(pk, request.viewer).version},
        context={
            **CRUMB,
            "about": agreement.subject.title,
            "title": _("Passer aftalen stadig?"),
            "lead": _("Tal om den sammen. Skal noget være anderledes, så ret den i stedet."),
            "submit": _("Ja, den passer"),
            "back_url": page,
        },
        done_url=page,
        message=_("Skrevet ned. I får besked, når I skal se på den igen."),
    )


@form_page
def end(request: Request, pk) -> HttpResponse:
    agreement = readable(pk, request.viewer)
    page = reverse("agreements:page", args=[pk])
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect(page)
    require("agreements.end", request.viewer, agreement)
    return edited(
        request,
        EndForm(
            request.POST if request.method == "POST" else None,
            viewer=request.viewer,
            initial={"expected_version": agreement.version},
        ),
        partial(actions.end_agreement, agreement_id=pk),
        lambda: {"note": "", "expected_version": readable(pk, request.viewer).version},
        context={
            **CRUMB,
            "about": agreement.subject.title,
            "title": _("Skal aftalen slutte?"),
            "lead": _("I kan stoppe fra i dag. Den anden side får besked, og alt, I aftalte, kan læses bagefter."),
            "submit": _("Ja, den slutter i dag"),
            "back_url": page,
        },
        done_url=page,
        message=_("Aftalen er slut fra i dag. Den anden side har fået besked."),
    )


@form_page
def drop(request: Request, pk) -> HttpResponse:
    """Asks once more: nothing is left of a draft."""
    agreement = readable(pk, request.viewer)
    require("agreements.drop", request.viewer, agreement)
    if request.method == "POST":
        actions.drop_draft(by=request.viewer, agreement_id=pk)
        messages.success(request, _("Kladden er smidt væk."))
        return redirect("agreements:list")
    return render(request, "agreements/drop.html", {"agreement": agreement})


SAID = {
    Reply.NO: gettext_lazy("Skrevet ned. Kommunen har fået besked om jeres nej."),
    Reply.CHANGE: gettext_lazy("Skrevet ned. Kommunen retter aftalen og sender den igen."),
}


@form_page
def reply(request: Request, pk) -> HttpResponse:
    """No, or something else first: for the volunteer side, signed in."""
    agreement = readable(pk, request.viewer)
    page = reverse("agreements:page", args=[pk])
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect(page)
    require("agreements.decline", request.viewer, agreement)
    version = agreement.versions.exclude(offered_at=None)[0]  # there is one where it waits for an answer
    form, said = replied(request, request.viewer, agreement, version)
    if said:
        messages.success(request, SAID[said])
        return redirect(page)
    return render(request, "site/form.html", asked_what(agreement, form, page))


def replied(
    request: Request, viewer: Viewer, agreement: Agreement, version: AgreementVersion
) -> tuple[ReplyForm, Reply | None]:
    """The form, and what was said with it once it is written down. Raises: NotFound, Refused."""
    initial = {"number": version.number, "reply": Reply.CHANGE}
    form = ReplyForm(request.POST if request.method == "POST" else None, viewer=viewer, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return form, None
    told = form.arguments()
    said = Reply(told.pop("reply"))
    try:
        if said == Reply.NO:
            actions.decline_agreement(by=viewer, agreement_id=agreement.pk, **told)
        else:
            actions.ask_for_change(by=viewer, agreement_id=agreement.pk, **told)
    except ValidationError as problem:
        form.take_errors(problem)
        return form, None
    return form, said


def asked_what(agreement: Agreement, form: ReplyForm, back_url: str) -> dict[str, Any]:
    return {
        "form": form,
        "eyebrow": _("Aftaler"),
        "about": agreement.subject.title,
        "title": _("Nej, eller noget andet først?"),
        "lead": _("Kommunen får dit svar på mail. Intet gælder, før begge har sagt ja."),
        "submit": _("Send svaret"),
        "back_url": back_url,
    }


# --- the link in the letter -------------------------------------------------------------------------------------------


def spent(request: Request) -> HttpResponse:
    return render(request, "agreements/spent.html", status=410)


def read_only(request: Request, token: str) -> HttpResponse:
    asked = letters.read(token) if request.method != "POST" else None
    if asked is None:
        return spent(request)
    agreement, version = asked.version.agreement, asked.version
    return render(
        request,
        "agreements/read.html",
        {
            "agreement": agreement,
            "version": version,
            "acceptances": version.acceptances.order_by("pk"),
            "until": asked.link.expires_at,
            **told(agreement, version),
        },
    )


@private
@form_page
def by_link(request: Request, token: str) -> HttpResponse:
    """Read the agreement and say yes, without signing in. Opening the link changes nothing; the button does.

    Afterwards the link goes on showing what it was about, until it is too old.
    """
    asked = letters.opened(token)
    if asked is None or asked.viewer.is_blocked:
        return read_only(request, token)
    agreement, side = asked.version.agreement, asked.side
    if not rules.has_perm(f"agreements.accept_{side}", asked.viewer, agreement):
        return read_only(request, token)
    done, problem = False, ""
    if request.method == "POST":
        try:
            agreement = actions.accept_agreement(
                by=asked.viewer,
                agreement_id=agreement.pk,
                side=side,
                number=asked.version.number,
                by_link=True,
                signed_by="" if asked.viewer.person_id else letters.called(agreement, None) or agreement.party_name,
            )
        except (NotFound, Refused):
            return spent(request)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            done = True
    shown = gathered(agreement, asked.viewer, str(asked.version.number))
    return render(
        request,
        "agreements/by_link.html",
        {
            **shown,
            "token": token,
            "side": side,
            "ring": letters.other_side(agreement, Side(side)),
            "done": done,
            "problem": problem,
            "shows_contacts": True,
        },
    )


@private
@form_page
def reply_by_link(request: Request, token: str) -> HttpResponse:
    """No, or something else first, without signing in. Opening the link changes nothing; the button does."""
    asked = letters.opened(token)
    if asked is None or asked.viewer.is_blocked or asked.side != Side.PARTY:
        return spent(request)
    agreement = asked.version.agreement
    if not rules.has_perm("agreements.decline", asked.viewer, agreement):
        return spent(request)
    form, said = replied(request, asked.viewer, agreement, asked.version)
    if said is None:
        back = reverse("agreements:by-link", args=[token])
        return render(request, "site/form.html", asked_what(agreement, form, back))
    return render(request, "agreements/replied.html", {"agreement": agreement, "said": SAID[said]})
