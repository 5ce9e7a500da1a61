"""The house stands as it was drawn: floors, files, verbs, templates, settings."""

import inspect
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Field
from django.template.loader import get_template
from django.urls import reverse

import samspil
from samspil.cli import checks
from samspil.foundation import hooks
from samspil.foundation.models import JournalEntry, RequestRecord
from samspil.foundation.viewer import Viewer
from tests.permission_table import rows

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "samspil"
CONFIGS = [config for config in apps.get_app_configs() if config.name.startswith("samspil.")]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

# --- floors -----------------------------------------------------------------------------------------------------------


def floors() -> dict[str, tuple[int, bool]]:
    """Each app's floor, counted from the top, and whether it may know its neighbours (":" in the contract)."""
    layers = next(contract for contract in CONTRACTS if contract["type"] == "layers")["layers"]
    return {
        app.strip(): (level, ":" in layer) for level, layer in enumerate(layers) for app in re.split(r"[:|]", layer)
    }


def test_every_app_stands_on_a_floor():  # also those that are no Django apps
    others = {"assignment", "cli", "costing", "matching", "weighing", "wording"}
    assert {config.label for config in CONFIGS} | others == set(floors())


def pointers() -> list[tuple[Field, str, str]]:
    """Every stored relation between two of our apps: the field, the app it stands in, the app it points to."""
    found = []
    for config in CONFIGS:
        for model in config.get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and field.related_model is not None:
                    found.append((field, model._meta.app_label, field.related_model._meta.app_label))
    ours = {config.label for config in CONFIGS}
    return [(field, here, there) for field, here, there in found if there in ours and here != there]


def test_foreign_keys_point_down():
    """What import-linter cannot see: a string such as "challenges.Challenge" points up as well as an import does."""
    floor = floors()
    assert len(pointers()) > 10
    wrong = []
    for field, here, there in pointers():
        (level, knows_neighbours), (target, _) = floor[here], floor[there]
        if target < level or (target == level and not knows_neighbours):
            wrong.append(f"{here}: {field} -> {there}")
    assert wrong == []


# The designed files of an app that holds a concept of the story; the house's own apps (foundation, identity, site,
# demo) hold more, because they are made of machinery. What stands here besides was argued for in docs/decisions.
NAMES = ("actions", "apps", "forms", "letters", "manifest", "migrations", "models")
NAMES += ("paper", "personal_data", "queries", "rules", "urls", "views")
DESIGNED = set(NAMES)
BESIDES = {
    "actors": {"comers", "history"},
    "agreements": {"differences", "publishing", "text_views"},
    "assessments": {"evidence", "model_forms", "model_views", "modelling", "seed", "templatetags"},
    "awards": {"judging", "jury_views"},
    "business_cases": {
        "accounts",
        "charts",
        "doubts",
        "keeping",
        "keeping_views",
        "ledger",
        "line_views",
        "norms",
        "numbers",
        "reckoning",
        "sheets",
        "words",
    },
    "challenges": {"asking", "cards", "chain"},
    "company_pledges": {"contacts"},
    "experiences": {"cards", "figures", "table"},
    "following": {"digests", "reminders"},
    "events": {
        "agenda",
        "calendar",
        "cards",
        "coming",
        "coming_views",
        "facts",
        "inviting",
        "meeting_forms",
        "meeting_views",
        "promises",
        "times",
    },
    "exchange": {
        "checking",
        "columns",
        "exporting",
        "hsds",
        "hsds_reading",
        "ics_reading",
        "management",
        "reading",
        "running",
        "values",
    },
    "indicators": {"charts", "guidance"},
    "invitations": {"stopping"},
    "meetings": {"joining", "notes"},
    "moderation": {"screening"},
    "pictures": {"imaging"},
    "practices": {"cards", "making"},
    "processes": {"ready"},
    "proposals": {"cards", "idea", "idea_views"},
    "rosters": {"asking", "planning"},
    "responses": {"answering", "compare", "results", "upkeep"},
    "resources": {
        "cards",
        "facts",
        "importing",
        "keeping_views",
        "recurrence",
        "rule_forms",
        "templatetags",
        "wish_views",
    },
    "suggestions": {
        "chips",
        "counting",
        "documents",
        "embedding",
        "management",
        "node",
        "sentences",
        "word_views",
        "words",
    },
    "stories": {"consent_views", "consents", "gains", "offer_views", "offering", "standing", "work", "work_views"},
    "surveys": {"answering", "answers", "catalogue", "making", "results", "scoring", "upkeep"},
    "tasks": {
        "afterwards",
        "beforehand",
        "calendar",
        "cards",
        "coming",
        "coming_views",
        "facts",
        "hosting_views",
        "made_possible",
        "member_views",
        "members",
        "promised",
        "steps",
        "times",
    },
    "technologies": {"bringing", "cards", "checking", "file_views", "radar", "sheets"},
    "technology_needs": {"cards"},
    "trials": {"answering", "cards", "planning", "running", "step_forms"},
    "verdicts": {"readiness"},
    "volunteers": {"asking_views", "finding", "limits", "upkeep"},
    "wayfinding": {"finding"},
}
CONCEPTS = (
    "actors",
    "agreements",
    "ambassadors",
    "assessments",
    "awards",
    "barriers",
    "buildings",
    "business_cases",
    "challenges",
    "codetermination",
    "company_pledges",
    "evaluations",
    "events",
    "exchange",
    "experiences",
    "external_results",
    "following",
    "indicators",
    "invitations",
    "knowledge",
    "mapping",
    "meetings",
    "moderation",
    "pictures",
    "practices",
    "processes",
    "proposals",
    "reframing",
    "resources",
    "responses",
    "rosters",
    "safeguards",
    "stories",
    "suggestions",
    "support",
    "surveys",
    "tasks",
    "technologies",
    "technology_advice",
    "technology_needs",
    "technology_projects",
    "tracks",
    "trials",
    "verdicts",
    "volunteers",
    "wayfinding",
)


