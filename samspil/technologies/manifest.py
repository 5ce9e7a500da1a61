from datetime import timedelta
from functools import partial

import rules
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import viewer_by_id
from samspil.foundation import hooks
from samspil.foundation.hooks import (
    Capability,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    PointsAt,
    Schedule,
    SubjectKind,
)
from samspil.suggestions.documents import written
from samspil.technologies import queries
from samspil.technologies.actions import erase, forget_old_files
from samspil.technologies.models import CatalogueFile, Placement, Technology, Use


def in_this_unit(request, actor) -> dict:
    """What technology a unit has, or is about to have. One query where there is any."""
    if actor.kind != "unit":
        return {"uses": []}
    has_any = "technology_use" in hooks.parts_on(request, actor.subject)
    may_set = rules.has_perm("technologies.set_use_for", request.viewer, getattr(actor, "unit", None))
    uses = queries.in_unit(actor.pk, request.viewer) if has_any else []
    return {"uses": uses, "may_set": may_set, "unit_id": actor.pk}


def said_by_unit(unit_id):
    return Use.objects.filter(unit=unit_id, is_current=True)


def export(person_id) -> list[dict]:
    """What the person said of units and on the radar, and where they stand as the one to ask."""
    viewer, about = viewer_by_id(person_id), ("technology__subject", "unit__actor")
    said = Use.objects.filter(by=person_id).select_related(*about).order_by("pk")
    asked = Use.objects.filter(contact=person_id).select_related(*about).order_by("pk")
    placed = Placement.objects.filter(by=person_id).select_related("technology__subject").order_by("pk")
    files = CatalogueFile.objects.filter(by=person_id).order_by("pk")
    added = Technology.objects.filter(subject__created_by=person_id).select_related("subject").order_by("pk")

    def title(technology: Technology) -> str:
        """Not told where it is hidden."""
        return technology.title if technology.subject.readable_by(viewer) else ""

    return [
        *({"added": title(row), "at": row.subject.created_at.isoformat()} for row in added),
        *(
            {
                "technology": title(row.technology),
                "unit": row.unit.actor.name,
                "status": row.get_status_display(),
                "why": row.reason,
                "at": row.at.isoformat(),
            }
            for row in said
        ),
        *({"ask_me_about": title(row.technology), "unit": row.unit.actor.name} for row in asked),
        *(
            {"on_radar": title(row.technology), "year": row.year, "ring": row.get_ring_display(), "why": row.reason}
            for row in placed
        ),
        *({"file": row.file_name, "at": row.at.isoformat()} for row in files),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Teknologier"), url_name="technologies:list", section="technologies", order=10, place="technology"
        ),
        NavigationItem(
            label=_("På vej og i brug"),
            url_name="technologies:radar",
            section="technologies",
            order=20,
            place="technology",
        ),
        NavigationItem(label=_("Velfærdsteknologi"), url_name="technologies:list", section="technologies", order=55),
    ],
    kinds=[
        SubjectKind(
            kind="technology",
            label=_("Teknologi"),
            url_name="technologies:page",
            may_illustrate="technologies.edit",
        )
    ],
    panels=[
        Panel(kind="actor", place="main", order=25, template="technologies/panel_unit.html", context=in_this_unit),
    ],
    points_at=[PointsAt(kind="actor", name="technology_use", of=said_by_unit)],
    phrases=[
        Phrase(verb="technologies.added", text=_("%(who)s lagde den i kataloget: %(title)s")),
        Phrase(verb="technologies.edited", text=_("%(who)s rettede teksten: %(title)s")),
        Phrase(verb="technologies.withdrawn", text=_("%(who)s tog den ud af kataloget"), is_public=False),
        Phrase(verb="technologies.put_back", text=_("%(who)s satte den tilbage i kataloget: %(title)s")),
        Phrase(verb="technologies.products_named", text=_("%(who)s skrev, hvem der sælger den: %(title)s")),
        Phrase(verb="technologies.coming", text=_("%(who)s har den på vej: %(title)s"), news="stage"),
        Phrase(verb="technologies.tried", text=_("%(who)s prøver den af: %(title)s"), news="stage"),
        Phrase(verb="technologies.taken_into_use", text=_("%(who)s har den i brug: %(title)s"), news="stage"),
        Phrase(verb="technologies.phased_out", text=_("%(who)s er holdt op med den: %(title)s"), news="stage"),
        Phrase(verb="technologies.use_taken_back", text=_("%(who)s fjernede noget, der var en fejl"), is_public=False),
        Phrase(verb="technologies.placed", text=_("%(who)s satte den på radaren: %(title)s")),
        Phrase(verb="technologies.unplaced", text=_("%(who)s tog den af radaren: %(title)s")),
        Phrase(verb="technologies.file_uploaded", text=_("%(who)s hentede en fil ind"), is_public=False),
        Phrase(verb="technologies.file_dropped", text=_("%(who)s slettede en fil igen"), is_public=False),
    ],
    schedules=[
        Schedule(name="technologies.forget_old_files", every=timedelta(hours=24), run=forget_old_files),
    ],
    capabilities=[
        Capability(
            id="C45",
            url_name="technologies:list",
            label=_("Hver teknologi siger, om den skal give et bedre liv, smartere arbejde eller begge"),
        ),
        Capability(
            id="C46",
            url_name="technologies:list",
            label=_("Teknologier fortalt ud fra, hvad de gør, og for hvem"),
        ),
        Capability(
            id="C52",
            url_name="technologies:list",
            label=_("Hvad en teknologi gør ved samspillet mellem borger, pårørende og medarbejdere"),
            is_whole=False,
            note=_("Effekten og brugernes oplevelser står i projekternes evaluering."),
        ),
        Capability(
            id="C58",
            url_name="technologies:radar",
            label=_("Hvad der er på vej, og hvad der er i brug, på tværs af enheder, år for år"),
        ),
    ],
    match_sources=[
        MatchSource(
            kind="technology",
            documents=partial(written, Technology, ("what", "for_whom", "life_sign", "work_sign", "workflows")),
        )
    ],
    personal_data=[PersonalData(label=_("Det, du har skrevet om teknologi"), export=export, erase=erase)],
)
