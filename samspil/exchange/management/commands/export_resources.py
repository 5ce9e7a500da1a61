"""``samspil manage export_resources``: the public directory as files, for other systems and for checking them."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samspil.exchange import exporting, hsds
from samspil.foundation.viewer import NOBODY


class Command(BaseCommand):
    help = "Write the public directory as one HSDS 3.0 service per file, or as one feed or GeoJSON to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("hsds", "geojson", "ics"), default="hsds")
        parser.add_argument("--each", action="store_true", help="a file for every service (hsds only), named by its id")
        parser.add_argument("--most", type=int, default=0, help="no more than this many services; 0 is all")
        parser.add_argument("to", type=Path, help="the file, or with --each the folder")

    def handle(self, *_args: Any, **options: Any) -> None:
        rows, to = exporting.found(NOBODY), options["to"]
        if options["each"]:
            to.mkdir(parents=True, exist_ok=True)
            count = 0
            for count, row in enumerate(rows, 1):
                service = hsds.service_of(row, NOBODY)
                (to / f"{row.pk}.json").write_text(json.dumps(service, ensure_ascii=False), encoding="utf-8")
                if count == options["most"]:
                    break
            self.stdout.write(f"{count} services stand in {to}.")
            return
        make = {
            "hsds": lambda: hsds.as_json(rows, NOBODY),
            "geojson": lambda: exporting.as_geojson(rows),
            "ics": lambda: exporting.as_ics(rows),
        }
        to.write_bytes(make[options["format"]]())
        self.stdout.write(f"The directory stands in {to}.")
