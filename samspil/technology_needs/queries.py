"""Reads about needs, always through ``visible_to``, and what the matching engine finds for them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change, edits_in
from samspil.actors.models import Unit
from samspil.experiences.models import Experience
from samspil.experiences.queries import experiences
from samspil.foundation import search
from samspil.foundation.models import Subject, may_read
from samspil.foundation.text import tokens
from samspil.foundation.viewer import Viewer
from samspil.matching.types import Need, Suggestion
from samspil.suggestions.node import engine_for
from samspil.suggestions.queries import ALIKE, NEAR_ENOUGH, allowed_for, resembling
from samspil.suggestions.sentences import MOST_WORDS, listed
from samspil.technologies.models import Technology
from samspil.technology_needs.models import Joining, NeedStatus, ReuseChoice, ReuseDecision, TechnologyNeed

MOST_OFFERED = 30  # experiences to tick; who wants more searches
MOST_FOUND = 30  # of all that fit, so that each sort has some among them
MOST_TITLE = 100  # of a technology, in the title of a proposal
FEW = 3  # a word that more than these share, or more than one in eight of what is found, tells nothing
FEWEST_WORDS = 2  # one word may mean two things
FITTING = ("technology", "experience", "technology_need")

SORTS = {"nyeste": ("-subject__created_at", "pk"), "aktiv": ("-subject__active_at", "pk")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    status: str = ""
    unit: UUID | None = None
    sort: str = "aktiv"


def joins(viewer: Viewer) -> QuerySet[Joining]:
    """The units that have joined and not left, as far as ``viewer`` may read them."""
    rows = Joining.objects.filter(may_read(viewer, "unit__actor__subject__"), left_at=None)
    return rows.select_related("unit__actor", "by__actor").order_by("pk")


def needs(viewer: Viewer, filters: Filters | None = None) -> QuerySet[TechnologyNeed]:
    """The standing needs ``viewer`` may read, filtered and sorted, with the units that joined."""
    filters = filters or Filters()
    rows = TechnologyNeed.objects.visible_to(viewer).filter(subject__kind="technology_need", withdrawn_at=None)
    rows = rows.select_related("subject", "actor", "unit__actor__subject", "reuse")
    rows = rows.prefetch_related(Prefetch("joins", joins(viewer), to_attr="standing_joins"))
    if filters.words:
        ids = search.matching(filters.words, ("technology_need",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.unit:
        joined = Joining.objects.filter(unit=filters.unit, left_at=None).values("need")
        rows = rows.filter(Q(unit=filters.unit) | Q(pk__in=joined))
    return rows.order_by(*SORTS.get(filters.sort, SORTS["aktiv"]))


def heard_at(meeting: Subject, viewer: Viewer, most: int = 20) -> list[TechnologyNeed]:
    """The needs that came up at a meeting. One query."""
    rows = TechnologyNeed.objects.visible_to(viewer).filter(heard_at=meeting, withdrawn_at=None)
    return list(rows.select_related("subject").order_by("pk")[:most])


def behind(proposal: Subject, viewer: Viewer) -> list[TechnologyNeed]:
    """The needs a proposal answers, each with its decision on others' experiences. Two queries; one without any."""
    rows = TechnologyNeed.objects.visible_to(viewer).filter(proposal=proposal, withdrawn_at=None)
    rows = rows.select_related("subject", "unit__actor__subject", "reuse").order_by("pk")
    return list(rows.prefetch_related(seen_in("reuse__looked_at", viewer))[:10])


def of_unit(unit_id: UUID, viewer: Viewer, most: int = 10) -> list[TechnologyNeed]:
    """What a unit needs, its own and what it joined. Two queries."""
    return list(needs(viewer, Filters(unit=unit_id)).exclude(status=NeedStatus.CLOSED)[:most])


def joins_of(need: TechnologyNeed, viewer: Viewer) -> list[Joining]:
    return list(joins(viewer).filter(need=need)[:200])


def decisions_of(need: TechnologyNeed, viewer: Viewer) -> list[ReuseDecision]:
    """The decisions on others' experiences, newest first, each with what the viewer may read of them. Two queries."""
    rows = need.decisions.select_related("by__actor").prefetch_related(seen_in("looked_at", viewer))
    return list(rows[:20])


