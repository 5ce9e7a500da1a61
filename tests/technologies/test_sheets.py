"""The catalogue as a file: out and in again, line by line, with the mistakes of some lines no matter for the rest."""

import io

import openpyxl
import pytest

from samspil.exchange.exporting import as_csv, as_xlsx
from samspil.foundation import clock, subjects
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.technologies import actions, queries, sheets
from samspil.technologies.bringing import bring_in
from samspil.technologies.models import Technology, Use
from tests.factories import make_person, make_unit, viewer
from tests.technologies.making import make_technology, make_use

pytestmark = pytest.mark.django_db
HEAD = "Navn;Hvad gør den;For hvem;Målgrupper;Formål;Gruppe;Hvor langt er den"
LIFT = "Loftlift;Løfter;Borgere i seng;Ældre;Smartere arbejde;Forflytning og løft;Almindelig mange steder"


@pytest.fixture
def by(birthe):
    return viewer(birthe)


@pytest.fixture
def north():
    return make_unit("Hjemmeplejen Nord")


def csv(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *lines)).encode()


def exported(viewer=NOBODY) -> bytes:
    return as_csv(sheets.headings(), sheets.table(viewer, queries.Filters()))


def plans(data: bytes, by) -> list[str]:
    return [line.plan for line in sheets.read(data, by)]


def messages(data: bytes, by) -> list[tuple[str, str]]:
    return [problem for line in sheets.read(data, by) for problem in line.problems]


def test_what_went_out_comes_in_and_changes_nothing(by, north):
    lift = make_technology(
        title="=Loftlift",
        what="Løfter.\n\nOg sænker.",
        links=[{"title": "Om | løft", "url": "https://x.dk"}],
        iso_class="1236",
    )
    actions.name_products(
        by=by, technology_id=lift.pk, products=[{"supplier": "Løft ApS", "hmi_number": "48213"}, {"supplier": "B"}]
    )
    make_use(lift, north, status="phased_out", reason="For tung | for stor", how_many=4)
    make_technology()
    assert plans(exported(by), by) == ["unchanged", "unchanged"]
    sheet = as_xlsx("Teknologier", sheets.headings(), sheets.table(by, queries.Filters()))
    assert plans(sheet, by) == ["unchanged", "unchanged"]
    assert openpyxl.load_workbook(io.BytesIO(sheet)).active["B2"].value == "'=Loftlift"


def test_new_lines_come_in_once(by, north):
    data = csv(
        f'{LIFT};"Løft ApS | R1 | loeft.example | 48213\nB";Hjemmeplejen Nord | I brug | 1.3.2026 | 4',
        head=f"{HEAD};Leverandører;Brug",
    )
    assert plans(data, by) == ["new"]
    result = bring_in(sheets.read(data, by), by=by)
    assert (result.new, result.changed, result.failed, result.left) == (1, 0, [], 0)
    lift = Technology.objects.get()
    assert [str(row) for row in lift.products.all()] == ["B", "Løft ApS: R1"]
    use = Use.objects.get()
    assert (use.unit, use.status, use.since.isoformat(), use.how_many) == (north, "in_use", "2026-03-01", 4)
    assert plans(data, by) == ["unchanged"]


def test_changed_cells_are_named_and_an_empty_one_says_nothing(by):
    lift = make_technology(title="Loftlift", training="To timer.", what="Løfter")
    data = csv("loftlift;Løfter højt;;;;;;", head=f"{HEAD};Oplæring")
    line = sheets.read(data, by)[0]
    assert (line.plan, line.labels) == (
        "changed",
        ["Hvad gør den", "Navn"][:1] if line.title == "Loftlift" else line.labels,
    )
    bring_in([line], by=by)
    lift.refresh_from_db()
    assert (lift.what, lift.training) == ("Løfter højt", "To timer.")


