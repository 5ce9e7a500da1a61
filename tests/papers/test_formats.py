"""Each kind of paper, opened again: it says what the page says, can be read aloud, and no cell is a formula."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn
from icalendar import Calendar
from PIL import ImageFile

from samspil.challenges.models import Challenge
from samspil.identity import rates
from samspil.papers import pdf
from samspil.papers.tables import harmless, sheet_name
from tests.factories import make_answer, make_challenge, make_perspective, make_pledge, make_proposal
from tests.papers.reading import FILES, book_of, csv_of, docx_of, pdf_of, text_of
from tests.states import LONG_TEXT, LONG_WORD

pytestmark = pytest.mark.django_db

QUESTION = "Hvordan får ældre på Ærø flere gode øjeblikke?"
FORMULAS = ("=1+1", "+45 99", "-2", "@SUM(A1)", '=HYPERLINK("x";"y")', "  =1+1", "＝1+1")


@pytest.fixture
def full(karen, kurt, lene, unit) -> Challenge:
    """A challenge with everything that stands on paper."""
    challenge = make_challenge(
        by=karen,
        host=kurt,
        unit=unit,
        question=QUESTION,
        description="Far siger, det går fint.\n\nSå hører man fjernsynet.",
        today="Besøgsven fra ventelisten.",
        place="Nørre Engbæk",
    )
    said = make_perspective(challenge, by=karen, body="Det er aftenen, der er lang.")
    make_perspective(challenge, by=kurt, reply_to=said.pk, body="Kom med ud at fiske.")
    way = make_proposal(challenge, by=kurt, title="En plads i båden", body="Torsdage ved åen.")
    make_pledge(way, by=karen, body="Kaffe til alle", kind="money", amount=500)
    make_answer(way, by=lene, body="Vi prøver det fra mandag.")
    make_proposal(challenge, by=karen, title="Fællesspisning")
    Challenge.objects.filter(pk=challenge.pk).update(
        next_step="Kurt samler op.", next_on=date(2026, 12, 4), host_until=date(2027, 1, 31)
    )
    return challenge


def paper(challenge: Challenge, name: str, query: str = ""):
    return Client().get(reverse(f"papers:{name}", args=[challenge.pk]) + query)


WORDS = (
    "Hvordan får ældre på Ærø flere gode øjeblikke?",
    "Så hører man fjernsynet.",
    "Besøgsven fra ventelisten.",
    "Nørre Engbæk",
    "Hjemmeplejen Nord",
    "Det er aftenen, der er lang.",
    "Kom med ud at fiske.",
    "Torsdage ved åen.",
    "Kaffe til alle",
    "Vi prøver det fra mandag.",
    "Lene Dahlgaard",
    "Kurt samler op.",
    "Vurderer effekten",
)


@pytest.mark.parametrize("name", ["paper", "pdf", "docx", "xlsx", "csv"])
def test_everything_stands_on_each_paper(name, full):
    text = " ".join(text_of(paper(full, name)).split())
    assert [word for word in WORDS if word not in text] == []


@pytest.mark.parametrize("name", FILES)
def test_file_is_named_after_the_question_and_the_day_and_kept_by_nobody(name, full):
    response = paper(full, name)
    assert response["Content-Disposition"].startswith(
        'attachment; filename="hvordan-faar-aeldre-paa-aeroe-flere-gode-oejeblikke-20'
    )
    assert response["Content-Disposition"].endswith(f'.{name}"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("name", ["paper", *FILES])
def test_what_is_for_some_only_is_stored_nowhere(name, mette, unit, sign_in):
    challenge = make_challenge(by=mette, unit=unit, audience="staff")
    response = sign_in(mette).get(reverse(f"papers:{name}", args=[challenge.pk]))
    assert response["Cache-Control"] == "private, no-store"


# --- PDF --------------------------------------------------------------------------------------------------------------


def test_pdf_is_tagged_has_language_title_and_headings(full):
    reader = pdf_of(paper(full, "pdf"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da-DK"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == QUESTION
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    tags: list[str] = []

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            tags.append(str(node.get("/S", "")))
            walk(node.get("/K", []))

    walk(root["/StructTreeRoot"]["/K"])
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 5
    assert {"/H3", "/P", "/Table", "/TH"} <= set(tags)
    assert [line.title for line in reader.outline if not isinstance(line, list)] == [QUESTION]


@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("a5", 420), ("x", 595)])
def test_pdf_has_the_size_that_was_asked_for(size, width, full):
    assert round(float(pdf_of(paper(full, "pdf", f"?format={size}")).pages[0].mediabox.width)) == width


def test_pdf_leaves_half_pictures_refused(full):
    """The layout engine lets Pillow read them, for the whole process, when it is imported."""
    assert paper(full, "pdf").status_code == 200
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_pdf_asks_no_other_address_for_anything(full, monkeypatch):
    """Words that look like pictures stay words, and the layout engine has no way out."""
    make_perspective(full, body="<img src=file:///etc/hostname> <link rel=stylesheet href=//169.254>")
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda *args, **kwargs: pytest.fail("asked for something")
    )
    assert "169.254" in text_of(paper(full, "pdf"))


def test_only_our_own_static_files_can_be_fetched():
    assert pdf.static_file("samspil/css/paper.css")
    for name in (
        "../settings.py",
        "/etc/passwd",
        "samspil/../../settings.py",
        "findes/ikke.css",
        "samspil/js/samspil.js",
    ):
        assert pdf.static_file(name) is None


def test_without_pango_the_link_is_gone_and_the_address_leads_to_the_print_view(full, monkeypatch):
    monkeypatch.setattr(pdf, "is_possible", lambda: False)
    page = Client().get(reverse("challenges:page", args=[full.pk])).text
    assert "papir.pdf" not in page
    assert "PDF kan ikke laves lige nu" in page
    response = paper(full, "pdf")
    assert (response.status_code, response.url) == (302, reverse("papers:paper", args=[full.pk]))
    assert "papir.pdf" not in paper(full, "paper").text


def test_visitor_who_makes_very_many_pdfs_waits_and_staff_does_not(full, birthe, sign_in, monkeypatch):
    monkeypatch.setattr(rates, "PDF_FROM_ORIGIN", rates.Rate("pdf-from", 1, rates.PDF_FROM_ORIGIN.within))
    monkeypatch.setattr(pdf, "as_pdf", lambda made, size: b"%PDF")
    assert [paper(full, "pdf").status_code for _time in range(2)] == [200, 429]
    client = sign_in(birthe)
    path = reverse("papers:pdf", args=[full.pk])
    assert [client.get(path).status_code for _time in range(2)] == [200, 200]


# --- Word -------------------------------------------------------------------------------------------------------------


def test_word_has_real_headings_a_language_and_says_what_it_is(full):
    document = docx_of(paper(full, "docx"))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", QUESTION)
    assert ("Heading 2", "Det ser vi") in headings
    assert ("Heading 3", "En plads i båden") in headings
    levels = [int(style[-1]) for style, _text in headings]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    about = document.core_properties
    assert (about.title, about.language, about.author) == (QUESTION, "da-DK", "Engbæk Kommune")
    assert {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


# --- spreadsheets -----------------------------------------------------------------------------------------------------


def test_workbook_has_a_sheet_per_sort_a_frozen_header_and_real_days(full):
    book = book_of(paper(full, "xlsx"))
    assert book.sheetnames[:3] == ["Udfordring", "Hvem gør hvad", "Det ser vi"]
    assert {"Forslag", "Svar", "Bidrag"} <= set(book.sheetnames)
    assert all(page.freeze_panes == "A2" for page in book)
    rows = list(book["Forslag"].iter_rows(values_only=True))
    assert isinstance(rows[1][rows[0].index("Hvornår")], datetime)
    assert isinstance(rows[2][rows[0].index("Svar senest")], datetime)  # a day, as openpyxl reads it
    pledge = dict(zip(*book["Bidrag"].iter_rows(values_only=True), strict=True))
    assert (pledge["Kroner"], pledge["Nr."], pledge["Hører til"]) == (500, "1.2", "1 En plads i båden")


def test_csv_opens_in_danish_excel(full):
    response = paper(full, "csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = csv_of(response)
    assert len({len(row) for row in rows}) == 1
    assert rows[0][0] == "Slags"
    assert {"Udfordring", "Det ser vi", "Forslag", "Svar", "Bidrag", "Det er sket"} <= {row[0] for row in rows}


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_that_was_typed_is_a_formula(text, karen):
    challenge = make_challenge(by=karen, question=text, description=text, today=text, place=text)
    make_perspective(challenge, body=text)
    make_pledge(make_proposal(challenge, title=text, body=text), body=text)
    clean = text.strip()
    for path in (
        reverse("papers:xlsx", args=[challenge.pk]),
        reverse("papers:challenges-xlsx"),
        reverse("papers:proposals-xlsx"),
    ):
        cells = [cell for page in book_of(Client().get(path)) for row in page.iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        assert any(cell.value == f"'{clean}" for cell in cells)
        assert not any(str(cell.value).startswith(("=", "+", "-", "@")) for cell in cells)
    for path in (
        reverse("papers:csv", args=[challenge.pk]),
        reverse("papers:challenges-csv"),
        reverse("papers:proposals-csv"),
    ):
        cells = [cell for row in csv_of(Client().get(path)) for cell in row]
        assert f"'{clean}" in cells
        assert not any(cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize(
    ("value", "cell"),
    [("\t=1", "'\t=1"), ("\r1", "'\r1"), ("a=1", "a=1"), (5, 5), (None, None), ("a\x00b\ud800", "ab"), ("-", "'-")],
)
def test_cell_is_only_ever_read(value, cell):
    assert harmless(value) == cell


def test_sheets_have_names_that_excel_takes():
    taken: set[str] = set()
    names = [sheet_name(label, taken) for label in ("Svar", "svar", "a/b:c*[d]?", "", "x" * 50, "x" * 60)]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


# --- calendar ---------------------------------------------------------------------------------------------------------


def test_calendar_holds_the_days_that_are_ahead(full):
    calendar = Calendar.from_ical(paper(full, "ics").content)
    events = {str(event["uid"]).partition("-")[0]: event for event in calendar.walk("VEVENT")}
    assert set(events) == {"next", "answer", "host"}  # the other proposal was answered
    assert events["next"]["dtstart"].dt == date(2026, 12, 4)
    assert events["next"]["dtend"].dt == date(2026, 12, 5)
    assert "Kurt samler op." in events["next"]["description"]
    assert "Fællesspisning" in events["answer"]["summary"]
    assert f"/udfordringer/{full.pk}/" in events["host"]["url"]
    again = Calendar.from_ical(paper(full, "ics").content).walk("VEVENT")
    assert {str(event["uid"]) for event in again} == {str(event["uid"]) for event in events.values()}


def test_calendar_of_a_closed_challenge_is_empty(full):
    Challenge.objects.filter(pk=full.pk).update(stage="closed")
    assert "next" not in paper(full, "ics").text


# --- words that are hard to set ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["paper", *FILES])
def test_very_long_words_and_odd_signs_find_no_500(name, karen):
    challenge = make_challenge(
        by=karen, question=f"👨‍👩‍👧 {LONG_WORD}"[:200], description=LONG_TEXT, place=LONG_WORD[:110]
    )
    make_perspective(challenge, body=f"{LONG_WORD * 9} <b>&amp;</b> عربي 中文 \u0301")
    response = paper(challenge, name)
    assert response.status_code == 200
    assert name == "ics" or "Sammenhængskraft" in text_of(response)


def test_question_without_letters_still_gets_a_name(karen):
    challenge = make_challenge(by=karen, question="???")
    assert 'filename="samspil-20' in paper(challenge, "csv")["Content-Disposition"]


def test_labels_follow_the_reader(full):
    response = Client(HTTP_ACCEPT_LANGUAGE="en").get(reverse("papers:pdf", args=[full.pk]))
    assert pdf_of(response).trailer["/Root"]["/Lang"] == "en-GB"
