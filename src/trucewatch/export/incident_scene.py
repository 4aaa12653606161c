"""One incident as a page shows it: its numbered accounts, their names in the page, its picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.domain.fusion import Fused
from trucewatch.export.incident_told import Said, Told, runs, told_of
from trucewatch.export.incident_wording import Wording
from trucewatch.export.lineage_graph import Graph, Kind, graph
from trucewatch.export.markup import Html, el, join


@dataclass(frozen=True, slots=True)
class Scene:
    """An incident with all that its sections share.

    Args:
        told: its accounts by id, in the order of their numbers.
    """

    one: Fused
    told: Mapping[str, Told]
    graph: Graph
    say: Wording

    @property
    def name(self) -> str:
        """The id of its section in the page."""
        return f"i-{self.one.incident.id}"

    @property
    def folded(self) -> frozenset[int]:
        """Numbers of the accounts that its picture shows as stacks of further copies."""
        stacks = (part for part in self.graph.parts if part.kind is Kind.STACK)
        return frozenset(one.number for part in stacks for one in part.told)

    def row(self, number: int) -> str:
        """The id of the row of an account."""
        return f"{self.name}-{number}"

    def link(self, number: int) -> Html:
        """A link to the row of an account, which is its number."""
        label = self.say.label("number", number=number)
        link = f"#{self.row(number)}"
        return el("a", str(number), href=link, class_="number", aria_label=label)

    def called(self, statement: str) -> str:
        """An account as sentences call it; by its id where it is not on the page."""
        if statement not in self.told:
            return statement
        return self.say.label("number", number=self.told[statement].number)

    def links(self, statements: Iterable[str]) -> Html:
        """Links to several accounts in order, of a long run to its first and its last."""
        numbers = (self.told[name].number for name in statements if name in self.told)
        return join(map(self._run, runs(numbers)), " ")

    def _run(self, row: Sequence[int]) -> Html:
        if len(row) < 4:
            return join(map(self.link, row), " ")
        return join([self.link(row[0]), self.link(row[-1])], "–")


def scene(one: Fused, said: Said, say: Wording) -> Scene:
    """The scene of an incident; accounts that `said` lacks are left out."""
    told = told_of(one, said)
    return Scene(one, {each.said.id: each for each in told}, graph(one.lineage, told), say)
