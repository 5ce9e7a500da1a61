"""The demo's texts hang together: every key resolves, every date is possible, nobody does what their role forbids.

Data only, so these run without a database; whoever corrects a text hears within a second what does not fit.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil.demo.content import ACTORS, BODIES, CHALLENGES, KNOWLEDGE, PEOPLE, PLACES, PROPOSALS, UNITS
from samspil.demo.content import types as shapes
from samspil.demo.content.types import ChallengeText, PersonText, PerspectiveText, ProposalText

CONTENT = Path(shapes.__file__).parent
MAP = CONTENT.parents[1] / "site" / "static" / "samspil" / "geo" / "engbaek.geojson"
ANSWER_WITHIN_DAYS = 14

places = {place.key for place in PLACES}
units = {unit.key: unit for unit in UNITS}
actors = {*units, *(body.key for body in BODIES), *(actor.key for actor in ACTORS)}
people = {person.key: person for person in PEOPLE}
challenges = {challenge.key: challenge for challenge in CHALLENGES}
staff = {person.key for person in PEOPLE if any(r.kind in ("coordinator", "leader", "employee") for r in person.roles)}


def line(unit: str | None) -> list[str]:
    """The unit and those above it."""
    keys = []
    while unit is not None:
        keys.append(unit)
        unit = units[unit].parent
    return keys


def speaks_for(person: PersonText) -> set[str]:
    return {member.actor for member in person.members if member.speaks_for}


def leads(person: PersonText, unit: str) -> int:
    """The amount the person may spend for the unit, or -1 when they do not lead it."""
    return max((r.amount or 0 for r in person.roles if r.kind == "leader" and r.scope in line(unit)), default=-1)


def belongs_to(person: str, unit: str) -> bool:
    return unit in {role.scope for role in people[person].roles}


def all_perspectives(challenge: ChallengeText) -> Iterator[PerspectiveText]:
    for perspective in challenge.perspectives:
        yield perspective
        yield from perspective.replies


def all_texts() -> Iterator[str]:
    """Every string in every record, nested ones too."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from walk(part)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from walk(getattr(value, name))

    for rows in (PLACES, UNITS, BODIES, ACTORS, PEOPLE, CHALLENGES, PROPOSALS, KNOWLEDGE):
        yield from walk(rows)


def test_there_is_enough_of_everything():
    assert len(PLACES) == 14
    assert len(UNITS) == 15
    assert len(BODIES) >= 13
    assert len(ACTORS) >= 60
    assert len(PEOPLE) >= 45
    assert len(CHALLENGES) == 12
    assert sum(1 for challenge in CHALLENGES for _ in all_perspectives(challenge)) >= 60
    assert len(PROPOSALS) == 40
    assert sum(len(proposal.pledges) for proposal in PROPOSALS) >= 70
    assert len(KNOWLEDGE) >= 25


@pytest.mark.parametrize("rows", [PLACES, PEOPLE, CHALLENGES, PROPOSALS, KNOWLEDGE, (*UNITS, *BODIES, *ACTORS)])
def test_keys_and_names_are_unique(rows):
    assert [key for key, n in Counter(row.key for row in rows).items() if n > 1] == []
    names = Counter(getattr(row, "name", None) or getattr(row, "title", None) or row.key for row in rows)
    assert [name for name, n in names.items() if n > 1] == []


