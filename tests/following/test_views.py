"""Following from a page, and stopping from a letter."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from samspil.following.actions import tell_followers
from samspil.following.models import Follow
from samspil.following.queries import follows
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink, OutgoingMail, Subject
from samspil.moderation.actions import hide
from tests.factories import make_challenge, make_person, make_perspective, viewer
from tests.identity.letters import newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe)


def stop_path(challenge, person) -> str:
    """The way to stop, as it stands in a letter about the challenge."""
    about = {"challenge": challenge}
    tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", about, key=f"test:{uuid7()}")
    return reverse("following:unsubscribe", args=[newest(person.email).text.rpartition("/afmeld/")[2].split("/")[0]])


def test_following_and_not_following_with_a_press(challenge, karen, sign_in):
    client, page = sign_in(karen), reverse("challenges:page", args=[challenge.pk])
    follow, unfollow = (reverse(f"following:{name}", args=[challenge.pk]) for name in ("follow", "unfollow"))
    assert follow in client.get(page).text
    assert client.get(follow).status_code == client.get(unfollow).status_code == 405
    assert client.post(follow).url == page
    assert follows(viewer(karen), challenge.subject)
    assert unfollow in client.get(page).text
    assert client.post(unfollow).url == page
    assert not follows(viewer(karen), challenge.subject)


def test_guest_is_told_how_to_hear(client, challenge):
    page = client.get(reverse("challenges:page", args=[challenge.pk])).text
    assert "Så får du en mail, når et forslag får svar." in page
    assert reverse("following:follow", args=[challenge.pk]) not in page
    assert client.post(reverse("following:follow", args=[challenge.pk])).status_code == 403
    assert client.get(reverse("following:mine")).status_code == 403


def test_what_one_may_not_read_cannot_be_followed(karen, lene, unit, sign_in):
    staff_only = make_challenge(by=lene, audience="staff")
    assert sign_in(karen).post(reverse("following:follow", args=[staff_only.pk])).status_code == 404
    assert not Follow.objects.filter(person=karen).exists()


def test_forged_id_is_not_found(karen, sign_in):
    assert sign_in(karen).post(reverse("following:follow", args=[uuid7()])).status_code == 404


def test_mine_shows_mine_and_only_what_i_may_read(challenge, birthe, karen, sign_in):
    other, hidden = make_challenge(), make_challenge()
    for subject in (challenge, hidden):
        Follow.objects.create(person=karen, subject=subject.subject)
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Navne på borgere.")
    page = sign_in(karen).get(reverse("following:mine")).text
    assert challenge.question in page
    assert other.question not in page
    assert hidden.question not in page


def test_mine_is_empty_with_a_first_step(karen, sign_in):
    assert "Du følger ikke noget endnu" in sign_in(karen).get(reverse("following:mine")).text


def test_stopping_on_the_list_stays_on_the_list(challenge, karen, sign_in):
    Follow.objects.create(person=karen, subject=challenge.subject)
    response = sign_in(karen).post(reverse("following:unfollow", args=[challenge.pk]), {"mine": "1"})
    assert response.url == reverse("following:mine")


def test_mine_costs_the_same_for_one_and_thirty(karen, sign_in, django_assert_max_num_queries):
    for _ in range(30):
        make_challenge(by=karen)
    client = sign_in(karen)
    with django_assert_max_num_queries(8):
        client.get(reverse("following:mine"))


def test_link_in_a_letter_stops_with_a_press_and_only_then(client, challenge, birthe):
    path = stop_path(challenge, birthe)
    for _ in range(2):
        response = client.get(path)
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
        assert follows(viewer(birthe), challenge.subject)
    assert "Du får ikke flere mails om det" in client.post(path).text
    assert not follows(viewer(birthe), challenge.subject)
    assert client.post(path).status_code == 410
    assert client.get(path).status_code == 410


def test_link_stops_one_thing_for_one_person(client, challenge, birthe, karen):
    Follow.objects.create(person=karen, subject=challenge.subject)
    other = make_challenge(by=birthe)
    client.post(stop_path(challenge, birthe))
    assert follows(viewer(karen), challenge.subject)
    assert follows(viewer(birthe), other.subject)


def test_link_expires_and_forged_links_are_gone(client, challenge, birthe):
    path = stop_path(challenge, birthe)
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert client.post(path).status_code == 410
    _link, token = OneTimeLink.issue("sign-in", lasts=timedelta(hours=1), person=birthe.pk)
    assert client.post(reverse("following:unsubscribe", args=[token])).status_code == 410
    assert follows(viewer(birthe), challenge.subject)


def test_letters_go_to_those_who_may_read_now(challenge, birthe, karen):
    for person in (karen, make_person()):
        Follow.objects.create(person=person, subject=challenge.subject)
    perspective = make_perspective(challenge, by=karen)
    hide(by=viewer(birthe), subject_id=challenge.pk, reason="Navne på borgere.")
    before = OutgoingMail.objects.count()
    tell_followers(
        Subject.objects.get(pk=perspective.pk),
        "challenges/mail/stage_changed.txt",
        {"challenge": challenge},
        key="later",
    )
    assert OutgoingMail.objects.count() == before


def test_same_event_is_told_once(challenge, birthe):
    for _ in range(2):
        tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", {"challenge": challenge}, key="once")
    assert OutgoingMail.objects.filter(to=birthe.email).count() == 1
