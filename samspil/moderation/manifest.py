from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Manifest, Phrase

manifest = Manifest(
    phrases=[
        Phrase(verb="moderation.hidden", text=_("%(who)s skjulte noget"), is_public=False),
        Phrase(verb="moderation.shown_again", text=_("%(who)s viste det igen"), is_public=False),
    ]
)
