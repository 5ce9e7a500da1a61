from datetime import timedelta

import rules
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Manifest, Panel, PersonalData, Phrase, Schedule
from samspil.foundation.models import Subject
from samspil.moderation import queries
from samspil.moderation.actions import tell_coordinators
from samspil.moderation.models import Hiding, Hold, Report, SenderBlock


def export(person_id) -> list[dict]:
    """What the person wrote that was held or hidden, with the reason they were given, and what they did themselves."""
    mine = Hiding.objects.filter(Q(subject__created_by=person_id) | Q(by=person_id)).select_related("subject")
    holds = Hold.objects.filter(subject__created_by=person_id).select_related("subject")
    reports = Report.objects.filter(person=person_id)
    blocks = SenderBlock.objects.filter(person=person_id)
    return [
        *(
            {
                "hidden": row.subject.title if row.subject.created_by == person_id else "",
                "reason": row.reason,
                "at": row.at.isoformat(),
                "shown_again": row.shown_again_at.isoformat() if row.shown_again_at else None,
            }
            for row in mine
        ),
        *(
            {"held": row.subject.title, "because": f"{row.get_reason_display()} {row.found}".strip(), "at": row.at}
            for row in holds
        ),
        *({"reported": row.get_reason_display(), "note": row.note, "at": row.at.isoformat()} for row in reports),
        *({"stopped": row.reason, "at": row.at.isoformat(), "until": row.lifted_at} for row in blocks),
    ]


def erase(person_id) -> None:
    """Reasons and notes may speak of the person, and what was found in their texts is their own words."""
    theirs = Subject.objects.filter(created_by=person_id).values("pk")
    Hold.objects.filter(subject__in=theirs).delete()
    Report.objects.filter(subject__in=theirs).delete()
    Report.objects.filter(person=person_id).update(person=None, note="")
    Hiding.objects.filter(subject__in=theirs).update(reason="")
    SenderBlock.objects.filter(person=person_id).delete()


def report_link(_request, about) -> dict:
    return {}


def queue_box(request, _about) -> dict:
    """On one's own page: how much waits, for those who look at it."""
    if not rules.has_perm("moderation.settle", request.viewer):
        return {"may_settle": False}
    return {"may_settle": True, "count": queries.waiting_count(request.viewer)}


def sender_box(request, about) -> dict:
    """On the page about a person: the way to all they have written."""
    return {"may_hide": rules.has_perm("moderation.hide", request.viewer)}


manifest = Manifest(
    panels=[
        *(
            Panel(kind=kind, place="aside", order=95, template="moderation/panel_report.html", context=report_link)
            for kind in ("challenge", "proposal", "myth", "practice")
        ),
        Panel(kind="actor", place="me", order=10, template="moderation/panel_queue.html", context=queue_box),
        Panel(kind="actor", place="person", order=10, template="moderation/panel_sender.html", context=sender_box),
    ],
    personal_data=[PersonalData(label=_("Det, vi har set på eller skjult"), export=export, erase=erase)],
    schedules=[Schedule(name="moderation.tell", every=timedelta(hours=1), run=tell_coordinators)],
    phrases=[
        Phrase(verb="moderation.hidden", text=_("%(who)s skjulte noget"), is_public=False),
        Phrase(verb="moderation.shown_again", text=_("%(who)s viste det igen"), is_public=False),
        Phrase(verb="moderation.published", text=_("%(who)s satte det på siden"), is_public=False),
        Phrase(verb="moderation.reported", text=_("%(who)s sagde til"), is_public=False),
        Phrase(verb="moderation.let_stand", text=_("%(who)s lod det stå"), is_public=False),
        Phrase(verb="moderation.sender_hidden", text=_("%(who)s skjulte alt fra %(title)s"), is_public=False),
        Phrase(verb="moderation.sender_unblocked", text=_("%(who)s lod %(title)s skrive igen"), is_public=False),
        Phrase(verb="moderation.sender_shown_again", text=_("%(who)s viste alt fra %(title)s igen"), is_public=False),
    ],
)
