"""The pages of whoever keeps a meeting: ask by permission name, call the verb, render."""

from typing import Any

import rules
import segno
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation import clock, mail
from samspil.foundation.editing import edited
from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Refused, find, is_repeat, require
from samspil.meetings import actions, queries
from samspil.meetings.forms import (
    AgendaForm,
    ChallengeOfNoteForm,
    EndForm,
    HandleNotesForm,
    IdeaOfNoteForm,
    MeetingForm,
    TakeNotesForm,
    TryForm,
    words_from,
)
from samspil.meetings.models import NOTES_KEPT, Meeting, NoteChannel
from samspil.proposals.models import Proposal

RELATED = ("unit__actor", "chair__actor", "tries_who__actor", "trial")


def found(request: Request, pk, permission: str = "meetings.view") -> Meeting:
    """The meeting, if the viewer may do that with it. Raises: NotFound, Refused.

    A second press may come after the step it took, but only from those who keep the meeting: others who read it do not
    see what the chair has not let out.
    """
    meeting = find(Meeting, pk, request.viewer, related=RELATED)
    is_second = request.method == "POST" and is_repeat(request.viewer, request.POST.get("request_id"))
    require("meetings.print_sheet" if is_second else permission, request.viewer, meeting)
    return meeting


# --- before -----------------------------------------------------------------------------------------------------------


@require_safe
def meeting_list(request: Request) -> HttpResponse:
    """The meetings of one's own units. For everybody else it says what this is, and takes a code."""
    page = page_of(request, queries.meetings(request.viewer))
    counts = queries.note_counts([row.pk for row in page])
    context = {
        "page": page,
        "rows": [(row, counts.get(row.pk, 0)) for row in page],
        "may_plan": bool(queries.own_units(request.viewer)) if request.viewer.is_staff else False,
    }
    return render(request, "meetings/list.html", context)


def plan(request: Request) -> HttpResponse:
    units = queries.own_units(request.viewer)
    if not units:
        raise Refused("meetings.plan")
    form = MeetingForm(request.POST or None, viewer=request.viewer, units=units)
    if request.method == "POST" and form.is_valid():
        arguments = {name: value for name, value in form.arguments().items() if name != "expected_version"}
        try:
            meeting = actions.plan_meeting(by=request.viewer, **arguments)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Mødet er planlagt. Her gør I det klar."))
            return redirect("meetings:page", pk=meeting.pk)
    context = {
        "form": form,
        "title": _("Nyt personalemøde"),
        "lead": _("Ti minutter er nok: svar på jeres idéer, nye sedler, og én ting, I prøver."),
        "submit": _("Planlæg mødet"),
        "back_url": reverse("meetings:list"),
    }
    return render(request, "site/form.html", context)


def edit(request: Request, pk) -> HttpResponse:
    meeting = found(request, pk, "meetings.prepare")
    form = MeetingForm(
        request.POST or None, viewer=request.viewer, units=[meeting.unit], initial=MeetingForm.initial_of(meeting)
    )

    def save(unit_id: str, **arguments: Any) -> None:
        actions.edit_meeting(meeting_id=pk, **arguments)

    back = reverse("meetings:page", args=[pk])
    return edited(
        request,
        form,
        save,
        lambda: MeetingForm.initial_of(find(Meeting, pk, request.viewer)),
        context={
            "eyebrow": _("Personalemøde"),
            "about": meeting.title,
            "title": _("Ret mødet"),
            "submit": _("Gem"),
            "back_url": back,
        },
        done_url=back,
        message=_("Rettet."),
    )


def cancel(request: Request, pk) -> HttpResponse:
    """Asks once more before the meeting is called off."""
    meeting = find(Meeting, pk, request.viewer, related=RELATED)
    if meeting.is_cancelled and request.method == "POST":  # the second press of the same button
        return redirect("meetings:page", pk=pk)
    require("meetings.prepare", request.viewer, meeting)
    if request.method == "POST":
        actions.cancel_meeting(by=request.viewer, meeting_id=pk)
        messages.success(request, _("Mødet er aflyst."))
        return redirect("meetings:page", pk=pk)
    context = {
        "form": VerbForm(viewer=request.viewer),
        "eyebrow": _("Personalemøde"),
        "about": meeting.title,
        "title": _("Vil du aflyse mødet?"),
        "lead": _("Idéerne bliver ikke væk. De kommer med på det næste møde, I planlægger."),
        "submit": _("Aflys mødet"),
        "back_url": reverse("meetings:page", args=[pk]),
    }
    return render(request, "site/form.html", context)


