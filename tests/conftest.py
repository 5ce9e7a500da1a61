"""Fixtures that every test may use. The people are made anew for each test, and only those it asks for."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from absl import logging as solver_log
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from samspil.actors.models import Person
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from tests import factories, kept_world, learnt, world
from tests.database import forget, migrated

# OR-tools brings a log handler that closes the stream it was made with when logging is set up anew. Here that would be
# the one pytest captures with, and everything after it would fail.
solver_log.get_absl_handler().python_handler.stream = sys.__stderr__


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """In place of pytest-django's, so that SQLite need not migrate each time."""
    is_file = connection.vendor == "sqlite"
    with django_db_blocker.unblock():
        with migrated(connection.settings_dict["TEST"]["NAME"]) if is_file else nullcontext():
            made = setup_databases(verbosity=0, interactive=False, keepdb=is_file)
        yield
        teardown_databases(made, verbosity=0, keepdb=is_file)


@pytest.fixture(scope="session", autouse=True)
def _emptied_only():
    """Nobody here asks for Django's own permissions and kinds of content, and to write them anew whenever a test that
    commits is over takes a fifth of a second.
    """
    with patch("django.core.management.commands.flush.emit_post_migrate_signal"):
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def unit(db):
    """Hjemmeplejen Nord, below Ældreområdet."""
    return factories.make_unit("Hjemmeplejen Nord", parent=factories.make_unit("Ældreområdet"))


@pytest.fixture
def birthe(db) -> Person:
    """The volunteer coordinator."""
    return factories.make_person("Birthe Holm", role="coordinator", function="frivilligkoordinator")


@pytest.fixture
def lene(unit) -> Person:
    """The leader of Hjemmeplejen Nord, who may spend 25,000 DKK."""
    return factories.make_person(
        "Lene Dahlgaard", role="leader", scope=unit, amount=25_000, function="leder", member_of=unit.actor
    )


@pytest.fixture
def mette(unit) -> Person:
    """An employee in Hjemmeplejen Nord."""
    return factories.make_person("Mette Skov", role="employee", scope=unit, member_of=unit.actor)


@pytest.fixture
def jens(db) -> Person:
    """A councillor."""
    return factories.make_person("Jens Bjerregaard", role="councillor")


@pytest.fixture
def karen(db) -> Person:
    """A daughter."""
    return factories.make_person("Karen", kind="relative", function="datter")


@pytest.fixture
def kurt(db) -> Person:
    """Chair of the anglers."""
    anglers = factories.make_actor("Engbæk Lystfiskerforening")
    return factories.make_person("Kurt", member_of=anglers, function="formand")


@pytest.fixture
def sign_in(db):
    """``sign_in(person)`` gives a client in which that person is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(create_user_for(by=SYSTEM, person=person))
        return client

    return sign_in


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """A folder that all workers of this run have in common."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session", autouse=True)
def _learnt_once(shared_folder):
    with learnt.once(shared_folder):
        yield


@pytest.fixture(scope="module")
def _world(django_db_setup, django_db_blocker, shared_folder):
    """Built once for all tests of a run on SQLite; elsewhere for those of a module, in a transaction around theirs."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with kept_world.opened(shared_folder) as built:
                yield built
        else:
            with transaction.atomic():
                yield world.build()
                transaction.set_rollback(True)


@pytest.fixture
def there(_world, db) -> world.World:
    """The municipality of ``tests.world``, as if nobody had touched it."""
    return _world.untouched()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks of a whole role take longest. Begun last, two workers would wait for the third."""
    items.sort(key=lambda item: item.path.name != "test_permissions.py")


def pytest_unconfigure() -> None:
    forget()
