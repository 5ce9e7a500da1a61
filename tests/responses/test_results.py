import csv
import io

import pytest
from django.urls import reverse

from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.viewer import NOBODY
from samspil.papers.decision_answers import cell_words
from samspil.responses import actions, letters
from samspil.responses.models import CountedResponse, Respondent, Statement
from samspil.responses.results import result_of
from samspil.verdicts.readiness import snapshot
from tests.assessments.making import ALL_SAY, answered, collecting, counted, enter, invited, numbers_of
from tests.factories import viewer
from tests.gone import stands_in


def line_of(assessment, number):
    return next(line for line in result_of(assessment).lines if line.criterion.number == number)


def medians(line):
    return [cell.median for cell in line.cells]


@pytest.mark.capability("C59")
def test_sides_stand_beside_each_other_and_many_do_not_outvote_few(birthe):
    assessment = collecting(by=birthe)
    for _more in range(40):
        enter(assessment, "employee", "2", by=birthe)
    says = {"citizen": "-2", "organisation": "0"}
    result = result_of(counted(assessment, by=birthe, says=says))
    line = next(line for line in result.lines if line.criterion.number == "3.1")
    assert medians(line) == [-2, 2, 0]
    assert line.disagreement == "opposite"
    assert result.total is not None
    assert result.profiles[0][1].value == pytest.approx(-2)
    assert result.profiles[1][1].value == pytest.approx(2)
    # Each side counts once: the criteria of all three meet in the middle, whatever the heads.
    assert abs(result.total) < 1.5


def test_same_sign_two_apart_is_a_disagreement_and_one_apart_is_not(birthe):
    far = counted(by=birthe, says={"citizen": "0", "employee": "2", "organisation": "1"})
    near = counted(by=birthe, says={"citizen": "1", "employee": "2", "organisation": "1"})
    assert line_of(far, "3.1").disagreement == "far_apart"
    assert "Uenighed" in line_of(far, "3.1").disagreement_words
    assert line_of(near, "3.1").disagreement is None


