"""What the accounts of an incident agree on and where they differ, part by part."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.domain.comparison import ComparedPart, Comparison, Standing, ToldValue
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_accounts import part
from trucewatch.export.incident_scene import Scene
from trucewatch.export.incident_wording import Wording
from trucewatch.export.markup import Html, el, join, safe

_COLUMNS = {
    "place": "place",
    "time": "time",
    "act": "act",
    "initiator": "initiators",
    "target": "targets",
}
"""Compared parts that an account tells in one column; all others are figures."""


def compared(made: Comparison, scene: Scene) -> Html:
    """What agrees, what differs, what one account alone tells, and what nobody tells."""
    by_standing: dict[Standing, list[ComparedPart]] = {}
    for one in made.parts:
        by_standing.setdefault(one.standing, []).append(one)
    agreed = by_standing.get(Standing.AGREED, []) + by_standing.get(Standing.COMPATIBLE, [])
    silent = [part_name(one.part, scene.say) for one in by_standing.get(Standing.NOT_TOLD, [])]
    sections = [
        _section("agreed", agreed, scene),
        _section("differs", by_standing.get(Standing.DIFFER, []), scene),
        _section("one_account", by_standing.get(Standing.ONE_ACCOUNT, []), scene),
    ]
    if silent:
        label = el("b", scene.say.label("told_by_nobody"))
        sections.append(el("p", label, f": {scene.say.row(silent)}", class_="silent"))
    return join(sections)


def _section(code: str, parts: Sequence[ComparedPart], scene: Scene) -> Html:
    if not parts:
        return Html("")
    say = scene.say
    heads = [say.label(head) for head in ("part", "versions" if code == "differs" else "value")]
    heads.append(say.label("silent"))
    rows = (
        row(heads, [safe(part_name(one.part, say)), _versions(one, scene), _silent(one, scene)])
        for one in parts
    )
    return el("section", el("h4", say.label(code)), table(heads, rows, kind=f"compared {code}"))


def _versions(one: ComparedPart, scene: Scene) -> Html:
    """The agreed value first, then every other as it is told, side by side."""
    told = [value for value in (one.agreed, *one.versions) if value is not None]
    unlike = {value.value: value for value in reversed(told)}
    shown = [_value(one.part, value, scene) for value in told if unlike.get(value.value) is value]
    note = Html("")
    if one.standing is Standing.COMPATIBLE:
        note = el("p", scene.say.label("compatible"), class_="quiet")
    return join([el("div", *shown, class_="versions"), note])


def _value(name: str, value: ToldValue, scene: Scene) -> Html:
    """A value with its exact words, who tells it, and on how many origins that rests."""
    say = scene.say
    first = next((scene.told[one].said for one in value.statements if one in scene.told), None)
    told = ""
    if first is not None:
        counts = [figure for figure in first.counts if figure.what == name]
        column = _COLUMNS.get(name)
        told = part(first, column, say) if column else say.figures(counts)
    shown = told or value.words or value.value
    quoted = el("q", value.words, dir="auto") if value.words not in {"", shown} else Html("")
    return el(
        "div",
        el("b", shown, dir="auto"),
        quoted,
        el("p", f"{say.label('told_by')}: ", scene.links(value.statements)),
        class_="version",
    )


def _silent(one: ComparedPart, scene: Scene) -> Html:
    return scene.links(one.untold) or safe("–")


def part_name(name: str, say: Wording) -> str:
    """How a compared part is called: one of the parts, or what a figure counts."""
    return say.term("parts" if name in _COLUMNS else "counted", name)
