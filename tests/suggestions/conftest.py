import pytest

from tests.suggestions.making import begin_anew


@pytest.fixture(autouse=True)
def own_engine():
    begin_anew()
    yield
    begin_anew()
