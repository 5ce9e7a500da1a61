"""Tables and the radar: all of them is in sight on a phone, and on a desk at 200 per cent. On paper they are tables."""

import pytest
from django.urls import reverse

from samspil.foundation import clock
from tests.business_cases.making import D, make_pay, make_synthetic, write
from tests.factories import make_person
from tests.states import LONG_LINE, LONG_WORD
from tests.technologies.making import make_placement, make_technology
from tests.verdicts import making

OUT_OF_SIGHT = """() => [...document.querySelectorAll("main :is(th, td)")]
  .filter(one => !one.closest("thead") || getComputedStyle(one.closest("thead")).position !== "absolute")
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
    case = make_synthetic(by=world.birthe, unit=world.unit, cash=0)
    write(case, "investment", title=LONG_WORD, amount=D(987_654_321), low=D(50), high=D(150))
    make_pay(LONG_WORD[:40], source=LONG_WORD)
    names = ("responses:result", "responses:compared", "verdicts:page", "papers:decision")
    return [
        *(reverse(name, args=[back.verdict.pk]) for name in names),
        reverse("business_cases:page", args=[case.pk]),
        reverse("business_cases:norms"),
        reverse("technologies:page", args=[technology.pk]),
        reverse("technologies:radar"),
    ]


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, {"width": 640, "height": 480}], ids=["phone", "200 %"])
def test_every_cell_is_in_sight(visit, world, paths, size):
    page = visit(size, by=world.birthe)
    for path in paths:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.locator("main table tbody").count()
        assert (path, page.evaluate(OUT_OF_SIGHT)) == (path, [])


DRAWN = """svg => {
  const least = Math.min(...[...svg.querySelectorAll("g text")].map(one => one.getBoundingClientRect().height));
  const box = svg.getBoundingClientRect();
  const out = [...svg.querySelectorAll("text")].filter(one => {
    const words = one.getBoundingClientRect();
    return words.left < box.left - 1 || words.right > box.right + 1
        || words.top < box.top - 1 || words.bottom > box.bottom + 1;
  });
  return [least, out.map(one => one.textContent)];
}"""


def test_a_phone_draws_the_radar_large_enough_to_read(visit, paths):
    page = visit({"width": 390, "height": 844})
    page.goto(paths[-1])
    drawings = page.locator("svg.radar:visible")
    assert drawings.count() == 1
    least, out = drawings.evaluate(DRAWN)
    assert least >= 11
    assert out == []
    assert page.locator(".radar-letters > li:visible").count() >= 1
    desk = visit({"width": 1280, "height": 900})
    desk.goto(paths[-1])
    assert desk.locator("svg.radar:visible").count() == 1
    assert desk.locator(".radar-letters:visible").count() == 0


def test_what_a_phone_shows_as_blocks_is_a_table_on_paper(visit, world, paths):
    page = visit({"width": 390, "height": 844}, by=world.birthe)
    for path in paths[3:6]:
        page.goto(path)
        tables = page.locator("main table[role=table]")
        assert tables.count() >= 1
        row = tables.first.locator("tbody tr").first
        assert row.evaluate("one => getComputedStyle(one).display") == "block"
        page.emulate_media(media="print")
        assert row.evaluate("one => getComputedStyle(one).display") == "table-row"
        assert tables.first.locator("thead").evaluate("one => getComputedStyle(one).position") == "static"
        page.emulate_media(media="screen")
