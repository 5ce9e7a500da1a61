"""The verbs about the model: its first version, a copy to work on, its texts, and publishing them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samspil.assessments import seed
from samspil.assessments.models import ANCHOR_LENGTH, Criterion, Gate, ModelVersion, Perspective, Wording
from samspil.foundation import clock, subjects
from samspil.foundation.models import bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer

STEPS = 5
GATE_TEXTS = ("name_da", "name_en", "question_da", "question_en")
CRITERION_TEXTS = ("name_da", "name_en", "measure_da", "measure_en")
COPIED = ("number", "position", "group", "is_computed", *CRITERION_TEXTS)


def newest_published() -> ModelVersion | None:
    return ModelVersion.objects.filter(is_draft=False).select_related("subject").first()


def model_in_use() -> ModelVersion:
    """The newest published version. Where the installation has none yet, our own first one comes first."""
    return newest_published() or lay_first_model(by=SYSTEM)


@verb(ModelVersion)
def lay_first_model(*, by: Viewer) -> ModelVersion:
    """Put our own first version there, published. Where there is one already, that is it. Raises: Refused."""
    require("models.copy", by)
    if found := newest_published():
        return found
    version = new_version(by, number=1)
    if version is None:
        return ModelVersion.objects.select_related("subject").get(number=1)
    Gate.objects.bulk_create(
        Gate(
            model=version,
            number=text.number,
            name_da=text.name[0],
            name_en=text.name[1],
            question_da=text.question[0],
            question_en=text.question[1],
        )
        for text in seed.GATES
    )
    for position, told in enumerate(seed.CRITERIA, 1):
        criterion = Criterion.objects.create(
            model=version,
            position=position,
            number=told.number,
            group=told.group,
            name_da=told.name[0],
            name_en=told.name[1],
            measure_da=told.measure[0],
            measure_en=told.measure[1],
            anchors_da=told.anchors(0),
            anchors_en=told.anchors(1),
            is_computed=told.is_computed,
        )
        Wording.objects.bulk_create(
            Wording(criterion=criterion, perspective=perspective, question_da=danish, question_en=english)
            for perspective, (danish, english) in told.asked.items()
        )
    publish(version)
    journal("assessments.model_published", version.subject, by=by, payload={"number": 1})
    return version


def new_version(by: Viewer, *, number: int, copied_from: ModelVersion | None = None) -> ModelVersion | None:
    """None where somebody else began it at the same moment."""
    version = ModelVersion(number=number, copied_from=copied_from)
    try:
        with transaction.atomic():
            version.subject = subjects.create("modelversion", title=str(version), by=by.person_id, is_searchable=False)
            version.save()
    except IntegrityError:
        if not ModelVersion.objects.filter(number=number).exists():
            raise  # something else is wrong
        return None
    return version


def publish(version: ModelVersion) -> None:
    version.is_draft, version.published_at = False, clock.now()
    version.save(update_fields=["is_draft", "published_at"])


@verb(ModelVersion)
def copy_model(*, by: Viewer) -> ModelVersion:
    """Begin the next version as a copy of the newest one. There is one draft at a time. Raises: Refused."""
    require("models.copy", by)
    if draft := ModelVersion.objects.filter(is_draft=True).select_related("subject").first():
        return draft
    before = model_in_use()
    version = new_version(by, number=before.number + 1, copied_from=before)
    if version is None:
        return ModelVersion.objects.select_related("subject").get(number=before.number + 1)
    Gate.objects.bulk_create(
        Gate(model=version, **{name: getattr(gate, name) for name in ("number", *GATE_TEXTS)})
        for gate in before.gates.all()
    )
    for criterion in before.criteria.prefetch_related("wordings"):
        copy = Criterion.objects.create(
            model=version,
            anchors_da=list(criterion.anchors_da),
            anchors_en=list(criterion.anchors_en),
            **{name: getattr(criterion, name) for name in COPIED},
        )
        Wording.objects.bulk_create(
            Wording(
                criterion=copy, perspective=row.perspective, question_da=row.question_da, question_en=row.question_en
            )
            for row in criterion.wordings.all()
        )
    journal("assessments.model_copied", version.subject, by=by, payload={"number": version.number})
    return version


def find_draft(model_id: UUID | str, by: Viewer) -> ModelVersion:
    """A draft that ``by`` may change, locked. Raises: NotFound, Refused, ValidationError."""
    version: ModelVersion = find(ModelVersion, model_id, by, lock=True)
    require("models.copy", by)
    if not version.is_draft:
        raise ValidationError(_("Udgaven er i brug og ligger fast. Lav en ny udgave, og ret i den."))
    return version


@verb(ModelVersion)
def edit_gate(
    *, by: Viewer, model_id: UUID | str, number: str, expected_version: int | None = None, **texts: str
) -> ModelVersion:
    """Change the texts of a gate in a draft. Raises: NotFound, Refused, Stale, ValidationError."""
    version = find_draft(model_id, by)
    require("models.edit", by, version)
    check_version(version.subject, expected_version)
    gate = version.gates.filter(number=number).first()
    if gate is None:
        raise NotFound(f"Gate {number}")
    for name in GATE_TEXTS:
        setattr(gate, name, texts.get(name, ""))
    clean_texts(gate, GATE_TEXTS)
    missing = {name: [_("Skriv noget her.")] for name in ("name_da", "question_da") if not getattr(gate, name)}
    if missing:
        raise ValidationError(missing)
    gate.save()
    bump(version.subject)
    journal("assessments.model_edited", version.subject, by=by, payload={"gate": number})
    return version


@verb(ModelVersion)
def edit_criterion(
    *, by: Viewer, model_id: UUID | str, number: str, expected_version: int | None = None, **texts: str
) -> ModelVersion:
    """Change the texts of a criterion in a draft; ``anchors_da`` and ``anchors_en`` are five lines each.

    A question is named by its perspective, ``citizen_da``. Without Danish words that perspective is not asked.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    version = find_draft(model_id, by)
    require("models.edit", by, version)
    check_version(version.subject, expected_version)
    criterion = version.criteria.filter(number=number).first()
    if criterion is None:
        raise NotFound(f"Criterion {number}")
    for name in CRITERION_TEXTS:
        setattr(criterion, name, texts.get(name, ""))
    clean_texts(criterion, CRITERION_TEXTS)
    problems: dict[str, list[Any]] = {} if criterion.name_da else {"name_da": [_("Skriv noget her.")]}
    wordings: list[Wording] = []
    if not criterion.is_computed:
        wordings = clean_wordings(criterion, texts)
        problems |= set_anchors(criterion, texts)
        if not wordings:
            problems["citizen_da"] = [_("Skriv spørgsmålet til mindst én.")]
    if problems:
        raise ValidationError(problems)
    criterion.save()
    criterion.wordings.all().delete()
    Wording.objects.bulk_create(wordings)
    bump(version.subject)
    journal("assessments.model_edited", version.subject, by=by, payload={"criterion": number})
    return version


