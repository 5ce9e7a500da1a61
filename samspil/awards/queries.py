"""Reads about the award. What is secret is found through who may see it: for anybody else it is not there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from uuid import UUID

import rules
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import token_sort_ratio

from samspil.actors.models import Actor
from samspil.actors.queries import organisations
from samspil.awards.models import (
    FEWEST_SCORES,
    YES,
    Award,
    AwardRound,
    Candidate,
    Judgement,
    JuryMember,
    JurySide,
    Nomination,
    NomineeAnswer,
)
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import may_read
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import Viewer

OF_ROUND = ("award__winner__actor__subject", "unit__actor__subject", "contact__actor")
MOST_NAMES = 300
LIKE = 70  # of 100: names alike enough to say so


# --- for everybody ----------------------------------------------------------------------------------------------------


def rounds(viewer: Viewer) -> QuerySet[AwardRound]:
    """All the years, the newest first."""
    rows = AwardRound.objects.visible_to(viewer).select_related("subject", *OF_ROUND)
    return rows.order_by("-year", "-subject")


def open_round(viewer: Viewer) -> AwardRound | None:
    """The round in which one can nominate today; where there are several, the one that closes first."""
    today = clock.today()
    rows = rounds(viewer).filter(opens_on__lte=today, closes_on__gte=today, award=None)
    return rows.order_by("closes_on", "pk").first()


def thanked(award_round: AwardRound) -> list[Candidate]:
    """Those who were nominated and agreed to be named, the winner left out."""
    if not award_round.is_announced:
        return []
    rows = award_round.candidates.filter(answer=NomineeAnswer.SHOWN, gathered_into=None).exclude(name="")
    return list(rows.exclude(pk=award_round.award.winner_id).order_by("name", "pk"))


def notes_of(award: Award) -> list:
    return list(award.notes.select_related("by__actor"))


@dataclass(frozen=True, slots=True)
class Balance:
    """How many of the jury come from each side, and what one should know about it."""

    sides: list[tuple[str, int]]
    remarks: list[str]


def balance(members: Iterable[JuryMember]) -> Balance:
    """Of those who sit in the jury now."""
    counts = Counter(member.side for member in members)
    total = sum(counts.values())
    sides = [(str(side.label), counts[side]) for side in JurySide]
    remarks = []
    if total:
        remarks = [_("Ingen i juryen kommer fra: %s.") % label.lower() for label, n in sides if n == 0]
        remarks += [
            _("Over halvdelen af juryen kommer fra: %s.") % label.lower() for label, n in sides if 2 * n > total
        ]
    return Balance([(label, n) for label, n in sides if n], remarks)


def jury_of(award_round: AwardRound) -> list[JuryMember]:
    """All who sit or sat in the jury: those who sit there now first. One query."""
    rows = award_round.jury.select_related("person__actor")
    return list(rows.order_by(F("left_on").asc(nulls_first=True), "pk"))


def sitting(members: Iterable[JuryMember]) -> list[JuryMember]:
    return [member for member in members if member.left_on is None]


# --- for the jury and whoever runs the round --------------------------------------------------------------------------


def candidate_for(pk: object, viewer: Viewer, permission: str, *, lock: bool = False) -> Candidate:
    """The candidate, for whom ``permission`` lets see it. Raises: NotFound, for anybody else too."""
    key = as_uuid(pk)
    rows = Candidate.objects.filter(may_read(viewer, "round__subject__"))
    rows = rows.select_related("round__subject", "round__unit__actor", "round__contact__actor", "actor__subject")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=key).first() if key else None
    if found is None or not rules.has_perm(permission, viewer, found):
        raise NotFound(f"Candidate {pk}")
    return found


def nomination_for(pk: object, viewer: Viewer, *, lock: bool = False) -> Nomination:
    """A nomination for its author or whoever runs the round. Raises: NotFound."""
    key = as_uuid(pk)
    rows = Nomination.objects.filter(may_read(viewer, "candidate__round__subject__"))
    rows = rows.select_related("candidate__round__subject", "candidate__round__unit__actor", "author__actor")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=key).first() if key else None
    if found is None or not (
        rules.has_perm("nominations.withdraw", viewer, found)
        or rules.has_perm("candidates.handle", viewer, found.candidate)
    ):
        raise NotFound(f"Nomination {pk}")
    return found


def member_for(pk: object, viewer: Viewer) -> JuryMember:
    """A member of the jury, for whoever runs the round. Raises: NotFound."""
    key = as_uuid(pk)
    rows = JuryMember.objects.filter(may_read(viewer, "round__subject__"))
    rows = rows.select_related("round__subject", "round__unit__actor", "person__actor")
    found = rows.filter(pk=key).first() if key else None
    if found is None or not rules.has_perm("awards.see_desk", viewer, found.round):
        raise NotFound(f"JuryMember {pk}")
    return found


def running(award_round: AwardRound) -> list[Candidate]:
    """The candidates the jury chooses among: each once, and only those who said yes."""
    rows = award_round.candidates.filter(answer__in=YES, gathered_into=None)
    return list(rows.select_related("actor__subject").order_by("created_at", "pk"))


def words_about(candidates: Iterable[Candidate], *, all_of_them: bool = False) -> dict[UUID, list[Nomination]]:
    """The nominations that stand, by candidate, with those gathered under it. One query.

    Without ``all_of_them`` the words that somebody is to look at first are left out.
    """
    heads = {candidate.pk for candidate in candidates}
    rows = Nomination.objects.filter(
        Q(candidate__in=heads) | Q(candidate__gathered_into__in=heads), withdrawn_at=None
    ).exclude(why="")
    found: dict[UUID, list[Nomination]] = {pk: [] for pk in heads}
    for row in rows.select_related("candidate", "author__actor", "actor", "entered_by__actor"):
        if all_of_them or not row.is_held:
            found[row.candidate.gathered_into_id or row.candidate_id].append(row)
    return found


@dataclass(slots=True)
class Card:
    """One candidate on the coordinator's desk."""

    candidate: Candidate
    nominations: list[Nomination]
    gathered: list[Candidate]
    like: list[Candidate] = field(default_factory=list)


