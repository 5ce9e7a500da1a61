"""Checks: only those responsible for the host, and oneself. An association's people are the association's alone."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.safeguards import actions, letters
from tests.factories import make_person
from tests.world import World

TABLE = """
safeguards:list                       -                             33ooo33oo3  5555555555
safeguards:require                    unit                          3333o333o3  3333v333v3
safeguards:require                    association                   33o3333333  33e3333333
safeguards:require                    hidden association            4444444444  4444444444
safeguards:ask-declaration            association                   33333333o3  33333333v3
safeguards:ask-declaration            unit                          3333333333  3333333333
safeguards:declare                    association                   33o33333o3  33v33333v3
safeguards:declare                    hidden association            4444444444  4444444444
safeguards:declare-by-link            declaration link              oooooooooo  oooooooooo
safeguards:declare-by-link            spent declaration link        0000000000  0000000000
safeguards:page                       safeguard:person              4o44o444o4  4344v444v4
safeguards:page                       safeguard:member              44o4444444  44v4444444
safeguards:page                       safeguard:declared            44o44444o4  4434444434
safeguards:page                       nobody                        4444444444  4444444444
safeguards:ordered                    safeguard:person              5555555555  4344v444v4
safeguards:ordered                    safeguard:member              5555555555  44v4444444
safeguards:drop                       safeguard:person              4344o444o4  4344v444v4
safeguards:drop                       safeguard:member              44o4444444  44v4444444
"""
FORMS = {
    "declare": ("safeguards:declare", "association", "coordinator", {"declared_by": 80}),
}
CHOICES = [("declare", "kind"), ("declare", "channel")]


def data(there: World) -> dict[str, dict[str, Any]]:
    today = f"{clock.today():%Y-%m-%d}"
    year = {"kind": "children_check", "year": str(clock.today().year)}
    return {
        "safeguards:require": {"kind": "course", "name": "Rita", "email": there.people["relative"].email},
        "safeguards:ask-declaration": year,
        "safeguards:declare": {**year, "declared_by": "Kurt", "channel": "paper"},
        "safeguards:page": {"seen_on": today, "due_on": ""},
    }


def build(world: World) -> None:
    association = world.things["association"]
    member = make_person("Offentlig medlem", member_of=association, speaks_for=False)
    asked = {
        "person": (
            world.viewer("leader"),
            world.things["unit"].actor,
            {"name": "Rita", "email": world.people["relative"].email},
        ),
        "member": (world.viewer("chair"), association, {"person_id": member.pk}),
    }
    for name, (by, host, whom) in asked.items():
        made = actions.require_check(by=by, host_id=host.pk, kind="children_check", **whom)
        world.things[f"safeguard:{name}"] = made
    year = actions.ask_declaration(
        by=world.viewer("coordinator"), host_id=association.pk, kind="course", year=clock.today().year
    )
    payload = {"safeguard": str(year.pk), "year": year.year}
    chair = world.people["chair"].pk
    link = OneTimeLink.issue(letters.DECLARE, lasts=timedelta(days=9), person=chair, payload=payload)
    world.tokens |= {"declaration link": [link[1]], "spent declaration link": ["et-link-som-ikke-findes"]}
    world.things["safeguard:declared"] = actions.declare_for_year(
        by=world.viewer("chair"), host_id=association.pk, kind="confidentiality", year=clock.today().year
    )
