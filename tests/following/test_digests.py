"""The digest: never empty, never the same twice, only what one may read when it is written."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.actors.models import Person
from samspil.challenges.actions import withdraw_perspective
from samspil.following import digests
from samspil.following.actions import choose_news, follow, unfollow
from samspil.following.digests import latest_morning, send_digests
from samspil.following.models import Told
from samspil.foundation import clock
from samspil.foundation.models import DueJob, OutgoingMail, Subject
from samspil.foundation.subjects import set_hidden
from samspil.foundation.verbs import journal
from samspil.foundation.viewer import SYSTEM
from samspil.moderation.actions import hide
from tests.factories import make_challenge, make_person, make_perspective, make_pledge, make_proposal, viewer

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 5, 30, tzinfo=UTC)  # half past seven in Denmark, in summer
DAY = timedelta(days=1)


@contextmanager
def on(days: float):
    """So many days after that Monday morning."""
    with clock.at(MONDAY + days * DAY):
        yield


@pytest.fixture
def challenge(birthe, karen):
    """Birthe's challenge, which Karen follows, both since long."""
    with on(-60):
        challenge = make_challenge(by=birthe)
        follow(by=viewer(karen), subject_id=challenge.pk)
    return challenge


def sent(days: float, to: Person | None = None) -> list[OutgoingMail]:
    """The digests written on this day."""
    before = list(OutgoingMail.objects.values_list("pk", flat=True))
    with on(days):
        send_digests()
    new = OutgoingMail.objects.exclude(pk__in=before).filter(dedupe_key__startswith="digest:")
    return list(new.filter(to=to.email) if to else new)


@pytest.mark.parametrize(
    ("pace", "now", "due"),
    [
        ("daily", MONDAY, datetime(2026, 5, 4, 5, 0, tzinfo=UTC)),
        ("daily", datetime(2026, 5, 4, 4, 59, tzinfo=UTC), datetime(2026, 5, 3, 5, 0, tzinfo=UTC)),
        ("daily", datetime(2026, 1, 5, 6, 0, tzinfo=UTC), datetime(2026, 1, 5, 6, 0, tzinfo=UTC)),
        ("weekly", datetime(2026, 5, 9, 20, 0, tzinfo=UTC), datetime(2026, 5, 4, 5, 0, tzinfo=UTC)),
        ("weekly", datetime(2026, 5, 4, 4, 59, tzinfo=UTC), datetime(2026, 4, 27, 5, 0, tzinfo=UTC)),
        ("weekly", datetime(2026, 3, 30, 5, 0, tzinfo=UTC), datetime(2026, 3, 30, 5, 0, tzinfo=UTC)),
    ],
)
def test_morning_is_seven_in_denmark_in_summer_and_winter(pace, now, due):
    assert latest_morning(pace, now) == due


def test_what_others_wrote_comes_the_next_morning_and_once(challenge, birthe, karen):
    with on(0.3):
        make_perspective(challenge, by=karen, body="Han siger ja til naboen.")
    assert sent(0.4) == []
    (letter,) = sent(1)
    assert letter.to == birthe.email, "nobody is told of their own doings"
    assert letter.title == "Nyt siden i går: 1 ting på det, du følger"
    assert challenge.question in letter.text
    assert "- Karen skrev under Det ser vi (" in letter.text
    assert sent(1.2) == sent(2) == sent(9) == []


def test_nothing_new_no_letter(challenge):
    assert [sent(day) for day in range(1, 9)] == [[]] * 8


def test_pages_and_their_lines_stand_newest_first(challenge, birthe, kurt):
    with on(-50):
        other = make_challenge(by=birthe)
    for hours, page in ((1, challenge), (2, other), (3, challenge)):
        with clock.at(MONDAY + timedelta(hours=hours)):
            make_perspective(page, by=kurt if hours < 3 else make_person("Agnes"))
    (letter,) = sent(1, birthe)
    text = letter.text
    assert "3 ting" in letter.title
    assert text.index(challenge.question) < text.index("Agnes skrev") < text.index("Kurt skrev")
    assert text.index("Kurt skrev") < text.index(other.question)