def test_words_are_those_the_loader_knows():
    assert {actor.kind for actor in ACTORS} == set(shapes.ACTOR_KINDS)
    assert {body.kind for body in BODIES} == set(shapes.BODY_KINDS)
    assert {power for body in BODIES for power in body.powers} <= set(shapes.BODY_POWERS)
    assert {person.kind for person in PEOPLE} == set(shapes.PERSON_KINDS)
    assert {role.kind for person in PEOPLE for role in person.roles} == set(shapes.ROLE_KINDS)
    assert {challenge.stage for challenge in CHALLENGES} == set(shapes.STAGES)
    assert {challenge.theme for challenge in CHALLENGES} == set(shapes.THEMES)
    assert {challenge.audience for challenge in CHALLENGES} == set(shapes.AUDIENCES)
    assert {p.channel for challenge in CHALLENGES for p in all_perspectives(challenge)} == set(shapes.CHANNELS)
    assert {proposal.degree for proposal in PROPOSALS} == set(shapes.DEGREES)
    assert {proposal.object for proposal in PROPOSALS} == set(shapes.OBJECTS)
    assert {pledge.kind for proposal in PROPOSALS for pledge in proposal.pledges} == set(shapes.PLEDGE_KINDS)
    assert {proposal.answer.outcome for proposal in PROPOSALS if proposal.answer} == set(shapes.OUTCOMES)
    assert {item.kind for item in KNOWLEDGE} == set(shapes.KNOWLEDGE_KINDS)
    assert {item.strength for item in KNOWLEDGE} == set(shapes.STRENGTHS)
    assert {theme for item in KNOWLEDGE for theme in item.themes} <= set(shapes.THEMES)
    assert all(item.themes and item.source and item.actors for item in KNOWLEDGE)


def test_only_the_executive_group_and_committees_decide():
    deciding = {body.kind for body in BODIES if {"decide", "spend"} & set(body.powers)}
    assert deciding == {"executive_group", "committee"}


def test_units_make_one_tree():
    assert [unit.key for unit in UNITS if unit.parent is None] == ["engbaek-kommune"]
    for place, unit in enumerate(UNITS):
        assert unit.parent is None or unit.parent in {above.key for above in UNITS[:place]}, unit.key


def test_everything_lies_in_the_municipality():
    for row in (*UNITS, *ACTORS, *CHALLENGES):
        assert row.place in places, row.key
    for place in PLACES:
        assert 55.90 <= place.lat <= 56.15
        assert 8.70 <= place.lon <= 9.25


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_people_belong_somewhere_that_exists(person):
    assert {member.actor for member in person.members} <= actors
    assert len({member.actor for member in person.members}) == len(person.members)
    assert {role.scope for role in person.roles} <= {None, *units, *(body.key for body in BODIES)}
    if person.email:
        assert person.email.endswith(".example")
    if not person.roles:
        assert re.fullmatch(r"\w+( Erik)?", person.name), "people outside the municipality go by first name"
    if any(role.kind in ("leader", "employee") for role in person.roles):
        assert person.kind == "employee"


def test_mail_addresses_are_nobody_elses():
    addresses = Counter(person.email for person in PEOPLE if person.email)
    assert max(addresses.values()) == 1


def test_each_demo_role_has_exactly_one_person_who_can_sign_in():
    roles = Counter(person.demo_role for person in PEOPLE if person.demo_role)
    assert roles == dict.fromkeys(shapes.DEMO_ROLES, 1)
    assert all(person.email for person in PEOPLE if person.demo_role)
    holder = {person.demo_role: person for person in PEOPLE}
    assert holder["leader"].roles[0].amount
    assert not holder["host"].roles, "a host cannot decide"
    assert holder["chair"].key == "kurt"
    assert holder["relative"].key == "karen"


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.key)
def test_challenge(challenge):
    assert challenge.by in people
    assert challenge.unit in units
    assert challenge.actor is None or challenge.actor in speaks_for(people[challenge.by])
    assert leads(people[challenge.host], challenge.unit) == -1, "a host cannot decide"
    assert challenge.question.endswith("?")
    assert len(challenge.question) <= 200
    assert len(challenge.first_question) <= 200
    assert challenge.description
    assert len(challenge.description) <= 3000
    assert 0 < len(challenge.today) <= 600
    assert 0 < len(challenge.next_step) <= 300
    if challenge.stage == "draft":
        assert not challenge.perspectives
    if challenge.audience != "public":
        assert challenge.by in staff
        assert challenge.host in staff
    if challenge.audience == "unit":
        assert belongs_to(challenge.host, challenge.unit)
    for perspective in challenge.perspectives:
        assert perspective.days_ago <= challenge.raised_days_ago
        for reply in perspective.replies:
            assert reply.days_ago <= perspective.days_ago
            assert not reply.replies, "replies go one level deep"
    for perspective in all_perspectives(challenge):
        assert 0 < len(perspective.body) <= 3000
        assert perspective.actor is None or perspective.actor in speaks_for(people[perspective.by])
        assert bool(perspective.channel) == bool(perspective.entered_by)
        assert not perspective.entered_by or perspective.entered_by in staff
        if challenge.audience != "public":
            assert perspective.by in staff
        if challenge.audience == "unit":
            assert belongs_to(perspective.by, challenge.unit)


