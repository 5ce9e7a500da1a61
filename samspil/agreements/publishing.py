"""The verbs that publish the frame and ground rules, and ask anew those whose agreements rest on them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import Unit
from samspil.agreements import letters
from samspil.agreements.models import (
    FRAME_SECTIONS,
    NOTE_LENGTH,
    OPEN,
    RULES_SECTIONS,
    SECTION_LENGTH,
    WORDS,
    Agreement,
    AgreementVersion,
    Frame,
    GroundRules,
    Reply,
    Section,
    Status,
    TextVersion,
    WaitsFor,
)
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, bump
from samspil.foundation.text import clean_line, clean_text, guard
from samspil.foundation.verbs import NotFound, check_version, journal, require, verb
from samspil.foundation.viewer import Viewer

CONTENT = (*WORDS, "insurance")
RELATED = ("unit__actor__subject", "party__subject", "party__person")


def clean_sections(sections: dict[str, str], codes: tuple[Section, ...]) -> dict[str, str]:
    """Raises: ValidationError by field."""
    cleaned = {str(code): clean_text(sections.get(code, "")) for code in codes}
    guard(**cleaned)
    problems: dict[str, list[Any]] = {
        code: [_("Teksten er for lang. Der er plads til %d tegn.") % SECTION_LENGTH]
        for code, text in cleaned.items()
        if len(text) > SECTION_LENGTH
    }
    if not any(cleaned.values()):
        problems[str(codes[0])] = [_("Skriv noget her.")]
    if problems:
        raise ValidationError(problems)
    return {code: text for code, text in cleaned.items() if text}


def add_version(subject: Subject, sections: dict[str, str], note: str, by: Viewer) -> TextVersion:
    """The next version of a text. What is said anew needs a line about why. Raises: ValidationError by field."""
    note = clean_line(note)
    guard(note=note)
    before = subject.text_versions.first()
    problems: dict[str, list[Any]] = {}
    if len(note) > NOTE_LENGTH:
        problems["note"] = [_("Teksten er for lang. Der er plads til %d tegn.") % NOTE_LENGTH]
    if before and before.sections == sections:
        problems["note"] = [_("Der er ikke rettet noget. Alle har sagt ja til det, der står.")]
    elif before and not note:
        problems["note"] = [_("Skriv i én linje, hvad der er nyt. De, der har en aftale, læser det.")]
    if problems:
        raise ValidationError(problems)
    return TextVersion.objects.create(
        subject=subject,
        number=before.number + 1 if before else 1,
        sections=sections,
        note=note,
        by_id=by.known_id,
    )


@verb(Frame)
def publish_frame(
    *, by: Viewer, sections: dict[str, str], note: str = "", expected_version: int | None = None
) -> Frame:
    """Publish the municipality's frame, or a new version of it. Everybody with an agreement is asked anew.

    Raises: Refused, Stale, ValidationError.
    """
    require("frames.publish", by)
    cleaned = clean_sections(sections, FRAME_SECTIONS)
    frame = Frame.objects.select_related("subject").select_for_update(of=("self", "subject"), no_key=True).first()
    if frame is None:
        subject = subjects.create(
            "frame", title=_("Rammen for frivilligt samarbejde"), by=by.known_id, text=" ".join(cleaned.values())
        )
        frame = Frame.objects.create(subject=subject)
    else:
        check_version(frame.subject, expected_version)
    version = add_version(frame.subject, cleaned, note, by)
    if version.number > 1:
        bump(frame.subject)
        search.index(frame.subject, " ".join(cleaned.values()))
    journal("agreements.frame_published", frame.subject, by=by, payload={"number": version.number})
    renew_all(by, frame=version)
    return frame


@verb(GroundRules)
def publish_rules(
    *, by: Viewer, unit_id: UUID | str, sections: dict[str, str], note: str = "", expected_version: int | None = None
) -> GroundRules:
    """Publish a unit's ground rules, or a new version of them. Those who have an agreement there are asked anew.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    unit = unit_named(unit_id, by)
    require("ground_rules.publish", by, unit)
    cleaned = clean_sections(sections, RULES_SECTIONS)
    rows = GroundRules.objects.select_related("subject").select_for_update(of=("self", "subject"), no_key=True)
    rules = rows.filter(unit=unit).first()
    if rules is None:
        subject = subjects.create(
            "ground_rules",
            title=_("Spilleregler i %s") % unit.actor.name,
            by=by.known_id,
            text=" ".join(cleaned.values()),
        )
        rules = GroundRules.objects.create(subject=subject, unit=unit)
    else:
        check_version(rules.subject, expected_version)
    version = add_version(rules.subject, cleaned, note, by)
    if version.number > 1:
        bump(rules.subject)
        search.index(rules.subject, " ".join(cleaned.values()))
    journal("agreements.rules_published", rules.subject, by=by, actor=unit.pk, payload={"number": version.number})
    renew_all(by, rules=version, unit=unit)
    return rules


def unit_named(unit_id: UUID | str, by: Viewer) -> Unit:
    """Raises: NotFound."""
    unit = Unit.objects.visible_to(by).select_related("actor__subject").filter(pk=as_uuid(unit_id)).first()
    if unit is None:
        raise NotFound(f"Unit {unit_id}")
    return unit


def renew_all(
    by: Viewer, *, frame: TextVersion | None = None, rules: TextVersion | None = None, unit: Unit | None = None
) -> None:
    """What agreements rest on has changed: each gets a version on the new text, and both sides are asked to say yes.

    Until then what they agreed on holds. A draft simply rests on the new text; one of other words stays a draft, behind
    the version they are asked about.
    """
    moved = {name: text for name, text in (("frame", frame), ("rules", rules)) if text}
    rows = Agreement.objects.exclude(status=Status.ENDED).select_related("subject", *RELATED)
    if unit:
        rows = rows.filter(unit=unit)
    for agreement in rows.select_for_update(of=("self",), no_key=True).order_by("pk"):
        newest = agreement.versions.first()
        if newest is None:
            continue
        if newest.offered_at is None:
            for name, text in moved.items():
                setattr(newest, name, text)
            newest.number += agreement.status in OPEN
            newest.save(update_fields=[*moved, "number"])
        if agreement.waits_for == WaitsFor.EDIT:
            continue  # it rests on the new text once it is mended and sent
        sent = agreement.versions.exclude(offered_at=None)
        newest = sent.first()
        # What they said no to is not asked about again, and neither is what came before it without a yes.
        stands = sent.exclude(agreed_at=None).first() if newest and newest.reply == Reply.NO else newest
        if newest is None or stands is None:
            continue
        made = copied(stands, by, **moved)
        made.number = newest.number + 1
        made.offered_at = clock.now()
        made.save()
        agreement.waits_for = WaitsFor.BOTH
        agreement.save(update_fields=["waits_for"])
        bump(agreement.subject)
        letters.ask(made)


def copied(version: AgreementVersion, by: Viewer, **changes: Any) -> AgreementVersion:
    """The next version with the same words, not saved yet."""
    kept = {name: getattr(version, name) for name in CONTENT}
    facts = {"frame": version.frame, "rules": version.rules, **kept, **changes}
    return AgreementVersion(agreement=version.agreement, number=version.number + 1, by_id=by.known_id, **facts)
