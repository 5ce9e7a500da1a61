"""Take the pictures in ``docs/screenshots``: the demo municipality, page by page, a desktop and a phone.

The demo is loaded into a database of its own that is thrown away afterwards. Days are told relative to today, so
pictures taken later differ in their dates only.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = {"desktop": (1280, 900, 1800), "phone": (360, 740, 1800)}  # width, height, most of a long page that is shown

sys.path.insert(0, str(ROOT))


@contextmanager
def demo_server() -> Iterator[str]:
    """The demo municipality at an address, as long as the block runs."""
    folder = tempfile.mkdtemp(prefix="samspil-pictures-")
    os.environ |= {
        "SAMSPIL_ENV": "demo",
        "SAMSPIL_DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "DJANGO_SETTINGS_MODULE": "samspil.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in this thread
    }
    import django

    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.db import connections
    from django.test.testcases import LiveServerThread

    from samspil.demo.load import load

    call_command("migrate", interactive=False, verbosity=0)
    print(load())
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)


def pages() -> dict[str, tuple[str, str]]:
    """Name of the picture: (the path, the demo role that looks; empty for a visitor)."""
    from samspil.assessments.models import Assessment
    from samspil.challenges.models import Challenge
    from samspil.evaluations.models import Evaluation
    from samspil.knowledge.models import KnowledgeItem
    from samspil.practices.models import Practice
    from samspil.proposals.models import Proposal
    from samspil.trials.models import Trial

    public = Challenge.objects.filter(subject__audience="public", subject__hidden_at=None)
    talked_about = public.get(question="Hvordan får vi flere gode hverdage til dem, der er blevet alene?")
    ways = Proposal.objects.filter(challenge=talked_about, withdrawn_at=None)
    answered = ways.exclude(answered_at=None).first()
    waiting = Proposal.objects.filter(answered_at=None, withdrawn_at=None, answerer__demo__role="leader").first()
    example = KnowledgeItem.objects.order_by("pk").first()
    trial = Trial.objects.get(title="Koret øver på Åbrinken hver onsdag i efteråret")
    evaluation = Evaluation.objects.get(about=trial.subject)
    practice = Practice.objects.get(tried_as=trial.subject)
    assessed = Assessment.objects.get(technology__title="Loftlift, der dækker hele rummet")
    looked_back_on = Assessment.objects.get(verdict__look_back__isnull=False)
    return {
        "01-front-page": ("/", ""),
        "02-challenges": ("/udfordringer/", ""),
        "03-challenge": (f"/udfordringer/{talked_about.pk}/", ""),
        "04-tell-what-you-see": (f"/udfordringer/{talked_about.pk}/det-ser-vi/", ""),
        "05-proposal": (f"/forslag/{answered.pk}/", ""),
        "06-answer-as-leader": (f"/forslag/{waiting.pk}/svar/", "leader"),
        "07-knowledge": (f"/viden/{example.pk}/", ""),
        "08-who": ("/hvem/", ""),
        "09-strategy": ("/strategien/", ""),
        "10-demo": ("/demo/", ""),
        "11-trials": ("/afproevninger/", ""),
        "12-trial": (f"/afproevninger/{trial.pk}/", ""),
        "13-evaluation": (f"/evalueringer/{evaluation.pk}/", ""),
        "14-practice": (f"/saadan-goer-vi/{practice.pk}/", ""),
        "15-what-happened": (f"/effekt/{trial.proposal.challenge_id}/", ""),
        "16-overview": ("/overblik/", ""),
        "17-idea": ("/ide/", "employee"),
        "18-staff-meetings": ("/moeder/", "employee"),
        "19-result": (f"/er-det-vaerd-at-bruge/{assessed.pk}/resultat/", ""),
        "20-verdict": (f"/er-det-vaerd-at-bruge/{looked_back_on.pk}/beslutning/", ""),
        "21-expected-and-measured": (f"/er-det-vaerd-at-bruge/{looked_back_on.pk}/forventet-og-maalt/", ""),
        "22-decision-paper": (f"/er-det-vaerd-at-bruge/{assessed.pk}/oplaeg/", ""),
        "23-technology-group": ("/teknologi-gruppen/", "group"),
        "24-radar": ("/teknologi/radar/", ""),
        "25-work-with-us": ("/arbejd-med-os/", ""),
    }


def take(address: str, folder: Path, only: list[str], most: int) -> None:
    from playwright.sync_api import sync_playwright

    from samspil.identity.models import DemoPerson
    from tests.browser.chromium import context_options, launch_options

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for device, (width, height, longest) in WIDTHS.items():
            for name, (path, role) in pages().items():
                if only and not any(part in name for part in only):
                    continue
                context = browser.new_context(**context_options({"width": width, "height": height}))
                page = context.new_page()
                if role:
                    page.goto(f"{address}/demo/")
                    person = DemoPerson.objects.get(role=role).person
                    page.locator(f"form[action$='{person.pk}/'] button").click()
                page.goto(address + path, wait_until="networkidle")
                tall = page.evaluate("document.documentElement.scrollHeight")
                clip = {"x": 0, "y": 0, "width": width, "height": min(tall, most or longest)}
                file = folder / f"{name}-{device}.png"
                page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")
                print(f"{file.name}: {width} x {clip['height']}, {file.stat().st_size // 1024} KB")
                context.close()
        browser.close()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("only", nargs="*", help="parts of names: take these pictures only")
    options.add_argument("--folder", type=Path, default=FOLDER)
    options.add_argument("--most", type=int, default=0, help="show this many pixels of a long page")
    given = options.parse_args()
    with demo_server() as address:
        take(address, given.folder, given.only, given.most)
    return 0


if __name__ == "__main__":
    sys.exit(main())
