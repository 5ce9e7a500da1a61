"""The verbs of the catalogue: what comes in, who may, what stays in the history."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from samspil.actors import actions as actors
from samspil.exchange.actions import Upload
from samspil.following.actions import follow
from samspil.foundation import clock, search, subjects
from samspil.foundation.models import JournalEntry, OutgoingMail, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.technologies import actions, checking, queries
from samspil.technologies.checking import NAME_TAKEN
from samspil.technologies.models import CatalogueFile, Placement, Product, Technology, Use
from tests.assessments.making import make_assessment
from tests.buildings.making import look_at, make_building
from tests.business_cases.making import make_case
from tests.experiences.making import make_experience
from tests.factories import make_person, make_unit, viewer
from tests.technologies.making import FACTS, make_placement, make_technology, make_use
from tests.technology_projects.making import make_tried

pytestmark = pytest.mark.django_db
CPR = "Min mor, 010150-1234."


@pytest.fixture
def lift():
    return make_technology(title="Loftlift")


@pytest.fixture
def unit():
    return make_unit("Hjemmeplejen Nord")


@pytest.fixture
def worker(unit):
    return make_person("Mette", role="employee", scope=unit)


def problems(call, **arguments):
    with pytest.raises(ValidationError) as raised:
        call(**arguments)
    return set(raised.value.message_dict)


def verbs_of(technology):
    return list(JournalEntry.objects.filter(subject=technology.pk).order_by("pk").values_list("verb", flat=True))


# --- the catalogue ----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C46")
def test_staff_add_a_technology_with_what_it_does_and_for_whom(worker):
    technology = make_technology(
        by=worker,
        title="  Spiserobot ",
        what="Fører maden til munden.",
        iso_class="150918",
        links=[{"title": "", "url": "hmi-basen.dk"}],
    )
    assert (technology.title, technology.iso_class) == ("Spiserobot", "15 09 18")
    assert technology.links == [{"title": "hmi-basen.dk", "url": "https://hmi-basen.dk"}]
    assert [row.group for row in technology.targets.all()] == ["older_people", "disability"]
    assert verbs_of(technology) == ["technologies.added"]
    assert list(search.find("mund", NOBODY, ("technology",))) == [technology.subject]


@pytest.mark.capability("C45")
@pytest.mark.parametrize("purposes", [["better_life"], ["smarter_work"], ["better_life", "smarter_work"]])
def test_technology_serves_one_purpose_or_both(purposes):
    assert [str(each.value) for each in make_technology(purposes=purposes).purposes] == purposes


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"purposes": []}, "purposes"),
        ({"purposes": ["profit"]}, "purposes"),
        ({"targets": []}, "targets"),
        ({"targets": ["everybody"]}, "targets"),
        ({"group": "x"}, "group"),
        ({"maturity": ""}, "maturity"),
        ({"title": " "}, "title"),
        ({"title": "!!"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"what": CPR}, "what"),
        ({"work_sign": CPR}, "work_sign"),
        ({"iso_class": "12 3"}, "iso_class"),
        ({"iso_class": "løft"}, "iso_class"),
        ({"links": [{"title": "", "url": "javascript:alert(1)"}]}, "links"),
        ({"links": [{"title": CPR, "url": "https://x.dk"}]}, "links"),
        ({"links": [{"title": "", "url": "https://a@x.dk"}]}, "links"),
        ({"links": [{"title": "", "url": f"https://x.dk/{n}"} for n in range(16)]}, "links"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(told, field, birthe):
    facts = {"title": "Loftlift", **FACTS, **told}
    assert problems(actions.add_technology, by=viewer(birthe), **facts) == {field}
    assert Technology.objects.count() == 0


def test_same_name_stands_once(lift):
    assert problems(make_technology, title="LOFTLIFT!") == {"title"}
    other = make_technology(title="Skinnelift")
    assert problems(actions.edit_technology, by=SYSTEM, technology_id=other.pk, title="loftlift") == {"title"}
    actions.withdraw_technology(by=SYSTEM, technology_id=lift.pk, reason="Står her to gange.")
    assert make_technology(title="Loftlift").title == "Loftlift"


def test_second_press_adds_nothing(birthe):
    press = {"by": viewer(birthe), "request_id": uuid4(), "title": "Loftlift", **FACTS}
    assert actions.add_technology(**press) == actions.add_technology(**press)


def test_only_staff_add_and_only_its_keepers_edit(lift, worker, karen):
    with pytest.raises(Refused):
        make_technology(by=karen)
    for who in (viewer(karen), viewer(worker), NOBODY):
        with pytest.raises(Refused):
            actions.edit_technology(by=who, technology_id=lift.pk, what="Noget andet.")
    own = make_technology(by=worker)
    assert actions.edit_technology(by=viewer(worker), technology_id=own.pk, what="Noget andet.").what == "Noget andet."


def test_group_for_technology_keeps_the_catalogue(lift):
    group = actors.add_body(by=SYSTEM, name="Teknologigruppen", body_kind="technology_group", powers=("advise",))
    member = make_person(role="employee", scope=make_unit(), member_of=None)
    actors.add_member(by=SYSTEM, person=member, actor=group.actor, speaks_for=False, function="medlem")
    assert actions.edit_technology(by=viewer(member), technology_id=lift.pk, training="To timer.").training
    assert make_placement(lift, by=member).by == member


def test_edit_keeps_history_and_refuses_what_is_overtaken(lift, birthe):
    actions.edit_technology(by=viewer(birthe), technology_id=lift.pk, expected_version=1, what="Dækker hele rummet.")
    with pytest.raises(Stale):
        actions.edit_technology(by=viewer(birthe), technology_id=lift.pk, expected_version=1, what="Gammelt.")
    with pytest.raises(TypeError):
        actions.edit_technology(by=viewer(birthe), technology_id=lift.pk, subject="x")
    change = queries.changes_of(Technology.objects.get(pk=lift.pk))[0]
    assert (change.who, change.fields[0][2]) == ("Birthe Holm", "Dækker hele rummet.")
    assert list(search.find("rummet", NOBODY, ("technology",))) == [lift.subject]


def test_withdrawn_is_found_no_more_but_says_why(lift, birthe):
    assert problems(actions.withdraw_technology, by=viewer(birthe), technology_id=lift.pk, reason=" ") == {"reason"}
    actions.withdraw_technology(by=viewer(birthe), technology_id=lift.pk, reason="Den findes ikke.")
    assert not queries.technologies(NOBODY).exists()
    assert not search.find("loftlift", NOBODY).exists()
    with pytest.raises(Refused):
        actions.edit_technology(by=viewer(birthe), technology_id=lift.pk, what="Igen.")


@pytest.mark.parametrize("what", ["use", "trial", "experience", "case", "building", "assessment"])
def test_what_others_build_on_is_taken_out_by_those_who_keep_the_catalogue(what, worker, birthe, unit):
    own = make_technology(by=worker)
    taken_out = {"technology_id": own.pk, "reason": "Vi vil ikke have den."}
    if what == "use":
        make_use(own, make_unit("Plejehjemmet Syd"))
    elif what == "trial":
        make_tried(own)
    elif what == "experience":
        make_experience(own, by=birthe)
    elif what == "case":
        make_case(by=birthe, about=own)
    elif what == "building":
        look_at(make_building(birthe, unit), birthe, own)
    else:
        make_assessment(technology=own)
    with pytest.raises(ValidationError, match="Bed dem, der holder kataloget"):
        actions.withdraw_technology(by=viewer(worker), **taken_out)
    assert queries.technologies(NOBODY).get() == own
    actions.withdraw_technology(by=viewer(birthe), **taken_out)
    assert not queries.technologies(NOBODY).exists()


def test_database_that_refuses_for_another_reason_does_not_say_that_the_name_is_taken(lift):
    lift.is_better_life = lift.is_smarter_work = False
    with pytest.raises(IntegrityError):
        actions.save(lift)


def test_what_only_ones_own_unit_has_one_takes_out_oneself(worker, unit):
    own = make_technology(by=worker)
    make_use(own, unit, by=worker)
    make_use(own, make_unit(), status="phased_out", reason="For tung.")
    make_experience(own, by=worker)
    make_case(by=worker, unit=unit, about=own)
    look_at(make_building(worker, unit), worker, own)
    actions.withdraw_technology(by=viewer(worker), technology_id=own.pk, reason="Den findes ikke.")
    assert not queries.technologies(NOBODY).exists()


def test_what_was_taken_out_comes_back_with_all_that_hangs_on_it(lift, unit, birthe, worker):
    use, placed = make_use(lift, unit), make_placement(lift)
    actions.withdraw_technology(by=viewer(birthe), technology_id=lift.pk, reason="Den findes ikke.")
    for who in (viewer(worker), NOBODY):
        with pytest.raises(Refused):
            actions.put_back(by=who, technology_id=lift.pk)
    back = actions.put_back(by=viewer(birthe), technology_id=lift.pk)
    assert (back.withdrawn_at, back.withdrawn_reason, back.subject.title) == (None, "", "Loftlift")
    assert queries.technologies(NOBODY).get().current_uses == [use]
    assert list(queries.placements_of(lift)) == [placed]
    assert search.find("loftlift", NOBODY).get() == lift.subject
    with pytest.raises(Refused):  # it stands there
        actions.put_back(by=viewer(birthe), technology_id=lift.pk)


def test_nothing_comes_back_under_a_name_that_another_has_now(lift, birthe, sign_in):
    actions.withdraw_technology(by=viewer(birthe), technology_id=lift.pk, reason="Står her to gange.")
    make_technology(title="Loftlift")
    assert problems(actions.put_back, by=viewer(birthe), technology_id=lift.pk) == {"title"}
    page = sign_in(birthe).post(reverse("technologies:put-back", args=[lift.pk]), follow=True).text
    assert str(NAME_TAKEN) in page


@pytest.mark.parametrize("pk", ["hidden", "forged"])
def test_hidden_and_forged_ids_are_not_there(lift, pk, birthe, unit):
    subjects.set_hidden(lift.subject, clock.now())
    wanted = lift.pk if pk == "hidden" else uuid4()
    by = viewer(birthe)
    for call in (
        lambda: actions.edit_technology(by=by, technology_id=wanted, what="x"),
        lambda: actions.set_use(by=by, technology_id=wanted, unit_id=unit.pk, status="in_use"),
        lambda: actions.place(by=by, technology_id=wanted, ring="try", reason="x"),
        lambda: actions.name_products(by=by, technology_id=wanted, products=[]),
    ):
        with pytest.raises(NotFound):
            call()


def test_products_are_named_all_at_once(lift, birthe):
    told = [
        {"supplier": "Løft ApS", "name": "R1", "website": "loeft.example", "hmi_number": "HMI-nr. 48213"},
        {"supplier": "", "name": "", "website": " ", "hmi_number": ""},
        {"supplier": "Løft ApS", "name": "R2"},
    ]
    actions.name_products(by=viewer(birthe), technology_id=lift.pk, products=told, expected_version=1)
    rows = list(lift.products.values_list("supplier", "name", "website", "hmi_number"))
    assert rows == [("Løft ApS", "R1", "https://loeft.example", "48213"), ("Løft ApS", "R2", "", "")]
    assert list(search.find("løft r1", NOBODY, ("technology",))) == [lift.subject]
    with pytest.raises(Stale):
        actions.name_products(by=viewer(birthe), technology_id=lift.pk, products=[], expected_version=1)
    actions.name_products(by=viewer(birthe), technology_id=lift.pk, products=[])
    assert Product.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ([{"name": "R1"}], "supplier-0"),
        ([{"supplier": "A"}, {"supplier": "A"}], "supplier-1"),
        ([{"supplier": "A", "hmi_number": "12"}], "hmi_number-0"),
        ([{"supplier": "A", "website": "ikke en adresse"}], "website-0"),
        ([{"supplier": CPR}], "supplier-0"),
        ([{"supplier": f"A{n}"} for n in range(31)], "supplier-0"),
    ],
)
def test_wrong_products_are_told_at_their_row(lift, birthe, told, field):
    assert problems(actions.name_products, by=viewer(birthe), technology_id=lift.pk, products=told) == {field}


# --- where it is ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C58")
def test_unit_says_how_far_it_is_and_what_it_said_before_stays(lift, unit, worker):
    make_use(lift, unit, by=worker, status="trial", since=date(2026, 1, 5))
    use = make_use(lift, unit, by=worker, status="in_use", how_many=12, contact_id=worker.pk)
    assert [row.status for row in queries.uses_of(lift, viewer(worker))] == ["in_use", "trial"]
    assert (use.contact, use.how_many, Use.objects.filter(is_current=True).count()) == (worker, 12, 1)
    assert verbs_of(lift)[1:] == ["technologies.tried", "technologies.taken_into_use"]


@pytest.mark.capability("C58")
def test_phasing_out_needs_a_reason_others_learn_from(lift, unit, worker):
    told = {"by": viewer(worker), "technology_id": lift.pk, "unit_id": unit.pk, "status": "phased_out"}
    assert problems(actions.set_use, **told) == {"reason"}
    assert actions.set_use(**told, reason="Skinnerne passede ikke til loftet.").reason


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"status": "x"}, "status"),
        ({"since": date(1900, 1, 1)}, "since"),
        ({"status": "in_use", "since": "tomorrow"}, "since"),
        ({"how_many": 0}, "how_many"),
        ({"how_many": 100_001}, "how_many"),
        ({"reason": CPR}, "reason"),
        ({"contact_id": "stranger"}, "contact_id"),
        ({"unit_id": "forged"}, "unit_id"),
    ],
)
def test_wrong_words_about_a_unit(lift, unit, worker, told, field):
    made = {"tomorrow": clock.today() + timedelta(days=1), "stranger": make_person().pk, "forged": uuid4()}
    told = {name: made.get(value, value) if isinstance(value, str) else value for name, value in told.items()}
    facts = {"unit_id": unit.pk, "status": "in_use", **told}
    assert problems(actions.set_use, by=viewer(worker), technology_id=lift.pk, **facts) == {field}


def test_only_those_who_work_there_speak_for_a_unit(lift, unit, karen):
    neighbour = make_person(role="employee", scope=make_unit("Hjemmeplejen Syd"))
    above = make_person(role="leader", scope=make_unit("Ældre"))
    for who in (karen, neighbour, above):
        with pytest.raises(Refused):
            make_use(lift, unit, by=who)


def test_overtaken_or_repeated_words_about_a_unit(lift, unit, worker):
    first = make_use(lift, unit, by=worker)
    with pytest.raises(ValidationError):
        make_use(lift, unit, by=worker)  # nothing is different
    second = make_use(lift, unit, by=worker, how_many=3, expected_version=first.pk)
    with pytest.raises(Stale):
        make_use(lift, unit, by=worker, how_many=4, expected_version=first.pk)
    actions.take_use_back(by=viewer(worker), use_id=second.pk)
    assert Use.objects.get(is_current=True) == first
    with pytest.raises(NotFound):
        actions.take_use_back(by=viewer(worker), use_id=second.pk)


def test_form_in_which_another_unit_is_chosen_is_not_overtaken(lift, unit, worker):
    keeper = make_person(role="coordinator")
    first, other = make_use(lift, unit, by=keeper), make_unit("Hjemmeplejen Syd")
    assert make_use(lift, other, by=keeper, expected_version=first.pk).unit == other
    with pytest.raises(Stale):
        make_use(lift, other, by=keeper, how_many=4, expected_version=first.pk + 99)


def test_name_that_somebody_takes_at_the_same_moment_is_told(lift, worker, monkeypatch):
    """Neither had seen the other's: the row itself refuses, and the answer is the same as ever."""
    other = make_technology(title="Seng")
    monkeypatch.setattr(checking.check, "__defaults__", (lambda _technology: False,))
    with pytest.raises(ValidationError, match="Der står allerede en teknologi med det navn"):
        make_technology(title="Loftlift")
    with pytest.raises(ValidationError, match="Der står allerede en teknologi med det navn"):
        actions.edit_technology(by=SYSTEM, technology_id=other.pk, title="loftlift")
    assert set(Technology.objects.values_list("title", flat=True)) == {"Loftlift", "Seng"}


