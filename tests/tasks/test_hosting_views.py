"""The host's page: the times a few at a time, what is said of letters that were sent, and the list on paper."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.foundation import clock
from samspil.foundation.models import AccessEntry, OutgoingMail
from samspil.tasks import actions, cards, times
from samspil.tasks.models import Slot, Task
from tests.factories import make_person, make_unit, viewer
from tests.tasks.making import come, letters_to, make_host, make_task, slot_of, was

pytestmark = pytest.mark.django_db
MANY = 24


def season(host, **more) -> Task:
    """A task with many times ahead and as many that were held, each with somebody who came."""
    task = make_task(by=host, places=9, **more)
    now = clock.now()
    for number in range(1, MANY):
        Slot.objects.create(task=task, places=9, **when(now + timedelta(days=20 + number)))
    for number in range(1, MANY + 1):
        with clock.at(now - timedelta(days=100)):
            slot = Slot.objects.create(task=task, places=9, **when(now - timedelta(days=number)))
            come(slot, by=make_person(email=""))
    return task


def when(at) -> dict:
    return {"starts_at": at, "ends_at": at + timedelta(minutes=30)}


def ring(slot: Slot, host, name: str):
    """Somebody without a mail, whom the host wrote down."""
    told = {"name": name, "channel": "phone", "phone": "12 34 56 78"}
    return come(slot, by=host, behalf=told)


def page_of(task: Task, query: str = "") -> str:
    return f"/opgaver/{task.pk}/hvem-kommer/{query}"


# --- the times --------------------------------------------------------------------------------------------------------


def test_the_times_ahead_come_first_and_each_time_stands_on_one_page(sign_in):
    host = make_host()
    task = season(host)
    desk = sign_in(host)

    def shown(query: str) -> list[Slot]:
        return [cell["slot"] for cell in desk.get(page_of(task, query)).context["cells"]]

    ahead = list(task.slots.filter(starts_at__gt=clock.now()).order_by("starts_at"))
    held = list(task.slots.filter(starts_at__lt=clock.now()).order_by("-starts_at"))
    assert (len(ahead), len(held)) == (MANY, MANY)
    assert shown("") == ahead[: cards.TIMES_A_PAGE]
    assert [slot for side in "123" for slot in shown(f"?vis=forude&side={side}")] == ahead
    assert [slot for side in "123" for slot in shown(f"?vis=holdt&side={side}")] == held
    text = desk.get(page_of(task)).text
    assert f"Forude ({MANY})" in text
    assert f"Holdt ({MANY})" in text
    assert f"{MANY} gange er holdt. Skriv, hvor mange der var med, så kan du sige tak." in text


@pytest.mark.parametrize("number", [0, 13, 23])
def test_each_time_has_an_address_where_it_stands(sign_in, number):
    host = make_host()
    task = season(host)
    desk = sign_in(host)
    for rows in (
        task.slots.filter(starts_at__gt=clock.now()).order_by("starts_at"),
        task.slots.filter(starts_at__lt=clock.now()).order_by("-starts_at"),
    ):
        slot = rows.select_related("task")[number]
        there = desk.post(f"/opgaver/tid/{slot.pk}/luk/")["Location"]
        assert there == cards.hosts_page(slot)
        assert f'id="tid-{slot.pk}"' in desk.get(there).text


def test_a_day_shows_that_day_alone_and_nonsense_shows_them_all(sign_in):
    host = make_host()
    task = season(host)
    desk = sign_in(host)
    slot = task.slots.order_by("starts_at")[5]
    day = times.local(slot.starts_at, task.zone).date()
    cells = desk.get(page_of(task, f"?dag={day}")).context["cells"]
    there = [each for each in task.slots.all() if times.local(each.starts_at, task.zone).date() == day]
    assert slot in [cell["slot"] for cell in cells]
    assert {cell["slot"] for cell in cells} >= set(there)
    assert len(cells) <= 2  # one that begins the evening before may reach into the day
    assert "Der er ingen tider den dag." in desk.get(page_of(task, "?dag=2020-02-02")).text
    for nonsense in ("i+morgen", "0001-01-01", "9999-12-31"):
        assert len(desk.get(page_of(task, f"?dag={nonsense}")).context["cells"]) == cards.TIMES_A_PAGE


def test_a_task_that_is_over_opens_at_what_was_held(sign_in):
    host = make_host()
    row = come(make_task(by=host))
    was(row.slot)
    (cell,) = sign_in(host).get(page_of(row.slot.task)).context["cells"]
    assert cell["slot"] == row.slot


def test_a_page_costs_the_same_however_many_times_there_are(sign_in):
    host = make_host()
    task = make_task(by=host, places=9)
    come(task)
    desk = sign_in(host)

    def cost(task: Task) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(page_of(task)).status_code == 200
        return len(asked)

    cost(task)
    assert cost(season(host)) <= cost(task)


def test_only_numbers_that_are_shown_are_logged_as_read(sign_in):
    host, guest = make_host(), make_person()
    task = season(host)
    late = task.slots.order_by("-starts_at")[0]
    come(late, by=guest, shares_contact=True)
    desk = sign_in(host)
    assert guest.email not in desk.get(page_of(task)).text
    assert not AccessEntry.objects.filter(person=guest.pk).exists()
    assert guest.email in desk.get(cards.hosts_page(late)).text
    assert AccessEntry.objects.filter(person=guest.pk).exists()


def test_the_list_on_paper_has_names_of_one_day_or_of_all_ahead_and_no_address(sign_in):
    host, guest = make_host(), make_person("Agnes")
    task = season(host)
    first, *_others, last = task.slots.filter(starts_at__gt=clock.now()).order_by("starts_at")
    come(first, by=guest, shares_contact=True, phone="12 34 56 78", note="Ring, når I kommer.")
    come(last, by=make_person("Bodil"))
    desk = sign_in(host)
    paper = desk.get(page_of(task, "print/")).text
    assert paper.count("paper__section") == MANY
    for word in ("Agnes", "Bodil"):
        assert word in paper
    day = times.local(last.starts_at, task.zone).date()
    alone = desk.get(page_of(task, f"print/?dag={day}")).text
    assert ("Agnes" in alone, "Bodil" in alone) == (False, True)
    for shown in (paper, alone):
        for word in (guest.email, "12 34 56 78", "Ring, når"):
            assert word not in shown


def test_the_letter_to_the_host_leads_to_the_time_also_when_it_is_over(sign_in):
    host = make_host()
    task = season(host)
    slot = task.slots.order_by("-starts_at")[0]
    with CaptureQueriesContext(connection) as asked:
        link = cards.days_page(Slot.objects.select_related("task__subject").get(pk=slot.pk))
    assert len(asked) == 1
    come(slot)
    assert link in letters_to(host)[-1].text
    with clock.at(slot.ends_at + timedelta(days=40)):
        assert f'id="tid-{slot.pk}"' in sign_in(host).get(link).text


# --- whom no letter reaches -------------------------------------------------------------------------------------------


def thanked(desk, slot: Slot) -> str:
    return desk.post(f"/opgaver/tid/{slot.pk}/tak/", {"words": "Tak for turen."}, follow=True).text


@pytest.mark.parametrize(
    ("who", "said", "stands"),
    [
        (("mail",), "Takken er sendt, og den står på siden.", "Takken står på siden og er sendt til 1 på mail."),
        (("mail", "Ole"), "Takken er sendt, og den står på siden.", "Takken står på siden og er sendt til 1 på mail."),
        (("Ole",), "Takken står på siden.", "Takken står på siden. Ingen af dem, der var med, har en mail her."),
    ],
)
def test_the_host_hears_truly_who_got_the_thanks(sign_in, who, said, stands):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    rows = [come(slot) if name == "mail" else ring(slot, host, name) for name in who]
    was(slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 1 for row in rows})
    text = thanked(sign_in(host), slot)
    assert said in text
    assert stands in text
    assert ("Ingen mail her: Ole. Ring, og sig det selv." in text) == ("Ole" in who)
    assert ("Takken er sendt" in text) == ("mail" in who)


def test_whom_an_association_sends_may_hear_where_whoever_signed_it_up_cannot(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    row = ring(slot, host, "Ole")
    member = make_person()
    row.named.add(member)
    was(slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 2})
    text = thanked(sign_in(host), slot)
    assert "Ingen mail her" not in text
    assert letters_to(member)[-1].title.startswith("Tak fra")


def test_calling_a_time_off_names_those_to_ring_before_and_after(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    come(slot)
    ring(slot, host, "Ole")
    desk = sign_in(host)
    before = desk.get(f"/opgaver/tid/{slot.pk}/aflys/").text
    assert "De tilmeldte med en mail får besked nu. Ring selv til dem uden: Ole." in before
    after = desk.post(f"/opgaver/tid/{slot.pk}/aflys/", follow=True).text
    assert "Aflyst. De tilmeldte har fået en mail." in after
    assert "Ingen mail her: Ole. Ring, og sig det selv." in after


def test_a_time_nobody_comes_to_is_called_off_without_a_word_of_mail(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host))
    text = sign_in(host).post(f"/opgaver/tid/{slot.pk}/aflys/", follow=True).text
    assert "Aflyst." in text
    assert "har fået en mail" not in text


def test_a_message_that_reaches_nobody_is_not_sent(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    ring(slot, host, "Ole")
    desk = sign_in(host)
    OutgoingMail.objects.all().delete()
    text = desk.post(f"/opgaver/tid/{slot.pk}/skriv/", {"words": "Husk støvler."}).text
    assert "Ingen af dem, der kommer, har en mail her. Ring i stedet." in text
    assert "Husk støvler." in text  # what was typed is still there
    come(slot)
    OutgoingMail.objects.all().delete()
    text = desk.post(f"/opgaver/tid/{slot.pk}/skriv/", {"words": "Husk støvler."}, follow=True).text
    assert "Sendt til dem, der kommer." in text
    assert "Ingen mail her: Ole. Ring, og sig det selv." in text
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(("has_mail", "said"), [(True, "Svaret er sendt."), (False, "Svaret er gemt.")])
def test_an_answer_is_said_to_be_sent_only_where_it_was(sign_in, has_mail, said):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9, asks_first=True))
    row = come(slot) if has_mail else ring(slot, host, "Ole")
    text = sign_in(host).post(f"/opgaver/tilmelding/{row.pk}/svar/", {"svar": "yes"}, follow=True).text
    assert said in text
    assert ("Ingen mail her: Ole." in text) != has_mail


def test_taking_somebody_without_a_mail_off_the_list_says_to_ring(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    desk = sign_in(host)
    for row, said in ((come(slot), "får en mail om det"), (ring(slot, host, "Ole"), "Ole har ingen mail her")):
        assert said in desk.post(f"/opgaver/tilmelding/{row.pk}/meld-fra/").text


def test_a_time_that_is_over_is_not_said_to_be_called_off(sign_in):
    host = make_host()
    row = come(make_task(by=host))
    slot = was(row.slot)
    desk = sign_in(host)
    for answer in (
        desk.get(f"/opgaver/tid/{slot.pk}/aflys/", follow=True),
        desk.post(f"/opgaver/tid/{slot.pk}/aflys/", follow=True),
    ):
        assert "Det er overstået og kan ikke aflyses." in answer.text
        assert "Aflyst." not in answer.text
        assert f'id="tid-{slot.pk}"' in answer.text


def test_who_writes_somebody_down_goes_back_to_a_page_they_may_see(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host))
    colleague = make_person(role="employee", scope=make_unit())
    for who, back in ((host, page_of(slot.task)), (colleague, f"/opgaver/{slot.task_id}/")):
        desk = sign_in(who)
        page = desk.get(f"/opgaver/tid/{slot.pk}/tilmeld/?ringet=1")
        assert f'<a href="{back}">Fortryd</a>' in page.text
        assert page.context["form"].is_for_caller
        assert desk.get(back).status_code == 200


# --- what was typed stays ---------------------------------------------------------------------------------------------


def opened(page) -> tuple[str, str]:
    """The title and the words of the part that stands open. No link goes back to the address that was posted to."""
    assert page.status_code == 200
    assert 'href="?' not in page.text
    assert '<form class="filters no-print" method="get" role' not in page.text  # would ask for the address of the POST
    part = page.text.split('<details class="fold no-print" open>')
    found = [each.split("</details>")[0] for each in part[1:]]
    (words,) = [each for each in found if "<textarea" in each]
    return words.split("<summary>")[1].split("<")[0], words.split("</textarea>")[0].rsplit(">", 1)[1].strip()


def test_what_was_typed_stands_also_at_the_last_of_many_times_of_a_day(sign_in):
    host = make_host()
    task = make_task(by=host, places=9)
    day = slot_of(task).starts_at
    for number in range(1, cards.TIMES_A_PAGE + 3):
        last = Slot.objects.create(task=task, places=9, **when(day + timedelta(minutes=number)))
    ring(last, host, "Ole")
    page = sign_in(host).post(f"/opgaver/tid/{last.pk}/skriv/", {"words": "Husk støvler."})
    assert opened(page) == ("Skriv til dem, der kommer", "Husk støvler.")


def test_what_was_typed_to_those_who_come_stands_when_nobody_comes_any_more(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host))
    page = sign_in(host).post(f"/opgaver/tid/{slot.pk}/skriv/", {"words": "Husk støvler."})
    assert opened(page) == ("Skriv til dem, der kommer", "Husk støvler.")


def test_thanks_that_somebody_else_said_or_took_back_meanwhile_lose_no_words(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    row = ring(slot, host, "Ole")
    was(slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 1})
    desk = sign_in(host)
    thanked(desk, slot)
    page = desk.post(f"/opgaver/tid/{slot.pk}/tak/", {"words": "Tak for kagen."})
    assert "Der er sagt tak. Ret takken i stedet." in page.text
    assert "Takken er sendt" not in page.text
    assert opened(page) == ("Ret takken", "Tak for kagen.")
    actions.take_thanks_back(by=viewer(host), slot_id=slot.pk)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 0})
    page = desk.post(f"/opgaver/tid/{slot.pk}/tak/ret/", {"words": "Tak for kagen."})
    assert "Sig tak igen i stedet." in page.text
    assert opened(page) == ("Sig tak", "Tak for kagen.")


# --- the thanks, corrected and taken back -----------------------------------------------------------------------------


def test_thanks_are_corrected_on_the_page_and_taken_off_after_one_more_question(sign_in):
    host = make_host()
    slot = slot_of(make_task(by=host, places=9))
    row = come(slot)
    was(slot)
    actions.mark_done(by=viewer(host), slot_id=slot.pk, came={str(row.pk): 1})
    desk = sign_in(host)
    text = thanked(desk, slot)
    assert "Mailen kan ikke kaldes tilbage." in text
    assert ">Tak for turen.</textarea>" in text
    text = desk.post(f"/opgaver/tid/{slot.pk}/tak/ret/", {"words": "Tak for i dag."}, follow=True).text
    assert "Takken er rettet på siden." in text
    assert "Tak for i dag." in desk.get(f"/opgaver/{slot.task_id}/").text
    asked = desk.get(f"/opgaver/tid/{slot.pk}/tak/tag-tilbage/").text
    assert "Mailen kan ikke kaldes tilbage." in asked
    text = desk.post(f"/opgaver/tid/{slot.pk}/tak/tag-tilbage/", follow=True).text
    assert "Takken er taget af siden. Den var sendt til 1 på mail." in text
    assert "Tak for i dag." not in desk.get(f"/opgaver/{slot.task_id}/").text
