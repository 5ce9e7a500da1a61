"""Help is asked for, handed out, answered, asked for again and closed; silence goes on to a deputy."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from samspil.actors.actions import edit_actor
from samspil.following.queries import owed_by
from samspil.following.reminders import remind_owed
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OutgoingMail, Subject
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.identity.personal_data import copy_for
from samspil.moderation.actions import hide, publish
from samspil.support import actions, queries
from samspil.support.models import HelpRequest
from tests.factories import make_challenge, make_proposal, viewer
from tests.support.making import make_help, make_help_answer

pytestmark = pytest.mark.django_db
CPR = "Ring til 010190-1234"


def letters_to(person) -> list[str]:
    return list(OutgoingMail.objects.filter(to=person.email).order_by("pk").values_list("title", flat=True))


@pytest.mark.capability("C40")
def test_from_asked_to_closed_and_everybody_hears(karen, birthe, mette):
    wanted = make_help(by=karen)
    assert (wanted.status, wanted.answer_due) == ("asked", clock.today() + timedelta(days=14))
    assert len(letters_to(birthe)) == 1
    actions.assign(by=viewer(birthe), help_id=wanted.pk, person_id=mette.pk, expected_version=1)
    assert len(letters_to(mette)) == len(letters_to(karen)) == 1
    answer = make_help_answer(wanted, by=mette, links="https://fonde.example/a\nhttps://fonde.example/b")
    assert answer.addresses == ["https://fonde.example/a", "https://fonde.example/b"]
    assert len(letters_to(karen)) == 2
    assert find("fonde", NOBODY).get().pk == wanted.pk  # others find the answer
    wanted = actions.close_help(by=viewer(karen), help_id=wanted.pk)
    assert (wanted.status, wanted.assigned_to) == ("closed", mette)
    lines = JournalEntry.objects.filter(subject=wanted.subject).order_by("pk").values_list("verb", flat=True)
    assert list(lines) == [f"support.{each}" for each in ("asked", "assigned", "answered", "closed")]


@pytest.mark.capability("C40")
def test_reopened_when_it_did_not_help(karen, birthe, mette):
    wanted = make_help(by=karen)
    actions.take(by=viewer(mette), help_id=wanted.pk)
    with clock.at(timezone.now() + timedelta(days=3)):
        make_help_answer(wanted, by=mette)
    with clock.at(timezone.now() + timedelta(days=5)):
        for why in ("", CPR):
            with pytest.raises(ValidationError) as refused:
                actions.reopen(by=viewer(karen), help_id=wanted.pk, why=why)
            assert list(refused.value.message_dict) == ["why"]
        with pytest.raises(Refused):
            actions.reopen(by=viewer(mette), help_id=wanted.pk, why="Jeg vil sige mere.")
        wanted = actions.reopen(by=viewer(karen), help_id=wanted.pk, why="De fonde er lukket.")
        assert (wanted.status, wanted.answer_due) == ("assigned", clock.today() + timedelta(days=14))
        assert "Det hjalp ikke helt" in letters_to(mette)[-1]
        make_help_answer(wanted, by=mette, body="Så prøv den her.")
    wanted.refresh_from_db()
    assert wanted.answers.count() == 2
    assert (wanted.answered_at - wanted.subject.created_at).days == 3  # the first answer is the one that counts


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"title": ""}, {"title"}),
        ({"body": " "}, {"body"}),
        ({"title": CPR}, {"title"}),
        ({"body": CPR}, {"body"}),
        ({"kind": "penge"}, {"kind"}),
        ({"unit_id": "x"}, {"unit_id"}),
    ],
)
def test_what_does_not_hold_is_refused_at_its_field(karen, facts, fields):
    before = Subject.objects.count()
    with pytest.raises(ValidationError) as refused:
        make_help(by=karen, **facts)
    assert set(refused.value.message_dict) == fields
    assert Subject.objects.count() == before


def test_guests_without_a_name_ask_nothing():
    with pytest.raises(Refused):
        actions.ask_help(by=NOBODY, kind="other", title="Hej", body="Hej")


def test_asked_in_the_name_of_an_association_and_for_another(kurt, mette):
    anglers = kurt.memberships.get().actor
    assert make_help(by=kurt, speaks_as=str(anglers.pk)).speaker == anglers.name
    behalf = {"name": "Agnes", "function": "beboer", "kind": "individual", "channel": "phone"}
    entered = make_help(by=mette, behalf=behalf)
    assert (entered.author.name, entered.entered_by) == ("Agnes", mette)


# --- who may do what --------------------------------------------------------------------------------------------------


def test_only_coordinators_hand_out_and_only_to_staff_who_may_read(karen, mette, birthe, kurt):
    wanted = make_help(by=karen)
    for person in (karen, mette, kurt):
        with pytest.raises(Refused):
            actions.assign(by=viewer(person), help_id=wanted.pk, person_id=mette.pk)
    for person_id in (kurt.pk, karen.pk, "findes-ikke"):
        with pytest.raises(ValidationError) as refused:
            actions.assign(by=viewer(birthe), help_id=wanted.pk, person_id=person_id)
        assert list(refused.value.message_dict) == ["person_id"]
    with pytest.raises(Stale):
        actions.assign(by=viewer(birthe), help_id=wanted.pk, person_id=mette.pk, expected_version=7)


def test_anybody_who_works_here_takes_what_nobody_is_on(karen, mette, lene):
    wanted = make_help(by=karen)
    with pytest.raises(Refused):
        actions.take(by=viewer(karen), help_id=wanted.pk)
    assert actions.take(by=viewer(mette), help_id=wanted.pk).assigned_to == mette
    actions.take(by=viewer(mette), help_id=wanted.pk)  # pressed twice
    with pytest.raises(Refused):
        actions.take(by=viewer(lene), help_id=wanted.pk)
    with pytest.raises(Refused):
        make_help_answer(wanted, by=lene)  # is not on it
    own = make_help(by=mette)
    with pytest.raises(Refused):
        actions.take(by=viewer(mette), help_id=own.pk)


def test_nobody_answers_themselves(mette, birthe):
    wanted = make_help(by=birthe)
    with pytest.raises(Refused):
        make_help_answer(wanted, by=birthe)
    assert make_help_answer(wanted)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": CPR}, "body"),
        ({"links": "ikke-et-link"}, "links"),
        ({"links": "javascript:alert(1)"}, "links"),
        ({"links": " ".join(["https://a.example"] * 11)}, "links"),
    ],
)
def test_answer_that_does_not_hold(karen, birthe, facts, field):
    wanted = make_help(by=karen)
    with pytest.raises(ValidationError) as refused:
        make_help_answer(wanted, by=birthe, **facts)
    assert list(refused.value.message_dict) == [field]


def test_answered_request_takes_no_second_answer_and_is_closed_by_whoever_asked(karen, birthe, kurt):
    wanted = make_help(by=karen)
    with pytest.raises(Refused):
        actions.close_help(by=viewer(karen), help_id=wanted.pk)
    make_help_answer(wanted, by=birthe)
    for refused in (
        lambda: make_help_answer(wanted, by=birthe),
        lambda: actions.close_help(by=viewer(kurt), help_id=wanted.pk),
        lambda: actions.withdraw_help(by=viewer(karen), help_id=wanted.pk),  # others may have found the answer
    ):
        with pytest.raises(Refused):
            refused()


def test_withdrawn_leaves_no_words_and_tells_whoever_was_on_it(karen, mette):
    wanted = make_help(by=karen)
    actions.take(by=viewer(mette), help_id=wanted.pk)
    with pytest.raises(Refused):
        actions.withdraw_help(by=viewer(mette), help_id=wanted.pk)
    wanted = actions.withdraw_help(by=viewer(karen), help_id=wanted.pk)
    assert (wanted.title, wanted.body, wanted.subject.title) == ("", "", "")
    assert "Taget tilbage" in letters_to(mette)[-1]
    assert not queries.requests(viewer(mette)).exists()
    assert list(queries.owed_help()) == []


# --- who reads it -----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C40")
def test_for_staff_alone_is_read_by_staff_and_whoever_asked(karen, kurt, mette):
    wanted = make_help(by=karen, only_staff=True)
    assert {who for who in (NOBODY, viewer(kurt)) if queries.requests(who).exists()} == set()
    assert all(queries.requests(who).exists() for who in (viewer(karen), viewer(mette)))
    assert not find("ladcykel", NOBODY).exists()
    with pytest.raises(NotFound):
        actions.take(by=viewer(kurt), help_id=wanted.pk)
    make_help_answer(wanted)
    assert actions.withdraw_help(by=viewer(karen), help_id=wanted.pk).withdrawn_at


def test_about_a_page_that_not_all_read_is_for_staff(mette, kurt):
    limited = make_challenge(by=mette, audience="staff")
    assert make_help(by=mette, about_id=limited.pk).subject.audience == "staff"
    for about_id in (limited.pk, kurt.actor_id, "findes-ikke"):
        with pytest.raises(NotFound):
            make_help(by=kurt, about_id=about_id)
    challenge = make_challenge()
    proposal = make_proposal(challenge)
    wanted = make_help(by=kurt, about_id=proposal.pk)
    assert queries.beside(proposal.subject, NOBODY) == [wanted]
    assert queries.beside(challenge.subject, NOBODY) == []


def test_hidden_and_held_are_met_nowhere(karen, birthe):
    wanted = make_help(by=karen)
    hide(by=viewer(birthe), subject_id=wanted.pk, reason="Der står et navn.")
    for who in (viewer(karen), viewer(birthe)):
        assert not queries.requests(who).exists()
    assert list(queries.owed_help()) == []
    held = make_help(by=karen, body="Min mor har demens og bor alene på Åvænget.")
    assert not held.subject.shown
    HelpRequest.objects.filter(pk=held.pk).update(answer_due=clock.today() - timedelta(days=3))
    told = len(letters_to(birthe))
    publish(by=viewer(birthe), subject_id=held.pk)
    held.refresh_from_db()
    assert held.answer_due == clock.today() + timedelta(days=14)
    assert len(letters_to(birthe)) == told + 1


# --- silence, figures, forgetting -------------------------------------------------------------------------------------


@pytest.mark.capability("C40")
def test_silence_goes_to_the_deputy_and_shows(karen, mette, lene, unit, birthe):
    edit_actor(by=SYSTEM, actor_id=unit.pk, deputy_id=str(lene.pk))
    with clock.at(timezone.now().replace(hour=11) - timedelta(days=8)):
        wanted = make_help(by=karen, unit_id=unit.pk)
        actions.assign(by=viewer(birthe), help_id=wanted.pk, person_id=mette.pk)
    with clock.at(timezone.now().replace(hour=11)):
        remind_owed()
        wanted.refresh_from_db()
        assert wanted.deputy == lene
        assert [owed.subject.pk for owed in owed_by(viewer(lene))] == [wanted.pk]
        assert not wanted.is_overdue
    with clock.at(timezone.now() + timedelta(days=7)):
        assert wanted.is_overdue
        assert queries.figures(NOBODY).overdue == 1
        assert list(queries.requests(NOBODY, queries.Filters(status="overdue"))) == [wanted]
    assert make_help_answer(wanted, by=lene)


def test_deputy_is_somebody_who_could_answer(karen, kurt, birthe, mette):
    wanted = make_help(by=karen)
    for deputy in (kurt, karen):
        with pytest.raises(ValidationError):
            actions.pass_on_help(by=SYSTEM, help_id=wanted.pk, deputy_id=deputy.pk)
    with pytest.raises(Refused):
        actions.pass_on_help(by=viewer(mette), help_id=wanted.pk, deputy_id=mette.pk)
    with pytest.raises(NotFound):
        actions.pass_on_help(by=SYSTEM, help_id=karen.pk, deputy_id=mette.pk)


def test_figures_are_counted_by_hand_and_told_from_five_on(birthe):
    for days in (1, 2, 4, 9):
        with clock.at(timezone.now() - timedelta(days=days)):
            wanted = make_help()
        make_help_answer(wanted, by=birthe)
    make_help()
    assert queries.figures(NOBODY) == queries.Figures(answered=4, days=None, waiting=1, overdue=0)
    with clock.at(timezone.now() - timedelta(days=20)):
        wanted, _late = make_help(), make_help()
    make_help_answer(wanted, by=birthe)
    assert queries.figures(NOBODY) == queries.Figures(answered=5, days=4, waiting=2, overdue=1)


def test_what_only_staff_read_is_forgotten_two_years_after(karen, birthe):
    with clock.at(timezone.now() - timedelta(days=731)):
        old, public, waits = make_help(by=karen, only_staff=True), make_help(), make_help(only_staff=True)
        for wanted in (old, public):
            make_help_answer(wanted, by=birthe)
    actions.forget_old()
    for wanted in (old, public, waits):
        wanted.refresh_from_db()
    assert (old.title, old.answers.get().body) == ("", "")
    assert public.title
    assert waits.title


def test_copy_and_erasing(karen, mette, birthe):
    answered, waiting = make_help(by=karen, title="Zebraviden"), make_help(by=karen, title="Zebrapenge")
    limited = make_help(by=karen, title="Zebramøde", only_staff=True)
    for wanted in (answered, limited):
        make_help_answer(wanted, by=birthe)
    actions.reopen(by=viewer(karen), help_id=answered.pk, why="Zebramangel.")
    actions.take(by=viewer(mette), help_id=waiting.pk)
    held = str(copy_for(karen)["held"])
    assert all(word in held for word in ("Zebraviden", "Zebrapenge", "Zebramøde", "Zebramangel."))
    assert "Tre fonde" in str(copy_for(birthe)["held"])
    erase_person(by=viewer(karen), person_id=karen.pk)
    titles = {row.pk: row.title for row in HelpRequest.objects.all()}
    assert titles == {answered.pk: "Zebraviden", waiting.pk: "", limited.pk: ""}
    assert answered.answers.get().reply == ""
    erase_person(by=SYSTEM, person_id=mette.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.assigned_to) == ("asked", None)
