"""What the tests begin with is what the verbs leave."""

import pytest

from samspil.foundation.models import JournalEntry
from samspil.responses.models import Respondent, Response
from tests.assessments.making import collecting, enter, enter_many

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("perspective", "says", "function"),
    [
        ("citizen", "-1", ""),
        ("citizen", {"1.1": "2", "1.2": "dont_know"}, ""),
        ("employee", "not_relevant", ""),
        ("organisation", {"6.1": "-2"}, "økonomi"),
    ],
)
def test_sheets_put_in_at_once_are_those_typed_in_one_by_one(birthe, perspective, says, function):
    typed, put_in = collecting(by=birthe), collecting(by=birthe)
    for _sheet in range(2):
        enter(typed, perspective, says, by=birthe, **({"function": function} if function else {}))
    enter_many(put_in, perspective, says, [function] * 2, birthe)
    assert left(put_in) == left(typed)
    assert len(left(typed)[0]) == 2


def left(assessment) -> tuple[list, list, list]:
    """All that stands of the answers, but for the keys, the codes, the day and the hour."""
    assert not Respondent.objects.filter(assessment=assessment, answered_on=None).exists()
    answers = Response.objects.filter(respondent__assessment=assessment)
    return (
        without(Respondent.objects.filter(assessment=assessment), "id", "assessment_id", "code_hash", "answered_on"),
        sorted(answers.values_list("asked__criterion__number", "score", "unknown"), key=str),
        without(JournalEntry.objects.filter(subject=assessment.pk, verb="responses.entered"), "id", "subject_id", "at"),
    )


def without(rows, *names: str) -> list[dict]:
    return [{name: value for name, value in row.items() if name not in names} for row in rows.values()]
