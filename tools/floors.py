#!/usr/bin/env python
"""Draws docs/architecture.svg from the code: the floors of pyproject.toml, and under each app whom it imports.

Written by a program, because a picture of thirty rooms that is kept by hand soon lies. A test compares the two.
"""

import ast
import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"
CAPTIONS = {
    "cli": "the command samspil",
    "demo": "Engbæk Kommune",
    "site": "front page, search, layout",
    "papers": "PDF, Word, sheets, feeds",
    "effects": "I asked, this happened; overview",
    "invitations": "what do you see, both ways",
    "meetings": "ten minutes of a staff meeting",
    "trials": "small tries, light and full",
    "practices": "what is daily life now",
    "proposals": "ideas, pledges, answers",
    "rosters": "a season of slots, planned",
    "volunteers": "who likes to be asked, and how often",
    "events": "dialogue meetings, public events",
    "awards": "thanks with a jury",
    "stories": "told with consent",
    "tasks": "bounded tasks and who comes",
    "agreements": "frame, ground rules, agreement",
    "safeguards": "checks, seen and until when",
    "assignment": "who takes which, optimum",
    "technologies": "what there is, and the radar",
    "buildings": "rooms, before it is too late",
    "experiences": "what others tried, failures too",
    "technology_projects": "law, work, who evaluates when",
    "technology_needs": "what a unit needs, who has it",
    "business_cases": "three accounts, never summed",
    "assessments": "is it worth using, weighed",
    "verdicts": "what was decided, and did it hold",
    "technology_advice": "a group advises, units decide",
    "external_results": "others' assessments, whose and how",
    "responses": "who answers, side by side",
    "costing": "hours, kroner, present value",
    "weighing": "medians, weights, robustness",
    "evaluations": "how it went, with users",
    "reframing": "asking differently, why",
    "hosting": "whose turn it is",
    "challenges": "questions, perspectives, chain",
    "knowledge": "examples with their source",
    "ambassadors": "who may be asked",
    "barriers": "what stands in the way",
    "codetermination": "MED, and what we hear said",
    "decisions": "who decides, and why",
    "indicators": "figures before and after",
    "processes": "steps with small tasks",
    "support": "help that is asked for",
    "surveys": "questions, sums, five or more",
    "mapping": "what there is, what is missing",
    "wayfinding": "whom do I talk to",
    "company_pledges": "what companies promise",
    "exchange": "offers to and from files",
    "suggestions": "who could help, twins",
    "resources": "fellowships and offers",
    "tracks": "two tracks, beacons",
    "identity": "sign-in, guests, erasure",
    "moderation": "looked at, hidden, reported",
    "following": "letters, digests, reminders",
    "pictures": "painted anew, with words",
    "actors": "people, associations, units",
    "foundation": "subject, journal, verbs, mail",
    "matching": "the engine, pure Python",
    "wording": "rules about questions",
}
GROUND = ("actors", "foundation")
WIDTH, BOX, HIGH, GAP, STEP = 1200, 262, 92, 16, 128
TOP, ABREAST = 76, 4


def floors() -> list[list[str]]:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    return [[app.strip() for app in re.split(r"[:|]", layer)] for layer in contract["layers"]]


def imports() -> dict[str, set[str]]:
    """Each app, and the apps that any of its files imports."""
    package = ROOT / "samspil"
    names = {path.parent.name for path in package.glob("*/__init__.py")}
    found: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        for path in (package / name).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom):
                    modules = [f"{node.module}.{alias.name}" for alias in node.names]
                elif isinstance(node, ast.Import):
                    modules = [alias.name for alias in node.names]
                else:
                    continue
                parts = [module.split(".") for module in modules]
                found[name] |= {part[1] for part in parts if part[0] == "samspil" and part[1] in names - {name}}
    return found


def draw() -> str:
    layers, known = floors(), imports()
    rows_of = [[apps[start : start + ABREAST] for start in range(0, len(apps), ABREAST)] for apps in layers]
    rows = sum(len(floor) for floor in rows_of)
    height = TOP + (HIGH + GAP) * rows + (STEP - HIGH - GAP) * len(layers) + 24
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        "aria-labelledby=\"title desc\" font-family=\"'IBM Plex Sans', 'Segoe UI', Helvetica, Arial, sans-serif\">",
        '  <title id="title">The floors of Samspil</title>',
        f'  <desc id="desc">{len(layers)} floors of apps. Under each app stand the apps below that it imports; '
        f"{' and '.join(GROUND)} are known to almost all and not named. Nothing imports upwards.</desc>",
        f'  <rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '  <text x="24" y="36" font-size="20" fill="#1b2a33"><tspan font-weight="600">The floors of Samspil.</tspan> '
        "Under each app stands whom it knows. Nobody knows anybody above.</text>",
    ]
    y = TOP
    for floor in rows_of:
        high = len(floor) * (HIGH + GAP) - GAP
        out.append(f'  <rect x="16" y="{y - 12}" width="{WIDTH - 32}" height="{high + 24}" rx="6" fill="#f7f4ee"/>')
        for number, apps in enumerate(floor):
            left = (WIDTH - len(apps) * BOX - (len(apps) - 1) * GAP) / 2
            for place, app in enumerate(apps):
                out += box(app, left + place * (BOX + GAP), y + number * (HIGH + GAP), known[app])
        y += high + STEP - HIGH
    return "\n".join([*out, "</svg>", ""])


def box(app: str, x: float, y: float, knows: set[str]) -> list[str]:
    named = sorted(knows - set(GROUND))
    lines = [", ".join(named[:3]), ", ".join(named[3:6])]
    if len(named) > 6:
        lines[1] += f" and {len(named) - 6} more"

    def text(below: int, size: int, colour: str, words: str) -> str:
        style = f'text-anchor="middle" font-size="{size}" fill="{colour}"'
        return f'  <text x="{x + BOX / 2}" y="{y + below}" {style}>{escape(words)}</text>'

    shape = f'x="{x}" y="{y}" width="{BOX}" height="{HIGH}" rx="6"'
    return [
        f'  <rect data-app="{app}" data-knows="{" ".join(sorted(knows))}" {shape} fill="#ffffff" stroke="#14514a"/>',
        text(26, 18, "#1b2a33", app),
        text(46, 13, "#52636d", CAPTIONS[app]),
        *(text(66 + 16 * number, 12, "#1d5d90", line) for number, line in enumerate(lines) if line),
    ]


if __name__ == "__main__":
    PICTURE.write_text(draw())
