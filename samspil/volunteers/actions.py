"""The verbs about being asked: the profile that is one's own, asking others to a task, and their answer.

Before anybody is asked, their row is locked and then counted, so that no limit is passed however many coordinators
press at the same moment (SQLite lets one transaction write at a time anyway).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import ORGANISATIONS, Actor, Person
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.subjects import known_point
from samspil.foundation.verbs import NotFound, Stale, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity import actions as identity
from samspil.identity.rates import Rate
from samspil.matching.types import TIMES
from samspil.resources.facts import area_of, codes_of, day_of, number_of, wrong
from samspil.resources.models import LANGUAGES, Day
from samspil.tasks.models import Task, TaskKind
from samspil.tasks.queries import waits_for_med
from samspil.volunteers import letters, limits
from samspil.volunteers.models import FURTHEST, Ask, AskAnswer, LivedSeenBy, Profile, Silence
from samspil.volunteers.queries import askable

MOST_AT_ONCE = 30
BY_PERSON = Rate("volunteers-asked-by", 100, timedelta(days=1))
LONGEST_QUIET = timedelta(days=2 * 366)
LISTS = {"kinds": TaskKind.values, "days": Day.values, "times": TIMES, "languages": tuple(LANGUAGES)}
OFTEN = (1, 2, 4)  # what one may choose among: times in 30 days


# --- one's own profile ------------------------------------------------------------------------------------------------


@verb(Profile)
def save_profile(
    *,
    by: Viewer,
    can: str,
    kinds: Iterable[str] = (),
    area_id: int | str | None = None,
    place: str = "",
    reach_km: int | str | None = None,
    days: Iterable[str] = (),
    times: Iterable[str] = (),
    drives: bool = False,
    languages: Iterable[str] = (),
    lived: str = "",
    lived_seen_by: str = LivedSeenBy.COORDINATORS,
    most_a_month: int | str = 2,
    hosts_may_ask: bool = False,
    expected_version: int | str | None = None,
) -> Profile:
    """Say that one likes to be asked, or mend what one said. Whoever saves means to be asked: a pause ends.

    Raises: Refused, Stale, ValidationError.
    """
    require("volunteers.offer", by)
    voice_of(by)  # says it kindly to whoever is blocked
    # The person is locked, because the first time there is no profile to lock.
    people = Person.objects.select_for_update(of=("self",), no_key=True).select_related("actor__subject")
    person = people.get(pk=by.known_id)
    profile = Profile.objects.select_for_update(no_key=True).filter(person=person).first()
    is_new = profile is None
    profile = profile or Profile()
    profile.person = person
    if not is_new and expected_version not in (None, "") and str(expected_version) != str(profile.version):
        raise Stale(profile.subject)
    profile.can, profile.place, profile.lived = can or "", place or "", lived or ""
    clean_texts(profile, ("can", "place", "lived"))
    if not profile.can:
        raise wrong("can", _("Skriv noget her."))
    lists = {"kinds": kinds, "days": days, "times": times, "languages": languages}
    for name, allowed in LISTS.items():
        setattr(profile, name, codes_of(lists[name] or (), allowed, name))
    profile.area = area_of(area_id)
    profile.lat, profile.lon = known_point(profile.place)
    profile.reach_km = number_of(reach_km, "reach_km", FURTHEST)
    if lived_seen_by not in LivedSeenBy.values:
        raise wrong("lived_seen_by", _("Vælg en af mulighederne på listen."))
    often = number_of(most_a_month, "most_a_month", max(OFTEN))
    if often not in OFTEN:
        raise wrong("most_a_month", _("Vælg en af mulighederne på listen."))
    profile.lived_seen_by, profile.most_a_month = lived_seen_by, often
    profile.drives, profile.hosts_may_ask = bool(drives), bool(hosts_may_ask)
    profile.paused_at = profile.warned_at = profile.quiet_until = None
    profile.used_at = clock.now()
    profile.version += 0 if is_new else 1
    profile.save()
    journal("volunteers.profile_saved", profile.subject, by=by)
    if is_new:
        letters.tell_saved(profile)
    return profile


def own_profile(by: Viewer, *, lock: bool = False) -> Profile:
    """Raises: NotFound."""
    rows = Profile.objects.select_related("person__actor__subject", "area").filter(person__in=[by.person_id])
    profile = rows.select_for_update(of=("self",), no_key=True).first() if lock else rows.first()
    if profile is None:
        raise NotFound("Profile")
    return profile


@verb(Profile, for_oneself=True)
def rest(*, by: Viewer, until: date | str | None = None) -> Profile:
    """Not now: until a day, or without one until further notice. Raises: NotFound, Refused, ValidationError."""
    profile = own_profile(by, lock=True)
    require("volunteers.keep_profile", by, profile)
    put_rest(profile, until)
    journal("volunteers.profile_rested", profile.subject, by=by)
    return profile


def put_rest(profile: Profile, until: date | str | None) -> None:
    """Raises: ValidationError on ``until``."""
    day = quiet_day(until) if until else None
    profile.quiet_until = day
    profile.paused_at = None if day else clock.now()
    use(profile)


def quiet_day(until: date | str | None) -> date:
    """Raises: ValidationError on ``until``."""
    day = day_of(until, "until")
    if day is None:
        raise wrong("until", _("Vælg, hvornår vi gerne må spørge igen."))
    if not clock.today() < day <= clock.today() + LONGEST_QUIET:
        raise wrong("until", _("Vælg en dag fra i morgen og højst to år frem."))
    return day


def use(profile: Profile) -> None:
    """The person did something with it: it is not forgotten."""
    profile.used_at, profile.warned_at = clock.now(), None
    profile.save()


@verb(Profile, for_oneself=True)
def keep_profile(*, by: Viewer) -> Profile:
    """It should stand, and one may be asked again. Raises: NotFound, Refused."""
    profile = own_profile(by, lock=True)
    require("volunteers.keep_profile", by, profile)
    profile.quiet_until = profile.paused_at = None
    use(profile)
    journal("volunteers.profile_kept", profile.subject, by=by)
    return profile


@verb(Person, for_oneself=True)
def delete_profile(*, by: Viewer) -> Person:
    """One's own profile and what one was asked go at once. Whoever is here for nothing else is forgotten altogether.

    Raises: NotFound, Refused.
    """
    profile = own_profile(by, lock=True)
    require("volunteers.keep_profile", by, profile)
    journal("volunteers.profile_deleted", profile.subject, by=by)
    return let_go(profile)


@verb(Person)
def let_lapse(*, by: Viewer, profile_id: UUID | str) -> Person:
    """Nobody used it, and nobody answered the letter: it goes. Scheduled work. Raises: NotFound, Refused."""
    rows = Profile.objects.select_for_update(of=("self",), no_key=True).select_related("person__actor__subject")
    profile = rows.filter(pk=profile_id).first()
    if profile is None:
        raise NotFound("Profile")
    require("volunteers.let_lapse", by, profile)
    journal("volunteers.profile_lapsed", profile.subject, by=by)
    return let_go(profile)


def let_go(profile: Profile) -> Person:
    person = profile.person
    forget(person.pk)
    identity.let_go(person, room="volunteers")
    person.refresh_from_db()
    return person


def forget(person_id: UUID) -> None:
    """Nothing that this app holds about the person is left."""
    Profile.objects.filter(person=person_id).delete()
    Ask.objects.filter(person=person_id).delete()
    letters.close_links(person_id)


# --- asking -----------------------------------------------------------------------------------------------------------


@verb(Task)
def ask(
    *, by: Viewer, task_id: UUID | str, people: Sequence[UUID | str] = (), actors: Sequence[UUID | str] = ()
) -> Task:
    """Ask people with a profile, and associations, groups and companies, to a task. Whoever may not be asked is left
    out. The task that comes back holds ``asked`` and ``left_out``, the latter with the reasons.

    Raises: NotFound, Refused, ValidationError (nobody could be asked).
    """
    task = find(Task, task_id, by, related=("host__unit", "host__subject"))
    require("volunteers.ask", by, task)
    person_keys = [key for key in map(as_uuid, people) if key and key != by.person_id]
    actor_keys = [key for key in map(as_uuid, actors) if key and key != task.host_id]
    if not person_keys and not actor_keys:
        raise ValidationError(_("Sæt kryds ved dem, I vil spørge."))
    if len(person_keys) + len(actor_keys) > MOST_AT_ONCE:
        raise ValidationError(_("Vælg højst %d ad gangen.") % MOST_AT_ONCE)
    if not task.slots.filter(ends_at__gt=clock.now(), cancelled_at=None, closed_at=None).exists():
        raise ValidationError(_("Opgaven har ingen åbne tider, så der er ikke noget at spørge om."))
    if waits_for_med(task):
        raise ValidationError(_("MED skal drøfte opgaven, før I spørger nogen."))
    rows = askable(by).filter(person__in=person_keys).select_for_update(of=("self",), no_key=True)
    profiles = list(rows.order_by("pk"))
    found = Actor.objects.visible_to(by).filter(pk__in=actor_keys, kind__in=ORGANISATIONS, subject__shown=True)
    invited = list(found.exclude(kind__in=("unit", "body")).select_for_update(of=("self",), no_key=True).order_by("pk"))
    standing = limits.standing(task, [row.person_id for row in profiles], [row.pk for row in invited])
    task.asked, task.left_out = [], []
    for profile in profiles:
        if why := limits.why_not_person(profile, standing):
            task.left_out.append(why)
        elif is_left(by, task.left_out):
            task.asked.append(Ask.objects.create(task=task, person=profile.person, asked_by_id=by.person_id))
            letters.write_to_person(profile)
    for actor in invited:
        if why := limits.why_not_actor(actor.pk, standing):
            task.left_out.append(f"{actor.name}: {why}")
        elif is_left(by, task.left_out):
            task.asked.append(Ask.objects.create(task=task, actor=actor, asked_by_id=by.person_id))
            letters.write_to_actor(actor)
    if not task.asked:
        raise ValidationError(task.left_out or [_("De valgte kan ikke spørges.")])
    journal("volunteers.asked", task.subject, by=by, payload={"asks": ",".join(str(row.pk) for row in task.asked)})
    return task


def is_left(by: Viewer, left_out: list[str]) -> bool:
    """Whether ``by`` may ask one more today; if not, it is told in ``left_out``."""
    if BY_PERSON.hit(str(by.known_id)):
        return True
    left_out.append(_("Du har spurgt mange i dag. Spørg resten i morgen."))
    return False


# --- answering --------------------------------------------------------------------------------------------------------


def ask_found(ask_id: UUID | str, *, lock: bool = False) -> Ask:
    """Raises: NotFound."""
    rows = Ask.objects.select_related("task__subject", "task__host", "person__actor", "actor")
    key = as_uuid(ask_id)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=key, task__subject__shown=True).first() if key else None
    if row is None:
        raise NotFound(f"Ask {ask_id}")
    return row


@verb(Ask, for_oneself=True)
def answer(*, by: Viewer, ask_id: UUID | str, answer: str, until: date | str | None = None) -> Ask:
    """Yes, not this time, not before a day, or never again. It may be changed while the task is open.

    Raises: NotFound, Refused, ValidationError.
    """
    row = ask_found(ask_id, lock=True)
    require("volunteers.answer", by, row)
    if answer not in AskAnswer.values or answer == AskAnswer.WAITING:
        raise ValidationError({"answer": [_("Vælg et svar.")]})
    if answer == AskAnswer.YES and not row.task.is_open:
        raise ValidationError({"answer": [_("Opgaven er lukket. Tak, fordi du ville.")]})
    day = quiet_day(until) if answer == AskAnswer.LATER else None
    row.answer, row.answered_at = answer, clock.now()
    row.save(update_fields=["answer", "answered_at"])
    if row.actor_id:
        if answer in (AskAnswer.LATER, AskAnswer.NEVER):
            Silence.objects.update_or_create(actor_id=row.actor_id, defaults={"until": day, "since": clock.now()})
    elif profile := Profile.objects.select_for_update(of=("self",), no_key=True).filter(person=row.person_id).first():
        if answer in (AskAnswer.LATER, AskAnswer.NEVER):
            put_rest(profile, day)
        else:
            use(profile)
    journal("volunteers.answered", row.subject, by=by, payload={"ask": str(row.pk), "answer": str(answer)})
    return row


@verb(Actor)
def break_silence(*, by: Viewer, actor_id: UUID | str) -> Actor:
    """An association or a company wants to be asked again. Raises: NotFound, Refused."""
    actor = find(Actor, actor_id, by)
    require("volunteers.break_silence", by, actor)
    Silence.objects.filter(actor=actor).delete()
    journal("volunteers.silence_broken", actor.subject, by=by)
    return actor
