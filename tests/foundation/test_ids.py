"""Identifiers sort by time and survive nonsense."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from samspil.foundation import clock
from samspil.foundation.ids import as_uuid, uuid7

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_uuid7_has_version_and_variant_of_the_standard():
    made = uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_uuid7_holds_the_millisecond_it_was_made():
    with clock.at(MOMENT):
        made = uuid7()
    assert made.int >> 80 == int(MOMENT.timestamp() * 1000)


def test_uuid7_order_is_the_order_of_time():
    made = []
    for step in range(50):
        with clock.at(MOMENT + timedelta(milliseconds=step)):
            made.append(uuid7())
    assert made == sorted(made)
    assert [str(pk) for pk in made] == sorted(str(pk) for pk in made)


def test_uuid7_of_one_millisecond_differ():
    with clock.at(MOMENT):
        assert len({uuid7() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("value", ["", "x", None, 7, "1' OR 1=1", "\x00", "0" * 400, ["a"], "../../etc"])
def test_as_uuid_of_nonsense_is_none(value):
    assert as_uuid(value) is None


def test_as_uuid_takes_uuids_and_their_text():
    key = uuid4()
    assert as_uuid(key) == as_uuid(str(key)) == as_uuid(key.hex.upper()) == key
    assert isinstance(as_uuid(str(key)), UUID)