def seen_in(path: str, viewer: Viewer) -> Prefetch:
    """As ``seen``, the experiences at the ``path`` of a decision's ``looked_at``, as far as the viewer may read them.

    What was taken back since is still counted: it was looked at. One query.
    """
    rows = Experience.objects.visible_to(viewer).select_related("subject", "unit__actor__subject").order_by("pk")
    return Prefetch(path, rows, to_attr="seen")


def proposal_title(decision: ReuseDecision, viewer: Viewer) -> str:
    """What to propose, where it is to do as others did with one technology; else it is theirs to say. One query."""
    if decision.choice == ReuseChoice.NEW:
        return ""
    looked_at = decision.looked_at.values("technology")
    tried = list(Technology.objects.visible_to(viewer).filter(pk__in=looked_at, withdrawn_at=None)[:2])
    return gettext("Vi prøver: %s") % tried[0].title[:MOST_TITLE] if len(tried) == 1 else ""


# --- what fits --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """Something about the same as a need, and why we think so."""

    subject: Subject
    why: str


@dataclass(frozen=True, slots=True)
class Fitting:
    """What the matching engine finds for the words of a need."""

    technologies: list[Fit]
    experiences: list[tuple[Experience, str]]
    needs: list[Fit]

    def __bool__(self) -> bool:
        return bool(self.technologies or self.experiences or self.needs)


@dataclass(frozen=True, slots=True)
class Offered:
    """The experiences to tick, each with why it is there, and whether the words of a search found any."""

    rows: list[tuple[Experience, str]]
    is_found: bool


def words_of(need: TechnologyNeed) -> str:
    return f"{need.title}. {need.today} {need.for_whom}"


def fitting(need: TechnologyNeed, viewer: Viewer) -> Fitting:
    """The technologies and experiences that fit, and others with the same need, whatever words they use.

    An experience fits with its technology, and a technology with what was tried of it. The engine is asked once for
    all three: it costs the page four queries.
    """
    why = alike(need, viewer)
    told = told_of(why, viewer)
    tried = [str(row.technology_id) for row, _why in told if str(row.pk) in why]
    ids = dict.fromkeys([*why, *tried])
    found = {str(row.pk): row for row in Subject.objects.visible_to(viewer).filter(pk__in=ids).exclude(title="")}

    def of(kind: str) -> list[Fit]:
        rows = [found[pk] for pk in ids if pk in found and found[pk].kind == kind]
        return [Fit(row, why.get(str(row.pk)) or gettext("Andre har prøvet den.")) for row in rows[:ALIKE]]

    return Fitting(of("technology"), told[:ALIKE], of("technology_need"))


