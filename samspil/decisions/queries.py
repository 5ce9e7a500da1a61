"""Reads about decisions and advice: asked through the subject, which ``visible_to`` has let the viewer see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samspil.actors.models import Actor, Membership, Person
from samspil.decisions.models import Advice, AdviceInterest, Decision
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer


def decisions_of(subjects: Iterable[UUID], viewer: Viewer) -> QuerySet[Decision]:
    """The decisions on some subjects, newest first, with who decided."""
    rows = Decision.objects.filter(may_read(viewer, "subject__"), subject__in=list(subjects))
    return rows.select_related("by__actor", "unit__actor__subject")


def with_statements(rows: QuerySet[Advice]) -> QuerySet[Advice]:
    """Advice with its body, who wrote it down, and what the members said of their own interests. One query more."""
    statements = AdviceInterest.objects.select_related("person__actor")
    return rows.select_related("body__subject", "by__actor").prefetch_related(Prefetch("interests", statements))


def advice_on(subjects: Iterable[UUID], viewer: Viewer) -> QuerySet[Advice]:
    """The advice on some subjects, newest first, with who advised and what they have at stake. Two queries."""
    return with_statements(Advice.objects.filter(may_read(viewer, "subject__"), subject__in=list(subjects)))


def members_of(body: Actor) -> list[Person]:
    """Who sits in a body now, by name."""
    rows = Person.objects.filter(pk__in=Membership.objects.current().filter(actor=body).values("person"))
    return list(rows.filter(erased_at=None).select_related("actor").order_by("actor__name", "pk"))


def speaking_for(parties: Iterable[UUID], people: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these people speak for one of these actors now, or are one."""
    parties, people = list(parties), list(people)
    speaks = Membership.objects.current().filter(actor__in=parties, speaks_for=True).values("person")
    rows = Person.objects.filter(Q(actor__in=parties) | Q(pk__in=speaks), pk__in=people)
    return frozenset(rows.values_list("pk", flat=True)) if parties else frozenset()
