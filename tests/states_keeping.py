"""The states of keeping the house in order: organisations, units and councils, people and roles, the library."""

from samspil.actors import actions as actors
from samspil.actors.models import Membership, Role
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from tests.factories import make_actor, make_knowledge, make_person, make_unit, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state
from tests.states_house import make_body


def administrator(w: World):
    return make_person("Anders Admin", role="administrator", function="administrator")


@state("actors/organisation.html", "empty")
def _(w):
    return w.get("actors:organisation")


@state("actors/organisation.html", "three levels, and councils")
def _(w):
    make_unit(LONG_WORD[:110], parent=w.unit)
    make_body("Ældrerådet", "senior_council", "respond", "advise")
    make_body(LONG_WORD[:110], "experience_forum")
    return w.get("actors:organisation", by=administrator(w))


# Every form of keeping order has the same template; each form is a state of it.


@state("site/form.html", "a new organisation")
def _(w):
    return w.get("actors:add", by=w.birthe)


@state("site/form.html", "a new organisation, wrong")
def _(w):
    return w.post("actors:add", by=w.birthe, data={"description": CPR, "email": "ikke-en-mail"})


@state("site/form.html", "a new unit")
def _(w):
    make_unit(LONG_WORD[:110], parent=w.unit)
    return w.get("actors:add-unit", by=w.birthe)


@state("site/form.html", "a new council that would decide")
def _(w):
    data = {"name": "Ældrerådet", "body_kind": "senior_council", "powers": ["decide"], "contact_visibility": "public"}
    return w.post("actors:add-body", by=w.birthe, data=data)


@state("site/form.html", "an organisation as it stands")
def _(w):
    return w.get("actors:edit", w.anglers.pk, by=w.kurt)


@state("site/form.html", "an organisation overtaken by another", status=409)
def _(w):
    actors.edit_actor(by=viewer(w.birthe), actor_id=w.anglers.pk, name="Lystfiskerne", description=LONG_TEXT[:900])
    data = {"name": LONG_WORD[:110], "contact_visibility": "public", "expected_version": 1}
    return w.post("actors:edit", w.anglers.pk, by=w.kurt, data=data)


@state("site/form.html", "new knowledge, wrong")
def _(w):
    return w.post("knowledge:add", by=w.birthe, data={"title": LONG_WORD * 2, "year": "2999"})


@state("site/form.html", "knowledge as it stands")
def _(w):
    return w.get("knowledge:edit", make_knowledge(body=LONG_TEXT).pk, by=w.birthe)


@state("site/form.html", "a new person, wrong")
def _(w):
    return w.post("identity:add-person", by=w.birthe, data={"function": CPR, "email": "ikke-en-mail"})


@state("site/form.html", "a person as they stand")
def _(w):
    return w.get("identity:edit-person", w.karen.pk, by=administrator(w))


@state("site/form.html", "myself as I stand")
def _(w):
    return w.get("identity:edit-me", by=w.karen)


@state("site/form.html", "a role, wrong")
def _(w):
    data = {"kind": "employee", "amount": "mange", "since": "2026-12-31", "until": "2026-01-01"}
    return w.post("identity:give-role", w.karen.pk, by=administrator(w), data=data)


@state("site/form.html", "a membership")
def _(w):
    make_actor(LONG_WORD[:110])
    return w.get("identity:add-membership", w.karen.pk, by=w.birthe)


@state("identity/people.html", "everybody, very long words")
def _(w):
    make_person(LONG_WORD[:110], function=LONG_WORD[:80])
    assert w.lene
    return w.get("identity:people", by=w.birthe)


@state("identity/people.html", "nobody found")
def _(w):
    return w.get("identity:people", by=w.birthe, query="?q=enhjørning&rolle=leader")


@state("identity/person.html", "nothing but a name")
def _(w):
    return w.get("identity:person", make_person(LONG_WORD[:110]).pk, by=administrator(w))


@state("identity/person.html", "a leader who can sign in")
def _(w):
    create_user_for(by=SYSTEM, person=w.lene)
    return w.get("identity:person", w.lene.pk, by=w.birthe)


@state("identity/person.html", "oneself")
def _(w):
    return w.get("identity:person", w.birthe.pk, by=w.birthe)


@state("identity/end.html", "a role")
def _(w):
    return w.get("identity:end-role", Role.objects.get(person=w.lene).pk, by=administrator(w))


@state("identity/end.html", "a membership")
def _(w):
    return w.get("identity:end-membership", Membership.objects.get(person=w.kurt).pk, by=w.birthe)


@state("identity/end.html", "the last administrator", status=409)
def _(w):
    person = administrator(w)
    return w.post("identity:end-role", Role.objects.get(person=person).pk, by=person)
