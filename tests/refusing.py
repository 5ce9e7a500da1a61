"""What a verb refuses."""

import pytest
from django.core.exceptions import ValidationError

from samspil.foundation.models import OutgoingMail, Subject


def problems(verb, **arguments) -> set[str]:
    """The fields that a verb refused; no subject and no letter may be left behind."""
    before = (Subject.objects.count(), OutgoingMail.objects.count())
    with pytest.raises(ValidationError) as refused:
        verb(**arguments)
    assert (Subject.objects.count(), OutgoingMail.objects.count()) == before
    return set(refused.value.message_dict)
