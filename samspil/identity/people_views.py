"""The pages about people, for the coordinator and the administrator, and everybody's page about themselves.

Personal data: kept by no cache, and whoever opens a person's page is written down in that person's access log.
"""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors import actions as actors
from samspil.actors.models import Membership, Person, Role
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import EditForm, overtaken
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Stale, require
from samspil.identity import actions, queries
from samspil.identity.models import User
from samspil.identity.people_forms import (
    AddPersonForm,
    EditMeForm,
    EditPersonForm,
    EraseForm,
    MembershipForm,
    PeopleFilterForm,
    RoleForm,
)
from samspil.identity.views import own_page, person_here

form_page = require_http_methods(["GET", "HEAD", "POST"])


@private
@require_safe
def people(request: Request) -> HttpResponse:
    require("identity.read_people", request.viewer)
    form = PeopleFilterForm(request.GET)
    values = form.values()
    return render(
        request,
        "identity/people.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg på navn, funktion eller hele mailen")),
            "page": page_of(request, queries.people(words=values["q"], role=values["rolle"])),
        },
    )


@private
@require_safe
def person_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    person = actions.read_person(by=viewer, person_id=pk)
    roles = queries.roles_of(person)
    return render(
        request,
        "identity/person.html",
        {
            "person": person,
            "has_user": User.objects.filter(person=person).exists(),
            "roles": [(role, rules.has_perm("actors.end_role", viewer, role)) for role in roles],
            "memberships": queries.memberships_of(person),
            "may_erase": rules.has_perm("identity.erase", viewer, person),
            "may_merge": rules.has_perm("identity.merge", viewer, person),
            "may_give_access": rules.has_perm("identity.create_user", viewer),
            "may_give_role": rules.has_perm("actors.give_role", viewer, Role(person=person, kind="employee")),
            "may_add_membership": rules.has_perm("actors.add_member", viewer, Membership(person=person)),
        },
    )


def write(request: Request, form: Any, words: dict[str, Any], stale: dict[str, Any] | None = None) -> HttpResponse:
    return render(request, "site/form.html", {"form": form, "stale": stale, **words}, status=409 if stale else 200)


def about(person: Person) -> dict[str, str]:
    return {
        "eyebrow": _("Person"),
        "about": person.name,
        "back_url": reverse("identity:person", args=[person.pk]),
    }


@private
@form_page
def add_person(request: Request) -> HttpResponse:
    require("identity.add_person", request.viewer)
    form = AddPersonForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("%(name)s er skrevet på.") % {"name": person.name})
            return redirect("identity:person", pk=person.pk)
    words = {
        "title": _("Skriv en person på"),
        "lead": _("Skriv kun det, der er brug for. Personen kan se alt, vi har."),
        "submit": _("Skriv på"),
        "back_url": reverse("identity:people"),
    }
    return write(request, form, words)