def test_renamed_by_its_number(by):
    lift = make_technology(title="Loftlift")
    bring_in(sheets.read(csv(f"{lift.pk};Rumlift", head="Nummer;Navn"), by), by=by)
    assert Technology.objects.get().title == "Rumlift"


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (";x;x;Ældre;Smartere arbejde;Medicin;Under udvikling", "Navn", "Skriv noget her."),
        ("A;x;x;Alle;Smartere arbejde;Medicin;Under udvikling", "Målgrupper", "Vi kender ikke »Alle«"),
        ("A;x;x;Ældre;Penge;Medicin;Under udvikling", "Formål", "Vi kender ikke »Penge«"),
        ("A;x;x;Ældre;;Medicin;Under udvikling", "Formål", "Vælg mindst ét formål"),
        ("A;;x;Ældre;Smartere arbejde;Medicin;Under udvikling", "Hvad gør den", "Skriv noget her."),
        ("A;010150-1234;x;Ældre;Smartere arbejde;Medicin;Under udvikling", "", "Det ligner et CPR-nummer"),
        (f"{'A' * 130};x;x;Ældre;Smartere arbejde;Medicin;Under udvikling", "Navn", ""),
        ("Skjult;x;x;Ældre;Smartere arbejde;Medicin", "Hvor langt er den", ""),
    ],
)
def test_what_is_wrong_with_a_line(by, line, column, words):
    found = messages(csv(line), by)
    assert [label for label, _message in found] == [column]
    assert words in found[0][1]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Ukendt sted | I brug", "Vi kender ikke enheden"),
        ("Hjemmeplejen Nord | Måske", "Vi kender ikke »Måske«"),
        ("Hjemmeplejen Nord | I brug | i går", "er ikke en dato"),
        ("Hjemmeplejen Nord | I brug | 31-02-2026", "er ikke en dato"),
        ("Hjemmeplejen Nord | I brug | 1926-02-01", "for langt væk"),
        ("Hjemmeplejen Nord | I brug | 2026-02-01 | mange", "er ikke et antal"),
        ("Hjemmeplejen Nord | Udfaset", "holdt op"),
    ],
)
def test_what_is_wrong_with_the_use(by, north, cell, words):
    found = messages(csv(f"{LIFT};{cell}", head=f"{HEAD};Brug"), by)
    assert [label for label, _message in found] == ["Brug"]
    assert words in found[0][1]


def test_mistakes_in_some_lines_lose_nothing_of_the_rest(by):
    data = csv(LIFT, LIFT, "Uden noget;;;;;;", LIFT.replace("Loftlift", "Gulvlift"))
    lines = sheets.read(data, by)
    assert [line.plan for line in lines] == ["new", "wrong", "wrong", "new"]
    assert bring_in(lines, by=by).new == 2
    assert set(Technology.objects.values_list("title", flat=True)) == {"Loftlift", "Gulvlift"}


def test_what_others_did_meanwhile_stands_and_the_rest_comes_in(by):
    make_technology(title="Loftlift")
    lines = sheets.read(csv(LIFT, LIFT.replace("Loftlift", "Gulvlift")), by)
    actions.edit_technology(by=SYSTEM, technology_id=lines[0].pk, what="Rettet imens.")
    result = bring_in(lines, by=by)
    assert (result.new, [number for number, _why in result.failed]) == (1, [2])
    assert Technology.objects.get(title="Loftlift").what == "Rettet imens."


def test_a_long_list_goes_on_where_it_stopped(by):
    data = csv(*(LIFT.replace("Loftlift", f"Lift {number}") for number in range(3)))
    first = bring_in(sheets.read(data, by), by=by, seconds=-1)
    assert (first.new, first.left) == (1, 2)
    assert plans(data, by) == ["unchanged", "new", "new"]


@pytest.mark.parametrize("data", [b"a;b\n1;2", b"Navn;Gruppe", csv(*[";;;;;;"] * 3)])
def test_what_is_no_list_is_told_in_words(by, data):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        sheets.read(data, by)


def test_file_leaks_neither_hidden_things_nor_contacts(by, north):
    who = make_person("Hemmelig Hansen", role="employee", scope=north)
    lift = make_technology(title="Loftlift")
    make_use(lift, north, by=who, contact_id=who.pk)
    hidden = make_technology(title="Skjultaltlift")
    subjects.set_hidden(hidden.subject, clock.now())
    text = exported(by).decode()
    assert "Hjemmeplejen Nord | I brug" in text
    assert "Hemmelig" not in text
    assert "Skjultalt" not in text
    subjects.set_hidden(north.actor.subject, clock.now())
    assert "Hjemmeplejen" not in exported(by).decode()


def test_reading_costs_the_same_however_long(by, django_assert_max_num_queries):
    for _number in range(5):
        make_technology()
    data = exported(by) + LIFT.encode()
    with django_assert_max_num_queries(5):
        sheets.read(data, by)
