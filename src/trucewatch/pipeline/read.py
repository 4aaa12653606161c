"""Reports to readings, one or many; a bad file never takes the good ones with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from trucewatch.domain.errors import Refusal
from trucewatch.domain.reading import Reading
from trucewatch.pipeline.files import LARGEST_BYTES, bytes_of
from trucewatch.text.reading import read_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came of a row of files: the readings in the order given, and why others failed."""

    readings: tuple[Reading, ...]
    refused: tuple[Refusal, ...]


def read(
    report: str | Path | bytes,
    *,
    published: dt.date | None = None,
    source: str | None = None,
    largest: int = LARGEST_BYTES,
) -> Reading:
    r"""Read one report: its document, and every statement in it with who says so.

    Args:
        report: a path, "-" for standard input, or the bytes themselves.
        published: the day of publication where it is known from elsewhere.
        source: who published it, where that is known from elsewhere.
        largest: bytes; a larger file is refused before it is opened.

    Raises:
        UnreadableInput: missing, a folder, too large, empty, binary or undecodable.

    >>> read(b"Army shelled Hama on Monday.\n").statements[0].act
    'shelling'
    """
    if isinstance(report, bytes):
        return read_report(report, name="-", published=published, source=source)
    raw = bytes_of(str(report), largest=largest)
    return read_report(raw, name=str(report), published=published, source=source)


def read_all(
    names: Iterable[str],
    *,
    published: dt.date | None = None,
    source: str | None = None,
    largest: int = LARGEST_BYTES,
    before: Callable[[str], None] = lambda _: None,
) -> Batch:
    """Read each file in turn; `before` hears the name of each before it is opened."""
    readings: list[Reading] = []
    refused: list[Refusal] = []
    for name in names:
        before(name)
        try:
            readings.append(read(name, published=published, source=source, largest=largest))
        except Refusal as err:
            refused.append(err)
        except Exception as err:  # noqa: BLE001 - a fault of ours must not take the good files along
            what = f"the reader failed on it ({type(err).__name__}: {err})"
            remedy = "this is a fault of Trucewatch; please report it with the file"
            refused.append(Refusal(what, where=name, remedy=remedy))
    return Batch(readings=tuple(readings), refused=tuple(refused))
