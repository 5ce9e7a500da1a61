"""The states of technology projects: the list with its count, choosing, the page, its forms."""

from samspil.foundation import clock
from samspil.technology_projects import actions
from samspil.trials import actions as trials
from samspil.trials.models import Trial
from tests.business_cases.making import make_case
from tests.factories import make_actor, make_person, viewer
from tests.states import LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project, make_ready, start
from tests.trials.making import plan_full


def mette(w: World):
    return make_person("Mette Skov", role="employee", scope=w.unit, member_of=w.unit.actor)


def whole(w: World) -> Trial:
    """A project that runs, with a seller among the partners and long words."""
    by = mette(w)
    assert w.lene
    trial = plan_full(by=by, unit_id=w.unit.pk, title=LONG_LINE[:120])
    project = make_project(by, trial, technology=make_technology(title=LONG_WORD[:80]), is_smarter_work=False)
    make_ready(project, by, w.unit)
    actions.check_law(by=viewer(by), trial_id=trial.pk, topic="data", state="in_order", words=LONG_TEXT[:900])
    told = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}
    firm = make_actor("Løftekompagniet", kind="company")
    trials.add_partner(by=viewer(by), trial_id=trial.pk, actor_id=firm.pk, **told)
    return start(project, w.lene)


@state("technology_projects/list.html", "empty")
def _(w):
    return w.get("technology_projects:list")


@state("technology_projects/list.html", "one that runs")
def _(w):
    whole(w)
    return w.get("technology_projects:list")


@state("technology_projects/page.html", "everything, a seller not looked at")
def _(w):
    trial = whole(w)
    return w.get("technology_projects:page", trial.pk, by=trial.author)


@state("technology_projects/page.html", "bare")
def _(w):
    project = make_project(mette(w), unit=w.unit)
    return w.get("technology_projects:page", project.pk)


@state("technology_projects/edit.html", "no figures yet, and something wrong")
def _(w):
    by = mette(w)
    project = make_project(by, plan_full(by=by, unit_id=w.unit.pk, title=LONG_LINE[:120]))
    return w.post("technology_projects:edit", project.pk, by=by, data={"evaluation_on": "i morgen"})


@state("technologies/choose.html", "found")
def _(w):
    make_technology(title="Loftlift")
    by = mette(w)
    return w.get("technology_projects:choose", plan_full(by=by, unit_id=w.unit.pk).pk, by=by)


@state("site/form.html", "buying from a seller, errors")
def _(w):
    trial = whole(w)
    firm = trial.partners.get().actor_id
    told = {"way": "market", "words": ""}
    return w.post("technology_projects:purchase", trial.pk, firm, by=trial.author, data=told)


@state("technology_projects/page.html", "stopped, with a lesson still to write")
def _(w):
    trial = whole(w)
    Trial.objects.filter(pk=trial.pk).update(status="concluded", outcome="stop", concluded_at=clock.now())
    return w.get("technology_projects:page", trial.pk, by=trial.author)


@state("technology_projects/take_off.html", "begun")
def _(w):
    trial = whole(w)
    return w.get("technology_projects:take-off", trial.pk, by=trial.author)


@state("technology_projects/take_off.html", "a business case in the way")
def _(w):
    project = make_project(mette(w), unit=w.unit, technology=make_technology(title=LONG_WORD[:80]))
    make_case(unit=w.unit, about=project.trial, title=LONG_LINE[:100])
    return w.get("technology_projects:take-off", project.pk, by=project.trial.author)


@state("technology_projects/edit.html", "begun, for a coordinator")
def _(w):
    return w.get("technology_projects:edit", whole(w).pk, by=w.birthe)


@state("technology_projects/take_off.html", "nothing in the way")
def _(w):
    project = make_project(mette(w), unit=w.unit, technology=make_technology(title=LONG_WORD[:80]))
    return w.get("technology_projects:take-off", project.pk, by=project.trial.author)
