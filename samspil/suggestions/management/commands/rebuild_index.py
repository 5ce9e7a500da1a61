"""``samspil manage rebuild_index``: build the index of who could help anew. People may use the house meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand

from samspil.suggestions import embedding
from samspil.suggestions.node import meaning, node


class Command(BaseCommand):
    help = "Build the index of who could help anew, with the meaning of what has none yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        made = embedding.embed_all()
        node.build()
        stage = f"{made} vectors were made" if meaning() else "without the meaning stage"
        self.stdout.write(f"{len(node.base or ())} documents are in the index, {stage}.")
