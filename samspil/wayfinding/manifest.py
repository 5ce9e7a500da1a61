from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.wayfinding import actions

manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Hvem skal jeg tale med?"), url_name="wayfinding:ask", section="wayfinding", order=5, place="foot"
        )
    ],
    kinds=[
        SubjectKind(
            kind="contact_point", label=_("Hvem man kan ringe til"), url_name="wayfinding:page", name="contactpoint"
        )
    ],
    phrases=[
        Phrase(verb="wayfinding.added", text=_("%(who)s satte det på listen")),
        Phrase(verb="wayfinding.edited", text=_("%(who)s rettede, hvad der står")),
        Phrase(verb="wayfinding.confirmed", text=_("%(who)s bekræftede, at det passer")),
        Phrase(verb="wayfinding.removed", text=_("%(who)s tog det af listen"), is_public=False),
    ],
    schedules=[Schedule(name="wayfinding.ask_to_confirm", every=timedelta(hours=24), run=actions.ask_to_confirm)],
    capabilities=[
        Capability(
            id="C71",
            url_name="wayfinding:ask",
            label=_("Skriv et par ord, og få den rigtige i kommunen med telefonnummer"),
        )
    ],
    personal_data=[
        PersonalData(label=_("De funktioner i kommunen, du står ved"), export=actions.export, erase=actions.erase)
    ],
)
