"""Names and claimed types held against what a file is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.data.intake_words import program_endings
from trucewatch.domain.intake import FileKind, Reason
from trucewatch.text.inspection.sniff import Sniffed, claims_of, ending, plain_type

LONGEST_NAME = 120
"""Characters of a name that are shown in a sentence."""
# Marks (LRM, RLM, ALM) turn nothing and stand in many Arabic names.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
_SPACED = re.compile(r"\.\w{2,4}\s{3,}\S*\.\w+$")
_RELATED = (
    frozenset({FileKind.TEXT, FileKind.CSV, FileKind.HTML, FileKind.MAIL, FileKind.XML}),
    frozenset({FileKind.XML, FileKind.SVG, FileKind.HTML}),
    frozenset({FileKind.ARCHIVE, FileKind.DOCX}),
)
_SUBTYPES = {"jpg": "jpeg", "pjpeg": "jpeg", "tif": "tiff"}


def shown(name: str) -> str:
    r"""A name as it may stand in a sentence: nothing in it turns or ends the line.

    >>> shown("gpj\u202egpj.exe\n")
    'gpj<U+202E>gpj.exe<U+000A>'
    """
    plain = re.sub(f"{_TURNING.pattern}|{_CONTROL.pattern}", lambda m: f"<U+{ord(m[0]):04X}>", name)
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def named(name: str) -> Iterator[Reason]:
    """What a name tries to make believe.

    >>> [one.code for one in named("report.pdf.exe")], list(named("Отчёт 3.pdf"))
    (['deceptive_name'], [])
    """
    deceptive = (
        _TURNING.search(name)
        or _CONTROL.search(name)
        or _SPACED.search(name)
        or ending(name) in program_endings()
    )
    if deceptive:
        yield Reason("deceptive_name", {"name": shown(name)})
    elif re.search(r"[/\\]", name):
        yield Reason("name_with_path", {"name": shown(name)})


def claimed(sniffed: Sniffed, name: str, media_type: str | None) -> Iterator[Reason]:
    """Where the claim and the content part: across kinds it quarantines, among related ones not."""
    for claim, kind in claims_of(name, media_type):
        facts = {"claimed": claim, "found": sniffed.format or sniffed.media_type}
        if kind is FileKind.IMAGE and sniffed.kind is FileKind.IMAGE:
            if _subtype(claim) != _subtype(sniffed.media_type):
                yield Reason("type_differs", facts)
                return
        elif kind is not sniffed.kind and kind is not FileKind.UNKNOWN:
            related = any({kind, sniffed.kind} <= family for family in _RELATED)
            if related and plain_type(media_type) == "text/plain" == claim:
                continue  # what a browser says of any text that it does not know
            yield Reason("type_differs" if related else "type_mismatch", facts)
            return
        elif kind is FileKind.UNKNOWN and sniffed.kind is not FileKind.UNKNOWN:
            yield Reason("type_mismatch", facts)
            return


def _subtype(claim: str) -> str:
    plain = claim.rpartition("/")[2].removeprefix(".")
    return _SUBTYPES.get(plain, plain)
