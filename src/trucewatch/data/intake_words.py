"""Formats that may arrive, and the words for what is found in files, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.intake import FileKind

_FILE = "vocabulary/intake.yaml"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is known by its first bytes and not read.

    Args:
        magic: bytes at `offset`.
        name: as people call it.
        endings: of file names, without the point.
    """

    magic: bytes
    offset: int
    name: str
    endings: frozenset[str]


def quarantines(code: str) -> bool:
    """Whether a file with this stays closed.

    >>> quarantines("pdf_javascript"), quarantines("csv_formulas")
    (True, False)
    """
    return bool(_entry(code)["quarantine"])


def sentence(code: str, lang: str, facts: Mapping[str, str]) -> str:
    """What was found, in words.

    Args:
        lang: `en`, `ru` or `ar`.

    Raises:
        UnknownName: no such code or language, or a fact is missing.

    >>> sentence("image_too_large", "en", {"megapixels": "900", "most": "50"})
    'The picture unfolds to 900 megapixels; 50 are allowed.'
    """
    try:
        return str(_entry(code)[lang]).format_map(facts)
    except KeyError as err:
        raise UnknownName(f"the sentence {code!r} in {lang!r} lacks {err.args[0]!r}") from err


def remedy(code: str, lang: str) -> str:
    """What whoever sent or received the file can do, "" where nothing is to be done.

    >>> remedy("csv_formulas", "en")
    ''
    """
    key = _entry(code).get("remedy")
    return str(_tree()["remedies"][key][lang]) if key else ""


def release(code: str) -> str:
    """How a person may have a file with this opened after all; "" where nobody may.

    Returns:
        `again`: examined once more, since the cause may have passed; `unnamed`: examined without
        what its name and type claim.

    >>> release("type_mismatch"), release("no_sandbox"), release("office_macros")
    ('unnamed', 'again', '')
    """
    return str(_entry(code).get("release", ""))


def label(code: str, lang: str) -> str:
    """How an outcome is called: `accepted` or `closed`."""
    return str(_tree()["labels"][code][lang])


def codes() -> Mapping[str, Mapping[str, Any]]:
    """Every code with its entry, in the order of the file."""
    found: Mapping[str, Mapping[str, Any]] = _tree()["codes"]
    return found


def remedies() -> Mapping[str, Mapping[str, str]]:
    """Every remedy by key and language."""
    found: Mapping[str, Mapping[str, str]] = _tree()["remedies"]
    return found


@cache
def closed_formats() -> tuple[Format, ...]:
    """Formats that are known and not read, in the order in which they are tried."""
    return tuple(
        Format(
            bytes.fromhex(one["magic"]),
            one.get("offset", 0),
            one["name"],
            frozenset(one.get("endings", ())),
        )
        for one in _tree()["closed"]
    )


@cache
def kind_of_ending(ending: str) -> FileKind | None:
    """The kind that the ending of a file name claims, None where it claims none.

    >>> kind_of_ending("jpeg"), kind_of_ending("7z"), kind_of_ending("north")
    (<FileKind.IMAGE: 'image'>, <FileKind.UNKNOWN: 'unknown'>, None)
    """
    for kind, claims in _tree()["kinds"].items():
        if ending in claims["endings"]:
            return FileKind(kind)
    closed = any(ending in one.endings for one in closed_formats())
    return FileKind.UNKNOWN if closed or ending in program_endings() else None


@cache
def kind_of_media_type(media_type: str) -> FileKind | None:
    """The kind that a media type claims, None where it claims none."""
    for kind, claims in _tree()["kinds"].items():
        if media_type in claims["media_types"]:
            return FileKind(kind)
    return None


@cache
def program_endings() -> frozenset[str]:
    """Endings of names that some desktop would start as a program."""
    return frozenset(_tree()["programs"])


def _entry(code: str) -> Mapping[str, Any]:
    try:
        return codes()[code]
    except KeyError as err:
        raise UnknownName(f"no code {code!r}", remedy=f"add it to {_FILE}") from err


def _tree() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(_FILE)
    return found
