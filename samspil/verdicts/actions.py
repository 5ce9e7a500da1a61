"""The verbs that end an assessment: it is ready, it is decided on, and later somebody says whether it held."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.models import Person
from samspil.assessments.models import Assessment, Status
from samspil.decisions.actions import decide, unsaid
from samspil.decisions.models import Interest, Matter
from samspil.evaluations.actions import learn_from
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import NotFound, all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.responses.results import result_of
from samspil.technology_projects.models import LONGEST_WAIT
from samspil.verdicts import readiness
from samspil.verdicts.models import MOST_AMOUNT, Declaration, LookBack, Outcome, StandIn, Verdict
from samspil.verdicts.queries import case_of, may_evaluate, round_of

RELATED = ("unit__actor", "model", "technology")


def found(assessment_id: UUID | str, by: Viewer) -> Assessment:
    """An assessment, locked. Raises: NotFound."""
    assessment: Assessment = find(Assessment, assessment_id, by, related=RELATED, lock=True)
    return assessment


@verb(Assessment)
def make_ready(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    interest: str,
    interest_note: str = "",
    expected_version: int | None = None,
) -> Assessment:
    """Say that a counted assessment is ready to be decided on, and what one has at stake. Nothing may lack.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    assessment = found(assessment_id, by)
    require("verdicts.make_ready", by, assessment)
    check_version(assessment.subject, expected_version)
    if lacks := readiness.lacks(assessment, result_of(assessment)):
        raise ValidationError(lacks)
    row = Declaration(assessment=assessment, interest=interest, by_id=by.known_id)
    row.interest_note = interest_note if interest == Interest.SMALL else ""
    clean_texts(row, ("interest_note",))
    if missing := unsaid(interest, row.interest_note):
        raise ValidationError(missing)
    row.save(force_insert=True)
    move(assessment, Status.READY)
    journal("verdicts.made_ready", assessment.subject, by=by)
    return assessment


@verb(Verdict)
def decide_verdict(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    outcome: str,
    reason: str,
    interest: str,
    evaluation_on: date | None,
    evaluation_owner_id: UUID | str,
    baseline: str,
    interest_note: str = "",
    evaluation_deputy_id: UUID | str | None = None,
    amount: int | None = None,
    expected_version: int | None = None,
) -> Verdict:
    """Decide on an assessment, and who says when whether it held. What lacks is looked at once more, under lock.

    "Utilstrækkeligt grundlag" is for an assessment that lacks something, and is all that such a one can get.
    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    assessment = found(assessment_id, by)
    require("verdicts.decide", by, assessment)
    check_version(assessment.subject, expected_version)
    result = result_of(assessment)
    facts = readiness.frozen(assessment, result, readiness.missing(assessment, result))
    verdict = Verdict(assessment=assessment, outcome=outcome, decided_on=clock.today(), baseline=baseline, **facts)
    verdict.result = readiness.snapshot(result)

    def take_decision() -> None:
        """Written last: where anything else is wrong, it is undone with the rest."""
        spent = amount if amount and 0 < amount <= MOST_AMOUNT else 0
        verdict.decision = decide(
            by=by,
            case=case_of(assessment, spent),
            matter=Matter.VERDICT,
            outcome=outcome,
            reason=reason,
            interest=interest,
            interest_note=interest_note,
        )

    all_told(
        partial(check_outcome, verdict, assessment.status, facts),
        partial(clean_texts, verdict, ("baseline",)),
        partial(set_evaluation, verdict, evaluation_on, evaluation_owner_id, evaluation_deputy_id),
        partial(wrong_amount, verdict, amount),
        take_decision,
    )
    verdict.save(force_insert=True)
    move(assessment, Status.DECIDED)
    journal("verdicts.decided", assessment.subject, by=by, payload={"outcome": outcome})
    return verdict


def check_outcome(verdict: Verdict, status: str, facts: dict[str, Any]) -> None:
    """Raises: ValidationError at ``outcome``."""
    problems: list[str] = []
    if verdict.outcome not in Outcome.values:
        problems = [_("Vælg en af mulighederne på listen.")]
    elif verdict.is_insufficient:
        problems = [] if verdict.lacking else [_("Der mangler ikke noget. Vælg, hvad I gør.")]
    elif verdict.lacking:
        words = [readiness.Lack(*lack).in_words for lack in verdict.lacks]
        problems = [_("Grundlaget er ikke helt. Derfor kan det kun blive »utilstrækkeligt grundlag«."), *words]
    elif status != Status.READY:
        problems = [_("De, der holder vurderingen, skal først sige, at den er klar.")]
    elif verdict.outcome == Outcome.ROLL_OUT:
        problems = readiness.not_measured(facts)
    if problems:
        raise ValidationError({"outcome": problems})


def wrong_amount(verdict: Verdict, amount: int | None) -> dict[str, list[Any]]:
    if amount is not None and not 0 <= amount <= MOST_AMOUNT:
        return {"amount": [_("Skriv et tal fra 0 til %d.") % MOST_AMOUNT]}
    if amount and verdict.is_insufficient:
        return {"amount": [_("Der er ikke grundlag for at bruge penge på det. Lad feltet stå tomt.")]}
    return {}


def set_evaluation(verdict: Verdict, on: date | None, owner_id: UUID | str, deputy_id: UUID | str | None) -> None:
    """Nothing is decided without somebody who says whether it held. Raises: ValidationError by field."""
    people = {str(person.pk): person for person in may_evaluate(verdict.assessment)}
    owner, deputy = people.get(str(owner_id)), people.get(str(deputy_id))
    problems: dict[str, list[Any]] = {}
    if on is None or not verdict.decided_on < on <= verdict.decided_on + LONGEST_WAIT:
        problems["evaluation_on"] = [_("Vælg en dag i fremtiden, højst tre år frem.")]
    if owner is None:
        problems["evaluation_owner_id"] = [_("Vælg en fra listen.")]
    if deputy_id and deputy is None:
        problems["evaluation_deputy_id"] = [_("Vælg en fra listen.")]
    elif deputy and deputy == owner:
        problems["evaluation_deputy_id"] = [_("Vælg en anden end den, der sørger for det.")]
    if not verdict.baseline:
        problems["baseline"] = [_("Skriv, hvordan det er i dag, med tal, hvor I har dem.")]
    if problems or on is None or owner is None:
        raise ValidationError(problems)
    verdict.evaluation_on, verdict.evaluation_owner, verdict.evaluation_deputy = on, owner, deputy


@verb(LookBack)
def evaluate_verdict(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    text: str,
    lesson: str,
    early_why: str = "",
    expected_version: int | None = None,
) -> LookBack:
    """Say whether a verdict held, and what the next ones can learn: they must answer it before they begin.

    What was rolled out or tried is asked about again first, of those who live with it; nobody is still being asked.
    Before its day it needs a reason. Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    assessment = found(assessment_id, by)
    require("verdicts.evaluate", by, assessment)
    check_version(assessment.subject, expected_version)
    verdict: Verdict = assessment.verdict
    if assessment.rounds.filter(withdrawn_at=None, status=Status.COLLECTING, subject__shown=True).exists():
        raise ValidationError(_("I spørger igen lige nu. Tæl svarene først, eller træk det tilbage."))
    asked_again = round_of(assessment)
    if verdict.asks_again and asked_again is None:
        raise ValidationError(_("Spørg dem, der svarede, igen, og tæl svarene. Så kan I sige, om det holdt."))
    row = LookBack(verdict=verdict, round=asked_again, text=text, lesson=lesson, by_id=by.known_id)
    row.early_why = early_why if verdict.is_early else ""
    all_told(partial(clean_texts, row, ("text", "lesson", "early_why")), partial(unsaid_in, row))
    row.not_compared = readiness.not_compared(assessment, asked_again)
    row.save(force_insert=True)
    learn_from(assessment.subject, by=by, text=row.lesson)
    move(assessment, Status.EVALUATED)
    journal("verdicts.evaluated", assessment.subject, by=by)
    return row


