"""What follows from a trial of a technology: the catalogue hears of it, and the next project hears what was learnt."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.evaluations.actions import acknowledge_lesson
from samspil.evaluations.models import Lesson
from samspil.foundation import clock, hooks, subjects
from samspil.foundation.models import Audience, JournalEntry
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY, Grant, Viewer
from samspil.indicators.actions import measure
from samspil.technologies.actions import set_use
from samspil.technologies.models import Use
from samspil.technology_projects import actions, queries
from samspil.trials import running
from samspil.trials.models import Trial
from tests.factories import viewer
from tests.stories.making import make_story
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project, make_ready, start
from tests.trials.making import evaluated, make_due, plan_full, run

pytestmark = pytest.mark.django_db
LEARNT = "Den larmede for meget om aftenen."


def said(project):
    """What the unit has said of the technology, the oldest first: how far, and whether it holds now."""
    rows = Use.objects.filter(technology=project.technology_id).order_by("pk")
    return [(row.status, row.is_current) for row in rows]


def use(project, by, unit, status, **more):
    return set_use(by=viewer(by), technology_id=project.technology_id, unit_id=unit.pk, status=status, **more)


def end(trial, by, outcome):
    trial = make_due(trial)
    evaluated(trial)
    told = {"outcome": outcome, "reason": "Vi har set nok.", "learning": LEARNT, "interest": "none"}
    return running.conclude_trial(by=viewer(by), trial_id=trial.pk, **told)


# --- the catalogue ----------------------------------------------------------------------------------------------------


@pytest.mark.capability("C58")
@pytest.mark.parametrize(
    ("outcome", "after"),
    [
        ("adopt", [("trial", False), ("in_use", True)]),
        ("stop", [("trial", False), ("phased_out", True)]),
        ("adapt", [("trial", True)]),
    ],
)
def test_the_catalogue_hears_how_a_trial_starts_and_ends(ready, mette, lene, outcome, after):
    trial = start(ready, lene)
    assert said(ready) == [("trial", True)]
    end(trial, lene, outcome)
    assert said(ready) == after
    now = Use.objects.get(technology=ready.technology_id, is_current=True)
    assert (now.unit_id, now.since) == (trial.unit_id, clock.today())
    assert now.reason == (LEARNT if outcome == "stop" else "")
    verbs = JournalEntry.objects.filter(subject=ready.technology_id).order_by("at").values_list("verb", flat=True)
    told = {
        "trial": "technologies.tried",
        "in_use": "technologies.taken_into_use",
        "phased_out": "technologies.phased_out",
    }
    assert [verb for verb in verbs if verb in told.values()] == [told[status] for status, _now in after]


@pytest.mark.parametrize(
    ("before", "at_start", "after_stop"),
    [
        ("in_use", ["in_use"], ["in_use"]),  # it was there already: the trial says less
        ("trial", ["trial"], ["trial", "phased_out"]),
        ("coming", ["coming", "trial"], ["coming", "trial", "phased_out"]),
        ("phased_out", ["phased_out", "trial"], ["phased_out", "trial", "phased_out"]),
    ],
)
def test_nothing_that_says_more_is_written_over(ready, mette, lene, unit, before, at_start, after_stop):
    use(ready, mette, unit, before, reason="Sådan er det.", contact_id=mette.pk)
    trial = start(ready, lene)
    assert [status for status, _now in said(ready)] == at_start
    assert Use.objects.get(technology=ready.technology_id, is_current=True).contact == mette
    end(trial, lene, "stop")
    assert [status for status, _now in said(ready)] == after_stop


def test_what_the_unit_said_meanwhile_stands(ready, mette, lene, unit):
    trial = start(ready, lene)
    use(ready, mette, unit, "in_use")
    end(trial, lene, "stop")
    assert said(ready) == [("trial", False), ("in_use", True)]


def test_a_long_lesson_fits_the_line(ready, lene):
    trial = make_due(start(ready, lene))
    evaluated(trial)
    told = {"outcome": "stop", "reason": "Nok.", "learning": "Meget lærte vi.\n" * 40, "interest": "none"}
    running.conclude_trial(by=viewer(lene), trial_id=trial.pk, **told)
    reason = Use.objects.get(is_current=True).reason
    assert len(reason) == 200
    assert "\n" not in reason


def test_a_trial_that_not_all_may_read_leaves_no_trace_in_the_catalogue(ready, lene, client):
    """What was learnt in it would be read by everybody."""
    trial = Trial.objects.get(pk=ready.pk)
    subjects.set_audience(trial.subject, Audience.STAFF)
    end(start(ready, lene), lene, "stop")
    assert said(ready) == []
    assert LEARNT not in client.get(reverse("technologies:page", args=[ready.technology_id])).text


def test_a_technology_taken_off_its_shelf_stops_no_trial(ready, lene):
    subjects.set_hidden(ready.technology.subject, clock.now())
    assert start(ready, lene).is_running
    assert said(ready) == []


def test_a_hidden_technology_is_named_on_no_page_of_its_trial(ready, lene, client):
    end(start(ready, lene), lene, "stop")
    pages = [
        reverse("technology_projects:page", args=[ready.pk]),
        reverse("technology_projects:list"),
        reverse("trials:page", args=[ready.pk]),
    ]
    title, address = ready.technology.title, reverse("technologies:page", args=[ready.technology_id])
    for page in pages:
        assert address in client.get(page).text
    subjects.set_hidden(ready.technology.subject, clock.now())
    for page in pages:
        text = client.get(page).text
        assert "En teknologi, der er skjult" in text
        assert title not in text
        assert address not in text
    assert queries.measured(NOBODY) == []


def test_a_hidden_technology_is_not_named_among_what_is_planned_nor_found_by_its_words(ready, client):
    room, title = reverse("technology_advice:room"), ready.technology.title
    found = queries.Filters(words=title)
    assert title in client.get(room).text
    assert ready in queries.projects(NOBODY, found)
    subjects.set_hidden(ready.technology.subject, clock.now())
    text = client.get(room).text
    assert ready.trial.title in text
    assert title not in text
    assert ready not in queries.projects(NOBODY, found)


def test_a_need_for_some_is_named_to_them_alone(ready, mette, client, sign_in):
    page = reverse("technology_projects:page", args=[ready.pk])
    title = ready.need.title
    assert title in client.get(page).text
    subjects.set_audience(ready.need.subject, Audience.STAFF)
    seen = client.get(page).text
    assert title not in seen
    assert "Det er ikke for alle at læse." in seen
    assert title in sign_in(mette).get(page).text


def test_trials_of_no_technology_and_without_a_unit_leave_the_catalogue_alone(karen):
    run(plan_full(by=karen), karen)
    alone = Trial.objects.get(pk=make_project(karen).pk)
    actions.tell_that_it_is_tried(alone, viewer(karen))
    assert not Use.objects.exists()


def test_no_technology_is_named_or_changed_once_the_trial_runs(mette, lene, unit, ready, karen):
    """What must be in place before the start would never be asked for, and it would count as a project."""
    trial = start(ready, lene)
    with pytest.raises(ValidationError) as problem:
        actions.edit_project(by=viewer(mette), trial_id=trial.pk, technology_id=make_technology(title="En anden").pk)
    assert "technology_id" in problem.value.message_dict
    plain = run(plan_full(by=karen), karen)
    with pytest.raises(Refused):
        make_project(karen, trial=plain)


def test_a_step_nobody_waits_for_has_no_consequence(ready):
    hooks.follow_through("trial", "nap", ready.trial, NOBODY)
    assert said(ready) == []


# --- what others learnt -----------------------------------------------------------------------------------------------


def lesson_of(project, by, text="Prøv den om natten først."):
    """What an earlier project hands on."""
    evaluation = evaluated(Trial.objects.get(pk=project.pk))
    return Lesson.objects.create(evaluation=evaluation, text=text, by=by)


@pytest.fixture
def earlier(mette, unit, ready):
    return make_project(mette, unit=unit, technology=ready.technology)


def take_up(lesson, project, by):
    return acknowledge_lesson(by=viewer(by), lesson_id=lesson.pk, subject_id=project.pk, text="Vi begynder kl. 22.")


@pytest.mark.capability("C53")
def test_a_project_waits_until_what_others_learnt_of_the_same_technology_is_answered(ready, earlier, mette, lene):
    lesson = lesson_of(earlier, mette)
    (line,) = queries.lacks_to_start(Trial.objects.get(pk=ready.pk))
    assert line.endswith("Der venter 1.")
    with pytest.raises(ValidationError):
        start(ready, lene)
    take_up(lesson, ready, mette)
    assert queries.lessons_before(ready, NOBODY) == queries.lacks_to_start(Trial.objects.get(pk=ready.pk)) == []
    assert run(Trial.objects.get(pk=ready.pk), mette).is_running


@pytest.mark.capability("C53")
def test_lessons_of_the_same_sort_are_read_and_hold_nobody_back(ready, mette, unit):
    alike = make_project(mette, unit=unit, technology=make_technology(title="Som den", group=ready.technology.group))
    other = make_project(mette, unit=unit, technology=make_technology(title="Noget andet", group="home"))
    lesson, _unlike = lesson_of(alike, mette), lesson_of(other, mette)
    assert [(row.pk, row.is_same) for row in queries.lessons_before(ready, NOBODY)] == [(lesson.pk, False)]
    assert queries.lacks_to_start(Trial.objects.get(pk=ready.pk)) == []


def test_lessons_not_everybody_may_read_hold_nobody_back(ready, earlier, mette):
    lesson = lesson_of(earlier, mette)
    subjects.set_audience(lesson.evaluation.subject, Audience.STAFF)
    assert queries.lessons_before(ready, NOBODY) == []
    staff = Viewer(grants=frozenset({Grant("employee")}))
    assert queries.lessons_before(ready, staff) == [lesson]
    assert queries.lacks_to_start(Trial.objects.get(pk=ready.pk)) == []


def test_ones_own_lesson_and_one_taken_back_are_not_asked_of_anybody(ready, earlier, mette):
    lesson_of(ready, mette)
    gone = lesson_of(earlier, mette)
    Lesson.objects.filter(pk=gone.pk).update(withdrawn_at=clock.now())
    assert queries.lessons_before(ready, NOBODY) == []


def test_the_lessons_of_what_became_daily_life_count_too(ready, earlier, mette, lene, unit):
    trial = end(start(make_ready(earlier, mette, unit), lene), lene, "adopt")
    evaluation = evaluated(trial)
    evaluation.about = trial.practice.subject
    evaluation.save(update_fields=["about"])
    lesson = Lesson.objects.create(evaluation=evaluation, text="Lad dem, der bruger den, tømme den.", by=mette)
    assert queries.lessons_before(ready, NOBODY) == [lesson]


@pytest.mark.capability("C53")
def test_the_page_shows_what_waits_and_what_was_answered(ready, earlier, mette, sign_in, client):
    lesson = lesson_of(earlier, mette)
    page = reverse("technology_projects:page", args=[ready.pk])
    answer = reverse("evaluations:acknowledge", args=[lesson.pk, ready.pk])
    assert lesson.text in client.get(page).text
    assert answer not in client.get(page).text
    signed = sign_in(mette)
    assert answer in signed.get(page).text
    signed.post(answer, {"text": "Vi begynder kl. 22."})
    text = client.get(page).text
    assert "Vi begynder kl. 22." in text
    assert "Der venter" not in text


def test_many_lessons_cost_no_more_queries(ready, earlier, mette, client, django_assert_max_num_queries):
    for number in range(12):
        lesson_of(earlier, mette, f"Lære {number}")
    page = reverse("technology_projects:page", args=[ready.pk])
    client.get(page)
    with django_assert_max_num_queries(18):
        assert client.get(page).text.count("Lære ") >= 12


# --- what is told of it -----------------------------------------------------------------------------------------------


@pytest.mark.capability("C51")
def test_the_page_of_the_technology_tells_what_people_say_of_its_trials(ready, mette, lene, client):
    trial = start(ready, lene)
    page = reverse("technologies:page", args=[ready.technology_id])
    open_one = make_story(by=mette, title="Nu når vi hele gangen", people=(), subject_id=str(trial.pk))
    make_story(by=mette, title="Kaj har ikke svaret", subject_id=str(trial.pk))
    text = client.get(page).text
    assert reverse("stories:page", args=[open_one.pk]) in text
    assert "Kaj har ikke svaret" not in text


@pytest.mark.capability("C51")
def test_those_who_look_for_work_see_what_was_measured_and_no_more(ready, mette, lene, client):
    """Neither what is not over, nor what fewer than five answered, nor what not everybody may read."""
    page = reverse("stories:work")
    trial = make_due(start(ready, lene))
    assert ready.technology.title not in client.get(page).text
    told = {"by": viewer(mette), "indicator_id": ready.life_indicator_id, "phase": "after", "how": "counted"}
    measure(**told, on=clock.today(), value=Decimal(7), n=3)
    trial = end(trial, lene, "stop")
    assert ready.technology.title not in client.get(page).text  # three are too few
    measure(**told, on=clock.today(), value=Decimal(6), n=8)
    text = client.get(page).text
    assert ready.technology.title in text
    assert "før 2, efter 6" in text
    assert "efter 7" not in text
    subjects.set_audience(trial.subject, Audience.STAFF)
    assert ready.technology.title not in client.get(page).text
