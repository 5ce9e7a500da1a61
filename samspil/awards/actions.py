"""The verbs about the rounds, nominating, and what the nominated say. The jury's stand in ``judging``."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Person, Unit
from samspil.actors.queries import viewer_of
from samspil.awards import letters, queries
from samspil.awards.models import (
    MOST_CRITERIA,
    PERSONS,
    AnswerWay,
    AwardRound,
    Candidate,
    Judgement,
    Nomination,
    NomineeAnswer,
    NomineeKind,
    RoundState,
)
from samspil.awards.rules import is_in_charge
from samspil.foundation import clock, search, subjects
from samspil.foundation.addresses import email_address, phone_number
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import AccessEntry, bump
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.screening import about_somebody

ROUND_TEXTS = ("title", "purpose", "criteria", "prize")
DAYS = ("opens_on", "closes_on", "announce_on")

# --- rounds -----------------------------------------------------------------------------------------------------------


def put_facts(award_round: AwardRound, by: Viewer, facts: dict[str, Any]) -> None:
    """Raises: ValidationError by field, TypeError for what a round does not have."""
    wrong: dict[str, list[str]] = {}
    if "unit_id" in facts:
        asked = facts.pop("unit_id")
        award_round.unit = Unit.objects.visible_to(by).filter(pk__in=[as_uuid(asked)]).select_related("actor").first()
        if asked and award_round.unit is None:
            wrong["unit_id"] = [_("Vælg en enhed på listen.")]
    if "contact_id" in facts:
        asked = as_uuid(facts.pop("contact_id"))
        contact = Person.objects.filter(pk__in=[asked], erased_at=None).select_related("actor").first()
        if contact is None or not viewer_of(contact).is_staff:
            wrong["contact_id"] = [_("Vælg en ansat på listen.")]
        else:
            award_round.contact = contact
    unknown = set(facts) - {*ROUND_TEXTS, *DAYS, "year", "kinds"}
    if unknown:
        raise TypeError(f"A round has no {unknown}")
    for name, value in facts.items():
        setattr(award_round, name, value)
    award_round.kinds = [kind.value for kind in NomineeKind if kind in (award_round.kinds or ())]
    clean_texts(award_round, ROUND_TEXTS)
    award_round.criteria = "\n".join(line.strip() for line in award_round.criteria.splitlines() if line.strip())
    if not award_round.title:
        wrong["title"] = [_("Skriv, hvad prisen hedder.")]
    if not award_round.purpose:
        wrong["purpose"] = [_("Skriv, hvad prisen bliver givet for.")]
    if not 1 <= len(award_round.criteria_lines) <= MOST_CRITERIA:
        wrong["criteria"] = [_("Skriv mellem én og seks linjer. Én ting på hver linje.")]
    if not award_round.kinds:
        wrong["kinds"] = [_("Vælg, hvem der kan indstilles.")]
    if not isinstance(award_round.year, int) or not 1990 <= award_round.year <= 2199:
        wrong["year"] = [_("Skriv et årstal.")]
    for name in DAYS:
        if getattr(award_round, name) is None:
            wrong[name] = [_("Skriv, hvilken dag det er.")]
    if not wrong.keys() & set(DAYS):
        if award_round.closes_on < award_round.opens_on:
            wrong["closes_on"] = [_("Den kan ikke lukke, før den åbner.")]
        elif award_round.announce_on <= award_round.closes_on:
            wrong["announce_on"] = [_("Prisen kan først gives, når der er lukket for indstillinger.")]
    if wrong:
        raise ValidationError(wrong)


def require_run(award_round: AwardRound, by: Viewer, contact_before: UUID | None = None) -> None:
    """A leader makes a round for a unit of their own, and nobody lets themselves in by naming themselves.

    Raises: ValidationError.
    """
    if not by.holds("coordinator", "administrator") and not (award_round.unit and by.leads(award_round.unit.line)):
        raise ValidationError({"unit_id": [_("Vælg en enhed, du er leder for.")]})
    is_own = award_round.contact_id == by.person_id and contact_before != by.person_id
    if is_own and not is_in_charge(by, award_round):
        raise ValidationError({"contact_id": [_("Vælg en anden. Kontaktpersonen læser indstillingerne.")]})


@verb(AwardRound)
def make_round(*, by: Viewer, **facts: Any) -> AwardRound:
    """Set up the award of a year. It opens and closes by itself on its days. Raises: Refused, ValidationError."""
    require("awards.make", by)
    award_round = AwardRound()
    put_facts(award_round, by, {"unit_id": None, "contact_id": by.known_id, "kinds": list(NomineeKind), **facts})
    require_run(award_round, by)
    award_round.subject = subjects.create(
        "award_round", title=award_round.title, by=by.person_id, text=f"{award_round.purpose} {award_round.criteria}"
    )
    award_round.save(force_insert=True)
    journal("awards.made", award_round.subject, by=by)
    return award_round


@verb(AwardRound)
def edit_round(*, by: Viewer, round_id: UUID | str, expected_version: int | None = None, **changes: Any) -> AwardRound:
    """Change what a round says, until the jury has decided. What it is given for stays once points are given.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    award_round = find(AwardRound, round_id, by, related=("unit__actor", "contact__actor"), lock=True)
    require("awards.edit", by, award_round)
    check_version(award_round.subject, expected_version)
    before, contact_before = award_round.criteria, award_round.contact_id
    put_facts(award_round, by, changes)
    require_run(award_round, by, contact_before)
    is_scored = Judgement.objects.filter(candidate__round=award_round, scored_at__isnull=False).exists()
    if award_round.criteria != before and is_scored:
        raise ValidationError({"criteria": [_("Juryen har givet point efter det, der stod. Lad det stå.")]})
    if award_round.juror_ids & {award_round.contact_id}:
        raise ValidationError({"contact_id": [_("Den, der sidder i juryen, kan ikke også stå for prisen.")]})
    award_round.save()
    subject = award_round.subject
    subject.title = award_round.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, f"{award_round.purpose} {award_round.criteria}")
    journal("awards.edited", subject, by=by, payload={"version": subject.version})
    return award_round