@require_safe
def page(request: Request, pk) -> HttpResponse:
    """Before the meeting: how to get ready. Afterwards: the minutes."""
    meeting = found(request, pk)
    context = {
        "meeting": meeting,
        **{
            f"may_{name}": rules.has_perm(f"meetings.{name}", request.viewer, meeting)
            for name in ("prepare", "run", "work_up", "print_sheet")
        },
    }
    if meeting.is_ended:
        made = queries.outcomes(meeting, request.viewer)
        deleted_on = meeting.ended_at + NOTES_KEPT if meeting.ended_at else None
        context |= {
            "columns": told(queries.board(meeting), made),
            "agenda": agenda_of(meeting, request),
            "deleted_on": deleted_on if deleted_on and deleted_on > clock.now() else None,
            "next_meeting": queries.next_planned(meeting.unit),
        }
        return render(request, "meetings/minutes.html", context)
    return render(request, "meetings/page.html", {**context, "agenda": agenda_of(meeting, request)})


def agenda_of(meeting: Meeting, request: Request) -> list[queries.Idea]:
    """The ideas on the agenda with what became of them, as far as the viewer may read them."""
    rows = queries.ideas_of(meeting.unit, request.viewer).filter(pk__in=meeting.agenda.values("proposal"))
    return queries.became(list(rows), request.viewer)


def told(columns: list[queries.Column], made: dict) -> list[dict[str, Any]]:
    """Columns with what each group and note became, for a template to read."""
    return [
        {
            "group": column.group,
            "made": made.get(column.group.became_id) if column.group else None,
            "notes": [{"note": note, "made": made.get(note.became_id)} for note in column.notes],
        }
        for column in columns
    ]


