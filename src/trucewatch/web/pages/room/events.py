"""One server-sent event on the wire, and the place in a room to which it leads."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

PLACE = re.compile(r"(-?\d{1,15})-(\d{1,9})")


@dataclass(frozen=True)
class Place:
    """How far somebody has heard.

    Args:
        seq: place in the ledger of the last entry, -1 for none.
        number: of the last message of their own side, 0 for none.
    """

    seq: int = -1
    number: int = 0

    def __str__(self) -> str:
        return f"{self.seq}-{self.number}"


def place(text: str) -> Place:
    """The place that a browser names; the beginning where it names none.

    >>> place("17-3"), place("-1-0"), place("x")
    (Place(seq=17, number=3), Place(seq=-1, number=0), Place(seq=-1, number=0))
    """
    found = PLACE.fullmatch(text)
    return Place(int(found[1]), int(found[2])) if found else Place()


def event(kind: str, told: object, id_: Place | None = None) -> str:
    r"""One event on the wire.

    >>> event("entry", {"line": "a\nb"}, Place(3, 1))
    'id: 3-1\nevent: entry\ndata: {"line": "a\\nb"}\n\n'
    """
    named = f"id: {id_}\n" if id_ is not None else ""
    return f"{named}event: {kind}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
