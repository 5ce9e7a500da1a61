"""The employee's minute: one field, the unit that is remembered, and who answers by when."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from samspil.foundation.models import OutgoingMail
from samspil.pictures.models import Picture
from samspil.proposals.idea import UNIT_COOKIE, split
from samspil.proposals.models import Proposal
from tests.factories import make_unit

pytestmark = pytest.mark.django_db
IDEA = "Sæt kaffen over før mødet. Så går vi ikke hver for sig."


def photo() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "#14514a").save(file, "PNG")
    return SimpleUploadedFile("kaffe.png", file.getvalue(), "image/png")


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (IDEA, "Sæt kaffen over før mødet.", "Så går vi ikke hver for sig."),
        ("Sæt kaffen over", "Sæt kaffen over", "Sæt kaffen over"),
        ("Kaffe\nKl. 7. Hver dag", "Kaffe", "Kl. 7. Hver dag"),
        ("Hvad med kaffe? Ja", "Hvad med kaffe?", "Ja"),
        ("Det koster 3.500 kr. om året. Prøv det", "Det koster 3.500 kr. om året.", "Prøv det"),
    ],
)
def test_first_sentence_is_the_title(text, title, body):
    assert split(text) == {"title": title, "body": body}


def test_long_sentence_stands_whole_in_the_body():
    text = "kaffe " * 40
    words = split(text.strip())
    assert len(words["title"]) <= 120
    assert words["body"] == text.strip()


@pytest.mark.capability("C10")
@pytest.mark.capability("C36")
def test_an_employee_writes_one_field_and_hears_who_answers_and_when(sign_in, mette, lene, unit):
    client = sign_in(mette)
    page = client.get("/ide/")
    assert [field.name for field in page.context["form"].visible_fields()] == ["text", "picture", "alt", "consent"]
    assert "Lene Dahlgaard i Hjemmeplejen Nord svarer dig inden 14 dage" in page.text
    done = client.post("/ide/", {"text": IDEA}, follow=True)
    idea = Proposal.objects.get()
    assert (idea.title, idea.unit, idea.challenge, idea.answerer) == ("Sæt kaffen over før mødet.", unit, None, lene)
    assert "Tak. Din idé er hos Lene Dahlgaard i Hjemmeplejen Nord." in done.text
    assert f"{idea.answer_due.day}. " in done.text
    assert OutgoingMail.objects.filter(to=lene.email).exists()


@pytest.mark.capability("C36")
def test_unit_comes_from_the_poster_and_is_remembered(unit, lene):
    client = Client()
    other = make_unit("Skoleområdet")
    assert "unit_id" not in client.get("/ide/", {"enhed": str(other.pk)}).context["form"].fields
    assert "unit_id" in client.get("/ide/").context["form"].fields
    guest = {"guest_name": "Agnes", "guest_email": "agnes@engbaek.example"}
    sent = client.post("/ide/", {"text": IDEA, "unit_id": str(unit.pk), **guest})
    assert "agnes@engbaek.example" in sent.text
    assert client.cookies[UNIT_COOKIE].value == str(unit.pk)
    assert "Lene Dahlgaard i Hjemmeplejen Nord" in client.get("/ide/").text
    assert "unit_id" in client.get("/ide/", {"enhed": ""}).context["form"].fields
    for nonsense in ("nej", "\x00", str(lene.pk)):
        assert client.get("/ide/", {"enhed": nonsense}).status_code == 200


def test_bad_input_loses_nothing_and_the_picture_is_chosen_again(sign_in, mette, lene):
    client = sign_in(mette)
    page = client.post("/ide/", {"text": IDEA, "picture": photo(), "alt": "", "consent": "on"})
    assert "Vælg billedet igen" in page.text
    assert IDEA in page.text
    page = client.post("/ide/", {"text": "Fru Holm, 010150-1234", "picture": photo(), "alt": "En kande"})
    assert "CPR-nummer" in page.text
    assert "Fru Holm" in page.text
    assert "En kande" in page.text
    page = client.post("/ide/", {"text": IDEA, "picture": SimpleUploadedFile("x.png", b"intet"), "alt": "En kande"})
    assert page.status_code == 200
    assert not Proposal.objects.exists()


@pytest.mark.capability("C36")
def test_a_picture_may_come_along(sign_in, mette, lene):
    sign_in(mette).post("/ide/", {"text": IDEA, "picture": photo(), "alt": "En kande kaffe", "consent": "on"})
    picture = Picture.objects.get()
    assert (picture.subject.context, picture.alt) == (Proposal.objects.get().subject, "En kande kaffe")


def test_guests_and_others_are_asked_for_no_picture(sign_in, karen):
    for client in (Client(), sign_in(karen)):
        assert "picture" not in client.get("/ide/").context["form"].fields


@pytest.mark.capability("C10")
def test_poster_leads_to_the_unit(unit, lene):
    page = Client().get(reverse("proposals:idea-poster", args=[unit.pk])).text
    assert "Lene Dahlgaard svarer dig inden 14 dage" in page
    assert "data:image/svg+xml" in page