def test_long_page_is_cut_with_a_number(challenge, birthe, kurt, monkeypatch):
    monkeypatch.setattr(digests, "MOST_LINES", 2)
    with on(0.2):
        for _number in range(5):
            make_perspective(challenge, by=kurt)
    text = sent(1, birthe)[0].text
    assert text.count("Kurt skrev") == 2
    assert "og 3 ting mere" in text


def test_only_what_one_may_read_in_the_morning(challenge, birthe, karen, kurt):
    with on(0.2):
        gone, stays = make_perspective(challenge, by=kurt), make_perspective(challenge, by=make_person("Agnes"))
        taken_back = make_perspective(challenge, by=make_person("Ole"))
        withdraw_perspective(by=viewer(taken_back.author), perspective_id=taken_back.pk)
        hide(by=viewer(birthe), subject_id=gone.pk, reason="Et navn.")
    (letter,) = sent(1, karen)
    assert "Agnes skrev" in letter.text
    assert "Kurt" not in letter.text
    assert "Ole" not in letter.text
    assert stays.pk


def test_limited_page_is_told_to_its_readers_alone(lene, mette, unit, karen):
    with on(-20):
        limited = make_challenge(by=lene, audience="unit", unit=unit)
        follow(by=viewer(mette), subject_id=limited.pk)
        Subject.objects.get(pk=limited.pk).follows.create(person=karen, since=clock.now())
    with on(0.2):
        make_perspective(limited, by=lene)
    assert [letter.to for letter in sent(1)] == [mette.email]


def test_follower_is_not_told_of_what_was_before(challenge, kurt):
    with on(0.2):
        make_perspective(challenge, by=kurt)
    late = make_person()
    with on(0.5):
        follow(by=viewer(late), subject_id=challenge.pk)
    assert sent(1, late) == []


def test_who_stopped_following_hears_no_more(challenge, birthe, karen, kurt):
    with on(0.2):
        make_perspective(challenge, by=kurt)
        unfollow(by=viewer(karen), subject_id=challenge.pk)
    assert [letter.to for letter in sent(1)] == [birthe.email]


def test_weekly_comes_on_monday_with_the_whole_week(challenge, karen, kurt):
    with on(-30):
        choose_news(by=viewer(karen), paces={"words": "weekly", "proposals": "weekly"})
    with on(0.2):
        make_perspective(challenge, by=kurt)
    with on(3):
        make_proposal(challenge, by=kurt, title="Fælles bord")
    assert [letter for day in range(1, 7) for letter in sent(day, karen)] == []
    (letter,) = sent(7, karen)
    assert letter.title == "Ugens nyt: 2 ting på det, du følger"
    assert "Kurt foreslog: Fælles bord" in letter.text
    assert sent(8, karen) == sent(14, karen) == []


def test_another_pace_neither_repeats_nor_forgets(challenge, karen, kurt):
    choose = lambda pace: choose_news(by=viewer(karen), paces={"words": pace})  # noqa: E731
    with on(0.2):
        make_perspective(challenge, by=kurt, body="mandag")
    (first,) = sent(1, karen)
    with on(1.2):
        choose("weekly")
        make_perspective(challenge, by=make_person("Agnes"), body="tirsdag")
    with on(3.2):
        choose("daily")
    (second,) = sent(4, karen)
    assert "Kurt" in first.text
    assert "Agnes" in second.text
    assert "Kurt" not in second.text
    assert sent(7, karen) == []


def test_what_came_at_once_is_not_in_the_digest_after(challenge, karen, kurt):
    with on(-1):
        choose_news(by=viewer(karen), paces={"words": "at_once"})
    with on(0.2):
        make_perspective(challenge, by=kurt)
    assert OutgoingMail.objects.filter(to=karen.email, title__startswith="Nyt:").count() == 1
    assert sent(1, karen) == []
    with on(1.1):
        choose_news(by=viewer(karen), paces={"words": "daily"})
    assert sent(2, karen) == []


def test_never_means_never(challenge, karen, kurt):
    with on(-1):
        choose_news(by=viewer(karen), paces={"words": "never"})
    with on(0.2):
        make_perspective(challenge, by=kurt)
    assert [letter for day in range(1, 15) for letter in sent(day, karen)] == []


