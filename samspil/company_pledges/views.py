"""What companies promise: the list, a page for each, and the sums by year."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.company_pledges import actions, letters, queries
from samspil.company_pledges.forms import (
    ContactForm,
    EditPledgeForm,
    EndForm,
    HoursForm,
    PledgeFilterForm,
    PromiseForm,
    UseForm,
)
from samspil.company_pledges.models import CompanyPledge
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.paging import page_of
from samspil.foundation.subjects import known_places
from samspil.foundation.verbs import NotFound, Refused, find, is_repeat, require
from samspil.identity.contributing import check_rate_of, held_page

RELATED = ("actor__subject", "author__actor", "entered_by__actor")
MAY = ("edit", "use", "end", "withdraw", "name_contact")


def readable(pk, request: Request) -> CompanyPledge:
    """The promise with its hours. Raises: NotFound, also when the company itself was hidden."""
    rows = queries.with_hours(CompanyPledge.objects.visible_to(request.viewer).select_related("subject", *RELATED))
    pledge = rows.filter(pk=pk, actor__subject__shown=True).first()
    if pledge is None:
        raise NotFound(f"CompanyPledge {pk}")
    return pledge


@require_safe
def pledge_list(request: Request) -> HttpResponse:
    form = PledgeFilterForm(request.GET)
    return render(
        request,
        "company_pledges/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg efter en virksomhed eller en slags hjælp")),
            "page": page_of(request, queries.pledges(request.viewer, form.filters())),
            "may_promise": may_promise(request),
        },
    )


def may_promise(request: Request) -> bool:
    viewer = request.viewer
    return viewer.is_staff or (bool(viewer.speaks_for) and queries.companies_of(viewer).exists())


@require_safe
def pledge_page(request: Request, pk) -> HttpResponse:
    pledge = readable(pk, request)
    uses = queries.uses_of(pledge)
    for use in uses:
        use.may_confirm = rules.has_perm("company_pledges.confirm_use", request.viewer, use)
        use.may_remove = rules.has_perm("company_pledges.remove_use", request.viewer, use)
        if use.about and not use.about.readable_by(request.viewer):
            use.about = None
    may = {name: rules.has_perm(f"company_pledges.{name}", request.viewer, pledge) for name in MAY}
    return render(
        request,
        "company_pledges/page.html",
        {
            "pledge": pledge,
            "uses": uses,
            "may": may,
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
            "timeline": timeline_of(pledge.subject, request.viewer),
        },
    )


@require_safe
def years(request: Request) -> HttpResponse:
    return render(request, "company_pledges/years.html", {"years": queries.years(request.viewer)})


def promise(request: Request) -> HttpResponse:
    if not may_promise(request):
        raise Refused("company_pledges.promise")
    form = PromiseForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            check_rate_of(request.viewer)
            made = actions.promise(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if not made.subject.shown:
                return held_page(request, made)
            messages.success(request, _("Tak. Løftet står her nu, og alle kan se det."))
            return redirect("company_pledges:page", pk=made.pk)
    return render(request, "company_pledges/promise.html", {"form": form, "places": known_places()})


def edit(request: Request, pk) -> HttpResponse:
    pledge = find(CompanyPledge, pk, request.viewer, related=RELATED)
    require("company_pledges.edit", request.viewer, pledge)
    initial = EditPledgeForm.initial_of(pledge)
    return edited(
        request,
        EditPledgeForm(request.POST if request.method == "POST" else None, viewer=request.viewer, initial=initial),
        partial(actions.edit_pledge, pledge_id=pk),
        lambda: EditPledgeForm.initial_of(find(CompanyPledge, pk, request.viewer)),
        context={
            "eyebrow": _("Virksomheder"),
            "about": pledge.title,
            "title": _("Ret løftet"),
            "submit": _("Gem"),
            "back_url": reverse("company_pledges:page", args=[pk]),
        },
        done_url=reverse("company_pledges:page", args=[pk]),
        message=_("Rettet."),
    )


def record_use(request: Request, pk) -> HttpResponse:
    """Note what was used. ``?om=`` names the page it was for."""
    pledge = readable(pk, request)
    require("company_pledges.use", request.viewer, pledge)
    about = queries.page_named(as_uuid(request.GET.get("om", "")), request.viewer)
    form = UseForm(
        request.POST if request.method == "POST" else None, viewer=request.viewer, pledge=pledge, about=about
    )
    if request.method == "POST" and form.is_valid():
        try:
            use = actions.record_use(by=request.viewer, pledge_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            waits = _("Skrevet ned. Det venter på at blive bekræftet.")
            messages.success(request, _("Skrevet ned og bekræftet.") if use.confirmed_at else waits)
            return redirect("company_pledges:page", pk=pk)
    shown = {"form": form, "pledge": pledge, "receivers": queries.receivers(request.viewer)}
    return render(request, "company_pledges/use.html", shown)


def contact(request: Request, pk) -> HttpResponse:
    """Who in the company gets the link by which hours are noted without an account."""
    pledge = readable(pk, request)
    require("company_pledges.name_contact", request.viewer, pledge)
    form = ContactForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.name_contact(by=request.viewer, pledge_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("%s har fået et link på mail.") % made.contact_called)
            return redirect("company_pledges:page", pk=pk)
    return render(request, "company_pledges/contact.html", {"form": form, "pledge": pledge})


@require_POST
def forget_contact(request: Request, pk) -> HttpResponse:
    actions.forget_contact(by=request.viewer, pledge_id=pk)
    messages.success(request, _("Linket virker ikke mere."))
    return redirect("company_pledges:page", pk=pk)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """The link of the company's contact: note hours, see what is noted, and take back what nobody has confirmed."""
    found = letters.opened(token)
    if found is None:
        return render(request, "company_pledges/spent.html", status=410)
    key = found.pledge.pk
    is_removal = request.method == "POST" and "fjern" in request.POST
    form = HoursForm(
        request.POST if request.method == "POST" and not is_removal else None, viewer=found.viewer, pledge=found.pledge
    )
    if is_removal:
        removed = request.POST["fjern"]
        if not removed.isdigit() or not found.pledge.uses.filter(pk=removed).exists():
            raise Http404
        actions.remove_use(by=found.viewer, use_id=removed)
        messages.success(request, _("Fjernet. Timerne er talt om."))
        return redirect(request.path)
    if form.is_bound and form.is_valid():
        try:
            check_rate_of(found.viewer)
            use = actions.record_use(by=found.viewer, pledge_id=key, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            waits = _("Tak. Modtageren bliver bedt om at bekræfte det.")
            messages.success(request, waits if use.receiver_id else _("Tak. Frivilligkoordinatoren bekræfter det."))
            return redirect(request.path)
    pledge = queries.with_hours(CompanyPledge.objects.select_related("subject", "actor")).get(pk=key)
    uses = queries.uses_of(pledge)
    for row in uses:
        row.may_remove = row.by_id == found.viewer.person_id and row.confirmed_at is None
    shown = {"form": form, "pledge": pledge, "uses": uses, "receivers": queries.receivers(found.viewer)}
    return render(request, "company_pledges/by_link.html", shown)


@require_POST
def confirm_use(request: Request, pk: int) -> HttpResponse:
    use = actions.used(pk, request.viewer, lock=False)
    if use.confirmed_at is None:
        actions.confirm_use(by=request.viewer, use_id=pk)
    messages.success(request, _("Tak. Det er bekræftet."))
    return redirect("company_pledges:page", pk=use.pledge_id)


@require_POST
def remove_use(request: Request, pk: int) -> HttpResponse:
    pledge = actions.remove_use(by=request.viewer, use_id=pk)
    messages.success(request, _("Fjernet. Timerne er talt om."))
    return redirect("company_pledges:page", pk=pledge.pk)


def end(request: Request, pk) -> HttpResponse:
    pledge = find(CompanyPledge, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("company_pledges:page", pk=pk)
    require("company_pledges.end", request.viewer, pledge)
    initial = {"expected_version": pledge.version}
    return edited(
        request,
        EndForm(request.POST if request.method == "POST" else None, viewer=request.viewer, initial=initial),
        partial(actions.end_pledge, pledge_id=pk),
        lambda: {"note": "", "expected_version": find(CompanyPledge, pk, request.viewer).version},
        context={
            "eyebrow": _("Virksomheder"),
            "about": pledge.title,
            "title": _("Er løftet slut?"),
            "lead": _("Det, der er brugt, bliver stående. Ingen kan bede om mere."),
            "submit": _("Ja, det er slut"),
            "back_url": reverse("company_pledges:page", args=[pk]),
        },
        done_url=reverse("company_pledges:page", args=[pk]),
        message=_("Løftet er slut fra i dag."),
    )


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    pledge = find(CompanyPledge, pk, request.viewer, related=RELATED)
    if request.method == "POST" and pledge.withdrawn_at:
        return redirect("company_pledges:list")  # the second press
    require("company_pledges.withdraw", request.viewer, pledge)
    if request.method == "POST":
        actions.withdraw_pledge(by=request.viewer, pledge_id=pk)
        messages.success(request, _("Løftet er taget tilbage. Teksten er slettet."))
        return redirect("company_pledges:list")
    return render(request, "company_pledges/withdraw.html", {"pledge": pledge})
