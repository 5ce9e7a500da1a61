"""Load Engbæk Kommune into an empty database."""

from samspil.demo import (
    agreements,
    ambassadors,
    around,
    assessments,
    awards,
    barriers,
    buildings,
    business_cases,
    codetermination,
    company_pledges,
    evaluations,
    events,
    experiences,
    external_results,
    mapping,
    meetings,
    practices,
    processes,
    resources,
    rosters,
    safeguards,
    stories,
    suggestions,
    support,
    surveys,
    tasks,
    technologies,
    technology_advice,
    technology_projects,
    trials,
    verdicts,
    volunteers,
    wayfinding,
)
from samspil.demo.story import Loader
from samspil.effects import paths
from samspil.foundation.models import Subject


def is_empty() -> bool:
    return not Subject.objects.exists()


# Each tells its part of the story: ``plan(loader)`` puts what happened on the loader's list, each thing on its day.
PARTS = (
    ambassadors,
    codetermination,
    processes,
    resources,
    support,
    around,
    barriers,
    evaluations,
    practices,
    trials,
    meetings,
    surveys,
    company_pledges,
    suggestions,
    mapping,
    wayfinding,
    agreements,
    safeguards,
    tasks,
    rosters,
    events,
    volunteers,
    stories,
    awards,
    technologies,
    business_cases,
    experiences,
    assessments,
    verdicts,
    buildings,
    technology_projects,
    external_results,
    technology_advice,
)


def plan(loader: Loader) -> None:
    for part in PARTS:
        part.plan(loader)


def loader() -> Loader:
    """The story of Engbæk, with what happens around its challenges."""
    return Loader(prepare=around.prepare_ground, plan_more=plan)


def load() -> str:
    """Load the demo; returns a line about what came in."""
    told = loader().load()
    paths.rebuild()  # the figures are there from the first page on
    return told
