import pytest

from tests.technology_projects.making import make_project, make_ready


@pytest.fixture
def project(mette, unit):
    return make_project(mette, unit=unit)


@pytest.fixture
def ready(project, mette, unit):
    return make_ready(project, mette, unit)
