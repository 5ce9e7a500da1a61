from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    Panel,
    PaperSection,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
    parts_on,
)
from samspil.reframing import actions, paper, queries
from samspil.reframing.models import ListKind, OpenQuestion, Wording, WordingState, WordingVote


def wordings(request, challenge) -> dict:
    """How the challenge was asked before, newest first, and what is proposed now."""
    has_some = "wording" in parts_on(request, challenge.subject)
    rows = queries.wordings_of(challenge, request.viewer) if has_some else []
    adopted = [row for row in rows if row.state == WordingState.ADOPTED]
    adopted.sort(key=lambda row: row.settled_at or row.subject.created_at, reverse=True)
    return {
        "earlier": adopted,
        "open_ones": [row for row in rows if not row.is_settled],
        "is_open": challenge.is_open,
    }


def lists(request, challenge) -> dict:
    """Both lists, each with its newest lines."""
    has_some = "open_question" in parts_on(request, challenge.subject)
    rows = queries.newest_of_each(challenge, request.viewer) if has_some else []
    empty = {
        ListKind.WHY: gettext("Hvorfor gør vi sådan i dag? Spørg til det, vi tager for givet."),
        ListKind.WHY_NOT: gettext("Hvem eller hvad har ingen tænkt på endnu?"),
    }
    shown = []
    for kind in ListKind:
        of_kind = [row for row in rows if row.kind == kind]
        name = kind.value.replace("_", "-")
        shown.append(
            {
                "kind": kind.value,
                "title": kind.label,
                "rows": of_kind,
                "count": of_kind[0].of_its_kind if of_kind else 0,
                "empty": empty[kind],
                "all_url": reverse(f"reframing:{name}", args=[challenge.pk]),
                "ask_url": reverse(f"reframing:ask-{name}", args=[challenge.pk]),
            }
        )
    return {"lists": shown, "is_open": challenge.is_open}


def export(person_id) -> list[dict]:
    wordings = Wording.objects.filter(author=person_id).select_related("subject")
    votes = WordingVote.objects.filter(person=person_id).select_related("wording")
    questions = OpenQuestion.objects.filter(author=person_id).select_related("subject")
    notes = Wording.objects.filter(settled_by=person_id)
    return [
        *({"asked_as": row.question, "why": row.reason, "at": row.subject.created_at.isoformat()} for row in wordings),
        *({"vote": row.vote, "comment": row.comment, "at": row.at.isoformat()} for row in votes),
        *({"note_on_closing": row.note, "at": row.settled_at.isoformat()} for row in notes),
        *(
            {
                "question": row.body,
                "offer": row.offer,
                "assumption": row.assumption,
                "helper": row.helper,
                "at": row.subject.created_at.isoformat(),
            }
            for row in questions
        ),
    ]


manifest = Manifest(
    kinds=[
        SubjectKind(kind="wording", label=_("En anden måde at spørge på"), url_name="reframing:wording"),
        SubjectKind(kind="vote", label=_("Svar på en ny ordlyd"), is_searchable=False, name="wordingvote"),
        SubjectKind(
            kind="open_question",
            label=_("Hvorfor og hvorfor ikke"),
            url_name="reframing:question",
            name="openquestion",
        ),
    ],
    panels=[
        Panel(
            kind="challenge",
            place="main",
            order=20,
            template="reframing/panel_wordings.html",
            context=wordings,
            anchor="ordlyd",
            label=_("Spørg på en anden måde"),
        ),
        Panel(
            kind="challenge",
            place="main",
            order=30,
            template="reframing/panel_lists.html",
            context=lists,
            anchor="hvorfor",
            label=_("Hvorfor? Og hvorfor ikke?"),
        ),
    ],
    phrases=[
        Phrase(verb="reframing.wording_proposed", text=_("%(who)s foreslog at spørge: %(title)s"), news="words"),
        Phrase(verb="reframing.wording_put", text=_("De, der er med, blev spurgt om ordlyden: %(title)s")),
        Phrase(verb="reframing.wording_answered", text=_("%(who)s svarede på en ordlyd"), is_public=False),
        Phrase(verb="reframing.wording_adopted", text=_("Flertallet valgte at spørge: %(title)s"), news="stage"),
        Phrase(verb="reframing.question_kept", text=_("Der var ikke flertal for at spørge: %(title)s"), news="stage"),
        Phrase(verb="reframing.wording_withdrawn", text=_("%(who)s tog en ordlyd tilbage"), is_public=False),
        Phrase(verb="reframing.asked_openly", text=_("%(who)s spurgte: %(title)s"), news="words"),
        Phrase(verb="reframing.replied", text=_("%(who)s svarede på et hvorfor"), news="words"),
        Phrase(verb="reframing.question_withdrawn", text=_("%(who)s tog sine ord tilbage"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="wording", verb=actions.propose_wording, label=_("din måde at spørge på"), text_field="question"
        ),
        Confirmable(
            name="open_question", verb=actions.ask_openly, label=_("dit spørgsmål eller svar"), text_field="body"
        ),
    ],
    schedules=[Schedule(name="reframing.ask-newcomers", every=timedelta(hours=1), run=actions.ask_newcomers)],
    capabilities=[
        Capability(
            id="C14",
            url_name="challenges:list",
            label=_("Det første og det nye spørgsmål står begge, med hvem der foreslog og vedtog dem"),
        ),
        Capability(
            id="C15", url_name="challenges:list", label=_("Det, et tilbud bygger på, kan skrives ned og drages i tvivl")
        ),
        Capability(id="C17", url_name="challenges:list", label=_("Alle kan tilføje et hvorfor eller et hvorfor ikke")),
    ],
    paper_sections=[
        PaperSection(kind="challenge", order=20, label=_("Spørg på en anden måde"), of=paper.wordings),
        PaperSection(kind="challenge", order=45, label=_("Hvorfor?"), of=paper.why),
        PaperSection(kind="challenge", order=46, label=_("Hvorfor ikke?"), of=paper.why_not),
    ],
    personal_data=[
        PersonalData(
            label=_("Dine måder at spørge på, dine stemmer og dine hvorfor"), export=export, erase=actions.erase
        )
    ],
)
