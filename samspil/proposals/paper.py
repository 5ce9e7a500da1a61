"""What proposals bring to the paper of their challenge: the ways to go, with answers and pledges, and the days."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samspil.actors.models import Actor
from samspil.challenges.cards import entered_note
from samspil.challenges.models import Challenge
from samspil.challenges.paper import at, who
from samspil.foundation.hooks import PaperDay, PaperItem
from samspil.foundation.viewer import Viewer
from samspil.proposals import cards
from samspil.proposals.models import Answer, Pledge, Proposal
from samspil.proposals.queries import standing_pledges

MOST = 500


def standing(challenge: Challenge, viewer: Viewer) -> list[Proposal]:
    """The standing proposals, oldest first, with all that stands below them. Four queries."""
    rows = (
        Proposal.objects.visible_to(viewer)
        .filter(challenge=challenge, withdrawn_at=None)
        .select_related("subject", "actor", "author__actor", "entered_by__actor", "answerer__actor")
        .prefetch_related(
            Prefetch("pledges", standing_pledges(viewer), to_attr="visible_pledges"),
            Prefetch("answers", Answer.objects.select_related("by__actor")),
            Prefetch("delivers", Actor.objects.visible_to(viewer).order_by("name"), to_attr="visible_delivers"),
        )
        .order_by("pk")
    )
    return list(rows[:MOST])


def ways(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    return [way(row) for row in standing(challenge, viewer)]


def way(row: Proposal) -> PaperItem:
    facts: list[tuple] = [
        (_("Hvor nyt"), row.get_degree_display()),
        (_("Hvad ændrer sig"), row.get_object_display()),
        (_("Hvor det står"), cards.status(row)["label"]),
    ]
    if row.visible_delivers:
        facts.append((_("De kunne gøre det"), ", ".join(actor.name for actor in row.visible_delivers)))
    if row.answered_at is None and row.answer_due:
        facts.append((_("Svar senest"), row.answer_due))
        if row.answerer:
            facts.append((_("Den, der svarer"), row.answerer.name))
    return PaperItem(
        title=row.title,
        text=row.body,
        who=who(row),
        when=at(row.subject.created_at),
        note=entered_note(row),
        language=row.subject.language,
        facts=tuple(facts),
        parts=(*(answer(each) for each in row.answers.all()), *(pledge(each) for each in row.visible_pledges)),
    )


def answer(row: Answer) -> PaperItem:
    facts: list[tuple] = []
    if row.look_again_on:
        facts.append((_("Vi ser på det igen"), row.look_again_on))
    if row.reply:
        facts.append((_("Svar på spørgsmålet"), row.reply))
    return PaperItem(
        sort=_("Svar"),
        title=row.get_outcome_display(),
        text=row.body,
        who=", ".join(part for part in (row.by.name, row.by.function) if part),
        when=at(row.at),
        facts=tuple(facts),
    )


def pledge(row: Pledge) -> PaperItem:
    return PaperItem(
        sort=_("Bidrag"),
        title=row.get_kind_display(),
        text=row.body,
        who=who(row),
        when=at(row.subject.created_at),
        note=entered_note(row),
        language=row.subject.language,
        facts=((_("Kroner"), row.amount),) if row.amount else (),
    )


def days(challenge: Challenge, viewer: Viewer) -> list[PaperDay]:
    """Until when the answers are owed."""
    rows = (
        Proposal.objects.visible_to(viewer)
        .filter(challenge=challenge, withdrawn_at=None, answered_at=None, answer_due__isnull=False)
        .select_related("answerer__actor")
        .order_by("answer_due", "pk")
    )
    return [
        PaperDay(
            key=f"answer-{row.pk}",
            day=row.answer_due,
            title=_("Svar senest i dag: %s") % row.title,
            text=row.answerer.name if row.answerer else "",
        )
        for row in rows[:MOST]
    ]
