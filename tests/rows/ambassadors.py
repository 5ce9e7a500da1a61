"""Those one may ask: everybody reads, one keeps one's own card, and nobody keeps another's."""

from typing import Any

from samspil.ambassadors import actions, letters
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from tests.factories import make_person, viewer
from tests.permission_table import GUEST
from tests.world import World

TABLE = """
ambassadors:list                      -                             oooooooooo  5555555555
ambassadors:volunteer                 -                             oovvoooooo  lveevvvvvv
ambassadors:volunteer-by-link         invitation                    ovvvvvvvvv  lvvvvvvvvv
ambassadors:volunteer-by-link         spent                         ovvvvvvvvv  lvvvvvvvvv
ambassadors:invite                    -                             33333333oo  33333333vv
ambassadors:page                      ambassador:chair's            oooooooooo  5555555555
ambassadors:page                      ambassador:paused             444o444444  5555555555
ambassadors:page                      ambassador:hidden             4444444444  5555555555
ambassadors:ask                       ambassador:chair's            oo3ooooooo  lv3vvvvvvv
ambassadors:ask                       ambassador:paused             4443444444  4443444444
ambassadors:ask                       ambassador:hidden             4444444444  4444444444
ambassadors:edit                      ambassador:chair's            33o3333333  33v3333333
ambassadors:edit                      ambassador:paused             444o444444  444v444444
ambassadors:edit                      ambassador:hidden             4444444444  4444444444
ambassadors:pause                     ambassador:chair's            5555555555  33v3333333
ambassadors:pause                     ambassador:hidden             5555555555  4444444444
ambassadors:renew                     ambassador:chair's            5555555555  33v3333333
ambassadors:renew                     ambassador:hidden             5555555555  4444444444
ambassadors:stop                      ambassador:chair's            33o3333333  33v3333333
ambassadors:stop                      ambassador:hidden             4444444444  4444444444
ambassadors:by-link                   renewal                       oooooooooo  oooooooooo
ambassadors:by-link                   spent                         0000000000  0000000000
ambassadors:answer                    direct question               oooooooooo  oooooooooo
ambassadors:answer                    spent                         0000000000  0000000000
"""
CARD = {"topics": "at dyrke en have", "themes": ["community"], "place": "Nørre Engbæk", "phone": "99 00 00 60"}
FORMS = {
    "volunteer": ("ambassadors:volunteer", "", "relative", {"topics": 300, "place": 120}),
    "volunteer as guest": ("ambassadors:volunteer", "", "visitor", {"topics": 300, "guest_name": 80}),
    "edit card": ("ambassadors:edit", "ambassador:chair's", "chair", {"topics": 300, "place": 120}),
    "ask somebody": ("ambassadors:ask", "ambassador:chair's", "relative", {"body": 2000}),
    "ask somebody as guest": ("ambassadors:ask", "ambassador:chair's", "visitor", {"body": 2000, "guest_name": 80}),
    "suggest it": ("ambassadors:invite", "", "coordinator", {"why": 500, "name": 80}),
}
CHOICES = [("volunteer", "themes"), ("edit card", "belongs_id")]


def data(there: World) -> dict[str, dict[str, Any]]:
    card = {**CARD, "until": f"{clock.today():%Y-%m-%d}"}
    return {
        "ambassadors:volunteer": {**GUEST, **card},
        "ambassadors:volunteer-by-link": {**GUEST, **card},
        "ambassadors:edit": {**card, "belongs_id": ""},
        "ambassadors:ask": {**GUEST, "body": "Hvordan begynder vi?"},
        "ambassadors:invite": {"name": "Erna", "email": "erna@engbaek.example", "why": "Hun kender alle."},
        "ambassadors:answer": {"body": "Kom på torsdag."},
    }


def build(world: World) -> None:
    def card(person, word: str):
        facts = {"topics": f"{word}emne", "themes": ["older"], "place": f"{word}by", "phone": "99 00 00 60"}
        return actions.volunteer(by=viewer(person), **facts)

    chairs = card(world.people["chair"], "Offentlig")
    paused = card(world.people["employee"], "Kladdekun")
    actions.pause(by=world.viewer("employee"), ambassador_id=paused.pk)
    hidden = card(make_person("Skjultaltkort"), "Skjultalt")
    question = actions.ask(by=world.viewer("relative"), ambassador_id=chairs.pk, body="Hvem henter?")
    moderation.hide(by=world.viewer("coordinator"), subject_id=hidden.pk, reason="Der står et navn.")
    world.things |= {"ambassador:chair's": chairs, "ambassador:paused": paused, "ambassador:hidden": hidden}

    def link(purpose: str, **payload: Any) -> list[str]:
        return [OneTimeLink.issue(purpose, lasts=letters.KEPT_FOR, person=chairs.author_id, payload=payload)[1]]

    world.tokens |= {
        "renewal": link(letters.RENEW, ambassador=str(chairs.pk)),
        "invitation": link(letters.INVITED, name="Offentlig Erna", email="erna@engbaek.example"),
        "direct question": link(letters.ANSWER, question=question.pk),
    }
