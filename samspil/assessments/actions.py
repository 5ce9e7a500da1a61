"""The verbs about assessments: beginning, the gate, who is asked what, the weights, and opening for answers."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil import weighing
from samspil.actors.models import Unit
from samspil.assessments import modelling, queries
from samspil.assessments.models import (
    LEAST,
    MOST_FOR_CITIZENS,
    MOST_FOR_STAFF,
    MOST_POINTS,
    AskedCriterion,
    Assessment,
    GateAnswer,
    Grade,
    ModelVersion,
    Perspective,
    Status,
)
from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import TITLE_LENGTH, bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology
from samspil.trials.models import Trial

LONGEST_ROUND = timedelta(days=365)
MOST_REQUIRED = 500  # people; more is a slip of the finger
MOST = {
    Perspective.CITIZEN: MOST_FOR_CITIZENS,
    Perspective.RELATIVE: MOST_FOR_CITIZENS,
    Perspective.EMPLOYEE: MOST_FOR_STAFF,
    Perspective.ORGANISATION: MOST_FOR_STAFF,
}
KEPT_IN_ROUNDS = (
    *("technology_id", "unit_id", "trial_id", "model_id", "today"),
    *LEAST,
    *("agreed_by", "agreed_why", "agreed_on"),
)
TOO_FEW = {
    "least_citizens": gettext_lazy("Færre end fem borgere er for få. De få kan sige det med egne ord i stedet."),
    "least_employees": gettext_lazy("Færre end fem medarbejdere er for få."),
    "least_organisation": gettext_lazy("Færre end to funktioner er for få."),
}
NOT_TRIED = gettext_lazy("Vælg en afprøvning af den her teknologi, der er i gang eller slut.")


def find_kept(assessment_id: UUID | str, by: Viewer) -> Assessment:
    """An assessment that ``by`` keeps, locked. Raises: NotFound, Refused."""
    assessment: Assessment = find(Assessment, assessment_id, by, related=("unit", "model", "follows"), lock=True)
    require("assessments.keep", by, assessment)
    return assessment


# --- beginning --------------------------------------------------------------------------------------------------------


@verb(Assessment)
def begin_assessment(
    *,
    by: Viewer,
    technology_id: UUID | str,
    unit_id: UUID | str,
    today: str,
    trial_id: UUID | str | None = None,
    least_citizens: int = LEAST["least_citizens"],
    least_employees: int = LEAST["least_employees"],
    least_organisation: int = LEAST["least_organisation"],
) -> Assessment:
    """Begin to assess a technology in a unit, with the model as it stands now.

    Raises: NotFound, Refused, ValidationError.
    """
    technology: Technology = find(Technology, technology_id, by)
    require("assessments.begin", by)
    if technology.withdrawn_at:
        raise ValidationError(_("Teknologien er taget af listen. Den kan ikke vurderes her."))
    model = modelling.model_in_use()
    assessment = Assessment(
        technology=technology,
        model=model,
        keeper_id=by.person_id,
        today=today,
        least_citizens=least_citizens,
        least_employees=least_employees,
        least_organisation=least_organisation,
    )
    set_facts(assessment, by, unit_id, trial_id)
    title = _("Er det værd at bruge? %s") % technology.title
    assessment.subject = subjects.create(
        "assessment",
        title=Truncator(title).chars(TITLE_LENGTH),
        by=by.person_id,
        context=technology.subject,
        text=assessment.today,
    )
    assessment.save()
    AskedCriterion.objects.bulk_create(asked_at_first(assessment, model))
    journal("assessments.begun", assessment.subject, by=by, payload={"model": model.number})
    return assessment


def set_facts(assessment: Assessment, by: Viewer, unit_id: Any, trial_id: Any) -> None:
    """Raises: ValidationError by field."""
    clean_texts(assessment, ("today",))
    unit = Unit.objects.visible_to(by).filter(pk=as_uuid(unit_id)).first() if unit_id else None
    problems: dict[str, list[Any]] = {}
    if unit is None:
        problems["unit_id"] = [_("Vælg en enhed på listen.")]
    elif unit.pk != assessment.unit_id and not rules.has_perm("assessments.hold_in", by, unit):
        problems["unit_id"] = [_("Vælg en enhed, du arbejder i eller leder. Bed de andre om selv at begynde.")]
    try:
        assessment.trial = chosen_trial(assessment, by, trial_id)
    except ValidationError as problem:
        problems |= problem.message_dict
    if not assessment.today:
        problems["today"] = [_("Skriv, hvordan det gøres i dag. Det er det, svarene sammenligner med.")]
    for name, least in LEAST.items():
        value = getattr(assessment, name)
        if not isinstance(value, int) or value > MOST_REQUIRED:
            told = _("Skriv et tal fra %(low)d til %(high)d.") % {"low": least, "high": MOST_REQUIRED}
            problems[name] = [told]
        elif value < least:
            problems[name] = [TOO_FEW[name]]
    if problems or unit is None:
        raise ValidationError(problems)
    assessment.unit = unit


def chosen_trial(assessment: Assessment, by: Viewer, trial_id: Any) -> Trial | None:
    """What it is to rest on: a trial of its technology that ``by`` may see, under way or over; or none, while nothing
    is E2. Whoever cannot see the one it has, and names none, lets it stay.

    A trial that is named is locked: it stays as it was found until this is written. Raises: ValidationError at
    ``trial_id``.
    """
    if trial_id:
        Trial.objects.select_for_update(no_key=True).filter(pk=as_uuid(trial_id)).first()
        trial = queries.trials_with(assessment.technology_id, by).filter(pk=as_uuid(trial_id)).first()
        if trial is None:
            raise ValidationError({"trial_id": [NOT_TRIED]})
        return trial
    if assessment.trial and not assessment.trial.subject.readable_by(by):
        return assessment.trial
    if not assessment._state.adding and assessment.asked.filter(grade=Grade.E2).exists():
        told = _("Noget er skrevet som E2, målt hos os. Det skal bygge på en afprøvning.")
        raise ValidationError({"trial_id": [told]})
    return None


def asked_at_first(assessment: Assessment, model: ModelVersion) -> list[AskedCriterion]:
    """All that the model asks, as far as nobody gets more questions than we ask of anybody."""
    left = dict(MOST)
    rows = []
    for criterion in model.criteria.prefetch_related("wordings"):
        asked = []
        worded = {row.perspective for row in criterion.wordings.all()}
        for perspective in Perspective:
            if perspective in worded and left[perspective]:
                left[perspective] -= 1
                asked.append(perspective.value)
        rows.append(AskedCriterion(assessment=assessment, criterion=criterion, perspectives=asked))
    return rows


@verb(Assessment)
def edit_assessment(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    unit_id: UUID | str,
    today: str,
    trial_id: UUID | str | None = None,
    least_citizens: int = LEAST["least_citizens"],
    least_employees: int = LEAST["least_employees"],
    least_organisation: int = LEAST["least_organisation"],
    expected_version: int | None = None,
) -> Assessment:
    """Change what a draft is about and compared with. Whoever takes part in its trial lets it rest on no other.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    assessment = find_kept(assessment_id, by)
    require("assessments.edit", by, assessment)
    check_version(assessment.subject, expected_version)
    before, may_choose = assessment.trial_id, rules.has_perm("assessments.choose_trial", by, assessment)
    assessment.today = today
    assessment.least_citizens, assessment.least_employees = least_citizens, least_employees
    assessment.least_organisation = least_organisation
    set_facts(assessment, by, unit_id, trial_id)
    if assessment.trial_id != before and not may_choose:
        raise ValidationError({"trial_id": [_("Du er med i den afprøvning. Bed en anden om at vælge.")]})
    assessment.save()
    bump(assessment.subject)
    journal("assessments.edited", assessment.subject, by=by)
    return assessment


