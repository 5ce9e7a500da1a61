"""Asking differently: anybody proposes, the host puts, those taking part decide."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.challenges.models import Challenge, Stage
from samspil.following.actions import unfollow
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide
from samspil.reframing import actions, queries
from samspil.reframing.models import Wording, WordingState, WordingVote
from tests.factories import make_challenge, make_person, make_perspective, make_proposal, viewer
from tests.reframing.making import answer, make_wording, put, settle, voices_on
from tests.refusing import problems

pytestmark = pytest.mark.django_db

CPR = "010190-1234"


@pytest.fixture
def host(db):
    return make_person("Inger")


@pytest.fixture
def challenge(karen, host) -> Challenge:
    return make_challenge(by=karen, host=host, question="Forbedrer vi ældreplejen?")


# --- proposing --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C14")
def test_anybody_we_know_proposes_another_way_to_ask(challenge, kurt):
    wording = make_wording(challenge, by=kurt, question="  Hvad er det bedste liv\nfor vore seniorer? ")
    assert wording.question == "Hvad er det bedste liv for vore seniorer?"
    assert (wording.state, wording.author, wording.challenge) == (WordingState.PROPOSED, kurt, challenge)
    assert wording.subject.context == challenge.subject
    assert list(search.find("seniorer", NOBODY, ("wording",))) == [wording.subject]
    challenge.refresh_from_db()
    assert challenge.question == "Forbedrer vi ældreplejen?"


def test_staff_write_a_wording_down_for_somebody(challenge, birthe):
    agnes = {"name": "Agnes", "function": "beboer", "channel": "phone"}
    wording = make_wording(challenge, by=birthe, behalf=agnes)
    assert (wording.author.name, wording.entered_by, wording.channel) == ("Agnes", birthe, "phone")


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"question": ""}, {"question"}),
        ({"question": "x" * 201}, {"question"}),
        ({"question": f"Hvad med {CPR}?"}, {"question"}),
        ({"question": " forbedrer vi  ÆLDREPLEJEN? "}, {"question"}),
        ({"reason": " "}, {"reason"}),
        ({"reason": f"Fordi {CPR}"}, {"reason"}),
        ({"reason": "x" * 601}, {"reason"}),
    ],
)
def test_wording_with_bad_words_is_refused(facts, fields, challenge, karen):
    call = {"question": "Hvad er et godt liv?", "reason": "Fordi.", **facts}
    assert problems(actions.propose_wording, by=viewer(karen), challenge_id=challenge.pk, **call) == fields


def test_proposing_needs_somebody_and_an_open_page_one_may_read(challenge, karen, mette):
    call = {"question": "Hvad er et godt liv?", "reason": "Fordi."}
    with pytest.raises(Refused):
        actions.propose_wording(by=NOBODY, challenge_id=challenge.pk, **call)
    staff = make_challenge(by=mette, audience="staff")
    for pk in (staff.pk, uuid4(), "x"):
        with pytest.raises(NotFound):
            actions.propose_wording(by=viewer(karen), challenge_id=pk, **call)
    Challenge.objects.filter(pk=challenge.pk).update(stage=Stage.CLOSED)
    with pytest.raises(Refused):
        actions.propose_wording(by=viewer(karen), challenge_id=challenge.pk, **call)


# --- putting ----------------------------------------------------------------------------------------------------------


def test_only_the_host_puts_it_and_the_coordinator_where_there_is_none(challenge, karen, birthe, host, kurt):
    wording = make_wording(challenge, by=kurt)
    for person in (karen, kurt, birthe):
        with pytest.raises(Refused):
            put(wording, person)
    assert put(wording, host).state == WordingState.PUT
    assert (wording.put_by_id, Wording.objects.get().put_by) == (None, host)
    alone = make_wording(make_challenge())
    assert put(alone, birthe).put_by == birthe
    with pytest.raises(Refused):
        put(alone, birthe)  # it is put already


def test_one_at_a_time(challenge, host, birthe):
    first, second = make_wording(challenge), make_wording(challenge)
    put(first, host)
    with pytest.raises(ValidationError, match="en anden ordlyd"):
        put(second, host)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.filter(pk=second.pk).update(state=WordingState.PUT)
    hide(by=viewer(birthe), subject_id=first.pk, reason="Der står et navn.")
    assert put(second, host).state == WordingState.PUT
    assert Wording.objects.get(pk=first.pk).state == WordingState.PROPOSED


def test_those_taking_part_who_follow_get_a_letter_with_a_link_of_their_own(challenge, karen, host, kurt):
    make_perspective(challenge, by=kurt)
    away = voices_on(challenge, 1)[0]
    unfollow(by=viewer(away), subject_id=challenge.pk)
    OutgoingMail.objects.all().delete()
    wording = make_wording(challenge, by=kurt, question="Hvad er et godt liv?")
    put(wording, host)
    letters = OutgoingMail.objects.all()
    assert {letter.person for letter in letters} == {karen.pk, kurt.pk}
    assert all("Hvad er et godt liv?" in letter.text and "/ordlyd/svar/" in letter.text for letter in letters)
    assert OneTimeLink.objects.filter(purpose=actions.ANSWER_PURPOSE).count() == 2
    actions.ask_newcomers()  # an hour later, or when a worker was killed
    assert OutgoingMail.objects.count() == 2
    assert OneTimeLink.objects.filter(purpose=actions.ANSWER_PURPOSE).count() == 2
    late = voices_on(challenge, 1)[0]
    actions.ask_newcomers()
    assert OutgoingMail.objects.latest("pk").person == late.pk


def test_nobody_is_asked_about_what_they_may_not_read_any_more(challenge, host, kurt):
    make_perspective(challenge, by=kurt)
    wording = make_wording(challenge)
    put(wording, host)
    OutgoingMail.objects.all().delete()
    subjects.set_audience(challenge.subject, "named", [kurt.pk])
    actions.ask_newcomers()
    assert {letter.person for letter in OutgoingMail.objects.all()} == {kurt.pk}


# --- answering --------------------------------------------------------------------------------------------------------


def test_whoever_has_written_on_the_page_or_raised_it_takes_part(challenge, karen, kurt, mette, host):
    make_proposal(challenge, by=kurt)
    assert set(queries.taking_part(challenge)) == {karen, kurt}
    make_perspective(challenge, by=mette)
    wording = put(make_wording(challenge, by=make_person("Ole")), host)
    assert {person.name for person in queries.taking_part(challenge)} == {"Karen", "Kurt", "Mette Skov", "Ole"}
    for person in (karen, kurt, mette):
        answer(wording, person)
    with pytest.raises(Refused):
        answer(wording, host)  # holds the page, and has said nothing on it
    with pytest.raises(Refused):
        answer(wording, make_person())
    with pytest.raises(Refused):
        actions.answer_wording(by=NOBODY, wording_id=wording.pk, vote="yes")


def test_one_voice_each_that_may_change(challenge, karen, host):
    wording = put(make_wording(challenge), host)
    first = answer(wording, karen, "no", "Det  er godt nok.")
    again = answer(wording, karen, "yes", "Nej, lad os prøve.")
    assert first.pk == again.pk
    assert queries.tally(wording) == {"yes": 1, "no": 0}
    assert again.subject.title == WordingVote.objects.get().comment == "Nej, lad os prøve."
    other = answer(wording, wording.author)
    with pytest.raises(IntegrityError), transaction.atomic():
        WordingVote.objects.filter(pk=other.pk).update(person=karen)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"vote": "maybe"}, {"vote"}),
        ({"vote": ""}, {"vote"}),
        ({"comment": f"Ring til {CPR}"}, {"comment"}),
        ({"comment": "x" * 201}, {"comment"}),
    ],
)
def test_answer_with_bad_words_is_refused(facts, fields, challenge, karen, host):
    wording = put(make_wording(challenge), host)
    assert (
        problems(actions.answer_wording, by=viewer(karen), wording_id=wording.pk, **{"vote": "no", **facts}) == fields
    )


def test_only_what_is_put_on_an_open_page_is_answered(challenge, karen, host):
    wording = make_wording(challenge)
    with pytest.raises(Refused):
        answer(wording, karen)
    put(wording, host)
    Challenge.objects.filter(pk=challenge.pk).update(stage=Stage.CLOSED)
    with pytest.raises(Refused):
        answer(wording, karen)
    with pytest.raises(Refused):
        settle(wording, host)


# --- settling ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C14")
@pytest.mark.parametrize(
    ("yes", "no", "is_adopted"),
    [(2, 0, True), (3, 2, True), (1, 0, False), (0, 0, False), (1, 1, False), (2, 2, False), (1, 3, False)],
)
def test_the_majority_decides_and_not_whoever_closes(yes, no, is_adopted, host):
    challenge = make_challenge(host=host, question="Forbedrer vi ældreplejen?")
    wording = put(make_wording(challenge, question="Hvad er et godt liv?"), host)
    people = voices_on(challenge, yes + no)
    for number, person in enumerate(people):
        answer(wording, person, "yes" if number < yes else "no")
    settled = settle(wording, host, "Tak for svarene.")
    challenge.refresh_from_db()
    assert (settled.state == WordingState.ADOPTED) is is_adopted
    assert (settled.yes_count, settled.no_count, settled.note) == (yes, no, "Tak for svarene.")
    assert challenge.question == ("Hvad er et godt liv?" if is_adopted else "Forbedrer vi ældreplejen?")
    assert challenge.first_question == "Forbedrer vi ældreplejen?"
    assert challenge.subject.title == challenge.question
    mine = JournalEntry.objects.filter(subject=wording.pk).latest("pk").verb
    assert mine == ("reframing.wording_adopted" if is_adopted else "reframing.question_kept")


def test_database_holds_the_outcome_to_the_counts(challenge, host, karen, kurt):
    make_perspective(challenge, by=kurt)
    wording = put(make_wording(challenge), host)
    answer(wording, karen, "no")
    answer(wording, kurt, "no")
    settle(wording, host)
    for forged in ({"state": "adopted"}, {"state": "adopted", "yes_count": 1, "no_count": 0}, {"yes_count": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wording.objects.filter(pk=wording.pk).update(**forged)


def test_only_host_and_coordinator_close(challenge, karen, kurt, birthe, host, lene):
    wording = put(make_wording(challenge, by=kurt), host)
    for person in (karen, kurt, lene):
        with pytest.raises(Refused):
            settle(wording, person)
    assert settle(wording, birthe).settled_by == birthe
    with pytest.raises(Refused):
        settle(wording, host)


def test_followers_hear_how_it_went(challenge, karen, host, kurt):
    wording = put(make_wording(challenge, by=kurt, question="Hvad er et godt liv?"), host)
    answer(wording, karen)
    answer(wording, kurt)
    OutgoingMail.objects.all().delete()
    settle(wording, host, "Vi mødes mandag.")
    letter = OutgoingMail.objects.get(person=karen.pk)
    assert letter.title == "Nu spørger vi: Hvad er et godt liv?"
    assert "2 sagde ja, og 0 sagde nej." in letter.text
    assert "Vi mødes mandag." in letter.text


def test_hidden_vote_counts_no_more_than_it_shows(challenge, host, karen, kurt, birthe):
    make_perspective(challenge, by=kurt)
    wording = put(make_wording(challenge), host)
    answer(wording, karen)
    spam = answer(wording, kurt, "yes", "Køb mine varer")
    hide(by=viewer(birthe), subject_id=spam.pk, reason="Reklame.")
    assert queries.tally(wording) == {"yes": 1, "no": 0}
    assert queries.comments_on(wording, viewer(karen)) == []
    assert settle(wording, host).state == WordingState.KEPT


def test_note_with_cpr_number_settles_nothing(challenge, host):
    wording = put(make_wording(challenge), host)
    assert problems(actions.settle_wording, by=viewer(host), wording_id=wording.pk, note=f"Se {CPR}") == {"note"}
    assert Wording.objects.get().state == WordingState.PUT


def test_second_press_does_nothing_more(challenge, host, karen, kurt):
    make_perspective(challenge, by=kurt)
    key = str(uuid7())
    wording = make_wording(challenge)
    for _time in range(2):
        actions.put_wording(by=viewer(host), wording_id=wording.pk, request_id=key)
    for person in (karen, kurt):
        answer(wording, person)
    again = str(uuid7())
    for _time in range(2):
        actions.settle_wording(by=viewer(host), wording_id=wording.pk, note="Tak.", request_id=again)
    assert JournalEntry.objects.filter(verb="challenges.reworded").count() == 1
    assert JournalEntry.objects.filter(verb="reframing.wording_put").count() == 1


# --- taking back ------------------------------------------------------------------------------------------------------


def test_author_takes_it_back_until_it_is_settled(challenge, karen, kurt, host):
    make_perspective(challenge, by=karen)
    wording = put(make_wording(challenge, by=kurt, question="Fortrudtord her?"), host)
    answer(wording, karen, "no", "Fortrudtsvar")
    with pytest.raises(Refused):
        actions.withdraw_wording(by=viewer(karen), wording_id=wording.pk)
    actions.withdraw_wording(by=viewer(kurt), wording_id=wording.pk)
    actions.withdraw_wording(by=viewer(kurt), wording_id=wording.pk)
    gone = Wording.objects.select_related("subject").get()
    assert (gone.state, gone.question, gone.reason, gone.subject.title) == (WordingState.WITHDRAWN, "", "", "")
    assert WordingVote.objects.get().comment == ""
    assert not search.find("fortrudtord", NOBODY)
    assert queries.wordings_of(challenge, NOBODY) == []
    assert JournalEntry.objects.filter(verb="reframing.wording_withdrawn").count() == 1
    other = put(make_wording(challenge, by=kurt), host)
    settle(other, host)
    with pytest.raises(Refused):
        actions.withdraw_wording(by=viewer(kurt), wording_id=other.pk)


def test_what_was_told_of_an_earlier_day_is_dated_that_day(challenge, host, karen, kurt):
    then = clock.now().replace(year=2025)
    with clock.at(then):
        wording = put(make_wording(challenge, by=kurt), host)
        answer(wording, karen)
        answer(wording, kurt)
        settled = settle(wording, host)
    assert {settled.put_at, settled.settled_at, WordingVote.objects.first().at} == {then}


def test_words_from_outside_about_somebodys_health_are_looked_at_first(challenge, kurt, karen):
    wording = make_wording(challenge, by=kurt, reason="Min mor har demens og er indlagt på hospitalet.")
    assert not wording.subject.shown
    assert queries.wordings_of(challenge, viewer(karen)) == []
    with pytest.raises(NotFound):
        actions.put_wording(by=viewer(challenge.host), wording_id=wording.pk)
