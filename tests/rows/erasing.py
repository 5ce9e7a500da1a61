"""Being forgotten: oneself, or anybody when an administrator does it. The only administrator stays."""

from typing import Any

from tests.world import World

TABLE = """
identity:erase-me                     -                             sooooooooo  svvvvvvvve
identity:erase-person                 somebody                      333333333o  333333333v
identity:erase-person                 the administrator             333333333o  333333333e
identity:erase-person                 nobody                        4444444444  4444444444
"""


def data(there: World) -> dict[str, dict[str, Any]]:
    return {name: {"is_sure": "on"} for name in ("identity:erase-me", "identity:erase-person")}