@verb(Assessment)
def withdraw_assessment(*, by: Viewer, assessment_id: UUID | str) -> Assessment:
    """Take an assessment back that nothing was decided on. Its links open nothing any more.

    Raises: NotFound, Refused.
    """
    assessment = find_kept(assessment_id, by)
    require("assessments.withdraw", by, assessment)
    take_back(assessment)
    journal("assessments.withdrawn", assessment.subject, by=by)
    return assessment


def take_back(assessment: Assessment) -> None:
    assessment.withdrawn_at = clock.now()
    assessment.save(update_fields=["withdrawn_at"])
    subjects.fall_silent(assessment.subject)


# --- before anybody answers -------------------------------------------------------------------------------------------


@verb(Assessment)
def answer_gate(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    answers: Mapping[str, tuple[bool | None, str]],
    expected_version: int | None = None,
) -> Assessment:
    """Answer the gate: yes or no and some words for each of its questions, by number. It gives no points.

    Raises: NotFound, Refused, Stale, ValidationError by field ("G1_yes", "G1_words").
    """
    assessment = find_kept(assessment_id, by)
    require("assessments.edit", by, assessment)
    check_version(assessment.subject, expected_version)
    rows: list[GateAnswer] = []
    problems: dict[str, list[Any]] = {}
    for gate in assessment.model.gates.all():
        is_yes, words = answers.get(gate.number, (None, ""))
        row = GateAnswer(assessment=assessment, gate=gate, is_yes=bool(is_yes), words=words)
        try:
            clean_texts(row, ("words",))
        except ValidationError as problem:
            problems[f"{gate.number}_words"] = problem.messages
            continue
        if is_yes is None:
            problems[f"{gate.number}_yes"] = [_("Svar ja eller nej.")]
        if not row.words:
            problems[f"{gate.number}_words"] = [_("Skriv, hvad svaret bygger på.")]
        rows.append(row)
    if problems:
        raise ValidationError(problems)
    assessment.gate_answers.all().delete()
    GateAnswer.objects.bulk_create(rows)
    bump(assessment.subject)
    journal("assessments.gate_answered", assessment.subject, by=by)
    return assessment


