"""The verbs about stories: tell, edit, put a picture on and take back."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience, Subject, Theme, bump
from samspil.foundation.verbs import check_version, clean_texts, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.pictures.actions import delete as delete_pictures
from samspil.pictures.actions import keep_files
from samspil.pictures.imaging import Prepared
from samspil.pictures.models import Picture
from samspil.resources.models import Area
from samspil.stories import letters, queries, standing
from samspil.stories.consents import ask_anew, kept, new_consent
from samspil.stories.gains import Gains, keep_gains
from samspil.stories.models import ABOUT_KINDS, MOST_PEOPLE, Benefit, Story

TEXTS = ("title", "body", "theme")


def check(story: Story) -> None:
    """Raises: ValidationError by field."""
    clean_texts(story, TEXTS)
    problems: dict[str, list[Any]] = {
        name: [_("Skriv noget her.")] for name in ("title", "body") if not getattr(story, name)
    }
    if story.theme and story.theme not in Theme.values:
        problems["theme"] = [_("Vælg et emne på listen.")]
    if problems:
        raise ValidationError(problems)


def area_named(area_id: int | str | None) -> Area | None:
    if not area_id:
        return None
    area = Area.objects.filter(pk=area_id).first() if str(area_id).isdigit() else None
    if area is None:
        raise ValidationError({"area_id": [_("Vælg et område på listen.")]})
    return area


def page_of(subject_id: UUID | str | None, by: Viewer) -> Subject | None:
    if not subject_id:
        return None
    found = queries.page_named(subject_id, by, ABOUT_KINDS)
    if found is None:
        raise ValidationError({"subject_id": [_("Siden findes ikke, eller den er ikke for alle.")]})
    return found


@verb(Story)
def tell_story(
    *,
    by: Viewer,
    title: str,
    body: str,
    theme: str = "",
    area_id: int | str | None = None,
    subject_id: UUID | str | None = None,
    people: Iterable[Mapping[str, Any]] = (),
    gains: Gains | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Story:
    """Tell a story. ``people`` are those who can be known in it (name, email, is_child, instead): each is asked first.

    ``subject_id`` is the page it is about. Raises: Refused, ValidationError.
    """
    require("stories.tell", by)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    story = Story(title=title, body=body, theme=theme, area=area_named(area_id), about=page_of(subject_id, by))
    for name, value in voice.fields().items():
        setattr(story, name, value)
    check(story)
    named = [new_consent(story, said, f"person{number}_") for number, said in enumerate(people, 1)]
    if len(named) > MOST_PEOPLE:
        raise ValidationError(_("Der er plads til %d i én historie.") % MOST_PEOPLE)
    story.subject = subjects.create(
        "story",
        title=story.title,
        by=voice.author.pk,
        audience=Audience.NAMED,
        readers=standing.readers_of(story),
        is_searchable=False,
    )
    story.save()
    for number, row in enumerate(named, 1):
        row.story, row.order = story, number
        row.save()
    keep_gains(story.subject, gains or {}, by)
    standing.settle(story)
    ask_anew(story)
    journal(
        "stories.told",
        story.subject,
        by=by,
        actor=story.actor_id,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    return story


@verb(Story)
def edit_story(
    *,
    by: Viewer,
    story_id: UUID | str,
    expected_version: int | None = None,
    gains: Gains | None = None,
    area_id: int | str | None = None,
    **changes: Any,
) -> Story:
    """Change the words. Those in it are asked anew, with what differs; until they have answered, nobody reads it.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    story = kept(story_id, by)
    require("stories.keep", by, story)
    check_version(story.subject, expected_version)
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise TypeError(f"edit_story does not change {unknown}")
    for field, value in changes.items():
        setattr(story, field, value)
    story.area = area_named(area_id)
    check(story)
    story.save()
    if gains is not None:
        keep_gains(story.subject, gains, by)
    bump(story.subject)
    standing.settle(story)
    ask_anew(story)
    journal("stories.edited", story.subject, by=by, payload={"version": story.subject.version})
    return story


@verb(Story)
def set_picture(*, by: Viewer, story_id: UUID | str, picture: Prepared, alt: str, credit: str = "") -> Story:
    """Put the one picture on a story, in place of the one before. Those in it are asked anew.

    The picture belongs to the story and not to whoever put it up, so that none but these verbs change it.
    Raises: NotFound, Refused, ValidationError.
    """
    story = kept(story_id, by)
    require("stories.keep", by, story)
    made = Picture(alt=alt, credit=credit, consent=True, width=picture.width, height=picture.height)
    clean_texts(made, ("alt", "credit"))
    if not made.alt:
        raise ValidationError({"alt": [_("Skriv noget her.")]})
    before = story.picture
    made.subject = subjects.create("picture", title=made.alt, by=None, context=story.subject, is_searchable=False)
    keep_files(made, picture)
    story.picture = made
    story.save(update_fields=["picture"])
    if before:
        delete_pictures([before])
    bump(story.subject)
    standing.settle(story)
    ask_anew(story)
    journal("stories.pictured", story.subject, by=by)
    return story


@verb(Story)
def drop_picture(*, by: Viewer, story_id: UUID | str) -> Story:
    """Take the picture off and delete its files. Those in the story are asked anew. Raises: NotFound, Refused."""
    story = kept(story_id, by)
    require("stories.keep", by, story)
    before, story.picture = story.picture, None
    story.save(update_fields=["picture"])
    if before:
        delete_pictures([before])
        bump(story.subject)
    standing.settle(story)
    ask_anew(story)
    journal("stories.unpictured", story.subject, by=by)
    return story


@verb(Story)
def withdraw_story(*, by: Viewer, story_id: UUID | str) -> Story:
    """Take a story back: words, picture and the list of those in it are deleted. Raises: NotFound, Refused."""
    story = kept(story_id, by)
    require("stories.keep", by, story)
    clear(story)
    journal("stories.withdrawn", story.subject, by=by)
    return story


def clear(story: Story) -> None:
    """Nothing is left but the silent subject, for the journal."""
    picture, story.picture = story.picture, None
    story.title = story.body = story.screened = ""
    story.withdrawn_at = clock.now()
    story.about = story.area = story.work_unit = None
    story.save()
    if picture:
        delete_pictures([picture])
    for row in story.people.all():
        letters.forget_links(row)
    story.people.all().delete()
    Benefit.objects.filter(subject=story.subject).delete()
    subjects.set_audience(story.subject, Audience.NAMED, standing.readers_of(story))
    subjects.fall_silent(story.subject)
