"""Keeps the translations: `update`, `compile` or `check`. No gettext program is needed, Babel does it.

The messages in the code are Danish, so Danish itself needs no catalogue. `locale/en` holds the English and must be
complete. Any other catalogue, such as `locale/da` with Danish for a library that lacks it, is kept by hand; it only
has to be sound.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "samspil"
LOCALE = ROOT / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg", ".xml"}

ONE, PLURAL = None, (1, 2)
CONTEXT, CONTEXT_PLURAL = ((1, "c"), 2), ((1, "c"), 2, 3)
FUNCTIONS = {"gettext": ONE, "ngettext": PLURAL, "pgettext": CONTEXT, "npgettext": CONTEXT_PLURAL}
KEYWORDS: dict = {
    "_": ONE,
    "gettext_noop": ONE,
    **FUNCTIONS,
    **{f"{name}_lazy": form for name, form in FUNCTIONS.items()},
}

# %(name)s, %s, %d and {name}; a doubled %% is text.
PLACEHOLDER = re.compile(r"%%|(%\(\w+\)[#0\- +.\d]*[a-zA-Z]|%[sdifr]|{\w*(?::[^{}]*)?})")


def sources() -> Iterator[tuple[Path, bytes]]:
    """Everything that may hold a message: Python as it is, templates rewritten to gettext calls."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield path, path.read_bytes()
        elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts:
            code = templatize(path.read_text(encoding="utf-8"), origin=str(path.relative_to(ROOT)))
            # What is left of the markup is indented at random, which Python's tokenizer would refuse.
            yield path, "\n".join(line.lstrip() for line in code.splitlines()).encode()


def extracted() -> Catalog:
    """The messages of the code, with the files they stand in (without line numbers, to keep changes small)."""
    catalog = Catalog(
        project="Samspil",
        version=metadata.version("samspil"),
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="Samspil",
        language_team="Samspil",
    )
    for path, code in sources():
        where = [(path.relative_to(ROOT).as_posix(), 0)]
        found = extract("python", io.BytesIO(code), KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True)
        for _line, message, comments, context in found:
            catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def texts(value: object) -> tuple[str, ...]:
    """A message or a translation as a tuple: one text, or one for each plural form."""
    if isinstance(value, tuple | list):
        return tuple(str(part) for part in value)
    return (str(value or ""),)


def placeholders(text: str) -> set[str]:
    return {match[1] for match in PLACEHOLDER.finditer(text) if match[1]}


def update() -> None:
    new = extracted()
    if ENGLISH.exists():
        catalog = read(ENGLISH)
        created = catalog.creation_date
        catalog.update(new, no_fuzzy_matching=True)
        # A date that changes at every run would make every change touch the file.
        catalog.creation_date = created
    else:
        catalog = new
        catalog.locale = "en"
        catalog.header_comment = "# English for Samspil. The messages themselves are Danish."
        catalog.revision_date = catalog.creation_date
    catalog.fuzzy = False
    catalog.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, ignore_obsolete=True, sort_output=True)
    empty = sum(1 for message in catalog if message.id and not all(texts(message.string)))
    print(f"{ENGLISH.relative_to(ROOT)}: {len(catalog)} messages, {empty} without English")


def compile_all() -> None:
    for path in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    ids, strings = texts(message.id), texts(message.string)
    if not all(strings):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    if len(ids) > 1 and len(strings) < 2:
        yield "a plural form is missing"
    known = set().union(*(placeholders(text) for text in ids))
    for text in strings:
        if unknown := placeholders(text) - known:
            yield f"unknown placeholder {', '.join(sorted(unknown))}"
    # The singular may leave the number out ("one answer"); the last form may leave nothing out.
    if lost := placeholders(ids[-1]) - placeholders(strings[-1]):
        yield f"lost placeholder {', '.join(sorted(lost))}"


def key(message: Message) -> tuple[str | None, str]:
    return message.context, texts(message.id)[0]


def check() -> int:
    found: list[str] = []
    for path in catalogues():
        for message in read(path):
            if message.id:
                found += [f"{path.relative_to(ROOT)}: {fault}: {texts(message.id)[0]!r}" for fault in faults(message)]

    name = ENGLISH.relative_to(ROOT)
    if ENGLISH.exists():
        catalog = read(ENGLISH)
        known = {key(message): texts(message.id) for message in catalog if message.id}
        wanted = {key(message): message for message in extracted() if message.id}
        for entry, message in wanted.items():
            if known.get(entry) != texts(message.id):
                files = ", ".join(sorted({file for file, _line in message.locations}))
                found.append(f"{name}: missing: {entry[1]!r} ({files})")
        found += [f"{name}: no longer used: {entry[1]!r}" for entry in known if entry not in wanted]
        found += [f"{name}: obsolete entry: {texts(message.id)[0]!r}" for message in catalog.obsolete.values()]
    else:
        found.append(f"{name}: there is no such file")

    print("\n".join(found) or "Translations are complete.")
    if found:
        print(f"{len(found)} faults. Run 'make messages' and write the English in {name}.")
    return 1 if found else 0


def main() -> int:
    commands = {"update": update, "compile": compile_all, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print("usage: tools/messages.py update | compile | check", file=sys.stderr)
        return 2
    return commands[sys.argv[1]]() or 0


if __name__ == "__main__":
    raise SystemExit(main())
