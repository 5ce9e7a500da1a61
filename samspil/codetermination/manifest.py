from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspil.codetermination import actions, queries
from samspil.codetermination.models import MedItem, Myth, MythAnswer, MythReply
from samspil.foundation.hooks import (
    Badge,
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.foundation.viewer import SYSTEM

ASKED_ABOUT = ("proposal", "trial", "practice", "task")


def discussed_in_med(request, about) -> dict:
    """What MED is asked about this page, and what it has discussed. One query."""
    items = queries.items_on(about.subject, request.viewer)
    for item in items:
        item.subject = about.subject
        queries.put_what_may_be_done(item, request.viewer)
    return {"items": items}


def reply_badges(ids, viewer) -> dict:
    counts = queries.reply_counts(ids, viewer)
    return {
        pk: ngettext("%(n)d har skrevet om det", "%(n)d har skrevet om det", n) % {"n": n} for pk, n in counts.items()
    }


def pass_on(myth_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy answer."""
    return actions.pass_on_myth(by=SYSTEM, myth_id=myth_id, deputy_id=deputy_id)


def export(person_id) -> list[dict]:
    myths = Myth.objects.filter(author=person_id).select_related("subject")
    replies = MythReply.objects.filter(author=person_id).select_related("subject")
    answers = MythAnswer.objects.filter(author=person_id).select_related("subject")
    noted = MedItem.objects.filter(noted_by=person_id).select_related("committee")
    return [
        *({"myth": row.claim, "text": row.body, "at": row.subject.created_at.isoformat()} for row in myths),
        *({"about_a_myth": row.body, "at": row.subject.created_at.isoformat()} for row in replies),
        *({"answer_to_a_myth": row.body, "at": row.subject.created_at.isoformat()} for row in answers),
        *(
            {"discussed_in": str(row.committee), "on": row.discussed_on, "note": row.note, "earlier": row.earlier}
            for row in noted
        ),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Det hører vi sagt"),
            url_name="codetermination:myths",
            section="myths",
            order=60,
            place="foot",
        ),
        NavigationItem(
            label=_("MED"), url_name="codetermination:agenda", section="codetermination", order=65, place="foot"
        ),
    ],
    kinds=[
        SubjectKind(
            kind="myth", label=_("Det hører vi sagt"), url_name="codetermination:myth", may_write="myths.reply"
        ),
        SubjectKind(kind="myth_reply", label=_("Om det, vi hører sagt"), name="mythreply"),
        SubjectKind(kind="myth_answer", label=_("Svar på det, vi hører sagt"), name="mythanswer"),
    ],
    badges=[Badge(kind="myth", order=10, of=reply_badges)],
    panels=[
        Panel(kind=kind, place="aside", order=60, template="codetermination/panel.html", context=discussed_in_med)
        for kind in ASKED_ABOUT
    ],
    phrases=[
        Phrase(verb="codetermination.discussed", text=_("%(who)s har drøftet det: %(title)s")),
        Phrase(verb="codetermination.corrected", text=_("%(who)s rettede det, der står om drøftelsen: %(title)s")),
        Phrase(
            verb="codetermination.earlier_taken_away",
            text=_("En tidligere tekst om drøftelsen blev taget væk: %(title)s"),
        ),
        Phrase(verb="codetermination.myth_raised", text=_("%(who)s hørte det sagt: %(title)s")),
        Phrase(verb="codetermination.myth_edited", text=_("%(who)s rettede teksten")),
        Phrase(verb="codetermination.myth_withdrawn", text=_("%(who)s tog det tilbage"), is_public=False),
        Phrase(verb="codetermination.myth_replied", text=_("%(who)s skrev om det, vi hører sagt"), news="words"),
        Phrase(verb="codetermination.myth_reply_withdrawn", text=_("%(who)s tog sine ord tilbage"), is_public=False),
        Phrase(verb="codetermination.myth_answered", text=_("%(who)s svarede: %(title)s"), news="answers"),
        Phrase(
            verb="codetermination.myth_passed_on",
            text=_("Spørgsmålet blev sendt videre til en stedfortræder: %(title)s"),
        ),
    ],
    confirmables=[
        Confirmable(name="myth", verb=actions.raise_myth, label=_("det, du hører sagt"), text_field="claim"),
        Confirmable(name="myth_reply", verb=actions.reply_to_myth, label=_("det, du har oplevet"), text_field="body"),
    ],
    owed_answers=[
        OwedAnswers(
            name="myth",
            label=_("Svar på det, vi hører sagt"),
            rows=queries.without_answer,
            waiting=queries.owed_answers,
            pass_on=pass_on,
        )
    ],
    capabilities=[
        Capability(
            id="C43",
            url_name="codetermination:agenda",
            label=_("MED ser alt ved grænsen mellem ansatte og frivillige, og det, vi hører sagt, får svar"),
        ),
    ],
    personal_data=[
        PersonalData(label=_("Det, du har skrevet om det, vi hører sagt"), export=export, erase=actions.erase)
    ],
)
