"""The jury: balance, how close they are, points, the decision, and giving the award."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.actors import actions as actors
from samspil.awards import judging, queries
from samspil.awards.models import Award, Candidate, Judgement, JuryMember, RoundState
from samspil.awards.personal_data import erase
from samspil.following.actions import follow
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.awards.making import (
    announced,
    candidate_of,
    close,
    decided,
    fresh,
    judged,
    jury_of,
    letters_to,
    make_round,
    nominated,
    say,
    score,
    seated,
    state,
)
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(birthe):
    return make_round(birthe)


# --- who sits there ---------------------------------------------------------------------------------------------------


def test_balance_says_who_is_missing_and_who_is_many(made, birthe):
    sides = ("employees", "employees", "citizens")
    for side in sides:
        seated(made, make_person(), by=birthe, side=side)
    shown = queries.balance(queries.sitting(queries.jury_of(made)))
    assert shown.sides == [("Borgere og foreninger", 1), ("Medarbejdere", 2)]
    assert "Over halvdelen af juryen kommer fra: medarbejdere." in shown.remarks
    assert "Ingen i juryen kommer fra: unge." in shown.remarks
    assert queries.balance([]).remarks == []


def test_who_chooses_the_jury_and_who_cannot_sit_there(made, birthe, karen, lene):
    with pytest.raises(Refused):
        seated(made, karen, by=karen)
    with pytest.raises(ValidationError) as refused:
        seated(made, birthe, by=birthe)
    assert "email" in refused.value.message_dict
    member = seated(made, karen, by=birthe)
    assert letters_to(karen.email)
    with pytest.raises(ValidationError):
        seated(made, karen, by=birthe)
    with pytest.raises(ValidationError) as refused:
        judging.add_juror(by=viewer(birthe), round_id=made.pk, name="Ole", email="ole@engbaek.example", side="måner")
    assert "side" in refused.value.message_dict
    with pytest.raises(NotFound):
        judging.let_juror_go(by=viewer(karen), member_id=member.pk, why="x")
    judging.let_juror_go(by=viewer(birthe), member_id=member.pk, why="Er flyttet.")
    assert karen.pk not in fresh(made).juror_ids
    assert seated(made, karen, by=birthe).pk == member.pk


def test_somebody_who_comes_to_run_the_round_judges_no_more(made, birthe, karen):
    candidate_of(made, by=birthe)
    seated(made, karen, by=birthe)
    close(made)
    actors.give_role(by=SYSTEM, person=karen, kind="coordinator", scope=None)
    with pytest.raises(Refused):
        state(karen, made)


# --- how close they are -----------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
@pytest.mark.parametrize("closeness", ["family", "association", "workplace", "self"])
def test_whoever_is_too_close_gives_no_points_and_does_not_decide(made, birthe, closeness):
    candidate = candidate_of(made, by=birthe, name="Åse")
    jury = jury_of(made, by=birthe, size=4)
    close(made)
    state(jury[0], made, Åse=closeness)
    with pytest.raises(Refused):
        score(jury[0], candidate)
    for person in jury[1:]:
        state(person, made)
        score(person, candidate)
    with pytest.raises(Refused):
        decided(made, candidate, by=jury[0])
    assert decided(made, candidate, by=jury[1]).scores == 3
    assert queries.results(queries.running(made), queries.judgements(made))[0].excused[0].startswith(jury[0].name)


def test_the_database_holds_them_to_it(made, birthe):
    candidate = candidate_of(made, by=birthe, name="Åse")
    (juror,) = jury_of(made, by=birthe, size=1)
    close(made)
    state(juror, made, Åse="family")
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.filter(candidate=candidate).update(points=[5, 5], words="!", scored_at=clock.now())


def test_knowing_each_other_is_not_enough(made, birthe):
    candidate = candidate_of(made, by=birthe, name="Åse")
    (juror,) = jury_of(made, by=birthe, size=1)
    close(made)
    state(juror, made, Åse="knows")
    score(juror, candidate)
    assert Judgement.objects.get().mean == 4.5


def test_what_our_records_say_cannot_be_forgotten(made, birthe, kurt):
    anglers = kurt.memberships.get().actor
    club = candidate_of(made, by=birthe, kind="group", name=anglers.name)
    own = candidate_of(made, by=birthe, name="Åse", email="aase@engbaek.example")
    writer = make_person("Skriver", email="skriver@engbaek.example")
    mine = say(nominated(made, by=writer, name="Bo").candidate, by=birthe)
    aase = make_person("Åse", email="aase2@engbaek.example")
    Candidate.objects.filter(pk=own.pk).update(person=aase)
    for person in (kurt, writer, aase):
        seated(made, person, by=birthe)
    close(made)
    for person, candidate, right in ((kurt, club, "association"), (writer, mine, "self"), (aase, own, "self")):
        with pytest.raises(ValidationError) as refused:
            state(person, made)
        assert set(refused.value.message_dict) == {str(candidate.pk)}
        state(person, made, **{candidate.name: right})
        with pytest.raises(Refused):
            score(person, candidate)


def test_too_close_may_be_said_later_and_is_not_taken_back(made, birthe):
    candidate = candidate_of(made, by=birthe, name="Åse")
    (juror,) = jury_of(made, by=birthe, size=1)
    close(made)
    state(juror, made)
    score(juror, candidate)
    state(juror, made, Åse="family")
    assert Judgement.objects.get().points == []
    with pytest.raises(ValidationError, match="for tæt på"):
        state(juror, made)
    member = JuryMember.objects.get()
    with pytest.raises(NotFound):
        judging.reset_statements(by=viewer(juror), member_id=member.pk)
    judging.reset_statements(by=viewer(birthe), member_id=member.pk)
    state(juror, made)


def test_who_else_says_anything_or_at_another_time(made, birthe, karen):
    candidate = candidate_of(made, by=birthe)
    (juror,) = jury_of(made, by=birthe, size=1)
    with pytest.raises(ValidationError, match="lukket for indstillinger"):
        state(juror, made)
    close(made)
    for person in (birthe, karen):
        with pytest.raises(Refused):
            state(person, made)
        with pytest.raises(NotFound):
            score(person, candidate)
    with pytest.raises(ValidationError, match="Sig først"):
        score(juror, candidate)
    with pytest.raises(ValidationError):
        judging.state_closeness(by=viewer(juror), round_id=made.pk, statements={"ukendt": "none"})


# --- points -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "words", "field"),
    [((4,), "Fint.", "points"), ((4, 6), "Fint.", "points"), ((0, 1), "Fint.", "points"), ((4, 4), " ", "words")],
)
def test_points_that_cannot_be_kept(made, birthe, points, words, field):
    candidate = candidate_of(made, by=birthe)
    (juror,) = jury_of(made, by=birthe, size=1)
    close(made)
    state(juror, made)
    with pytest.raises(ValidationError) as refused:
        score(juror, candidate, *points, words=words)
    assert field in refused.value.message_dict


def test_median_spread_and_those_who_left(made, birthe):
    one, other = candidate_of(made, by=birthe, name="A"), candidate_of(made, by=birthe, name="B")
    jury = jury_of(made, by=birthe, size=4)
    close(made)
    for person, points in zip(jury, ((1, 1), (3, 4), (5, 5), (5, 5)), strict=True):
        state(person, made)
        score(person, one, *points)
    score(jury[0], other, 2, 2)
    first = queries.results(queries.running(made), queries.judgements(made))[0]
    assert (first.candidate, first.count, first.median, first.low, first.high) == (one, 4, 4.25, 1.0, 5.0)
    judging.let_juror_go(by=viewer(birthe), member_id=JuryMember.objects.get(person=jury[0]).pk, why="Syg.")
    first, second = queries.results(queries.running(made), queries.judgements(made))
    assert (first.count, first.median, second.count, second.median) == (3, 5.0, 0, None)


# --- the decision -----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_no_decision_before_all_have_said_how_close_they_are(made, birthe):
    candidate = candidate_of(made, by=birthe)
    jury = jury_of(made, by=birthe, size=4)
    close(made)
    for person in jury[:3]:
        state(person, made)
        score(person, candidate)
    with pytest.raises(ValidationError, match="Alle i juryen"):
        decided(made, candidate, by=jury[0])
    state(jury[3], made)
    assert decided(made, candidate, by=jury[0]).scores == 3
    assert fresh(made).state == RoundState.JUDGED


def test_three_must_have_scored_the_winner(made, birthe):
    candidate = candidate_of(made, by=birthe)
    jury = jury_of(made, by=birthe)
    close(made)
    for person in jury:
        state(person, made)
    for person in jury[:2]:
        score(person, candidate)
    with pytest.raises(ValidationError) as refused:
        decided(made, candidate, by=jury[0])
    assert "winner_id" in refused.value.message_dict


def test_a_tie_needs_a_reason_of_its_own(made, birthe):
    one, other = candidate_of(made, by=birthe, name="A"), candidate_of(made, by=birthe, name="B")
    jury = jury_of(made, by=birthe)
    close(made)
    for person in jury:
        state(person, made)
        score(person, one, 4, 4)
        score(person, other, 4, 4)
    with pytest.raises(ValidationError) as refused:
        decided(made, other, by=jury[0])
    assert "tie_reason" in refused.value.message_dict
    award = decided(made, other, by=jury[0], tie_reason="B har gjort det i tredive år.")
    assert award.tie_reason
    assert decided(made, one, by=jury[1], tie_reason="Vi talte det igennem igen.").pk == award.pk


def test_the_jury_alone_decides(made, birthe, karen):
    candidate = candidate_of(made, by=birthe)
    quiet = candidate_of(made, by=birthe, answer="no")
    jury = jury_of(made, by=birthe)
    close(made)
    for person in jury:
        state(person, made)
        score(person, candidate)
    for person in (birthe, karen):
        with pytest.raises(Refused):
            decided(made, candidate, by=person)
    for winner, reason in ((quiet, "x"), (candidate, " ")):
        with pytest.raises(ValidationError):
            decided(made, winner, by=jury[0], reason=reason)
    with pytest.raises(Refused):
        judging.decide_award(by=NOBODY, round_id=made.pk, winner_id=candidate.pk, reason="x")


# --- giving it --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
@pytest.mark.capability("C68")
def test_given_with_the_winners_own_yes(made, birthe, karen):
    fan = make_person("Fan", email="fan@engbaek.example")
    follow(by=viewer(fan), subject_id=made.pk)
    winner = candidate_of(made, by=birthe, kind="employee", name="Åse Friis", email="aase@engbaek.example")
    nominated(made, by=karen, name="En anden")
    made, jury = judged(made, winner, by=birthe)
    for person in (jury[0], karen):
        with pytest.raises(Refused):
            announced(made, by=person)
    tomorrow = clock.today() + timedelta(days=1)
    for day, how in ((None, "phone"), (tomorrow, "phone"), (clock.today(), "due")):
        with pytest.raises(ValidationError):
            judging.announce_award(by=viewer(birthe), round_id=made.pk, consent_on=day, consent_how=how)
    made = announced(made, by=birthe)
    assert made.state == RoundState.ANNOUNCED
    assert made.award.announced_by == birthe
    assert set(Candidate.objects.values_list("email", "phone")) == {("", "")}
    (letter,) = letters_to(karen.email)
    assert "Åse Friis" in letter.title
    assert "En anden" not in letter.text
    assert letters_to("fan@engbaek.example")
    with pytest.raises(Refused):
        announced(made, by=birthe)


def test_a_winner_who_became_known_later_can_still_be_forgotten(made, birthe):
    """The address is what tells whose name it is, until it goes with the announcement."""
    winner = candidate_of(made, by=birthe, kind="volunteer", name="Åse Friis", email="aase@engbaek.example")
    made, _jury = judged(made, winner, by=birthe)
    aase = make_person("Åse", email="aase@engbaek.example")
    made = announced(made, by=birthe)
    erase(aase.pk)
    assert Candidate.objects.get(pk=winner.pk).name == ""


def test_not_named_without_a_yes_to_the_name(made, birthe):
    winner = candidate_of(made, by=birthe, answer="quiet")
    made, _jury = judged(made, winner, by=birthe)
    with pytest.raises(ValidationError, match="ikke sagt ja"):
        announced(made, by=birthe)
    say(winner, by=birthe)
    assert announced(made, by=birthe).is_announced


def test_what_was_announced_stays_as_it_is(made, birthe, karen):
    winner = candidate_of(made, by=birthe)
    made, jury = judged(made, winner, by=birthe)
    with pytest.raises(Refused):
        judging.correct_award(by=viewer(birthe), round_id=made.pk, text="For tidligt.")
    made = announced(made, by=birthe)
    with pytest.raises(Refused):
        decided(made, winner, by=jury[0], reason="Noget andet.")
    award = Award.objects.get()
    award.reason = "Noget andet."
    with pytest.raises(TypeError):
        award.save()
    with pytest.raises(Refused):
        judging.correct_award(by=viewer(karen), round_id=made.pk, text="Nej.")
    with pytest.raises(ValidationError):
        judging.correct_award(by=viewer(birthe), round_id=made.pk, text=" ")
    note = judging.correct_award(by=viewer(birthe), round_id=made.pk, text="Hun hedder Aase.")
    assert queries.notes_of(made.award) == [note]


def test_nobody_is_told_who_nominated_or_judged(made, birthe, karen, client):
    """The journal names no actor, so that no page of an association lists what it nominated."""
    winner = candidate_of(made, by=birthe)
    nominated(made, by=karen)
    judged(made, winner, by=birthe)
    lines = JournalEntry.objects.filter(verb__startswith="awards.")
    assert set(lines.values_list("actor", flat=True)) == {None}
    assert not OutgoingMail.objects.filter(text__contains="suppe").exists()


def test_an_address_tells_nobody_whose_it_is_before_the_juror_sits_down(made, birthe, sign_in):
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    told = {"by": viewer(birthe), "round_id": made.pk, "email": known.email, "side": "citizens"}
    with pytest.raises(ValidationError) as problem:
        judging.add_juror(**told, name=" ")
    assert "name" in problem.value.message_dict
    member = judging.add_juror(**told, name="Ham fra banen")
    with pytest.raises(ValidationError) as problem:
        judging.add_juror(**told, name="Nysgerrig")
    assert problem.value.messages == ["Nysgerrig er med i juryen."]
    desk = sign_in(birthe)
    for page in (f"/frivilligprisen/{made.pk}/", f"/frivilligprisen/{made.pk}/jury/"):
        assert "Ham fra banen" in desk.get(page).text
        assert "Registersen" not in desk.get(page).text
    assert "Registersen" not in desk.get(f"/frivilligprisen/jury/{member.pk}/ud/").text
    candidate_of(made, by=birthe)
    state(known, close(made))
    assert JuryMember.objects.get().name == "Hemmelig Registersen"


def test_who_comes_back_to_the_jury_sits_down_by_saving_what_stands(made, birthe):
    person = make_person("Hemmelig Registersen")
    candidate_of(made, by=birthe)
    member = seated(made, person, by=birthe)
    close(made)
    state(person, made)
    judging.let_juror_go(by=viewer(birthe), member_id=member.pk, why="Rejser.")
    told = {"round_id": made.pk, "email": person.email, "side": "citizens"}
    judging.add_juror(by=viewer(birthe), name="Ham fra banen", **told)
    assert JuryMember.objects.get().name == "Ham fra banen"
    state(person, made)
    assert JuryMember.objects.get().name == "Hemmelig Registersen"