# --- nominating -------------------------------------------------------------------------------------------------------


def too_young() -> str:
    return _(
        "Er personen fyldt 15 år, så sæt kryds her. Børn under 15 år indstiller vi ikke ved navn. "
        "Indstil holdet, klassen eller foreningen i stedet."
    )


def known_by(email: str) -> Person | None:
    return Person.objects.select_related("actor").filter(email=email, erased_at=None).first() if email else None


@verb(Nomination)
def nominate(
    *,
    by: Viewer,
    round_id: UUID | str,
    kind: str,
    name: str,
    why: str,
    relation: str,
    is_fifteen: bool = False,
    actor_id: UUID | str | None = None,
    email: str = "",
    phone: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Nomination:
    """Nominate somebody. Nobody but whoever runs the round sees it before the nominated have said yes.

    With an address they are asked at once, unless somebody must look at the words first.
    Raises: NotFound, Refused, ValidationError.
    """
    award_round = find(AwardRound, round_id, by, related=("unit__actor", "contact__actor"))
    require("awards.nominate", by, award_round)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    if kind not in award_round.kinds:
        raise ValidationError({"kind": [_("Vælg en af mulighederne på listen.")]})
    if kind in PERSONS and not is_fifteen:
        raise ValidationError({"is_fifteen": [too_young()]})
    actor = queries.actor_named(by, actor_id=actor_id, name=name) if kind not in PERSONS else None
    candidate = Candidate(
        round=award_round,
        kind=kind,
        name=actor.name if actor else name,
        actor=actor,
        email=email_address(email),
        phone=phone,
    )
    clean_texts(candidate, ("name", "phone"))
    phone_number(candidate.phone)
    candidate.person = known_by(candidate.email) if kind in PERSONS else None
    nomination = Nomination(candidate=candidate, why=why, relation=relation, **voice.fields())
    clean_texts(nomination, ("why", "relation"))
    missing = {}
    if not candidate.name:
        missing["name"] = [_("Skriv, hvem du vil indstille.")]
    if not nomination.why:
        missing["why"] = [_("Skriv, hvorfor de skal have prisen.")]
    if not nomination.relation:
        missing["relation"] = [_("Skriv, hvordan du kender dem.")]
    if missing:
        raise ValidationError(missing)
    if not by.is_staff:
        nomination.found = about_somebody(nomination.why)
    candidate.save(force_insert=True)
    nomination.save(force_insert=True)
    journal(
        "awards.nominated",
        award_round.subject,
        by=by,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"nomination": str(nomination.pk)},
    )
    if not nomination.is_held and letters.ask(candidate):
        candidate.save(update_fields=["asked_at"])
    letters.tell_contact(award_round, voice.entered_by or voice.author)
    return nomination


@verb(Nomination)
def withdraw_nomination(*, by: Viewer, nomination_id: UUID | str) -> Nomination:
    """Take a nomination back; the words are deleted. Raises: NotFound, Refused."""
    nomination = queries.nomination_for(nomination_id, by, lock=True)
    require("nominations.withdraw", by, nomination)
    silence(nomination)
    journal("awards.nomination_withdrawn", nomination.subject, by=by, payload={"nomination": str(nomination.pk)})
    return nomination