@pytest.mark.parametrize("label", CONCEPTS)
def test_app_of_a_concept_has_the_designed_files(label):
    there = {module.name for module in pkgutil.iter_modules([str(PACKAGE / label)])}
    assert there - DESIGNED - BESIDES.get(label, set()) == set()
    assert {"actions", "apps", "manifest", "models", "queries", "rules", "urls", "views"} - there == set()


@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: config.label)
def test_models_know_nothing_of_requests_and_permissions(config):
    source = (PACKAGE / config.label / "models.py").read_text() if config.models_module else ""
    assert not re.search(
        r"^from (django\.http|rules|samspil\.\w+\.(rules|views|forms|actions))\b", source, re.MULTILINE
    )


# --- verbs ------------------------------------------------------------------------------------------------------------


def modules() -> list[ModuleType]:
    """The modules that hold verbs: ``actions``, and those that large apps put beside it."""
    files = [path for config in CONFIGS for path in sorted((PACKAGE / config.label).glob("*.py"))]
    return [
        import_module(f"samspil.{path.parent.name}.{path.stem}")
        for path in files
        if path.stem == "actions" or re.search(r"^@verb\(", path.read_text(), re.MULTILINE)
    ]


def functions(module: ModuleType) -> list[FunctionType]:
    """The functions that are defined in a module, not only imported there."""
    return [
        value for value in vars(module).values() if inspect.isfunction(value) and value.__module__ == module.__name__
    ]


VERBS = [function for module in modules() for function in functions(module) if hasattr(function, "verb_name")]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.verb_name)
def test_verb_keeps_the_rules_of_verbs(verb):
    """Keyword arguments, ``by`` and ``request_id``, a rule asked, a line in the journal (or in the log of reads)."""
    parameters = inspect.signature(verb).parameters
    assert all(each.kind in (each.KEYWORD_ONLY, each.VAR_KEYWORD) for each in parameters.values())
    assert parameters["by"].annotation is Viewer
    assert "request_id" in inspect.signature(verb, follow_wrapped=False).parameters
    source = inspect.getsource(verb)
    # The log says nothing of an answer: answers are numbered as they come, and its hour would tell who gave which.
    is_logged = re.search(r"\bjournal\(|\bAccessEntry\.objects\.create\(", source)
    assert is_logged or verb.verb_name == "responses.answer"
    assert verb.__doc__
    # unfollow asks no rule: it takes away what only the person themselves put there.
    assert verb.verb_name == "following.unfollow" or re.search(r"\brequire\(\s*\"", source)


def test_journal_is_only_written_by_what_runs_in_one_transaction():
    for module in modules():
        for function in functions(module):
            source = inspect.getsource(function)
            if re.search(r"(?<!def )\bjournal\(", source):
                assert source.startswith(("@verb(", "@transaction.atomic")), function


