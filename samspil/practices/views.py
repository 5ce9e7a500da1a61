"""The pages of practices: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.challenges.chain import chain_of
from samspil.challenges.models import Challenge
from samspil.decisions.queries import decisions_of
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.practices import actions, cards, queries
from samspil.practices.forms import (
    AdoptForm,
    BeginForm,
    EditPracticeForm,
    EditUseForm,
    FollowUpForm,
    LabelForm,
    NoteForm,
    PracticeFilterForm,
    RegisterForm,
    StopForm,
    ThanksForm,
)
from samspil.practices.models import Practice, Use
from samspil.proposals.models import Proposal

RELATED = ("actor", "author__actor", "unit__actor", "challenge__subject", "proposal__subject", "label__by__actor")


def practice_named(request: Request, pk) -> Practice:
    return find(Practice, pk, request.viewer, related=(*RELATED, "label__link__actor__subject", "tried_as__context"))


@require_safe
def practice_list(request: Request) -> HttpResponse:
    form = PracticeFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.practices(request.viewer, form.filters()))
    return render(
        request,
        "practices/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i det, vi gør nu")),
            "page": page,
            "rows": cards.rows(list(page), request.viewer),
            "may_register": request.viewer.is_staff or bool(request.viewer.speaks_for),
        },
    )


@require_safe
def practice_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    practice = practice_named(request, pk)
    uses = queries.uses_of(practice, viewer)
    for use in uses:
        use.may_change = rules.has_perm("uses.change", viewer, use)  # type: ignore[attr-defined]
    follow_ups = queries.follow_ups_of(practice)
    may_follow_up = rules.has_perm("practices.follow_up", viewer, practice)
    for follow_up in follow_ups:
        follow_up.may_note = may_follow_up or follow_up.person_id == viewer.person_id is not None  # type: ignore[attr-defined]
    allowed = {
        f"may_{name}": rules.has_perm(f"practices.{name}", viewer, practice)
        for name in ("edit", "withdraw", "thank", "label")
    }
    tried = practice.tried_as
    return render(
        request,
        "practices/page.html",
        {
            "practice": practice,
            "state": cards.state_of(uses),
            "since": cards.since(practice),
            "uses": uses,
            "living": sum(use.is_current for use in uses),
            "places": queries.places_for(practice, viewer) if practice.is_open else [],
            "follow_ups": follow_ups,
            "thanks": queries.thanks_of(practice, viewer),
            "label": queries.label_of(practice, viewer),
            "tried": tried if tried and tried.readable_by(viewer) else None,
            "proposal": readable(practice.proposal, request),
            "challenge": readable(practice.challenge, request),
            "decisions": decisions_of([practice.pk], viewer)[:20],
            "chain": chain_of(practice.subject, viewer),
            "timeline": timeline_of(practice.subject, viewer),
            "may_follow_up": may_follow_up,
            "may_hide": rules.has_perm("moderation.hide", viewer),
            **allowed,
        },
    )


def readable(about: Any, request: Request) -> Any:
    """What the practice came from, where the viewer may read it and it still stands."""
    if about is None or about.withdrawn_at or not about.subject.readable_by(request.viewer):
        return None
    return about


def shown(request: Request, form: Any, practice: Practice, title: str, submit: str, **more: Any) -> HttpResponse:
    """A page that is one form about a practice."""
    page = {
        "eyebrow": _("Sådan gør vi nu"),
        "about": practice.title,
        "title": title,
        "submit": submit,
        "back_url": reverse("practices:page", args=[practice.pk]),
        "keeps": True,
    }
    return render(request, more.pop("template", "site/form.html"), {"form": form, "practice": practice, **page, **more})


def sent(request: Request, form: Any, verb: Any, **arguments: Any) -> Any:
    """What the verb made of a form that was sent; None when there is something to mend first."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return verb(by=request.viewer, **arguments, **form.arguments())
    except ValidationError as problem:
        form.take_errors(problem)
        return None


