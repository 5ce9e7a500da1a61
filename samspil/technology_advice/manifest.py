from typing import Any
from uuid import UUID

import rules
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import title_for
from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PersonalData,
    Phrase,
)
from samspil.foundation.viewer import SYSTEM
from samspil.technology_advice import actions, queries
from samspil.technology_advice.models import AdviceRequest

ASKED_ABOUT = ("assessment", "trial", "technology_need")


def on_matter(request, matter) -> dict:
    """What the group was asked about this page, and what it advised. One query where it was asked nothing."""
    if matter.subject.kind == "trial" and matter.is_light:
        return {"rows": []}  # no technology project, so never a matter for the group
    rows = queries.on_matter(matter.subject, request.viewer)
    may_ask = request.viewer.is_known and not any(row.is_waiting for row in rows)
    return {"rows": rows, "may_ask": may_ask and rules.has_perm("technology_advice.ask", request.viewer, matter)}


def on_technology(request, technology) -> dict:
    """The advice about the technology's assessments and trials. One query where there is none."""
    return {"rows": queries.on_technology(technology, request.viewer), "names_matter": True}


def pass_on(subject_id, deputy_id) -> Any:
    """Silence is never consent: the installation itself lets another member see to it."""
    return actions.pass_on_request(by=SYSTEM, subject_id=subject_id, deputy_id=deputy_id)


def export(person_id: UUID) -> list[dict]:
    """What the person asked and is to answer; the matter is not named where it is hidden."""
    named = title_for(person_id)
    rows = AdviceRequest.objects.select_related("subject").order_by("pk")
    asked = rows.filter(by=person_id)
    return [
        *(
            {"asked_for_advice_about": named(row.subject), "question": row.question, "at": row.at.isoformat()}
            for row in asked
        ),
        *(
            {word: named(row.subject), "at": row.at.isoformat()}
            for word, role in (("answers", "answerer"), ("answers_if_not", "deputy"))
            for row in rows.filter(**{role: person_id})
        ),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Teknologigruppen"),
            url_name="technology_advice:room",
            section="technology_advice",
            order=80,
            place="technology",
        )
    ],
    panels=[
        *(
            Panel(
                kind=kind,
                place="main",
                order=70,
                template="technology_advice/panel.html",
                context=on_matter,
            )
            for kind in ASKED_ABOUT
        ),
        Panel(
            kind="technology",
            place="main",
            order=70,
            template="technology_advice/panel.html",
            context=on_technology,
        ),
    ],
    phrases=[
        Phrase(verb="technology_advice.asked", text=_("%(who)s bad den tværgående gruppe om råd: %(title)s")),
        Phrase(verb="technology_advice.given", text=_("Den tværgående gruppe gav et råd: %(title)s"), news="answers"),
        Phrase(
            verb="technology_advice.withdrawn",
            text=_("%(who)s tog et spørgsmål til den tværgående gruppe tilbage"),
            is_public=False,
        ),
        Phrase(verb="technology_advice.passed_on", text=_("Et andet medlem af gruppen ser også på det: %(title)s")),
    ],
    owed_answers=[
        OwedAnswers(
            name="technology advice",
            label=_("Råd fra den tværgående gruppe"),
            rows=queries.without_answer,
            waiting=queries.owed_advice,
            pass_on=pass_on,
        )
    ],
    capabilities=[
        Capability(
            id="C54",
            url_name="technology_advice:room",
            label=_("Den tværgående gruppe giver råd. Kun den afdeling, der ejer sagen, beslutter og bruger penge"),
        )
    ],
    personal_data=[
        PersonalData(label=_("Det, du har bedt den tværgående gruppe om råd om"), export=export, erase=actions.erase)
    ],
)
