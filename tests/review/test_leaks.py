"""What a careful reader found that could leak: each test holds the thing that could."""

import json

import pytest
from django.urls import reverse

from samspil.challenges.actions import change_stage, edit_challenge
from samspil.challenges.models import Challenge
from samspil.following.actions import follow
from samspil.foundation import subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Subject
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide, show_again
from tests.factories import make_actor, make_challenge, make_person, make_proposal, make_unit, viewer
from tests.identity.letters import newest, path_in

pytestmark = pytest.mark.django_db


def test_history_does_not_tell_what_a_draft_said_before_it_opened(client, karen, sign_in):
    draft = make_challenge(by=karen, question="Hvem hjælper Ejner i nummer ti?", is_draft=True)
    by = viewer(karen)
    edit_challenge(by=by, challenge_id=draft.pk, question="Hvem hjælper naboer?", description="Ejner er syg.")
    edit_challenge(by=by, challenge_id=draft.pk, description="Det handler om naboer.")
    own = sign_in(karen).get(reverse("challenges:history", args=[draft.pk])).text
    assert "Ejner er syg." in own
    change_stage(
        by=by,
        challenge_id=draft.pk,
        stage="perspectives",
        next_step="Vi lytter til januar.",
        next_who="Alle",
    )
    edit_challenge(by=by, challenge_id=draft.pk, description="Det handler om naboer i byen.")
    for name in ("challenges:history", "challenges:page"):
        assert "Ejner" not in client.get(reverse(name, args=[draft.pk])).text
    page = client.get(reverse("challenges:history", args=[draft.pk])).text
    assert "Det handler om naboer." in page  # what stood after it opened is told
    opened = Challenge.objects.get()
    assert (opened.first_question, opened.is_reworded) == ("Hvem hjælper naboer?", False)


def test_copy_of_my_data_does_not_tell_the_title_of_what_i_may_no_longer_read(sign_in, karen, birthe, mette, unit):
    hidden, moved = make_challenge(by=birthe), make_challenge(by=mette, unit=unit, audience="unit")
    neighbour = make_person("Ida", role="employee", scope=unit, member_of=unit.actor)
    for person, followed in ((karen, hidden), (neighbour, moved)):
        follow(by=viewer(person), subject_id=followed.pk)
    edit_challenge(by=viewer(birthe), challenge_id=hidden.pk, question="Skjultord?")
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Der står et navn.")
    other = make_unit("Genoptræningen")
    edit_challenge(by=viewer(mette), challenge_id=moved.pk, question="Enhedsord?", unit_id=other.pk)
    assert "Skjultord" not in sign_in(karen).get(reverse("identity:my-data")).text
    copy = sign_in(neighbour).get(reverse("identity:my-data")).text
    assert "Enhedsord" not in copy
    assert json.loads(copy)["held"]


def test_hidden_page_of_a_unit_is_not_listed_for_coordinators_outside_it(sign_in, birthe, mette, unit):
    inside = make_person("Inger", role="coordinator", member_of=unit.actor)
    limited = make_challenge(by=mette, unit=unit, audience="unit", question="Enhedsord?")
    hiding = hide(by=viewer(inside), subject_id=limited.pk, reason="Der står et navn.")
    where = reverse("moderation:hidden")
    assert "Enhedsord?" in sign_in(inside).get(where).text
    assert "Enhedsord?" not in sign_in(birthe).get(where).text
    with pytest.raises(NotFound):
        show_again(by=viewer(birthe), hiding_id=hiding.pk)
    assert show_again(by=viewer(inside), hiding_id=hiding.pk).shown_again_at


def test_actor_that_is_hidden_is_not_named_among_those_who_would_deliver(client, birthe, karen):
    club = make_actor("Skjulteklubben")
    proposal = make_proposal(by=karen, delivers=[club.pk])
    where = reverse("proposals:page", args=[proposal.pk])
    link = reverse("actors:page", args=[club.pk])
    assert link in client.get(where).text
    hide(by=viewer(birthe), subject_id=club.pk, reason="Foreningen findes ikke.")
    assert link not in client.get(where).text


def test_words_written_while_the_page_is_hidden_do_not_come_out(karen):
    challenge = make_challenge(by=karen)
    as_read = Subject.objects.get(pk=challenge.pk)
    subjects.set_hidden(Subject.objects.get(pk=challenge.pk), challenge.subject.created_at)
    assert as_read.shown
    late = subjects.create("perspective", title="Sent ord", by=karen.pk, context=as_read)
    assert not late.shown
    assert not Subject.objects.visible_to(NOBODY).filter(pk=late.pk).exists()


def test_page_of_no_says_nothing_of_our_rules(sign_in, karen, birthe):
    challenge = make_challenge(by=birthe)
    page = sign_in(karen).get(reverse("challenges:edit", args=[challenge.pk]))
    assert page.status_code == 403
    assert "challenges.edit" not in page.text


def test_confirming_shows_the_name_the_words_will_stand_under(client, karen):
    challenge = make_challenge()
    form = {"body": "Vi ser det samme.", "guest_name": "Poul", "guest_email": karen.email, "request_id": uuid7()}
    client.post(reverse("challenges:write", args=[challenge.pk]), form)
    page = client.get(path_in(newest(karen.email))).text
    assert "Karen, er det sådan" in page
    assert "Poul" not in page


@pytest.mark.parametrize(
    "asked", [{"audience": "unit"}, {"audience": "staff"}, {"is_draft": "on"}, {"behalf_name": "Ib"}]
)
def test_form_of_a_session_that_ended_is_not_sent_as_a_guests(client, asked):
    form = {"question": "Hvem?", "theme": "older", "guest_name": "Mette", "guest_email": "mette@engbaek.example"}
    page = client.post(reverse("challenges:raise"), form | asked)
    assert "Du er logget ud." in page.text
    assert "Hvem?" in page.text
    sent = client.post(reverse("challenges:raise"), form | {"audience": "public"})
    assert "Du er logget ud." not in sent.text
