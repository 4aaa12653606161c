"""Who has it from whom: named, copied or repeated; at most one origin each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from trucewatch.domain.lineage import Lineage, Taking
from trucewatch.fusion.account import Account
from trucewatch.fusion.lineage import lineage
from trucewatch.fusion.shingles import shingles
from unit.fusion.accounts import NIGHT, account

DAY = NIGHT.date()
OUTLETS = frozenset({"gazette", "herald", "courier"})


def later(name: str, source: str, days: int = 1, **more: Any) -> Account:
    """A report that came some days later and names nobody, unless `more` says whom."""
    values = {"origin": None, "named": (), "figures": (), **more}
    return account(name, source=source, arrived=DAY + dt.timedelta(days=days), **values)


def drawn(*accounts: Account) -> Lineage:
    """The lineage of these."""
    return lineage(accounts, OUTLETS)


def test_ten_outlets_that_repeat_one_nurse_are_one_origin() -> None:
    """Each of them names her."""
    assert drawn(*(account(f"r{number}", source="herald") for number in range(10))).independent == 1


def test_two_witnesses_are_two_origins() -> None:
    """Neither has it from the other."""
    other = account("b", origin="driver", named=("driver",))
    assert drawn(account("a"), other).independent == 2


def test_an_outlet_that_names_another_has_it_from_there() -> None:
    """The edge names the outlet."""
    taken = later("b", "herald", origin="gazette", named=("gazette",))
    [edge] = drawn(account("a"), taken).edges
    assert (edge.taken, edge.origin, edge.how, edge.evidence) == ("b", "a", Taking.NAMED, "gazette")


def test_a_copy_that_names_nobody_has_the_origin_of_its_original() -> None:
    """The words tell where they come from."""
    found = drawn(account("a"), later("b", "herald", text=account("a").text))
    assert dict(found.origins) == {"a": "nurse", "b": "nurse"}
    assert found.edges[0].how is Taking.COPIED


def test_the_same_odd_figures_tell_it_in_translation() -> None:
    """No shared words, but the same numbers at the same hour."""
    words, told = shingles("другие слова"), (("killed", 5),)
    found = drawn(account("a"), later("b", "herald", text=words, figures=told))
    assert [edge.how for edge in found.edges] == [Taking.SAME_FIGURES]


def test_what_tells_no_origin_corroborates_nothing() -> None:
    """An outlet that does not say how it knows adds no origin; alone, it is one."""
    assert drawn(account("a"), later("b", "herald")).independent == 1
    assert drawn(later("b", "herald")).independent == 1
    assert drawn(later("b", "herald")).untold == ("b",)


def test_a_chain_of_outlets_is_one_origin() -> None:
    """Outlet, newspaper, unnamed official."""
    official = account("a", origin="an official", named=("an official",))
    paper = later("b", "herald", origin="gazette", named=("gazette",))
    outlet = later("c", "courier", 2, origin="herald", named=("herald",))
    found = drawn(official, paper, outlet)
    assert {who for _, who in found.origins} == {"an official"}


def test_outlets_that_quote_one_another_are_a_circle() -> None:
    """Herald has it from Gazette, which has it from Herald; that makes no second origin."""
    first = account("a", source="gazette", origin="herald", named=("herald",))
    second = later("b", "herald", origin="gazette", named=("gazette",))
    found = drawn(first, second)
    assert found.circles == (("gazette", "herald"),)
    assert found.independent == 1


def test_an_outlet_that_quotes_itself_is_no_circle() -> None:
    """An update names the report before it."""
    again = later("b", "gazette", origin="gazette", named=("gazette",))
    assert drawn(account("a"), again).circles == ()
