"""What the boxes and lines of a lineage mean, each beside one that is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.export.lineage_graph import Graph, Kind
from trucewatch.export.lineage_words import undecided
from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import RIGHT_TO_LEFT, number

WIDE, HIGH = 40.0, 18.0
"""Pixels of one sign."""
CODES = (
    "legend_origin",
    "legend_denier",
    "legend_untold",
    "legend_quoted",
    "legend_taken",
    "legend_open",
    "legend_aside",
    "legend_circle",
    "legend_denies",
    "legend_stack",
)


def shown_in(drawn: Graph) -> Iterator[str]:
    """Codes of the signs that a picture has, in a fixed order."""
    kinds = {part.kind for part in drawn.parts}
    has = {
        "legend_origin": Kind.ORIGIN in kinds,
        "legend_denier": Kind.DENIER in kinds,
        "legend_untold": Kind.UNTOLD in kinds,
        "legend_quoted": any(part.quotes for part in drawn.parts),
        "legend_taken": any(part.edges for part in drawn.parts),
        "legend_open": any(undecided(part.edges) for part in drawn.parts),
        "legend_aside": bool(drawn.asides),
        "legend_circle": any(part.circles or part.own for part in drawn.parts),
        "legend_denies": any(part.denies for part in drawn.parts),
        "legend_stack": Kind.STACK in kinds,
    }
    yield from (code for code in CODES if has[code])


def icon(code: str, lang: str) -> Html:
    """A sign as a small picture of its own."""
    size = {"width": number(WIDE + 4), "height": number(HIGH + 4)}
    return el("svg", sign(code, 0, 0, lang), class_="lineage", aria_hidden="true", **size)


def sign(code: str, x: float, y: float, lang: str) -> Html:
    """A sign with its upper left corner at a point; arrows run as they run in the picture."""
    name = code.removeprefix("legend_")
    if name in {"quoted", "taken", "open", "aside"}:
        return _arrow(name, x, y, mirrored=lang in RIGHT_TO_LEFT)
    shapes = [_rect(x + 2, y + 2, WIDE - 8, HIGH - 5)]
    if name == "stack":
        shapes[:0] = [
            _rect(x + 6, y + 6, WIDE - 8, HIGH - 5),
            _rect(x + 4, y + 4, WIDE - 8, HIGH - 5),
        ]
    if name == "circle":
        shapes.append(_rect(x + 5, y + 5, WIDE - 14, HIGH - 11, kind="inner"))
    if name == "denies":
        shapes.append(_rect(x + 2, y + 2, 5, HIGH - 5, kind="bar"))
    return el("g", *shapes, class_=name)


def _rect(x: float, y: float, wide: float, high: float, *, kind: str = "box") -> Html:
    at = {"x": number(x), "y": number(y), "width": number(wide), "height": number(high)}
    return el("rect", rx="3", class_=kind, **at)


def _arrow(name: str, x: float, y: float, *, mirrored: bool) -> Html:
    tip, way = (x + 2, 1) if mirrored else (x + WIDE - 4, -1)
    middle = number(y + HIGH / 2)
    line = f"M{number(tip + way * (WIDE - 6))},{middle}H{number(tip)}"
    head = f"M{number(tip)},{middle}l{way * 8},4v-8z"
    heads = [el("path", d=head, class_="head")]
    if name == "open":
        back = f"M{number(tip + way * (WIDE - 6))},{middle}l{way * -8},4v-8z"
        heads.append(el("path", d=back, class_="head"))
    return el("g", el("path", d=line, class_="line"), *heads, class_=name)
