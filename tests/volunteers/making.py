"""People who like to be asked, for the tests of this app."""

import re
from typing import Any

from samspil.actors.models import Person
from samspil.foundation.models import OutgoingMail
from samspil.tasks.models import Task
from samspil.volunteers import actions
from samspil.volunteers.models import Ask, Profile
from tests.factories import make_person, viewer


def make_profile(person: Person | None = None, **facts: Any) -> Profile:
    facts.setdefault("can", "Cykler gerne med rickshaw og kan lide at være ude i naturen.")
    return actions.save_profile(by=viewer(person or make_person()), **facts)


def ask(task: Task, *profiles: Profile, by: Person, actors: Any = ()) -> list[Ask]:
    done = actions.ask(
        by=viewer(by), task_id=task.pk, people=[row.person_id for row in profiles], actors=[row.pk for row in actors]
    )
    return done.asked


def letters_to(address: str | None) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=address, title__startswith="Har du lyst").order_by("created_at", "pk"))


def path_in(letter: OutgoingMail) -> str:
    """The path of the link to answer."""
    return re.search(r"(/vil-du-spoerges/\S+)", letter.text)[1]
