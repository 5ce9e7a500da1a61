import rules
from django.utils.translation import gettext_lazy as _

from samspil.barriers import actions, paper, queries
from samspil.barriers.models import Barrier
from samspil.barriers.rules import takes_more
from samspil.foundation import hooks
from samspil.foundation.hooks import (
    Capability,
    Confirmable,
    Manifest,
    NavigationItem,
    Panel,
    PaperSection,
    PersonalData,
    Phrase,
    SubjectKind,
)


def met_here(request, about) -> dict:
    """What stands in the way of this page's matter, with what each viewer may do about it."""
    has_any = "barrier" in hooks.parts_on(request, about.subject)
    rows = queries.met_on(about.subject, request.viewer) if has_any else []
    for row in rows:
        row.may_respond = rules.has_perm("barriers.respond", request.viewer, row)
        row.may_withdraw = rules.has_perm("barriers.withdraw", request.viewer, row)
    return {"barriers": rows, "may_tell": takes_more(about)}


def export(person_id) -> list[dict]:
    told = Barrier.objects.filter(author=person_id).select_related("subject")
    answered = Barrier.objects.filter(responded_by=person_id)
    return [
        *({"barrier": row.body, "kind": row.kind, "at": row.subject.created_at.isoformat()} for row in told),
        *({"response": row.response, "at": row.responded_at.isoformat()} for row in answered if row.responded_at),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Det, der står i vejen"), url_name="barriers:list", section="barriers", order=60, place="foot"
        )
    ],
    kinds=[SubjectKind(kind="barrier", label=_("Det, der står i vejen"))],
    panels=[
        Panel(kind=kind, place="main", order=80, template="barriers/panel.html", context=met_here)
        for kind in ("challenge", "trial")
    ],
    phrases=[
        Phrase(verb="barriers.raised", text=_("%(who)s fortalte, hvad der står i vejen: %(title)s"), news="words"),
        Phrase(verb="barriers.responded", text=_("%(who)s svarede på det, der står i vejen: %(title)s"), news="words"),
        Phrase(verb="barriers.withdrawn", text=_("%(who)s tog sine ord tilbage"), is_public=False),
    ],
    confirmables=[
        Confirmable(name="barrier", verb=actions.raise_barrier, label=_("det, du ser stå i vejen"), text_field="body")
    ],
    capabilities=[
        Capability(id="C80", url_name="barriers:list", label=_("Det, der står i vejen, og hvad nogen gør ved det"))
    ],
    paper_sections=[PaperSection(kind="challenge", order=70, label=_("Det, der står i vejen"), of=paper.barriers)],
    personal_data=[PersonalData(label=_("Det, du har set stå i vejen"), export=export, erase=actions.erase)],
)
