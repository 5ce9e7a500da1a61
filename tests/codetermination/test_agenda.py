"""What MED is asked about, and that it was discussed (rule of power 5, C43)."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.actors import actions as actors
from samspil.codetermination import letters
from samspil.codetermination.actions import correct_discussion, note_discussion, put_on_agenda, take_off_agenda
from samspil.codetermination.models import Earlier, MedItem, Phase
from samspil.codetermination.queries import committee_for, is_discussed
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.tasks import actions as tasks
from tests.factories import make_challenge, make_person, make_proposal, make_unit, viewer
from tests.racing import at_once
from tests.refusing import problems
from tests.tasks.making import facts

pytestmark = pytest.mark.django_db
NOTE = "Vi talte om vagterne. Referatet står i sag 12."


def make_committee(name: str = "MED-udvalg for ældreområdet"):
    return actors.add_body(by=SYSTEM, name=name, body_kind="med", powers=("discuss",)).actor


@pytest.fixture
def committee(db):
    return make_committee()


@pytest.fixture
def susanne(committee):
    """Speaks for the committee."""
    return make_person("Susanne Lykke", role="employee", scope=make_unit("Skoleområdet"), member_of=committee)


@pytest.fixture
def item(committee, unit):
    return put_on_agenda(make_proposal(unit=unit, title="Nye aftenvagter").subject, ["staffing"], unit=unit)


def note(item, by, **more) -> MedItem:
    facts = {"discussed_on": clock.today(), "note": NOTE, **more}
    return note_discussion(by=by if by is NOBODY else viewer(by), item_id=item.pk, **facts)


@pytest.mark.capability("C43")
def test_what_changes_comes_on_the_agenda_once_for_each_phase(committee, unit):
    subject = make_proposal(unit=unit).subject
    assert put_on_agenda(subject, []) is None
    first = put_on_agenda(subject, ["tasks"], unit=unit)
    assert first.committee == committee
    again = put_on_agenda(subject, ["tasks", "environment", "hat"], unit=unit)
    assert (again.pk, again.why, str(again.touches)) == (
        first.pk,
        ["tasks", "environment"],
        "Arbejdsopgaver, Arbejdsmiljø",
    )
    put_on_agenda(subject, ["tasks"], phase=Phase.ADOPTION, unit=unit)
    assert MedItem.objects.count() == 2
    take_off_agenda(subject)
    assert not MedItem.objects.exists()


def test_what_was_discussed_is_not_asked_again_but_something_new_is(item, susanne, unit):
    assert not is_discussed([item.subject_id])
    note(item, susanne)
    assert is_discussed([item.subject_id])
    assert put_on_agenda(item.subject, ["staffing"], unit=unit).pk == item.pk
    more = put_on_agenda(item.subject, ["staffing", "tasks"], unit=unit)
    assert more.why == ["tasks"]
    assert not is_discussed([item.subject_id])
    assert MedItem.objects.count() == 2


def test_another_units_discussion_says_nothing_here(item, susanne, unit):
    elsewhere = make_unit("Skoler")
    put_on_agenda(item.subject, ["staffing"], unit=elsewhere)
    assert MedItem.objects.get().unit == elsewhere  # it moves as long as nobody has talked
    put_on_agenda(item.subject, ["staffing"], unit=unit)
    note(item, susanne)
    assert is_discussed([item.subject_id])
    assert put_on_agenda(item.subject, ["staffing"], unit=elsewhere).pk != item.pk
    assert not is_discussed([item.subject_id])


def test_discussed_since_a_day_and_in_a_phase(item, susanne):
    note(item, susanne, discussed_on=clock.today() - timedelta(days=10))
    pk = [item.subject_id]
    assert is_discussed(pk, since=clock.today() - timedelta(days=10))
    assert not is_discussed(pk, since=clock.today())
    assert is_discussed(pk, phase=Phase.START)
    assert not is_discussed(pk, phase=Phase.ADOPTION)
    assert not is_discussed([uuid4()])


def test_the_committee_nearest_in_the_line_is_chosen(committee, unit):
    schools = make_unit("Skoleområdet")
    other = make_committee("Andet MED")
    make_person(role="employee", scope=schools, member_of=other)
    above = make_person(role="leader", scope=unit.parent, member_of=committee)
    assert committee_for(unit) == committee
    assert committee_for(schools) == other
    actors.add_member(by=SYSTEM, person=above, actor=other, speaks_for=False)
    make_person(role="employee", scope=unit, member_of=other)
    assert committee_for(unit) == other
    assert committee_for(None) in (committee, other)


@pytest.mark.capability("C43")
def test_the_committee_or_the_leader_writes_it_down_and_all_see_who_did(item, susanne, lene, client):
    noted = note(item, susanne)
    assert (noted.noted_by, noted.discussed_on) == (susanne, clock.today())
    entry = JournalEntry.objects.get(verb="codetermination.discussed")
    assert (entry.subject_id, entry.actor) == (item.subject_id, item.committee_id)
    for path in (reverse("codetermination:agenda"), reverse("codetermination:paper"), reverse("papers:med-csv")):
        text = client.get(path).text
        assert "Nye aftenvagter" in text
        assert NOTE in text
    page = client.get(reverse("codetermination:agenda")).text
    for words in ("Drøftet i MED", "Skrevet ned af Susanne Lykke", "hverken et ja eller et nej"):
        assert words in page
    assert NOTE in client.get(reverse("proposals:page", args=[item.subject_id])).text


def test_a_leader_may_write_it_down_and_say_which_committee(item, lene, unit):
    other = make_committee("Andet MED")
    noted = note(item, lene, committee_id=other.pk)
    assert (noted.committee, noted.noted_by) == (other, lene)


def test_nobody_else_may(item, karen, mette, birthe, jens):
    other_leader = make_person(role="leader", scope=make_unit("Skoleområdet"))
    for person in (karen, mette, birthe, jens, other_leader):
        with pytest.raises(Refused):
            note(item, person)
    with pytest.raises(Refused):
        note(item, NOBODY)


def test_who_speaks_for_a_committee_speaks_for_no_other(item, susanne):
    other = make_committee("Andet MED")
    assert problems(lambda: note(item, susanne, committee_id=other.pk)) == {"committee_id"}


def test_without_unit_and_committee_the_coordinator_keeps_the_agenda(birthe):
    item = put_on_agenda(make_challenge().subject, ["tasks"])
    assert item.committee is None
    assert problems(lambda: note(item, birthe)) == {"committee_id"}
    committee = make_committee()
    assert note(item, birthe, committee_id=committee.pk).committee == committee


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"discussed_on": None}, "discussed_on"),
        ({"discussed_on": "future"}, "discussed_on"),
        ({"note": " "}, "note"),
        ({"note": "Min mor, 010150-1234"}, "note"),
        ({"note": "x" * 601}, "note"),
        ({"committee_id": str(uuid4())}, "committee_id"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(item, lene, facts, field):
    if facts.get("discussed_on") == "future":
        facts = {"discussed_on": clock.today() + timedelta(days=1)}
    assert field in problems(lambda: note(item, lene, **facts))
    item.refresh_from_db()
    assert item.discussed_on is None


def test_twice_is_told_and_a_double_press_is_not(item, susanne):
    key = uuid4()
    assert note(item, susanne, request_id=key) == note(item, susanne, request_id=key)
    with pytest.raises(ValidationError):
        note(item, susanne)


@pytest.mark.django_db(transaction=True)
def test_noting_and_editing_at_the_same_moment_wait_for_each_other():
    unit, committee = make_unit(), make_committee()
    speaker = viewer(make_person(role="employee", scope=unit, member_of=committee))
    leader = viewer(make_person(role="leader", scope=unit))
    for stays in (True, False) * 2:
        told = facts(insurance="municipal", may_replace_paid_work=True)
        task = tasks.make_task(by=leader, host_id=unit.pk, origin_id=make_challenge().pk, **told)
        item = MedItem.objects.get(subject=task.subject)
        said = {"discussed_on": clock.today(), "note": NOTE, "committee_id": committee.pk}
        raised = at_once(
            partial(note_discussion, by=speaker, item_id=item.pk, **said),
            partial(tasks.edit_task, by=leader, task_id=task.pk, does="Noget andet.", may_replace_paid_work=stays),
        )
        # What is off the agenda before it is discussed is not there to note.
        assert {type(problem) for problem in raised} <= {NotFound}
        assert bool(raised) == (not MedItem.objects.filter(pk=item.pk).exclude(discussed_on=None).exists())


def test_what_one_may_not_read_is_not_there(committee, susanne, unit, mette, client):
    limited = make_challenge(by=mette, audience="unit", unit=unit, question="Enhedkun?")
    item = put_on_agenda(limited.subject, ["tasks"], unit=unit)
    with pytest.raises(NotFound):
        note(item, susanne)
    for path in (reverse("codetermination:agenda"), reverse("codetermination:paper"), reverse("papers:med-csv")):
        assert "Enhedkun" not in client.get(path).text


def test_agenda_is_searched_and_narrowed(item, susanne, committee, unit, client):
    done = put_on_agenda(make_proposal(title="Kaffe hele dagen").subject, ["tasks"])
    note(done, susanne)

    def shown(query: str) -> set[str]:
        text = client.get(reverse("codetermination:agenda") + query).text.partition("graensen")[0]
        return {title for title in ("Nye aftenvagter", "Kaffe hele dagen") if title in text}

    assert shown("") == {"Nye aftenvagter", "Kaffe hele dagen"}
    assert shown("?q=kaffe") == {"Kaffe hele dagen"}
    assert shown("?vis=aabne") == {"Nye aftenvagter"}
    assert shown("?vis=droeftet") == {"Kaffe hele dagen"}
    assert shown(f"?enhed={unit.pk}") == {"Nye aftenvagter"}
    assert shown(f"?udvalg={committee.pk}") == {"Nye aftenvagter", "Kaffe hele dagen"}
    assert shown("?q=enhjørning") == set()
    assert shown("?udvalg=vrøvl&enhed=vrøvl&vis=vrøvl&side=x") == {"Nye aftenvagter", "Kaffe hele dagen"}


@pytest.mark.capability("C43")
def test_roles_for_volunteers_stand_at_the_boundary(committee, karen, client):
    make_proposal(
        by=karen,
        title="Følgeskab",
        volunteer_role="Gå med til læge",
        role_planned_by="municipality",
        role_in_offer=True,
    )
    text = client.get(reverse("codetermination:agenda")).text
    for words in ("Følgeskab", "Gå med til læge", "Kommunal frivilligrolle", "Planlægges af: Kommunen"):
        assert words in text
    assert "Gå med til læge" in client.get(reverse("codetermination:paper")).text
    assert "Gå med til læge" not in client.get(reverse("codetermination:agenda") + "?q=enhjørning").text


def test_agenda_costs_the_same_with_one_item_and_with_thirty(committee, unit, client):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(reverse("codetermination:agenda")).status_code == 200
        return len(found)

    put_on_agenda(make_proposal(unit=unit).subject, ["tasks"], unit=unit)
    cost()
    one = cost()
    proposal = make_proposal(unit=unit)
    for phase in Phase.values:
        put_on_agenda(proposal.subject, ["tasks"], unit=unit, phase=phase)
    for _number in range(17):
        put_on_agenda(make_proposal(unit=unit).subject, ["tasks"], unit=unit)
    assert cost() == one
    assert one <= 16


def test_form_over_http(item, susanne, karen, sign_in):
    path = reverse("codetermination:note", args=[item.pk])
    assert sign_in(karen).get(path).status_code == 403
    client = sign_in(susanne)
    facts = {"committee_id": str(item.committee_id), "discussed_on": f"{clock.today():%d-%m-%Y}", "note": NOTE}
    wrong = client.post(path, facts | {"note": ""})
    assert wrong.status_code == 200
    assert "Skriv noget her." in wrong.text
    assert client.post(path, facts).status_code == 302
    item.refresh_from_db()
    assert item.note == NOTE
    assert client.get(path).status_code == 302


# --- those who wait, and mending what was written ---------------------------------------------------------------------


def of_a_task(committee, by) -> MedItem:
    """A task of the municipality that may replace paid work, put on the agenda by the verb that makes it."""
    unit = by.roles.get().scope
    told = facts(host_id=unit.pk, insurance="municipal", may_replace_paid_work=True)
    tasks.make_task(by=viewer(by), **told)
    return MedItem.objects.get()


def letters_to(person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=person.email, text__contains="Drøftet i").order_by("created_at", "pk"))


@pytest.mark.capability("C43")
def test_those_who_wait_get_one_letter_with_what_was_noted(committee, susanne, lene):
    item = of_a_task(committee, lene)
    other = make_person(role="employee", scope=make_unit("Et andet sted"))
    note(item, susanne)
    (letter,) = letters_to(lene)
    assert letter.title == "MED har drøftet: " + item.subject.title
    assert NOTE in letter.text
    assert f"/opgaver/{item.subject_id}/" in letter.text
    assert "Der mangler ikke mere fra MED" in letter.text
    assert not letters_to(susanne)  # whoever wrote it down knows
    assert not letters_to(other)


def test_whoever_writes_it_down_or_may_not_read_it_gets_no_letter(committee, unit, susanne, karen):
    proposal = make_proposal(by=karen, unit=unit, title="Nye aftenvagter")
    item = put_on_agenda(proposal.subject, ["staffing"], unit=unit)
    more = put_on_agenda(proposal.subject, ["tasks"], phase=Phase.ADOPTION, unit=unit)
    note(item, susanne)
    (letter,) = letters_to(karen)
    assert "MED mangler stadig at drøfte noget mere." in letter.text
    subjects.set_hidden(proposal.subject, clock.now())
    letters.tell_discussed(more, viewer(susanne))
    assert len(letters_to(karen)) == 1


def test_what_was_noted_is_mended_and_what_stood_there_can_still_be_read(item, committee, susanne, sign_in):
    note(item, susanne)
    # Another member of the committee, who does not speak for it.
    peter = make_person("Peter", member_of=committee, speaks_for=False)
    client = sign_in(peter)
    path = reverse("codetermination:correct", args=[item.pk])
    assert path in client.get(reverse("codetermination:agenda")).text
    yesterday = clock.today() - timedelta(days=1)
    told = {"discussed_on": str(yesterday), "note": "Vi talte om nattevagterne.", "expected_version": "1"}
    answer = client.post(path, {**told, "request_id": str(uuid4())}, follow=True)
    assert answer.status_code == 200
    item = MedItem.objects.get()
    assert (item.note, item.discussed_on, item.noted_by) == ("Vi talte om nattevagterne.", yesterday, susanne)
    assert item.corrections == [Earlier(1, clock.today(), NOTE, clock.today(), None, "")]
    public = Client().get(reverse("codetermination:agenda")).text
    assert "Vi talte om nattevagterne." in public
    assert NOTE in public
    assert JournalEntry.objects.get(verb="codetermination.corrected").person == peter.pk
    stale = client.post(path, {**told, "note": "Et tredje.", "request_id": str(uuid4())})
    assert stale.status_code == 409
    assert "Et tredje." in stale.text
    (again,) = JournalEntry.objects.filter(verb="codetermination.corrected")
    correct_discussion(by=viewer(susanne), item_id=item.pk, discussed_on=yesterday, note="Vi talte om nattevagterne.")
    assert MedItem.objects.get().version == 2  # nothing is new
    assert item.subject_id == again.subject_id


def test_who_waits_hears_that_it_was_mended(committee, susanne, lene):
    item = of_a_task(committee, lene)
    note(item, susanne)
    correct_discussion(by=viewer(susanne), item_id=item.pk, discussed_on=clock.today(), note="Se sag 13.")
    first, second = letters_to(lene)
    assert second.title.startswith("Rettet: ")
    assert "Se sag 13." in second.text
    assert first.pk != second.pk


def test_who_mends_it_and_what_is_told_at_the_field(item, committee, susanne, unit):
    told = {"item_id": item.pk, "discussed_on": clock.today(), "note": "Se sag 13."}
    with pytest.raises(Refused):  # nobody has talked about it yet
        correct_discussion(by=viewer(susanne), **told)
    leader = make_person(role="leader", scope=unit)
    note(item, leader)
    correct_discussion(by=viewer(leader), **told)
    strangers = [make_person(), make_person(role="leader", scope=unit), make_person(role="coordinator")]
    for stranger in strangers:
        with pytest.raises(Refused):
            correct_discussion(by=viewer(stranger), **told)
    with pytest.raises(Refused):
        correct_discussion(by=NOBODY, **told)
    late = clock.today() + timedelta(days=1)
    for wrong, field in (
        ({"note": " "}, "note"),
        ({"discussed_on": None}, "discussed_on"),
        ({"discussed_on": late}, "discussed_on"),
        ({"note": "010190-1234"}, "note"),
    ):
        assert field in problems(partial(correct_discussion, by=viewer(leader), **{**told, **wrong}))
