"""Who has it from whom as a picture: origins, and outlets after them in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from trucewatch.domain.fusion import Fused
from trucewatch.export import lineage_words as words
from trucewatch.export.incident_told import Said, told_of
from trucewatch.export.incident_wording import Wording
from trucewatch.export.lineage_graph import Graph, Kind, graph
from trucewatch.export.lineage_legend import HIGH, WIDE, shown_in, sign
from trucewatch.export.lineage_picture import LINE, LOOKS, MARGIN, SMALL, Sheet, drawing
from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import BOLD, RIGHT_TO_LEFT, drawn, number, wrapped

NARROWEST = 480.0
_TITLE, _TITLE_LINE = 15.0, 20.0


def lineage_svg(one: Fused, said: Said, say: Wording) -> bytes:
    """The lineage of one incident as an SVG file that asks for nothing outside of itself.

    Title, picture, legend, and what the picture folds, from above to below.

    Args:
        said: the statements of the readings that the incident was made from.
    """
    made = graph(one.lineage, told_of(one, said))
    body, wide, high = drawing(made, say, least=NARROWEST)
    column = _Column(Sheet(wide, 0.0, say.lang))
    column.write(_title(one, say), size=_TITLE, kind="title")
    column.add(el("g", body, transform=f"translate(0,{number(column.y)})"), high)
    for code in shown_in(made):
        column.write(say.label(code), code=code)
    for note in _notes(one, made, say):
        column.write(note)
    content = drawn(el("style", Html(LOOKS)), *column.parts)
    file = _whole(made, say, content, size=(wide, column.y + MARGIN), name="lineage")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{file}\n'.encode()


def picture(made: Graph, say: Wording, *, name: str) -> Html:
    """The picture as a part of a page, which has `LOOKS` once for all and the words beside it.

    Args:
        name: begins the ids of its title and its description.
    """
    body, wide, high = drawing(made, say)
    return _whole(made, say, body, size=(wide, high), name=name)


@dataclass(slots=True)
class _Column:
    """Parts one below the other; `y` is where the next one begins."""

    sheet: Sheet
    y: float = MARGIN
    parts: list[Html] = field(default_factory=list)

    def add(self, part: Html, high: float) -> None:
        self.parts.append(part)
        self.y += high

    def write(
        self, text: str, *, size: float = SMALL, kind: str | None = None, code: str = ""
    ) -> None:
        """Lines of text, beside the sign of a code where there is one."""
        aside = WIDE + 8 if code else 0.0
        if code:
            x = self.sheet.x(WIDE if self.sheet.lang in RIGHT_TO_LEFT else 0)
            self.parts.append(sign(code, x, self.y, self.sheet.lang))
        line_high = _TITLE_LINE if kind else LINE
        bold = BOLD if kind else 1.0
        lines = list(wrapped(text, size * bold, self.sheet.wide - 2 * MARGIN - aside))
        for n, line in enumerate(lines):
            self.parts.append(self.sheet.text(aside, self.y + n * line_high + 13, line, kind))
        self.y += max(len(lines) * line_high, HIGH if code else 0.0)


def _title(one: Fused, say: Wording) -> str:
    incident = one.incident
    where = say.row(map(say.place, incident.places))
    return say.row([say.act(incident.act), where, say.when(incident.time)], between="dot")


def _whole(made: Graph, say: Wording, body: Html, *, size: tuple[float, float], name: str) -> Html:
    wide, high = map(number, size)
    return el(
        "svg",
        *("\n", el("title", say.label("picture"), id=f"{name}-title")),
        *("\n", el("desc", " ".join(words.described(made, say)), id=f"{name}-desc")),
        *("\n", body, "\n"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {high}",
        width=wide,
        height=high,
        lang=say.lang,
        role="img",
        class_="lineage",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _notes(one: Fused, made: Graph, say: Wording) -> Iterator[str]:
    """What the picture folds or only hints at, in words below it."""
    yield from words.circles(one.lineage, say)
    for part in made.parts:
        if part.kind is Kind.STACK:
            yield f"{words.heading(part, say)}: {words.members(part, say)}"
