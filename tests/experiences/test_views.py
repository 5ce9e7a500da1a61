"""The pages of experiences: telling, reading, what it counts as here, files, and what lists cost."""

import csv
import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from samspil.experiences.actions import withdraw_experience
from samspil.experiences.models import Experience
from samspil.experiences.table import headings
from samspil.foundation import subjects
from samspil.technologies.models import CatalogueFile
from tests.experiences.making import ELSEWHERE, MATCH, OWN, make_experience, make_match, make_technology
from tests.factories import make_person, viewer
from tests.suggestions.making import begin_anew
from tests.technology_advice.making import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_engine():
    begin_anew()
    yield
    begin_anew()


LIST = reverse("experiences:list")
BRING = reverse("experiences:bring")
MOST_ON_LIST = 8


def page_of(row: Experience, name: str = "page") -> str:
    return reverse(f"experiences:{name}", args=[row.pk])


@pytest.mark.capability("C47", "C52")
def test_employee_tells_with_figures_and_everybody_reads(mette, unit, sign_in, client):
    technology = make_technology("Skylle-tørre-toilet")
    form = {name: value for name, value in OWN.items() if name != "origin"}
    rows = {
        "figure_0_label": "Tid pr. borger",
        "figure_0_value": "6,5",
        "figure_0_unit": "timer",
        "figure_0_phase": "before",
        "figure_1_label": "Tid pr. borger",
        "figure_1_value": "0,75",
        "figure_1_unit": "timer",
        "figure_1_phase": "after",
        "figure_2_phase": "other",
    }
    path = reverse("experiences:tell", args=[technology.pk])
    response = sign_in(mette).post(path, {**form, **rows, "unit_id": str(unit.pk)})
    row = Experience.objects.get()
    assert response.url == page_of(row)
    text = client.get(page_of(row)).text
    for words in ("Virker til dels", "6,5", "0,75", "timer", "Hjemmeplejen Nord", "Tæller som E2 her."):
        assert words in text, words
    assert text.count(">Tid pr. borger</th>") == 1  # before and after on one line


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(mette, unit, sign_in):
    path = reverse("experiences:tell-others", args=[make_technology().pk])
    sent = {**ELSEWHERE, "source": "", "year": "i fjor", "figure_0_label": "Tid", "figure_0_value": "meget"}
    response = sign_in(mette).post(path, sent)
    assert response.status_code == 200
    for words in ("Skriv noget her.", "Skriv et år", "Skriv et tal, for eksempel", ELSEWHERE["tried"]):
        assert words in response.text, words
    assert not Experience.objects.exists()


def test_page_says_what_it_counts_as_and_why(mette, client, sign_in):
    row = make_experience(evidence=4)
    assert "Ingen har svaret endnu." in client.get(page_of(row)).text
    sign_in(mette).post(page_of(row, "match"), MATCH)
    text = client.get(page_of(row)).text
    assert "Tæller som E4 her." in text
    assert "Mette Skov har svaret" in text
    make_match(row, verdict="no")
    assert "Svaret blev nej." in client.get(page_of(row)).text


def test_stale_answer_shows_both(mette, sign_in):
    row = make_experience()
    make_match(row)
    response = sign_in(mette).post(page_of(row, "match"), {**MATCH, "why": "Mit svar", "expected_version": 1})
    assert response.status_code == 409
    assert "Mit svar" in response.text


def test_panel_on_the_technology_counts_and_shows_the_surest(client):
    technology = make_technology()
    make_match(make_experience(technology, evidence=4, title="Den sikreste"))
    for number in range(7):
        make_experience(technology, went="not", title=f"Nummer {number}")
    text = client.get(reverse("technologies:page", args=[technology.pk])).text
    for words in ("Virker: 1", "virkede ikke: 7", "Det sikreste tæller som E4 her", "Den sikreste", "Se alle 8"):
        assert words in text, words


