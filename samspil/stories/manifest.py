from datetime import timedelta
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.foundation.models import Audience
from samspil.stories import actions, gains, letters, personal_data, queries
from samspil.stories.models import ABOUT_KINDS, Gain
from samspil.stories.views import after_telling


def told_here(request, about) -> dict[str, Any]:
    """The stories about a page, and the way to tell one. One query; on a task or a practice also what it gives."""
    if about.subject.audience != Audience.PUBLIC or getattr(about, "withdrawn_at", None):
        return {"is_shown": False}
    takes_gains = about.subject.kind in gains.BENEFIT_KINDS
    said = queries.benefits_on(about.subject) if takes_gains else []
    told = queries.about_page(about.subject, request.viewer)
    return {
        "is_shown": True,
        "stories": told,
        "is_at_work": any(story.work_unit_id for story in told),
        "gains": queries.gains_in_words(said),
        "words": [row for row in said if row.gain == Gain.OWN],
        "may_say": takes_gains and rules.has_perm("benefits.say", request.viewer, about),
    }


def in_stories(request, _actor) -> dict[str, Any]:
    return {"consents": queries.consents_of(request.viewer)[:5]}


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Historier"), url_name="stories:list", section="stories", order=26, place="volunteers"),
        NavigationItem(
            label=_("Det gør frivillige muligt"),
            url_name="stories:possible",
            section="stories",
            order=27,
            place="volunteers",
        ),
        NavigationItem(
            label=_("Det tilbyder kommunen dig som frivillig"),
            url_name="stories:offers",
            section="stories",
            order=28,
            place="volunteers",
        ),
        NavigationItem(
            label=_("Job og mentorer"), url_name="stories:employment", section="stories", order=29, place="volunteers"
        ),
        NavigationItem(label=_("Arbejd med os"), url_name="stories:work", section="stories", order=80, place="foot"),
    ],
    kinds=[
        SubjectKind(kind="story", label=_("Historie"), url_name="stories:page"),
        SubjectKind(
            kind="volunteer_offer",
            label=_("Tilbud til frivillige"),
            url_name="stories:offer",
            name="volunteeroffer",
        ),
    ],
    panels=[
        *(
            Panel(kind=kind, place="aside", order=60, template="stories/panel.html", context=told_here)
            for kind in ABOUT_KINDS
        ),
        Panel(kind="actor", place="me", order=40, template="stories/panel_me.html", context=in_stories),
    ],
    phrases=[
        Phrase(verb="stories.told", text=_("%(who)s fortalte en historie: %(title)s")),
        # Who is in a story, and what they have said, stands on no page.
        Phrase(verb="stories.edited", text=_("%(who)s rettede historien"), is_public=False),
        Phrase(verb="stories.pictured", text=_("%(who)s satte et billede på historien"), is_public=False),
        Phrase(verb="stories.unpictured", text=_("%(who)s tog billedet af historien"), is_public=False),
        Phrase(verb="stories.person_named", text=_("%(who)s nævnte en mere"), is_public=False),
        Phrase(verb="stories.person_dropped", text=_("%(who)s tog en ud af historien"), is_public=False),
        Phrase(verb="stories.asked", text=_("%(who)s spurgte igen"), is_public=False),
        Phrase(verb="stories.answered", text=_("%(who)s svarede"), is_public=False),
        Phrase(verb="stories.taken_back", text=_("%(who)s tog sit ja tilbage"), is_public=False),
        Phrase(verb="stories.consent_noted", text=_("%(who)s skrev et svar ned"), is_public=False),
        Phrase(verb="stories.withdrawn", text=_("%(who)s trak historien tilbage"), is_public=False),
        Phrase(verb="stories.shown_at_work", text=_("%(who)s viser historien for dem, der søger arbejde")),
        Phrase(verb="stories.ended_at_work", text=_("%(who)s tog den af »Arbejd med os«"), is_public=False),
        Phrase(verb="stories.gains_said", text=_("%(who)s fortalte, hvad det giver")),
        Phrase(verb="stories.gain_removed", text=_("%(who)s tog noget tilbage"), is_public=False),
        Phrase(verb="stories.offer_added", text=_("%(who)s satte det på siden")),
        Phrase(verb="stories.offer_edited", text=_("%(who)s rettede, hvad der står")),
        Phrase(verb="stories.offer_confirmed", text=_("%(who)s bekræftede, at det passer")),
        Phrase(verb="stories.offer_moved", text=_("%(who)s flyttede det på siden"), is_public=False),
        Phrase(verb="stories.offer_removed", text=_("%(who)s tog det af siden"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="story", verb=actions.tell_story, label=_("din historie"), text_field="body", steps=after_telling
        )
    ],
    schedules=[
        Schedule(name="stories.keep_time", every=timedelta(hours=1), run=letters.keep_time),
        Schedule(name="stories.ask_about_offers", every=timedelta(hours=24), run=letters.ask_about_offers),
    ],
    personal_data=[
        PersonalData(
            label=_("Historier, du har fortalt eller er med i"),
            export=personal_data.export,
            erase=personal_data.erase,
        )
    ],
    capabilities=[
        Capability(
            id="C51",
            url_name="stories:work",
            label=_("Ansatte fortæller dem, der søger arbejde, hvad teknologi har gjort ved arbejdet"),
        ),
        Capability(
            id="C61",
            url_name="stories:offers",
            label=_("Det tilbyder kommunen dig som frivillig: én kontakt, penge, lokaler, kurser og tak"),
        ),
        Capability(id="C68", url_name="stories:list", label=_("Historier, som alle i dem har sagt ja til")),
        Capability(
            id="C69",
            url_name="stories:possible",
            label=_("Det gør frivillige muligt: gevinster for borgeren, de ansatte og den frivillige"),
        ),
        Capability(
            id="C88",
            url_name="stories:employment",
            label=_("Udfordringer, mentorer og løfter om arbejde på én side"),
        ),
    ],
)
