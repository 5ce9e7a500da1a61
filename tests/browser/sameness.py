"""What a page is made of, so that the browser looks at each thing once in a run and not five hundred times.

A page is taken apart into its elements: each with the elements it stands in, its attributes, and whether words stand
in it. What axe finds of an element follows from those and from the style sheets, not from which words they are.
"""

import fcntl
import os
import re
from collections import Counter
from hashlib import blake2b
from html.parser import HTMLParser
from pathlib import Path

# The values that say what an element is, how it looks and what state it is in; of all others, only that there is one.
TELLING = {
    "class",
    "role",
    "type",
    "lang",
    "scope",
    "tabindex",
    "autocomplete",
    "method",
    "rel",
    "target",
    "hx-swap",
} | {
    *("width", "height", "sizes", "viewbox"),
    *(f"aria-{state}" for state in ("current", "invalid", "expanded", "pressed", "hidden", "live", "haspopup", "sort")),
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
REFERENCES = {
    *("for", "form", "list", "headers"),
    *(f"aria-{relation}" for relation in ("labelledby", "describedby", "controls", "owns")),
}


class Anatomy(HTMLParser):
    """The elements of one page, by the part of its body they belong to: masthead, main part, foot."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: dict[str, set[str]] = {}
        self.ids = Counter[str]()
        self.referred: set[str] = set()
        self.heading = ""
        self.above: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def at_odds(self) -> list[str]:
        """What is seen of a page as a whole only: ids that stand twice, and references to none."""
        twice = [f"id stands twice: {one}" for one, times in self.ids.items() if times > 1]
        return twice + [f"refers to nothing: {one}" for one in sorted(self.referred - self.ids.keys())]

    def note(self, what: str) -> None:
        self.parts.setdefault(self.above[2][0] if len(self.above) > 2 else "page", set()).add(what)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        features = [f"[{name}={value if name in TELLING else bool(value)}]" for name, value in sorted(attrs)]
        path = f"{self.above[-1][1] if self.above else ''}>{tag}{''.join(features)}"
        self.above.append((tag, path))
        self.note(path)
        if re.fullmatch("h[1-6]", tag):  # the order of headings, step by step
            self.note(f"{tag} after {self.heading}")
            self.heading = tag
        for name, value in attrs:
            if value and name == "id":
                self.ids[value] += 1
            elif value and name in REFERENCES:
                self.referred.update(value.split())
        if tag in VOID:
            self.above.pop()

    def handle_data(self, data: str) -> None:
        if self.above and data.strip():
            self.note(f"{self.above[-1][1]} with words")

    def handle_endtag(self, tag: str) -> None:
        if any(tag == one for one, _path in self.above):
            while self.above.pop()[0] != tag:
                pass


class Known:
    """What was looked at in this run, by all its workers: they write it into one file."""

    file: Path

    def __init__(self) -> None:
        self.read, self.seen = 0, set[str]()

    def new(self, anatomy: Anatomy, *, looking: bool = True) -> set[str]:
        """The parts that hold anything nobody has looked at yet. Who asks looks at it on every screen, or says no."""
        parts = {
            part: {blake2b(one.encode(), digest_size=8).hexdigest() for one in ones}
            for part, ones in anatomy.parts.items()
        }
        with self.file.open("a+") as shared:
            fcntl.flock(shared, fcntl.LOCK_EX)
            shared.seek(self.read)
            self.seen.update(shared.read().split())
            fresh = set().union(*parts.values()) - self.seen
            shared.seek(0, os.SEEK_END)
            if looking:
                shared.writelines(f"{one}\n" for one in fresh)
                shared.flush()
                self.seen |= fresh
            self.read = shared.tell()
        return {part for part, ones in parts.items() if ones & fresh}


known = Known()
