from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, NavigationItem

manifest = Manifest(
    navigation=[
        # The way to everything for volunteers: their pages stand in a row of that name.
        NavigationItem(
            label=_("Vær med som frivillig"), url_name="joining:join", section="joining", order=1, place="door"
        ),
        NavigationItem(
            label=_("Lederkort"), url_name="leader_cards:all", section="leader_cards", order=32, place="foot"
        ),
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
        Capability(
            id="C35",
            url_name="leader_cards:all",
            label=_("Ti kort til ledere: et spørgsmål og én ting at prøve. Intet bliver gemt eller talt"),
        ),
    ],
)
