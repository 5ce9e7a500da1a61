"""Rounds, nominations and juries, for the tests of this app."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person
from samspil.awards import actions, judging
from samspil.awards.models import Award, AwardRound, Candidate, JuryMember, Nomination
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from tests.factories import make_person, numbers, viewer

SIDES = ("citizens", "employees", "young", "council", "companies")


def facts(**more: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "year": today.year,
        "title": f"Frivilligprisen {next(numbers)}",
        "purpose": "Til nogen, der gør hverdagen bedre for andre.",
        "criteria": "Det gør en forskel\nAndre kan lære af det",
        "opens_on": today - timedelta(days=20),
        "closes_on": today + timedelta(days=10),
        "announce_on": today + timedelta(days=30),
        **more,
    }


def make_round(by: Person, **more: Any) -> AwardRound:
    return actions.make_round(by=viewer(by), **facts(**more))


def nominated(award_round: AwardRound, *, by: Person | None = None, **more: Any) -> Nomination:
    given = {
        "kind": "volunteer",
        "name": f"Åse Friis {next(numbers)}",
        "why": "Hun kører rundt med varm suppe om vinteren.",
        "relation": "nabo",
        "is_fifteen": True,
        **more,
    }
    return actions.nominate(by=viewer(by or make_person()), round_id=award_round.pk, **given)


def say(candidate: Candidate, *, by: Person, answer: str = "shown") -> Candidate:
    return actions.note_answer(
        by=viewer(by), candidate_id=candidate.pk, answer=answer, answered_on=clock.today(), answered_how="phone"
    )


def candidate_of(award_round: AwardRound, *, by: Person, answer: str = "shown", **more: Any) -> Candidate:
    """Somebody who was nominated and has answered."""
    return say(nominated(award_round, **more).candidate, by=by, answer=answer)


def close(award_round: AwardRound) -> AwardRound:
    """The last day for nominating was yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    AwardRound.objects.filter(pk=award_round.pk).update(closes_on=yesterday)
    return fresh(award_round)


def fresh(award_round: AwardRound) -> AwardRound:
    return AwardRound.objects.select_related("award__winner", "subject", "contact__actor").get(pk=award_round.pk)


def seated(award_round: AwardRound, person: Person, *, by: Person, side: str = "citizens") -> JuryMember:
    return judging.add_juror(by=viewer(by), round_id=award_round.pk, name=person.name, email=person.email, side=side)


def jury_of(award_round: AwardRound, *, by: Person, size: int = 3) -> list[Person]:
    people = [make_person(f"Jury {next(numbers)}") for _number in range(size)]
    for person, side in zip(people, SIDES, strict=False):
        seated(award_round, person, by=by, side=side)
    return people


def state(person: Person, award_round: AwardRound, **closeness: str) -> None:
    """Say how close one is to each candidate: none, where nothing else is given by the candidate's name."""
    from samspil.awards.queries import running

    said = {str(row.pk): closeness.get(row.name, "none") for row in running(award_round)}
    judging.state_closeness(by=viewer(person), round_id=award_round.pk, statements=said)


def score(person: Person, candidate: Candidate, *points: int, words: str = "Det virker.") -> None:
    judging.score_candidate(by=viewer(person), candidate_id=candidate.pk, points=list(points or (4, 5)), words=words)


def decided(award_round: AwardRound, winner: Candidate, *, by: Person, **more: Any) -> Award:
    given = {"reason": "Hun ser dem, andre går forbi.", **more}
    return judging.decide_award(by=viewer(by), round_id=award_round.pk, winner_id=winner.pk, **given)


def judged(award_round: AwardRound, winner: Candidate, *, by: Person) -> tuple[AwardRound, list[Person]]:
    """Closed, scored by three and decided."""
    jury = jury_of(award_round, by=by)
    close(award_round)
    for person in jury:
        state(person, award_round)
        score(person, winner)
    decided(award_round, winner, by=jury[0])
    return fresh(award_round), jury


def announced(award_round: AwardRound, *, by: Person) -> AwardRound:
    judging.announce_award(by=viewer(by), round_id=award_round.pk, consent_on=clock.today(), consent_how="phone")
    return fresh(award_round)


def letters_to(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=address).order_by("created_at", "pk"))
