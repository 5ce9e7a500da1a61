"""The documentation says what is true: links lead somewhere, the glossary is whole, the picture shows the imports."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils import translation

from tools import floors

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "samspil"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)|<img[^>]*\ssrc=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|^ {4}.*?$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
CONFIGS = [config for config in apps.get_app_configs() if config.name.startswith("samspil.")]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The anchors that a reader of Markdown makes from headings."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken_links(path: Path) -> Iterator[str]:
    for groups in LINK.findall(CODE.sub("", text_of(path))):
        address = "".join(groups)
        if re.match(r"[a-z]+:", address):
            continue
        name, _hash, anchor = address.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            yield address


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(path):
    assert list(broken_links(path)) == []


def test_decisions_are_all_in_their_list():
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", text_of(folder / "README.md")))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


# --- the glossary ---------------------------------------------------------------------------------------------------


def glossary_rows() -> list[tuple[str, set[str]]]:
    """The first cell of each row, and the code words of the others."""
    rows = re.findall(r"^\| (.*?) \| (.*) \|$", text_of(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    return [(danish, set(re.findall(r"`(\w+)`", rest))) for danish, rest in rows]


def code_words() -> set[str]:
    return set().union(*(words for _danish, words in glossary_rows()))


def our_own(module: str) -> Iterator[object]:
    """What is defined in the modules of that name, app by app."""
    for config in CONFIGS:
        try:
            found = importlib.import_module(f"{config.name}.{module}")
        except ModuleNotFoundError:
            continue
        yield from (thing for thing in vars(found).values() if getattr(thing, "__module__", "") == found.__name__)


def test_glossary_has_every_model():
    models = {model.__name__ for config in CONFIGS for model in config.get_models()}
    assert models - code_words() == set()


def test_glossary_has_every_verb():
    verbs = {thing.__name__ for thing in our_own("actions") if hasattr(thing, "verb_name")}
    assert len(verbs) > 20
    assert verbs - code_words() == set()


def test_glossary_pairs_every_choice_with_its_danish():
    rows = glossary_rows()
    with translation.override("da"):
        missing = {
            f"{choices.__name__}.{choice.value}: {choice.label}"
            for choices in our_own("models")
            if isinstance(choices, type) and issubclass(choices, TextChoices)
            for choice in choices
            if not any(danish == str(choice.label) and choice.value in words for danish, words in rows)
        }
    assert missing == set()


# --- operations and changelog ---------------------------------------------------------------------------------------


def test_operations_tell_of_every_environment_variable():
    read = set(re.findall(r"[\"'](SAMSPIL_[A-Z_]+)[\"']", text_of(PACKAGE / "settings.py")))
    told = set(re.findall(r"^\| `(SAMSPIL_[A-Z_]+)` \|", text_of(ROOT / "docs" / "operations.md"), re.MULTILINE))
    assert len(read) > 15
    assert read - told == set()
    assert {name.removesuffix("_FILE") for name in told} - read == set()


def test_operations_tell_of_every_command():
    from samspil.cli.main import parser

    commands = next(action.choices for action in parser()._actions if action.dest == "command")
    text = text_of(ROOT / "docs" / "operations.md")
    assert {name for name in commands if f"| `samspil {name}" not in text} == set()


def test_changelog_has_both_languages_in_every_entry():
    entries = re.findall(r"^- (.+?)(?=^- |^#|\Z)", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE | re.DOTALL)
    assert len(entries) > 10
    both = re.compile(r"[^*]+\.\n  \*[^*]+\.\*", re.DOTALL)
    assert [entry for entry in entries if not both.fullmatch(entry.strip())] == []


# --- the picture ----------------------------------------------------------------------------------------------------


def imports_in_picture() -> dict[str, set[str]]:
    picture = ElementTree.parse(floors.PICTURE).iter()  # noqa: S314 - our own file
    return {shape.get("data-app"): set(shape.get("data-knows").split()) for shape in picture if shape.get("data-app")}


def test_picture_shows_the_imports_of_the_code():
    """``tools/floors.py`` draws it again."""
    assert imports_in_picture() == floors.imports()
    assert {app for layer in floors.floors() for app in layer} == set(floors.CAPTIONS)


def test_every_app_is_on_the_page_about_architecture():
    text = text_of(ROOT / "docs" / "architecture.md")
    assert {
        path.parent.name for path in PACKAGE.glob("*/__init__.py") if f"| `{path.parent.name}` |" not in text
    } == set()


def test_foreign_keys_follow_the_imports():
    known = {(app, below) for app, seen in floors.imports().items() for below in seen}
    keys = {
        (config.label, field.related_model._meta.app_label)
        for config in CONFIGS
        for model in config.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    }
    labels = {config.label for config in CONFIGS}
    assert {key for key in keys if key[0] != key[1] and key[1] in labels} - known == set()
