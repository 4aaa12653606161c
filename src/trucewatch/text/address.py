"""Where the addresses of a text are."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+")


def addresses(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of all addresses, in order, closing punctuation left out.

    >>> addresses("See www.un.org, or not.")
    [(4, 14)]
    """
    if "://" not in text and "www." not in text:
        return []
    found = ADDRESS.finditer(text)
    return [(m.start(), m.start() + len(m.group().rstrip(".,;:!?)]*_'"))) for m in found]
