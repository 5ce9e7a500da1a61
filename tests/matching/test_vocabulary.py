"""The vocabulary hangs together: every link leads somewhere, both languages are there, no label means two things."""

import json
from collections import Counter, defaultdict

import pytest

from samspil.matching import skos, text
from samspil.matching.vocabulary import DATA, LANGUAGES, Concept, Link, Vocabulary, VocabularyError

OURS = Vocabulary.load()


def test_it_is_large_enough_and_speaks_both_languages() -> None:
    assert len(OURS) >= 450
    for concept in OURS.values():
        assert set(concept.labels) == set(LANGUAGES), concept.id
        assert concept.id.isascii()
        assert concept.id == concept.id.lower().replace(" ", "-")
        assert concept.group in OURS.groups
    for link in OURS.link_names.values():
        assert set(link.labels) == set(link.inverse_labels) == set(LANGUAGES)


def test_danish_is_said_in_everyday_words() -> None:
    many = [len(concept.all_labels("da")) for concept in OURS.values()]
    assert min(many) >= 3
    assert sum(many) / len(many) >= 10


def test_no_concept_is_out_of_reach() -> None:
    """From anything, something else can be suggested, or it can be suggested itself."""
    assert [key for key in OURS if not OURS.neighbours[key] and not _led_to(key)] == []


def _led_to(key: str) -> bool:
    return any(link.target == key for links in OURS.neighbours.values() for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_preferred_labels_name_one_concept_each(language: str) -> None:
    said = Counter(OURS.label(key, language).casefold() for key in OURS)
    assert [label for label, times in said.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_that_several_have_is_one_of_a_few(language: str) -> None:
    """A word may name two things on purpose (a carer's café is for carers), never half the vocabulary."""
    named = defaultdict(set)
    for concept in OURS.values():
        for label in concept.all_labels(language):
            named[label.casefold()].add(concept.id)
    assert {label: keys for label, keys in named.items() if len(keys) > 4} == {}
    assert sum(len(keys) > 1 for keys in named.values()) < 0.1 * len(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_a_function_word(language: str) -> None:
    for concept in OURS.values():
        for label in concept.all_labels(language):
            words = [word for word, _, _ in text.words(label)]
            assert words, (concept.id, label)
            if len(words) == 1 and "*" not in label and label not in ("it", "=it", "IT"):
                assert words[0] not in text.STOP[language], (concept.id, label)


def test_the_files_stay_readable() -> None:
    for file in DATA.glob("*.json"):
        assert file.stat().st_size < 80_000, file.name
        json.loads(file.read_text("utf-8"))


def test_labels_and_names_of_links_in_a_language() -> None:
    assert OURS.label("angling", "da") == "lystfiskeri"
    assert OURS.label("angling", "en") == "angling"
    assert OURS.label("nothing-like-it") == "nothing-like-it"
    assert OURS.link_label("helps-with", "da") == "kan hjælpe ved"
    assert OURS.link_label("helped-by", "en") == "can be met with"
    assert OURS.link_label("unheard-of") == "unheard-of"


def test_links_are_followed_both_ways_and_some_are_not() -> None:
    from_carpenter = {link.target: link.name for link in OURS.neighbours["carpenter"]}
    assert from_carpenter["workshop"] == "skilled-for"
    assert {link.target: link.name for link in OURS.neighbours["woodwork"]}["carpenter"] == "draws-on"
    # Somebody who misses company is not thereby in grief.
    assert "grief" not in {link.target for link in OURS.neighbours["company"]}


def own(**facts: object) -> Concept:
    return Concept.from_data({"id": "kite-flying", "da": ["drageflyvning"], "en": ["kite flying"], **facts})


def test_the_administration_adds_concepts_and_labels() -> None:
    more = OURS.with_concepts(
        [
            own(links={"broader": {"outdoor-life": 0.8}}),
            Concept.from_data({"id": "angling", "da": ["krabbetur"], "links": {"related": {"kite-flying": 0.5}}}),
        ]
    )
    assert len(more) == len(OURS) + 1
    assert more.label("angling") == "lystfiskeri"
    assert "krabbetur" in more["angling"].all_labels("da")
    assert more["angling"].labels["en"] == OURS["angling"].labels["en"]
    assert Link("kite-flying", "narrower", 0.8 * OURS.link_names["broader"].back) in more.neighbours["outdoor-life"]
    assert "kite-flying" not in OURS


def test_the_fingerprint_follows_the_content() -> None:
    assert OURS.fingerprint == OURS.with_concepts([]).fingerprint
    assert OURS.fingerprint != OURS.with_concepts([own()]).fingerprint
    assert OURS.with_concepts([own()]).fingerprint == OURS.with_concepts([own()]).fingerprint
    assert OURS.with_concepts([own()]).fingerprint != OURS.with_concepts([own(strength=0.5)]).fingerprint


@pytest.mark.parametrize(
    "facts",
    [
        {"links": {"broader": {"unheard-of": 0.5}}},
        {"links": {"unheard-of": {"nature": 0.5}}},
        {"links": {"broader": {"kite-flying": 0.5}}},
        {"links": {"broader": {"nature": 1.5}}},
        {"links": {"broader": {"nature": "much"}}},
        {"strength": 0},
        {"da": [], "en": []},
    ],
)
def test_what_does_not_hang_together_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(VocabularyError):
        OURS.with_concepts([own(**facts)])


def test_one_can_load_another_vocabulary(tmp_path) -> None:
    group = {"group": "boats", "labels": {"da": "Både", "en": "Boats"}, "concepts": [own().to_data()]}
    (tmp_path / "boats.json").write_text(json.dumps(group), "utf-8")
    assert list(Vocabulary.load(tmp_path)) == ["kite-flying"]
    assert list(Vocabulary.load(tmp_path / "boats.json")) == ["kite-flying"]
    (tmp_path / "boats.json").write_text("{", "utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "wrong.json").write_text("[1, 2", "utf-8")
    with pytest.raises(VocabularyError):
        Vocabulary.load(tmp_path / "other")


def test_a_concept_survives_the_way_through_its_data() -> None:
    for key in ("angling", "loneliness", "choir", "pensioner"):
        assert Concept.from_data(OURS[key].to_data()) == OURS[key]


def test_skos() -> None:
    turtle = skos.to_turtle(OURS.with_concepts([own(da=['drage "Ø"\\'], id="my own")]))
    assert turtle.count(" a skos:Concept ;") == len(OURS) + 1
    assert "<urn:samspil:vocabulary:my%20own> a skos:Concept" in turtle
    assert r'"drage \"Ø\"\\"@da' in turtle
    assert "skos:broader <urn:samspil:vocabulary:outdoor-life>" in turtle
    assert "samspil:helpsWith <urn:samspil:vocabulary:loneliness>" in turtle
    # Every statement is closed, and every bracket.
    assert all(block.rstrip().endswith(".") for block in turtle.split("\n\n"))
    assert turtle.count("[") == turtle.count("]")
