"""Showing both positions of a round in one entry, once both are in or the clock has ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from trucewatch.domain.access import MACHINE, Resource
from trucewatch.domain.case import CaseState
from trucewatch.domain.errors import Refusal
from trucewatch.domain.position import (
    DELEGATIONS,
    Opened,
    Reveal,
    Revealed,
    Why,
    reveal_id,
)
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import to_wire
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.statement_note import commitment, parse_statement
from trucewatch.review.cases import Step, take
from trucewatch.review.position_course import reveal_due
from trucewatch.service.centre import Centre
from trucewatch.service.review.cases import Standing, record
from trucewatch.service.review.position_texts import unsealed
from trucewatch.service.review.rounds import Recorded, Round, round_of
from trucewatch.service.review.settling import on_fresh_ground
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest
from trucewatch.storage.refusals import KeyReused

VERB = "position.reveal"


def reveal_if_due(centre: Centre, case: str) -> bool:
    """Reveal the newest round of a case where it is time; finish what another run left half done.

    Returns:
        Whether the round is revealed now.

    Raises:
        Refusal: a text cannot be opened, since the key is not here; nothing was revealed.
    """
    return on_fresh_ground(lambda: _reveal_now(centre, case))


def _reveal_now(centre: Centre, case: str) -> bool:
    round_ = round_of(case)
    why = reveal_due(round_.course, centre.clock())
    if why is not None:
        _reveal(centre, round_, why)
        round_ = round_of(case)
    if round_.reveal is None:
        return False
    if round_.case.state is CaseState.POSITIONS_OPEN:
        _move_on(centre, round_)
    return True


def reveal_all_due(centre: Centre, tell: Callable[[str], None] = print) -> int:
    """Reveal each open case whose time has come; how many were.

    Args:
        tell: gets a line for each case that cannot be revealed now; the others go on.
    """
    count = 0
    waiting = newest("case").filter(body__state=CaseState.POSITIONS_OPEN.value)
    for subject in list(waiting.values_list("subject", flat=True)):
        try:
            count += reveal_if_due(centre, subject)
        except Refusal as refusal:
            tell(f"case {subject}: {refusal}")
    return count


def _reveal(centre: Centre, round_: Round, why: Why) -> None:
    permit(MACHINE, VERB, Resource("reveal"))
    shown, withheld = [], []
    for side in DELEGATIONS:
        found = round_.newest(side)
        if found is None:
            continue
        opened = unsealed(centre, found.position)
        if opened is None:
            withheld.append(side)
        else:
            _require_committed(found, opened)
            shown.append(
                Revealed(
                    side=side,
                    version=found.version.version,
                    note=found.position.note,
                    stance=opened.stance,
                    text=opened.text,
                    salt=opened.salt,
                )
            )
    reveal = Reveal(
        case=round_.id,
        round=round_.number,
        why=why,
        positions=tuple(shown),
        silent=tuple(side for side in DELEGATIONS if round_.newest(side) is None),
        withheld=tuple(withheld),
    )
    subject = reveal_id(round_.id, round_.number)
    public = {"case": round_.id, "round": round_.number}
    change = Change(
        kind="reveal",
        subject=subject,
        document=to_wire(reveal),
        public=public,
        grounds=round_.grounds,
    )
    # Another of the centre's programs was faster; what it recorded stands.
    with suppress(KeyReused):
        perform(centre, MACHINE, VERB, change, key=f"reveal:{subject}")


def _require_committed(found: Recorded, opened: Opened) -> None:
    """Refuse a text that is not the one whose commitment was signed; filing saw to it once."""
    said = parse_statement(parse_note(found.position.note.encode()).text)
    if commitment(opened.said.value, bytes.fromhex(opened.salt)) != said.digest:
        remedy = Sentence("the record was changed past the program; run: trucewatch record check")
        raise Refusal("the sealed text is not the one that was signed", remedy=remedy)


def _move_on(centre: Centre, round_: Round) -> None:
    """The case stands as revealed."""
    stands = Standing(round_.stands, round_.case)
    key = f"revealed:{round_.id}-r{round_.number}"
    with suppress(KeyReused):
        record(centre, MACHINE, VERB, (stands, take(round_.case, Step.REVEAL)), key=key)
