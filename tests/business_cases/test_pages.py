"""The pages and the workbook: Danish numbers, nothing typed lost, equal figures, few queries, nothing that leaks."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from samspil.business_cases import actions, queries
from samspil.business_cases.accounts import accounts
from samspil.business_cases.models import BusinessCase, CaseLine
from samspil.business_cases.numbers import NumberField, YearsField, in_words
from samspil.business_cases.words import figure
from samspil.costing.sums import KRONER
from samspil.identity import rates
from samspil.moderation.actions import hide
from tests.business_cases.making import D, make_case, make_synthetic, make_task, sign, staff, write, write_time
from tests.factories import make_person, make_proposal, make_unit, viewer

pytestmark = pytest.mark.django_db

TYPED = [
    ("1.200", "1200"),
    ("1.234.567,50 kr.", "1234567.5"),
    ("12,5", "12.5"),
    ("12.5", "12.5"),
    ("1 200", "1200"),
    ("80 %", "80"),
    ("5000,-", "5000"),
    ("0,10", "0.1"),
]


@pytest.mark.parametrize(("typed", "number"), TYPED)
def test_numbers_as_people_write_them(typed, number):
    assert NumberField().clean(typed) == D(number)


@pytest.mark.parametrize("typed", ["mange", "1,2,3", "1.5.5", "-1", "1,234567", "9" * 30, "1e5x", "nan", "inf"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


def test_in_english_a_comma_stands_between_thousands():
    with translation.override("en"):
        assert NumberField().clean("1,234.50") == D("1234.5")
    assert YearsField().clean("7") == 7
    assert NumberField().prepare_value(D("1234.50")) == "1234,5"
    assert in_words(D("-1234567.891"), 0) == "−1.234.568"
    assert figure(None, KRONER) == "kan ikke regnes ud"


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def lene(unit):
    return staff(unit, "leader", amount=400_000)


def test_what_was_typed_stays_when_something_is_wrong(client, sign_in, unit, lene):
    case = make_case(by=lene, unit=unit)
    client = sign_in(lene)
    typed = {"title": "Morgenbad", "citizens": "mange", "minutes_before": "12,5", "source": "Målt"}
    page = client.post(reverse("business_cases:write-line", args=[case.pk, "time"]), typed)
    assert page.status_code == 200
    for kept in ("Morgenbad", "mange", "12,5", "Målt", "Skriv et tal, for eksempel 1.200 eller 12,5."):
        assert kept in page.text
    assert not case.lines.exists()


def test_a_form_tells_all_that_is_wrong_at_once(client, sign_in, unit, lene):
    case = make_case(by=lene, unit=unit)
    client = sign_in(lene)
    typed = {"title": "", "years": "0", "ramp_1": "abc", "ramp_2": "100", "priced_on": ""}
    typed |= {"use": "90", "use_low": "95", "use_high": "100", "cash_share": "80", "capacity_share": "60"}
    page = client.post(reverse("business_cases:edit", args=[case.pk]), typed)
    assert set(page.context["form"].errors) == {"title", "years", "ramp_1", "use_low", "capacity_share", "priced_on"}
    typed = {"title": "", "citizens": "mange", "minutes_before": "99999", "low": "100", "high": "x", "source": "Målt"}
    page = client.post(reverse("business_cases:write-line", args=[case.pk, "time"]), typed)
    told = {"title", "citizens", "occasions", "staff_before", "minutes_before", "staff_after", "minutes_after"}
    assert set(page.context["form"].errors) == {*told, "hourly_pay", "high", "source_kind"}
    typed = {"hours": "mange", "year": "9"}
    page = client.post(reverse("business_cases:write-line", args=[case.pk, "training"]), typed)
    assert set(page.context["form"].errors) == {"title", "hours", "year", "low", "high", "source_kind", "source"}


def test_nothing_untrue_is_told_beside_what_is_wrong(client, sign_in, unit, lene):
    case = make_case(by=lene, unit=unit)
    client = sign_in(lene)
    typed = {"title": "Loftlifte", "years": "8", "ramp_1": "50", "ramp_2": "100", "priced_on": f"{case.priced_on}"}
    typed |= {"use": "90", "use_low": "50", "use_high": "abc", "cash_share": "20", "capacity_share": "60"}
    page = client.post(reverse("business_cases:edit", args=[case.pk]), typed)
    assert set(page.context["form"].errors) == {"use_high"}
    typed = {"title": "Kursus", "hours": "5", "pay_group": "Ingen sådan", "year": "0", "low": "100", "high": "100"}
    typed |= {"source_kind": "measured", "source": "Målt"}
    page = client.post(reverse("business_cases:write-line", args=[case.pk, "training"]), typed)
    assert set(page.context["form"].errors) == {"pay_group"}


def test_from_a_proposal_to_a_signature(client, sign_in, unit, lene):
    proposal = make_proposal(unit=unit)
    client = sign_in(lene)
    assert "Det er ikke et krav" in client.get(reverse("proposals:page", args=[proposal.pk])).text
    begun = client.post(
        reverse("business_cases:begin", args=[proposal.pk]), {"title": "Loftlifte", "unit_id": str(unit.pk)}
    )
    case = BusinessCase.objects.get()
    page = reverse("business_cases:page", args=[case.pk])
    assert begun.url == page
    assert "Skriv den første linje" in client.get(page).text
    figures = {
        "title": "Forflytning",
        "citizens": "12",
        "occasions": "730",
        "staff_before": "2",
        "minutes_before": "10",
        "staff_after": "1",
        "minutes_after": "12,5",
        "hourly_pay": "300",
        "source_kind": "measured",
        "source": "Uge 40",
        "low": "80",
        "high": "120",
    }
    client.post(reverse("business_cases:write-line", args=[case.pk, "time"]), figures)
    settings = {"title": "Loftlifte", "years": "8", "ramp_1": "50", "ramp_2": "100", "use": "100", "cash_share": "20"}
    settings |= {"capacity_share": "50", "priced_on": f"{case.priced_on:%Y-%m-%d}", "expected_version": "1"}
    assert client.post(reverse("business_cases:edit", args=[case.pk]), settings).status_code == 302
    shown = client.get(page).text
    assert "Ingen har skrevet under" in shown
    assert "1.095 timer om året" in shown
    signing = reverse("business_cases:sign", args=[case.pk])
    digest = re.search(r'name="digest" value="(\w{64})"', client.get(signing).text)[1]
    assert client.post(signing, {"agree": "on", "digest": "0" * 64}).status_code == 409
    assert client.post(signing, {"agree": "on", "digest": digest}).url == page
    assert "Skrevet under" in client.get(page).text
    sums = client.get(page).text
    assert sums.count("Vis regnestykket") >= 9
    assert " style=" not in sums
    client.post(reverse("business_cases:lock", args=[case.pk]))
    assert "Nye satser ændrer det ikke" in client.get(page).text


def test_the_panel_stands_where_cases_stand_and_offers_no_visitor_a_way(client, unit):
    case = make_case(unit=unit, title="Loftlifte på Åvænget")
    page = client.get(reverse("proposals:page", args=[case.about_id])).text
    assert "Loftlifte på Åvænget" in page
    assert reverse("business_cases:begin", args=[case.about_id]) not in page


# --- the workbook -----------------------------------------------------------------------------------------------------


def numbers(cells) -> list:
    """The numbers among figures and ranges, as Excel counts them: words are passed over."""
    flat = [each for cell in cells for each in (cell if isinstance(cell, list) else [cell])]
    return [each for each in flat if isinstance(each, int | float)]


class Sheet:
    """Works out the few sorts of formula that stand in a workbook of ours."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(BytesIO(content))

    def value(self, page: str, cell: str):
        found = self.book[page][cell].value
        return self.run(found[1:], page) if isinstance(found, str) and found.startswith("=") else found

    def block(self, page: str, cells: str) -> list:
        rows = self.book[page][cells]
        found = [self.value(page, cell.coordinate) for row in rows for cell in row]
        return [0 if each is None else each for each in found]

    def run(self, formula: str, page: str):
        names = {
            "SUM": lambda cells: sum(cells),
            "MIN": lambda *cells: min(numbers(cells), default=0),  # as Excel has it
            "COUNT": lambda *cells: len(numbers(cells)),
            "AND": lambda *tests: all(tests),
            "IF": lambda test, then, otherwise: then if test else otherwise,
            "SUMPRODUCT": lambda one, other: sum(a * b for a, b in zip(one, other, strict=True)),
        }

        def look_up(match: re.Match) -> str:
            where, cells = match["page"] or page, match["cells"].replace("$", "")
            found = self.block(where, cells) if ":" in cells else self.value(where, cells) or 0
            return repr(found)

        text = re.sub(r"(?:'(?P<page>[^']+)'!)?(?P<cells>\$?[A-Z]\$?\d+(?::[A-Z]\d+)?)", look_up, formula)
        assert re.fullmatch(r"[\d\s.,+\-*/()\[\]eA-Z<>='\"–]+", text), text
        return eval(text, {"__builtins__": {}}, names)  # noqa: S307  (our own formulas, looked at above)

    def results(self) -> dict[str, tuple]:
        page = self.book["Resultat"]
        rows = [row for row in page.iter_rows(min_row=9) if row[2].value is not None]
        return {
            row[0].value: (self.value("Resultat", row[1].coordinate) if row[1].value else None, row[2].value)
            for row in rows
            if isinstance(row[2].value, int | float)
        }


