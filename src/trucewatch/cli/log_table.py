"""How far a log is vouched for, as a table and as JSON."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from trucewatch.ledger.standing import LOGGED, Standing

Found = dict[str, Standing]


def whole(found: Found, quorum: str) -> Iterator[RenderableType]:
    """The checkpoint, and one row a state."""
    newest = _newest(found)
    yield Text(newest.checkpoint.origin, style="bold")
    yield Text(f"{newest.checkpoint.size} entries, root {_root(found)}")
    yield Text()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("state", "entries", "behind", "since"):
        table.add_column(name, justify="right" if name in {"entries", "behind"} else "left")
    for one in found.values():
        size = "none" if one.size is None else str(one.size)
        behind = newest.checkpoint.size - (one.size or 0)
        late = str(behind) if behind else ""
        table.add_row(_state(one, quorum), size, late, _instant(one.at), style=_style(behind))
    yield table


def entry_lines(seq: int, found: Found, quorum: str) -> Iterator[RenderableType]:
    """How one entry stands: what is so, and what is not yet."""
    there = [one for one in found.values() if one.size is not None and seq < one.size]
    lacking = [one for one in found.values() if one not in there]
    if not there:
        yield Text(f"entry {seq}: no checkpoint covers it; ask the recorder whether it received it")
        return
    yield Text(f"entry {seq}: {'; '.join(_state(one, quorum) for one in there)}")
    if lacking:
        yield Text(f"not yet: {'; '.join(_state(one, quorum) for one in lacking)}", style="unclear")


def told(found: Found, quorum: str) -> dict[str, Any]:
    """The same as JSON; `size` is null where nobody vouches yet."""
    newest = _newest(found)
    states = [
        {"state": _state(one, quorum), "word": one.word, "size": one.size, "at": _instant(one.at)}
        for one in found.values()
    ]
    return {
        "origin": newest.checkpoint.origin,
        "size": newest.checkpoint.size,
        "root": _root(found),
        "states": [{**one, "at": one["at"] or None} for one in states],
    }


def _newest(found: Found) -> Any:
    return found[LOGGED].checked


def _root(found: Found) -> str:
    return b64encode(_newest(found).checkpoint.root).decode()


def _state(one: Standing, quorum: str) -> str:
    if one.word == LOGGED:
        return LOGGED
    return "joint" if one.word == quorum else f"witnessed by {one.word}"


def _instant(at: int | None) -> str:
    if at is None:
        return ""
    return f"{dt.datetime.fromtimestamp(at, dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _style(behind: int) -> str:
    return "unclear" if behind else ""