def test_one_challenge_of_each_special_sort():
    stages = Counter(challenge.stage for challenge in CHALLENGES)
    assert stages["draft"] == stages["closed"] == 1
    assert Counter(c.audience for c in CHALLENGES) == {"public": 10, "staff": 1, "unit": 1}
    reworded = [challenge for challenge in CHALLENGES if challenge.first_question]
    assert len(reworded) >= 5
    assert all(challenge.first_question != challenge.question for challenge in reworded)


def test_the_first_challenge_is_the_one_in_the_pictures():
    challenge = challenges["gode-hverdage"]
    assert challenge.question == "Hvordan får vi flere gode hverdage til dem, der er blevet alene?"
    assert challenge.first_question == "Hvordan skaffer vi flere besøgsvenner?"
    assert len(challenge.perspectives) == 14


@pytest.mark.parametrize("proposal", PROPOSALS, ids=lambda proposal: proposal.key)
def test_proposal(proposal: ProposalText):
    assert 0 < len(proposal.title) <= 120
    assert 0 < len(proposal.body) <= 3000
    assert proposal.actor is None or proposal.actor in speaks_for(people[proposal.by])
    assert set(proposal.delivers) <= actors
    assert proposal.unit in units
    if proposal.challenge:
        challenge = challenges[proposal.challenge]
        assert challenge.stage in ("proposals", "trial", "practice", "closed")
        assert proposal.days_ago <= challenge.raised_days_ago
        assert proposal.audience == challenge.audience
        if proposal.answer:
            assert proposal.answer.by != challenge.host
    else:
        assert proposal.by in staff
    if proposal.audience == "unit":
        assert belongs_to(proposal.by, proposal.unit)
    for pledge in proposal.pledges:
        person = people[pledge.by]
        assert 0 < len(pledge.body) <= 200
        assert pledge.days_ago <= proposal.days_ago
        assert pledge.actor is None or pledge.actor in speaks_for(person)
        assert (pledge.kind == "money") == (pledge.amount is not None)
        if proposal.audience == "unit":
            assert belongs_to(pledge.by, proposal.unit)
        if pledge.amount is not None:
            assert pledge.actor not in {body.key for body in BODIES}, "no councillor or council pledges money here"
            if pledge.actor in units:
                assert pledge.amount <= leads(person, pledge.actor)
    if proposal.answer:
        assert leads(people[proposal.answer.by], proposal.unit) >= 0, "the responsible unit answers"
        assert proposal.answer.days_ago <= proposal.days_ago
        assert 0 < len(proposal.answer.body) <= 3000
        assert proposal.withdrawn_days_ago is None
    if proposal.withdrawn_days_ago is not None:
        assert proposal.withdrawn_days_ago <= proposal.days_ago


def test_answers_are_spread_as_in_real_life():
    withdrawn = [p for p in PROPOSALS if p.withdrawn_days_ago is not None]
    answered = [p for p in PROPOSALS if p.answer]
    waiting = [p for p in PROPOSALS if not p.answer and p.withdrawn_days_ago is None]
    assert len(withdrawn) == 2
    assert 20 <= len(answered) <= 26
    assert sum(p.answer.outcome == "no" for p in answered) >= 3
    assert sum(p.answer.outcome == "later" for p in answered) >= 3
    assert 3 <= sum(p.days_ago > ANSWER_WITHIN_DAYS for p in waiting) <= 6
    assert sum(p.challenge is None for p in PROPOSALS) == 8
    assert any(pledge.actor in units for p in PROPOSALS for pledge in p.pledges), "the municipality pledges too"


