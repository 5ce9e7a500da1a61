"""The way of an idea is worked out from the journal: days, steps, who holds the chain, and who is counted at all."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.challenges import actions as challenges
from samspil.effects import figures, paths
from samspil.effects.figures import Filters
from samspil.effects.models import SORTED_BY, Cursor, Halt, Path, Reached, pack_sort, unpack_holders, unpack_sort
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from samspil.moderation import actions as moderation
from samspil.proposals import actions as proposals
from tests.effects.making import make_evaluation, make_practice, make_trial
from tests.factories import make_actor, make_answer, make_challenge, make_person, make_proposal, make_unit, viewer

pytestmark = pytest.mark.django_db


def on(day: int, hour: int = 12):
    """The moment ``day`` days after 1 March 2026, at noon."""
    return clock.at(datetime(2026, 3, 1, hour, tzinfo=UTC) + timedelta(days=day))


def way(proposal) -> Path | None:
    paths.sweep()
    return Path.objects.filter(proposal=proposal.pk).first()


@pytest.mark.capability("C08")
def test_days_are_counted_from_the_journal():
    with on(0):
        proposal = make_proposal(make_challenge())
    with on(3):
        make_answer(proposal)
    with on(5):
        make_answer(proposal, body="Et nyt svar tæller ikke som det første.")
    with on(20):
        make_trial(proposal, outcome="stop")
    with on(31):
        make_trial(proposal, outcome="adopt")
    with on(61):
        make_practice(proposal)
        found = way(proposal)
    first = date(2026, 3, 1).toordinal()
    days = (found.idea_day, found.answer_day, found.trial_day, found.practice_day)
    assert days == (first, first + 3, first + 20, first + 61)
    assert (found.reached, found.halt, found.year) == (Reached.PRACTICE, Halt.LIVES, 2026)


def test_a_day_is_a_local_day():
    with clock.at(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):  # half past midnight in Denmark
        proposal = make_proposal(make_challenge())
    assert way(proposal).idea_day == date(2026, 7, 1).toordinal()


def test_what_is_packed_comes_out_as_it_went_in():
    sorts = [dict(zip(SORTED_BY, values, strict=True)) for values in product(*SORTED_BY.values())]
    assert [unpack_sort(pack_sort(**sort)) for sort in sorts] == [tuple(sort.values()) for sort in sorts]
    assert len({pack_sort(**sort) for sort in sorts}) == len(sorts)


def test_what_nobody_has_done_has_no_day():
    found = way(make_proposal(make_challenge()))
    assert (found.answer_day, found.trial_day, found.practice_day) == (None, None, None)
    assert (found.reached, found.halt) == (Reached.IDEA, Halt.UNANSWERED)


def test_asking_back_is_no_answer():
    proposal = make_proposal(make_challenge())
    make_answer(proposal, outcome="asked", body="Hvor mange er I?")
    assert way(proposal).halt == Halt.UNANSWERED


@pytest.mark.capability("C08")
@pytest.mark.parametrize(
    ("answer", "trials", "practice", "reached", "halt"),
    [
        ("forward", [], None, Reached.ANSWERED, Halt.FORWARD),
        ("later", [], None, Reached.ANSWERED, Halt.LATER),
        ("no", [], None, Reached.ANSWERED, Halt.NO),
        ("", [""], None, Reached.TRIAL, Halt.RUNNING),
        ("forward", ["stop"], None, Reached.TRIAL, Halt.STOPPED),
        ("forward", ["stop", ""], None, Reached.TRIAL, Halt.RUNNING),
        ("forward", ["adopt"], None, Reached.TRIAL, Halt.ADOPTING),
        ("forward", ["adopt"], {"waits": True}, Reached.TRIAL, Halt.ADOPTING),
        ("forward", ["stop"], {}, Reached.PRACTICE, Halt.LIVES),
        ("", [], {}, Reached.PRACTICE, Halt.LIVES),
        ("", [], {"since": date(2020, 1, 1), "until": date(2021, 1, 1)}, Reached.PRACTICE, Halt.ENDED),
    ],
)
def test_where_an_idea_is_now(answer, trials, practice, reached, halt):
    proposal = make_proposal(make_challenge())
    if answer:
        make_answer(proposal, outcome=answer)
    for outcome in trials:
        make_trial(proposal, outcome=outcome)
    if practice is not None:
        make_practice(proposal, **practice)
    found = way(proposal)
    assert (found.reached, found.halt) == (reached, halt)


def test_unit_theme_track_and_who_holds_the_chain():
    unit, anglers = make_unit(), make_actor()
    challenge = make_challenge(unit=unit, theme="employment")
    proposal = make_proposal(challenge, by=make_person(role="employee", scope=unit), degree="radical", object="process")
    make_evaluation(make_trial(proposal, actor=anglers), actor=make_actor(kind="company"))
    found = way(proposal)
    assert (found.unit_id, found.theme, found.degree, found.object) == (unit.pk, "employment", "radical", "process")
    assert unpack_holders(found.holders) == (2, 1, 2, 4)


# --- who is counted ---------------------------------------------------------------------------------------------------


def test_only_what_everybody_or_all_staff_may_read_is_counted():
    unit = make_unit()
    mette = make_person(role="employee", scope=unit, member_of=unit.actor)
    asked = {name: make_challenge(by=mette, unit=unit, audience=name) for name in ("public", "staff", "unit")}
    for challenge in asked.values():
        make_proposal(challenge, by=mette)
    paths.sweep()
    assert sorted(Path.objects.values_list("audience", flat=True)) == ["public", "staff"]
    assert len(figures.cube(NOBODY, Filters())) == 1
    assert sum(row[-1] for row in figures.cube(viewer(mette), Filters())) == 2
    councillor = make_person(role="councillor")
    assert sum(row[-1] for row in figures.cube(viewer(councillor), Filters())) == 1


def test_what_fewer_may_read_does_not_show_in_the_numbers_of_an_idea():
    proposal = make_proposal(make_challenge())
    make_practice(proposal, audience="staff")
    assert way(proposal).reached == Reached.IDEA


@pytest.mark.parametrize("hidden", ["proposal", "challenge"])
def test_what_is_hidden_leaves_and_comes_back(hidden):
    challenge = make_challenge()
    proposal = make_proposal(challenge)
    assert way(proposal)
    birthe = viewer(make_person(role="coordinator"))
    hiding = moderation.hide(
        by=birthe, subject_id={"proposal": proposal, "challenge": challenge}[hidden].pk, reason="Navn."
    )
    assert way(proposal) is None
    moderation.show_again(by=birthe, hiding_id=hiding.pk)
    assert way(proposal)


def test_a_hidden_trial_leaves_the_idea_as_it_was():
    proposal = make_proposal(make_challenge())
    trial = make_trial(proposal)
    assert way(proposal).halt == Halt.RUNNING
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=trial.pk, reason="Navn.")
    assert way(proposal).halt == Halt.UNANSWERED


def test_withdrawn_and_erased_ideas_leave():
    karen, kurt = make_person(), make_person()
    first = make_proposal(make_challenge(), by=karen)
    make_proposal(make_challenge(), by=kurt)
    paths.sweep()
    proposals.withdraw_proposal(by=viewer(karen), proposal_id=first.pk)
    erase_person(by=viewer(kurt), person_id=kurt.pk)
    paths.sweep()
    assert not Path.objects.exists()


# --- reading on -------------------------------------------------------------------------------------------------------


def test_reading_on_costs_one_query_when_nothing_has_happened(django_assert_num_queries):
    make_proposal(make_challenge())
    paths.catch_up()
    with django_assert_num_queries(1):
        assert paths.catch_up() is None


def test_what_happened_a_moment_ago_is_counted_before_the_page_is_shown():
    proposal = make_proposal(make_challenge())
    paths.catch_up()
    make_answer(proposal)
    paths.catch_up()
    assert Path.objects.get(proposal=proposal.pk).reached == Reached.ANSWERED


def test_a_page_waits_for_so_many_lines_and_says_how_far_it_read():
    first, second = make_proposal(make_challenge()), make_proposal(make_challenge())
    lines = JournalEntry.objects.count()
    assert paths.catch_up(most=lines - 1) is not None
    assert paths.catch_up(most=lines) is None
    assert Path.objects.filter(proposal__in=[first.pk, second.pk]).count() == 2


def test_a_line_that_could_only_be_read_later_is_not_lost():
    proposal = make_proposal(make_challenge())
    paths.catch_up()
    Path.objects.all().delete()  # as if the verb had still been at work when the cursor went past its line
    paths.catch_up()
    assert not Path.objects.exists()
    paths.sweep()
    assert Path.objects.filter(proposal=proposal.pk).exists()


def test_a_cursor_never_goes_back():
    make_proposal(make_challenge())
    paths.catch_up()
    before = Cursor.objects.get().entry
    paths.move_cursor(before - 1)
    assert Cursor.objects.get().entry == before


def test_made_anew_it_is_the_same(capsys):
    unit = make_unit()
    challenge = make_challenge(unit=unit)
    for outcome in ("forward", "no", "later"):
        make_answer(make_proposal(challenge), outcome=outcome)
    make_practice(make_proposal(challenge))
    gone = make_proposal(challenge)
    paths.sweep()
    before = list(Path.objects.order_by("pk").values())
    Path.objects.filter(proposal=gone.pk).update(halt=Halt.LIVES, reached=3)
    call_command("rebuild_overview")
    assert list(Path.objects.order_by("pk").values()) == before
    assert "5 ideas" in capsys.readouterr().out


def test_the_same_number_of_queries_for_one_idea_and_for_many():
    def cost(ids) -> int:
        with CaptureQueriesContext(connection) as asked:
            paths.work_out_these(ids)
        return len(asked)

    def full(_number: int):
        proposal = make_proposal(make_challenge())
        make_answer(proposal)
        make_trial(proposal, outcome="adopt")
        make_practice(proposal)
        return proposal.pk

    ids = [full(number) for number in range(4)]
    assert cost(ids[:1]) == cost(ids)


def test_a_change_of_theme_moves_the_ideas_of_the_challenge():
    karen = make_person()
    challenge = make_challenge(by=karen, theme="older")
    proposal = make_proposal(challenge, by=karen)
    assert way(proposal).theme == "older"
    challenges.edit_challenge(by=viewer(karen), challenge_id=challenge.pk, theme="health")
    assert way(proposal).theme == "health"
