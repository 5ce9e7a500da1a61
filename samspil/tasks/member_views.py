"""An association's own list of members, who of them come, and the two links by which one of them says no."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspil.actors.models import Actor
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import find, require
from samspil.tasks import actions, cards, letters, queries, times
from samspil.tasks.coming_views import own_row, people_changed
from samspil.tasks.forms import MemberForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@private
@form_page
def members(request: Request, pk) -> HttpResponse:
    """Those an association may send, for those who speak for it. No address stands here."""
    actor = find(Actor, pk, request.viewer)
    require("tasks.keep_members", request.viewer, actor)
    form = MemberForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.take_in_member(by=request.viewer, actor_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            has_mail = _("%(name)s står på listen og har fået en mail.")
            said = has_mail if row.person.email else _("%(name)s står på listen. Ring og sig det.")
            messages.success(request, said % {"name": row.name})
            return redirect("tasks:members", pk=pk)
    context = {"actor": actor, "form": form, "rows": queries.members_of(actor)}
    return render(request, "tasks/members.html", context)


@private
@require_POST
def let_go(request: Request, pk: int) -> HttpResponse:
    actor = actions.let_member_go(by=request.viewer, membership_id=pk)
    messages.success(request, _("Taget af listen."))
    return redirect("tasks:members", pk=actor.pk)


@private
@require_POST
def change_people(request: Request, pk) -> HttpResponse:
    row = own_row(request, pk)
    return people_changed(request, row, request.viewer, reverse("tasks:own", args=[pk]))


@private
@form_page
def on_the_list(request: Request, token: str) -> HttpResponse:
    """The link of the letter to somebody on an association's list. Opening it changes nothing; the button says no."""
    found = letters.membership_by_link(token)
    if found is None:
        return render(request, "tasks/shut.html", status=410)
    link, row, viewer = found
    if request.method == "POST":
        actions.say_no(by=viewer, membership_id=row.pk)
        link.use()
    return render(request, "tasks/on_the_list.html", {"actor": row.actor, "is_done": request.method == "POST"})


@private
@form_page
def named(request: Request, token: str) -> HttpResponse:
    """The link of the letter to one whom an association sends."""
    found = letters.named_by_link(token)
    if found is None:
        return render(request, "tasks/shut.html", status=410)
    row = found.row
    if request.method == "POST":
        actions.decline_named(by=found.viewer, sign_up_id=row.pk)
        found.link.use()
    context = {
        "row": row,
        "task": row.slot.task,
        "when": times.slot_in_words(row.slot),
        "state": cards.state_in_words(row),
        "is_ahead": row.stands and not row.slot.is_over,
        "is_done": request.method == "POST",
    }
    return render(request, "tasks/named.html", context)
