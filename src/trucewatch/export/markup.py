"""HTML that cannot be forged by what it shows: all text is escaped, only `Html` is not."""

from __future__ import annotations

import html
from collections.abc import Iterable

VOID = frozenset({"meta", "input", "br", "hr"})


class Html(str):
    """Markup that was made by this module; any other text is escaped where it is put in."""

    __slots__ = ()


def safe(text: str) -> Html:
    """The markup that shows `text`.

    >>> safe("a < b"), safe(safe("a < b"))
    ('a &lt; b', 'a &lt; b')
    """
    return text if isinstance(text, Html) else Html(html.escape(text, quote=True))


def join(parts: Iterable[str], between: str = "") -> Html:
    """All parts in a row, escaped where they are plain text.

    >>> join(["&", el("b", "x")], " ")
    '&amp; <b>x</b>'
    """
    return Html(safe(between).join(safe(part) for part in parts))


def el(name: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """An element; `class_` gives class, `data_x` gives data-x, None and False leave one out.

    >>> el("a", "<", href="#x", class_="mark", hidden=False)
    '<a href="#x" class="mark">&lt;</a>'
    >>> el("input", type="checkbox", checked=True)
    '<input type="checkbox" checked>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(value, quote=True)}"'
