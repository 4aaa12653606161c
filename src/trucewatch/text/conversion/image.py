"""Pictures drawn anew: the pixels and nothing else, small enough for a page."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from trucewatch.domain.intake import Extract, Reason, Rendition
from trucewatch.text.conversion.limits import LONGEST_SIDE, ConversionRefused
from trucewatch.text.inspection.image import MOST_PIXELS

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_QUALITY = 85


def opened(raw: bytes) -> Extract:
    """A picture is evidence without text; it gets one rendition, of its first frame.

    Raises:
        ConversionRefused: the decoder sees a larger picture than the head tells.
        Exception: whatever the decoder trips over.
    """
    with Image.open(BytesIO(raw), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ConversionRefused("image_damaged", {"what": "two sizes"})
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
        rendition = drawn_anew(picture, 1)
    return Extract(renditions=(rendition,), remarks=(Reason("no_text"),))


def drawn_anew(picture: Image.Image, number: int) -> Rendition:
    """The pixels in a new buffer, upright, with no metadata, profile, thumbnail or comment."""
    mode = _mode(picture)
    small = _coarse(picture)
    if small.mode in {"P", "PA"}:
        small = small.convert(mode)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    upright = ImageOps.exif_transpose(small).convert(mode)
    fresh = Image.frombytes(mode, upright.size, upright.tobytes())
    written = BytesIO()
    if mode == "RGB":
        fresh.save(written, "JPEG", quality=_QUALITY)
    else:
        fresh.save(written, "PNG")
    width, height = fresh.size
    kind = "image/jpeg" if mode == "RGB" else "image/png"
    return Rendition(
        number=number, media_type=kind, width=width, height=height, raw=written.getvalue()
    )


def _coarse(picture: Image.Image) -> Image.Image:
    """A picture that smooth scaling would copy whole first, cut to twice what is wanted."""
    longest = max(picture.size)
    if picture.mode not in {"P", "PA", "LA", "RGBA"} or longest <= 2 * LONGEST_SIDE:
        return picture
    width, height = (max(1, side * 2 * LONGEST_SIDE // longest) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.NEAREST)


def _mode(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"
