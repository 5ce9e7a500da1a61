"""Every verb of the story writes one journal line, with ids and codes but no word anybody wrote."""

import json
import re

import pytest

from samspil.actors import actions as actors
from samspil.challenges import actions as challenges
from samspil.foundation import hooks
from samspil.foundation.models import JournalEntry
from samspil.foundation.viewer import SYSTEM
from samspil.hosting import actions as hosting
from samspil.knowledge.actions import add_item
from samspil.proposals import actions as proposals
from tests.factories import make_answer, make_challenge, make_perspective, make_pledge, make_proposal, viewer

pytestmark = pytest.mark.django_db
SECRET = "Hemmelighed"
CODE = re.compile(r"[a-z_]+|[0-9a-f]{8}-[0-9a-f-]{27}")


def raised(people):
    return challenges.raise_challenge(
        by=viewer(people["karen"]), question=SECRET, description=SECRET, today=SECRET, theme="older", place=SECRET
    )


def edited(people):
    challenge = make_challenge(by=people["karen"])
    return lambda: challenges.edit_challenge(
        by=viewer(people["karen"]), challenge_id=challenge.pk, question=SECRET, place=SECRET
    )


def stage_changed(people):
    challenge = make_challenge()
    return lambda: challenges.change_stage(
        by=viewer(people["birthe"]),
        challenge_id=challenge.pk,
        stage="proposals",
        next_step=SECRET,
        next_who="Alle",
    )


def host_appointed(people):
    challenge = make_challenge()
    return lambda: hosting.appoint_host(
        by=viewer(people["birthe"]), challenge_id=challenge.pk, person_id=people["kurt"].pk, next_step=SECRET
    )


def perspective_written(people):
    challenge = make_challenge()
    return lambda: challenges.write_perspective(
        by=viewer(people["birthe"]),
        challenge_id=challenge.pk,
        body=SECRET,
        behalf={"name": SECRET, "function": SECRET, "channel": "phone"},
    )


def replied(people):
    perspective = make_perspective(make_challenge())
    return lambda: challenges.write_perspective(
        by=viewer(people["karen"]), challenge_id=perspective.challenge_id, body=SECRET, reply_to=perspective.pk
    )


def perspective_withdrawn(people):
    perspective = make_perspective(make_challenge(), by=people["karen"], body=SECRET)
    return lambda: challenges.withdraw_perspective(by=viewer(people["karen"]), perspective_id=perspective.pk)


def proposed(people):
    challenge = make_challenge()
    return lambda: proposals.propose(by=viewer(people["karen"]), challenge_id=challenge.pk, title=SECRET, body=SECRET)


def proposal_edited(people):
    proposal = make_proposal(by=people["karen"])
    return lambda: proposals.edit_proposal(by=viewer(people["karen"]), proposal_id=proposal.pk, body=SECRET)


def proposal_withdrawn(people):
    proposal = make_proposal(by=people["karen"], body=SECRET)
    return lambda: proposals.withdraw_proposal(by=viewer(people["karen"]), proposal_id=proposal.pk)


def pledged(people):
    proposal = make_proposal()
    return lambda: proposals.pledge(
        by=viewer(people["karen"]), proposal_id=proposal.pk, kind="money", body=SECRET, amount=500
    )


def pledge_withdrawn(people):
    promise = make_pledge(make_proposal(), by=people["karen"], body=SECRET)
    return lambda: proposals.withdraw_pledge(by=viewer(people["karen"]), pledge_id=promise.pk)


def answered(people):
    proposal = make_proposal()
    return lambda: proposals.answer_proposal(
        by=viewer(people["birthe"]), proposal_id=proposal.pk, outcome="no", body=SECRET
    )


def actor_added(people):
    return lambda: actors.add_actor(by=SYSTEM, name=SECRET, kind="informal_group", description=SECRET)


def member_added(people):
    anglers = actors.add_actor(by=SYSTEM, name="Foreningen", kind="association")
    return lambda: actors.add_member(by=SYSTEM, person=people["karen"], actor=anglers, function=SECRET)


def role_given(people):
    return lambda: actors.give_role(by=SYSTEM, person=people["karen"], kind="leader", amount=10)


def knowledge_added(people):
    return lambda: add_item(
        by=viewer(people["birthe"]),
        title=SECRET,
        body=SECRET,
        source=SECRET,
        source_place=SECRET,
        actors=SECRET,
        year=2011,
        kind="example",
        strength="described",
        themes=["older"],
    )


@pytest.mark.parametrize(
    ("prepare", "verb"),
    [
        (lambda people: lambda: raised(people), "challenges.raised"),
        (edited, "challenges.edited"),
        (stage_changed, "challenges.stage_changed"),
        (host_appointed, "hosting.appointed"),
        (perspective_written, "challenges.perspective_written"),
        (replied, "challenges.replied"),
        (perspective_withdrawn, "challenges.perspective_withdrawn"),
        (proposed, "proposals.proposed"),
        (proposal_edited, "proposals.edited"),
        (proposal_withdrawn, "proposals.withdrawn"),
        (pledged, "proposals.pledged"),
        (pledge_withdrawn, "proposals.pledge_withdrawn"),
        (answered, "proposals.answered"),
        (actor_added, "actors.added"),
        (member_added, "actors.member_added"),
        (role_given, "actors.role_given"),
        (knowledge_added, "knowledge.added"),
    ],
)
def test_verb_writes_one_line_without_words(prepare, verb, birthe, karen, kurt):
    call = prepare({"birthe": birthe, "karen": karen, "kurt": kurt})
    newest = JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    call()
    lines = list(JournalEntry.objects.filter(pk__gt=newest or 0))
    assert [line.verb for line in lines] == [verb]
    assert SECRET not in json.dumps(lines[0].payload)
    for value in lines[0].payload.values():
        assert value is None or isinstance(value, int) or CODE.fullmatch(value)


def test_second_withdrawal_writes_no_second_line(karen):
    perspective = make_perspective(make_challenge(), by=karen)
    for _press in range(2):
        challenges.withdraw_perspective(by=viewer(karen), perspective_id=perspective.pk)
    assert JournalEntry.objects.filter(verb="challenges.perspective_withdrawn").count() == 1


def test_every_verb_in_the_journal_has_a_phrase():
    """A line without a phrase would never be told, and nobody would notice."""
    make_answer(make_proposal(make_challenge()))
    assert set(JournalEntry.objects.values_list("verb", flat=True)) <= set(hooks.phrases())
