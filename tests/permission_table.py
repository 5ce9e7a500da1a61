"""What each role gets at each address: the whole of it, to be read and argued about.

One row per address and thing; a column per role, first for GET and then for POST:

    V visitor   R relative   C association chair   E employee   L leader (Hjemmeplejen Nord)
    H host of the public challenge   B councillor   M member of a MED body   K coordinator   A administrator

    o  the page          v  done, and sent on        l  a letter with a link is on its way
    s  sign in first     e  the form again, with what is wrong
    3  not allowed (403)                    4  not there, or not for you (404)
    5  not that way (405)                   0  used up (410)

The things are made in ``tests.world``: ``own`` is the relative's, ``association's`` the chair's, ``entered`` was
written down by the employee for somebody else, ``limited`` is for Hjemmeplejen Nord and those above it. Of the
proposals ``own`` and ``loose`` wait for their answer; one that was answered is not edited any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.rows import each
from tests.world import ROLES, World

TABLE = """
address                               thing                         VRCELHBMKA  VRCELHBMKA
site:home                             -                             oooooooooo  5555555555
site:search                           -                             oooooooooo  5555555555
site:strategy                         -                             oooooooooo  5555555555
site:accessibility                    -                             oooooooooo  5555555555
site:privacy                          -                             oooooooooo  5555555555
site:robots                           -                             oooooooooo  5555555555
site:health                           -                             oooooooooo  5555555555

challenges:list                       -                             oooooooooo  5555555555
challenges:raise                      -                             oooooooooo  lvvvvvvvvv
challenges:page                       challenge:public              oooooooooo  5555555555
challenges:page                       challenge:staff               444oo44ooo  5555555555
challenges:page                       challenge:limited             444oo44444  5555555555
challenges:page                       challenge:draft               444o444444  5555555555
challenges:page                       challenge:hidden              4444444444  5555555555
challenges:page                       nobody                        4444444444  5555555555
challenges:edit                       challenge:public              3oo33o33oo  3vv33v33vv
challenges:edit                       challenge:staff               444o344ooo  444v344vvv
challenges:edit                       challenge:limited             444oo44444  444vv44444
challenges:edit                       challenge:draft               444o444444  444v444444
challenges:edit                       challenge:hidden              4444444444  4444444444
challenges:stage                      challenge:public              33333o33oo  33333v33vv
challenges:stage                      challenge:limited             4443o44444  4443v44444
challenges:stage                      challenge:draft               444o444444  444v444444
challenges:stage                      challenge:hidden              4444444444  4444444444
challenges:withdraw                   challenge:public              3o33333333  3933333333
challenges:withdraw                   challenge:draft               444o444444  444v444444
challenges:withdraw                   challenge:hidden              4444444444  4444444444
challenges:history                    challenge:public              oooooooooo  5555555555
challenges:history                    challenge:limited             444oo44444  5555555555
challenges:history                    challenge:draft               444o444444  5555555555
challenges:history                    challenge:hidden              4444444444  5555555555
challenges:write                      challenge:public              oooooooooo  lvvvvvvvvv
challenges:write                      challenge:staff               444oo44ooo  444vv44vvv
challenges:write                      challenge:limited             444oo44444  444vv44444
challenges:write                      challenge:draft               4443444444  4443444444
challenges:write                      challenge:hidden              4444444444  4444444444
challenges:write                      challenge:closed              3333333333  3333333333
challenges:withdraw-perspective       perspective:own               3o33333333  3v33333333
challenges:withdraw-perspective       perspective:association's     33o3333333  33v3333333
challenges:withdraw-perspective       perspective:entered           333o333333  333v333333
challenges:withdraw-perspective       perspective:staff             4443344o33  4443344v33
challenges:withdraw-perspective       perspective:limited           4443o44444  4443v44444
challenges:withdraw-perspective       perspective:hidden            4444444444  4444444444
challenges:withdraw-perspective       perspective:in hidden         4444444444  4444444444
challenges:withdraw-perspective       perspective:reply to hidden   4444444444  4444444444

