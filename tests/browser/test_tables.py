"""The tables of an assessment and of the radar: all of them is in sight on a phone, and on a desk at 200 per cent."""

import pytest
from django.urls import reverse

from samspil.foundation import clock
from tests.factories import make_person
from tests.states import LONG_LINE, LONG_WORD
from tests.technologies.making import make_placement, make_technology
from tests.verdicts import making

OUT_OF_SIGHT = """() => [...document.querySelectorAll("main :is(th, td)")]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
              || one.scrollWidth > one.clientWidth + 1)
  .map(one => one.innerText.slice(0, 40))"""


@pytest.fixture
def paths(world):
    leader = make_person(LONG_WORD[:60], role="leader", scope=world.unit)
    technology = make_technology(by=world.birthe, title=LONG_LINE[:120])
    back = making.evaluated(world.birthe, world.unit, leader, technology=technology)
    make_placement(technology, ring="wait", year=clock.today().year - 1)
    make_placement(technology, by=world.birthe, ring="ready", reason=LONG_WORD)
    names = ("responses:result", "responses:compared", "verdicts:page")
    return [*(reverse(name, args=[back.verdict.pk]) for name in names), reverse("technologies:radar")]


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, {"width": 640, "height": 480}], ids=["phone", "200 %"])
def test_every_cell_is_in_sight(visit, paths, size):
    page = visit(size)
    for path in paths:
        page.goto(path)
        assert page.locator("main table tbody").count()
        assert (path, page.evaluate(OUT_OF_SIGHT)) == (path, [])
