"""From file to directory: looked at first, written once, and the same file twice changes nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from samspil.exchange import actions, queries, running
from samspil.exchange.checking import NO_CPR
from samspil.exchange.models import ImportRow, ImportRun, Origin, RunState
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.verbs import NotFound, Refused
from samspil.moderation import actions as moderation
from samspil.resources.actions import edit_resource, register_resource
from samspil.resources.models import Resource
from tests.exchange.files import CALENDAR, HEADERS, ROWS, as_csv, as_hsds, as_xlsx, upload
from tests.factories import make_actor, make_person, viewer

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C16")]
SOURCE = "Frivilligcentrets liste"


def bring(person, data=None, *, source=SOURCE, speaks_as=None) -> ImportRun:
    run = actions.upload_file(by=viewer(person), file=upload(data or as_csv()), source=source, speaks_as=speaks_as)
    run.refresh_from_db()
    if run.state == RunState.COLUMNS:
        actions.choose_columns(
            by=viewer(person), run_id=run.pk, columns=run.columns, kind="activity", theme="community"
        )
        run.refresh_from_db()
    return run


def let_in(person, data=None, **options) -> ImportRun:
    run = bring(person, data, **options)
    if run.state == RunState.READY:
        actions.confirm_import(by=viewer(person), run_id=run.pk)
        run.refresh_from_db()
    return run


def told() -> tuple[int, ...]:
    return Resource.objects.count(), Subject.objects.filter(kind="resource").count(), Origin.objects.count()


def test_nothing_is_written_before_somebody_says_so(birthe):
    run = bring(birthe)
    assert (run.state, run.counts) == (RunState.READY, {"new": 3})
    assert told() == (0, 0, 0)
    assert run.file is None
    actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert told() == (3, 3, 3)
    row = Resource.objects.get(title="Gåtur på åen")
    assert (row.recurrence, f"{row.starts_at:%H:%M}", row.place) == ("FREQ=WEEKLY;BYDAY=MO,TH", "10:00", "Ådum")
    assert (row.provider_name, row.contact_phone, row.contact_visibility) == ("Vandrelauget", "99 00 00 02", "staff")
    assert [each.theme for each in row.themes.all()] == ["older"]
    assert (row.source, row.external_id, row.author) == (SOURCE, "2", birthe)
    assert JournalEntry.objects.filter(verb="resources.registered").count() == 3
    assert JournalEntry.objects.filter(verb="exchange.confirmed").count() == 1


@pytest.mark.parametrize("data", [as_csv(), as_xlsx(), as_hsds(), CALENDAR], ids=["csv", "xlsx", "hsds", "ics"])
def test_same_file_twice_changes_nothing(birthe, data):
    let_in(birthe, data)
    before, lines = list(Resource.objects.order_by("pk").values()), JournalEntry.objects.count()
    assert before
    run = let_in(birthe, data)
    assert run.state == RunState.DONE
    assert run.counts == {"unchanged": len(before)}
    assert list(Resource.objects.order_by("pk").values()) == before
    assert JournalEntry.objects.count() == lines + 1  # only that it was brought again


def test_columns_are_asked_for_once_and_then_remembered(birthe):
    first = actions.upload_file(by=viewer(birthe), file=upload(as_csv()), source=SOURCE)
    first.refresh_from_db()
    assert first.state == RunState.COLUMNS
    chosen = {**first.columns, "2": ""}  # the description is not wanted
    actions.choose_columns(by=viewer(birthe), run_id=first.pk, columns=chosen, kind="group", theme="health")
    actions.confirm_import(by=viewer(birthe), run_id=first.pk)
    assert {row.body for row in Resource.objects.all()} == {row[1] for row in ROWS}
    assert set(Resource.objects.values_list("kind", flat=True)) == {"group"}
    second = actions.upload_file(by=viewer(birthe), file=upload(as_csv()), source=SOURCE)
    second.refresh_from_db()
    assert (second.state, second.counts) == (RunState.DONE, {"unchanged": 3})


def test_changed_row_changes_what_its_source_changed_and_nothing_else(birthe):
    let_in(birthe)
    walk = Resource.objects.get(external_id="2")
    edit_resource(by=viewer(birthe), resource_id=walk.pk, body="Rettet her hos os.")
    rows = [row if row[0] != "2" else (*row[:3], "Sted", *row[4:7], "99 11 11 11", row[8]) for row in ROWS]
    run = bring(birthe, as_csv(rows))
    assert run.counts == {"unchanged": 2, "changed": 1}
    assert ImportRow.objects.get(run=run, plan="changed").changes == ["contact_phone", "place"]
    lines = JournalEntry.objects.filter(verb="resources.edited").count()
    actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    walk.refresh_from_db()
    assert (walk.contact_phone, walk.place, walk.body) == ("99 11 11 11", "Sted", "Rettet her hos os.")
    assert JournalEntry.objects.filter(verb="resources.edited").count() == lines + 1


def test_emptied_cell_empties_the_field(birthe):
    let_in(birthe)
    let_in(birthe, as_csv([(*row[:7], "", "") for row in ROWS]))
    walk = Resource.objects.get(external_id="2")
    assert walk.contact_phone == ""
    assert [each.theme for each in walk.themes.all()] == ["community"]


def test_rows_that_are_gone_are_listed_and_stay(birthe):
    let_in(birthe)
    run = let_in(birthe, as_csv(ROWS[:1]))
    assert run.gone_count == 2
    assert {row.title for row in queries.gone(run, viewer(birthe))} == {"Gåtur på åen", "Værkstedet"}
    assert Resource.objects.filter(status="active").count() == 3


def test_rows_without_numbers_are_known_again(birthe):
    rows, headers = [row[1:] for row in ROWS], HEADERS[1:]
    twice = [*rows, rows[0]]  # the same name twice: two rows, and both are known the next time
    let_in(birthe, as_csv(twice, headers))
    assert Resource.objects.count() == 4
    assert let_in(birthe, as_csv(twice, headers)).counts == {"unchanged": 4}


def test_likely_twin_waits_for_a_person(birthe):
    here = register_resource(
        by=viewer(birthe),
        kind="activity",
        title="Fluebinding i Lunde Forening",
        body="x",
        themes=["community"],
        place="Lunde",
    )
    rows = [("1", "LUNDE: fluebinding i forening", "Nyt", "lunde", "", "", "", "", "")]
    run = bring(birthe, as_csv(rows))
    assert run.counts == {"twin": 1}
    twin = queries.twins(run).get()
    assert twin.resource == here
    with pytest.raises(ValidationError):
        actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    actions.choose_twins(by=viewer(birthe), run_id=run.pk, choices={str(twin.pk): "same"})
    actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    here.refresh_from_db()
    assert (Resource.objects.count(), here.body) == (1, "Nyt")
    assert let_in(birthe, as_csv(rows)).counts == {"unchanged": 1}  # from now on it is known


def test_the_same_one_keeps_what_the_file_does_not_say(birthe):
    here = register_resource(
        by=viewer(birthe), kind="group", title="Fluebinding", body="Skrevet her.", themes=["health"], place="Lunde"
    )
    run = bring(birthe, as_csv([("1", "Fluebinding", "", "Lunde", "", "", "", "99 11 11 11", "")]))
    actions.choose_twins(by=viewer(birthe), run_id=run.pk, choices={str(queries.twins(run).get().pk): "same"})
    actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    here.refresh_from_db()
    assert (here.body, here.kind, here.contact_phone) == ("Skrevet her.", "group", "99 11 11 11")
    assert [each.theme for each in here.themes.all()] == ["health"]


def test_what_was_said_of_a_twin_holds_for_that_one_alone(birthe):
    for title in ("Fluebinding", "Klubaften"):
        register_resource(by=viewer(birthe), kind="group", title=title, body="x", themes=["health"], place="Lunde")
    run = bring(birthe, as_csv([("1", "Fluebinding", "Klubaften", "Lunde", "", "", "", "", "")]))
    actions.choose_twins(by=viewer(birthe), run_id=run.pk, choices={str(queries.twins(run).get().pk): "same"})
    columns = {**run.columns, "1": "body", "2": "title"}
    actions.choose_columns(by=viewer(birthe), run_id=run.pk, columns=columns, kind="activity", theme="community")
    twin = queries.twins(run).get()
    assert (twin.resource.title, twin.choice) == ("Klubaften", "")


def test_row_that_is_another_is_let_in(birthe):
    register_resource(
        by=viewer(birthe), kind="activity", title="Fluebinding", body="x", themes=["community"], place="Lunde"
    )
    run = bring(birthe, as_csv(ROWS[:1]))
    actions.choose_twins(by=viewer(birthe), run_id=run.pk, choices={str(queries.twins(run).get().pk): "another"})
    actions.confirm_import(by=viewer(birthe), run_id=run.pk)
    assert Resource.objects.count() == 2


def test_row_with_mistakes_is_left_out_and_told(birthe):
    rows = [*ROWS, ("4", "", "x", "", "måske", "kl. 99", "", "", "Fodbold"), ("1", "Igen", "", "", "", "", "", "", "")]
    run = let_in(birthe, as_csv(rows))
    assert run.counts == {"new": 3, "wrong": 2}
    found = [(each["number"], each["column"], each["written"]) for each in queries.mistakes(run)]
    assert (5, "Navn", "") in found
    assert (5, "Ugedag", "måske") in found
    assert (5, "Emne", "Fodbold") in found
    assert (6, "Nr.", "1") in found


def test_cpr_number_is_never_kept(birthe):
    run = bring(birthe, as_csv([("1", "Fluebinding", "Ring til 010190-1234", "", "", "", "", "", "")]))
    row = ImportRow.objects.get(run=run)
    assert row.cells[2] == NO_CPR
    assert row.plan == "wrong"
    assert "CPR" in row.problems[0]["message"]
    named = actions.upload_file(by=viewer(birthe), file=upload(as_csv(), "010190-1234.csv"), source=SOURCE)
    assert (named.file_name, "0101" in named.subject.title) == (NO_CPR, False)


def test_association_brings_its_own_calendar_and_nothing_else(kurt):
    anglers = kurt.memberships.get().actor
    other = make_person(role="coordinator")
    let_in(other, as_csv(ROWS[:1]))
    run = let_in(kurt, CALENDAR, source="Vores kalender", speaks_as=str(anglers.pk))
    assert (run.state, run.counts) == (RunState.DONE, {"new": 1})
    evening = Resource.objects.get(title="Klubaften")
    assert (evening.provider, evening.actor, evening.author) == (anglers, anglers, kurt)
    assert evening.confirmed_on == clock.today()
    rows = [("9", "Stjålet", "", "", "", "", "Vandrelauget", "", "")]
    let_in(kurt, as_csv(rows), source=SOURCE, speaks_as=str(anglers.pk))
    assert Resource.objects.get(title="Stjålet").provider == anglers
    for provider in (None, str(make_actor().pk)):
        with pytest.raises(Refused):
            actions.upload_file(by=viewer(kurt), file=upload(CALENDAR), source="x", speaks_as=provider)


def test_what_an_association_tells_is_looked_at(kurt):
    anglers = kurt.memberships.get().actor
    rows = [("1", "Tur", "Min mor har demens og bor alene.", "", "", "", "", "", "")]
    let_in(kurt, as_csv(rows), speaks_as=str(anglers.pk))
    assert not Resource.objects.get().subject.shown


def test_removed_things_are_not_touched(birthe):
    let_in(birthe)
    fly = Resource.objects.get(external_id="1")
    moderation.hide(by=viewer(birthe), subject_id=fly.pk, reason="Der står et navn.")
    run = bring(birthe, as_csv([(*ROWS[0][:2], "Nyt", *ROWS[0][3:])]))
    assert run.counts == {"wrong": 1}
    assert "fjernet" in ImportRow.objects.get(run=run).problems[0]["message"]


def test_others_see_nothing_of_it(birthe, mette, kurt):
    run = bring(birthe)
    for person in (mette, kurt):
        with pytest.raises(NotFound):
            actions.confirm_import(by=viewer(person), run_id=run.pk)
        with pytest.raises(Refused):
            actions.upload_file(by=viewer(person), file=upload(as_csv()), source="x")


def test_whoever_lost_the_role_lets_nothing_in(birthe):
    run = bring(birthe)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.WRITING, cursor=0)
    birthe.roles.update(until=clock.today() - timedelta(days=1))
    running.work.call(str(run.pk))
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert Resource.objects.count() == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_worker_is_followed_by_another(birthe, monkeypatch, workers):
    """Every batch ends the turn, and the worker dies after each: whoever comes next goes on from there."""
    monkeypatch.setattr(running, "READ", 4)
    monkeypatch.setattr(running, "CHECKED", 4)
    monkeypatch.setattr(running, "WRITTEN", 4)
    rows = [(str(n), f"Aktivitet {n}", "", "", "", "", "", "", "") for n in range(10)]
    with monkeypatch.context() as patch:
        patch.setattr(running, "TURN", -1.0)
        patch.setattr(type(running.work), "enqueue", lambda *_args, **_kwargs: None)
        run = actions.upload_file(by=viewer(birthe), file=upload(as_csv(rows)), source=SOURCE)
        turns = 0
        while turns < 40:
            turns += 1
            run.refresh_from_db()
            if run.state == RunState.COLUMNS:
                columns = run.columns
                actions.choose_columns(
                    by=viewer(birthe), run_id=run.pk, columns=columns, kind="activity", theme="older"
                )
            elif run.state == RunState.READY:
                actions.confirm_import(by=viewer(birthe), run_id=run.pk)
            elif run.is_over:
                break
            else:
                for _worker in range(workers):
                    running.work.call(str(run.pk))
    assert (run.state, run.counts) == (RunState.DONE, {"new": 10})
    assert Resource.objects.count() == 10
    assert JournalEntry.objects.filter(verb="resources.registered").count() == 10


def test_stalled_run_is_taken_up_again(birthe):
    run = bring(birthe)
    ImportRun.objects.filter(pk=run.pk).update(
        state=RunState.WRITING, cursor=0, moved_at=timezone.now() - timedelta(minutes=5)
    )
    running.resume()
    run.refresh_from_db()
    assert (run.state, Resource.objects.count()) == (RunState.DONE, 3)


def test_too_many_rows_are_refused_and_forgotten(birthe, settings):
    settings.IMPORT_ROWS = 5
    run = bring(birthe, as_csv([ROWS[0]] * 6))
    assert run.state == RunState.FAILED
    assert "over 5 rækker" in run.problem
    assert (ImportRow.objects.count(), run.file) == (0, None)


def test_second_press_makes_one_run_and_stopping_deletes_the_rows(birthe):
    key = "0192f0c1-2345-7abc-8def-0123456789ab"
    arguments = {"file": upload(as_csv()), "source": SOURCE, "request_id": key}
    first, second = (actions.upload_file(by=viewer(birthe), **arguments) for _press in range(2))
    assert first == second
    actions.cancel_import(by=viewer(birthe), run_id=first.pk)
    first.refresh_from_db()
    assert (first.state, ImportRow.objects.count()) == (RunState.CANCELLED, 0)


def test_rows_are_forgotten_after_a_month(birthe):
    with clock.at(timezone.now() - timedelta(days=31)):
        run = let_in(birthe)
        waiting = bring(birthe, as_csv([("9", "Ny", *ROWS[0][2:])]))
    running.forget()
    run.refresh_from_db()
    waiting.refresh_from_db()
    assert (run.state, waiting.state) == (RunState.DONE, RunState.CANCELLED)
    assert (ImportRow.objects.count(), Origin.objects.count()) == (0, 3)
    assert let_in(birthe).counts == {"unchanged": 3}


def test_erasing_a_person_takes_their_files(birthe):
    run = bring(birthe)
    actions.erase(birthe.pk)
    run.refresh_from_db()
    assert (run.file_name, run.state, run.subject.title) == ("", RunState.CANCELLED, "")
    assert ImportRow.objects.count() == 0
