"""What comes out of the sandbox was written by a program that read hostile bytes; it is checked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from poison_images import picture
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.intake import (
    Extract,
    FileKind,
    Part,
    Passage,
    Reason,
    Rendition,
    Verdict,
)
from trucewatch.pipeline import crossing
from trucewatch.pipeline.crossing import Opened

VERDICT = Verdict(kind=FileKind.PDF, media_type="application/pdf", remarks=(Reason("no_text"),))
SHOWN = picture("JPEG")


def rendition(raw: bytes, media_type: str = "image/jpeg") -> Opened:
    """An opened file that shows these bytes."""
    one = Rendition(number=1, media_type=media_type, width=40, height=30, raw=raw)
    return Opened(verdict=VERDICT, extract=Extract(renditions=(one,)))


def changed(**values: Any) -> bytes:
    """An answer in which one value is another."""
    line, _, rest = crossing.written(rendition(SHOWN)).partition(b"\n")
    return json.dumps(json.loads(line) | values).encode() + b"\n" + rest


def test_an_answer_crosses_whole() -> None:
    """Words, places, pictures, parts and remarks."""
    extract = Extract(
        text="Hama",
        passages=(Passage(0, 4, "page", 1),),
        renditions=(Rendition(number=1, media_type="image/jpeg", width=40, height=30, raw=SHOWN),),
        parts=(Part(name="a\n", media_type=None, raw=b"\n\0"),),
        remarks=(Reason("pages_shown", {"shown": "1", "pages": "2"}),),
    )
    opened = Opened(verdict=VERDICT, extract=extract)
    assert crossing.read(crossing.written(opened)) == opened


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><script>x()</script>",
        SHOWN + b"<script>",
        SHOWN[:-9],
        picture("JPEG", size=(1700, 10)),
        picture("JPEG", comment=b"x"),
        picture("GIF", "P"),
    ],
)
def test_only_small_bare_pictures_cross(raw: bytes) -> None:
    """People are shown them, so nothing else may come as one."""
    with pytest.raises(InvalidValue):
        crossing.read(crossing.written(rendition(raw)))


def test_a_picture_crosses_under_its_own_type() -> None:
    """Neither page nor drawing."""
    with pytest.raises(InvalidValue):
        crossing.read(crossing.written(rendition(SHOWN, "image/svg+xml")))


@pytest.mark.parametrize(
    "values",
    [
        {"text": "\ud800"},
        {"text": 4},
        {"passages": [{"start": 0, "end": 9, "kind": "page", "number": 1}]},
        {"remarks": [{"code": "no_such_code", "facts": {}}]},
        {"remarks": [{"code": "pages_shown", "facts": {}}]},
        {"parts": [{"name": "a", "media_type": None, "size": 10}]},
        {"parts": [{"name": "a", "media_type": None, "size": -1}]},
        {"more": 1},
    ],
)
def test_what_does_not_fit_is_refused(values: dict[str, Any]) -> None:
    """A type, a range, a count or a code that is not what it should be."""
    with pytest.raises(InvalidValue):
        crossing.read(changed(**values))


def test_an_answer_nested_without_end_is_refused() -> None:
    """It would otherwise exhaust whoever reads it."""
    with pytest.raises(InvalidValue):
        crossing.read(b"[" * 100_000)
