"""What the matching engine learns from its examples, learnt once in a run by the worker that first needs it.

It takes ten seconds for each vocabulary, and every worker would need it for all of them. It is made by the same code
as ever; what was made is kept in a file for the others.
"""

import copyreg
import fcntl
import io
import pickle
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from samspil.matching.concepts import ConceptMatcher
from samspil.matching.learning import Reader, Side
from samspil.matching.vocabulary import Vocabulary


def proxied(found: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(found)


copyreg.pickle(MappingProxyType, lambda proxy: (proxied, (dict(proxy),)))
make_matcher, make_reader = ConceptMatcher.__init__, Reader.__init__


def once(folder: Path) -> ExitStack:
    """Inside the block matchers and readers are made once, and kept in ``folder``."""

    def matcher(self: ConceptMatcher, vocabulary: Vocabulary, analyse: Any = None) -> None:
        if analyse is not None:  # a test's own
            make_matcher(self, vocabulary, analyse)
        else:
            fill(self, f"matcher-{vocabulary.fingerprint}", vocabulary, lambda: make_matcher(self, vocabulary))

    def reader(self: Reader, side: Side, matcher: ConceptMatcher, model: str = "") -> None:
        name = f"reader-{matcher.vocabulary.fingerprint}-{side}-{model.replace('/', '-')}"
        fill(self, name, matcher, lambda: make_reader(self, side, matcher, model))

    def fill(thing: Any, name: str, part: Any, make: Callable[[], None]) -> None:
        """Give ``thing`` what it holds; ``part`` of it is the worker's own."""
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            file = folder / f"{name}.pickle"
            if file.exists():
                vars(thing).update(Unpickler(io.BytesIO(file.read_bytes()), part).load())
            else:
                make()
                content = io.BytesIO()
                Pickler(content, part).dump(vars(thing))
                file.write_bytes(content.getvalue())

    stack = ExitStack()
    stack.enter_context(patch.object(ConceptMatcher, "__init__", matcher))
    stack.enter_context(patch.object(Reader, "__init__", reader))
    return stack


class Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, part: Any) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.part = part

    def persistent_id(self, thing: Any) -> str | None:
        return "part" if thing is self.part else None


class Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, part: Any) -> None:
        super().__init__(file)
        self.part = part

    def persistent_load(self, _name: str) -> Any:
        return self.part
