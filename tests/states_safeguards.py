"""The states of checks."""

from datetime import timedelta

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.safeguards import actions, letters
from samspil.safeguards.models import Safeguard
from tests.factories import make_person, viewer
from tests.safeguards.making import asked, declared, seen
from tests.states import LONG_WORD, World, state


def several(w: World) -> Safeguard:
    """One over its deadline with a very long name, one that is seen, one on its way, and a declaration."""
    long = make_person(LONG_WORD[:110])
    with w.days_ago(45):
        late = asked(long, w.unit.actor, by=w.lene)
    again = clock.today() + timedelta(days=90)
    seen(asked(w.karen, w.unit.actor, by=w.lene, kind="course"), by=w.lene, due_on=again)
    row = asked(w.kurt, w.unit.actor, by=w.lene)
    actions.mark_ordered(by=viewer(w.lene), safeguard_id=row.pk)
    declared(w.anglers, by=w.birthe, declared_by=LONG_WORD[:80], channel="paper")
    return late


@state("safeguards/list.html", "empty")
def _(w):
    return w.get("safeguards:list", by=w.lene)


@state("safeguards/list.html", "filled, for the coordinator")
def _(w):
    several(w)
    return w.get("safeguards:list", by=w.birthe)


@state("safeguards/list.html", "nothing found")
def _(w):
    several(w)
    return w.get("safeguards:list", by=w.lene, query="?q=enhjørning&slags=course&vis=frist&hvem=foreninger")


@state("safeguards/page.html", "over the deadline, very long words")
def _(w):
    return w.get("safeguards:page", several(w).pk, by=w.lene)


@state("safeguards/page.html", "wrong")
def _(w):
    return w.post("safeguards:page", several(w).pk, by=w.lene, data={"seen_on": "i går", "due_on": "1999-01-01"})


@state("safeguards/page.html", "overtaken", 409)
def _(w):
    typed = {"seen_on": f"{clock.today():%Y-%m-%d}", "expected_version": "99"}
    return w.post("safeguards:page", several(w).pk, by=w.lene, data=typed)


@state("safeguards/drop.html", "asks once more")
def _(w):
    return w.get("safeguards:drop", several(w).pk, by=w.lene)


def link_to_declare(w: World) -> str:
    declared_later = {"host_id": w.anglers.pk, "kind": "children_check", "year": clock.today().year}
    row = actions.ask_declaration(by=viewer(w.birthe), **declared_later)
    payload = {"safeguard": str(row.pk), "year": row.year}
    return OneTimeLink.issue(letters.DECLARE, lasts=timedelta(days=1), person=w.kurt.pk, payload=payload)[1]


@state("safeguards/declare.html", "by the link in the letter, for many with long names")
def _(w):
    token = link_to_declare(w)
    make_person(LONG_WORD[:110], member_of=w.anglers, speaks_for=False)
    return w.get("safeguards:declare-by-link", token)


@state("safeguards/declare.html", "declared")
def _(w):
    return w.post("safeguards:declare-by-link", link_to_declare(w))


@state("safeguards/spent.html", "a link that is used up", 410)
def _(w):
    return w.get("safeguards:declare-by-link", "et-link-som-ikke-findes")


@state("actors/page.html", "an association that declares, for its chair")
def _(w):
    several(w)
    return w.get("actors:page", w.anglers.pk, by=w.kurt)
