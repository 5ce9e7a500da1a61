"""What a page is made of, so that the browser looks at each thing once in a run and not five hundred times.

A page is taken apart into its elements: each with the elements it stands in, its attributes, and whether words stand
in it. What axe finds of an element follows from those and from the style sheets, not from which words they are.
"""

import fcntl
import os
import re
from collections import Counter
from dataclasses import dataclass
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


TAG = re.compile(r"<[^\s/>]+")
SEEN = "data-seen"  # what ``Anatomy.marked`` calls the parts of a page that hold nothing new


@dataclass(slots=True)
class Element:
    """An element where it begins: at which letter, in which element, and what it is."""

    at: int
    within: int
    marks: set[str]


def mark_of(what: str) -> str:
    return blake2b(what.encode(), digest_size=8).hexdigest()


class Anatomy(HTMLParser):
    """The elements of one page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.lines = [0, *(found.end() for found in re.finditer("\n", page))]
        self.elements: list[Element] = []
        self.marks: set[str] = set()
        self.ids = Counter[str]()
        self.referred: set[str] = set()
        self.heading = ""
        self.above: list[tuple[str, str, int]] = []
        self.feed(page)
        self.close()

    def at_odds(self) -> list[str]:
        """What is seen of a page as a whole only: ids that stand twice, and references to none."""
        twice = [f"id stands twice: {one}" for one, times in self.ids.items() if times > 1]
        return twice + [f"refers to nothing: {one}" for one in sorted(self.referred - self.ids.keys())]

    def marked(self, new: set[str]) -> str:
        """The page, in which every part says so that holds nothing new: of what is new, the first of each kind counts.

        In this way a list of thirty rows has one that is looked at, and whatever another has more than that.
        """
        missing, holds = set(new), set[int]()
        for number, element in enumerate(self.elements):
            if element.marks & missing:
                missing -= element.marks
                while number not in holds and number >= 0:
                    holds.add(number)
                    number = self.elements[number].within
        page, done = [], 0
        for number, element in enumerate(self.elements):
            above = element.within
            # Of parts in parts the outer one says it; the page itself and its body never do.
            if number not in holds and above >= 0 and (above in holds or self.elements[above].within < 0):
                end = TAG.match(self.page, element.at).end()
                page += [self.page[done:end], f" {SEEN}"]
                done = end
        return "".join([*page, self.page[done:]])

    def note(self, what: str) -> None:
        self.marks.add(mark := mark_of(what))
        if self.above:
            self.elements[self.above[-1][2]].marks.add(mark)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        features = [f"[{name}={value if name in TELLING else bool(value)}]" for name, value in sorted(attrs)]
        path = f"{self.above[-1][1] if self.above else ''}>{tag}{''.join(features)}"
        line, letter = self.getpos()
        self.elements.append(Element(self.lines[line - 1] + letter, self.above[-1][2] if self.above else -1, set()))
        self.above.append((tag, path, len(self.elements) - 1))
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
        if any(tag == one for one, *_more in self.above):
            while self.above.pop()[0] != tag:
                pass


class Known:
    """What was looked at in this run, by all its workers: they write it into one file."""

    file: Path

    def __init__(self) -> None:
        self.read, self.seen = 0, set[str]()

    def new(self, anatomy: Anatomy, *, looking: bool = True) -> set[str]:
        """The marks of what nobody has looked at yet. Who asks looks at it on every screen, or says no."""
        with self.file.open("a+") as shared:
            fcntl.flock(shared, fcntl.LOCK_EX)
            shared.seek(self.read)
            self.seen.update(shared.read().split())
            fresh = anatomy.marks - self.seen
            shared.seek(0, os.SEEK_END)
            if looking:
                shared.writelines(f"{one}\n" for one in fresh)
                shared.flush()
                self.seen |= fresh
            self.read = shared.tell()
        return fresh


known = Known()
