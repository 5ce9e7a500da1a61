from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.agreements import letters, personal_data, queries
from samspil.foundation.hooks import (
    Boundaries,
    Capability,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
    Waits,
)


def agreed_by(request, actor) -> dict:
    """What an association or a unit has agreed on, as far as the viewer may read it. One query."""
    is_unit = actor.kind == "unit"
    return {
        "agreements": queries.of_actor(actor, request.viewer),
        "is_unit": is_unit,
        "may_make": is_unit and rules.has_perm("agreements.make", request.viewer, actor.unit),
    }


def my_agreements(request, _actor) -> dict:
    viewer = request.viewer
    return {
        "agreements": queries.of_oneself(viewer),
        "may_list": viewer.is_staff or bool(viewer.speaks_for),
    }


def rules_there(_request, task) -> dict:
    """What holds in the unit that hosts a task, beside the municipality's frame. One query, none for an association."""
    unit = getattr(task.host, "unit", None)
    return {"unit": unit, "has_rules": unit is not None and queries.newest_rules(unit) is not None}


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Rammen for frivillige"),
            url_name="agreements:frame",
            section="agreements",
            order=36,
            place="volunteers",
        )
    ],
    kinds=[
        SubjectKind(kind="frame", label=_("Ramme"), url_name="agreements:text"),
        SubjectKind(kind="ground_rules", label=_("Spilleregler"), url_name="agreements:text", name="groundrules"),
        SubjectKind(kind="agreement", label=_("Aftale"), url_name="agreements:page"),
    ],
    panels=[
        Panel(kind="task", place="aside", order=20, template="agreements/panel_task.html", context=rules_there),
        Panel(kind="actor", place="main", order=40, template="agreements/panel_actor.html", context=agreed_by),
        Panel(kind="actor", place="me", order=35, template="agreements/panel_me.html", context=my_agreements),
    ],
    phrases=[
        Phrase(verb="agreements.frame_published", text=_("%(who)s gjorde rammen gældende")),
        Phrase(verb="agreements.rules_published", text=_("%(who)s gjorde spillereglerne gældende")),
        Phrase(verb="agreements.made", text=_("%(who)s skrev en aftale"), is_public=False),
        Phrase(verb="agreements.edited", text=_("%(who)s rettede aftalen"), is_public=False),
        Phrase(verb="agreements.offered", text=_("%(who)s sendte aftalen til begge sider"), is_public=False),
        Phrase(verb="agreements.accepted", text=_("%(who)s sagde ja til aftalen"), is_public=False),
        Phrase(verb="agreements.declined", text=_("%(who)s sagde nej til aftalen"), is_public=False),
        Phrase(verb="agreements.change_asked", text=_("%(who)s bad om en ændring i aftalen"), is_public=False),
        Phrase(verb="agreements.reviewed", text=_("%(who)s så på aftalen igen"), is_public=False),
        Phrase(verb="agreements.ended", text=_("%(who)s stoppede aftalen"), is_public=False),
        Phrase(verb="agreements.dropped", text=_("%(who)s smed en kladde væk"), is_public=False),
    ],
    schedules=[Schedule(name="agreements.remind", every=timedelta(hours=24), run=letters.remind)],
    capabilities=[
        Capability(
            id="C67",
            url_name="agreements:frame",
            label=_("Rammen, de lokale spilleregler og aftaler med plads til grænsen mellem frivillige og ansatte"),
        ),
        Capability(
            id="C65",
            url_name="agreements:frame",
            label=_("Aftaler med foreninger og med enkelte personer, samlet hos frivilligkoordinatoren"),
        ),
    ],
    waits=[Waits(label=_("Aftale"), of=queries.waiting_for)],
    boundaries=[Boundaries(label=_("Aftaler med frivillige"), of=queries.at_the_boundary)],
    personal_data=[
        PersonalData(label=_("Dine aftaler"), export=personal_data.export, erase=personal_data.erase),
    ],
)