def edit(request: Request, person: Person, form: EditForm, words: dict[str, Any], url: str) -> HttpResponse:
    """Save what stands in ``form`` about ``person``, or show the form again."""
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_person(by=request.viewer, person_id=person.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            current = type(form).initial_of(actions.person_named(person.pk))  # type: ignore[attr-defined]
            stale = overtaken(form, current, "identity:person", person.pk) | {"keep_url": url}
        else:
            messages.success(request, _("Rettet. Det står her nu."))
            return redirect(url)
    return write(request, form, words, stale)


@private
@form_page
def edit_person(request: Request, pk) -> HttpResponse:
    person = actions.read_person(by=request.viewer, person_id=pk)
    form = EditPersonForm(
        request.POST or None, viewer=request.viewer, person=person, initial=EditPersonForm.initial_of(person)
    )
    words = about(person) | {"title": _("Ret oplysningerne"), "submit": _("Gem rettelsen")}
    if "email" not in form.fields:
        words["lead"] = _("Mailen er en vej ind. Derfor kan kun en administrator skifte den her.")
    return edit(request, person, form, words, words["back_url"])


@own_page
@form_page
def edit_me(request: Request) -> HttpResponse:
    person = person_here(request)
    form = EditMeForm(request.POST or None, viewer=request.viewer, initial=EditMeForm.initial_of(person))
    words = {
        "title": _("Ret dine oplysninger"),
        "lead": _("Dit navn og din funktion står ved det, du skriver."),
        "submit": _("Gem rettelsen"),
        "back_url": reverse("identity:me"),
    }
    return edit(request, person, form, words, words["back_url"])


# --- roles, memberships and the way in ------------------------------------------------------------------------------


@private
@form_page
def add_membership(request: Request, pk) -> HttpResponse:
    require("identity.read_people", request.viewer)
    person = actions.person_named(pk)
    require("actors.add_member", request.viewer, Membership(person=person))
    form = MembershipForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = actors.add_member(by=request.viewer, person=person, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(
                request, _("%(name)s er med i %(actor)s nu.") % {"name": person.name, "actor": made.actor.name}
            )
            return redirect("identity:person", pk=pk)
    words = about(person) | {"title": _("Hvor er personen med?"), "submit": _("Tilføj")}
    return write(request, form, words)


@private
@form_page
def give_role(request: Request, pk) -> HttpResponse:
    require("identity.read_people", request.viewer)
    person = actions.person_named(pk)
    require("actors.give_role", request.viewer, Role(person=person, kind="employee"))
    form = RoleForm(request.POST or None, viewer=request.viewer, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            role = actors.give_role(by=request.viewer, person=person, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            words = {"name": person.name, "role": role.get_kind_display()}
            messages.success(request, _("%(name)s har fået rollen: %(role)s.") % words)
            return redirect("identity:person", pk=pk)
    words = about(person) | {"title": _("Giv en rolle"), "submit": _("Giv rollen")}
    if not rules.has_perm("identity.create_user", request.viewer):
        words["lead"] = _("Du kan gøre andre til medarbejdere. De andre roller giver en administrator.")
    return write(request, form, words)


@private
@form_page
def end_role(request: Request, pk: int) -> HttpResponse:
    """Asks once more before a role is taken back."""
    require("identity.read_people", request.viewer)
    role = Role.objects.select_related("person__actor", "scope").filter(pk=pk).first()
    if role is None:
        raise NotFound(f"Role {pk}")
    require("actors.end_role", request.viewer, role)
    what = f"{role.get_kind_display()}, {role.scope}" if role.scope else role.get_kind_display()
    problem = ""
    if request.method == "POST":
        try:
            actors.end_role(by=request.viewer, role_id=pk)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _("Rollen er slut nu."))
            return redirect("identity:person", pk=role.person_id)
    return ask_to_end(request, role.person, what, problem)


@private
@form_page
def end_membership(request: Request, pk: int) -> HttpResponse:
    """Asks once more before a membership ends."""
    require("identity.read_people", request.viewer)
    membership = Membership.objects.select_related("person__actor", "actor").filter(pk=pk).first()
    if membership is None:
        raise NotFound(f"Membership {pk}")
    require("actors.end_member", request.viewer, membership)
    if request.method == "POST":
        actors.end_membership(by=request.viewer, membership_id=pk)
        messages.success(request, _("Personen er ikke længere med der."))
        return redirect("identity:person", pk=membership.person_id)
    return ask_to_end(request, membership.person, membership.actor.name)


def ask_to_end(request: Request, person: Person, what: str, problem: str = "") -> HttpResponse:
    context = {"person": person, "what": what, "problem": problem}
    return render(request, "identity/end.html", context, status=409 if problem else 200)


@private
@require_POST
def give_access(request: Request, pk) -> HttpResponse:
    """Let a person sign in, by a link that is sent to the address on record."""
    require("identity.create_user", request.viewer)
    person = actions.person_named(pk)
    try:
        actions.create_user_for(by=request.viewer, person=person)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        words = {"name": person.name, "email": person.email}
        messages.success(request, _("%(name)s kan logge ind nu. Det sker med et link til %(email)s.") % words)
    return redirect("identity:person", pk=pk)


# --- two that are one ------------------------------------------------------------------------------------------------


@private
@require_safe
def same_person(request: Request, pk) -> HttpResponse:
    """Who else on record may be the same human being: alike by name or phone, or searched for."""
    person = actions.read_person(by=request.viewer, person_id=pk)
    require("identity.merge", request.viewer, person)
    form = FilterForm(request.GET)
    words = form.values()["q"]
    context = {
        "person": person,
        "form": form,
        "filters": form.bar(request, search_label=_("Søg på navn, funktion eller hele mailen")),
        "words": words,
    }
    if words:
        context["page"] = page_of(request, queries.people(words=words).exclude(pk=person.pk))
    else:
        context["alike"] = queries.likely_same(person)
    return render(request, "identity/same_person.html", context)


@private
@form_page
def merge(request: Request, pk, gone) -> HttpResponse:
    """Shows both beside each other and asks once more: it cannot be undone."""
    kept = actions.read_person(by=request.viewer, person_id=pk)
    other = actions.read_person(by=request.viewer, person_id=gone)
    for person in (kept, other):
        require("identity.merge", request.viewer, person)
    problem = ""
    if request.method == "POST":
        try:
            actions.merge_people(by=request.viewer, kept_id=pk, gone_id=gone)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _("De to er nu én. Vi har skrevet det til de mailadresser, vi kender."))
            return redirect("identity:person", pk=pk)
    context = {
        "kept": kept,
        "gone": other,
        "problem": problem,
        "both": [(person, queries.counted(person), memberships(person)) for person in (kept, other)],
    }
    return render(request, "identity/merge.html", context, status=409 if problem else 200)


def memberships(person: Person) -> str:
    return ", ".join(row.actor.name for row in queries.memberships_of(person))


# --- being forgotten ------------------------------------------------------------------------------------------------


def erase(request: Request, person: Person, back_url: str, done_url: str) -> HttpResponse:
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_person(by=request.viewer, person_id=person.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det er slettet. Der står intet om personen hos os længere."))
            return redirect(done_url)
    return render(request, "identity/erase.html", {"form": form, "person": person, "back_url": back_url})


@private
@form_page
def erase_person(request: Request, pk) -> HttpResponse:
    person = actions.person_named(pk)
    require("identity.erase", request.viewer, person)
    return erase(request, person, reverse("identity:person", args=[pk]), reverse("identity:people"))


@own_page
@form_page
def erase_me(request: Request) -> HttpResponse:
    """Afterwards nobody is signed in any more: the user is gone with the rest."""
    return erase(request, person_here(request), reverse("identity:me"), reverse("site:home"))
