"""What could help: everybody asks, and coordinators keep the words."""

from typing import Any

from samspil.moderation import actions as moderation
from samspil.resources.actions import register_resource
from samspil.suggestions import actions
from tests.factories import make_person, viewer
from tests.world import World

TABLE = """
suggestions:why-not                   -                             oooooooooo  oooooooooo
suggestions:nothing-fits              -                             oooooooooo  vvvvvvvvvv
suggestions:twins                     -                             5555555555  oooooooooo
suggestions:outcome                   suggested                     oooooooooo  vvvvvvvvvv
suggestions:outcome                   suggested hidden              4444444444  4444444444
suggestions:for-page                  challenge:public              oooooooooo  5555555555
suggestions:for-page                  challenge:staff               444oo44ooo  5555555555
suggestions:for-page                  challenge:limited             444oo44444  5555555555
suggestions:for-page                  challenge:hidden              4444444444  5555555555
suggestions:for-page                  proposal:own                  oooooooooo  5555555555
suggestions:words                     -                             33333333oo  5555555555
suggestions:add-word                  -                             33333333oo  33333333vv
suggestions:skos                      -                             33333333oo  5555555555
suggestions:edit-word                 word                          33333333oo  33333333vv
suggestions:edit-word                 hidden word                   4444444444  4444444444
suggestions:remove-word               word                          33333333oo  33333333vv
"""
FORMS = {
    "add word": (
        "suggestions:add-word",
        "",
        "coordinator",
        {"label_da": 60, "label_en": 60, "words_da": 500, "words_en": 500},
    ),
}
CHOICES = [("add word", "extends"), ("add word", "target_1")]


def data(_there: World) -> dict[str, dict[str, Any]]:
    word = {"label_da": "offentligkrolf", "words_da": "offentligbane"}
    return {
        "suggestions:why-not": {"text": "offentlig natur", "likes": "natur"},
        "suggestions:nothing-fits": {"reason": "nothing"},
        "suggestions:twins": {"question": "Offentlig natur for alle", "kinds": "challenge,proposal"},
        "suggestions:outcome": {"step": "asked"},
        "suggestions:add-word": word,
        "suggestions:edit-word": word,
    }


def build(world: World) -> None:
    coordinator = world.viewer("coordinator")

    def tell(word: str):
        facts = {"kind": "group", "title": f"{word} fiskeri", "body": f"{word} natur.", "themes": ["community"]}
        return register_resource(by=world.viewer("chair"), **facts)

    things = world.things
    things["suggested"], things["suggested hidden"] = tell("Offentlig"), tell("Skjultalt")
    things["word"] = actions.add_concept(by=coordinator, label_da="offentligt spil")
    another = viewer(make_person("Asta Holm", role="coordinator"))
    things["hidden word"] = actions.add_concept(by=another, label_da="Skjultalt spil")
    for name in ("suggested hidden", "hidden word"):
        moderation.hide(by=coordinator, subject_id=things[name].pk, reason="Der står et navn.")
