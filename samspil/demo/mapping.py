"""The counts that were kept in the demo: half a year ago, and a month ago."""

from samspil.demo.story import Loader
from samspil.mapping.actions import freeze_counts


def plan(loader: Loader) -> None:
    for days_ago in (182, 31):
        loader.plan(days_ago, freeze, loader)


def freeze(loader: Loader) -> None:
    freeze_counts(by=loader.viewer("birthe"))
