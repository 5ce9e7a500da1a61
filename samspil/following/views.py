"""Following from a page, stopping from a letter, how soon one hears, and the answers one owes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.queries import viewer_by_id
from samspil.following import actions, queries
from samspil.following.forms import FollowFilterForm, NewsForm
from samspil.foundation import hooks
from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import OneTimeLink
from samspil.foundation.paging import PER_PAGE, page_of
from samspil.foundation.verbs import NotFound, require


@require_POST
def follow(request: Request, pk) -> HttpResponse:
    subject = actions.follow(by=request.viewer, subject_id=pk)
    messages.success(request, _("Nu følger du med. Under Mig vælger du, hvor tit du får mails."))
    return redirect(hooks.address(subject))


@require_POST
def unfollow(request: Request, pk) -> HttpResponse:
    subject = actions.unfollow(by=request.viewer, subject_id=pk)
    messages.success(request, _("Du får ikke flere mails om det."))
    readable = subject.readable_by(request.viewer)
    return redirect(hooks.address(subject) if readable and "mine" not in request.POST else "following:mine")


@require_POST
def unfollow_many(request: Request) -> HttpResponse:
    """Stop following what was ticked off on the list."""
    if not request.viewer.is_known:
        raise PermissionDenied
    ids = [pk for pk in map(as_uuid, request.POST.getlist("subject")[:PER_PAGE]) if pk]
    stopped = 0
    for pk in ids:
        try:
            actions.unfollow(by=request.viewer, subject_id=pk)
            stopped += 1
        except NotFound:
            continue
    if stopped:
        told = ngettext("Du følger ikke længere %(n)d side.", "Du følger ikke længere %(n)d sider.", stopped)
        messages.success(request, told % {"n": stopped})
    else:
        messages.info(request, _("Sæt kryds ved det, du ikke vil følge. Tryk så på knappen."))
    return redirect("following:mine")


# --- the links in letters ---------------------------------------------------------------------------------------------


def link_of(token: str) -> OneTimeLink | None:
    """The link in a letter about one page, or in a digest."""
    return OneTimeLink.objects.open("unfollow", token) or OneTimeLink.objects.open("stop-digest", token)


@transaction.atomic
def stop(link: OneTimeLink) -> None:
    """No more letters of the sort the link came in."""
    viewer, payload = viewer_by_id(link.person), dict(link.payload)
    if not viewer.is_known or not link.use():
        return
    if link.purpose == "stop-digest":
        actions.stop_digest(by=viewer, pace=payload["pace"])
        return
    for pk in payload["subjects"]:
        try:
            actions.unfollow(by=viewer, subject_id=pk)
        except NotFound:  # it was deleted since
            continue


@private
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; the button does."""
    link = link_of(token)
    if link is None:
        return render(request, "following/unsubscribe.html", {"is_spent": True}, status=410)
    context = {"pace": link.payload.get("pace", "")}
    if request.method == "POST":
        stop(link)
        context["is_done"] = True
    return render(request, "following/unsubscribe.html", context)


@csrf_exempt  # a mail program presses it: without a session, with nothing but the token (RFC 8058)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def stop_at_once(request: Request, token: str) -> HttpResponse:
    """The mail program's own button. Whoever opens the address in a browser gets the page with ours."""
    if request.method != "POST":
        return redirect("following:unsubscribe", token)
    link = link_of(token)
    if link:
        stop(link)
    return HttpResponse(status=200 if link else 410, content_type="text/plain")


# --- my pages ---------------------------------------------------------------------------------------------------------


@require_safe
def mine(request: Request) -> HttpResponse:
    """What I follow."""
    if not request.viewer.is_known:
        raise PermissionDenied
    form = FollowFilterForm(request.GET)
    values = form.values()
    followed = queries.followed_by(request.viewer, words=values["q"], kind=values["slags"])
    return render(
        request,
        "following/mine.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvad leder du efter?")),
            "page": page_of(request, followed),
        },
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    """How soon I hear of each kind of news."""
    require("following.choose_news", request.viewer)
    # Nothing chosen sends nothing at all, and that is told too.
    sent = request.POST if request.method == "POST" else None
    form = NewsForm(sent, viewer=request.viewer, initial=queries.paces_of(request.viewer.known_id))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_news(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Det gælder fra nu af."))
            return redirect("following:mine")
    return render(request, "following/settings.html", {"form": form})


@private
@require_safe
def waiting(request: Request) -> HttpResponse:
    """The answers that wait for me, and what waits for my yes."""
    require("following.view_owed", request.viewer)
    rows = queries.owed_by(request.viewer)
    late = [row for row in rows if row.is_late]
    waits = queries.waits_for(request.viewer)
    shown = {"late": late, "rest": rows[len(late) :], "count": len(rows) + len(waits), "waits": waits}
    return render(request, "following/waiting.html", shown)
