from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest

manifest = Manifest(
    capabilities=[
        Capability(
            id="C05", url_name="site:home", label=_("Hvem der udtænkte hvert forslag, og hvordan det fordeler sig")
        ),
        Capability(id="C19", url_name="site:home", label=_("Hvem der rejser udfordringerne, med tal")),
    ]
)
