from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, NavigationItem

manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Overblik"), url_name="overview:who-defines", section="overview", order=60),
    ],
    capabilities=[
        Capability(
            id="C05", url_name="site:home", label=_("Hvem der udtænkte hvert forslag, og hvordan det fordeler sig")
        ),
        Capability(
            id="C19",
            url_name="overview:who-defines",
            label=_("Hvem der så problemerne først, over tid, efter emne og enhed"),
        ),
    ],
)
