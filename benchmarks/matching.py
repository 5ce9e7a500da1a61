"""Measures the matching engine: ``python -m benchmarks.matching [--sizes 1000 100000 1000000] [--no-meaning]``.

Every size is built and asked in a process of its own, on one core, beside SQLite FTS5 and tantivy with the same texts.
Times are given by the clock and by the processor; on a machine with other work only the second tells about the engine.
Resources and needs are made up from real Danish phrases (``matching_texts``). Some thousand of the texts are embedded
by the model (``--embedded``); the vectors of the others are those with noise added, because embedding a million texts
takes many hours. Times and memory are therefore real, what the vectors find is not. The tables are Markdown.
"""

import argparse
import gc
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

SIZES = (1_000, 100_000, 1_000_000)
QUERIES = 200
EMBEDDED = 2_000
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
PLAIN, FULL = "engine, words + concepts", "engine, with meaning"
GOALS = (
    ("Without the model, p95", 100_000, PLAIN, 5.0),
    ("Without the model, p95", 1_000_000, PLAIN, 50.0),
    ("With the model, encoding included, p95", 100_000, FULL, 50.0),
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


def quantiles(times: list[tuple[float, float]]) -> dict[str, float]:
    """p50 and p95 in ms, by the clock and by the processor."""
    found = {}
    for name, values in zip(("", "cpu "), zip(*times, strict=True), strict=True):
        ordered = sorted(values)
        found[f"{name}p50"] = ordered[len(ordered) // 2] * 1000
        found[f"{name}p95"] = ordered[int(len(ordered) * 0.95)] * 1000
    return found


def once(run: Callable[[], Any]) -> tuple[float, float]:
    started, busy = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - started, time.process_time() - busy


def timed(asked: list[Any], run: Callable[[Any], Any]) -> dict[str, float]:
    """Quantiles of one run for each. Ten are run before."""
    for each in asked[-10:]:
        run(each)
    return quantiles([once(partial(run, each)) for each in asked])


def memory(name: str) -> float:
    """What this process holds now, in MB: "Rss" with all that it has touched of mapped files, "Pss" its own share."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1e3
    return 0.0


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def weight(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure_engine(size: int, folder: Path, with_meaning: bool, embedded: int = EMBEDDED) -> dict[str, Any]:
    from benchmarks.matching_texts import resources
    from samspil.matching.index import Index
    from samspil.matching.meaning import Meaning
    from samspil.matching.vocabulary import Vocabulary

    vocabulary = Vocabulary.load()
    meaning = Meaning.load() if with_meaning else None
    found: dict[str, Any] = {}
    vectors = None
    if meaning is not None:
        sample = list(resources(min(size, embedded)))
        texts = [f"{document.title}. {document.text}" for document in sample]
        embeddings: list[Any] = []
        found["embed"] = 1000 * once(lambda: embeddings.extend(meaning.passages(texts)))[1] / len(sample)
        vectors = Vectors(embeddings)
    built = once(lambda: Index.build(resources(size), vocabulary, folder, vectors))
    found |= {"build": built, "peak": peak(), "disk": weight(folder)}
    return found | ask_engine(Index.open(folder), vocabulary, meaning)


def ask_engine(index: Any, vocabulary: Any, meaning: Any) -> dict[str, Any]:
    """What questions to an index take, without and with the model."""
    from benchmarks.matching_texts import needs
    from samspil.matching.engine import Engine

    found: dict[str, Any] = {"times": {}, "size": len(index)}
    asked, others = needs(QUERIES), needs(QUERIES, seed=3)
    plain = Engine(index, vocabulary)
    full = Engine(index, vocabulary, meaning) if meaning is not None else None
    for need in others:  # so that mapped pages and what is remembered are as in service
        plain.rank(need)
    gc.collect()
    gc.freeze()  # as the server does
    found["times"][PLAIN] = timed(asked, plain.rank)
    found["times"] |= parts_of(plain, asked)
    if full is not None:
        found["times"][FULL] = timed(asked, full.rank)
        found["times"]["- encoding the need"] = timed(asked, lambda need: meaning.query(need.text))
        encoded = [meaning.query(need.text) for need in asked]
        if (base := index.segments[0].vectors) is not None:
            found["times"]["- nearest vectors"] = timed(encoded, lambda query: base.search(query, 200))
    return found | {"rss": memory("Rss"), "pss": memory("Pss"), "load": os.getloadavg()[0]}


def parts_of(engine: Any, asked: list[Any]) -> dict[str, Any]:
    """What the steps of a ranking take, measured while it ranks."""
    from samspil.matching import engine as module

    taken: dict[str, list[tuple[float, float]]] = {}

    def watched(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            answer = []
            taken.setdefault(name, []).append(once(lambda: answer.append(step(*arguments, **options))))
            return answer[0]

        return run

    with ExitStack() as stack:
        for name, (owner, step) in {
            "- understanding": (module, "understand"),
            "- signs of danger": (module.safety, "alarm"),
            "- terms and concepts": (engine, "_query"),
            "- what would help": (engine, "_add_helps"),
            "- candidates and scores": (engine, "_candidates"),
            "- conditions": (engine, "_look_at"),
            "- reasons": (engine, "_explain"),
        }.items():
            stack.enter_context(patch.object(owner, step, watched(name, getattr(owner, step))))
        for need in asked:
            engine.rank(need)
    return {name: quantiles(times) for name, times in taken.items()}


def _words(text: str) -> list[str]:
    from samspil.matching import text as read

    return [word for word, _, _ in read.words(text) if word not in read.STOP["da"]]


def measure_sqlite(size: int, folder: Path) -> dict[str, Any]:
    from benchmarks.matching_texts import needs, resources

    started, busy = time.perf_counter(), time.process_time()
    database = sqlite3.connect(folder / "fts.sqlite3")
    database.execute("CREATE VIRTUAL TABLE r USING fts5(title, text, tokenize='unicode61 remove_diacritics 0')")
    with database:
        database.executemany(
            "INSERT INTO r(rowid, title, text) VALUES (?, ?, ?)",
            ((number, document.title, document.text) for number, document in enumerate(resources(size))),
        )
    built = time.perf_counter() - started, time.process_time() - busy
    asked = [" OR ".join(f'"{word}"' for word in _words(need.text)) for need in needs(QUERIES)]
    found = timed(
        asked,
        lambda query: database.execute(
            "SELECT rowid FROM r WHERE r MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall(),
    )
    return measured(built, folder, {"SQLite FTS5": found})


def measure_tantivy(size: int, folder: Path) -> dict[str, Any]:
    import tantivy

    from benchmarks.matching_texts import needs, resources

    started, busy = time.perf_counter(), time.process_time()
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
    built = time.perf_counter() - started, time.process_time() - busy
    searcher = index.searcher()
    queries = [index.parse_query(" ".join(_words(need.text)), ["text"]) for need in needs(QUERIES)]
    found = timed(queries, lambda query: searcher.search(query, 10).hits)
    return measured(built, folder, {"tantivy": found})


def measured(built: tuple[float, float], folder: Path, times: dict[str, Any]) -> dict[str, Any]:
    told = {"rss": memory("Rss"), "pss": memory("Pss"), "load": os.getloadavg()[0]}
    return {"build": built, "disk": weight(folder), "peak": peak(), "times": times, **told}


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


def _kept(cell: str | bool) -> str:
    return cell if isinstance(cell, str) else ("yes" if cell else "**no**")


def report(found: dict[int, dict[str, dict[str, Any]]]) -> None:
    sizes = list(found)
    loads = [f"{max(each['load'] for each in found[size].values()):.1f} at {size:,}" for size in sizes]
    print(f"\nLoad of the machine while measuring: {', '.join(loads)}.")
    print("\nTime of one query on one core, p50 / p95 in ms by the clock; in brackets by the processor:")
    names = list(dict.fromkeys(name for size in sizes for each in found[size].values() for name in each["times"]))
    times = {
        size: {key: value for each in found[size].values() for key, value in each["times"].items()} for size in sizes
    }

    def shown(size: int, name: str) -> str:
        each = times[size].get(name)
        if not each:
            return ""
        return f"{each['p50']:.2f} / {each['p95']:.2f} ({each['cpu p50']:.2f} / {each['cpu p95']:.2f})"

    table(["", *(f"{size:,}" for size in sizes)], [[name, *(shown(size, name) for size in sizes)] for name in names])
    print("\nBuild time (by the processor), size on disk, most memory while building; memory at the end, RSS (PSS):")
    rows = []
    for what in ("engine", "sqlite", "tantivy"):
        cells = [
            f"{each['build'][0]:.1f} s ({each['build'][1]:.1f}), {each['disk']:.0f} MB, {each['peak']:.0f} MB; "
            f"{each['rss']:.0f} MB ({each['pss']:.0f})"
            for each in (found[size][what] for size in sizes)
        ]
        rows.append([what, *cells])
    table(["", *(f"{size:,}" for size in sizes)], rows)
    goals = []
    for text, size, name, limit in GOALS:
        each = times.get(size, {}).get(name)
        if each:
            cells = [cell for name in ("p95", "cpu p95") for cell in (f"{each[name]:.1f} ms", each[name] <= limit)]
            goals.append([f"{text}, {size:,}", f"≤ {limit:g} ms", *(_kept(cell) for cell in cells)])
    if goals:
        table(["Goal", "wanted", "by the clock", "kept", "by the processor", "kept"], goals)
    embed = [found[size]["engine"]["embed"] for size in sizes if "embed" in found[size]["engine"]]
    if embed:
        print(f"\nEmbedding one resource takes {embed[-1]:.0f} ms of the processor; the others have those with noise.")


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