def test_use_of_a_hidden_unit_is_not_told(lift, unit, worker):
    use = make_use(lift, unit, by=worker)
    subjects.set_hidden(unit.actor.subject, clock.now())
    assert queries.uses_of(lift, viewer(worker)) == []
    assert queries.shared(NOBODY, ["in_use"]) == []
    assert [each.current_uses for each in queries.technologies(NOBODY)] == [[]]
    with pytest.raises(NotFound):
        queries.use_named(use.pk, viewer(worker))


def test_those_who_follow_hear_of_another_step(lift, unit, worker):
    reader = make_person(email="laeser@engbaek.example")
    follow(by=viewer(reader), subject_id=lift.pk)
    make_use(lift, unit, by=worker, status="trial")
    make_use(lift, unit, by=worker, status="trial", how_many=2)
    letters = OutgoingMail.objects.filter(to="laeser@engbaek.example")
    assert letters.count() == 1
    assert "Hjemmeplejen Nord prøver den af" in letters.get().text


# --- the radar --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C58")
def test_placement_moves_within_the_year_and_keeps_last_years(lift, birthe):
    year = clock.today().year
    make_placement(lift, by=birthe, ring="watch", year=year - 1)
    make_placement(lift, by=birthe, ring="try")
    moved = make_placement(lift, by=birthe, ring="ready", reason="Alle plejehjem vil have den.")
    assert list(Placement.objects.values_list("year", "ring")) == [(year - 1, "watch"), (year, "ready")]
    assert (moved.by, verbs_of(lift)[-1]) == (birthe, "technologies.placed")
    actions.unplace(by=viewer(birthe), technology_id=lift.pk, year=year)
    with pytest.raises(NotFound):
        actions.unplace(by=viewer(birthe), technology_id=lift.pk, year=year)