proposals:list                        -                             oooooooooo  5555555555
proposals:propose                     -                             oooooooooo  lvvvvvvvvv
proposals:propose-on                  challenge:public              oooooooooo  lvvvvvvvvv
proposals:propose-on                  challenge:staff               444oo44ooo  444vv44vvv
proposals:propose-on                  challenge:limited             444oo44444  444vv44444
proposals:propose-on                  challenge:draft               4443444444  4443444444
proposals:propose-on                  challenge:hidden              4444444444  4444444444
proposals:propose-on                  challenge:closed              3333333333  3333333333
proposals:page                        proposal:own                  oooooooooo  5555555555
proposals:page                        proposal:loose                oooooooooo  5555555555
proposals:page                        proposal:staff                444oo44ooo  5555555555
proposals:page                        proposal:loose staff          444oo44ooo  5555555555
proposals:page                        proposal:limited              444oo44444  5555555555
proposals:page                        proposal:hidden               4444444444  5555555555
proposals:page                        proposal:in hidden            4444444444  5555555555
proposals:page                        proposal:withdrawn            oooooooooo  5555555555
proposals:edit                        proposal:own                  3o33333333  3v33333333
proposals:edit                        proposal:association's        3333333333  3333333333
proposals:edit                        proposal:limited              4443344444  4443344444
proposals:edit                        proposal:hidden               4444444444  4444444444
proposals:edit                        proposal:withdrawn            3333333333  3333333333
proposals:withdraw                    proposal:own                  3o33333333  3v33333333
proposals:withdraw                    proposal:association's        33o3333333  33v3333333
proposals:withdraw                    proposal:limited              444o344444  444v344444
proposals:withdraw                    proposal:hidden               4444444444  4444444444
proposals:withdraw                    proposal:withdrawn            vvvvvvvvvv  vvvvvvvvvv
proposals:answer                      proposal:own                  3333o333oo  3333v333vv
proposals:answer                      proposal:loose                3333o333oo  3333v333vv
proposals:answer                      proposal:loose staff          4443o443oo  4443v443vv
proposals:answer                      proposal:limited              4443o44444  4443v44444
proposals:answer                      proposal:hidden               4444444444  4444444444
proposals:answer                      proposal:withdrawn            3333333333  3333333333
proposals:contact                     proposal:own                  vvvvvvvvvv  3333o333oo
proposals:contact                     proposal:limited              vvvvvvvvvv  4443o44444
proposals:contact                     proposal:hidden               vvvvvvvvvv  4444444444
proposals:pledge                      proposal:own                  oooooooooo  lvvvvvvvvv
proposals:pledge                      proposal:loose staff          444oo44ooo  444vv44vvv
proposals:pledge                      proposal:limited              444oo44444  444vv44444
proposals:pledge                      proposal:hidden               4444444444  4444444444
proposals:pledge                      proposal:withdrawn            3333333333  3333333333
proposals:withdraw-pledge             pledge:own                    3o33333333  3v33333333
proposals:withdraw-pledge             pledge:association's          33o3333333  33v3333333
proposals:withdraw-pledge             pledge:staff                  4443344o33  4443344v33
proposals:withdraw-pledge             pledge:limited                4443o44444  4443v44444
proposals:withdraw-pledge             pledge:hidden                 4444444444  4444444444
proposals:withdraw-pledge             pledge:in hidden              4444444444  4444444444

actors:list                           -                             oooooooooo  5555555555
actors:page                           association                   oooooooooo  5555555555
actors:page                           unit                          oooooooooo  5555555555
actors:page                           body                          oooooooooo  5555555555
actors:page                           person                        4444444444  5555555555
actors:page                           hidden association            4444444444  5555555555

knowledge:list                        -                             oooooooooo  5555555555
knowledge:page                        knowledge                     oooooooooo  5555555555
knowledge:page                        hidden knowledge              4444444444  5555555555

