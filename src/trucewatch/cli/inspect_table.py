"""Verdicts on files at the terminal: a line a file, its reasons and remedies below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.data import intake_words as words
from trucewatch.domain.intake import Reason
from trucewatch.pipeline.intake import Examined
from trucewatch.text.inspection.claims import shown

_STEP = 2


def table(found: Sequence[Examined], lang: str) -> RenderableType:
    """All files in the order given, the files within a file under it."""
    return Group(*(line for one in found for line in _lines(one, lang, 0)))


def _lines(found: Examined, lang: str, depth: int) -> Iterator[RenderableType]:
    accepted = found.verdict.accepted
    head = Text()
    head.append(
        words.label("accepted" if accepted else "closed", lang), "surely" if accepted else "gap"
    )
    head.append(f"  {shown(found.name) or '?'}", "bold")
    head.append(f"  {found.verdict.media_type}", "quiet")
    yield Padding(head, (0, 0, 0, depth))
    for reason in found.verdict.reasons:
        yield Padding(_sentence(reason, lang), (0, 0, 0, depth + _STEP))
    for remark in found.remarks:
        yield Padding(Text(_sentence(remark, lang).plain, "quiet"), (0, 0, 0, depth + _STEP))
    for one in found.parts:
        yield from _lines(one, lang, depth + _STEP)


def _sentence(reason: Reason, lang: str) -> Text:
    told = words.sentence(reason.code, lang, reason.facts)
    remedy = words.remedy(reason.code, lang)
    return Text(" ".join(filter(None, [told, remedy])))
