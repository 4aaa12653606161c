"""PDF: the words of each page, and the first pages as pictures."""

from __future__ import annotations

from typing import Any

import pypdfium2

from trucewatch.domain.intake import Extract, Reason, Rendition
from trucewatch.text.conversion.image import drawn_anew
from trucewatch.text.conversion.limits import LONGEST_SIDE, ConversionRefused
from trucewatch.text.conversion.passages import Gathered

MOST_PAGES = 500
MOST_SHOWN = 10
"""Pages that become pictures: a report's; of a longer paper the words stay."""


def opened(raw: bytes) -> Extract:
    """The words and the first pages of a PDF.

    A scanned page has no words. Letters of right-to-left writing come in the order in which the
    file has them, which is not always that of reading.

    Raises:
        ConversionRefused: over 500 pages.
        Exception: whatever PDFium trips over.
    """
    with pypdfium2.PdfDocument(raw) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise ConversionRefused("pdf_pages", {"pages": str(count), "most": str(MOST_PAGES)})
        gathered = Gathered()
        renditions = []
        for number in range(1, count + 1):
            page = document[number - 1]
            gathered.add(page.get_textpage().get_text_bounded(), "page", number)
            if number <= MOST_SHOWN:
                renditions.append(_picture(page, number))
            page.close()
    shown = {"shown": str(len(renditions)), "pages": str(count)}
    remarks = (Reason("pages_shown", shown),) if count > MOST_SHOWN else ()
    return gathered.extract(renditions=tuple(renditions), remarks=remarks)


def _picture(page: Any, number: int) -> Rendition:
    scale = min(2.0, LONGEST_SIDE / max(*page.get_size(), 1))
    return drawn_anew(page.render(scale=scale).to_pil(), number)
