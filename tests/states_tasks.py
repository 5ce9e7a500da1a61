"""The states of tasks and of those who come."""

from datetime import timedelta

from django.urls import reverse

from samspil.foundation import clock
from samspil.tasks import actions
from samspil.tasks.models import Slot
from tests.factories import make_challenge, make_person, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.tasks.making import come, letters_to, make_host, make_municipal_task, make_task, slot_of, was


def wide(w: World, **more):
    """A task with very long words and everything filled in, made by Kurt out of a challenge."""
    challenge = make_challenge(by=w.karen, question=LONG_LINE[:190])
    facts = {
        "title": LONG_WORD[:120],
        "does": LONG_TEXT[:1400],
        "does_not": LONG_TEXT[:500],
        "for_whom": LONG_WORD,
        "place": LONG_WORD[:120],
        "gains": LONG_WORD,
        "skills": LONG_WORD,
        "criteria": ["age"],
        "criteria_reason": LONG_WORD,
        "requirements": ["course", "confidentiality"],
        "access": ["step_free", "transport"],
        "places": 5,
        "needed": 4,
        "asks_first": True,
        **more,
    }
    return make_task(by=w.kurt, origin_id=challenge.pk, **facts)


def sent_by(w: World):
    """Kurt's association sends somebody with a very long name to a task of others."""
    association = w.kurt.memberships.get().actor
    member = actions.take_in_member(
        by=viewer(w.kurt), actor_id=association.pk, name=LONG_WORD[:80], email="lang@post.example"
    )
    row = come(make_task(title=LONG_WORD[:120], places=9), by=w.kurt, speaks_as=association.pk, people=3)
    return actions.change_people(by=viewer(w.kurt), sign_up_id=row.pk, member_ids=[str(member.person_id)])


def done(task) -> Slot:
    """Five were there, and were thanked."""
    slot = slot_of(task)
    host = viewer(task.author)
    rows = [come(slot, note=LONG_WORD, shares_contact=True) for _number in range(5)]
    was(slot)
    actions.mark_done(by=host, slot_id=slot.pk, came={str(row.pk): 1 for row in rows})
    for row in rows:
        actions.note_hours(by=viewer(row.person), sign_up_id=row.pk, hours="2,5")
    actions.thank(by=host, slot_id=slot.pk, words=LONG_TEXT[:500])
    return slot


@state("tasks/list.html", "filled, for one who hosts")
def _(w):
    wide(w)
    make_municipal_task(may_replace_paid_work=True)
    return w.get("tasks:list", by=w.kurt)


@state("tasks/page.html", "waits for MED, for its leader")
def _(w):
    task = make_municipal_task(may_replace_paid_work=True)
    return w.get("tasks:page", task.pk, by=task.author)


@state("tasks/page.html", "very long words, done and thanked, for its host")
def _(w):
    task = wide(w, requirements=[], asks_first=False)
    done(task)
    now = clock.now()
    Slot.objects.create(
        task=task, starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=3, hours=2), places=2
    )
    return w.get("tasks:page", task.pk, by=w.kurt)


@state("tasks/page.html", "taken back")
def _(w):
    host = make_host()
    task = make_task(by=host)
    actions.withdraw_task(by=viewer(host), task_id=task.pk)
    return w.get("tasks:page", task.pk)


@state("tasks/make.html", "from a challenge, wrong")
def _(w):
    address = f"{reverse('tasks:make')}?fra={make_challenge(by=w.karen).pk}"
    return w.client(w.kurt).post(address, {"title": "", "does": CPR, "youngest": "700"})


@state("tasks/edit.html", "overtaken", status=409)
def _(w):
    task = make_task(by=w.kurt)
    actions.edit_task(by=viewer(w.kurt), task_id=task.pk, title="En andens titel")
    data = {
        "title": LONG_WORD,
        "does": "Min tekst",
        "kind": "task",
        "shape": "once",
        "first_on": str(task.first_on),
        "starts_at": "10:00",
        "ends_at": "12:00",
        "contact_name": "Jytte",
        "contact_phone": "12 34 56 78",
        "places": "2",
        "insurance": "own",
        "expected_version": "1",
    }
    return w.post("tasks:edit", task.pk, by=w.kurt, data=data)


@state("tasks/sure.html", "somebody was there", status=409)
def _(w):
    task = make_task(by=w.kurt, places=9)
    done(task)
    return w.post("tasks:withdraw", task.pk, by=w.kurt)


@state("tasks/paper.html", "very long words")
def _(w):
    return w.get("tasks:paper", wide(w).pk)


