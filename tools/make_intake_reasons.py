"""Write the page of what is found in files that arrive, from the vocabulary that words it.

python tools/make_intake_reasons.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from trucewatch.data.intake_words import closed_formats, codes, remedy

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "intake-reasons.md"
INTRODUCTION = """# What is found in files that arrive

Written by `tools/make_intake_reasons.py` from `data/vocabulary/intake.yaml`, where each sentence
also stands in Russian and Arabic. How files are taken in: [how-to](../how-to/take-files-in.md).

Words in braces are facts of the single file. A file with one reason of the first table stays
closed: nothing of it is read, shown or converted. It is stored all the same, and can be examined
again.

"""
FORMATS = "\n## Formats that are known and not read\n\n{}; also XLSX, PPTX, VSDX, OpenDocument.\n"


def page() -> str:
    """The whole page."""
    closed = [code for code, entry in codes().items() if entry["quarantine"]]
    remarks = [code for code, entry in codes().items() if not entry["quarantine"]]
    names = ", ".join(dict.fromkeys(one.name for one in closed_formats()))
    lines = [
        "## Reasons that keep a file closed\n",
        "| code | says | what to do |\n|---|---|---|",
        *(f"| `{code}` | {_said(code)} | {remedy(code, 'en')} |" for code in closed),
        "\n## Remarks on a file that is taken\n",
        "| code | says |\n|---|---|",
        *(f"| `{code}` | {_said(code)} |" for code in remarks),
        FORMATS.format(names),
    ]
    return INTRODUCTION + "\n".join(lines)


def _said(code: str) -> str:
    return "".join(_pieces(str(codes()[code]["en"])))


def _pieces(template: str) -> Iterator[str]:
    for words, fact, _, _ in Formatter().parse(template):
        yield words
        if fact:
            yield f"`{{{fact}}}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
