"""What is to be looked at, hiding and showing again, saying to, and stopping a sender."""

from collections.abc import Callable
from typing import Any

import rules
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.foundation import hooks
from samspil.foundation.http import Request, private
from samspil.foundation.models import Subject, meant_for
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, is_repeat, require
from samspil.moderation import actions, queries
from samspil.moderation.forms import HideAllForm, HideForm, QueueFilterForm, ReportForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


def origin(request: HttpRequest) -> str:
    """Where a guest writes from, as a hash that only this installation can make."""
    return salted_hmac("samspil.reports", get_adapter(request).get_client_ip(request), algorithm="sha256").hexdigest()


# --- the queue ------------------------------------------------------------------------------------------------------


@private
@require_safe
def queue(request: Request) -> HttpResponse:
    """What waits, oldest first. Held words are nobody else's to read, so no cache keeps the page."""
    require("moderation.settle", request.viewer)
    return queue_page(request)


def queue_page(request: Request, problem: str = "", chosen: tuple[str, ...] = (), reason: str = "") -> HttpResponse:
    form = QueueFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.queue(request.viewer, form.filters()))
    subjects = list(page)
    return render(
        request,
        "moderation/queue.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i det, der venter")),
            "page": page,
            "rows": queries.rows_of(subjects, queries.outsiders(subjects)),
            "problem": problem,
            "chosen": chosen,
            "reason": reason,
            "query": request.GET.urlencode(),
        },
        status=409 if problem else 200,
    )


@private
@require_POST
def settle(request: Request) -> HttpResponse:
    """One row (``publish`` or ``let_stand`` names it) or all that are ticked (``do``, with ``reason`` to hide)."""
    require("moderation.settle", request.viewer)
    chosen = tuple(request.POST.getlist("ids")[:100])
    if one := request.POST.get("publish"):
        done = each(actions.publish, request, [one])
    elif one := request.POST.get("let_stand"):
        done = each(actions.let_stand, request, [one])
    elif request.POST.get("do") in ("publish", "hide") and chosen:
        try:
            done = settle_chosen(request, list(chosen))
        except ValidationError as refused:
            return queue_page(request, " ".join(refused.messages), chosen, request.POST.get("reason", "")[:2000])
    else:
        return queue_page(request, _("Sæt kryds ved det, du vil gøre noget ved."))
    said = ngettext("%(n)d ting er klaret.", "%(n)d ting er klaret.", done) % {"n": done}
    messages.success(request, said if done else _("En anden har klaret det."))
    query = request.GET.urlencode()
    return redirect(reverse("moderation:queue") + (f"?{query}" if query else ""))


def settle_chosen(request: Request, ids: list[str]) -> int:
    """Put on the page, or let stand, everything that is ticked; or hide it. Raises: ValidationError."""
    if request.POST["do"] == "hide":
        return each(actions.hide, request, ids, reason=actions.reason_given(request.POST.get("reason", "")))
    published = each(actions.publish, request, ids)
    return published + each(actions.let_stand, request, ids)


def each(verb: Callable[..., Any], request: Request, ids: list[str], **arguments: Any) -> int:
    """Call a verb for each; what a colleague has settled meanwhile is left alone. Returns how many were done."""
    done = 0
    for pk in ids:
        try:
            verb(by=request.viewer, subject_id=pk, **arguments)
        except NotFound:
            continue
        done += 1
    return done


# --- hiding and showing again ---------------------------------------------------------------------------------------


