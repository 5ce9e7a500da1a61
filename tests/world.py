"""A small municipality with everything in it that could leak: one object of each audience, drafts, hidden ones.

The cross-cutting tests walk it as each of the ten roles. Every object holds a word of its own (``MARKERS``), so that a
page that shows it where it must not is found by that word.
"""

import copy
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client

from samspil.actors import actions as actors
from samspil.actors.models import Actor, Person
from samspil.challenges import actions as challenges
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import NOBODY, SYSTEM, Viewer
from samspil.identity.actions import create_user_for, mark_demo_person
from samspil.knowledge.models import KnowledgeItem
from samspil.moderation import actions as moderation
from samspil.moderation.models import Hiding
from samspil.proposals import actions as proposals
from tests import rows
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_knowledge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)

ROLES = (
    "visitor",
    "relative",
    "chair",
    "employee",
    "leader",
    "host",
    "councillor",
    "med",
    "coordinator",
    "administrator",
)
# What stands at an address differs by what one may read; these four see all that anybody sees.
WALKERS = ("visitor", "chair", "leader", "coordinator")
EVERYBODY = frozenset(ROLES)
STAFF = frozenset({"employee", "leader", "med", "coordinator", "administrator"})
NORD = frozenset({"employee", "leader"})
NOT_YET = frozenset({"employee"})
NO_ONE: frozenset[str] = frozenset()

# The word that stands in every text of an object, and the roles that may meet it.
MAY_READ = {
    "Offentlig": EVERYBODY,
    "Ansatkun": STAFF,
    "Enhedkun": NORD,
    "Kladdekun": NOT_YET,
    "Skjultalt": NO_ONE,
    "Skjultdel": NO_ONE,
}
# The word in each text: hidden with its page, hidden or held by itself, and taken back by its author.
GONE = ("Skjultalt", "Skjultdel", "Fortrudt")


