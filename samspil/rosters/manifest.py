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
from samspil.rosters import actions, personal_data

# Who is in a plan and what they wish is for whoever plans: none of these stand on a page.
SILENT = {
    "made": _("%(who)s begyndte en vagtplan"),
    "edited": _("%(who)s rettede en vagtplan"),
    "people_added": _("%(who)s tog nogen med i en vagtplan"),
    "person_removed": _("%(who)s tog en ud af en vagtplan"),
    "asked": _("%(who)s spurgte, hvem der kan hvornår"),
    "wished": _("%(who)s sagde, hvornår det passer"),
    "computed": _("%(who)s regnede en vagtplan ud"),
    "locked": _("%(who)s låste en vagt"),
    "unlocked": _("%(who)s åbnede en vagt"),
    "placed": _("%(who)s satte en på en vagt"),
    "taken_off": _("%(who)s tog en af en vagt"),
    "confirmed": _("%(who)s bekræftede en vagtplan"),
    "withdrawn": _("%(who)s slettede en vagtplan"),
}

manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Vagtplaner"), url_name="rosters:list", section="rosters", order=26, place="planning")
    ],
    kinds=[SubjectKind(kind="roster", label=_("Vagtplan"), url_name="rosters:page", is_searchable=False)],
    phrases=[Phrase(verb=f"rosters.{verb}", text=text, is_public=False) for verb, text in SILENT.items()],
    schedules=[Schedule(name="rosters.forget_old", every=timedelta(hours=24), run=actions.forget_old)],
    personal_data=[
        PersonalData(
            label=_("Vagtplaner, du er spurgt til"),
            export=personal_data.export,
            erase=personal_data.erase,
            doubles=("rosters.RosterMember",),
        )
    ],
    capabilities=[
        Capability(
            id="C64",
            url_name="rosters:list",
            label=_("En vagtplan over mange tider, lagt efter det, folk selv har sagt, de kan"),
        )
    ],
)
