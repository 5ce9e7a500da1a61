import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, Panel, PersonalData, Phrase
from samspil.indicators.actions import erase
from samspil.indicators.models import Measurement
from samspil.indicators.queries import figures_of


def figures_here(request, about) -> dict:
    """The figures on the page of a trial or a practice."""
    return {
        "figures": figures_of([about.subject.pk], request.viewer)[about.subject.pk],
        "may_measure": rules.has_perm("indicators.measure", request.viewer, about),
    }


def export(person_id) -> list[dict]:
    rows = Measurement.objects.filter(by=person_id).select_related("indicator__subject").order_by("pk")
    return [
        {
            "indicator": str(row.indicator),
            "on_page": row.indicator.subject.title,
            "phase": row.phase,
            "day": row.on.isoformat(),
            "value": str(row.value),
            "source": row.source,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


manifest = Manifest(
    panels=[
        Panel(
            kind=kind,
            place="main",
            order=40,
            template="indicators/panel.html",
            context=figures_here,
            anchor="tallene",
            label=_("Tallene"),
        )
        for kind in ("trial", "practice")
    ],
    phrases=[
        Phrase(verb="indicators.added", text=_("%(who)s valgte noget at måle på")),
        Phrase(verb="indicators.edited", text=_("%(who)s rettede noget, der bliver målt"), is_public=False),
        Phrase(verb="indicators.removed", text=_("%(who)s fjernede noget, der blev målt"), is_public=False),
        Phrase(verb="indicators.brought_back", text=_("%(who)s hentede noget at måle på tilbage"), is_public=False),
        Phrase(verb="indicators.measured", text=_("%(who)s skrev et tal"), is_public=False),
        Phrase(verb="indicators.corrected", text=_("%(who)s rettede et tal"), is_public=False),
        Phrase(verb="indicators.withdrawn", text=_("%(who)s tog et tal tilbage"), is_public=False),
    ],
    capabilities=[
        Capability(
            id="C90",
            url_name="evaluations:list",
            label=_("Selvhjulpenhed, nedslidning, rekruttering og fastholdelse er klar til at måle på"),
        )
    ],
    personal_data=[PersonalData(label=_("Tal, du har skrevet"), export=export, erase=erase)],
)
