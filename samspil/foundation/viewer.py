"""Who reads or acts, with everything the rules need to answer without a query."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Grant:
    """A role a person holds now. ``scope`` is an actor id (a unit or a body); None is the whole municipality.

    ``amount`` is what the holder may spend at a time, in DKK; None where the role does not spend.
    """

    kind: str
    scope: UUID | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person at one moment. ``readers`` are the ids an audience may name: the person, actors, units, bodies.

    Who ``is_blocked`` changes nothing that others read: ``verbs.verb`` sees to it.
    """

    person_id: UUID | None = None
    actor_id: UUID | None = None
    name: str = ""
    grants: frozenset[Grant] = frozenset()
    speaks_for: frozenset[UUID] = frozenset()
    readers: frozenset[UUID] = field(default_factory=frozenset)
    is_blocked: bool = False

    @property
    def is_known(self) -> bool:
        """Whether we know who this is: signed in, or confirmed by a one-time link."""
        return self.person_id is not None

    @property
    def known_id(self) -> UUID:
        """The person's id, where a rule has made sure that there is one. Raises: LookupError otherwise."""
        if self.person_id is None:
            raise LookupError("Nobody we know.")
        return self.person_id

    @property
    def is_staff(self) -> bool:
        """Works for the municipality. Councillors are elected, not employed, and are not staff."""
        return any(grant.kind in STAFF_ROLES for grant in self.grants)

    def holds(self, *kinds: str) -> bool:
        """Whether the viewer holds one of these roles somewhere."""
        return any(grant.kind in kinds for grant in self.grants)

    def leads(self, line: tuple[UUID, ...]) -> bool:
        """Whether the viewer leads one of the units in ``line``: a unit followed by those above it."""
        return self.holds_in(line, "leader")

    def may_spend(self, line: tuple[UUID, ...]) -> int:
        """The most DKK that the viewer may decide on at a time, as leader in ``line``; 0 for everybody else."""
        held = (grant for grant in self.grants if grant.kind == "leader")
        return max((grant.amount or 0 for grant in held if grant.scope is None or grant.scope in line), default=0)

    def coordinates(self, line: tuple[UUID, ...]) -> bool:
        """Whether the viewer coordinates one of the units in ``line``, or the whole municipality."""
        return self.holds_in(line, "coordinator")

    def answers_for(self, line: tuple[UUID, ...]) -> bool:
        """Whether the viewer is responsible for the unit that ``line`` begins with: leads it or coordinates it."""
        return self.holds_in(line, "leader", "coordinator")

    def holds_in(self, line: tuple[UUID, ...], *kinds: str) -> bool:
        """Whether the viewer holds one of these roles in one of the units in ``line``, or everywhere."""
        return any(grant.kind in kinds and (grant.scope is None or grant.scope in line) for grant in self.grants)


STAFF_ROLES = frozenset({"coordinator", "leader", "employee", "administrator"})
NOBODY = Viewer()
# Set-up, scheduled work and the command line act as the installation itself.
SYSTEM = Viewer(grants=frozenset({Grant("administrator")}))
