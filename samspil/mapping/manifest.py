from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, NavigationItem, Phrase, Schedule, SubjectKind
from samspil.mapping import actions

manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Kortlægning"), url_name="mapping:overview", section="mapping", order=36, place="foot")
    ],
    # A day that was kept has no page of its own: one compares with it.
    kinds=[SubjectKind(kind="map_snapshot", label=_("Kortlægning"), is_searchable=False, name="snapshot")],
    phrases=[Phrase(verb="mapping.frozen", text=_("Tallene blev gemt: %(title)s"), is_public=False)],
    schedules=[Schedule(name="mapping.freeze_last_year", every=timedelta(hours=24), run=actions.freeze_last_year)],
    capabilities=[
        Capability(
            id="C62",
            url_name="mapping:overview",
            label=_("Det, der findes, område for område, som papir til udvalget og år for år"),
            is_whole=False,
            note=_("Politikken, der følger efter, bliver skrevet et andet sted endnu."),
        ),
        Capability(
            id="C63",
            url_name="mapping:overview",
            label=_("Også de emner og områder, hvor der ikke er tradition for noget"),
        ),
    ],
)
