"""Reads about wordings and open questions, always through ``visible_to``."""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from samspil.actors.models import Person
from samspil.challenges.models import Challenge
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer
from samspil.reframing.models import OpenQuestion, Vote, Wording, WordingState, WordingVote

MOST_WORDINGS = 100
MOST_REPLIES = 200
ON_THE_PAGE = 5  # lines of each list on the challenge's own page


def wordings_of(challenge: Challenge, viewer: Viewer) -> list[Wording]:
    """The standing wordings of a challenge, oldest first, each with the number of those who have ``answered``."""
    rows = (
        Wording.objects.visible_to(viewer)
        .filter(challenge=challenge)
        .exclude(state=WordingState.WITHDRAWN)
        .select_related("subject", "actor", "author__actor", "put_by__actor")
        .annotate(answered=Count("votes", filter=Q(votes__subject__shown=True)))
        .order_by("pk")
    )
    return list(rows[:MOST_WORDINGS])


def tally(wording: Wording) -> dict[str, int]:
    """How many say yes and no. What is hidden counts no more than it shows."""
    rows = WordingVote.objects.filter(wording=wording, subject__shown=True).values("vote").annotate(n=Count("pk"))
    counts = {row["vote"]: row["n"] for row in rows}
    return {vote.value: counts.get(vote, 0) for vote in Vote}


def comments_on(wording: Wording, viewer: Viewer) -> list[WordingVote]:
    """The votes that came with a line, oldest first."""
    rows = WordingVote.objects.visible_to(viewer).filter(wording=wording).exclude(comment="")
    return list(rows.select_related("subject", "person__actor").order_by("at")[:MOST_REPLIES])


def vote_of(wording: Wording, viewer: Viewer) -> WordingVote | None:
    """What the viewer answered, also when the comment was hidden meanwhile: it is still theirs to change."""
    if viewer.person_id is None:
        return None
    return WordingVote.objects.filter(wording=wording, person=viewer.person_id).select_related("subject").first()


def taking_part(challenge: Challenge) -> QuerySet[Person]:
    """Everybody who raised it or has said something on the page that still stands: of whom ``takes_part`` is true."""
    said = Subject.objects.filter(root=challenge.subject.root_id, shown=True).exclude(
        pk__in=[challenge.subject.root_id]
    )
    wrote = said.exclude(title="").exclude(created_by=None).values_list("created_by")
    return Person.objects.filter(Q(pk__in=wrote) | Q(pk=challenge.author_id)).select_related("actor").order_by("pk")


def standing(viewer: Viewer, challenge: Challenge) -> QuerySet[OpenQuestion]:
    return OpenQuestion.objects.visible_to(viewer).filter(challenge=challenge, reply_to=None, withdrawn_at=None)


def questions_of(challenge: Challenge, kind: str, viewer: Viewer) -> QuerySet[OpenQuestion]:
    """One of the two lists, newest first, each with its ``reply_count``."""
    return with_replies(standing(viewer, challenge).filter(kind=kind)).order_by("-pk")


def with_replies(rows: QuerySet[OpenQuestion]) -> QuerySet[OpenQuestion]:
    said = OpenQuestion.objects.filter(reply_to=OuterRef("pk"), withdrawn_at=None, subject__shown=True)
    counts = said.values("reply_to").annotate(n=Count("pk")).values("n")
    return rows.select_related("subject", "actor").annotate(reply_count=Coalesce(Subquery(counts), 0))


def newest_of_each(challenge: Challenge, viewer: Viewer) -> list[Any]:
    """The newest few of both lists, each row with ``of_its_kind``: how many its list holds. One query."""
    ranked = with_replies(standing(viewer, challenge)).annotate(
        of_its_kind=Window(Count("pk"), partition_by="kind"),
        place=Window(RowNumber(), partition_by="kind", order_by=F("pk").desc()),
    )
    return list(ranked.filter(place__lte=ON_THE_PAGE).order_by("-pk"))


def replies_to(question: OpenQuestion, viewer: Viewer) -> list[OpenQuestion]:
    """What people answer, oldest first."""
    rows = OpenQuestion.objects.visible_to(viewer).filter(reply_to=question, withdrawn_at=None)
    return list(
        rows.select_related("subject", "actor", "author__actor", "entered_by__actor").order_by("pk")[:MOST_REPLIES]
    )