def register(request: Request) -> HttpResponse:
    require("practices.register", request.viewer)
    about = came_from(request)
    homes = queries.homes_for(request.viewer)
    if not homes:
        return render(request, "practices/nobody.html", status=403)
    initial = {"theme": about["challenge"].theme} if about.get("challenge") else {}
    form = RegisterForm(request.POST or None, viewer=request.viewer, homes=homes, initial=initial)
    if practice := sent(
        request, form, actions.register_practice, **{f"{name}_id": row.pk for name, row in about.items()}
    ):
        messages.success(request, _("Det står her nu. Andre kan tage det i brug."))
        return redirect("practices:page", pk=practice.pk)
    return render(request, "practices/register.html", {"form": form, **about})


def came_from(request: Request) -> dict[str, Any]:
    """The challenge or the proposal that the address names: what is registered answers it."""
    for name, word, model in (("proposal", "forslag", Proposal), ("challenge", "udfordring", Challenge)):
        if pk := request.GET.get(word):
            about = find(model, pk, request.viewer)
            require(f"{name}s.is_open", request.viewer, about)
            return {name: about}
    return {}


def edit(request: Request, pk) -> HttpResponse:
    practice = practice_named(request, pk)
    require("practices.edit", request.viewer, practice)
    back_url = reverse("practices:page", args=[pk])
    return edited(
        request,
        EditPracticeForm(request.POST or None, viewer=request.viewer, initial=EditPracticeForm.initial_of(practice)),
        partial(actions.edit_practice, practice_id=pk),
        lambda: EditPracticeForm.initial_of(practice_named(request, pk)),
        template="practices/edit.html",
        context={"practice": practice, "back_url": back_url},
        done_url=back_url,
        message=_("Rettet. Alle ser det nye nu."),
    )


