"""Forms over a draft of the model: its texts in Danish and English, row by row."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.assessments.models import (
    ANCHOR_LENGTH,
    MEASURE_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    QUESTION_LENGTH,
    Criterion,
    Gate,
    ModelVersion,
    Perspective,
)
from samspil.foundation.forms import EditForm, PlainTextField

ANCHORS_LENGTH = 6 * ANCHOR_LENGTH


class GateTextForm(EditForm):
    name_da = PlainTextField(label=gettext_lazy("Navnet på dansk"), max_length=NAME_LENGTH)
    question_da = PlainTextField(label=gettext_lazy("Spørgsmålet på dansk"), max_length=QUESTION_LENGTH, lines=2)
    name_en = PlainTextField(label=gettext_lazy("Navnet på engelsk"), max_length=NAME_LENGTH, required=False)
    question_en = PlainTextField(
        label=gettext_lazy("Spørgsmålet på engelsk"), max_length=QUESTION_LENGTH, lines=2, required=False
    )

    @staticmethod
    def initial_of(version: ModelVersion, gate: Gate) -> dict[str, Any]:
        names = ("name_da", "name_en", "question_da", "question_en")
        return {**{name: getattr(gate, name) for name in names}, "expected_version": version.version}


class CriterionTextForm(EditForm):
    name_da = PlainTextField(label=gettext_lazy("Navnet på dansk"), max_length=NAME_LENGTH)
    name_en = PlainTextField(label=gettext_lazy("Navnet på engelsk"), max_length=NAME_LENGTH, required=False)

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = (("da", _("på dansk")), ("en", _("på engelsk")))
        if not criterion.is_computed:
            for perspective in Perspective:
                for code, language in languages:
                    self.fields[f"{perspective}_{code}"] = PlainTextField(
                        label=_("Spørgsmålet til: %(who)s, %(language)s")
                        % {"who": perspective.label, "language": language},
                        max_length=QUESTION_LENGTH,
                        lines=2,
                        required=False,
                    )
            for code, language in languages:
                self.fields[f"anchors_{code}"] = PlainTextField(
                    label=_("De fem svar %s") % language,
                    help_text=_("Fem linjer, den dårligste først. Den midterste er som i dag."),
                    max_length=ANCHORS_LENGTH,
                    lines=5,
                    required=code == "da",
                )
        for code, language in languages:
            self.fields[f"measure_{code}"] = PlainTextField(
                label=_("Sådan kan det måles før og efter, %s") % language,
                max_length=MEASURE_LENGTH,
                lines=2,
                required=False,
            )

    @staticmethod
    def initial_of(version: ModelVersion, criterion: Criterion) -> dict[str, Any]:
        names = ("name_da", "name_en", "measure_da", "measure_en")
        found: dict[str, Any] = {name: getattr(criterion, name) for name in names}
        found |= {name: "\n".join(getattr(criterion, name)) for name in ("anchors_da", "anchors_en")}
        for row in criterion.wordings.all():
            found[f"{row.perspective}_da"], found[f"{row.perspective}_en"] = row.question_da, row.question_en
        return {**found, "expected_version": version.version}


class PublishForm(EditForm):
    note = PlainTextField(
        label=gettext_lazy("Hvad er nyt i udgaven?"),
        help_text=gettext_lazy("Én linje. Den står på modellens side."),
        max_length=NOTE_LENGTH,
    )

    @staticmethod
    def initial_of(version: ModelVersion) -> dict[str, Any]:
        return {"note": version.note, "expected_version": version.version}
