"""The verbs of the jury: who sits in it, how close they are, their points, the decision, and giving the award.

Conflicts of interest are told before anybody sees a point (forvaltningsloven §§ 3-6, in plain words): a member who is
too close to a candidate gives no points and says nothing of it, and cannot write down that it won.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import register_person
from samspil.actors.models import NAME_LENGTH, Membership, Person
from samspil.actors.queries import viewer_of
from samspil.awards import letters, queries
from samspil.awards.actions import known_by
from samspil.awards.models import (
    FEWEST_SCORES,
    FREE,
    MOST_POINTS,
    PERSONS,
    AnswerWay,
    Award,
    AwardNote,
    AwardRound,
    Candidate,
    Closeness,
    Judgement,
    JuryMember,
    JurySide,
    Nomination,
    NomineeAnswer,
    RoundState,
)
from samspil.awards.rules import runs
from samspil.following.actions import tell_news
from samspil.foundation import clock
from samspil.foundation.addresses import email_address
from samspil.foundation.models import bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, Refused, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer

RELATED = ("unit__actor", "contact__actor")


def round_found(round_id: object, by: Viewer) -> AwardRound:
    """The round, locked: two who judge at the same moment wait for each other. Raises: NotFound."""
    found: AwardRound = find(AwardRound, round_id, by, related=RELATED, lock=True)
    return found


# --- who sits in the jury ---------------------------------------------------------------------------------------------


@verb(JuryMember)
def add_juror(*, by: Viewer, round_id: UUID | str, name: str, email: str, side: str) -> JuryMember:
    """Put somebody in the jury, and the side they come from. They get a letter with the way to the jury's page.

    Nobody who runs the round sits in its jury. Raises: NotFound, Refused, ValidationError.
    """
    award_round = round_found(round_id, by)
    require("awards.choose_jury", by, award_round)
    address, name = email_address(email), clean_line(name)
    guard(name=name)
    if not address:
        raise ValidationError({"email": [_("Skriv mailadressen. Juryen logger ind med den.")]})
    if not name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    if side not in JurySide.values:
        raise ValidationError({"side": [_("Vælg en af mulighederne på listen.")]})
    person = register_person(name=name, email=address)
    if person.blocked_at or person.erased_at:
        raise ValidationError({"email": [_("Den adresse kan ikke være med.")]})
    if runs(viewer_of(person), award_round):
        raise ValidationError({"email": [_("Den, der står for prisen, sidder ikke i juryen.")]})
    member = JuryMember.objects.filter(round=award_round, person=person).first()
    if member and member.left_on is None:
        raise ValidationError({"email": [_("%s er med i juryen.") % name]})
    member = member or JuryMember(round=award_round, person=person)
    member.side, member.left_on, member.left_why = side, None, ""
    member.called = name[:NAME_LENGTH]
    member.save()
    journal("awards.juror_added", award_round.subject, by=by, payload={"member": str(member.pk)})
    letters.tell_juror(member)
    return member


@verb(JuryMember)
def let_juror_go(*, by: Viewer, member_id: UUID | str, why: str) -> JuryMember:
    """Take somebody out of the jury, and say why. Their points stand there no more. Raises: NotFound, Refused."""
    member = queries.member_for(member_id, by)
    require("awards.choose_jury", by, member.round)
    if member.left_on:
        return member
    member.left_why = why
    clean_texts(member, ("left_why",))
    if not member.left_why:
        raise ValidationError({"why": [_("Skriv hvorfor. Juryen kan læse det.")]})
    member.left_on = clock.today()
    member.save()
    journal("awards.juror_left", member.subject, by=by, payload={"member": str(member.pk)})
    return member


# --- how close they are -----------------------------------------------------------------------------------------------


def own_seat(award_round: AwardRound, by: Viewer) -> JuryMember:
    """Raises: NotFound."""
    member = award_round.jury.filter(person=by.person_id, left_on=None).select_related("person__actor").first()
    if member is None:
        raise NotFound(f"No seat in {award_round.pk}")
    return member


def what_we_know(person: Person, candidates: Iterable[Candidate]) -> dict[UUID, Closeness]:
    """What our own records say of somebody and these candidates, so that nobody has to remember it."""
    candidates = list(candidates)
    heads = {row.pk for row in candidates}
    known: dict[UUID, Closeness] = {}
    belongs = set(Membership.objects.current().filter(person=person).values_list("actor", flat=True))
    for row in candidates:
        if row.actor_id in belongs:
            known[row.pk] = Closeness.ASSOCIATION
        if row.person_id == person.pk:
            known[row.pk] = Closeness.SELF
    wrote = Nomination.objects.filter(author=person, withdrawn_at=None).select_related("candidate")
    for nomination in wrote.filter(candidate__round__jury__person=person):
        head = nomination.candidate.gathered_into_id or nomination.candidate_id
        if head in heads:
            known[head] = Closeness.SELF
    return known


@verb(JuryMember)
def state_closeness(*, by: Viewer, round_id: UUID | str, statements: Mapping[str, str]) -> JuryMember:
    """Say how close one is to each candidate, before one sees any points.

    Too close may be said later too, and takes one's points away; it is not taken back without whoever runs the round.
    Raises: NotFound, Refused, ValidationError (by the candidate's id).
    """
    award_round = round_found(round_id, by)
    require("awards.judge", by, award_round)
    closed_for_nominations(award_round)
    member = own_seat(award_round, by)
    candidates = {str(row.pk): row for row in queries.running(award_round)}
    known = what_we_know(member.person, candidates.values())
    said = {str(row.candidate_id): row for row in member.judgements.all()}
    wrong: dict[str, list[str]] = {}
    changed: list[Judgement] = []
    for key, closeness in statements.items():
        candidate = candidates.get(key)
        if candidate is None or closeness not in Closeness.values:
            wrong[key] = [_("Vælg en af mulighederne.")]
            continue
        if closeness in FREE and candidate.pk in known:
            label = known[candidate.pk].label
            wrong[key] = [_("Vi kan se, at det er: %s. Vælg det.") % str(label).lower()]
            continue
        row = said.get(key) or Judgement(member=member, candidate=candidate)
        if row.pk and row.closeness == closeness:
            continue
        if row.pk and row.is_excused and closeness in FREE:
            wrong[key] = [_("Du har sagt, at du er for tæt på. Ring til kontaktpersonen, hvis det er en fejl.")]
            continue
        row.closeness, row.stated_at = closeness, clock.now()
        if row.is_excused:
            row.points, row.words, row.scored_at = [], "", None
        changed.append(row)
    if wrong:
        raise ValidationError(wrong)
    for row in changed:
        row.save()
    if member.called:
        member.called = ""
        member.save(update_fields=["called"])
    if changed:
        journal("awards.stated", award_round.subject, by=by, payload={"member": str(member.pk)})
    return member


@verb(JuryMember)
def reset_statements(*, by: Viewer, member_id: UUID | str) -> JuryMember:
    """Let a member say anew how close they are, because they pressed wrong. Their points go with it.

    Raises: NotFound, Refused.
    """
    member = queries.member_for(member_id, by)
    require("awards.choose_jury", by, member.round)
    member.judgements.all().delete()
    journal("awards.statements_reset", member.subject, by=by, payload={"member": str(member.pk)})
    return member


# --- points -----------------------------------------------------------------------------------------------------------


def closed_for_nominations(award_round: AwardRound) -> None:
    """Raises: ValidationError while somebody may still be nominated."""
    if award_round.state in (RoundState.PLANNED, RoundState.OPEN):
        raise ValidationError(_("Juryen begynder, når der er lukket for indstillinger."))


@verb(Judgement)
def score_candidate(*, by: Viewer, candidate_id: UUID | str, points: Iterable[int], words: str) -> Judgement:
    """Give points for each criterion, and one sentence. Whoever is too close is refused, also by a form of their own.

    Raises: NotFound, Refused, ValidationError.
    """
    candidate = queries.candidate_for(candidate_id, by, "candidates.judge")
    award_round = round_found(candidate.round_id, by)
    require("awards.judge", by, award_round)
    closed_for_nominations(award_round)
    member = own_seat(award_round, by)
    row = member.judgements.filter(candidate=candidate).first()
    if row is None:
        raise ValidationError(_("Sig først, hvor tæt du er på kandidaterne."))
    if row.is_excused or candidate.pk in what_we_know(member.person, [candidate]):
        raise Refused("candidates.score")
    row.points, row.words = list(points), words
    clean_texts(row, ("words",))
    wrong = {}
    if len(row.points) != len(award_round.criteria_lines) or not all(
        isinstance(each, int) and 1 <= each <= MOST_POINTS for each in row.points
    ):
        wrong["points"] = [_("Giv mellem 1 og 5 point for hver ting.")]
    if not row.words:
        wrong["words"] = [_("Skriv én sætning om, hvorfor.")]
    if wrong:
        raise ValidationError(wrong)
    row.scored_at = clock.now()
    row.save()
    journal("awards.scored", award_round.subject, by=by, payload={"candidate": str(candidate.pk)})
    return row


# --- the decision -----------------------------------------------------------------------------------------------------


def put_reasons(award: Award, reason: str, tie_reason: str) -> None:
    award.reason, award.tie_reason = reason, tie_reason
    clean_texts(award, ("reason", "tie_reason"))
    if not award.reason:
        raise ValidationError({"reason": [_("Skriv, hvorfor. Alle kan læse det, når prisen er givet.")]})


@verb(Award)
def decide_award(
    *, by: Viewer, round_id: UUID | str, winner_id: UUID | str, reason: str, tie_reason: str = ""
) -> Award:
    """Write down what the jury decided, and why. It may be decided anew until it is announced.

    Not before all in the jury have said how close they are, nor before three without a conflict have scored the winner.
    Where another has as many points, the reason for just this one is written too.
    Raises: NotFound, Refused, ValidationError.
    """
    award_round = round_found(round_id, by)
    require("awards.decide", by, award_round)
    closed_for_nominations(award_round)
    member = own_seat(award_round, by)
    candidates, said = queries.running(award_round), queries.judgements(award_round)
    winner = next((row for row in candidates if str(row.pk) == str(winner_id)), None)
    if winner is None:
        raise ValidationError({"winner_id": [_("Vælg en af kandidaterne.")]})
    if any(row.is_excused for row in said if (row.member_id, row.candidate_id) == (member.pk, winner.pk)):
        raise Refused("awards.decide")
    if queries.unstated(queries.sitting(queries.jury_of(award_round)), candidates, said):
        raise ValidationError(_("Alle i juryen skal først sige, hvor tæt de er på kandidaterne."))
    lines = queries.results(candidates, said)
    line = next(row for row in lines if row.candidate.pk == winner.pk)
    if not line.is_enough:
        few = _("Mindst %d uden egen interesse skal have givet point til vinderen.")
        raise ValidationError({"winner_id": [few % FEWEST_SCORES]})
    award = award_round.decision or Award(round=award_round)
    put_reasons(award, reason, tie_reason)
    if not queries.leads_alone(line, lines) and not award.tie_reason:
        raise ValidationError(
            {"tie_reason": [_("En anden har lige så mange point. Skriv, hvorfor det blev netop den.")]}
        )
    award.winner, award.scores, award.median = winner, line.count, Decimal(f"{line.median:.2f}")
    award.decided_by_id, award.decided_at = by.known_id, clock.now()
    award.save()
    bump(award_round.subject)
    journal("awards.decided", award_round.subject, by=by, payload={"award": award.pk})
    return award


@verb(Award)
def announce_award(*, by: Viewer, round_id: UUID | str, consent_on: date | None, consent_how: str) -> Award:
    """Give the award: the page tells who got it and why, followers and those who nominated somebody hear.

    The winner has agreed to be named, and when and how is kept; addresses and numbers of all the nominated go.
    Raises: NotFound, Refused, ValidationError.
    """
    award_round = round_found(round_id, by)
    require("awards.announce", by, award_round)
    award = award_round.decision
    if award is None:
        raise ValidationError(_("Juryen har ikke valgt endnu."))
    award.round = award_round
    missing = {}
    if consent_on is None or consent_on > clock.today():
        missing["consent_on"] = [_("Skriv, hvilken dag vinderen sagde ja til at blive nævnt.")]
    if consent_how not in AnswerWay.values:
        missing["consent_how"] = [_("Vælg en af mulighederne på listen.")]
    if missing:
        raise ValidationError(missing)
    if award.winner.answer != NomineeAnswer.SHOWN:
        raise ValidationError(_("Vinderen har ikke sagt ja til at blive nævnt. Spørg først, og skriv svaret ned."))
    award.consent_on, award.consent_how = consent_on, consent_how
    award.announced_by_id, award.announced_at = by.known_id, clock.now()
    award.save()
    for candidate in Candidate.objects.filter(round=award_round, person=None, kind__in=PERSONS).exclude(email=""):
        candidate.person = known_by(candidate.email)  # once the address is gone, nobody can tell whose name it is
        candidate.save(update_fields=["person"])
    Candidate.objects.filter(round=award_round).update(email="", phone="")
    bump(award_round.subject)
    entry = journal("awards.announced", award_round.subject, by=by, payload={"award": award.pk})
    tell_news(entry)
    letters.tell_announced(award_round)
    return award


@verb(AwardNote)
def correct_award(*, by: Viewer, round_id: UUID | str, text: str) -> AwardNote:
    """Write a dated correction below what was announced, which itself stays as it is.

    Raises: NotFound, Refused, ValidationError.
    """
    award_round = round_found(round_id, by)
    require("awards.correct", by, award_round)
    note = AwardNote(award=award_round.award, text=text, by_id=by.known_id)
    clean_texts(note, ("text",))
    if not note.text:
        raise ValidationError({"text": [_("Skriv, hvad der er rigtigt.")]})
    note.save()
    bump(award_round.subject)
    journal("awards.corrected", award_round.subject, by=by, payload={"note": note.pk})
    return note
