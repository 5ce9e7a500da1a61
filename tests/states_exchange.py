"""The states of a file on its way into the directory."""

from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.exchange import actions
from samspil.exchange.models import ImportRun
from samspil.resources.actions import register_resource
from tests.exchange.files import CALENDAR, ROWS, as_csv, upload
from tests.factories import viewer
from tests.states import LONG_WORD, World, state

WRONG = ("9", "", LONG_WORD, "", "måske", "kl. 99", "", "", LONG_WORD)


def bring(w: World, rows=ROWS, *, source: str = "Frivilligcentrets liste", to: str = "ready") -> ImportRun:
    by = viewer(w.birthe)
    run = actions.upload_file(by=by, file=upload(as_csv(rows)), source=source)
    run.refresh_from_db()
    if to != "columns" and run.state == "columns":
        actions.choose_columns(by=by, run_id=run.pk, columns=run.columns, kind="activity", theme="community")
    if to == "done":
        actions.confirm_import(by=by, run_id=run.pk)
    run.refresh_from_db()
    return run


def twin(w: World) -> None:
    facts = {"kind": "activity", "body": "Vi ses.", "themes": ["community"]}
    register_resource(by=viewer(w.birthe), title="Fluebinding", place="Lunde", **facts)
    register_resource(by=viewer(w.birthe), title=LONG_WORD, place=LONG_WORD, **facts)


@state("exchange/list.html", "empty, for an association")
def _(w):
    return w.get("exchange:list", by=w.kurt)


@state("exchange/list.html", "files brought before")
def _(w):
    bring(w, source=LONG_WORD[:90])
    bring(w, to="done")
    return w.get("exchange:list", by=w.birthe, query="?kilde=Frivilligcentrets+liste")


@state("exchange/list.html", "not a list")
def _(w):
    data = {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 xx"), "source": LONG_WORD * 2}
    return w.post("exchange:list", by=w.birthe, data=data)


@state("exchange/columns.html", "guessed")
def _(w):
    return w.get("exchange:columns", bring(w, [*ROWS, WRONG], to="columns").pk, by=w.birthe)


@state("exchange/columns.html", "the same twice")
def _(w):
    data = {"column_0": "title", "column_1": "title", "kind": "activity", "theme": "older"}
    return w.post("exchange:columns", bring(w, to="columns").pk, by=w.birthe, data=data)


@state("exchange/run.html", "at work")
def _(w):
    run = bring(w)
    ImportRun.objects.filter(pk=run.pk).update(state="writing", cursor=2)
    return w.get("exchange:run", run.pk, by=w.birthe)


@state("exchange/run.html", "ready, with all there can be")
def _(w):
    bring(w, to="done")
    twin(w)
    long = ("7", LONG_WORD, "", LONG_WORD, "", "", LONG_WORD, "", "")
    new = ("8", LONG_WORD + "et", "", LONG_WORD, "", "", LONG_WORD, "", "")
    changed = (*ROWS[1][:3], "Lunde", *ROWS[1][4:])
    return w.get("exchange:run", bring(w, [changed, long, new, WRONG]).pk, by=w.birthe)


@state("exchange/run.html", "done, from a calendar")
def _(w):
    by = viewer(w.kurt)
    run = actions.upload_file(by=by, file=upload(CALENDAR), source="Vores kalender", speaks_as=str(w.anglers.pk))
    actions.confirm_import(by=by, run_id=run.pk)
    return w.get("exchange:run", run.pk, by=w.kurt)


@state("exchange/run.html", "could not be read")
def _(w):
    run = bring(w)
    ImportRun.objects.filter(pk=run.pk).update(state="failed", problem="Filen har over 50.000 rækker. Del den op.")
    return w.get("exchange:run", run.pk, by=w.birthe)


@state("exchange/run.html", "stopped")
def _(w):
    return w.post("exchange:cancel", bring(w).pk, by=w.birthe)


@state("exchange/twins.html", "two that look alike")
def _(w):
    twin(w)
    rows = [ROWS[0], ("2", LONG_WORD, "", LONG_WORD, "", "", LONG_WORD, "", "")]
    return w.get("exchange:twins", bring(w, rows).pk, by=w.birthe)


@state("exchange/twins.html", "none")
def _(w):
    return w.get("exchange:twins", bring(w).pk, by=w.birthe)