@require_safe
def history(request: Request, pk) -> HttpResponse:
    practice = practice_named(request, pk)
    return render(request, "practices/history.html", {"practice": practice, "changes": queries.changes_of(practice)})


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more before a practice is taken back."""
    practice = practice_named(request, pk)
    if practice.withdrawn_at:  # the second press of the same button
        return redirect("practices:page", pk=pk)
    require("practices.withdraw", request.viewer, practice)
    if request.method == "POST":
        try:
            actions.withdraw_practice(by=request.viewer, practice_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Det er taget af siden."))
        return redirect("practices:page", pk=pk)
    page = {
        "title": _("Vil I tage det af siden?"),
        "lead": _("Det forsvinder fra listerne. Er I bare stoppet, så skriv det i stedet. Andre lærer af det."),
        "quote": practice.title,
        "submit": _("Ja, tag det af"),
        "back_url": reverse("practices:page", args=[pk]),
    }
    return render(request, "practices/ask.html", page)


# --- where it lives ---------------------------------------------------------------------------------------------------


def place_on_page(use: Use) -> str:
    """Where a use stands on the page of its practice."""
    return f"{reverse('practices:page', args=[use.practice_id])}#s-{use.pk}"


def adopt(request: Request, pk) -> HttpResponse:
    """Short, and filled in beforehand, but for what one has at stake oneself."""
    practice = practice_named(request, pk)
    require("practices.adopt", request.viewer, practice)
    places = queries.places_for(practice, request.viewer)
    if not places:
        if request.method == "POST" and (taken := queries.adopted_by(practice, request.viewer)):  # the second press
            return redirect(place_on_page(taken))
        return render(request, "practices/adopt_nobody.html", {"practice": practice}, status=403)
    form = AdoptForm(request.POST or None, viewer=request.viewer, practice=practice, places=places)
    if use := sent(request, form, actions.adopt_practice, practice_id=pk):
        if use.waits:
            messages.success(request, _("MED har det på dagsordenen nu. Når de har drøftet det, kan I begynde."))
        else:
            messages.success(request, _("Nu gør I det også. Skriv gerne senere, hvordan det går."))
        return redirect(place_on_page(use))
    return shown(
        request,
        form,
        practice,
        _("Det vil vi også gøre"),
        _("Tag det i brug"),
        lead=_("Det meste er udfyldt. Ret kun det, der er anderledes hos jer."),
        template="practices/adopt.html",
    )


def begin(request: Request, pk) -> HttpResponse:
    use = actions.use_named(pk, request.viewer)
    require("uses.change", request.viewer, use)
    practice = use.practice
    if not use.waits:  # the second press of the same button
        return redirect(place_on_page(use))
    form = BeginForm(request.POST or None, viewer=request.viewer)
    if sent(request, form, actions.begin_use, use_id=pk):
        messages.success(request, _("Nu gør I det også. Skriv gerne senere, hvordan det går."))
        return redirect(place_on_page(use))
    lead = _("%s kan begynde, når MED har drøftet det.") % use.actor.name
    return shown(request, form, practice, _("Begynd nu"), _("Tag det i brug"), lead=lead)


def edit_use(request: Request, pk) -> HttpResponse:
    use = actions.use_named(pk, request.viewer)
    require("uses.change", request.viewer, use)
    back_url = reverse("practices:page", args=[use.practice_id])
    return edited(
        request,
        EditUseForm(request.POST or None, viewer=request.viewer, initial=EditUseForm.initial_of(use)),
        partial(actions.edit_use, use_id=pk),
        lambda: EditUseForm.initial_of(actions.use_named(pk, request.viewer)),
        context={
            "eyebrow": use.actor.name,
            "about": use.practice.title,
            "title": _("Sådan gør I det"),
            "submit": _("Gem"),
            "back_url": back_url,
            "keeps": True,
        },
        done_url=f"{back_url}#s-{pk}",
        message=_("Rettet. Alle ser det nye nu."),
    )


def stop(request: Request, pk) -> HttpResponse:
    use = actions.use_named(pk, request.viewer)
    require("uses.change", request.viewer, use)
    practice = use.practice
    if use.until:  # the second press of the same button
        return redirect(place_on_page(use))
    form = StopForm(request.POST or None, viewer=request.viewer)
    if sent(request, form, actions.stop_use, use_id=pk):
        messages.success(request, _("Det står på siden, at I er stoppet, og hvorfor. Tak, fordi I fortalte det."))
        return redirect(place_on_page(use))
    lead = _("%s gør det ikke mere. Det er også værd at vide.") % use.actor.name
    return shown(request, form, practice, _("Stop med det"), _("Vi stopper"), lead=lead)


# --- looking again, thanks, the label ---------------------------------------------------------------------------------


def follow_up(request: Request, pk) -> HttpResponse:
    practice = practice_named(request, pk)
    require("practices.follow_up", request.viewer, practice)
    form = FollowUpForm(request.POST or None, viewer=request.viewer, practice=practice)
    if sent(request, form, actions.plan_follow_up, practice_id=pk):
        messages.success(request, _("Dagen står på siden nu. Den, der skal se på det, får en mail den dag."))
        return redirect(f"{reverse('practices:page', args=[pk])}#se-igen")
    return shown(request, form, practice, _("Hvornår ser vi på det igen?"), _("Gem dagen"))


def note(request: Request, pk) -> HttpResponse:
    row = queries.follow_up_named(pk, request.viewer)
    require("follow_ups.note", request.viewer, row)
    practice = row.practice
    if row.done_at:  # the second press of the same button
        return redirect(f"{reverse('practices:page', args=[practice.pk])}#se-igen")
    form = NoteForm(request.POST or None, viewer=request.viewer)
    if sent(request, form, actions.note_follow_up, follow_up_id=pk):
        messages.success(request, _("Tak. Det, du så, står på siden nu."))
        return redirect(f"{reverse('practices:page', args=[practice.pk])}#se-igen")
    return shown(request, form, practice, _("Hvordan går det?"), _("Gem"), lead=row.what)


def thank(request: Request, pk) -> HttpResponse:
    practice = practice_named(request, pk)
    require("practices.thank", request.viewer, practice)
    form = ThanksForm(request.POST or None, viewer=request.viewer)
    if sent(request, form, actions.thank, practice_id=pk):
        messages.success(request, _("Takken står på siden. Du kan også skrive den ud."))
        return redirect(f"{reverse('practices:page', args=[pk])}#tak")
    return shown(request, form, practice, _("Hvem skal have tak?"), _("Sig tak"))


def take_thanks_back(request: Request, pk) -> HttpResponse:
    thanks = queries.thanks_named(pk, request.viewer)
    require("practices.thank", request.viewer, thanks.practice)
    practice = thanks.practice
    if request.method == "POST":
        actions.take_thanks_back(by=request.viewer, thanks_id=pk)
        messages.success(request, _("Takken er taget af siden."))
        return redirect("practices:page", pk=practice.pk)
    page = {
        "title": _("Vil du tage takken af siden?"),
        "quote": f"{thanks.who}: {thanks.what_for}",
        "submit": _("Ja, tag den af"),
        "back_url": reverse("practices:page", args=[practice.pk]),
    }
    return render(request, "practices/ask.html", page)


def label(request: Request, pk) -> HttpResponse:
    practice = practice_named(request, pk)
    require("practices.label", request.viewer, practice)
    evidence = queries.evidence_for(practice, request.viewer)
    form = LabelForm(request.POST or None, viewer=request.viewer, evidence=evidence)
    if sent(request, form, actions.label_social_innovation, practice_id=pk):
        messages.success(request, _("Mærket står på siden, med det, der viser det."))
        return redirect(f"{reverse('practices:page', args=[pk])}#maerke")
    return shown(
        request,
        form,
        practice,
        _("Er det social innovation?"),
        _("Sæt mærket på"),
        lead=_("Kun når alle tre ting kan vises."),
        template="practices/label.html",
        missing=evidence.missing,
        has_label=hasattr(practice, "label"),
    )


def take_label_off(request: Request, pk) -> HttpResponse:
    practice = practice_named(request, pk)
    require("practices.label", request.viewer, practice)
    if not hasattr(practice, "label"):
        return redirect("practices:page", pk=pk)
    if request.method == "POST":
        actions.take_label_off(by=request.viewer, practice_id=pk)
        messages.success(request, _("Mærket er taget af."))
        return redirect("practices:page", pk=pk)
    page = {
        "title": _("Vil du tage mærket af?"),
        "quote": practice.title,
        "submit": _("Ja, tag det af"),
        "back_url": reverse("practices:page", args=[pk]),
    }
    return render(request, "practices/ask.html", page)


# --- on paper ---------------------------------------------------------------------------------------------------------


def on_paper(request: Request, practice: Practice, template: str, **more: Any) -> HttpResponse:
    page = render(request, template, {"practice": practice, **more})
    is_public = practice.subject.audience == "public" and not request.viewer.is_known
    page["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    page["X-Robots-Tag"] = "noindex"
    return page


@require_safe
def paper(request: Request, pk) -> HttpResponse:
    """For the printer: how it is done, and how others begin."""
    practice = practice_named(request, pk)
    uses = [use for use in queries.uses_of(practice, request.viewer) if use.is_current]
    ways = [use for use in uses if use.adaptation]
    return on_paper(request, practice, "practices/paper.html", uses=uses, ways=ways, since=cards.since(practice))


@require_safe
def thanks_paper(request: Request, pk) -> HttpResponse:
    """A thank-you to hang up, on A5."""
    practice = practice_named(request, pk)
    thanks = queries.thanks_of(practice, request.viewer)
    return on_paper(request, practice, "practices/thanks_paper.html", thanks=thanks, size="a5")
