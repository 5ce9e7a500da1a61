"""The pages that are measured, as requests: the same for the test client and for the server."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from benchmarks.story import CROWDED, DETAIL, SPAN
from benchmarks.texts import COMMON, RARE
from samspil.actors.models import Role
from samspil.challenges.models import Challenge
from samspil.foundation.models import Subject
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from samspil.identity.models import User
from samspil.proposals.models import Proposal

TEXT = (
    "Vi er nogle, der mødes hver onsdag. Mange bliver hjemme, når det bliver mørkt. De siger, at de ikke vil være til"
    " besvær, og så holder de op med at ringe. Hvordan gør vi det nemt at komme af sted igen?"
)


@dataclass(frozen=True)
class Page:
    """One request. ``data`` is what a form sends; it gets a ``request_id`` of its own each time."""

    name: str
    path: str
    signed_in: bool = False
    data: dict[str, str] = field(default_factory=dict)

    def form(self) -> dict[str, str]:
        return {**self.data, "request_id": str(uuid4())}


def pages() -> list[Page]:
    """The pages, with the addresses they have in the database at hand."""
    detail = Challenge.objects.get(question=DETAIL["question"])
    crowded = Challenge.objects.get(question=CROWDED["question"])
    # What is written goes elsewhere, so that the measured pages stay as they are.
    other = Challenge.objects.filter(subject__audience="public", subject__shown=True, stage="proposals").order_by("pk")[
        0
    ]
    proposal = Proposal.objects.filter(challenge=detail).order_by("pk")[0]
    return [
        Page("Baseline: robots.txt", "/robots.txt"),
        Page("Baseline: one SELECT 1", "/sundhed/"),
        Page("Front page", "/"),
        Page("Challenges", "/udfordringer/"),
        Page("Challenges, signed in", "/udfordringer/", signed_in=True),
        Page("Challenges, page 40", "/udfordringer/?side=40"),
        Page("Challenges, filtered", "/udfordringer/?emne=older&trin=proposals"),
        Page("Challenges, raised by companies", "/udfordringer/?rejst=market"),
        Page("Challenges, common word", f"/udfordringer/?q={COMMON}"),
        Page("Challenges, rare word", f"/udfordringer/?q={RARE}"),
        Page("Search, common word", f"/soeg/?q={COMMON}"),
        Page("Search, rare word", f"/soeg/?q={RARE}"),
        Page("Search, two words, signed in", f"/soeg/?q={COMMON}+hjem", signed_in=True),
        Page("Challenge, 30 perspectives", f"/udfordringer/{detail.pk}/"),
        Page("Challenge, the same, signed in", f"/udfordringer/{detail.pk}/", signed_in=True),
        Page("Challenge, 30 perspectives, 30 proposals", f"/udfordringer/{crowded.pk}/"),
        Page("Proposals", "/forslag/"),
        Page("Proposal", f"/forslag/{proposal.pk}/"),
        Page("Actors", "/hvem/"),
        Page("Raise a challenge (form)", "/udfordringer/ny/"),
        Page(
            "Raise a challenge (POST)",
            "/udfordringer/ny/",
            signed_in=True,
            data={
                "question": "Hvordan får vi flere med om onsdagen?",
                "description": TEXT,
                "theme": "older",
                "place": "Engbæk",
            },
        ),
        Page(
            "Tell what one sees (POST)",
            f"/udfordringer/{other.pk}/det-ser-vi/",
            signed_in=True,
            data={"body": TEXT},
        ),
    ]


def somebody() -> User:
    """The user who is signed in: an employee with a role and memberships, the dearest case for ``visible_to``."""
    role = Role.objects.filter(kind="employee", person__email__isnull=False).order_by("pk")[0]
    return create_user_for(by=SYSTEM, person=role.person)


def sink(since: datetime) -> None:
    """Let what the measurement itself wrote lie at the end of the lists, so that the next one sees the same lists."""
    written = Subject.objects.filter(created_at__gt=since, kind__in=("challenge", "perspective"))
    written.update(active_at=since - 2 * SPAN, created_at=since - 2 * SPAN)
    detail, crowded = (Subject.objects.filter(kind="challenge", title=each["question"]) for each in (DETAIL, CROWDED))
    (detail | crowded).update(active_at=since)
