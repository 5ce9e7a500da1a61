"""What stands in the way in the demo, each told and answered on its own day."""

from functools import partial

from samspil.barriers import actions
from samspil.demo.content.barriers import BARRIERS, BarrierText
from samspil.demo.story import Loader


def plan(loader: Loader) -> None:
    for text in BARRIERS:
        loader.plan(text.days_ago, tell, loader, text)


def tell(loader: Loader, text: BarrierText) -> None:
    barrier = actions.raise_barrier(
        **loader.voice(text.by, text.actor),
        subject_id=loader.challenges[text.challenge].pk,
        kind=text.kind,
        body=text.body,
    )
    if text.response:
        loader.later(text.answered_days_ago, partial(respond, loader, barrier.pk, text))


def respond(loader: Loader, pk, text: BarrierText) -> None:
    actions.respond_to_barrier(
        by=loader.viewer(text.answered_by), barrier_id=pk, status=text.status, response=text.response
    )
