"""What is measured, written down, put right and taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from samspil.evaluations.actions import withdraw_evaluation
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.identity.actions import erase_person
from samspil.indicators import actions
from samspil.indicators.guidance import READY_MADE, how_to_measure
from samspil.indicators.models import Indicator, IndicatorKind, Measurement
from samspil.indicators.queries import figures_of
from samspil.moderation.actions import hide
from tests.evaluations.making import make_evaluation, make_indicator, make_measurement, make_voice
from tests.factories import make_actor, make_challenge, make_person, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(birthe):
    return make_evaluation(by=birthe)


@pytest.mark.capability("C90")
@pytest.mark.parametrize("kind", READY_MADE)
def test_ready_made_ones_need_no_more_than_their_name(kind, evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe, kind=kind)
    assert (indicator.unit, indicator.about_people) == (str(READY_MADE[kind].unit), READY_MADE[kind].about_people)
    assert str(indicator) == IndicatorKind(kind).label
    assert len(how_to_measure(kind)) > 40


def test_one_of_ones_own_says_what_it_is(evaluation, birthe):
    own = {"kind": "own", "name": "Ture", "unit": "ture om ugen", "higher_is_better": True, "about_people": False}
    indicator = make_indicator(evaluation.pk, by=birthe, **own, target=Decimal(4))
    assert (str(indicator), indicator.target) == ("Ture", Decimal(4))
    for missing in ("name", "unit", "higher_is_better"):
        with pytest.raises(ValidationError) as told:
            make_indicator(evaluation.pk, by=birthe, **{key: own[key] for key in own if key != missing})
        assert missing in told.value.message_dict
    unsaid = make_indicator(evaluation.pk, by=birthe, **{key: own[key] for key in own if key != "about_people"})
    assert unsaid.about_people  # kept as if it were, when nobody has said


def test_those_who_take_part_measure(evaluation, karen, mette):
    """Whoever spoke there takes part; somebody who only reads does not."""
    with pytest.raises(Refused):
        make_indicator(evaluation.pk, by=karen)
    make_voice(evaluation, by=karen, is_own=True)
    assert make_indicator(evaluation.pk, by=karen).by_id == karen.pk


def test_staff_of_its_unit_and_members_of_its_association_take_part(lene, mette, unit, karen):
    own = make_evaluation(by=lene, unit_id=unit.pk)
    assert make_indicator(own.pk, by=mette).pk
    club = make_actor("Torsdagsklubben")
    chair, member = (make_person(member_of=club) for _ in range(2))
    theirs = make_evaluation(by=chair, speaks_as=club.pk)
    assert make_indicator(theirs.pk, by=member).pk
    with pytest.raises(Refused):
        make_indicator(theirs.pk, by=mette)


def test_a_page_without_figures_and_a_foreign_one_are_not_there(evaluation, birthe, karen):
    for subject_id in (make_challenge().pk, uuid7(), "nonsense"):
        with pytest.raises(NotFound):
            make_indicator(subject_id, by=birthe)
    indicator = make_indicator(evaluation.pk, by=birthe)
    hide(by=viewer(birthe), subject_id=evaluation.pk, reason="Forkert sted")
    with pytest.raises(NotFound):
        make_measurement(indicator, by=birthe)
    assert figures_of([evaluation.pk], viewer(karen)) == {evaluation.pk: []}


def test_nothing_is_measured_where_the_thing_was_taken_back(evaluation, birthe):
    withdraw_evaluation(by=viewer(birthe), evaluation_id=evaluation.pk)
    with pytest.raises(Refused):
        make_indicator(evaluation.pk, by=birthe)


def test_a_number_says_when_how_and_from_how_many(evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe)
    row = make_measurement(indicator, by=birthe, source="Spurgt ved kaffen")
    assert (row.value, row.n, row.how, row.source) == (Decimal("2.4"), 12, "asked", "Spurgt ved kaffen")
    entry = JournalEntry.objects.get(verb="indicators.measured")
    assert entry.payload == {"indicator": indicator.pk, "measurement": row.pk, "phase": "before"}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("phase", "during"),
        ("how", "guessed"),
        ("value", Decimal(-1)),
        ("value", Decimal("1.234")),
        ("value", Decimal("1e30")),
        ("n", 0),
        ("n", None),
        ("on", None),
        ("on", "tomorrow"),
        ("source", "Karens CPR er 010203-1234"),
    ],
)
def test_a_wrong_number_is_told_at_its_field(field, wrong, evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe)
    value = clock.today() + timedelta(days=1) if wrong == "tomorrow" else wrong
    with pytest.raises(ValidationError) as told:
        make_measurement(indicator, by=birthe, **{field: value})
    assert list(told.value.message_dict) == [field]
    assert not Measurement.objects.exists()


def test_n_may_be_left_out_where_it_is_not_about_people(evaluation, birthe):
    row = make_measurement(make_indicator(evaluation.pk, by=birthe, kind="time"), by=birthe, n=None, value=Decimal(90))
    assert not row.is_small


def test_a_correction_leaves_history_and_a_mark(evaluation, birthe):
    row = make_measurement(make_indicator(evaluation.pk, by=birthe), by=birthe)
    actions.correct_measurement(by=viewer(birthe), measurement_id=row.pk, expected_version=1, value=Decimal("2.9"))
    row.refresh_from_db()
    assert (row.value, row.version, [old.value for old in row.history.all()]) == (
        Decimal("2.9"),
        2,
        [Decimal("2.90"), Decimal("2.40")],
    )
    point = figures_of([evaluation.pk], viewer(birthe))[evaluation.pk][0].points[0]
    assert point.corrected_on == clock.today()
    with pytest.raises(Stale):
        actions.correct_measurement(by=viewer(birthe), measurement_id=row.pk, expected_version=1, value=Decimal(1))
    with pytest.raises(TypeError):
        actions.correct_measurement(by=viewer(birthe), measurement_id=row.pk, indicator_id=3)


def test_what_is_withdrawn_counts_no_more(evaluation, birthe):
    row = make_measurement(make_indicator(evaluation.pk, by=birthe), by=birthe)
    actions.withdraw_measurement(by=viewer(birthe), measurement_id=row.pk)
    assert figures_of([evaluation.pk], viewer(birthe))[evaluation.pk][0].points == ()
    with pytest.raises(NotFound):
        actions.withdraw_measurement(by=viewer(birthe), measurement_id=row.pk)


def test_an_indicator_is_mended_removed_and_brought_back(evaluation, birthe, karen):
    indicator = make_indicator(evaluation.pk, by=birthe)
    make_measurement(indicator, by=birthe)
    by = viewer(birthe)
    edited = actions.edit_indicator(
        by=by, indicator_id=indicator.pk, expected_version=1, name="Selv på tur", unit="point", target=Decimal(4)
    )
    assert (str(edited), edited.version) == ("Selv på tur", 2)
    with pytest.raises(Stale):
        actions.edit_indicator(by=by, indicator_id=indicator.pk, expected_version=1, unit="point")
    actions.remove_indicator(by=by, indicator_id=indicator.pk)
    assert figures_of([evaluation.pk], by)[evaluation.pk] == []
    with pytest.raises(Refused):
        actions.bring_indicator_back(by=viewer(karen), indicator_id=indicator.pk)
    actions.bring_indicator_back(by=by, indicator_id=indicator.pk)
    assert len(figures_of([evaluation.pk], by)[evaluation.pk][0].points) == 1


def test_a_second_press_writes_one_number(evaluation, birthe):
    indicator, key = make_indicator(evaluation.pk, by=birthe), str(uuid7())
    first = make_measurement(indicator, by=birthe, request_id=key)
    assert make_measurement(indicator, by=birthe, request_id=key) == first
    assert Measurement.objects.count() == Indicator.objects.count() == 1


def test_forged_keys_are_not_there(birthe):
    for key in ("x", "99999999999999999999999", -1, "²", None):
        with pytest.raises(NotFound):
            actions.remove_indicator(by=viewer(birthe), indicator_id=key)
        with pytest.raises(NotFound):
            actions.measure(
                by=viewer(birthe), indicator_id=key, phase="before", on=date(2026, 1, 1), value=Decimal(1), how="asked"
            )


def test_being_erased_takes_ones_own_numbers_and_leaves_those_others_go_by(karen, birthe):
    alone, shared = make_evaluation(by=karen), make_evaluation(by=karen)
    make_voice(shared, by=birthe)
    for page in (alone, shared):
        make_measurement(make_indicator(page.pk, by=karen), by=karen, source="Zebraord")
    erase_person(by=viewer(karen), person_id=karen.pk)
    assert list(Measurement.objects.values_list("indicator__subject", flat=True)) == [shared.pk]
    assert Measurement.history.count() == 1