def test_pledge_to_a_proposal_reaches_who_follows_the_challenge(challenge, karen, kurt):
    with on(-3):
        proposal = make_proposal(challenge, by=kurt)
        choose_news(by=viewer(karen), paces={"pledges": "daily"})
    with on(0.2):
        make_pledge(proposal, by=make_person("Agnes"), body="Kaffe")
    (letter,) = sent(1, karen)
    assert proposal.title in letter.text
    assert "Agnes bidrager: Kaffe" in letter.text


def test_what_waited_for_a_moderator_is_news_once_it_is_shown(challenge, birthe, karen, kurt):
    with on(0.2):
        perspective = make_perspective(challenge, by=kurt)
        subject = Subject.objects.get(pk=perspective.pk)
        set_hidden(subject, clock.now())
    assert sent(1, karen) == []
    with on(1.2):
        make_perspective(challenge, by=make_person("Agnes"))
    (first,) = sent(2, karen)
    assert "Kurt" not in first.text
    with on(2.2):
        set_hidden(subject, None)
        journal("moderation.published", subject, by=SYSTEM)
    (second,) = sent(3, karen)
    assert "Kurt skrev" in second.text
    assert "Agnes" not in second.text
    assert sent(4, karen) == []


def test_tick_that_slept_for_days_tells_all_of_it_once(challenge, karen, kurt):
    with on(0.2):
        make_perspective(challenge, by=kurt)
    assert len(sent(1, karen)) == 1
    for day in (1.2, 2.2, 3.2):
        with on(day):
            make_perspective(challenge, by=kurt)
    (letter,) = sent(4, karen)
    assert letter.title.startswith("Nyt siden i går: 3")


# --- broken off -------------------------------------------------------------------------------------------------------


def many_followers(challenge, many: int) -> list[Person]:
    people = [make_person() for _number in range(many)]
    with on(-5):
        for person in people:
            follow(by=viewer(person), subject_id=challenge.pk)
    return people


@pytest.mark.parametrize("where", ["compose", "post_many"])
def test_killed_in_the_middle_everybody_gets_exactly_one(challenge, kurt, monkeypatch, where):
    monkeypatch.setattr(digests, "BATCH", 4)
    many_followers(challenge, 9)
    with on(0.2):
        make_perspective(challenge, by=kurt)
    working, calls = getattr(digests.mail, where), []

    def killed(*arguments, **options):
        calls.append(1)
        if len(calls) == (6 if where == "compose" else 2):
            raise SystemExit
        return working(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(digests.mail, where, killed)
        with on(1), pytest.raises(SystemExit):
            send_digests()
    # Of the first four one is the author.
    assert OutgoingMail.objects.filter(dedupe_key__startswith="digest:").count() == 3
    assert Told.objects.values("person").distinct().count() == 3
    assert len(sent(1.05)) == 8
    assert sent(1.1) == []
    letters = OutgoingMail.objects.filter(dedupe_key__startswith="digest:")
    assert letters.count() == letters.values("to").distinct().count() == 11


def test_two_workers_at_once_write_one_each(challenge, birthe, kurt, monkeypatch):
    with on(0.2):
        make_perspective(challenge, by=kurt)
    working = digests.digest_for

    def meanwhile(*arguments):
        monkeypatch.setattr(digests, "digest_for", working)
        send_digests()
        return working(*arguments)

    monkeypatch.setattr(digests, "digest_for", meanwhile)
    assert len(sent(1)) == 2


def test_ledger_says_when_a_morning_is_done(challenge):
    sent(1)
    assert set(DueJob.objects.values_list("name", flat=True)) == {"following.digest.daily", "following.digest.weekly"}
    assert not DueJob.objects.filter(done_at=None).exists()


def test_cost_follows_the_batches_not_the_people(challenge, kurt):
    def cost(day: float) -> int:
        with on(day - 0.5):
            make_perspective(challenge, by=kurt)
        with on(day), CaptureQueriesContext(connection) as captured:
            send_digests()
        return len(captured)

    few = cost(1)
    many_followers(challenge, 25)
    assert cost(2) <= few + 4  # rows are written some hundred at a time
