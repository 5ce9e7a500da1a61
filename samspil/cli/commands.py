"""The short commands."""

import argparse
import getpass
import sys
import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command, execute_from_command_line

from samspil.demo.load import is_empty, load
from samspil.foundation import jobs
from samspil.identity.actions import create_administrator


def migrate(_options: argparse.Namespace) -> int:
    call_command("migrate", interactive=False, verbosity=1)
    return 0


def demo(_options: argparse.Namespace) -> int:
    if settings.PRODUCTION:
        print("The demo municipality is not for production; set SAMSPIL_ENV=demo.", file=sys.stderr)
        return 1
    if not is_empty():
        print("The database is not empty; the demo municipality was not loaded.")
        return 0
    print(load())
    return 0


def createadmin(options: argparse.Namespace) -> int:
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        create_administrator(name=options.name, email=options.email, password=password)
    except ValidationError as problem:
        print(" ".join(problem.messages), file=sys.stderr)
        return 1
    print(f"{options.email} can sign in now.")
    return 0


def tick(options: argparse.Namespace) -> int:
    while True:
        for name in jobs.tick():
            print(f"done: {name}", flush=True)
        if not options.every:
            return 0
        time.sleep(options.every)


def manage(options: argparse.Namespace) -> int:
    execute_from_command_line(["samspil manage", *options.arguments])
    return 0
