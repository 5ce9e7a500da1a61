"""What is known of a task before anybody writes it, so that a page becomes a task in two presses.

Whatever stands here may be published as it is. So the story of a challenge, told by somebody about themselves, is not
taken over, and a number only from those who show theirs to everybody.
"""

from datetime import time, timedelta
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.models import Actor, ContactVisibility, Person, Sphere
from samspil.actors.queries import possible_hosts
from samspil.foundation import clock, hooks
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Resource
from samspil.tasks.models import BODY_LENGTH, TITLE_LENGTH, Insurance, TaskKind, TaskShape

NO_HOSTS = ("body",)  # councils and committees decide; they have no tasks to give
OF_WISH = {"drivers": TaskKind.TRANSPORT, "treasurer": TaskKind.BOARD}
SAID_IN = ("what", "body", "description")  # where a page says what is to be done
BEHIND = ("provider", "unit")  # whose page it is


def known(origin: Subject | None, viewer: Viewer, hosts: list[Actor] | None = None) -> dict[str, Any]:
    """What the form holds when it opens. ``hosts`` are those the viewer may choose among."""
    hosts = possible_hosts(viewer, but=NO_HOSTS) if hosts is None else hosts
    about = hooks.thing(origin) if origin else None
    place = resource_of(about)
    host = host_of(about, place, hosts, viewer)
    found: dict[str, Any] = {
        "kind": TaskKind.TASK,
        "shape": TaskShape.ONCE,
        "first_on": clock.today() + timedelta(days=14),
        "starts_at": time(10),
        "ends_at": time(12),
        "places": 2,
        "needed": 1,
        "host_id": str(host.pk) if host else "",
        "insurance": insurance_of(host),
        **contact(place, host, viewer),
    }
    return found | (told(origin, about, place) if origin else {})


def resource_of(about: Any) -> Resource | None:
    return about if isinstance(about, Resource) else getattr(about, "resource", None)


def host_of(about: Any, place: Resource | None, hosts: list[Actor], viewer: Viewer) -> Actor | None:
    """Whoever stands behind the page, where the viewer may speak of tasks for them; else one of the viewer's own, a
    unit before anything else.
    """
    may = {actor.pk: actor for actor in hosts}
    for each in (about, place):
        for name in BEHIND:
            if found := may.get(getattr(each, f"{name}_id", None)):
                return found
    own = {*viewer.speaks_for, *(grant.scope for grant in viewer.grants if grant.scope)}
    mine = sorted((actor for actor in hosts if actor.pk in own), key=lambda actor: actor.kind != "unit")
    return next(iter(mine or hosts), None)


def insurance_of(host: Actor | None) -> Insurance:
    return Insurance.MUNICIPAL if host and host.sphere == Sphere.MUNICIPALITY else Insurance.ASSOCIATION


def contact(place: Resource | None, host: Actor | None, viewer: Viewer) -> dict[str, str]:
    """The contact of the fellowship it comes out of, where everybody may read it; else whoever writes."""
    if place and place.contact_visibility == ContactVisibility.PUBLIC and place.contact_name and place.contact_phone:
        return {"contact_name": place.contact_name, "contact_phone": place.contact_phone}
    me = Person.objects.select_related("actor").filter(pk__in=[viewer.person_id]).first()
    is_known = host is not None and (
        host.pk in viewer.speaks_for or host.contact_visibility == ContactVisibility.PUBLIC
    )
    phone = (me.phone if me else "") or (host.phone if host and is_known else "")
    return {"contact_name": me.name if me else "", "contact_phone": phone}


def told(origin: Subject, about: Any, place: Resource | None) -> dict[str, Any]:
    """The words, the place and the kind. A question is no task, so a challenge is told in our words."""
    facts = {
        "title": origin.title[:TITLE_LENGTH],
        "does": next((said for name in SAID_IN if (said := getattr(about, name, ""))), origin.title)[:BODY_LENGTH],
        "place": origin.place or (place.place if place else ""),
        "area_id": str(place.area_id or "") if place else "",
        "kind": OF_WISH.get(getattr(about, "kind", ""), TaskKind.TASK),
    }
    if origin.kind == "challenge":
        facts["title"] = Truncator(_("Vær med: %s") % origin.title).chars(TITLE_LENGTH)
        said = _("Vi søger nogen, der vil hjælpe med det her: %s\n\nRing først, og hør, hvad du kan gøre.")
        facts["does"] = said % origin.title
    return facts
