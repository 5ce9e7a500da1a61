"""The verbs about experiences: whose they are, where they come from, and what their evidence counts as here."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspil.experiences.actions import (
    edit_experience,
    erase,
    match_context,
    rely_on,
    tell_experience,
    withdraw_experience,
)
from samspil.experiences.manifest import export
from samspil.experiences.models import Experience
from samspil.experiences.queries import Filters, experiences
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from tests.experiences.making import ELSEWHERE, MATCH, OWN, make_experience, make_match, make_technology
from tests.factories import make_person, make_unit, viewer

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.mark.capability("C47", "C52")
def test_employee_tells_for_the_unit_and_everybody_finds_it(mette, unit):
    technology = make_technology("Spiserobot")
    figures = [{"label": "Tid", "value": "51,8", "unit": "min om ugen", "phase": "change", "range": ""}]
    row = tell_experience(
        by=viewer(mette), technology_id=technology.pk, unit_id=unit.pk, **OWN, people=2, figures=figures
    )
    assert (row.speaker, row.author, row.subject.context_id) == ("Hjemmeplejen Nord", mette, technology.pk)
    assert (row.counts_as, row.is_capped, row.where) == (2, False, "Hjemmeplejen Nord")
    assert [str(figure) for figure in row.figures.all()] == ["Tid: 51,8"]
    for words in ("spiserobot", "hjemmeplejen", "skabet", "beboere"):
        assert row.pk in set(search.find(words, NOBODY, ("experience",)).values_list("pk", flat=True))
    assert JournalEntry.objects.get(subject=row.subject).verb == "experiences.told"


def test_who_may_tell(mette, lene, birthe, jens, karen, unit):
    technology, elsewhere = make_technology(), make_unit()
    for person in (karen, jens):
        for facts in ({**OWN, "unit_id": unit.pk}, ELSEWHERE):
            with pytest.raises(Refused):
                tell_experience(by=viewer(person), technology_id=technology.pk, **facts)
    with pytest.raises(Refused):
        tell_experience(by=NOBODY, technology_id=technology.pk, **ELSEWHERE)
    with pytest.raises(Refused):  # not where she works
        tell_experience(by=viewer(mette), technology_id=technology.pk, unit_id=elsewhere.pk, **OWN)
    for person in (mette, lene):
        tell_experience(by=viewer(person), technology_id=technology.pk, unit_id=unit.pk, **OWN)
        tell_experience(by=viewer(person), technology_id=technology.pk, **ELSEWHERE)
    tell_experience(by=viewer(birthe), technology_id=technology.pk, unit_id=elsewhere.pk, **OWN)
    assert Experience.objects.count() == 5


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "x" * 151}, {"title"}),
        ({"tried": ""}, {"tried"}),
        ({"result": "x" * 3001}, {"result"}),
        ({"source": " "}, {"source"}),  # nothing from elsewhere without a source
        ({"link": "ikke et link"}, {"link"}),
        ({"link": "javascript:alert(1)"}, {"link"}),
        ({"link": "ftp://sted.dk/x"}, {"link"}),
        ({"went": "superb"}, {"went"}),
        ({"origin": "rumour"}, {"origin"}),
        ({"origin": "own"}, {"unit_id"}),
        ({"evidence": 5}, {"evidence"}),
        ({"evidence": "vist"}, {"evidence"}),
        ({"year": 1200}, {"year"}),
        ({"year": 9999}, {"year"}),
        ({"year": "i fjor"}, {"year"}),
        ({"people": -1}, {"people"}),
        ({"people": 10**9}, {"people"}),
        ({"figures": [{"label": "Tid", "value": "meget"}]}, {"figure_0_value"}),
        ({"figures": [{"label": "", "value": "5"}]}, {"figure_0_label"}),
        ({"figures": [{"label": CPR, "value": "5"}]}, {"figure_0_label"}),
        ({"figures": [{"label": "Tid", "value": "5", "range": "9 til 3"}]}, {"figure_0_range"}),
        ({"figures": [{"label": str(n), "value": "1"} for n in range(21)]}, {"figures"}),
        *(({field: f"Hun, {CPR}"}, {field}) for field in ("title", "tried", "result", "source", "place", "method")),
    ],
)
def test_bad_facts_are_refused_at_the_field(birthe, facts, fields):
    technology, by = make_technology(), viewer(birthe)
    with pytest.raises(ValidationError) as refused:
        tell_experience(by=by, technology_id=technology.pk, **{**ELSEWHERE, **facts})
    assert set(refused.value.message_dict) == fields
    assert not Experience.objects.exists()


def test_unknown_hidden_and_withdrawn_technologies_take_nothing(birthe):
    hidden, by = make_technology(), viewer(birthe)
    subjects.set_hidden(hidden.subject, hidden.subject.created_at)
    for pk in (uuid4(), "ikke-en-id", hidden.pk):
        with pytest.raises(NotFound):
            tell_experience(by=by, technology_id=pk, **ELSEWHERE)


def test_second_press_tells_once(birthe):
    technology, request_id, by = make_technology(), uuid7(), viewer(birthe)
    told = [
        tell_experience(by=by, technology_id=technology.pk, request_id=request_id, **ELSEWHERE) for _press in range(2)
    ]
    assert told[0].pk == told[1].pk


# --- what it counts as ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("grade", range(5))
def test_others_results_count_little_until_the_match_is_answered(birthe, grade):
    row = make_experience(evidence=grade)
    assert (row.evidence, row.counts_as) == (grade, min(grade, 1))
    make_match(row, by=birthe)
    row.refresh_from_db()
    assert (row.evidence, row.counts_as) == (grade, grade)


@pytest.mark.parametrize(
    ("answer", "counts"),
    [({}, 4), ({"verdict": "yes"}, 4), ({"verdict": "no"}, 1), ({"terms": "unknown"}, 1), ({"whom": "unknown"}, 1)],
)
def test_no_and_we_do_not_know_let_nothing_in(answer, counts):
    row = make_experience(evidence=4)
    make_match(row, **answer)
    row.refresh_from_db()
    assert row.counts_as == counts
    make_match(row)  # and it may be answered again
    row.refresh_from_db()
    assert (row.counts_as, row.transfer.history.count()) == (4, 2)


def test_match_is_for_staff_and_for_what_others_tried(mette, karen, jens, unit):
    own, others = make_experience(unit=unit), make_experience()
    for person in (karen, jens):
        with pytest.raises(Refused):
            match_context(by=viewer(person), experience_id=others.pk, **MATCH)
    with pytest.raises(Refused):
        match_context(by=viewer(mette), experience_id=own.pk, **MATCH)
    match_context(by=viewer(mette), experience_id=others.pk, **MATCH)
    others.refresh_from_db()
    assert others.transfer.by == mette


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [({"whom": "maybe"}, {"whom"}), ({"verdict": ""}, {"verdict"}), ({"why": " "}, {"why"}), ({"why": CPR}, {"why"})],
)
def test_match_with_bad_answers_changes_nothing(wrong, fields):
    row = make_experience(evidence=4)
    with pytest.raises(ValidationError) as refused:
        make_match(row, **wrong)
    assert set(refused.value.message_dict) == fields
    row.refresh_from_db()
    assert row.counts_as == 1


def test_match_on_a_stale_form_is_refused(birthe):
    row = make_experience()
    make_match(row)
    with pytest.raises(Stale):
        match_context(by=viewer(birthe), experience_id=row.pk, expected_version=1, **MATCH)


@pytest.mark.parametrize(
    "changes",
    [{"counts_as": 4}, {"evidence": 0, "counts_as": 1}, {"transfers": True, "counts_as": 4}, {"source": ""}],
)
def test_database_holds_it_too(changes):
    row = make_experience(evidence=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Experience.objects.filter(pk=row.pk).update(**changes)


# --- editing and taking back ------------------------------------------------------------------------------------------


def test_edit_renews_words_figures_and_grade(birthe):
    row = make_experience(evidence=1, figures=[{"label": "Tid", "value": "5"}])
    edit_experience(by=viewer(birthe), experience_id=row.pk, expected_version=1, title="Ny overskrift", evidence=4)
    now = Experience.objects.get()
    assert (now.title, now.subject.title, now.version) == ("Ny overskrift", "Ny overskrift", 2)
    assert (now.evidence, now.counts_as, now.figures.count()) == (4, 1, 1)
    assert list(search.find("overskrift", NOBODY)) == [now.subject]
    edit_experience(by=viewer(birthe), experience_id=row.pk, figures=[])
    assert not now.figures.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": 4},
        {"result": "Det gik meget bedre."},
        {"tried": "Noget ganske andet."},
        {"place": "Randers"},
        {"figures": [{"label": "Tid", "value": "6"}]},
    ],
)
def test_answer_is_of_the_text_it_was_given_to(birthe, client, changes):
    row = make_experience(evidence=3, figures=[{"label": "Tid", "value": "5"}])
    make_match(row)
    page = reverse("experiences:page", args=[row.pk])
    edit_experience(by=viewer(birthe), experience_id=row.pk, title="Sagt kortere")
    assert Experience.objects.get().counts_as == 3
    assert "Teksten er rettet, siden" not in client.get(page).text
    edit_experience(by=viewer(birthe), experience_id=row.pk, **changes)
    assert (Experience.objects.get().counts_as, Experience.objects.get().transfers) == (1, False)
    text = client.get(page).text
    assert "Teksten er rettet, siden" in text
    assert "har svaret, at det passer hos os" not in text
    make_match(row)
    assert Experience.objects.get().counts_as == Experience.objects.get().evidence
    assert "Teksten er rettet, siden" not in client.get(page).text


def test_edit_is_for_those_who_keep_it(mette, lene, birthe, karen, unit):
    row, stranger = make_experience(by=mette, unit=unit), make_person(role="employee", scope=make_unit())
    for person in (karen, stranger):
        for verb in (edit_experience, withdraw_experience):
            with pytest.raises(Refused):
                verb(by=viewer(person), experience_id=row.pk)
    for person in (mette, lene, birthe):
        edit_experience(by=viewer(person), experience_id=row.pk, result=f"Sådan så {person} det.")


def test_edit_refuses_stale_forms_other_owners_and_bad_facts(birthe):
    row, by = make_experience(), viewer(birthe)
    edit_experience(by=by, experience_id=row.pk, title="Først")
    with pytest.raises(Stale):
        edit_experience(by=by, experience_id=row.pk, expected_version=1, title="Så")
    for changes in ({"origin": "own"}, {"source": ""}, {"title": CPR}):
        with pytest.raises(ValidationError):
            edit_experience(by=by, experience_id=row.pk, **changes)
    with pytest.raises(TypeError):
        edit_experience(by=by, experience_id=row.pk, counts_as=4)
    assert Experience.objects.get().title == "Først"


def test_what_is_taken_back_stands_in_no_list(birthe):
    row = make_experience()
    withdraw_experience(by=viewer(birthe), experience_id=row.pk)
    assert not experiences(NOBODY).exists()
    assert not search.find("tiden", NOBODY)
    with pytest.raises(Refused):
        edit_experience(by=viewer(birthe), experience_id=row.pk, title="Igen")


# --- erasing ----------------------------------------------------------------------------------------------------------


def test_erasing_takes_what_one_told_alone_and_leaves_what_units_and_others_hold(mette, unit):
    own, alone, matched, relied = (
        make_experience(by=mette, unit=unit),
        make_experience(by=mette, method="Ur"),
        make_experience(by=mette),
        make_experience(by=mette),
    )
    make_match(matched)
    rely_on([relied.pk])
    erase(mette.pk)
    standing = set(experiences(NOBODY).values_list("pk", flat=True))
    assert standing == {own.pk, matched.pk, relied.pk}
    alone.refresh_from_db()
    assert (alone.title, alone.source, alone.method, alone.history.count()) == ("", "", "", 0)


def test_filters_narrow_and_sort():
    robot, lift = make_technology("Robot"), make_technology("Lift")
    old = make_experience(robot, year=2001, went="not", evidence=4, people=9)
    make_match(old)
    new = make_experience(lift, year=2020, evidence=3, title="Loftet bar")
    for filters, expected in (
        ({}, [new, old]),
        ({"sort": "sikkerhed"}, [old, new]),
        ({"sort": "aar"}, [new, old]),
        ({"sort": "flest"}, [old, new]),
        ({"technology": robot.pk}, [old]),
        ({"went": "not"}, [old]),
        ({"least": 2}, [old]),
        ({"origin": "own"}, []),
        ({"words": "loftet"}, [new]),
        ({"words": "..."}, []),
    ):
        assert list(experiences(NOBODY, Filters(**filters))) == expected, filters


def test_the_copy_names_no_experience_that_is_hidden(birthe):
    elsewhere = make_experience()
    make_match(elsewhere, by=birthe)
    (told,) = export(birthe.pk)
    assert told["fits_us"] == elsewhere.title
    subjects.set_hidden(elsewhere.subject, clock.now())
    assert export(birthe.pk) == [{**told, "fits_us": ""}]
