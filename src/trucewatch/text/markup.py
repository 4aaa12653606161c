"""The words of an HTML page, its tags taken out one by one so that every place is kept."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator

from trucewatch.text.align import Edit
from trucewatch.text.draft import Draft

# A comment is taken whole or not at all: otherwise many of them are parted in ever new ways.
_PAGE = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article|section|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
# No tag holds a "<" of its own, so that a page of broken tags is still read in one pass.
_INSIDE = r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*"
_HIDDEN = "script|style|noscript|template|svg|head|nav|footer|aside|form|button|select|iframe"
_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<hidden>{_HIDDEN})\b{_INSIDE}>.*?(?:</(?P=hidden)\s*>|\Z)"
    rf"|</?(?P<tag>[a-z][\w:-]*){_INSIDE}>"
    r"|<[!?/][^<>]*>"
    r"|&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});"
    r"|\s+",
    re.IGNORECASE | re.DOTALL,
)
_OPENED = re.compile(r"<(article|main)\b[^<>]*>", re.IGNORECASE)
_HEADED = re.compile(r"<h1\b[^<>]*>", re.IGNORECASE)
_DECLARED_DAY = re.compile(
    r"<meta\b(?=[^<>]*\b(?:article:published_time|datePublished)\b)[^<>]*?"
    r"\bcontent\s*=\s*[\"']?\s*(?P<meta>\d{4}-\d\d-\d\d)"
    r"|\"datePublished\"\s*:\s*\"(?P<json>\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article blockquote body br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr "
    "html li main ol p pre section table tbody td tfoot th thead tr ul".split()
)


def is_markup(text: str) -> bool:
    """Whether a file is an HTML page by its own beginning.

    >>> is_markup("<!DOCTYPE html><p>No"), is_markup("<b>No")
    (True, False)
    """
    return _PAGE.match(text) is not None


def declared_day(text: str) -> dt.date | None:
    """The day of publication that a page declares in its hidden parts.

    >>> page = '<html><meta property="article:published_time" content="2016-05-03T10:00Z">'
    >>> declared_day(page), declared_day("2016-05-03")
    (datetime.date(2016, 5, 3), None)
    """
    match = _DECLARED_DAY.search(text) if is_markup(text) else None
    try:
        return dt.date.fromisoformat(match["meta"] or match["json"]) if match else None
    except ValueError:
        return None


def markup(draft: Draft) -> Iterator[Edit]:
    """Tags, hidden parts and the frame of a page go; blocks become paragraphs.

    Where the page marks its article, what stands around that goes, too, save the first headline.

    >>> draft = Draft("<html><nav>Home</nav><p>A &amp; B<br>C</p></html>", "utf-8")
    >>> draft.apply(markup(draft))
    >>> draft.text.split()
    ['A', '&', 'B', 'C']
    """
    text = draft.text
    at = 0
    for start, end in _kept(text):
        if start > at:
            yield Edit(at, start, "\n\n", "markup")
        for match in _PIECE.finditer(text, start, end):
            yield Edit(*match.span(), _words(match), "markup")
        at = end
    if at < len(text):
        yield Edit(at, len(text), "", "markup")


def _kept(text: str) -> list[tuple[int, int]]:
    """The stretches of a page that hold the report."""
    opened = _OPENED.search(text)
    small = text.lower()
    close = small.rfind(f"</{opened[1].lower()}", opened.end()) if opened else -1
    if opened is None or close < 0:
        return [(0, len(text))]
    title = _HEADED.search(text, 0, opened.start())
    end = small.find("</h1", title.end(), opened.start()) if title else -1
    body = (opened.start(), close)
    return [body] if title is None or end < 0 else [(title.start(), end), body]


def _words(match: re.Match[str]) -> str:
    piece = match.group()
    if piece.startswith("&"):
        return html.unescape(piece)
    if piece.isspace():
        return " "
    tag = (match["tag"] or match["hidden"] or "").lower()
    return "\n\n" if tag in _BLOCKS or match["hidden"] else ""
