"""Reads about plans: the list, the plan as a table by time and by person, who may be taken in, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.actors.models import Actor, ActorKind, Membership, Person, Sphere
from samspil.foundation import clock
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.rosters import planning
from samspil.rosters.models import NAME_LENGTH, PlannedShift, Roster, RosterMember
from samspil.safeguards import queries as safeguards
from samspil.safeguards.models import Requirement, Safeguard
from samspil.safeguards.rules import answers_for
from samspil.tasks import times
from samspil.tasks.models import HOLDS_A_PLACE, STANDS, Party, SignUp, Slot, Task
from samspil.tasks.queries import coming_to

CANDIDATES_SHOWN = 60


def rosters(viewer: Viewer) -> QuerySet[Roster]:
    """The plans the viewer keeps, those that end last first."""
    rows = Roster.objects.visible_to(viewer).filter(withdrawn_at=None).select_related("subject", "host")
    return rows.order_by("-until_on", "pk")


def tasks_to_plan(viewer: Viewer, host_id: UUID | None) -> list[Task]:
    """The open tasks of a host that have a time ahead."""
    if host_id is None:
        return []
    ahead = Slot.objects.filter(ends_at__gt=clock.now(), cancelled_at=None).values("task")
    rows = Task.objects.visible_to(viewer).filter(host=host_id, withdrawn_at=None, closed_at=None, pk__in=ahead)
    return list(rows.select_related("subject").order_by("title", "pk")[:100])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be taken in, as they came last, and what they are called."""

    person: Person
    member: RosterMember

    @property
    def label(self) -> str:
        if not self.member.is_party:
            return self.member.who
        words = {"name": self.member.name, "who": self.member.who, "n": self.member.people}
        return _("%(name)s, %(n)d i alt (%(who)s)") % words


def candidates(roster: Roster, viewer: Viewer, words: str = "") -> list[Candidate]:
    """Whom the host knows and has not taken in, by name: those who have come in the last year to its tasks that
    ``viewer`` may read, alone or with others, and those who belong to it. Who belongs to the municipality is employed
    there, and asked only after coming. ``words`` are parts of the name. Three queries.
    """
    came = coming_to(roster.host_id).filter(may_read(viewer, "slot__task__subject__"))
    members = Membership.objects.current().filter(actor=roster.host_id)
    if roster.host.sphere == Sphere.MUNICIPALITY:
        members = members.none()
    rows = Person.objects.filter(
        Q(pk__in=came.values("person")) | Q(pk__in=members.values("person")), erased_at=None, blocked_at=None
    ).exclude(pk__in=roster.members.values("person"))
    last = {row.person_id: row for row in came.select_related("actor").order_by("created_at")}
    called = dict(members.values_list("person", "called"))
    found = [
        Candidate(each, as_they_came(each, last.get(each.pk), called.get(each.pk, "")))
        for each in rows.select_related("actor").order_by("pk")
    ]
    wanted = words.casefold().split()
    fitting = [each for each in found if all(word in each.label.casefold() for word in wanted)]
    return sorted(fitting, key=lambda each: each.member.who.casefold())


def as_they_came(person: Person, row: SignUp | None, called: str) -> RosterMember:
    """``called`` is the name the host wrote on its list; somebody who signed up themselves has said who they are."""
    if row:
        called = row.called or (called if row.entered_by_id else "")
    called = called[:NAME_LENGTH]  # tasks and memberships have room for longer ones
    if row is None or row.party == Party.PERSON:
        return RosterMember(person=person, called=called)
    facts = {"party": row.party, "actor": row.actor, "party_name": row.party_name, "people": row.people}
    return RosterMember(person=person, called=called, **facts)


def members_of(roster: Roster) -> list[RosterMember]:
    rows = roster.members.select_related("person__actor", "actor", "entered_by__actor").order_by("pk")
    return sorted(rows, key=lambda member: member.who.casefold())


def to_ask(roster: Roster) -> QuerySet[RosterMember]:
    """Those who can be written to, and have neither been asked nor answered."""
    rows = roster.members.filter(asked_at=None, answered_at=None, person__erased_at=None)
    return rows.exclude(person__email=None)


