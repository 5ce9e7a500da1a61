"""The states of needs for technology."""

from samspil.technology_needs.actions import close_need, edit_need
from tests.experiences.making import make_experience, make_technology
from tests.factories import make_unit, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.technology_needs.making import make_joining, make_need, make_reuse


def long_one(w: World):
    words = {"title": LONG_WORD, "today": LONG_TEXT[:900], "for_whom": LONG_LINE}
    return make_need(by=w.lene, unit=w.unit, audience="staff", **words)


@state("technology_needs/list.html", "empty, for a guest")
def _(w):
    return w.get("technology_needs:list")


@state("technology_needs/list.html", "some, long words")
def _(w):
    make_joining(long_one(w), unit=make_unit(LONG_WORD[:110]))
    make_need(by=w.lene, unit=w.unit)
    return w.get("technology_needs:list", by=w.lene)


@state("technology_needs/page.html", "new, with what fits, for its unit")
def _(w):
    make_experience(make_technology("Spiserobot"), title="Spiserobot til beboere, der ryster på hånden")
    need = make_need(by=w.lene, unit=w.unit)
    make_joining(need, by=w.birthe)
    return w.get("technology_needs:page", need.pk, by=w.lene)


@state("technology_needs/page.html", "decided, long words, for the coordinator")
def _(w):
    need = long_one(w)
    make_joining(need, unit=make_unit(LONG_WORD[:110]))
    make_reuse(need, make_experience(title=LONG_WORD), by=w.lene, why=LONG_TEXT[:900])
    make_reuse(need, by=w.lene, choice="new", searched="enhjørning")
    return w.get("technology_needs:page", need.pk, by=w.birthe)


@state("technology_needs/page.html", "closed")
def _(w):
    need = make_need(by=w.lene, unit=w.unit)
    close_need(by=viewer(w.lene), need_id=need.pk, reason="Vi fandt en anden måde.")
    return w.get("technology_needs:page", need.pk, by=w.lene)


@state("technology_needs/note.html", "everything wrong")
def _(w):
    make_unit(LONG_WORD[:110])
    return w.post("technology_needs:note", by=w.birthe, data={"title": LONG_WORD * 3, "today": CPR})


@state("technology_needs/reuse.html", "nothing ticked")
def _(w):
    need = make_need(by=w.lene, unit=w.unit)
    make_experience(make_technology("Spiserobot"), title="Spiserobot til beboere, der ryster på hånden")
    return w.post("technology_needs:reuse", need.pk, by=w.lene, data={"choice": "new", "why": "Fordi."})


@state("technology_needs/reuse.html", "searched in vain, with what was typed")
def _(w):
    need = make_need(by=w.lene, unit=w.unit)
    ticked = make_experience(make_technology(LONG_WORD[:100]), title=LONG_WORD)
    typed = {"why": LONG_TEXT[:900], "looked_at": [str(ticked.pk)], "q": LONG_WORD, "soeg": "1"}
    return w.post("technology_needs:reuse", need.pk, by=w.lene, data=typed)


@state("technology_needs/first.html", "nobody has looked", status=409)
def _(w):
    return w.get("technology_needs:go-on", make_need(by=w.lene, unit=w.unit).pk, by=w.lene)


@state("technology_needs/history.html", "changed")
def _(w):
    need = make_need(by=w.lene, unit=w.unit)
    edit_need(by=viewer(w.lene), need_id=need.pk, title=LONG_LINE[:110])
    return w.get("technology_needs:history", need.pk, by=w.lene)


@state("technology_needs/withdraw.html", "asks")
def _(w):
    return w.get("technology_needs:withdraw", make_need(by=w.lene, unit=w.unit, title=LONG_WORD).pk, by=w.lene)
