"""Everything that a centre tells, and the same with the two sides' names exchanged.

What is drawn at random, or follows from a key, is named by the order in which it first shows. Where
a form names side A before side B, that order is of the labels, so such lists are put in order anew;
all other orders have to be the same.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from enum import Enum
from itertools import groupby
from typing import Any

from trucewatch.domain.access import Person, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.service.review import board, cases, minutes, owed, requests, rounds, sessions
from trucewatch.service.review.rules_in_force import text_at
from trucewatch.service.taking_part import standing_of
from trucewatch.storage.models import Document, Notice

OTHER = {"a": "b", "b": "a", "A": "B", "B": "A", "Alpha": "Beta", "Beta": "Alpha"}
LABEL = re.compile(
    r"(?<![^\W_])([ab](?! (?!accepted|objected|of line)[a-z])|Alpha|Beta)(?![^\W_])"
    r"|(?<=Делегация )[AB]"
)
"""A side's letter where it is no article, and the names that texts of these histories use."""
DRAWN = (
    (re.compile(r"[A-Za-z0-9+/_=-]{43,}"), False),
    (re.compile(r"\b[0-9a-f]{16,64}\b|\b[0-9a-f]{8}\+"), False),
    (re.compile(r"\b[a-z2-7]{26}\b"), True),
)
"""Signatures, ciphertext, hashes; and ids, which are told apart."""
ANSWERS = re.compile(r"\{b: (\[.*?\]), a: (\[.*?\])\}")
SIDE = "Делегация "
BOTH, BOTH_AS_LABELLED = re.compile(f"{SIDE}B, {SIDE}A"), f"{SIDE}A, {SIDE}B"
BY_LABEL = frozenset({"signed", "notes", "positions", "silent", "withheld", "parties"})
"""Lists that go by the labels, A first, or by the names of parties."""
TEXTS = frozenset({"text", "note", "notes"})
"""Signed texts name A's reply before B's, line by line."""


def _by_side(lines: list[Any]) -> list[Any]:
    """Lines of minutes in which both sides say the same kind of thing, one after the other."""
    made: list[Any] = []
    for _, group in groupby(lines, lambda one: isinstance(one, str) and one.split(SIDE)[0]):
        some = list(group)
        made += sorted(some) if SIDE in str(some[0]) else some
    return made


class Plain:
    """Writes what a centre tells without what is drawn at random.

    Args:
        turned: whether the two sides' names are exchanged.
    """

    def __init__(self, *, turned: bool) -> None:
        self.turned = turned
        self._names: dict[str, str] = {}

    def __call__(self, told: Any, name: str = "") -> Any:
        """The same, of values that JSON has."""
        if isinstance(told, Enum):
            return self(told.value, name)
        if dataclasses.is_dataclass(told) and not isinstance(told, type):
            values = {one.name: getattr(told, one.name) for one in dataclasses.fields(told)}
            return self(values, name)
        if isinstance(told, Mapping):
            made = {self._text(str(key)): self(one, str(key)) for key, one in told.items()}
            return dict(sorted(made.items()))
        if isinstance(told, list | tuple | set | frozenset):
            listed = [self(one, name if isinstance(one, str) else "") for one in told]
            if name == "lines":
                return _by_side(listed)
            return sorted(listed, key=json.dumps) if name in BY_LABEL else listed
        if isinstance(told, Document):
            return self({"version": told.version, "seq": told.seq, "body": told.body})
        if isinstance(told, str):
            lines = self._text(told).split("\n")
            return sorted(lines) if name in TEXTS and len(lines) > 1 else "\n".join(lines)
        return told if told is None or isinstance(told, bool | int | float) else str(told)

    def _text(self, words: str) -> str:
        for pattern, named in DRAWN:
            words = pattern.sub(self._named if named else "<drawn>", words)
        if self.turned:
            words = LABEL.sub(lambda found: OTHER[found[0]], words)
        return BOTH.sub(BOTH_AS_LABELLED, ANSWERS.sub(r"{a: \2, b: \1}", words))

    def _named(self, found: re.Match[str]) -> str:
        return self._names.setdefault(found[0], f"<id {len(self._names)}>")


def record() -> list[dict[str, Any]]:
    """Every document in the order of the ledger, with who recorded it and what was done."""
    columns = ("seq", "kind", "subject", "version", "verb", "actor", "audience", "body")
    return list(Document.objects.order_by("seq").values(*columns))


def told_to(centre: Centre, person: Person) -> dict[str, Any]:
    """All that the verbs of the review show this person."""
    open_, closed = board.board(centre, person), board.board(centre, person, closed=True)
    listed = [one.id for one in (*open_.lines, *closed.lines)]
    met = sessions.all_of(person)
    return {
        "board": open_,
        "closed": closed,
        "cases": [cases.get(person, one) for one in listed],
        "requests": [requests.of_case(one) for one in listed],
        "measures": [owed.of_case(one) for one in listed],
        "rounds": [_round(person, one) for one in listed],
        "sessions": met,
        "minutes": [_minutes(one.id) for one in met],
        "standing": {side.value: standing_of(side) for side in (Side.A, Side.B)},
        "rules": [text_at(case.case.rules) for case in (cases.get(person, one) for one in listed)],
        "notices": list(
            Notice.objects.filter(person=person.id).order_by("id").values("subject", "reason")
        ),
    }


def _round(person: Person, case: str) -> Any:
    """A round without its sealed texts, and what is lawful in it next."""
    found = rounds.round_for(person, case)
    return {
        "reveal": found.reveal,
        "filed": {side.value: len(rows) for side, rows in found.filed.items()},
        "course": found.course,
    }


def _minutes(session: str) -> Any:
    try:
        return minutes.get(session)
    except Refusal as refusal:
        return refusal.code