def places_for_us(roster: Roster, slot: Slot) -> int:
    """The places that the plan may give: those that others do not hold."""
    planned = roster.shifts.filter(sign_up__isnull=False).values("sign_up")
    others = SignUp.objects.filter(slot=slot, state__in=HOLDS_A_PLACE).exclude(pk__in=planned)
    return max(0, slot.places - (others.aggregate(sum=Sum("people"))["sum"] or 0))


@dataclass
class Row:
    """One time in the plan: who comes, how many places stay empty, and why, in words."""

    slot: Slot
    when: str
    shifts: list[PlannedShift] = field(default_factory=list)
    others: int = 0
    missing: int = 0
    below: int = 0
    why: str = ""


@dataclass
class Table:
    rows: list[Row]
    people: list[tuple[RosterMember, list[PlannedShift], list[str]]]
    changes: list[tuple[str, list[str], list[str]]]
    filled: int
    missing: int
    below: int
    broken: list[str]
    problems: list[str]
    cancelled: list[PlannedShift]
    waits: int  # shifts that nobody has heard of
    leaving: int
    to_ring: list[RosterMember]  # who have a place and no mail address


def table(roster: Roster) -> Table:
    """The plan as it stands, in a number of queries that does not grow."""
    slots = planning.slots_of(roster)
    shifts = list(roster.shifts.select_related("member__person__actor", "member__actor", "slot", "sign_up"))
    shifts.sort(key=lambda shift: (shift.slot.starts_at, shift.member.name))
    told = {shift.sign_up_id for shift in shifts if shift.sign_up_id}
    held = SignUp.objects.filter(slot__in=slots, state__in=HOLDS_A_PLACE).exclude(pk__in=told).order_by()
    others = dict(held.values_list("slot").annotate(sum=Sum("people")))
    unfilled = roster.outcome.get("unfilled", {})
    by_slot: dict[UUID, list[PlannedShift]] = {slot.pk: [] for slot in slots}
    for shift in shifts:
        if shift.slot_id in by_slot and not shift.is_cancelled:
            by_slot[shift.slot_id].append(shift)
    rows, names = [], {}
    for slot in slots:
        when = times.slot_in_words(slot)
        names[str(slot.pk)] = when
        ours = sum(shift.member.people for shift in by_slot[slot.pk] if not shift.is_leaving)
        coming = ours + others.get(slot.pk, 0)
        row = Row(slot, when, by_slot[slot.pk], others.get(slot.pk, 0))
        row.missing, row.below = max(0, slot.places - coming), max(0, slot.needed - coming)
        if row.missing and (told_why := unfilled.get(str(slot.pk))):
            row.why = why_in_words(told_why)
        rows.append(row)
    everybody = members_of(roster)
    members = {str(member.pk): member.name for member in everybody}
    told_of = {shift.member_id for shift in shifts if shift.is_told}
    return Table(
        rows=rows,
        people=by_person(shifts, names),
        changes=changes_in_words(roster, members, names),
        filled=sum(shift.member.people for row in rows for shift in row.shifts if not shift.is_leaving),
        missing=sum(row.missing for row in rows),
        below=sum(row.below for row in rows),
        broken=[
            BROKEN[limit]() % {"who": members[who], "when": names[slot]}
            for who, slot, limit in roster.outcome.get("broken", ())
            if who in members and slot in names
        ],
        problems=[
            f"{shift.member.name}: {told_why}"
            for shift in shifts
            if (told_why := roster.outcome.get("problems", {}).get(str(shift.pk))) and not shift.is_told
        ],
        cancelled=[shift for shift in shifts if shift.slot_id in by_slot and cancelled_since(roster, shift)],
        waits=sum(not shift.is_told and not shift.is_leaving for row in rows for shift in row.shifts),
        leaving=sum(shift.is_leaving for row in rows for shift in row.shifts),
        to_ring=[member for member in everybody if member.pk in told_of and not member.person.email],
    )


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody who could come, but for a check or a declaration, and where to see to it."""

    member: RosterMember
    what: str
    url: str
    how: str


def those_lacking(
    roster: Roster, rows: Iterable[Row], members: Iterable[RosterMember], viewer: Viewer
) -> list[Lacking]:
    """Who could come at a time that has places still, but for what they lack: told only to those responsible for the
    host's people, of an association that has not declared only to the coordinators, and of nobody to themselves. Five
    queries, none where nothing is lacking.
    """
    unfilled = roster.outcome.get("unfilled", {})
    empty = [row.slot for row in rows if row.missing and unfilled.get(str(row.slot.pk), {}).get("lacking")]
    if not empty or not answers_for(viewer, roster.host):
        return []
    kinds = {kind for slot in empty for kind in slot.task.requirements}
    there = [row for row in members if row.takes_part and row.person_id != viewer.person_id]
    comers, levels = planning.as_they_come(roster, there), planning.levels_of(there, empty)
    found = safeguards.lacking(kinds, comers, roster.host)
    checks = Safeguard.objects.visible_to(viewer).filter(
        host=roster.host_id, kind__in=kinds, person__in=[row.person_id for row in there]
    )
    known = {(person, kind): pk for pk, person, kind in checks.values_list("pk", "person", "kind")}
    made = []
    for member in there:
        asked_of_them = {kind for slot in empty if (member.pk, slot.pk) in levels for kind in slot.task.requirements}
        lacks = sorted(found[member.pk] & asked_of_them)
        if not lacks or (member.actor_id and not viewer.holds("coordinator")):
            continue
        what = ", ".join(str(Requirement(kind).label).lower() for kind in lacks)
        pages = [known[member.person_id, kind] for kind in lacks if (member.person_id, kind) in known]
        way = where_to_see_to_it(roster, member, comers[member.pk][1], pages, lacks[0])
        made.append(Lacking(member, what, *way))
    return made


def where_to_see_to_it(
    roster: Roster, member: RosterMember, actor: Actor | None, pages: list[UUID], kind: str
) -> tuple[str, str]:
    """The address, and what it is called."""
    if member.actor_id:
        return reverse("safeguards:ask-declaration", args=[member.actor_id]), _("Bed om en erklæring")
    if pages:
        return reverse("safeguards:page", args=[pages[0]]), _("Se, hvor langt det er")
    if roster.host.kind != ActorKind.UNIT and actor is None:
        return reverse("tasks:members", args=[roster.host_id]), _("Skriv personen på jeres liste først")
    # To know somebody's address is no right to hear whose it is: they are typed again, by the name they have here.
    whom = "" if member.called else f"&person={member.person_id}"
    return f"{reverse('safeguards:require', args=[roster.host_id])}?kind={kind}{whom}", _("Bed om det")


def tasks_told(roster: Roster) -> list[Task]:
    """The tasks that somebody is asked about. One query."""
    rows = roster.tasks.filter(withdrawn_at=None, subject__shown=True).select_related("subject", "area")
    return list(rows.order_by("title", "pk"))


def with_way_in(tasks: Iterable[Task], viewer: Viewer) -> list[tuple[Task, bool]]:
    """Each task with whether the viewer may open its page. A query for each that is for some only, and the first time
    it is asked of.
    """
    return [(task, task.subject.readable_by(viewer)) for task in tasks]


def cancelled_since(roster: Roster, shift: PlannedShift) -> bool:
    """Whether somebody cancelled what the plan as it stands still counts on."""
    cancelled_at = shift.sign_up.cancelled_at if shift.sign_up and shift.is_cancelled else None
    return cancelled_at is not None and (roster.computed_at is None or cancelled_at > roster.computed_at)


def by_person(
    shifts: Iterable[PlannedShift], names: dict[str, str]
) -> list[tuple[RosterMember, list[PlannedShift], list[str]]]:
    found: dict[int, tuple[RosterMember, list[PlannedShift], list[str]]] = {}
    for shift in shifts:
        if shift.is_cancelled or shift.is_leaving or str(shift.slot_id) not in names:
            continue
        row = found.setdefault(shift.member_id, (shift.member, [], []))
        row[1].append(shift)
        row[2].append(names[str(shift.slot_id)])
    return sorted(found.values(), key=lambda row: (row[0].name, row[0].pk))


def changes_in_words(
    roster: Roster, members: dict[str, str], names: dict[str, str]
) -> list[tuple[str, list[str], list[str]]]:
    """Who moves: the name, the times they get, and those they lose."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for who, slot, is_added in roster.outcome.get("changes", ()):
        if who in members and slot in names:
            found.setdefault(who, ([], []))[0 if is_added else 1].append(names[slot])
    rows = [(members[who], gets, loses) for who, (gets, loses) in found.items()]
    return sorted(rows)


