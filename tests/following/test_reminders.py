"""Silence is never consent: reminders, the deputy after seven days, and the day it shows as unanswered."""

from datetime import UTC, datetime, timedelta

import pytest

from samspil.actors import actions as actors
from samspil.actors.queries import staff_of
from samspil.following import reminders
from samspil.following.queries import owed_by
from samspil.following.reminders import deputies, remind_owed
from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.moderation.actions import hide
from samspil.proposals.actions import withdraw_proposal
from tests.factories import make_answer, make_challenge, make_person, make_proposal, make_unit, viewer

pytestmark = [pytest.mark.django_db]


MONDAY = datetime(2026, 5, 4, 12, tzinfo=UTC)  # two weeks later is a working day, too


def on_day(days: int):
    """So many days after the proposals were made."""
    return clock.at(MONDAY + timedelta(days=days))


def propose(*about, **facts):
    with on_day(0):
        return make_proposal(*about, **facts)


def written(days: int) -> list[tuple[str, str]]:
    """Who got which letter about answers on this day."""
    before = list(OutgoingMail.objects.values_list("pk", flat=True))
    with on_day(days):
        remind_owed()
        remind_owed()
    new = OutgoingMail.objects.exclude(pk__in=before).filter(dedupe_key__startswith="owed:")
    return sorted((row.dedupe_key.split(":")[1], row.to) for row in new)


@pytest.fixture
def proposal(lene, unit, karen):
    """Karen's proposal, which Lene owes an answer within 14 days."""
    return propose(by=karen, unit=unit)


@pytest.fixture
def deputy(lene, mette, unit):
    actors.edit_actor(by=viewer(lene), actor_id=unit.pk, deputy_id=mette.pk)
    return mette


def test_whole_story_of_an_answer_that_does_not_come(proposal, lene, deputy):
    story = {day: written(day) for day in range(45)}
    assert {day: letters for day, letters in story.items() if letters} == {
        7: [("has_deputy", lene.email), ("passed_on", deputy.email)],
        11: sorted([("due_soon", lene.email), ("due_soon", deputy.email)]),
        15: sorted([("overdue", lene.email), ("overdue", deputy.email)]),
    }
    proposal.refresh_from_db()
    assert proposal.deputy == deputy
    assert JournalEntry.objects.filter(verb="proposals.passed_on").count() == 1


def test_words_of_the_letters(proposal, lene, deputy):
    for day in (7, 11, 15):
        written(day)
    letters = {row.dedupe_key.split(":")[1]: row for row in OutgoingMail.objects.filter(dedupe_key__startswith="owed:")}
    assert letters["passed_on"].title == f"Du kan svare nu: {proposal.title}"
    assert "som stedfortræder" in letters["passed_on"].text
    assert letters["has_deputy"].title == f"Mette Skov kan også svare nu: {proposal.title}"
    assert "Der er ikke svaret endnu" in letters["due_soon"].text
    assert "står der Ubesvaret på siden, så alle kan se det" in letters["overdue"].text
    assert all(f"/forslag/{proposal.pk}/" in letter.text for letter in letters.values())


def test_nothing_once_it_is_answered(proposal, lene, deputy):
    written(7)
    make_answer(proposal, by=deputy)
    assert [letter for day in range(8, 30) for letter in written(day)] == []


def test_nothing_about_what_is_withdrawn_or_hidden(proposal, birthe, karen, unit, lene):
    hidden = propose(by=karen, unit=unit)
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Et navn.")
    assert [letter for day in range(30) for letter in written(day)] == []


def test_nobody_is_written_to_in_the_night(proposal, lene, deputy):
    with clock.at(MONDAY.replace(hour=3) + timedelta(days=8)):
        remind_owed()
    assert not OutgoingMail.objects.filter(dedupe_key__startswith="owed:").exists()


def test_without_a_deputy_it_goes_up_the_line(proposal, unit, lene):
    above = make_person("Chef", role="leader", scope=unit.parent)
    assert written(7) == sorted([("has_deputy", lene.email), ("passed_on", above.email)])


def test_without_a_line_it_goes_to_a_coordinator(proposal, birthe, lene):
    assert written(7) == sorted([("has_deputy", lene.email), ("passed_on", birthe.email)])


def test_with_nobody_at_all_it_stays_and_is_tried_again(proposal, lene):
    assert written(7) == []
    above = make_person(role="coordinator")
    assert ("passed_on", above.email) in written(8)


def test_coordinators_are_asked_when_no_leader_is_named(birthe, karen):
    unit = make_unit()
    nina = make_person("Nina", role="employee", scope=unit)
    actors.edit_actor(by=viewer(birthe), actor_id=unit.pk, deputy_id=nina.pk)
    propose(by=karen, unit=unit)
    assert written(7) == sorted([("has_deputy", birthe.email), ("passed_on", nina.email)])
    assert written(11) == sorted([("due_soon", birthe.email), ("due_soon", nina.email)])


