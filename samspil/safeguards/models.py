"""What keeps children and citizens safe: checks of people, and what an association declares for the year.

Nothing of what a certificate says is ever here, no file, and no CPR number: only that it is required, ordered, seen or
declared, by whom, when, and until which day we ourselves hold it to be good enough.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, ActorKind, Channel, Person, in_units_of
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.viewer import Viewer

NAME_LENGTH = 80


class Requirement(models.TextChoices):
    """What a task may ask of those who take it. A children's check is for fixed direct contact with children under 15
    (lov om indhentelse af børneattest); the others are the host's own choice.
    """

    CHILDREN_CHECK = "children_check", _("Børneattest")
    CRIMINAL_RECORD = "criminal_record", _("Straffeattest")
    CONFIDENTIALITY = "confidentiality", _("Tavshedserklæring")
    COURSE = "course", _("Kursus")


class State(models.TextChoices):
    REQUIRED = "required", _("Mangler")
    ORDERED = "ordered", _("Bestilt")
    SEEN = "seen", _("Set")
    DECLARED = "declared", _("Erklæret for året")


OPEN = (State.REQUIRED, State.ORDERED)
SETTLED = (State.SEEN, State.DECLARED)


class SafeguardQuerySet(models.QuerySet["Safeguard"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Need to know: oneself, whoever speaks for the association, and for the municipality's own units those who
        are responsible there. Nobody else, also not with another role.

        What stands about a person in an association is the association's alone; the municipality reads the yearly
        declaration and nothing more.
        """
        if not viewer.is_known:
            return self.none()
        # To speak for a unit is to write in its name; it makes nobody responsible for its volunteers.
        allowed = Q(person=viewer.person_id) | (Q(host__in=viewer.speaks_for) & ~Q(host__kind=ActorKind.UNIT))
        if viewer.holds("coordinator"):
            allowed |= Q(person=None)
        return self.filter(allowed | in_units_of(viewer, "host__unit", "coordinator", "leader"))


class Safeguard(models.Model):
    """One requirement of one ``person`` by one ``host``; or, without a person, the host's own declaration for ``year``.

    ``due_on`` is our own deadline: until then it must be done, or, once it is seen or declared, done anew. ``seen_by``
    is whoever saw or declared it. ``called`` is the name that was written with an address: to know an address is no
    right to hear whose it is. ``channel`` and ``declared_by`` are set when staff wrote down what an association
    declared on paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=16, choices=Requirement)
    state = models.CharField(max_length=8, choices=State, default=State.REQUIRED)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="safeguards")
    called = models.CharField(max_length=NAME_LENGTH, blank=True)
    host = models.ForeignKey(Actor, models.CASCADE, related_name="safeguards")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    required_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    required_on = models.DateField(default=clock.today)
    ordered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ordered_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seen_on = models.DateField(null=True, blank=True)
    declared_by = models.CharField(max_length=NAME_LENGTH, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SafeguardQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="safeguard_due"),
            models.Index(fields=["person", "kind"], name="safeguard_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "host", "kind"], condition=Q(person__isnull=False), name="safeguard_person_once"
            ),
            models.UniqueConstraint(
                fields=["host", "kind", "year"], condition=Q(person=None), name="safeguard_year_once"
            ),
            # A person's is ordered and seen, an association's is declared for a year: never the other way round.
            models.CheckConstraint(
                condition=Q(person__isnull=False, year=None, state__in=["required", "ordered", "seen"])
                | Q(person=None, year__isnull=False, state__in=["required", "declared"]),
                name="safeguard_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["required", "ordered"]) | Q(seen_on__isnull=False),
                name="safeguard_seen_when",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def whose(self) -> str:
        """Whom it is about, as those who are responsible read it."""
        return (self.called or self.person.name) if self.person else self.host.name

    @property
    def is_certificate(self) -> bool:
        """Whether it comes from the police, and says something that is none of ours to keep."""
        return self.kind in (Requirement.CHILDREN_CHECK, Requirement.CRIMINAL_RECORD)

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()

    @property
    def holds(self) -> bool:
        """Whether it lets somebody sign up today."""
        return self.is_settled and not self.is_overdue
