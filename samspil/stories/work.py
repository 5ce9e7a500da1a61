"""The verbs that let an employee's story stand for those who look for work, and take it off again (C51)."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation.models import bump
from samspil.foundation.verbs import check_version, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.stories import queries, standing
from samspil.stories.consents import ask_anew, kept
from samspil.stories.models import Story


@verb(Story)
def show_at_work(
    *, by: Viewer, story_id: UUID | str, unit_id: UUID | str, expected_version: int | None = None
) -> Story:
    """Let one's own story stand for those who look for work in one's unit. Those in it are asked whether they agree.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    story = kept(story_id, by)
    require("stories.show_at_work", by, story)
    check_version(story.subject, expected_version)
    story.work_unit = next((row for row in queries.own_units(by) if str(row.pk) == str(unit_id)), None)
    if story.work_unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    story.save(update_fields=["work_unit"])
    bump(story.subject)
    standing.settle(story)
    ask_anew(story)
    journal("stories.shown_at_work", story.subject, by=by, payload={"unit": str(story.work_unit.pk)})
    return story


@verb(Story)
def end_at_work(*, by: Viewer, story_id: UUID | str) -> Story:
    """Take a story off the page for those who look for work. It stands where else it stood; nobody is asked anew.

    Raises: NotFound, Refused.
    """
    story = kept(story_id, by)
    require("stories.end_at_work", by, story)
    story.work_unit = None
    story.save(update_fields=["work_unit"])
    bump(story.subject)
    standing.settle(story)
    journal("stories.ended_at_work", story.subject, by=by)
    return story
