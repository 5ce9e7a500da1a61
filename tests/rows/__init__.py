"""What an app adds to the tables of all addresses and forms: a module per app, so that each stands by itself.

A module may hold ``TABLE`` (rows of ``permission_table``), ``data(there)`` (what is POSTed, by address), ``FORMS`` and
``CHOICES`` (of ``tests.forms``), and ``build(world)``, which adds what its rows are about to ``tests.world``.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def each(name: str) -> list[Any]:
    """What the modules hold under ``name``, in the order of their names."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return [getattr(module, name) for module in modules if hasattr(module, name)]
