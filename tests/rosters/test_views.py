"""The pages of a plan, from the first form to the paper; and that wishes stand on none but the planner's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from samspil.foundation import clock
from samspil.foundation.models import AccessEntry, OutgoingMail, Subject
from samspil.rosters import actions
from samspil.rosters.models import Roster
from samspil.site.templatetags.looks import day
from samspil.tasks.actions import cancel_sign_up
from samspil.tasks.models import SignUp, SignUpState
from tests.factories import make_person, viewer
from tests.rosters.making import computed, confirmed, make_drives, make_member, make_roster, slots_of
from tests.safeguards.making import asked, seen
from tests.tasks.making import make_host, make_task

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


# --- what the page says ----------------------------------------------------------------------------------------------


def next_step(page: str) -> str:
    return page.split("Det næste skridt")[1].split("</section>")[0]


def test_a_plan_nobody_is_in_never_says_that_all_is_done(sign_in):
    """Nothing filled, some of it, all of it: only the last needs no more."""
    roster = make_roster()
    make_member(roster, name="Anna", wishes={})
    anna = roster.members.get()
    actions.tell_wishes(by=viewer(anna.person), member_id=anna.pk, declined=True)
    bo = make_member(roster, name="Bo", wishes={0: "rather_not"}, at_most=1)
    slot = slots_of(roster)[0]
    desk = sign_in(roster.author)
    confirmed(roster)
    said = next_step(desk.get(page_of("page", roster.pk)).text)
    assert "Alle i planen ved besked, men der mangler stadig nogen." in said
    assert "Du skal ikke gøre mere." not in said
    assert page_of("people", roster.pk) in said
    cancel_sign_up(by=viewer(bo.person), sign_up_id=SignUp.objects.get(slot=slot).pk)
    computed(roster)
    said = next_step(desk.get(page_of("page", roster.pk)).text)
    assert "Ingen kunne få en tid." in said
    assert "ved besked" not in said
    make_member(roster, name="Carl")
    confirmed(roster)
    assert "Alle i planen ved besked. Du skal ikke gøre mere." in next_step(desk.get(page_of("page", roster.pk)).text)


def plan_of_a_unit(leader):
    """Two who could, and may not: the declaration of secrecy is missing."""
    unit = leader.roles.get().scope
    first = clock.today() + timedelta(days=10)
    task = make_task(by=leader, host=unit, insurance="municipal", requirements=["confidentiality"], first_on=first)
    told = {"title": "Læsning", "from_on": first, "until_on": first, "task_ids": [str(task.pk)]}
    roster = actions.make_roster(by=viewer(leader), host_id=unit.pk, **told)
    for name in ("Anna", "Bo"):
        make_member(roster, name=name)
    return computed(roster)


def test_who_lacks_what_is_told_only_to_those_responsible(sign_in, lene, birthe):
    roster = plan_of_a_unit(lene)
    members = {member.name: member for member in roster.members.all()}
    row = asked(members["Anna"].person, roster.host, by=lene, kind="confidentiality")
    page = sign_in(lene).get(page_of("page", roster.pk)).text
    said = page.split("De kunne, men mangler noget")[1].split("</section>")[0]
    assert said.count("tavshedserklæring") == 2
    assert f"/attester/{row.pk}/" in said
    assert f"/attester/kraev/{roster.host_id}/?kind=confidentiality&amp;person={members['Bo'].person_id}" in said
    assert set(AccessEntry.objects.filter(what="safeguard", reader=lene.pk).values_list("person", flat=True)) >= {
        member.person_id for member in members.values()
    }
    # Somebody who only writes in the unit's name may plan, and is told no more than a number.
    speaker = make_person("Skriver", member_of=roster.host)
    other = sign_in(speaker).get(page_of("page", roster.pk))
    assert other.status_code == 200
    assert "De kunne, men mangler noget" not in other.text
    assert "2 kunne, men mangler" in other.text
    seen(row, by=lene)
    page = sign_in(lene).get(page_of("page", roster.pk)).text
    assert page.split("De kunne, men mangler noget")[1].split("</section>")[0].count("tavshedserklæring") == 1


def test_nobody_is_said_to_lack_something_for_a_time_they_cannot_come(sign_in, lene):
    roster = plan_of_a_unit(lene)
    make_member(roster, name="Carl").wishes.update(level="cannot")
    page = sign_in(lene).get(page_of("page", computed(roster).pk)).text
    said = page.split("De kunne, men mangler noget")[1].split("</section>")[0]
    assert "Anna" in said
    assert "Carl" not in said


def test_an_address_in_a_plan_does_not_tell_whose_it_is(sign_in, lene, birthe):
    roster = plan_of_a_unit(lene)
    known = make_person("Hemmelig Hans")
    by = viewer(lene)
    member = actions.add_person(by=by, roster_id=roster.pk, name="Ham med bilen", email=known.email)
    levels = {str(slot.pk): "can" for slot in slots_of(roster)}
    actions.tell_wishes(by=by, member_id=member.pk, slots=levels)
    desk = sign_in(birthe)
    page = desk.get(page_of("page", computed(roster).pk)).text
    said = page.split("De kunne, men mangler noget")[1].split("</section>")[0]
    assert "Ham med bilen" in said
    assert str(known.pk) not in said
    assert "Hemmelig Hans" not in desk.get(said.split("Ham med bilen")[1].split('href="')[1].split('"')[0]).text


def test_many_who_lack_something_cost_no_more(sign_in, lene):
    roster = plan_of_a_unit(lene)
    desk = sign_in(lene)

    def asked_for() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert "De kunne, men mangler noget" in desk.get(page_of("page", roster.pk)).text
        return len(queries)

    asked_for()
    before = asked_for()
    for _number in range(3):
        make_member(roster)
    computed(roster)
    assert asked_for() <= before


def test_a_plan_without_anybody_says_whom_to_take_in_first(sign_in):
    roster = make_roster()
    page = sign_in(roster.author).get(page_of("people", roster.pk)).text
    assert "Tag først nogen med. Så kan du spørge dem." in page
    assert "Alle med en mail er spurgt." not in page


def test_the_crumb_leads_back_to_the_plans(sign_in):
    roster = make_roster()
    desk = sign_in(roster.author)
    for address in (page_of("make"), page_of("edit", roster.pk)):
        crumbs = desk.get(address).text.split('class="eyebrow"')[1].split("</p>")[0]
        assert f'href="{page_of("list")}">Vagtplaner</a>' in crumbs


def test_who_is_asked_reads_what_it_is_where_and_that_leaving_out_means_no(client):
    """A task that few may read is named, and its page is no way on."""
    host = make_host()
    open_to_all = make_drives(by=host, place="Vadkær", address="Hallen 2")
    limited = make_drives(by=host, title="Kør mødet hjem", place="Mosevang")
    roster = make_roster(by=host, task_ids=[str(open_to_all.pk), str(limited.pk)])
    Subject.objects.filter(pk=limited.pk).update(audience="staff")
    actions.add_person(by=viewer(host), roster_id=roster.pk, name="Bo", email="bo@post.example")
    actions.ask(by=viewer(host), roster_id=roster.pk)
    letter = OutgoingMail.objects.get(to="bo@post.example").text
    page = client.get("/vagtplaner/kan/" + letter.split("/vagtplaner/kan/")[1].split()[0]).text
    for text in (letter, page):
        for words in ("Kør til torsdagscafé", "Vadkær", "Hallen 2", "Kør mødet hjem", f"/opgaver/{open_to_all.pk}/"):
            assert words in text
        assert f"/opgaver/{limited.pk}/" not in text
    times = page.split("Dem, du ikke rører, tæller som »kan ikke«.")[1].split("Hvor meget, og med hvem?")[0]
    assert times.count("<select") > 1
    assert "(kan springes over)" not in times


def test_a_plan_over_new_year_says_both_years(sign_in):
    roster = make_roster()
    today = clock.today()
    first, last = date(today.year, (today.month + 5) % 12 + 1, 7), date(today.year + 1, 2, 25)
    Roster.objects.filter(pk=roster.pk).update(from_on=first, until_on=last)
    desk = sign_in(roster.author)
    said = f"{first.day}. {date_format(first, 'F')} {today.year} til {day(last)}"
    for address in (page_of("page", roster.pk), page_of("list")):
        assert said in desk.get(address).text
    assert str(last.year) in said