def test_withdrawn_and_hidden_are_in_no_list_panel_or_file(client, birthe):
    technology = make_technology()
    gone, hidden = make_experience(technology, title="Fortrudt"), make_experience(technology, title="Skjult")
    withdraw_experience(by=viewer(birthe), experience_id=gone.pk)
    subjects.set_hidden(subjects.held(hidden.subject), hidden.subject.created_at)
    for path in (LIST, reverse("technologies:page", args=[technology.pk]), reverse("experiences:export", args=["csv"])):
        text = client.get(path).text
        assert "Fortrudt" not in text
        assert "Skjult" not in text
    assert client.get(page_of(hidden)).status_code == 404


def test_technology_in_the_address_narrows_the_list(client):
    robot, lift = make_technology("Robot"), make_technology("Lift")
    make_experience(robot, title="Om robotten")
    make_experience(lift, title="Om liften")
    text = client.get(f"{LIST}?teknologi={robot.pk}").text
    assert "Om robotten" in text
    assert "Om liften" not in text
    for nonsense in ("x", "0" * 36, ""):
        assert client.get(f"{LIST}?teknologi={nonsense}").status_code == 200


# --- files ------------------------------------------------------------------------------------------------------------


def file_of(rows: list[list[str]]) -> SimpleUploadedFile:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([headings(), *rows])
    return SimpleUploadedFile("erfaringer.csv", out.getvalue().encode("utf-8"))


def cells_of(**told: str) -> list[str]:
    row = {
        "Teknologi": "Robot",
        "Overskrift": "Fra filen",
        "Hvordan gik det": "Virkede ikke",
        "Hvem prøvede det": "En anden kommune",
        "Sted": "Aarhus",
        "År": "2019",
        "Antal mennesker": "1.200",
        "Det blev prøvet": "Det",
        "Resultat": "Intet",
        "Tal": "Tid: 51,8 (40 til 60) min [Ændring]",
        "Evidens": "E3",
        "Kilde": "En rapport",
        **told,
    }
    return [row.get(label, "") for label in headings()]


def test_file_is_looked_through_first_and_brought_in_once(birthe, sign_in, client):
    make_experience(make_technology("Robot"), title="Står her", year=2019)
    keeper = sign_in(birthe)
    rows = [
        cells_of(),
        cells_of(Overskrift="Står her"),
        cells_of(Teknologi="Ukendt"),
        cells_of(Overskrift="Fejl", År="snart", Kilde=""),
        cells_of(Overskrift="Cpr", Resultat="Hun, 010190-1234"),
        cells_of(Overskrift="Senere", År="2999"),
        cells_of(Overskrift="Uden adresse", Link="ftp://et.sted"),
        cells_of(Overskrift="Ordet", **{"Hvordan gik det": "Virkede"}),
    ]
    preview = keeper.post(BRING, {"file": file_of(rows)}, follow=True)
    for words in ("Ja, læg 1 ind", "Resultat: Det ligner et CPR-nummer", "År: Året er ikke kommet endnu", "Link: "):
        assert words in preview.text, words
    for words in ("Teknologien »Ukendt« står ikke på listen", "Skriv, hvor vi ved det fra"):
        assert words in preview.text, words
    assert "»Virkede« kender vi ikke" in preview.text  # and that is all that is said of it
    assert "Skriv, hvordan det gik" not in preview.text
    assert Experience.objects.count() == 1
    path = preview.redirect_chain[-1][0]
    after = keeper.post(path, {"choice": "bring"}, follow=True)
    assert "1 erfaring er lagt ind." in after.text
    # What is wrong stays to be read, with the file; what came in is known now.
    assert after.redirect_chain[-1][0] == path
    assert "Teknologien »Ukendt« står ikke på listen" in after.text
    assert "Ja, læg" not in after.text
    row = Experience.objects.exclude(title="Står her").get()
    figure = row.figures.get()
    assert (row.people, row.evidence, row.counts_as, row.went) == (1200, 3, 1, "not")
    assert (str(figure), figure.shown_range) == ("Tid: 51,8", "40 – 60")
    keeper.post(path, {"choice": "bring"})  # the second press
    assert Experience.objects.count() == 2
    keeper.post(path, {"choice": "stop"})
    assert CatalogueFile.objects.count() == 0