def test_nothing_in_the_texts_looks_like_a_cpr_number_or_a_real_address():
    for text in all_texts():
        assert not re.search(r"\d{6}[-\u2013 ]?\d{4}", text), text
        assert "TODO" not in text
        assert "lorem" not in text.lower()
        assert "!" not in text, "no exclamation marks"
        for domain in re.findall(r"@([\w.-]+)", text):
            assert domain.endswith(".example"), text
        for phone in re.findall(r"\b\d{2} \d{2} \d{2} \d{2}\b", text):
            assert phone.startswith("99 00 00 "), text


def test_phone_numbers_are_in_the_invented_series():
    for row in (*UNITS, *ACTORS, *PEOPLE):
        assert row.phone == "" or re.fullmatch(r"99 00 00 \d\d", row.phone), row.key


def test_no_real_name_from_the_documents_contributes():
    real = (
        "Herning",
        "Thueslund",
        "Paraplyen",
        "Lunde ",
        "LEV",
        "Senior Erhverv",
        "Job-Banken",
        "Holtbjerg",
        "Randers",
    )
    for row in (*UNITS, *BODIES, *ACTORS, *PEOPLE, *PLACES):
        assert not any(word in row.name for word in real), row.name


def test_knowledge_is_short_and_has_its_source():
    for item in KNOWLEDGE:
        assert 2 <= len(re.findall(r"[.?](?:\s|$)", item.body)) <= 7, item.key
        assert len(item.title) <= 120
        assert len(item.source) <= 250
        assert len(item.actors) <= 250
        assert item.country == "DK"
        assert item.year in (2011, 2014)


@pytest.mark.capability("C27")
def test_every_example_of_the_documents_is_in_the_library():
    text = " ".join(f"{item.title} {item.body} {item.actors} {item.source}" for item in KNOWLEDGE)
    named = (
        "Sløjfeløbet",
        "Den gl. Købmandsgård",
        "Thueslund",
        "Venneforeninger",
        "Paraplyen",
        "vågetjenester",
        "sindslidende",
        "ældreboligcenter",
        "lystfiskerne",
        "Holtbjergskolen",
        "Patientuddannelser",
        "Senior Erhverv",
        "Job-Banken",
        "BSK-tilbudsafdelingen",
        "Frivilligrådet",
        "Mentorer",
        "IT-studerende",
        "tre a'er",
        "Ti enkle veje",
        "Madningsrobot",
        "Fjernbetjening",
        "Lifte, der dækker hele rummet",
        "boligsociale",
        "frivilligkoordinatorer",
        "Knud Aarup",
        "ABT",
        "festivaler",
        "udviklingsråd",
        "1.100",
    )
    assert [name for name in named if name not in text] == []


def test_vtv_is_only_mentioned():
    items = [item for item in KNOWLEDGE if "VTV" in item.title + item.body]
    assert [item.key for item in items] == ["vtv"]


def test_files_are_small_enough_to_find_ones_way_in():
    for path in CONTENT.glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 500, path.name
        assert max(map(len, lines), default=0) <= 120, path.name


def test_map_shows_the_same_towns_inside_the_outline():
    features = json.loads(MAP.read_text(encoding="utf-8"))["features"]
    kinds = Counter(feature["properties"]["kind"] for feature in features)
    assert kinds["municipality"] == kinds["lake"] == 1
    assert kinds["stream"] >= 1
    assert kinds["road"] >= 4
    towns = {
        f["properties"]["key"]: tuple(f["geometry"]["coordinates"])
        for f in features
        if f["properties"]["kind"] == "town"
    }
    assert towns == {place.key: (place.lon, place.lat) for place in PLACES}
    [outline] = [f["geometry"]["coordinates"][0] for f in features if f["properties"]["kind"] == "municipality"]
    assert outline[0] == outline[-1]
    for key, (x, y) in towns.items():
        assert inside(x, y, outline), key


def inside(x: float, y: float, ring: list[list[float]]) -> bool:
    """Whether the point lies in the ring: a ray to the east crosses it an odd number of times."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1
