"""House rules that no linter knows."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = [ROOT / "package-lock.json", *sorted((ROOT / "requirements").glob("*.txt"))]
SOURCES = [
    path
    for folder in ("samspil", "tests", "tools")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html", ".css", ".js", ".sh"} and "migrations" not in path.parts
]


def test_locks_hold_no_address():
    assert {path.name for path in LOCKS if re.search(r"https?://", path.read_text(encoding="utf-8"))} == set()


def test_files_are_short():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length >= 500} == {}


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    assert {
        str(path.relative_to(ROOT)) for path in SOURCES if path.suffix == ".html" and inline.search(path.read_text())
    } == set()
