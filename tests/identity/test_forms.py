"""Who may say whose words these are: in the form, and by calling the verb directly."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.challenges.actions import write_perspective
from samspil.challenges.forms import PerspectiveForm
from samspil.challenges.models import Perspective
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from tests.factories import make_actor, make_challenge, make_person, viewer

pytestmark = pytest.mark.django_db
BEHALF = {"behalf_name": "Ejner", "behalf_function": "beboer", "behalf_channel": "phone"}
STAFF = ("administrator", "coordinator", "leader", "employee")
OTHERS = ("", "councillor")


def fields_for(person) -> set[str]:
    form = PerspectiveForm(viewer=viewer(person) if person else NOBODY)
    return {field.name for field in [*form.speaker_fields, *form.behalf_fields]}


def post(client, challenge, **fields):
    return client.post(reverse("challenges:write", args=[challenge.pk]), {"body": "Aftenen er lang.", **fields})


def test_each_viewer_sees_the_fields_that_are_theirs(kurt, birthe, karen):
    assert fields_for(None) == {"guest_name", "guest_function", "guest_email"}
    assert fields_for(karen) == set()
    assert fields_for(kurt) == {"speaks_as"}
    assert fields_for(birthe) == {"behalf_name", "behalf_function", "behalf_channel"}


@pytest.mark.parametrize("role", STAFF)
def test_staff_enter_words_for_others(role, sign_in):
    clerk = make_person(role=role)
    post(sign_in(clerk), make_challenge(), **BEHALF)
    row = Perspective.objects.select_related("author__actor", "entered_by").get()
    assert (row.author.name, row.author.function, row.author.email) == ("Ejner", "beboer", None)
    assert (row.entered_by, row.channel) == (clerk, "phone")
    assert not OutgoingMail.objects.filter(to="").exists()


@pytest.mark.parametrize("role", OTHERS)
def test_others_fields_about_somebody_else_are_ignored(role, sign_in):
    person = make_person(role=role)
    post(sign_in(person), make_challenge(), **BEHALF)
    row = Perspective.objects.get()
    assert (row.author, row.entered_by) == (person, None)


@pytest.mark.parametrize("role", OTHERS)
def test_others_are_refused_by_the_verb(role):
    behalf = {"name": "Ejner", "function": "", "kind": "", "channel": "phone"}
    by, challenge = viewer(make_person(role=role)), make_challenge()
    with pytest.raises(Refused):
        write_perspective(by=by, challenge_id=challenge.pk, body="Aftenen er lang.", behalf=behalf)
    with pytest.raises(Refused):
        write_perspective(by=NOBODY, challenge_id=challenge.pk, body="Aftenen er lang.", behalf=behalf)
    assert not Perspective.objects.exists()


def test_how_it_reached_us_must_be_said(sign_in, birthe):
    client, challenge = sign_in(birthe), make_challenge()
    page = post(client, challenge, behalf_name="Ejner").text
    assert "Vælg, hvordan du fik det at vide." in page
    assert '<details class="fold" open>' in page
    assert "Skriv, hvem der fortalte dig det." in post(client, challenge, behalf_channel="paper").text
    assert "Vælg en af mulighederne" in post(client, challenge, behalf_name="E", behalf_channel="due").text
    assert not Perspective.objects.exists()


def test_cpr_number_of_somebody_else_is_stopped_at_its_field(sign_in, birthe):
    page = post(sign_in(birthe), make_challenge(), **BEHALF | {"behalf_name": "Ejner 010180-1235"}).text
    assert "Det ligner et CPR-nummer" in page
    assert "Ejner 010180-1235" in page
    assert not Perspective.objects.exists()


def test_part_about_somebody_else_is_folded_until_needed(sign_in, birthe):
    page = sign_in(birthe).get(reverse("challenges:write", args=[make_challenge().pk])).text
    assert "Skriver du for en anden?" in page
    assert '<details class="fold" open>' not in page


def test_chair_writes_in_the_name_of_the_association(kurt, sign_in):
    anglers = kurt.memberships.get().actor
    post(sign_in(kurt), make_challenge(), speaks_as=str(anglers.pk))
    assert Perspective.objects.get().actor == anglers


def test_nobody_writes_in_the_name_of_an_association_of_others(kurt, sign_in):
    stranger, challenge = make_actor("Garageholdet"), make_challenge()
    page = post(sign_in(kurt), challenge, speaks_as=str(stranger.pk)).text
    assert "Vælg en af mulighederne" in page
    with pytest.raises(Refused):
        write_perspective(by=viewer(kurt), challenge_id=challenge.pk, body="Hej.", speaks_as=stranger.pk)
    assert not Perspective.objects.exists()


@pytest.mark.parametrize("speaks_as", ["x", "00000000-0000-0000-0000-000000000000", "' or 1=1"])
def test_forged_speaker_is_no_error_page(kurt, speaks_as):
    challenge = make_challenge()
    with pytest.raises((NotFound, Refused, ValidationError)):
        write_perspective(by=viewer(kurt), challenge_id=challenge.pk, body="Hej.", speaks_as=speaks_as)


@pytest.mark.parametrize("missing", ["guest_name", "guest_email"])
def test_guest_form_says_what_is_missing_and_keeps_the_words(client, missing):
    fields = {"guest_name": "Karen", "guest_email": "karen@noerre.example"} | {missing: ""}
    response = post(client, make_challenge(), **fields)
    assert "form-error-message" in response.text
    assert "Aftenen er lang." in response.text
    assert not OutgoingMail.objects.exists()


def test_name_with_a_line_break_or_direction_mark_is_one_plain_line(client):
    post(client, make_challenge(), guest_name="Ka\r\nren\u202e", guest_email="karen@noerre.example")
    assert "Hej Ka ren\n" in OutgoingMail.objects.get().text
