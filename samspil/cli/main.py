"""The console command ``samspil``: what an operator needs, in plain words."""

import argparse
import os
import sys
from collections.abc import Callable

from samspil import __version__


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="samspil", description="Samspil: samfundet løser velfærdsopgaver sammen.")
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="start web, worker and tick")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--workers", type=int, default=2, help="web processes")
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("demo", help="load the demo municipality into an empty database")
    admin = commands.add_parser("createadmin", help="make an administrator who can sign in")
    admin.add_argument("--name", required=True)
    admin.add_argument("--email", required=True)
    tick = commands.add_parser("tick", help="run what is due")
    tick.add_argument("--every", type=int, metavar="SECONDS", help="keep on, every so many seconds")
    commands.add_parser("check", help="tell what is wrong with this installation")
    manage = commands.add_parser("manage", help="any Django management command")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.settings")
    if options.command == "check":
        from samspil.cli import checks

        return checks.report()
    if options.command == "run" and os.environ.get("SAMSPIL_ENV") == "demo":  # so papers and letters lead here
        os.environ.setdefault("SAMSPIL_BASE_URL", f"http://{options.host}:{options.port}")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)
        return 2
    from samspil.cli import commands, serving

    table: dict[str, Callable[[argparse.Namespace], int]] = {
        "run": serving.run,
        "migrate": commands.migrate,
        "demo": commands.demo,
        "createadmin": commands.createadmin,
        "tick": commands.tick,
        "manage": commands.manage,
    }
    return table[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
