"""How a story stands: what is in it, who has said yes to just that, and how it reads without some of the names.

``settle`` is the one way to know and the only place that opens a story to everybody or shuts it again. It is called by
every verb that changes something, and by the clock when a yes runs out.
"""

import difflib
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspil.actors.actions import Voice
from samspil.actors.queries import viewer_of
from samspil.foundation import clock, search, subjects
from samspil.foundation.models import Audience
from samspil.moderation.actions import screen
from samspil.stories.models import Benefit, Consent, ConsentAnswer, ConsentState, Gain, Story, StoryState, Whom

Content = dict[str, Any]
GENITIVE = "(?:s|'s|’s|'|’)"
BEGINS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as it reads for everybody, without the names of those who want none."""

    title: str
    body: str
    names: tuple[str, ...] = ()
    alt: str = ""
    credit: str = ""
    own_words: tuple[tuple[str, str], ...] = ()  # (whose gain, in words)


def content_of(story: Story, benefits: Iterable[Benefit]) -> Content:
    """All that somebody in the story says yes to. The same content is the same yes."""
    picture = story.picture
    content = {
        "title": story.title,
        "body": story.body,
        "words": [[row.whom, row.words] for row in benefits if row.gain == Gain.OWN],
        "picture": str(picture.pk) if picture else "",
        "alt": picture.alt if picture else "",
        "credit": picture.credit if picture else "",
    }
    return {**content, "for_applicants": str(story.work_unit_id)} if story.work_unit_id else content


def content_now(story: Story) -> Content:
    return content_of(story, Benefit.objects.filter(subject=story.subject_id, gain=Gain.OWN))


def covers(seen: Content, content: Content) -> bool:
    """To stand for those who look for work is more to say yes to; who said yes to that said yes to less, too."""
    return seen == content or {name: part for name, part in seen.items() if name != "for_applicants"} == content


def digest(content: Content) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def state_of(consent: Consent, content: Content, today: date) -> str:
    if consent.answer in (ConsentAnswer.NO, ConsentAnswer.TAKEN_BACK):
        return ConsentState(consent.answer)
    if not consent.answer:
        return ConsentState.WAITING
    if not covers(consent.seen, content):
        return ConsentState.CHANGED
    if consent.until is None or consent.until < today:
        return ConsentState.RUN_OUT
    return ConsentState(consent.answer)


def people_of(story: Story, content: Content) -> list[Consent]:
    """Those in the story, each with the ``state`` of their yes. One query."""
    today, rows = (
        clock.today(),
        list(story.people.select_related("person__actor", "noted_by__actor").order_by("order", "pk")),
    )
    for row in rows:
        row.story, row.state = story, state_of(row, content, today)
    return rows


def standing(story: Story, people: Iterable[Consent]) -> str:
    """Where the story stands, by what those in it have said. The heaviest word counts."""
    states = {row.state for row in people}
    if story.withdrawn_at:
        return StoryState.WITHDRAWN
    if states & {ConsentState.NO, ConsentState.TAKEN_BACK}:
        return StoryState.STOPPED
    if ConsentState.RUN_OUT in states:
        return StoryState.RESTING
    if states & {ConsentState.WAITING, ConsentState.CHANGED}:
        return StoryState.WAITING
    return StoryState.OPEN


def settle(story: Story) -> str:
    """Let page, search and picture follow what those in the story have said; returns where it stands.

    What comes out for the first time in these words is looked at as any other contribution.
    """
    content = content_now(story)
    people = people_of(story, content)
    state = standing(story, people)
    is_open, subject = state == StoryState.OPEN, story.subject
    reading = read(content, people)
    subject.title = reading.title
    subject.save(update_fields=["title"])
    wanted = Audience.PUBLIC if is_open else Audience.NAMED
    if subject.audience != wanted:
        subjects.set_audience(subject, wanted, () if is_open else readers_of(story))
    if is_open:
        search.index(subject, f"{reading.body} {' '.join(words for _whom, words in reading.own_words)}")
        if story.screened != digest(content):
            story.screened = digest(content)
            Story.objects.filter(pk=story.pk).update(screened=story.screened)
            voice = Voice(story.author, story.actor, story.entered_by, story.channel)
            text = f"{reading.title}.\n{reading.body}\n" + "\n".join(words for _whom, words in reading.own_words)
            screen(subject, by=viewer_of(story.entered_by or story.author), voice=voice, text=text)
    else:
        search.forget(subject)
    return state


def readers_of(story: Story) -> list[UUID]:
    """Those who read a story that is not for everybody: whoever told it, and whoever wrote it down."""
    return [pk for pk in (story.author_id, story.entered_by_id) if pk]


# --- with and without names -------------------------------------------------------------------------------------------


def read(content: Content, people: Iterable[Consent], *, of: Consent | None = None, named: bool = True) -> Reading:
    """The content as everybody would read it. ``of``: as it would read if this one answered yes, ``named`` or not."""
    people = list(people)
    wants = {row.pk: named if of and row.pk == of.pk else row.answer != ConsentAnswer.UNNAMED for row in people}
    nameless = [row for row in people if row.name and not wants[row.pk]]

    def shown(text: str) -> str:
        for row in nameless:
            text = without(text, row.name, row.instead or _("en, der var med"))
        return text

    return Reading(
        title=shown(content["title"]),
        body=shown(content["body"]),
        names=tuple(row.name for row in people if row.name and row not in nameless),
        alt=shown(content["alt"]),
        credit=shown(content["credit"]),
        own_words=tuple((str(Whom(whom).label), shown(words)) for whom, words in content["words"]),
    )


def parts_of(name: str) -> list[str]:
    """The name and each part of it that begins with a capital, the longest first."""
    parts = {name, *(part for part in name.split() if len(part) > 1 and part[:1].isupper())}
    return sorted(parts, key=lambda part: (-len(part), part))


def pattern(name: str) -> re.Pattern[str]:
    each = "|".join(re.escape(form) for part in parts_of(name) for form in (part, part.upper()))
    return re.compile(rf"(?<!\w)(?:{each})({GENITIVE})?(?!\w)")


def names_it(text: str, name: str) -> bool:
    """Whether the name, or a part of it, stands in the text."""
    return bool(name) and pattern(name).search(text) is not None


def without(text: str, name: str, instead: str) -> str:
    """The text with ``instead`` in place of the name, in the genitive and at the start of a sentence too."""

    def put(match: re.Match[str]) -> str:
        word = instead[:1].upper() + instead[1:] if BEGINS.search(text[: match.start()]) else instead
        return f"{word}s" if match.group(1) else word

    return pattern(name).sub(put, text)


# --- what differs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: "same", "gone" or "new"."""

    how: str
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """Two texts word by word."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("gone", "".join(old[a:b]))] if b > a else []
        pieces += [Piece("new", "".join(new[c:d]))] if d > c else []
    return pieces


def differences(before: Content, after: Content) -> list[tuple[str, list[Piece]]]:
    """What is another than when somebody said yes: label and pieces. The picture is told in words."""
    if not before or before == after:
        return []
    labels = {"title": _("Overskrift"), "body": _("Historien"), "alt": _("Det kan man se på billedet")}
    found = [
        (label, compared(str(before.get(name, "")), str(after[name])))
        for name, label in labels.items()
        if before.get(name, "") != after[name]
    ]
    if before.get("picture") != after["picture"]:
        told = _("Billedet er et andet.") if after["picture"] else _("Billedet er taget af.")
        found.append((_("Billede"), [Piece("new", told)]))
    if after.get("for_applicants") not in (None, before.get("for_applicants")):
        found.append((_("Hvor den står"), [Piece("new", _("Den bliver også vist for dem, der søger arbejde hos os."))]))
    old, new = (" · ".join(words for _whom, words in each.get("words", [])) for each in (before, after))
    return [*found, (_("Det gav det"), compared(old, new))] if old != new else found
