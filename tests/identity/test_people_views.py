"""The pages about people: what they show, whom they keep out, and what stands in the log afterwards."""

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.actors.actions import register_person
from samspil.actors.models import Membership, Person, Role
from samspil.foundation import hooks
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AccessEntry, JournalEntry
from samspil.foundation.text import CPR_MESSAGE
from samspil.identity.models import User
from tests.factories import make_actor, make_person, viewer

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("identity:people"), reverse("identity:add-person")
PAGES = ("person", "edit-person", "add-membership", "give-role")


def page(name: str, person: Person) -> str:
    return reverse(f"identity:{name}", args=[person.pk])


@pytest.fixture
def coordinator(sign_in, birthe):
    return sign_in(birthe)


@pytest.fixture
def administrator(sign_in):
    return sign_in(make_person("Anders Krog", role="administrator"))


def names(client, query: str = "") -> set[str]:
    return {person.name for person in client.get(f"{LIST}?{query}").context["page"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=åse", {"Åse Holm"}),
        ("q=holm+dat", {"Åse Holm"}),
        ("q=ENGBAEK.example+karl", set()),  # an address is found only whole
        ("q=findes-ikke", set()),
        ("rolle=leader", {"Lene Dahlgaard"}),
        ("rolle=konge&q=karl", {"Karl"}),
        ("q=%25", set()),
    ],
)
def test_list_finds_by_name_function_address_and_role(coordinator, lene, query, expected):
    make_person("Åse Holm", function="datter")
    make_person("Karl")
    assert names(coordinator, query) == expected


def test_list_costs_the_same_however_long(coordinator, lene, django_assert_max_num_queries):
    for _number in range(30):
        make_person(role="employee")
    owed = len(hooks.all_of("owed_answers"))  # staff see how many answers wait: one query for each sort
    with django_assert_max_num_queries(6 + owed):
        coordinator.get(LIST)
    assert coordinator.get(LIST).context["page"].has_next()


def test_pages_are_kept_by_no_cache(coordinator, karen):
    for path in (LIST, NEW, *(page(name, karen) for name in PAGES)):
        response = coordinator.get(path)
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


def test_opening_a_person_stands_in_that_persons_log(coordinator, birthe, karen):
    assert karen.email in coordinator.get(page("person", karen)).text
    coordinator.get(page("edit-person", karen))
    coordinator.get(LIST)
    assert list(AccessEntry.objects.values_list("reader", "person")) == [(birthe.pk, karen.pk)] * 2


def test_person_page_costs_the_same_however_much_there_is(administrator, django_assert_max_num_queries):
    person = make_person()
    for _number in range(8):
        Membership.objects.create(person=person, actor=make_actor())
        Role.objects.create(person=person, kind="leader", scope=make_actor())
    owed = len(hooks.all_of("owed_answers"))  # staff see how many answers wait: one query for each sort
    with django_assert_max_num_queries(10 + owed):  # one of them is a panel's
        administrator.get(page("person", person))


def test_others_are_kept_out_and_leave_no_log(client, sign_in, karen, lene, mette, jens):
    for who in (client, *(sign_in(person) for person in (karen, lene, mette, jens))):
        for path in (LIST, NEW, *(page(name, karen) for name in PAGES)):
            assert who.get(path).status_code == 403
        assert "Personer" not in who.get(reverse("actors:list")).text
    assert not AccessEntry.objects.exists()


def test_forged_ids_are_not_there(administrator):
    for name in PAGES:
        assert administrator.get(reverse(f"identity:{name}", args=[uuid4()])).status_code == 404
    for name in ("end-role", "end-membership"):
        for number in ("0", "9" * 30):
            assert administrator.post(reverse(f"identity:{name}", args=[number])).status_code == 404


# --- adding and editing -----------------------------------------------------------------------------------------------

ERNA = {"name": "Erna Holm", "kind": "relative", "function": "datter", "email": "erna@noerre.example"}


def test_adding_a_person_twice_with_one_form_makes_one(coordinator):
    data = {**ERNA, "request_id": str(uuid7())}
    assert {coordinator.post(NEW, data).url for _press in range(2)} == {
        page("person", Person.objects.get(email=ERNA["email"]))
    }


def test_address_of_somebody_else_is_told_and_nothing_is_lost(coordinator, karen):
    response = coordinator.post(NEW, {**ERNA, "email": karen.email})
    assert "En anden person har den mailadresse" in response.text
    assert "Erna Holm" in response.text
    assert not Person.objects.filter(actor__name="Erna Holm").exists()


@pytest.mark.parametrize("field", ["name", "function", "phone"])
def test_cpr_number_is_stopped_in_every_form(coordinator, karen, field):
    for path in (NEW, page("edit-person", karen)):
        response = coordinator.post(path, {**ERNA, field: "010190-1234"})
        assert str(CPR_MESSAGE) in response.text
        assert "010190-1234" in response.text


def test_form_that_was_overtaken_shows_both_texts(coordinator, karen):
    path = page("edit-person", karen)
    assert coordinator.post(path, {**ERNA, "expected_version": 1}).status_code == 302
    response = coordinator.post(path, {**ERNA, "name": "Karen Sørensen", "expected_version": 1})
    assert response.status_code == 409
    assert {"Erna Holm", "Karen Sørensen"} <= {
        text for row in response.context["stale"]["fields"] for text in (row["mine"], row["theirs"])
    }


def test_coordinator_is_not_offered_an_address_that_opens_something(coordinator, administrator, lene):
    path = page("edit-person", lene)
    assert 'name="email"' not in coordinator.get(path).text
    assert 'name="email"' in administrator.get(path).text
    coordinator.post(path, {**ERNA, "email": "birthes-anden@noerre.example"})
    assert Person.objects.get(pk=lene.pk).email == lene.email


