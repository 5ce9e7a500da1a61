"""The tasks of the demo: made, signed up to by people with and without an account, done, and thanked for."""

from datetime import timedelta
from functools import partial

from samspil.actors import actions as actors
from samspil.actors.queries import leaders_of, viewer_of
from samspil.codetermination.actions import note_discussion
from samspil.codetermination.queries import committees
from samspil.demo.content.tasks import TASKS, ComingText, TaskText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer
from samspil.tasks import actions
from samspil.tasks.models import SignUp, Slot, Task

FACTS = (
    "kind title does does_not for_whom address shape gains skills youngest criteria_reason expenses insurance "
    "insurance_note asks_first places needed"
)


def plan(loader: Loader) -> None:
    for text in TASKS:
        loader.plan(text.days_ago, make, loader, text)


def make(loader: Loader, text: TaskText) -> None:
    today = clock.today()
    period = text.shape == "period"
    first_on = today + timedelta(days=text.first_in)
    if text.weekday:
        first_on += timedelta(days=(text.weekday - first_on.isoweekday()) % 7)
    task = actions.make_task(
        by=loader.viewer(text.by),
        host_id=loader.actors[text.host].pk,
        origin_id=loader.challenges[text.challenge].pk if text.challenge else None,
        **{name: getattr(text, name) for name in FACTS.split()},
        contact_name=text.contact[0],
        contact_phone=text.contact[1],
        place=text.place,
        requirements=list(text.requirements),
        criteria=list(text.criteria),
        access=list(text.access),
        recurrence=text.rule,
        first_on=first_on,
        until_on=today + timedelta(days=text.until_in) if text.until_in else None,
        starts_at=None if period else text.starts,
        ends_at=None if period else text.ends,
        may_replace_paid_work=text.paid_work,
    )
    if text.med_note:
        loader.later(text.days_ago - 0.5, partial(discuss, loader, task, text.med_note))
    rows: list[tuple[SignUp, ComingText]] = []
    for coming in text.coming:
        loader.later(coming.days_ago, partial(come, loader, task, coming, rows))
    if text.thanks:
        done = text.days_ago - text.first_in - 1
        loader.later(done, partial(finish, loader, text, task, rows))


def discuss(loader: Loader, task: Task, note: str) -> None:
    """MED has talked about it: until then nobody could sign up."""
    item = task.subject.med_items.select_related("unit").get()
    leader = viewer_of(leaders_of(item.unit)[0])
    committee = item.committee_id or committees()[0].pk
    note_discussion(by=leader, item_id=item.pk, discussed_on=clock.today(), note=note, committee_id=committee)


def who(loader: Loader, key: str) -> Viewer:
    """Somebody we know, or a guest with an address of their own."""
    if key in loader.people:
        return loader.viewer(key)
    person = actors.register_person(name=key, email=f"{key.lower().replace('ø', 'oe')}@post.example")
    return viewer_of(person)


def come(loader: Loader, task: Task, text: ComingText, rows: list[tuple[SignUp, ComingText]]) -> None:
    slot = first_ahead(task)
    row = actions.sign_up(
        by=who(loader, text.by),
        slot_id=slot.pk,
        speaks_as=loader.actors[text.actor].pk if text.actor else None,
        party=text.party,
        party_name=text.party_name,
        people=text.people,
        note=text.note,
    )
    if text.members:
        row = actions.change_people(by=who(loader, text.by), sign_up_id=row.pk, member_ids=put_on_list(loader, text))
    rows.append((row, text))


def put_on_list(loader: Loader, text: ComingText) -> list[str]:
    """The association's own list, by the one who speaks for it."""
    chair, association = loader.viewer(text.by), loader.actors[text.actor]
    taken_in = [
        actions.take_in_member(by=chair, actor_id=association.pk, name=name, email=f"{name.lower()}@post.example")
        for name in text.members
    ]
    return [str(member.person_id) for member in taken_in]


def first_ahead(task: Task) -> Slot:
    return task.slots.filter(ends_at__gt=clock.now()).order_by("starts_at")[0]


def finish(loader: Loader, text: TaskText, task: Task, rows: list[tuple[SignUp, ComingText]]) -> None:
    """The day after: who was there, their own hours, and the thanks."""
    slot_id = rows[0][0].slot_id
    host = loader.viewer(text.by)
    actions.mark_done(by=host, slot_id=slot_id, came={str(row.pk): coming.came for row, coming in rows})
    for row, coming in rows:
        if coming.hours:
            actions.note_hours(by=viewer_of(row.person), sign_up_id=row.pk, hours=coming.hours)
    actions.thank(by=host, slot_id=slot_id, words=text.thanks)
