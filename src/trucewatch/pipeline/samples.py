"""The packaged sample reports, so that everything runs without a file of one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sample_reports() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each sample report, by name.

    >>> sample_reports()[0][0]
    '01-wire-aleppo-shelling.txt'
    """
    folder = files("trucewatch.data").joinpath("samples")
    found = (item for item in folder.iterdir() if item.name.endswith(".txt"))
    return tuple((item.name, item.read_bytes()) for item in sorted(found, key=lambda i: i.name))
