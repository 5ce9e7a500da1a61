import rules
from django.utils.translation import gettext_lazy as _

from samspil.assessments.models import Status
from samspil.foundation import hooks
from samspil.foundation.hooks import (
    Capability,
    Consequence,
    Manifest,
    NavigationItem,
    OwedAnswers,
    Panel,
    PersonalData,
    Phrase,
)
from samspil.foundation.viewer import SYSTEM
from samspil.trials.models import Status as TrialStatus
from samspil.verdicts import actions, personal_data, queries


def decided(request, assessment) -> dict:
    """What was decided on an assessment, or who said that it is ready. One query where either is so, else none."""
    is_decided = rules.has_perm("verdicts.view", request.viewer, assessment)
    is_ready = assessment.stands and assessment.status == Status.READY
    verdict = queries.verdict_of(assessment) if is_decided else None
    return {
        "verdict": verdict,
        "may_begin_anew": verdict is not None and queries.may_begin_anew(verdict, request.viewer),
        "declaration": queries.declaration_of(assessment) if is_ready else None,
    }


def ending(request, assessment) -> dict:
    """What is left to do, for those who may."""
    names = ("make_ready", "decide", "evaluate")
    allowed = {f"may_{name}": rules.has_perm(f"verdicts.{name}", request.viewer, assessment) for name in names}
    return {"assessment": assessment, **allowed}


def on_technology(request, technology) -> dict:
    """What was decided on a technology. One query where it was assessed, else none."""
    there = "assessment" in hooks.parts_on(request, technology.subject)
    return {"verdicts": queries.verdicts_about(technology.subject, request.viewer) if there else []}


def on_trial(request, trial) -> dict:
    """What was decided on the ground of a trial. One query, where it may be the ground of anything."""
    may_rest = not trial.is_light and trial.status in (TrialStatus.RUNNING, TrialStatus.CONCLUDED)
    return {"verdicts": queries.verdicts_about(trial.subject, request.viewer) if may_rest else []}


def pass_on(assessment_id, deputy_id):
    """Silence is never consent: the installation itself lets somebody else see to it."""
    return actions.pass_on_evaluation(by=SYSTEM, assessment_id=assessment_id, deputy_id=deputy_id)


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Beslutninger"), url_name="verdicts:list", section="verdicts", order=65, place="technology"
        )
    ],
    panels=[
        Panel(kind="assessment", place="main", order=10, template="verdicts/panel.html", context=decided),
        Panel(kind="assessment", place="action", order=30, template="verdicts/action.html", context=ending),
        Panel(kind="technology", place="main", order=64, template="verdicts/panel_about.html", context=on_technology),
        Panel(kind="trial", place="main", order=64, template="verdicts/panel_about.html", context=on_trial),
    ],
    phrases=[
        Phrase(verb="verdicts.made_ready", text=_("%(who)s sagde, at vurderingen er klar: %(title)s")),
        Phrase(
            verb="verdicts.ready_taken_back",
            text=_("%(who)s rettede det, vurderingen bygger på. Vurderingen skal siges klar igen: %(title)s"),
        ),
        Phrase(verb="verdicts.decided", text=_("%(who)s besluttede på en vurdering: %(title)s"), news="stage"),
        Phrase(verb="verdicts.evaluated", text=_("%(who)s skrev, om beslutningen holdt: %(title)s"), news="stage"),
        Phrase(verb="verdicts.passed_on", text=_("Evalueringen af en beslutning blev sendt videre: %(title)s")),
    ],
    consequences=[
        Consequence(kind="assessment", step=step, then=actions.take_ready_back) for step in ("graded", "trial chosen")
    ],
    owed_answers=[
        OwedAnswers(
            name="verdict evaluation",
            label=_("En beslutning om teknologi, der skal evalueres"),
            rows=queries.waiting,
            waiting=queries.owed_evaluations,
            pass_on=pass_on,
        )
    ],
    capabilities=[
        Capability(
            id="C59",
            url_name="verdicts:list",
            label=_("Intet bliver besluttet, før alle tre sider har svaret, og beslutningen siger, hvad den bygger på"),
        ),
        Capability(
            id="C54",
            url_name="verdicts:list",
            label=_("Kun afdelingen selv beslutter, inden for sit beløb. Ingen, der sælger det, er med"),
        ),
    ],
    personal_data=[
        PersonalData(
            label=_("Beslutninger om teknologi, du har gjort klar eller ser på igen"),
            export=personal_data.export,
            erase=personal_data.erase,
        )
    ],
)