def test_side_that_is_split_within_itself_is_told_of(birthe):
    assessment = collecting(by=birthe)
    for says in ("2", "2", "-1", "-2", "2", "-1", "1", "0", "0", "0"):
        enter(assessment, "citizen", says, by=birthe)
    line = line_of(counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"}), "1.1")
    assert line.cells[0].split_in_words == ["dårligere: 3", "som i dag: 3", "bedre: 4"]
    assert line.split_words == ["Borgere er delt: nogle svarer bedre, andre dårligere."]
    assert line.cells[1].split_in_words == ["bedre: mindst 3"]


def test_functions_were_told_that_theirs_are_shown(birthe):
    assessment = collecting(by=birthe)
    for function, says in (("IT", "-1"), ("Økonomi", "2")):
        enter(assessment, "organisation", says, by=birthe, function=function)
    cell = line_of(counted(assessment, by=birthe, says={"citizen": "1", "employee": "1"}), "5.1").cells[2]
    assert cell.split_in_words == ["dårligere: 1", "bedre: 1"]
    assert cell.split.is_divided


def test_one_or_two_who_answer_otherwise_are_told_nowhere(birthe, client):
    """Two answer worse than today among seven: the page, the files and the paper say the same of one and of none."""
    texts = {}
    for worse in (0, 1, 2):
        assessment = collecting(by=birthe)
        for place in range(7):
            enter(assessment, "citizen", "-2" if place < worse else "1", by=birthe)
        assessment = counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"})
        line = line_of(assessment, "1.1")
        assert line.cells[0].split_in_words == ["bedre: mindst 5"]
        assert line.split_words == []
        page = client.get(reverse("responses:result", args=[assessment.pk])).text
        section = page.split('id="side-om-side"')[1].split("</section>")[0]
        assert "n = 7 · bedre: mindst 5" in section
        table = client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode("utf-8-sig")
        texts[worse] = (section.replace(str(assessment.pk), ""), table)
    assert texts[0] == texts[1] == texts[2]


def test_one_figure_beside_many_who_do_not_know_is_not_told(birthe, client):
    """Of five who answered, one gave a figure: the middle would be that one's answer."""
    assessment = collecting(by=birthe)
    for says in ("dont_know", "dont_know", "-2", "dont_know", "dont_know"):
        enter(assessment, "citizen", says, by=birthe)
    assessment = counted(assessment, by=birthe, says={"employee": "2", "organisation": "2"})
    cell = line_of(assessment, "1.1").cells[0]
    assert (cell.tally.n, cell.tally.dont_know, cell.median, cell.split_in_words) == (1, 4, None, [])
    result = result_of(assessment)
    assert (result.profiles[0][1].value, result.disagreements, result.total) == (None, [], None)
    page = client.get(reverse("responses:result", args=[assessment.pk])).text
    table = client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode("utf-8-sig")
    section = page.split('id="side-om-side"')[1].split("</section>")[0]
    for text in (section, table):
        assert not stands_in("−2", text)
        assert not stands_in("-2", text)
        assert "for få gav et tal" in text
        assert "ved ikke eller ikke relevant: mindst 3" in text
        assert "n = 1" not in text


def test_one_who_does_not_know_is_told_nowhere(birthe, client):
    """One of eight does not know, or finds that it does not apply: page, files, paper and verdict say the same."""
    told = {}
    for odd in ("dont_know", "not_relevant"):
        assessment = collecting(by=birthe)
        for place in range(8):
            enter(assessment, "citizen", odd if place == 0 else "1", by=birthe)
        assessment = counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"})
        result = result_of(assessment)
        cell = line_of(assessment, "1.1").cells[0]
        assert (cell.n, cell.unknown_in_words, cell.tally.asked) == (7, [], 8)
        page = client.get(reverse("responses:result", args=[assessment.pk])).text
        section = page.split('id="side-om-side"')[1].split("</section>")[0]
        table = client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode("utf-8-sig")
        cells = [cell_words(each) for line in result.lines for each in line.cells]
        told[odd] = (section.replace(str(assessment.pk), ""), table, cells, snapshot(result))
        for text in (section, "".join(cells)):
            assert "ved ikke" not in text
            assert "ikke relevant" not in text
    assert told["dont_know"] == told["not_relevant"]


def test_three_or_more_who_do_not_know_are_told_with_those_it_does_not_apply_to(birthe, client):
    assessment = collecting(by=birthe)
    for says in ("dont_know", "dont_know", "not_relevant", *("1",) * 5):
        enter(assessment, "citizen", says, by=birthe)
    for says in (*("dont_know",) * 3, *("not_relevant",) * 3, *("1",) * 5):
        enter(assessment, "employee", says, by=birthe)
    for function, says in (("IT", "1"), ("Økonomi", "1"), ("Jura", "dont_know")):
        enter(assessment, "organisation", says, by=birthe, function=function)
    assessment = actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    citizens, employees, _functions = line_of(assessment, "3.1").cells
    assert citizens.unknown_in_words == ["ved ikke eller ikke relevant: 3"]
    assert employees.unknown_in_words == ["ved ikke: 3", "ikke relevant: 3"]
    assert line_of(assessment, "5.1").cells[2].unknown_in_words == ["ved ikke: 1"]  # functions were told
    page = client.get(reverse("responses:result", args=[assessment.pk])).text
    assert "ved ikke eller ikke relevant: 3" in page
    text = client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode("utf-8-sig")
    rows = {(row[0][:3], row[1]): row for row in csv.reader(io.StringIO(text), delimiter=";")}
    assert rows["3.1", "Borgere"][9:11] == ["", ""]
    assert "ved ikke eller ikke relevant: 3" in rows["3.1", "Borgere"][-1]
    assert rows["3.1", "Medarbejdere"][9:11] == ["3", "3"]
    assert "ved ikke" not in rows["3.1", "Medarbejdere"][-1]


@pytest.mark.parametrize("least", [5, 8])
def test_fewer_than_five_are_never_figures_whatever_the_minimum(birthe, least):
    assessment = collecting(by=birthe, least_citizens=least)
    for _one in range(4):
        enter(assessment, "citizen", "-2", by=birthe)
    result = result_of(counted(assessment, by=birthe, says={"employee": "2", "organisation": "2"}))
    assert all(line.cells[0].tally is None for line in result.lines)
    # Nor is it worked into anything: no disagreement with the others, no profile, no total.
    assert result.disagreements == []
    assert result.profiles[0][1].value is None
    assert result.total is None
    assert result.robustness[0].share is result.robustness[-1].share is None
    assert result.has_basis is False


def test_raised_minimum_hides_five(birthe):
    assert line_of(counted(by=birthe, least_employees=6), "4.1").cells[1].why == "for få til at vise"


def test_question_that_few_answered_is_hidden_though_the_side_is_shown(birthe):
    assessment = collecting(by=birthe)
    numbers = numbers_of(assessment, "citizen")
    for place in range(6):
        values = {number: "1" for number in numbers if number != "1.2" or place == 0}
        actions.enter_response(
            by=viewer(birthe), assessment_id=assessment.pk, perspective="citizen", channel="paper", values=values
        )
    assessment = actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    assert line_of(assessment, "1.1").cells[0].tally.n == 6
    assert line_of(assessment, "1.2").cells[0].why == "for få til at vise"


def test_relatives_stand_on_the_citizens_side_and_are_told_of(birthe):
    assessment = collecting(by=birthe)
    for _two in range(2):
        enter(assessment, "relative", by=birthe)
    for _three in range(3):
        enter(assessment, "citizen", by=birthe)
    result = result_of(counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"}))
    citizens = result.turnouts[0]
    assert (citizens.people, citizens.proxies, citizens.is_shown) == (5, 2, True)
    assert "heraf 2 pårørende på borgerens vegne" in citizens.in_words
    assert line_of(result.assessment, "1.1").cells[0].tally.n == 5
    assert line_of(result.assessment, "3.1").cells[0].tally is None  # three were asked: too few


def test_organisation_is_counted_by_function(birthe):
    assessment = collecting(by=birthe)
    for _twice in range(2):
        enter(assessment, "organisation", by=birthe, function="IT")
    enter(assessment, "organisation", by=birthe, function="it")
    result = result_of(counted(assessment, by=birthe, says={"citizen": "1", "employee": "1"}))
    assert result.turnouts[2].counted == 1
    assert result.turnouts[2].functions == ["IT"]
    assert not result.has_basis
    assert result.turnouts[2].is_shown is False


# --- nothing tells who answered what ----------------------------------------------------------------------------------


def pages(client, assessment):
    """Every page, export and letter there is about a counted assessment."""
    names = ("assessments:page", "responses:result", "responses:statements", "responses:ask", "responses:count")
    texts = [client.get(reverse(name, args=[assessment.pk]), follow=True).content.decode() for name in names]
    texts.append(client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode())
    texts.append(client.get(reverse("technologies:page", args=[assessment.technology_id])).content.decode())
    return texts


def test_no_page_export_letter_or_log_tells_who_answered_what(birthe, sign_in):
    assessment = collecting(by=birthe)
    [odd] = invited(assessment, "aerlig.else@borger.example", by=birthe)
    code = letters.code_of(odd)
    for number in numbers_of(assessment, "citizen"):
        actions.answer(by=NOBODY, code=code, values={number: "-2"})
    actions.say(by=NOBODY, code=code, text="Hemmelige ord.", first_name="Else", consent=True)
    enter(assessment, "relative", "-1", by=birthe, in_place_why="Hemmelig grund.")
    for client in (sign_in(birthe),):
        before = "".join(pages(client, assessment))
        assert "result__median" not in before  # while answers come in nobody sees figures
        assert "Hemmelige ord" not in before
        assert "aerlig.else" not in before
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    text = "".join(pages(sign_in(birthe), assessment))
    assert "aerlig.else" not in text
    assert "result__median" not in text
    assert "Hemmelig grund" not in text
    assert text.count("Hemmelige ord") == 1  # for the keeper to let through, not on the result
    assert not any(stands_in("-2", str(entry.payload)) for entry in JournalEntry.objects.all())
    assert not any("Hemmelig" in letter.text for letter in OutgoingMail.objects.all())
    row = CountedResponse.objects.filter(asked__criterion__number="1.1").get()
    assert not {field.name for field in CountedResponse._meta.fields} & {"respondent", "person", "email", "at"}
    assert row.counts == [1, 1, 0, 0, 0]


def test_four_citizens_leave_their_words_and_no_figure(birthe, client):
    assessment = collecting(by=birthe)
    rows = invited(assessment, *(f"b{number}@b.example" for number in range(4)), by=birthe)
    for row in rows:
        for number in numbers_of(assessment, "citizen"):
            actions.answer(by=NOBODY, code=letters.code_of(row), values={number: "2"})
    actions.say(by=NOBODY, code=letters.code_of(rows[0]), text="Nu kan jeg selv op.", first_name="Else", consent=True)
    counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"})
    actions.release_statement(
        by=viewer(birthe), assessment_id=assessment.pk, statement_id=Statement.objects.get().pk, is_released=True
    )
    page = client.get(reverse("responses:result", args=[assessment.pk])).content.decode()
    assert "Utilstrækkeligt grundlag" in page
    assert "Nu kan jeg selv op." in page
    assert "Else, borger" in page
    text = client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode("utf-8-sig")
    citizens = [
        row for row in csv.reader(io.StringIO(text), delimiter=";") if row[1] == "Borgere" and row[0] != "Profil"
    ]
    assert len(citizens) == 18 + 1  # and how sure it is: nothing to show
    assert {value for row in citizens for value in row[2:11]} == {""}  # no figure of theirs, not even how many


def test_result_page_costs_fifteen_queries_at_most(birthe, client, django_assert_max_num_queries):
    assessment = counted(by=birthe, says={"citizen": "-1", "employee": "2", "organisation": "1"})
    for line in result_of(assessment).disagreements:
        actions.handle_disagreement(
            by=viewer(birthe), assessment_id=assessment.pk, number=line.criterion.number, text="Vi ser på det."
        )
    with django_assert_max_num_queries(15):
        client.get(reverse("responses:result", args=[assessment.pk]))


def test_export_has_aggregates_alone_and_no_formula(birthe, client):
    assessment = answered(by=birthe, says=ALL_SAY)
    enter(assessment, "organisation", by=birthe, function="=CMD()")
    actions.count_responses(by=viewer(birthe), assessment_id=assessment.pk)
    for kind in ("csv", "xlsx"):
        response = client.get(reverse(f"papers:assessment-{kind}", args=[assessment.pk]))
        assert response.status_code == 200
    table = client.get(reverse("papers:assessment-csv", args=[assessment.pk])).content.decode("utf-8-sig")
    assert "=CMD" not in table
    assert len(table.splitlines()) == 1 + 18 * 3 + 3 + 4
    assert Respondent.objects.count() == 13
