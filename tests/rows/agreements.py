"""Agreements: the frame and ground rules are everybody's; one with a person is that person's and the responsible's."""

from datetime import timedelta
from typing import Any

from samspil.agreements import actions, letters, publishing
from samspil.agreements.models import AgreementVersion
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from tests.agreements.making import WORDS
from tests.world import World

TABLE = """
agreements:frame                      -                             oooooooooo  5555555555
agreements:text                       frame                         oooooooooo  5555555555
agreements:text                       ground rules                  oooooooooo  5555555555
agreements:text                       nobody                        4444444444  5555555555
agreements:rules                      unit                          oooooooooo  5555555555
agreements:write-frame                -                             33333333oo  33333333vv
agreements:write-rules                unit                          3333o333o3  3333v333v3
agreements:list                       -                             3ooooooooo  5555555555
agreements:make                       unit                          3333o333o3  3333v333v3
agreements:page                       agreement:association         44ooo444o4  5555555555
agreements:page                       agreement:person              4o44o444o4  5555555555
agreements:page                       agreement:draft               4444o444o4  5555555555
agreements:page                       agreement:public              oooooooooo  5555555555
agreements:page                       agreement:hidden              4444444444  5555555555
agreements:page                       nobody                        4444444444  5555555555
agreements:edit                       agreement:association         4433o444o4  4433v444v4
agreements:edit                       agreement:person              4344o444o4  4344v444v4
agreements:edit                       agreement:hidden              4444444444  4444444444
agreements:offer                      agreement:draft               5555555555  4444v444v4
agreements:offer                      agreement:association         5555555555  4433v444v4
agreements:accept                     agreement:association         5555555555  4433v44434
agreements:accept                     agreement:person              5555555555  4344v44434
agreements:accept                     agreement:hidden              5555555555  4444444444
agreements:paper                      agreement:association         4433o444o4  4433v444v4
agreements:paper                      agreement:person              4344o444o4  4344v444v4
agreements:review                     agreement:public              3333o333o3  3333v333v3
agreements:review                     agreement:association         4433344434  4433344434
agreements:end                        agreement:public              33o3o333o3  33v3v333v3
agreements:end                        agreement:person              4o44o444o4  4v44v444v4
agreements:end                        agreement:hidden              4444444444  4444444444
agreements:drop                       agreement:draft               4444o444o4  4444v444v4
agreements:drop                       agreement:association         4433344434  4433344434
agreements:by-link                    agreement link                oooooooooo  oooooooooo
agreements:by-link                    spent                         0000000000  0000000000
agreements:reply                      agreement:association         44o3344434  44v3344434
agreements:reply                      agreement:person              4o44344434  4v44344434
agreements:reply                      agreement:hidden              4444444444  4444444444
agreements:reply-by-link              agreement link                oooooooooo  oooooooooo
agreements:reply-by-link              spent                         0000000000  0000000000
papers:agreement                      agreement:public              oooooooooo  5555555555
papers:agreement                      agreement:person              4o44o444o4  5555555555
papers:agreement                      agreement:draft               4444444444  5555555555
papers:agreement-pdf                  agreement:public              oooooooooo  5555555555
papers:agreement-pdf                  agreement:person              4o44o444o4  5555555555
papers:agreement-pdf                  agreement:hidden              4444444444  5555555555
"""
LONG = {"volunteer_does": 1500, "roles": 1000, "leaving": 1000, "insurance_note": 400, "unit_contact": 80}
FORMS = {
    "frame": ("agreements:write-frame", "", "coordinator", {"purpose": 3000, "note": 400}),
    "rules": ("agreements:write-rules", "unit", "leader", {"daily": 3000, "note": 400}),
    "make agreement": ("agreements:make", "unit", "leader", {"title": 120, **LONG}),
    "edit agreement": ("agreements:edit", "agreement:association", "leader", {"title": 120, **LONG}),
    "another answer": ("agreements:reply", "agreement:association", "chair", {"words": 400}),
    "paper signed": ("agreements:paper", "agreement:association", "coordinator", {"signed_by": 80}),
}
CHOICES = [
    ("make agreement", "insurance"),
    ("make agreement", "party_id"),
    ("paper signed", "side"),
    ("another answer", "reply"),
]


def words(word: str) -> dict[str, Any]:
    said = dict.fromkeys(("volunteer_does", "professional_does", "leaving", "confidentiality"), f"{word}aftale")
    return {**WORDS, **said, "party_email": "", "title": f"{word}aftale om torsdagen"}


def data(there: World) -> dict[str, dict[str, Any]]:
    today = clock.today()
    later = f"{today + timedelta(days=300):%Y-%m-%d}"
    changed = {"note": "Offentligt nyt.", "purpose": "Offentlig anden hensigt.", "daily": "Offentlig anden dag."}
    typed = {**words("Offentlig"), "review_on": later}
    return {
        "agreements:write-frame": changed,
        "agreements:write-rules": changed,
        "agreements:make": {**typed, "party_id": str(there.things["association"].pk)},
        "agreements:edit": typed,
        "agreements:accept": {"side": "unit", "number": "1"},
        "agreements:reply": {"number": "1", "reply": "change", "words": "Offentlig anden dag."},
        "agreements:reply-by-link": {"number": "1", "reply": "change", "words": "Offentlig anden dag."},
        "agreements:paper": {
            "side": "party",
            "number": "1",
            "signed_by": "Offentlig underskriver",
            "signed_on": f"{today:%Y-%m-%d}",
        },
        "agreements:review": {"review_on": later},
        "agreements:end": {"note": "Offentligt farvel."},
    }


def build(world: World) -> None:
    unit, association = world.things["unit"], world.things["association"]
    leader, karen = world.viewer("leader"), world.people["relative"]
    world.things["frame"] = publishing.publish_frame(
        by=world.viewer("coordinator"), sections={"purpose": "Offentlig ramme.", "boundary": "Offentlig grænse."}
    )
    world.things["ground rules"] = publishing.publish_rules(
        by=leader, unit_id=unit.pk, sections={"daily": "Offentlig hverdag."}
    )

    def make(party, word: str, **facts: Any):
        later = {"review_on": clock.today() + timedelta(days=200)}
        told = {**words(word), **later, **facts}
        return actions.make_agreement(by=leader, unit_id=unit.pk, party_id=party.pk, **told)

    def offer(agreement):
        return actions.offer_agreement(by=leader, agreement_id=agreement.pk)

    made = {
        "association": offer(make(association, "Offentlig")),
        "person": offer(make(karen.actor, "Offentlig")),
        "draft": make(association, "Offentlig"),
        "public": offer(make(association, "Offentlig", is_public=True)),
        "hidden": offer(make(association, "Skjultalt", is_public=True)),
    }
    for side, who in (("unit", leader), ("party", world.viewer("chair"))):
        told = {"agreement_id": made["public"].pk, "side": side, "number": 1}
        made["public"] = actions.accept_agreement(by=who, **told)
    moderation.hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Der står et navn.")
    world.things |= {f"agreement:{name}": row for name, row in made.items()}
    version = AgreementVersion.objects.get(agreement=made["association"])
    payload = {"version": version.pk, "side": "party"}
    chair = world.people["chair"].pk
    _link, token = OneTimeLink.issue(letters.ACCEPT, lasts=timedelta(days=9), person=chair, payload=payload)
    world.tokens["agreement link"] = [token]
