"""Pictures that unfold, lie or are something else as well."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from poison_sample import Canary, Sample, closed, flagged, zipped

MAGIC = b"\x89PNG\r\n\x1a\n"


def picture(
    kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **more: object
) -> bytes:
    """A picture of a slope of grey."""
    written = io.BytesIO()
    slope = Image.linear_gradient("L").resize(size).convert(mode)
    slope.save(written, kind, **more)
    return written.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(width: int, height: int, *, before: bytes = b"", rows: bytes = b"\0\0") -> bytes:
    """A PNG whose head tells what one likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return MAGIC + head + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def images(canary: Canary) -> list[Sample]:
    """Pictures, each with one fault."""
    return [*_bombs(), *_damaged(), *_double(canary), *_called(), *_flagged()]


def _bombs() -> list[Sample]:
    gif = bytearray(picture("GIF", "P"))
    gif[6:10] = struct.pack("<HH", 60_000, 60_000)
    frame = bytearray(picture("GIF", "P"))
    at = frame.index(b"\x2c\0\0\0\0")
    frame[at + 5 : at + 9] = struct.pack("<HH", 60_000, 60_000)
    jpeg = bytearray(picture("JPEG"))
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 65_000, 65_000)
    bmp = bytearray(picture("BMP"))
    bmp[18:26] = struct.pack("<ii", 50_000, -50_000)
    tiff = bytearray(picture("TIFF"))
    at = (
        tiff.index(struct.pack("<HHI", 256, 3, 1))
        if struct.pack("<HHI", 256, 3, 1) in tiff
        else tiff.index(struct.pack("<HHI", 256, 4, 1))
    )
    for entry in (at, at + 12):
        tiff[entry : entry + 12] = struct.pack("<HHII", 256 + (entry > at), 4, 1, 40_000)
    webp = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\xff\x3f\0" * 2
    riff = b"RIFF" + struct.pack("<I", 4 + len(webp)) + b"WEBP" + webp
    white = png(25_000, 25_000, rows=bytes(25_000 * 3126))
    return [
        closed("bomb.png", white, "image_too_large"),
        closed("told.png", png(30_000, 30_000), "image_too_large"),
        closed("line.png", png(2_000_000_000, 1), "image_too_large"),
        closed("bomb.gif", bytes(gif), "image_too_large"),
        closed("frame.gif", bytes(frame), "image_too_large"),
        closed("bomb.jpg", bytes(jpeg), "image_too_large"),
        closed("bomb.bmp", bytes(bmp), "image_too_large"),
        closed("bomb.tif", bytes(tiff), "image_too_large"),
        closed("bomb.webp", riff, "image_too_large"),
    ]


def _damaged() -> list[Sample]:
    good = picture()
    head = good[8:33]
    broken = bytearray(png(40, 30, rows=bytes(6 * 30)))
    at = broken.index(b"IDAT")
    broken[at + 6 : at + 12] = b"\xff" * 6
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(90_000_000)))
    return [
        closed("cut.png", good[:-20], "image_damaged"),
        closed("cut.jpg", picture("JPEG")[:-40], "image_damaged"),
        closed("cut.gif", picture("GIF", "P")[:-10], "image_damaged"),
        closed("cut.webp", picture("WEBP")[:-10], "image_damaged"),
        closed("flat.png", png(40, 0), "image_damaged"),
        closed("headless.png", MAGIC + chunk(b"IDAT", b""), "image_damaged"),
        closed("two_heads.png", MAGIC + head + head + good[33:], "image_damaged"),
        closed("broken.png", bytes(broken), "conversion_failed"),
        closed("text_bomb.png", png(8, 1, before=text), "conversion_failed"),
        closed("stub.jpg", b"\xff\xd8\xff", "image_damaged"),
    ]


def _double(canary: Canary) -> list[Sample]:
    archive = zipped({"run.sh": canary.script()})
    page = b"<html><script>fetch('http://%s')</script>" % canary.address.encode()
    noted = MAGIC + picture()[8:33] + chunk(b"tEXt", b"Comment\0" + page) + picture()[33:]
    pdf_in = MAGIC + picture()[8:33] + chunk(b"tEXt", b"Comment\0%PDF-1.4") + picture()[33:]
    return [
        closed("archive.jpg", picture("JPEG") + archive, "polyglot"),
        closed("archive.png", picture() + archive, "polyglot"),
        closed("archive.gif", picture("GIF", "P") + archive, "polyglot"),
        closed("rar.jpg", picture("JPEG") + b"Rar!\x1a\x07\x01\0" + bytes(60), "polyglot"),
        closed("program.png", picture() + b"MZ\x90\0" + bytes(60), "polyglot"),
        closed("page.png", noted, "polyglot"),
        closed("page_behind.gif", picture("GIF", "P") + page, "polyglot"),
        closed("php.jpg", picture("JPEG", comment=b"<?php touch('x'); ?>"), "polyglot"),
        closed("pdf.png", pdf_in, "polyglot"),
        closed("script.gif", b"GIF89a/*" + picture("GIF", "P")[8:] + b"*/=alert(1)", "polyglot"),
    ]


def _called() -> list[Sample]:
    return [
        closed("picture.pdf", picture("JPEG"), "type_mismatch"),
        closed("picture.jpg.exe", picture("JPEG"), "deceptive_name"),
        closed("picture.html", picture("JPEG"), "type_mismatch", media_type="text/html"),
        closed("photo.heic", b"\0\0\0\x18ftypheic" + bytes(40), "format_not_read"),
        closed("film.mp4", b"\0\0\0\x18ftypisom" + bytes(40), "format_not_read"),
        closed("program.jpg", b"MZ\x90\0" + bytes(60), "program", media_type="image/jpeg"),
        closed("page.jpg", b"<html><script>x()</script></html>", "type_mismatch"),
    ]


def _flagged() -> list[Sample]:
    exif = Image.Exif()
    exif[0x010F] = "Maker of phones"
    moving = [Image.new("L", (40, 30), shade) for shade in (0, 90, 200)]
    written = io.BytesIO()
    moving[0].save(written, "GIF", save_all=True, append_images=moving[1:])
    return [
        flagged("exif.jpg", picture("JPEG", exif=exif), "image_metadata"),
        flagged("moving.gif", written.getvalue(), "image_frames"),
        flagged(
            "film_behind.jpg", picture("JPEG") + b"\0\0\0\x18ftypmp42" + bytes(90), "image_tail"
        ),
        flagged("jpeg.png", picture("JPEG"), "type_differs", media_type="image/png"),
    ]
