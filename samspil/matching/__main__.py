"""Ranks anybody's own data, without a database:

    python -m samspil.matching rank --resources R.json --queries Q.json -k 10 [--no-meaning]

One JSON line for each query on standard output: id, ranked ids, scores, kinds, reasons, stages. What is odd about the
data is told on standard error; what cannot be read at all ends with status 2.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samspil.matching.plain import BadData, as_document, as_need, as_plain


def _read(path: Path, what: str) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as problem:
        raise BadData(f"{what}: cannot read {path}: {problem.strerror}") from problem
    except ValueError as problem:
        raise BadData(f"{what}: {path} is not JSON in UTF-8: {problem}") from problem
    if isinstance(data, dict):
        data = next((data[key] for key in (what, "items", "data") if isinstance(data.get(key), list)), None)
    if not isinstance(data, list):
        raise BadData(f"{what}: {path} must be a list of objects")
    return data


def _warn(message: str) -> None:
    print(message, file=sys.stderr)


def _rank(options: argparse.Namespace) -> None:
    documents = {}
    for number, record in enumerate(_read(options.resources, "resources"), 1):
        document = as_document(record, f"resource {number}", _warn)
        if document is None:
            continue
        if document.id in documents:
            _warn(f"resource {number}: the id {document.id!r} is there twice; the first is used")
            continue
        documents[document.id] = document
    needs = [
        need
        for number, record in enumerate(_read(options.queries, "queries"), 1)
        if (need := as_need(record, f"query {number}", _warn)) is not None
    ]

    from samspil.matching.engine import Engine
    from samspil.matching.index import Index
    from samspil.matching.vocabulary import Vocabulary

    meaning, vectors = None, None
    if not options.no_meaning:
        from samspil.matching.meaning import Meaning

        meaning = Meaning.load()
        if meaning is None:
            _warn("The model does not load here: words and concepts only")
        else:
            texts = [f"{document.title}. {document.text}" for document in documents.values()]
            vectors = dict(zip(documents, meaning.passages(texts), strict=True)) if texts else {}
    vocabulary = Vocabulary.load()
    engine = Engine(Index.build(documents.values(), vocabulary, None, vectors), vocabulary, meaning)
    for key, asked in needs:
        print(json.dumps(as_plain(key, engine.rank(asked, k=options.k)), ensure_ascii=False), flush=True)


def _embed() -> None:
    from samspil.matching import examples
    from samspil.matching.meaning import Meaning
    from samspil.matching.nearness import embed
    from samspil.matching.vocabulary import Vocabulary

    meaning = Meaning.load()
    if meaning is None:
        raise BadData("The model does not load here")
    print(f"{embed(Vocabulary.load(), meaning)} concepts and {examples.embed(meaning)} examples embedded")


def main(arguments: list[str] | None = None) -> int:
    """The command; gives back its exit status."""
    parser = argparse.ArgumentParser(prog="python -m samspil.matching", description="Who could help, and why.")
    commands = parser.add_subparsers(dest="command", required=True)
    rank = commands.add_parser("rank", help="rank resources for needs")
    rank.add_argument("--resources", type=Path, required=True, help="list of {id, title, text, ...}")
    rank.add_argument("--queries", type=Path, required=True, help="list of {id, text, ...}")
    rank.add_argument("-k", type=int, default=10, help="suggestions for each query (10)")
    rank.add_argument("--no-meaning", action="store_true", help="words and concepts only")
    commands.add_parser("embed", help="bring the vectors of our own concepts and examples up to date")
    options = parser.parse_args(arguments)
    if options.command == "rank" and options.k < 1:
        parser.error("-k must be at least 1")
    try:
        if options.command == "embed":
            _embed()
        else:
            _rank(options)
    except BadData as problem:
        _warn(str(problem))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