@pytest.mark.parametrize(
    ("told", "field"),
    [({"ring": "adopt"}, "ring"), ({"reason": ""}, "reason"), ({"reason": CPR}, "reason"), ({"year": 2001}, "year")],
)
def test_wrong_placement(lift, told, field):
    assert problems(make_placement, technology=lift, **told) == {field}


def test_only_those_who_keep_the_radar_place(lift, worker, karen):
    for who in (worker, karen):
        with pytest.raises(Refused):
            make_placement(lift, by=who)


# --- files and erasing ------------------------------------------------------------------------------------------------


def test_file_is_kept_a_week_for_whoever_brought_it(birthe, worker):
    file = Upload("liste.csv", "Navn;Hvad gør den\nLift;Løfter".encode())
    with pytest.raises(Refused):
        actions.upload_file(by=viewer(worker), file=file)
    row = actions.upload_file(by=viewer(birthe), file=file)
    with pytest.raises(NotFound):
        queries.file_named(row.pk, viewer(make_person(role="coordinator")))
    with clock.at(clock.now() + timedelta(days=8)):
        actions.forget_old_files()
    assert CatalogueFile.objects.count() == 0


@pytest.mark.parametrize("data", [b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b'{"services": []}', b"", b"%PDF-1.7"])
def test_what_is_no_table_is_refused_as_a_file(birthe, data):
    assert problems(actions.upload_file, by=viewer(birthe), file=Upload("liste", data)) == {"file"}


def test_erasing_leaves_the_units_words_without_the_name(lift, unit, worker):
    make_use(lift, unit, by=worker, contact_id=worker.pk)
    actions.edit_technology(by=SYSTEM, technology_id=lift.pk, what="Nyt.")
    actions.erase(worker.pk)
    use = Use.objects.get()
    assert (use.by, use.contact, use.status) == (None, None, "in_use")
    assert Subject.objects.filter(pk=lift.pk, title="Loftlift").exists()
