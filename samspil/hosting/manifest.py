from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, Panel, Phrase, Schedule
from samspil.hosting import actions
from samspil.hosting.views import permissions


def host_box(request, challenge) -> dict:
    return {"challenge": challenge, **permissions(request, challenge)}


manifest = Manifest(
    panels=[Panel(kind="challenge", place="aside", order=10, template="hosting/panel.html", context=host_box)],
    phrases=[
        Phrase(verb="hosting.appointed", text=_("Siden fik en mødeleder"), news="stage"),
        Phrase(verb="hosting.offered", text=_("%(who)s vil være mødeleder næste gang")),
        Phrase(verb="hosting.next_named", text=_("%(who)s fandt den næste mødeleder")),
        Phrase(verb="hosting.declined", text=_("%(who)s kunne ikke være mødeleder næste gang"), is_public=False),
        Phrase(verb="hosting.handed_over", text=_("Mødeledelsen gik videre"), news="stage"),
    ],
    schedules=[Schedule(name="hosting.rotate", every=timedelta(days=1), run=actions.rotate_hosts)],
    capabilities=[
        Capability(
            id="C76",
            url_name="challenges:list",
            label=_("Mødeledelsen går på omgang, og alle, der er med, har de samme rettigheder"),
        ),
    ],
)
