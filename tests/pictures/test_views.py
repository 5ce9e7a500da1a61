"""The pages about pictures, and the files themselves: seen by those who may, and kept by no cache between."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import subjects
from samspil.moderation.actions import hide
from samspil.pictures.models import Picture
from tests.factories import make_challenge, make_person, make_proposal, viewer
from tests.pictures.samples import bomb, from_camera, make_picture, saved, scene, upload

pytestmark = pytest.mark.django_db
WORDS = {"alt": "Tre mænd griner ved et bord", "credit": "Karen"}


@pytest.fixture
def challenge(karen):
    return make_challenge(by=karen)


def address(name, about) -> str:
    return reverse(f"pictures:{name}", args=[about.pk])


def body(response) -> bytes:
    return b"".join(response.streaming_content)


# --- the files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["file", "small"])
def test_picture_of_a_public_page_is_seen_by_all(client, challenge, karen, name):
    picture = make_picture(challenge, karen)
    response = client.get(address(name, picture))
    assert body(response)[:3] == b"\xff\xd8\xff"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=86400, immutable"
    assert "sandbox" in response["Content-Security-Policy"]
    assert karen.email not in str(response.headers)
    again = client.get(address(name, picture), headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == response["Cache-Control"]


def test_small_one_is_small(client, challenge, karen):
    picture = make_picture(challenge, karen)
    large, small = (client.get(address(name, picture)) for name in ("file", "small"))
    assert large["ETag"] != small["ETag"]
    assert len(body(small)) < len(body(large))


def test_picture_of_a_limited_page_is_for_its_readers_and_no_cache(client, sign_in, mette, lene, jens, unit):
    picture = make_picture(make_challenge(by=mette, audience="unit", unit=unit), mette)
    for name in ("file", "small"):
        assert client.get(address(name, picture)).status_code == 404
        assert sign_in(jens).get(address(name, picture)).status_code == 404
        response = sign_in(lene).get(address(name, picture))
        assert response["Cache-Control"] == "private, no-store"
        etag = {"headers": {"if-none-match": response["ETag"]}}
        assert sign_in(jens).get(address(name, picture), **etag).status_code == 404


def test_hidden_picture_and_picture_on_a_hidden_page_are_gone_at_once(client, challenge, karen, birthe):
    first, second = make_picture(challenge, karen), make_picture(challenge, karen)
    etag = client.get(address("file", first))["ETag"]
    hide(by=viewer(birthe), subject_id=first.pk, reason="Der står et navn.")
    assert client.get(address("file", first), headers={"if-none-match": etag}).status_code == 404
    assert client.get(address("small", second)).status_code == 200
    hide(by=viewer(birthe), subject_id=challenge.pk, reason="Der står et navn.")
    assert client.get(address("small", second)).status_code == 404


def test_nothing_serves_the_folder_itself(client, challenge, karen):
    picture = make_picture(challenge, karen)
    assert not settings.MEDIA_URL.strip("/")
    for path in (f"/{picture.file.name}", f"/media/{picture.file.name}", f"/static/{picture.file.name}"):
        assert client.get(path).status_code == 404


def test_lost_file_and_forged_id_are_not_there(client, challenge, karen):
    picture = make_picture(challenge, karen)
    default_storage.delete(picture.small.name)
    assert client.get(address("small", picture)).status_code == 404
    assert client.get(reverse("pictures:file", args=[uuid4()])).status_code == 404
    assert client.get(reverse("pictures:file", args=[challenge.pk])).status_code == 404


# --- putting up -----------------------------------------------------------------------------------------------------


def test_picture_from_a_camera_comes_without_its_place(client, sign_in, challenge, karen):
    mine = sign_in(karen)
    path = address("add", challenge)
    page = mine.get(path)
    assert 'enctype="multipart/form-data"' in page.text
    assert 'accept="image/*"' in page.text
    response = mine.post(path, {**WORDS, "consent": "on", "picture": upload(from_camera((2000, 1000), orientation=6))})
    picture = Picture.objects.get()
    assert response.url.endswith(f"#s-{picture.pk}")
    assert (picture.width, picture.height, picture.consent, picture.credit) == (800, 1600, True, "Karen")
    kept = body(client.get(address("file", picture)))
    assert b"Exif" not in kept
    assert "IMG_0001" not in picture.file.name
    shown = client.get(reverse("challenges:page", args=[challenge.pk])).text
    assert WORDS["alt"] in shown
    assert "Foto: Karen" in shown
    assert address("small", picture) in shown


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (None, "Vælg et billede"),
        (b"", "Filen er tom"),
        (b"Kun ord.", "ikke et billede"),
        (b"<svg onload='alert(1)'/>", "SVG"),
        (bomb(), "mange pixels"),
        (from_camera((600, 400))[:-2000], "hele billedet"),
    ],
)
def test_file_that_is_no_picture_is_told_and_the_words_stay(sign_in, challenge, karen, file, told):
    data = WORDS if file is None else {**WORDS, "picture": upload(file)}
    response = sign_in(karen).post(address("add", challenge), data)
    assert told in " ".join(response.context["form"].errors["picture"])
    assert WORDS["alt"] in response.text
    assert not Picture.objects.exists()


def test_words_that_are_missing_ask_for_the_picture_again(sign_in, challenge, karen):
    mine = sign_in(karen)
    response = mine.post(address("add", challenge), {"alt": "", "credit": "Karen Holm", "picture": upload()})
    errors = response.context["form"].errors
    assert errors["alt"] == ["Skriv noget her."]
    assert "Vælg billedet igen" in errors["picture"][0]
    assert "Karen Holm" in response.text
    for _number in range(8):
        make_picture(challenge, karen)
    full = mine.post(address("add", challenge), {**WORDS, "picture": upload()})
    assert "8 billeder" in full.text
    assert WORDS["alt"] in full.text


def test_several_files_in_one_field_are_one_picture(sign_in, challenge, karen):
    files = [upload(), upload(saved(scene()), "to.png", "image/png")]
    assert sign_in(karen).post(address("add", challenge), {**WORDS, "picture": files}).status_code == 302
    assert Picture.objects.count() == 1


def test_second_press_takes_down_once(sign_in, challenge, karen):
    mine, picture = sign_in(karen), make_picture(challenge, karen)
    page = reverse("challenges:page", args=[challenge.pk])
    assert "Vil du fjerne billedet?" in mine.get(address("remove", picture)).text
    for _press in range(2):
        assert mine.post(address("remove", picture)).url == page
    assert mine.get(address("remove", picture)).url == page
    assert mine.post(address("edit", picture), WORDS).status_code == 404


def test_words_that_somebody_else_mended_are_shown_side_by_side(sign_in, challenge, karen):
    mine, picture = sign_in(karen), make_picture(challenge, karen)
    subjects.touch(challenge.subject)
    old = picture.version
    mine.post(address("edit", picture), {**WORDS, "alt": "Fire mænd", "expected_version": old})
    response = mine.post(address("edit", picture), {**WORDS, "alt": "Fem mænd", "expected_version": old})
    assert response.status_code == 409
    assert "Fire mænd" in response.text
    assert "Fem mænd" in response.text


# --- the panel ------------------------------------------------------------------------------------------------------


def test_panel_offers_what_one_may(client, sign_in, challenge, karen, jens, birthe):
    page = reverse("challenges:page", args=[challenge.pk])
    add = address("add", challenge)
    assert "Billeder" not in client.get(page).text
    assert add in sign_in(karen).get(page).text
    picture = make_picture(challenge, karen)
    links = [address(name, picture) for name in ("edit", "remove")] + [reverse("moderation:hide", args=[picture.pk])]
    for who, expected in ((jens, [False] * 3), (karen, [True, True, False]), (birthe, [True] * 3)):
        text = sign_in(who).get(page).text
        assert [link in text for link in links] == expected
    for _number in range(7):
        make_picture(challenge, karen)
    assert add not in sign_in(karen).get(page).text


def test_pictures_of_one_page_are_not_on_another(client, challenge, karen):
    proposal = make_proposal(challenge, by=karen)
    make_picture(proposal, karen, alt="Kun på forslaget")
    assert (
        "Kun på forslaget"
        not in client.get(reverse("challenges:page", args=[challenge.pk])).text.partition("Det er sket")[0]
    )
    assert "Kun på forslaget" in client.get(reverse("proposals:page", args=[proposal.pk])).text


def test_page_costs_the_same_for_one_picture_and_for_eight(sign_in, challenge, karen):
    stranger = sign_in(make_person())
    page = reverse("challenges:page", args=[challenge.pk])
    costs = []
    for number in range(1, 9):
        make_picture(challenge, karen)
        if number in (1, 8):
            stranger.get(page)
            with CaptureQueriesContext(connection) as asked:
                stranger.get(page)
            costs.append(len(asked))
    assert costs[0] == costs[1]
