"""Links from letters, and one's own page."""

import json
from collections.abc import Callable
from typing import Any

import rules
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.models import Membership, Person, Role
from samspil.foundation import hooks
from samspil.foundation.forms import AddressField
from samspil.foundation.http import Request, private
from samspil.foundation.models import OneTimeLink
from samspil.foundation.verbs import NotFound, Refused
from samspil.identity import contributing, personal_data, rates, signing

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """For the pages about oneself: signed in, never in a cache."""
    return private(login_required(view))


# --- contributing without an account --------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, token: str) -> HttpResponse:
    """The link in a guest's letter. Opening it changes nothing; the button does."""
    link = OneTimeLink.objects.open(contributing.PURPOSE, token)
    if link is None:
        return render(request, "identity/confirm_spent.html", status=410)
    name, waiting = link.payload["verb"], contributing.waiting_in(link)
    if request.method != "POST":
        return render(request, "identity/confirm.html", {"waiting": waiting})
    try:
        made = contributing.confirm(link)
    except ValidationError as refused:
        problem = " ".join(refused.messages)
    except (NotFound, Refused):
        problem = _("Siden tager ikke imod mere lige nu. Måske er den lukket eller flyttet.")
    else:
        if made is None:
            return render(request, "identity/confirm_spent.html", status=410)
        if not made.subject.shown:
            return contributing.held_page(request, made)
        confirmable = hooks.confirmables()[name]
        steps = confirmable.steps or next_steps
        readable = made.subject.readable_by(request.viewer)
        context = {
            "waiting": waiting,
            "made": made,
            "address": hooks.address(made.subject) if readable else "",
            "steps": steps(made),
            "calendar_url": confirmable.calendar(made) if confirmable.calendar else "",
        }
        return render(request, "identity/confirmed.html", context)
    return render(request, "identity/confirm.html", {"waiting": waiting, "problem": problem}, status=409)


def next_steps(made: Any) -> list[dict[str, Any]]:
    """What happens with what somebody wrote: who answers and when, where the verb has promised it."""
    steps: list[dict[str, Any]] = [{"what": _("Alle kan læse det og svare.")}]
    if told := getattr(made, "first_to_do", ""):
        steps.insert(0, {"what": told})
    if due := getattr(made, "answer_due", None):
        steps.append({"what": _("Du får et svar."), "who": str(made.answerer or ""), "when": due})
    steps.append({"what": _("Vil du tage det tilbage? Log ind med et link på mail, og tryk Tag tilbage.")})
    steps.append(
        {"what": _("Du får en mail, når siden rykker videre, og når forslag får svar. Du kan altid melde fra.")}
    )
    return steps


# --- signing in by link ---------------------------------------------------------------------------------------------


class LinkForm(forms.Form):
    email = AddressField(
        label=gettext_lazy("Din mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Skriv din mail, så vi kan sende dig et link.")},
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link_request(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same for every address."""
    form = LinkForm(request.POST or None, initial={"next": request.GET.get("next", "")[:500]})
    if request.method == "POST" and form.is_valid():
        if not rates.LINK_FROM_ORIGIN.hit(rates.origin(request)):
            return render(request, "429.html", status=429)
        next_path = form.cleaned_data["next"]
        if not next_path.startswith("/") or not url_has_allowed_host_and_scheme(next_path, None):
            next_path = ""
        address = form.cleaned_data["email"]
        signing.send_link(address, language=get_language() or "da", next_path=next_path)
        return render(request, "identity/link_sent.html", {"sent_to": address})
    return render(request, "identity/link_request.html", {"form": form})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link_use(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; the button signs in."""
    link = OneTimeLink.objects.open(signing.PURPOSE, token)
    person = signing.person_of(link) if link else None
    if link is None or person is None:
        return render(request, "identity/link_spent.html", status=410)
    if request.method != "POST":
        return render(request, "identity/link_use.html", {"person": person})
    try:
        response = signing.sign_in(request, link, person)
    except ValidationError as refused:
        problem = " ".join(refused.messages)
        return render(request, "identity/link_use.html", {"person": person, "problem": problem}, status=409)
    return response or render(request, "identity/link_spent.html", status=410)


# --- my page --------------------------------------------------------------------------------------------------------


def person_here(request: Request) -> Person:
    if not request.viewer.is_known:
        raise PermissionDenied
    return Person.objects.select_related("actor__subject", "user").get(pk=request.viewer.known_id)


@own_page
@require_safe
def me(request: Request) -> HttpResponse:
    person = person_here(request)
    user = person.user
    return render(
        request,
        "identity/me.html",
        {
            "person": person,
            "roles": Role.objects.current().filter(person=person).select_related("scope"),
            "memberships": Membership.objects.current().filter(person=person).select_related("actor"),
            "may_read_people": rules.has_perm("identity.read_people", request.viewer),
            "may_see_hidden": rules.has_perm("moderation.view_hidden", request.viewer),
            "has_password": user.has_usable_password(),
            "has_code": is_mfa_enabled(user),
            "places": len(UserSession.objects.purge_and_list(user)),
        },
    )


@own_page
@require_safe
def my_data(request: Request) -> HttpResponse:
    """Everything we hold about the person, as a file to keep (GDPR art. 15)."""
    copy = personal_data.copy_for(person_here(request))
    response = HttpResponse(
        json.dumps(copy, ensure_ascii=False, indent=2, default=str), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="samspil-mine-data.json"'
    return response


@own_page
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of mine, this one too."""
    for session in UserSession.objects.filter(user=request.user):
        session.end()
    logout(request)
    messages.success(request, _("Du er logget ud alle steder."))
    return redirect("account_login")