class Copies(MutableMapping[str, Any]):
    """What was built, each thing copied when it is first asked for: a test seldom needs more than a few of them."""

    def __init__(self, built: Mapping[str, Any]) -> None:
        self.built, self.own = built, {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.own:
            self.own[name] = copy.deepcopy(self.built[name])
        return self.own[name]

    def __setitem__(self, name: str, thing: Any) -> None:
        self.own[name] = thing

    def __delitem__(self, name: str) -> None:
        raise TypeError("What was built stays.")

    def __iter__(self) -> Iterator[str]:
        return iter({**self.built, **self.own})

    def __len__(self) -> int:
        return len({**self.built, **self.own})


@dataclass
class World:
    """The people by role, and the objects by the name the tables call them."""

    people: MutableMapping[str, Person] = field(default_factory=dict)
    actors: MutableMapping[str, Actor] = field(default_factory=dict)
    things: MutableMapping[str, Any] = field(default_factory=dict)
    tokens: dict[str, list[str]] = field(default_factory=dict)
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def untouched(self) -> "World":
        """The same municipality for one test, which may change what it holds."""
        held = {name: Copies(getattr(self, name)) for name in ("people", "actors", "things")}
        return World(**held, tokens=copy.deepcopy(self.tokens), cookies=self.cookies)

    def viewer(self, role: str) -> Viewer:
        return NOBODY if role == "visitor" else viewer(self.people[role])

    def client(self, role: str, **options: Any) -> Client:
        """A browser in which this role has been signed in since the world was built."""
        client = Client(**options)
        client.cookies = self.cookies[role].copy()
        return client

    def key(self, name: str) -> list[Any]:
        """What stands in the address for a named thing."""
        return self.tokens[name] if name in self.tokens else [self.things[name].pk]


def build() -> World:
    world = World()
    add_people(world)
    add_challenges(world)
    add_proposals(world)
    add_rest(world)
    for build in rows.each("build"):
        build(world)
    hide_some(world)
    sign_all_in(world)
    return world


def sign_all_in(world: World) -> None:
    for role in ROLES:
        client = Client()
        if role != "visitor":
            client.force_login(create_user_for(by=SYSTEM, person=world.people[role]))
        world.cookies[role] = client.cookies


def add_people(world: World) -> None:
    older = make_unit("Ældreområdet")
    nord, schools = make_unit("Hjemmeplejen Nord", parent=older), make_unit("Skoleområdet")
    med = actors.add_body(by=SYSTEM, name="MED-udvalg for ældreområdet", body_kind="med", powers=("discuss",))
    anglers = make_actor("Engbæk Lystfiskerforening", description="Vi fisker.", phone="99 00 00 31")
    world.things |= {"unit": nord, "body": med, "association": anglers}
    world.people = {
        "relative": make_person("Karen", kind="relative", function="datter"),
        "chair": make_person("Kurt", member_of=anglers, function="formand"),
        "employee": make_person("Mette Skov", role="employee", scope=nord, member_of=nord.actor),
        "leader": make_person("Lene Dahlgaard", role="leader", scope=nord, amount=25_000, member_of=nord.actor),
        "host": make_person("Inger", kind="professional", function="mødeleder"),
        "councillor": make_person("Jens Bjerregaard", role="councillor"),
        "med": make_person("Susanne Lykke", role="employee", scope=schools, member_of=med.actor),
        "coordinator": make_person("Birthe Holm", role="coordinator"),
        "administrator": make_person("Anders Krog", role="administrator"),
    }
    mark_demo_person(world.people["relative"], role="relative", order=1)


def texts(word: str) -> dict[str, str]:
    return {
        "question": f"{word}spørgsmål: hvad kunne være bedre?",
        "description": f"{word}beskrivelse.",
        "today": f"{word}idag. {word}rest.",
        "place": f"{word}sted",
    }


def add_challenges(world: World) -> None:
    people, unit = world.people, world.things["unit"]
    make = {
        "public": {"by": people["relative"], "host": people["host"], "unit": unit, **texts("Offentlig")},
        "staff": {"by": people["employee"], "audience": "staff", "unit": unit, **texts("Ansatkun")},
        "limited": {"by": people["employee"], "audience": "unit", "unit": unit, **texts("Enhedkun")},
        "draft": {"by": people["employee"], "is_draft": True, "unit": unit, **texts("Kladdekun")},
        "hidden": {"by": make_person("Skjultaltperson"), "unit": unit, **texts("Skjultalt")},
        "closed": {"by": people["relative"], "question": "Offentlig og lukket?"},
        # Nobody else has answered, so its question may still be changed.
        "unanswered": {"by": people["relative"], "question": "Offentlig og ubesvaret?"},
    }
    for name, facts in make.items():
        world.things[f"challenge:{name}"] = make_challenge(**facts)
    challenges.change_stage(
        by=world.viewer("coordinator"),
        challenge_id=world.things["challenge:closed"].pk,
        stage="closed",
        outcome="Det gik.",
        next_step="Offentligt svar: det er på plads.",
        next_who="Alle",
    )
    public, staff, limited, hidden = (
        world.things[f"challenge:{name}"] for name in ("public", "staff", "limited", "hidden")
    )
    anglers = str(world.things["association"].pk)
    said = {
        "own": make_perspective(public, by=people["relative"], body="Offentligt set fra mors stue."),
        "association's": make_perspective(public, by=people["chair"], speaks_as=anglers, body="Offentlig å."),
        "entered": make_perspective(
            public,
            by=people["employee"],
            body="Offentligt fortalt i telefonen.",
            behalf={"name": "Agnes", "function": "beboer", "kind": "service_user", "channel": "phone"},
        ),
        "hidden": make_perspective(public, by=make_person("Skjultdelperson"), body="Skjultdelord i et billede."),
        "staff": make_perspective(staff, by=people["med"], body="Ansatkunord."),
        "limited": make_perspective(limited, by=people["leader"], body="Enhedkunord."),
        "in hidden": make_perspective(hidden, by=people["relative"], body="Skjultaltord."),
    }
    said["reply to hidden"] = make_perspective(
        public, by=make_person("Skjultdelsvarer"), reply_to=said["hidden"].pk, body="Skjultdelsvar."
    )
    world.things |= {f"perspective:{name}": row for name, row in said.items()}


def add_proposals(world: World) -> None:
    people, unit = world.people, world.things["unit"]
    public, staff, limited, hidden = (
        world.things[f"challenge:{name}"] for name in ("public", "staff", "limited", "hidden")
    )
    anglers = str(world.things["association"].pk)

    def words(word: str) -> dict[str, str]:
        return {"title": f"{word}forslag", "body": f"{word}forslag i flere ord."}

    ways = {
        "own": make_proposal(public, by=people["relative"], **words("Offentlig")),
        "association's": make_proposal(public, by=people["chair"], speaks_as=anglers, **words("Offentlig")),
        "loose": make_proposal(by=people["host"], unit=unit, **words("Offentligløs")),
        "hidden": make_proposal(public, by=make_person("Skjultdelforslagsstiller"), **words("Skjultdel")),
        "staff": make_proposal(staff, by=people["employee"], **words("Ansatkun")),
        "loose staff": make_proposal(by=people["employee"], unit=unit, audience="staff", **words("Ansatkunløs")),
        "limited": make_proposal(limited, by=people["employee"], **words("Enhedkun")),
        "in hidden": make_proposal(hidden, by=make_person("Skjultaltstiller"), **words("Skjultalt")),
        "withdrawn": make_proposal(public, by=people["relative"], title="Offentlig fortrudt"),
    }
    answered = {"association's": "Offentligt", "hidden": "Skjultdel", "limited": "Enhedkun", "staff": "Ansatkun"}
    for name, word in answered.items():
        make_answer(ways[name], by=people["leader"], body=f"{word}svar fra lederen.")
    proposals.withdraw_proposal(by=world.viewer("relative"), proposal_id=ways["withdrawn"].pk)
    world.things |= {f"proposal:{name}": row for name, row in ways.items()}
    promised = {
        "own": make_pledge(ways["own"], by=people["relative"], body="Offentlig kaffe"),
        "association's": make_pledge(ways["own"], by=people["chair"], speaks_as=anglers, body="Offentlig båd"),
        "hidden": make_pledge(ways["own"], by=make_person("Skjultdelgiver"), body="Skjultdelbidrag"),
        "staff": make_pledge(ways["staff"], by=people["med"], body="Ansatkunbidrag"),
        "limited": make_pledge(ways["limited"], by=people["leader"], body="Enhedkunbidrag"),
        "in hidden": make_pledge(ways["in hidden"], by=make_person("Skjultaltgiver"), body="Skjultaltbidrag"),
    }
    world.things |= {f"pledge:{name}": row for name, row in promised.items()}


def add_rest(world: World) -> None:
    world.things |= {
        "knowledge": make_knowledge(title="Offentlig viden"),
        "hidden knowledge": make_knowledge(title="Skjultaltviden", body="Skjultaltviden i ord."),
        "hidden association": make_actor("Skjultaltforening", description="Skjultaltformål."),
        "person": world.people["relative"].actor,
        "demo person": world.people["relative"],
        "somebody": make_person("Enkeltmand"),
        "the coordinator": world.people["coordinator"],
        "the administrator": world.people["administrator"],
        "role:employee's": world.people["employee"].roles.get(),
        "role:leader's": world.people["leader"].roles.get(),
        "membership": world.people["chair"].memberships.get(),
        "nobody": KnowledgeItem(subject_id=uuid4()),
    }
    guest = create_user_for(by=SYSTEM, person=make_person("Agnete"))
    days, payload = timedelta(days=2), {"subjects": [str(world.things["challenge:public"].pk)]}
    chair, karen = world.people["chair"].pk, world.people["relative"].pk
    world.tokens |= {
        "confirm": [OneTimeLink.issue("contribute", lasts=days, payload=waiting(world))[1]],
        "sign in": [OneTimeLink.issue("sign-in", lasts=days, person=chair, payload={"next": ""})[1]],
        "unfollow": [OneTimeLink.issue("unfollow", lasts=days, person=karen, payload=payload)[1]],
        "spent": ["et-link-som-ikke-findes"],
        "new password": [user_pk_to_url_str(guest), default_token_generator.make_token(guest)],
        "spent password": [user_pk_to_url_str(guest), "brugt"],
    }


def waiting(world: World) -> dict[str, Any]:
    """What a guest wrote, as it waits in a link."""
    return {
        "verb": "perspective",
        "guest": {"name": "Agnes", "function": "nabo", "email": "agnes@engbaek.example", "language": "da"},
        "arguments": {
            "body": "Der er stille efter tolv.",
            "challenge_id": str(world.things["challenge:public"].pk),
            "request_id": str(uuid7()),
        },
    }


def hide_some(world: World) -> None:
    by = world.viewer("coordinator")
    hide = {
        "challenge:hidden": "",
        "perspective:hidden": "",
        "proposal:hidden": "",
        "pledge:hidden": "",
        "hidden knowledge": "",
        "hidden association": "",
    }
    for name in hide:
        moderation.hide(by=by, subject_id=world.things[name].pk, reason="Der står et navn på en borger.")
    world.things["hiding"] = Hiding.objects.get(subject=world.things["perspective:hidden"].pk)
