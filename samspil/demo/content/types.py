"""The shapes of the demo's texts.

The content package is data only: it knows no Django and no database, so anybody who can write Danish can
correct a text without knowing how it is stored. Keys tie the pieces together. Units, bodies and actors
share one key space, because they are one concept in Samspil: whoever can own a pledge can be any of them.
Days are counted back from the day the demo is loaded, so the demo never grows old.
"""

from __future__ import annotations

from dataclasses import dataclass

BODY_KINDS = (
    "executive_group",
    "committee",
    "disability_council",
    "senior_council",
    "marginalised_council",
    "med",
    "development_council",
    "technology_group",
    "experience_forum",
)
BODY_POWERS = ("decide", "spend", "advise", "respond", "discuss")
ACTOR_KINDS = (
    "association",
    "volunteer_group",
    "relatives_group",
    "company",
    "informal_group",
    "housing_association",
    "volunteer_centre",
    "foundation",
    "producer",
    "institute",
    "other_municipality",
    "municipal_network",
    "education",
    "user_group",
    "project",
)
PERSON_KINDS = ("individual", "relative", "volunteer", "service_user", "employee", "professional", "student")
ROLE_KINDS = ("coordinator", "leader", "employee", "councillor", "administrator")
DEMO_ROLES = ("coordinator", "leader", "employee", "host", "councillor", "chair", "relative", "med", "group")
CHANNELS = ("", "paper", "phone", "meeting")
THEMES = (
    "older",
    "relatives",
    "disability",
    "mental_health",
    "children_youth",
    "employment",
    "health",
    "vulnerable",
    "community",
)
STAGES = ("draft", "perspectives", "proposals", "trial", "practice", "closed")
AUDIENCES = ("public", "staff", "unit")
PLEDGE_KINDS = ("time", "place", "knowledge", "equipment", "money")
OUTCOMES = ("forward", "later", "no")
DEGREES = ("incremental", "radical")
OBJECTS = ("product", "service", "process")
KNOWLEDGE_KINDS = ("example", "study", "model", "method", "rule")
STRENGTHS = ("described", "evaluated", "study")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A town or quarter of the invented municipality."""

    key: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, kw_only=True)
class UnitText:
    """A part of the municipal organisation; `parent` makes the tree."""

    key: str
    name: str
    parent: str | None
    description: str
    place: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class BodyText:
    """A body with typed powers: who may decide is never read out of a name."""

    key: str
    name: str
    kind: str
    powers: tuple[str, ...]
    description: str


@dataclass(frozen=True, kw_only=True)
class ActorText:
    """Everybody else who can see, devise or deliver: an angling club as much as a foundation."""

    key: str
    name: str
    kind: str
    description: str
    place: str
    phone: str = ""
    email: str = ""
    language: str = "da"


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person's tie to a unit, body or actor; `speaks_for` lets the person write in its name."""

    actor: str
    function: str
    speaks_for: bool = False


@dataclass(frozen=True, kw_only=True)
class RoleText:
    """A delegated role: a unit's or body's key as scope (None is the whole municipality), an amount in DKK."""

    kind: str
    scope: str | None
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonText:
    """A fictitious person. People outside the municipality go by first name only."""

    key: str
    name: str
    email: str = ""
    phone: str = ""
    kind: str
    function: str
    members: tuple[Member, ...] = ()
    roles: tuple[RoleText, ...] = ()
    demo_role: str = ""


@dataclass(frozen=True, kw_only=True)
class PerspectiveText:
    """What somebody sees from where they stand; replies go one level deep."""

    by: str
    actor: str | None
    body: str
    days_ago: int
    channel: str = ""
    entered_by: str = ""
    replies: tuple[PerspectiveText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChallengeText:
    """A question about people's lives, with today's practice as the alternative that is always there."""

    key: str
    question: str
    first_question: str = ""
    description: str
    today: str
    theme: str
    unit: str
    place: str
    by: str
    actor: str | None
    raised_days_ago: int
    stage: str
    next_step: str
    audience: str = "public"
    host: str
    perspectives: tuple[PerspectiveText, ...]


@dataclass(frozen=True, kw_only=True)
class PledgeText:
    """What somebody puts in: support is given in hours, rooms and kroner, not in likes."""

    by: str
    actor: str | None
    kind: str
    body: str
    amount: int | None = None
    days_ago: int


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """The public answer of the responsible unit, with its reason."""

    by: str
    outcome: str
    body: str
    days_ago: int


@dataclass(frozen=True, kw_only=True)
class ProposalText:
    """An idea. `challenge` is None for an everyday improvement that needs no question first."""

    key: str
    challenge: str | None
    title: str
    body: str
    degree: str
    object: str
    by: str
    actor: str | None
    delivers: tuple[str, ...]
    days_ago: int
    unit: str
    pledges: tuple[PledgeText, ...]
    answer: AnswerText | None
    withdrawn_days_ago: int | None = None
    audience: str = "public"


@dataclass(frozen=True, kw_only=True)
class KnowledgeText:
    """A real example with its source, retold in our own words."""

    key: str
    title: str
    body: str
    source: str
    source_place: str
    country: str = "DK"
    year: int
    kind: str
    strength: str
    themes: tuple[str, ...]
    actors: str
