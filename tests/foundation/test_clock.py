from datetime import UTC, date, datetime

import pytest

from samspil.foundation import clock

LATE = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


def test_now_is_the_moment_told_and_then_life_goes_on():
    with clock.at(LATE):
        assert clock.now() == LATE
    assert clock.now() > LATE or clock.now() != LATE


def test_today_is_the_local_date():
    with clock.at(LATE):
        assert clock.today() == date(2026, 7, 1)


def test_clock_is_put_right_after_an_error():
    with pytest.raises(ZeroDivisionError), clock.at(LATE):
        1 / 0  # noqa: B018 - the error is the point
    assert clock.now() != LATE
