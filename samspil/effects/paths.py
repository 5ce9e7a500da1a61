"""Keeps ``Path`` true: reads on in the journal, and works out anew the ideas that something has happened to.

A row is always worked out from the story as it stands, never counted up, so reading the same line twice does no harm.
A verb that is still at work writes a line that can only be read later, perhaps after a newer one: ``sweep`` therefore
reads the last minutes again, and once a night everything is made anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from samspil.actors.models import Person, Sphere
from samspil.challenges.models import ChainLink, ChainStep
from samspil.effects.models import Cursor, Halt, Horizon, Path, Reached, pack_holders, pack_sort
from samspil.foundation import clock
from samspil.foundation.models import Audience, JournalEntry, Subject
from samspil.practices.models import Practice, Use
from samspil.proposals.models import Answer, Outcome, Proposal
from samspil.tracks.models import Track
from samspil.trials.models import Outcome as TrialOutcome
from samspil.trials.models import Status, Trial

COUNTED = (Audience.PUBLIC, Audience.STAFF)
BITS = {Sphere.MUNICIPALITY: 1, Sphere.CIVIL_SOCIETY: 2, Sphere.MARKET: 4, Sphere.OTHER_PUBLIC: 8}
# What moves an idea. What people see and say moves none.
MOVES = ("proposals.", "challenges.", "trials.", "practices.", "evaluations.", "moderation.", "hosting.")
STILL = ("challenges.perspective_written", "challenges.replied", "trials.diary_written")
# Of a person, and so of all that they have said.
OF_PERSON = ("identity.person_erased", "moderation.sender_hidden", "moderation.sender_shown_again")
STILL_AT_WORK = timedelta(minutes=10)
AT_ONCE = 500  # ideas worked out together
WHILE_SOMEBODY_WAITS = 200  # journal lines read before a page is shown; more than that is left to the next minute's job
FIELDS = [field.name for field in Path._meta.concrete_fields if not field.primary_key]

# --- reading on in the journal ----------------------------------------------------------------------------------------


def catch_up(most: int = WHILE_SOMEBODY_WAITS) -> datetime | None:
    """Read on from where it was read last. One query when nothing has happened.

    Returns until when the table is true, where there was more to read than ``most`` lines; else None.
    """
    newer = JournalEntry.objects.filter(pk__gt=Coalesce(Subquery(Cursor.objects.values("entry")[:1]), 0)).order_by("pk")
    lines = list(newer.values_list("pk", "verb", "subject", "subject__root", "at")[: most + 1])
    if not lines:
        return None
    is_behind = len(lines) > most
    lines = lines[:most]
    with transaction.atomic():
        work_out(roots_of((verb, subject, root) for _pk, verb, subject, root, _at in lines))
        move_cursor(lines[-1][0])
    return lines[-1][4] if is_behind else None


def last_read() -> int:
    return Cursor.objects.values_list("entry", flat=True).first() or 0


def move_cursor(entry: int) -> None:
    """Never back: two readers may be at it at the same time, and both have done their lines."""
    cursor, _is_new = Cursor.objects.get_or_create(pk=1, defaults={"at": clock.now()})
    Cursor.objects.filter(pk=cursor.pk, entry__lt=entry).update(entry=entry, at=clock.now())


def sweep() -> None:
    """The job: read on to the end, and the last minutes once more."""
    while catch_up(most=AT_ONCE):
        pass
    late = JournalEntry.objects.filter(at__gt=clock.now() - STILL_AT_WORK).values_list(
        "verb", "subject", "subject__root"
    )
    work_out(roots_of(late))


def rebuild() -> int:
    """Make the whole table anew, a part at a time; returns how many ideas were counted. People may read meanwhile."""
    last = JournalEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    ids = Proposal.objects.order_by("pk").values_list("pk", flat=True)
    made = sum(work_out_these(some) for some in parts(ids.iterator(chunk_size=AT_ONCE)))
    move_cursor(last)
    return made


def roots_of(lines: Iterable[tuple[str, UUID, UUID | None]]) -> set[UUID]:
    """The roots under which something has happened to an idea."""
    roots: set[UUID | None] = set()
    people: set[UUID] = set()
    for verb, subject, root in lines:
        if verb in OF_PERSON:
            people.add(subject)
        elif verb.startswith(MOVES) and verb not in STILL:
            roots.add(root)
    if people:
        persons = Person.objects.filter(actor__in=people).values("pk")
        roots |= set(Subject.objects.filter(created_by__in=persons).values_list("root", flat=True))
    return {root for root in roots if root}


def work_out(roots: set[UUID]) -> None:
    """Work out every idea that stands under one of these roots, or has a trial or a practice there."""
    for some in parts(iter(roots)):
        under = Q(subject__root__in=some)
        ids = set(Proposal.objects.filter(under).values_list("pk", flat=True))
        ids |= set(Trial.objects.filter(under).values_list("proposal", flat=True))
        ids |= set(Practice.objects.filter(under, proposal__isnull=False).values_list("proposal", flat=True))
        for few in parts(iter(ids)):
            work_out_these(few)


def parts(ids: Iterator[UUID]) -> Iterator[list[UUID]]:
    some: list[UUID] = []
    for pk in ids:
        some.append(pk)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


@transaction.atomic
def work_out_these(ids: list[UUID]) -> int:
    rows = paths_of(ids)
    made = Path.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["proposal"], update_fields=FIELDS, batch_size=AT_ONCE
    )
    gone = set(ids) - {row.proposal_id for row in rows}
    Path.objects.filter(proposal__in=gone).delete()
    return len(made)


# --- one idea ---------------------------------------------------------------------------------------------------------


def day_of(moment: datetime) -> int:
    return timezone.localdate(moment).toordinal()


def paths_of(ids: list[UUID]) -> list[Path]:
    """The ways of these ideas, as far as they are counted at all. The same number of queries for one and for many."""
    proposals = list(
        Proposal.objects.filter(
            pk__in=ids, withdrawn_at=None, subject__shown=True, subject__audience__in=COUNTED
        ).select_related("subject", "challenge")
    )
    if not proposals:
        return []
    audiences = {row.pk: row.subject.audience for row in proposals}

    def counts(row: Trial | Practice) -> bool:
        """What fewer may read than the idea itself would show in its numbers."""
        audience = audiences.get(row.proposal_id) if row.proposal_id else None
        return audience is not None and row.subject.audience in (Audience.PUBLIC, audience)

    stands = {"proposal__in": list(audiences), "withdrawn_at": None, "subject__shown": True}
    trials = grouped(filter(counts, Trial.objects.filter(**stands, started_at__isnull=False).select_related("subject")))
    practices = grouped(filter(counts, Practice.objects.filter(**stands).select_related("subject")))
    uses: dict[UUID, list[Use]] = defaultdict(list)
    every = [practice.pk for rows in practices.values() for practice in rows]
    for use in Use.objects.filter(practice__in=every, withdrawn_at=None, subject__shown=True):
        uses[use.practice_id].append(use)
    answers = dict(
        Answer.objects.filter(proposal__in=list(audiences))
        .exclude(outcome=Outcome.ASKED)
        .order_by("at", "pk")
        .values_list("proposal", "outcome")
    )
    whole = [
        *audiences,
        *(row.challenge_id for row in proposals if row.challenge_id),
        *(trial.pk for rows in trials.values() for trial in rows),
        *every,
        *(use.pk for rows in uses.values() for use in rows),
    ]
    first, held = first_times(whole), spheres(whole)
    return [
        path_of(row, answers.get(row.pk, ""), trials[row.pk], practices[row.pk], uses, first, held) for row in proposals
    ]


def grouped(rows: Iterable) -> dict[UUID, list]:
    found: dict[UUID, list] = defaultdict(list)
    for row in rows:
        found[row.proposal_id].append(row)
    return found


TIMED = ("proposals.proposed", "proposals.answered", "trials.started", "practices.registered", "practices.adopted")


def first_times(ids: list[UUID]) -> dict[tuple[str, UUID], datetime]:
    """When each of the verbs that are timed first happened to each subject, from the journal."""
    rows = JournalEntry.objects.filter(subject__in=ids, verb__in=TIMED).order_by()
    return {(verb, pk): at for verb, pk, at in rows.values_list("verb", "subject").annotate(at=Min("at"))}


def spheres(ids: list[UUID]) -> dict[tuple[UUID, str], int]:
    """Which parts of society hold each step, as a sum of ``BITS``."""
    held: dict[tuple[UUID, str], int] = defaultdict(int)
    for pk, step, sphere in ChainLink.objects.filter(subject__in=ids).values_list("subject", "step", "sphere"):
        held[pk, step] |= BITS[Sphere(sphere)]
    return held


def path_of(
    proposal: Proposal,
    answer: str,
    trials: list[Trial],
    practices: list[Practice],
    uses: dict[UUID, list[Use]],
    first: dict[tuple[str, UUID], datetime],
    held: dict[tuple[UUID, str], int],
) -> Path:
    today = clock.today()
    begun = [p for p in practices if any(use.since and use.since <= today for use in uses[p.pk])]
    halt = halt_of(answer, trials, practices, begun, uses)
    challenge = proposal.challenge
    long_ahead = proposal.track == Track.VISION or any(trial.horizon_on for trial in trials)

    def step(name: str, *subjects: UUID | None) -> int:
        found = 0
        for pk in subjects:
            if pk:
                found |= held.get((pk, name), 0)
        return found

    carried = [proposal.pk, *(trial.pk for trial in trials), *(practice.pk for practice in practices)]
    asked = first.get(("proposals.proposed", proposal.pk), proposal.subject.created_at)
    sort = {
        "reached": reached_by(halt, bool(answer), bool(trials)).value,
        "halt": halt.value,
        "track": proposal.track,
        "degree": proposal.degree,
        "object": proposal.object,
        "horizon": (Horizon.LONG if long_ahead else Horizon.SHORT).value,
    }
    return Path(
        proposal=proposal,
        audience=proposal.subject.audience,
        unit_id=proposal.unit_id
        or (challenge.unit_id if challenge else None)
        or next((trial.unit_id for trial in trials if trial.unit_id), None),
        theme=challenge.theme if challenge else next((p.theme for p in practices if p.theme), ""),
        year=timezone.localdate(asked).year,
        idea_day=day_of(asked),
        answer_day=earliest([first.get(("proposals.answered", proposal.pk))]),
        trial_day=earliest([first.get(("trials.started", trial.pk), trial.started_at) for trial in trials]),
        practice_day=earliest([daily_since(practice, uses[practice.pk], first) for practice in begun]),
        holders=pack_holders(
            step(ChainStep.IDENTIFIED, proposal.pk, proposal.challenge_id),
            step(ChainStep.DEVISED, proposal.pk),
            step(ChainStep.DELIVERED, *carried),
            step(ChainStep.ASSESSED, *carried),
        ),
        **sort,
        sort=pack_sort(**sort),
    )


def halt_of(
    answer: str,
    trials: list[Trial],
    practices: list[Practice],
    begun: list[Practice],
    uses: dict[UUID, list[Use]],
) -> Halt:
    """Where an idea is now. What has come furthest counts: an idea that lives somewhere was not stopped elsewhere."""
    if any(use.is_current for practice in begun for use in uses[practice.pk]):
        return Halt.LIVES
    if begun:
        return Halt.ENDED
    concluded = [trial for trial in trials if trial.status == Status.CONCLUDED]
    if practices or any(trial.outcome != TrialOutcome.STOP for trial in concluded):
        return Halt.ADOPTING
    if any(trial.status == Status.RUNNING for trial in trials):
        return Halt.RUNNING
    if concluded:
        return Halt.STOPPED
    return {Outcome.FORWARD: Halt.FORWARD, Outcome.LATER: Halt.LATER, Outcome.NO: Halt.NO}.get(
        Outcome(answer) if answer else Outcome.ASKED, Halt.UNANSWERED
    )


def reached_by(halt: Halt, is_answered: bool, is_tried: bool) -> Reached:
    if halt in (Halt.LIVES, Halt.ENDED):
        return Reached.PRACTICE
    if is_tried or halt == Halt.ADOPTING:
        return Reached.TRIAL
    return Reached.ANSWERED if is_answered else Reached.IDEA


def daily_since(practice: Practice, uses: list[Use], first: dict[tuple[str, UUID], datetime]) -> datetime | None:
    """When it first became daily life somewhere: at the home from the start, unless that waited for MED."""
    taken = {use.actor_id: first[key] for use in uses if (key := ("practices.adopted", use.pk)) in first}
    home = taken.get(practice.actor_id) or first.get(("practices.registered", practice.pk))
    return min(filter(None, (home or practice.subject.created_at, *taken.values())))


def earliest(moments: Iterable[datetime | None]) -> int | None:
    return min((day_of(moment) for moment in moments if moment), default=None)
