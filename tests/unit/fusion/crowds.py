"""Crowds of accounts of a few days at the ford, so alike that many may be of one happening."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from trucewatch.domain.decision import Decision, DecisionKind, Side, identified
from trucewatch.domain.time import UTC
from trucewatch.fusion.account import Account
from trucewatch.fusion.shingles import shingles
from unit.fusion.accounts import HOUR, NIGHT, account

_WHERE: tuple[dict[str, Any], ...] = (
    {},
    {"place": "t:mill", "point": (36.02, 34.0)},
    {"place": "t:valley", "point": None},
    {"place": None, "point": None},
)
_WHEN: tuple[dict[str, Any], ...] = (
    {},
    {"start": NIGHT + HOUR, "end": NIGHT + 3 * HOUR},
    {"start": NIGHT + 22 * HOUR, "end": NIGHT + 23 * HOUR},
    {"start": NIGHT.replace(hour=0, minute=0), "end": NIGHT.replace(hour=0, minute=0) + 24 * HOUR},
    {"start": None, "end": None},
)
_WHAT: tuple[dict[str, Any], ...] = (
    {},
    {"act": "clash"},
    {"act": "rocket_fire"},
    {"act": "abduction", "family": "persons", "figures": ()},
)
_WHO: tuple[frozenset[str], ...] = (frozenset({"north"}), frozenset({"south"}), frozenset())
_FIGURES = ((("killed", 5),), (("killed", 6),), (("killed", 40),), ())
_TEXTS = tuple(
    shingles(f"{lead} and the ford was closed until the morning after that")
    for lead in ("shells fell on the village", "shells fell on the market", "two men were taken")
)


@st.composite
def _told(draw: st.DrawFn, name: str) -> Account:
    return account(
        name,
        **draw(st.sampled_from(_WHERE)),
        **draw(st.sampled_from(_WHEN)),
        **{"figures": draw(st.sampled_from(_FIGURES)), **draw(st.sampled_from(_WHAT))},
        initiators=draw(st.sampled_from(_WHO)),
        targets=draw(st.sampled_from(_WHO)),
        report=draw(st.sampled_from(("one.txt", "two.txt", f"{name}.txt"))),
        text=draw(st.sampled_from(_TEXTS)),
        arrived=NIGHT.date() + dt.timedelta(days=draw(st.integers(0, 2))),
        said=shingles(draw(st.sampled_from(("men shelled the ford at dawn", "it was shelled")))),
    )


def crowds(most: int = 16) -> st.SearchStrategy[list[Account]]:
    """Between half so many and so many accounts, each with an id of its own."""
    names = [f"s{number:02}" for number in range(most)]
    some = st.lists(st.sampled_from(names), unique=True, min_size=most // 2, max_size=most)
    return some.flatmap(lambda ids: st.tuples(*map(_told, ids)).map(list))


@st.composite
def _decision(draw: st.DrawFn, most: int) -> Decision:
    names = st.sampled_from([f"s{number:02}" for number in range(most)])
    kind = draw(st.sampled_from([DecisionKind.CONFIRM, DecisionKind.MERGE, DecisionKind.SPLIT]))
    ids = draw(st.lists(names, min_size=2, max_size=5, unique=True))
    cut = draw(st.integers(1, len(ids) - 1))
    halves = (Side(statements=tuple(ids[:cut])), Side(statements=tuple(ids[cut:])))
    sides = (Side(statements=tuple(ids)),) if kind is DecisionKind.CONFIRM else halves
    at = dt.datetime(2031, 4, 1, draw(st.integers(0, 5)), tzinfo=UTC)
    by, reason = "the duty officer", "seen on the spot"
    return identified(Decision(id="", kind=kind, by=by, at=at, reason=reason, sides=sides))


def decisions(most: int = 16, number: int = 4) -> st.SearchStrategy[list[Decision]]:
    """Up to so many decisions on the accounts of such a crowd."""
    return st.lists(_decision(most), max_size=number)
