"""One structure of everything about a challenge that somebody may read. Every paper is made from it alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from samspil.challenges.cards import entered_note
from samspil.challenges.models import Challenge, Stage
from samspil.foundation import clock, mail
from samspil.foundation.hooks import PaperDay, PaperItem, all_of
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer

RELATED = (
    "actor",
    "author__actor",
    "entered_by__actor",
    "host__actor",
    "next_host__actor",
    "unit__actor__subject",
    "beacon__subject",
)

Fact = tuple[str, str | int | date]


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    items: list[PaperItem]


@dataclass(frozen=True, slots=True)
class Paper:
    """A challenge as plain text with a structure. ``is_public`` tells whether everybody may read what it is about."""

    title: str
    first_title: str
    kicker: str
    status: str
    language: str
    text: str
    today: str
    outcome: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    url: str
    printed_on: date
    is_public: bool
    municipality: str

    @property
    def length(self) -> int:
        """How many things stand on it, with what hangs on them."""
        return sum(1 + len(item.parts) for section in self.sections for item in section.items)

    @property
    def ui_language(self) -> str:
        return ui_language()


def ui_language() -> str:
    """The language of headings and labels, as a tag with a country (da-DK)."""
    return {"da": "da-DK", "en": "en-GB"}.get(get_language() or "", "da-DK")


def paper_of(challenge: Challenge, viewer: Viewer) -> Paper:
    """Everything about ``challenge`` that ``viewer`` may read, in the same number of queries however much it is."""
    subject = challenge.subject
    sections = [
        Section(str(section.label), section.of(challenge, viewer))
        for section in all_of("paper_sections")
        if section.kind == subject.kind
    ]
    return Paper(
        title=challenge.question,
        first_title=challenge.first_question if challenge.is_reworded else "",
        kicker=" · ".join(part for part in (_("Udfordring"), challenge.get_theme_display(), subject.place) if part),
        status=_("Trukket tilbage") if challenge.withdrawn_at else challenge.get_stage_display(),
        language=subject.language,
        text=challenge.description,
        today=challenge.today,
        outcome=challenge.outcome,
        facts=tuple(facts(challenge, viewer)),
        sections=tuple(section for section in sections if section.items),
        url=mail.address(reverse("challenges:page", args=[challenge.pk])),
        printed_on=clock.today(),
        is_public=is_public(challenge),
        municipality=settings.MUNICIPALITY,
    )


def facts(challenge: Challenge, viewer: Viewer) -> list[Fact]:
    """What is known about the challenge in single words and days."""
    subject = challenge.subject
    known: list[tuple[str, Any]] = [
        (_("Rejst af"), ", ".join(part for part in (challenge.speaker, challenge.in_the_role_of) if part)),
        (_("Skrevet ned"), entered_note(challenge)),
        (_("Rejst"), timezone.localtime(subject.created_at).date()),
        (_("Emne"), challenge.get_theme_display()),
        (_("Sted"), subject.place),
        (_("Trin"), challenge.get_stage_display()),
        (_("Spor"), challenge.get_track_display()),
    ]
    # What was hidden or is for few is not named on the paper of something else.
    if challenge.beacon and challenge.beacon.subject.readable_by(viewer):
        known.append((_("Sigtepejle"), challenge.beacon.title))
    if challenge.unit and challenge.unit.actor.subject.readable_by(viewer):
        known.append((_("Enhed"), challenge.unit.actor.name))
    if challenge.host:
        host = ", ".join(part for part in (challenge.host.name, challenge.host.function) if part)
        known += [(_("Mødeleder"), host), (_("Mødeleder til"), challenge.host_until)]
    if challenge.next_host:
        known.append((_("Næste mødeleder"), challenge.next_host.name))
    known += [
        (_("Det sker der nu"), challenge.next_step),
        (_("Hvem gør det"), challenge.next_who),
        (_("Hvornår"), challenge.next_on),
    ]
    if subject.audience != Audience.PUBLIC:
        known.append((_("Kan ses af"), subject.get_audience_display()))
    return [(label, value) for label, value in known if value]


def is_public(challenge: Challenge) -> bool:
    return (
        challenge.subject.audience == Audience.PUBLIC
        and challenge.stage != Stage.DRAFT
        and challenge.withdrawn_at is None
    )


def days_of(challenge: Challenge, viewer: Viewer) -> list[PaperDay]:
    """The days around a challenge, the first one first."""
    days = [
        day
        for hook in all_of("paper_days")
        if hook.kind == challenge.subject.kind
        for day in hook.of(challenge, viewer)
    ]
    return sorted(days, key=lambda day: (day.day, day.key))


def as_text(value: str | int | date) -> str:
    """A fact in words, for what is read rather than counted."""
    # Paper does not know what "i dag" was, so days stand in full.
    return date_format(value, pgettext("datoformat", "j. F Y")) if isinstance(value, date) else str(value)
