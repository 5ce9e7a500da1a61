from uuid import UUID

import rules
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import title_for
from samspil.foundation.hooks import (
    Capability,
    Carries,
    Condition,
    Consequence,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PersonalData,
    Phrase,
)
from samspil.foundation.viewer import SYSTEM
from samspil.technology_projects import actions, queries
from samspil.technology_projects.models import LegalCheck, PurchaseCheck, TechnologyProject


def on_trial(request, trial) -> dict:
    """The technology of a trial, or the way to choose one. One query where there is none."""
    project = None if trial.is_light else queries.on_page(trial, request.viewer)
    return {
        "project": project,
        "lacks": queries.lacks_to_start(trial) if project and trial.is_open else [],
        "may_begin": project is None and rules.has_perm("technology_projects.begin", request.viewer, trial),
    }


def with_technology(request, technology) -> dict:
    """Where it is or was tried, each with what people tell of it. One query; two where it was."""
    projects = queries.of_technology(technology, request.viewer)
    return {"rows": queries.with_stories(projects, request.viewer)}


def measured(request, _place) -> dict:
    """For those who look for work: what the projects showed. Three queries; one where none is over."""
    return {"rows": queries.measured(request.viewer)}


def pass_on(trial_id, deputy_id):
    """Silence is never consent: the installation itself lets the deputy see to it."""
    return actions.pass_on_evaluation(by=SYSTEM, trial_id=trial_id, deputy_id=deputy_id)


def export(person_id: UUID) -> list[dict]:
    """What the person sees to and checked; a page is not named where it is hidden."""
    named = title_for(person_id)
    projects = TechnologyProject.objects.select_related("trial__subject")
    law = LegalCheck.objects.filter(by=person_id).select_related("project__trial__subject")
    bought = PurchaseCheck.objects.filter(by=person_id).select_related("project__trial__subject", "seller__subject")
    return [
        *(
            {word: named(row.trial.subject), "on": str(row.evaluation_on or "")}
            for word, role in (("evaluates", "evaluation_owner"), ("evaluates_if_not", "evaluation_deputy"))
            for row in projects.filter(**{role: person_id})
        ),
        *({"checked": f"{row}", "words": row.words, "trial": named(row.project.trial.subject)} for row in law),
        *(
            {
                "checked": f"{named(row.seller.subject)}: {row.get_way_display()}",
                "words": row.words,
                "trial": named(row.project.trial.subject),
            }
            for row in bought
        ),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Projekter"),
            url_name="technology_projects:list",
            section="technology_projects",
            order=50,
            place="technology",
        )
    ],
    panels=[
        Panel(kind="trial", place="main", order=3, template="technology_projects/panel_trial.html", context=on_trial),
        Panel(
            kind="technology",
            place="main",
            order=40,
            template="technology_projects/panel_technology.html",
            context=with_technology,
        ),
        Panel(kind="work", place="main", order=10, template="technology_projects/panel_work.html", context=measured),
    ],
    phrases=[
        Phrase(verb="technology_projects.begun", text=_("%(who)s skrev en teknologi på: %(title)s")),
        Phrase(verb="technology_projects.edited", text=_("%(who)s rettede formål eller evaluering: %(title)s")),
        Phrase(verb="technology_projects.taken_off", text=_("%(who)s tog teknologien af afprøvningen: %(title)s")),
        Phrase(verb="technology_projects.line_added", text=_("%(who)s skrev på planen for arbejdet: %(title)s")),
        Phrase(verb="technology_projects.line_removed", text=_("%(who)s tog en linje af planen: %(title)s")),
        Phrase(verb="technology_projects.law_checked", text=_("%(who)s svarede på et spørgsmål om loven: %(title)s")),
        Phrase(verb="technology_projects.purchase_checked", text=_("%(who)s så på reglerne for at købe: %(title)s")),
        Phrase(verb="technology_projects.passed_on", text=_("Evalueringen blev sendt videre: %(title)s")),
    ],
    owed_answers=[
        OwedAnswers(
            name="technology evaluation",
            label=_("En teknologi, der skal evalueres"),
            rows=queries.waiting,
            waiting=queries.owed_evaluations,
            pass_on=pass_on,
        )
    ],
    conditions=[
        Condition(kind="trial", step="start", lacks=queries.lacks_to_start),
        Condition(kind="trial", step="adopt", lacks=queries.lacks_to_adopt),
        Condition(kind="technology", step="withdraw", lacks=queries.tried_with),
        Condition(kind="indicator", step="change", lacks=queries.lost_figure),
    ],
    consequences=[
        Consequence(kind="trial", step="start", then=actions.tell_that_it_is_tried),
        Consequence(kind="trial", step="conclude", then=actions.tell_how_it_ended),
    ],
    carries=[Carries(kind="technology", carrier="trial", ids=queries.trials_of)],
    capabilities=[
        Capability(
            id="C45", url_name="technology_projects:list", label=_("Hvert projekt siger, hvad det er for, med et tal")
        ),
        Capability(
            id="C47",
            url_name="technology_projects:list",
            label=_("Intet projekt begynder, før andres erfaringer er set, og valget er skrevet ned"),
        ),
        Capability(
            id="C48", url_name="technology_projects:list", label=_("Arbejdsgange, der ændrer sig, står i planen")
        ),
        Capability(
            id="C49",
            url_name="technology_projects:list",
            label=_("Køb hos en, der var med, bliver set efter først"),
        ),
        Capability(
            id="C53",
            url_name="technology_projects:list",
            label=_("Et projekt begynder med at læse, hvad andre lærte af den samme teknologi"),
        ),
        Capability(
            id="C57",
            url_name="technology_projects:list",
            label=_("Mindst tre om året: kun de afsluttede og evaluerede tæller, og listen står bag tallet"),
        ),
    ],
    personal_data=[
        PersonalData(
            label=_("De evalueringer af teknologi, du sørger for, og det, du har set efter"),
            export=export,
            erase=actions.erase,
        )
    ],
)
