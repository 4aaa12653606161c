"""A case whose positions are open, two delegations with keys, and their notes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.case import Case, CaseState, OpenedAs
from trucewatch.domain.position import Opened, Said, Stance
from trucewatch.domain.wire import to_wire
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.note import sign_note
from trucewatch.ledger.statement_note import Statement, commitment, key_name, sign_statement
from trucewatch.service.centre import Centre
from trucewatch.service.review.positions import SignedPosition, file
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.service.review.rules_in_force import in_force
from trucewatch.service.review.statement_keys import current, proof_of, set_key, side_of
from trucewatch.service.verb import Change, perform

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 9, 17, tzinfo=dt.UTC)
CASE = "case-1"
OFFICERS = {
    side: Person(f"officer-{side}", Role.DELEGATION_OFFICER, side) for side in (Side.A, Side.B)
}
HEADS = {
    side: Person(f"head-{side}", Role.DELEGATION_HEAD, side, stepped_up=True)
    for side in (Side.A, Side.B)
}
FACILITATOR = Person("facilitator", Role.FACILITATOR, stepped_up=True)
REJECTS = Said(Stance.REJECT, "Our guns were in their park.\n\nПозиция стороны.")
CONFIRMS = Said(Stance.CONFIRM, "نؤكد: three shells, one launcher.")
Changed = Callable[[Case], Case]


@dataclass
class Clock:
    """A clock that tests set."""

    now: dt.datetime = NOON

    def __call__(self) -> dt.datetime:
        """What it says."""
        return self.now

    def pass_(self, **length: float) -> None:
        """Let time go by."""
        self.now += dt.timedelta(**length)


def signer_of(side: Side, salt: str = "") -> Signer:
    """The statement key of a side at the made-up centre; another with another salt."""
    name = key_name("trucewatch/geneva/ledger-1", side.value)
    return Signer.from_seed(name, NOTE, hashlib.sha256(f"{name}{salt}".encode()).digest())


def sets_key(
    centre: Centre, person: Person, signer: Signer, *, key: str, by: Signer | None = None
) -> None:
    """The side of a person signs with this key from now on; `by` is the one that it replaces."""
    vkey = str(signer.key)
    if current(side_of(person)) == signer.key:
        return
    text = proof_of(centre, side_of(person), vkey).text
    note = sign_note(text, [signer, *filter(None, [by])]).decode()
    set_key(centre, person, vkey, key=key, proofs=[note])


def at_clock(centre: Centre, clock: Clock) -> Centre:
    """The same centre under a clock of the test."""
    return replace(centre, clock=clock)


def open_case(centre: Centre, case: str = CASE, **facts: Any) -> Round:
    """A case that hears positions until `DUE`, and the keys of both sides, by `turns`."""
    for side in facts.pop("turns", tuple(HEADS)):
        sets_key(centre, HEADS[side], signer_of(side), key=f"key-{side}-{case}")
    in_force(centre)
    told = {"incidents": ("i-1",), "positions_due": DUE, **facts}
    told = {"state": CaseState.POSITIONS_OPEN, **told}
    made = Case(
        title="Shelling of a market",
        opened_as=OpenedAs.MONITOR,
        opened_side=Side.NEUTRAL,
        rules=1,
        **told,
    )
    change = Change(kind="case", subject=case, document=to_wire(made))
    perform(centre, FACILITATOR, "case.open", change, key=f"open-{case}")
    return round_for(FACILITATOR, case)


def signed(
    side: Side,
    said: Said,
    *,
    case: str = CASE,
    number: int = 1,
    salt: str = "",
    signer: Signer | None = None,
) -> SignedPosition:
    """A position as the head signs it; the same arguments give the same note."""
    fresh = hashlib.sha256(f"{side} {said.stance} {said.text} {salt}".encode()).digest()
    digest = commitment(said.value, fresh)
    what = Statement("position", "trucewatch/geneva/ledger-1", case, number, side.value, digest)
    note = sign_statement(what, signer or signer_of(side)).decode()
    return SignedPosition(note, Opened(said.stance, said.text, fresh.hex()))


def filed(centre: Centre, side: Side, said: Said, **how: Any) -> Round:
    """The head of a side files; `key` and what `signed` takes."""
    key = how.pop("key", f"file-{side}-{hashlib.sha256(said.value).hexdigest()[:8]}")
    return file(centre, HEADS[side], how.get("case", CASE), signed(side, said, **how), key=key)
