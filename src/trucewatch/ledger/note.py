"""Signed notes, as C2SP signed-note has them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.sentence import Sentence
from trucewatch.ledger.keys import (
    NOTE,
    SIGNATURE_BYTES,
    Signer,
    VerifierKey,
    check_name,
    exact_base64,
)
from trucewatch.ledger.refusals import Malformed, SignatureRefused

DASH = "\N{EM DASH} "
KEY_ID_BYTES = 4
MOST_SIGNATURES = 64
LONGEST = 65_536  # bytes


@dataclass(frozen=True)
class SignatureLine:
    """One line under a note: whose it claims to be, and the bytes after the key id."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {b64encode(self.key_id + self.signature).decode()}"

    def claims(self, key: VerifierKey) -> bool:
        """Whether the line names this key; nothing is verified yet."""
        return self.name == key.name and self.key_id == key.key_id


@dataclass(frozen=True)
class Note:
    """Text and the lines under it; `text` ends in a newline. Nothing is verified yet."""

    text: str
    lines: tuple[SignatureLine, ...]

    def __bytes__(self) -> bytes:
        return (self.text + "\n" + "".join(f"{line}\n" for line in self.lines)).encode()

    def with_line(self, line: SignatureLine) -> Note:
        """The note with one more line at its end."""
        return Note(self.text, (*self.lines, line))


def sign_note(text: str, signers: Iterable[Signer]) -> bytes:
    r"""A note over `text`, signed by each in order.

    >>> log = Signer.from_seed("a.example/log", NOTE, bytes(32))
    >>> note = sign_note("hello\n", [log])
    >>> open_note(note, [log.key]).text
    'hello\n'
    """
    lines = [SignatureLine(one.name, one.key.key_id, one.sign(text.encode())) for one in signers]
    return bytes(parse_note(bytes(Note(text, tuple(lines)))))


def open_note(data: bytes, keys: Iterable[VerifierKey]) -> Note:
    """The note, once at least one of the keys has signed it; unknown keys are ignored.

    Args:
        data: the whole note.
        keys: trusted keys of type 0x01; cosignatures are opened by `cosignature`.

    Raises:
        Malformed: not a note.
        SignatureRefused: a line of a known key does not hold, or no known key signed.
    """
    note = parse_note(data)
    known = [key for key in keys if key.kind == NOTE]
    signed = [line for line in note.lines for key in known if _holds(line, key, note.text)]
    if not signed:
        raise SignatureRefused("no trusted key signed this note")
    return note


def parse_note(data: bytes) -> Note:
    """Text and lines of a note, with nothing verified.

    Raises:
        Malformed: not UTF-8, a control character, no blank line before the signatures, no
            signature, or a line of another form.
    """
    if len(data) > LONGEST:
        raise Malformed(
            Sentence("note of {size} bytes; the limit is {most}", size=len(data), most=LONGEST)
        )
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(
            Sentence("byte {start} of the note is not UTF-8", start=error.start)
        ) from error
    if any(one < " " and one != "\n" for one in whole):
        raise Malformed("a control character in a note")
    text, blank, rest = whole.rpartition("\n\n")
    if not blank or not rest.endswith("\n"):
        raise Malformed("a note is text, an empty line and signature lines")
    lines = rest[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise Malformed(
            Sentence(
                "{number} signature lines; the limit is {most}",
                number=len(lines),
                most=MOST_SIGNATURES,
            )
        )
    return Note(text + "\n", tuple(_line(line) for line in lines))


def _line(line: str) -> SignatureLine:
    name, space, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not space:
        raise Malformed("a signature line is a dash, a name and base64", where=line[:60])
    check_name(name)
    raw = exact_base64(encoded)
    if len(raw) <= KEY_ID_BYTES:
        raise Malformed("signature is empty", where=name)
    return SignatureLine(name, raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:])


def _holds(line: SignatureLine, key: VerifierKey, text: str) -> bool:
    if not line.claims(key):
        return False
    if len(line.signature) != SIGNATURE_BYTES:
        raise SignatureRefused("signature is not 64 bytes", where=key.name)
    key.verify(line.signature, text.encode())
    return True
