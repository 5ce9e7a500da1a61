"""How well the engine finds what helps: ``python -m benchmarks.matching_quality``.

nDCG@10 and recall@10 on the judged needs of benchmarks/matching_judged/ with words alone, words and concepts, all
three stages, and meaning alone, beside a plain BM25 in the same run; differences with 95 % intervals of a paired
bootstrap. ``--failures`` prints the worst needs of the tuning half; the held-out half tells nothing but its totals.
"""

import argparse
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from benchmarks.judged import JudgedSet, load
from samspil.matching.engine import Engine
from samspil.matching.index import Index
from samspil.matching.meaning import Meaning
from samspil.matching.plain import as_document, as_need
from samspil.matching.types import Document, Need
from samspil.matching.vocabulary import Vocabulary

K = 10
RESAMPLES = 10_000
WORD = re.compile(r"\w+")

Grades = Mapping[str, int]
Ranker = Callable[[dict[str, Any]], Sequence[str]]


def ndcg(ranked: Sequence[str], grades: Grades, k: int = K) -> float:
    """Discounted gain of the first ``k``, 0 to 1; the gain is the grade, as in trec_eval. 0 if nothing is relevant."""

    def gain(found: Sequence[int]) -> float:
        return sum(grade / math.log2(place + 2) for place, grade in enumerate(found[:k]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(key, 0) for key in ranked]) / best if best else 0.0


def recall(ranked: Sequence[str], grades: Grades, k: int = K) -> float:
    """The share of what is relevant (grade 1 or 2) among the first ``k``, of as many as there is room for."""
    relevant = {key for key, grade in grades.items() if grade}
    return len(relevant.intersection(ranked[:k])) / min(k, len(relevant)) if relevant else 0.0


def interval(differences: Sequence[float], seed: int = 7) -> tuple[float, float, float]:
    """The mean and its 95 % interval, drawing needs with replacement (paired: differences of the same need)."""
    values = np.asarray(differences, dtype=float)
    draws = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def plain_bm25(resources: list[dict[str, Any]]) -> Ranker:
    """BM25 (k1 1.2, b 0.75) over the words as written, in small letters: what a simple search does."""
    k1, b = 1.2, 0.75
    texts = {row["id"]: Counter(WORD.findall(f"{row['title']} {row['text']}".lower())) for row in resources}
    holding = Counter(word for words in texts.values() for word in words)
    average = sum(words.total() for words in texts.values()) / len(texts)

    def score(words: Counter[str], asked: set[str]) -> float:
        long = k1 * (1 - b + b * words.total() / average)
        return sum(
            math.log(1 + (len(texts) - holding[word] + 0.5) / (holding[word] + 0.5))
            * words[word]
            * (k1 + 1)
            / (words[word] + long)
            for word in asked
            if word in words
        )

    def rank(need: dict[str, Any]) -> list[str]:
        asked = set(WORD.findall(need["text"].lower()))
        found = {key: score(words, asked) for key, words in texts.items()}
        return sorted((key for key in found if found[key] > 0), key=lambda key: (-found[key], key))[:K]

    return rank


def of_engine(engine: Engine) -> Ranker:
    def rank(need: dict[str, Any]) -> list[str]:
        _, asked = cast("tuple[str, Need]", as_need(need))
        return [found.id for found in engine.rank(asked, k=K).suggestions]

    return rank


def systems(resources: list[dict[str, Any]]) -> dict[str, Ranker]:
    """What is compared, by name; those with meaning only where the model loads."""
    documents = [cast("Document", as_document(row)) for row in resources]
    vocabulary, meaning = Vocabulary.load(), Meaning.load()
    nothing = Vocabulary((), vocabulary.link_names)
    found = {
        "plain BM25": plain_bm25(resources),
        "words": of_engine(Engine(Index.build(documents, nothing, None), nothing)),
        "words + concepts": of_engine(Engine(Index.build(documents, vocabulary, None), vocabulary)),
    }
    if meaning is None:
        return found
    passages = meaning.passages([f"{document.title}. {document.text}" for document in documents])
    vectors = dict(zip((document.id for document in documents), passages, strict=True))
    found["words + concepts + meaning"] = of_engine(
        Engine(Index.build(documents, vocabulary, None, vectors), vocabulary, meaning)
    )

    def nearest(need: dict[str, Any]) -> list[str]:
        closeness = passages @ meaning.query(need["text"])
        return [documents[place].id for place in np.argsort(-closeness, kind="stable")[:K]]

    return found | {"meaning": nearest}


