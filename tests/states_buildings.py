"""The states of building projects."""

from samspil.buildings import actions
from tests.buildings.making import look_at, make_building
from tests.factories import make_person, viewer
from tests.states import LONG_LINE, LONG_TEXT, LONG_WORD, state
from tests.technologies.making import make_technology


def mette(w):
    return make_person("Mette Skov", role="employee", scope=w.unit, member_of=w.unit.actor)


@state("buildings/list.html", "empty")
def _(w):
    return w.get("buildings:list")


@state("buildings/list.html", "three, long words")
def _(w):
    by = mette(w)
    for title in (LONG_LINE[:120], LONG_WORD[:120], "Tilbygning"):
        make_building(by, w.unit, title=title)
    return w.get("buildings:list", by=w.lene)


@state("buildings/page.html", "one room looked at, one not")
def _(w):
    by = mette(w)
    building = make_building(by, w.unit, what=LONG_TEXT[:1900], keeper_id=by.pk)
    look_at(building, by, make_technology(title=LONG_WORD[:100]))
    actions.add_room(by=viewer(by), building_id=building.pk, name="Fællesrum")
    return w.get("buildings:page", building.pk, by=by)


@state("buildings/page.html", "passed")
def _(w):
    by = mette(w)
    building = make_building(by, w.unit)
    look_at(building, by, make_technology())
    actions.pass_checkpoint(by=viewer(w.lene), building_id=building.pk, conclusion=LONG_TEXT[:900])
    return w.get("buildings:page", building.pk, by=w.lene)


@state("buildings/page.html", "taken off the list")
def _(w):
    building = make_building(mette(w), w.unit, title=LONG_WORD[:120])
    actions.withdraw_building(by=viewer(w.lene), building_id=building.pk)
    return w.get("buildings:page", building.pk)


@state("technologies/choose.html", "found and not found")
def _(w):
    by = mette(w)
    room = actions.add_room(
        by=viewer(by), building_id=make_building(by, w.unit).pk, name=LONG_WORD[:100], nothing_why=""
    )
    make_technology(title=LONG_WORD[:100])
    return w.get("buildings:choose", room.building_id, room.pk, by=by)


@state("site/sure.html", "a building project")
def _(w):
    building = make_building(mette(w), w.unit)
    return w.get("buildings:withdraw", building.pk, by=w.lene)
