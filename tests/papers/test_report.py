"""A report on paper: narrow columns stay readable, and figures are told one way."""

import io
from datetime import date

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from samspil.business_cases.actions import lock_case
from samspil.papers import pdf
from samspil.papers.decision_basis import assessment_for, basis_of
from samspil.papers.decision_money import money_chapter
from samspil.papers.report import Chapter, Report, grid
from tests.assessments.making import make_assessment
from tests.business_cases.making import D, make_synthetic, write
from tests.factories import make_person, viewer

LONG_WORD = "Langtudenmellemrum" * 8
SHEETS = ("samspil/css/paper.css", "samspil/css/paper-a4.css", "samspil/css/paper-report.css")


def test_short_columns_keep_their_words_beside_long_ones():
    table = grid(
        ["Spørgsmål", "Svar", "Hvorfor"], [[LONG_WORD, "Ja", LONG_WORD], ["Er der et behov?", "Nej", LONG_WORD]]
    )
    report = Report(
        title="Liften",
        language="da",
        kicker="Oplæg til beslutning",
        status="Klar",
        chapters=[Chapter("Fire ja eller nej", [table])],
        url="https://samspil.example/",
        printed_on=date(2026, 11, 23),
        is_public=True,
        municipality="Engbæk Kommune",
        ui_language="da-DK",
    )
    made = pdf.laid_out(render_to_string("papers/report_pdf.html", {"report": report}), *SHEETS)
    text = PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert "Spørgsmål Svar Hvorfor" in text
    assert "\nJa Langtudenmellemrum" in text
    assert "Nej Langtudenmellemrum" in text


@pytest.mark.django_db
def test_shares_that_nobody_signed_are_told_below_all_that_was_reckoned_with_them(mette, unit):
    assessment = make_assessment(by=mette, unit=unit)
    case = make_synthetic(by=mette, unit=unit, about=assessment)
    write(case, "training", title="To dage", amount=D(10_000), low=D(80), high=D(150))
    lock_case(by=viewer(mette), case_id=case.pk)
    reader = viewer(make_person("Rikke"))
    blocks = money_chapter(basis_of(assessment_for(assessment.pk, reader), reader)).blocks
    told = [block.words.text for block in blocks if block.kind in ("text", "head")]
    unsigned = told.index("Det er regnet med de foreslåede andele, som ingen har skrevet under på.")
    assert "tænkte udfald" in told[unsigned - 1]
    assert told[unsigned + 1] == "Spørg til det her"
    shown = " ".join(cell.text for block in blocks if block.kind == "grid" for row in block.rows for cell in row)
    assert "−" in shown
    assert "-" not in shown
