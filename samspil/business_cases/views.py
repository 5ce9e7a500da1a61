"""The pages of business cases: the list, a case, its assumptions, who signs, when it is locked, and the sheet."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.business_cases import actions, queries
from samspil.business_cases.accounts import Accounts, accounts
from samspil.business_cases.forms import BeginForm, CaseFilterForm, EditCaseForm, SignForm
from samspil.business_cases.models import BusinessCase
from samspil.business_cases.sheets import as_xlsx
from samspil.foundation import clock, hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import Stale, find, require
from samspil.foundation.viewer import Viewer
from samspil.identity import rates

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def case_list(request: Request) -> HttpResponse:
    form = CaseFilterForm(request.GET, viewer=request.viewer)
    return render(
        request,
        "business_cases/list.html",
        {
            "form": form,
            "page": page_of(request, queries.business_cases(request.viewer, form.filters())),
            "filters": form.bar(request, search_label=_("Søg i regnestykkerne")),
            "may_see_norms": rules.has_perm("norms.view", request.viewer),
        },
    )


def found(request: Request, pk: Any) -> BusinessCase:
    case: BusinessCase = find(BusinessCase, pk, request.viewer, related=queries.RELATED)
    require("business_cases.view", request.viewer, case)
    return case


def accounts_of(case: BusinessCase) -> Accounts:
    """Three queries."""
    lines, norms = queries.lines_of(case), queries.norms(case.priced_on)
    return accounts(case, lines, norms, queries.signatures_of(case))


def may(case: BusinessCase, viewer: Viewer) -> dict[str, bool]:
    names = ("edit", "sign", "lock", "unlock", "withdraw")
    return {f"may_{name}": rules.has_perm(f"business_cases.{name}", viewer, case) for name in names}


@require_safe
def case_page(request: Request, pk: Any) -> HttpResponse:
    case = found(request, pk)
    context: dict[str, Any] = {"case": case}
    if case.withdrawn_at is None:
        context |= {
            **may(case, request.viewer),
            "accounts": accounts_of(case),
            "signatures": queries.signatures_of(case),
            "timeline": timeline_of(case.subject, request.viewer),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
        }
    return render(request, "business_cases/page.html", context)


@require_safe
def sheet(request: Request, pk: Any) -> HttpResponse:
    """The whole case for a controller: figures, formulas, results, sources."""
    case = found(request, pk)
    if case.withdrawn_at is not None:
        return redirect("business_cases:page", pk=pk)
    if not request.viewer.is_known and not rates.FILE_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    address = request.build_absolute_uri(reverse("business_cases:page", args=[case.pk]))
    names_authors = rules.has_perm("business_cases.history", request.viewer)
    file = as_xlsx(accounts_of(case), address=address, names_authors=names_authors)
    response = HttpResponse(file, content_type=XLSX)
    name = slugify(case.title)[:60] or "regnestykke"
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.xlsx"'
    response["Cache-Control"] = "private, no-store" if request.viewer.is_known else "no-cache"
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


@require_safe
def history(request: Request, pk: Any) -> HttpResponse:
    """What stood on each line and in the assumptions before, and who changed it."""
    case = found(request, pk)
    require("business_cases.history", request.viewer)
    return render(request, "business_cases/history.html", {"case": case, "changes": queries.changes_of(case)})


def begin(request: Request, subject_id: Any) -> HttpResponse:
    thing = queries.page_named(subject_id, request.viewer)
    require("business_cases.begin", request.viewer, thing)
    units = queries.units_of(request.viewer)
    own = getattr(thing, "unit_id", None)
    initial = {"unit_id": str(own)} if own in {unit.pk for unit in units} else {}
    form = BeginForm(request.POST or None, viewer=request.viewer, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.begin_case(by=request.viewer, about_id=subject_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skriv nu, hvad det giver, og hvad det koster. Én linje ad gangen."))
            return redirect("business_cases:page", pk=case.pk)
    context = {
        "form": form,
        "title": _("Regn på det"),
        "lead": _("I behøver ikke regne på alt. Gør det, når tallene betyder noget for, hvad I vælger."),
        "eyebrow": hooks.kinds()[thing.subject.kind].label,
        "about": thing.subject.title,
        "submit": _("Begynd regnestykket"),
        "back_url": hooks.address(thing.subject),
        "keeps": True,
    }
    return render(request, "site/form.html", context)


def require_form(request: Request, case: BusinessCase) -> None:
    """Whoever keeps a case may send a form that they opened before it was locked: the verb says so, beside their text.

    Raises: Refused.
    """
    require("business_cases.keep" if request.method == "POST" else "business_cases.edit", request.viewer, case)


def framed(case: BusinessCase, **page: Any) -> dict[str, Any]:
    """The frame of a page about a case."""
    back = reverse("business_cases:page", args=[case.pk])
    return {"eyebrow": _("Business case"), "about": case.title, "back_url": back, "case": case, **page}


def edit(request: Request, pk: Any) -> HttpResponse:
    case = found(request, pk)
    require_form(request, case)
    initial = EditCaseForm.initial_of(case)
    return edited(
        request,
        EditCaseForm(request.POST or None, viewer=request.viewer, initial=initial),
        partial(actions.edit_case, case_id=pk),
        lambda: EditCaseForm.initial_of(found(request, pk)),
        template="business_cases/edit.html",
        context=framed(case),
        done_url=reverse("business_cases:page", args=[pk]),
        message=_("Gemt. Tallene er regnet igen."),
    )


def sign(request: Request, pk: Any) -> HttpResponse:
    """Read what one stands for, and sign. Also shown to a leader whose amount is too small: it says so."""
    case = found(request, pk)
    require("business_cases.sign", request.viewer, case)
    shown = accounts_of(case)
    typed = request.POST if request.method == "POST" else None
    form = SignForm(typed, viewer=request.viewer, initial={"digest": shown.reckoned.digest})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_case(by=request.viewer, case_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            form, status = as_it_stands_now(request, form, shown), 409
        else:
            messages.success(request, _("Du har skrevet under. Andelene tæller nu."))
            return redirect("business_cases:page", pk=pk)
    context = framed(case, form=form, accounts=shown, is_stale=status == 409)
    return render(request, "business_cases/sign.html", context, status=status)


def as_it_stands_now(request: Request, form: SignForm, shown: Accounts) -> SignForm:
    """The same form over the figures as they are now, with what was typed and no tick."""
    initial = {"digest": shown.reckoned.digest, "note": form.cleaned_data["note"]}
    return SignForm(viewer=request.viewer, initial=initial)


def asked(
    request: Request, case: BusinessCase, act: Any, *, done: Any, done_url: str = "", **page: Any
) -> HttpResponse:
    """Asks once more, and then calls the verb. ``digest`` is of the figures that were read."""
    back = reverse("business_cases:page", args=[case.pk])
    if request.method == "POST":
        try:
            act(by=request.viewer)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        except Stale:
            messages.error(request, _("Tallene er ændret, siden du så dem. Se på dem igen."))
        else:
            messages.success(request, done)
        return redirect(done_url or back)
    return render(request, "business_cases/sure.html", framed(case, **page))


def take_signature_back(request: Request, pk: Any) -> HttpResponse:
    case = found(request, pk)
    require("business_cases.sign", request.viewer, case)
    return asked(
        request,
        case,
        partial(actions.take_signature_back, case_id=pk),
        done=_("Underskriften er taget tilbage. Andelene tæller som 0."),
        title=_("Vil du tage underskriften tilbage?"),
        lead=_("Så tæller andelene som 0 igen. Alle kan se, at der har været skrevet under."),
        yes=_("Ja, tag den tilbage"),
        no=_("Nej, lad den stå"),
    )


def lock(request: Request, pk: Any) -> HttpResponse:
    case = found(request, pk)
    require("business_cases.lock", request.viewer, case)
    return asked(
        request,
        case,
        partial(actions.lock_case, case_id=pk, digest=request.POST.get("digest", "")),
        digest=accounts_of(case).reckoned.digest,
        done=_("Regnestykket er låst. Tallene ændrer sig ikke mere."),
        title=_("Vil du låse regnestykket?"),
        lead=_("Så kan nogen beslutte ud fra det. Nye satser ændrer det ikke, og ingen kan rette i det."),
        yes=_("Ja, lås det"),
        no=_("Nej, vi er ikke færdige"),
    )


def unlock(request: Request, pk: Any) -> HttpResponse:
    case = found(request, pk)
    require("business_cases.unlock", request.viewer, case)
    return asked(
        request,
        case,
        partial(actions.unlock_case, case_id=pk),
        done=_("Regnestykket er låst op og kan rettes."),
        title=_("Vil du låse regnestykket op?"),
        lead=_("Så kan tallene ændre sig. Er noget besluttet ud fra dem, så sig det til dem, der besluttede."),
        yes=_("Ja, lås det op"),
        no=_("Nej, lad det være låst"),
    )


def withdraw(request: Request, pk: Any) -> HttpResponse:
    case = found(request, pk)
    about = hooks.address(case.about)
    if case.withdrawn_at is not None and rules.has_perm("business_cases.history", request.viewer):
        return redirect("business_cases:page", pk=pk)
    require("business_cases.withdraw", request.viewer, case)
    return asked(
        request,
        case,
        partial(actions.withdraw_case, case_id=pk),
        done=_("Regnestykket er trukket tilbage."),
        done_url=about,
        title=_("Vil du trække regnestykket tilbage?"),
        lead=_("Så kan andre regne med minutterne, og ingen regner med det her mere."),
        yes=_("Ja, træk det tilbage"),
        no=_("Nej, behold det"),
    )
