"""How people of a centre that was made for showing or training sign in, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from trucewatch.service.demo import SignIn


def table(people: Sequence[SignIn]) -> RenderableType:
    """One row a person."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("sign in as", "password", "role", "side"):
        made.add_column(name, no_wrap=True)
    for one in people:
        made.add_row(*one[:2], one.role.replace("_", " "), one.side)
    return made
