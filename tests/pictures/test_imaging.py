"""Only the pixels go in, whatever a file brings along or pretends to be."""

from contextlib import suppress
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from samspil.pictures import imaging
from samspil.pictures.imaging import LONGEST_SIDE, LONGEST_SMALL_SIDE, prepare
from tests.pictures.samples import OWNER, PLACE, REMARK, animated, bomb, from_camera, saved, scene

RED, BLUE = (254, 0, 0), (0, 0, 254)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def made(data: bytes) -> Image.Image:
    return opened(prepare(BytesIO(data)).large)


def near(colour: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(colour, other, strict=True))


def refusal(data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        prepare(BytesIO(data))
    return refused.value.messages[0]


def test_place_time_and_owner_are_gone():
    data = from_camera()
    before = opened(data)
    assert before.getexif().get_ifd(0x8825)[2]  # it was there
    for word in (OWNER, PLACE, REMARK, "2026:11:21"):
        assert word.encode() in data
    prepared = prepare(BytesIO(data))
    for kept in (prepared.large, prepared.small):
        picture = opened(kept)
        assert not dict(picture.getexif())
        assert not picture.getexif().get_ifd(0x8825)
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        for word in (OWNER, PLACE, REMARK, "2026:11:21", "Exif", "xmp", "ICC_PROFILE"):
            assert word.encode() not in kept


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_remarks_in_other_formats_are_gone(kind):
    exif = Image.Exif()
    exif[0x010F] = OWNER
    options = {"exif": exif} if kind != "GIF" else {"comment": OWNER.encode()}
    data = saved(scene(), kind, **options)
    assert OWNER.encode() in data
    assert OWNER.encode() not in prepare(BytesIO(data)).large


# What a camera that was held another way writes, and where red ends up.
@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (60, 40), "left"), (3, (60, 40), "right"), (6, (40, 60), "top"), (8, (40, 60), "bottom")],
)
def test_picture_is_turned_upright(orientation, size, red):
    picture = made(from_camera(orientation=orientation)).convert("RGB")
    assert picture.size == size
    width, height = size
    spot = {
        "left": (5, height // 2),
        "right": (width - 6, height // 2),
        "top": (width // 2, 5),
        "bottom": (width // 2, height - 6),
    }
    assert near(picture.getpixel(spot[red]), RED)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA", "CMYK", "1", "I;16"])
def test_every_way_to_store_pixels_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (60, 40), 40_000) if mode == "I;16" else scene(mode=mode)
    picture = made(saved(source, kind))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (60, 40))
    if mode == "I;16":
        assert near(picture.getpixel((5, 5)), (156, 156, 156))
    elif mode not in ("L", "LA", "1"):
        assert near(picture.getpixel((5, 20)), RED)
        assert near(picture.getpixel((55, 20)), BLUE)


def test_what_was_clear_is_white():
    source = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    assert near(made(saved(source)).getpixel((20, 20)), (255, 255, 255))
    palette = scene().quantize()
    half = made(saved(palette, transparency=palette.getpixel((5, 20))))
    assert near(half.getpixel((5, 20)), (255, 255, 255))
    assert near(half.getpixel((55, 20)), BLUE)


def test_colours_of_another_profile_are_kept():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(made(saved(scene(), "PNG", icc_profile=profile)).getpixel((5, 20)), RED)
    assert near(made(saved(scene(), "PNG", icc_profile=b"no profile")).getpixel((5, 20)), RED)


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 3000), (1600, 1200)), ((300, 3300), (145, 1600)), ((8, 4), (8, 4))]
)
def test_longest_side_fits_a_page(size, expected):
    prepared = prepare(BytesIO(saved(scene(size), "JPEG")))
    assert (prepared.width, prepared.height) == expected
    assert opened(prepared.large).size == expected
    assert max(opened(prepared.small).size) == min(LONGEST_SMALL_SIDE, max(size))
    assert max(expected) <= LONGEST_SIDE


def test_of_what_moves_the_first_picture_is_kept():
    picture = made(animated())
    assert getattr(picture, "n_frames", 1) == 1
    assert near(picture.getpixel((5, 20)), RED)


def test_what_stands_behind_the_picture_is_not_kept():
    """A file that is a picture and a page with a script, or an archive, at once."""
    tail = b"<script>alert(1)</script>PK\x03\x04evil.exe"
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        prepared = prepare(BytesIO(saved(scene(), kind) + tail))
        assert b"script" not in prepared.large + prepared.small
        assert b"evil" not in prepared.large + prepared.small


def test_small_file_that_unfolds_to_gigabytes_is_refused_unread():
    for data in (bomb(), bomb(8_000, 8_000)):
        assert len(data) < 200
        assert "mange pixels" in refusal(data)


SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Filen er tom"),
        (b"Kun ord, ikke et billede.", "ikke et billede, vi kan l"),
        (b"%PDF-1.7 ...", "ikke et billede, vi kan l"),
        (b"<!doctype html><script>alert(1)</script>", "ikke et billede, vi kan l"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf  <svg onload='alert(1)'/>", "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (from_camera((600, 400))[:-2000], "hele billedet"),
        (saved(scene((600, 400)))[:200], "hele billedet"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "ikke et billede, vi kan l"),
        (saved(scene(), "BMP"), "ikke et billede, vi kan l"),
        (saved(scene(), "TIFF"), "ikke et billede, vi kan l"),
    ],
)
def test_what_is_no_picture_is_told_kindly(data, told):
    assert told in refusal(data)


def test_too_many_bytes_are_told(monkeypatch):
    monkeypatch.setattr(imaging, "MOST_BYTES", 100)
    assert "12 megabyte" in refusal(saved(scene()))


def test_broken_bytes_never_end_in_a_500():
    """Every place a file can break at, a little at a time."""
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        data = saved(scene(), kind)
        for at in range(0, len(data), 7):
            broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
            with suppress(ValidationError):
                prepare(BytesIO(broken))


def test_same_file_has_the_same_fingerprint():
    one, again, other = (prepare(BytesIO(data)) for data in (from_camera(), from_camera(), saved(scene())))
    assert str(one) == str(again) != str(other)
