from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, Panel, PersonalData, Phrase, Schedule, SubjectKind
from samspil.surveys import queries, upkeep

SHOWN_ON = ("trial", "practice", "evaluation")


def about_it(request, about) -> dict:
    return {
        "surveys": queries.surveys_about(about.subject, request.viewer),
        "may_make": rules.has_perm("surveys.make", request.viewer, about.subject),
    }


def for_staff(request, _actor) -> dict:
    is_staff = request.viewer.is_staff
    return {"is_staff": is_staff, "count": queries.open_count(request.viewer) if is_staff else 0}


def quiet(verb: str, text) -> Phrase:
    """A line for those who look into the log; no timeline shows it."""
    return Phrase(verb=f"surveys.{verb}", text=text, is_public=False)


manifest = Manifest(
    kinds=[SubjectKind(kind="survey", label=_("Spørgeskema"), url_name="surveys:page", is_searchable=False)],
    panels=[
        *(
            Panel(
                kind=kind,
                place="main",
                order=60,
                template="surveys/panel.html",
                context=about_it,
            )
            for kind in SHOWN_ON
        ),
        Panel(kind="actor", place="me", order=60, template="surveys/panel_me.html", context=for_staff),
    ],
    phrases=[
        Phrase(verb="surveys.opened", text=_("%(who)s åbnede et spørgeskema")),
        Phrase(verb="surveys.closed", text=_("Et spørgeskema lukkede for svar")),
        quiet("made", _("%(who)s lavede et spørgeskema")),
        quiet("edited", _("%(who)s rettede et spørgeskema")),
        quiet("question_added", _("%(who)s tilføjede et spørgsmål")),
        quiet("question_edited", _("%(who)s rettede et spørgsmål")),
        quiet("question_moved", _("%(who)s flyttede et spørgsmål")),
        quiet("question_removed", _("%(who)s fjernede et spørgsmål")),
        quiet("sum_added", _("%(who)s lagde svar sammen til en sum")),
        quiet("sum_removed", _("%(who)s fjernede en sum")),
        quiet("moved", _("%(who)s flyttede sidste dag for svar")),
        quiet("invited", _("%(who)s sendte links til et spørgeskema")),
        quiet("slips_made", _("%(who)s lavede sedler til et spørgeskema")),
        quiet("link_made", _("%(who)s lavede et åbent link til et spørgeskema")),
        quiet("link_ended", _("%(who)s lukkede et åbent link")),
        quiet("answered", _("En svarede på et spørgeskema")),
        quiet("entered", _("%(who)s tastede et svar ind")),
        quiet("words_released", _("%(who)s lod andre læse nogle ord fra et spørgeskema")),
        quiet("words_held", _("%(who)s tog nogle ord af siden")),
        quiet("reminded", _("De, der manglede at svare, blev mindet om det")),
    ],
    schedules=[
        Schedule(name="surveys.remind", every=timedelta(hours=6), run=upkeep.remind_due),
        Schedule(name="surveys.close", every=timedelta(hours=6), run=upkeep.close_due),
        Schedule(name="surveys.forget_addresses", every=timedelta(hours=24), run=upkeep.forget_addresses),
    ],
    capabilities=[
        Capability(
            id="C41",
            url_name="surveys:code",
            label=_("Brugerne svarer selv: på telefonen, på papir eller i en samtale, uden navn"),
            is_whole=False,
            note=_("Selve evalueringen står under Evalueringer."),
        ),
        Capability(
            id="C89",
            url_name="surveys:code",
            label=_("Et tilbud, der findes, kan ses efter sammen med dem, der bruger det"),
            is_whole=False,
            note=_("Selve evalueringen står under Evalueringer."),
        ),
    ],
    personal_data=[
        PersonalData(
            label=_("Spørgeskemaer, du holder, og links, du har fået"), export=upkeep.export, erase=upkeep.erase
        )
    ],
)
