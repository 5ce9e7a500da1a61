from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Manifest, Panel, PersonalData, Phrase, Schedule
from samspil.safeguards import actions, letters, queries


def mine(request, _actor) -> dict:
    """What is asked of oneself; one query, and one more for those who may be responsible for others."""
    viewer = request.viewer
    may_read = rules.has_perm("safeguards.read", viewer)
    return {"rows": queries.of_oneself(viewer), "is_responsible": may_read and bool(queries.hosts_of(viewer))}


def declarations(request, actor) -> dict:
    """What an association declares, for those it concerns. One query, and none for everybody else."""
    viewer = request.viewer
    may = {
        f"may_{what}": rules.has_perm(f"safeguards.{perm}", viewer, actor)
        for what, perm in (("declare", "declare"), ("ask", "ask_declaration"), ("require", "require"))
    }
    return {**may, "declared": queries.declared_of(actor, viewer) if any(may.values()) else []}


def where_to_ask(request, _actor) -> dict:
    if not request.viewer.holds("coordinator"):
        return {"units": []}
    return {"units": [host for host in queries.hosts_of(request.viewer) if host.kind == "unit"]}


# No navigation: only those responsible have anything here, and they find it on their own page.
manifest = Manifest(
    panels=[
        Panel(kind="actor", place="me", order=40, template="safeguards/panel_me.html", context=mine),
        Panel(kind="actor", place="aside", order=40, template="safeguards/panel_actor.html", context=declarations),
        Panel(kind="actor", place="person", order=40, template="safeguards/panel_person.html", context=where_to_ask),
    ],
    phrases=[
        Phrase(verb="safeguards.required", text=_("%(who)s bad om en attest eller et kursus"), is_public=False),
        Phrase(verb="safeguards.ordered", text=_("%(who)s satte den i gang"), is_public=False),
        Phrase(verb="safeguards.seen", text=_("%(who)s så den"), is_public=False),
        Phrase(verb="safeguards.declaration_asked", text=_("%(who)s bad %(title)s om en erklæring"), is_public=False),
        Phrase(verb="safeguards.declared", text=_("%(title)s erklærede for året"), is_public=False),
        Phrase(verb="safeguards.dropped", text=_("%(who)s fjernede en attest eller et kursus"), is_public=False),
    ],
    schedules=[Schedule(name="safeguards.remind", every=timedelta(hours=24), run=letters.remind)],
    personal_data=[
        PersonalData(
            label=_("Dine attester og kurser"),
            export=actions.export,
            erase=actions.erase,
            doubles=("safeguards.Safeguard",),
        ),
    ],
)