def test_a_list_of_technologies_is_shown_where_it_belongs(birthe, sign_in):
    keeper = sign_in(birthe)
    sent = SimpleUploadedFile("teknologier.csv", "Navn;Hvad den gør\nRobot;Hjælper\n".encode())
    path = keeper.post(reverse("technologies:upload"), {"file": sent}).url
    file = CatalogueFile.objects.get()
    answer = keeper.get(reverse("experiences:preview", args=[file.pk]))
    assert (answer.status_code, answer.url) == (302, path)


def test_a_unit_one_does_not_work_in_is_told_of_before_anybody_presses(unit, sign_in):
    make_technology("Robot")
    _group, (anna, *_others) = make_group()
    rows = [cells_of(**{"Hvem prøvede det": "Os selv", "Enhed": unit.actor.name})]
    preview = sign_in(anna).post(BRING, {"file": file_of(rows)}, follow=True)
    assert f"Du kan ikke fortælle om enheden »{unit.actor.name}«." in preview.text


def test_what_goes_out_comes_in_again_as_it_was(birthe, unit, sign_in, client):
    technology = make_technology("Robot")
    figures = [{"label": "Gevinst", "value": "-61", "range": "-223 til 79", "unit": "mio. kr.", "phase": "change"}]
    rows = [
        make_experience(technology, title="-50 % tid", people=30, people_note="30 af 276", figures=figures),
        make_experience(technology, unit=unit, title="Vores egen"),
    ]
    book = load_workbook(io.BytesIO(client.get(reverse("experiences:export", args=["xlsx"])).content))
    assert book.active.max_row == 3
    sent = client.get(reverse("experiences:export", args=["csv"])).content
    assert b"'-50 % tid" in sent  # nothing that a spreadsheet would run
    for row in rows:
        withdraw_experience(by=viewer(birthe), experience_id=row.pk)
    keeper = sign_in(birthe)
    preview = keeper.post(BRING, {"file": SimpleUploadedFile("ud.csv", sent)}, follow=True)
    keeper.post(preview.redirect_chain[-1][0], {"choice": "bring"})
    again = Experience.objects.filter(withdrawn_at=None)
    assert {(row.origin, row.unit_id, row.evidence, row.people_note) for row in again} == {
        (row.origin, row.unit_id, row.evidence, row.people_note) for row in rows
    }
    assert {row.title for row in again} == {"-50 % tid", "Vores egen"}
    assert again.get(origin="municipality").figures.get().shown_range == "−223 – 79"


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2\n", b"%PDF-1.7", b"Teknologi;Overskrift\n"])
def test_file_that_is_none_is_told(content, birthe, sign_in):
    response = sign_in(birthe).post(BRING, {"file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 200
    assert not CatalogueFile.objects.exists()


def test_files_are_their_bringers_alone(birthe, mette, sign_in):
    assert sign_in(mette).get(BRING).status_code == 403
    make_technology("Robot")
    path = sign_in(birthe).post(BRING, {"file": file_of([cells_of()])}).url
    assert sign_in(make_person(role="coordinator")).get(path).status_code == 404
    assert sign_in(birthe).post(path, {"choice": "stop"}).status_code == 302
    assert not Experience.objects.exists()


# --- what it costs ----------------------------------------------------------------------------------------------------


def cost(client, path: str) -> list[str]:
    client.get(path)  # the engine takes in what is new
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_lists_panel_and_page_cost_the_same_for_one_and_for_thirty(client):
    technology = make_technology()
    figures = [{"label": f"Tal {n}", "value": "1"} for n in range(5)]
    row = make_experience(technology, figures=figures)
    paths = {
        "list": LIST,
        "searched": f"{LIST}?q=tiden&gik=works&evidens=1&hvor=municipality&sorter=sikkerhed&teknologi={technology.pk}",
        "technology": reverse("technologies:page", args=[technology.pk]),
        "page": page_of(row),
        "export": reverse("experiences:export", args=["csv"]),
    }
    one = {name: len(cost(client, path)) for name, path in paths.items()}
    by = make_person(role="coordinator")
    for number in range(29):
        make_experience(technology, by=by, title=f"Nummer {number}", figures=figures)
    thirty = {name: len(cost(client, path)) for name, path in paths.items()}
    assert thirty == one
    assert thirty["list"] <= MOST_ON_LIST
