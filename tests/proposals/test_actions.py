"""The verbs of whoever proposes: proposing, editing and taking back; and reaching that person."""

from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.actors.models import Actor
from samspil.challenges.models import ChainLink, Challenge
from samspil.following.models import Follow
from samspil.foundation import search, subjects
from samspil.foundation.models import AccessEntry, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.proposals.actions import (
    edit_proposal,
    pledge,
    propose,
    read_contact,
    withdraw_pledge,
    withdraw_proposal,
)
from samspil.proposals.models import Proposal
from samspil.proposals.queries import ways_for
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_person,
    make_pledge,
    make_proposal,
    viewer,
)
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
TEXTS = {"title": "En plads i båden", "body": "Torsdage ved åen."}


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
