"""Those who like to be asked, in the demo: their profiles, whom the hosts asked, and what they answered."""

from datetime import date, timedelta
from functools import partial

from samspil.demo.content.volunteers import ASKS, PROFILES, AskText, VolunteerText
from samspil.demo.story import Loader
from samspil.demo.tasks import who
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Area
from samspil.tasks.models import Task
from samspil.volunteers import actions
from samspil.volunteers.models import Ask

PLAIN = ("can", "kinds", "place", "reach_km", "days", "times", "drives", "languages", "lived", "lived_seen_by")


def plan(loader: Loader) -> None:
    for text in PROFILES:
        loader.plan(text.days_ago, offer, loader, text)
    for asked in ASKS:
        loader.plan(asked.days_ago, ask, loader, asked)


def offer(loader: Loader, text: VolunteerText) -> None:
    by = who(loader, text.by)
    area = Area.objects.filter(name=text.area).first()
    actions.save_profile(
        by=by,
        **{name: getattr(text, name) for name in PLAIN},
        area_id=area.pk if area else None,
        most_a_month=text.often,
        hosts_may_ask=text.hosts,
    )
    if text.quiet_for or text.pauses:
        until = loader.now.date() + timedelta(days=text.quiet_for) if text.quiet_for else None
        # They said so lately: a day that far ahead stands in the letters of this month.
        loader.later(5, partial(rest, by, until))


def rest(by: Viewer, until: date | None) -> None:
    actions.rest(by=by, until=until)


def ask(loader: Loader, text: AskText) -> None:
    task = Task.objects.get(title=text.task)
    people = {name: who(loader, name) for name in text.answers}
    clubs = {name: loader.actors[name] for name in text.clubs}
    actions.ask(
        by=loader.viewer(text.by),
        task_id=task.pk,
        people=[str(viewer.person_id) for viewer in people.values()],
        actors=[str(actor.pk) for actor in clubs.values()],
    )
    for name, said in text.answers.items():
        if said:
            row = Ask.objects.filter(task=task, person=people[name].person_id).first()
            loader.later(text.days_ago - 1, partial(answer, people[name], row, said))

    for name, said in text.clubs.items():
        row = Ask.objects.filter(task=task, actor=clubs[name].pk).first()
        # By the link in the letter to whoever opens the post there.
        by = Viewer(actor_id=clubs[name].pk, speaks_for=frozenset({clubs[name].pk}))
        loader.later(text.days_ago - 1, partial(answer, by, row, said))


def answer(by: Viewer, row: Ask | None, said: str) -> None:
    if row is None:
        return  # over the limit that month, so never asked
    until = clock.today() + timedelta(days=60) if said == "later" else None
    actions.answer(by=by, ask_id=row.pk, answer=said, until=until)
