"""Files as cameras, phones, drawing programs and ill will make them."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

from samspil.actors.models import Person
from samspil.foundation.models import AboutSubject
from samspil.pictures.actions import add_picture
from samspil.pictures.imaging import prepare
from samspil.pictures.models import Picture
from tests.factories import viewer

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()  # it holds the second it was made in
OWNER, PLACE, REMARK = "Karens telefon", "55 grader nord", "Kommentar fra kameraet"


def scene(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right, so that one can see how it was turned."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def from_camera(size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A JPEG that tells where, when, by whom and with what it was taken, in every way a JPEG can."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x013B] = OWNER, OWNER
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(55), IFDRational(27), IFDRational(30)), 29: "2026:11:21"})
    exif.get_ifd(0x8769).update({0x9003: "2026:11:21 10:00:00", 0xA433: OWNER})
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><gps>{PLACE}</gps></rdf:RDF></x:xmpmeta>".encode()
    return saved(scene(size), "JPEG", exif=exif, xmp=xmp, comment=REMARK.encode(), icc_profile=PROFILE)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it is very large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def animated() -> bytes:
    return saved(scene(), "GIF", save_all=True, append_images=[Image.new("RGB", (60, 40), "green")] * 3)


class Upload(SimpleUploadedFile):
    """A file a form may be sent with more than once."""

    def read(self, *arguments: Any) -> bytes:
        self.seek(0)
        return super().read(*arguments)


def upload(data: bytes | None = None, name: str = "IMG_0001.jpg", kind: str = "image/jpeg") -> Upload:
    return Upload(name, from_camera() if data is None else data, kind)


def make_picture(about: AboutSubject, by: Person, alt: str = "Tre mænd griner ved et bord", **facts: Any) -> Picture:
    facts.setdefault("picture", prepare(BytesIO(saved(scene((640, 480))))))
    return add_picture(by=viewer(by), subject_id=about.subject.pk, alt=alt, **facts)
