"""What each bar and mark of a line of time means, in rows as the width allows."""

from __future__ import annotations

from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import RIGHT_TO_LEFT, drawn, number, put, width
from trucewatch.export.timeline_lane import HATCH, SMALL, Frame
from trucewatch.export.timeline_notes import Teller

_SIGN = 22.0
_CODES = (
    "surely",
    "possibly",
    "announced",
    "legend_change",
    "legend_cut",
    "legend_due",
    "legend_fork",
    "legend_denied",
)


def legend(frame: Frame, tell: Teller, top: float) -> tuple[Html, float]:
    """The legend and where it ends."""
    rtl = frame.lang in RIGHT_TO_LEFT
    x, y = 0.0, top + 12
    parts: list[Html] = []
    for code in _CODES:
        text = tell.label(code)
        needed = _SIGN + width(text, SMALL) + 16
        if x and x + needed > frame.room():
            x, y = 0.0, y + 17
        at = frame.beginning() + (-x if rtl else x)
        parts.append(_sign(code, at - _SIGN + 4 if rtl else at, y))
        parts.append(put(at + (-_SIGN - 2 if rtl else _SIGN + 2), y, text, frame.lang))
        x += needed
    return el("g", "\n", drawn(*parts), "\n"), y


def _sign(code: str, x: float, y: float) -> Html:
    at = f"{number(x)},{number(y)}"
    if code in {"surely", "possibly"}:
        fill = None if code == "surely" else f"url(#{HATCH})"
        box = {"x": number(x), "y": number(y - 9), "width": "18", "height": "10"}
        return el("rect", class_=code, fill=fill, **box)
    shapes: dict[str, tuple[str, str]] = {
        "announced": ("flag", f"M{at}m6,-1v-7l8,3.5l-8,3.5z"),
        "legend_change": ("change", f"M{at}m9,-9l5,5l-5,5l-5,-5z"),
        "legend_cut": ("cut", f"M{at}m5,-8l8,8m0,-8l-8,8"),
        "legend_due": ("due", f"M{at}m5,-8h8l-8,8h8z"),
        "legend_fork": ("tine", f"M{at}m3,-8l6,8l6,-8"),
    }
    if code == "legend_denied":
        return el("circle", cx=number(x + 9), cy=number(y - 4), r="3", class_="denied")
    kind, path = shapes[code]
    ends = [
        el("circle", cx=number(x + n), cy=number(y - 8), r="2.5", class_="account") for n in (3, 15)
    ]
    return el("g", el("path", d=path, class_=kind), *(ends if code == "legend_fork" else []))