@state("tasks/sign_up.html", "a guest, wrong")
def _(w):
    data = {"party": "group", "people": "99", "note": CPR, "guest_email": "x"}
    return w.post("tasks:sign-up", slot_of(wide(w)).pk, data=data)


@state("tasks/sign_up.html", "somebody rang, wrong, for the host")
def _(w):
    address = reverse("tasks:sign-up", args=[slot_of(wide(w)).pk])
    data = {"behalf_channel": "phone", "behalf_phone": "abc", "party": "group", "people": "99"}
    return w.client(w.kurt).post(f"{address}?ringet=1", data)


@state("tasks/shut.html", "over", status=409)
def _(w):
    return w.get("tasks:sign-up", was(slot_of(make_task(title=LONG_WORD[:120]))).pk)


@state("tasks/own.html", "waits for a yes, by the link in the letter")
def _(w):
    guest = make_person()
    come(wide(w, requirements=[]), by=guest, people=2)
    link = next(line for line in letters_to(guest)[-1].text.split() if "/opgaver/l/" in line)
    return w.get("tasks:by-link", link.rstrip("/").rpartition("/")[2])


@state("tasks/own.html", "an association chooses who comes, wrong")
def _(w):
    row = sent_by(w)
    return w.post("tasks:change-people", row.pk, by=w.kurt, data={"people": "99", "member_ids": ["x"]})


@state("tasks/own.html", "a party too big for what is free")
def _(w):
    task = make_task(title=LONG_WORD[:120], places=12)
    come(task, people=2, party="group", party_name="De to")
    row = come(task, by=w.karen, people=11, party="group", party_name=LONG_WORD[:100])
    return w.get("tasks:own", row.pk, by=w.karen)


@state("tasks/members.html", "filled, wrong")
def _(w):
    sent_by(w)
    return w.post("tasks:members", w.kurt.memberships.get().actor_id, by=w.kurt, data={"name": CPR, "email": "x"})


@state("tasks/named.html", "one whom an association sends")
def _(w):
    link = next(word for word in letters_to(sent_by(w).named.get())[-1].text.split() if "/skrevet-paa/" in word)
    return w.get("tasks:named-by-link", link.rstrip("/").rpartition("/")[2])


@state("tasks/on_the_list.html", "asked once more")
def _(w):
    link = next(word for word in letters_to(sent_by(w).named.get())[0].text.split() if "/paa-listen/" in word)
    return w.get("tasks:list-by-link", link.rstrip("/").rpartition("/")[2])


@state("tasks/mine.html", "filled, for one who hosts and comes")
def _(w):
    make_task(by=w.kurt, title=LONG_WORD[:120])
    come(make_task(title=LONG_WORD[:120]), by=w.kurt)
    return w.get("tasks:mine", by=w.kurt)


@state("tasks/feed.html", "shown once")
def _(w):
    return w.post("tasks:renew-feed", by=w.kurt)


@state("tasks/who_comes.html", "one who offers, one who waits, one who was there, and a wrong word")
def _(w):
    task = wide(w, requirements=[], places=6)
    slot = slot_of(task)
    come(slot, note=LONG_WORD, party="school_class", party_name=LONG_WORD, people=5)
    come(slot, shares_contact=True, people=3)
    return w.post("tasks:write", slot.pk, by=w.kurt, data={"words": CPR})


@state("tasks/who_comes.html", "many held and ahead, one thanked, a wrong correction of it")
def _(w):
    task = wide(w, requirements=[], asks_first=False)
    slot = done(task)
    now = clock.now()
    for days in range(1, 13):
        then = now + timedelta(days=days)
        Slot.objects.create(task=task, starts_at=then, ends_at=then + timedelta(hours=2), places=2)
    return w.post("tasks:edit-thanks", slot.pk, by=w.kurt, data={"words": CPR})


@state("tasks/who_comes.html", "many ahead, a day nobody comes")
def _(w):
    task = wide(w, requirements=[], asks_first=False)
    done(task)
    return w.client(w.kurt).get(f"{reverse('tasks:who-comes', args=[task.pk])}?dag=2020-02-02")


@state("tasks/sure.html", "thanks that some have by mail")
def _(w):
    return w.get("tasks:take-thanks-back", done(wide(w, requirements=[], asks_first=False)).pk, by=w.kurt)


@state("tasks/door_list.html", "very long words")
def _(w):
    task = wide(w, requirements=[], places=6)
    come(task, party="school_class", party_name=LONG_WORD, people=5)
    return w.get("tasks:door-list", task.pk, by=w.kurt)


@state("challenges/page.html", "with a task, what came of it and thanks")
def _(w):
    task = wide(w, requirements=[], asks_first=False)
    done(task)
    return w.get("challenges:page", task.origin_id)
