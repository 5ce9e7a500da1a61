"""The pages of an import: told what is wrong in words, polled or reloaded, and cheap however many rows there are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspil.exchange import actions
from samspil.exchange.models import ImportRun
from samspil.resources.actions import register_resource
from tests.exchange.files import CALENDAR, ROWS, as_csv, upload
from tests.exchange.test_importing import bring
from tests.factories import viewer

pytestmark = pytest.mark.django_db


def file(data: bytes = b"", name: str = "liste.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or as_csv())


def test_from_file_to_directory(sign_in, birthe):
    client = sign_in(birthe)
    page = client.post(reverse("exchange:list"), {"file": file(), "source": "Listen"}, follow=True)
    assert page.templates[0].name == "exchange/columns.html"
    form = page.context["form"]
    chosen = {name: field.initial for name, field in form.fields.items() if name.startswith("column_")}
    page = client.post(page.request["PATH_INFO"], {**chosen, "kind": "activity", "theme": "older"}, follow=True)
    assert "3 rækker bliver til noget" in page.text
    run = ImportRun.objects.get()
    for _press in range(2):
        page = client.post(reverse("exchange:confirm", args=[run.pk]), follow=True)
    assert "Fluebinding" in page.text
    assert "Lagt ind" in page.text
    assert "Fluebinding" in client.get(reverse("resources:list")).text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"source": "Listen"}, "Vælg en fil."),
        ({"source": "Listen", "file": b"%PDF-1.7"}, "ikke en liste"),
        ({"source": "", "file": b"Navn\nx"}, "Vælg filen igen"),
        ({"source": "Ring 010190-1234", "file": b"Navn\nx"}, "CPR"),
    ],
)
def test_bad_form_says_so_and_writes_nothing(sign_in, birthe, data, message):
    data = {name: file(value) if isinstance(value, bytes) else value for name, value in data.items()}
    page = sign_in(birthe).post(reverse("exchange:list"), data)
    assert message in page.text
    assert not ImportRun.objects.exists()


def test_large_file_is_refused(sign_in, birthe, settings):
    settings.IMPORT_BYTES = 1024 * 1024
    page = sign_in(birthe).post(reverse("exchange:list"), {"file": file(b"x" * 1024 * 1025), "source": "Listen"})
    assert "over 1 MB" in page.text


def test_association_brings_its_calendar(sign_in, kurt):
    client = sign_in(kurt)
    data = {"file": file(CALENDAR, "kalender.ics"), "source": "Vores kalender"}
    page = client.post(reverse("exchange:list"), data, follow=True)
    assert "Klubaften" in page.text
    assert "Ja, læg dem ind" in page.text


def test_page_asks_now_and_then_until_it_is_done(sign_in, birthe):
    run, client = bring(birthe), sign_in(birthe)
    ImportRun.objects.filter(pk=run.pk).update(state="writing", cursor=1)
    page = client.get(reverse("exchange:run", args=[run.pk]))
    assert 'hx-trigger="every 2s"' in page.text
    part = client.get(reverse("exchange:progress", args=[run.pk]))
    assert "Række 1 af 3" in part.text
    ImportRun.objects.filter(pk=run.pk).update(state="done")
    assert client.get(reverse("exchange:progress", args=[run.pk]))["HX-Refresh"] == "true"


def test_mistakes_as_a_file_that_does_not_run(sign_in, birthe):
    run = bring(birthe, as_csv([("1", "Klub", "", "", "=SUM(A1)", "", "", "", "")]))
    for kind in ("csv", "xlsx"):
        response = sign_in(birthe).get(reverse("exchange:mistakes", args=[run.pk, kind]))
        assert "no-store" in response["Cache-Control"]
    text = sign_in(birthe).get(reverse("exchange:mistakes", args=[run.pk, "csv"])).content.decode("utf-8-sig")
    assert text.splitlines()[0] == '"Række";"Kolonne";"Problem";"Det stod der"'
    assert '"2";"Ugedag"' in text
    assert '"\'=SUM(A1)"' in text


def test_choices_that_are_not_on_the_list_are_told(sign_in, birthe):
    run = actions.upload_file(by=viewer(birthe), file=upload(as_csv()), source="Listen")
    address = reverse("exchange:columns", args=[run.pk])
    page = sign_in(birthe).post(address, {"column_0": "vrøvl", "kind": "activity", "theme": "older"})
    assert "på listen" in page.text
    page = sign_in(birthe).post(address, {"column_0": "body", "kind": "activity", "theme": "older"})
    assert "Vælg den kolonne, der holder navnet." in page.text
    twice = {"column_0": "title", "column_1": "title", "kind": "activity", "theme": "older"}
    assert "flere kolonner" in sign_in(birthe).post(address, twice).text


def test_pages_cost_the_same_with_many_rows(sign_in, birthe, django_assert_max_num_queries):
    for number in range(12):
        register_resource(
            by=viewer(birthe), kind="group", title=f"Klub {number}", body="x", themes=["older"], place="Lunde"
        )
    rows = [(str(n), f"Klub {n}", "", "Lunde" if n < 12 else "Ådum", "", "", "", "", "") for n in range(40)]
    run, client = bring(birthe, as_csv([*rows, ("41", "", *ROWS[0][2:])])), sign_in(birthe)
    for name, most in (("exchange:list", 14), ("exchange:run", 16), ("exchange:twins", 14), ("exchange:columns", 14)):
        address = reverse(name, args=[run.pk] if name != "exchange:list" else [])
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
