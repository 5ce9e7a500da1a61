from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.company_pledges import actions, contacts, queries
from samspil.company_pledges.rules import COMPANIES
from samspil.foundation.hooks import (
    Boundaries,
    Capability,
    Figures,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.foundation.models import Theme


def promised_by(request, actor) -> dict:
    """What a company promises, on its page. One query, and none on other pages."""
    if actor.kind not in COMPANIES:
        return {"pledges": []}
    return {"pledges": queries.of_actor(actor, request.viewer), "speaks": actor.pk in request.viewer.speaks_for}


def about_work(request, _place) -> dict:
    """What companies promise about work and education and can be used now, for the page of that area (C88)."""
    found = queries.pledges(request.viewer, queries.Filters(theme=Theme.EMPLOYMENT, state="nu"))
    return {"pledges": list(found.filter(theme=Theme.EMPLOYMENT)[:6])}


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Virksomheder hjælper"),
            url_name="company_pledges:list",
            section="company_pledges",
            order=34,
            place="volunteers",
        )
    ],
    kinds=[
        SubjectKind(
            kind="company_pledge",
            label=_("Løfte fra en virksomhed"),
            url_name="company_pledges:page",
            name="companypledge",
        )
    ],
    panels=[
        Panel(kind="actor", place="main", order=30, template="company_pledges/panel.html", context=promised_by),
        Panel(
            kind="employment",
            place="main",
            order=30,
            template="company_pledges/panel_employment.html",
            context=about_work,
        ),
    ],
    phrases=[
        Phrase(verb="company_pledges.promised", text=_("%(who)s lovede noget: %(title)s")),
        Phrase(verb="company_pledges.edited", text=_("%(who)s rettede løftet")),
        Phrase(verb="company_pledges.used", text=_("%(who)s gav noget af det, de lovede: %(title)s")),
        Phrase(verb="company_pledges.use_confirmed", text=_("%(who)s bekræftede, at de fik det")),
        Phrase(
            verb="company_pledges.use_corrected", text=_("%(who)s rettede, hvor meget der blev brugt"), is_public=False
        ),
        Phrase(verb="company_pledges.use_removed", text=_("Noget blev taget af listen igen"), is_public=False),
        Phrase(
            verb="company_pledges.contact_named", text=_("%(who)s gav virksomheden et link til timer"), is_public=False
        ),
        Phrase(verb="company_pledges.contact_forgotten", text=_("%(who)s tog linket til timer væk"), is_public=False),
        Phrase(verb="company_pledges.ended", text=_("%(who)s afsluttede løftet")),
        Phrase(verb="company_pledges.withdrawn", text=_("%(who)s tog løftet tilbage"), is_public=False),
    ],
    capabilities=[
        Capability(
            id="C26",
            url_name="company_pledges:list",
            label=_("Det lover virksomheder: timer, viden, lokaler, kørsel og udstyr, og det, der er brugt"),
        )
    ],
    schedules=[Schedule(name="company_pledges.forget_contacts", every=timedelta(hours=24), run=contacts.forget_old)],
    boundaries=[Boundaries(label=_("Løfter fra virksomheder"), of=queries.at_the_boundary)],
    figures=[Figures(order=20, of=queries.figures)],
    match_sources=[MatchSource(kind="company_pledge", documents=queries.match_documents, helps=True)],
    personal_data=[
        PersonalData(label=_("Det, du har lovet for en virksomhed"), export=actions.export, erase=actions.erase)
    ],
)
