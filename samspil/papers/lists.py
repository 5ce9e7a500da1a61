"""The lists of challenges and proposals as tables, row by row as they come from the database."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.challenges import queries as challenges
from samspil.challenges.models import Challenge
from samspil.codetermination import queries as codetermination
from samspil.codetermination.models import MedItem
from samspil.effects.overview import Overview, as_rows
from samspil.foundation import hooks, mail
from samspil.foundation.viewer import Viewer
from samspil.papers.tables import Cell, Table
from samspil.proposals import cards
from samspil.proposals import queries as proposals
from samspil.proposals.models import Proposal
from samspil.support import queries as support
from samspil.support.models import HelpRequest

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


def med_table(viewer: Viewer, filters: codetermination.Filters) -> Table:
    labels = [
        *(_("Hvad"), _("Hvornår skal det drøftes"), _("Det ændrer"), _("Udvalg"), _("Enhed"), _("Sat på")),
        *(_("Drøftet"), _("Referat"), _("Skrevet ned af"), _("Kan ses af"), _("Side")),
    ]
    rows = codetermination.items(viewer, filters)[:MOST].iterator(chunk_size=AT_ONCE)
    return Table(_("MED"), labels, (med_row(row, viewer) for row in rows))


def med_row(row: MedItem, viewer: Viewer) -> list[Cell]:
    return [
        row.subject.title,
        row.get_phase_display(),
        row.touches,
        row.committee.name if row.committee else "",
        row.unit.actor.name if row.unit and row.unit.actor.subject.readable_by(viewer) else "",
        timezone.localtime(row.at).date(),
        row.discussed_on,
        row.note,
        row.noted_by.name if row.noted_by else "",
        row.subject.get_audience_display(),
        mail.address(hooks.address(row.subject)),
    ]


def help_table(viewer: Viewer, filters: support.Filters) -> Table:
    """The queue of those who help."""
    labels = [
        *(_("Spørgsmålet"), _("Slags"), _("Hvor langt"), _("Spurgt af"), _("Spurgt"), _("Svar senest"), _("Fik svar")),
        *(_("Dage til svar"), _("Hvem er på"), _("Enhed"), _("Kan ses af"), _("Side")),
    ]
    rows = support.requests(viewer, filters)[:MOST].iterator(chunk_size=AT_ONCE)
    return Table(_("Hjælp"), labels, (help_row(row, viewer) for row in rows))


def help_row(row: HelpRequest, viewer: Viewer) -> list[Cell]:
    asked = timezone.localtime(row.subject.created_at).date()
    answered = timezone.localtime(row.answered_at).date() if row.answered_at else None
    return [
        row.title,
        row.get_kind_display(),
        _("Ubesvaret") if row.is_overdue else row.get_status_display(),
        row.speaker,
        asked,
        row.answer_due,
        answered,
        (answered - asked).days if answered else None,
        row.assigned_to.name if row.assigned_to else "",
        row.unit.actor.name if row.unit and row.unit.actor.subject.readable_by(viewer) else "",
        row.subject.get_audience_display(),
        mail.address(hooks.address(row.subject)),
    ]


def each(rows: QuerySet, viewer: Viewer, made) -> Iterator[list[Cell]]:
    """The rows as cells. What other apps remark on them is asked for once per few hundred rows."""
    read = rows[:MOST].iterator(chunk_size=AT_ONCE)
    while some := list(islice(read, AT_ONCE)):
        remarks = hooks.badges(some[0].subject.kind, [row.pk for row in some], viewer)
        for row in some:
            yield made(row, remarks[row.pk], viewer)


def overview_table(found: Overview) -> Table:
    """The figures of the overview, one in each row. Percent is left to whoever reads on: it is of so few at times."""
    labels = [_("Del"), _("Hvad"), _("Tal"), _("Ud af"), _("Bemærkning")]
    rows: list[list[Cell]] = [
        [part, what, said_number(value), of, remark] for part, what, value, of, remark in as_rows(found)
    ]
    return Table(_("Overblik"), labels, rows)


def said_number(value: int | float | None) -> Cell:
    """A half day stays a half day; spreadsheets of ours hold whole numbers and text."""
    if value is None or value == int(value):
        return None if value is None else int(value)
    return f"{value:.1f}".replace(".", ",")
