"""Who called: sealed in this process to those who look after sources, elsewhere a code name.

What a caller tells of themselves is in memory while the request lasts, and nowhere else: the
record, the drafts and the browser's memory hold ciphertext. A code name is drawn by lot.
"""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyrage
from django.core import signing

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.storage.caller_keys import recipients
from trucewatch.storage.documents import newest
from trucewatch.storage.home import Home

LONGEST = 300
"""Letters of one of the particulars."""
ROOM = 4096
"""Bytes that the particulars are filled up to, so that their length tells nothing."""
SALT = "caller"
TRIES = 50


@dataclass(frozen=True)
class Caller:
    """What somebody tells of themselves; never written down but sealed.

    Args:
        reach: how and when they can be reached.
    """

    name: str = ""
    phone: str = ""
    reach: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.reach)

    def __repr__(self) -> str:
        return "Caller(...)"


def seal(home: Home, caller: Caller) -> str:
    """The particulars encrypted to every key that was admitted, signed by this centre.

    Returns:
        Text that may lie anywhere: `opened` by nobody here, taken in again by `ciphertext`.

    Raises:
        Refusal: no key is here to seal to.
        InvalidValue: one of them is too long.
    """
    to = recipients(home)
    if not to:
        remedy = Sentence("have one admitted with: trucewatch keys admit-handler")
        raise Refusal("nobody is here to keep a caller's particulars for", remedy=remedy)
    told = {"name": caller.name, "phone": caller.phone, "reach": caller.reach}
    if any(len(one) > LONGEST for one in told.values()):
        raise InvalidValue(
            Sentence("one of the particulars has more than {longest} letters", longest=LONGEST)
        )
    plain = json.dumps(told, ensure_ascii=False).encode()
    sealed = pyrage.encrypt(plain + b" " * max(0, ROOM - len(plain)), to)
    return signing.Signer(salt=SALT).sign(b64encode(sealed).decode())


def ciphertext(sealed: str) -> str:
    """What the centre sealed earlier, in base64, for the record.

    Raises:
        InvalidValue: this centre did not seal it.
    """
    try:
        text = signing.Signer(salt=SALT).unsign(sealed)
    except signing.BadSignature as err:
        what = Sentence("these particulars were not sealed here")
        raise InvalidValue(what, remedy="type them again") from err
    return text


def age_file(body: Mapping[str, Any]) -> bytes:
    """The file that `age -d -i KEY` opens, out of a document of a caller."""
    return b64decode(body["sealed"])


def draw() -> str:
    """A code name that no caller has, as K7-MARTEN; drawn by lot, from nothing about the caller.

    Raises:
        Refusal: nearly all are taken.
    """
    letters, digits, words = _lots()
    for _ in range(TRIES):
        name = f"{secrets.choice(letters)}{secrets.choice(digits)}-{secrets.choice(words)}"
        if subject_of(name) is None:
            return name
    raise Refusal("nearly all code names are taken", remedy="add words to code_names.yaml")


def is_code_name(text: str) -> bool:
    """Whether it could have been drawn here.

    >>> is_code_name("K7-MARTEN"), is_code_name("JOHN-SMITH")
    (True, False)
    """
    letters, digits, words = _lots()
    match = re.fullmatch(r"(.)(.)-(\w+)", text)
    if match is None:
        return False
    letter, digit, word = match.groups()
    return letter in letters and digit in digits and word in words


def subject_of(code_name: str) -> str | None:
    """The document of the caller who goes by this code name, None where none is on record."""
    found = newest("caller").filter(body__code_name=code_name).first()
    return None if found is None else str(found.subject)


@cache
def _lots() -> tuple[list[str], list[str], list[str]]:
    tree = load_yaml("vocabulary/code_names.yaml")
    return tree["letters"], tree["digits"], tree["words"]
