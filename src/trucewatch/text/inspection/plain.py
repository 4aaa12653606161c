"""Text looked at: signs that hide or turn what stands there, cells that would calculate."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.intake import FileKind, Reason
from trucewatch.text.decode import decode

MOST_ROWS = 200_000
LONG_LINE = 100_000
_OPENS = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_CLOSES = frozenset({"\u202c", "\u2069"})
_OVERRIDES = frozenset({"\u202d", "\u202e"})
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# ZWNJ and ZWJ are letters of Persian and Arabic writing and stand where they like.
_HIDDEN = re.compile(
    "(?<=\\w)[\u200b\u2060\ufeff\U000e0000-\U000e007f]+(?=\\w)|[\U000e0020-\U000e007f]"
)
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
_ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|applet|form|meta[^<>]{0,200}http-equiv)\b|[\s\"'/]on[a-z]{3,20}\s*=|javascript:",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?[\d\s.,:()/%°'\u2212-]*\d[\d\s.,:()/%°'-]*")
_SIGNS = ",;\t"
_STARTS = frozenset("=+-@\t\r")


def text(raw: bytes, kind: FileKind) -> Iterator[Reason]:
    r"""What speaks against a text, a page or a table, and what a person should know of it.

    >>> [one.code for one in text("a\u202eb\n".encode(), FileKind.TEXT)]
    ['bidi_controls']
    """
    if not raw.strip(b" \t\r\n\f\v\xef\xbb\xbf"):
        yield Reason("blank")
        return
    try:
        letters = decode(raw, name="").text
    except UnreadableInput as err:
        yield _undecoded(raw, err)
        return
    yield from _signs(letters)
    if kind is FileKind.HTML:
        active = len(_ACTIVE.findall(letters))
        if active:
            yield Reason("html_active", {"count": str(active)})
    if kind is FileKind.CSV:
        yield from _table(letters)


def _undecoded(raw: bytes, err: UnreadableInput) -> Reason:
    at = raw.find(b"\0")
    if at < 0:
        return Reason("undecodable", {"what": err.what})
    odd = sum(byte < 9 or 13 < byte < 32 for byte in raw[:4096])
    if odd * 10 > len(raw[:4096]):
        return Reason("binary_junk")
    return Reason("null_bytes", {"byte": str(at)})


def _signs(letters: str) -> Iterator[Reason]:
    line = turned(letters)
    if line:
        yield Reason("bidi_controls", {"line": str(line)})
    hidden = sum(1 for _ in _HIDDEN.finditer(letters))
    if hidden:
        yield Reason("hidden_signs", {"count": str(hidden)})
    control = len(_CONTROL.findall(letters))
    if control:
        yield Reason("control_signs", {"count": str(control)})
    longest = max(map(len, letters.split("\n")))
    if longest > LONG_LINE:
        yield Reason("long_line", {"count": str(longest)})


def turned(letters: str) -> int:
    r"""The first line, from 1, with an override or left turned at its end; 0 if there is none.

    >>> turned("\u2067عربي\u2069 \u202bعربي\u202c"), turned("a\nb\u2067c"), turned("\u202db\u202c")
    (0, 2, 1)
    """
    if not _TURNING.search(letters):
        return 0
    for number, line in enumerate(letters.split("\n"), 1):
        waiting: list[str] = []
        for match in _TURNING.finditer(line):
            sign = match[0]
            if sign in _OVERRIDES:
                return number
            if sign in _OPENS:
                waiting.append(_OPENS[sign])
            elif not waiting or waiting.pop() != sign:
                return number
        if waiting:
            return number
    return 0


def _table(letters: str) -> Iterator[Reason]:
    head = letters.partition("\n")[0]
    rows = csv.reader(
        io.StringIO(letters, newline=""), delimiter=max(_SIGNS, key=head.count), strict=True
    )
    count = first = 0
    try:
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                yield Reason("csv_rows", {"most": str(MOST_ROWS)})
                return
            starting = sum(is_formula(cell) for cell in row)
            first = first or (rows.line_num if starting else 0)
            count += starting
    except csv.Error as err:
        yield Reason("csv_damaged", {"what": f"line {rows.line_num}: {err}"})
    if count:
        yield Reason("csv_formulas", {"count": str(count), "line": str(first)})


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would calculate a cell; signed numbers and dashes are none.

    >>> [is_formula(cell) for cell in ("=1+1", "＝A1", "-36.2", "+7 (900) 1-2", "-cmd", "-")]
    [True, True, False, False, True, False]
    """
    start = cell[:1]
    if start > "\x7f":
        start = unicodedata.normalize("NFKC", start)[:1]
    starts = bool(start) and start in _STARTS
    return starts and len(cell.strip()) > 1 and not _NUMBER.fullmatch(cell)
