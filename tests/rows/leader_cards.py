"""The cards for leaders are for everybody to read."""

from tests.world import World

TABLE = """
leader_cards:all                      -                             oooooooooo  5555555555
leader_cards:card                     leader card                   oooooooooo  5555555555
leader_cards:card                     no leader card                4444444444  5555555555
leader_cards:print                    -                             oooooooooo  5555555555
"""


def build(world: World) -> None:
    world.tokens |= {"leader card": [3], "no leader card": [11]}