following:follow                      challenge:public              5555555555  3vvvvvvvvv
following:follow                      challenge:staff               5555555555  444vv44vvv
following:follow                      challenge:limited             5555555555  444vv44444
following:follow                      challenge:hidden              5555555555  4444444444
following:unfollow                    challenge:public              5555555555  4vvvvvvvvv
following:unfollow                    challenge:hidden              5555555555  4vvvvvvvvv
following:unfollow                    nobody                        5555555555  4444444444
following:unsubscribe                 unfollow                      oooooooooo  oooooooooo
following:unsubscribe                 spent                         0000000000  0000000000
following:mine                        -                             3ooooooooo  5555555555

moderation:hidden                     -                             33333333oo  5555555555
moderation:hide                       challenge:public              33333333oo  33333333vv
moderation:hide                       perspective:own               33333333oo  33333333vv
moderation:hide                       challenge:limited             3333333344  3333333344
moderation:hide                       person                        3333333344  3333333344
moderation:hide                       challenge:hidden              3333333344  3333333344
moderation:show-again                 hiding                        5555555555  33333333vv

identity:confirm                      confirm                       oooooooooo  oooooooooo
identity:confirm                      spent                         0000000000  0000000000
identity:link-request                 -                             oooooooooo  oooooooooo
identity:link-use                     sign in                       oooooooooo  vvvvvvvvvv
identity:link-use                     spent                         0000000000  0000000000
identity:me                           -                             sooooooooo  s555555555
identity:my-data                      -                             sooooooooo  s555555555
identity:sign-out-everywhere          -                             s555555555  svvvvvvvvv
identity:demo                         -                             oooooooooo  5555555555
identity:demo-mail                    -                             oooooooooo  5555555555
identity:demo-become                  demo person                   5555555555  vvvvvvvvvv
identity:demo-become                  nobody                        5555555555  4444444444

account_login                         -                             ovvvvvvvvv  evvvvvvvvv
account_logout                        -                             vooooooooo  vvvvvvvvvv
account_inactive                      -                             oooooooooo  5555555555
account_signup                        -                             ovvvvvvvvv  ovvvvvvvvv
account_reauthenticate                -                             s333333333  s333333333
account_change_password               -                             svvvvvvvvv  svvvvvvvvv
account_set_password                  -                             sooooooooo  svvvvvvvvv
account_reset_password                -                             oooooooooo  vvvvvvvvvv
account_reset_password_done           -                             oooooooooo  5555555555
account_reset_password_from_key       new password                  vvvvvvvvvv  vvvvvvvvvv
account_reset_password_from_key       spent password                oooooooooo  oooooooooo
account_reset_password_from_key_done  -                             oooooooooo  5555555555
mfa_index                             -                             sooooooooo  s555555555
mfa_authenticate                      -                             vvvvvvvvvv  vvvvvvvvvv
mfa_reauthenticate                    -                             s333333333  s333333333
mfa_activate_totp                     -                             sooooooooo  seeeeeeeee
mfa_deactivate_totp                   -                             s444444444  s444444444
mfa_view_recovery_codes               -                             s444444444  s555555555
mfa_generate_recovery_codes           -                             sooooooooo  seeeeeeeee
mfa_download_recovery_codes           -                             s444444444  s444444444
usersessions_list                     -                             sooooooooo  svvvvvvvvv
set_language                          -                             vvvvvvvvvv  vvvvvvvvvv

actors:organisation                   -                             oooooooooo  5555555555
actors:add                            -                             33333333oo  33333333vv
actors:add-unit                       -                             33333333oo  33333333vv
actors:add-body                       -                             33333333oo  33333333vv
actors:edit                           association                   33o33333oo  33v33333vv
actors:edit                           unit                          333oo333oo  333vv333vv
actors:edit                           body                          3333333ooo  3333333vvv
actors:edit                           person                        4444444444  4444444444
actors:edit                           hidden association            4444444444  4444444444

knowledge:add                         -                             33333333oo  33333333vv
knowledge:edit                        knowledge                     33333333oo  33333333vv
knowledge:edit                        hidden knowledge              4444444444  4444444444

