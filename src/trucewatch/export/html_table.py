"""Tables that can be read on a narrow page: there each row is a card and each cell has its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.export.markup import Html, el


def table(heads: Sequence[str], rows: Iterable[Html], *, kind: str = "") -> Html:
    """A table with a heading for each column; rows as `row` makes them.

    Args:
        kind: further classes.
    """
    head = el("tr", *(el("th", text, scope="col") for text in heads))
    return el("table", el("thead", head), el("tbody", *rows), class_=f"stacking {kind}".strip())


def row(
    heads: Sequence[str],
    cells: Sequence[Html],
    *,
    name: str | None = None,
    kind: str | None = None,
) -> Html:
    """A row whose first cell is its heading.

    Args:
        name: id of the row.

    >>> row(["who"], [Html("A")])
    '<tr><th scope="row"><span class="label" aria-hidden="true">who</span><div>A</div></th></tr>'
    """
    made = [
        el(
            "td" if at else "th",
            el("span", head, class_="label", aria_hidden="true"),
            el("div", cell),
            scope=None if at else "row",
        )
        for at, (head, cell) in enumerate(zip(heads, cells, strict=True))
    ]
    return el("tr", *made, id=name, class_=kind)
