"""Reads about frames, ground rules and agreements, always through ``visible_to``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from samspil.actors.models import Actor, Person, Unit, in_units_of
from samspil.actors.queries import leaders_of, led_nearest
from samspil.agreements.differences import changed_sections, changed_words
from samspil.agreements.models import (
    BODY_LENGTH,
    LABELS,
    OPEN,
    Agreement,
    AgreementVersion,
    Frame,
    GroundRules,
    Insurance,
    Section,
    Status,
    TextVersion,
    WaitsFor,
    responsible_for,
)
from samspil.foundation import clock
from samspil.foundation.hooks import Boundary, address
from samspil.foundation.models import Audience, Subject
from samspil.foundation.viewer import Viewer
from samspil.safeguards.rules import ASSOCIATIONS

MOST_ON_ACTOR = 20
REVIEW_SOON = timedelta(days=30)
RELATED = ("subject", "unit__actor__subject", "party__subject")
COLUMNS = ("volunteer_does", "professional_does", "nobody_does")
FROM_FRAME = {"confidentiality": Section.CONFIDENTIALITY, "expenses": Section.EXPENSES, "leaving": Section.STOPPING}
BLOCKS = ("roles", "expectations", "confidentiality", "expenses", "leaving")


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    state: str = ""
    unit: UUID | None = None
    whom: str = ""


# --- texts ------------------------------------------------------------------------------------------------------------


def frame_of(viewer: Viewer) -> Frame | None:
    return Frame.objects.visible_to(viewer).select_related("subject").first()


def newest_frame() -> TextVersion | None:
    return TextVersion.objects.filter(subject__frame__isnull=False, subject__shown=True).first()


def newest_rules(unit: Unit) -> TextVersion | None:
    return TextVersion.objects.filter(subject__groundrules__unit=unit, subject__shown=True).first()


def rules_of(unit: Unit, viewer: Viewer) -> GroundRules | None:
    return GroundRules.objects.visible_to(viewer).select_related("subject").filter(unit=unit).first()


def all_rules(viewer: Viewer) -> list[GroundRules]:
    """The units that have ground rules. One query."""
    rows = GroundRules.objects.visible_to(viewer).filter(unit__actor__subject__shown=True)
    return list(rows.select_related("subject", "unit__actor").order_by("unit__actor__name"))


def versions_of(subject: Subject) -> list[TextVersion]:
    """Every version, the newest first. One query."""
    return list(subject.text_versions.select_related("subject", "by__actor"))


def section_labels() -> dict[str, str]:
    return {code.value: str(code.label) for code in Section}


def text_changes(before: TextVersion | None, after: TextVersion | None) -> list[tuple[str, str]]:
    """What differs between two versions of a text."""
    if after is None or before is None or before.pk == after.pk:
        return []
    return list(changed_sections(before.sections, after.sections, section_labels()))


# --- agreements -------------------------------------------------------------------------------------------------------


def agreements(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Agreement]:
    """The agreements that are the viewer's business: what waits comes first, then what is to be looked at again.

    Public ones of others stand on the pages of those who made them, not here.
    """
    filters = filters or Filters()
    if not viewer.is_known:
        return Agreement.objects.none()
    own = Q(party__in={*viewer.speaks_for, viewer.actor_id}) & ~Q(status=Status.DRAFT)
    # Those who work in a unit read its agreements with associations; one with a person names nobody but that person.
    mine = Q(responsible_for(viewer)) | own | Q(unit__in=viewer.readers)
    readable = Agreement.objects.visible_to(viewer).exclude(subject__title="")
    rows = readable.filter(mine).select_related(*RELATED)
    for word in filters.words.replace("\x00", "").split()[:8]:
        matches = Q(pk__in=[])
        # SQLite knows no capitals beyond ASCII, so Åse is asked for in the ways she may be written.
        for form in {word, word.lower(), word.capitalize()}:
            matches |= Q(subject__title__icontains=form) | Q(party_contact__icontains=form, party__person__isnull=False)
            matches |= Q(party__name__icontains=form) & (Q(party__person=None) | Q(party_is_known=True))
            matches |= Q(unit__actor__name__icontains=form)
        rows = rows.filter(matches)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    soon = clock.today() + REVIEW_SOON
    match filters.state:
        case "kladde":
            rows = rows.filter(status=Status.DRAFT)
        case "venter":
            rows = rows.filter(status__in=OPEN).exclude(waits_for="")
        case "se-paa":
            rows = rows.filter(status=Status.RUNNING, review_on__lte=soon)
        case "gaelder":
            rows = rows.filter(status=Status.RUNNING)
        case "slut":
            rows = rows.filter(status=Status.ENDED)
    match filters.whom:
        case "foreninger":
            rows = rows.filter(party__person=None)
        case "personer":
            rows = rows.exclude(party__person=None)
    order = Case(
        When(status=Status.ENDED, then=Value(4)),
        When(status=Status.DRAFT, then=Value(2)),
        When(~Q(waits_for=""), then=Value(0)),
        When(review_on__lte=soon, then=Value(1)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return rows.annotate(order=order).order_by("order", "review_on", "pk")


def of_actor(actor: Actor, viewer: Viewer) -> list[Agreement]:
    """What an association or a unit has agreed on, as far as the viewer may read it. One query."""
    side = Q(unit=actor.pk) if actor.kind == "unit" else Q(party=actor)
    rows = Agreement.objects.visible_to(viewer).filter(side, status__in=OPEN).select_related(*RELATED)
    return list(rows.order_by("-status", "subject__title", "pk")[:MOST_ON_ACTOR])


def of_oneself(viewer: Viewer) -> list[Agreement]:
    """One's own agreements, and those of the associations one speaks for, that are open. One query."""
    if not viewer.is_known:
        return []
    rows = Agreement.objects.visible_to(viewer).filter(party__in={*viewer.speaks_for, viewer.actor_id})
    return list(rows.filter(status__in=OPEN).select_related(*RELATED).order_by("-waits_for", "subject__title")[:20])


