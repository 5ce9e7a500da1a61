"""A technology Engbæk tries: from a need of a unit to a trial with the law, the work and the evaluation in place."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.indicators.actions import add_indicator, measure
from samspil.proposals.actions import propose
from samspil.technology_needs.actions import go_on
from samspil.technology_projects import actions
from samspil.trials import actions as trials

NEED = "need Gulvene tager formiddagen"
OTHER_WAYS = (
    ("En time mere til rengøring om eftermiddagen", "Så kan gulvene vente, til beboerne er gået til ro."),
    ("Færre tæpper på gangene", "To lange løbere samler det meste af støvet. Vi kunne rulle dem sammen."),
)
LAW = (
    ("device", "not_needed", "En støvsuger er ikke medicinsk udstyr. Den har CE-mærke som husholdningsmaskine."),
    ("data", "in_order", "Vi har valgt en uden kamera og uden net. Den gemmer ikke noget om nogen."),
    ("consent", "in_order", "Vi spurgte på beboermødet. Den kører ikke i nogens bolig."),
)
PLAN = (
    (
        "workflow",
        "Vi støvsuger gangene fra 9 til 11.",
        "Robotten kører fra 9 til 11. Vi tømmer den kl. 11.",
        "Dagholdet",
    ),
    ("workflow", "Stolene står, hvor de står.", "Stolene i fællesrummet bliver sat op kl. 8.45.", "Natholdet"),
    ("competence", "Ingen har brugt den.", "Tømme, rense børster og slå den fra.", "To på hvert hold, lært op af Tine"),
)


def plan(loader: Loader) -> None:
    loader.plan(16, propose_it, loader)


def propose_it(loader: Loader) -> None:
    need = loader.things[NEED]
    need = go_on(
        by=loader.viewer("tine"),
        need_id=need.pk,
        title="En robot på gangene om formiddagen",
        body="Den tager gangene og fællesrummet, mens vi drikker kaffe med beboerne. Boligerne gør vi selv.",
    )
    unit = loader.units["aabrinken"].pk
    ways = [propose(**loader.voice("tine", None), title=title, body=body, unit_id=unit) for title, body in OTHER_WAYS]
    loader.let_out()
    loader.later(14, partial(plan_it, loader, need.proposal.pk, [way.pk for way in ways]))


def plan_it(loader: Loader, proposal: Any, ways: list[Any]) -> None:
    starts = clock.today() + timedelta(days=8)
    trial = trials.plan_trial(
        **loader.voice("tine", None),
        proposal_id=proposal,
        scale="full",
        title="Robotstøvsuger på Åbrinkens gange i otte uger",
        unit_id=loader.units["aabrinken"].pk,
        alternatives=ways,
        starts_on=starts,
        ends_on=starts + timedelta(weeks=8),
        what="Én robot på hver af de to gange og én i fællesrummet. Vi låner dem.",
        who="Dagholdet og nattevagten",
        reason="En time mere koster penge hver uge, og uden løberne bliver der glat om vinteren.",
        needs_staff=True,
        cost_neutral="unknown",
        is_reversible=True,
        believe="at vi får en halv time mere ved kaffen",
        leads_to="at færre sidder alene om formiddagen",
        seen_by="hvor mange minutter vi sidder ned sammen",
        competences_needed="At tømme den og slå den fra.",
        competences_present="Poul har selv en derhjemme.",
        users_part="Beboerrådet siger hver fredag, om den larmer.",
    )
    by, ids = loader.viewer("tine"), {"trial_id": trial.pk}
    trials.add_partner(
        by=by,
        actor_id=loader.actors["rolig-teknik"].pk,
        role="Låner os tre robotter i otte uger",
        interest="sells",
        interest_note="Sælger dem, og vil gerne sælge flere.",
        **ids,
    )
    actions.begin_project(
        by=by,
        technology_id=loader.things["technology:stoevsuger"].pk,
        is_better_life=True,
        is_smarter_work=True,
        need_id=loader.things[NEED].pk,
        **ids,
    )
    approve = partial(trials.approve_trial, by=loader.viewer("hanne"), reason="Ja. Prøv det.", interest="none", **ids)
    loader.later(12, approve)
    loader.later(11, partial(make_ready, loader, trial))
    loader.later(6, partial(trials.start_trial, by=by, **ids))


def make_ready(loader: Loader, trial: Any) -> None:
    by, ids = loader.viewer("tine"), {"trial_id": trial.pk}
    life = add_indicator(
        by=by,
        subject_id=trial.pk,
        kind="own",
        name="Minutter ved kaffebordet om formiddagen",
        unit="minutter om dagen",
        higher_is_better=True,
        about_people=False,
    )
    work = add_indicator(by=by, subject_id=trial.pk, kind="time")
    for indicator, value in ((life, 12), (work, 95)):
        measure(
            by=by,
            indicator_id=indicator.pk,
            phase="before",
            on=clock.today(),
            value=Decimal(value),
            how="counted",
            n=None if indicator is life else 9,
            source="Talt i fem dage af dagholdet",
        )
    for topic, state, words in LAW:
        actions.check_law(by=by, topic=topic, state=state, words=words, **ids)
    for kind, today, then, who in PLAN:
        actions.add_line(by=by, kind=kind, today=today, then=then, who=who, on=clock.today(), **ids)
    actions.edit_project(
        by=by,
        life_indicator_id=life.pk,
        work_indicator_id=work.pk,
        evaluation_on=clock.today() + timedelta(weeks=10),
        evaluation_owner_id=loader.people["tine"].pk,
        **ids,
    )