def workbook(client, case) -> Sheet:
    answer = client.get(reverse("business_cases:sheet", args=[case.pk]))
    assert answer["X-Robots-Tag"] == "noindex"
    return Sheet(answer.content)


@pytest.mark.parametrize("is_signed", [True, False])
def test_the_workbook_works_out_what_the_page_says(client, unit, lene, is_signed):
    case = make_synthetic(by=lene, unit=unit, ramp_1=D(40), use=D(90), capacity_share=D(20))
    write(case, "saving", amount=D(12_345), low=D(50), high=D(110))
    write(case, "decommissioning", amount=D(30_000), year=8)
    write(case, "citizen_cost", citizens=D(30), amount=D(250))
    task = make_task(unit=unit, minutes=D(10))
    write_time(case, title="Kun noget af det", task_id=task.pk)
    if is_signed:
        sign(case, lene)
    case = BusinessCase.objects.get(pk=case.pk)
    counts = queries.reckoned(case).counts
    found = workbook(client, case).results()
    assert len(found) >= 10
    for name, (worked_out, told) in found.items():
        if worked_out is not None:
            assert worked_out == pytest.approx(told, rel=1e-9, abs=1e-6), name
    assert found["Nutidsværdi"][0] == pytest.approx(float(counts.npv))
    assert found["Kasse i alle årene, lagt sammen"][0] == pytest.approx(float(sum(counts.flows)))
    for name in ("Tjent hjem efter", "Tjent hjem efter, i dagens værdi"):
        assert (found[name][0] is not None) if is_signed else name not in found
    page = client.get(reverse("business_cases:page", args=[case.pk])).text
    for name in ("Nutidsværdi", "Kasse i alle årene, lagt sammen"):
        assert figure(D(str(found[name][1])), KRONER) in page


