"""The verbs about pictures: they follow the page they are on, and leave no file behind."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.pictures.actions import MOST_PICTURES, add_picture, edit_picture, remove_picture, sweep
from samspil.pictures.imaging import prepare
from samspil.pictures.models import Picture
from tests.factories import (
    make_answer,
    make_challenge,
    make_knowledge,
    make_perspective,
    make_proposal,
    viewer,
)
from tests.pictures.samples import from_camera, make_picture, saved, scene
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


def files_of(picture: Picture) -> list[str]:
    return [picture.file.name, picture.small.name]


def are_there(names: list[str]) -> list[bool]:
    return [default_storage.exists(name) for name in names]


@pytest.fixture
def challenge(karen):
    return make_challenge(by=karen)


def test_picture_belongs_to_its_page(challenge, karen):
    picture = make_picture(challenge, karen, credit="Karen", consent=True)
    assert (picture.subject.context_id, picture.subject.created_by) == (challenge.pk, karen.pk)
    assert (picture.width, picture.height, picture.consent) == (640, 480, True)
    assert picture.size == picture.file.size + picture.small.size
    assert hooks.address(picture.subject).endswith(f"{challenge.pk}/#s-{picture.pk}")
    assert JournalEntry.objects.filter(subject=picture.pk).get().verb == "pictures.added"


def test_name_of_the_file_tells_nothing(challenge, karen):
    names = files_of(make_picture(challenge, karen))
    for name in names:
        folder, _slash, rest = name.partition("/")
        assert (folder, len(rest), rest[-4:]) == ("pictures", 40, ".jpg")
    assert len(set(names)) == 2


def test_whoever_edits_a_page_puts_pictures_on_it(challenge, karen, kurt, birthe, mette, lene, unit):
    anglers = kurt.memberships.get().actor
    proposal = make_proposal(challenge, by=kurt)
    pages = {
        "challenge": (challenge, {karen, birthe}),
        "proposal": (proposal, {kurt}),
        "knowledge": (make_knowledge(), {birthe}),
        "association": (anglers, {kurt, birthe}),
        "unit": (unit.actor, {lene, birthe}),
    }
    for name, (about, may) in pages.items():
        for person in {karen, birthe, mette, lene} | may:
            if name == "challenge" and person == kurt:
                continue
            if name == "unit" and person == mette:  # she speaks for her unit, as the factories make it
                continue
            if person in may:
                make_picture(about, person)
            else:
                with pytest.raises(Refused):
                    make_picture(about, person)
        with pytest.raises(Refused):
            add_picture(by=NOBODY, subject_id=about.pk, picture=None, alt="x")


def test_page_that_takes_none_is_not_there(challenge, karen, birthe):
    draft = make_challenge(by=karen, is_draft=True)
    for subject_id in (make_perspective(challenge, by=karen).pk, uuid4(), None, "nej"):
        with pytest.raises(NotFound):
            add_picture(by=viewer(karen), subject_id=subject_id, picture=None, alt="x")
    with pytest.raises(NotFound):
        make_picture(draft, birthe)


def test_answered_proposal_takes_no_more_but_its_author_takes_theirs_down(challenge, karen, birthe):
    proposal = make_proposal(challenge, by=karen)
    picture = make_picture(proposal, karen)
    make_answer(proposal)
    with pytest.raises(Refused):
        make_picture(proposal, karen)
    edit_picture(by=viewer(karen), picture_id=picture.pk, alt="Et bord")
    remove_picture(by=viewer(karen), picture_id=picture.pk)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ({"alt": ""}, {"alt"}),
        ({"alt": "  \n "}, {"alt"}),
        ({"alt": "x" * 201}, {"alt"}),
        ({"alt": f"Hun er {CPR}"}, {"alt"}),
        ({"alt": "Et bord", "credit": "x" * 121}, {"credit"}),
        ({"alt": "Et bord", "credit": CPR}, {"credit"}),
    ],
)
def test_words_are_checked(challenge, karen, words, fields):
    assert problems(make_picture, about=challenge, by=karen, **words) == fields
    picture = make_picture(challenge, karen)
    assert problems(edit_picture, by=viewer(karen), picture_id=picture.pk, **words) == fields


def test_there_is_room_for_eight(challenge, karen):
    for _number in range(MOST_PICTURES):
        last = make_picture(challenge, karen)
    with pytest.raises(ValidationError, match="8 billeder"):
        make_picture(challenge, karen)
    remove_picture(by=viewer(karen), picture_id=last.pk)
    make_picture(challenge, karen)


def test_second_press_puts_up_one(challenge, karen):
    key = str(uuid4())
    first = make_picture(challenge, karen, request_id=key, picture=prepare(BytesIO(from_camera())))
    again = make_picture(challenge, karen, request_id=key, picture=prepare(BytesIO(from_camera())))
    other = make_picture(challenge, karen, request_id=key, picture=prepare(BytesIO(saved(scene()))))
    assert first == again != other
    assert Picture.objects.count() == 2


def test_words_can_be_mended_but_not_over_each_other(challenge, karen, birthe, jens):
    picture = make_picture(challenge, karen)
    version = picture.version
    edit_picture(by=viewer(birthe), picture_id=picture.pk, alt="Fire mænd", credit="Karen", expected_version=version)
    picture.refresh_from_db()
    assert (picture.alt, picture.credit, picture.subject.title) == ("Fire mænd", "Karen", "Fire mænd")
    with pytest.raises(Stale):
        edit_picture(by=viewer(karen), picture_id=picture.pk, alt="Tre mænd", expected_version=version)
    for nobody in (viewer(jens), NOBODY):
        with pytest.raises(Refused):
            edit_picture(by=nobody, picture_id=picture.pk, alt="Nej")


def test_removed_picture_takes_its_files_along(challenge, karen, jens, django_capture_on_commit_callbacks):
    picture = make_picture(challenge, karen, alt="Karens køkken")
    names = files_of(picture)
    with pytest.raises(Refused):
        remove_picture(by=viewer(jens), picture_id=picture.pk)
    with django_capture_on_commit_callbacks() as callbacks:
        remove_picture(by=viewer(karen), picture_id=picture.pk)
    assert are_there(names) == [True, True]  # not before it is certain
    for callback in callbacks:
        callback()
    assert are_there(names) == [False, False]
    assert not Picture.objects.filter(pk=picture.pk).exists()
    assert not Subject.objects.filter(title__contains="køkken").exists()
    assert "køkken" not in str(hooks.timeline(challenge.subject, viewer(karen)))
    with pytest.raises(NotFound):
        remove_picture(by=viewer(karen), picture_id=picture.pk)


def test_erased_person_leaves_no_picture(challenge, karen, birthe, django_capture_on_commit_callbacks):
    hook = next(hook for hook in hooks.all_of("personal_data") if str(hook.label) == "Dine billeder")
    mine, theirs = make_picture(challenge, karen, alt="Karens køkken"), make_picture(challenge, birthe)
    assert [row["picture"] for row in hook.export(karen.pk)] == ["Karens køkken"]
    with django_capture_on_commit_callbacks(execute=True):
        hook.erase(karen.pk)
    assert are_there(files_of(mine) + files_of(theirs)) == [False, False, True, True]
    assert list(Picture.objects.all()) == [theirs]
    assert hook.export(karen.pk) == []
    assert not Subject.objects.filter(title__contains="køkken").exists()


def test_sweeping_takes_what_belongs_to_no_picture(challenge, karen):
    picture = make_picture(challenge, karen)
    stray = default_storage.save("pictures/stray.jpg", ContentFile(b"x"))
    sweep()
    assert default_storage.exists(stray)  # it may be one that is being saved right now
    with clock.at(timezone.now() + timedelta(days=2)):
        sweep()
    assert not default_storage.exists(stray)
    assert are_there(files_of(picture)) == [True, True]


def test_sweeping_an_installation_without_pictures():
    for name in default_storage.listdir("pictures")[1] if default_storage.exists("pictures") else []:
        default_storage.delete(f"pictures/{name}")
    default_storage.delete("pictures")
    sweep()
