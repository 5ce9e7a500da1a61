"""Following from a page, and stopping from a letter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import viewer_by_id
from samspil.following import actions
from samspil.following.models import Follow
from samspil.foundation import hooks
from samspil.foundation.http import Request, private
from samspil.foundation.models import OneTimeLink, Subject
from samspil.foundation.paging import page_of


@require_POST
def follow(request: Request, pk) -> HttpResponse:
    subject = actions.follow(by=request.viewer, subject_id=pk)
    messages.success(request, _("Du får en mail, når siden rykker videre, og når forslag får svar."))
    return redirect(hooks.address(subject))


@require_POST
def unfollow(request: Request, pk) -> HttpResponse:
    subject = actions.unfollow(by=request.viewer, subject_id=pk)
    messages.success(request, _("Du får ikke flere mails om det."))
    readable = subject.readable_by(request.viewer)
    return redirect(hooks.address(subject) if readable and "mine" not in request.POST else "following:mine")


@private
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; the button does."""
    link = OneTimeLink.objects.open("unfollow", token)
    if link is None:
        return render(request, "following/unsubscribe.html", {"is_spent": True}, status=410)
    if request.method != "POST":
        return render(request, "following/unsubscribe.html")
    with transaction.atomic():
        viewer, subjects = viewer_by_id(link.person), link.payload["subjects"]
        if link.use():
            for pk in subjects:
                actions.unfollow(by=viewer, subject_id=pk)
    return render(request, "following/unsubscribe.html", {"is_done": True})


@require_safe
def mine(request: Request) -> HttpResponse:
    """What I follow."""
    if not request.viewer.is_known:
        raise PermissionDenied
    followed = (
        Subject.objects.visible_to(request.viewer)
        .filter(pk__in=Follow.objects.filter(person=request.viewer.person_id).values("subject"))
        .select_related("context__context")
        .order_by("-active_at")
    )
    return render(request, "following/mine.html", {"page": page_of(request, followed)})
