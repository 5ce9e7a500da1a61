"""Presses at the same instant: real threads, each with a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def at_once(*presses: Callable[[], Any]) -> list[Exception]:
    """Let all of these go at the same moment; what they raised, for the test to judge."""
    gate, raised = threading.Barrier(len(presses)), []

    def press(one: Callable[[], Any]) -> None:
        gate.wait()
        try:
            one()
        except Exception as problem:
            raised.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[one]) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
