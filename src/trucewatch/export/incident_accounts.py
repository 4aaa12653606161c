"""The accounts of an incident side by side: a row an account, denials beside accusations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucewatch.domain.statement import Statement
from trucewatch.export.html_page import RIGHT_TO_LEFT
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.incident_told import Told
from trucewatch.export.incident_wording import Wording
from trucewatch.export.markup import Html, el, join

PARTS = ("place", "time", "act", "initiators", "targets", "figures")
"""Parts of an account that have a column of their own, in order."""


def part(said: Statement, name: str, say: Wording) -> str:
    """What an account tells of one part, "" where it tells nothing."""
    if name == "place":
        return say.places(said.places)
    if name == "time":
        return say.when(said.time)
    if name == "act":
        weapons = (say.term("weapons", one.weapon) for one in said.weapons)
        return say.row([say.act(said.act), *weapons])
    if name == "initiators":
        return say.names(said.agents)
    if name == "targets":
        return say.names(said.targets)
    return say.figures(said.counts)


def accounts(scene: Scene) -> Html:
    """The table of all accounts.

    Further copies that the picture folds stand in a list below the row whose account they repeat,
    each in its own words; one that tells anything else has a row of its own.
    """
    say = scene.say
    heads = [say.label(code) for code in ("account", "words", *PARTS)]
    rows: list[Html] = []
    for one, copies in _with_copies(scene):
        cells = [_speaks(one, say), _quoted(one, say)]
        cells += [_value(one, code, say) for code in PARTS]
        kind = "denies" if one.denies else None
        rows.append(row(heads, cells, name=scene.row(one.number), kind=kind))
        if copies:
            rows.append(_copies(copies, scene))
    return table(heads, rows, kind="accounts")


def _with_copies(scene: Scene) -> Iterator[tuple[Told, list[Told]]]:
    """Each account that has a row, with those that tell the same in a list below it."""
    told, folded = tuple(scene.told.values()), scene.folded
    tells = {one.number: _tells(one, scene.say) for one in told}
    shown = {tells[one.number]: one.number for one in reversed(told) if one.number not in folded}
    below: dict[int, list[Told]] = {}
    for one in told:
        above = shown.get(tells[one.number]) if one.number in folded else None
        below.setdefault(above or one.number, []).append(one)
    for one in told:
        if one.number in below:
            yield one, [other for other in below[one.number] if other is not one]


def _tells(one: Told, say: Wording) -> tuple[object, ...]:
    return one.denies, *(part(one.said, name, say) for name in PARTS)


def _value(one: Told, code: str, say: Wording) -> Html:
    told = part(one.said, code, say)
    if not told:
        return el("i", say.label("not_told"), class_="quiet")
    if code == "figures":
        return el(
            "ul",
            *(el("li", say.count(figure), dir="auto") for figure in one.said.counts),
            class_="figures",
        )
    held = el("span", say.term("factualities", one.said.factuality), class_="held")
    return join([el("span", told, dir="auto"), *([held] if code == "act" else [])])


def _speaks(one: Told, say: Wording) -> Html:
    number = el("b", str(one.number), class_="number")
    chain = el("span", say.chain(one.said.speakers), class_="chain", dir="auto")
    mark = el("span", say.label("denies"), class_="mark") if one.denies else Html("")
    return join([number, chain, mark])


def _quoted(one: Told, say: Wording) -> Html:
    document = one.document
    direction = "rtl" if document.language in RIGHT_TO_LEFT else "ltr"
    named = [say.actor(document.source)] if document.source else []
    return join(
        [
            el("blockquote", one.said.words, lang=document.language, dir=direction),
            el("cite", el("bdi", say.row([*named, say.title(document)]))),
            el("span", say.published(document), class_="quiet"),
        ]
    )


def _copies(copies: Sequence[Told], scene: Scene) -> Html:
    say = scene.say
    items = (
        el(
            "li",
            _speaks(one, say),
            _quoted(one, say),
            id=scene.row(one.number),
        )
        for one in copies
    )
    summary = el("summary", say.label("alike", n=len(copies)))
    listed = el("details", summary, el("ul", *items))
    return el("tr", el("td", listed, colspan=str(2 + len(PARTS))), class_="copies")
