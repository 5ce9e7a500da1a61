"""What stands above a form that came back: whether the text is still there, and which file must be chosen again."""

from pathlib import Path

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

import samspil
from samspil.foundation.forms import PlainTextField, VerbForm

ROOT = Path(samspil.__file__).parent
STAYS = "Din tekst står her stadig."
AGAIN = "Vælg filen igen."


class OnlyFile(VerbForm):
    file = forms.FileField(label="Listen")

    def clean(self):
        raise forms.ValidationError("Der er ingen overskrifter.")


class Told(VerbForm):
    title = PlainTextField(label="Titel", max_length=10)
    picture = forms.FileField(label="Billedet", required=False)
    paper = forms.FileField(label="Papiret", required=False)


def file(content: bytes = b"abc") -> SimpleUploadedFile:
    return SimpleUploadedFile("a.csv", content)


def above(form: forms.Form) -> str:
    return render_to_string("components/form_errors.html", {"form": form})


def test_form_of_text_says_that_the_text_is_there():
    shown = above(Told({}, {}))
    assert STAYS in shown
    assert AGAIN not in shown


def test_each_file_that_was_chosen_must_be_chosen_again():
    shown = above(Told({"title": "x" * 11}, {"picture": file()}))
    assert STAYS in shown
    assert shown.count(AGAIN) == 1
    assert '<a href="#id_picture">Billedet</a>: Vælg filen igen.' in shown


def test_form_with_nothing_but_a_file_promises_no_text():
    shown = above(OnlyFile({}, {"file": file()}))
    assert STAYS not in shown
    assert AGAIN in shown


def test_file_with_a_fault_of_its_own_is_told_once():
    shown = above(OnlyFile({}, {"file": file(b"")}))
    assert AGAIN not in shown
    assert shown.count('href="#id_file"') == 1


def test_nothing_stands_above_a_form_without_faults():
    assert not above(Told({"title": "Hej"}, {"picture": file()})).strip()


def test_every_page_that_takes_a_file_has_it():
    pages = [page for page in ROOT.glob("*/templates/**/*.html") if "multipart/form-data" in page.read_text()]
    assert len(pages) >= 7
    assert [page.name for page in pages if "components/form_errors.html" not in page.read_text()] == []