@verb(Assessment)
def choose_criteria(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    citizens: list[str],
    employees: list[str],
    expected_version: int | None = None,
) -> Assessment:
    """Choose by number what citizens and employees are asked. Relatives are asked the same as citizens, where worded.

    The organisation is always asked all of its own. Where something else is weighed now, the weights must be agreed
    anew. Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    assessment = find_kept(assessment_id, by)
    require("assessments.edit", by, assessment)
    check_version(assessment.subject, expected_version)
    rows = list(assessment.asked.select_related("criterion").prefetch_related("criterion__wordings"))
    weighed = [row.pk for row in rows if row.is_weighed]
    worded = {row.criterion.number: {each.perspective for each in row.criterion.wordings.all()} for row in rows}
    problems: dict[str, list[Any]] = {}
    for name, chosen, perspective in (
        ("citizens", citizens, Perspective.CITIZEN),
        ("employees", employees, Perspective.EMPLOYEE),
    ):
        if any(perspective not in worded.get(number, set()) for number in chosen):
            problems[name] = [_("Vælg en af mulighederne på listen.")]
        elif not 1 <= len(set(chosen)) <= MOST[perspective]:
            problems[name] = [_("Vælg mellem 1 og %d spørgsmål. Flere bliver ikke besvaret.") % MOST[perspective]]
    if problems:
        raise ValidationError(problems)
    for row in rows:
        number = row.criterion.number
        wanted = {
            Perspective.CITIZEN: number in citizens,
            Perspective.RELATIVE: number in citizens,
            Perspective.EMPLOYEE: number in employees,
            Perspective.ORGANISATION: True,
        }
        row.perspectives = [each.value for each in Perspective if wanted[each] and each in worded[number]]
    if weighed != [row.pk for row in rows if row.is_weighed]:
        assessment.agreed_on = None
        assessment.save(update_fields=["agreed_on"])
    AskedCriterion.objects.bulk_update(rows, ["perspectives"])
    bump(assessment.subject)
    journal("assessments.criteria_chosen", assessment.subject, by=by)
    return assessment


@verb(Assessment)
def agree_weights(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    points: Mapping[str, int | None],
    agreed_by: str,
    agreed_why: str,
    expected_version: int | None = None,
) -> Assessment:
    """Write down the swing points per criterion that were agreed, by whom and why. They freeze when answers come.

    What nobody is asked gets no points.

    Raises: NotFound, Refused, Stale, ValidationError by field (the number of a criterion).
    """
    assessment = find_kept(assessment_id, by)
    require("assessments.edit", by, assessment)
    check_version(assessment.subject, expected_version)
    assessment.agreed_by, assessment.agreed_why = agreed_by, agreed_why
    clean_texts(assessment, ("agreed_by", "agreed_why"))
    rows = list(assessment.asked.select_related("criterion"))
    problems: dict[str, list[Any]] = {
        name: [_("Skriv noget her.")] for name in ("agreed_by", "agreed_why") if not getattr(assessment, name)
    }
    for row in rows:
        given = points.get(row.criterion.number)
        if not row.is_weighed:
            row.points = None
        elif not isinstance(given, int) or not 0 <= given <= MOST_POINTS:
            problems[row.criterion.number] = [_("Skriv et tal fra 0 til %d.") % MOST_POINTS]
        else:
            row.points = given
    if problems:
        raise ValidationError(problems)
    try:
        weighing.weights({row.criterion.number: row.points or 0 for row in rows if row.is_weighed})
    except ValueError:
        raise ValidationError(_("Noget skal veje mere end 0.")) from None
    AskedCriterion.objects.bulk_update(rows, ["points"])
    assessment.agreed_on = clock.today()
    assessment.save(update_fields=["agreed_by", "agreed_why", "agreed_on"])
    bump(assessment.subject)
    journal("assessments.weights_agreed", assessment.subject, by=by)
    return assessment


def missing_from(assessment: Assessment) -> list[str]:
    """What must be there before people can be asked, in words."""
    missing = []
    if assessment.gate_answers.count() < assessment.model.gates.count():
        missing.append(_("De fire ja eller nej mangler."))
    if assessment.agreed_on is None:
        missing.append(_("Vægtene er ikke aftalt. Det skal de være, før nogen svarer."))
    return missing


@verb(Assessment)
def open_collecting(
    *, by: Viewer, assessment_id: UUID | str, closes_on: date, expected_version: int | None = None
) -> Assessment:
    """Open for answers until a day. From here the questions and the weights are frozen.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    assessment = find_kept(assessment_id, by)
    require("assessments.edit", by, assessment)
    check_version(assessment.subject, expected_version)
    if missing := missing_from(assessment):
        raise ValidationError(missing)
    check_day(closes_on)
    assessment.asked.filter(perspectives=[]).update(points=None)
    assessment.status, assessment.opened_on, assessment.closes_on = Status.COLLECTING, clock.today(), closes_on
    assessment.save(update_fields=["status", "opened_on", "closes_on"])
    bump(assessment.subject)
    journal("assessments.opened", assessment.subject, by=by)
    return assessment