def alike(need: TechnologyNeed, viewer: Viewer) -> dict[str, str]:
    """The ids of what is about the same as a need, the nearest first, each with why in words.

    The engine knows lives better than things, so its thoughts are not enough here ("piller" leads to what helps against
    abuse): the two texts are alike as wholes, or they share words that few others have. Who has nothing gets nothing.
    """
    asked = Need(text=words_of(need), language=need.subject.language)
    answer = engine_for().rank(asked, k=MOST_FOUND, allowed=allowed_for(viewer), kinds=frozenset(FITTING))
    found = [each for each in answer.suggestions if each.id != str(need.pk)]
    shared = {each.id: shared_words(each) for each in found}
    often = Counter(stem for words in shared.values() for stem in words)
    most = max(FEW, len(found) // 8)
    why = {}
    for each in found:
        words = [word for stem, word in shared[each.id].items() if often[stem] <= most]
        is_alike = any(reason.kind == "meaning" for reason in each.reasons)
        if each.score < NEAR_ENOUGH or not (is_alike or len(words) >= FEWEST_WORDS):
            continue
        said = listed(f"»{word}«" for word in words[:MOST_WORDS])
        why[each.id] = gettext("Begge nævner %s.") % said if words else gettext("De to tekster ligner hinanden.")
    return why


def shared_words(found: Suggestion) -> dict[str, str]:
    """The words a text shares with the need, by their stem: two forms of one word are one word."""
    words = [word for reason in found.reasons if reason.kind == "words" for word in reason.data.get("words", ())]
    return {" ".join(tokens(word)): word for word in words}


def told_of(why: dict[str, str], viewer: Viewer) -> list[tuple[Experience, str]]:
    """The experiences that fit, or whose technology does, the nearest first. One query."""
    order = {pk: at for at, pk in enumerate(why)}

    def place(row: Experience) -> int:
        return min(order.get(str(row.pk), len(order)), order.get(str(row.technology_id), len(order)))

    if not why:
        return []
    itself = Case(When(pk__in=list(why), then=0), default=1)
    rows = (
        experiences(viewer).filter(Q(pk__in=why) | Q(technology__in=why)).order_by(itself, "-subject__created_at", "pk")
    )
    of_technology = gettext("Den handler om en teknologi, der kunne passe.")
    return [(row, why.get(str(row.pk), of_technology)) for row in sorted(rows[:MOST_OFFERED], key=place)]


def found_by(words: str, viewer: Viewer) -> QuerySet[Experience]:
    """The experiences with these words, in what is told of them or of their technology."""
    own, of = search.matching(words, ("experience",)), search.matching(words, ("technology",))
    if own is None or of is None:
        return experiences(viewer).none()
    named = Technology.objects.visible_to(viewer).filter(pk__in=of, withdrawn_at=None)
    return experiences(viewer).filter(Q(pk__in=own) | Q(technology__in=named.values("pk")))


def hits(words: str, viewer: Viewer) -> QuerySet[Experience]:
    """What a search brings: the experiences with these words, then those about the same in others ("loft lift" and
    "loftlift"). To have looked in vain is to get none of either.
    """
    exact = found_by(words, viewer)
    first = list(exact.values_list("pk", flat=True)[:MOST_OFFERED])
    twins = [row.id for row in resembling(words, viewer, ("experience",), but=first)]
    rows = experiences(viewer).filter(Q(pk__in=exact.order_by().values("pk")) | Q(pk__in=twins))
    # PostgreSQL reads a plain number as the place of a column, and a case without a when is just that.
    last = [Case(When(pk__in=twins, then=1), default=0)] if twins else []
    return rows.order_by(*last, "-subject__created_at", "pk")


def near(need: TechnologyNeed, viewer: Viewer) -> list[tuple[Experience, str]]:
    """The experiences that fit a need by itself, the nearest first, each with why."""
    return told_of(alike(need, viewer), viewer)


def offered(need: TechnologyNeed, viewer: Viewer, words: str, chosen: Iterable[str] = ()) -> Offered:
    """The experiences to tick: what was ticked, what the words find, and what fits the need. Nothing goes away."""
    ticked = experiences(viewer).filter(pk__in=list(chosen))
    found = list(hits(words, viewer)[:MOST_OFFERED]) if words else []
    fits = near(need, viewer)
    fitting_ids = {row.pk for row, _why in fits}
    found.sort(key=lambda row: row.pk not in fitting_ids)
    rows: dict[UUID, tuple[Experience, str]] = {}
    for row, why in (
        *((row, "") for row in ticked),
        *((row, gettext("Fundet med »%s«.") % words) for row in found),
        *fits,
    ):
        rows.setdefault(row.pk, (row, why))
    return Offered(list(rows.values())[: max(MOST_OFFERED, len(ticked))], bool(found))


def units_left(need: TechnologyNeed, mine: list[Unit], joined: list[Joining]) -> list[Unit]:
    """The units the viewer may join with, that are not in it yet."""
    inside = {need.unit_id, *(row.unit_id for row in joined)}
    return [unit for unit in mine if unit.pk not in inside]


# --- history ----------------------------------------------------------------------------------------------------------

TRACKED = {
    "title": _("Overskriften"),
    "today": _("Det, der er svært"),
    "for_whom": _("Hvem det er svært for"),
    "how_often": _("Hvor tit"),
    "status": _("Hvor det står"),
    "closed_reason": _("Hvorfor det er lukket"),
}


def changes_of(need: TechnologyNeed) -> list[Change]:
    """The edits of a need, newest first. Two queries."""
    return edits_in(need.history, TRACKED)
