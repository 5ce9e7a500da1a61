"""From the link in a letter to the end, as those who answer come: by keyboard alone, on an enlarged screen, without
scripts, or with a sheet of paper in large type.
"""

import pytest
from playwright.sync_api import Page, expect

from samspil.responses import letters
from samspil.responses.models import Respondent, Response
from tests.assessments.making import collecting, invited, numbers_of
from tests.browser.chromium import PHONE, context_options
from tests.browser.looking import run_axe, sticks_out

# 1280 by 960 at 200 per cent: half as many pixels of a page, each twice as large (WCAG 1.4.4, 1.4.10).
TWICE = {"width": 640, "height": 480}
FOCUSED = """() => {
  const one = document.activeElement, label = one.labels?.[0];
  const seen = label && ["radio", "checkbox"].includes(one.type) ? label : one, box = seen.getBoundingClientRect();
  // The design system draws a box before its label; a whole answer is its own label.
  const looks = [getComputedStyle(seen), getComputedStyle(seen, "::before")];
  return {
    name: (label || one).innerText.trim(),
    isDrawn: looks.some(look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2),
    isSeen: box.top >= 0 && box.top < innerHeight && box.left >= 0 && box.right <= innerWidth + 1,
  };
}"""


def link_for(world, perspective: str = "citizen", **facts) -> tuple[str, int]:
    """The path in the letter, and how many questions wait behind it."""
    assessment = collecting(by=world.birthe)
    [row] = invited(assessment, "else@borger.example", perspective=perspective, by=world.birthe, **facts)
    return f"/svar-paa-vurdering/{letters.code_of(row)}/", len(numbers_of(assessment, perspective))


@pytest.fixture
def enlarged(chromium, live_server, watch):
    options = context_options(TWICE, base_url=live_server.url, device_scale_factor=2)
    context = chromium.new_context(**options)
    context.set_default_timeout(30_000)
    watch.over(context)
    yield context.new_page()
    context.close()


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Tab until ``name`` has the focus. Wherever it is on the way, it is drawn and on the screen."""
    for _press in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert here["isDrawn"], here
        assert here["isSeen"], here
        if name in here["name"]:
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.mark.capability("C59")
def test_citizen_with_a_keyboard_and_twice_the_size_is_done_in_eight_steps(enlarged, world):
    path, questions = link_for(world)
    page, steps = enlarged, 1
    page.goto(path)
    assert run_axe(page) + sticks_out(page) == []
    tab_to(page, "Begynd")
    page.keyboard.press("Enter")
    for step in range(1, questions + 1):
        heading(page, f"Spørgsmål {step} af {questions}")
        steps += 1
        if step == 1:
            assert run_axe(page) + sticks_out(page) == []
        chosen = page.get_by_role("radio").nth(step % 5)
        tab_to(page, page.get_by_role("radio").first.evaluate("one => one.closest('label').innerText.trim()"))
        page.keyboard.press("Space")
        for _down in range(step % 5):
            page.keyboard.press("ArrowDown")
        expect(chosen).to_be_checked()
        tab_to(page, "Send mit svar" if step == questions else "Næste")
        page.keyboard.press("Enter")
    heading(page, "Tak for dit svar")
    assert steps + 1 <= 8
    assert run_axe(page) + sticks_out(page) == []
    assert sorted(Response.objects.values_list("score", flat=True)) == [-2, -1, -1, 0, 1, 2]
    # Their own words too, and taking them back.
    tab_to(page, "Vil du sige noget")
    page.keyboard.type("Nu kan jeg selv.")
    tab_to(page, "Ja, I må vise mine ord")
    page.keyboard.press("Space")
    tab_to(page, "Send mine ord")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tag ordene tilbage")).to_be_visible()
    tab_to(page, "Tag ordene tilbage")
    page.keyboard.press("Enter")
    heading(page, "Dine ord er væk")


@pytest.mark.capability("C59")
def test_employee_on_a_phone_without_scripts_is_done_in_fourteen_steps(visit, world):
    path, questions = link_for(world, "employee")
    page, steps = visit(PHONE, js=False), 1
    page.goto(path)
    page.get_by_role("link", name="Begynd").click()
    for step in range(1, questions + 1):
        heading(page, f"Spørgsmål {step} af {questions}")
        steps += 1
        if step == 2:  # nothing chosen is told where it is, and nothing is lost
            page.get_by_role("button", name="Næste").click()
            expect(page.get_by_role("alert")).to_contain_text("Vælg et af svarene")
        page.locator(".ask__option").nth(step % 7).click()
        page.get_by_role("button", name="Send mit svar" if step == questions else "Næste").click()
    heading(page, "Tak for dit svar")
    assert steps + 1 <= 14
    assert Response.objects.count() == questions
    assert Respondent.objects.get().answered_on


def test_whoever_puts_it_away_comes_back_to_the_next_question(visit, world):
    path, questions = link_for(world, "relative", in_place_why="Borgeren har ikke ord til det.")
    page = visit(PHONE, js=False)
    page.goto(path)
    expect(page.get_by_text("Du svarer på borgerens vegne.")).to_be_visible()
    page.get_by_role("link", name="Begynd").click()
    page.locator(".ask__option").first.click()
    page.get_by_role("button", name="Næste").click()
    heading(page, f"Spørgsmål 2 af {questions}")
    other = visit(PHONE, js=False)
    other.goto(path)
    other.get_by_role("link", name="Fortsæt, hvor du slap").click()
    heading(other, f"Spørgsmål 2 af {questions}")


def test_sheet_in_large_type_is_large_on_paper_and_whole_on_it(visit, world):
    assessment = collecting(by=world.birthe)
    page = visit(by=world.birthe)
    page.goto(f"/er-det-vaerd-at-bruge/{assessment.pk}/ark/citizen/")
    page.get_by_role("link", name="Stor skrift").click()
    expect(page.locator(".sheet--large")).to_be_visible()
    assert run_axe(page) == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1047})  # A4 within margins of 10 mm, at 96 dots an inch
    sizes = page.eval_on_selector_all(
        ".sheet--large li, .sheet--large p", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 18 * 96 / 72  # 18 points: what large print means
    assert sticks_out(page) == []
    assert page.locator(".sheet > ol > li").count() == len(numbers_of(assessment, "citizen"))
    expect(page.get_by_role("link", name="Almindelig skrift")).to_be_hidden()
