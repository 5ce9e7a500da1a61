"""What gunicorn does with each web process (``--config python:samspil.cli.workers``).

A thread begun before the fork would not live on in the child; so each child makes itself ready, beside its first
requests. Otherwise whoever asks first waits 4 seconds, and 8 where meaning is compared.
"""

import logging
import threading
from typing import Any

from django.db import connections

logger = logging.getLogger(__name__)


def get_ready() -> None:
    from samspil.suggestions import node  # Django is set up only when a process runs this

    try:
        node.get_ready()
    except Exception:
        logger.exception("The engine could not be made ready; the first question will try again")
    finally:
        connections.close_all()


def post_worker_init(_worker: Any) -> None:
    threading.Thread(target=get_ready, name="samspil-ready", daemon=True).start()
