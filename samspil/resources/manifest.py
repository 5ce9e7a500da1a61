from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.resources import actions, cards, letters, personal_data, queries


def offers_and_wishes(request, actor) -> dict:
    """What an actor offers and needs, in at most six queries, and few for those who have neither."""
    viewer = request.viewer
    resources = queries.with_labels(queries.of_provider(actor, viewer))
    wishes = queries.with_pledges(queries.wishes_of_provider(actor, viewer), viewer)
    return {
        "rows": cards.rows(resources, viewer),
        "wishes": cards.wish_cards(wishes, viewer),
        "may_wish": viewer.is_known and rules.has_perm("resources.wish_as", viewer, actor),
    }


def my_resources(request, _actor) -> dict:
    return {"resources": queries.kept_by(request.viewer)}


# Other apps may put a panel on "resource" at the place "provider": only those who keep the resource see it, also behind
# the link of the yearly letter (``request.keeper`` holds it). There stands who came because of it.
manifest = Manifest(
    navigation=[NavigationItem(label=_("Fællesskaber"), url_name="resources:list", section="resources", order=45)],
    kinds=[
        SubjectKind(
            kind="resource",
            label=_("Fællesskab eller tilbud"),
            url_name="resources:page",
            may_illustrate="resources.edit",
        ),
        SubjectKind(kind="wish", label=_("Ønske om hjælp")),
        SubjectKind(
            kind="wish_pledge", label=_("Hjælp til et ønske"), name="wishpledge", published=actions.pledge_published
        ),
    ],
    panels=[
        Panel(kind="actor", place="main", order=20, template="resources/panel_actor.html", context=offers_and_wishes),
        Panel(kind="actor", place="me", order=25, template="resources/panel_me.html", context=my_resources),
    ],
    phrases=[
        Phrase(verb="resources.registered", text=_("%(who)s fortalte om %(title)s")),
        Phrase(verb="resources.edited", text=_("%(who)s rettede %(title)s"), is_public=False),
        Phrase(verb="resources.confirmed", text=_("%(who)s sagde, at det stadig passer")),
        Phrase(verb="resources.ended", text=_("%(title)s findes ikke længere"), news="stage"),
        Phrase(verb="resources.withdrawn", text=_("%(who)s tog det tilbage"), is_public=False),
        Phrase(verb="resources.wished", text=_("%(who)s har brug for: %(title)s")),
        Phrase(verb="resources.pledged", text=_("%(who)s vil hjælpe: %(title)s")),
        Phrase(verb="resources.fulfilled", text=_("De fik, hvad de havde brug for: %(title)s")),
        Phrase(verb="resources.wish_withdrawn", text=_("%(who)s tog et ønske tilbage"), is_public=False),
        Phrase(verb="resources.pledge_withdrawn", text=_("%(who)s tog sin hjælp tilbage"), is_public=False),
        Phrase(verb="resources.area_set", text=_("%(who)s rettede et område"), is_public=False),
        Phrase(verb="resources.area_removed", text=_("%(who)s fjernede et område"), is_public=False),
        Phrase(verb="resources.codes_brought", text=_("%(who)s hentede koder ind"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="resource", verb=actions.register_resource, label=_("det, du fortæller om"), text_field="title"
        ),
        Confirmable(name="wish_pledge", verb=actions.pledge_to_wish, label=_("din hjælp"), text_field="body"),
    ],
    schedules=[
        Schedule(name="resources.ask_all", every=timedelta(hours=24), run=letters.ask_all),
        Schedule(name="resources.find_next_days", every=timedelta(hours=6), run=actions.find_next_days),
    ],
    capabilities=[
        Capability(
            id="C03",
            url_name="resources:list",
            label=_("Alt det, man kan være med i, og det, fællesskaberne selv har brug for"),
            is_whole=False,
            note=_("Borgerens egen plan kommer senere"),
        )
    ],
    match_sources=[MatchSource(kind="resource", documents=queries.match_documents, helps=True)],
    personal_data=[
        PersonalData(
            label=_("Det, du har fortalt om fællesskaber og tilbud"),
            export=personal_data.export,
            erase=personal_data.erase,
        )
    ],
)