def silence(nomination: Nomination) -> None:
    """The words go. Somebody nobody speaks for any more, and who has not answered, is not asked any more."""
    nomination.why = nomination.relation = nomination.found = ""
    nomination.withdrawn_at = nomination.withdrawn_at or clock.now()
    nomination.save()
    candidate = nomination.candidate
    if candidate.answer == NomineeAnswer.WAITING and not candidate.nominations.exclude(why="").exists():
        letters.close_links(candidate)
        empty(candidate)


def empty(candidate: Candidate) -> None:
    """Nothing of who it is, is left."""
    candidate.name = candidate.email = candidate.phone = ""
    candidate.actor = candidate.person = None
    candidate.save()


@verb(Nomination)
def clear_nomination(*, by: Viewer, nomination_id: UUID | str) -> Nomination:
    """Let the jury and the nominated read words that somebody was to look at first. Raises: NotFound, Refused."""
    nomination = queries.nomination_for(nomination_id, by, lock=True)
    require("candidates.handle", by, nomination.candidate)
    if nomination.is_held and nomination.withdrawn_at is None:
        nomination.cleared_at = clock.now()
        nomination.save(update_fields=["cleared_at"])
        journal("awards.nomination_cleared", nomination.subject, by=by, payload={"nomination": str(nomination.pk)})
        if letters.ask(nomination.candidate):
            nomination.candidate.save(update_fields=["asked_at"])
    return nomination


# --- gathering what several said of one -------------------------------------------------------------------------------


def undecided(candidate: Candidate) -> None:
    """Raises: ValidationError once the jury has decided."""
    if candidate.round.state in (RoundState.JUDGED, RoundState.ANNOUNCED):
        raise ValidationError(_("Juryen har valgt. Så bliver kandidaterne, som de er."))


@verb(Candidate)
def gather_candidate(*, by: Viewer, candidate_id: UUID | str, into_id: UUID | str) -> Candidate:
    """Let two candidates be one, because they are the same. It can be undone.

    Raises: NotFound, Refused, ValidationError.
    """
    candidate = queries.candidate_for(candidate_id, by, "candidates.handle", lock=True)
    require("candidates.handle", by, candidate)
    undecided(candidate)
    into = queries.candidate_for(into_id, by, "candidates.handle") if into_id else None
    if into is None or into.round_id != candidate.round_id or into.pk == candidate.pk or into.gathered_into_id:
        raise ValidationError({"into_id": [_("Vælg en af mulighederne på listen.")]})
    if NomineeAnswer.NO in (candidate.answer, into.answer):
        raise ValidationError({"into_id": [_("Den ene har sagt nej tak. Et nej er et nej.")]})
    if candidate.gathered.exists():
        raise ValidationError({"into_id": [_("Andre er samlet under den her. Saml den anden ind i stedet.")]})
    if candidate.judgements.exists():
        raise ValidationError({"into_id": [_("Juryen er begyndt at se på den her. Saml den anden ind i stedet.")]})
    if candidate.said_yes and not into.said_yes:
        # One yes is enough: it is the same person who gave it.
        into.answer, into.answered_on = candidate.answer, candidate.answered_on
        into.answered_how, into.noted_by_id = candidate.answered_how, candidate.noted_by_id
        into.save()
    candidate.gathered_into = into
    candidate.save(update_fields=["gathered_into"])
    journal("awards.gathered", candidate.subject, by=by, payload={"candidate": str(candidate.pk), "into": str(into.pk)})
    return into


@verb(Candidate)
def part_candidate(*, by: Viewer, candidate_id: UUID | str) -> Candidate:
    """Undo a gathering: they were two after all. Raises: NotFound, Refused, ValidationError."""
    candidate = queries.candidate_for(candidate_id, by, "candidates.handle", lock=True)
    require("candidates.handle", by, candidate)
    undecided(candidate)
    if candidate.gathered_into_id:
        candidate.gathered_into = None
        candidate.save(update_fields=["gathered_into"])
        journal("awards.parted", candidate.subject, by=by, payload={"candidate": str(candidate.pk)})
    return candidate


# --- what the nominated say -------------------------------------------------------------------------------------------


