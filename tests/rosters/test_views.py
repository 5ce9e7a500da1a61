"""The pages of a plan, from the first form to the paper; and that wishes stand on none but the planner's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.rosters import actions
from samspil.rosters.models import Roster
from samspil.tasks.actions import cancel_sign_up
from samspil.tasks.models import SignUp, SignUpState
from tests.factories import make_person, viewer
from tests.rosters.making import computed, confirmed, make_drives, make_member, make_roster, slots_of
from tests.tasks.making import make_host

pytestmark = pytest.mark.django_db


def page_of(name: str, *args) -> str:
    return reverse(f"rosters:{name}", args=args)


@pytest.mark.capability("C64")
def test_asked_answered_computed_and_confirmed_through_the_pages(sign_in, client):
    host = make_host()
    task = make_drives(by=host)
    desk = sign_in(host)
    today = clock.today()
    made = desk.post(
        page_of("make"),
        {
            "title": "Chauffører",
            "task_ids": [str(task.pk)],
            "from_on": f"{today:%Y-%m-%d}",
            "until_on": f"{today + timedelta(days=90):%Y-%m-%d}",
            "note": "Vi henter bilen ved hallen.",
        },
    )
    roster = Roster.objects.get()
    assert made.url == page_of("people", roster.pk)
    desk.post(made.url, {"name": "Bo", "email": "bo@post.example"})
    desk.post(page_of("ask", roster.pk))
    letter = OutgoingMail.objects.get(to="bo@post.example")
    assert "Vi henter bilen ved hallen." in letter.text
    link = next(word for word in letter.text.split() if "/vagtplaner/kan/" in word).partition("/vagtplaner/")
    link = f"/vagtplaner/{link[2]}"
    shown = client.get(link)
    assert "Hvornår kan du?" in shown.text
    assert not roster.members.get().answered_at
    first = slots_of(roster)[0]
    thanks = client.post(link, {f"tid_{first.pk.hex}": "gladly", "at_most": "1"})
    assert "Nu ved vi, hvornår du kan" in thanks.text
    desk.post(page_of("compute", roster.pk))
    page = desk.get(page_of("page", roster.pk)).text
    assert "1 plads er besat." in page
    assert "Der findes ingen bedre plan" in page
    assert not SignUp.objects.exists()
    asked = desk.get(page_of("confirm", roster.pk))
    desk.post(page_of("confirm", roster.pk), {"expected_version": asked.context["roster"].version})
    assert SignUp.objects.get().state == SignUpState.CONFIRMED
    assert "Ved besked" in desk.get(page_of("page", roster.pk)).text


def test_a_plan_shows_no_numbers_and_no_wishes_on_paper(sign_in):
    roster = make_roster()
    member = make_member(roster, name="Anna", wishes={0: "rather_not"}, together="Hemmelig ven")
    member.person.phone = "99 00 00 99"
    member.person.save()
    computed(roster)
    desk = sign_in(roster.author)
    for name in ("page", "print"):
        shown = desk.get(page_of(name, roster.pk)).text
        assert "Anna" in shown
        for word in ("99 00 00 99", member.person.email, "Hemmelig ven", "Helst ikke"):
            assert word not in shown


def test_a_cancellation_is_told_and_a_new_plan_proposed(sign_in):
    roster = make_roster()
    make_member(roster, name="Anna", wishes={0: "gladly"})
    make_member(roster, name="Bent", wishes={0: "can"})
    made = confirmed(roster)
    row = made.shifts.get().sign_up
    cancel_sign_up(by=viewer(row.person), sign_up_id=row.pk)
    desk = sign_in(roster.author)
    assert "Nogen har meldt fra" in desk.get(page_of("page", made.pk)).text
    desk.post(page_of("compute", made.pk))
    page = desk.get(page_of("page", made.pk)).text
    assert "Hvem flytter?" in page
    assert "Bent" in page


@pytest.mark.parametrize("number", ["999999", "0"])
def test_a_forged_shift_is_not_there(sign_in, number):
    desk = sign_in(make_host())
    assert desk.post(f"/vagtplaner/vagt/{number}/laas/").status_code == 404
    assert desk.post(f"/vagtplaner/vagt/{number}/tag-af/").status_code == 404


def test_another_plans_people_cannot_be_put_in(sign_in):
    roster, other = make_roster(), make_roster()
    foreign = make_member(other)
    desk = sign_in(roster.author)
    slot = slots_of(roster)[0]
    answer = desk.post(page_of("place", roster.pk, slot.pk), {"member_id": str(foreign.pk)})
    assert answer.status_code == 200
    assert not roster.shifts.exists()
    assert desk.get(page_of("place", roster.pk, slots_of(other)[0].pk)).status_code == 404
    assert desk.get(page_of("wishes", foreign.pk)).status_code == 404


def test_one_answers_where_one_was_asked(sign_in):
    roster = make_roster()
    person = make_person("Bo")
    member = actions.add_person(by=viewer(roster.author), roster_id=roster.pk, name="Bo", email=person.email)
    actions.ask(by=viewer(roster.author), roster_id=roster.pk)
    mine = sign_in(person)
    assert roster.title in mine.get(page_of("list")).text
    mine.post(page_of("wishes", member.pk), {"declined": "on"})
    member.refresh_from_db()
    assert member.declined
    assert member.entered_by is None
    assert mine.get(page_of("page", roster.pk)).status_code == 404


def test_a_larger_plan_costs_no_more_queries(sign_in):
    roster = make_roster()
    make_member(roster)
    computed(roster)
    desk = sign_in(roster.author)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(page_of("page", roster.pk))
        return len(queries)

    asked()
    before = asked()
    for _number in range(3):
        make_member(roster)
    computed(roster)
    assert asked() <= before


def test_what_was_said_by_the_day_is_still_there_to_change(sign_in):
    roster = make_roster()
    member = make_member(roster, wishes={})
    day = slots_of(roster)[0].starts_at.isoweekday()
    by = viewer(member.person)
    actions.tell_wishes(by=by, member_id=member.pk, weekdays={str(day): "gladly"}, at_most=2)
    form = sign_in(member.person).get(page_of("wishes", member.pk)).context["form"]
    assert form[f"dag_{day}"].value() == "gladly"
    assert computed(roster).shifts.count() == 2
