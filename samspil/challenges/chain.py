"""Who holds the chain: identified, devised, delivered, assessed (S: "I dag står vi ofte for hele kæden")."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from samspil.actors.models import ERASED, Actor, Sphere
from samspil.challenges.models import ChainLink, ChainStep
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer

MUST_HOLD = (ChainStep.IDENTIFIED, ChainStep.DEVISED, ChainStep.DELIVERED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step as shown: its label, the names that hold it, and ``sphere``: municipality, society, together or none."""

    step: str
    label: str
    names: list[str]
    sphere: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The four steps; ``is_all_municipal`` when nobody else sees, devises or would deliver (C20)."""

    steps: list[Step]
    is_all_municipal: bool

    @property
    def municipality_delivers(self) -> bool:
        """Its role is to convene, until it is agreed that it delivers as well (C06)."""
        return any(
            step.step == ChainStep.DELIVERED and step.sphere in ("municipality", "together") for step in self.steps
        )


def hold(subject: Subject, step: ChainStep, actors: Iterable[Actor]) -> None:
    """Write who holds a step, with the sphere as it is now."""
    for actor in actors:
        ChainLink.objects.get_or_create(subject=subject, step=step, actor=actor, defaults={"sphere": actor.sphere})


def release(subject: Subject, step: ChainStep | None = None) -> None:
    """Take the links off again, when a proposal is withdrawn or a delivery is called off."""
    links = ChainLink.objects.filter(subject=subject)
    (links.filter(step=step) if step else links).delete()


def side(spheres: set[str]) -> str:
    if not spheres:
        return "none"
    if spheres == {Sphere.MUNICIPALITY}:
        return "municipality"
    return "together" if Sphere.MUNICIPALITY in spheres else "society"


def chain_of(subject: Subject, viewer: Viewer) -> Chain:
    """The chain of a subject, as far as ``viewer`` may read it.

    A challenge also shows who devised its proposals; who would deliver them is not agreed before a trial, and counts
    only for the flag. A proposal also shows who saw the problem of its challenge.
    """
    links = (
        ChainLink.objects.filter(may_read(viewer, "subject__"))
        .order_by()
        .values_list("at", "pk", "step", "actor__name", "actor__subject__shown", "sphere", "subject")
    )
    # Short searches; in one condition with OR, neither database finds its way by an index.
    parts = [
        links.filter(subject=subject),
        links.filter(subject__context=subject, step__in=(ChainStep.DEVISED, ChainStep.DELIVERED)),
    ]
    if subject.context_id:
        parts.append(links.filter(subject=subject.context_id, step=ChainStep.IDENTIFIED))
    rows = parts[0].union(*parts[1:]).order_by("at", "pk")
    names: dict[str, dict[str, None]] = {step: {} for step in ChainStep}
    shown: dict[str, set[str]] = {step: set() for step in ChainStep}
    known: dict[str, set[str]] = {step: set() for step in ChainStep}
    for _at, _pk, step, name, is_shown, sphere, about in rows:
        known[step].add(sphere)
        if step == ChainStep.DELIVERED and about != subject.pk:
            continue
        names[step][name if is_shown or name == ERASED else _("En, der er skjult")] = None
        shown[step].add(sphere)
    return Chain(
        [Step(step, str(step.label), list(names[step]), side(shown[step])) for step in ChainStep],
        is_all_municipal=all(side(known[step]) == "municipality" for step in MUST_HOLD),
    )


def who_holds(step: ChainStep, kind: str, viewer: Viewer) -> Counter[str]:
    """How often each sphere holds ``step`` on subjects of ``kind`` that ``viewer`` may read (C05, C19)."""
    rows = (
        ChainLink.objects.filter(may_read(viewer, "subject__"), step=step, subject__kind=kind)
        .values_list("sphere")
        .annotate(n=Count("pk"))
    )
    return Counter(dict(rows))
