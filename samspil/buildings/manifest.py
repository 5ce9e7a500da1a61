from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import title_for
from samspil.buildings import actions, queries
from samspil.buildings.models import Building, Consideration
from samspil.foundation.hooks import (
    Capability,
    Condition,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.foundation.viewer import SYSTEM


def where_considered(request, technology) -> dict:
    return {"considered": queries.considered_for(technology, request.viewer)}


def pass_on(building_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy see to it."""
    return actions.pass_on_checkpoint(by=SYSTEM, building_id=building_id, deputy_id=deputy_id)


def export(person_id: UUID) -> list[dict]:
    """What the person keeps, passed and thought of; a page is not named where it is hidden."""
    named = title_for(person_id)
    rows = Building.objects.select_related("subject")
    thought = Consideration.objects.filter(by=person_id).select_related(
        "room__building__subject", "technology__subject"
    )
    return [
        *(
            {word: named(row.subject), "checkpoint_on": row.checkpoint_on.isoformat()}
            for word, role in (("keeps", "keeper"), ("keeps_if_not", "deputy"))
            for row in rows.filter(**{role: person_id})
        ),
        *({"passed": named(row.subject), "conclusion": row.conclusion} for row in rows.filter(passed_by=person_id)),
        *(
            {
                "building": named(row.room.building.subject),
                "technology": named(row.technology.subject),
                "why": row.why,
                "at": row.at.isoformat(),
            }
            for row in thought
        ),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Byggeri"), url_name="buildings:list", section="buildings", order=55, place="technology")
    ],
    kinds=[
        SubjectKind(kind="building", label=_("Byggeri"), url_name="buildings:page", may_illustrate="buildings.edit")
    ],
    panels=[
        Panel(
            kind="technology",
            place="main",
            order=45,
            template="buildings/panel_technology.html",
            context=where_considered,
        )
    ],
    phrases=[
        Phrase(verb="buildings.planned", text=_("%(who)s fortalte om et byggeri: %(title)s"), news="stage"),
        Phrase(verb="buildings.edited", text=_("%(who)s rettede byggeriet: %(title)s")),
        Phrase(verb="buildings.room_added", text=_("%(who)s skrev et rum på: %(title)s")),
        Phrase(verb="buildings.room_removed", text=_("%(who)s tog et rum af: %(title)s"), is_public=False),
        Phrase(verb="buildings.considered", text=_("%(who)s så på teknologi til et rum: %(title)s")),
        Phrase(verb="buildings.passed", text=_("Kontrolpunktet er passeret: %(title)s"), news="stage"),
        Phrase(verb="buildings.reopened", text=_("Kontrolpunktet er åbent igen: %(title)s")),
        Phrase(verb="buildings.withdrawn", text=_("%(who)s tog et byggeri af listen"), is_public=False),
        Phrase(verb="buildings.passed_on", text=_("Kontrolpunktet blev sendt videre: %(title)s")),
    ],
    owed_answers=[
        OwedAnswers(
            name="building checkpoint",
            label=_("Et byggeri, hvor der skal ses på teknologi"),
            rows=queries.waiting,
            waiting=queries.owed_checkpoints,
            pass_on=pass_on,
        )
    ],
    conditions=[Condition(kind="technology", step="withdraw", lacks=queries.considered_by_others)],
    capabilities=[
        Capability(
            id="C50",
            url_name="buildings:list",
            label=_("Byggeri passerer ikke sit kontrolpunkt, før der er set på teknologi til hvert rum"),
        )
    ],
    personal_data=[PersonalData(label=_("De byggerier, du holder øje med"), export=export, erase=actions.erase)],
)
