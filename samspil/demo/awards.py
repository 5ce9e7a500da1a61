"""The award of the demo: nominated, answered, judged and given last year, and open again this year."""

from datetime import timedelta
from functools import partial

from samspil.awards import actions, judging, queries
from samspil.awards.models import AwardRound, Candidate
from samspil.demo.content.awards import ROUNDS, JurorText, NominationText, RoundText
from samspil.demo.story import Loader
from samspil.foundation import clock

BY = "birthe"


def plan(loader: Loader) -> None:
    for text in ROUNDS:
        loader.plan(text.opens, begin, loader, text)


def begin(loader: Loader, text: RoundText) -> None:
    today = clock.today()
    award_round = actions.make_round(
        by=loader.viewer(BY),
        year=today.year,
        title=f"{text.title} {today.year}",
        purpose=text.purpose,
        criteria="\n".join(text.criteria),
        prize=text.prize,
        opens_on=today,
        closes_on=today + timedelta(days=text.opens - text.closes),
        announce_on=today + timedelta(days=text.opens - text.given),
    )
    for juror in text.jury:
        person = loader.people[juror.who]
        judging.add_juror(
            by=loader.viewer(BY), round_id=award_round.pk, name=person.name, email=person.email, side=juror.side
        )
    for number, nomination in enumerate(text.nominations, start=1):
        loader.later(text.opens - number * 1.5, partial(nominate, loader, award_round, nomination))
    if text.winner:
        loader.later(text.closes - 4, partial(judge, loader, award_round, text))
        loader.later(text.given, partial(give, loader, award_round))


def nominate(loader: Loader, award_round: AwardRound, text: NominationText) -> None:
    row = actions.nominate(
        by=loader.viewer(text.by),
        round_id=award_round.pk,
        kind=text.kind,
        name=text.name,
        why=text.why,
        relation=text.relation,
        is_fifteen=True,
    )
    by = loader.viewer(BY)
    if row.is_held:
        actions.clear_nomination(by=by, nomination_id=row.pk)
    if text.answer:
        actions.note_answer(
            by=by,
            candidate_id=row.candidate_id,
            answer=text.answer,
            answered_on=clock.today(),
            answered_how="phone",
        )
    if text.same_as:
        into = Candidate.objects.get(round=award_round, name=text.same_as)
        actions.gather_candidate(by=by, candidate_id=row.candidate_id, into_id=into.pk)


def judge(loader: Loader, award_round: AwardRound, text: RoundText) -> None:
    """Each says how close they are, then the points; those of the others are a little lower than the winner's."""
    candidates = queries.running(award_round)
    for juror in text.jury:
        close = dict(juror.too_close)
        judging.state_closeness(
            by=loader.viewer(juror.who),
            round_id=award_round.pk,
            statements={str(row.pk): close.get(row.name, "knows") for row in candidates},
        )
        for row in candidates:
            if row.name not in close:
                score(loader, juror, row, text)
    winner = next(row for row in candidates if row.name == text.winner)
    judging.decide_award(
        by=loader.viewer(text.jury[0].who), round_id=award_round.pk, winner_id=winner.pk, reason=text.reason
    )


def score(loader: Loader, juror: JurorText, candidate: Candidate, text: RoundText) -> None:
    won = candidate.name == text.winner
    judging.score_candidate(
        by=loader.viewer(juror.who),
        candidate_id=candidate.pk,
        points=list(juror.points) if won else [point - 1 for point in juror.points],
        words=juror.words if won and juror.words else "Godt gået. Det må gerne nå ud til flere.",
    )


def give(loader: Loader, award_round: AwardRound) -> None:
    judging.announce_award(by=loader.viewer(BY), round_id=award_round.pk, consent_on=clock.today(), consent_how="phone")
