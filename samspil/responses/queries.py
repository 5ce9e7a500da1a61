"""Reads about respondents for those who ask: how many, never who answered what."""

from dataclasses import dataclass

from django.db.models import Count, Q

from samspil.assessments.models import Assessment, Perspective
from samspil.responses.models import Channel, Respondent, Statement


@dataclass(frozen=True, slots=True)
class Asked:
    """How one perspective was asked: links sent, links that are not answered to the end, sheets and talks."""

    label: str
    code: str
    links: int
    waiting: int
    typed: int


def asked_how(assessment: Assessment) -> list[Asked]:
    """One query."""
    rows = Respondent.objects.filter(assessment=assessment).values("perspective").order_by("perspective")
    counts = {
        row["perspective"]: row
        for row in rows.annotate(
            links=Count("pk", filter=Q(channel=Channel.LINK)),
            waiting=Count("pk", filter=Q(channel=Channel.LINK, answered_on=None)),
            typed=Count("pk", filter=~Q(channel=Channel.LINK)),
        )
    }
    nothing = {"links": 0, "waiting": 0, "typed": 0}
    return [
        Asked(
            str(perspective.label),
            perspective.value,
            **{name: counts.get(perspective.value, nothing)[name] for name in nothing},
        )
        for perspective in Perspective
    ]


def reasons_of(assessment: Assessment) -> list[str]:
    """Why relatives are asked in citizens' place, for those who ask them. One query."""
    rows = Respondent.objects.filter(assessment=assessment).exclude(in_place_why="")
    return list(rows.order_by("in_place_why").values_list("in_place_why", flat=True).distinct())


def statements_to_read(assessment: Assessment) -> list[Statement]:
    """What people want to be quoted with, for those who keep a counted assessment."""
    rows = Statement.objects.filter(respondent__assessment=assessment).select_related("respondent")
    return list(rows.order_by("respondent__perspective", "pk"))
