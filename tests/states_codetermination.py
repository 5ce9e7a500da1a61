"""The states of MED's page and of the myths."""

from datetime import timedelta

from samspil.actors import actions as actors
from samspil.codetermination import actions
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from tests.factories import make_knowledge, make_person, make_proposal, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state

CLAIM = "De frivillige tager vores arbejde"


def committee(name: str = "MED-udvalg for ældreområdet"):
    return actors.add_body(by=SYSTEM, name=name, body_kind="med", powers=("discuss",)).actor


def item(w: World, title: str = "Nye aftenvagter"):
    about = make_proposal(unit=w.unit, title=title)
    return actions.put_on_agenda(about.subject, ["tasks", "staffing", "environment"], unit=w.unit)


def myth(w: World, claim: str = CLAIM, body: str = "Det bliver sagt i pausen."):
    return actions.raise_myth(by=viewer(w.karen), claim=claim, body=body)


def noted(w: World, row, note: str = "Vi talte om vagterne. Referatet står i sag 12."):
    return actions.note_discussion(by=viewer(w.lene), item_id=row.pk, discussed_on=clock.today(), note=note)


def mended(w: World, row, note: str):
    by = viewer(w.lene)
    return actions.correct_discussion(by=by, item_id=row.pk, discussed_on=clock.today(), note=note)


@state("codetermination/agenda.html", "empty")
def _(w):
    return w.get("codetermination:agenda")


@state("codetermination/agenda.html", "all that can stand there, with very long words")
def _(w):
    committee(LONG_WORD)
    item(w)
    mended(w, noted(w, item(w, LONG_WORD), LONG_TEXT[:500]), LONG_LINE)
    make_proposal(title=LONG_WORD, volunteer_role=LONG_WORD, role_planned_by="municipality", role_in_offer=True)
    myth(w, LONG_LINE, LONG_TEXT)
    return w.get("codetermination:agenda", by=w.lene)


@state("codetermination/agenda.html", "an earlier text was taken away, and one may be")
def _(w):
    committee()
    row = mended(w, mended(w, noted(w, item(w)), LONG_LINE), "Vi talte om vagterne.")
    actions.take_earlier_away(by=viewer(w.birthe), item_id=row.pk, number=1, reason=LONG_WORD)
    return w.get("codetermination:agenda", by=w.birthe)


@state("codetermination/take_away.html", "wrong, with very long words")
def _(w):
    committee()
    row = mended(w, noted(w, item(w, LONG_WORD), LONG_TEXT[:500]), LONG_LINE)
    return w.post("codetermination:take-away", row.pk, 1, by=w.birthe, data={"reason": CPR})


@state("codetermination/paper.html", "filled")
def _(w):
    committee()
    item(w, LONG_WORD)
    noted(w, item(w))
    myth(w)
    return w.get("codetermination:paper")


@state("codetermination/note.html", "wrong")
def _(w):
    committee()
    return w.post("codetermination:note", item(w, LONG_WORD).pk, by=w.lene, data={"note": CPR})


@state("proposals/page.html", "discussed in MED, and to be discussed")
def _(w):
    committee()
    row = mended(w, noted(w, item(w)), LONG_LINE)
    actions.put_on_agenda(row.subject, ["tasks"], phase="adoption", unit=w.unit)
    return w.get("proposals:page", row.subject_id, by=w.lene)


@state("codetermination/myths.html", "nothing found")
def _(w):
    myth(w)
    return w.get("codetermination:myths", query="?q=enhjørning&svar=aabne")


@state("codetermination/myths.html", "answered, overdue and waiting")
def _(w):
    with w.days_ago(20):
        myth(w)
    answered = myth(w, LONG_LINE, LONG_TEXT)
    actions.answer_myth(by=viewer(w.birthe), myth_id=answered.pk, body="Nej.")
    myth(w)
    return w.get("codetermination:myths")


@state("codetermination/myth.html", "talked about and answered, with very long words")
def _(w):
    row, source = myth(w, LONG_LINE, LONG_TEXT), make_knowledge(title=LONG_WORD)
    actions.reply_to_myth(by=viewer(w.kurt), myth_id=row.pk, body=LONG_TEXT)
    actions.answer_myth(by=viewer(w.lene), myth_id=row.pk, body=LONG_TEXT, sources=[source.pk])
    return w.get("codetermination:myth", row.pk, by=w.birthe)


@state("codetermination/myth.html", "overdue and passed on, to its author")
def _(w):
    make_person("Susanne Lykke", role="employee", scope=w.unit, member_of=committee())
    with w.days_ago(20):
        row = myth(w)
    actions.pass_on_myth(by=viewer(w.birthe), myth_id=row.pk, deputy_id=w.birthe.pk)
    assert row.answer_due < clock.today() + timedelta(days=1)
    return w.get("codetermination:myth", row.pk, by=w.karen)


@state("codetermination/write.html", "a guest with something wrong")
def _(w):
    return w.post("codetermination:raise", data={"claim": CPR})


@state("codetermination/answer.html", "with pages to rest it on, and something wrong")
def _(w):
    make_knowledge(title="Frivillige og arbejde")
    return w.post("codetermination:answer", myth(w).pk, by=w.birthe, data={"body": "", "links": LONG_WORD})


@state("codetermination/ask_once_more.html", "others have written", status=409)
def _(w):
    row = myth(w)
    actions.reply_to_myth(by=viewer(w.kurt), myth_id=row.pk, body="Hos os er det anderledes.")
    return w.post("codetermination:withdraw", row.pk, by=w.karen)
