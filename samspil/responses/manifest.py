from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, Panel, PersonalData, Phrase, Schedule
from samspil.responses import upkeep
from samspil.responses.results import turnouts_of


def standing(request, assessment) -> dict:
    """How many have answered, for the page of an assessment. One query."""
    is_shown = assessment.stands and not assessment.is_draft
    may_ask = rules.has_perm("responses.ask", request.viewer, assessment)
    # While answers come in, only those who ask see how many there are.
    turnouts = turnouts_of(assessment) if is_shown and (assessment.is_counted or may_ask) else []
    return {"assessment": assessment, "is_shown": is_shown, "turnouts": turnouts, "may_ask": may_ask}


def asking(request, assessment) -> dict:
    return {"assessment": assessment, "may_ask": rules.has_perm("responses.ask", request.viewer, assessment)}


def quiet(verb: str, text) -> Phrase:
    """A line for those who look into the log; no timeline shows it."""
    return Phrase(verb=f"responses.{verb}", text=text, is_public=False)


manifest = Manifest(
    panels=[
        Panel(kind="assessment", place="main", order=20, template="responses/panel.html", context=standing),
        Panel(kind="assessment", place="action", order=20, template="responses/action.html", context=asking),
    ],
    phrases=[
        Phrase(verb="responses.counted", text=_("Svarene er talt: %(title)s"), news="stage"),
        Phrase(
            verb="responses.disagreement_handled",
            text=_("%(who)s skrev, hvad der sker med en uenighed: %(title)s"),
        ),
        quiet("asked", _("%(who)s spurgte nogen om en vurdering")),
        quiet("entered", _("%(who)s tastede et svar ind")),
        quiet("said", _("En sagde noget med egne ord")),
        quiet("words_taken_back", _("En tog sine ord tilbage")),
        quiet("statement_released", _("%(who)s lod andre læse nogle ord")),
        quiet("statement_held", _("%(who)s tog nogle ord af siden")),
        quiet("reminded", _("De, der manglede at svare, blev mindet om det")),
    ],
    schedules=[
        Schedule(name="responses.remind", every=timedelta(hours=6), run=upkeep.remind_due),
        Schedule(name="responses.uncounted", every=timedelta(hours=24), run=upkeep.see_to_uncounted),
        Schedule(name="responses.forget_addresses", every=timedelta(hours=24), run=upkeep.forget_addresses),
    ],
    capabilities=[
        Capability(
            id="C59",
            url_name="assessments:list",
            label=_("Borger, medarbejder og organisation svarer hver for sig, og uenighed kan ses"),
        ),
    ],
    personal_data=[
        PersonalData(
            label=_("Vurderinger, du er spurgt om, og det, du har sagt"), export=upkeep.export, erase=upkeep.erase
        )
    ],
)