def why_in_words(told: dict) -> str:
    """Why places stay empty, from the codes of ``assignment.Unfilled``: what stands in the way of most first, then all
    else that whoever plans could do something about.
    """
    counts = told.get("counts", {})
    others = [why for why in BY_DOING_SOMETHING if counts.get(why) and why != told["why"]]
    return " ".join(one_why(why, counts.get(why, 0), told) for why in (told["why"], *others))


def one_why(why: str, n: int, told: dict) -> str:
    if why == "requirement":
        kinds = [str(Requirement(kind).label).lower() for kind in told.get("lacking", ()) if kind in Requirement.values]
        words = {"n": n, "what": ", ".join(kinds)}
        return ngettext("%(n)d kunne, men mangler: %(what)s.", "%(n)d kunne, men mangler: %(what)s.", n) % words
    return WHY[why](n) % {"n": n}


BY_DOING_SOMETHING = ("requirement", "too_far", "limit_used", "busy", "together", "too_many")


WHY = {
    "not_asked": lambda _n: _("Ingen har svaret endnu."),
    "not_available": lambda _n: _("Ikke flere kan på det tidspunkt."),
    "too_far": lambda n: ngettext("%(n)d kunne, men bor for langt væk.", "%(n)d kunne, men bor for langt væk.", n),
    "limit_used": lambda n: ngettext(
        "%(n)d kunne, men har nået sit antal.", "%(n)d kunne, men har nået deres antal.", n
    ),
    "busy": lambda n: ngettext(
        "%(n)d kunne, men er et andet sted samtidig.", "%(n)d kunne, men er et andet sted samtidig.", n
    ),
    "together": lambda n: ngettext("%(n)d kommer kun sammen med en anden.", "%(n)d kommer kun sammen med andre.", n),
    "too_many": lambda n: ngettext(
        "%(n)d hold kunne, men er for mange til pladserne.", "%(n)d hold kunne, men er for mange til pladserne.", n
    ),
}
BROKEN = {
    "cannot": lambda: _("%(who)s er låst fast %(when)s, men har ikke sagt, at det kan lade sig gøre."),
    "requirement": lambda: _("%(who)s er låst fast %(when)s, men et krav er ikke på plads."),
    "too_far": lambda: _("%(who)s er låst fast %(when)s, men bor for langt væk."),
    "overlaps": lambda: _("%(who)s er låst fast to steder samtidig: %(when)s."),
    "per_week": lambda: _("%(who)s er låst fast flere gange om ugen end ønsket: %(when)s."),
    "at_most": lambda: _("%(who)s er låst fast flere gange end ønsket: %(when)s."),
    "places": lambda: _("Der er ikke plads til %(who)s %(when)s."),
}


