"""The square of dots that a phone reads."""

from __future__ import annotations

from base64 import b64encode

import qrcode
from qrcode.image.svg import SvgPathFillImage


def dots(text: str) -> str:
    """A picture of `text` as an address that holds it whole, black on white in every theme."""
    picture = qrcode.make(text, image_factory=SvgPathFillImage, border=4).to_string()
    return f"data:image/svg+xml;base64,{b64encode(picture).decode()}"
