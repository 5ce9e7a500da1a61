"""What is marked, noted and shown after a time was held, and what is left when somebody is erased."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from samspil.company_pledges.actions import name_contact
from samspil.company_pledges.models import PledgeUse
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import erase_person
from samspil.tasks import actions, queries
from samspil.tasks.models import SignUp, SignUpState, Slot, Task
from tests.company_pledges.making import make_company, make_promise
from tests.factories import make_actor, make_person, viewer
from tests.tasks.making import come, host_of, letters_to, make_host, make_task, was

pytestmark = pytest.mark.django_db


def running(slot: Slot) -> Slot:
    """Let a slot be under way."""
    now = clock.now()
    Slot.objects.filter(pk=slot.pk).update(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    slot.refresh_from_db()
    return slot


def marked(task: Task, host, rows: list[SignUp], came: int = 1) -> None:
    slots = {row.slot_id: row.slot for row in rows}
    for slot in slots.values():
        told = {str(row.pk): came for row in rows if row.slot_id == slot.pk}
        actions.mark_done(by=viewer(host), slot_id=slot.pk, came=told)


# --- while it still runs ----------------------------------------------------------------------------------------------


def test_whoever_was_marked_as_there_is_not_signed_up_once_more():
    host, guest = make_host(), make_person()
    task = make_task(by=host, places=5)
    row = come(task, by=guest)
    running(row.slot)
    actions.mark_done(by=viewer(host), slot_id=row.slot_id, came={str(row.pk): 1})
    with pytest.raises(ValidationError):
        come(row.slot, by=guest)


def test_whoever_was_marked_as_there_is_not_taken_off():
    host, guest = make_host(), make_person()
    row = come(make_task(by=host, places=5), by=guest)
    running(row.slot)
    actions.mark_done(by=viewer(host), slot_id=row.slot_id, came={str(row.pk): 1})
    for who in (guest, host):
        with pytest.raises(ValidationError):
            actions.cancel_sign_up(by=viewer(who), sign_up_id=row.pk)
    row.refresh_from_db()
    assert (row.state, row.came) == (SignUpState.DONE, 1)


def test_letters_to_those_who_come_are_so_many_a_day_and_no_more():
    host = make_host()
    row = come(make_task(by=host))
    for number in range(20):
        actions.write_to_those_coming(by=viewer(host), slot_id=row.slot_id, words=f"Husk gummistøvler, {number}.")
    with pytest.raises(ValidationError):
        actions.write_to_those_coming(by=viewer(host), slot_id=row.slot_id, words="Og en til.")
    assert sum("gummi" in mail.text for mail in letters_to(row.person)) == 20


# --- what a company gave ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", [(3, 2), (0, 2), (3, 0, 2), (2, 2)])
def test_a_corrected_number_corrects_what_was_used(numbers):
    company, host = make_company(), make_host()
    make_promise(company=company)
    task = make_task(by=host, places=5)
    row = come(task, by=make_person(member_of=company), speaks_as=company.pk, people=3)
    slot = was(row.slot)
    for number in numbers:
        actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): number})
    assert [use.hours for use in PledgeUse.objects.all()] == [2 * slot.hours]


def test_nothing_is_used_when_nobody_came_after_all():
    company, host = make_company(), make_host()
    make_promise(company=company)
    row = come(make_task(by=host, places=5), by=make_person(member_of=company), speaks_as=company.pk)
    slot = was(row.slot)
    for number in (1, 0):
        actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): number})
    assert not PledgeUse.objects.exists()


def test_nobody_uses_up_a_promise_by_typing_the_name_of_the_company():
    company, host = make_company("Engbæk VVS"), make_host()
    make_promise(company=company)
    row = come(make_task(by=host), party="company", party_name="engbæk vvs")
    actions.mark_done(by=viewer(host), slot_id=was(row.slot).pk, came={str(row.pk): 1})
    assert not PledgeUse.objects.exists()


def test_the_contact_of_a_promise_comes_for_the_company_without_an_account():
    company, host = make_company("Engbæk VVS"), make_host()
    pledge = make_promise(company=company)
    boss = pledge.author
    pledge = name_contact(by=viewer(boss), pledge_id=pledge.pk, name="Tove", email="tove@post.example")
    row = come(make_task(by=host, places=5), by=pledge.contact, party="company", party_name="engbæk vvs", people=2)
    slot = was(row.slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 2})
    assert PledgeUse.objects.get().hours == 2 * slot.hours


# --- thanks -----------------------------------------------------------------------------------------------------------


def there(host, *, has_mail: bool = True) -> tuple[Slot, SignUp]:
    """A time that somebody was at."""
    task = make_task(by=host, places=5)
    told = {"name": "Ole", "channel": "phone", "phone": "12 34 56 78"}
    row = come(task) if has_mail else come(task, by=host, behalf=told)
    slot = was(row.slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 1})
    return slot, row


@pytest.mark.parametrize(("has_mail", "letters"), [(True, 1), (False, 0)])
def test_how_many_got_the_thanks_by_mail_is_kept(has_mail, letters):
    host = make_host()
    slot, _row = there(host, has_mail=has_mail)
    assert actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak.").thanks_letters == letters


def test_other_words_than_those_that_were_sent_are_not_passed_over():
    host = make_host()
    slot, row = there(host)
    for _press in range(2):
        actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak for turen. ")
    with pytest.raises(ValidationError, match="Ret takken i stedet"):
        actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak for kagen.")
    assert [each.thanks for each in queries.thanks_of(slot.task)] == ["Tak for turen."]
    assert sum("Tak for" in mail.text for mail in letters_to(row.person)) == 1


def test_a_correction_stands_on_the_page_and_nobody_gets_another_letter():
    host = make_host()
    slot, row = there(host)
    with pytest.raises(ValidationError):
        actions.edit_thanks(by=viewer(host), slot_id=slot.pk, words="Der er ikke sagt tak.")
    actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak for turen, Bo.")
    before = len(letters_to(row.person))
    with pytest.raises(Refused):
        actions.edit_thanks(by=viewer(row.person), slot_id=slot.pk, words="Tak til mig.")
    with pytest.raises(ValidationError):
        actions.edit_thanks(by=viewer(host), slot_id=slot.pk, words=" ")
    for _press in range(2):
        actions.edit_thanks(by=viewer(host), slot_id=slot.pk, words="Tak for turen.")
    assert [each.thanks for each in queries.thanks_of(slot.task)] == ["Tak for turen."]
    assert len(letters_to(row.person)) == before
    assert JournalEntry.objects.filter(verb="tasks.thanks_edited").count() == 1


def test_thanks_that_nobody_got_by_mail_are_taken_back_as_unsaid():
    host = make_host()
    slot, _row = there(host, has_mail=False)
    actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak til de forkerte.")
    with pytest.raises(Refused):
        actions.take_thanks_back(by=viewer(make_person()), slot_id=slot.pk)
    for _press in range(2):
        slot = actions.take_thanks_back(by=viewer(host), slot_id=slot.pk)
    assert (slot.thanks, slot.thanked_at, queries.thanks_on([slot.task])) == ("", None, [])
    assert actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak.").thanks == "Tak."
    assert JournalEntry.objects.filter(verb="tasks.thanks_taken_back").count() == 1


def test_thanks_that_were_sent_are_off_the_page_and_not_sent_again():
    host = make_host()
    slot, row = there(host)
    actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak til de forkerte.")
    before = len(letters_to(row.person))
    actions.take_thanks_back(by=viewer(host), slot_id=slot.pk)
    assert queries.thanks_of(slot.task) == []
    with pytest.raises(ValidationError):
        actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak en gang til.")
    assert queries.thanks_of(slot.task) == []
    actions.edit_thanks(by=viewer(host), slot_id=slot.pk, words="Tak til jer alle.")
    assert [each.thanks for each in queries.thanks_of(slot.task)] == ["Tak til jer alle."]
    assert len(letters_to(row.person)) == before


# --- hours ------------------------------------------------------------------------------------------------------------


def test_the_difference_of_two_sums_is_never_one_persons_hours():
    host = make_host()
    many, few = make_task(by=host, places=9), make_task(by=host, places=9)
    rows = [come(many) for _person in range(5)]
    alone = come(few)
    was(rows[0].slot)
    was(alone.slot)
    for task, those in ((many, rows), (few, [alone])):
        marked(task, host, those)
        for row in those:
            actions.note_hours(by=viewer(row.person), sign_up_id=row.pk, hours="7,5")
    assert queries.effect_of([many.pk, few.pk]).hours == queries.effect_of([many.pk]).hours


def test_a_sum_of_hours_is_rounded_down_so_that_one_more_is_not_read_off():
    host = make_host()
    task = make_task(by=host, places=9)
    rows = [come(task) for _person in range(6)]
    was(rows[0].slot)
    marked(task, host, rows)
    for row in rows[:5]:
        actions.note_hours(by=viewer(row.person), sign_up_id=row.pk, hours=4)
    before = queries.effect_of([task.pk]).hours
    actions.note_hours(by=viewer(rows[5].person), sign_up_id=rows[5].pk, hours="7,5")
    assert (before, queries.effect_of([task.pk]).hours) == (Decimal(20), Decimal(20))


# --- held, and not marked --------------------------------------------------------------------------------------------


def test_a_time_with_nobody_but_those_in_line_waits_for_no_number():
    host = make_host()
    task = make_task(by=host, places=1)
    row, line = come(task), come(task)
    was(row.slot)
    assert queries.unmarked(queries.held_of(task)).count() == 1
    SignUp.objects.filter(pk=row.pk).delete()
    assert line.state == SignUpState.WAITING
    assert [each.pk for each in queries.held_of(task)] == [row.slot_id]
    assert queries.unmarked(queries.held_of(task)).count() == 0


# --- erased -----------------------------------------------------------------------------------------------------------


def test_an_association_still_comes_when_whoever_signed_it_up_is_erased():
    host, member, association = make_host(), make_person(), make_actor("Roklubben")
    speaker = make_person(member_of=association)
    task = make_task(by=host, places=9)
    row = come(task, by=speaker, speaks_as=association.pk, people=4, note="Ring til mig, Svend.")
    row.named.add(member)
    own = come(task, by=speaker)
    erase_person(by=SYSTEM, person_id=speaker.pk)
    row.refresh_from_db()
    assert (row.state, row.people, row.note, list(row.named.all())) == (SignUpState.CONFIRMED, 4, "", [member])
    assert not SignUp.objects.filter(pk=own.pk).exists()


def test_thanks_can_be_reached_when_the_only_one_who_came_is_erased():
    host = make_host()
    slot, row = there(host)
    actions.thank(by=viewer(host), slot_id=slot.pk, words="Tak for turen.")
    SignUp.objects.filter(pk=row.pk).delete()
    assert list(queries.thanks_of(slot.task)) == list(queries.held_of(slot.task)) == [slot]


def test_the_host_hears_of_a_place_that_went_with_whoever_was_erased():
    host, guest = make_host(), make_person()
    row = come(make_task(by=host), by=guest)
    before = len(letters_to(host))
    erase_person(by=SYSTEM, person_id=guest.pk)
    assert not SignUp.objects.filter(pk=row.pk).exists()
    assert len(letters_to(host)) == before + 1


def test_a_number_that_many_share_stays_on_the_tasks_of_others():
    host, other = make_host(), make_host()
    host.phone = other.phone = "87 65 43 21"  # the switchboard
    host.save(update_fields=["phone"])
    own = make_task(by=host, contact_name="Vagten", contact_phone=host.phone)
    theirs = make_task(by=other, contact_name="Vagten", contact_phone=host.phone)
    assert host_of(host) != host_of(other)
    erase_person(by=SYSTEM, person_id=host.pk)
    own.refresh_from_db()
    theirs.refresh_from_db()
    assert (own.contact_phone, theirs.contact_phone) == ("", "87 65 43 21")
