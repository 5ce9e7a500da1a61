from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    Phrase,
    SubjectKind,
)

manifest = Manifest(
    navigation=[NavigationItem(label=_("Hvem"), url_name="actors:list", section="actors", order=40)],
    kinds=[SubjectKind(kind="actor", label=_("Hvem"), url_name="actors:page", may_illustrate="actors.edit")],
    phrases=[
        Phrase(verb="actors.added", text=_("%(title)s kom med")),
        Phrase(verb="actors.edited", text=_("%(title)s fik rettet sine oplysninger"), is_public=False),
        Phrase(verb="actors.role_ended", text=_("%(title)s har ikke længere en rolle"), is_public=False),
        Phrase(verb="actors.member_ended", text=_("%(title)s har et medlem mindre"), is_public=False),
        Phrase(verb="actors.role_given", text=_("%(title)s fik en rolle"), is_public=False),
        Phrase(verb="actors.member_added", text=_("%(title)s fik et medlem"), is_public=False),
    ],
    capabilities=[
        Capability(
            id="C23",
            url_name="actors:list",
            label=_("Foreninger, pårørende, virksomheder og uformelle grupper står lige"),
        ),
        Capability(
            id="C24",
            url_name="actors:list",
            label=_("Også borgere, boligforeninger, fonde, producenter og andre kommuner"),
        ),
        Capability(id="C25", url_name="actors:list", label=_("Råd, udvalg og MED med de beføjelser, de har")),
    ],
)