def payback_cells(book: Sheet) -> list[tuple]:
    page = book.book["Resultat"]
    rows = [row for row in page.iter_rows() if str(row[0].value).startswith("Tjent hjem efter")]
    assert all(str(row[1].value).startswith("=IF(COUNT(") for row in rows)
    return [(book.value("Resultat", row[1].coordinate), row[2].value) for row in rows]


def test_payback_is_worked_out_in_the_workbook(client, unit, lene):
    """The synthetic vector of the research note: 2.552 years, discounted 2.724."""
    case = make_synthetic(by=lene, unit=unit)
    never = payback_cells(workbook(client, case))  # nobody has signed, so nothing leaves the budget
    assert never == [("–", "–"), ("–", "–")]
    sign(case, lene)
    plain, discounted = payback_cells(workbook(client, case))
    assert plain == (pytest.approx(2.5524, abs=1e-4), pytest.approx(2.5524, abs=1e-4))
    assert discounted == (pytest.approx(2.7236, abs=1e-3), pytest.approx(2.7236, abs=1e-3))


def test_what_costs_nothing_is_paid_back_at_once(client, unit, lene):
    case = make_case(by=lene, unit=unit, years=3)
    write(case, "saving", amount=D(1_000))
    assert payback_cells(workbook(client, case)) == [(0, 0), (0, 0)]


def test_nothing_people_typed_runs_in_the_workbook(client, unit, lene):
    evil = "=HYPERLINK(1)"
    case = make_case(by=lene, unit=unit, title=evil)
    write(case, "running", title=evil, amount=D(1), source=evil, source_kind="guess")
    write(case, "quality", title=evil, text=evil)
    book = workbook(client, case).book
    seen = 0
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "HYPERLINK" in cell.value:
                    seen += 1
                    assert cell.data_type == "s"
                    assert cell.value.startswith(("'=", "Skøn: "))
    assert seen >= 5


def test_an_empty_case_has_a_workbook_too(client, unit):
    assert "Resultat" in workbook(client, make_case(unit=unit)).book.sheetnames


# --- how much is asked of the database --------------------------------------------------------------------------------


def test_pages_ask_no_more_for_many_lines(client, sign_in, unit, lene, django_assert_max_num_queries):
    case = make_synthetic(by=lene, unit=unit)
    for _number in range(12):
        write_time(case, task_id=make_task(unit=unit).pk)
    client = sign_in(lene)
    for name, args, most in (
        ("page", [case.pk], 26),
        ("list", [], 20),
        ("care-tasks", [], 22),
        ("history", [case.pk], 20),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"business_cases:{name}", args=args)).status_code == 200


