"""What has to hold of the documents of a joint review, read in the order of the ledger."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from trucewatch.domain.case import Case, CaseState
from trucewatch.domain.standing import StandingState
from trucewatch.domain.wire import from_wire
from trucewatch.review.cases import WAY
from trucewatch.review.position_course import HEARD
from trucewatch.storage.models import Document

AHEAD = {"reveal": CaseState.POSITIONS_OPEN, "determination": CaseState.IN_SESSION}
"""What is recorded while a case is still there, and moves it on."""


def assert_lawful(first: int) -> None:
    """Each document from a place of the ledger on was lawful when it came; nothing is half done.

    Args:
        first: place of the first document that is looked at; what stood before is taken as it is.
    """
    stands: dict[str, Document] = {}
    ahead: dict[str, str] = {}
    for row in Document.objects.order_by("seq"):
        body = row.body if isinstance(row.body, dict) else {}
        if row.seq >= first:
            _judge(row, body, stands)
        stands[row.subject] = row
        if row.kind in AHEAD:
            ahead[str(body["case"])] = row.kind
    for case, kind in ahead.items():
        assert _case(stands[case]).state is not AHEAD[kind]


def _judge(row: Document, body: dict[str, Any], stands: dict[str, Document]) -> None:
    assert row.version == (stands[row.subject].version if row.subject in stands else 0) + 1
    _takes_part(row, stands)
    if row.kind == "case":
        _goes_its_way(row, stands)
    elif row.kind == "position":
        assert _case(stands[body["case"]]).state in HEARD
        shown = stands.get(f"{body['case']}-r{body['round']}")
        assert body["late"] is (shown is not None)
    elif row.kind == "reveal":
        _shows_what_stands(body, stands)
    elif row.kind == "finding":
        assert _case(stands[body["case"]]).state is CaseState.IN_SESSION
        assert f"{body['case']}-d{body['round']}" not in stands
    elif row.kind == "signature":
        assert stands[body["of"]].version == body["version"]
    elif row.kind == "determination":
        assert stands[body["finding"]].version == body["version"]
        assert _case(stands[body["case"]]).state is CaseState.IN_SESSION
        signed = {f"{body['finding']}-v{body['version']}-{side}" for side in body["signed"]}
        assert signed <= stands.keys()


def _takes_part(row: Document, stands: dict[str, Document]) -> None:
    """Nobody of a delegation that left puts anything on record but its return."""
    side = row.actor[-1]
    where = stands.get(f"standing-{side}")
    if where is None or not isinstance(where.body, dict) or row.verb == "delegation.return":
        return
    assert where.body["state"] == StandingState.TAKES_PART.value


def _goes_its_way(row: Document, stands: dict[str, Document]) -> None:
    case = _case(row)
    if row.subject not in stands:
        assert case.rules == stands["centre-rules"].version
        return
    was = _case(stands[row.subject]).state
    ways = defaultdict(set)
    for states, then in WAY.values():
        for state in states:
            ways[state].add(then)
    assert case.state is was or case.state in ways[was]


def _shows_what_stands(body: dict[str, Any], stands: dict[str, Document]) -> None:
    """The newest filing of each side, and as silent whoever filed nothing."""
    told = {one["side"]: one["version"] for one in body["positions"]}
    for side in ("a", "b"):
        row = stands.get(f"{body['case']}-r{body['round']}-{side}")
        assert (row.version if row else None) == told.get(side)
        assert (side in body["silent"]) is (row is None)


def _case(row: Document) -> Case:
    return from_wire(Case, row.body)
