"""How suggestions went in the demo, as counts, and a word that is only used in Engbæk."""

from samspil.demo.story import Loader
from samspil.foundation.viewer import NOBODY
from samspil.resources.models import Area, Resource
from samspil.suggestions import actions, counting
from samspil.suggestions.models import NoReason, Step

DAYS_AGO = (150, 120, 90, 60, 45, 30, 21, 14, 7, 3)
WORD_DAYS_AGO = 80
# What came to nothing, the same few reasons again and again: it is seen in the map of what is missing.
MISSING = (
    ("disability", "disability", NoReason.NOTHING),
    ("mental_health", "young_people", NoReason.NO_LIFT),
    ("older", "men", NoReason.TOO_FAR),
    ("employment", "job_seekers", NoReason.TIME),
)


def plan(loader: Loader) -> None:
    loader.plan(WORD_DAYS_AGO, teach_word, loader)
    for number, days_ago in enumerate(DAYS_AGO):
        loader.plan(days_ago, count, number)


def teach_word(loader: Loader) -> None:
    actions.add_concept(
        by=loader.viewer("birthe"),
        label_da="mosevandring",
        words_da="mosetur, Engbæk Mose rundt",
        links=[{"target": "rambling", "name": "broader", "weight": 0.9}],
    )


def count(number: int) -> None:
    """One day's taps, spread over what there is in a settled manner."""
    resources = list(Resource.objects.filter(subject__shown=True).select_related("area").order_by("pk")[:24])
    areas = list(Area.objects.order_by("pk"))
    for place, resource in enumerate(resources):
        if (place + number) % 3 == 0:
            for _time in range(1 + place % 4):
                counting.add(resource=resource, step=Step.SUGGESTED, area=resource.area)
        if (place * 7 + number) % 9 == 0:
            counting.add(resource=resource, step=Step.ASKED, area=resource.area)
            counting.add(resource=resource, step=Step.WORKED if place % 4 else Step.TRIED, area=resource.area)
    theme, group, reason = MISSING[number % len(MISSING)]
    for _time in range(3):
        # Each of them in one of the small places at the end of the list, so often that it shows.
        area = str(areas[-1 - number % len(MISSING)].pk) if len(areas) >= len(MISSING) else ""
        told = {"step": Step.REJECTED, "reason": reason, "theme": theme, "target_group": group, "area_id": area}
        counting.tell(by=NOBODY, **told)
