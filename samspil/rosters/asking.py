"""The verbs about who is in a plan: take people in, ask them, and take down when they can."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.actors.actions import register_person
from samspil.actors.models import Actor, Membership, Person
from samspil.actors.queries import viewers_of
from samspil.foundation import clock
from samspil.foundation.addresses import email_address, phone_number
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import OneTimeLink, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.rates import Rate
from samspil.resources.facts import area_of, number_of
from samspil.rosters import letters, planning, queries
from samspil.rosters.models import MOST_MEMBERS, NAME_LENGTH, Level, Roster, RosterMember, RosterWish
from samspil.tasks.coming import party_called
from samspil.tasks.models import MOST_PEOPLE, Party, Reminder, Slot

RELATED = ("host__unit", "author__actor")
# An address somebody typed is a stranger's mailbox; those the host knows (``add_people``) are asked with a whole plan.
ADDED_BY = Rate("roster-people-by", MOST_MEMBERS, timedelta(days=1))
ASKED_BY = Rate("roster-letters-by", MOST_MEMBERS, timedelta(days=1))


def roster_for(roster_id: UUID | str, by: Viewer) -> Roster:
    """A plan that ``by`` may read, locked. Whoever calls asks the rule. Raises: NotFound."""
    return find(Roster, roster_id, by, related=RELATED, lock=True)


def member_for(member_id: int | str) -> RosterMember:
    """With its plan locked, so that two answers at the same moment come one after the other. Whoever calls asks the
    rule. Raises: NotFound.
    """
    key = member_id if str(member_id).isdigit() else 0
    plans = Roster.objects.select_related("subject").select_for_update(of=("self", "subject"), no_key=True)
    plans.filter(members=key).first()
    member = RosterMember.objects.select_related(*letters.OF_MEMBER).filter(pk=key).first()
    if member is None:
        raise NotFound(f"RosterMember {member_id}")
    return member


@verb(Roster)
def add_people(*, by: Viewer, roster_id: UUID | str, person_ids: Iterable[UUID | str]) -> Roster:
    """Take in people the host knows already (``queries.candidates``). Raises: NotFound, Refused, ValidationError."""
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    keys = {key for each in person_ids if (key := as_uuid(each))}
    known = {each.person.pk: each for each in queries.candidates(roster, by)}
    if not keys or not keys <= known.keys():
        raise ValidationError({"person_ids": [_("Vælg nogen på listen.")]})
    take_in(roster, [known[key].member for key in sorted(keys)])
    journal("rosters.people_added", roster.subject, by=by, actor=roster.host_id, payload={"n": len(keys)})
    return roster


@verb(RosterMember)
def add_person(
    *,
    by: Viewer,
    roster_id: UUID | str,
    name: str,
    email: str = "",
    phone: str = "",
    party: str = Party.PERSON,
    party_name: str = "",
    people: int | str | None = None,
) -> RosterMember:
    """Take in somebody who said yes to be asked, by name and mail or phone: alone, or for ``people`` who come as one.

    Raises: NotFound, Refused, ValidationError.
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    name, email, phone = clean_line(name), clean_line(email), clean_line(phone)
    guard(name=name, phone=phone)
    if not name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    if not email and not phone:
        raise ValidationError({"email": [_("Skriv en mail eller et telefonnummer.")]})
    email, phone = email_address(email), phone_number(phone)
    party_name = party_called(party, party_name)
    number = at_least_one(number_of(people, "people", MOST_PEOPLE), "people") or 1
    check_room(number if party_name else 1, planning.slots_of(roster))
    if email and not ADDED_BY.hit(str(by.known_id)):
        raise ValidationError(_("Du har skrevet mange på i dag. Skriv resten på i morgen."))
    person = register_person(name=name, email=email, phone=phone[:30])
    if person.erased_at or person.blocked_at:
        raise ValidationError({"email": [_("Den person kan ikke komme med i planen.")]})
    member = RosterMember(person=person, party=party, people=number if party_name else 1, called=name[:NAME_LENGTH])
    member.actor = spoken_for(person, party_name)
    member.party_name = "" if member.actor else party_name
    if is_there(roster, member, name, phone):
        raise ValidationError({"name": [_("%(name)s er med i planen i forvejen.") % {"name": party_name or name}]})
    (member,) = take_in(roster, [member])
    journal("rosters.people_added", roster.subject, by=by, actor=roster.host_id, payload={"n": 1})
    return member


def is_there(roster: Roster, member: RosterMember, name: str, phone: str) -> bool:
    """Whether they are in the plan already; those without a mail are known by their name and number."""
    rows = roster.members.filter(actor=member.actor, party_name=member.party_name)
    if member.person.email:
        return rows.filter(person=member.person).exists()
    return rows.filter(person__email=None, person__phone=phone, person__actor__name__iexact=name).exists()


def spoken_for(person: Person, name: str) -> Actor | None:
    """The association or company of that name, when the person speaks for it: its declaration and promises count."""
    if not name:
        return None
    rows = Membership.objects.current().filter(person=person, speaks_for=True, actor__name__iexact=name)
    row = rows.select_related("actor").first()
    return row.actor if row else None


def take_in(roster: Roster, members: list[RosterMember]) -> list[RosterMember]:
    keys = [member.person_id for member in members]
    before = set(roster.members.values_list("pk", flat=True))
    if len(before) + len(members) > MOST_MEMBERS:
        told = ngettext("Der er plads til %d person.", "Der er plads til %d personer.", MOST_MEMBERS) % MOST_MEMBERS
        raise ValidationError(told)
    for member in members:
        member.roster = roster
    RosterMember.objects.bulk_create(members, ignore_conflicts=True)
    bump(roster.subject)
    return list(roster.members.filter(person__in=keys).exclude(pk__in=before))