def test_every_journal_line_has_its_words():
    written = set()
    for module in modules():
        written |= set(
            re.findall(
                r"\"((?:[a-z]+)\.[a-z_]+)\"",
                "".join(re.findall(r"journal\((.*?)subject", inspect.getsource(module), re.DOTALL)),
            )
        )
    assert len(written) > 15
    assert {name for name in written if name.partition(".")[0] in floors()} - set(hooks.phrases()) == set()


def test_whole_story_journals_one_line_per_verb(there):
    """The world was built through the verbs alone: each line has a known verb, a person or the system, and no text."""
    lines = JournalEntry.objects.select_related("subject")
    assert {line.verb for line in lines} <= set(hooks.phrases())
    for line in lines:
        assert all(" " not in str(value) for value in line.payload.values()), line.payload


def test_every_view_that_changes_something_takes_a_request_id(there):
    """A second press must be harmless: every form that ends in a verb carries its number."""
    without = []
    for row in rows():
        role = next((number for number, letter in enumerate(row.post) if letter == "v"), None)
        if role is None or row.name.partition(":")[0] not in ("challenges", "proposals") or row.get[role] != "o":
            continue
        page = there.client(world_role(role)).get(reverse(row.name, args=there.key(row.thing) if row.thing else []))
        form = page.context.get("form")
        if form is not None and 'name="request_id"' not in page.text:
            without.append(row.name)
    assert without == []
    assert RequestRecord._meta.pk.name == "id"


def world_role(number: int) -> str:
    from tests.world import ROLES

    return ROLES[number]


# --- templates and migrations -----------------------------------------------------------------------------------------

TEMPLATES = sorted(
    str(path.relative_to(folder)) for folder in PACKAGE.glob("*/templates") for path in folder.rglob("*.*")
)


def test_templates_compile():
    assert len(TEMPLATES) > 60
    for name in TEMPLATES:
        get_template(name)


def test_no_template_stands_twice():
    assert len(TEMPLATES) == len(set(TEMPLATES))


@pytest.mark.django_db
def test_migrations_are_complete():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except (SystemExit, CommandError):
        pytest.fail(out.getvalue())


# --- settings ---------------------------------------------------------------------------------------------------------

KEY = "Zk3-qW8_rTy6uIo9pAs2dFg5hJk1lXc4vBn7mQe0"
SAFE = {"SAMSPIL_ENV": "production", "SAMSPIL_SECRET_KEY": KEY, "SAMSPIL_BASE_URL": "https://samspil.engbaek.example"}


