"""``samspil run``: web, worker and tick as three children of one process."""

import argparse
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings

from samspil.cli import commands


def children(host: str, port: int, workers: int) -> dict[str, list[str]]:
    """The command of each child process."""
    samspil = [sys.executable, "-m", "samspil.cli.main"]
    return {
        "web": [
            *(sys.executable, "-m", "gunicorn", "samspil.wsgi:application"),
            # Threads, so that a slow phone holds up nobody and a browser may keep its connection.
            *("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "4"),
            *("--config", "python:samspil.cli.workers"),
            *("--preload", "--no-control-socket", "--keep-alive", "30", "--log-level", "warning"),
            *("--worker-tmp-dir", "/dev/shm" if sys.platform == "linux" else "."),  # noqa: S108 - memory, not disk
        ],
        # The demo's terminal is for the one line that says where to look, not for two lines a letter.
        "worker": [*samspil, "manage", "db_worker", "--interval", "2", *(("-v", "0") if settings.DEMO else ())],
        "tick": [*samspil, "tick", "--every", "60"],
    }


def answers(host: str, port: int, web: subprocess.Popen) -> bool:
    """Wait until the web process listens; false when it ends first."""
    while web.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return True
        time.sleep(0.1)
    return False


def run(options: argparse.Namespace) -> int:
    """Serve until stopped. When one child dies the others are stopped too, so that a supervisor sees it."""
    if settings.DEMO:
        commands.migrate(options)
        commands.demo(options)
    processes = {
        name: subprocess.Popen(command)  # noqa: S603 - our own commands
        for name, command in children(options.host, options.port, options.workers).items()
    }

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        if answers(options.host, options.port, processes["web"]):
            print(f"\n  Samspil is ready: http://{options.host}:{options.port}/\n  Stop it with Ctrl-C.\n", flush=True)
        while all(process.poll() is None for process in processes.values()):
            time.sleep(0.5)
        ended = next(name for name, process in processes.items() if process.poll() is not None)
        print(f"{ended} stopped; stopping the rest.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=30)
