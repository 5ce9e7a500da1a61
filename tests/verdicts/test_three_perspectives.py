"""Nothing is decided without three perspectives: by page, by POST to any address, by import, or past Django.

The verbs are tried in ``test_actions``. What the database cannot know is tested here too, so that nobody believes
otherwise (docs/decisions/0037).
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import NoReverseMatch, reverse

import samspil
from samspil.assessments.models import Assessment, Status
from samspil.decisions.models import Decision
from samspil.foundation import clock
from samspil.verdicts.models import Outcome, Verdict
from tests.factories import make_person
from tests.test_permissions import every_name
from tests.verdicts.making import decided, lacking, ready
from tools import floors

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C59")]
FOUR = [Outcome.ROLL_OUT, Outcome.TRY, Outcome.WATCH, Outcome.STOP]
WHOLE = {
    "outcome": "roll_out",
    "was_ready": True,
    "lacking": 0,
    "citizens": 5,
    "relatives": 0,
    "employees": 5,
    "functions": 2,
    "least_citizens": 5,
    "least_employees": 5,
    "least_functions": 2,
    "gates_passed": True,
    "unhandled": 0,
    "grade_independence": 2,
    "grade_harm": 2,
    "grade_time": 2,
    "spreads_known": True,
    "baseline": "To løfter.",
}


def row_of(assessment, by, **facts: Any) -> Verdict:
    """A verdict as somebody would write it who goes round the verbs."""
    day = clock.today()
    decision = Decision.objects.create(
        subject=assessment.subject, matter="verdict", outcome="try", reason="Fordi.", interest="none", by=by
    )
    held = {"decided_on": day, "evaluation_on": day + timedelta(days=9), "evaluation_owner": by, **WHOLE, **facts}
    return Verdict(assessment=assessment, decision=decision, **held)


def insert(row: Verdict) -> None:
    """Plain SQL, as from the database's own console."""
    fields = Verdict._meta.concrete_fields
    names = ", ".join(field.column for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {Verdict._meta.db_table} ({names}) VALUES ({marks})", values)  # noqa: S608


WAYS = {
    "save": lambda row: row.save(),
    "bulk": lambda row: Verdict.objects.bulk_create([row]),
    "sql": insert,
}
BROKEN = {
    "few citizens": {"citizens": 4},
    "few employees": {"employees": 4},
    "one function": {"functions": 1},
    "fewer than asked for": {"least_citizens": 8, "citizens": 7},
    "a minimum of four": {"citizens": 4, "least_citizens": 4},
    "a minimum of one function": {"functions": 1, "least_functions": 1},
    "a no": {"gates_passed": False},
    "disagreement": {"unhandled": 1},
    "not ready": {"was_ready": False},
    "something lacks": {"lacking": 1},
    "no baseline": {"baseline": ""},
    "evaluated at once": {"evaluation_on": clock.today()},
    "more relatives than citizens": {"relatives": 6},
    "no such outcome": {"outcome": "maybe"},
    "opinion of harm": {"grade_harm": 1},
    "harm not asked": {"grade_harm": None},
    "independence not asked": {"grade_independence": None},
    "time of others": {"grade_time": 1},
    "nobody said where it holds": {"spreads_known": False},
    "insufficient, though ready": {"outcome": "insufficient"},
    "insufficient, though nothing lacks": {"outcome": "insufficient", "was_ready": False},
}


def is_refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("way", WAYS)
def test_database_refuses_what_does_not_hold(mette, unit, lene, way):
    assessment = ready(mette, unit)
    rows = {told: row_of(assessment, lene, **facts) for told, facts in BROKEN.items()}
    taken = [told for told, row in rows.items() if not is_refused(partial(WAYS[way], row))]
    assert taken == []
    assert not is_refused(partial(WAYS[way], row_of(assessment, lene)))  # and what holds is taken


def test_nor_may_it_be_changed_into_that(mette, unit, lene):
    rows = Verdict.objects.filter(pk=decided(mette, unit, lene, outcome="roll_out").pk)
    taken = [told for told, facts in BROKEN.items() if not is_refused(partial(rows.update, **facts))]
    assert taken == []


@pytest.mark.parametrize("name", ["evaluation_on", "evaluation_owner"])
def test_day_and_owner_are_always_there(mette, unit, lene, name):
    verdict = decided(mette, unit, lene)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(**{name: None})


@pytest.mark.parametrize("outcome", FOUR[1:])
def test_other_outcomes_need_the_three_sides_but_no_grades(mette, unit, lene, outcome):
    assessment = ready(mette, unit)
    few = row_of(assessment, lene, outcome=outcome, functions=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(few)
    insert(row_of(assessment, lene, outcome=outcome, grade_harm=None, grade_time=0, spreads_known=False))
    assert Verdict.objects.get(pk=assessment.pk).outcome == outcome


def test_database_cannot_know_that_high_counts_are_lies(mette, unit, lene):
    """Two doubts the row check leaves open: whether the counts are true, and whether the status agrees."""
    assessment = lacking(mette, unit)
    insert(row_of(assessment, lene))
    assert Verdict.objects.filter(pk=assessment.pk).exists()
    assert Assessment.objects.get(pk=assessment.pk).status == Status.COMPLETE


def test_one_verdict_to_an_assessment(mette, unit, lene):
    verdict = decided(mette, unit, lene)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(row_of(verdict.assessment, lene))


# --- by page ----------------------------------------------------------------------------------------------------------


def test_page_offers_one_outcome_and_says_what_lacks(mette, unit, lene, sign_in):
    assessment = lacking(mette, unit)
    html = sign_in(lene).get(reverse("verdicts:decide", args=[assessment.pk])).content.decode()
    assert 'value="insufficient"' in html
    assert "Organisation: for få har svaret." in html
    for outcome in FOUR:
        assert f'value="{outcome}"' not in html


@pytest.mark.parametrize("outcome", FOUR)
def test_post_of_what_the_page_does_not_offer_decides_nothing(mette, unit, lene, sign_in, outcome):
    assessment = lacking(mette, unit)
    data = {
        "outcome": outcome,
        "reason": "Vi ved det godt.",
        "interest": "none",
        "evaluation_on": clock.today() + timedelta(days=90),
        "evaluation_owner_id": str(lene.pk),
        "baseline": "To løfter.",
        **{name: value for name, value in WHOLE.items() if name not in ("outcome", "baseline")},
        "status": "ready",
    }
    response = sign_in(lene).post(reverse("verdicts:decide", args=[assessment.pk]), data)
    assert response.status_code == 200
    assert not Verdict.objects.exists()
    assert Assessment.objects.get(pk=assessment.pk).status == Status.COMPLETE


@pytest.mark.parametrize("role", ["leader", "administrator"])
def test_no_address_of_the_house_decides_it(mette, unit, lene, sign_in, role):
    """There is no administration behind the pages (docs/decisions/0012): every address that takes its id is tried."""
    assessment = lacking(mette, unit)
    client = sign_in(lene if role == "leader" else make_person(role="administrator"))
    data = {**WHOLE, "status": "decided", "reason": "Fordi.", "interest": "none", "evaluation_owner_id": str(lene.pk)}
    tried = 0
    for name in set(every_name()):
        try:
            path = reverse(name, args=[assessment.pk])
        except NoReverseMatch:
            continue
        with transaction.atomic():
            client.post(path, {**data, "evaluation_on": clock.today() + timedelta(days=9)})
            assert not Verdict.objects.exists(), name
            assert Assessment.objects.get(pk=assessment.pk).status == Status.COMPLETE, name
            transaction.set_rollback(True)
        tried += 1
    assert tried > 100


def test_no_list_that_is_read_in_and_no_other_room_writes_a_verdict():
    assert floors.imports()["exchange"].isdisjoint({"assessments", "responses", "verdicts"})
    house = Path(samspil.__file__).parent
    makes = {path.relative_to(house) for path in house.rglob("*.py") if "= Verdict(" in path.read_text()}
    assert makes == {Path("verdicts/actions.py")}


def test_leader_sees_the_way_to_decide_and_others_do_not(mette, unit, lene, karen, sign_in):
    page = reverse("assessments:page", args=[ready(mette, unit).pk])
    way = reverse("verdicts:decide", args=[Assessment.objects.get().pk])
    assert way in sign_in(lene).get(page).content.decode()
    for other in (mette, karen):
        assert way not in sign_in(other).get(page).content.decode()
