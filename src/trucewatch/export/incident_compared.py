"""What the accounts of an incident agree on and where they differ, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.domain.comparison import ComparedPart, Comparison, Standing, ToldValue
from trucewatch.domain.time import TimeRange, parse_instant
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.incident_told import Told
from trucewatch.export.incident_wording import Wording
from trucewatch.export.markup import Html, el, join, safe

_PARTS = frozenset({"place", "time", "act", "initiator", "target"})
"""Compared parts; all others are what a figure counts."""


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
    """What is agreed first, then every other value as it is told, side by side."""
    values = {value.value: value for value in (one.agreed, *one.versions) if value is not None}
    shown = [_value(one.part, value, scene) for value in values.values()]
    note = Html("")
    if one.standing is Standing.COMPATIBLE:
        note = el("p", scene.say.label("compatible"), class_="quiet")
    return join([el("div", *shown, class_="versions"), note])


def _value(name: str, value: ToldValue, scene: Scene) -> Html:
    """A value with its exact words, who tells it, and on which origins that rests."""
    say = scene.say
    known = tuple(scene.told[one] for one in value.statements if one in scene.told)
    told = ToldPart(name, value, known)
    shown = told.shown(say)
    # Of an act the words are the whole account, which the table of accounts has.
    worded = name != "act" and value.words not in {"", shown}
    quoted = el("q", el("bdi", value.words)) if worded else Html("")
    whose = say.row(say.actor(one) if one else say.label("untold") for one in value.origins)
    return el(
        "div",
        el("b", el("bdi", shown)),
        quoted,
        el("p", f"{say.label('told_by')}: {whose} ", scene.links(value.statements)),
        class_="version",
    )


def _silent(one: ComparedPart, scene: Scene) -> Html:
    return scene.links(one.untold) or safe("–")


def part_name(name: str, say: Wording) -> str:
    """How a compared part is called: one of the parts, or what a figure counts."""
    return say.term("parts" if name in _PARTS else "counted", name)


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A value of one part in the form that comparing writes, and the accounts that tell it."""

    part: str
    value: ToldValue
    told: tuple[Told, ...]

    def shown(self, say: Wording) -> str:
        """The value in the words of people."""
        if self.part == "act":
            return say.act(self.value.value)
        if self.part == "time":
            return self._time(say)
        if self.part in _PARTS:
            names = self._names(say)
            return say.row(names.get(one, say.actor(one)) for one in self.value.value.split(","))
        low, high = (int(side) if side else None for side in self._sides())
        return say.amount(low, high)

    def _sides(self) -> tuple[str, str]:
        low, _, high = self.value.value.partition("/")
        return low, high

    def _time(self, say: Wording) -> str:
        """As the account tells it that says just that, else the time in common on its clock."""
        start, end = (parse_instant(side) if side else None for side in self._sides())
        times = [one.said.time for one in self.told if one.said.time is not None]
        just = (one for one in times if (one.start, one.end) == (start, end))
        zone = next((one.zone for one in times), None)
        return say.when(next(just, TimeRange(start=start, end=end, zone=zone)))

    def _names(self, say: Wording) -> dict[str, str]:
        """Names by id of the places and of those who are named in the accounts."""
        names: dict[str, str] = {}
        for one in self.told:
            names |= {place.place or place.name: say.place(place) for place in one.said.places}
            for mention in (*one.said.agents, *one.said.targets):
                names[mention.actor or mention.name] = say.names([mention])
        return names
