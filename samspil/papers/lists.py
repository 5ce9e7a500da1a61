"""The lists of challenges and proposals as tables, row by row as they come from the database."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.challenges import queries as challenges
from samspil.challenges.models import Challenge
from samspil.foundation import hooks, mail
from samspil.foundation.viewer import Viewer
from samspil.papers.tables import Cell, Table
from samspil.proposals import cards
from samspil.proposals import queries as proposals
from samspil.proposals.models import Proposal

MOST = 10_000  # more than a spreadsheet is read for; whoever needs all narrows the list by unit or theme
AT_ONCE = 500


def challenge_table(viewer: Viewer, filters: challenges.Filters) -> Table:
    labels = [
        *(_("Spørgsmålet"), _("Trin"), _("Emne"), _("Sted"), _("Enhed"), _("Rejst af"), _("Rejst"), _("Sidst aktiv")),
        *(_("Det sker der nu"), _("Hvornår"), _("Tal"), _("Kan ses af"), _("Side")),
    ]
    rows = challenges.challenges(viewer, filters).select_related("subject", "actor", "unit__actor__subject")
    return Table(_("Udfordringer"), labels, each(rows, viewer, challenge_row))


def challenge_row(row: Challenge, remarks: list[str], viewer: Viewer) -> list[Cell]:
    subject = row.subject
    return [
        row.question,
        _("Trukket tilbage") if row.withdrawn_at else row.get_stage_display(),
        row.get_theme_display(),
        subject.place,
        row.unit.actor.name if row.unit and row.unit.actor.subject.readable_by(viewer) else "",
        row.speaker,
        timezone.localtime(subject.created_at).date(),
        timezone.localtime(subject.active_at).date(),
        row.next_step,
        row.next_on,
        " · ".join(remarks),
        subject.get_audience_display(),
        mail.address(reverse("challenges:page", args=[row.pk])),
    ]


def proposal_table(viewer: Viewer, filters: proposals.Filters) -> Table:
    labels = [
        *(_("Forslaget"), _("Tekst"), _("Hvor det står"), _("Hvor nyt"), _("Hvad ændrer sig"), _("Foreslået af")),
        *(_("Foreslået"), _("Svar senest"), _("Fik svar"), _("Enhed"), _("Udfordring"), _("Tal"), _("Kan ses af")),
        _("Side"),
    ]
    rows = proposals.proposals(viewer, filters)
    rows = rows.select_related("subject", "actor", "unit__actor__subject", "challenge__subject")
    return Table(_("Forslag"), labels, each(rows, viewer, proposal_row))


def proposal_row(row: Proposal, remarks: list[str], viewer: Viewer) -> list[Cell]:
    subject = row.subject
    return [
        row.title,
        row.body,
        cards.status(row)["label"],
        row.get_degree_display(),
        row.get_object_display(),
        row.speaker,
        timezone.localtime(subject.created_at).date(),
        row.answer_due,
        timezone.localtime(row.answered_at).date() if row.answered_at else None,
        row.unit.actor.name if row.unit and row.unit.actor.subject.readable_by(viewer) else "",
        row.challenge.question if row.challenge and row.challenge.subject.readable_by(viewer) else "",
        " · ".join(remarks),
        subject.get_audience_display(),
        mail.address(reverse("proposals:page", args=[row.pk])),
    ]


def each(rows: QuerySet, viewer: Viewer, made) -> Iterator[list[Cell]]:
    """The rows as cells. What other apps remark on them is asked for once per few hundred rows."""
    read = rows[:MOST].iterator(chunk_size=AT_ONCE)
    while some := list(islice(read, AT_ONCE)):
        remarks = hooks.badges(some[0].subject.kind, [row.pk for row in some], viewer)
        for row in some:
            yield made(row, remarks[row.pk], viewer)
