"""All incidents as columns of numbers in memory, about 150 bytes each, kept up with the table.

Every filter, count and cell of a map over a million incidents is then some milliseconds of array
work, whatever filters are mixed; the database is asked for the rows of a page alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import Max

from trucewatch.storage.incident_place import RESOLUTIONS
from trucewatch.storage.incidents.codes import Codes
from trucewatch.storage.models import Entry, IncidentRow

UNKNOWN = -(2**31)
"""Stands for NULL among coordinates and radii; no degree and no metre is so small."""
UNDATED = -(2**63)
AT_ONCE = 2_000
"""Rows that are read at a time."""
WHOLE: dict[str, type[np.generic]] = {
    "id": np.int64, "touched": np.int64, "seq": np.int64, "recorded_at": np.int64, "at": np.int64,
}  # fmt: skip
PLACED = ("lon", "lat", "radius_m", "west", "south", "east", "north")
TEXTS = (
    "place_precision", "act", "family", "status", "worst", "places", "actors",
    "named", "findings", "audience",
)  # fmt: skip
CELLS = tuple(f"cell{resolution}" for resolution in RESOLUTIONS)
ASKED = (*WHOLE, "start_at", "end_at", *PLACED, *CELLS, *TEXTS, "words")
_TYPES: dict[str, Any] = {
    **WHOLE,
    "until": np.int64,
    **dict.fromkeys(PLACED, np.int32),
    **dict.fromkeys(CELLS, np.int32),
    **dict.fromkeys(TEXTS, np.int32),
}
Array = npt.NDArray[Any]


class Columns:
    """Columns by name, rows in the order in which the incidents were first recorded.

    Texts and cells are codes; `codes` has what they stand for. `until` is where the time of an
    incident ends, a second behind its start where no end is known, `UNDATED` without any time.
    """

    def __init__(self) -> None:
        self.size = 0
        self.codes = {name: Codes() for name in (*TEXTS, *CELLS)}
        self._room = {name: np.empty(1024, dtype=kind) for name, kind in _TYPES.items()}

    def __getitem__(self, name: str) -> Array:
        return self._room[name][: self.size]

    def newest(self) -> int:
        """Seq of the newest entry that is in here, -1 for none."""
        return int(self["touched"].max(initial=-1))

    def put(self, rows: Sequence[tuple[Any, ...]]) -> list[int]:
        """Take rows in, in the order of `ASKED` and of their ids; a known id is put anew.

        Returns:
            Where each is now.
        """
        made = self._made(rows)
        places = np.searchsorted(self["id"], made["id"])
        known = places < self.size
        known[known] = self["id"][places[known]] == made["id"][known]
        new = np.flatnonzero(~known)
        places[new] = np.arange(self.size, self.size + len(new))
        self.size += len(new)
        for name, column in made.items():
            self._with_room(name)[places] = column
        return list(map(int, places))

    def _with_room(self, name: str) -> Array:
        room = self._room[name]
        if len(room) < self.size:
            # A tenth more than is needed, so that growing is rare and little stands empty.
            grown = np.empty(self.size + self.size // 10, dtype=room.dtype)
            grown[: len(room)] = room
            room = self._room[name] = grown
        return room

    def _made(self, rows: Sequence[tuple[Any, ...]]) -> dict[str, Array]:
        told = dict(zip(ASKED, zip(*rows, strict=True), strict=True))
        made = {name: np.array(told[name], dtype=kind) for name, kind in WHOLE.items()}
        made["until"] = np.array(
            [
                end if end is not None else UNDATED if start is None else start + 1
                for start, end in zip(told["start_at"], told["end_at"], strict=True)
            ],
            dtype=np.int64,
        )
        for name in PLACED:
            values = [UNKNOWN if one is None else one for one in told[name]]
            made[name] = np.array(values, dtype=np.int32)
        for name in (*TEXTS, *CELLS):
            made[name] = np.array(self.codes[name].of(told[name]), dtype=np.int32)
        return made


def rows_since(touched: int) -> Iterator[list[tuple[Any, ...]]]:
    """Rows that an entry behind `touched` made or changed, in the order of their ids."""
    asked = IncidentRow.objects.values_list(*ASKED)
    if touched < 0:
        rows = iter(asked.order_by("id").iterator(chunk_size=AT_ONCE))
    else:
        # Asked for in that order, an engine may go through all ids to find the few that changed.
        rows = iter(sorted(asked.filter(touched__gt=touched), key=itemgetter(0)))
    while some := list(islice(rows, AT_ONCE)):
        yield some


def newest_in_table() -> int:
    """Seq of the newest entry that made or changed a row, -1 for none."""
    found = IncidentRow.objects.aggregate(newest=Max("touched"))["newest"]
    return -1 if found is None else int(found)


def mark_of(seq: int) -> bytes:
    """What tells the entry of a seq from that of another history; b"" where there is none."""
    found = Entry.objects.filter(seq=seq).values_list("body", flat=True).first()
    return sha256(found).digest() if found else b""
