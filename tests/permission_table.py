"""What each role gets at each address: the whole of it, to be read and argued about.

One row per address and thing; a column per role, first for GET and then for POST:

    V visitor   R relative   C association chair   E employee   L leader (Hjemmeplejen Nord)
    H host of the public challenge   B councillor   M member of a MED body   K coordinator   A administrator

    o  the page          v  done, and sent on        l  a letter with a link is on its way
    s  sign in first     e  the form again, with what is wrong
    3  not allowed (403)   4  not there, or not for you (404)   5  not that way (405)   9  no longer (409)   0  used up (410)

The things are made in ``tests.world``: ``own`` is the relative's, ``association's`` the chair's, ``entered`` was written
down by the employee for somebody else, ``limited`` is for Hjemmeplejen Nord and those above it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.world import ROLES, World

TABLE = """
                              thing                     GET VRCELHBMKA   POST VRCELHBMKA
site:home                     -                         oooooooooo 5555555555
"""

# Addresses that are not walked, each with its reason.
NOT_WALKED: set[str] = set()


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    thing: str
    get: str
    post: str


@cache
def rows() -> tuple[Row, ...]:
    found = []
    for line in TABLE.strip().splitlines()[1:]:
        if not line or line.startswith("#"):
            continue
        name, *thing, get, post = line.split()
        assert len(get) == len(post) == len(ROLES), line
        found.append(Row(name, " ".join(thing).strip("-"), get, post))
    assert len({(row.name, row.thing) for row in found}) == len(found), "a row stands twice"
    return tuple(found)


# What is sent to an address: valid for whoever may send it. A guest's name and address are only read from guests.
GUEST = {"guest_name": "Agnes", "guest_function": "nabo", "guest_email": "agnes@engbaek.example"}
TEXTS = {
    "question": "Hvordan får vi flere med til middag?",
    "description": "Mange spiser alene.",
    "today": "Maden kommer i bakker.",
    "theme": "older",
    "place": "Nørre Engbæk",
}
PROPOSAL = {"title": "Fælles bord", "body": "Om torsdagen.", "degree": "incremental", "object": "service"}
SECRET = "fire heste paa bakken"


def data_for(row: Row, there: World) -> dict[str, Any]:
    """The fields of a POST to this row's address."""
    unit = str(there.things["unit"].pk)
    data: dict[str, dict[str, Any]] = {
        "challenges:raise": {**GUEST, **TEXTS, "unit_id": unit},
        "challenges:edit": {**TEXTS, "unit_id": unit},
        "challenges:stage": {"stage": "proposals", "next_step": "Vi mødes på torsdag."},
        "challenges:host": {"person_id": str(there.people["med" if "staff" in row.thing else "relative"].pk)},
        "challenges:write": {**GUEST, "body": "Hun spiser, når nogen spiser med."},
        "proposals:propose": {**GUEST, **PROPOSAL, "unit_id": unit},
        "proposals:propose-on": {**GUEST, **PROPOSAL},
        "proposals:edit": PROPOSAL,
        "proposals:answer": {"outcome": "forward", "body": "Vi prøver det fra mandag."},
        "proposals:pledge": {**GUEST, "kind": "time", "body": "To timer om ugen"},
        "moderation:hide": {"reason": "Der står et navn på en borger."},
        "identity:link-request": {"email": "karen@engbaek.example"},
        "account_login": {"login": "karen@engbaek.example", "password": SECRET},
        "account_reset_password": {"email": "karen@engbaek.example"},
        "account_signup": {"email": "ny@engbaek.example", "password1": SECRET},
        "account_change_password": {"oldpassword": SECRET, "password1": SECRET},
        "account_set_password": {"password1": SECRET},
        "account_reset_password_from_key": {"password1": SECRET},
        "account_reauthenticate": {"password": SECRET},
        "mfa_authenticate": {"code": "000000"},
        "mfa_reauthenticate": {"code": "000000"},
        "mfa_activate_totp": {"code": "000000"},
        "set_language": {"language": "en", "next": "/"},
    }
    return data.get(row.name, {})
