"""Letters to many: everybody one, nobody two, nobody forgotten, and the page waits for none of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.actors.actions import make_actor
from samspil.actors.models import Person
from samspil.challenges.actions import change_stage
from samspil.following import letters
from samspil.following.actions import choose_news, tell_followers
from samspil.following.models import Announcement, Follow
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink, OutgoingMail, Subject
from samspil.foundation.subjects import set_hidden
from tests.factories import make_challenge, make_person, make_perspective, make_pledge, make_proposal, viewer

pytestmark = pytest.mark.django_db
TEMPLATE = "challenges/mail/stage_changed.txt"


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe)


def add_followers(challenge, many: int) -> None:
    """Many at once, without the verbs: one actor stands for all of them in nothing but the name."""
    people = []
    for number in range(many):
        subject = Subject(kind="actor", title="x", id=uuid7())
        subject.root_id = subject.pk
        people.append((subject, Person(email=f"f{number}@engbaek.example")))
    Subject.objects.bulk_create([subject for subject, _person in people])
    model = Person._meta.get_field("actor").related_model
    model.objects.bulk_create([model(subject=subject, name="Følger", kind="individual") for subject, _p in people])
    for subject, person in people:
        person.actor_id = subject.pk
    Person.objects.bulk_create([person for _subject, person in people])
    Follow.objects.bulk_create([Follow(person=person, subject=challenge.subject) for _subject, person in people])


def tell(challenge, key: str = "key", **options) -> None:
    tell_followers(challenge.subject, TEMPLATE, {"challenge": challenge}, key=key, **options)


def told() -> list[str]:
    return list(OutgoingMail.objects.filter(title__startswith="Nyt trin").values_list("to", flat=True))


@pytest.fixture
def no_worker(monkeypatch):
    """What is asked of the worker stays undone; the list says what it was."""
    asked = []
    monkeypatch.setattr(letters, "soon", lambda work, *arguments: asked.append(arguments))
    return asked


def test_everybody_gets_one_in_batches(challenge, monkeypatch):
    monkeypatch.setattr(letters, "BATCH", 7)
    add_followers(challenge, 30)
    tell(challenge)
    assert len(told()) == len(set(told())) == 31
    assert Announcement.objects.get().done_at


def test_batch_that_ends_with_the_last_person_is_done(challenge, monkeypatch):
    monkeypatch.setattr(letters, "BATCH", 3)
    add_followers(challenge, 2)
    tell(challenge)
    assert len(told()) == 3
    assert Announcement.objects.get().done_at


def test_killed_between_two_batches_goes_on_from_there(challenge, monkeypatch, no_worker):
    monkeypatch.setattr(letters, "BATCH", 10)
    add_followers(challenge, 24)
    tell(challenge)
    letters.write_letters.call(*no_worker[0])
    assert len(told()) == 10  # here the worker is killed: the next batch was asked for, and is lost with it
    letters.resume()
    assert len(told()) == 10, "another worker may be at it"
    monkeypatch.undo()
    with clock.at(clock.now() + letters.STALLED + timedelta(seconds=1)):
        letters.resume()
    assert len(told()) == len(set(told())) == 25


@pytest.mark.parametrize("where", ["compose", "post_many"])
def test_killed_in_the_middle_of_a_batch_repeats_it_and_nobody_gets_two(challenge, monkeypatch, no_worker, where):
    monkeypatch.setattr(letters, "BATCH", 10)
    add_followers(challenge, 24)
    tell(challenge)
    letters.write_letters.call(*no_worker[0])
    working, calls = getattr(letters.mail, where), []

    def killed(*arguments, **options):
        calls.append(1)
        if len(calls) == (5 if where == "compose" else 1):
            raise SystemExit
        return working(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(letters.mail, where, killed)
        with pytest.raises(SystemExit):
            letters.write_letters.call(*no_worker[0])
    assert len(told()) == 10, "a batch is written whole or not at all"
    assert OneTimeLink.objects.filter(purpose="unfollow").count() == 10
    for _time in range(4):
        letters.write_letters.call(*no_worker[0])
    assert len(told()) == len(set(told())) == 25


def test_two_workers_with_the_same_batch_write_it_once(challenge, monkeypatch, no_worker):
    add_followers(challenge, 5)
    tell(challenge)
    working = letters.letters_to

    def slow(*arguments):
        monkeypatch.setattr(letters, "letters_to", working)
        letters.write_letters.call(*no_worker[0])  # the other one, meanwhile
        return working(*arguments)

    monkeypatch.setattr(letters, "letters_to", slow)
    letters.write_letters.call(*no_worker[0])
    assert len(told()) == 6
    assert OneTimeLink.objects.filter(purpose="unfollow").count() == 6


def test_verb_costs_the_same_for_one_and_for_many(birthe, no_worker):
    def cost(many: int) -> int:
        challenge = make_challenge(by=birthe)
        add_followers(challenge, many)
        with CaptureQueriesContext(connection) as captured:
            facts = {"stage": "proposals", "next_step": "Vi mødes.", "next_who": "Birthe"}
            change_stage(by=viewer(birthe), challenge_id=challenge.pk, **facts)
        Person.objects.filter(email__startswith="f").update(email=None)
        return len(captured)

    assert cost(1) == cost(300)


def test_writing_costs_queries_by_the_batch(challenge, no_worker):
    add_followers(challenge, 500)
    tell(challenge)
    with CaptureQueriesContext(connection) as captured:
        for _batch in range(3):
            letters.write_letters.call(*no_worker[0])
    assert len(told()) == 501
    # 5,000 followers are ten times this.
    assert len(captured) < 50, [query["sql"][:90] for query in captured]


def test_those_who_may_not_read_it_hear_nothing(lene, unit, karen):
    limited = make_challenge(by=lene, audience="unit", unit=unit)
    for person in (karen, lene):
        Follow.objects.get_or_create(person=person, subject=limited.subject)
    tell(limited)
    assert told() == [lene.email]


def test_whoever_did_it_hears_nothing_and_who_has_no_address_stops_nobody(challenge, birthe, karen):
    Follow.objects.create(person=karen, subject=challenge.subject)
    nameless = make_actor(by=None, name="Ole", kind="individual")
    Follow.objects.create(person=Person.objects.create(actor=nameless), subject=challenge.subject)
    tell(challenge, but_not=birthe.pk)
    assert told() == [karen.email]


def test_what_waits_for_a_moderator_is_told_when_it_is_shown(challenge, birthe, karen):
    choose_news(by=viewer(birthe), paces={"words": "at_once"})
    perspective = make_perspective(challenge, by=karen)
    OutgoingMail.objects.all().delete()
    Announcement.objects.all().delete()
    subject = Subject.objects.get(pk=perspective.pk)
    set_hidden(subject, clock.now())
    tell_followers(subject, "following/mail/news.txt", {"entry": subject.journal.get()}, key="held", news="words")
    assert not OutgoingMail.objects.exists()
    later = clock.now() + timedelta(hours=3)
    with clock.at(later):
        letters.resume()
    assert not OutgoingMail.objects.exists()
    set_hidden(subject, None)
    with clock.at(later + timedelta(hours=1)):
        letters.resume()
    assert OutgoingMail.objects.get().to == birthe.email


def test_what_could_not_be_told_for_two_weeks_is_told_no_more(challenge, no_worker):
    tell(challenge)
    with clock.at(clock.now() + letters.TOO_LATE + timedelta(hours=1)):
        letters.resume()
    assert Announcement.objects.get().done_at
    with clock.at(clock.now() + letters.TOO_LATE + letters.KEPT + timedelta(hours=2)):
        letters.resume()
    assert not Announcement.objects.exists()


def test_what_it_is_about_may_be_gone(challenge, birthe, karen, no_worker):
    perspective = make_perspective(challenge, by=karen)
    tell_followers(challenge.subject, TEMPLATE, {"challenge": perspective}, key="gone")
    perspective.delete()
    letters.write_letters.call(*no_worker[-1])
    assert Announcement.objects.get(key="gone").done_at
    assert told() == []


# --- how soon ---------------------------------------------------------------------------------------------------------


def test_kind_of_news_goes_to_those_who_want_it_at_once(challenge, birthe, karen, kurt):
    for person in (karen, kurt):
        Follow.objects.create(person=person, subject=challenge.subject)
    choose_news(by=viewer(karen), paces={"stage": "weekly"})
    choose_news(by=viewer(kurt), paces={"words": "at_once"})
    tell(challenge, "stage", news="stage")
    assert set(told()) == {birthe.email, kurt.email}
    OutgoingMail.objects.all().delete()
    tell(challenge, "words", news="words")
    assert told() == [kurt.email]
    OutgoingMail.objects.all().delete()
    tell(challenge, "everybody")
    assert set(told()) == {birthe.email, karen.email, kurt.email}


def test_words_proposals_and_pledges_come_at_once_to_who_wants_that(challenge, birthe, karen, kurt):
    choose_news(by=viewer(birthe), paces={"words": "at_once", "proposals": "at_once", "pledges": "at_once"})
    OutgoingMail.objects.all().delete()
    make_perspective(challenge, by=karen)
    proposal = make_proposal(challenge, by=karen)
    make_pledge(proposal, by=kurt, body="Fire chauffører")
    texts = [row.text for row in OutgoingMail.objects.filter(to=birthe.email, title__startswith="Nyt:").order_by("pk")]
    assert "Karen skrev under Det ser vi" in texts[0]
    assert f"Karen foreslog: {proposal.title}" in texts[1]
    assert "Kurt bidrager: Fire chauffører" in texts[2]
    assert len(texts) == 3
    assert not OutgoingMail.objects.filter(to=karen.email, title__startswith="Nyt: Hvordan").exists()


def test_letters_are_in_the_readers_language_and_can_be_stopped(challenge, birthe):
    person = make_person()
    Person.objects.filter(pk=person.pk).update(language="en")
    Follow.objects.create(person=person, subject=challenge.subject)
    tell(challenge)
    letter = OutgoingMail.objects.get(to=birthe.email, title__startswith="Nyt trin")
    assert letter.unsubscribe_url.endswith("/straks/")
    assert letter.unsubscribe_url.removesuffix("straks/") in letter.text
