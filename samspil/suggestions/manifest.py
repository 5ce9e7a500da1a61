from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.suggestions import actions, embedding, queries


def who_could_help(_request, about) -> dict:
    """Found once the page stands: the engine must not hold up a page, and costs it no query."""
    return {"is_open": getattr(about, "withdrawn_at", None) is None}


def how_it_went(request, resource) -> dict:
    """Who came because of it: for coordinators and those who provide it, also behind their letter. One query."""
    viewer = getattr(request, "keeper", request.viewer)
    if not rules.has_perm("suggestions.view_counts", viewer, resource):
        return {"may_view": False}
    is_own = rules.has_perm("suggestions.view_own_counts", viewer, resource)
    steps, reasons = queries.counts_of(resource, is_own=is_own)
    return {"may_view": True, "steps": steps, "reasons": reasons, "is_own": is_own}


def asks_how_it_went(_request, resource) -> dict:
    """Whoever went there, or sent somebody, finds the way back to say so. No query."""
    return {"is_open": resource.is_active and resource.withdrawn_at is None}


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Hvorfor ikke?"), url_name="suggestions:why-not", section="suggestions", order=20, place="foot"
        ),
    ],
    kinds=[SubjectKind(kind="concept", label=_("Ord"), is_searchable=False, name="extraconcept")],
    panels=[
        *(
            Panel(
                kind=kind,
                place="aside",
                order=15,
                template="suggestions/panel.html",
                context=who_could_help,
            )
            for kind in ("challenge", "proposal", "task")
        ),
        Panel(
            kind="resource", place="aside", order=30, template="suggestions/tell_panel.html", context=asks_how_it_went
        ),
        Panel(
            kind="resource", place="provider", order=40, template="suggestions/counts_panel.html", context=how_it_went
        ),
    ],
    phrases=[
        Phrase(verb="suggestions.word_added", text=_("%(who)s tilføjede et ord"), is_public=False),
        Phrase(verb="suggestions.word_edited", text=_("%(who)s rettede et ord"), is_public=False),
        Phrase(verb="suggestions.word_removed", text=_("%(who)s fjernede et ord"), is_public=False),
    ],
    # Nothing is kept here about anybody; but what they wrote may be suggested, and is found by its words.
    personal_data=[
        PersonalData(label=_("Ord, som søgningen finder det ved"), export=lambda _person: [], erase=actions.erase)
    ],
    schedules=[Schedule(name="suggestions.embed", every=timedelta(minutes=1), run=embedding.embed_changed)],
    capabilities=[
        Capability(
            id="C03",
            url_name="suggestions:why-not",
            label=_("Først det, et menneske kan lide og kan. Så fællesskaberne"),
            is_whole=False,
            note=_("Borgerens egen plan kommer senere"),
        ),
        Capability(
            id="C16",
            url_name="suggestions:why-not",
            label=_("Hvorfor ikke lystfiskerne? Forslag til nogen, ingen har tænkt på, med grunde"),
        ),
        Capability(
            id="C47",
            url_name="knowledge:list",
            label=_("Søg i andres erfaringer, også når de bruger andre ord"),
        ),
    ],
)
