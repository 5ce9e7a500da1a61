"""The paper for those who decide: what the pages say, the same in print, PDF and Word, and nothing that they hide."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx.oxml.ns import qn

from samspil.assessments.actions import withdraw_assessment
from samspil.assessments.models import Assessment
from samspil.business_cases.actions import lock_case
from samspil.business_cases.models import BusinessCase
from samspil.external_results.models import ExternalResult
from samspil.foundation import clock
from samspil.identity import rates
from samspil.moderation import actions as moderation
from samspil.papers import pdf
from samspil.responses.actions import count_responses
from samspil.technology_needs.models import TechnologyNeed
from samspil.trials.models import Trial
from samspil.verdicts.actions import evaluate_verdict
from tests.assessments.making import answered, collecting, counted, enter, follow_up, make_assessment
from tests.business_cases.making import D, make_case, make_synthetic, write
from tests.factories import make_actor, make_person, make_proposal, viewer
from tests.papers.deciding import advised, asked_for_advice, attached, decided, make_full
from tests.papers.reading import docx_of, pdf_of, text_of
from tests.technology_needs.making import make_joining, make_need, make_reuse

pytestmark = pytest.mark.django_db
FORMS = ("decision", "decision-pdf", "decision-docx")
CHAPTERS = [
    "Kort fortalt",
    "Behovet",
    "Det bliver sammenlignet med",
    "Fire ja eller nej",
    "Det svarede de",
    "Regnestykket",
    "Formål, lov, plan og køb",
    "Vurderinger lavet af andre",
    "Råd",
    "Det ved vi ikke",
]


@pytest.fixture
def leader(unit):
    return make_person("Lene Leder", role="leader", scope=unit, amount=500_000)


@pytest.fixture
def full(mette, leader, unit):
    assessment = make_full(mette, leader, unit)
    advised(assessment)
    asked_for_advice(assessment)
    attached(assessment, mette)
    return assessment


def paper(assessment, name="decision", client=None):
    return (client or Client()).get(reverse(f"papers:{name}", args=[assessment.pk]))


def words(assessment, name="decision-docx", client=None) -> str:
    return " ".join(text_of(paper(assessment, name, client)).split())


def headings(document) -> list[tuple[int, str]]:
    found = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    return [(int(p.style.name[-1]), p.text) for p in found]


def chapters(assessment) -> list[str]:
    return [text for level, text in headings(docx_of(paper(assessment, "decision-docx"))) if level == 2]


def table_of(assessment, *columns: str) -> list[list[str]]:
    """The rows of the table with these first columns."""
    for table in docx_of(paper(assessment, "decision-docx")).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][: len(columns)] == list(columns):
            return rows[1:]
    raise AssertionError(columns)


WORDS = (
    # the need, and what others' experience led to
    *("Hjælp til at spise selv", "Vi mader fire beboere", "Vi prøver noget nyt", "arm der mader"),
    # what it is compared with, and the other ways
    *("To medarbejdere løfter på gulvet.", "Ét bord til frokost", "en fast tur på vandet", "Torsdage ved åen."),
    # the gate, who answered, and what they disagree on
    *("Det har vi set på sammen.", "6 personer har svaret", "2 funktioner har svaret", "Livet vejer mest."),
    *("Uenighed: Organisation svarer bedre end i dag, medarbejdere svarer dårligere.", "Vi øver os i tre uger."),
    *("Nu kan jeg selv komme op.", "Else, borger", "Leverandørens tal.", "af 100 tænkte udfald"),
    # three accounts, never one
    *("Lifte i otte år", "846.553 kr.", "673,4 timer", "Ingen venter på den anden.", "Op til 255.892 kr."),
    *("Det går lige op, når 25,9 % af timerne", "hører ikke til en opgave i minutregnskabet"),
    # the law, the plan and the buying
    *("Set af indkøb i dag.", "Robotten giver.", "Liftfabrikken", "400.000 kr.", "I udbud til maj."),
    # others
    *("Et andet hus", "Instituttet, brev af 3. maj", "Nabokommunen"),
    *("Begynd med ti lifte.", "Mindretallet siger:", "Vi ville vente et år.", "Hans bror sælger lifte.", "gik ud"),
    *("En gruppe, der ikke svarede", "uden gruppens råd.", "Hvor mange lifte?"),
    # what was decided
    *("Det gør hverdagen bedre for begge.", "250.000 kr.", "38 løft om dagen", "Lene Leder", "Mette Skov"),
)


@pytest.mark.capability("C59")
def test_everything_stands_on_each_form(full, mette, leader):
    decided(full, mette, leader)
    for name in FORMS:
        text = words(full, name)
        assert (name, [word for word in WORDS if word not in text]) == (name, [])
    assert chapters(full) == [*CHAPTERS, "Det er besluttet"]


@pytest.mark.capability("C59")
def test_three_sides_stand_beside_each_other_with_how_many(full):
    sides = {row[0]: row[1:] for row in table_of(full, "Hvad", "Borgere", "Medarbejdere", "Organisation")}
    assert sides["5.1 Samarbejdet"] == ["ikke spurgt", "−1, n = 5", "+1, n = 2", "50", "E2"]
    assert sides["1.1 At klare sig selv"][:2] == ["+2, n = 6", "+1, n = 5"]
    assert sides["4.1 Kroppen på arbejde"][0] == "ikke spurgt"
    assert sides["6.2 Penge"][:3] == ["regnes ud"] * 3


@pytest.mark.capability("C55")
def test_three_accounts_are_never_added(full):
    text = words(full)
    assert "De lægges aldrig sammen." in text
    for account in ("Kasse:", "Kapacitet:", "Kvalitet:"):
        assert account in text


@pytest.mark.capability("C54")
def test_advice_stands_with_its_minority_and_whoever_left_the_room(full):
    rows = table_of(full, "Hvem", "Interesse")
    assert rows == [
        ["Inge", "Ingen egen interesse", "–"],
        ["Palle", "Har noget på spil, og gik ud, mens det blev drøftet", "Hans bror sælger lifte."],
    ]
    assert "Et råd er ikke en beslutning." in words(full)


# --- what is wanted, and what was decided -----------------------------------------------------------------------------


def test_before_the_verdict_it_says_who_decides_between_what(full):
    text = words(full)
    assert chapters(full)[-1] == "Det skal besluttes"
    for said in ("Hjemmeplejen Nord beslutter én af de fire:", "Udbred", "Hold øje", "hvornår den bliver evalueret"):
        assert said in text
    assert "Det kan ikke udbredes endnu:" not in text  # all three were measured here


def test_what_was_not_measured_here_cannot_be_rolled_out(full):
    full.asked.filter(criterion__number="3.1").update(grade="E1")
    text = words(full)
    assert "Det kan ikke udbredes endnu:" in text
    assert "3.1 er ikke målt hos os før og efter." in text


def test_what_lacks_leaves_one_outcome_only(full, mette, unit):
    make_synthetic(by=mette, unit=unit, about=full, title="Et, der er åbent")
    text = words(full)
    assert "Kun ét kan besluttes nu: utilstrækkeligt grundlag." in text
    assert "En business case bag vurderingen er ikke låst." in text


@pytest.mark.capability("C53")
def test_years_later_it_says_whether_it_held(full, mette, leader):
    decided(full, mette, leader)
    full.refresh_from_db()
    later = follow_up(full, by=mette)
    answered(later, by=mette, says={"citizen": "2", "employee": "0", "organisation": "1"})
    count_responses(by=viewer(mette), assessment_id=later.pk)
    with clock.at(clock.now() + timedelta(days=181)):
        evaluate_verdict(by=viewer(mette), assessment_id=full.pk, text="Ryggene holder.", lesson="Øv jer før.")
    text = words(full)
    for said in ("Holdt det?", "Ryggene holder.", "Det kan de næste lære: Øv jer før."):
        assert said in text
    pairs = {row[0]: row[1:] for row in table_of(full, "Hvad", "Ventet", "Målt")}
    assert pairs["5.1 Samarbejdet: Medarbejdere"] == ["−1", "0", "Bedre end ventet."]
    assert pairs["5.1 Samarbejdet: Organisation"] == ["+1", "+1", "Som ventet."]


def test_looked_at_before_its_day_it_says_why(full, mette, leader):
    decided(full, mette, leader)
    later = follow_up(Assessment.objects.get(pk=full.pk), by=mette)
    answered(later, by=mette, says={"citizen": "2", "employee": "0", "organisation": "1"})
    count_responses(by=viewer(mette), assessment_id=later.pk)
    evaluate_verdict(
        by=viewer(mette), assessment_id=full.pk, text="Ryggene holder.", lesson="Øv jer.", early_why="Huset lukker."
    )
    text = words(full)
    assert "Hvorfor før dagen? Huset lukker." in text
    assert "Skulle evalueres" in text


def test_a_round_that_asks_again_has_no_decision_of_its_own(full, mette, leader):
    decided(full, mette, leader)
    full.refresh_from_db()
    later = follow_up(full, by=mette)
    assert "Beslutningen står på den første vurdering." in words(later)
    assert "Svarene er ikke talt." in words(later)


# --- what is missing is said ------------------------------------------------------------------------------------------


def test_little_is_known_and_the_paper_says_so(mette, unit):
    bare = make_assessment(by=mette, unit=unit)
    text = words(bare)
    for said in (
        "Ingen ser tal, før der er lukket for svar",
        "Derfor kan der ikke besluttes noget endnu.",
        "Hvilket behov det hjælper på. Det er ikke skrevet ned.",
        "Om en anden måde er bedre.",
        "Hvad det koster og giver over flere år. Der er ikke regnet på det.",
        "Hvad en gruppe på tværs råder til. Ingen har svaret.",
        "Der er ikke regnet på det. Det er ikke et krav.",
        "Ingen er lagt ved teknologien.",
    ):
        assert said in text
    assert chapters(bare) == [*CHAPTERS, "Det skal besluttes"]


def test_unlocked_figures_stand_on_no_paper(full, mette, unit):
    make_synthetic(by=mette, unit=unit, about=full, title="Et, der er åbent", cash=100)
    text = words(full)
    assert "Hvad »Et, der er åbent« ender på. Tallene er ikke låst." in text
    assert text.count("Nutidsværdi") == 1  # that of the locked one


def test_open_questions_are_counted_up(full, mette, unit, leader):
    full.gate_answers.filter(gate__number="G3").update(is_yes=False)
    full.trial.technology_project.legal_checks.filter(topic="data").update(state="missing")
    full.trial.technology_project.purchase_checks.all().delete()
    BusinessCase.objects.get(about=full.subject).lines.update(source_kind="guess")
    text = words(full)
    for said in (
        "Om loven er i orden: Persondata.",
        "Hvordan der må købes hos Liftfabrikken.",
        "4 tal i regnestykket er skøn eller leverandørens egne.",
        "Det er noget, vi mener, og ikke noget, vi har målt: 4.1 Kroppen på arbejde.",
        "Vi bygger på leverandørens eller andres ord: 1.2",
    ):
        assert said in text


# --- what may not be read ---------------------------------------------------------------------------------------------


def test_figures_of_few_stay_hidden(mette, unit):
    """Four citizens see it as much better: nobody may read that, not even between the lines."""
    assessment = collecting(make_assessment(by=mette, unit=unit), by=mette)
    for _number in range(4):
        enter(assessment, "citizen", "2", by=mette)
    assessment = counted(assessment, by=mette, says={"employee": "-1", "organisation": "1"})
    for name in FORMS:
        text = words(assessment, name)
        assert "+2, n" not in text
        assert "Uenighed: Borgere" not in text
        assert "Utilstrækkeligt grundlag." in text
    citizens = {row[1] for row in table_of(assessment, "Hvad", "Borgere", "Medarbejdere", "Organisation")}
    assert citizens == {"for få til at vise", "ikke spurgt", "regnes ud"}
    profiles = {row[0]: row[1] for row in table_of(assessment, "Side", "Profil")}
    assert profiles["Borgere"] == "Ingen tal at vise."
    assert profiles["Medarbejdere"] == "−1"


def test_while_answers_come_in_it_does_not_say_from_whom(mette, unit, sign_in):
    """A function is often one person: who has answered is for those who ask, until the answers are counted."""
    assessment = answered(collecting(make_assessment(by=mette, unit=unit), by=mette), by=mette)
    for client in (Client(), sign_in(mette)):
        for name in FORMS:
            text = words(assessment, name, client)
            assert "økonomi" not in text.lower()
            assert "personer har svaret" not in text
            assert "Er ikke talt" in text
    counted_too = counted(collecting(make_assessment(by=mette, unit=unit), by=mette), by=mette)
    assert "2 funktioner har svaret. it, økonomi." in words(counted_too)


def test_other_ways_told_in_words_stand_there_and_the_sentence_is_not_doubled(full):
    Trial.objects.filter(pk=full.trial_id).update(ways_in_words="En seng, der rejser sig\nSom i dag")
    text = words(full)
    assert "Vi tror, at" not in text
    assert "Som i dag" not in text
    assert all(told in text for told in ("Vi tror på", "En seng, der rejser sig"))


def test_words_that_were_not_released_stand_on_no_paper(full):
    full.respondents.get(email="else@borger.example").statement.delete()
    assert "Nu kan jeg selv komme op." not in words(full)


def test_what_is_hidden_or_for_some_is_not_named(full, mette, sign_in, birthe):
    attached(full, mette, title="Kun for ansatte", permission="", is_public=False)
    trial = full.trial
    hidden = [trial.proposal.subject, *(way.subject for way in trial.alternatives.select_related("subject"))]
    need = trial.technology_project.need
    case = BusinessCase.objects.get(about=full.subject)
    for subject in (*hidden, need.subject, case.subject):
        moderation.hide(by=viewer(birthe), subject_id=subject.pk, reason="Der står et navn på en borger.")
    staff = sign_in(mette)
    for name in FORMS:
        text, of_staff = words(full, name), words(full, name, staff)
        assert "Kun for ansatte" not in text
        assert "Kun for ansatte" in of_staff
        for gone in ("Torsdage ved åen.", "Hjælp til at spise selv", "arm der mader", "846.553"):
            assert gone not in text + of_staff
        assert "Nu kan jeg selv komme op." in text


def test_hidden_trial_takes_its_project_with_it(full, birthe):
    moderation.hide(by=viewer(birthe), subject_id=full.trial_id, reason="Der står et navn på en borger.")
    text = words(full)
    for gone in ("Ét bord til frokost", "Set af indkøb i dag.", "Liftfabrikken", "Hjælp til at spise selv"):
        assert gone not in text
    assert "Vurderingen bygger ikke på et teknologiprojekt." in text


def test_hidden_unit_is_named_nowhere(full, unit, birthe):
    assert "Hjemmeplejen Nord" in words(full)
    moderation.hide(by=viewer(birthe), subject_id=unit.pk, reason="Enheden er nedlagt.")
    for name in FORMS:
        assert "Hjemmeplejen Nord" not in words(full, name)


def test_hidden_group_is_named_nowhere(full, birthe):
    bodies = {row.body for row in full.subject.advice_requests.all()} | {row.body for row in full.subject.advice.all()}
    assert len(bodies) == 2
    assert all(body.name in words(full) for body in bodies)
    for body in bodies:
        moderation.hide(by=viewer(birthe), subject_id=body.pk, reason="Gruppen er nedlagt.")
    for name in FORMS:
        assert not [body.name for body in bodies if body.name in words(full, name)]


def test_taken_back_it_is_gone(full, mette):
    trial = full.trial
    Trial.objects.filter(pk=trial.pk).update(withdrawn_at=clock.now())
    ExternalResult.objects.update(withdrawn_at=clock.now(), withdrawn_reason="Forkert tal.")
    assert "Ét bord til frokost" not in words(full)
    assert "Et andet hus" not in words(full)
    withdraw_assessment(by=viewer(mette), assessment_id=full.pk)
    assert {paper(full, name).status_code for name in FORMS} == {403}


def test_nobody_is_named_with_an_address(full, sign_in, mette):
    for name in FORMS:
        assert "@" not in words(full, name, sign_in(mette))


# --- the files --------------------------------------------------------------------------------------------------------


def test_pdf_is_tagged_with_headings_in_order_and_header_cells(full):
    reader = pdf_of(paper(full, "decision-pdf"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da-DK"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == f"Oplæg til beslutning: {full.technology.title}"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    tags: list[str] = []
    headers: list[int] = []  # of each cell

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            tags.append(str(node.get("/S", "")))
            if tags[-1] == "/TD":
                headers.append(len(node["/A"]["/Headers"]))
            walk(node.get("/K", []))

    walk(root["/StructTreeRoot"]["/K"])
    levels = [int(tag[2]) for tag in tags if tag in ("/H1", "/H2", "/H3", "/H4")]
    assert levels.count(1) == 1
    assert levels.count(2) == len(CHAPTERS) + 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    tables, rows = tags.count("/Table"), tags.count("/TR")
    assert tables > 10
    assert tags.count("/TH") >= rows  # each row begins with one
    assert set(headers) == {2}  # the row's and the column's


def test_word_has_headings_in_order_and_tables_that_can_be_read_aloud(full):
    document = docx_of(paper(full, "decision-docx"))
    found = headings(document)
    assert found[0] == (1, full.technology.title)
    levels = [level for level, _text in found]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.cells[0].text for row in table.rows)
    about = document.core_properties
    assert (about.title, about.language, about.author) == (full.technology.title, "da-DK", "Engbæk Kommune")


def test_labels_follow_the_reader_and_words_keep_their_language(full):
    english = Client(HTTP_ACCEPT_LANGUAGE="en")
    assert pdf_of(paper(full, "decision-pdf", english)).trailer["/Root"]["/Lang"] == "en-GB"
    document = docx_of(paper(full, "decision-docx", english))
    assert document.core_properties.language == "en-GB"
    said = next(p for p in document.paragraphs if p.text == "To medarbejdere løfter på gulvet.")
    assert {mark.get(qn("w:val")) for mark in said._p.iter(qn("w:lang"))} == {"da-DK"}
    page = paper(full, "decision", english).text
    assert '<div lang="da"><p>To medarbejdere løfter på gulvet.</p></div>' in page
    assert ">Employees</th>" in page


def test_files_are_named_after_the_technology_and_kept_by_nobody(full, mette, sign_in):
    for name, ending in (("decision-pdf", "pdf"), ("decision-docx", "docx")):
        response = paper(full, name)
        assert 'filename="oplaeg-til-beslutning-' in response["Content-Disposition"]
        assert response["Content-Disposition"].endswith(f'.{ending}"')
        assert response["Cache-Control"] == "no-cache"
        assert paper(full, name, sign_in(mette))["Cache-Control"] == "private, no-store"


def test_without_pango_the_print_view_stands_in(full, monkeypatch):
    monkeypatch.setattr(pdf, "is_possible", lambda: False)
    response = paper(full, "decision-pdf")
    assert (response.status_code, response.url) == (302, reverse("papers:decision", args=[full.pk]))
    assert "oplaeg.pdf" not in paper(full).text


def test_visitor_who_makes_very_many_waits_and_staff_does_not(full, mette, sign_in, monkeypatch):
    monkeypatch.setattr(rates, "PDF_FROM_ORIGIN", rates.Rate("pdf-from", 1, rates.PDF_FROM_ORIGIN.within))
    monkeypatch.setattr(pdf, "laid_out", lambda *_sheets: b"%PDF")
    assert [paper(full, "decision-pdf").status_code for _time in range(2)] == [200, 429]
    client = sign_in(mette)
    assert [paper(full, "decision-pdf", client).status_code for _time in range(2)] == [200, 200]


def test_visitor_who_fetches_it_for_word_all_the_time_waits_and_staff_does_not(full, mette, sign_in, monkeypatch):
    monkeypatch.setattr(rates, "FILE_FROM_ORIGIN", rates.Rate("file-from", 1, rates.FILE_FROM_ORIGIN.within))
    assert [paper(full, "decision-docx").status_code for _time in range(2)] == [200, 429]
    client = sign_in(mette)
    assert [paper(full, "decision-docx", client).status_code for _time in range(2)] == [200, 200]


def test_the_page_leads_to_it_once_the_answers_are_counted(mette, unit):
    open_one = collecting(make_assessment(by=mette, unit=unit), by=mette)
    path = reverse("assessments:page", args=[open_one.pk])
    link = reverse("papers:decision", args=[open_one.pk])
    assert link not in Client().get(path).text
    counted(open_one, by=mette)
    assert link in Client().get(path).text


# --- cost -------------------------------------------------------------------------------------------------------------


def cost(assessment) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert paper(assessment).status_code == 200
    return len(captured)


MOST_QUERIES = 30


def test_as_many_queries_however_much_stands_on_it(full, mette, unit, leader):
    decided(full, mette, leader)
    need = full.trial.technology_project.need
    make_joining(need)
    before = cost(full)
    for number in range(3):
        more_on(full, mette, unit, number)
    assert cost(full) == before
    assert before <= MOST_QUERIES


def more_on(assessment, by, unit, number: int) -> None:
    """One more of everything that there can be several of."""
    advised(assessment, recommendation=f"Råd {number}")
    attached(assessment, by, title=f"Rapport {number}", partners=[make_actor().name])
    assessment.trial.alternatives.add(make_proposal())
    make_joining(assessment.trial.technology_project.need)
    need = make_need(by=by, unit=unit, title=f"Behov {number}")
    make_reuse(need, by=by, choice="new", searched="ingen")
    TechnologyNeed.objects.filter(pk=need.pk).update(proposal=assessment.trial.proposal_id)
    asked_for_advice(assessment, subject=need.subject)
    case = make_case(by=by, unit=unit, about=assessment, title=f"Mere {number}")
    write(case, "running", by=by, amount=D(1000))
    lock_case(by=viewer(by), case_id=case.pk)
