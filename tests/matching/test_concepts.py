"""What is found in a text, and what that leads to."""

import time
from functools import cache

import pytest

from samspil.matching import text
from samspil.matching.concepts import FARTHEST, MOST, ConceptMatcher
from samspil.matching.vocabulary import Concept, Vocabulary

OURS = Vocabulary.load()


@cache
def matcher() -> ConceptMatcher:
    """Built when the first test asks: every worker reads this file, one runs these tests."""
    return ConceptMatcher(OURS)


def found(written: str, language: str = "da") -> set[str]:
    return set(matcher().match(written, language))


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("Lystfiskerforeningen tager på tur", "angling"),
        ("han er tidligere tømrer", "carpenter"),
        ("Ensomme mænd i Lunde", "men-alone"),
        ("hun bor nu helt alene", "living-alone"),
        ("kirkekoret øver torsdag", "choir"),
        ("hans kone døde i foråret", "widowed"),
        ("vi mangler en kasserer", "treasurer"),
        ("børnebørnene bor i Aarhus", "grandparent"),
        ("kaffe og rundstykker", "coffee"),
        ("er lige flyttet hertil", "new-in-town"),
        ("hunden skal luftes", "dogs"),
        ("strikkede sokker og garn", "knitting"),
        ("han er ordblind", "learning-difficulty"),
        ("hun har svært ved at gå", "frailty"),
        ("adopteret fra Korea", "adoption"),
        ("vil spille håndbold igen", "handball"),
        ("snydt af en svindler", "online-fraud"),
        ("drengen stammer", "stammering"),
        ("mangler en fremtidsfuldmagt", "guardianship"),
    ],
)
def test_danish_as_people_write_it(written: str, concept: str) -> None:
    assert concept in found(written)


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("a lonely retired carpenter", "carpenter"),
        ("she lives all alone", "loneliness"),
        ("his wife died last spring", "widowed"),
        ("they don't know anyone here", "new-in-town"),
        ("loves walking in the woods", "rambling"),
        ("speaks no Danish yet", "language-barrier"),
    ],
)
def test_english_as_people_write_it(written: str, concept: str) -> None:
    reached = set(matcher().match(written, "en"))
    assert concept in reached | set(matcher().spread(reached))


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("et kort over byen", "choir"),
        ("en gang om ugen", "rambling"),
        ("banken på hjørnet", "outdoor-place"),
        ("det gælder alle", "debt"),
        ("naturligvis kan du det", "nature"),
        ("vi har en god plan", "gardening"),
        ("kirkegården er lukket", "farm-life"),
        ("formiddag og eftermiddag", "eating-together"),
        ("hun får nye kræfter", "cancer"),
        ("løbende udvikling", "running"),
    ],
)
def test_words_that_only_look_alike(written: str, concept: str) -> None:
    assert concept not in found(written)


def test_the_longest_phrase_wins() -> None:
    assert matcher().match("fars legestue", "da").keys() & {"baby-cafe"}
    far = matcher().match("bor langt fra sin familie", "da")
    assert far["family"] < 0.2 * far["empty-nest"]


def test_a_part_of_a_compound_weighs_less_than_the_word() -> None:
    whole, part = matcher().match("demens", "da"), matcher().match("netværksmøde", "da")
    assert whole["dementia"] > part["network"] > 0


def test_being_said_twice_weighs_more_and_never_above_one() -> None:
    once, often = matcher().match("skak"), matcher().match("skak " * 30)
    assert once["chess"] < often["chess"] <= 1


def test_what_is_said_with_a_not() -> None:
    assert matcher().match_negated("Han har ingen venner og spiller skak", "da").keys() == {"no-friends"}
    assert matcher().match_negated("Hun kan ikke sove", "da").keys() == {"insomnia"}
    assert matcher().match_negated("She has no friends", "en").keys() == {"no-friends"}
    assert matcher().match_negated("glad for skak", "da") == {}


def test_the_lonely_carpenter() -> None:
    """Anglers, ramblers and the workshop can be reached from him by named links; old cars cannot."""
    reached = matcher().spread(matcher().match("ensom mand, tidligere tømrer, elsker naturen", "da"))
    assert {"angling", "rambling", "workshop"} <= set(reached)
    assert "veteran-cars" not in list(reached)[:30]
    way = reached["workshop"].path
    assert len(way.links) == len(way.concepts) - 1
    assert all(OURS.link_label(name) != name for name in way.links)


def test_paths_are_short_and_true() -> None:
    for source in ("loneliness", "nature", "carpenter", "dementia", "new-in-town"):
        for target, (weight, path) in matcher().spread([source]).items():
            assert 0 < weight <= 1
            assert path.concepts[0] == source
            assert path.concepts[-1] == target != source
            assert 1 <= len(path.links) <= 2  # spreading stops after two: a third link explains nothing to anybody
            steps = zip(path.concepts, path.links, path.concepts[1:], strict=False)
            for start, name, end in steps:
                assert any(link[:2] == (end, name) for link in OURS.neighbours[start])


def test_spreading_has_limits_and_leaves_out_where_it_began() -> None:
    start = {"loneliness": 1.0, "grief": 0.7, "nature": 0.7, "unheard-of": 1.0}
    reached = matcher().spread(start)
    assert len(reached) <= FARTHEST
    assert not set(start) & set(reached)
    assert list(reached.values()) == sorted(reached.values(), key=lambda way: -way.weight)
    assert matcher().spread([]) == {}


def test_two_reasons_are_better_than_one() -> None:
    one = matcher().spread({"carpenter": 0.7})["workshop"].weight
    assert matcher().spread({"carpenter": 0.7, "men-alone": 0.7})["workshop"].weight > one


def test_own_concepts_are_found_at_once() -> None:
    kite = Concept.from_data({"id": "kite", "da": ["drageflyvning", "flyve med drage"], "en": ["kite flying"]})
    with_kite = ConceptMatcher(OURS.with_concepts([kite]), text.analyse)
    assert "kite" in with_kite.match("Vi elsker at flyve med drager", "da")
    assert "kite" in with_kite.match("kite flying club", "en")


@pytest.mark.parametrize(
    "written",
    ["", "   ", "🎣🎣🎣", "Привет мир", "'; DROP TABLE x; --", "<b>" * 500, "a" * 20_000, "\x00", "ordet " * 4_000],
)
def test_any_text_is_answered(written: str) -> None:
    for language in ("da", "en", ""):
        assert len(matcher().match(written, language)) <= MOST


def test_a_text_takes_a_fraction_of_a_millisecond() -> None:
    written = (
        "Vi mødes hver onsdag i forsamlingshuset i Lunde til fællesspisning og sang. Alle er velkomne, også dig der "
        "kommer alene. Vi henter gerne dem, der ikke kan køre selv, og bagefter spiller vi kort og drikker kaffe."
    )
    matcher().match(written, "da")
    start = time.process_time()
    for _ in range(200):
        matcher().match(written, "da")
    assert (time.process_time() - start) / 200 < 0.001