def unsaid_in(row: LookBack) -> dict[str, list[Any]]:
    missing = {name: [_("Skriv noget her.")] for name in ("text", "lesson") if not getattr(row, name)}
    if row.verdict.is_early and not row.early_why:
        missing["early_why"] = [_("Skriv, hvorfor I ser på det før dagen.")]
    return missing


@transaction.atomic
def take_ready_back(assessment: Assessment, by: Viewer) -> None:
    """A grade or the trial changed: what was said to be ready rested on others, so it must be said again."""
    if assessment.status == Status.READY:
        Declaration.objects.filter(assessment=assessment).delete()
        move(assessment, Status.COMPLETE)
        journal("verdicts.ready_taken_back", assessment.subject, by=by)


def move(assessment: Assessment, status: Status) -> None:
    assessment.status = status
    assessment.save(update_fields=["status"])
    bump(assessment.subject)


@verb(StandIn)
def pass_on_evaluation(*, by: Viewer, assessment_id: UUID | str, deputy_id: UUID | str) -> StandIn:
    """Let somebody see to the evaluation as well, because its day went by and nobody was named for that.

    Raises: NotFound, Refused, ValidationError by field.
    """
    rows = Verdict.objects.select_related("assessment__subject", "evaluation_deputy")
    verdict = rows.filter(pk=as_uuid(assessment_id)).first() if by == SYSTEM else None
    if verdict is None:
        raise NotFound(f"Verdict {assessment_id}")
    require("verdicts.pass_on", by, verdict.assessment)
    named = [verdict.evaluation_owner_id, verdict.evaluation_deputy_id]
    deputy = Person.objects.filter(pk__in=[as_uuid(deputy_id)], erased_at=None).exclude(pk__in=filter(None, named))
    person = deputy.first()
    if person is None:
        raise ValidationError({"deputy_id": [_("Vælg en anden.")]})
    row = StandIn.objects.update_or_create(verdict=verdict, defaults={"person": person, "at": clock.now()})[0]
    journal("verdicts.passed_on", verdict.assessment.subject, by=by, payload={"deputy": str(person.pk)})
    return row
