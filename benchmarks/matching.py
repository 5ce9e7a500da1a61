"""Measures the matching engine: ``python -m benchmarks.matching [--sizes 1000 100000 1000000] [--no-meaning]``.

Every size is built and asked in a process of its own, on one core, beside SQLite FTS5 and tantivy with the same texts.
Resources and needs are made up from real Danish phrases (``matching_texts``). Some thousand of the texts are embedded
by the model (``--embedded``); the vectors of the others are those with noise added, because embedding a million texts
takes many hours. Times and memory are therefore real, what the vectors find is not. The tables are Markdown.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SIZES = (1_000, 100_000, 1_000_000)
QUERIES = 200
EMBEDDED = 2_000
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
GOALS = (
    ("Without the model, p95", 100_000, "engine, words + concepts", 5.0),
    ("Without the model, p95", 1_000_000, "engine, words + concepts", 50.0),
    ("With the model, encoding included, p95", 100_000, "engine, with meaning", 50.0),
)


class Vectors:
    """Vectors for any number of documents, made when they are asked for: those of the embedded texts, with noise."""

    def __init__(self, embedded: Any) -> None:
        self._embedded = embedded

    def get(self, key: str) -> Any:
        import numpy as np

        number = int(key[1:])
        vector = self._embedded[number % len(self._embedded)]
        if number < len(self._embedded):
            return vector
        # Noise of the same length as 0.35 of the vector: neighbours stay neighbours, and no two are the same.
        noise = np.random.default_rng(number).standard_normal(len(vector)).astype(np.float32)
        return vector + 0.35 * noise / np.linalg.norm(noise)


def quantiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": ordered[len(ordered) // 2] * 1000, "p95": ordered[int(len(ordered) * 0.95)] * 1000}


def timed(asked: list[Any], run: Callable[[Any], Any]) -> dict[str, float]:
    """p50 and p95 in ms of one run for each, and p95 of the processor's time alone, which others on the machine do not
    lengthen. Ten are run before.
    """
    for each in asked[-10:]:
        run(each)
    times, worked = [], []
    for each in asked:
        started, busy = time.perf_counter(), time.process_time()
        run(each)
        times.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    return {**quantiles(times), "cpu": quantiles(worked)["p95"]}


def rss() -> float:
    """What this process holds in memory now, in MB; of mapped files what was touched."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def weight(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure_engine(size: int, folder: Path, with_meaning: bool, embedded: int = EMBEDDED) -> dict[str, Any]:
    from benchmarks.matching_texts import needs, resources
    from samspil.matching.engine import Engine
    from samspil.matching.index import Index
    from samspil.matching.meaning import Meaning
    from samspil.matching.vocabulary import Vocabulary

    vocabulary = Vocabulary.load()
    meaning = Meaning.load() if with_meaning else None
    found: dict[str, Any] = {"size": size, "times": {}}
    vectors = None
    if meaning is not None:
        sample = list(resources(min(size, embedded)))
        started = time.perf_counter()
        vectors = Vectors(meaning.passages([f"{document.title}. {document.text}" for document in sample]))
        found["embed"] = 1000 * (time.perf_counter() - started) / len(sample)
    started = time.perf_counter()
    index = Index.build(resources(size), vocabulary, folder, vectors)
    found |= {"build": time.perf_counter() - started, "peak": peak(), "disk": weight(folder)}
    asked = needs(QUERIES)
    plain = Engine(index, vocabulary)
    for need in needs(QUERIES, seed=3):  # other ones, so that mapped pages and what is remembered are as in service
        plain.rank(need)
    found["times"]["engine, words + concepts"] = timed(asked, lambda need: plain.rank(need))
    found["times"] |= _stages(plain, asked)
    if meaning is not None:
        full = Engine(index, vocabulary, meaning)
        found["times"]["engine, with meaning"] = timed(asked, lambda need: full.rank(need))
        found["times"]["- encoding the need"] = timed(asked, lambda need: meaning.query(need.text))
        encoded = [meaning.query(need.text) for need in asked]
        if (base := index.segments[0].vectors) is not None:
            found["times"]["- nearest vectors"] = timed(encoded, lambda query: base.search(query, 200))
    found["rss"] = rss()
    return found


def _stages(engine: Any, asked: list[Any]) -> dict[str, Any]:
    """What each part of a ranking takes."""
    from samspil.matching.stages import ConceptStage, WordStage
    from samspil.matching.understand import understand

    understood = [understand(need, engine.index.places) for need in asked]
    queries = [engine._query(need, each) for need, each in zip(asked, understood, strict=True)]
    places = engine.index.places
    return {
        "- understanding": timed(asked, lambda need: understand(need, places)),
        "- reading (terms, concepts)": timed(
            list(zip(asked, understood, strict=True)), lambda pair: engine._leads(engine._query(*pair).concepts)
        ),
        "- words": timed(queries, lambda query: WordStage(engine.index, query.terms).candidates(200)),
        "- concepts": timed(
            queries, lambda query: ConceptStage(engine.index, engine._leads(query.concepts)).candidates(200)
        ),
    }


def _words(text: str) -> list[str]:
    from samspil.matching import text as read

    return [word for word, _, _ in read.words(text) if word not in read.STOP["da"]]


