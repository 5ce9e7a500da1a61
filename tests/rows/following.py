"""How soon one hears, stopping from a letter, and the answers that wait."""

from datetime import timedelta
from typing import Any

from samspil.foundation.models import OneTimeLink
from tests.world import World

TABLE = """
following:settings                    -                             3ooooooooo  3vvvvvvvvv
following:unfollow-many               -                             5555555555  3vvvvvvvvv
following:waiting                     -                             3ooooooooo  5555555555
following:unsubscribe                 stop digest                   oooooooooo  oooooooooo
following:stop-at-once                unfollow                      vvvvvvvvvv  oooooooooo
following:stop-at-once                stop digest                   vvvvvvvvvv  oooooooooo
following:stop-at-once                spent                         vvvvvvvvvv  0000000000
"""
PACES = {"stage": "weekly", "answers": "daily", "words": "at_once", "proposals": "never", "pledges": "weekly"}
FORMS: dict[str, Any] = {"how soon": ("following:settings", "", "relative", {})}
CHOICES = [("how soon", "stage"), ("how soon", "pledges")]


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "following:settings": PACES,
        "following:unfollow-many": {"subject": [str(there.things["challenge:public"].pk)]},
    }


def build(world: World) -> None:
    karen = world.people["relative"].pk
    link = OneTimeLink.issue("stop-digest", lasts=timedelta(days=2), person=karen, payload={"pace": "daily"})
    world.tokens["stop digest"] = [link[1]]