def gap_in_words(roster: Roster) -> str:
    """How good the plan is, said honestly: exact, or how much better another could be at most."""
    gap, how = roster.outcome.get("gap"), roster.outcome.get("how")
    if gap is None or how is None:
        return ""
    if gap <= 1e-9:
        return _("Der findes ingen bedre plan med de svar, vi har.")
    if gap > 1:
        return _("Vi nåede ikke at vise, hvor god planen er.")
    percent = f"{100 * gap:.1f}".replace(".", ",")
    return _("Vi nåede ikke helt til bunds. En anden plan kan højst være %s procent bedre.") % percent


def own_shifts(member: RosterMember) -> list[tuple[SignUp, str]]:
    """The places somebody has in a plan, those ahead, with when they are in words. One query."""
    rows = SignUp.objects.filter(
        planned__member=member, state__in=STANDS, slot__ends_at__gt=clock.now(), slot__task__subject__shown=True
    )
    rows = rows.select_related("slot__task__subject", "slot__task__area", "person").order_by("slot__starts_at", "pk")
    return [(row, times.slot_in_words(row.slot)) for row in rows]


def mine(viewer: Viewer) -> list[RosterMember]:
    """The plans where somebody wants to know when I can."""
    if not viewer.is_known:
        return []
    rows = RosterMember.objects.filter(
        person=viewer.known_id, roster__withdrawn_at=None, roster__until_on__gte=clock.today(), asked_at__isnull=False
    )
    return list(rows.select_related("roster__host", "person__actor", "actor").order_by("roster__until_on", "pk")[:10])