def measure_sqlite(size: int, folder: Path) -> dict[str, Any]:
    from benchmarks.matching_texts import needs, resources

    started = time.perf_counter()
    database = sqlite3.connect(folder / "fts.sqlite3")
    database.execute("CREATE VIRTUAL TABLE r USING fts5(title, text, tokenize='unicode61 remove_diacritics 0')")
    with database:
        database.executemany(
            "INSERT INTO r(rowid, title, text) VALUES (?, ?, ?)",
            ((number, document.title, document.text) for number, document in enumerate(resources(size))),
        )
    built = time.perf_counter() - started
    asked = [" OR ".join(f'"{word}"' for word in _words(need.text)) for need in needs(QUERIES)]
    found = timed(
        asked,
        lambda query: database.execute(
            "SELECT rowid FROM r WHERE r MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall(),
    )
    return {"build": built, "disk": weight(folder), "peak": peak(), "rss": rss(), "times": {"SQLite FTS5": found}}


def measure_tantivy(size: int, folder: Path) -> dict[str, Any]:
    import tantivy

    from benchmarks.matching_texts import needs, resources

    started = time.perf_counter()
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", stored=True)
    schema.add_text_field("text", stored=False, tokenizer_name="danish")
    index = tantivy.Index(schema.build(), path=str(folder))
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("danish", analyser.filter(tantivy.Filter.stemmer("danish")).build())
    writer = index.writer(100_000_000, 1)
    for number, document in enumerate(resources(size)):
        writer.add_document(tantivy.Document(number=number, text=[document.title, document.text]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    built = time.perf_counter() - started
    searcher = index.searcher()
    queries = [index.parse_query(" ".join(_words(need.text)), ["text"]) for need in needs(QUERIES)]
    found = timed(queries, lambda query: searcher.search(query, 10).hits)
    return {"build": built, "disk": weight(folder), "peak": peak(), "rss": rss(), "times": {"tantivy": found}}


def one(what: str, size: int, with_meaning: bool, where: Path | None, embedded: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=where) as name:
        folder = Path(name)
        if what == "engine":
            return measure_engine(size, folder, with_meaning, embedded)
        return (measure_sqlite if what == "sqlite" else measure_tantivy)(size, folder)


def in_own_process(what: str, size: int, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.matching", "--one", what, "--sizes", str(size)]
    command += ["--no-meaning"] * options.no_meaning + ["--embedded", str(options.embedded)]
    command += ["--where", str(options.where)] if options.where else []
    env = {**os.environ, **ONE_CORE}
    answer = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    return json.loads(answer.splitlines()[-1])


def table(heads: list[str], rows: Iterator[list[str]] | list[list[str]]) -> None:
    print("\n| " + " | ".join(heads) + " |")
    print("|---|" + "---:|" * (len(heads) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def report(found: dict[int, dict[str, dict[str, Any]]]) -> None:
    sizes = list(found)
    print("\nTime of one query on one core, p50 / p95 in ms (p95 of the processor's time alone):")
    names = list(dict.fromkeys(name for size in sizes for each in found[size].values() for name in each["times"]))
    times = {
        size: {key: value for each in found[size].values() for key, value in each["times"].items()} for size in sizes
    }

    def shown(size: int, name: str) -> str:
        each = times[size].get(name)
        return f"{each['p50']:.2f} / {each['p95']:.2f} ({each['cpu']:.2f})" if each else ""

    table(["", *(f"{size:,}" for size in sizes)], [[name, *(shown(size, name) for size in sizes)] for name in names])
    print("\nBuild time, size on disk, most memory while building (and at the end, mapped files included):")
    rows = []
    for what in ("engine", "sqlite", "tantivy"):
        cells = [
            f"{each['build']:.1f} s, {each['disk']:.0f} MB, {each['peak']:.0f} MB ({each['rss']:.0f})"
            for each in (found[size][what] for size in sizes)
        ]
        rows.append([what, *cells])
    table(["", *(f"{size:,}" for size in sizes)], rows)
    goals = []
    for text, size, name, limit in GOALS:
        each = times.get(size, {}).get(name)
        if each:
            kept = "yes" if each["p95"] <= limit else "**no**"
            goals.append([f"{text}, {size:,}", f"≤ {limit:g} ms", f"{each['p95']:.1f} ({each['cpu']:.1f}) ms", kept])
    if goals:
        table(["Goal", "wanted", "found", "kept"], goals)
    embed = [found[size]["engine"]["embed"] for size in sizes if "embed" in found[size]["engine"]]
    if embed:
        print(f"\nEmbedding one resource takes {embed[-1]:.0f} ms; the others have the same vectors with noise added.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--no-meaning", action="store_true")
    parser.add_argument("--embedded", type=int, default=EMBEDDED, help="texts that the model embeds (%(default)s)")
    parser.add_argument("--where", type=Path, help="folder for the files (1,000,000 needs about 3 GB)")
    parser.add_argument("--one", choices=("engine", "sqlite", "tantivy"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        print(json.dumps(one(options.one, options.sizes[0], not options.no_meaning, options.where, options.embedded)))
        return
    from benchmarks.__main__ import machine

    print(machine())
    report(
        {
            size: {what: in_own_process(what, size, options) for what in ("engine", "sqlite", "tantivy")}
            for size in options.sizes
        }
    )


if __name__ == "__main__":
    main()
