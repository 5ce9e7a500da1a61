"""The settings a measurement runs with: production's, so that what is measured is what is served.

Only what needs a certificate or a host name differs: requests come over plain HTTP to 127.0.0.1.
"""

import os
import secrets
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
FOLDER = BASE / "var" / "bench"


def prepare() -> None:
    """Set the environment for Django. Call before anything reads the settings; children inherit it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    vendor = FOLDER / "vendor"
    if not vendor.exists():
        vendor.symlink_to(BASE / "var" / "vendor")
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "samspil.settings",
            "SAMSPIL_ENV": "production",
            "SAMSPIL_VAR": str(FOLDER),
            "SAMSPIL_BASE_URL": "https://samspil.example",
            "SAMSPIL_ALLOWED_HOSTS": "127.0.0.1,testserver",
            "SAMSPIL_SSL_REDIRECT": "0",
            "SAMSPIL_MUNICIPALITY": "Engbæk Kommune",
        }
    )
    os.environ.setdefault("SAMSPIL_SECRET_KEY", secrets.token_urlsafe(50))


def database_url(size: int) -> str:
    """A database for ``size`` challenges: beside the one in SAMSPIL_DATABASE_URL when that is a server, else a file."""
    url = os.environ.get("SAMSPIL_DATABASE_URL", "")
    if url.startswith("postgres"):
        return f"{url.rpartition('/')[0]}/samspil_bench_{size}"
    return f"sqlite:///{database_file(size)}"


def database_file(size: int) -> Path:
    return FOLDER / f"bench-{size}.sqlite3"