def desk(award_round: AwardRound) -> list[Card]:
    """Everybody who was nominated, gathered, with the words. Who said no is only counted (``refused``). Two queries."""
    every = list(award_round.candidates.exclude(name="").select_related("actor__subject", "noted_by__actor"))
    heads = [row for row in every if row.gathered_into_id is None]
    words = words_about(heads, all_of_them=True)
    below: dict[UUID, list[Candidate]] = {}
    for row in every:
        if row.gathered_into_id:
            below.setdefault(row.gathered_into_id, []).append(row)
    return [
        Card(
            row,
            words[row.pk],
            below.get(row.pk, []),
            [other for other in heads if other.pk != row.pk and is_like(row, other)],
        )
        for row in heads
    ]


def is_like(one: Candidate, other: Candidate) -> bool:
    if one.actor_id and one.actor_id == other.actor_id:
        return True
    return token_sort_ratio(one.name.casefold(), other.name.casefold()) >= LIKE


def refused(award_round: AwardRound) -> int:
    """How many said no: all that is left of them."""
    return award_round.candidates.filter(answer=NomineeAnswer.NO).count()


def judgements(award_round: AwardRound) -> list[Judgement]:
    """What those who sit in the jury now have said. One query."""
    rows = Judgement.objects.filter(member__round=award_round, member__left_on=None)
    return list(rows.select_related("member__person__actor"))


@dataclass(slots=True)
class Result:
    """How one candidate stands."""

    candidate: Candidate
    scored: list[Judgement]
    excused: list[str]

    @property
    def count(self) -> int:
        return len(self.scored)

    @property
    def means(self) -> list[float]:
        return [row.mean or 0.0 for row in self.scored]

    @property
    def median(self) -> float | None:
        return float(f"{median(self.means):.2f}") if self.scored else None

    @property
    def low(self) -> float | None:
        return min(self.means) if self.scored else None

    @property
    def high(self) -> float | None:
        return max(self.means) if self.scored else None

    @property
    def is_enough(self) -> bool:
        return self.count >= FEWEST_SCORES


def results(candidates: list[Candidate], said: list[Judgement]) -> list[Result]:
    """The best median first, then the most scores."""
    found = []
    for candidate in candidates:
        rows = [row for row in said if row.candidate_id == candidate.pk]
        excused = [f"{row.member.name} ({row.get_closeness_display().lower()})" for row in rows if row.is_excused]
        found.append(Result(candidate, [row for row in rows if row.scored_at and not row.is_excused], excused))
    return sorted(found, key=lambda row: (-(row.median or 0), -row.count, row.candidate.name))


def unstated(members: Iterable[JuryMember], candidates: list[Candidate], said: list[Judgement]) -> dict[UUID, int]:
    """About how many candidates each member has not yet said how close they are; nobody else is in it."""
    told = {(row.member_id, row.candidate_id) for row in said}
    missing = {member.pk: sum((member.pk, candidate.pk) not in told for candidate in candidates) for member in members}
    return {pk: n for pk, n in missing.items() if n}


def leads_alone(winner: Result, others: Iterable[Result]) -> bool:
    """Whether no other candidate whom enough have scored has as high a median."""
    return all((row.median or 0) < (winner.median or 0) for row in others if row is not winner and row.is_enough)


# --- in forms and panels ----------------------------------------------------------------------------------------------


def nameable(viewer: Viewer) -> list[Actor]:
    """The associations, groups and companies one may nominate by choosing them."""
    return list(organisations(viewer).exclude(kind__in=("body", "unit"))[:MOST_NAMES])


def actor_named(viewer: Viewer, *, actor_id: object = None, name: str = "") -> Actor | None:
    """The organisation with this id, or with exactly this name."""
    rows = organisations(viewer).exclude(kind__in=("body", "unit"))
    if key := as_uuid(actor_id) if actor_id else None:
        return rows.filter(pk=key).first()
    found = list(rows.filter(name__iexact=name)[:2]) if name else []
    return found[0] if len(found) == 1 else None


def nominated_by(viewer: Viewer) -> list[Nomination]:
    """What the viewer has nominated and not taken back. One query."""
    rows = Nomination.objects.filter(may_read(viewer, "candidate__round__subject__"), author=viewer.person_id)
    rows = rows.filter(withdrawn_at=None).exclude(why="")
    return list(
        rows.select_related("candidate__round__subject", "candidate__round__award").order_by("-created_at")[:10]
    )


def juries_of(viewer: Viewer) -> list[AwardRound]:
    """The rounds whose jury the viewer sits in and that are not given yet. One query."""
    rows = rounds(viewer).filter(jury__person=viewer.person_id, jury__left_on=None, award__announced_at=None)
    return list(rows[:5])


def counts(rounds: Iterable[AwardRound]) -> dict[UUID, int]:
    """How many were thanked by name in each year. One query."""
    rows = Candidate.objects.filter(
        round__in=[row.pk for row in rounds], answer=NomineeAnswer.SHOWN, gathered_into=None
    )
    rows = rows.filter(round__award__announced_at__isnull=False).exclude(name="")
    return {row["round"]: row["n"] for row in rows.values("round").annotate(n=Count("pk"))}
