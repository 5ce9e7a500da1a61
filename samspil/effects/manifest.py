from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.effects import paths
from samspil.effects.story import how_far
from samspil.foundation.hooks import Capability, Manifest, NavigationItem, Panel, Schedule


def what_came(request, challenge) -> dict:
    """The way to the page of effects, once something has been tried or taken into use."""
    return {"state": how_far(challenge, request.viewer)}


def rebuild() -> None:
    paths.rebuild()


manifest = Manifest(
    navigation=[NavigationItem(label=_("Overblik"), url_name="effects:overview", section="effects", order=60)],
    panels=[Panel(kind="challenge", place="main", order=5, template="effects/panel.html", context=what_came)],
    schedules=[
        Schedule(name="effects.read_on", every=timedelta(minutes=5), run=paths.sweep),
        Schedule(name="effects.rebuild", every=timedelta(hours=24), run=rebuild),
    ],
    capabilities=[
        Capability(id="C08", url_name="effects:overview", label=_("Fra idé til hverdag, og hvor idéer stopper")),
        Capability(
            id="C20", url_name="effects:overview", label=_("Hvem ser, udtænker, leverer og vurderer, år for år")
        ),
        Capability(id="C31", url_name="effects:overview", label=_("Et vink, når alt for meget er af én slags")),
        Capability(id="C79", url_name="effects:overview", label=_("Effekten først: det er der kommet ud af det")),
        Capability(id="C80", url_name="effects:overview", label=_("Det, der står i vejen, talt op med svar")),
        Capability(id="C81", url_name="effects:overview", label=_("De tre gevinster fra de færdige evalueringer")),
        Capability(id="C86", url_name="effects:overview", label=_("Kort og langt sigt ved siden af hinanden")),
        Capability(id="C88", url_name="effects:employment", label=_("Arbejde og uddannelse for sig")),
    ],
)
