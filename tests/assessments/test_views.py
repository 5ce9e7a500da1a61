"""What the pages of an assessment tell: where one begins, what a grade means, and what the points stand for."""

import pytest
from django.urls import reverse

from samspil.assessments import queries
from samspil.experiences.models import Evidence
from tests.assessments.making import make_assessment
from tests.experiences.making import make_experience
from tests.factories import make_person

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:list")


def test_the_list_leads_whoever_may_begin_one_to_where_it_begins(mette, sign_in, client):
    make_assessment()
    way = f'href="{reverse("technologies:list")}">Find teknologien'
    assert way in sign_in(mette).get(LIST).text
    assert way not in client.get(LIST).text


def test_a_grade_stands_with_its_words_and_the_crumb_leads_to_the_list(client):
    assessment = make_assessment()
    text = client.get(reverse("assessments:page", args=[assessment.pk])).text
    assert "E0: Det, vi mener" in text
    assert f'<a href="{LIST}">Er det værd at bruge?</a>' in text
    assert (
        f'<a href="{LIST}">Er det værd at bruge?</a>'
        in client.get(reverse("assessments:model", args=[assessment.model_id])).text
    )


@pytest.mark.capability("C58")
def test_where_grades_of_experiences_stand_their_words_stand_too(client):
    experience = make_experience()
    for path in (
        reverse("technologies:page", args=[experience.technology_id]),
        reverse("experiences:list"),
    ):
        text = client.get(path).text
        assert all(str(label) in text for label in Evidence.labels), path


def test_points_are_given_between_two_ends_that_are_told(sign_in):
    by = make_person(role="coordinator")
    assessment = make_assessment(by=by)
    page = sign_in(by).get(reverse("assessments:weights", args=[assessment.pk]))
    form, weighed = page.context["form"], [row.criterion for row in queries.asked_of(assessment) if row.is_weighed]
    assert len(weighed) > 10
    for criterion in weighed:
        told = form.fields[criterion.number].help_text
        assert criterion.anchors[0] in told
        assert criterion.anchors[-1] in told
    shown = [field.name for _label, fields in form.point_groups for field in fields]
    assert shown == [criterion.number for criterion in weighed]
    assert reverse("assessments:model", args=[assessment.model_id]) in page.text
