"""Clocks of the world from the pinned `tzdata`; the system's copy is never asked.

Two machines with different system zones would otherwise date the same words differently.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from trucewatch.domain.errors import UnknownName
from trucewatch.domain.sentence import Sentence


@cache
def zone(name: str) -> ZoneInfo:
    """The clock of an IANA zone with its whole history of offsets.

    Args:
        name: an IANA name or link, as in "Asia/Damascus"; case matters.

    Raises:
        UnknownName: the pinned release has no such zone.

    >>> import datetime as dt
    >>> dt.datetime(2016, 7, 1, tzinfo=zone("Asia/Damascus")).utcoffset() == dt.timedelta(hours=3)
    True
    >>> zone("Asia/Atlantis")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: no zone is called 'Asia/Atlantis'; use an IANA name such as Asia/Damascus
    """  # noqa: E501 - the message is one line for a person
    remedy = Sentence("use an IANA name such as Asia/Damascus")
    parts = name.split("/")
    if not name or any(not part.strip(".") for part in parts):
        raise UnknownName(Sentence("no zone is called {name!r}", name=name), remedy=remedy)
    file = files("tzdata").joinpath("zoneinfo", *parts)
    if not file.is_file():
        raise UnknownName(Sentence("no zone is called {name!r}", name=name), remedy=remedy)
    with file.open("rb") as stream:
        try:
            return ZoneInfo.from_file(stream, key=name)
        except ValueError as err:
            raise UnknownName(
                Sentence("no zone is called {name!r}", name=name), remedy=remedy
            ) from err


@cache
def zone_of_country(code: str) -> str | None:
    """The one clock of a country, None where it has several or none.

    Args:
        code: ISO 3166-1 alpha-2, upper case.

    >>> zone_of_country("SY"), zone_of_country("US"), zone_of_country("")
    ('Asia/Damascus', None, None)
    """
    listed = _zones_by_country().get(code, ())
    return listed[0] if len(listed) == 1 else None


@cache
def _zones_by_country() -> dict[str, tuple[str, ...]]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, name = line.split("\t")[:3]
            found[code] = (*found.get(code, ()), name)
    return found
