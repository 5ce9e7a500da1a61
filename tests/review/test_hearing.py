"""Who hears what comes of the words: also somebody who has no address."""

import pytest

from samspil.foundation.models import OutgoingMail
from tests.factories import make_answer, make_challenge, make_proposal

pytestmark = pytest.mark.django_db


def test_answer_reaches_the_one_who_wrote_it_down_for_somebody(mette, unit):
    behalf = {"name": "Agnes", "function": "beboer", "channel": "phone"}
    proposal = make_proposal(make_challenge(unit=unit), by=mette, behalf=behalf)
    assert proposal.author.email is None
    make_answer(proposal)
    assert mette.email in set(OutgoingMail.objects.values_list("to", flat=True))
