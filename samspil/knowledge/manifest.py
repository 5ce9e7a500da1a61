from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Capability, Manifest, NavigationItem, Phrase, SubjectKind

manifest = Manifest(
    navigation=[NavigationItem(label=_("Viden"), url_name="knowledge:list", section="knowledge", order=50)],
    kinds=[SubjectKind(kind="knowledge", label=_("Viden"), url_name="knowledge:page")],
    phrases=[
        Phrase(verb="knowledge.added", text=_("%(who)s lagde viden i biblioteket")),
        Phrase(verb="knowledge.edited", text=_("%(who)s rettede teksten")),
    ],
    capabilities=[
        Capability(id="C27", url_name="knowledge:list", label=_("Dokumenternes egne eksempler med kilde")),
        Capability(
            id="C33",
            url_name="knowledge:list",
            label=_("Viden med kilde, land og hvor godt vi ved det"),
        ),
    ],
)
