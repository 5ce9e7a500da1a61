"""Shows pages that the test client has rendered to a browser: a small server that holds them and the static files.

No database stands behind it, so the tests keep their quick transactions, and the browser keeps the style sheets.
"""

import mimetypes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlparse

from django.conf import settings
from django.contrib.staticfiles import finders

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><path fill='#5b7f78' d='M0 0h4v3H0z'/></svg>"


class Gallery:
    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.numbers = count(1)
        self.pages: dict[str, tuple[Any, str]] = {}

    def hang(self, response: Any, page: str) -> str:
        """The address where a rendered response can be seen, with ``page`` as its content."""
        path = f"/{next(self.numbers)}/"
        self.pages = {path: (response, page)}
        return f"http://{self.host}{path}"


class Attendant(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gallery: Gallery

    def do_GET(self) -> None:
        path = unquote(urlparse(self.path).path)
        if path.startswith(settings.STATIC_URL):
            file = finders.find(path.removeprefix(settings.STATIC_URL))
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            headers = {"Content-Type": kind, "Cache-Control": "max-age=600"}
            self.answer(200 if file else 404, headers, Path(file).read_bytes() if file else b"")
        elif path in self.gallery.pages:
            response, page = self.gallery.pages[path]
            self.answer(response.status_code, dict(response.items()), page.encode())
        elif path.startswith("/billede/"):  # the real one stands behind a view that asks the database
            self.answer(200, {"Content-Type": "image/svg+xml"}, PICTURE)
        elif self.headers.get("HX-Request"):  # a live part asks for more; what it brings has states of its own
            self.answer(204, {}, b"")
        else:
            self.answer(404, {}, b"")

    def answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name != "Content-Length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing: the test does."""


def open_gallery() -> Gallery:
    """Open until the tests end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Attendant)
    Attendant.gallery = Gallery(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    return Attendant.gallery
