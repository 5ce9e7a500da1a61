"""Makes a picture of ours out of a file from anywhere: only the pixels go in.

Cameras write place, time and owner into their files, and a file may pretend to be what it is not. So the picture is
painted anew: turned upright, in sRGB, on white, no larger than a page shows it, as JPEG, which every browser, printer
and word processor reads.
"""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a file of a few kilobytes can unfold to gigabytes
LONGEST_SIDE, LONGEST_SMALL_SIDE = 1600, 480
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as we keep it, in large and small. As text it is the fingerprint of the file it came from, so that
    another file in the same form counts as another press of its button.
    """

    large: bytes = field(repr=False)
    small: bytes = field(repr=False)
    width: int
    height: int
    fingerprint: str

    def __str__(self) -> str:
        return self.fingerprint


def prepare(file: IO[bytes]) -> Prepared:
    """Raises: ValidationError that says what to do instead."""
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if not data:
        raise ValidationError(_("Filen er tom. Prøv at vælge billedet igen."))
    if len(data) > MOST_BYTES:
        raise ValidationError(_("Billedet fylder mere end 12 megabyte. Send det i mellemstørrelse."))
    picture = painted(data)
    large = picture.copy()
    large.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    small = large.copy()
    small.thumbnail((LONGEST_SMALL_SIDE, LONGEST_SMALL_SIDE), Image.Resampling.LANCZOS)
    return Prepared(
        large=encoded(large),
        small=encoded(small),
        width=large.width,
        height=large.height,
        fingerprint=hashlib.sha256(data).hexdigest(),
    )


def painted(data: bytes) -> Image.Image:
    """The first picture in the file, upright, in sRGB, on white, with nothing but pixels. Raises: ValidationError."""
    try:
        source = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as problem:
        raise too_large() from problem
    except Exception as problem:  # a broken file breaks a decoder in any way
        raise ValidationError(why_not(data)) from problem
    if source.width * source.height > MOST_PIXELS:
        raise too_large()
    try:
        with source:
            source.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is read in a smaller scale: less memory
            source.load()
            upright = ImageOps.exif_transpose(source)
        return on_white(in_srgb(upright))
    except Exception as problem:
        raise ValidationError(_("Vi kan ikke læse hele billedet. Måske blev det ikke hentet færdigt.")) from problem


def too_large() -> ValidationError:
    return ValidationError(_("Billedet har for mange pixels. Send det i mellemstørrelse."))


def why_not(data: bytes) -> str:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start[4:8] == b"ftyp":
        return _("Billedet er gemt som HEIC eller AVIF. Gem det som JPEG, eller tag et skærmbillede af det.")
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return _("Tegningen er gemt som SVG. Den kan rumme kode. Gem den som PNG, og prøv igen.")
    return _("Det er ikke et billede, vi kan læse. Brug JPEG, PNG, WebP eller GIF.")


def in_srgb(picture: Image.Image) -> Image.Image:
    """The same colours without the profile that explained them."""
    profile, mode = picture.info.get("icc_profile"), {"CMYK": "RGB"}.get(picture.mode, picture.mode)
    if not profile or mode not in ("RGB", "RGBA"):
        return picture
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, theirs, ImageCms.createProfile("sRGB"), outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError):  # a profile that explains nothing
        return picture


def on_white(picture: Image.Image) -> Image.Image:
    """A new picture that takes over no more than the pixels."""
    if picture.mode.startswith("I"):  # 16 bits a pixel; a plain conversion would make it all white
        picture = picture.point(lambda value: value / 256).convert("L")
    canvas = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        canvas.paste(clear, mask=clear.getchannel("A"))
    else:
        canvas.paste(picture.convert("RGB"))
    return canvas


def encoded(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
