"""Only what is known and contradicts rules out; the rest is told as reasons."""

import pytest

from samspil.matching.conditions import check, distance_km, penalty
from samspil.matching.types import Document, Need, Understood
from samspil.matching.understand import understand

LUNDE = (55.49, 10.42)
NEAR = (55.50, 10.42)  # 1.1 km
FAR = (55.40, 10.39)  # 10.2 km
PLACES = {"Lunde": LUNDE}


def document(**known) -> Document:
    return Document(id="1", title="Noget", **known)


def judged(known: dict, need: Need) -> tuple[bool, set[tuple[str, str]]]:
    allowed, reasons = check(document(**known), understand(need, PLACES))
    return allowed, {(reason.kind, reason.data.get("wish", "")) for reason in reasons}


def test_distance_is_that_of_the_globe() -> None:
    assert distance_km((55.6761, 12.5683), (56.1629, 10.2039)) == pytest.approx(157, abs=1)  # København, Aarhus
    assert distance_km(LUNDE, LUNDE) == 0


OUT = [
    ({"youngest": 60}, Need(age=30)),
    ({"oldest": 25}, Need(text="Mand på 72")),
    ({"youngest": 18}, Need(text="børn under 15 år")),
    ({"is_free": False}, Need(text="har ikke råd til kontingent")),
    ({"days": frozenset({"mon"})}, Need(days=frozenset({"thu"}))),
    ({"times": frozenset({"morning"})}, Need(text="kan kun om aftenen")),
    ({"days": frozenset({"mon"})}, Need(text="kan ikke om mandagen")),
    ({"point": FAR}, Need(point=LUNDE, travels_km=5)),
    ({"point": FAR}, Need(text="bor i Lunde, højst 3 km")),
]


@pytest.mark.parametrize(("known", "need"), OUT)
def test_known_contradictions_rule_out(known, need) -> None:
    assert judged(known, need) == (False, set())


@pytest.mark.parametrize("need", [need for _known, need in OUT])
def test_what_nobody_knows_rules_nothing_out(need) -> None:
    assert judged({}, need)[0]


FITS = [
    ({}, Need(), set()),
    ({}, Need(text="vil ud i naturen"), set()),
    ({"youngest": 60}, Need(age=72), {("meets", "age")}),
    ({"youngest": 6, "oldest": 10}, Need(text="børn under 15 år"), {("meets", "age")}),
    ({"is_free": True}, Need(must_be_free=True), {("meets", "free")}),
    ({}, Need(must_be_free=True), {("missing", "free")}),
    ({"days": frozenset({"thu"})}, Need(text="kan torsdage"), {("time", "")}),
    ({"times": frozenset({"morning"})}, Need(text="ensom om aftenen"), {("missing", "times")}),
    ({"point": NEAR}, Need(text="bor i Lunde, kører ikke bil"), {("distance", "")}),
    ({"point": FAR}, Need(text="bor i Lunde, kører ikke bil"), {("distance", ""), ("missing", "transport")}),
    (
        {"point": FAR, "access": frozenset({"transport"})},
        Need(text="bor i Lunde, kører ikke bil"),
        {("distance", ""), ("meets", "transport")},
    ),
    ({"point": FAR, "access": frozenset({"transport"})}, Need(point=LUNDE, travels_km=3), {("distance", "")}),
    ({"place": "Lunde"}, Need(text="bor i lunde"), {("distance", "")}),
    ({"access": frozenset({"step_free"})}, Need(text="sidder i kørestol"), {("meets", "step_free")}),
    ({}, Need(text="sidder i kørestol"), {("missing", "step_free")}),
    ({}, Need(text="skal hentes"), {("missing", "transport")}),
    ({"languages": frozenset({"da"})}, Need(text="taler arabisk"), {("missing", "languages")}),
    ({"languages": frozenset({"da", "ar"})}, Need(text="taler arabisk"), {("meets", "languages")}),
    (
        {"languages": frozenset({"da"}), "access": frozenset({"interpreter"})},
        Need(text="taler arabisk"),
        {("meets", "interpreter")},
    ),
    ({}, Need(text="taler arabisk"), set()),
]


@pytest.mark.parametrize(("known", "need", "reasons"), FITS)
def test_reasons_for_and_against(known, need, reasons) -> None:
    assert judged(known, need) == (True, reasons)


def test_reasons_carry_their_data() -> None:
    known = document(point=FAR, place="Broen", days=frozenset({"thu", "mon"}), times=frozenset({"evening"}))
    need = Need(point=LUNDE, days=frozenset({"mon", "thu", "sun"}), times=frozenset({"evening"}))
    _allowed, reasons = check(known, understand(need, PLACES))
    data = {reason.kind: dict(reason.data) for reason in reasons}
    assert data == {
        "time": {"days": ["mon", "thu"], "times": ["evening"]},
        "distance": {"km": 10.2, "place": "Broen"},
    }


def test_missing_and_far_cost_and_never_more_than_everything() -> None:
    need = Need(text="bor i Lunde, kører ikke bil, sidder i kørestol, har brug for en at følges med, har ikke råd")
    understood = understand(need, PLACES)
    near, far = (penalty(check(document(point=point), understood)[1]) for point in (NEAR, FAR))
    assert 0 < far < near < 1
    assert penalty(()) == 1


def test_what_was_filled_in_wins_over_the_text() -> None:
    need = Need(
        text="mand på 72, bor i Lunde, kører ikke bil, om aftenen",
        age=30,
        place="Odense",
        drives=True,
        times=frozenset({"morning"}),
    )
    read = understand(need, PLACES)
    assert (read.need.age, read.need.place, read.need.point, read.need.drives) == (30, "Odense", None, True)
    assert read.need.times == {"morning"}
    assert read.ages == (30, 30)
    assert "72" not in read.wanted


def test_a_place_that_was_filled_in_gets_its_point() -> None:
    assert understand(Need(place="lunde"), PLACES).need.point == LUNDE


def test_spans_tell_what_was_read_and_are_no_words() -> None:
    text = "Tømrer på 72, kan ikke køre bil, gider ikke bingo, vil fiske"
    read = understand(Need(text=text), PLACES)
    assert [(text[start:end], wish) for start, end, wish in read.spans] == [
        ("på 72", "age"),
        ("kan ikke køre bil", "drives"),
        ("gider ikke bingo", "avoided"),
    ]
    assert read.wanted == "Tømrer, vil fiske"


@pytest.mark.parametrize(
    "text", ["Kan kun torsdage", "Jeg har ikke bil.", "Han er 72 år og bor i Lunde", "I don't drive and I hate bingo"]
)
def test_what_is_left_of_mere_conditions_is_nothing(text) -> None:
    assert understand(Need(text=text), PLACES).wanted == ""


@pytest.mark.parametrize("text", ["Vil gerne", "Noget at gå til"])
def test_without_conditions_the_text_stays(text) -> None:
    assert understand(Need(text=text), PLACES).wanted == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "😀" * 50,
        "a" * 20_000,
        "kan ikke køre bil " * 1200,
        "(" * 3000,
        "ikke " * 4000,
        "1" * 5000,
        "\x00\ud800",
    ],
)
def test_odd_texts_are_read_without_an_error(text) -> None:
    understood = understand(Need(text=text), PLACES)
    assert isinstance(understood, Understood)
    assert check(document(point=FAR), understood)[0] in {True, False}
