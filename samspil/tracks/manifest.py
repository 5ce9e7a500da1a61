from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, Phrase, SubjectKind

manifest = Manifest(
    kinds=[SubjectKind(kind="beacon", label=_("Sigtepejle"), url_name="tracks:page")],
    phrases=[
        Phrase(verb="tracks.beacon_lit", text=_("%(who)s satte sigtepejlen")),
        Phrase(verb="tracks.beacon_edited", text=_("%(who)s rettede sigtepejlen")),
        Phrase(verb="tracks.beacon_retired", text=_("%(who)s tog sigtepejlen ned")),
    ],
    capabilities=[
        Capability(id="C29", url_name="challenges:list", label=_("De små skridt, båret af medarbejdere og brugere")),
        Capability(id="C30", url_name="tracks:list", label=_("Sigtepejler, som større idéer styrer efter")),
    ],
)