def waiting_for(viewer: Viewer) -> list[Subject]:
    """The agreements that wait for the viewer's yes: for an association they speak for, or for a unit they are the
    nearest leader of. A leader above it may say yes, too, and finds it in the list and on the unit's page.
    """
    party = Q(party__in={*viewer.speaks_for, viewer.actor_id}, waits_for__in=(WaitsFor.PARTY, WaitsFor.BOTH))
    unit = Q(unit__in=led_nearest(viewer), waits_for__in=(WaitsFor.UNIT, WaitsFor.BOTH))
    rows = Agreement.objects.visible_to(viewer).filter(party | unit, status__in=OPEN).exclude(subject__title="")
    shown = rows.filter(unit__actor__subject__shown=True).select_related("subject__context")
    return [row.subject for row in shown.order_by("subject__created_at", "pk")[:MOST_ON_ACTOR]]


def versions(agreement: Agreement) -> list[AgreementVersion]:
    """Every version with those who said yes to it, the newest first. Two queries."""
    rows = agreement.versions.select_related("frame__subject", "rules__subject", "by__actor")
    found = list(rows.prefetch_related("acceptances__person__actor", "acceptances__entered_by__actor"))
    for version in found:
        version.agreement = agreement
    return found


def review_again() -> date:
    """When to look at it next, if nobody says otherwise: in a year."""
    return clock.today() + relativedelta(years=1)


def known_beforehand(unit: Unit) -> dict[str, str]:
    """What the frame says of every agreement, and whom to ring in the unit: there to be mended, not to be typed."""
    leader = next(iter(leaders_of(unit)), None)
    frame = newest_frame()
    said = frame.sections if frame else {}
    return {
        **{name: text for name, code in FROM_FRAME.items() if len(text := said.get(code, "")) <= BODY_LENGTH},
        "unit_contact": leader.name if leader else "",
        "unit_phone": unit.actor.phone,
    }


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions of an agreement: its own words, and the texts it rests on."""

    words: Sequence[tuple[str, str]]
    frame: Sequence[tuple[str, str]]
    rules: Sequence[tuple[str, str]]
    frame_note: str = ""
    rules_note: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.frame or self.rules)


def changes(before: AgreementVersion | None, after: AgreementVersion) -> Changes:
    """What somebody who said yes to ``before`` must read before they say yes to ``after``."""
    if before is None:
        return Changes([], [], [])
    words = [
        (label, changed_words(old, new))
        for name, label in labels()
        if (old := shown(before, name)) != (new := shown(after, name))
    ]
    return Changes(
        words,
        text_changes(before.frame, after.frame),
        text_changes(before.rules, after.rules) if before.rules else [],
        after.frame.note if before.frame_id != after.frame_id else "",
        after.rules.note if after.rules and before.rules_id != after.rules_id else "",
    )


def labels() -> list[tuple[str, str]]:
    """The parts of an agreement with what they are called on the page."""
    return [(name, str(label)) for name, label in LABELS.items()]


def shown(version: AgreementVersion, name: str) -> str:
    value = getattr(version, name)
    return str(Insurance(value).label) if name == "insurance" and value else value


def parties(viewer: Viewer) -> QuerySet[Actor]:
    """Associations and others an agreement may be with."""
    return Actor.objects.visible_to(viewer).filter(kind__in=ASSOCIATIONS).order_by("name", "pk")


def party_named(actor_id: UUID | None, viewer: Viewer) -> Actor | None:
    """An organisation the viewer may see; or a person, whom those who are responsible for a unit may agree with."""
    if actor_id is None:
        return None
    found = Actor.objects.filter(pk=actor_id).select_related("subject", "person").first()
    if found is None or found.kind in ("unit", "body"):
        return None
    if found.is_person:
        return found if Person.objects.filter(actor=found, erased_at=None).exists() else None
    return found if found.subject.readable_by(viewer) else None


def person_by_address(email: str) -> Person | None:
    """Somebody we know by their whole address."""
    address_meant = email.strip().lower()
    if not address_meant:
        return None
    return Person.objects.filter(email=address_meant, erased_at=None).select_related("actor").first()


def units_for(viewer: Viewer) -> list[Unit]:
    """The units the viewer may make agreements for. Two queries."""
    rows = Unit.objects.visible_to(viewer).filter(in_units_of(viewer, "pk", "coordinator", "leader"))
    return list(rows.select_related("actor").order_by("actor__name"))


def at_the_boundary(viewer: Viewer) -> list[Boundary]:
    """What agreements say that volunteers do where staff work (C43): those anybody may read, and the viewer's own."""
    rows = Agreement.objects.visible_to(viewer).filter(status=Status.RUNNING, subject__audience=Audience.PUBLIC)
    found = list(rows.select_related(*RELATED).prefetch_related("versions").order_by("-subject__created_at", "pk")[:50])
    holds = [(row, next(v for v in row.versions.all() if v.agreed_at)) for row in found]
    return [
        Boundary(
            title=f"{row.party.name}: {row.subject.title}",
            url=address(row.subject),
            why="; ".join(version.volunteer_does.splitlines()),
            at=version.agreed_at,
        )
        for row, version in holds
        if version.agreed_at
    ]
