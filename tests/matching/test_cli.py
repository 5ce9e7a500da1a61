"""``python -m samspil.matching rank``: anybody's own data, in and out as JSON."""

import json
import os
import subprocess
import sys

import pytest

from samspil.matching.__main__ import main
from samspil.matching.plain import as_document, as_need

RESOURCES = [
    {
        "id": "a",
        "title": "Lystfiskere",
        "text": "Vi fisker ved åen.",
        "days": ["lørdag", "sun"],
        "lat": "55,4",
        "lon": 10,
    },
    {"id": 2, "name": "Sangkor", "description": "Vi synger.", "capacity": "mange", "access": "transport; lift"},
    {"id": "a", "title": "Den samme id"},
    {"title": "Uden id"},
    "ikke et objekt",
    {
        "id": "c",
        "title": None,
        "text": ["Vandreture", "i skoven"],
        "point": [200, 10],
        "is_free": "ja",
        "youngest": True,
    },
]


@pytest.fixture
def files(tmp_path):
    def write(resources, queries):
        given = tmp_path / "R.json", tmp_path / "Q.json"
        for path, data in zip(given, (resources, queries), strict=True):
            path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        return ["rank", "--resources", str(given[0]), "--queries", str(given[1]), "--no-meaning"]

    return write


def test_one_line_for_each_query(files, capsys):
    queries = [{"id": "q1", "text": "jeg vil fiske"}, {"id": "q2", "text": ""}, {"id": "q3"}]
    assert main([*files(RESOURCES, queries), "-k", "2"]) == 0
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == ["q1", "q2", "q3"]
    first = lines[0]
    assert first["ranked"][0] == "a"
    assert len(first["ranked"]) == len(first["scores"]) == len(first["kinds"]) == len(first["reasons"]) <= 2
    assert first["stages"] == ["words", "concepts"]
    assert lines[1]["ranked"] == lines[2]["ranked"] == []
    assert "capacity is left out" in err
    assert "resource 3: the id 'a' is there twice" in err
    assert "resource 4 is left out: it has no id" in err
    assert "not on Earth" in err


@pytest.mark.parametrize(
    ("resources", "message"), [("not json", "is not JSON"), ('{"a": 1}', "must be a list"), ("[1, 2", "is not JSON")]
)
def test_files_that_cannot_be_read_say_why(files, capsys, resources, message):
    assert main(files(resources, [])) == 2
    assert message in capsys.readouterr().err


def test_a_missing_file_says_so(files, tmp_path, capsys):
    arguments = files([], [])
    (tmp_path / "Q.json").unlink()
    assert main(arguments) == 2
    assert "cannot read" in capsys.readouterr().err


def test_fields_are_read_however_they_are_written():
    odd = []
    document = as_document(RESOURCES[0], "it", odd.append)
    assert document.days == {"sat", "sun"}
    assert document.point == (55.4, 10)
    document = as_document(RESOURCES[1], "it", odd.append)
    assert (document.id, document.title, document.capacity) == ("2", "Sangkor", None)
    assert document.access == {"transport"}
    document = as_document(RESOURCES[5], "it", odd.append)
    assert (document.text, document.point, document.is_free, document.youngest) == (
        "Vandreture, i skoven",
        None,
        True,
        None,
    )
    assert len(odd) == 4
    _, need = as_need(
        {"id": "q", "text": "hej", "drives": "nej", "times": "aften", "age": "72", "travels_km": "5"}, "it"
    )
    assert (need.drives, need.times, need.age, need.travels_km) == (False, {"evening"}, 72, 5.0)


def test_it_runs_without_django(files):
    code = (
        "import sys; from samspil.matching.__main__ import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    )
    command = [sys.executable, "-c", code, *files(RESOURCES[:1], [{"id": "q", "text": "fiske"}])]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "SAMSPIL"))}
    done = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ranked"] == ["a"]


def test_the_concepts_that_are_shipped_have_vectors():
    """``python -m samspil.matching embed`` after the vocabulary was changed."""
    from samspil.matching.meaning import Meaning
    from samspil.matching.nearness import Nearness
    from samspil.matching.vocabulary import Vocabulary

    vocabulary = Vocabulary.load()
    assert len(Nearness(vocabulary, Meaning.name).keys) >= 0.95 * len(vocabulary)
    assert Nearness(vocabulary, "another model").keys == []
