from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, PersonalData, Phrase, Schedule
from samspil.identity.jobs import forget
from samspil.identity.personal_data import export

manifest = Manifest(
    phrases=[
        Phrase(verb="identity.person_added", text=_("%(who)s skrev %(title)s på"), is_public=False),
        Phrase(verb="identity.person_edited", text=_("%(who)s rettede det, der står om %(title)s"), is_public=False),
        Phrase(verb="identity.user_created", text=_("%(who)s gav adgang til at logge ind"), is_public=False),
        Phrase(verb="identity.person_erased", text=_("%(who)s slettede en person"), is_public=False),
        Phrase(
            verb="identity.people_merged",
            text=_("%(who)s fandt ud af, at to på listen var den samme"),
            is_public=False,
        ),
        Phrase(verb="identity.joined", text=_("%(who)s loggede ind første gang"), is_public=False),
    ],
    schedules=[Schedule(name="identity.forget", every=timedelta(hours=24), run=forget)],
    capabilities=[
        Capability(
            id="C70",
            url_name="challenges:raise",
            label=_("Du kan være med uden en bruger. Et navn og en mail er nok"),
        )
    ],
    personal_data=[
        PersonalData(
            label=_("Din adgang til Samspil"),
            export=export,
            doubles=("actors.Membership", "foundation.SubjectReader"),
        )
    ],
)
