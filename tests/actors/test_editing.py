"""Adding and editing actors, units and bodies: the verb and the pages."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from samspil.actors.actions import add_body, edit_actor
from samspil.actors.models import Actor, Body, Unit
from samspil.actors.queries import tree
from samspil.challenges.models import ChainLink
from samspil.foundation import subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.search import find
from samspil.foundation.text import CPR_MESSAGE
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.factories import make_challenge, make_person, make_unit, viewer

pytestmark = pytest.mark.django_db
ADD = {name: reverse(f"actors:{name}") for name in ("add", "add-unit", "add-body")}
ORGANISATION = reverse("actors:organisation")
NEW = {"name": "Nabohjælpen", "kind": "informal_group", "contact_visibility": "public"}


@pytest.fixture
def anglers(kurt) -> Actor:
    return Actor.objects.get(name="Engbæk Lystfiskerforening")


@pytest.fixture
def coordinator(sign_in, birthe):
    return sign_in(birthe)


def edit_page(actor) -> str:
    return reverse("actors:edit", args=[actor.pk])


# --- the verb ---------------------------------------------------------------------------------------------------------


def test_edit_is_mirrored_searched_and_written_down(kurt, anglers):
    edit_actor(by=viewer(kurt), actor_id=anglers.pk, name="Åens Fiskere", description="Torskegilde.", place="Havnen")
    anglers.refresh_from_db()
    assert (anglers.subject.title, anglers.subject.place, anglers.version) == ("Åens Fiskere", "Havnen", 2)
    assert [row.pk for row in find("torskegilde havn", NOBODY)] == [anglers.pk]
    assert not find("lystfiskerforening", NOBODY)
    line = JournalEntry.objects.get(verb="actors.edited")
    assert (line.person, line.actor, line.payload) == (kurt.pk, anglers.pk, {"version": 2})


def test_edit_is_for_coordinators_and_those_who_speak_for_it(birthe, kurt, karen, lene, jens, anglers):
    silent = make_person(member_of=anglers, speaks_for=False)
    for by in (NOBODY, *map(viewer, (karen, lene, jens, silent))):
        with pytest.raises(Refused):
            edit_actor(by=by, actor_id=anglers.pk, name="Kapret")
    for person in (birthe, kurt):
        assert edit_actor(by=viewer(person), actor_id=anglers.pk, phone="99 00 00 41")


def test_single_person_is_edited_elsewhere(karen, birthe):
    for person in (karen, birthe):
        with pytest.raises(NotFound):
            edit_actor(by=viewer(person), actor_id=karen.actor_id, name="Karen Kapret")


def test_what_is_hidden_or_made_up_is_not_found(birthe, anglers):
    subjects.set_hidden(anglers.subject, timezone.now())
    for pk in (anglers.pk, uuid4(), "x"):
        with pytest.raises(NotFound):
            edit_actor(by=viewer(birthe), actor_id=pk, name="Ny")


def test_kind_is_changed_by_the_coordinator_and_old_links_keep_their_sphere(birthe, kurt, anglers):
    make_challenge(by=kurt, speaks_as=anglers.pk)
    with pytest.raises(Refused):
        edit_actor(by=viewer(kurt), actor_id=anglers.pk, kind="company")
    assert edit_actor(by=viewer(birthe), actor_id=anglers.pk, kind="company").sphere == "market"
    assert ChainLink.objects.get(actor=anglers).sphere == "civil_society"


@pytest.mark.parametrize("kind", ["unit", "body", "individual", "nonsense"])
def test_nothing_turns_into_a_unit_a_body_or_a_person(birthe, anglers, unit, kind):
    for actor in (anglers, unit.actor):
        if actor.kind == kind:
            continue
        with pytest.raises(ValidationError) as problem:
            edit_actor(by=viewer(birthe), actor_id=actor.pk, kind=kind)
        assert set(problem.value.message_dict) == {"kind"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((field, "Nr. 010190-1234") for field in ("name", "description", "place", "phone")),
        ("name", " "),
        ("phone", "9" * 31),
        ("description", "x" * 2001),
        ("email", "fisk@"),
        ("contact_visibility", "naboer"),
    ],
)
def test_bad_text_is_refused_and_nothing_changes(kurt, anglers, field, value):
    with pytest.raises(ValidationError) as problem:
        edit_actor(by=viewer(kurt), actor_id=anglers.pk, **{field: value})
    assert set(problem.value.message_dict) == {field}
    assert Actor.objects.get(pk=anglers.pk).name == "Engbæk Lystfiskerforening"


def test_older_version_is_stale(kurt, anglers):
    edit_actor(by=viewer(kurt), actor_id=anglers.pk, expected_version=1, phone="99 00 00 41")
    with pytest.raises(Stale):
        edit_actor(by=viewer(kurt), actor_id=anglers.pk, expected_version=1, phone="99 00 00 42")


@pytest.mark.capability("C25")
def test_powers_of_a_body_are_changed_by_the_coordinator_and_never_beyond_its_kind(birthe):
    body = add_body(by=SYSTEM, name="Ældrerådet", body_kind="senior_council", powers=("advise",))
    member = make_person(member_of=body.actor)
    with pytest.raises(Refused):
        edit_actor(by=viewer(member), actor_id=body.pk, powers=["respond"])
    edit_actor(by=viewer(birthe), actor_id=body.pk, powers=["respond"])
    body.refresh_from_db()
    assert (body.may_advise, body.may_respond) == (False, True)
    with pytest.raises(ValidationError) as problem:
        edit_actor(by=viewer(birthe), actor_id=body.pk, powers=["decide"])
    assert set(problem.value.message_dict) == {"powers"}


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C23")
def test_coordinator_adds_a_group_with_a_name_alone(coordinator):
    sent = {**NEW, "request_id": str(uuid7())}
    pages = {coordinator.post(ADD["add"], sent).url for _press in range(2)}
    assert pages == {reverse("actors:page", args=[Actor.objects.get(name="Nabohjælpen").pk])}
    assert "Nabohjælpen er med nu" in coordinator.get(pages.pop()).text


def test_coordinator_adds_a_unit_below_another(coordinator, unit):
    response = coordinator.post(ADD["add-unit"], {**NEW, "name": "Natholdet", "parent": str(unit.pk)}, follow=True)
    made = Unit.objects.get(actor__name="Natholdet")
    assert made.line[:2] == (made.pk, unit.pk)
    assert "En del af" in response.text


@pytest.mark.capability("C25")
def test_advisory_body_that_decides_is_told_and_nothing_is_lost(coordinator):
    sent = {**NEW, "name": "Ældrerådet", "body_kind": "senior_council", "powers": ["advise", "decide"]}
    response = coordinator.post(ADD["add-body"], sent)
    assert "Et rådgivende organ kan ikke beslutte eller bruge penge" in response.text
    assert "Ældrerådet" in response.text
    assert not Body.objects.exists()
    coordinator.post(ADD["add-body"], {**sent, "powers": ["advise"]})
    assert Body.objects.get().may_advise


@pytest.mark.parametrize(
    ("name", "field", "value", "message"),
    [
        ("add", "kind", "unit", "Vælg en af mulighederne"),
        ("add", "kind", "individual", "Vælg en af mulighederne"),
        ("add", "email", "fisk@", "Mailadressen ser ikke rigtig ud"),
        ("add", "phone", "010190-1234", CPR_MESSAGE),
        ("add-unit", "parent", "019d29ad-9938-7366-8394-85ec003b5ba8", "Vælg en af mulighederne"),
        ("add-body", "powers", "rule", "Vælg en af mulighederne"),
        ("add-body", "body_kind", "", "Vælg en af mulighederne"),
    ],
)
def test_bad_input_is_told(coordinator, name, field, value, message):
    response = coordinator.post(ADD[name], {**NEW, "body_kind": "med", field: value})
    assert (response.status_code, str(message) in response.text) == (200, True)
    assert not Actor.objects.filter(name="Nabohjælpen").exists()


def test_buttons_stand_where_somebody_may(client, coordinator, sign_in, kurt, anglers):
    page = reverse("actors:page", args=[anglers.pk])
    for who, may_add, may_edit in ((client, False, False), (sign_in(kurt), False, True), (coordinator, True, True)):
        assert (ADD["add"] in who.get(reverse("actors:list")).text) == may_add
        assert (ADD["add-unit"] in who.get(ORGANISATION).text) == may_add
        assert (edit_page(anglers) in who.get(page).text) == may_edit


def test_form_that_was_overtaken_shows_both_texts(sign_in, kurt, anglers):
    client = sign_in(kurt)
    sent = {**NEW, "name": "Lystfiskerne", "expected_version": 1}
    assert client.post(edit_page(anglers), sent).status_code == 302
    response = client.post(edit_page(anglers), {**sent, "name": "Åens venner"})
    assert response.status_code == 409
    assert [(row["mine"], row["theirs"]) for row in response.context["stale"]["fields"]] == [
        ("Åens venner", "Lystfiskerne")
    ]
    assert anglers.kind == Actor.objects.get(pk=anglers.pk).kind  # the chair is not asked for it


def test_form_of_a_body_shows_its_powers(coordinator):
    body = add_body(by=SYSTEM, name="Ældrerådet", body_kind="senior_council", powers=("advise",))
    form = coordinator.get(edit_page(body)).context["form"]
    assert (form["powers"].value(), "kind" in form.fields) == (["advise"], False)


# --- the organisation -------------------------------------------------------------------------------------------------


def test_organisation_shows_units_below_each_other_with_their_leaders(client, lene, unit):
    make_unit("Natholdet", parent=unit)
    top = client.get(ORGANISATION).context["branches"]
    assert [branch.unit.actor.name for branch in top] == ["Ældreområdet"]
    north = top[0].parts[0]
    assert ([person.name for person in north.leaders], len(north.parts)) == (["Lene Dahlgaard"], 1)
    assert "Lene Dahlgaard" in client.get(reverse("actors:page", args=[unit.pk])).text
    assert "Natholdet" in client.get(reverse("actors:page", args=[unit.pk])).text


def test_unit_below_a_hidden_one_moves_up(unit):
    subjects.set_hidden(unit.parent.actor.subject, timezone.now())
    assert [branch.unit for branch in tree(NOBODY)] == [unit]


def test_organisation_costs_the_same_however_large(client, unit, django_assert_max_num_queries):
    for _number in range(12):
        below = make_unit(parent=unit)
        make_person(role="leader", scope=below)
        add_body(by=SYSTEM, name="Et udvalg", body_kind="committee", powers=("decide",))
    with django_assert_max_num_queries(4):
        client.get(ORGANISATION)
    # A panel costs one where it holds anything; what a unit has not needs none.
    with django_assert_max_num_queries(15):
        client.get(reverse("actors:page", args=[unit.pk]))
