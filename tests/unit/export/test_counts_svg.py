"""The picture of rival counts gives each figure the height that it has."""

from __future__ import annotations

from counts_world import claim
from trucewatch.domain.compliance import Claimant
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.export.counts_svg import counts_svg


def axis_of_figures(*claims: CountClaim) -> str:
    """The upright axis of the plot of these claims, with where its marks stand."""
    north = Claimant(id="north", name="north")
    plot = counts_svg(RivalCounts(claimants=(north,), claims=claims, sets=())).decode()
    return plot.split('id="matplotlib.axis_2"')[1].split('id="patch')[0]


def test_a_figure_without_a_time_does_not_set_the_scale() -> None:
    """It is not drawn, so those that are drawn do not shrink beside it."""
    drawn, lost = claim("a", 12), claim("b", 90_000, window=None)
    assert axis_of_figures(drawn, lost) == axis_of_figures(drawn)
