"""Rounds, nominating, what the nominated say, and gathering."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.awards import actions, letters, queries
from samspil.awards.models import AwardRound, Candidate, Nomination, RoundState
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from tests.awards.making import (
    candidate_of,
    close,
    facts,
    fresh,
    jury_of,
    letters_to,
    make_round,
    nominated,
    say,
    score,
    state,
)
from tests.factories import make_actor, make_person, viewer

pytestmark = pytest.mark.django_db

# --- rounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_a_round_opens_and_closes_by_itself(birthe):
    today = clock.today()
    made = make_round(birthe, opens_on=today + timedelta(days=1))
    assert made.state == RoundState.PLANNED
    for days, expected in ((1, RoundState.OPEN), (10, RoundState.OPEN), (11, RoundState.CLOSED)):
        with clock.at(clock.now() + timedelta(days=days)):
            assert made.state == expected


def test_who_makes_a_round(birthe, lene, unit, mette, karen, jens):
    assert make_round(lene, unit_id=unit.pk, contact_id=lene.pk).unit == unit
    with pytest.raises(ValidationError) as refused:
        make_round(lene)  # the whole municipality is not hers
    assert "unit_id" in refused.value.message_dict
    for person in (mette, karen, jens):
        with pytest.raises(Refused):
            make_round(person)
    with pytest.raises(Refused):
        actions.make_round(by=NOBODY, **facts())


def test_who_looks_after_the_machine_lets_nobody_in_to_read_least_of_all_themselves(birthe, mette):
    kirsten = make_person(role="administrator")
    with pytest.raises(ValidationError) as refused:
        make_round(kirsten)
    assert set(refused.value.message_dict) == {"contact_id"}
    made = make_round(kirsten, contact_id=mette.pk)
    edit = {"by": viewer(kirsten), "round_id": made.pk}
    with pytest.raises(ValidationError) as refused:
        actions.edit_round(**edit, contact_id=kirsten.pk)
    assert set(refused.value.message_dict) == {"contact_id"}
    assert actions.edit_round(**edit, contact_id=birthe.pk, title="Prisen").contact == birthe
    assert actions.edit_round(by=viewer(birthe), round_id=made.pk, contact_id=kirsten.pk).contact == kirsten
    assert actions.edit_round(**edit, title="Årets pris").contact == kirsten


WRONG = {
    "title": "  ",
    "purpose": "",
    "criteria": "\n".join("abcdefg"),
    "kinds": [],
    "year": 12,
    "opens_on": None,
    "contact_id": str(uuid7()),
    "unit_id": str(uuid7()),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_round_that_makes_no_sense(birthe, name):
    with pytest.raises(ValidationError) as refused:
        make_round(birthe, **{name: WRONG[name]})
    assert name in refused.value.message_dict


def test_days_in_their_order(birthe):
    today = clock.today()
    for name, day in (("closes_on", today - timedelta(days=90)), ("announce_on", today)):
        with pytest.raises(ValidationError) as refused:
            make_round(birthe, **{name: day})
        assert name in refused.value.message_dict


def test_editing_a_round(birthe, karen):
    made = make_round(birthe)
    actions.edit_round(by=viewer(birthe), round_id=made.pk, title="Årets tak", expected_version=1)
    assert fresh(made).subject.title == "Årets tak"
    with pytest.raises(Stale):
        actions.edit_round(by=viewer(birthe), round_id=made.pk, title="Noget andet", expected_version=1)
    with pytest.raises(Refused):
        actions.edit_round(by=viewer(karen), round_id=made.pk, title="Min pris")


def test_what_it_is_given_for_stays_once_points_are_given(birthe):
    made = make_round(birthe)
    candidate = candidate_of(made, by=birthe)
    (juror,) = jury_of(made, by=birthe, size=1)
    close(made)
    state(juror, made)
    score(juror, candidate)
    with pytest.raises(ValidationError) as refused:
        actions.edit_round(by=viewer(birthe), round_id=made.pk, criteria="Noget helt andet")
    assert "criteria" in refused.value.message_dict


# --- nominating -------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_the_nominated_is_asked_and_named_nowhere(birthe, karen):
    made = make_round(birthe)
    row = nominated(made, by=karen, name="Åse Friis", email="Aase@engbaek.example")
    assert not row.is_held
    (letter,) = letters_to("aase@engbaek.example")
    assert "Åse Friis" in letter.text
    assert "suppe" not in letter.text
    assert "Karen" not in letter.text
    assert letter.holds_secret
    assert [item.to for item in OutgoingMail.objects.exclude(pk=letter.pk)] == [birthe.email]
    assert "Åse" not in letters_to(birthe.email)[0].text


def test_pressed_twice_is_one_nomination(birthe, karen):
    made, key = make_round(birthe), str(uuid7())
    first = nominated(made, by=karen, name="Åse", request_id=key)
    assert nominated(made, by=karen, name="Åse", request_id=key) == first
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "employee"),
        ("kind", "enhjørning"),
        ("name", " "),
        ("why", ""),
        ("why", "x" * 601),
        ("why", "Ring til 010190-1234"),
        ("name", "Åse 010190-1234"),
        ("relation", ""),
        ("email", "ikke en mail"),
        ("is_fifteen", False),
    ],
)
def test_a_nomination_that_cannot_be_kept(birthe, name, value):
    made = make_round(birthe, kinds=["volunteer", "group"])
    with pytest.raises(ValidationError) as refused:
        nominated(made, **{name: value})
    assert name in refused.value.message_dict
    assert not Candidate.objects.exists()


def test_a_child_is_kindly_not_nominated_by_name_but_the_team_is(birthe):
    made = make_round(birthe)
    with pytest.raises(ValidationError, match="Børn under 15"):
        nominated(made, name="Lille Åse", is_fifteen=False)
    assert nominated(made, kind="group", name="U9-holdet", is_fifteen=False).candidate.name == "U9-holdet"


def test_a_number_that_nobody_can_ring_is_refused_at_its_field(birthe):
    with pytest.raises(ValidationError) as refused:
        nominated(make_round(birthe), phone="ring bare")
    assert list(refused.value.message_dict) == ["phone"]


def test_only_while_it_is_open_and_shown(birthe, karen):
    made = close(make_round(birthe))
    with pytest.raises(Refused):
        nominated(made, by=karen)
    with pytest.raises(Refused):
        actions.nominate(by=NOBODY, round_id=made.pk, kind="group", name="Os", why="x", relation="x")
    with pytest.raises(NotFound):
        actions.nominate(by=viewer(karen), round_id=uuid7(), kind="group", name="Os", why="x", relation="x")


def test_an_association_is_known_by_its_name(birthe):
    made = make_round(birthe)
    anglers = make_actor("Engbæk Lystfiskerforening")
    row = nominated(made, kind="group", name="engbæk lystfiskerforening")
    assert row.candidate.actor == anglers
    assert row.candidate.name == anglers.name


def test_words_about_somebodys_health_wait_for_the_coordinator(birthe, karen):
    made = make_round(birthe)
    row = nominated(made, by=karen, why="Hun passer sin mor, der har demens.", email="aase@engbaek.example")
    assert row.is_held
    assert not letters_to("aase@engbaek.example")
    candidate = say(row.candidate, by=birthe)
    assert queries.words_about([candidate])[candidate.pk] == []
    with pytest.raises(NotFound):
        actions.clear_nomination(by=viewer(make_person()), nomination_id=row.pk)
    with pytest.raises(Refused):
        actions.clear_nomination(by=viewer(karen), nomination_id=row.pk)
    actions.clear_nomination(by=viewer(birthe), nomination_id=row.pk)
    assert queries.words_about([candidate])[candidate.pk] == [row]
    assert letters_to("aase@engbaek.example")


def test_written_down_for_somebody(birthe, mette):
    made = make_round(birthe)
    row = nominated(made, by=mette, behalf={"name": "Agnes", "channel": "phone"})
    assert (row.author.name, row.entered_by, row.channel) == ("Agnes", mette, "phone")


def test_taking_a_nomination_back(birthe, karen):
    made = make_round(birthe)
    row = nominated(made, by=karen, email="aase@engbaek.example")
    with pytest.raises(NotFound):
        actions.withdraw_nomination(by=viewer(make_person()), nomination_id=row.pk)
    with pytest.raises(Refused):
        actions.withdraw_nomination(by=viewer(birthe), nomination_id=row.pk)
    actions.withdraw_nomination(by=viewer(karen), nomination_id=row.pk)
    row.refresh_from_db()
    assert (row.why, row.candidate.name, row.candidate.email) == ("", "", "")
    assert not OneTimeLink.objects.filter(purpose="award-nominee", used_at=None).exists()


# --- what the nominated say -------------------------------------------------------------------------------------------


def token_in(letter: OutgoingMail) -> str:
    return letter.text.partition("/frivilligprisen/l/")[2].partition("/")[0]


@pytest.mark.parametrize("answer", ["shown", "quiet"])
def test_yes_by_link_and_changed_by_link(birthe, answer):
    made = make_round(birthe)
    row = nominated(made, email="aase@engbaek.example")
    token = token_in(letters_to("aase@engbaek.example")[0])
    actions.answer_nomination(by=NOBODY, token=token, answer=answer)
    row.candidate.refresh_from_db()
    assert (row.candidate.answer, row.candidate.answered_how) == (answer, "link")
    with pytest.raises(ValidationError):
        actions.answer_nomination(by=NOBODY, token=token, answer="waiting")
    actions.answer_nomination(by=NOBODY, token=token, answer="quiet")


@pytest.mark.capability("C61")
def test_after_a_no_nothing_is_left_but_a_number(birthe, karen):
    made = make_round(birthe)
    first = nominated(made, by=karen, name="Åse Friis", email="aase@engbaek.example", phone="99 00 00 12")
    second = nominated(made, name="Aase Fris", why="Hun henter altid min avis.")
    actions.gather_candidate(by=viewer(birthe), candidate_id=second.candidate_id, into_id=first.candidate_id)
    token = token_in(letters_to("aase@engbaek.example")[0])
    actions.answer_nomination(by=NOBODY, token=token, answer="no")
    for candidate in Candidate.objects.all():
        assert (candidate.name, candidate.email, candidate.phone, candidate.answer) == ("", "", "", "no")
    assert set(Nomination.objects.values_list("why", "relation")) == {("", "")}
    assert queries.refused(made) == 2
    assert queries.desk(made) == []
    assert [letter.title for letter in letters_to(karen.email)] == [f"Et nej tak til {made.title}"]
    with pytest.raises(NotFound):
        actions.answer_nomination(by=NOBODY, token=token, answer="shown")
    with pytest.raises(ValidationError):
        say(Candidate.objects.get(pk=first.candidate_id), by=birthe)


def test_the_database_holds_a_no_to_it(birthe):
    row = nominated(make_round(birthe))
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.filter(pk=row.candidate_id).update(
            answer="no", answered_on=clock.today(), answered_how="phone"
        )


def test_noting_an_answer(birthe, karen):
    row = nominated(make_round(birthe))
    given = {"candidate_id": row.candidate_id, "answer": "shown", "answered_on": clock.today(), "answered_how": "phone"}
    with pytest.raises(NotFound):
        actions.note_answer(by=viewer(karen), **given)
    tomorrow = clock.today() + timedelta(days=1)
    for name, value in (("answer", "waiting"), ("answered_on", tomorrow), ("answered_how", "link")):
        with pytest.raises(ValidationError) as refused:
            actions.note_answer(by=viewer(birthe), **{**given, name: value})
        assert name in refused.value.message_dict
    assert actions.note_answer(by=viewer(birthe), **given).noted_by == birthe


def test_asking_later(birthe, karen):
    row = nominated(make_round(birthe), by=karen)
    with pytest.raises(NotFound):
        actions.ask_candidate(by=viewer(karen), candidate_id=row.candidate_id, email="aase@engbaek.example")
    actions.ask_candidate(by=viewer(birthe), candidate_id=row.candidate_id, email="aase@engbaek.example")
    with pytest.raises(ValidationError, match="skrevet til den adresse"):
        actions.ask_candidate(by=viewer(birthe), candidate_id=row.candidate_id, email="aase@engbaek.example")
    with pytest.raises(ValidationError):
        actions.ask_candidate(by=viewer(birthe), candidate_id=row.candidate_id, email="")
    assert len(letters_to("aase@engbaek.example")) == 1


def test_a_strangers_mailbox_is_not_filled(birthe, karen):
    made = make_round(birthe)
    rows = [nominated(made, by=karen, email="Aase@engbaek.example") for _number in range(5)]
    assert len(letters_to("aase@engbaek.example")) == letters.TO_ADDRESS.most == 3
    asked = {row.pk: Candidate.objects.get(pk=row.candidate_id).asked_at is not None for row in rows}
    assert list(asked.values()) == [True, True, True, False, False]
    nominated(made, by=karen, email="ib@engbaek.example")
    assert len(letters_to("ib@engbaek.example")) == 1


# --- gathering --------------------------------------------------------------------------------------------------------


def test_the_same_one_nominated_twice_is_one_candidate(birthe):
    made = make_round(birthe)
    one, other = nominated(made, name="Åse Friis"), nominated(made, name="Åse M. Friis")
    assert queries.desk(made)[0].like == [other.candidate]
    say(other.candidate, by=birthe)
    actions.gather_candidate(by=viewer(birthe), candidate_id=other.candidate_id, into_id=one.candidate_id)
    (head,) = queries.running(made)
    assert head == one.candidate
    assert len(queries.words_about([head])[head.pk]) == 2
    actions.part_candidate(by=viewer(birthe), candidate_id=other.candidate_id)
    assert len(queries.desk(made)) == 2


def test_what_cannot_be_gathered(birthe, karen):
    made, elsewhere = make_round(birthe), make_round(birthe)
    one, other, third = (nominated(made).candidate for _number in range(3))
    foreign = nominated(elsewhere).candidate
    for into in (foreign.pk, one.pk, ""):
        with pytest.raises(ValidationError):
            actions.gather_candidate(by=viewer(birthe), candidate_id=one.pk, into_id=into)
    with pytest.raises(NotFound):
        actions.gather_candidate(by=viewer(karen), candidate_id=one.pk, into_id=other.pk)
    actions.gather_candidate(by=viewer(birthe), candidate_id=other.pk, into_id=one.pk)
    for candidate, into in ((one, third), (third, other)):
        with pytest.raises(ValidationError):
            actions.gather_candidate(by=viewer(birthe), candidate_id=candidate.pk, into_id=into.pk)
    assert AwardRound.objects.count() == 2
