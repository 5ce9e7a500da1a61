"""Files on their way in: coordinators keep those for everybody, an association its own. Fetching is open to all."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.exchange import actions
from samspil.exchange.models import ImportRun
from tests.exchange.files import ROWS, as_csv, upload
from tests.world import World

TABLE = """
exchange:list                         -                             33ooo33ooo  33vvv33vvv
exchange:run                          run:ready                     44444444oo  5555555555
exchange:run                          run:chair's                   44o4444444  5555555555
exchange:run                          nobody                        4444444444  5555555555
exchange:progress                     run:ready                     44444444oo  5555555555
exchange:progress                     run:chair's                   44o4444444  5555555555
exchange:columns                      run:columns                   44444444oo  44444444vv
exchange:columns                      run:chair's                   44o4444444  44v4444444
exchange:twins                        run:ready                     44444444oo  44444444vv
exchange:twins                        run:columns                   44444444vv  44444444vv
exchange:confirm                      run:ready                     5555555555  44444444vv
exchange:confirm                      run:chair's                   5555555555  44v4444444
exchange:cancel                       run:ready                     5555555555  44444444vv
exchange:cancel                       run:chair's                   5555555555  44v4444444
exchange:mistakes                     mistakes of ready             44444444oo  5555555555
exchange:mistakes                     mistakes of chair's           44o4444444  5555555555
exchange:export                       as csv                        oooooooooo  5555555555
exchange:export                       as xlsx                       oooooooooo  5555555555
exchange:export                       as hsds                       oooooooooo  5555555555
exchange:export                       as geojson                    oooooooooo  5555555555
exchange:export                       as ics                        oooooooooo  5555555555
"""
FORMS = {"bring a list": ("exchange:list", "", "coordinator", {"source": 100})}


class Resent(SimpleUploadedFile):
    """A file that is whole again each time it is sent."""

    def read(self, *size: int) -> bytes:
        self.seek(0)
        return super().read(*size)


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "exchange:list": {"file": Resent("liste.csv", as_csv()), "source": "Frivilligcentrets liste"},
        "exchange:columns": {"column_0": "title", "kind": "activity", "theme": "older"},
        "exchange:twins": {"request_id": ""},
    }


def build(world: World) -> None:
    wanted = {"columns": ("coordinator", None), "ready": ("coordinator", None), "chair's": ("chair", "association")}
    for name, (who, provider) in wanted.items():
        by, speaks_as = world.viewer(who), world.things[provider].pk if provider else None
        rows = [*ROWS, ("9", "", "", "", "", "", "", "", "")]
        run = actions.upload_file(by=by, file=upload(as_csv(rows)), source=f"Liste {name}", speaks_as=speaks_as)
        run = ImportRun.objects.get(pk=run.pk)
        if name != "columns":
            actions.choose_columns(by=by, run_id=run.pk, columns=run.columns, kind="activity", theme="community")
        world.things[f"run:{name}"] = run
        world.tokens[f"mistakes of {name}"] = [run.pk, "csv"]
    for kind in ("csv", "xlsx", "hsds", "geojson", "ics"):
        world.tokens[f"as {kind}"] = [kind]
