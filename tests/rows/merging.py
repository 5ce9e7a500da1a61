"""Two on record who are one human being: coordinators find that out, and nobody about themselves."""

from tests.factories import make_person
from tests.world import World

TABLE = """
identity:same-person                  somebody                      33333333oo  5555555555
identity:same-person                  the coordinator               333333333o  5555555555
identity:same-person                  nobody                        3333333344  5555555555
identity:merge-people                 somebody twice                33333333oo  33333333vv
identity:merge-people                 the coordinator twice         333333333o  333333333v
"""


def build(world: World) -> None:
    once, twice = make_person("Enkeltmand Igen"), make_person("Enkeltmand Atter")
    world.tokens |= {
        "somebody twice": [str(once.pk), str(twice.pk)],
        "the coordinator twice": [str(world.things["the coordinator"].pk), str(twice.pk)],
    }
