"""Accounts of a made-up night at the ford, to compare with one another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from trucewatch.domain.lineage import Sharing
from trucewatch.domain.time import UTC
from trucewatch.fusion.account import Account
from trucewatch.fusion.shingles import shingles

NIGHT = dt.datetime(2031, 3, 5, 2, 40, tzinfo=UTC)
HOUR = dt.timedelta(hours=1)


class Villages:
    """The ford lies in the valley; the mill does not."""

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether one lies in the other."""
        return (inner_id, outer_id) == ("t:ford", "t:valley")


def account(name: str, **more: Any) -> Account:
    """The north shells the ford in the night of 5 March, killing five, says a nurse."""
    values: dict[str, Any] = {
        "id": name,
        "act": "shelling",
        "family": "fire",
        "place": "t:ford",
        "point": (36.0, 34.0),
        "start": NIGHT,
        "end": NIGHT + HOUR,
        "initiators": frozenset({"north"}),
        "targets": frozenset({"south"}),
        "figures": (("killed", 5),),
        "origin": "nurse",
        "named": ("nurse",),
        "report": f"{name}.txt",
        "source": "gazette",
        "language": "en",
        "text": shingles(" ".join(f"{name}{number}" for number in range(8))),
        "arrived": NIGHT.date(),
    }
    return Account(**{**values, **more})


class Bodies:
    """The northern ministry, radio and press are of the north; nobody else is on file."""

    def group_of(self, name: str) -> tuple[str, Sharing]:
        """With whom an origin counts as one."""
        return ("north", Sharing.SAME_BODY) if name.startswith("north") else (name, Sharing.ALONE)

    def body_named_in(self, description: str) -> str | None:
        """The body that a description names."""
        return "north" if description.startswith("northern") else None

    def passes_on(self, name: str) -> bool:
        """Nobody passes on but whom the caller names."""
        return name == "relay"

    def speaks_for_itself(self, name: str) -> bool:
        """The northern outlets tell for themselves."""
        return name.startswith("north")
