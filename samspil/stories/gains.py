"""The verbs about what is gained, and by whom: beside a story, and on the page of a task or a practice (C69)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation import hooks
from samspil.foundation.models import Subject
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen_edit
from samspil.stories import queries
from samspil.stories.models import WORDS_LENGTH, Benefit, Gain, Whom

BENEFIT_KINDS = ("task", "practice")
Gains = Mapping[str, Mapping[str, Any]]  # by whom: {"gains": [...], "words": "..."}


def gained(subject: Subject, said: Gains, by: Viewer) -> list[Benefit]:
    """Raises: ValidationError by field."""
    found, problems = [], {}
    for whom in Whom.values:
        told = said.get(whom, {})
        chosen, words = list(dict.fromkeys(told.get("gains", ()))), clean_line(str(told.get("words", "")))
        if set(chosen) - (set(Gain.values) - {Gain.OWN}):
            problems[f"{whom}_gains"] = [_("Vælg noget på listen.")]
        if len(words) > WORDS_LENGTH:
            problems[f"{whom}_words"] = [_("Teksten er for lang. Der er plads til %d tegn.") % WORDS_LENGTH]
        guard(**{f"{whom}_words": words})
        found += [Benefit(subject=subject, whom=whom, gain=gain, by_id=by.known_id) for gain in chosen]
        found += [Benefit(subject=subject, whom=whom, gain=Gain.OWN, words=words, by_id=by.known_id)] if words else []
    if problems:
        raise ValidationError(problems)
    return found


def keep_gains(subject: Subject, said: Gains, by: Viewer) -> None:
    """What stands beside a story, in place of what stood before."""
    rows = gained(subject, said, by)
    Benefit.objects.filter(subject=subject).delete()
    Benefit.objects.bulk_create(rows)


@verb(Subject)
def say_gains(*, by: Viewer, subject_id: UUID | str, gains: Gains) -> Subject:
    """Say what a task or a practice gives, and whom. What stands already is not said twice.

    Raises: NotFound, Refused, ValidationError.
    """
    subject = queries.page_named(subject_id, by, BENEFIT_KINDS)
    if subject is None:
        raise NotFound(f"Subject {subject_id}")
    require("benefits.say", by, hooks.thing(subject))
    rows = gained(subject, gains, by)
    if not rows:
        raise ValidationError(_("Vælg mindst én ting, eller skriv en linje."))
    there = set(Benefit.objects.filter(subject=subject).values_list("whom", "gain", "words"))
    new = [row for row in rows if (row.whom, row.gain, row.words) not in there]
    Benefit.objects.bulk_create(new, ignore_conflicts=True)  # another may be saying the same at this moment
    screen_edit(subject, by=by, before="", text="\n".join(row.words for row in new))
    journal("stories.gains_said", subject, by=by)
    return subject


@verb(Subject)
def remove_gain(*, by: Viewer, benefit_id: int) -> Subject:
    """Take back one thing that was said about a task or a practice. Raises: NotFound, Refused."""
    row = Benefit.objects.select_related("subject__context").filter(pk=benefit_id).first()
    if row is None or row.subject.kind not in BENEFIT_KINDS or not row.subject.readable_by(by):
        raise NotFound(f"Benefit {benefit_id}")
    require("benefits.remove", by, row)
    row.delete()
    journal("stories.gain_removed", row.subject, by=by)
    return row.subject
