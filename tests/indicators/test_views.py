"""The pages behind the figures."""

from decimal import Decimal

import pytest
from django.urls import reverse

from samspil.indicators.models import Indicator, Measurement
from tests.evaluations.making import make_evaluation, make_indicator, make_measurement

pytestmark = pytest.mark.django_db
NUMBER = {"phase": "before", "value": "2,4", "on": "2026-03-01", "n": "12", "how": "asked", "source": "Ved kaffen"}


@pytest.fixture
def evaluation(birthe):
    return make_evaluation(by=birthe)


@pytest.mark.capability("C90")
def test_from_choosing_to_the_first_number(evaluation, birthe, sign_in):
    page = sign_in(birthe)
    text = page.get(reverse("indicators:choose", args=[evaluation.pk])).text
    assert "Selvhjulpenhed" in text
    assert "Hvor tit har du savnet selskab" in text
    answer = page.post(
        reverse("indicators:add", args=[evaluation.pk, "independence"]), {"name": "", "unit": "point", "target": "4,5"}
    )
    indicator = Indicator.objects.get()
    assert answer["Location"] == reverse("indicators:measure", args=[indicator.pk])
    assert indicator.target == Decimal("4.5")
    page.post(reverse("indicators:measure", args=[indicator.pk]), NUMBER)
    assert Measurement.objects.get().value == Decimal("2.4")
    assert "2,4" in page.get(reverse("indicators:page", args=[evaluation.pk])).text


def test_ones_own_is_asked_about_people(evaluation, birthe, sign_in):
    address = reverse("indicators:add", args=[evaluation.pk, "own"])
    page = sign_in(birthe)
    wrong = page.post(address, {"name": "Ture", "unit": "ture om ugen"})
    assert {"higher_is_better", "about_people"} == set(wrong.context["form"].errors)
    page.post(address, {"name": "Ture", "unit": "ture om ugen", "higher_is_better": "yes", "about_people": "no"})
    indicator = Indicator.objects.get()
    assert (indicator.higher_is_better, indicator.about_people) == (True, False)
    assert page.get(reverse("indicators:add", args=[evaluation.pk, "humour"])).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("value", "mange", "Skriv et tal, for eksempel 12,5."),
        ("value", "NaN", "Skriv et tal, for eksempel 12,5."),
        ("value", "-3", "Tallet må ikke være under 0."),
        ("n", "", "Skriv, hvor mange tallet bygger på."),
        ("n", "tolv", "Skriv et helt antal, for eksempel 12."),
        ("on", "", "Vælg den dag, I målte."),
        ("on", "2099-01-01", "Dagen er ikke kommet endnu."),
    ],
)
def test_what_is_wrong_stands_at_the_field(field, typed, told, evaluation, birthe, sign_in):
    address = reverse("indicators:measure", args=[make_indicator(evaluation.pk, by=birthe).pk])
    answer = sign_in(birthe).post(address, NUMBER | {field: typed})
    assert answer.context["form"].errors[field] == [told]
    assert "Ved kaffen" in answer.text


def test_two_correct_the_same_number(evaluation, birthe, sign_in):
    row = make_measurement(make_indicator(evaluation.pk, by=birthe), by=birthe)
    address, page = reverse("indicators:correct", args=[row.pk]), sign_in(birthe)
    assert page.post(address, NUMBER | {"value": "3", "expected_version": "1"}).status_code == 302
    late = page.post(address, NUMBER | {"value": "5", "expected_version": "1"})
    assert late.status_code == 409
    assert "Begge tekster" in late.text or "begge tekster" in late.text
    row.refresh_from_db()
    assert row.value == Decimal(3)


def test_removing_asks_first_and_is_undone(evaluation, birthe, sign_in):
    indicator = make_indicator(evaluation.pk, by=birthe)
    page = sign_in(birthe)
    assert "Selvhjulpenhed" in page.get(reverse("indicators:remove", args=[indicator.pk])).text
    page.post(reverse("indicators:remove", args=[indicator.pk]))
    text = page.get(reverse("indicators:page", args=[evaluation.pk])).text
    assert "Hent tilbage" in text
    page.post(reverse("indicators:bring-back", args=[indicator.pk]))
    assert Indicator.objects.get().removed_at is None


def test_taking_a_number_back_asks_first(evaluation, birthe, sign_in):
    row = make_measurement(make_indicator(evaluation.pk, by=birthe), by=birthe)
    page = sign_in(birthe)
    assert "2,4" in page.get(reverse("indicators:withdraw", args=[row.pk])).text
    page.post(reverse("indicators:withdraw", args=[row.pk]))
    assert Measurement.objects.get().withdrawn_at


def test_who_only_reads_sees_no_way_to_write(evaluation, birthe, client):
    make_indicator(evaluation.pk, by=birthe)
    text = client.get(reverse("indicators:page", args=[evaluation.pk])).text
    assert "Skriv et tal" not in text
    assert client.get(reverse("indicators:choose", args=[evaluation.pk])).status_code == 403
