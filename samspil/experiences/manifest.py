from functools import partial

import rules
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samspil.actors.queries import title_for
from samspil.experiences import cards, queries
from samspil.experiences.actions import erase
from samspil.experiences.models import Evidence, Experience, Transfer
from samspil.foundation import hooks
from samspil.foundation.hooks import (
    Badge,
    Capability,
    Condition,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    PointsAt,
    SubjectKind,
)
from samspil.suggestions.documents import written


def tried_elsewhere_and_here(request, technology) -> dict:
    """What is known of a technology. One query, where there is anything."""
    has_any = "experience" in hooks.parts_on(request, technology.subject)
    told = queries.told_of(technology, request.viewer) if has_any else queries.Told([])
    return {
        "told": told,
        "grades": Evidence.labels,
        "rows": cards.rows(told.rows, with_technology=False),
        "may_tell": technology.withdrawn_at is None and rules.has_perm("experiences.tell", request.viewer),
    }


def tried_here(request, actor) -> dict:
    """What a unit has tried. One query where there is any."""
    if actor.kind != "unit" or "experience" not in hooks.parts_on(request, actor.subject):
        return {"rows": []}
    return {"rows": cards.rows(queries.tried_in(actor, request.viewer))}


def told_by_unit(unit_id):
    return Experience.objects.filter(unit=unit_id, withdrawn_at=None)


def report_link(_request, _about) -> dict:
    return {}


def experience_badges(ids, viewer) -> dict:
    counts = queries.counts_of(ids, viewer)
    return {pk: ngettext("%(n)d erfaring", "%(n)d erfaringer", n) % {"n": n} for pk, n in counts.items()}


def export(person_id) -> list[dict]:
    """What the person told and answered; what others told is not named where it is hidden."""
    named = title_for(person_id)
    told = Experience.objects.filter(author=person_id).select_related("subject")
    matched = Transfer.objects.filter(by=person_id).select_related("experience__subject")
    return [
        *(
            {
                "experience": row.title,
                "tried": row.tried,
                "result": row.result,
                "at": row.subject.created_at.isoformat(),
            }
            for row in told
        ),
        *(
            {"fits_us": named(row.experience.subject), "answer": row.verdict, "why": row.why, "at": row.at.isoformat()}
            for row in matched
        ),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Erfaringer"), url_name="experiences:list", section="experiences", order=30, place="technology"
        )
    ],
    kinds=[
        SubjectKind(
            kind="experience",
            label=pgettext_lazy("én", "Erfaring"),
            url_name="experiences:page",
        )
    ],
    panels=[
        Panel(
            kind="technology",
            place="main",
            order=20,
            template="experiences/panel.html",
            context=tried_elsewhere_and_here,
            anchor="erfaringer",
            label=_("Erfaringer"),
        ),
        Panel(kind="actor", place="main", order=45, template="experiences/panel_unit.html", context=tried_here),
        Panel(kind="experience", place="aside", order=95, template="moderation/panel_report.html", context=report_link),
    ],
    badges=[Badge(kind="technology", order=20, of=experience_badges)],
    points_at=[PointsAt(kind="actor", name="experience", of=told_by_unit)],
    phrases=[
        Phrase(verb="experiences.told", text=_("%(who)s fortalte om en erfaring: %(title)s"), news="words"),
        Phrase(verb="experiences.edited", text=_("%(who)s rettede erfaringen: %(title)s")),
        Phrase(verb="experiences.withdrawn", text=_("%(who)s tog en erfaring af listen"), is_public=False),
        Phrase(verb="experiences.matched", text=_("%(who)s svarede på, om det passer hos os: %(title)s")),
    ],
    conditions=[Condition(kind="technology", step="withdraw", lacks=queries.told_by_others)],
    capabilities=[
        Capability(
            id="C47",
            url_name="experiences:list",
            label=_("Andres erfaringer med teknologi, også det der ikke virkede, og om de passer hos os"),
        ),
        Capability(
            id="C52",
            url_name="experiences:list",
            label=_("Virkningen med tal før og efter, og hvor sikkert vi ved det"),
        ),
    ],
    match_sources=[
        MatchSource(kind="experience", documents=partial(written, Experience, ("tried", "result", "place")))
    ],
    personal_data=[PersonalData(label=_("Det, du har fortalt om teknologi"), export=export, erase=erase)],
)
