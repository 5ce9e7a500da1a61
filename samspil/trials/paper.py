"""What trials bring to the paper of their challenge: the plan, the diary, what came of it, and the days."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samspil.challenges.cards import entered_note
from samspil.challenges.models import Challenge
from samspil.challenges.paper import at, who
from samspil.foundation.hooks import PaperDay, PaperItem
from samspil.foundation.viewer import Viewer
from samspil.trials import cards
from samspil.trials.models import DiaryEntry, Outcome, Status, Trial

MOST = 200


def standing(challenge: Challenge, viewer: Viewer) -> list[Trial]:
    """The trials under a challenge with what people noticed. Two queries."""
    entries = DiaryEntry.objects.visible_to(viewer).filter(withdrawn_at=None)
    entries = entries.select_related("subject", "actor", "author__actor", "entered_by__actor").order_by("pk")
    rows = (
        Trial.objects.visible_to(viewer)
        .filter(proposal__challenge=challenge, withdrawn_at=None)
        .exclude(status=Status.DRAFT)
        .select_related("subject", "actor", "author__actor", "entered_by__actor", "unit__actor")
        .prefetch_related(Prefetch("diary", entries))
        .order_by("pk")
    )
    return list(rows[:MOST])


def tried(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    return [item(row) for row in standing(challenge, viewer)]


def item(row: Trial) -> PaperItem:
    facts: list[tuple] = [(_("Hvor det står"), cards.status(row)["label"]), *cards.facts(row)]
    if row.outcome:
        facts.append((_("Hvad der kom ud af det"), str(Outcome(row.outcome).label)))
    facts += [
        (label, text)
        for label, text in (
            (_("Hvordan det gik"), row.went),
            (_("Det sagde brugerne"), row.users_said),
            (_("Det lærte vi"), row.learning),
        )
        if text
    ]
    return PaperItem(
        title=row.title,
        who=who(row),
        when=at(row.subject.created_at),
        note=entered_note(row),
        language=row.subject.language,
        facts=tuple(facts),
        parts=tuple(noticed(entry) for entry in row.diary.all()),
    )


def noticed(entry: DiaryEntry) -> PaperItem:
    return PaperItem(
        sort=_("Dagbog"),
        title=entry.get_side_display(),
        text=entry.body,
        who=who(entry),
        when=at(entry.subject.created_at),
        note=entered_note(entry),
        language=entry.subject.language,
    )


def days(challenge: Challenge, viewer: Viewer) -> list[PaperDay]:
    """When a trial begins and ends, as long as it is ahead or runs."""
    rows = Trial.objects.visible_to(viewer).filter(
        proposal__challenge=challenge, withdrawn_at=None, status__in=(Status.ASKED, Status.READY, Status.RUNNING)
    )
    found = []
    for row in rows.order_by("pk")[:MOST]:
        if row.starts_on and row.status != Status.RUNNING:
            title = _("Afprøvning begynder: %s") % row.title
            found.append(PaperDay(key=f"trial-start-{row.pk}", day=row.starts_on, title=title, text=row.who))
        if row.ends_on:
            title = _("Afprøvning slutter: %s") % row.title
            found.append(PaperDay(key=f"trial-end-{row.pk}", day=row.ends_on, title=title, text=row.who))
    return found
