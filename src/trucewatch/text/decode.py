"""Bytes to characters, with what the choice of encoding rests on."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.sentence import Sentence
from trucewatch.text.letters import guess

MAX_BYTES = 20_000_000
"""Larger files are refused; a report is a few kilobytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", Sentence("a PDF document"), Sentence("save its text, as with pdftotext")),
    (b"\x89PNG", Sentence("a PNG picture"), Sentence("type out what it says")),
    (b"\xff\xd8\xff", Sentence("a JPEG picture"), Sentence("type out what it says")),
    (b"GIF8", Sentence("a GIF picture"), Sentence("type out what it says")),
    (
        b"PK\x03\x04",
        Sentence("a ZIP archive or an office document"),
        Sentence("unpack it or save it as text"),
    ),
    (b"\x1f\x8b", Sentence("a gzip archive"), Sentence("unpack it")),
    (b"\xd0\xcf\x11\xe0", Sentence("an old office document"), Sentence("save it as text")),
    (b"{\\rtf", Sentence("an RTF document"), Sentence("save it as text")),
    (b"\x7fELF", Sentence("a program"), Sentence("name a report")),
    (b"MZ\x90", Sentence("a program"), Sentence("name a report")),
    (b"SQLite format 3\0", Sentence("a database"), Sentence("name a report")),
)
# Of encodings that read the bytes equally well the first is taken.
_PLAUSIBLE = (
    ("cp1252", "windows-1252"),
    ("cp1251", "windows-1251"),
    ("cp1256", "windows-1256"),
    ("koi8_r", "koi8-r"),
    ("koi8_u", "koi8-u"),
    ("cp866", "cp866"),
    ("cp1125", "cp1125"),
    ("iso8859_5", "iso8859-5"),
    ("iso8859_6", "iso8859-6"),
    ("cp720", "cp720"),
    ("cp864", "cp864"),
    ("mac_cyrillic", "mac-cyrillic"),
    ("cp1254", "windows-1254"),
    ("cp1250", "windows-1250"),
    ("cp1255", "windows-1255"),
    ("cp1253", "windows-1253"),
    ("gb18030", "gb18030"),
    ("big5", "big5"),
    ("shift_jis", "shift_jis"),
    ("euc_jp", "euc_jp"),
    ("euc_kr", "euc_kr"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_MESSY = 0.2
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_USUAL = re.compile("[\xa0-\u017f\u0400-\u045f\u0490\u0491\u060c-\u06d2\u2010-\u203a\ufeff]")
_SAMPLE = 200_000
_MIXED = 0.2
"""Share of the bytes above 7F in usual characters of UTF-8 that other encodings do not reach."""
_FEWEST = 20
_OTHER = Sentence("save it as UTF-8 and try again")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as characters.

    Args:
        text: all of it, byte order mark included; encoding it gives the file again.
        encoding: name that Python knows.
        basis: byte_order_mark, valid_utf8, declared or detected.
    """

    text: str
    encoding: str
    basis: str


def refuse_size(size: int, name: str, *, largest: int = MAX_BYTES) -> None:
    """Refuse a file of more than `largest` bytes, before it is opened.

    >>> refuse_size(20_000_000, "a.txt")
    >>> refuse_size(20_000_001, "a.txt")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: a.txt: larger than 20 MB; split it
    """
    if size > largest:
        what = Sentence("larger than {largest:g} MB", largest=largest / 1000000)
        raise UnreadableInput(what, where=name, remedy="split it")


def decode(raw: bytes, *, name: str) -> Decoded:
    r"""A file as characters, never guessed in silence.

    In this order: a byte order mark, valid UTF-8, the encoding that the file declares, and only
    then one that is found by looking at the letters, which `basis` then says.

    Raises:
        UnreadableInput: empty, blank, no text, or in no encoding that makes sense.

    >>> decode("Алеппо".encode("utf-8"), name="a.txt").basis
    'valid_utf8'
    >>> decode(b"It\x92s over, he said \x96 twice.", name="a.txt").encoding
    'windows-1252'
    >>> decode(b" \n", name="a.txt")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: a.txt: holds nothing but blanks; name a file with text in it
    """  # noqa: E501 - the message is one line for a person
    _refuse_foreign(raw, name)
    found = _marked(raw, name) or _unicode(raw) or _declared(raw) or _wide(raw)
    if found is None:
        _refuse_binary(raw, name)
        found = _detected(raw, name)
    if not found.text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnreadableInput(
            "holds nothing but blanks", where=name, remedy="name a file with text in it"
        )
    return found


def _refuse_foreign(raw: bytes, name: str) -> None:
    if not raw:
        raise UnreadableInput("is empty", where=name, remedy="name a file with text in it")
    for magic, kind, remedy in _KINDS:
        if raw.startswith(magic):
            raise UnreadableInput(
                Sentence("is {kind}, not text", kind=kind),
                where=Sentence("{name}, byte 0", name=name),
                remedy=remedy,
            )


def _refuse_binary(raw: bytes, name: str) -> None:
    at = raw.find(b"\0")
    if at >= 0:
        where = Sentence("{name}, byte {at}", name=name, at=at)
        raise UnreadableInput("is binary, not text", where=where, remedy="name a text file")


def _marked(raw: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(encoding), encoding, "byte_order_mark")
            except UnicodeDecodeError as err:
                what = Sentence("begins as {encoding} and is not", encoding=encoding)
                where = Sentence("{name}, byte {start}", name=name, start=err.start)
                raise UnreadableInput(what, where=where, remedy=_OTHER) from err
    return None


def _unicode(raw: bytes) -> Decoded | None:
    text = _strictly(raw, "utf-8")
    return None if text is None or "\0" in text else Decoded(text, "utf-8", "valid_utf8")


def _declared(raw: bytes) -> Decoded | None:
    match = _DECLARED.search(raw[:_HEAD])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace")
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        return None
    # Pages that say Latin-1 are read as windows-1252 by every browser.
    encoding = "cp1252" if encoding == "iso8859-1" else encoding
    encoding = dict(_PLAUSIBLE).get(encoding, encoding)
    text = _strictly(raw, encoding)
    return None if text is None or "\0" in text else Decoded(text, encoding, "declared")


def _wide(raw: bytes) -> Decoded | None:
    """UTF-32 and UTF-16 without a mark: every fourth or other byte of common scripts is small."""
    if len(raw) % 2 or b"\0" not in raw[:_HEAD]:
        return None
    for encoding in ("utf-32-le", "utf-32-be") if len(raw) % 4 == 0 else ():
        text = _strictly(raw, encoding)
        if text is not None and _printable(text):
            return Decoded(text, encoding, "detected")
    head = raw[:_HEAD]
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        text = _strictly(raw, encoding) if sum(b <= 0x06 for b in high) > 0.8 * len(high) else None
        if text is not None and _printable(text):
            return Decoded(text, encoding, "detected")
    return None


def _detected(raw: bytes, name: str) -> Decoded:
    _refuse_mixed(raw, name)
    found = guess(raw)
    if found is not None and len(found.encodings) > 1:
        raise _undecided(
            raw,
            name,
            Sentence("makes words in {encodings}", encodings=" and in ".join(found.encodings)),
        )
    if found is not None:
        return Decoded(raw.decode(found.encodings[0]), found.encodings[0], "detected")
    matches = from_bytes(raw)
    best = matches.best()
    equal = [m for m in matches if best and (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    names = {name for m in equal for name in (m.encoding, *m.could_be_from_charset)}
    if best is not None and best.chaos < _MESSY:
        for codec, encoding in _PLAUSIBLE:
            text = _strictly(raw, encoding) if codec in names else None
            if text is not None and _printable(text):
                if not _enough(text):
                    raise _undecided(
                        raw, name, Sentence("holds too few letters to tell its encoding")
                    )
                return Decoded(text, encoding, "detected")
    raise _undecided(raw, name, Sentence("is in no encoding that makes words of it"))


def _undecided(raw: bytes, name: str, what: str) -> UnreadableInput:
    at = next(i for i, byte in enumerate(raw) if byte >= 0x80)
    return UnreadableInput(
        what, where=Sentence("{name}, byte {at}", name=name, at=at), remedy=_OTHER
    )


def _refuse_mixed(raw: bytes, name: str) -> None:
    """Two encodings in one file: any single one would garble a part of it in silence."""
    head = raw[:_SAMPLE]
    sequences = [match.group() for match in _SEQUENCE.finditer(head)]
    usual = sum(len(one) for one in sequences if _USUAL.match(one.decode("utf-8", "replace")))
    if usual < _MIXED * sum(byte >= 0x80 for byte in head):
        return
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as err:
        what = Sentence("is UTF-8 but for what stands here")
        raise UnreadableInput(
            what, where=Sentence("{name}, byte {start}", name=name, start=err.start), remedy=_OTHER
        ) from err


def _enough(text: str) -> bool:
    """Whether Latin words carry the letters beyond ASCII, or there are many of those."""
    plain = sum(letter.isascii() and letter.isalpha() for letter in text)
    others = [letter for letter in text if not letter.isascii()]
    latin = all(letter < "\u0250" or "\u2000" <= letter <= "\u2122" for letter in others)
    return plain > len(others) if latin else len(others) >= _FEWEST


def _printable(text: str) -> bool:
    odd = sum(not (c.isprintable() or c in "\t\r\n\f\ufeff\xa0\xad") for c in text[:_HEAD])
    return odd * 50 <= min(len(text), _HEAD) and any(c.isalpha() for c in text[:_HEAD])


def _strictly(raw: bytes, encoding: str) -> str | None:
    """The text, if it is one and gives the same bytes again."""
    try:
        text = raw.decode(encoding)
        return text if encoding == "utf-8" or text.encode(encoding) == raw else None
    except (UnicodeError, LookupError):
        return None
