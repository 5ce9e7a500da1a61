"""Who comes: signing up, the line, cancelling, the host's yes, hours, thanks, and what nobody may see."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from samspil.actors.actions import end_membership, register_person
from samspil.company_pledges.models import PledgeUse
from samspil.foundation import clock
from samspil.foundation.models import AccessEntry, JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.safeguards.models import Safeguard
from samspil.tasks import actions, letters, queries
from samspil.tasks.models import CalendarFeed, SignUp, SignUpState, Slot
from tests.company_pledges.making import make_company, make_promise
from tests.factories import make_actor, make_person, viewer
from tests.tasks.making import come, host_of, letters_to, make_host, make_municipal_task, make_task, slot_of, was

pytestmark = pytest.mark.django_db
MANY = 200


def state(row: SignUp) -> str:
    return SignUp.objects.get(pk=row.pk).state


@pytest.mark.capability("C65")
def test_five_sorts_of_contributors_come_on_an_equal_footing():
    task = make_task(places=40)
    association, company = make_actor(), make_company()
    rows = [
        come(task),
        come(task, by=make_person(member_of=association), speaks_as=association.pk, people=3),
        come(task, by=make_person(member_of=company), speaks_as=company.pk, people=2),
        come(task, party="school_class", party_name="7.b på Åskolen", people=22),
        come(task, party="group", party_name="Naboerne på Åvej", people=4),
    ]
    assert [row.party for row in rows] == ["person", "association", "company", "school_class", "group"]
    assert {row.state for row in rows} == {"confirmed"}
    assert queries.with_places([slot_of(task)])[0].taken == 32


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"people": 3}, "people"),
        ({"people": "mange"}, "people"),
        ({"party": "pony"}, "party"),
        ({"party": "group"}, "party_name"),
        ({"party": "group", "party_name": "Svend 010190-1234"}, "party_name"),
        ({"note": "Min mor er 010190-1234"}, "note"),
        ({"phone": "010190-1234"}, "phone"),
        ({"reminder": "hourly"}, "reminder"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(told, field):
    with pytest.raises(ValidationError) as problem:
        come(make_task(places=2), **told)
    assert field in problem.value.message_dict


def test_strangers_the_forged_and_the_over_are_refused():
    task = make_task()
    with pytest.raises(Refused):
        actions.sign_up(by=NOBODY, slot_id=slot_of(task).pk)
    with pytest.raises(NotFound):
        actions.sign_up(by=viewer(make_person()), slot_id="x")
    with pytest.raises(Refused):
        come(task, speaks_as=make_actor().pk)
    with pytest.raises(Refused):
        come(task, behalf={"name": "Ole", "channel": "phone", "phone": "1"})
    with pytest.raises(Refused):
        come(task, person_id=make_person().pk)
    with pytest.raises(ValidationError):
        come(was(slot_of(task)))


def test_nobody_is_signed_up_twice_and_a_double_press_is_one():
    guest, task = make_person(), make_task()
    key = "01890000-0000-7000-8000-000000000002"
    assert come(task, by=guest, request_id=key).pk == come(task, by=guest, request_id=key).pk
    with pytest.raises(ValidationError):
        come(task, by=guest)
    assert SignUp.objects.count() == 1


def test_late_is_fine_until_the_host_closes():
    task = make_task()
    slot = slot_of(task)
    Slot.objects.filter(pk=slot.pk).update(starts_at=clock.now() - timedelta(minutes=10))
    assert come(task).state == "confirmed"


def test_the_line_moves_up_by_itself_in_order_and_says_so():
    task = make_task(places=2)
    first, second = come(task), come(task)
    big, small = come(task, people=2), come(task)
    last = make_person()
    third = come(task, by=last)
    assert {state(row) for row in (big, small, third)} == {"waiting"}
    actions.cancel_sign_up(by=viewer(second.person), sign_up_id=second.pk)
    assert (state(big), state(small), state(third)) == ("waiting", "confirmed", "waiting")
    actions.cancel_sign_up(by=viewer(first.person), sign_up_id=first.pk)
    assert (state(big), state(third)) == ("waiting", "confirmed")
    assert [letter.title.split(":")[0] for letter in letters_to(last)] == [
        "Du står på ventelisten",
        "Nu er der plads til dig",
    ]


def test_an_association_writes_down_who_rang_for_its_own_task_alone(sign_in):
    host = make_host()
    own, theirs = make_task(by=host), make_task()
    told = {"name": "Ole", "channel": "phone", "phone": "11 22 33 44"}
    with pytest.raises(Refused):
        come(theirs, by=host, behalf=told)
    form = {"behalf_name": "Ole", "behalf_channel": "phone", "behalf_phone": "11 22 33 44"}
    chosen = {**form, "party": "person", "people": 1, "reminder": "none"}
    address = reverse("tasks:sign-up", args=[slot_of(own).pk])
    rung = f"{address}?ringet=1"
    page = sign_in(host).get(rung).text
    assert "Skriv personen på" in page
    assert page.index("Hvem har ringet?") < page.index("Hvem kommer?")
    assert "Dit telefonnummer" not in page
    nameless = sign_in(host).post(rung, {**chosen, "behalf_name": ""})
    assert nameless.context["form"].errors == {"behalf_name": ["Skriv, hvem der har ringet."]}
    assert not SignUp.objects.filter(slot=slot_of(own)).exists()  # and the chair took no place
    assert "Hvem har ringet?" not in sign_in(host).get(reverse("tasks:sign-up", args=[slot_of(theirs).pk])).text
    shown = sign_in(host).post(rung, chosen, follow=True)
    assert "Ole er skrevet på." in shown.text
    row = SignUp.objects.get(slot=slot_of(own))
    assert (row.name, row.entered_by, row.person.phone) == ("Ole", host, "11 22 33 44")


def test_somebody_without_a_mail_is_rung_up():
    coordinator, host = make_person(role="coordinator"), make_host()
    task = make_task(by=host, places=1)
    first = come(task)
    behalf = {"name": "Ole", "function": "", "channel": "phone", "phone": ""}
    with pytest.raises(ValidationError) as problem:
        come(task, by=coordinator, behalf=behalf)
    assert "behalf_phone" in problem.value.message_dict
    row = come(task, by=coordinator, behalf={**behalf, "phone": "11 22 33 44"})
    assert (row.state, row.person.phone, row.entered_by) == ("waiting", "11 22 33 44", coordinator)
    actions.cancel_sign_up(by=viewer(first.person), sign_up_id=first.pk)
    assert "Ring og sig" in letters_to(host)[-1].text


def test_a_host_plans_somebody_in_and_they_hear():
    host, guest = make_host(), make_person()
    task = make_task(by=host, asks_first=True)
    row = come(task, by=host, person_id=guest.pk)
    assert (row.person, row.state, row.entered_by) == (guest, "confirmed", host)
    assert letters_to(guest)


def test_cancelling_is_for_oneself_and_the_host_and_pressing_twice_is_once():
    host, guest = make_host(), make_person()
    task = make_task(by=host)
    row = come(task, by=guest, note="Jeg har en kørestol med.")
    with pytest.raises(Refused):
        actions.cancel_sign_up(by=viewer(make_person()), sign_up_id=row.pk)
    for _press in range(2):
        cancelled = actions.cancel_sign_up(by=viewer(guest), sign_up_id=row.pk)
    assert (cancelled.state, cancelled.note, cancelled.by_host) == ("cancelled", "", False)
    assert JournalEntry.objects.filter(verb="tasks.cancelled").count() == 1
    again = come(task, by=guest)
    assert again.sequence == cancelled.sequence + 1
    assert actions.cancel_sign_up(by=viewer(host), sign_up_id=again.pk).by_host


def test_a_host_who_talks_first_says_yes_or_no_to_each():
    host, yes, no, next_one = make_host(), make_person(), make_person(), make_person()
    task = make_task(by=host, asks_first=True)
    rows = [come(task, by=person) for person in (yes, no, next_one)]
    assert [row.state for row in rows] == ["offered", "offered", "waiting"]
    with pytest.raises(Refused):
        actions.answer_sign_up(by=viewer(yes), sign_up_id=rows[0].pk, answer="yes")
    with pytest.raises(ValidationError):
        actions.answer_sign_up(by=viewer(host), sign_up_id=rows[0].pk, answer="måske")
    for _press in range(2):
        actions.answer_sign_up(by=viewer(host), sign_up_id=rows[0].pk, answer="yes")
    actions.answer_sign_up(by=viewer(host), sign_up_id=rows[1].pk, answer="no")
    assert [state(row) for row in rows] == ["confirmed", "cancelled", "offered"]
    assert [letters_to(person)[-1].title.split(":")[0] for person in (yes, no, next_one)] == [
        "Værten har sagt ja",
        "Det blev ikke til noget denne gang",
        "Nu er der plads til dig",
    ]


def test_a_missing_check_blocks_and_says_what_to_do():
    task, guest = make_task(youngest=8), make_person()
    with pytest.raises(ValidationError) as problem:
        come(task, by=guest)
    assert "børneattest" in problem.value.messages[0]
    seen = {"state": "seen", "seen_by": make_person(), "seen_on": clock.today()}
    Safeguard.objects.create(person=guest, host=task.host, kind="children_check", **seen)
    assert come(task, by=guest).state == "confirmed"


# --- what nobody may see ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asks_first", "shares", "answered", "shown"),
    [
        (False, True, False, True),
        (False, False, False, False),
        (True, True, False, False),
        (True, False, True, False),
        (True, True, True, True),
    ],
)
def test_contact_is_shown_when_both_have_said_yes(asks_first, shares, answered, shown, sign_in):
    host = make_host()
    guest = make_person(email="hemmelig@engbaek.example")
    task = make_task(by=host, asks_first=asks_first)
    row = come(task, by=guest, phone="87 65 43 21", shares_contact=shares)
    if answered:
        actions.answer_sign_up(by=viewer(host), sign_up_id=row.pk, answer="yes")
    page = sign_in(host).get(f"/opgaver/{task.pk}/hvem-kommer/").text
    assert ("hemmelig@engbaek.example" in page, "87 65 43 21" in page) == (shown, shown)
    assert AccessEntry.objects.filter(person=guest.pk, reader=host.pk, what="task_contact").exists() == shown
    told = "".join(letter.title + letter.text for letter in letters_to(host))
    assert guest.actor.name in told
    assert "hemmelig@" not in told
    assert "87 65 43 21" not in told


def test_contact_is_gone_from_the_hosts_page_two_weeks_after(sign_in):
    host, guest = make_host(), make_person(email="hemmelig@engbaek.example")
    task = make_task(by=host)
    slot = come(task, by=guest, phone="87 65 43 21", shares_contact=True).slot
    seen = []
    for days in (13, 15):
        with clock.at(slot.ends_at + timedelta(days=days)):
            page = sign_in(host).get(f"/opgaver/{task.pk}/hvem-kommer/").text
        assert guest.actor.name in page
        seen.append(("hemmelig@engbaek.example" in page, "87 65 43 21" in page))
    assert seen == [(True, True), (False, False)]


def test_whoever_has_left_neither_reads_nor_hears_who_comes(sign_in):
    """Having made the task is no right to the people: it goes with the voice of the host."""
    host = make_host()
    task = make_task(by=host)
    come(task, by=make_person("Rigmor Ravn"), shares_contact=True)
    heard = len(letters_to(host))
    end_membership(by=SYSTEM, membership_id=host.memberships.get().pk)
    come(task, by=make_person("Sofus Sten"))
    assert len(letters_to(host)) == heard
    assert sign_in(host).get(f"/opgaver/{task.pk}/hvem-kommer/").status_code == 403
    with pytest.raises(Refused):
        actions.withdraw_task(by=viewer(host), task_id=task.pk)


def test_nothing_of_who_comes_stands_on_the_page_the_calendar_or_the_timeline(client):
    guest = make_person("Enhjørning Nielsen", email="enhorning@engbaek.example")
    task = make_task()
    slot = slot_of(task)
    come(task, by=guest, note="Enhjørninge er mit speciale.", phone="87 65 43 21", shares_contact=True)
    for address in (
        "/opgaver/",
        f"/opgaver/{task.pk}/",
        f"/opgaver/{task.pk}/print/",
        f"/opgaver/tid/{slot.pk}/kalender.ics",
    ):
        shown = client.get(address).text.lower()
        assert not any(word in shown for word in ("enhjørning", "enhorning", "87 65"))
    assert all("nhjørning" not in str(entry.payload) for entry in JournalEntry.objects.all())


def test_the_host_writes_to_those_who_come_without_an_address():
    host, guest = make_host(), make_person()
    task = make_task(by=host)
    row = come(task, by=guest)
    come(task)
    waiting = come(task)
    with pytest.raises(Refused):
        actions.write_to_those_coming(by=viewer(guest), slot_id=row.slot_id, words="Hej")
    for wrong in ("", "Svend 010190-1234", "x" * 601):
        with pytest.raises(ValidationError):
            actions.write_to_those_coming(by=viewer(host), slot_id=row.slot_id, words=wrong)
    actions.write_to_those_coming(by=viewer(host), slot_id=row.slot_id, words="Tag regntøj med.")
    assert "Tag regntøj med." in letters_to(guest)[-1].text
    assert "regntøj" not in letters_to(waiting.person)[-1].text


# --- afterwards -------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C68")
def test_who_was_there_is_marked_and_thanked_once():
    host, guest, absent = make_host(), make_person(), make_person()
    task = make_task(by=host)
    row, other = come(task, by=guest), come(task, by=absent)
    with pytest.raises(ValidationError):
        actions.mark_done(by=viewer(host), slot_id=row.slot_id, came={str(row.pk): 1})
    slot = was(row.slot)
    with pytest.raises(ValidationError):
        actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak for i dag.")
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): "1", str(other.pk): 0, "x": 5})
    assert (state(row), state(other)) == ("done", "confirmed")
    with pytest.raises(ValidationError):
        actions.thank(by=viewer(host), slot_id=slot.pk, words=" ")
    with pytest.raises(Refused):
        actions.thank(by=viewer(guest), slot_id=slot.pk, words="Tak.")
    for _press in range(2):
        actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak for en dejlig tur.")
    assert [letter.title for letter in letters_to(guest)][-1] == f"Tak fra {host_of(host).name}"
    assert "Tak fra" not in letters_to(absent)[-1].title


def test_a_companys_paid_hours_are_used_of_its_promise():
    company, host = make_company(), make_host()
    pledge = make_promise(company=company)
    task = make_task(by=host, places=5)
    row = come(task, by=make_person(member_of=company), speaks_as=company.pk, people=3)
    slot = was(row.slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 2})
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 3})
    use = PledgeUse.objects.get(pledge=pledge)
    assert (use.hours, use.receiver, use.what) == (Decimal("6.0"), host_of(host), task.title)
    assert use.confirmed_by == host


def test_a_company_without_an_account_counts_by_its_name_and_without_a_promise_nothing_is_noted():
    company, host = make_company("Engbæk VVS"), make_host()
    task = make_task(by=host, places=9)
    told = {"name": "Bo", "channel": "phone", "phone": "12 34 56 78"}
    row = come(task, by=make_person(role="coordinator"), behalf=told, party="company", party_name="engbæk vvs")
    stranger = come(task, party="company", party_name="Ukendt ApS")
    slot = was(row.slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(stranger.pk): 1})
    assert not PledgeUse.objects.exists()
    pledge = make_promise(company=company)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 1})
    assert PledgeUse.objects.get().pledge == pledge


def test_hours_are_ones_own_and_others_see_a_sum_of_five_at_least(sign_in):
    host = make_host()
    task = make_task(by=host, places=9)
    rows = [come(task) for _person in range(5)]
    slot = was(rows[0].slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 1 for row in rows})
    with pytest.raises(Refused):
        actions.note_hours(by=viewer(host), sign_up_id=rows[0].pk, hours="2")
    for wrong in ("mange", "-1", "1000", "nan", "inf"):
        with pytest.raises(ValidationError):
            actions.note_hours(by=viewer(rows[0].person), sign_up_id=rows[0].pk, hours=wrong)
    for row in rows[:4]:
        actions.note_hours(by=viewer(row.person), sign_up_id=row.pk, hours="17,5")
    effect = queries.effect_of([task.pk])
    assert (effect.people, effect.hours) == (5, None)
    page = sign_in(host).get(f"/opgaver/{task.pk}/hvem-kommer/").text
    assert "17,5" not in page
    assert "70 timer" not in page
    actions.note_hours(by=viewer(rows[4].person), sign_up_id=rows[4].pk, hours=2)
    assert queries.effect_of([task.pk]).hours == Decimal(70)  # 72, and no more than tens are told
    assert "mindst 70 timer" in sign_in(host).get(f"/opgaver/{task.pk}/hvem-kommer/").text


def test_fewer_than_five_are_not_counted_aloud():
    host = make_host()
    task = make_task(by=host, places=9)
    row = come(task, party="group", party_name="Naboerne", people=4)
    actions.mark_done(by=viewer(host), slot_id=was(row.slot).pk, came={str(row.pk): 4})
    effect = queries.effect_of([task.pk])
    assert (effect.people, effect.times, effect.has_any) == (None, 1, True)


# --- reminders, links, erasing ----------------------------------------------------------------------------------------


def test_reminders_come_once_at_the_persons_choice():
    task = make_task(places=9)
    slot = slot_of(task)
    day, week, none = make_person(), make_person(), make_person()
    for person, choice in ((day, "day"), (week, "week"), (none, "none")):
        come(task, by=person, reminder=choice)

    def reminded() -> set[str]:
        return {letter.to for letter in OutgoingMail.objects.filter(title__startswith="Husk")}

    letters.remind()
    assert reminded() == set()
    with clock.at(slot.starts_at - timedelta(days=6)):
        letters.remind()
        letters.remind()
    assert reminded() == {week.email}
    with clock.at(slot.starts_at - timedelta(hours=20)):
        late = make_person()
        come(task, by=late)
        letters.remind()
        letters.remind()
    assert reminded() == {week.email, day.email}
    assert OutgoingMail.objects.filter(title__startswith="Husk").count() == 2


def test_choosing_later_is_for_oneself():
    row = come(make_task())
    with pytest.raises(Refused):
        actions.choose(by=viewer(make_person()), sign_up_id=row.pk, reminder="none")
    with pytest.raises(ValidationError):
        actions.choose(by=viewer(row.person), sign_up_id=row.pk, reminder="x")
    chosen = actions.choose(by=viewer(row.person), sign_up_id=row.pk, reminder="week", shares_contact=True)
    assert (chosen.reminder, chosen.shares_contact) == ("week", True)


def test_whoever_is_erased_leaves_nothing_and_the_next_one_moves_up():
    task, guest = make_task(places=1), make_person()
    row = come(task, by=guest, note="Noget om mig.")
    actions.renew_feed(by=viewer(guest))
    next_one = come(task)
    erase_person(by=viewer(guest), person_id=guest.pk)
    assert not SignUp.objects.filter(pk=row.pk).exists()
    assert state(next_one) == SignUpState.CONFIRMED
    assert not CalendarFeed.objects.exists()
    assert not OneTimeLink.objects.filter(person=guest.pk).exists()


def test_the_contact_of_a_task_who_is_erased_is_named_no_more():
    host, other = make_host(), make_host()
    task = make_task(by=host, contact_name=host.actor.name)
    theirs = make_task(by=other, contact_name=host.actor.name)  # somebody else of the same name
    erase_person(by=viewer(host), person_id=host.pk)
    task.refresh_from_db()
    theirs.refresh_from_db()
    assert (task.contact_name, task.contact_phone) == ("–", "")
    assert theirs.contact_phone


# --- the last place ---------------------------------------------------------------------------------------------------


def rush(slot: Slot, people: list, at_once: int) -> list[Exception]:
    problems: list[Exception] = []
    gate = threading.Barrier(at_once)

    def some(mine: list) -> None:
        gate.wait()
        for who in mine:
            try:
                actions.sign_up(by=who, slot_id=slot.pk, reminder="none")
            except Exception as problem:
                problems.append(problem)
        connections.close_all()

    threads = [threading.Thread(target=some, args=[people[number::at_once]]) for number in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_never_overbook_and_the_last_place_is_given_once():
    """Real threads, each with a connection of its own: on PostgreSQL row locks decide, on a SQLite file one writer."""
    slot = slot_of(make_municipal_task(places=7))
    people = [viewer(register_person(name=f"Gæst {number}")) for number in range(MANY)]  # without letters
    assert rush(slot, people, 20) == []
    held = SignUp.objects.filter(slot=slot, state="confirmed")
    assert held.count() == 7
    assert SignUp.objects.filter(slot=slot, state="waiting").count() == MANY - 7
    # Everybody who has a place cancels at the same moment: each place goes to one who waits, and none to two.
    rows = list(held.select_related("person"))
    gate = threading.Barrier(len(rows))

    def cancel(row: SignUp) -> None:
        gate.wait()
        actions.cancel_sign_up(by=viewer(row.person), sign_up_id=row.pk)
        connections.close_all()

    threads = [threading.Thread(target=cancel, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SignUp.objects.filter(slot=slot, state="confirmed").count() == 7
    assert SignUp.objects.filter(slot=slot, state="cancelled").count() == 7
