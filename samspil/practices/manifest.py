from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspil.foundation.hooks import (
    Badge,
    Capability,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PaperSection,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
    parts_on,
)
from samspil.practices import letters, paper, queries
from samspil.practices.actions import erase
from samspil.practices.models import FollowUp, Practice, Thanks, Use
from samspil.suggestions.documents import written


def came_of(request, about) -> dict:
    """What a challenge or a proposal has led to in daily life. One query, where there is anything."""
    has_any = "practice" in parts_on(request, about.subject)
    return {"practices": queries.practices_of(about, request.viewer) if has_any else []}


def lives_here(request, actor) -> dict:
    """What a unit or an organisation does now. One query."""
    return {"uses": queries.living_at(actor.pk, request.viewer)}


def daily_badges(field: str):
    def badges(ids, viewer) -> dict:
        counts = queries.practice_counts(field, ids, viewer)
        return {pk: ngettext("Hverdag nu", "Hverdag nu på %(n)d måder", n) % {"n": n} for pk, n in counts.items()}

    return badges


def export(person_id) -> list[dict]:
    practices = Practice.objects.filter(author=person_id).select_related("subject")
    uses = Use.objects.filter(author=person_id).select_related("subject", "actor")
    follow_ups = FollowUp.objects.filter(person=person_id)
    thanks = Thanks.objects.filter(by=person_id)
    return [
        *(
            {"practice": row.title, "text": row.body, "recipe": row.recipe, "at": row.subject.created_at.isoformat()}
            for row in practices
        ),
        *(
            {"use": row.actor.name, "how": row.adaptation, "stopped": row.stop_reason, "since": row.since}
            for row in uses
        ),
        *({"look_again": row.what, "due": row.due, "note": row.note} for row in follow_ups),
        *({"thanked_for": row.what_for, "on": row.on} for row in thanks),
    ]


manifest = Manifest(
    navigation=[NavigationItem(label=_("Sådan gør vi nu"), url_name="practices:list", section="practices", order=30)],
    kinds=[
        SubjectKind(
            kind="practice",
            label=_("Sådan gør vi nu"),
            url_name="practices:page",
            may_illustrate="practices.edit",
            takes_part="practices.follow_up",
        ),
        SubjectKind(kind="use", label=_("Gør det også"), is_searchable=False),
    ],
    panels=[
        Panel(
            kind="challenge",
            place="main",
            order=8,
            template="practices/panel_came_of.html",
            context=came_of,
        ),
        Panel(kind="proposal", place="main", order=8, template="practices/panel_came_of.html", context=came_of),
        Panel(kind="actor", place="main", order=20, template="practices/panel_lives_here.html", context=lives_here),
    ],
    badges=[
        Badge(kind="challenge", order=50, of=daily_badges("challenge")),
        Badge(kind="proposal", order=50, of=daily_badges("proposal")),
    ],
    phrases=[
        Phrase(verb="practices.registered", text=_("%(who)s gør det nu: %(title)s"), news="stage"),
        Phrase(verb="practices.edited", text=_("%(who)s rettede teksten: %(title)s")),
        Phrase(verb="practices.withdrawn", text=_("%(who)s tog det af siden"), is_public=False),
        Phrase(verb="practices.adopted", text=_("%(who)s gør det også: %(title)s"), news="stage"),
        Phrase(verb="practices.adoption_waits", text=_("%(who)s vil gøre det også. MED drøfter det først: %(title)s")),
        Phrase(verb="practices.use_edited", text=_("%(who)s rettede, hvordan de gør"), is_public=False),
        Phrase(verb="practices.stopped", text=_("%(who)s gør det ikke mere: %(title)s"), news="stage"),
        Phrase(verb="practices.follow_up_planned", text=_("%(who)s valgte en dag at se på det igen: %(title)s")),
        Phrase(verb="practices.followed_up", text=_("%(who)s har set på det igen: %(title)s")),
        Phrase(verb="practices.thanked", text=_("%(who)s sagde tak: %(title)s")),
        Phrase(verb="practices.thanks_taken_back", text=_("%(who)s tog en tak af siden"), is_public=False),
        Phrase(verb="practices.labelled", text=_("Det er social innovation, og det er vist: %(title)s"), news="stage"),
        Phrase(verb="practices.label_taken_off", text=_("Mærket social innovation blev taget af: %(title)s")),
    ],
    schedules=[
        Schedule(name="practices.remind_of_follow_ups", every=timedelta(hours=24), run=letters.remind_of_follow_ups)
    ],
    capabilities=[
        Capability(
            id="C04",
            url_name="practices:list",
            label=_("Social innovation hedder det kun, når tre ting er vist"),
        ),
        Capability(
            id="C08",
            url_name="practices:list",
            label=_("En idé er først innovation, når den er i brug"),
        ),
        Capability(
            id="C09",
            url_name="practices:list",
            label=_("Det, vi allerede gør godt, kan andre tage i brug med ét tryk"),
        ),
        Capability(
            id="C68",
            url_name="practices:list",
            label=_("Frivillige og medarbejdere får tak, med navn når de vil"),
        ),
    ],
    paper_sections=[PaperSection(kind="challenge", order=65, label=_("Sådan gør vi nu"), of=paper.daily_life)],
    match_sources=[MatchSource(kind="practice", documents=partial(written, Practice, ("body", "recipe")))],
    personal_data=[PersonalData(label=_("Det, du har fortalt, at I gør"), export=export, erase=erase)],
)
