"""What companies promise: everybody reads; the company and whoever wrote it down keep it; receivers confirm."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from samspil.company_pledges import actions, letters
from samspil.company_pledges.models import CompanyPledge
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from tests.factories import make_actor, make_person, viewer
from tests.world import World

TABLE = """
company_pledges:list                  -                             oooooooooo  5555555555
company_pledges:years                 -                             oooooooooo  5555555555
company_pledges:promise               -                             333oo33ooo  333vv33vvv
company_pledges:page                  company_pledge:own            oooooooooo  5555555555
company_pledges:page                  company_pledge:used           oooooooooo  5555555555
company_pledges:page                  company_pledge:hidden         4444444444  5555555555
company_pledges:page                  nobody                        4444444444  5555555555
company_pledges:edit                  company_pledge:own            333o3333oo  333v3333vv
company_pledges:edit                  company_pledge:hidden         4444444444  4444444444
company_pledges:use                   company_pledge:own            33ooo33ooo  33vvv33vvv
company_pledges:use                   company_pledge:hidden         4444444444  4444444444
company_pledges:confirm-use           company_use:waiting           5555555555  33v33333vv
company_pledges:confirm-use           company_use:hidden            5555555555  4444444444
company_pledges:remove-use            company_use:waiting           5555555555  33v33333vv
company_pledges:remove-use            company_use:confirmed         5555555555  33333333vv
company_pledges:remove-use            company_use:hidden            5555555555  4444444444
company_pledges:contact               company_pledge:own            333o3333oo  333v3333vv
company_pledges:contact               company_pledge:hidden         4444444444  4444444444
company_pledges:forget-contact        company_pledge:own            5555555555  333v3333vv
company_pledges:forget-contact        company_pledge:hidden         5555555555  4444444444
company_pledges:by-link               company hours link            oooooooooo  vvvvvvvvvv
company_pledges:by-link               spent company hours link      0000000000  0000000000
company_pledges:end                   company_pledge:own            333o3333oo  333v3333vv
company_pledges:end                   company_pledge:hidden         4444444444  4444444444
company_pledges:withdraw              company_pledge:own            333o3333oo  333v3333vv
company_pledges:withdraw              company_pledge:used           3333333333  3333333333
company_pledges:withdraw              company_pledge:hidden         4444444444  4444444444
papers:companies-csv                  -                             oooooooooo  5555555555
papers:companies-xlsx                 -                             oooooooooo  5555555555
"""
FORMS = {
    "promise": (
        "company_pledges:promise",
        "",
        "employee",
        {"title": 120, "body": 1500, "place": 120, "boundary": 600, "behalf_name": 80, "behalf_function": 80},
    ),
    "edit promise": (
        "company_pledges:edit",
        "company_pledge:own",
        "coordinator",
        {"title": 120, "body": 1500, "boundary": 600},
    ),
    "use promise": ("company_pledges:use", "company_pledge:own", "leader", {"receiver": 120, "what": 200}),
    "company contact": ("company_pledges:contact", "company_pledge:own", "coordinator", {"name": 120}),
    "company hours": ("company_pledges:by-link", "company hours link", "visitor", {"receiver": 120, "what": 200}),
}
CHOICES = [("promise", "kind"), ("promise", "company_id"), ("promise", "behalf_channel"), ("edit promise", "theme")]


def promised(word: str) -> dict[str, Any]:
    return {
        "kind": "hours",
        "title": f"{word}løfte om timer",
        "body": f"{word}løfte i flere ord.",
        "boundary": f"{word}grænse.",
        "place": f"{word}sted",
    }


def data(there: World) -> dict[str, dict[str, Any]]:
    today = clock.today()
    typed = {
        **promised("Offentlig"),
        "hours": "40",
        "from_on": f"{today:%Y-%m-%d}",
        "until_on": f"{today + timedelta(days=90):%Y-%m-%d}",
        "theme": "older",
    }
    who = {"behalf_name": "Tove", "behalf_function": "mester", "behalf_channel": "phone"}
    use = {"receiver": there.things["association"].name, "what": "Offentlig rampe", "on": f"{today:%Y-%m-%d}"}
    return {
        "company_pledges:promise": {**typed, **who, "company_id": str(there.things["company"].pk)},
        "company_pledges:edit": typed,
        "company_pledges:use": {**use, "hours": "1"},
        "company_pledges:contact": {"name": "Offentlig Tove", "email": "tove@post.example"},
        "company_pledges:by-link": {**use, "hours": "1"},
        "company_pledges:end": {"note": "Offentligt slut."},
    }


def build(world: World) -> None:
    company = make_actor("Offentlig Tømrer", kind="company")
    boss = make_person("Offentlig Tove", kind="professional", member_of=company)
    lasting = {"from_on": clock.today() - timedelta(days=9), "until_on": clock.today() + timedelta(days=90)}
    behalf = {"name": "Offentlig mester", "function": "", "channel": "phone"}

    def promise(who, word: str, **more: Any):
        facts = {**promised(word), **lasting, "hours": Decimal(40), **more}
        return actions.promise(by=viewer(who), company_id=company.pk, **facts)

    def use(pledge, word: str):
        told = {"receiver": world.things["association"].name, "what": f"{word}brug", "on": clock.today()}
        return actions.record_use(by=viewer(boss), pledge_id=pledge.pk, hours=Decimal(2), **told)

    made = {
        "own": promise(world.people["employee"], "Offentlig", behalf=behalf),
        "used": promise(boss, "Offentlig"),
        "hidden": promise(boss, "Skjultalt"),
    }
    uses = {"waiting": use(made["used"], "Offentlig"), "hidden": use(made["hidden"], "Skjultalt")}
    uses["confirmed"] = use(made["used"], "Offentlig")
    actions.confirm_use(by=world.viewer("chair"), use_id=uses["confirmed"].pk)
    actions.name_contact(
        by=world.viewer("coordinator"), pledge_id=made["own"].pk, name="Offentlig mester", email="mester@post.example"
    )
    contact = CompanyPledge.objects.get(pk=made["own"].pk).contact
    payload = {"pledge": str(made["own"].pk)}
    _link, token = OneTimeLink.issue(letters.PURPOSE, lasts=timedelta(days=9), person=contact.pk, payload=payload)
    world.tokens |= {"company hours link": [token], "spent company hours link": ["et-link-som-ikke-findes"]}
    moderation.hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Der står et navn.")
    world.things["company"] = company
    world.things |= {f"company_pledge:{name}": row for name, row in made.items()}
    world.things |= {f"company_use:{name}": row for name, row in uses.items()}
