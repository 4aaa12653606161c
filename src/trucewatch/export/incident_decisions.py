"""What people decided about incidents, what became of it, and where it outranks the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.domain.decision import Decision, DecisionFate
from trucewatch.domain.fusion import Fusion
from trucewatch.domain.link import Link
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.incident_wording import Wording
from trucewatch.export.markup import Html, el, join, safe

_HEADS = ("decision", "subject", "decided_by", "decision_reason", "state")


def decisions(made: Fusion, scenes: Mapping[str, Scene], say: Wording) -> Html:
    """A row for each decision, in the order in which they were made."""
    against = {one.decision: one.link for one in made.overridings}
    heads = [say.label(code) for code in _HEADS]
    rows = (
        row(heads, _cells(one, scenes, against.get(one.decision.id), say)) for one in made.decisions
    )
    return table(heads, rows, kind="decisions")


def _cells(
    one: DecisionFate, scenes: Mapping[str, Scene], against: Link | None, say: Wording
) -> list[Html]:
    decision = one.decision
    who = say.row([decision.by, say.moment(decision.at)])
    return [
        safe(f"{say.term('decision_kinds', decision.kind)} ({decision.id})"),
        _sides(decision, scenes, say),
        safe(who),
        el("bdi", decision.reason),
        _state(one, against, say),
    ]


def _sides(decision: Decision, scenes: Mapping[str, Scene], say: Wording) -> Html:
    """What it names, each side on a line: accounts where they are on the page, else their ids."""
    if decision.withdraws:
        return safe(say.label("withdraws", id=decision.withdraws))
    lines = []
    for side in decision.sides:
        told = [_account(one, scenes) for one in side.statements]
        named = [safe(f"{side.incident}: ")] if side.incident else []
        lines.append(el("li", *named, join(told, " ")))
    return el("ul", *lines, class_="figures")


def _account(statement: str, scenes: Mapping[str, Scene]) -> Html:
    scene = scenes.get(statement)
    return scene.link(scene.told[statement].number) if scene else safe(statement)


def _state(one: DecisionFate, against: Link | None, say: Wording) -> Html:
    told = [say.term("decision_states", one.state)]
    if one.later:
        told.append(say.label("against", ids=say.row(one.later)))
    if one.missing:
        told.append(say.label("missing", ids=say.row(one.missing)))
    if against is not None:
        told.append(say.label("overrides", weight=f"{against.weight:+d}"))
    return el("ul", *(el("li", line) for line in told), class_="figures")