def test_the_list_is_found_by_words_state_and_unit(client, sign_in, unit, lene):
    case, other = make_case(by=lene, unit=unit, title="Spiserobotter"), make_case(title="Loftlifte")
    write(case, "running", amount=D(1))
    actions.lock_case(by=viewer(lene), case_id=case.pk)
    client = sign_in(make_person(role="coordinator"))
    address = reverse("business_cases:list")
    for query in ("q=spiserobot", "vis=laast", f"enhed={unit.pk}"):
        page = client.get(f"{address}?{query}").text
        assert case.title in page
        assert other.title not in page
    assert "Ingen regnestykker passer" in client.get(f"{address}?q=zebra").text
    assert CaseLine.objects.count() == 1
    assert accounts(case, [], queries.norms(case.priced_on), []).is_empty


def test_visitor_finds_in_the_list_what_anybody_may_read(client, unit, lene, birthe):
    address = reverse("business_cases:list")
    assert "Her står de, når nogen har regnet" in client.get(address).text
    case, hidden = make_case(by=lene, unit=unit, title="Spiserobotter"), make_case(title="Loftlifte")
    hide(by=viewer(birthe), subject_id=hidden.about.pk, reason="Der står et navn.")
    page = client.get(address).text
    assert case.title in page
    assert hidden.title not in page
    assert unit.actor.name in page
    assert reverse("business_cases:norms") not in page
    hide(by=viewer(birthe), subject_id=unit.actor.pk, reason="Findes ikke mere.")
    assert unit.actor.name not in client.get(address).text.partition('id="liste"')[2].partition("<ul")[2]


def test_a_case_without_any_cost_is_not_said_to_pay_back_at_once(client):
    case = make_case()
    write_time(case)
    page = client.get(reverse("business_cases:page", args=[case.pk])).text
    assert "der er ingen udgift at tjene hjem" in page
    assert "0 år" not in page


def test_figures_that_changed_while_somebody_read_the_question_are_not_locked(sign_in, unit, lene):
    case = make_synthetic(unit=unit, by=lene)
    client, path = sign_in(lene), reverse("business_cases:lock", args=[case.pk])
    digest = re.search(r'name="digest" value="(\w+)"', client.get(path).text)[1]
    write(case, "running", amount=D(1))
    answer = client.post(path, {"digest": digest}, follow=True)
    assert "Tallene er ændret, siden du så dem." in answer.text
    assert BusinessCase.objects.get().locked_at is None
    digest = re.search(r'name="digest" value="(\w+)"', client.get(path).text)[1]
    client.post(path, {"digest": digest})
    assert BusinessCase.objects.get().locked_at is not None


def test_a_form_that_was_open_when_the_case_was_locked_keeps_what_was_typed(sign_in, unit, lene):
    case = make_synthetic(unit=unit, by=lene)
    line = case.lines.first()
    actions.lock_case(by=viewer(lene), case_id=case.pk)
    typed = {"title": "Enhjørningens minutter", "citizens": "30"}
    for address in (
        reverse("business_cases:edit", args=[case.pk]),
        reverse("business_cases:write-line", args=[case.pk, "time"]),
        reverse("business_cases:edit-line", args=[line.pk]),
    ):
        page = sign_in(lene).post(address, typed).text
        assert "Enhjørningens minutter" in page
    line.refresh_from_db()
    assert line.title != "Enhjørningens minutter"


def test_the_workbook_names_nobody_to_a_stranger(client, unit, lene, sign_in):
    case = make_synthetic(by=lene, unit=unit)

    def said(reader) -> set[str]:
        return {str(cell.value) for row in workbook(reader, case).book["Kilder"].iter_rows() for cell in row}

    assert not {"Skrevet af", lene.name} & said(client)
    assert {"Målt her", "Målt i uge 40 på 30 borgere"} <= said(client)
    assert {"Skrevet af", lene.name} <= said(sign_in(lene))


def test_a_visitor_who_fetches_the_workbook_all_the_time_waits_and_staff_do_not(
    client, unit, lene, sign_in, monkeypatch
):
    monkeypatch.setattr(rates, "FILE_FROM_ORIGIN", rates.Rate("file-from", 1, rates.FILE_FROM_ORIGIN.within))
    path = reverse("business_cases:sheet", args=[make_case(by=lene, unit=unit).pk])
    assert [client.get(path).status_code for _time in range(2)] == [200, 429]
    staff_client = sign_in(lene)
    assert [staff_client.get(path).status_code for _time in range(2)] == [200, 200]


def test_the_figures_of_the_picture_stand_at_their_own_ends_of_the_line(unit, lene, client):
    case = make_synthetic(by=lene, unit=unit)
    chart = client.get(reverse("business_cases:page", args=[case.pk])).context["accounts"].break_even
    assert float(chart.first_y) > float(chart.y0) > float(chart.y1) > float(chart.last_y)
    assert float(chart.first_y) < chart.axis_y < chart.height
