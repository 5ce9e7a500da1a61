"""One's own profile: say that one likes to be asked, mend it, rest, answer and delete; signed in, or by a letter's
link. Opening a link changes nothing; the buttons of its page do.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.text import inside_sentence
from samspil.foundation.verbs import is_repeat
from samspil.foundation.viewer import Viewer
from samspil.identity.contributing import contribute
from samspil.identity.views import own_page
from samspil.resources.models import LANGUAGES, Day
from samspil.tasks import actions as tasks
from samspil.tasks import cards, times
from samspil.tasks.models import Task, TaskKind
from samspil.tasks.steps import after_signing_up
from samspil.volunteers import actions, letters, queries
from samspil.volunteers.forms import OFTEN_LABELS, PARTS_OF_DAY, ComeForm, EditProfileForm, OfferForm
from samspil.volunteers.models import Ask, AskAnswer, Profile


def after_saving(profile: Profile) -> list[dict[str, Any]]:
    """What happens now, for whoever said that they like to be asked."""
    often = str(OFTEN_LABELS[profile.most_a_month]).lower()
    return [
        {"what": _("Vi spørger dig, når en opgave passer. %(often)s.") % {"often": often.capitalize()}},
        {"what": _("Du siger ja, nej eller ikke nu. Du skal aldrig sige hvorfor.")},
        {"what": _("I hver mail er der et link. Med det retter eller sletter du din profil.")},
    ]


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def profile(request: Request) -> HttpResponse:
    """One's own profile; for everybody else the form to say that one likes to be asked."""
    if request.method != "POST" and queries.own_profile(request.viewer):
        return mine(request, request.viewer, reverse("volunteers:mine"))
    form = OfferForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "volunteer_profile")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Nu kan du blive spurgt."))
            return redirect("volunteers:profile")
    return render(request, "volunteers/offer.html", {"form": form})


def mine(request: Request, viewer: Viewer, here: str, status: int = 200, **more: Any) -> HttpResponse:
    """What stands about oneself, what one was asked, and all one can do with it. ``here`` takes the buttons."""
    row = queries.own_profile(viewer)
    context = {
        "profile": row,
        "facts": facts_of(row) if row else [],
        "asks": ask_rows(viewer),
        "here": here,
        "edit_url": f"{here}ret/",
        **more,
    }
    return render(request, "volunteers/mine.html", context, status=status)


def facts_of(row: Profile) -> list[tuple[str, str]]:
    """What the person said, as label and words; what they left out is left out."""

    def listed(codes: list[str], labels: dict[str, Any]) -> str:
        return ", ".join(str(labels[code]).lower() for code in codes if code in labels)

    def named(codes: list[str], labels: dict[str, Any]) -> str:
        return ", ".join(inside_sentence(labels[code]) for code in codes if code in labels)

    near = ", ".join(filter(None, (row.area.name if row.area else "", row.place)))
    reach = _("højst %(km)s km") % {"km": row.reach_km} if row.reach_km is not None else ""
    told = [
        (_("Vil gerne spørges om"), listed(row.kinds, dict(TaskKind.choices))),
        (_("Hvor"), ", ".join(filter(None, (near, reach)))),
        (_("Hvornår"), ", ".join(filter(None, (named(row.days, dict(Day.choices)), listed(row.times, PARTS_OF_DAY))))),
        (_("Bil"), _("Kan køre for andre") if row.drives else ""),
        (_("Sprog"), named(row.languages, LANGUAGES)),
        (_("Hvor tit"), str(OFTEN_LABELS[row.most_a_month])),
        (_("Hvem må spørge"), _("Koordinatoren og værter") if row.hosts_may_ask else _("Kun koordinatoren")),
    ]
    return [(label, words) for label, words in told if words]


