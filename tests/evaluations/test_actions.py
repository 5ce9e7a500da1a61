"""Beginning, writing together, completing: what an evaluation needs and who holds it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.challenges.models import ChainLink
from samspil.evaluations import actions, queries
from samspil.evaluations.models import Evaluation, UserVoice
from samspil.evaluations.paper import item
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.indicators.actions import correct_measurement
from samspil.indicators.models import Measurement
from samspil.indicators.queries import small_by_now
from samspil.moderation.actions import hide
from samspil.moderation.models import Hold
from tests.evaluations.making import (
    GAINS,
    make_completed,
    make_evaluation,
    make_indicator,
    make_measurement,
    make_voice,
)
from tests.factories import make_actor, make_challenge, make_person, viewer

pytestmark = pytest.mark.django_db
WHY = {"no_figures_why": "Kun tre er med, så vi kan ikke vise tal."}


@pytest.fixture
def evaluation(birthe):
    return make_evaluation(by=birthe)


def complete(evaluation, person, **version):
    return actions.complete_evaluation(by=viewer(person), evaluation_id=evaluation.pk, **version)


def edit(evaluation, person, **changes):
    return actions.edit_evaluation(by=viewer(person), evaluation_id=evaluation.pk, **changes)


@pytest.mark.capability("C89")
def test_an_offer_is_evaluated_without_any_trial(mette, unit):
    evaluation = make_evaluation(by=mette, unit_id=unit.pk, theme="older")
    assert (evaluation.about, evaluation.name, evaluation.unit, evaluation.theme) == (
        None,
        "Torsdagscaféen",
        unit,
        "older",
    )
    assert evaluation.subject.title == "Torsdagscaféen"
    make_voice(evaluation, by=mette)
    edit(evaluation, mette, **GAINS, **WHY)
    assert complete(evaluation, mette).is_completed
    for wrong in ({"offer": " "}, {"theme": "space"}, {"unit_id": str(uuid7())}, {"offer": "010203-1234"}):
        with pytest.raises(ValidationError) as told:
            make_evaluation(by=mette, **wrong)
        assert list(told.value.message_dict) == list(wrong)


@pytest.mark.parametrize("about_id", [None, "x"])
def test_what_cannot_be_evaluated_is_not_there(about_id, birthe):
    with pytest.raises(NotFound):
        make_evaluation(by=birthe, about_id=about_id or make_challenge().pk)


@pytest.mark.capability("C41")
def test_without_the_users_voice_it_is_not_completed(evaluation, birthe):
    """Rule of power 7. Not by a voice that was taken back, hidden, or waits to be looked at either."""
    edit(evaluation, birthe, **GAINS, **WHY)
    with pytest.raises(ValidationError) as told:
        complete(evaluation, birthe)
    assert list(told.value.message_dict) == ["voices"]
    said = make_voice(evaluation, by=birthe)
    actions.withdraw_voice(by=viewer(birthe), voice_id=said.pk)
    hidden = make_voice(evaluation, by=birthe)
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Forkert")
    held = make_voice(evaluation, by=make_person(), text="Min mor har fået demens og kræft.", is_own=True)
    assert Hold.objects.filter(subject=held.subject).exists()
    with pytest.raises(ValidationError) as told:
        complete(evaluation, birthe)
    assert list(told.value.message_dict) == ["voices"]
    assert not JournalEntry.objects.filter(verb="evaluations.completed").exists()
    make_voice(evaluation, by=birthe)
    assert complete(evaluation, birthe).completed_by_id == birthe.pk


@pytest.mark.capability("C81")
@pytest.mark.parametrize("gain", GAINS)
def test_each_of_the_three_gains_is_told(gain, evaluation, birthe):
    make_voice(evaluation, by=birthe)
    edit(evaluation, birthe, **GAINS | {gain: " "}, **WHY)
    with pytest.raises(ValidationError) as told:
        complete(evaluation, birthe)
    assert list(told.value.message_dict) == [gain]


def test_before_and_after_or_a_reason_why_not(evaluation, birthe):
    """A figure that nobody may see, because few answered, takes a reason as well."""
    make_voice(evaluation, by=birthe)
    edit(evaluation, birthe, **GAINS)
    indicator = make_indicator(evaluation.pk, by=birthe)
    make_measurement(indicator, by=birthe)
    make_measurement(indicator, by=birthe, phase="after", n=4)
    with pytest.raises(ValidationError) as told:
        complete(evaluation, birthe)
    assert list(told.value.message_dict) == ["no_figures_why"]
    make_measurement(indicator, by=birthe, phase="later", n=5)
    assert complete(evaluation, birthe).is_completed


def test_completed_it_stays_as_it_is_figures_and_all(birthe):
    evaluation = make_completed(by=birthe)
    with pytest.raises(Refused):
        edit(evaluation, birthe, surprise="Mere")
    with pytest.raises(Refused):
        make_voice(evaluation, by=birthe)
    with pytest.raises(Refused):
        complete(evaluation, birthe)
    with pytest.raises(Refused):
        actions.withdraw_evaluation(by=viewer(birthe), evaluation_id=evaluation.pk)
    make_measurement(evaluation.subject.indicators.get(), by=birthe, phase="later", value=1)
    (figure,) = queries.figures_for(Evaluation.objects.get(), viewer(birthe))
    assert [str(point.value) for point in figure.points] == ["2.40", "3.60"]
    addition = actions.add_to_evaluation(
        by=viewer(birthe), evaluation_id=evaluation.pk, text="I september var tallet lavere."
    )
    assert addition.by_id == birthe.pk


def test_nothing_is_added_before_it_is_completed(evaluation, birthe, karen):
    with pytest.raises(Refused):
        actions.add_to_evaluation(by=viewer(birthe), evaluation_id=evaluation.pk, text="Mere")
    with pytest.raises(Refused):
        actions.add_to_evaluation(by=viewer(karen), evaluation_id=make_completed().pk, text="Mere")


def test_all_who_take_part_write_and_nobody_else(evaluation, karen, lene):
    for stranger in (karen, lene):
        with pytest.raises(Refused):
            edit(evaluation, stranger, surprise="Mit")
        with pytest.raises(Refused):
            complete(evaluation, stranger)
    make_voice(evaluation, by=karen, is_own=True)
    assert edit(evaluation, karen, surprise="Mit").surprise == "Mit"


def test_two_write_at_the_same_time(evaluation, birthe):
    edit(evaluation, birthe, expected_version=1, surprise="Det ene")
    with pytest.raises(Stale):
        edit(evaluation, birthe, expected_version=1, surprise="Det andet")
    with pytest.raises(Stale):
        complete(evaluation, birthe, expected_version=1)
    with pytest.raises(TypeError):
        edit(evaluation, birthe, completed_at=None)
    with pytest.raises(ValidationError) as told:
        edit(evaluation, birthe, relation="Hendes CPR er 010203-1234")
    assert list(told.value.message_dict) == ["relation"]


@pytest.mark.capability("C52")
def test_it_tells_of_figures_users_and_what_happened_between_people(evaluation, birthe, client):
    edit(evaluation, birthe, relation="Datteren ringer nu til personalet, før hun er vred.", **GAINS)
    make_voice(evaluation, by=birthe, text="Jeg kender dem nu.", who="relative", first_name="Karen")
    indicator = make_indicator(evaluation.pk, by=birthe)
    make_measurement(indicator, by=birthe)
    text = client.get(f"/evalueringer/{evaluation.pk}/").text
    for shown in ("Datteren ringer nu", "Jeg kender dem nu.", "Karen, en pårørende", "2,4", "12 svar"):
        assert shown in text


def test_who_assessed_holds_the_chain_with_the_sphere_of_that_day(birthe):
    council = make_actor("Brugerrådet", kind="user_group")
    evaluation = make_evaluation(by=birthe)
    named, unnamed = make_person("Karen", kind="relative"), make_person("Jytte", kind="service_user")
    make_voice(evaluation, by=named, is_own=True, is_assessor=True, first_name="Karen")
    make_voice(evaluation, by=unnamed, is_own=True)
    make_voice(evaluation, by=birthe, is_assessor=True)  # written down for somebody: no name of theirs
    edit(evaluation, birthe, assessors=[str(council.pk)], **GAINS, **WHY)
    complete(evaluation, birthe)
    links = ChainLink.objects.filter(subject=evaluation.subject)
    assert {(row.step, row.actor.name, row.sphere) for row in links} == {
        ("assessed", "Birthe Holm", "municipality"),
        ("assessed", "Brugerrådet", "civil_society"),
        ("assessed", "Karen", "civil_society"),
    }
    for wrong in (str(uuid7()), str(unnamed.actor_id), "x"):
        with pytest.raises(ValidationError):
            edit(make_evaluation(by=birthe), birthe, assessors=[wrong])


def test_a_name_leaves_the_chain_with_the_words(birthe):
    """Consent is taken back after all is done; a name that something else holds there stays."""
    evaluation = make_evaluation(by=birthe)
    karen, jytte = make_person("Karen", kind="relative"), make_person("Jytte", kind="service_user")
    said = [make_voice(evaluation, by=person, is_own=True, is_assessor=True) for person in (karen, karen, jytte)]
    edit(evaluation, birthe, **GAINS, **WHY)
    complete(evaluation, birthe)

    def names() -> set[str]:
        return set(ChainLink.objects.filter(step="assessed").values_list("actor__name", flat=True))

    for voice, person, left in (
        (said[0], karen, {"Birthe Holm", "Karen", "Jytte"}),
        (said[1], karen, {"Birthe Holm", "Jytte"}),
        (said[2], jytte, {"Birthe Holm"}),
    ):
        actions.withdraw_voice(by=viewer(person), voice_id=voice.pk)
        assert names() == left


def test_a_number_of_too_few_leaves_what_was_frozen_as_well(birthe, client):
    """It was said to be of twelve people, and turned out to be of three."""
    evaluation = make_completed(by=birthe)
    row = Measurement.objects.get(phase="before")
    correct_measurement(by=viewer(birthe), measurement_id=row.pk, n=3)
    assert [figure.is_small for figure in queries.figures_for(evaluation, viewer(birthe))] == [True]
    assert "2,4" not in client.get(reverse("evaluations:page", args=[evaluation.pk])).text
    facts = dict(item(evaluation, [], small_by_now([evaluation.figures])).facts)
    assert facts["Selvhjulpenhed"] == "før færre end 5 svar, vises ikke, nu 3,6 (point fra 1 til 5)"


def test_it_is_taken_back_while_it_is_under_way(evaluation, birthe, karen):
    with pytest.raises(Refused):
        actions.withdraw_evaluation(by=viewer(karen), evaluation_id=evaluation.pk)
    actions.withdraw_evaluation(by=viewer(birthe), evaluation_id=evaluation.pk)
    assert not queries.evaluations(viewer(birthe)).exists()
    with pytest.raises(Refused):
        edit(evaluation, birthe, surprise="x")


def test_a_second_press_begins_one(birthe):
    key = str(uuid7())
    assert make_evaluation(by=birthe, request_id=key) == make_evaluation(by=birthe, request_id=key)
    assert Evaluation.objects.count() == 1


def test_a_hidden_one_is_not_there(evaluation, birthe):
    hide(by=viewer(birthe), subject_id=evaluation.pk, reason="Forkert")
    for press in (
        lambda: edit(evaluation, birthe, surprise="x"),
        lambda: complete(evaluation, birthe),
        lambda: make_voice(evaluation, by=birthe),
        lambda: actions.hand_on_lesson(by=viewer(birthe), evaluation_id=evaluation.pk, text="x"),
    ):
        with pytest.raises(NotFound):
            press()
    assert not UserVoice.objects.exists()
