"""The writing helper reads along for everybody; there is nothing to see without a question."""

from typing import Any

from tests.world import World

TABLE = """
challenges:asking                     -                             5555555555  oooooooooo
"""


def data(there: World) -> dict[str, dict[str, Any]]:
    return {"challenges:asking": {"question": "Hvordan kan de frivillige hjælpe?"}}
