"""Invitations: whoever reads the challenge reads them; whoever sent them keeps them. A link or a letter is a key."""

from typing import Any

from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink
from samspil.invitations.letters import LINK_LASTS, letter_code
from samspil.invitations.models import Invitation, Invitee
from samspil.invitations.stopping import LASTS, PURPOSE, key_of
from samspil.moderation import actions as moderation
from tests.permission_table import GUEST
from tests.world import World

TABLE = """
invitations:start                     -                             oooooooooo  lvvvvvvvvv
invitations:invite                    challenge:public              oooooooooo  lvvvvvvvvv
invitations:invite                    challenge:staff               4443344333  4443344333
invitations:invite                    challenge:limited             4443344444  4443344444
invitations:invite                    challenge:draft               4443444444  4443444444
invitations:invite                    challenge:hidden              4444444444  4444444444
invitations:invite                    challenge:closed              3333333333  3333333333
invitations:page                      invitation:chair's            oooooooooo  5555555555
invitations:page                      invitation:hidden             4444444444  5555555555
invitations:page                      invitation:in hidden          4444444444  5555555555
invitations:page                      nobody                        4444444444  5555555555
invitations:edit                      invitation:chair's            33o3333333  33v3333333
invitations:edit                      invitation:hidden             4444444444  4444444444
invitations:add                       invitation:chair's            33o33333oo  33v33333vv
invitations:add                       invitation:in hidden          4444444444  4444444444
invitations:withdraw                  invitation:chair's            33o3333333  33v3333333
invitations:withdraw                  invitation:hidden             4444444444  4444444444
invitations:remind                    invitee:neighbour             5555555555  33v33333vv
invitations:remind                    invitee:in hidden             5555555555  4444444444
invitations:letter                    invitee:neighbour             33o33333oo  5555555555
invitations:letter                    invitee:municipality          3333333333  5555555555
invitations:letter                    invitee:in hidden             4444444444  5555555555
invitations:answer                    invitee:municipality          s333o333oo  s333v333vv
invitations:answer                    invitee:neighbour             s333333333  s333333333
invitations:answer                    invitee:in hidden             4444444444  4444444444
invitations:answer-letter             letter                        oooooooooo  lvvvvvvvvv
invitations:answer-letter             letter in hidden              0000000000  0000000000
invitations:answer-letter             forged letter                 4444444444  4444444444
invitations:open                      invitation                    oooooooooo  vvvvvvvvvv
invitations:open                      spent                         0000000000  0000000000
invitations:open                      invitation in hidden          0000000000  0000000000
invitations:answer-link               invitation                    oooooooooo  oooooooooo
invitations:answer-link               spent                         0000000000  0000000000
invitations:answer-link               invitation in hidden          0000000000  0000000000
invitations:decline                   invitation                    oooooooooo  oooooooooo
invitations:decline                   spent                         0000000000  0000000000
invitations:decline                   invitation in hidden          0000000000  0000000000
invitations:letters                   -                             3ooooooooo  3vvvvvvvvv
invitations:stop                      stop                          oooooooooo  vvvvvvvvvv
invitations:stop                      stop in hidden                oooooooooo  vvvvvvvvvv
invitations:stop                      spent                         0000000000  0000000000
invitations:stop-at-once              stop                          vvvvvvvvvv  oooooooooo
invitations:stop-at-once              spent                         vvvvvvvvvv  0000000000
"""
WHOM = {"who": "other", "name": "Erna", "email": "erna@engbaek.example", "why": "Hun kender alle.", "channel": "mail"}
VIEW = {"view": "Vi ser problemet, som at ingen spørger."}
ANSWER = {"sees": "Der er mørkt på stien.", "title": "Lys på stien", "body": "Tre lamper er nok."}
FORMS = {
    "invite": ("invitations:invite", "challenge:public", "chair", {"view": 1000, "why": 300, "name": 80}),
    "invite as guest": (
        "invitations:invite",
        "challenge:public",
        "visitor",
        {"view": 1000, "why": 300, "name": 80, "guest_name": 80},
    ),
    "invite municipality": ("invitations:start", "", "chair", {"view": 1000, "question": 200, "why": 300}),
    "add invitee": ("invitations:add", "invitation:chair's", "chair", {"why": 300, "name": 80}),
    "edit view": ("invitations:edit", "invitation:chair's", "chair", {"view": 1000}),
    "answer invitation": (
        "invitations:answer",
        "invitee:municipality",
        "leader",
        {"title": 120, "sees": 3000, "body": 3000},
    ),
    "answer letter as guest": (
        "invitations:answer-letter",
        "letter",
        "visitor",
        {"guest_name": 80, "sees": 3000, "title": 120, "body": 3000},
    ),
}
CHOICES = [
    ("invite", "who"),
    ("invite", "channel"),
    ("invite municipality", "who"),
    ("invite municipality", "theme"),
    ("add invitee", "who"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    unit = str(there.things["unit"].pk)
    return {
        "invitations:start": {
            **GUEST,
            **VIEW,
            "question": "Hvem går tur med Arne?",
            "theme": "older",
            "who": unit,
            "why": "De kommer der.",
        },
        "invitations:invite": {**GUEST, **VIEW, **WHOM},
        "invitations:add": WHOM,
        "invitations:edit": VIEW,
        "invitations:answer": ANSWER,
        "invitations:answer-letter": {**GUEST, **ANSWER},
        "invitations:answer-link": {**ANSWER, "name": "Naja", "function": "nabo"},
        "invitations:decline": {"note": "Vi har ikke tid."},
    }


def build(world: World) -> None:
    from samspil.invitations.actions import add_invitee, invite

    chair, unit = world.viewer("chair"), str(world.things["unit"].pk)

    def ask(challenge: str, word: str, who: str) -> Invitation:
        return invite(
            by=chair,
            challenge_id=world.things[f"challenge:{challenge}"].pk,
            view=f"{word}syn på sagen.",
            who=who,
            why=f"{word}grund.",
            name=f"{word}nabo" if who == "other" else "",
            email=f"{uuid7()}@engbaek.example" if who == "other" else "",
        )

    sent = ask("public", "Offentlig", unit)
    neighbour = add_invitee(
        by=chair,
        invitation_id=sent.pk,
        who="other",
        name="Naja",
        email="naja@engbaek.example",
        why="Offentlig grund.",
    )
    hidden, below = ask("public", "Skjultdel", "municipality"), ask("hidden", "Skjultalt", unit)
    below_neighbour = add_invitee(
        by=chair, invitation_id=below.pk, who="other", name="Skjultaltnabo", email="x@engbaek.example", why="Skjultalt."
    )
    moderation.hide(by=world.viewer("coordinator"), subject_id=hidden.pk, reason="Der står et navn på en borger.")
    world.things |= {
        "invitation:chair's": sent,
        "invitation:hidden": hidden,
        "invitation:in hidden": below,
        "invitee:municipality": Invitee.objects.get(invitation=sent, is_municipality=True),
        "invitee:neighbour": neighbour,
        "invitee:in hidden": below_neighbour,
    }

    def link(invitee: Invitee) -> str:
        payload = {"invitee": invitee.pk, "email": invitee.email}
        return OneTimeLink.issue("invitation", lasts=LINK_LASTS, payload=payload)[1]

    def way_out(invitee: Invitee) -> str:
        payload = {"key": key_of(invitee.email), "invitation": str(invitee.invitation_id)}
        return OneTimeLink.issue(PURPOSE, lasts=LASTS, payload=payload)[1]

    world.tokens |= {
        "letter": [neighbour.pk, letter_code(neighbour)],
        "letter in hidden": [below_neighbour.pk, letter_code(below_neighbour)],
        "forged letter": [neighbour.pk, "aaaaaaaaaaaa"],
        "invitation": [link(neighbour)],
        "invitation in hidden": [link(below_neighbour)],
        "stop": [way_out(neighbour)],
        "stop in hidden": [way_out(below_neighbour)],
    }
