"""What all verbs share: double presses, stale forms, one journal line, and nothing half done."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from samspil.actors.actions import add_actor
from samspil.actors.models import Actor
from samspil.challenges.actions import edit_challenge, raise_challenge, write_perspective
from samspil.challenges.models import Challenge, Perspective
from samspil.foundation import subjects
from samspil.foundation.models import JournalEntry, RequestRecord, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale, all_told, check_version, find, journal, verb
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.factories import make_challenge, make_person, viewer

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Subject, Challenge, JournalEntry, RequestRecord))


# --- double presses -------------------------------------------------------------------------------------------------


def test_second_press_returns_the_first_result(karen):
    press = {"by": viewer(karen), "request_id": uuid4(), "question": "Hvordan?", "theme": "older"}
    first = raise_challenge(**press)
    before = counts()
    second = raise_challenge(**{**press, "request_id": str(press["request_id"]).upper()})
    assert second == first
    assert counts() == before


def test_same_form_with_another_text_is_a_press_of_its_own(karen):
    key = uuid4()
    texts = ({"question": "Hvordan?", "theme": "older"}, {"question": "Noget andet?", "theme": "health"})
    first, second = [raise_challenge(by=viewer(karen), request_id=key, **text) for text in texts]
    assert (first.question, second.question) == ("Hvordan?", "Noget andet?")
    again = [raise_challenge(by=viewer(karen), request_id=key, **text) for text in texts]
    assert again == [first, second]
    assert Challenge.objects.count() == 2


def test_form_sent_again_from_an_old_page_with_another_text_is_stale(karen):
    challenge = make_challenge(by=karen, question="Først?")
    press = {"by": viewer(karen), "request_id": uuid4(), "challenge_id": challenge.pk, "expected_version": 1}
    edit_challenge(**press, question="Anden?")
    with pytest.raises(Stale):
        edit_challenge(**press, question="Tredje?")


def test_request_id_of_another_person_is_refused(karen, kurt):
    key = uuid4()
    raise_challenge(by=viewer(karen), request_id=key, question="Hvordan?", theme="older")
    before = counts()
    with pytest.raises(Refused):
        raise_challenge(by=viewer(kurt), request_id=key, question="Kurts", theme="older")
    assert counts() == before


def test_request_id_of_another_verb_is_refused(karen):
    key = uuid4()
    challenge = raise_challenge(by=viewer(karen), request_id=key, question="Hvordan?", theme="older")
    with pytest.raises(Refused):
        write_perspective(by=viewer(karen), request_id=key, challenge_id=challenge.pk, body="Her")
    assert not Perspective.objects.exists()


def test_request_id_of_a_failed_press_can_be_used_again(karen):
    key = uuid4()
    with pytest.raises(Exception, match="CPR"):
        raise_challenge(by=viewer(karen), request_id=key, question="Hvem er 010190-1234?", theme="older")
    assert not RequestRecord.objects.filter(pk=key).exists()
    assert raise_challenge(by=viewer(karen), request_id=key, question="Hvem?", theme="older").question == "Hvem?"


@pytest.mark.parametrize("nonsense", ["", "x", None, "'; DROP TABLE"])
def test_request_id_that_is_none_is_no_request(karen, nonsense):
    for _press in range(2):
        raise_challenge(by=viewer(karen), request_id=nonsense, question="Hvordan?", theme="older")
    assert Challenge.objects.count() == 2
    assert not RequestRecord.objects.exists()


# --- nothing half done ----------------------------------------------------------------------------------------------


def test_verb_that_fails_leaves_nothing_behind(karen):
    @verb(Actor)
    def add_and_fail(*, by):
        actor = add_actor(by=SYSTEM, name="Halvvejs", kind="association")
        journal("actors.added", actor.subject, by=by)
        raise ZeroDivisionError

    before = (*counts(), Actor.objects.count())
    with pytest.raises(ZeroDivisionError):
        add_and_fail(by=viewer(karen), request_id=uuid4())
    assert (*counts(), Actor.objects.count()) == before


def test_verb_is_named_after_its_app():
    assert raise_challenge.verb_name == "challenges.raise_challenge"


# --- finding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forged", ["x", "", None, "0", "1 OR 1=1", "019d29ad-9938-7366-8394-85ec003b5ba8"])
def test_find_of_a_forged_key_is_not_found(forged):
    with pytest.raises(NotFound):
        find(Challenge, forged, NOBODY)


def test_find_of_another_kind_is_not_found(karen):
    with pytest.raises(NotFound):
        find(Challenge, karen.actor_id, viewer(karen))


def test_find_of_what_one_may_not_read_is_not_found(birthe, karen):
    draft = make_challenge(by=birthe, is_draft=True)
    assert find(Challenge, draft.pk, viewer(birthe)) == draft
    for reader in (NOBODY, viewer(karen)):
        with pytest.raises(NotFound):
            find(Challenge, draft.pk, reader)


# SQLite knows no row locks: it has one writer at a time. The PostgreSQL run sees this test.
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_find_with_lock_also_locks_the_version(karen, django_assert_num_queries):
    challenge, who = make_challenge(by=karen), viewer(karen)
    with django_assert_num_queries(1) as asked:
        find(Challenge, challenge.pk, who, lock=True)
    assert 'FOR NO KEY UPDATE OF "challenges_challenge", "foundation_subject"' in asked[0]["sql"]


# --- stale forms ----------------------------------------------------------------------------------------------------


def test_stale_form_is_refused_and_changes_nothing(karen):
    challenge = make_challenge(by=karen, question="Først?")
    opened = challenge.version
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, expected_version=opened, question="Anden?")
    before = counts()
    with pytest.raises(Stale) as stale:
        edit_challenge(by=viewer(karen), challenge_id=challenge.pk, expected_version=opened, question="Tredje?")
    assert stale.value.subject.version == opened + 1
    assert counts() == before
    assert Challenge.objects.get().question == "Anden?"


@pytest.mark.parametrize("unknown", [None, ""])
def test_check_version_without_a_version_lets_pass(karen, unknown):
    check_version(make_challenge(by=karen).subject, unknown)


@pytest.mark.parametrize("wrong", [0, 2, "2", "1.0", "x", -1])
def test_check_version_with_another_version_is_stale(karen, wrong):
    with pytest.raises(Stale):
        check_version(make_challenge(by=karen).subject, wrong)


# --- the journal ----------------------------------------------------------------------------------------------------


def test_journal_line_cannot_be_changed(karen):
    line = journal("actors.added", karen.actor.subject, by=viewer(karen))
    line.verb = "actors.never"
    with pytest.raises(TypeError, match="append-only"):
        line.save()
    assert JournalEntry.objects.get(pk=line.pk).verb == "actors.added"


def test_journal_line_names_who_and_for_whom(karen, kurt):
    line = journal("actors.added", karen.actor.subject, by=viewer(karen), actor=kurt.actor_id, on_behalf_of=kurt.pk)
    assert (line.person, line.actor, line.on_behalf_of, line.payload) == (karen.pk, kurt.actor_id, kurt.pk, {})


def test_journal_line_goes_with_its_subject_only(karen):
    subject = subjects.create("challenge", title="Væk", by=karen.pk)
    journal("challenges.raised", subject, by=viewer(karen))
    before = JournalEntry.objects.count()
    make_person().actor.subject.save()
    assert JournalEntry.objects.count() == before


# --- what is wrong ----------------------------------------------------------------------------------------------------


def raising(problem: Exception):
    def check() -> None:
        raise problem

    return check


def test_all_checks_are_made_and_the_first_word_at_a_field_stands():
    made = []
    with pytest.raises(ValidationError) as problem:
        all_told(
            raising(ValidationError({"title": ["Skriv noget."]})),
            raising(ValidationError("Kom igen i morgen.")),
            raising(ValidationError({"title": ["For lang."], "cost": ["Skriv et tal."]})),
            lambda: {"cost": ["Det er for dyrt."], "ends_on": ["Vælg en dag."]},
            raising(ValidationError("Og spørg lederen.")),
            lambda: made.append(1),
        )
    told = {
        "title": ["Skriv noget."],
        "__all__": ["Kom igen i morgen.", "Og spørg lederen."],
        "cost": ["Skriv et tal."],
    }
    told["ends_on"] = ["Vælg en dag."]
    assert (problem.value.message_dict, made) == (told, [1])
    all_told(lambda: made.append(2))
    assert made == [1, 2]


def test_a_refusal_waits_for_no_other_check():
    with pytest.raises(Refused):
        all_told(raising(ValidationError("Nej.")), raising(Refused("x")))
