"""A unit that was hidden is named on no page of something else, however much of it is still to be read."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from samspil.foundation import clock, subjects
from tests.buildings.making import look_at, make_building
from tests.business_cases.making import make_case, write
from tests.experiences.making import make_experience
from tests.factories import make_unit
from tests.technologies.making import make_technology
from tests.technology_needs.making import make_joining, make_need
from tests.technology_projects.making import make_project

pytestmark = pytest.mark.django_db
LISTS = (
    "business_cases:list",
    "buildings:list",
    "experiences:list",
    "technology_advice:room",
    "technology_needs:list",
    "technology_projects:list",
    "trials:list",
)


def test_hidden_unit_is_named_on_no_page_of_what_it_does(mette, unit, sign_in, client):
    technology = make_technology()
    need = make_need(by=mette, unit=unit)
    make_joining(need, unit=make_unit("Plejehjemmet Syd"))
    building = make_building(mette, unit)
    look_at(building, mette, technology)
    case = make_case(by=mette, unit=unit, about=technology)
    write(case, "running", amount=1_000)
    experience = make_experience(technology, by=mette, unit=unit)
    project = make_project(mette, unit=unit, technology=technology)
    pages = {
        "business_cases:page": case,
        "buildings:page": building,
        "experiences:page": experience,
        "technologies:page": technology,
        "technology_needs:page": need,
        "technology_projects:page": project,
        "trials:page": project,
    }
    paths = [reverse(name) for name in LISTS] + [reverse(name, args=[row.pk]) for name, row in pages.items()]
    sheet = reverse("business_cases:sheet", args=[case.pk])
    named = {path for path in paths if unit.actor.name in client.get(path).text}
    assert len(named) >= len(paths) - 2, set(paths) - named
    assert unit.actor.name in cells(client.get(sheet).content)
    subjects.set_hidden(unit.actor.subject, clock.now())
    for reader in (client, sign_in(mette)):
        for path in paths:
            page = reader.get(path)
            assert page.status_code == 200, path
            assert unit.actor.name not in page.text, path
            assert reverse("actors:page", args=[unit.pk]) not in page.text, path
        assert unit.actor.name not in cells(reader.get(sheet).content)


def cells(content: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(content))
    return {str(cell.value) for page in book for row in page.iter_rows() for cell in row}
