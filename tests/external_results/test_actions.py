"""Others' results stand beside our own model, with the partnership on record, and count little (H 3, C60)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.assessments.models import AskedCriterion
from samspil.external_results import actions, queries
from samspil.external_results.models import ExternalResult
from samspil.foundation import clock, search, subjects
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from tests.assessments.making import make_assessment
from tests.external_results.making import READ, make_result
from tests.factories import make_actor, make_person, viewer
from tests.technologies.making import make_technology

pytestmark = pytest.mark.django_db


def problems(**facts) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        make_result(**facts)
    assert not ExternalResult.objects.exists()
    return set(problem.value.message_dict)


@pytest.mark.capability("C60")
def test_partnership_stands_on_record_and_known_partners_are_linked(mette):
    institute = make_actor("Instituttet", kind="institute")
    result = make_result(by=mette, kind="took_part", partners=["Instituttet", "  Et andet sted ", "Instituttet"])
    partners = queries.partners_of(result, NOBODY)
    assert [(row.actor, row.name) for row in partners] == [(institute, ""), (None, "Et andet sted")]
    assert (result.agreement, result.by) == ("Aftale af 3. maj 2019, sag 19/4700", mette)
    subjects.set_hidden(institute.subject, clock.now())
    assert [str(row) for row in queries.partners_of(result, NOBODY)] == ["Et andet sted"]


@pytest.mark.capability("C60")
def test_partner_who_is_hidden_stays_on_record_and_is_named_to_nobody(mette):
    """Whoever mends the rest cannot see the partner, so neither takes it off nor writes its name out."""
    institute = make_actor("Instituttet", kind="institute")
    result = make_result(by=mette, kind="took_part", partners=["Instituttet", "En nabokommune"])
    subjects.set_hidden(institute.subject, clock.now())
    actions.edit_result(by=viewer(mette), result_id=result.pk, title="Nyt", partners=["En anden kommune"])
    actions.edit_result(by=viewer(mette), result_id=result.pk, title="Nyt igen")
    assert [(row.actor, row.name) for row in result.partners.all()] == [(institute, ""), (None, "En anden kommune")]
    assert [str(row) for row in queries.partners_of(result, viewer(mette))] == ["En anden kommune"]
    # A partner stands on record still, so the partnership lacks none.
    actions.edit_result(by=viewer(mette), result_id=result.pk, partners=[])
    assert [row.actor for row in result.partners.all()] == [institute]


@pytest.mark.capability("C60")
def test_what_was_mended_and_who_let_it_be_shown_stands_in_the_history(mette, birthe):
    result = make_result(by=mette)
    assert queries.changes_of(result) == []
    actions.edit_result(by=viewer(birthe), result_id=result.pk, is_public=True, permission="Offentlig rapport.")
    actions.edit_result(by=viewer(mette), result_id=result.pk, found="De fandt noget andet.")
    words, shown = queries.changes_of(result)
    assert (words.who, words.fields) == ("Mette Skov", [("Det, de fandt", READ["found"], "De fandt noget andet.")])
    assert shown.who == str(birthe)
    assert shown.fields == [
        ("Alle må se det", "Nej", "Ja"),
        ("Hvem der gav lov", "", "Offentlig rapport."),
    ]


@pytest.mark.capability("C60")
def test_only_staff_read_it_until_somebody_allowed_us_to_show_it(mette, karen):
    technology = make_technology()
    result = make_result(technology, by=mette)
    who = {"nobody": NOBODY, "karen": viewer(karen), "mette": viewer(mette)}

    def readers() -> set[str]:
        return {name for name, each in who.items() if queries.results_of([technology.pk], each)}

    assert readers() == {"mette"}
    with pytest.raises(ValidationError) as problem:
        actions.edit_result(by=viewer(mette), result_id=result.pk, is_public=True)
    assert set(problem.value.message_dict) == {"permission"}
    actions.edit_result(by=viewer(mette), result_id=result.pk, is_public=True, permission="Offentlig rapport.")
    assert readers() == {"nobody", "karen", "mette"}
    assert ExternalResult.objects.filter(pk__in=search.matching("Løftene", ("external_result",))).exists()
    actions.withdraw_result(by=viewer(mette), result_id=result.pk, reason="Lovet er trukket tilbage.")
    assert readers() == set()
    assert not ExternalResult.objects.visible_to(NOBODY).exists()
    assert ExternalResult.objects.visible_to(viewer(mette)).exists()
    assert not ExternalResult.objects.filter(pk__in=search.matching("Løftene", ("external_result",))).exists()


@pytest.mark.capability("C60")
@pytest.mark.parametrize("kind", ["read", "bought"])
def test_others_results_count_as_e1_at_most(mette, kind):
    assert problems(by=mette, kind="took_part", partnership=kind, evidence=2) == {"evidence"}
    assert make_result(by=mette, kind="took_part", partnership=kind, evidence=1).grade == "E1"
    result = make_result(by=mette, kind="took_part", evidence=3)
    assert result.grade == "E3"
    with pytest.raises(ValidationError):
        actions.edit_result(by=viewer(mette), result_id=result.pk, partnership=kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalResult.objects.filter(pk=result.pk).update(partnership=kind)


@pytest.mark.capability("C60")
def test_it_enters_no_assessment_of_ours(mette):
    """Neither score, grade nor status of ours moves by what others found."""
    technology = make_technology()
    assessment = make_assessment(technology=technology)
    before = list(AskedCriterion.objects.filter(assessment=assessment).values())
    make_result(technology, by=mette, kind="took_part", evidence=4)
    assert list(AskedCriterion.objects.filter(assessment=assessment).values()) == before
    assessment.refresh_from_db()
    assert assessment.status == "draft"


def test_what_is_missing_is_told_where_it_stands(mette):
    tomorrow = clock.today() + timedelta(days=1)
    assert problems(by=mette, title=" ", method=" ", found=" ") == {"title", "method", "found"}
    assert problems(by=mette, year=1889) == problems(by=mette, year=clock.today().year + 1) == {"year"}
    assert problems(by=mette, lies_at="") == {"lies_at"}
    assert problems(by=mette, link="http://instituttet.dk/rapport") == {"link"}
    assert problems(by=mette, link="javascript:alert(1)") == {"link"}
    assert problems(by=mette, partnership="sold") == {"partnership"}
    assert problems(by=mette, evidence="nine") == {"evidence"}
    bare = {"partners": [], "agreement": "", "since": None}
    assert problems(by=mette, kind="took_part", **bare) == {"partners", "agreement", "since"}
    assert problems(by=mette, kind="took_part", since=tomorrow) == {"since"}
    assert problems(by=mette, partners=[f"Sted {number}" for number in range(11)]) == {"partners"}
    assert problems(by=mette, partners=["010190-1234"]) == {"partners"}


@pytest.mark.parametrize(
    "broken",
    [
        {"is_public": True},
        {"partnership": "bought"},
        {"lies_at": ""},
        {"evidence": 2},
        {"withdrawn_at": "2026-01-01T00:00Z"},
    ],
)
def test_the_database_holds_it_too(mette, broken):
    result = make_result(by=mette)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalResult.objects.filter(pk=result.pk).update(**broken)


@pytest.mark.parametrize("who", ["karen", "kurt", "jens"])
def test_only_staff_write(request, who):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        make_result(by=person)


def test_whoever_wrote_it_and_those_who_keep_the_catalogue_mend_it(mette, birthe, lene):
    result = make_result(by=mette)
    for by in (mette, birthe):
        actions.edit_result(by=viewer(by), result_id=result.pk, title=f"Rettet af {by}")
    with pytest.raises(Refused):
        actions.edit_result(by=viewer(lene), result_id=result.pk, title="Nej")
    with pytest.raises(Refused):
        actions.withdraw_result(by=viewer(lene), result_id=result.pk, reason="Nej")
    with pytest.raises(Stale):
        actions.edit_result(by=viewer(mette), result_id=result.pk, title="For sent", expected_version=1)
    with pytest.raises(ValidationError):
        actions.withdraw_result(by=viewer(mette), result_id=result.pk, reason=" ")
    assert [row.verb for row in JournalEntry.objects.filter(subject=result.subject).order_by("pk")] == [
        "external_results.attached",
        "external_results.edited",
        "external_results.edited",
    ]


def test_a_withdrawn_technology_takes_none(mette, birthe):
    technology = make_technology()
    technology.withdrawn_at, technology.withdrawn_reason = clock.now(), "Findes ikke mere."
    technology.save()
    with pytest.raises(ValidationError):
        make_result(technology, by=mette)


def test_it_hides_with_its_technology(mette):
    technology = make_technology()
    make_result(technology, by=mette, is_public=True, permission="Offentlig rapport.")
    subjects.set_hidden(technology.subject, clock.now())
    assert queries.results_of([technology.pk], viewer(mette)) == []


def test_it_stays_unnamed_when_its_writer_is_erased(mette):
    result = make_result(by=mette)
    erase_person(by=viewer(make_person(role="administrator")), person_id=mette.pk)
    result = ExternalResult.objects.select_related("by__actor").get(pk=result.pk)
    assert (result.found, "Mette" in result.by.name) == (READ["found"], False)
