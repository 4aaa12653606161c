"""Text and pages as they will be read; the reader itself opens the file, so that places stay."""

from __future__ import annotations

from trucewatch.domain.intake import Extract, Reason
from trucewatch.text.decode import decode
from trucewatch.text.draft import Draft
from trucewatch.text.markup import is_markup, markup


def opened(raw: bytes) -> Extract:
    r"""The words of a text, a table or a page.

    >>> opened(b"Hama\r\n").text
    'Hama\r\n'
    """
    decoded = decode(raw, name="")
    letters = decoded.text.removeprefix("\ufeff")
    if is_markup(letters):
        draft = Draft(letters, "utf-8")
        draft.apply(markup(draft))
        letters = "\n".join(line.strip() for line in draft.text.split("\n")).strip()
    if not letters.strip():
        return Extract(remarks=(Reason("no_text"),))
    return Extract(text=letters)