def measure(judged: JudgedSet, needs: list[dict[str, Any]], rank: Ranker) -> dict[str, tuple[float, float]]:
    """nDCG and recall of each need."""
    found = {}
    for need in needs:
        ranked, grades = rank(need), judged.judged[need["id"]]
        found[need["id"]] = (ndcg(ranked, grades), recall(ranked, grades))
    return found


def mean(found: Mapping[str, tuple[float, float]], needs: list[dict[str, Any]], which: int) -> float:
    return float(np.mean([found[need["id"]][which] for need in needs]))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print("\n| " + " | ".join(heads) + " |")
    print("|---|" + "---:|" * (len(heads) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def report(judged: JudgedSet, needs: list[dict[str, Any]], found: dict[str, dict[str, tuple[float, float]]]) -> None:
    far = [need for need in needs if need["no_shared_word"]]
    near = [need for need in needs if not need["no_shared_word"]]
    print(f"{len(needs)} needs, {len(far)} of them without a word in common; {len(judged.resources)} resources")
    heads = ("System", "nDCG@10", "recall@10", "no word: nDCG", "no word: recall", "others: nDCG", "others: recall")
    rows = [
        (name, *(f"{mean(values, some, which):.3f}" for some in (needs, far, near) for which in (0, 1)))
        for name, values in found.items()
    ]
    table(heads, rows)
    names = list(found)
    last = "words + concepts + meaning"
    pairs = [(name, names[0]) for name in names[1:]]
    pairs += [
        (one, other) for one, other in ((names[2], names[1]), (last, names[2]), (last, "meaning")) if one in found
    ]

    def difference(one: str, other: str, which: int) -> str:
        middle, low, high = interval(
            [found[one][need["id"]][which] - found[other][need["id"]][which] for need in needs]
        )
        return f"{middle:+.3f} [{low:+.3f}, {high:+.3f}]"

    table(
        ("Difference, 95 %", "nDCG@10", "recall@10"),
        [(f"{one} - {other}", difference(one, other, 0), difference(one, other, 1)) for one, other in pairs],
    )


def print_failures(judged: JudgedSet, needs: list[dict[str, Any]], rank: Ranker, many: int) -> None:
    """The needs that the whole engine served worst: what it showed, and what it left out."""
    titles = {row["id"]: f"{row['title']} ({row['id']})" for row in judged.resources}
    served = sorted((ndcg(rank(need), judged.judged[need["id"]]), need["id"], need) for need in needs)
    for score, key, need in served[:many]:
        grades, ranked = judged.judged[key], rank(need)
        print(f"\n{key} nDCG {score:.2f}: {need['text']}")
        print("  shown:  " + ", ".join(f"{titles[found]} {grades.get(found, 0)}" for found in ranked))
        missed = [f"{titles[other]} {grade}" for other, grade in grades.items() if other not in ranked]
        print("  missed: " + ", ".join(missed))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching_quality", description=__doc__)
    parser.add_argument("--half", choices=("tuning", "held-out"), default="tuning")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="the N worst needs of the tuning half")
    parser.add_argument("--pooled", action="store_true", help="with the grades of the second judge (matching_pool)")
    options = parser.parse_args()
    if options.failures and options.half != "tuning":
        parser.error("single needs are shown of the tuning half only")
    judged = load(pooled=options.pooled)
    needs = judged.of_half(options.half)
    ranks = systems(judged.resources)
    print(f"Half: {options.half}{', pooled' if options.pooled else ''}. ", end="")
    report(judged, needs, {name: measure(judged, needs, rank) for name, rank in ranks.items()})
    if options.failures:
        whole = ranks.get("words + concepts + meaning", ranks["words + concepts"])
        print_failures(judged, needs, whole, options.failures)


if __name__ == "__main__":
    main()