@verb(Candidate)
def ask_candidate(*, by: Viewer, candidate_id: UUID | str, email: str) -> Candidate:
    """Write to the nominated at this address, with a link to say yes or no.

    Raises: NotFound, Refused, ValidationError.
    """
    candidate = queries.candidate_for(candidate_id, by, "candidates.handle", lock=True)
    require("candidates.handle", by, candidate)
    candidate.email = email_address(email)
    if not candidate.email:
        raise ValidationError({"email": [_("Skriv mailadressen.")]})
    if candidate.answer != NomineeAnswer.WAITING or candidate.gathered_into_id or not candidate.name:
        raise ValidationError(_("Der er svaret, eller også er det samlet under en anden."))
    if any(row.is_held for row in candidate.nominations.filter(withdrawn_at=None)):
        raise ValidationError(_("Læs ordene først, og sig, at de må læses."))
    if candidate.kind in PERSONS:
        candidate.person = known_by(candidate.email)
    if not letters.ask(candidate):
        raise ValidationError({"email": [_("Vi har skrevet til den adresse.")]})
    candidate.save()
    journal("awards.asked", candidate.subject, by=by, payload={"candidate": str(candidate.pk)})
    return candidate


@verb(Candidate)
def note_answer(
    *, by: Viewer, candidate_id: UUID | str, answer: str, answered_on: date | None, answered_how: str
) -> Candidate:
    """Write down what the nominated said, and when and how. Raises: NotFound, Refused, ValidationError."""
    candidate = queries.candidate_for(candidate_id, by, "candidates.handle", lock=True)
    require("candidates.handle", by, candidate)
    if answered_how not in AnswerWay.values or answered_how == AnswerWay.LINK:
        raise ValidationError({"answered_how": [_("Vælg en af mulighederne på listen.")]})
    if answered_on is None or answered_on > clock.today():
        raise ValidationError({"answered_on": [_("Skriv, hvilken dag det var.")]})
    settle(candidate, answer, answered_on, answered_how, noted_by=by.known_id)
    journal(
        "awards.answered",
        candidate.subject,
        by=by,
        payload={"candidate": str(candidate.pk), "answer": candidate.answer},
    )
    return candidate


@verb(Candidate)
def answer_nomination(*, by: Viewer, token: str, answer: str) -> Candidate:
    """Say yes or no to being nominated, with the link of the letter. It may be changed while the link lasts.

    Raises: NotFound when the link opens nothing, Refused, ValidationError.
    """
    found = letters.opened(token)
    if found is None:
        raise NotFound("A link that opens nothing")
    require("nominations.answer", by, found)
    candidate = Candidate.objects.select_for_update(no_key=True).get(pk=found.candidate.pk)
    candidate.round = found.candidate.round
    if candidate.answer == NomineeAnswer.NO:
        raise Refused("nominations.answer")
    settle(candidate, answer, clock.today(), AnswerWay.LINK)
    journal(
        "awards.answered",
        candidate.subject,
        by=by,
        payload={"candidate": str(candidate.pk), "answer": candidate.answer},
    )
    return candidate


def settle(candidate: Candidate, answer: str, on: date, how: str, noted_by: UUID | None = None) -> None:
    """Keep the answer. After a no nothing is left of who it was, nor of what was said, and it cannot be taken back.

    Raises: ValidationError.
    """
    if answer not in NomineeAnswer.values or answer == NomineeAnswer.WAITING:
        raise ValidationError({"answer": [_("Vælg en af mulighederne.")]})
    if candidate.answer == NomineeAnswer.NO or candidate.gathered_into_id or not candidate.name:
        raise ValidationError(_("Der er svaret, eller også er det samlet under en anden."))
    candidate.answer, candidate.answered_on, candidate.answered_how = answer, on, how
    candidate.noted_by_id = noted_by
    if answer != NomineeAnswer.NO:
        candidate.save()
        return
    every = [candidate, *candidate.gathered.all()]
    letters.close_links(candidate)
    forget([row.pk for row in every], candidate.round)
    for row in every:
        row.answer, row.answered_on, row.answered_how, row.noted_by_id = answer, on, how, noted_by
        empty(row)


def forget(candidates: Iterable[UUID], award_round: AwardRound) -> None:
    """The words about these, and what the jury said of them, are gone; who wrote them hears it."""
    rows = list(
        Nomination.objects.filter(candidate__in=candidates, withdrawn_at=None)
        .exclude(why="")
        .select_related("author__actor")
    )
    letters.tell_refused(rows, award_round)
    for row in rows:
        row.why = row.relation = row.found = ""
        row.save(update_fields=["why", "relation", "found"])
    Judgement.objects.filter(candidate__in=candidates).delete()


def log_reads(candidates: Iterable[Candidate], by: Viewer) -> None:
    """Whoever sees somebody's address or number stands in the log of reads, once for each person."""
    people = {row.person_id for row in candidates if row.person_id and (row.email or row.phone)}
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=by.known_id, person=pk, what="award_nomination") for pk in people if pk != by.person_id
    )
