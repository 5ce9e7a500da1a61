import pytest
from babel.messages.catalog import Message

from tools import messages


@pytest.mark.parametrize(
    ("id_", "string", "faults"),
    [
        ("Navn", "Name", []),
        ("Navn", "", ["not translated"]),
        ("Hej %(name)s", "Hello %(name)s", []),
        ("Hej %(name)s", "Hello", ["lost placeholder %(name)s"]),
        ("Hej", "Hello {name}", ["unknown placeholder {name}"]),
        ("100 %% gratis", "100 %% free", []),
        (("Et svar", "%(n)s svar"), ("One answer", "%(n)s answers"), []),
        (("%(n)s svar", "%(n)s svar"), ("One answer", "%(n)s answers"), []),
        (("Et svar", "%(n)s svar"), ("One answer", ""), ["not translated"]),
        (("Et svar", "%(n)s svar"), ("One answer", "Answers"), ["lost placeholder %(n)s"]),
    ],
)
def test_faults_names_what_is_wrong(id_, string, faults):
    assert list(messages.faults(Message(id_, string))) == faults


def test_faults_of_fuzzy_message():
    assert list(messages.faults(Message("Navn", "Name", flags={"fuzzy"}))) == ["fuzzy"]


def test_extracted_finds_python_and_templates(tmp_path, monkeypatch):
    package = tmp_path / "samspil"
    templates = package / "actors" / "templates" / "actors"
    templates.mkdir(parents=True)
    (package / "actors" / "models.py").write_text(
        'A = _("navn")\nB = ngettext_lazy("et svar", "%(n)d svar", "n")\nC = pgettext("mail", "Svar")\n',
        encoding="utf-8",
    )
    (templates / "page.html").write_text(
        '<p>\n      {% translate "Søg (her)" %}</p>\n  {% if a == "(" %}x{% endif %}\n'
        "   {% blocktranslate trimmed count n=n with name=n %}\n  {{ n }} svar fra {{ name }}\n"
        " {% plural %}\n {{ n }} svar fra {{ name }} {% endblocktranslate %}",
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", package)

    found = {(message.context, message.id) for message in messages.extracted() if message.id}

    assert found == {
        (None, "navn"),
        (None, ("et svar", "%(n)d svar")),
        ("mail", "Svar"),
        (None, "Søg (her)"),
        (None, ("%(n)s svar fra %(name)s", "%(n)s svar fra %(name)s")),
    }