identity:edit-me                      -                             sooooooooo  svvvvvvvvv
identity:people                       -                             33333333oo  5555555555
identity:add-person                   -                             33333333oo  33333333vv
identity:person                       somebody                      33333333oo  5555555555
identity:person                       nobody                        3333333344  5555555555
identity:edit-person                  somebody                      33333333oo  33333333vv
identity:edit-person                  the administrator             33333333oo  33333333vv
identity:edit-person                  nobody                        3333333344  3333333344
identity:add-membership               somebody                      33333333oo  33333333vv
identity:add-membership               the coordinator               333333333o  333333333v
identity:add-membership               nobody                        3333333344  3333333344
identity:give-role                    somebody                      33333333oo  33333333vv
identity:give-role                    the coordinator               333333333o  333333333v
identity:give-role                    nobody                        3333333344  3333333344
identity:give-access                  somebody                      5555555555  333333333v
identity:give-access                  nobody                        5555555555  3333333334
identity:end-role                     role:employee's               33333333oo  33333333vv
identity:end-role                     role:leader's                 333333333o  333333333v
identity:end-membership               membership                    33333333oo  33333333vv
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
    lines = TABLE.strip().splitlines()[1:] + [line for table in each("TABLE") for line in table.splitlines()]
    for line in lines:
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
ORGANISATION = {
    "name": "Nabohjælpen",
    "kind": "informal_group",
    "description": "Vi hjælper hinanden.",
    "place": "Nørre Engbæk",
    "contact_visibility": "public",
}
KNOWLEDGE = {
    "title": "Naboer spiste sammen",
    "body": "De skiftedes til at lave mad.",
    "kind": "example",
    "strength": "described",
    "themes": ["older"],
    "source": "Et notat",
    "year": "2019",
    "country": "DK",
    "source_place": "Herning",
    "actors": "Naboer",
}
PERSON = {"name": "Erna Holm", "function": "nabo", "phone": "99 00 00 61", "kind": "relative"}
SECRET = "fire heste paa bakken"


def data_for(row: Row, there: World) -> dict[str, Any]:
    """The fields of a POST to this row's address."""
    unit = str(there.things["unit"].pk)
    data: dict[str, dict[str, Any]] = {
        "challenges:raise": {**GUEST, **TEXTS, "unit_id": unit},
        "challenges:edit": {**TEXTS, "unit_id": unit},
        "challenges:stage": {
            "stage": "proposals",
            "next_step": "Vi mødes på torsdag.",
            "next_who": "Alle",
        },
        "challenges:write": {**GUEST, "body": "Hun spiser, når nogen spiser med."},
        "proposals:propose": {**GUEST, **PROPOSAL, "unit_id": unit},
        "proposals:propose-on": {**GUEST, **PROPOSAL},
        "proposals:edit": PROPOSAL,
        "proposals:answer": {"outcome": "forward", "body": "Vi prøver det fra mandag."},
        "proposals:pledge": {**GUEST, "kind": "time", "body": "To timer om ugen"},
        "actors:add": ORGANISATION,
        "actors:add-unit": {**ORGANISATION, "parent": unit},
        "actors:add-body": {**ORGANISATION, "body_kind": "senior_council", "powers": ["advise"]},
        "actors:edit": ORGANISATION,
        "knowledge:add": KNOWLEDGE,
        "knowledge:edit": KNOWLEDGE,
        "identity:edit-me": PERSON,
        "identity:add-person": {**PERSON, "email": "erna@engbaek.example"},
        "identity:edit-person": {**PERSON, "email": "erna@engbaek.example"},
        "identity:add-membership": {"actor": str(there.things["association"].pk), "function": "medlem"},
        "identity:give-role": {"kind": "employee", "scope": unit},
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
    for more in holders(there).get(row.name, ()):
        data |= more(there)
    return data.get(row.name, {})


HOLDERS: dict[str, list[Callable[[World], dict[str, Any]]]] = {}


def holders(there: World) -> dict[str, list[Callable[[World], dict[str, Any]]]]:
    """Which app says what is sent to an address: asking all of them each time costs a tenth of the walk."""
    if not HOLDERS:
        for more in each("data"):
            for name in more(there):
                HOLDERS.setdefault(name, []).append(more)
    return HOLDERS
