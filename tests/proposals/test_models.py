"""What the database itself refuses, and how things call themselves."""

import pytest
from django.db import IntegrityError, transaction

from samspil.proposals.models import Answer, Pledge, Proposal
from tests.factories import make_answer, make_pledge, make_proposal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["time", "place", "knowledge", "equipment"])
def test_database_refuses_an_amount_on_anything_but_money(kind):
    promise = make_pledge(make_proposal(), kind=kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=promise.pk).update(amount=1)


@pytest.mark.parametrize("model", [Proposal, Pledge])
def test_database_refuses_words_entered_by_staff_without_how(birthe, model):
    make_pledge(make_proposal())
    for fields in ({"entered_by": birthe}, {"channel": "phone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**fields)


def test_answers_are_never_replaced():
    proposal = make_proposal()
    for outcome in ("later", "no", "forward"):
        make_answer(proposal, outcome=outcome)
    assert list(Answer.objects.values_list("outcome", flat=True)) == ["forward", "no", "later"]
