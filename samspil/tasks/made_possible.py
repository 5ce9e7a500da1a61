"""What tasks bring to the pages of others: the sums of what was done (C69), and mentors on the page of work (C88)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import ngettext

from samspil.foundation.models import Audience, Theme, may_read
from samspil.foundation.viewer import Viewer
from samspil.tasks import cards, queries
from samspil.tasks.models import FEW, Party, SignUp, Task, TaskKind

MOST_MENTORS = 6


def figures(viewer: Viewer, theme: str, area: int | None) -> Iterable[tuple[int, Any]]:
    """Times that were carried out, and how many took part: single people only when they are five or more, rounded down
    to whole fives, so that no two numbers tell of few. Hours are private and not counted. One query.
    """
    rows = SignUp.objects.filter(may_read(viewer, "slot__task__subject__"), came__gt=0)
    rows = rows.filter(slot__task__subject__audience=Audience.PUBLIC, slot__task__withdrawn_at=None)
    if theme:
        rows = rows.filter(slot__task__subject__root__challenge__theme=theme)
    if area:
        rows = rows.filter(slot__task__area=area)
    slots: set[Any] = set()
    parties: dict[str, dict[tuple[Any, ...], int]] = {}
    grouped = rows.order_by().values_list("slot", "party", "person", "actor", "party_name").annotate(most=Max("came"))
    for slot, party, person, actor, name, most in grouped:
        slots.add(slot)
        who = (actor,) if actor else (person, name)
        there = parties.setdefault(party, {})
        there[who] = max(there.get(who, 0), most)
    people = sum(sum(there.values()) for there in parties.values())
    associations, companies = (len(parties.get(party, ())) for party in (Party.ASSOCIATION, Party.COMPANY))
    told = [
        (len(slots), ngettext("gang, en opgave blev gjort", "gange, en opgave blev gjort", len(slots))),
        (associations, ngettext("forening var med", "foreninger var med", associations)),
        (companies, ngettext("virksomhed var med", "virksomheder var med", companies)),
    ]
    rounded = people // FEW * FEW
    return [*told, (rounded, ngettext("menneske var med, mindst", "mennesker var med, mindst", rounded))]


def mentors(request, _place) -> dict[str, Any]:
    """The open tasks that help somebody on to work or education: mentors, and what hangs on such a challenge."""
    is_work = Q(kind=TaskKind.MENTOR) | Q(subject__root__challenge__theme=Theme.EMPLOYMENT)
    tasks: list[Task] = list(queries.tasks_for(request.viewer).filter(is_work)[:MOST_MENTORS])
    return {"rows": cards.rows(queries.with_slots(tasks, most=1), request.viewer) if tasks else []}