def test_host_and_author_are_passed_over(birthe, lene, mette, unit):
    """A host decides nothing, and nobody answers their own."""
    above = make_person("Chef", role="leader", scope=unit.parent)
    actors.edit_actor(by=viewer(lene), actor_id=unit.pk, deputy_id=mette.pk)
    own = propose(by=mette, unit=unit)
    with on_day(7):
        remind_owed()
    own.refresh_from_db()
    assert own.deputy == above
    hosted = propose(make_challenge(by=birthe, host=mette, unit=unit))
    with on_day(7):
        remind_owed()
    hosted.refresh_from_db()
    assert hosted.deputy == above


def test_deputy_who_left_the_unit_is_passed_over(proposal, birthe, deputy, unit):
    with on_day(1):
        actors.end_role(by=SYSTEM, role_id=deputy.roles.get().pk)
        assert deputy not in staff_of(unit)
    assert ("passed_on", birthe.email) in written(7)


def test_who_may_not_read_it_is_not_asked(lene, unit, birthe):
    """What only the unit may read does not go to the coordinator."""
    proposal = propose(by=lene, unit=unit, audience="unit")
    every = [row for sort in hooks.all_of("owed_answers") for row in sort.waiting(None)]
    (owed,) = (row for row in every if row.subject.pk == proposal.pk)
    assert birthe not in list(deputies(owed))
    assert reminders.asked(owed) == []


def test_passing_on_and_its_letters_are_one(proposal, lene, deputy, monkeypatch):
    working = reminders.mail.post

    def killed(template, *arguments, **options):
        if "has_deputy" in template:
            raise SystemExit
        return working(template, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(reminders.mail, "post", killed)
        with on_day(7), pytest.raises(SystemExit):
            remind_owed()
    proposal.refresh_from_db()
    assert proposal.deputy is None
    assert len(written(7)) == 2


# --- the deputy of a unit ---------------------------------------------------------------------------------------------


def test_leader_names_one_of_the_units_own(lene, mette, unit):
    actors.edit_actor(by=viewer(lene), actor_id=unit.pk, deputy_id=mette.pk)
    unit.refresh_from_db()
    assert unit.deputy == mette
    actors.edit_actor(by=viewer(lene), actor_id=unit.pk, name="Hjemmeplejen Nord")
    unit.refresh_from_db()
    assert unit.deputy == mette, "what is not sent is not changed"
    actors.edit_actor(by=viewer(lene), actor_id=unit.pk, deputy_id="")
    unit.refresh_from_db()
    assert unit.deputy is None


@pytest.mark.parametrize("who", ["stranger", "leader elsewhere", "nonsense"])
def test_deputy_works_in_the_unit(lene, unit, birthe, who):
    chosen = {
        "stranger": make_person().pk,
        "leader elsewhere": make_person(role="leader", scope=make_unit()).pk,
        "nonsense": "x",
    }[who]
    with pytest.raises(actors.ValidationError) as refused:
        actors.edit_actor(by=viewer(birthe), actor_id=unit.pk, deputy_id=chosen)
    assert "deputy_id" in refused.value.message_dict


def test_employee_names_no_deputy_and_an_association_has_none(lene, mette, unit, birthe, kurt):
    with pytest.raises(actors.Refused):
        actors.edit_actor(by=viewer(mette), actor_id=unit.pk, deputy_id=mette.pk)
    anglers = kurt.memberships.get().actor
    with pytest.raises(actors.ValidationError):
        actors.edit_actor(by=viewer(birthe), actor_id=anglers.pk, deputy_id=kurt.pk)


def test_unit_page_and_form(lene, mette, unit, sign_in):
    path = f"/hvem/{unit.pk}/"
    page = sign_in(lene).get(f"{path}ret/").text
    assert "Stedfortræder" in page
    assert "Stedfortræder" not in sign_in(mette).get(f"{path}ret/").text
    actors.edit_actor(by=viewer(lene), actor_id=unit.pk, deputy_id=mette.pk)
    assert "Stedfortræder: Mette Skov" in sign_in(mette).get(path).text


# --- what waits -------------------------------------------------------------------------------------------------------


def test_answers_wait_for_the_named_one_and_those_of_nobody_for_coordinators(proposal, lene, mette, birthe, karen):
    nobodys = propose(by=karen, unit=make_unit())
    assert [row.subject.pk for row in owed_by(viewer(lene))] == [proposal.pk]
    assert [row.subject.pk for row in owed_by(viewer(birthe))] == [nobodys.pk]
    assert owed_by(viewer(mette)) == owed_by(viewer(karen)) == []


def test_deputy_sees_it_too(proposal, lene, deputy):
    written(7)
    assert [row.subject.pk for row in owed_by(viewer(deputy))] == [proposal.pk]
