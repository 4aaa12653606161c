"""Casualties, differences and credibility of an incident on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.cli.lineage_table import LANG, called, name
from trucewatch.data.fusion_words import label, sentence
from trucewatch.domain.casualties import Fate, Toll
from trucewatch.domain.comparison import ComparedPart, Standing
from trucewatch.domain.credibility import Consideration, Credibility, Judgement
from trucewatch.domain.fusion import Fused

_SHOWN_ELSEWHERE = ("origins.", "consistency.", "access.not_told")


def weighing(one: Fused) -> Iterator[RenderableType]:
    """People harmed, where the accounts differ, what rules found, and what people judged."""
    who = called(one.lineage)
    for toll in one.casualties.tolls:
        yield from _rows(_toll(toll), _told(toll, who) if len(toll.told) > 1 else ())
    for part in one.comparison.parts:
        if part.standing is Standing.DIFFER and part.part not in set(Fate):
            yield from _rows(f"{part_name(part.part)}: {label_of(part)}", _versions(part, who))
    # Of ten copies of one account each is considered, and what is found is told once.
    found = (each for each in one.credibility.considerations if _shown_here(each))
    for told in dict.fromkeys(map(considered, found)):
        yield _indented(Text(told))
    for judged in one.credibility.judgements:
        yield _indented(Text(_judged(judged)))
    if one.credibility.row:
        yield _indented(Text(confidence(one.credibility), style="bold"))


def _shown_here(one: Consideration) -> bool:
    return not one.rule.startswith(_SHOWN_ELSEWHERE)


def confidence(found: Credibility) -> str:
    """The words of confidence with their band and the row that gave them."""
    word = label(f"confidence.{found.confidence}", LANG)
    least, most = found.percent or (0, 0)
    return f"{word} ({least} to {most} %), by the row {found.row}"


def considered(one: Consideration) -> str:
    """The sentence of a consideration, ids by name."""
    facts = {key: name(value) for key, value in one.facts.items()}
    if "part" in facts:
        facts["part"] = part_name(one.facts["part"])
    return sentence(one.rule, LANG, facts)


def part_name(part: str) -> str:
    """What a part is called; a figure by what it counts."""
    known = {"place", "time", "act", "initiator", "target"}
    return label(f"parts.{part}", LANG) if part in known else part.replace("_", " ")


def label_of(part: ComparedPart) -> str:
    """How the accounts stand to one another in a part."""
    return sentence(f"standing.{part.standing}", LANG, {})


def _toll(toll: Toll) -> str:
    who = label(f"victims.{toll.who}", LANG)
    low, high = (("?" if one is None else str(one)) for one in (toll.low, toll.high))
    best = "none" if toll.best is None else str(toll.best)
    why = sentence(f"best.{toll.because}", LANG, {})
    among = f" (among the {label(f'victims.{toll.part_of}', LANG)})" if toll.part_of else ""
    fate = label(f"fates.{toll.fate}", LANG)
    return f"{fate}, {who}{among}: low {low}, best {best}, high {high}; {why}"


def _told(toll: Toll, who: Callable[[str], str]) -> Iterator[str]:
    for one in toll.told:
        teller = who(one.origin) if one.origin else label("untold", LANG)
        yield f"{teller}: {one.words}" + ("" if one.stands else " (replaced later)")


def _versions(part: ComparedPart, who: Callable[[str], str]) -> Iterator[str]:
    for one in part.versions:
        tellers = (who(origin) if origin else label("untold", LANG) for origin in one.origins)
        yield f"{', '.join(tellers)}: {one.words or one.value}"


def _judged(one: Judgement) -> str:
    mark = one.reliability or one.information
    kind = "reliability" if one.reliability else "information"
    topic = f" on {one.topic}" if one.topic else ""
    words = label(f"{kind}.{mark}", LANG)
    return f"{name(one.about)}{topic}: {mark}, {words}, says {one.by} ({one.day}): {one.reason}"


def _rows(head: str, below: Iterable[str]) -> Iterator[RenderableType]:
    yield _indented(Text(head))
    for row in below:
        yield _indented(Text(row, "quiet"), 4)


def _indented(line: RenderableType, by: int = 2) -> Padding:
    return Padding(line, (0, 0, 0, by))
