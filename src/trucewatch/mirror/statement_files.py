"""Files that a delegation signs on its own machine, and what is written beside them."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.domain.errors import Refusal
from trucewatch.domain.position import Opened, Said, Stance, plain
from trucewatch.ledger.refusals import LedgerRefusal, Malformed
from trucewatch.ledger.statement_note import (
    POSITION,
    Statement,
    commitment,
    key_name,
    parse_statement,
)
from trucewatch.mirror.durable import OPEN, PRIVATE, replace

FORMAT = "trucewatch/position-to-sign/v1"
SIGNED = "trucewatch/signed-position/v1"
LONGEST = 262_144
SALT_BYTES = 32
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True)
class Prepared:
    """What a file states.

    Args:
        statement: what is signed.
        opened: of a position its text, with a salt drawn for it here; None of open statements.
    """

    statement: Statement
    opened: Opened | None

    @property
    def key_name(self) -> str:
        """Whose key it takes."""
        return key_name(self.statement.origin, self.statement.side)


def prepared(path: Path) -> Prepared:
    """What a file states, ready to be shown and signed.

    Raises:
        Refusal: it cannot be read, or states nothing that a delegation signs.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST)
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as err:
        remedy = "name the file that the page handed out"
        raise Refusal("cannot be read as text", where=str(path), remedy=remedy) from err
    try:
        if text.lstrip().startswith("{"):
            return _position(json.loads(text))
        return Prepared(parse_statement(text if text.endswith("\n") else f"{text}\n"), None)
    except (LedgerRefusal, ValueError, KeyError, TypeError) as err:
        remedy = "take the file from the page again"
        what = f"states nothing that can be signed: {err}"
        raise Refusal(what, where=str(path), remedy=remedy) from err


def write_signed(path: Path, found: Prepared, note: bytes) -> list[Path]:
    """Write the note beside the file, and of a position the text with its salt.

    Returns:
        The paths, the note first.
    """
    target = path.with_name(f"{path.name}.note")
    replace(target, note, mode=OPEN)
    if found.opened is None:
        return [target]
    kept = path.with_name(f"{path.name}.signed")
    replace(kept, signed_position(found.opened, note), mode=PRIVATE)
    return [target, kept]


def to_sign(statement: tuple[str, str, int, str], said: Said) -> bytes:
    """The file of a position that is to be signed elsewhere.

    Args:
        statement: origin of the log, case, round, side.
        said: the position.
    """
    origin, case, number, side = statement
    told = {"format": FORMAT, "origin": origin, "case": case, "round": number, "side": side}
    return _json({**told, "stance": str(said.stance), "text": said.text})


def signed_position(opened: Opened, note: bytes) -> bytes:
    """The file of a position with its salt and its note."""
    told = {"stance": str(opened.stance), "text": opened.text, "salt": opened.salt}
    return _json({"format": SIGNED, **told, "note": note.decode()})


def read_signed(data: bytes) -> tuple[str, Opened]:
    """The note and the text of a signed position.

    Raises:
        Refusal: no such file.

    >>> opened = Opened(Stance.DEFER, "", "0" * 64)
    >>> read_signed(signed_position(opened, b"note")) == ("note", opened)
    True
    """
    try:
        told = json.loads(data.decode("utf-8"))
        if told["format"] != SIGNED:
            raise Malformed("another format")
        return str(told["note"]), Opened(Stance(told["stance"]), told["text"], told["salt"])
    except (LedgerRefusal, ValueError, KeyError, TypeError, AttributeError) as err:
        remedy = "choose the file .signed that trucewatch sign wrote"
        raise Refusal("this is no signed position", remedy=remedy) from err


def _position(told: dict[str, Any]) -> Prepared:
    if told["format"] != FORMAT:
        raise Malformed("another format")
    said = Said(Stance(told["stance"]), plain(told["text"]))
    salt = secrets.token_bytes(SALT_BYTES)
    digest = commitment(said.value, salt)
    facts = (told["origin"], told["case"], int(told["round"]), told["side"])
    return Prepared(Statement(POSITION, *facts, digest), Opened(said.stance, said.text, salt.hex()))


def _json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
