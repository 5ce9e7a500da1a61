"""A file into the catalogue, line by line through the verbs: a mistake in one line does not touch the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.foundation.verbs import NotFound, Stale
from samspil.foundation.viewer import Viewer
from samspil.technologies import actions
from samspil.technologies.sheets import Line

SECONDS = 8.0  # at a time; whoever brings a long list presses again, and it goes on where it stopped


@dataclass(slots=True)
class Brought:
    """What came of a press."""

    new: int = 0
    changed: int = 0
    left: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)  # line, why


def bring_in(lines: Sequence[Line], *, by: Viewer, seconds: float = SECONDS) -> Brought:
    """Write the lines that are new or changed. Those with mistakes are left out; nothing is deleted."""
    result, began = Brought(), monotonic()
    waiting = [line for line in lines if line.plan in ("new", "changed")]
    for at, line in enumerate(waiting):
        if at and monotonic() - began > seconds:
            result.left = len(waiting) - at
            break
        try:
            with transaction.atomic():
                write(line, by)
        except ValidationError as problem:
            result.failed.append((line.number, " ".join(problem.messages)))
        except Stale:
            result.failed.append((line.number, _("En anden har rettet den imens. Hent filen igen.")))
        except (NotFound, PermissionDenied):
            result.failed.append((line.number, _("Den kan du ikke rette.")))
        else:
            result.new += line.pk is None
            result.changed += line.pk is not None
    return result


def write(line: Line, by: Viewer) -> None:
    pk, told = line.pk, dict(line.told)
    if pk is None:
        pk = actions.add_technology(by=by, **told).pk
    elif told:
        actions.edit_technology(by=by, technology_id=pk, expected_version=line.version, **told)
    if line.products is not None:
        actions.name_products(by=by, technology_id=pk, products=line.products)
    for use in line.uses:
        actions.set_use(by=by, technology_id=pk, **use)