@form_page
def hide(request: Request, pk) -> HttpResponse:
    require("moderation.hide", request.viewer)
    rows = Subject.objects.filter(meant_for(request.viewer), pk=pk).select_related("context__context")
    subject = rows.first()
    waits = subject is not None and not subject.shown and queries.open_holds().filter(subject=subject).exists()
    if subject is None or not (subject.shown or waits):
        if is_repeat(request.viewer, request.POST.get("request_id")):
            return redirect("moderation:hidden")
        raise Http404
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide(by=request.viewer, subject_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(
                request,
                _("Det er skjult nu. Du finder det under Mig. Har den, der skrev, en mail, får de din forklaring."),
            )
            if waits:
                return redirect("moderation:queue")
            return redirect(hooks.address(subject.context) if subject.context else "moderation:hidden")
    person = queries.person_of(subject.created_by)
    return render(
        request,
        "moderation/hide.html",
        {
            "form": form,
            "subject": subject,
            "texts": queries.full_texts([subject]).get(subject.pk) or [subject.title],
            "waits": waits,
            "sender": person if person and rules.has_perm("moderation.hide_all", request.viewer, person) else None,
        },
    )


@require_POST
def show_again(request: Request, pk: int) -> HttpResponse:
    hiding = actions.show_again(by=request.viewer, hiding_id=pk)
    messages.success(request, _("Det kan ses igen."))
    # What it belongs to may still be hidden; then there is no page to show it on.
    return redirect(hooks.address(hiding.subject) if hiding.subject.shown else "moderation:hidden")


@require_safe
def hidden(request: Request) -> HttpResponse:
    require("moderation.view_hidden", request.viewer)
    rows = queries.standing_hidings(request.viewer).select_related("subject", "by__actor")
    return render(request, "moderation/hidden.html", {"page": page_of(request, rows)})


# --- everything of one sender ---------------------------------------------------------------------------------------


@private
@form_page
def hide_all(request: Request, pk) -> HttpResponse:
    """What stands from one person, and the button that takes it all away; afterwards the two that bring it back."""
    require("moderation.hide", request.viewer)
    person = queries.person_of(pk)
    if person is None:
        raise Http404
    block = queries.standing_block(person)
    rows = queries.of_sender(person)
    count = rows.count()
    form = HideAllForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide_all_of(by=request.viewer, person_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(
                request, _("Alt fra %(name)s er skjult nu. Personen kan ikke skrive mere.") % {"name": person.name}
            )
            return redirect("moderation:hide-all", pk=pk)
    readable = rows.filter(meant_for(request.viewer)).select_related("context__context")
    return render(
        request,
        "moderation/hide_all.html",
        {
            "form": form,
            "person": person,
            "stop": block,
            "hidden": block.hidings.filter(shown_again_at=None).count() if block else 0,
            "lifted": queries.lifted_block(person) if block is None else None,
            "rows": readable[: queries.MOST_OF_SENDER],
            "count": count,
            "may_hide_all": rules.has_perm("moderation.hide_all", request.viewer, person),
        },
    )


@require_POST
def unblock(request: Request, pk: int) -> HttpResponse:
    block = actions.unblock_person(by=request.viewer, block_id=pk)
    messages.success(request, _("%(name)s kan skrive igen.") % {"name": block.person.name})
    return redirect("moderation:hide-all", pk=block.person_id)


@require_POST
def show_all_again(request: Request, pk: int) -> HttpResponse:
    block = actions.show_all_again(by=request.viewer, block_id=pk)
    messages.success(request, _("Det, der blev skjult på én gang, kan ses igen."))
    return redirect("moderation:hide-all", pk=block.person_id)


# --- saying to ------------------------------------------------------------------------------------------------------


@form_page
def report(request: Request, pk) -> HttpResponse:
    """Say that something is wrong. Nobody is asked for a name."""
    subject = queries.reportable(request.viewer).select_related("context__context").filter(pk=pk).first()
    if subject is None:
        raise Http404
    form = ReportForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(by=request.viewer, subject_id=pk, origin=origin(request), **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            context = subject.context or subject
            subject.refresh_from_db(fields=["shown"])
            back = hooks.address(subject if subject.shown else context)
            messages.success(request, thanks(request))
            return redirect(back if (subject.shown or context.shown) and back else "site:home")
    return render(request, "moderation/report.html", {"form": form, "subject": subject})


def thanks(request: Request) -> str:
    if request.viewer.is_known:
        return _("Tak, fordi du siger til. Vi ser på det næste hverdag, og du får svar på mail.")
    return _("Tak, fordi du siger til. Vi ser på det næste hverdag.")