def check_day(closes_on: date) -> None:
    """Raises: ValidationError at ``closes_on``."""
    today = clock.today()
    if not today <= closes_on <= today + LONGEST_ROUND:
        raise ValidationError({"closes_on": [_("Vælg en dag fra i dag og højst et år frem.")]})


@verb(Assessment)
def move_last_day(
    *, by: Viewer, assessment_id: UUID | str, closes_on: date, expected_version: int | None = None
) -> Assessment:
    """Give those who are asked more time, or less. Raises: NotFound, Refused, Stale, ValidationError."""
    assessment = find_kept(assessment_id, by)
    require("assessments.collect", by, assessment)
    check_version(assessment.subject, expected_version)
    check_day(closes_on)
    assessment.closes_on = closes_on
    assessment.save(update_fields=["closes_on"])
    bump(assessment.subject)
    journal("assessments.moved", assessment.subject, by=by)
    return assessment


# --- once more, after a decision --------------------------------------------------------------------------------------


@verb(Assessment)
def ask_again(*, by: Viewer, assessment_id: UUID | str, closes_on: date) -> Assessment:
    """Ask the same of the same sides once more, to see whether what was decided on held. Open for answers at once.

    Questions, weights, minimums and the gate are the first one's own. So is the evidence, until somebody grades it
    anew. Nothing is decided on the new one. A round that was hidden while it collected is taken back: nobody could
    count it. Raises: NotFound, Refused, ValidationError.
    """
    first = find_kept(assessment_id, by)
    require("assessments.ask_again", by, first)
    check_day(closes_on)
    collecting = first.rounds.filter(status=Status.COLLECTING, withdrawn_at=None).select_related("subject")
    if collecting.filter(subject__shown=True).exists():
        raise ValidationError(_("I spørger allerede igen. Tæl de svar først."))
    for hidden in collecting:
        take_back(hidden)
    again = Assessment(
        follows=first,
        keeper_id=by.person_id,
        status=Status.COLLECTING,
        opened_on=clock.today(),
        closes_on=closes_on,
        **{name: getattr(first, name) for name in KEPT_IN_ROUNDS},
    )
    title = _("Holdt det? %s") % first.technology.title
    again.subject = subjects.create(
        "assessment",
        title=Truncator(title).chars(TITLE_LENGTH),
        by=by.person_id,
        context=first.subject,  # hidden with it: it says the same
        text=again.today,
    )
    again.save()
    AskedCriterion.objects.bulk_create(copies(first.asked.all(), again))
    GateAnswer.objects.bulk_create(copies(first.gate_answers.all(), again))
    journal("assessments.asked_again", again.subject, by=by, payload={"first": str(first.pk)})
    return again


def copies(rows: Iterable[Any], again: Assessment) -> list[Any]:
    """The rows of one assessment as those of another, not yet saved."""
    made = list(rows)
    for row in made:
        row.pk, row.assessment = None, again
    return made
