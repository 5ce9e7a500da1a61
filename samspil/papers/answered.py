"""The figures of a survey as a table. They are the page's own: what is hidden there, is not here either."""

from django.utils.translation import gettext as _

from samspil.papers.tables import Cell, Table
from samspil.surveys.results import Result


def survey_table(result: Result) -> Table:
    """A row per question, round and figure; questions that may not be shown are there with the reason."""
    columns = [_("Spørgsmålet"), _("Runde"), _("Tal"), _("Værdi"), _("n"), _("Bemærkning")]
    rows: list[list[Cell]] = []
    for line in result.lines:
        for figure in line.figures:
            if not figure.n:
                rows.append([line.text, figure.label, None, None, None, figure.why])
                continue
            if figure.mean:
                mean = figure.mean
                rows += [
                    [line.text, figure.label, _("Gennemsnit"), round(mean.mean, 1), figure.n, line.ends],
                    [line.text, figure.label, _("95 %-interval fra"), round(mean.low, 1), figure.n, ""],
                    [line.text, figure.label, _("95 %-interval til"), round(mean.high, 1), figure.n, ""],
                ]
            rows += [[line.text, figure.label, share.label, share.count, figure.n, ""] for share in figure.shares]
        if line.change:
            change = line.change
            rows += [
                [line.text, _("Forskel"), _("Gennemsnit"), round(change.mean, 1), None, line.change_words],
                [line.text, _("Forskel"), _("95 %-interval fra"), round(change.low, 1), None, ""],
                [line.text, _("Forskel"), _("95 %-interval til"), round(change.high, 1), None, ""],
            ]
    rows += [[words.question.text, "", _("Egne ord"), words.body, None, ""] for words in result.words]
    return Table(result.survey.title, columns, rows)