def test_everybody_mends_their_own_page(sign_in, karen):
    client = sign_in(karen)
    path = reverse("identity:edit-me")
    assert path in client.get(reverse("identity:me")).text
    sent = {**ERNA, "kind": "employee", "phone": "99 00 00 62", "expected_version": 1}
    assert client.post(path, sent).url == reverse("identity:me")
    kept = Person.objects.get(pk=karen.pk)
    assert (kept.name, kept.function, kept.phone) == ("Erna Holm", "datter", "99 00 00 62")
    assert (kept.email, kept.actor.kind) == (karen.email, "relative")
    assert client.post(path, {**sent, "name": "Karen"}).status_code == 409


# --- roles, memberships, access ---------------------------------------------------------------------------------------


def test_coordinator_is_offered_employees_and_gets_no_further(coordinator, birthe, karen, unit):
    path = page("give-role", karen)
    assert dict(coordinator.get(path).context["form"].fields["kind"].choices).keys() == {"", "employee"}
    for kind in ("administrator", "coordinator", "leader", "councillor"):
        response = coordinator.post(path, {"kind": kind})
        assert "Vælg en af mulighederne" in response.text
    assert coordinator.post(page("give-role", birthe), {"kind": "employee"}).status_code == 403
    assert coordinator.post(page("add-membership", birthe), {"actor": str(unit.pk)}).status_code == 403
    assert not karen.roles.exists()
    assert coordinator.post(path, {"kind": "employee", "scope": str(unit.pk)}).status_code == 302
    assert viewer(karen).is_staff


def test_administrator_makes_a_leader_with_an_amount_and_days(administrator, karen, unit):
    sent = {"kind": "leader", "scope": str(unit.pk), "amount": "25.000", "since": "01-01-2026", "until": "2031-12-31"}
    assert administrator.post(page("give-role", karen), sent).status_code == 302
    role = karen.roles.get()
    assert (role.amount, role.since.isoformat(), role.until.isoformat()) == (25_000, "2026-01-01", "2031-12-31")
    assert "Op til 25.000 kr." in administrator.get(page("person", karen)).text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"kind": "employee", "amount": "5000"}, "Kun en leder kan have et beløb"),
        ({"kind": "leader", "amount": "mange"}, "Skriv beløbet i hele kroner"),
        ({"kind": "leader", "amount": "9" * 40}, "Beløbet er for stort"),
        ({"kind": "leader", "since": "i morgen"}, "Skriv dagen sådan"),
        ({"kind": "leader", "since": "2026-05-02", "until": "2026-05-01"}, "kan ikke ligge før den første"),
        ({"kind": "leader", "scope": str(uuid4())}, "Vælg en af mulighederne"),
        ({"kind": "administrator", "scope": "unit"}, "gælder hele kommunen"),
        ({"kind": ""}, "Vælg en af mulighederne"),
    ],
)
def test_role_that_makes_no_sense_is_told(administrator, karen, unit, sent, message):
    sent = sent | ({"scope": str(unit.pk)} if sent.get("scope") == "unit" else {})
    response = administrator.post(page("give-role", karen), sent)
    assert (response.status_code, message in response.text) == (200, True)
    assert not karen.roles.exists()


def test_role_stops_after_a_question(administrator, mette):
    role = mette.roles.get()
    path = reverse("identity:end-role", args=[role.pk])
    assert path in administrator.get(page("person", mette)).text
    assert "Skal det slutte nu" in administrator.get(path).text
    assert viewer(mette).is_staff
    assert administrator.post(path).url == page("person", mette)
    assert not viewer(mette).is_staff
    assert path not in administrator.get(page("person", mette)).text


def test_last_administrator_is_told(administrator):
    response = administrator.post(reverse("identity:end-role", args=[Role.objects.get(kind="administrator").pk]))
    assert response.status_code == 409
    assert "Der skal altid være en administrator" in response.text


def test_membership_begins_and_ends(coordinator, karen):
    anglers = make_actor("Lystfiskerne")
    sent = {"actor": str(anglers.pk), "function": "formand", "speaks_for": "on", "request_id": str(uuid7())}
    for _press in range(2):
        assert coordinator.post(page("add-membership", karen), sent).status_code == 302
    assert viewer(karen).speaks_for == {anglers.pk}
    again = coordinator.post(page("add-membership", karen), {**sent, "request_id": str(uuid7())})
    assert "Personen er med der i forvejen" in again.text
    assert coordinator.post(reverse("identity:end-membership", args=[karen.memberships.get().pk])).status_code == 302
    assert viewer(karen).speaks_for == frozenset()


def test_membership_of_a_person_or_a_made_up_actor_is_told(coordinator, karen, mette):
    for actor in (mette.actor_id, uuid4(), "x"):
        response = coordinator.post(page("add-membership", karen), {"actor": str(actor)})
        assert "Vælg en af mulighederne" in response.text


def test_access_is_given_by_administrators_alone(coordinator, administrator, karen):
    path = page("give-access", karen)
    assert coordinator.post(path).status_code == 403
    assert path not in coordinator.get(page("person", karen)).text
    assert not User.objects.filter(person=karen).exists()
    assert administrator.get(path).status_code == 405
    for _press in range(2):
        assert "kan logge ind nu" in administrator.post(path, follow=True).text
    assert User.objects.get(person=karen).email == karen.email
    assert JournalEntry.objects.filter(verb="identity.user_created", subject=karen.actor_id).count() == 1


def test_access_without_an_address_is_told(administrator):
    nameless = register_person(name="Ejner")
    assert "ingen mailadresse" in administrator.post(page("give-access", nameless), follow=True).text