def start(code: str, folder: Path, **variables: str | None) -> subprocess.CompletedProcess[str]:
    """Run ``code`` in a new process that knows only these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSPIL_", "DJANGO_"))}
    chosen = {name: value for name, value in (SAFE | variables).items() if value is not None}
    return subprocess.run(  # noqa: S603 - our own code, in a process of its own
        [sys.executable, "-c", code],
        env=kept | {"SAMSPIL_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "samspil.settings"} | chosen,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_safe_production_starts_and_is_safe(tmp_path):
    safe = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    names = ("DEBUG", "DEMO", "TESTING", *safe)
    started = start(f"import samspil.settings as s; print([getattr(s, n) for n in {names}], s.ALLOWED_HOSTS)", tmp_path)
    expected = "[False, False, False, True, True, True, True] ['samspil.engbaek.example']"
    assert started.stdout.strip() == expected, started.stderr


UNSAFE: dict[str, tuple[dict[str, str | None], str]] = {
    "no secret": ({"SAMSPIL_SECRET_KEY": None}, "SAMSPIL_SECRET_KEY (or SAMSPIL_SECRET_KEY_FILE) is missing"),
    "empty secret": ({"SAMSPIL_SECRET_KEY": ""}, "SAMSPIL_SECRET_KEY (or SAMSPIL_SECRET_KEY_FILE) is missing"),
    "default secret": (
        {"SAMSPIL_SECRET_KEY": "django-insecure-" + KEY},
        "SAMSPIL_SECRET_KEY is too short or a default",
    ),
    "short secret": ({"SAMSPIL_SECRET_KEY": "hemmelig"}, "SAMSPIL_SECRET_KEY is too short"),
    "dull secret": ({"SAMSPIL_SECRET_KEY": "x" * 60}, "SAMSPIL_SECRET_KEY is too short or a default"),
    "secret file that is not there": (
        {"SAMSPIL_SECRET_KEY": None, "SAMSPIL_SECRET_KEY_FILE": "findes/ikke"},
        "SAMSPIL_SECRET_KEY_FILE",
    ),
    "debug": ({"SAMSPIL_DEBUG": "1"}, "SAMSPIL_DEBUG is on"),
    "cookies": ({"SAMSPIL_SECURE_COOKIES": "0"}, "SAMSPIL_SECURE_COOKIES is off"),
    "no address": ({"SAMSPIL_BASE_URL": None}, "SAMSPIL_BASE_URL is missing or not https"),
    "http address": (
        {"SAMSPIL_BASE_URL": "http://samspil.engbaek.example"},
        "SAMSPIL_BASE_URL is missing or not https",
    ),
    "any host": ({"SAMSPIL_ALLOWED_HOSTS": "*"}, "SAMSPIL_ALLOWED_HOSTS holds *"),
    "unknown environment": ({"SAMSPIL_ENV": "prod"}, "SAMSPIL_ENV is 'prod'"),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_unsafe_production_does_not_start_and_says_why(case, tmp_path):
    variables, message = UNSAFE[case]
    started = start("import samspil.settings", tmp_path, **variables)
    assert started.returncode != 0
    assert message in started.stderr
    assert "ImproperlyConfigured" in started.stderr
    assert KEY not in started.stderr + started.stdout


def test_all_that_is_unsafe_is_told_at_once(tmp_path):
    started = start("import samspil.settings", tmp_path, SAMSPIL_DEBUG="1", SAMSPIL_SECURE_COOKIES="0")
    assert "SAMSPIL_DEBUG" in started.stderr
    assert "SAMSPIL_SECURE_COOKIES" in started.stderr


def test_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    file = str(tmp_path / "key")
    code = "import samspil.settings as s; print(s.SECRET_KEY)"
    assert start(code, tmp_path, SAMSPIL_SECRET_KEY=None, SAMSPIL_SECRET_KEY_FILE=file).stdout.strip() == KEY


def test_demo_makes_a_secret_of_its_own(tmp_path):
    code = "import samspil.settings as s; print(s.SECRET_KEY)"
    first, second = (start(code, tmp_path, SAMSPIL_ENV="demo", SAMSPIL_SECRET_KEY=None).stdout for _number in range(2))
    assert first == second
    assert len(first.strip()) >= 40


CHECK = "import sys; from samspil.cli.main import main; sys.exit(main(['check']))"


def test_check_says_what_an_operator_must_mend(tmp_path):
    """A new production installation where nothing was done yet."""
    told = start(CHECK, tmp_path)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    for line in (
        r"ERROR  \d+ migrations are waiting: run samspil migrate\.",
        r"ERROR  The front-end files are missing",
        r"ERROR  Static files are not collected",
        r"ERROR  SAMSPIL_EMAIL_URL is missing",
        r"NOTE   The database is SQLite",
    ):
        assert re.search(line, told.stdout), (line, told.stdout)


def test_check_says_why_production_does_not_start(tmp_path):
    told = start(CHECK, tmp_path, SAMSPIL_SECRET_KEY=None, SAMSPIL_DEBUG="1")
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert re.match(r"ERROR +Samspil does not start: SAMSPIL_SECRET_KEY .* SAMSPIL_DEBUG is on", told.stdout)


@pytest.mark.django_db
def test_check_tells_of_missing_pango_and_why_it_matters(monkeypatch):
    monkeypatch.setattr(checks.ctypes.util, "find_library", lambda name: None)
    notes = [text for is_error, text in checks.find_problems() if not is_error]
    assert any("Pango" in note and "PDF" in note for note in notes)
    monkeypatch.setattr(checks.ctypes.util, "find_library", lambda name: "libpango-1.0.so.0")
    assert not any("Pango" in text for _is_error, text in checks.find_problems())


@pytest.mark.django_db
def test_check_is_content_when_nothing_is_wrong(monkeypatch, capsys):
    monkeypatch.setattr(checks, "find_problems", lambda: iter(()))
    assert checks.report() == 0
    assert capsys.readouterr().out.startswith("OK")


def test_version_is_told_by_the_command():
    told = subprocess.run(
        [sys.executable, "-m", "samspil.cli.main", "--version"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert told.stdout.strip() == samspil.__version__