def agenda(request: Request, pk) -> HttpResponse:
    meeting = found(request, pk, "meetings.prepare")
    ideas = queries.became(list(queries.ideas_of(meeting.unit, request.viewer)[: queries.MOST_IDEAS]), request.viewer)
    chosen = [str(pk) for pk in meeting.agenda.values_list("proposal", flat=True)]
    form = AgendaForm(request.POST or None, viewer=request.viewer, ideas=ideas, initial={"proposal_ids": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_agenda(by=request.viewer, meeting_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Idéerne står øverst på mødets første skærm."))
            return redirect("meetings:page", pk=pk)
    return render(request, "meetings/agenda.html", {"form": form, "meeting": meeting, "ideas": ideas})


@require_safe
def sheet(request: Request, pk) -> HttpResponse:
    """An A4 to write on, for a meeting without phones."""
    meeting = found(request, pk, "meetings.print_sheet")
    return render(
        request, "meetings/sheet.html", {"meeting": meeting, "lines": range(12), "agenda": agenda_of(meeting, request)}
    )


@require_POST
def open_meeting(request: Request, pk) -> HttpResponse:
    meeting = find(Meeting, pk, request.viewer, related=RELATED)
    if not (meeting.is_open and rules.has_perm("meetings.run", request.viewer, meeting)):  # a second press
        actions.open_meeting(by=request.viewer, meeting_id=pk)
        messages.success(request, _("Mødet er i gang. Koden står på storskærmen."))
    return redirect("meetings:control", pk=pk)


# --- on the wall ------------------------------------------------------------------------------------------------------


@require_safe
def answers(request: Request, pk) -> HttpResponse:
    """The first screen: what became of our last ideas."""
    meeting = found(request, pk)
    context = {"meeting": meeting, "ideas": queries.first_screen(meeting, request.viewer)}
    return render(request, "meetings/answers.html", context)


def join_address(meeting: Meeting) -> str:
    return mail.address(reverse("meetings:join", args=[meeting.code])) if meeting.code else ""


@require_safe
def screen(request: Request, pk) -> HttpResponse:
    """The big screen: the code, and the notes that have been let out."""
    meeting = found(request, pk)
    address = join_address(meeting)
    context = {
        "meeting": meeting,
        "columns": queries.board(meeting),
        "short": mail.address(reverse("meetings:code")).partition("//")[2],
        "code": segno.make(address, error="m").svg_data_uri(border=2, dark="#1b2a33") if address else "",
    }
    return render(request, "meetings/screen.html", context)


@require_safe
def screen_news(request: Request, pk) -> HttpResponse:
    """What is new on the wall since the change in ``efter``; 204 when nothing is."""
    meeting = found(request, pk)
    if request.GET.get("efter") == str(meeting.shown_changes):
        return HttpResponse(status=204)
    context = {"meeting": meeting, "columns": queries.board(meeting)}
    return render(request, "meetings/screen_notes.html", context, status=200 if meeting.is_open else 286)


# --- the chair --------------------------------------------------------------------------------------------------------


@require_safe
def control(request: Request, pk) -> HttpResponse:
    meeting = found(request, pk, "meetings.work_up")
    return render(request, "meetings/control.html", control_context(request, meeting))


def control_context(request: Request, meeting: Meeting, form: HandleNotesForm | None = None) -> dict[str, Any]:
    made = queries.outcomes(meeting, request.viewer)
    columns = queries.all_notes(meeting)
    notes = [note for column in columns for note in column.notes]
    return {
        "meeting": meeting,
        "columns": told(columns, made),
        "form": form or HandleNotesForm(viewer=request.viewer, meeting=meeting),
        "waiting": sum(note.is_waiting for note in notes),
        "last": meeting.last_number,
        "hidden": queries.hidden_notes(meeting),
        "may_run": rules.has_perm("meetings.run", request.viewer, meeting),
    }


@require_safe
def control_news(request: Request, pk) -> HttpResponse:
    """The notes that came since the one in ``efter``; 204 when none did."""
    meeting = found(request, pk, "meetings.work_up")
    after = request.GET.get("efter", "")
    last = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
    if last >= meeting.last_number:
        return HttpResponse(status=204)
    notes = queries.came_after(meeting, last)
    context = {
        "meeting": meeting,
        "notes": [{"note": note, "made": None} for note in notes],
        # Some may have come since the meeting was read.
        "last": max([meeting.last_number, *(note.number for note in notes)]),
    }
    return render(request, "meetings/control_news.html", context)


@require_POST
def handle_notes(request: Request, pk) -> HttpResponse:
    """What the chair does with notes; the button says what, and in the row of a note which."""
    meeting = found(request, pk, "meetings.work_up")
    form = HandleNotesForm(request.POST, viewer=request.viewer, meeting=meeting)
    if form.is_valid():
        do, _colon, one = request.POST.get("do", "").partition(":")
        try:
            said = handled(request, form, pk, do, [one] if one else form.cleaned_data["note_ids"])
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if said:
                messages.success(request, said)
            return redirect("meetings:control", pk=pk)
    return render(request, "meetings/control.html", control_context(request, meeting, form))


def handled(request: Request, form: HandleNotesForm, pk, do: str, chosen: list[str]) -> str:
    """Call the verb that a button stands for; returns what to say. Raises: NotFound, Refused, ValidationError."""
    data = form.cleaned_data
    facts: dict[str, Any] = {"by": request.viewer, "meeting_id": pk, "request_id": data["request_id"]}
    if do == "vis":
        actions.release_notes(**facts, note_ids=chosen)
        return ngettext("Sedlen er vist.", "Sedlerne er vist.", len(chosen))
    if do == "vis-alle":
        actions.release_notes(**facts, every=True)
        return _("Alle sedler er vist.")
    if do == "skjul":
        actions.hide_notes(**facts, note_ids=chosen)
        return ngettext("Sedlen er skjult.", "Sedlerne er skjult.", len(chosen))
    if do == "bunke":
        actions.group_notes(**facts, note_ids=chosen, group_id=data["group_id"], title=data["title"])
        return _("Sedlerne er lagt på plads.")
    if do == "saml":
        actions.merge_notes(**facts, note_ids=chosen)
        return _("De ens sedler er nu én.")
    if do in ("straks", "vent"):
        actions.set_release(**facts, at_once=do == "straks")
        return _("Nye sedler vises med det samme.") if do == "straks" else _("Nye sedler venter, til du viser dem.")
    raise ValidationError(_("Vælg, hvad der skal ske med sedlerne."))


def take_notes(request: Request, pk) -> HttpResponse:
    """One device for the whole room, or the sheets from a meeting on paper."""
    meeting = found(request, pk, "meetings.work_up")
    start = NoteChannel.PAPER if meeting.is_ended else NoteChannel.NOTE_TAKER
    form = TakeNotesForm(request.POST or None, viewer=request.viewer, initial={"channel": start})
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_notes(by=request.viewer, meeting_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sedlerne er på skærmen nu."))
            return redirect("meetings:take-notes", pk=pk)
    context = {
        "form": form,
        "meeting": meeting,
        "notes": list(meeting.notes.filter(hidden_at=None).order_by("-number")[:20]),
    }
    return render(request, "meetings/take_notes.html", context)


# --- what becomes of it -----------------------------------------------------------------------------------------------


def source(meeting: Meeting, of) -> dict[str, Any]:
    """The note or the group of this meeting, and its words. Raises: NotFound."""
    group = meeting.groups.filter(pk=of).first()
    if group:
        return {"group_id": of, "lines": [group.title, *(note.body for note in group.notes.filter(hidden_at=None))]}
    note = meeting.notes.filter(pk=of).first()
    if note is None:
        raise NotFound(f"Note {of}")
    return {"note_id": of, "lines": [note.body]}


def made_of(request: Request, pk, of, form_class: type[VerbForm], initial: Any, verb: Any, words: dict) -> HttpResponse:
    """The form behind "Lav til en idé" and "Lav til en udfordring"."""
    meeting = found(request, pk, "meetings.work_up")
    facts = source(meeting, of)
    lines = facts.pop("lines")
    back = reverse("meetings:control", args=[pk])
    form = form_class(request.POST or None, viewer=request.viewer, initial=initial(lines))
    if request.method == "POST" and form.is_valid():
        try:
            verb(by=request.viewer, meeting_id=pk, **facts, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, words["done"])
            return redirect(back)
    context = {"form": form, "meeting": meeting, "lines": lines, "back_url": back, **words}
    return render(request, "meetings/make.html", context)


def make_idea(request: Request, pk, of) -> HttpResponse:
    words = {
        "title": _("Lav den til en idé"),
        "lead": _("Lederen af enheden svarer inden 14 dage. Idéen kommer med på jeres næste møde."),
        "submit": _("Send idéen"),
        "done": _("Idéen er sendt. Du kan nu vælge den som det, I prøver."),
    }
    return made_of(request, pk, of, IdeaOfNoteForm, words_from, actions.make_idea, words)


def make_challenge(request: Request, pk, of) -> HttpResponse:
    def initial(lines: list[str]) -> dict[str, str]:
        return {"question": lines[0], "description": "\n".join(lines[1:])}

    words = {
        "title": _("Lav den til en udfordring"),
        "lead": _("Når I ikke selv har svaret: spørg andre, hvad de ser."),
        "submit": _("Rejs udfordringen"),
        "done": _("Udfordringen er rejst."),
    }
    return made_of(request, pk, of, ChallengeOfNoteForm, initial, actions.make_challenge, words)


def try_this(request: Request, pk) -> HttpResponse:
    """The one thing they try, with a date."""
    meeting = found(request, pk, "meetings.work_up")
    made = queries.made_at(meeting)
    every = list(queries.ideas_of(meeting.unit, request.viewer)[: queries.MOST_IDEAS])
    ideas: list[Proposal] = sorted(every, key=lambda idea: idea.pk not in made)
    initial = {
        "proposal_id": request.GET.get("ide", "")[:36],
        "who_id": str(request.viewer.person_id),
        "reason": _("Vi valgte det på personalemødet."),
        "is_light": True,
    }
    chosen = next((idea for idea in ideas if str(idea.pk) == initial["proposal_id"]), None)
    if chosen:
        initial["tries"] = chosen.title
    form = TryForm(request.POST or None, viewer=request.viewer, meeting=meeting, ideas=ideas, initial=initial)
    back = reverse("meetings:control", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.try_this(by=request.viewer, meeting_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det prøver I. Det står på skærmen og i referatet."))
            return redirect(back)
    context = {
        "form": form,
        "eyebrow": _("Personalemøde"),
        "about": meeting.title,
        "title": _("Det prøver vi"),
        "lead": _("Vælg én ting. Skriv, hvem der sørger for det, og hvornår I ser på det igen."),
        "submit": _("Det prøver vi"),
        "back_url": back,
    }
    return render(request, "site/form.html", context)


def end(request: Request, pk) -> HttpResponse:
    meeting = find(Meeting, pk, request.viewer, related=RELATED)
    if meeting.is_ended and request.method == "POST":  # the second press of the same button
        return redirect("meetings:page", pk=pk)
    require("meetings.run", request.viewer, meeting)
    form = EndForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_meeting(by=request.viewer, meeting_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Mødet er slut. Her er referatet."))
            return redirect("meetings:page", pk=pk)
    context = {"form": form, **control_context(request, meeting)}
    context["form"] = form
    return render(request, "meetings/end.html", context)
