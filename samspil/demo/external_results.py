"""What others found about Engbæk's technology: one that Engbæk took part in, and one that staff alone may read."""

from samspil.demo.content.external_results import RESULTS, ResultText
from samspil.demo.story import Loader
from samspil.exchange.columns import folded
from samspil.external_results.actions import attach_result
from samspil.technologies.models import Technology


def plan(loader: Loader) -> None:
    for text in RESULTS:
        loader.plan(text.days_ago, attach, loader, text)


def attach(loader: Loader, text: ResultText) -> None:
    technology = Technology.objects.get(key=folded(text.technology), withdrawn_at=None)
    since = loader.moment(text.since).date() if text.since else None
    attach_result(
        by=loader.viewer(text.by), technology_id=technology.pk, partners=text.partners, since=since, **text.facts
    )
