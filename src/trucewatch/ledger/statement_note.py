"""What a delegation signs: a note whose text says what for, for which log, and who.

The text is lines of UTF-8: `trucewatch/KIND/v1`, the origin of the log, the id and the number of
what is signed, the side, 64 hex digits, and where the words are open every line of them. The digits
of open words are their SHA-256; of a position they are the salted commitment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from trucewatch.domain.sentence import Sentence
from trucewatch.ledger.commitment import commit
from trucewatch.ledger.keys import NOTE, Signer, VerifierKey, check_name
from trucewatch.ledger.note import open_note, parse_note, sign_note
from trucewatch.ledger.refusals import Malformed, SignatureRefused

POSITION, DETERMINATION, RULES, MINUTES = "position", "determination", "rules", "minutes"
KEY = "key"
KINDS = (POSITION, DETERMINATION, RULES, MINUTES, KEY)
SIDES = ("a", "b", "facilitator")
NAMES = {"a": "delegation-a", "b": "delegation-b", "facilitator": "facilitator"}
FIRST = re.compile(rf"trucewatch/({'|'.join(KINDS)})/v1")
ABOUT = re.compile("([A-Za-z0-9._:/-]{1,128}) ([1-9][0-9]{0,8})")
DIGEST = re.compile("[0-9a-f]{64}")
HEAD_LINES = 5


@dataclass(frozen=True)
class Statement:
    """What is signed.

    Args:
        kind: position, determination, rules, minutes or key.
        origin: of the log it is meant for.
        about: id of what is signed.
        number: its round or version, from 1.
        side: a, b or facilitator.
        digest: 64 hex digits; "" takes the SHA-256 of the words.
        words: every line that is open; "" of a position.

    Raises:
        Malformed: with the part that does not fit.

    >>> said = Statement("rules", "trucewatch/geneva/ledger-1", "centre-rules", 2, "a", words="x")
    >>> parse_statement(said.text) == said
    True
    """

    kind: str
    origin: str
    about: str
    number: int
    side: str
    digest: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        if not self.digest and self.words:
            object.__setattr__(self, "digest", sha256(self.words.encode()).hexdigest())
        check_name(self.origin)
        _require(
            self.kind in KINDS, Sentence("{given!r} is no kind of statement", given=self.kind[:40])
        )
        _require(self.side in SIDES, Sentence("{given!r} is no side", given=self.side[:40]))
        _require(
            ABOUT.fullmatch(f"{self.about} {self.number}"), "no id and number of what is signed"
        )
        _require(DIGEST.fullmatch(self.digest), "the digest is not 64 hex digits")
        if self.kind == POSITION:
            _require(not self.words, "a position is signed without its words")
        else:
            right = self.digest == sha256(self.words.encode()).hexdigest()
            _require(self.words and right, "the digest is not that of the words")
        odd = any(one < " " and one != "\n" for one in self.words)
        _require(not odd and not self.words.endswith("\n"), "the words are not plain lines")

    @property
    def text(self) -> str:
        """The text of the note."""
        head = f"trucewatch/{self.kind}/v1\n{self.origin}\n{self.about} {self.number}\n"
        words = f"{self.words}\n" if self.words else ""
        return f"{head}{self.side}\n{self.digest}\n{words}"


def parse_statement(text: str) -> Statement:
    """The statement in the text of a note; no signature is looked at.

    Raises:
        Malformed: another text.
    """
    lines = text.split("\n")
    first = FIRST.fullmatch(lines[0])
    if first is None or len(lines) <= HEAD_LINES or lines.pop():
        raise Malformed("no statement of a delegation")
    about = ABOUT.fullmatch(lines[2])
    if about is None:
        raise Malformed("no id and number of what is signed", where="line 3")
    side, digest, words = lines[3], lines[4], "\n".join(lines[HEAD_LINES:])
    said = Statement(first[1], lines[1], about[1], int(about[2]), side, digest, words)
    if said.text != text:
        raise Malformed("no statement of a delegation in its one spelling")
    return said


def key_name(origin: str, side: str) -> str:
    """The name of the key by which a side signs what it states to the log of this origin.

    >>> key_name("trucewatch/geneva/ledger-1", "a")
    'geneva/delegation-a/statements'
    """
    parts = origin.split("/")
    if len(parts) != 3 or side not in NAMES:
        raise Malformed(
            Sentence("no side {given!r} of a centre", given=side[:20]), where=origin[:80]
        )
    return f"{parts[1]}/{NAMES[side]}/statements"


def require_key(key: VerifierKey, origin: str, side: str) -> VerifierKey:
    """The key, refused unless it signs notes under the name of this side.

    Raises:
        Malformed: another kind or name.
    """
    name = key_name(origin, side)
    if key.kind != NOTE or key.name != name:
        remedy = Sentence(
            "make it with: trucewatch keys new person {name} -o statements.key", name=name
        )
        raise Malformed(Sentence("no key of {name}", name=name), where=key.name, remedy=remedy)
    return key


def sign_statement(said: Statement, signer: Signer) -> bytes:
    """The signed note.

    Raises:
        Malformed: the key is of another side.

    >>> said = Statement("position", "trucewatch/geneva/ledger-1", "c-1", 1, "a", "0" * 64)
    >>> key = Signer.from_seed("geneva/delegation-a/statements", NOTE, bytes(32))
    >>> opened(sign_statement(said, key), [key.key]) == said
    True
    """
    require_key(signer.key, said.origin, said.side)
    return sign_note(said.text, [signer])


def opened(note: bytes, keys: list[VerifierKey]) -> Statement:
    """The statement in a note, once a key of the side that it names has signed it.

    Args:
        keys: those that the reader trusts, of any side.

    Raises:
        Malformed: no note, or one of something else.
        SignatureRefused: none of the side's keys signed, or a signature does not hold.
    """
    said = parse_statement(parse_note(note).text)
    name = key_name(said.origin, said.side)
    theirs = [key for key in keys if key.name == name]
    if not theirs:
        raise SignatureRefused("no key of this side is known", where=name)
    open_note(note, theirs)
    return said


def commitment(value: bytes, salt: bytes) -> str:
    """The digest of a position: its bytes under 32 random ones.

    >>> commitment(b"reject", bytes(32))[:8]
    '1eeec075'
    """
    return commit(POSITION, value, salt)


def _require(truth: object, what: str) -> None:
    if not truth:
        raise Malformed(what)
