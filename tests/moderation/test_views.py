"""Taking something off the pages, and bringing it back."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.foundation import hooks, search
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OutgoingMail, Subject
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide, show_again
from samspil.moderation.models import Hiding
from tests.factories import make_challenge, make_person, make_perspective, viewer
from tests.identity.letters import newest

pytestmark = pytest.mark.django_db
REASON = "Der står et navn på en borger."


@pytest.fixture
def challenge(karen):
    return make_challenge(by=karen, question="Hvem hjælper Ejner fra nummer ti?")


def shown(client, challenge) -> set[str]:
    """The pages on which the question is read."""
    pages = {
        "page": client.get(reverse("challenges:page", args=[challenge.pk])),
        "list": client.get(reverse("challenges:list")),
        "search": client.get(reverse("site:search"), {"q": "nummer"}),
        "home": client.get("/"),
    }
    return {name for name, response in pages.items() if challenge.question in response.text}


def test_hidden_is_gone_everywhere_until_shown_again(client, challenge, birthe, sign_in):
    coordinator = sign_in(birthe)
    everywhere = {"page", "list", "search", "home"}
    assert shown(client, challenge) == everywhere
    where = reverse("moderation:hide", args=[challenge.pk])
    assert coordinator.get(where).status_code == 200
    assert shown(client, challenge) == everywhere
    assert coordinator.post(where, {"reason": REASON}).url == reverse("moderation:hidden")
    assert shown(client, challenge) == shown(coordinator, challenge) == set()
    page = coordinator.get(reverse("moderation:hidden"))
    assert REASON in page.text
    assert "Birthe Holm" in page.text
    back = reverse("moderation:show-again", args=[Hiding.objects.get().pk])
    assert coordinator.get(back).status_code == 405
    assert coordinator.post(back).url == reverse("challenges:page", args=[challenge.pk])
    assert shown(client, challenge) == everywhere
    assert coordinator.post(back).status_code == 404


def test_what_belongs_to_it_follows_but_keeps_its_own_mark(challenge, birthe):
    by = viewer(birthe)
    first, second = make_perspective(challenge), make_perspective(challenge)
    alone = hide(by=by, subject_id=first.pk, reason=REASON)
    whole = hide(by=by, subject_id=challenge.pk, reason=REASON)
    mine = Subject.objects.filter(pk__in=[challenge.pk, first.pk, second.pk])
    assert not mine.visible_to(by).exists()
    show_again(by=by, hiding_id=whole.pk)
    assert set(mine.visible_to(by)) == {challenge.subject, second.subject}
    show_again(by=by, hiding_id=alone.pk)
    assert mine.visible_to(NOBODY).count() == 3


def test_author_gets_the_reason(challenge, birthe, karen):
    hide(by=viewer(birthe), subject_id=challenge.pk, reason=REASON)
    letter = newest(karen.email)
    assert REASON in letter.text
    assert challenge.question in letter.text


@pytest.mark.parametrize("role", ["", "leader", "employee", "councillor"])
def test_others_hide_nothing(role, challenge, sign_in):
    person = make_person(role=role)
    client, by = sign_in(person), viewer(person)
    for method in (client.get, client.post):
        assert method(reverse("moderation:hide", args=[challenge.pk]), {"reason": REASON}).status_code == 403
    assert client.get(reverse("moderation:hidden")).status_code == 403
    for verb, about in ((hide, {"subject_id": challenge.pk, "reason": REASON}), (show_again, {"hiding_id": 1})):
        with pytest.raises(Refused):
            verb(by=by, **about)
    assert not Hiding.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_hiding_needs_a_reason_without_cpr_number(challenge, birthe, sign_in):
    client, where = sign_in(birthe), reverse("moderation:hide", args=[challenge.pk])
    assert "form-error-message" in client.post(where, {"reason": "  "}).text
    page = client.post(where, {"reason": "Se 010180-1235."}).text
    assert "Det ligner et CPR-nummer" in page
    assert "Se 010180-1235." in page
    assert "for lang" in client.post(where, {"reason": "x" * 501}).text
    for reason in ("", "Se 010180-1235."):
        with pytest.raises(ValidationError):
            hide(by=viewer(birthe), subject_id=challenge.pk, reason=reason)
    assert not Hiding.objects.exists()


def test_forged_and_hidden_ids_are_not_found(challenge, birthe, sign_in):
    client = sign_in(birthe)
    hide(by=viewer(birthe), subject_id=challenge.pk, reason=REASON)
    for pk in (uuid7(), challenge.pk):
        assert client.post(reverse("moderation:hide", args=[pk]), {"reason": REASON}).status_code == 404
    assert client.post(reverse("moderation:show-again", args=[999])).status_code == 404


def test_double_press_hides_once(challenge, birthe, sign_in):
    client, key = sign_in(birthe), str(uuid7())
    for _ in range(2):
        client.post(reverse("moderation:hide", args=[challenge.pk]), {"reason": REASON, "request_id": key})
    assert Hiding.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_hidden_words_are_in_no_search(challenge, birthe):
    make_perspective(challenge, body="Besøgsvennen kommer aldrig.")
    hide(by=viewer(birthe), subject_id=challenge.pk, reason=REASON)
    for reader in (NOBODY, viewer(birthe)):
        assert not search.find("besøgsvennen", reader).exists()


def test_empty_list_says_what_it_is_for(birthe, sign_in):
    assert "Ingenting er skjult" in sign_in(birthe).get(reverse("moderation:hidden")).text


def test_list_costs_the_same_for_many(birthe, sign_in, django_assert_max_num_queries):
    for _ in range(12):
        hide(by=viewer(birthe), subject_id=make_challenge(by=birthe).pk, reason=REASON)
    client = sign_in(birthe)
    owed = len(hooks.all_of("owed_answers"))  # staff see how many answers wait: one query for each sort
    with django_assert_max_num_queries(5 + owed):
        client.get(reverse("moderation:hidden"))
