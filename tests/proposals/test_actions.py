"""The verbs about proposals, pledges and answers, and the rules of power that they carry."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.actors.models import Actor, Role
from samspil.challenges.actions import change_stage
from samspil.challenges.models import ChainLink, Challenge
from samspil.following.models import Follow
from samspil.foundation import clock, search, subjects
from samspil.foundation.models import AccessEntry, OutgoingMail, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.proposals.actions import (
    answer_proposal,
    edit_proposal,
    pledge,
    propose,
    read_contact,
    withdraw_pledge,
    withdraw_proposal,
)
from samspil.proposals.models import Answer, Proposal
from samspil.proposals.queries import ways_for
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_person,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
TEXTS = {"title": "En plads i båden", "body": "Torsdage ved åen."}


def letters(prefix: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(dedupe_key__startswith=prefix).values_list("to", flat=True))


# --- proposing ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C12")
@pytest.mark.capability("C17")
@pytest.mark.parametrize("who", ["karen", "kurt", "jens", "mette", "lene", "birthe"])
def test_anybody_we_know_proposes_on_a_challenge(request, who):
    person = request.getfixturevalue(who)
    challenge = make_challenge()
    proposal = propose(by=viewer(person), challenge_id=challenge.pk, **TEXTS)
    assert (proposal.challenge, proposal.author, proposal.actor) == (challenge, person, person.actor)
    assert (proposal.subject.context_id, proposal.subject.root_id) == (challenge.pk, challenge.pk)
    assert list(search.find("båd", NOBODY)) == [proposal.subject]
    assert Follow.objects.filter(person=person, subject=proposal.subject).exists()


@pytest.mark.parametrize("by", [NOBODY, SYSTEM])
def test_nobody_proposes_nothing(by, unit):
    with pytest.raises(Refused):
        propose(by=by, unit_id=unit.pk, **TEXTS)


@pytest.mark.capability("C36")
def test_employee_proposes_without_a_challenge(mette, unit):
    proposal = propose(by=viewer(mette), unit_id=unit.pk, **TEXTS)
    assert (proposal.challenge, proposal.unit, proposal.subject.context) == (None, unit, None)
    assert (proposal.degree, proposal.object) == ("incremental", "service")


def test_proposal_without_challenge_needs_a_unit(mette):
    assert problems(propose, by=viewer(mette), **TEXTS) == {"unit_id"}


@pytest.mark.capability("C28")
@pytest.mark.parametrize("degree", ["incremental", "radical"])
@pytest.mark.parametrize("kind", ["product", "service", "process"])
def test_proposal_stands_on_two_axes(karen, unit, degree, kind):
    proposal = propose(by=viewer(karen), unit_id=unit.pk, degree=degree, object=kind, **TEXTS)
    assert (proposal.degree, proposal.object) == (degree, kind)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "x" * 121}, {"title"}),
        ({"body": " \n"}, {"body"}),
        ({"body": "x" * 3001}, {"body"}),
        ({"degree": "huge"}, {"degree"}),
        ({"object": ""}, {"object"}),
        ({"unit_id": uuid4()}, {"unit_id"}),
        ({"delivers": [uuid4()]}, {"delivers"}),
        ({"title": f"Ring til {CPR}"}, {"title"}),
        ({"body": CPR}, {"body"}),
        ({"title": CPR, "body": CPR}, {"title", "body"}),
    ],
)
def test_proposal_with_bad_words_is_refused_at_the_field(karen, unit, facts, fields):
    assert problems(propose, **{"by": viewer(karen), "unit_id": unit.pk, **TEXTS, **facts}) == fields


def test_proposal_is_delivered_by_those_one_can_see(karen, kurt, unit):
    hidden = make_actor()
    subjects.set_hidden(hidden.subject, timezone.now())
    for actor in (hidden, kurt.actor):
        call = {"by": viewer(karen), "unit_id": unit.pk, **TEXTS, "delivers": [actor.pk]}
        assert problems(propose, **call) == {"delivers"}


@pytest.mark.capability("C05")
@pytest.mark.capability("C20")
def test_proposal_writes_who_devised_and_would_deliver(kurt, unit):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    proposal = make_proposal(make_challenge(), by=kurt, speaks_as=anglers.pk, delivers=[unit.pk])
    assert set(ChainLink.objects.filter(subject=proposal.subject).values_list("step", "actor", "sphere")) == {
        ("devised", anglers.pk, "civil_society"),
        ("delivered", unit.pk, "municipality"),
    }


def test_proposal_takes_the_audience_of_its_challenge(mette, karen):
    challenge = make_challenge(by=mette, audience="staff")
    proposal = propose(by=viewer(mette), challenge_id=challenge.pk, audience="public", **TEXTS)
    assert proposal.subject.audience == "staff"
    for reader in (NOBODY, viewer(karen)):
        assert not Proposal.objects.visible_to(reader).exists()
        assert not search.find("båd", reader)


@pytest.mark.parametrize("audience", ["staff", "unit", "named", "page"])
@pytest.mark.parametrize("who", ["karen", "jens"])
def test_only_staff_limit_who_reads_a_proposal(request, unit, who, audience):
    call = {"by": viewer(request.getfixturevalue(who)), "unit_id": unit.pk, "audience": audience, **TEXTS}
    assert problems(propose, **call) == {"audience"}


def test_proposal_for_a_unit_is_read_by_the_line(mette, lene, karen, birthe, unit):
    proposal = propose(by=viewer(mette), unit_id=unit.pk, audience="unit", **TEXTS)
    assert [proposal.subject.readable_by(viewer(each)) for each in (mette, lene, karen, birthe)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("stage", ["closed", "draft"])
def test_proposal_on_a_closed_challenge_is_refused(karen, stage):
    challenge = make_challenge(by=karen)
    Challenge.objects.update(stage=stage)
    with pytest.raises(Refused):
        propose(by=viewer(karen), challenge_id=challenge.pk, **TEXTS)


def test_proposal_on_what_one_may_not_read_is_not_found(mette, karen):
    hidden = make_challenge()
    subjects.set_hidden(hidden.subject, timezone.now())
    for pk in (make_challenge(by=mette, audience="staff").pk, hidden.pk, uuid4(), "x"):
        with pytest.raises(NotFound):
            propose(by=viewer(karen), challenge_id=pk, **TEXTS)


# --- who answers, and when ------------------------------------------------------------------------------------------


def test_nearest_leader_owes_the_answer_in_fourteen_days_and_is_told(karen, lene, unit):
    make_person(role="leader", scope=unit.parent)
    with clock.at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)):  # already 2 March in Denmark
        proposal = propose(by=viewer(karen), unit_id=unit.pk, **TEXTS)
    assert (proposal.answerer, proposal.answer_due) == (lene, date(2026, 3, 16))
    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.person) == (lene.email, lene.pk)
    assert f"/forslag/{proposal.pk}/" in letter.text


def test_leader_above_owes_the_answer_when_the_unit_has_none(karen, unit):
    chief = make_person(role="leader", scope=unit.parent)
    assert propose(by=viewer(karen), unit_id=unit.pk, **TEXTS).answerer == chief


def test_proposal_goes_to_the_unit_of_its_challenge(karen, lene, unit):
    challenge = make_challenge(unit=unit)
    assert propose(by=viewer(karen), challenge_id=challenge.pk, **TEXTS).answerer == lene


def test_proposal_without_a_leader_waits_for_the_coordinator(karen):
    proposal = propose(by=viewer(karen), unit_id=make_unit().pk, **TEXTS)
    assert proposal.answerer is None
    assert proposal.answer_due == clock.today() + timedelta(days=14)
    assert not OutgoingMail.objects.exists()


def test_leader_answers_neither_their_own_proposal_nor_on_the_page_they_hold(lene, karen, unit):
    chief = make_person(role="leader", scope=unit.parent)
    assert make_proposal(by=lene, unit=unit).answerer == chief
    assert make_proposal(make_challenge(unit=unit, host=lene), by=karen).answerer == chief
    assert make_proposal(make_challenge(unit=unit, host=chief), by=lene).answerer is None


def test_leader_who_may_not_read_is_neither_named_nor_told(mette, unit):
    """A proposal on a page for one unit, sent to another unit, must not travel there by mail."""
    other = make_unit()
    make_person(role="leader", scope=other)
    challenge = make_challenge(by=mette, unit=unit, audience="unit")
    proposal = propose(by=viewer(mette), challenge_id=challenge.pk, unit_id=other.pk, **TEXTS)
    assert proposal.answerer is None
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(("days", "overdue"), [(13, False), (14, False), (15, True), (400, True)])
def test_silence_shows_after_its_date(karen, unit, days, overdue):
    with clock.at(timezone.now() - timedelta(days=days)):
        proposal = make_proposal(by=karen, unit=unit)
    assert proposal.is_overdue is overdue


def test_answered_or_withdrawn_is_never_overdue(karen, unit):
    with clock.at(timezone.now() - timedelta(days=30)):
        answered, withdrawn = make_proposal(by=karen, unit=unit), make_proposal(by=karen, unit=unit)
        make_answer(answered)
        withdraw_proposal(by=viewer(karen), proposal_id=withdrawn.pk)
    assert [Proposal.objects.get(pk=each.pk).is_overdue for each in (answered, withdrawn)] == [False, False]


# --- answering ------------------------------------------------------------------------------------------------------


def answerers(proposal, *people) -> set:
    allowed = set()
    for person in people:
        try:
            answer_proposal(by=viewer(person), proposal_id=proposal.pk, outcome="later", body="Vi ser på det.")
        except Refused:
            continue
        allowed.add(person)
    return allowed


@pytest.mark.capability("C44")
def test_answer_is_given_by_the_leaders_of_the_line_and_the_coordinator(lene, mette, birthe, jens, karen, kurt, unit):
    chief = make_person(role="leader", scope=unit.parent)
    beside = make_person(role="leader", scope=make_unit(parent=unit.parent))
    below = make_person(role="leader", scope=make_unit(parent=unit))
    proposal = make_proposal(make_challenge(unit=unit), by=karen)
    everybody = (lene, chief, beside, below, mette, birthe, jens, karen, kurt)
    assert answerers(proposal, *everybody) == {lene, chief, birthe}
    with pytest.raises(Refused):
        answer_proposal(by=NOBODY, proposal_id=proposal.pk, outcome="no", body="Nej")


def test_host_never_answers_on_the_page_they_hold(lene, birthe, unit):
    for host in (lene, birthe):
        challenge = make_challenge(unit=unit, host=host)
        proposal = make_proposal(challenge)
        assert answerers(proposal, lene, birthe) == {lene, birthe} - {host}


def test_host_answers_elsewhere(lene, unit):
    make_challenge(unit=unit, host=lene)
    assert answerers(make_proposal(make_challenge(unit=unit)), lene) == {lene}


def test_named_person_who_left_answers_no_more(lene, unit):
    proposal = make_proposal(unit=unit)
    assert proposal.answerer == lene
    Role.objects.filter(person=lene).update(until=clock.today() - timedelta(days=1))
    assert answerers(proposal, lene) == set()


def test_answer_on_what_one_may_not_read_is_not_found(mette, birthe, unit):
    proposal = propose(by=viewer(mette), unit_id=unit.pk, audience="unit", **TEXTS)
    with pytest.raises(NotFound):
        answer_proposal(by=viewer(birthe), proposal_id=proposal.pk, outcome="no", body="Nej")


def test_answer_to_a_proposal_taken_back_is_refused(karen, birthe):
    proposal = make_proposal(by=karen)
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    assert answerers(proposal, birthe) == set()


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"body": ""}, {"body"}),
        ({"body": " \u200b"}, {"body"}),
        ({"body": "x" * 3001}, {"body"}),
        ({"body": CPR}, {"body"}),
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "maybe"}, {"outcome"}),
    ],
)
def test_answer_needs_an_outcome_and_a_reason(birthe, facts, fields):
    call = {"proposal_id": make_proposal().pk, "outcome": "no", "body": "Der er ingen båd.", **facts}
    assert problems(answer_proposal, by=viewer(birthe), **call) == fields
    assert not Answer.objects.exists()


def test_answer_is_marked_and_later_answers_stand_above(birthe):
    proposal = make_proposal()
    first = make_answer(proposal, outcome="later")
    second = make_answer(proposal, outcome="forward")
    now = Proposal.objects.get()
    assert list(now.answers.all()) == [second, first]
    assert now.answered_at == second.at
    assert now.version == 3


def test_answer_on_a_stale_form_is_refused(birthe, karen):
    proposal = make_proposal(by=karen)
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Noget helt andet.")
    with pytest.raises(Stale):
        answer_proposal(by=viewer(birthe), proposal_id=proposal.pk, outcome="no", body="Nej", expected_version=1)
    assert not Answer.objects.exists()


def test_answer_is_told_once_to_each_who_follows(karen, kurt, mette, birthe):
    """Karen raised the challenge and proposed; Kurt raised and pledged: two ways to follow, one letter."""
    challenge = make_challenge(by=kurt)
    proposal = make_proposal(challenge, by=karen)
    make_pledge(proposal, by=kurt)
    make_pledge(proposal, by=birthe)
    Follow.objects.create(person=karen, subject=challenge.subject)
    make_answer(proposal, by=birthe)
    assert letters("answer:") == sorted([karen.email, kurt.email])
    make_answer(proposal, by=birthe)
    assert letters("answer:") == sorted([karen.email, kurt.email] * 2)


def test_answer_is_not_told_to_those_who_may_not_read(mette, karen, birthe):
    challenge = make_challenge(by=mette, audience="staff")
    proposal = make_proposal(challenge, by=mette)
    Follow.objects.create(person=karen, subject=challenge.subject)
    Follow.objects.create(person=karen, subject=proposal.subject)
    make_answer(proposal, by=birthe)
    assert letters("answer:") == [mette.email]


def test_answer_is_not_told_to_those_whose_role_has_ended(mette, birthe):
    colleague = make_person(role="employee")
    proposal = make_proposal(make_challenge(by=colleague, audience="staff"), by=mette)
    Role.objects.filter(person=colleague).update(until=clock.today() - timedelta(days=1))
    make_answer(proposal, by=birthe)
    assert letters("answer:") == [mette.email]


def test_letter_of_an_answer_holds_the_answer_and_a_way_out(karen, birthe):
    proposal = make_proposal(by=karen, title="En & anden <vej>")
    make_answer(proposal, by=birthe, body="Vi begynder på mandag.")
    letter = OutgoingMail.objects.get(dedupe_key__startswith="answer:")
    assert "En & anden <vej>" in letter.title
    assert "Vi begynder på mandag." in letter.text
    assert f"/forslag/{proposal.pk}/" in letter.text
    assert "/afmeld/" in letter.text


# --- editing and taking back ----------------------------------------------------------------------------------------


def test_edit_keeps_what_stood_before(karen):
    proposal = make_proposal(by=karen, title="Først")
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, title="Så", expected_version=1)
    now = Proposal.objects.get()
    assert (now.title, now.subject.title, now.version) == ("Så", "Så", 2)
    assert list(now.history.order_by("history_id").values_list("title", "history_user_id")) == [
        ("Først", karen.pk),
        ("Så", karen.pk),
    ]
    assert not search.find("først", NOBODY)
    assert list(search.find("så", NOBODY, ("proposal",))) == [now.subject]


def test_edit_of_who_would_deliver_renews_the_chain(karen, unit):
    first, second = make_actor(), make_actor()
    proposal = make_proposal(by=karen, unit=unit, delivers=[first.pk])
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, delivers=[second.pk])
    assert set(proposal.delivers.all()) == {second}
    assert set(ChainLink.objects.filter(step="delivered").values_list("actor", flat=True)) == {second.pk}
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Uden at røre dem.")
    assert set(proposal.delivers.all()) == {second}
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, delivers=[])
    assert not ChainLink.objects.filter(step="delivered").exists()
    assert ChainLink.objects.filter(step="devised").exists()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [({"title": ""}, {"title"}), ({"body": CPR}, {"body"}), ({"delivers": [uuid4()]}, {"delivers"})],
)
def test_edit_with_bad_words_changes_nothing(karen, changes, fields):
    proposal = make_proposal(by=karen, title="Først")
    assert problems(edit_proposal, by=viewer(karen), proposal_id=proposal.pk, **changes) == fields
    assert (Proposal.objects.get().title, Proposal.objects.get().version) == ("Først", 1)


@pytest.mark.parametrize("field", ["answerer", "answer_due", "unit", "challenge", "withdrawn_at", "audience"])
def test_edit_reaches_nothing_but_the_texts(karen, field):
    with pytest.raises(TypeError, match=field):
        edit_proposal(by=viewer(karen), proposal_id=make_proposal(by=karen).pk, **{field: None})


def test_proposal_is_changed_by_those_it_belongs_to(kurt, mette, karen, lene, birthe):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    fellow = make_person(member_of=anglers)
    proposal = make_proposal(by=kurt, speaks_as=anglers.pk)
    for person in (mette, karen, lene, birthe):
        for verb, extra in ((edit_proposal, {"body": "Mit"}), (withdraw_proposal, {})):
            with pytest.raises(Refused):
                verb(by=viewer(person), proposal_id=proposal.pk, **extra)
    for person in (kurt, fellow):
        edit_proposal(by=viewer(person), proposal_id=proposal.pk, body=f"Vores {person.pk}")
    entered = make_proposal(by=mette, behalf={"name": "Erna", "channel": "meeting"})
    assert edit_proposal(by=viewer(mette), proposal_id=entered.pk, body="Som Erna sagde.").author.name == "Erna"


def test_answered_proposal_keeps_the_text_that_was_answered(karen, birthe):
    proposal = make_proposal(by=karen, body="Torsdage")
    make_answer(proposal, by=birthe)
    with pytest.raises(Refused):
        edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Noget helt andet")
    assert Proposal.objects.get().body == "Torsdage"


def test_what_is_taken_back_is_found_no_more(karen):
    proposal = make_proposal(by=karen, title="Kanoen")
    promise = make_pledge(proposal, by=karen, body="En pagaj")
    withdraw_pledge(by=viewer(karen), pledge_id=promise.pk)
    assert not search.find("pagaj", NOBODY)
    assert Subject.objects.get(pk=promise.pk).title == ""
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    assert not search.find("kano", NOBODY)


def test_withdrawn_proposal_lets_go_and_leaves_the_page(karen, unit):
    challenge = make_challenge()
    proposal = make_proposal(challenge, by=karen, delivers=[unit.pk])
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    assert not ChainLink.objects.filter(subject=proposal.subject).exists()
    assert ways_for(challenge, NOBODY) == []
    for verb, extra in (
        (withdraw_proposal, {}),
        (edit_proposal, {"body": "Alligevel"}),
        (pledge, {"kind": "time", "body": "Alligevel"}),
    ):
        with pytest.raises(Refused):
            verb(by=viewer(karen), proposal_id=proposal.pk, **extra)


def test_withdrawal_on_a_stale_form_is_refused(karen):
    proposal = make_proposal(by=karen)
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Nyt")
    with pytest.raises(Stale):
        withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk, expected_version=1)
    assert Proposal.objects.get().withdrawn_at is None


# --- reaching the person --------------------------------------------------------------------------------------------


def test_contact_is_read_by_whoever_may_answer_and_the_reading_is_kept(lene, karen, unit):
    proposal = make_proposal(by=karen, unit=unit)
    assert read_contact(by=viewer(lene), proposal_id=proposal.pk) == karen
    assert list(AccessEntry.objects.values_list("reader", "person", "what")) == [(lene.pk, karen.pk, "contact")]


def test_contact_is_not_for_others_and_a_refusal_leaves_no_trace(mette, jens, kurt, karen, unit):
    proposal = make_proposal(by=karen, unit=unit)
    for person in (mette, jens, kurt, karen):
        with pytest.raises(Refused):
            read_contact(by=viewer(person), proposal_id=proposal.pk)
    assert not AccessEntry.objects.exists()


def test_closed_challenge_keeps_its_proposals_open_for_an_answer(birthe):
    challenge = make_challenge()
    proposal = make_proposal(challenge)
    change_stage(by=viewer(birthe), challenge_id=challenge.pk, stage="closed", next_step="Tak for alt.")
    assert make_answer(proposal, by=birthe).outcome == "forward"
