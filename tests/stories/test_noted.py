"""A yes that somebody else wrote down: the person hears of it once, and anew when it is to something else."""

import pytest

from samspil.foundation import clock
from samspil.stories import actions, consents
from tests.factories import viewer
from tests.stories.making import KAJ, consent_of, letters_to, make_story

pytestmark = pytest.mark.django_db


def test_noting_the_same_yes_again_sends_no_second_letter(birthe):
    story = make_story()
    said = {"consent_id": consent_of(story).pk, "channel": "phone", "on": clock.today()}

    def letters_for(answer: str) -> int:
        before = len(letters_to(KAJ["email"]))
        consents.note_consent(by=viewer(birthe), answer=answer, **said)
        return len(letters_to(KAJ["email"])) - before

    assert [letters_for(answer) for answer in ("yes", "yes", "unnamed", "unnamed", "yes")] == [1, 0, 1, 0, 1]
    actions.edit_story(by=viewer(story.author), story_id=story.pk, body="Kaj Holm henter nu selv Ib.")
    assert [letters_for("yes"), letters_for("yes")] == [1, 0]
