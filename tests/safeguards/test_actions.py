"""Checks of people: who may ask, order and see; what blocks a sign-up; what is kept, and who is reminded when."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AccessEntry, JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.safeguards import actions, letters, queries
from samspil.safeguards.models import Safeguard
from tests.factories import make_actor, make_person, make_unit, viewer
from tests.safeguards.making import asked, declared, make_chair, make_leader, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    unit = make_unit("Fritidsklubben")
    association = make_actor("Engbæk Lystfiskerforening")
    return SimpleNamespace(
        unit=unit,
        host=unit.actor,
        association=association,
        lene=make_leader(unit),
        bent=make_chair(association),
        kurt=make_person("Kurt", member_of=association, speaks_for=False),
        birthe=make_person("Birthe", role="coordinator"),
    )


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())


def missing(there, *, actor=None, host=None, kinds=("children_check",)):
    return [kind for kind, _what in queries.missing(kinds, person=there.kurt, actor=actor, host=host)]


@pytest.mark.capability("C67")
def test_check_goes_from_required_to_ordered_to_seen(there):
    row = asked(there.kurt, there.host, by=there.lene)
    assert (row.state, row.due_on) == ("required", clock.today() + timedelta(days=30))
    row = actions.mark_ordered(by=viewer(there.lene), safeguard_id=row.pk)
    assert (row.state, row.ordered_by) == ("ordered", there.lene)
    row = seen(row, by=there.lene, due_on=clock.today() + timedelta(days=700))
    assert (row.state, row.seen_by, row.holds) == ("seen", there.lene, True)
    told = OutgoingMail.objects.filter(to=there.kurt.email).order_by("created_at")
    assert [letter.title for letter in told] == [
        "Før du begynder: Børneattest",
        "På vej: Børneattest",
        "Det er i orden: Børneattest",
    ]


def test_nothing_of_what_a_certificate_says_can_be_stored(there):
    """No file, no free text, no CPR number: there is simply nowhere to put it."""
    fields = [field for field in Safeguard._meta.get_fields() if isinstance(field, models.Field)]
    assert not [field for field in fields if isinstance(field, models.FileField | models.TextField | models.JSONField)]
    free = {field.name for field in fields if isinstance(field, models.CharField) and not field.choices}
    assert free == {"declared_by", "called"}  # who signed for an association, and what somebody is called


@pytest.mark.parametrize("who", ["bent", "birthe", "lene"])
def test_only_the_responsible_ask(there, who):
    """The chair asks for the association's people, the leader and the coordinator for the unit's, nobody across."""
    hosts = {"bent": there.association, "birthe": there.host, "lene": there.host}
    person = getattr(there, who)
    asked(there.kurt, hosts[who], by=person)
    other = there.host if who == "bent" else there.association
    with pytest.raises(Refused):
        asked(there.kurt, other, by=person)


def test_administrators_employees_and_strangers_see_nothing(there):
    row = asked(there.kurt, there.host, by=there.lene)
    others = [
        make_person("Anna", role="administrator"),
        make_person("Eva", role="employee", scope=there.unit),
        make_person("Lars", role="leader", scope=make_unit("Et andet sted")),
        make_person("Nabo"),
        there.bent,
    ]
    for person in others:
        assert not Safeguard.objects.visible_to(viewer(person)).exists(), person
        with pytest.raises(NotFound):
            seen(row, by=person)
    assert Safeguard.objects.visible_to(viewer(there.kurt)).count() == 1


def test_coordinator_never_reads_about_an_associations_people(there):
    """The municipality gets the yearly declaration and nothing more."""
    asked(there.kurt, there.association, by=there.bent)
    declared(there.association, by=there.bent)
    rows = Safeguard.objects.visible_to(viewer(there.birthe))
    assert [row.person for row in rows] == [None]


def test_nobody_sees_their_own(there):
    chair = make_chair(there.association, "Gerda")
    row = asked(chair, there.association, by=there.bent)
    with pytest.raises(Refused):
        seen(row, by=chair)
    with pytest.raises(ValidationError):
        asked(there.bent, there.association, by=there.bent)


def test_association_asks_its_own_people_only(there):
    stranger = make_person("Fremmed")
    with pytest.raises(ValidationError) as problem:
        asked(stranger, there.association, by=there.bent)
    assert "person_id" in problem.value.error_dict


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "opdigtet"}, "kind"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
        ({"due_on": date(2400, 1, 1)}, "due_on"),
        ({"name": ""}, "name"),  # also of somebody we know: whether we do is told to nobody
        ({"name": "", "email": "", "person_id": "ikke-et-id"}, "person_id"),
    ],
)
def test_asking_says_what_is_wrong(there, facts, field):
    with pytest.raises(ValidationError) as problem:
        asked(there.kurt, there.host, by=there.lene, **facts)
    assert field in problem.value.error_dict


def test_double_press_and_second_asking_make_one_row_and_one_letter(there):
    key = uuid7()
    first = asked(there.kurt, there.host, by=there.lene, request_id=key)
    again = asked(there.kurt, there.host, by=there.lene, request_id=key)
    third = asked(there.kurt, there.host, by=there.lene)
    assert first.pk == again.pk == third.pk
    assert OutgoingMail.objects.filter(to=there.kurt.email).count() == 1


def test_stale_and_senseless_days_are_refused(there):
    row = asked(there.kurt, there.host, by=there.lene)
    with pytest.raises(Stale):
        seen(row, by=there.lene, expected_version=99)
    for day in (None, clock.today() + timedelta(days=1), date(2001, 1, 1)):
        with pytest.raises(ValidationError):
            seen(row, by=there.lene, seen_on=day)


def test_ordering_anew_does_not_shut_out_whose_check_still_counts(there):
    row = seen(asked(there.kurt, there.host, by=there.lene), by=there.lene)
    with pytest.raises(ValidationError):
        actions.mark_ordered(by=viewer(there.lene), safeguard_id=row.pk)
    assert missing(there, host=there.host) == []


def test_dropping_leaves_nothing_but_a_line_of_ids(there):
    row = seen(asked(there.kurt, there.host, by=there.lene), by=there.lene)
    actions.drop(by=viewer(there.lene), safeguard_id=row.pk)
    assert not Safeguard.objects.exists()
    lines = JournalEntry.objects.filter(verb__startswith="safeguards.")
    assert {entry.verb for entry in lines} >= {"safeguards.required", "safeguards.seen", "safeguards.dropped"}
    assert all(entry.payload == {"safeguard": str(row.pk)} for entry in lines)  # not which sort it was


# --- what blocks ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C67")
def test_missing_says_what_to_do_in_each_state(there):
    (kind, first), *_ = queries.missing(["children_check"], person=there.kurt, host=there.host)
    assert kind == "children_check"
    assert "digitale post" in first
    row = asked(there.kurt, there.host, by=there.lene)
    assert missing(there, host=there.host) == ["children_check"]
    actions.mark_ordered(by=viewer(there.lene), safeguard_id=row.pk)
    assert "bestilt" in queries.missing(["children_check"], person=there.kurt)[0][1]
    seen(row, by=there.lene, due_on=clock.today() + timedelta(days=10))
    assert missing(there, host=there.host) == []
    with clock.at(noon(clock.today() + timedelta(days=11))):
        assert "for gammel" in queries.missing(["children_check"], person=there.kurt)[0][1]


def test_declaration_covers_those_who_belong_and_nobody_else(there):
    stranger = make_person("Fremmed")
    assert missing(there, actor=there.association) == ["children_check"]
    declared(there.association, by=there.bent)
    assert missing(there, actor=there.association) == []
    assert missing(there) == ["children_check"]  # not when Kurt comes on his own
    (_kind, told), *_ = queries.missing(["children_check"], person=stranger, actor=there.association)
    assert "medlem" in told


def test_declaration_counts_to_the_end_of_its_year(there):
    with clock.at(noon(date(2026, 12, 31))):
        declared(there.association, by=there.bent, year=2026)
        assert missing(there, actor=there.association) == []
    with clock.at(noon(date(2027, 1, 1))):
        assert missing(there, actor=there.association) == ["children_check"]


def test_check_seen_by_one_association_does_not_count_with_another(there):
    row = seen(asked(there.kurt, there.association, by=there.bent), by=there.bent)
    assert row.holds
    other = make_actor("En anden forening")
    assert missing(there, host=other) == ["children_check"]
    assert missing(there, host=there.host) == ["children_check"]
    assert missing(there, host=there.host, actor=there.association) == []


def test_units_are_one_authority(there):
    seen(asked(there.kurt, there.host, by=there.lene), by=there.lene)
    assert missing(there, host=make_unit("Skolen").actor) == []


def test_who_belongs_to_a_unit_is_not_told_that_the_unit_must_declare(there):
    (_kind, told), *_ = queries.missing(["children_check"], person=there.kurt, actor=there.host, host=there.host)
    assert "erklære" not in told


def test_each_kind_stands_for_itself_and_unknown_kinds_block_nobody(there):
    kinds = ("course", "confidentiality", "criminal_record", "opdigtet", "course")
    assert missing(there, kinds=kinds) == ["course", "confidentiality", "criminal_record"]
    assert queries.missing(["course"], person=None)[0][0] == "course"


def test_missing_asks_the_database_twice_however_many(there, django_assert_max_num_queries):
    asked(there.kurt, there.host, by=there.lene)
    with django_assert_max_num_queries(2):
        missing(there, actor=there.association, kinds=("children_check", "course", "confidentiality"))


# --- the association's year -------------------------------------------------------------------------------------------


def test_chair_declares_and_the_coordinator_writes_down_paper(there):
    actions.ask_declaration(
        by=viewer(there.birthe), host_id=there.association.pk, kind="children_check", year=clock.today().year
    )
    assert OutgoingMail.objects.get().to == there.bent.email
    row = declared(there.association, by=there.bent)
    assert (row.state, row.seen_by, row.declared_by) == ("declared", there.bent, "")
    paper = declared(there.association, by=there.birthe, kind="course", declared_by="Bent", channel="paper")
    assert (paper.declared_by, paper.channel, paper.due_on.month) == ("Bent", "paper", 12)
    assert Safeguard.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "declared_by"),
        ({"declared_by": "Bent"}, "channel"),
        ({"declared_by": "010190-1234", "channel": "paper"}, "declared_by"),
        ({"declared_by": "Bent", "channel": "paper", "year": 1999}, "year"),
    ],
)
def test_paper_needs_a_name_and_a_way(there, facts, field):
    with pytest.raises(ValidationError) as problem:
        declared(there.association, by=there.birthe, **facts)
    assert field in problem.value.error_dict


def test_nobody_else_declares_and_no_unit_does(there):
    for person in (there.kurt, there.lene, make_person("Nabo")):
        with pytest.raises(Refused):
            declared(there.association, by=person)
    with pytest.raises(Refused):
        declared(there.host, by=there.birthe, declared_by="Lene", channel="paper")


def test_next_year_can_be_declared_from_november(there):
    with clock.at(noon(date(2026, 10, 15))), pytest.raises(ValidationError):
        declared(there.association, by=there.bent, year=2027)
    with clock.at(noon(date(2026, 11, 1))):
        assert declared(there.association, by=there.bent, year=2027).holds


# --- reminders --------------------------------------------------------------------------------------------------------


def titles(person):
    return list(
        OutgoingMail.objects.filter(to=person.email, title__contains="tilbage")
        .order_by("created_at")
        .values_list("title", flat=True)
    )


def remind_on(day: date):
    with clock.at(noon(day)):
        letters.remind()
        letters.remind()  # pressed twice, or by two machines


def test_reminders_60_30_and_7_days_before_go_once_each_to_who_must_act(there):
    with clock.at(noon(date(2026, 1, 10))):
        seen(asked(there.kurt, there.host, by=there.lene), by=there.lene, due_on=date(2026, 12, 1))
    for day in (date(2026, 9, 1), date(2026, 10, 2), date(2026, 11, 1), date(2026, 11, 24), date(2026, 11, 25)):
        remind_on(day)
    expected = [f"{days} dage tilbage: Børneattest" for days in (60, 30, 7)]
    assert titles(there.lene) == expected
    assert titles(there.kurt) == []


def test_who_was_just_asked_is_not_reminded_at_once(there):
    with clock.at(noon(date(2026, 3, 1))):
        row = asked(there.kurt, there.host, by=there.lene)  # due in thirty days
        actions.mark_ordered(by=viewer(there.lene), safeguard_id=row.pk)
    remind_on(date(2026, 3, 2))
    assert titles(there.kurt) == titles(there.lene) == []
    remind_on(date(2026, 3, 25))
    assert titles(there.kurt) == ["6 dage tilbage: Børneattest"]


def test_missed_days_are_caught_up_and_letters_name_nobody_else(there):
    with clock.at(noon(date(2026, 1, 10))):
        seen(asked(there.kurt, there.host, by=there.lene), by=there.lene, due_on=date(2026, 12, 1))
    remind_on(date(2026, 11, 20))  # the machine stood still on the first and the second day
    letter = OutgoingMail.objects.filter(to=there.lene.email).get()
    assert "11 dage" in letter.title
    assert "Kurt" not in letter.title + letter.text


def test_association_is_reminded_until_the_next_year_is_declared(there):
    with clock.at(noon(date(2026, 2, 1))):
        declared(there.association, by=there.bent, year=2026)
    remind_on(date(2026, 11, 5))
    assert len(titles(there.bent)) == 1
    with clock.at(noon(date(2026, 11, 6))):
        declared(there.association, by=there.bent, year=2027)
    remind_on(date(2026, 12, 27))
    assert len(titles(there.bent)) == 1


# --- reads and one's own data -----------------------------------------------------------------------------------------


def test_every_read_is_logged_once_and_never_ones_own(there):
    row = asked(there.kurt, there.host, by=there.lene)
    actions.log_reads([row, row], viewer(there.lene))
    actions.log_reads([row], viewer(there.kurt))
    entry = AccessEntry.objects.get()
    assert (entry.reader, entry.person, entry.what) == (there.lene.pk, there.kurt.pk, "safeguard")


def test_copy_and_erasure(there):
    row = seen(asked(there.kurt, there.host, by=there.lene), by=there.lene)
    Safeguard.objects.filter(pk=row.pk).update(called="Ham fra banen")
    copy = actions.export(there.kurt.pk)[0]
    assert (copy["seen_by"], copy["called"]) == ("Lene", "Ham fra banen")
    assert actions.export(there.lene.pk) == [{"saw": "children_check", "on": row.seen_on, "year": None}]
    declared(there.association, by=there.birthe, declared_by="Bent", channel="paper")
    actions.erase(there.lene.pk)
    row.refresh_from_db()
    assert (row.seen_by, row.required_by) == (None, None)
    actions.erase(there.bent.pk)
    assert Safeguard.objects.get(person=None).declared_by == "–"
    actions.erase(there.kurt.pk)
    assert not Safeguard.objects.filter(person__isnull=False).exists()


@pytest.mark.parametrize("reached", [{"email": "vibeke@post.example"}, {"phone": "20 20 20 20"}])
def test_a_newcomer_whom_nobody_knows_yet_can_be_asked_for_a_check(there, reached):
    """Without the check they cannot sign up, and until they sign up nobody knows them."""
    told = {"by": viewer(there.lene), "host_id": there.host.pk, "kind": "confidentiality"}
    row = actions.require_check(**told, name="Vibeke", **reached)
    assert (row.person.name, row.state) == ("Vibeke", "required")
    sent = OutgoingMail.objects.filter(to="vibeke@post.example")
    assert sent.count() == ("email" in reached)
    if "email" in reached:
        again = actions.require_check(**told, name="Vibeke", email="VIBEKE@post.example")
        assert again == row  # known from now on


def test_an_address_tells_nobody_whose_it_is(there, sign_in):
    """What was typed is shown; the name somebody is registered by is not, on no page and in no search."""
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    row = asked(known, there.host, by=there.lene, name="Ham fra banen")
    assert (row.person, row.whose) == (known, "Ham fra banen")
    desk = sign_in(there.lene)
    pages = ["/attester/", f"/attester/{row.pk}/", f"/attester/{row.pk}/fjern/", "/attester/?q=banen"]
    for page in pages:
        answer = desk.get(page)
        assert answer.status_code == 200
        assert "Ham fra banen" in answer.text
        assert "Registersen" not in answer.text
    assert "Ham fra banen" not in desk.get("/attester/?q=Registersen").text
    assert "Hemmelig" in OutgoingMail.objects.get(to=known.email).text  # their own letter greets them by their own name


def test_an_association_reads_its_people_by_the_names_it_wrote(there, sign_in):
    known = make_person("Hemmelig Registersen", email="kendt@post.example", member_of=there.association)
    known.memberships.update(called="Ham fra banen", speaks_for=False)
    form = sign_in(there.bent).get(f"/attester/kraev/{there.association.pk}/").text
    assert "Ham fra banen" in form
    row = asked(known, there.association, by=there.bent)
    assert row.whose == "Ham fra banen"
    assert [each.name for each in queries.covered_by(there.association)] == ["Bent", "Ham fra banen", "Kurt"]
    assert "Registersen" not in form + sign_in(there.bent).get("/attester/").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "vibeke@post.example"}, "name"),
        ({"name": "Vibeke"}, "email"),
        ({"name": "Vibeke", "email": "ikke en mail"}, "email"),
        ({"name": "Vibeke 010190-1234", "phone": "20 20 20 20"}, "name"),
        ({}, "person_id"),
    ],
)
def test_who_it_is_about_must_be_told(there, wrong, field):
    with pytest.raises(ValidationError) as problem:
        actions.require_check(by=viewer(there.lene), host_id=there.host.pk, kind="course", **wrong)
    assert field in problem.value.message_dict
    assert not Safeguard.objects.exists()


def test_an_association_takes_its_newcomers_in_on_its_own_list(there):
    with pytest.raises(ValidationError) as problem:
        actions.require_check(
            by=viewer(there.bent), host_id=there.association.pk, kind="course", name="Vibeke", phone="20 20 20 20"
        )
    assert "person_id" in problem.value.message_dict
