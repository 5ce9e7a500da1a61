"""PDF that a screen reader can read (PDF/UA), laid out from the same page and style sheet as the print view."""

import ctypes.util
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from PIL import ImageFile

from samspil.papers.gather import Paper

MOST = 1_500  # things on a paper; laying out more would hold a web process for longer than a visitor waits
OURS = "static:"  # the only addresses a paper may fetch: our own static files, by name
TYPES = {".woff2": "font/woff2", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
FONTS = (
    ("IBMPlexSans-Regular", 400, "normal"),
    ("IBMPlexSans-Italic", 400, "italic"),
    ("IBMPlexSans-SemiBold", 600, "normal"),
)


@cache
def is_possible() -> bool:
    """Whether the machine has what lays out the text. ``samspil check`` tells the operator what to install."""
    return ctypes.util.find_library("pango-1.0") is not None


def static_file(name: str) -> Path | None:
    """Where a static file lies: in the sources, or where they were collected."""
    if name.startswith("/") or ".." in name:
        return None
    found = finders.find(name)
    path = Path(found) if isinstance(found, str) else Path(settings.STATIC_ROOT) / name
    return path if path.suffix in TYPES and path.is_file() else None


def font_faces() -> str:
    """The design system's own letters, where they are installed; else the machine's."""
    return "".join(
        f'@font-face{{font-family:"IBM Plex Sans";font-weight:{weight};font-style:{style};'
        f'src:url("{OURS}dkfds/fonts/{name}.woff2") format("woff2")}}'
        for name, weight, style in FONTS
        if static_file(f"dkfds/fonts/{name}.woff2")
    )


@cache
def content(file: Path) -> bytes:
    """The letters unpacked: WeasyPrint would unpack them for every paper anew, a tenth of a second for each font."""
    if file.suffix != ".woff2":
        return file.read_bytes()
    from fontTools.ttLib import woff2

    plain = BytesIO()
    woff2.decompress(str(file), plain)
    return plain.getvalue()


def as_pdf(paper: Paper, *, size: str) -> bytes:
    page = render_to_string("papers/pdf.html", {"paper": paper, "size": size})
    return laid_out(page, "samspil/css/paper.css", f"samspil/css/paper-{size}.css")


def laid_out(page: str, *sheets: str) -> bytes:
    """A page of HTML with our own style sheets, as a file."""
    # Imported when needed: it takes a second, and without Pango it cannot be imported at all.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    # It tells Pillow to take half pictures too, for the whole process; `pictures` must go on refusing them.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class OnlyOurs(URLFetcher):
        """No word on a paper may make the server ask for something, here or elsewhere."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            file = static_file(url.removeprefix(OURS)) if url.startswith(OURS) else None
            if file is None:
                raise ValueError("Only the installation's own static files stand on paper.")
            return URLFetcherResponse(url, body=content(file), headers={"Content-Type": TYPES[file.suffix]})

    fetcher, fonts = OnlyOurs(), FontConfiguration()
    styles = [
        CSS(string=text, url_fetcher=fetcher, font_config=fonts, base_url=OURS)
        for text in (font_faces(), *(read(name) for name in sheets))
    ]
    document = HTML(string=page, url_fetcher=fetcher, base_url=OURS)
    made = document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    return bytes(made or b"")


def read(name: str) -> str:
    file = static_file(name)
    return file.read_text(encoding="utf-8") if file else ""