def ask_rows(viewer: Viewer) -> list[dict[str, Any]]:
    return [{"ask": row, "when": times.task_in_words(row.task)} for row in queries.open_asks(viewer)]


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def mine_done(request: Request) -> HttpResponse:
    """One's own page with its buttons, signed in."""
    if request.method != "POST":
        return mine(request, request.viewer, request.path)
    return pressed(request, request.viewer, request.path, request.path)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter: the same page for whoever got the letter."""
    found = letters.opened(token)
    if found is None:
        return spent(request)
    if request.method == "POST":
        return pressed(request, found.viewer, request.path, request.path, token=token)
    return mine(request, found.viewer, request.path)


def spent(request: Request) -> HttpResponse:
    return render(request, "volunteers/spent.html", status=410)


def pressed(request: Request, viewer: Viewer, here: str, done_url: str, *, token: str = "") -> HttpResponse:
    """One of the buttons: an answer, rest, keep or delete. What is wrong is said on the same page."""
    what = request.POST.get("hvad", "")
    until = request.POST.get("until", "")
    try:
        match what:
            case "svar":
                row = actions.answer(
                    by=viewer,
                    ask_id=request.POST.get("ask", ""),
                    answer=request.POST.get("svar", ""),
                    until=until or None,
                )
                way = reverse("volunteers:come-by-link", args=[token, row.pk]) if token else way_in(row.task)
                return answered(request, row, done_url, way)
            case "hvil":
                actions.rest(by=viewer, until=until or None)
                messages.success(request, _("Det er i orden. Vi lader dig være."))
            case "behold":
                actions.keep_profile(by=viewer)
                messages.success(request, _("Tak. Nu kan du blive spurgt."))
            case "slet" if request.POST.get("sikker"):
                actions.delete_profile(by=viewer)
                return render(request, "volunteers/deleted.html")
            case "slet":
                return render(request, "volunteers/sure.html", {"here": here, "back_url": done_url})
    except ValidationError as problem:
        return mine(request, viewer, here, status=409, problem=" ".join(problem.messages), open_part=what)
    return redirect(done_url)


def answered(request: Request, row: Ask, done_url: str, way: str) -> HttpResponse:
    """Whoever said yes goes on and signs up; everybody else is thanked."""
    if row.answer == AskAnswer.YES:
        messages.success(request, _("Dejligt. Vælg en tid, så er pladsen din."))
        return redirect(way)
    said = {
        AskAnswer.NOT_THIS: _("Tak, fordi du svarede. Det er helt i orden."),
        AskAnswer.LATER: _("Det er i orden. Vi spørger først igen den dag."),
        AskAnswer.NEVER: _("Det er i orden. Vi spørger ikke mere."),
    }
    messages.success(request, said[AskAnswer(row.answer)])
    return redirect(done_url)


def way_in(task: Task) -> str:
    """Straight to the sign-up where there is one time to choose, else to the times."""
    slots = [slot for slot in task.slots.select_related("task").order_by("starts_at")[:60] if slot.is_open]
    if len(slots) == 1:
        return reverse("tasks:sign-up", args=[slots[0].pk])
    return f"{reverse('tasks:page', args=[task.pk])}#tider"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def come_by_link(request: Request, token: str, ask: UUID) -> HttpResponse:
    """Choose a time and come, by the same link: we know already who got the letter."""
    return chosen_time(request, letters.opened(token), ask)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def come_for_actor(request: Request, token: str, ask: UUID) -> HttpResponse:
    """The same for an association, a group or a company, where the letter went to somebody who speaks for it."""
    return chosen_time(request, letters.opened_for_actor(token), ask)


def chosen_time(request: Request, found: letters.Opened | None, ask_id: UUID) -> HttpResponse:
    row = queries.open_ask(found.viewer, ask_id) if found else None
    if found is None or row is None or (found.actor and row.actor_id != found.actor.pk):
        return spent(request)
    if not found.viewer.is_known:  # the letter went to a common address: somebody must say who they are
        return redirect(way_in(row.task))
    coming = queries.coming_to(row)
    taken = {each.slot_id for each in coming}
    form = ComeForm(request.POST or None, viewer=found.viewer, task=row.task, actor=row.actor, but=taken)
    if request.method == "POST" and is_repeat(found.viewer, request.POST.get("request_id")):
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            tasks.sign_up(by=found.viewer, speaks_as=row.actor_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. I er skrevet på.") if row.actor else _("Tak. Du er skrevet på."))
            return redirect(request.path)
    context = {
        "ask": row,
        "task": row.task,
        "form": form,
        "coming": [(each, times.slot_in_words(each.slot), cards.state_in_words(each)) for each in coming],
        "steps": after_signing_up(coming[0]) if coming else [],
        "requirements": cards.requirements_in_words(row.task),
    }
    return render(request, "volunteers/come.html", context)


@own_page
@sensitive_post_parameters()
def edit(request: Request) -> HttpResponse:
    return edited_by(request, request.viewer, reverse("volunteers:profile"))


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def edit_by_link(request: Request, token: str) -> HttpResponse:
    found = letters.opened(token)
    if found is None:
        return spent(request)
    return edited_by(request, found.viewer, reverse("volunteers:by-link", args=[token]))


def edited_by(request: Request, viewer: Viewer, done_url: str) -> HttpResponse:
    row = queries.own_profile(viewer)
    if row is None:
        raise Http404
    form = EditProfileForm(request.POST or None, viewer=viewer, initial=EditProfileForm.initial_of(row))

    def save(*, by: Viewer, **arguments: Any) -> None:
        del by  # whoever is signed in at this machine; the letter was for somebody
        actions.save_profile(by=viewer, **arguments)

    return edited(
        request,
        form,
        save,
        lambda: EditProfileForm.initial_of(actions.own_profile(viewer)),
        template="volunteers/edit.html",
        context={"back_url": done_url},
        done_url=done_url,
        message=_("Rettet. Vi spørger efter det, der står nu."),
    )


# --- associations and companies ---------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def actor_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter to an association, a group or a company: what they were asked, and their answer."""
    found = letters.opened_for_actor(token)
    if found is None:
        return spent(request)
    problem = ""
    if request.method == "POST":
        try:
            row = actions.answer(
                by=found.viewer,
                ask_id=request.POST.get("ask", ""),
                answer=request.POST.get("svar", ""),
                until=request.POST.get("until") or None,
            )
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            return answered(request, row, request.path, reverse("volunteers:come-for-actor", args=[token, row.pk]))
    asks = [row for row in ask_rows(found.viewer) if row["ask"].actor_id]
    context = {
        "actor": found.actor,
        "asks": asks,
        "here": request.path,
        "problem": problem,
        "open_part": "svar" if problem else "",
    }
    return render(request, "volunteers/actor_link.html", context, status=409 if problem else 200)


@own_page
@require_POST
def break_silence(request: Request, pk) -> HttpResponse:
    actor = actions.break_silence(by=request.viewer, actor_id=pk)
    messages.success(request, _("%(name)s kan blive spurgt igen.") % {"name": actor.name})
    return redirect("identity:me")
