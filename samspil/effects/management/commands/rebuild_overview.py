"""``samspil manage rebuild_overview``: make the figures of the overview anew. People may use the house meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand

from samspil.effects import paths


class Command(BaseCommand):
    help = "Make the figures of the overview anew, from the journal and the story."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{paths.rebuild()} ideas are counted.")
