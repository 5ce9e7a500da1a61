import rules
from django.utils.translation import gettext_lazy as _

from samspil.evaluations import actions, paper, queries
from samspil.evaluations.models import Acknowledgement, Addition, Evaluation, Lesson, UserVoice
from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PaperSection,
    PersonalData,
    Phrase,
    SubjectKind,
)


def evaluated(request, about) -> dict:
    """The evaluations of a trial or a practice, and whether the viewer may begin one. One query."""
    rows = queries.evaluations_of(about.subject, request.viewer)
    ongoing = next((row for row in rows if row.is_ongoing), None)
    may_begin = ongoing is None and rules.has_perm("evaluations.begin_about", request.viewer, about)
    return {"evaluations": rows, "ongoing": ongoing, "may_begin": may_begin}


def begin_here(request, about) -> dict:
    return {"may_begin": rules.has_perm("evaluations.begin_about", request.viewer, about)}


def learnt(request, about) -> dict:
    """What others learnt before: still to read, and what was made of it. Two queries."""
    return {
        "lessons": queries.lessons_for(
            request.viewer, subject=about.subject, tried_as=getattr(about, "tried_as_id", None)
        ),
        "taken": queries.taken_up_by(about.subject, request.viewer),
        "may_acknowledge": rules.has_perm("lessons.acknowledge", request.viewer, about),
    }


def learnt_elsewhere(request, about) -> dict:
    """The lessons to read before a proposal is tried out."""
    return {"lessons": queries.lessons_for(request.viewer, subject=about.subject, most=3)}


def export(person_id) -> list[dict]:
    evaluations = Evaluation.objects.filter(author=person_id).select_related("subject").order_by("pk")
    voices = UserVoice.objects.filter(author=person_id).select_related("evaluation__subject").order_by("pk")
    rows: list[dict] = [
        {
            "kind": "evaluation",
            "about": row.name,
            **{name: getattr(row, name) for name in actions.SECTIONS},
            "at": row.subject.created_at.isoformat(),
            "completed_at": row.completed_at and row.completed_at.isoformat(),
        }
        for row in evaluations
    ]
    rows += [
        {
            "kind": "voice",
            "on_page": row.evaluation.subject.title,
            "text": row.text,
            "first_name": row.first_name,
            "consent": row.consent,
            "is_own": row.is_own,
        }
        for row in voices
    ]
    for model, kind in ((Lesson, "lesson"), (Addition, "addition"), (Acknowledgement, "acknowledgement")):
        mine = model.objects.filter(by=person_id).order_by("pk")
        rows += [{"kind": kind, "text": row.text, "at": row.at.isoformat()} for row in mine]
    return rows


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Evalueringer"), url_name="evaluations:list", section="evaluations", order=30, place="foot"
        )
    ],
    kinds=[
        SubjectKind(
            kind="evaluation",
            label=_("Evaluering"),
            url_name="evaluations:page",
            may_illustrate="evaluations.edit",
            takes_part="evaluations.take_part",
        ),
        SubjectKind(kind="uservoice", label=_("Brugernes stemme"), is_searchable=False),
    ],
    panels=[
        Panel(
            kind=kind,
            place="main",
            order=order,
            template=template,
            context=context,
            anchor=anchor,
            label=label,
        )
        for kind in queries.EVALUATED
        for order, template, context, anchor, label in (
            (45, "evaluations/panel.html", evaluated, "evaluering", _("Hvad kom der ud af det?")),
            (60, "evaluations/learnt.html", learnt, "laert", _("Det lærte andre før jer")),
        )
    ]
    + [
        Panel(
            kind="proposal",
            place="aside",
            order=45,
            template="evaluations/learnt_elsewhere.html",
            context=learnt_elsewhere,
        ),
        *(
            Panel(kind=kind, place="action", order=40, template="evaluations/action.html", context=begin_here)
            for kind in queries.EVALUATED
        ),
    ],
    phrases=[
        Phrase(verb="evaluations.begun", text=_("%(who)s begyndte at evaluere: %(title)s")),
        Phrase(verb="evaluations.edited", text=_("%(who)s skrev på evalueringen"), is_public=False),
        Phrase(verb="evaluations.completed", text=_("Evalueringen er færdig: %(title)s"), news="stage"),
        Phrase(verb="evaluations.withdrawn", text=_("%(who)s trak en evaluering tilbage"), is_public=False),
        Phrase(verb="evaluations.added_to", text=_("%(who)s føjede noget til evalueringen: %(title)s")),
        Phrase(verb="evaluations.voice_added", text=_("Nogen, der lever med det, fik ordet")),
        Phrase(verb="evaluations.voice_withdrawn", text=_("Nogen tog sine ord tilbage"), is_public=False),
        Phrase(verb="evaluations.lesson_handed_on", text=_("%(who)s gav en lære videre: %(title)s")),
        Phrase(verb="evaluations.lesson_taken_back", text=_("%(who)s tog en lære tilbage"), is_public=False),
        Phrase(verb="evaluations.lesson_acknowledged", text=_("%(who)s har læst, hvad andre lærte: %(title)s")),
    ],
    confirmables=[Confirmable(name="uservoice", verb=actions.add_voice, label=_("dine ord"), text_field="text")],
    capabilities=[
        Capability(
            id="C41", url_name="evaluations:list", label=_("Uden brugernes stemme er en evaluering ikke færdig")
        ),
        Capability(
            id="C52",
            url_name="evaluations:list",
            label=_("Effekten i tal, brugernes ord og det, der skete mellem bruger, pårørende og personale"),
        ),
        Capability(
            id="C53", url_name="evaluations:lessons", label=_("Læren går videre, og de næste siger, hvad de gør")
        ),
        Capability(
            id="C81",
            url_name="evaluations:list",
            label=_("Tre gevinster: bedre løsninger, legitimitet og mere velfærd for de samme penge"),
        ),
        Capability(
            id="C89", url_name="evaluations:begin", label=_("Et tilbud kan evalueres med brugerne uden en afprøvning")
        ),
    ],
    paper_sections=[PaperSection(kind="challenge", order=75, label=_("Evalueringer"), of=paper.evaluated)],
    personal_data=[PersonalData(label=_("Evalueringer og det, du har sagt i dem"), export=export, erase=actions.erase)],
)
