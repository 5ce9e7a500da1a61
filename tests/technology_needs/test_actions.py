"""The verbs about needs: whose they are, who joins, and that others' experiences come before anything new (C47)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspil.experiences.actions import withdraw_experience
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.meetings.actions import plan_meeting
from samspil.proposals.models import Proposal
from samspil.technology_needs.actions import (
    close_need,
    decide_reuse,
    edit_need,
    go_on,
    join_need,
    leave_need,
    look_at_others,
    note_need,
    reopen_need,
    withdraw_need,
)
from samspil.technology_needs.manifest import export
from samspil.technology_needs.models import ReuseDecision, TechnologyNeed
from samspil.technology_needs.queries import Filters, needs
from tests.experiences.making import make_experience, make_technology
from tests.factories import make_person, make_unit, viewer
from tests.technology_needs.making import NOTED, make_joining, make_need, make_reuse

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
IDEA = {"title": "Vi vil prøve en spiserobot", "body": "I seks uger."}


@pytest.fixture
def schools(db):
    return make_unit("Skoleområdet")


@pytest.fixture
def susanne(schools):
    return make_person("Susanne", role="employee", scope=schools)


@pytest.mark.capability("C58")
def test_unit_notes_what_it_needs_and_everybody_finds_it(mette, unit):
    need = note_need(by=viewer(mette), unit_id=unit.pk, **NOTED)
    assert (need.speaker, need.author, need.status, need.subject.audience) == (
        "Hjemmeplejen Nord",
        mette,
        "open",
        "public",
    )
    assert list(search.find("beboere ryster", NOBODY)) == [need.subject]
    assert JournalEntry.objects.get(subject=need.subject).verb == "technology_needs.noted"


def test_need_for_staff_is_read_by_staff_alone(mette, karen, jens, susanne, unit):
    need = note_need(by=viewer(mette), unit_id=unit.pk, audience="staff", **NOTED)
    assert list(needs(viewer(susanne))) == [need]
    for person in (NOBODY, viewer(karen), viewer(jens)):
        assert not needs(person)
        assert not search.find("beboere", person)


def test_who_may_note(mette, lene, birthe, jens, karen, unit, schools):
    for person in (karen, jens):
        with pytest.raises(Refused):
            note_need(by=viewer(person), unit_id=unit.pk, **NOTED)
    with pytest.raises(Refused):
        note_need(by=viewer(mette), unit_id=schools.pk, **NOTED)
    for person in (mette, lene, birthe):
        note_need(by=viewer(person), unit_id=unit.pk, **NOTED)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"title": " "}, {"title"}),
        ({"today": "x" * 1001}, {"today"}),
        ({"for_whom": ""}, {"for_whom"}),
        ({"how_often": "always"}, {"how_often"}),
        ({"audience": "unit"}, {"audience"}),
        *(({field: f"Hun, {CPR}"}, {field}) for field in ("title", "today", "for_whom")),
    ],
)
def test_bad_facts_are_refused_at_the_field(birthe, unit, facts, fields):
    with pytest.raises(ValidationError) as refused:
        note_need(by=viewer(birthe), unit_id=unit.pk, **{**NOTED, **facts})
    assert set(refused.value.message_dict) == fields
    assert not TechnologyNeed.objects.exists()


def test_unknown_units_and_meetings_are_refused(birthe, unit):
    for unit_id in (uuid4(), "ikke-en-id", ""):
        with pytest.raises(ValidationError):
            note_need(by=viewer(birthe), unit_id=unit_id, **NOTED)
    with pytest.raises(NotFound):
        note_need(by=viewer(birthe), unit_id=unit.pk, heard_at=uuid4(), **NOTED)


def test_need_comes_up_at_a_staff_meeting(mette, unit, sign_in):
    tomorrow = clock.now() + timedelta(days=1)
    meeting = plan_meeting(
        by=viewer(mette), unit_id=unit.pk, title="Mandagsmøde", starts_at=tomorrow, chair_id=mette.pk
    )
    client, page = sign_in(mette), reverse("meetings:page", args=[meeting.pk])
    assert f"/teknologi-behov/nyt/?moede={meeting.pk}" in client.get(page).text
    data = {**NOTED, "unit_id": str(unit.pk), "audience": "public"}
    client.post(f"/teknologi-behov/nyt/?moede={meeting.pk}", data)
    need = TechnologyNeed.objects.get()
    assert need.heard_at_id == meeting.pk
    assert NOTED["title"] in client.get(page).text
    # The meeting is the unit's own: others read the need and nothing of the meeting.
    assert "Mandagsmøde" not in sign_in(make_person("Karen")).get(f"/teknologi-behov/{need.pk}/").text


def test_second_press_notes_once(birthe, unit):
    request_id, by = uuid7(), viewer(birthe)
    noted = {note_need(by=by, unit_id=unit.pk, request_id=request_id, **NOTED).pk for _press in range(2)}
    assert len(noted) == 1


# --- together ---------------------------------------------------------------------------------------------------------


def test_units_join_and_leave(mette, susanne, karen, unit, schools):
    need = make_need(by=mette, unit=unit)
    joining = join_need(by=viewer(susanne), need_id=need.pk, unit_id=schools.pk, note="Også i SFO'en.")
    assert [row.unit for row in needs(NOBODY)[0].standing_joins] == [schools]
    for again in (schools, unit):
        with pytest.raises(ValidationError):
            join_need(by=viewer(make_person(role="coordinator")), need_id=need.pk, unit_id=again.pk)
    for person in (karen, mette):
        with pytest.raises(Refused):
            join_need(by=viewer(person), need_id=need.pk, unit_id=make_unit().pk)
        with pytest.raises(Refused):
            leave_need(by=viewer(person), joining_id=joining.pk)
    seen = need.version
    leave_need(by=viewer(susanne), joining_id=joining.pk)
    assert needs(NOBODY)[0].standing_joins == []
    assert needs(NOBODY)[0].version == seen + 1
    with pytest.raises(Refused):
        leave_need(by=viewer(susanne), joining_id=joining.pk)
    join_need(by=viewer(susanne), need_id=need.pk, unit_id=schools.pk)  # and back again
    for key in ("x", 10**30, -1):
        with pytest.raises(NotFound):
            leave_need(by=viewer(susanne), joining_id=key)


def test_joining_a_hidden_or_foreign_need_is_not_found(karen, jens, unit):
    need = make_need(unit=unit, audience="staff")
    for person in (karen, jens):
        with pytest.raises(NotFound):
            join_need(by=viewer(person), need_id=need.pk, unit_id=unit.pk)


def test_no_home_is_named_where_everybody_reads(mette, unit):
    at_home = "Hun bor på Bakkevej 12B og faldt i går."
    with pytest.raises(ValidationError, match="Bakkevej 12B") as refused:
        make_need(by=mette, unit=unit, today=at_home)
    assert set(refused.value.message_dict) == {"today"}
    need = make_need(by=mette, unit=unit, today=at_home, audience="staff")
    with pytest.raises(ValidationError, match="Bakkevej 12B"):
        edit_need(by=viewer(mette), need_id=need.pk, audience="public")
    edit_need(by=viewer(mette), need_id=need.pk, audience="public", today="Mange på vej 12 falder i deres bad.")


@pytest.mark.parametrize(
    "home",
    [
        "Bakkevej 12B",
        "Strandvejen 12",
        "Vestergaden 2",
        "Kongens Gade 3",
        "Gl. Vej 7",
        "Kirkestrædet nr. 4",
        "Åvænget 9",
        "Nørre Allé 31",
        "Nørrealléen 5",
        "Torvepladsen 1",
    ],
)
def test_the_commonest_roads_are_known(mette, unit, home):
    with pytest.raises(ValidationError) as refused:
        make_need(by=mette, unit=unit, today=f"Hun bor på {home} og faldt.")
    assert home in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "Arbejdsplads 2 er trang.",
        "P-plads 3 er altid optaget.",
        "Parkeringspladsen 2 går op til er glat.",
        "Legeplads 1 er slidt.",
        "Mange på vej 12 falder.",
        "Det var i Hobro. Vej 12 gram af.",
        "Strandvejen 2024 var værst.",
    ],
)
def test_what_is_nobodys_home_may_be_said(mette, unit, words):
    assert make_need(by=mette, unit=unit, today=words).today == words


def test_no_home_is_named_beside_a_need_everybody_reads(mette, unit, schools):
    home = "Det er for Strandvejen 12."
    need, among_staff = make_need(by=mette, unit=unit), make_need(by=mette, unit=unit, audience="staff")
    told = {"choice": "new", "why": home, "searched": f"enhjørning {home}"}
    for verb, by, facts, fields in (
        (join_need, make_person(role="coordinator"), {"unit_id": schools.pk, "note": home}, {"note"}),
        (decide_reuse, mette, told, {"why", "searched"}),
        (close_need, mette, {"reason": home}, {"reason"}),
    ):
        with pytest.raises(ValidationError, match="Strandvejen 12") as refused:
            verb(by=viewer(by), need_id=need.pk, **facts)
        assert set(refused.value.message_dict) == fields
        verb(by=viewer(by), need_id=among_staff.pk, **facts)


def test_no_home_comes_to_light_when_a_need_is_opened(mette, unit):
    need = make_need(by=mette, unit=unit, audience="staff")
    make_reuse(need, by=mette, choice="new", searched="enhjørning", why="Kun på Strandvejen 12.")
    with pytest.raises(ValidationError, match="Strandvejen 12") as refused:
        edit_need(by=viewer(mette), need_id=need.pk, audience="public")
    assert set(refused.value.message_dict) == {"audience"}


# --- what others have tried comes first -------------------------------------------------------------------------------


@pytest.mark.capability("C47")
def test_nothing_goes_on_before_others_experiences_were_looked_at(mette, unit):
    need, by = make_need(by=mette, unit=unit), viewer(mette)
    look_at_others(by=by, need_id=need.pk)
    with pytest.raises(ValidationError, match="andres erfaringer"):
        go_on(by=by, need_id=need.pk, **IDEA)
    assert not Proposal.objects.exists()
    experience = make_experience()
    make_reuse(need, experience, by=mette)
    need = go_on(by=by, need_id=need.pk, **IDEA)
    proposal = Proposal.objects.get()
    assert (need.status, need.proposal_id, proposal.unit) == ("goes_on", proposal.pk, unit)
    experience.refresh_from_db()
    assert experience.relied_on_at  # whoever told it may be erased; what others built on stays
    with pytest.raises(Refused):
        go_on(by=by, need_id=need.pk, **IDEA)


def test_database_holds_it_too(unit):
    need = make_need(unit=unit)
    for changes in ({"status": "goes_on"}, {"status": "closed"}, {"proposal": Subject.objects.first()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TechnologyNeed.objects.filter(pk=need.pk).update(**changes)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, {"looked_at"}),
        ({"searched": "..."}, {"looked_at"}),
        ({"looked_at": [uuid4()]}, {"looked_at"}),
        ({"searched": "enhjørning", "choice": "as_is"}, {"choice"}),
        ({"searched": "tiden"}, {"searched"}),  # there is one, and it was not looked at
        ({"searched": "enhjørning", "why": " "}, {"why"}),
        ({"searched": "enhjørning", "why": CPR}, {"why"}),
        ({"searched": "enhjørning", "choice": "guess"}, {"choice"}),
        ({"searched": "tiden", "choice": "as_is", "why": " "}, {"choice", "searched", "why"}),  # all told at once
    ],
)
def test_decision_without_having_looked_is_refused(facts, fields):
    elsewhere = make_technology("Skylletoilet", what="Skyller.", for_whom="Folk i små bade.")
    need, _one = make_need(), make_experience(elsewhere)
    with pytest.raises(ValidationError) as refused:
        decide_reuse(
            by=viewer(make_person(role="coordinator")),
            need_id=need.pk,
            **{"choice": "new", "why": "Ingen har det som os.", **facts},
        )
    assert set(refused.value.message_dict) == fields
    assert not ReuseDecision.objects.exists()


def test_a_search_in_vain_is_recorded_with_its_words_and_lets_on(birthe):
    need = make_need()
    decision = make_reuse(need, by=birthe, choice="new", searched="enhjørning  på hjul")
    assert (decision.searched, list(decision.looked_at.all())) == ("enhjørning på hjul", [])
    go_on(by=viewer(birthe), need_id=need.pk, **IDEA)


def test_what_was_taken_back_or_is_hidden_was_not_looked_at(birthe):
    need, gone = make_need(), make_experience()
    withdraw_experience(by=viewer(birthe), experience_id=gone.pk)
    with pytest.raises(ValidationError):
        make_reuse(need, gone)


def test_the_copy_names_no_need_that_is_hidden(birthe):
    need = make_need()
    make_reuse(need, by=birthe, choice="new", searched="enhjørning", why="Ingen har det.")
    make_joining(need, by=birthe)
    assert {row.get("joined", row.get("reuse")) for row in export(birthe.pk)} == {need.title}
    assert [row["searched"] for row in export(birthe.pk) if "reuse" in row] == ["enhjørning"]
    subjects.set_hidden(need.subject, clock.now())
    told = str(export(birthe.pk))
    assert need.title not in told
    assert "Ingen har det." in told


def test_later_decision_stands_above_the_earlier(birthe):
    need, experience = make_need(), make_experience()
    make_reuse(need, experience)
    newest = make_reuse(need, experience, choice="as_is")
    need.refresh_from_db()
    assert (need.reuse, need.decisions.count()) == (newest, 2)


def test_only_units_with_the_need_see_to_it(mette, susanne, karen, unit, schools):
    need, experience = make_need(by=mette, unit=unit), make_experience()
    for verb, facts in (
        (look_at_others, {}),
        (decide_reuse, {"choice": "new", "why": "x", "looked_at": [experience.pk]}),
        (go_on, IDEA),
        (close_need, {"reason": "Løst"}),
    ):
        for person in (karen, susanne):
            with pytest.raises(Refused):
                verb(by=viewer(person), need_id=need.pk, **facts)
    make_joining(need, unit=schools)
    decide_reuse(by=viewer(susanne), need_id=need.pk, choice="new", why="Prøvet.", looked_at=[experience.pk])


def test_need_for_staff_becomes_a_proposal_for_staff(mette, unit):
    need = make_need(by=mette, unit=unit, audience="staff")
    make_reuse(need, make_experience(), by=mette)
    go_on(by=viewer(mette), need_id=need.pk, **IDEA)
    assert Proposal.objects.get().subject.audience == "staff"


# --- the rest of its life ---------------------------------------------------------------------------------------------


def test_edit_close_reopen_and_withdraw(mette, unit):
    need, by = make_need(by=mette, unit=unit), viewer(mette)
    edit_need(by=by, need_id=need.pk, expected_version=1, title="Ny overskrift", audience="staff")
    need.refresh_from_db()
    assert (need.subject.title, need.subject.audience) == ("Ny overskrift", "staff")
    with pytest.raises(Stale):
        edit_need(by=by, need_id=need.pk, expected_version=1, title="For sent")
    with pytest.raises(ValidationError):
        close_need(by=by, need_id=need.pk, reason=" ")
    close_need(by=by, need_id=need.pk, reason="Vi fandt en anden måde.")
    for verb in (edit_need, look_at_others):
        with pytest.raises(Refused):
            verb(by=by, need_id=need.pk)
    reopen_need(by=by, need_id=need.pk)
    need.refresh_from_db()
    assert (need.status, need.closed_reason) == ("open", "")
    withdraw_need(by=by, need_id=need.pk)
    assert not needs(by)


def test_what_others_joined_is_not_withdrawn(mette, unit, schools):
    need = make_need(by=mette, unit=unit)
    make_joining(need, unit=schools)
    with pytest.raises(ValidationError):
        withdraw_need(by=viewer(mette), need_id=need.pk)


def test_stale_forms_are_refused(mette, unit):
    need, by = make_need(by=mette, unit=unit), viewer(mette)
    edit_need(by=by, need_id=need.pk, title="Først")
    for verb, facts in ((go_on, IDEA), (close_need, {"reason": "Løst"}), (decide_reuse, {"choice": "new", "why": "x"})):
        with pytest.raises(Stale):
            verb(by=by, need_id=need.pk, expected_version=1, **facts)


def test_filters_narrow(unit, schools):
    one, other = make_need(unit=unit), make_need(unit=schools, title="Dør, der åbner selv", for_whom="os")
    make_joining(one, unit=schools)
    close_need(by=viewer(make_person(role="coordinator")), need_id=other.pk, reason="Løst")
    for filters, expected in (
        ({"words": "ryster"}, {one}),
        ({"status": "closed"}, {other}),
        ({"unit": schools.pk}, {one, other}),
        ({"unit": unit.pk}, {one}),
    ):
        assert set(needs(NOBODY, Filters(**filters))) == expected, filters
