"""Reads about practices, always through ``visible_to``."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change, edits_in
from samspil.actors.models import ERASED, Actor, Membership, Person, Sphere
from samspil.actors.queries import leaders_of, organisations, staff_of, units, viewer_of
from samspil.challenges.models import ChainLink, ChainStep, Challenge
from samspil.evaluations.models import Evaluation
from samspil.foundation import clock, search
from samspil.foundation.models import Subject, may_read
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import Viewer
from samspil.practices.models import FollowUp, Practice, Thanks, Use
from samspil.practices.rules import works_there

OTHERS_HOLD = (ChainStep.IDENTIFIED, ChainStep.DEVISED, ChainStep.DELIVERED)
NOT_AUTHORITIES = (Sphere.CIVIL_SOCIETY, Sphere.MARKET)  # another municipality is not those it is for, either
MOST_LISTED = 20  # on somebody else's page
REMINDED_WITHIN = timedelta(days=7)  # a day on which the machine stood still is caught up with

SORTS = {
    "aktiv": ("-subject__active_at", "pk"),
    "nyeste": ("-subject__created_at", "pk"),
    "laengst": ("since", "pk"),
    "udbredt": ("-places", "-subject__active_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    theme: str = ""
    place: UUID | None = None
    label: bool = False
    lives: str = ""
    sort: str = "aktiv"


def current_uses(today: date | None = None) -> Q:
    """A use that is carried out today."""
    today = today or clock.today()
    return Q(withdrawn_at=None, since__lte=today) & (Q(until=None) | Q(until__gte=today))


def standing_labels(viewer: Viewer) -> QuerySet[Practice]:
    """The practices whose label stands: all three tests still have their evidence, as far as ``viewer`` may read it."""
    use = Use.objects.filter(current_uses(), may_read(viewer, "subject__"), pk=OuterRef("label__use"))
    evaluation = Evaluation.objects.filter(
        may_read(viewer, "subject__"), pk=OuterRef("label__evaluation"), completed_at__isnull=False, withdrawn_at=None
    )
    rows = Practice.objects.visible_to(viewer).filter(withdrawn_at=None)
    return rows.filter(Exists(use), Exists(evaluation), label__link__isnull=False)


def practices(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Practice]:
    """The standing practices ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = Practice.objects.visible_to(viewer).filter(withdrawn_at=None)
    rows = rows.select_related("subject", "actor", "unit").prefetch_related(uses_for(viewer))
    if filters.words:
        ids = search.matching(filters.words, ("practice",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    live = Use.objects.filter(current_uses(), may_read(viewer, "subject__"), practice=OuterRef("pk"))
    if filters.place:
        rows = rows.filter(Exists(live.filter(actor=filters.place)))
    if filters.lives == "nu":
        rows = rows.filter(Exists(live))
    elif filters.lives == "stoppet":
        rows = rows.exclude(Exists(live))
    if filters.label:
        rows = rows.filter(pk__in=standing_labels(viewer).values("pk"))
    if filters.sort == "udbredt":
        rows = rows.annotate(places=Count("uses", filter=prefixed_current(), distinct=True))
    return rows.order_by(*SORTS.get(filters.sort, SORTS["aktiv"]))


def prefixed_current() -> Q:
    today = clock.today()
    is_on = Q(uses__withdrawn_at=None, uses__subject__shown=True, uses__since__lte=today)
    return is_on & (Q(uses__until=None) | Q(uses__until__gte=today))


def in_use(viewer: Viewer) -> QuerySet[Practice]:
    """What is carried out today. An idea is an innovation only from here on (H: "når de er gennemført", C08)."""
    live = Use.objects.filter(current_uses(), may_read(viewer, "subject__"), practice=OuterRef("pk"))
    return Practice.objects.visible_to(viewer).filter(Exists(live), withdrawn_at=None)


def uses(viewer: Viewer) -> QuerySet[Use]:
    rows = Use.objects.visible_to(viewer).filter(withdrawn_at=None)
    return rows.select_related("subject", "actor__subject", "author__actor", "unit").order_by("pk")


def uses_for(viewer: Viewer) -> Prefetch:
    """The uses of practices, as ``visible_uses``, in one query."""
    return Prefetch("uses", uses(viewer), to_attr="visible_uses")


def uses_of(practice: Practice, viewer: Viewer) -> list[Use]:
    """Where it lives, has lived or will: the home first."""
    rows = list(uses(viewer).filter(practice=practice)[:500])
    return sorted(rows, key=lambda row: (row.until is not None, row.waits, row.actor_id != practice.actor_id))


def homes_for(viewer: Viewer) -> list[Actor]:
    """Where the viewer may register a practice: units they work for, organisations they speak for."""
    found = [
        unit.actor for unit in units(viewer).select_related("actor__subject") if works_there.test(viewer, unit.actor)
    ]
    return [*found, *spoken_for(viewer)]


def spoken_for(viewer: Viewer) -> list[Actor]:
    """The organisations the viewer speaks for. Units decide by their leader instead; councils advise."""
    if not viewer.speaks_for:
        return []
    return list(organisations(viewer).filter(pk__in=viewer.speaks_for).exclude(kind__in=("unit", "body")))


def places_for(practice: Practice, viewer: Viewer) -> list[Actor]:
    """Where the viewer could take a practice into use: units they lead, organisations they speak for, not yet there."""
    taken = set(Use.objects.filter(practice=practice, until=None, withdrawn_at=None).values_list("actor", flat=True))
    led: list[Actor] = []
    if viewer.holds("leader"):
        led = [unit.actor for unit in units(viewer) if viewer.leads(unit.line)]
        scopes = {grant.scope for grant in viewer.grants if grant.kind == "leader"}
        led.sort(key=lambda actor: (actor.pk not in scopes, actor.name))  # one's own unit before those below it
    return [actor for actor in (*led, *spoken_for(viewer)) if actor.pk not in taken]


def adopted_by(practice: Practice, viewer: Viewer) -> Use | None:
    """How the viewer last took it into use: their second press comes when there is nothing left to choose."""
    rows = Use.objects.filter(practice=practice, author=viewer.person_id, until=None).exclude(actor=practice.actor_id)
    return rows.order_by("pk").last() if viewer.is_known else None


def may_follow_up(practice: Practice, viewer: Viewer) -> list[Person]:
    """Who could look at a practice again: the viewer, who registered it, and those where it began."""
    people = [*Person.objects.filter(pk__in={viewer.person_id, practice.author_id} - {None}).select_related("actor")]
    if practice.unit:
        people += [*leaders_of(practice.unit)[:1], *staff_of(practice.unit)]
    else:
        speakers = Membership.objects.current().filter(actor=practice.actor_id, speaks_for=True)
        people += Person.objects.filter(pk__in=speakers.values("person"), erased_at=None).select_related("actor")
    unique = {person.pk: person for person in people if person.erased_at is None}
    return sorted(unique.values(), key=lambda person: (person.pk != viewer.person_id, person.name))


def follow_ups_of(practice: Practice) -> list[FollowUp]:
    """The days to look again, what is left to do first. Asked of a practice that ``visible_to`` has let through."""
    rows = list(practice.follow_ups.select_related("person__actor", "done_by__actor"))
    return sorted(rows, key=lambda row: (row.done_at is not None, row.due))


def follow_up_named(pk: int | str, viewer: Viewer) -> FollowUp:
    """Raises: NotFound."""
    rows = FollowUp.objects.filter(may_read(viewer, "practice__subject__"), practice__withdrawn_at=None)
    found = rows.select_related("practice__subject", "practice__unit__actor", "practice__actor", "person__actor")
    follow_up = found.filter(pk=pk).first()
    if follow_up is None:
        raise NotFound(f"FollowUp {pk}")
    return follow_up


def follow_ups_due(until: date) -> list[FollowUp]:
    """What should be looked at by now and is not, with somebody to write to who may read it. For the reminders."""
    rows = FollowUp.objects.filter(
        due__range=(until - REMINDED_WITHIN, until),
        done_at=None,
        person__email__isnull=False,
        practice__withdrawn_at=None,
        practice__subject__shown=True,
    )
    found = rows.select_related("practice__subject", "person__actor").order_by("pk")
    return [row for row in found if row.person and row.practice.subject.readable_by(viewer_of(row.person))]


def thanks_of(practice: Practice, viewer: Viewer) -> list[Thanks]:
    """Whom the page thanks, as far as ``viewer`` may read it."""
    rows = Thanks.objects.filter(Q(actor=None) | may_read(viewer, "actor__subject__"), practice=practice)
    return list(rows.select_related("actor", "by__actor"))


def thanks_named(pk: int | str, viewer: Viewer) -> Thanks:
    """Raises: NotFound."""
    rows = Thanks.objects.filter(Q(actor=None) | may_read(viewer, "actor__subject__"), pk=pk)
    found = rows.filter(may_read(viewer, "practice__subject__"))
    thanks = found.select_related("practice__subject", "practice__unit__actor", "actor").first()
    if thanks is None:
        raise NotFound(f"Thanks {pk}")
    return thanks


# --- the label --------------------------------------------------------------------------------------------------------


def evaluations_for(practice: Practice, viewer: Viewer) -> list[Evaluation]:
    """The completed evaluations of a practice and of the trial it came from, newest first."""
    about = [pk for pk in (practice.pk, practice.tried_as_id) if pk]
    rows = Evaluation.objects.visible_to(viewer).filter(about__in=about, completed_at__isnull=False, withdrawn_at=None)
    return list(rows.select_related("subject").order_by("-completed_at"))


def links_by_others(practice: Practice, viewer: Viewer) -> list[ChainLink]:
    """Who besides the authorities saw the need, found out how, or does it."""
    rows = ChainLink.objects.filter(may_read(viewer, "subject__"), subject=practice.subject_id, step__in=OTHERS_HOLD)
    return list(rows.filter(sphere__in=NOT_AUTHORITIES).select_related("actor__subject").order_by("at", "pk"))


def name_on(link: ChainLink) -> str:
    """As the chain strip says it: the name, unless it is hidden."""
    shows = link.actor.subject.shown or link.actor.name == ERASED
    return link.actor.name if shows else gettext("En, der er skjult")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is for each of the three tests, to choose from."""

    evaluations: list[Evaluation]
    uses: list[Use]
    links: list[ChainLink]

    @property
    def missing(self) -> list[str]:
        """The tests without any evidence, in words."""
        tests = (
            (self.evaluations, _("Nyt og bedre: Der mangler en evaluering, som er færdig.")),
            (self.uses, _("Ført ud i livet: Ingen gør det nu.")),
            (self.links, _("Af eller med - ikke for: Kommunen har gjort det hele alene.")),
        )
        return [str(text) for found, text in tests if not found]


def evidence_for(practice: Practice, viewer: Viewer) -> Evidence:
    """Three queries."""
    return Evidence(
        evaluations_for(practice, viewer),
        list(uses(viewer).filter(current_uses(), practice=practice)),
        links_by_others(practice, viewer),
    )


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label as it stands now. ``fallen`` says what no longer holds, where it has fallen away."""

    evaluation: Evaluation | None
    better: str
    use: Use | None
    link: ChainLink | None
    by: Person
    on: date
    fallen: list[str]

    @property
    def who(self) -> str:
        return name_on(self.link) if self.link else ""

    @property
    def stands(self) -> bool:
        return not self.fallen


def label_of(practice: Practice, viewer: Viewer) -> Labelled | None:
    """The label with its evidence as ``viewer`` may read it; None where none was given."""
    label = getattr(practice, "label", None)
    if label is None:
        return None
    evaluation = next((row for row in evaluations_for(practice, viewer) if row.pk == label.evaluation_id), None)
    use = uses(viewer).filter(current_uses(), pk=label.use_id).first() if label.use_id else None
    tests = (
        (evaluation, _("Evalueringen står her ikke mere.")),
        (use, _("Den enhed eller forening, der gjorde det, er stoppet.")),
        (label.link, _("De andre, der var med, er det ikke mere.")),
    )
    fallen = [str(text) for found, text in tests if found is None]
    return Labelled(evaluation, label.better, use, label.link, label.by, label.on, fallen)


# --- on other pages ---------------------------------------------------------------------------------------------------


def listed(viewer: Viewer) -> QuerySet[Practice]:
    rows = Practice.objects.visible_to(viewer).filter(withdrawn_at=None)
    return rows.select_related("subject", "actor").order_by("-pk")


def practices_of(about: Challenge | Subject, viewer: Viewer) -> list[Practice]:
    """What came of a challenge or a proposal. One query."""
    came = Q(challenge=about.pk) | Q(proposal=about.pk)
    return list(listed(viewer).filter(came)[:MOST_LISTED])


def living_at(place: UUID, viewer: Viewer) -> list[Use]:
    """What somebody does now. One query."""
    rows = Use.objects.visible_to(viewer).filter(
        current_uses(), may_read(viewer, "practice__subject__"), actor=place, practice__withdrawn_at=None
    )
    return list(rows.select_related("practice__actor").order_by("-since", "pk")[:MOST_LISTED])


def practice_counts(field: str, ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    """How many practices in use each challenge or proposal has led to."""
    rows = in_use(viewer).filter(**{f"{field}__in": ids}).values(pk_of=F(field)).annotate(n=Count("pk"))
    return {row["pk_of"]: row["n"] for row in rows}


def places(viewer: Viewer) -> QuerySet[Actor]:
    """The units and organisations where something lives now."""
    live = Use.objects.filter(current_uses(), may_read(viewer, "subject__"), actor=OuterRef("pk"))
    return organisations(viewer).filter(Exists(live))


TRACKED = {
    "title": _("Navnet"),
    "body": _("Det, vi gør"),
    "recipe": _("Sådan begynder man"),
    "theme": _("Emnet"),
    "since": _("Siden hvornår"),
    "cost_neutral": _("Om det koster mere"),
    "cost_per_year": _("Kroner om året"),
    "cost_note": _("Om prisen"),
    "contact": _("Hvem man kan spørge"),
}


def changes_of(practice: Practice) -> list[Change]:
    """The edits of a practice, newest first. Two queries."""
    return edits_in(practice.history, TRACKED)