@verb(Roster)
def remove_person(*, by: Viewer, roster_id: UUID | str, member_id: int | str) -> Roster:
    """Take somebody out, with their wishes. Whoever has a place keeps it: call that off first.

    Raises: NotFound, Refused, ValidationError.
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    member = roster.members.filter(pk=member_id).first() if str(member_id).isdigit() else None
    if member is None:
        return roster  # pressed twice
    if any(shift.is_told for shift in member.shifts.select_related("sign_up")):
        raise ValidationError(_("Personen har fået en plads. Meld den fra først."))
    links = OneTimeLink.objects.filter(purpose__in=letters.PURPOSES, person=member.person_id)
    links.filter(payload__member=member.pk).delete()
    member.delete()
    bump(roster.subject)
    journal("rosters.person_removed", roster.subject, by=by, actor=roster.host_id)
    return roster


@verb(Roster)
def ask(*, by: Viewer, roster_id: UUID | str) -> Roster:
    """Write once to each who was not asked yet and has a mail address; those beyond a day's letters wait.

    Raises: NotFound, Refused, ValidationError.
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    asked, tasks = 0, queries.tasks_told(roster)
    members = list(queries.to_ask(roster).select_related("person__actor", "roster__subject", "roster__host"))
    readers = viewers_of([member.person for member in members])
    for member in members:
        if not ASKED_BY.hit(str(by.known_id)):
            break
        member.asked_at = clock.now()
        member.save(update_fields=["asked_at"])
        letters.ask(member, queries.with_way_in(tasks, readers[member.person_id]))
        asked += 1
    journal("rosters.asked", roster.subject, by=by, actor=roster.host_id, payload={"n": asked})
    return roster


@verb(RosterMember, for_oneself=True)
def tell_wishes(
    *,
    by: Viewer,
    member_id: int | str,
    slots: Mapping[str, str] | None = None,
    weekdays: Mapping[str, str] | None = None,
    declined: bool = False,
    per_week: int | str | None = None,
    at_most: int | str | None = None,
    reach_km: int | str | None = None,
    area_id: int | str | None = None,
    together: str = "",
    people: int | str | None = None,
    reminder: str | None = None,
) -> RosterMember:
    """Say when one can, or that one cannot this time. ``slots`` and ``weekdays`` (1 to 7) give a ``Level``; what is
    left out counts as "cannot". A party says how many they are. Whoever plans may write it down for somebody who rang.
    Who says yes themselves goes by their own name from then on.

    Raises: NotFound, Refused, ValidationError.
    """
    member = member_for(member_id)
    require("rosters.wish", by, member)
    roster = member.roster
    there = {str(slot.pk): slot for slot in planning.slots_of(roster)}
    said = {there[key]: level for key, level in (slots or {}).items() if key in there and level}
    days = {int(day): level for day, level in (weekdays or {}).items() if str(day) in "1234567" and level}
    if not set(said.values()) | set(days.values()) <= set(Level.values):
        raise ValidationError(_("Vælg en af mulighederne på listen."))
    wishes = [wish for wish in member.wishes.all() if wish.weekday or str(wish.slot_id) in there]
    stand = {str(wish.slot_id or wish.weekday): wish.level for wish in wishes}
    told = {str(slot.pk): level for slot, level in said.items()} | {str(day): level for day, level in days.items()}
    chosen = {key: level for key, level in told.items() if level != Level.CANNOT}
    if declined and chosen.items() - stand.items():
        both = _("Du har valgt tider og også sat kryds ved, at du ikke kan. Vælg en af delene.")
        raise ValidationError({"declined": [both]})
    if not declined and not {*said.values(), *days.values()} - {Level.CANNOT.value}:
        raise ValidationError(_("Vælg mindst en tid, eller sæt kryds ved, at du ikke kan denne gang."))
    member.declined = bool(declined)
    member.per_week = at_least_one(number_of(per_week, "per_week", 14), "per_week")
    member.at_most = at_least_one(number_of(at_most, "at_most", 200), "at_most")
    member.reach_km = at_least_one(number_of(reach_km, "reach_km", 200), "reach_km")
    member.area = area_of(area_id)
    if member.is_party and people not in (None, ""):
        member.people = at_least_one(number_of(people, "people", MOST_PEOPLE), "people") or member.people
        check_room(0 if declined else member.people, there.values())
    if reminder is not None:
        if reminder not in Reminder.values:
            raise ValidationError({"reminder": [_("Vælg en af mulighederne på listen.")]})
        member.reminder = reminder
    member.together = together
    clean_texts(member, ("together",))
    member.answered_at = clock.now()
    is_own = by.person_id == member.person_id
    member.entered_by_id = None if is_own else by.known_id
    if is_own and not declined:
        member.called = ""
    member.save()
    member.wishes.all().delete()
    if not declined:
        RosterWish.objects.bulk_create(
            RosterWish(member=member, slot=slot, level=level) for slot, level in said.items()
        )
        RosterWish.objects.bulk_create(
            RosterWish(member=member, weekday=day, level=level) for day, level in days.items()
        )
    bump(roster.subject)
    journal(
        "rosters.wished",
        roster.subject,
        by=by,
        on_behalf_of=None if is_own else member.person_id,
        payload={"member": member.pk},
    )
    return member


def check_room(people: int, slots: Iterable[Slot]) -> None:
    """Raises: ValidationError on ``people``, when they are more than there is room for at any time of the plan."""
    most = max((slot.places for slot in slots), default=people)
    if people > most:
        raise ValidationError({"people": [_("Der er højst plads til %d.") % most]})


def at_least_one(number: int | None, name: str) -> int | None:
    if number == 0:
        raise ValidationError({name: [_("Skriv mindst 1, eller lad feltet stå tomt.")]})
    return number
