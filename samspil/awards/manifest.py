from django.utils.translation import gettext_lazy as _

from samspil.actors.models import PERSONAL, ActorKind
from samspil.awards import actions, personal_data, queries
from samspil.awards.views import after_nominating
from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    SubjectKind,
)


def mine(request, _actor) -> dict:
    return {"juries": queries.juries_of(request.viewer), "nominations": queries.nominated_by(request.viewer)}


def nominate_them(request, actor) -> dict:
    if actor.kind in (*PERSONAL, ActorKind.UNIT, ActorKind.BODY):
        return {"round": None}
    return {"round": queries.open_round(request.viewer), "actor": actor}


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Frivilligprisen"), url_name="awards:list", section="awards", order=28, place="volunteers"
        )
    ],
    kinds=[
        SubjectKind(
            kind="award_round",
            label=_("Pris"),
            url_name="awards:page",
            may_illustrate="awards.illustrate",
            name="awardround",
        )
    ],
    panels=[
        Panel(kind="actor", place="me", order=40, template="awards/panel_me.html", context=mine),
        Panel(kind="actor", place="aside", order=70, template="awards/panel_actor.html", context=nominate_them),
    ],
    phrases=[
        Phrase(verb="awards.made", text=_("Prisen blev oprettet: %(title)s")),
        Phrase(verb="awards.edited", text=_("%(who)s rettede prisen"), is_public=False),
        # Who nominated whom, what they answered and what the jury said stands on no page.
        Phrase(verb="awards.nominated", text=_("%(who)s indstillede nogen"), is_public=False),
        Phrase(verb="awards.nomination_withdrawn", text=_("%(who)s tog en indstilling tilbage"), is_public=False),
        Phrase(verb="awards.nomination_cleared", text=_("%(who)s så på en indstilling"), is_public=False),
        Phrase(verb="awards.gathered", text=_("%(who)s samlede to indstillinger"), is_public=False),
        Phrase(verb="awards.parted", text=_("%(who)s skilte to indstillinger ad"), is_public=False),
        Phrase(verb="awards.asked", text=_("%(who)s spurgte en, der er indstillet"), is_public=False),
        Phrase(verb="awards.answered", text=_("En, der er indstillet, svarede"), is_public=False),
        Phrase(verb="awards.juror_added", text=_("%(who)s satte en i juryen"), is_public=False),
        Phrase(verb="awards.juror_left", text=_("%(who)s tog en ud af juryen"), is_public=False),
        Phrase(verb="awards.stated", text=_("%(who)s sagde, hvor tæt de er på kandidaterne"), is_public=False),
        Phrase(verb="awards.statements_reset", text=_("%(who)s lod en i juryen svare forfra"), is_public=False),
        Phrase(verb="awards.scored", text=_("%(who)s gav point"), is_public=False),
        Phrase(verb="awards.decided", text=_("Juryen har valgt"), is_public=False),
        Phrase(verb="awards.announced", text=_("Prisen blev givet: %(title)s"), news="stage"),
        Phrase(verb="awards.corrected", text=_("%(who)s skrev en rettelse: %(title)s")),
    ],
    confirmables=[
        Confirmable(
            name="award_nomination",
            verb=actions.nominate,
            label=_("din indstilling"),
            text_field="why",
            steps=after_nominating,
        )
    ],
    personal_data=[
        PersonalData(
            label=_("Frivilligprisen"),
            export=personal_data.export,
            erase=personal_data.erase,
            doubles=("awards.JuryMember",),
        )
    ],
    capabilities=[
        Capability(
            id="C61",
            url_name="awards:list",
            label=_("En pris hvert år, som alle kan indstille til"),
            is_whole=False,
            note=_("Tilskud søger man hos kommunen"),
        ),
        Capability(
            id="C68",
            url_name="awards:list",
            label=_("Prisen går til frivillige og medarbejdere, og alle kan læse hvorfor"),
        ),
    ],
)