def set_anchors(criterion: Criterion, texts: dict[str, str]) -> dict[str, list[Any]]:
    """What is wrong with the five answers, by field."""
    problems: dict[str, list[Any]] = {}
    for name in ("anchors_da", "anchors_en"):
        lines = [clean_line(line) for line in texts.get(name, "").splitlines() if line.strip()]
        guard(**{name: " ".join(lines)})
        setattr(criterion, name, lines)
        if len(lines) != STEPS and (lines or name == "anchors_da"):
            problems[name] = [_("Skriv fem linjer, den dårligste først.")]
        elif any(len(line) > ANCHOR_LENGTH for line in lines):
            problems[name] = [_("En linje er for lang. Der er plads til %d tegn.") % ANCHOR_LENGTH]
    return problems


def clean_wordings(criterion: Criterion, texts: dict[str, str]) -> list[Wording]:
    """Raises: ValidationError by field."""
    found = []
    for perspective in Perspective:
        row = Wording(
            criterion=criterion,
            perspective=perspective,
            question_da=texts.get(f"{perspective}_da", ""),
            question_en=texts.get(f"{perspective}_en", ""),
        )
        if not row.question_da.strip():
            continue
        try:
            clean_texts(row, ("question_da", "question_en"))
        except ValidationError as problem:
            by_field = {name.replace("question", str(perspective)): all_ for name, all_ in problem.error_dict.items()}
            raise ValidationError(by_field) from None
        found.append(row)
    return found


@verb(ModelVersion)
def publish_model(*, by: Viewer, model_id: UUID | str, note: str, expected_version: int | None = None) -> ModelVersion:
    """Let new assessments begin with a draft. From then on it is frozen. Those begun before keep theirs.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    version = find_draft(model_id, by)
    require("models.edit", by, version)
    check_version(version.subject, expected_version)
    version.note = note
    clean_texts(version, ("note",))
    if not version.note:
        raise ValidationError({"note": [_("Skriv i én linje, hvad der er nyt.")]})
    version.save(update_fields=["note"])
    publish(version)
    bump(version.subject)
    journal("assessments.model_published", version.subject, by=by, payload={"number": version.number})
    return version
