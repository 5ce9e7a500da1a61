"""The states of plans over many times."""

from datetime import timedelta

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.rosters import actions, letters
from samspil.rosters.models import Roster
from samspil.rosters.queries import CANDIDATES_SHOWN
from samspil.tasks import actions as tasks
from tests.factories import make_person, viewer
from tests.rosters.making import computed, confirmed, make_drives, make_member, make_roster, slots_of
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state


def wide(w: World, times: int = 4) -> Roster:
    task = make_drives(by=w.kurt, times=times, title=LONG_WORD[:120], places=3, needed=2)
    roster = make_roster(by=w.kurt, task=task, title=LONG_WORD[:120], note=LONG_TEXT[:500])
    make_member(roster, name=f"{LONG_WORD[:60]} Anna", wishes={0: "gladly", 1: "can"}, at_most=1)
    make_member(roster, name="Bent", wishes={1: "can", 2: "rather_not"}, together=LONG_WORD[:80])
    make_member(roster, name="Carl", wishes={})
    return roster


def cancelled(w: World) -> Roster:
    """Confirmed, one has cancelled, and the plan is computed again."""
    roster = confirmed(wide(w))
    gone = roster.shifts.order_by("pk").first()
    tasks.cancel_sign_up(by=viewer(gone.member.person), sign_up_id=gone.sign_up_id)
    bent = roster.shifts.filter(member__person__actor__name="Bent").first()
    actions.take_off(by=viewer(w.kurt), shift_id=bent.pk)
    return computed(roster)


@state("rosters/list.html", "empty, for one who hosts nothing")
def _(w):
    return w.get("rosters:list", by=w.karen)


@state("rosters/list.html", "filled")
def _(w):
    confirmed(wide(w))
    return w.get("rosters:list", by=w.kurt)


@state("rosters/hosts.html", "for a coordinator")
def _(w):
    make_drives(by=w.kurt)
    wide(w)
    tasks.make_task(
        by=viewer(w.lene),
        host_id=w.unit.pk,
        title="Følg med på tur",
        does="Du går med.",
        contact_name="Lene",
        contact_phone="99 00 00 31",
        first_on=slots_of(Roster.objects.get())[0].starts_at.date(),
        starts_at="10:00",
        ends_at="12:00",
    )
    return w.get("rosters:make", by=w.birthe)


@state("rosters/people.html", "somebody without a way to be reached")
def _(w):
    return w.post("rosters:people", wide(w).pk, by=w.kurt, data={"name": CPR})


@state("rosters/people.html", "more known than are shown")
def _(w):
    roster = wide(w)
    for number in range(CANDIDATES_SHOWN + 1):
        make_person(f"{LONG_WORD[:40]} {number}", member_of=roster.host, speaks_for=False)
    return w.get("rosters:people", roster.pk, by=w.kurt)


@state("rosters/wishes.html", "many times, nothing said")
def _(w):
    roster = wide(w, times=14)
    member = roster.members.last()
    actions.edit_roster(by=viewer(w.kurt), roster_id=roster.pk, until_on=slots_of(roster)[-1].starts_at.date())
    return w.post("rosters:wishes", member.pk, by=w.kurt, data={"together": CPR})


@state("rosters/page.html", "a proposal with empty places")
def _(w):
    return w.get("rosters:page", computed(wide(w)).pk, by=w.kurt)


@state("rosters/page.html", "computed again after a cancellation")
def _(w):
    return w.get("rosters:page", cancelled(w).pk, by=w.kurt)


@state("rosters/place.html", "who can")
def _(w):
    roster = wide(w)
    return w.get("rosters:place", roster.pk, slots_of(roster)[0].pk, by=w.kurt)


@state("rosters/confirm.html", "somebody answered meanwhile", 409)
def _(w):
    roster = cancelled(w)
    return w.post("rosters:confirm", roster.pk, by=w.kurt, data={"expected_version": "1"})


@state("rosters/withdraw.html", "asks once more")
def _(w):
    return w.get("rosters:withdraw", wide(w).pk, by=w.kurt)


@state("rosters/paper.html", "on paper")
def _(w):
    return w.get("rosters:print", computed(wide(w)).pk, by=w.kurt)


@state("rosters/spent.html", "a link that is used up", 410)
def _(w):
    return w.get("rosters:wishes-by-link", "et-link-som-ikke-findes")


@state("rosters/wished.html", "thanks")
def _(w):
    roster = wide(w)
    member = roster.members.last()
    _link, token = OneTimeLink.issue(
        letters.PURPOSE, lasts=timedelta(days=1), person=member.person_id, payload={"member": member.pk}
    )
    return w.post("rosters:wishes-by-link", token, data={"declined": "on"})


@state("rosters/page.html", "some could come, but for a declaration")
def _(w):
    leader = w.lene
    task = tasks.make_task(
        by=viewer(leader),
        host_id=w.unit.pk,
        title=LONG_WORD[:120],
        does="Du læser højt.",
        contact_name="Lene",
        contact_phone="99 00 00 31",
        first_on=clock.today() + timedelta(days=9),
        starts_at="10:00",
        ends_at="12:00",
        insurance="municipal",
        requirements=["confidentiality"],
    )
    told = {"from_on": clock.today(), "until_on": clock.today() + timedelta(days=20), "task_ids": [str(task.pk)]}
    roster = actions.make_roster(by=viewer(leader), host_id=w.unit.pk, title="Læsning", **told)
    make_member(roster, name=f"{LONG_WORD[:60]} Anna")
    make_member(roster, name="Bent")
    return w.get("rosters:page", computed(roster).pk, by=leader)


@state("rosters/shifts.html", "one's own times, for a class")
def _(w):
    roster = wide(w)
    person = make_person("Mette")
    told = {"party": "school_class", "party_name": LONG_WORD[:100], "people": 2}
    member = actions.add_person(by=viewer(w.kurt), roster_id=roster.pk, name="Mette", email=person.email, **told)
    times = {str(slot.pk): "gladly" for slot in slots_of(roster)}
    actions.tell_wishes(by=viewer(person), member_id=member.pk, slots=times)
    confirmed(roster)
    _link, token = OneTimeLink.issue(
        letters.SHIFTS, lasts=timedelta(days=1), person=person.pk, payload={"member": member.pk}
    )
    return w.get("rosters:shifts-by-link", token)


@state("rosters/page.html", "worked out, half way")
def _(w):
    roster = wide(w)
    Roster.objects.filter(pk=roster.pk).update(working_since=clock.now(), progress=50)
    return w.get("rosters:page", roster.pk, by=w.kurt)
