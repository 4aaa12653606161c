"""How well times are found and dated, on news with marked time expressions.

MEANTIME marks the first sentences of 120 Wikinews articles, WikiWars all of 22 histories of
wars. Half of the documents, by a hash of their names, were looked at while the rules were
written; the other half is reported on its own. Corpora are read from `../shared` beside the
project or from `--shared`; a corpus that is not there is left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from trucewatch.domain.time import ZoneBasis
from trucewatch.text.timing import Anchor, TimeMention, find_times

ROOT = Path(__file__).resolve().parents[2]
UTC = ZoneInfo("UTC")
GOALS = {"strict": 0.75, "relaxed": 0.85}
Marked = tuple[int, int, str]


@dataclass(frozen=True)
class Sentence:
    """A sentence with its report day and its marked times: start, end, value."""

    text: str
    day: dt.date | None
    marks: tuple[Marked, ...]


@dataclass
class Tally:
    """Counts of one half of one corpus."""

    marked: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    dated: int = 0
    dates_told: int = 0
    dated_right: int = 0
    missed: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float | int]:
        """F of spans and of values of one day."""
        return {
            "strict_f": _f(self.strict, self.found, self.marked),
            "relaxed_f": _f(self.relaxed, self.found, self.marked),
            "value_f": _f(self.dated_right, self.dates_told, self.dated),
            "marked": self.marked,
            "found": self.found,
        }


def _f(right: int, found: int, wanted: int) -> float:
    return round(2 * right / (found + wanted), 3) if found + wanted else 0.0


def for_development(name: str) -> bool:
    """Whether a document belongs to the half that was looked at."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def meantime(folder: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Articles of MEANTIME; the printed date line is left out."""
    for path in sorted((folder / "meantime" / "intra-doc_annotation").glob("*/*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314 - the same
        tokens = {t.get("t_id") or "": t for t in root.iter("token")}
        marks: dict[int, list[tuple[str, str, str]]] = {}
        day = None
        for timex in root.iter("TIMEX3"):
            ids = [anchor.get("t_id") or "" for anchor in timex.findall("token_anchor")]
            value = timex.get("value") or ""
            if timex.get("functionInDocument") == "CREATION_TIME":
                day = _day(value)
            if ids:
                number = int(tokens[ids[0]].get("sentence") or 0)
                marks.setdefault(number, []).append((ids[0], ids[-1], value))
        printed = next(iter(marks.get(1, [])), None)
        if day is None and printed is not None:
            day = _day(printed[2])
        yield path.name, list(_meantime_sentences(tokens, marks, day))


def _meantime_sentences(
    tokens: dict[str, ET.Element],
    marks: dict[int, list[tuple[str, str, str]]],
    day: dt.date | None,
) -> Iterator[Sentence]:
    for number in (0, 2, 3, 4, 5):
        text, places = "", {}
        for name, token in tokens.items():
            if int(token.get("sentence") or 0) != number:
                continue
            word = token.text or ""
            glued = not text or re.fullmatch(r"[.,;:!?)%]|['’](?:s|t|re|ve|ll|d|m)|n't", word)
            text += "" if glued or text.endswith(("(", "$")) else " "
            places[name] = (len(text), len(text) + len(word))
            text += word
        found = [
            (places[one][0], places[two][1], value) for one, two, value in marks.get(number, [])
        ]
        yield Sentence(text, day, tuple(found))


def wikiwars(folder: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Histories of WikiWars, dated by the day on which they were taken."""
    for path in sorted((folder / "wikiwars").glob("*/keyinline/*.xml")):
        raw = path.read_text("utf-8", errors="replace")
        stamp = re.search(r"<DATETIME>.*?val=\"(\d{4}-\d\d-\d\d)", raw)
        body = raw.partition("<TEXT>")[2].partition("</TEXT>")[0].replace("&amp;", "&")
        day = _day(stamp[1]) if stamp else None
        yield path.name, [_inline(part, day) for part in re.split(r"\n+|(?<=[a-z>][.]) ", body)]


def _inline(part: str, day: dt.date | None) -> Sentence:
    text, marks, opened = "", [], []
    for piece in re.split(r"(</?TIMEX2[^>]*>)", part):
        if piece.startswith("<TIMEX2"):
            value = re.search(r'val="([^"]*)"', piece)
            opened.append((len(text), value[1] if value else ""))
        elif piece.startswith("</TIMEX2") and opened:
            start, told = opened.pop()
            marks.append((start, len(text), told))
        else:
            text += piece
    return Sentence(text, day, tuple(marks))


def _day(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value[:10]) if re.match(r"\d{4}-\d\d-\d\d", value) else None


def _told(mention: TimeMention) -> dt.date | None:
    """The one day a mention tells, None for anything wider or open."""
    start, end = mention.time.start, mention.time.end
    if mention.role == "since" and start is not None:
        return start.astimezone(UTC).date()
    if mention.role in {"until", "deadline"} and end is not None:
        return (end.astimezone(UTC) - dt.timedelta(seconds=1)).date()
    if start is None or end is None or end - start > dt.timedelta(days=1):
        return None
    return start.astimezone(UTC).date()


def score(sentence: Sentence, tally: Tally, label: str) -> None:
    """Add one sentence to the counts."""
    anchor = Anchor(sentence.day, "UTC", ZoneBasis.ASSUMED)
    found = [m for m in find_times(sentence.text, anchor=anchor) if m.role != "name_part"]
    exact = {(m.span.start, m.span.end): m for m in found}
    free = list(found)
    tally.marked += len(sentence.marks)
    tally.found += len(found)
    tally.dates_told += sum(_told(m) is not None for m in found)
    for start, end, value in sentence.marks:
        hit = next((m for m in free if m.span.start < end and start < m.span.end), None)
        tally.strict += (start, end) in exact
        tally.relaxed += hit is not None
        day = _day(value)
        tally.dated += day is not None
        right = hit is not None and day is not None and _told(hit) == day
        tally.dated_right += right
        if (start, end) not in exact or (day is not None and not right):
            got = f"{hit.time.words!r} {_told(hit)}" if hit else None
            tally.missed.append(f"{label}: {sentence.text[start:end]!r} {value} got {got}")
        if hit is not None:
            free.remove(hit)
    tally.missed += [f"{label}: spurious {m.time.words!r} in {sentence.text[:90]}" for m in free]


def measure(folder: Path, *, quick: bool) -> dict[str, dict[str, Tally]]:
    """Tallies by corpus and half."""
    tallies: dict[str, dict[str, Tally]] = {}
    for name, read in (("meantime", meantime), ("wikiwars", wikiwars)):
        halves = {"development": Tally(), "held_out": Tally()}
        documents = list(read(folder))
        for document, sentences in documents[:: 4 if quick and name == "wikiwars" else 1]:
            half = "development" if for_development(document) else "held_out"
            for sentence in sentences:
                score(sentence, halves[half], document[:12])
        if documents:
            tallies[name] = halves
    return tallies


def main() -> None:
    """Print the figures; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a quarter of WikiWars")
    parser.add_argument("--json", action="store_true", help="print the JSON object alone")
    parser.add_argument("--errors", action="store_true", help="list errors of the seen half")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    asked = parser.parse_args()
    tallies = measure(asked.shared / "data" / "nlp", quick=asked.quick)
    figures = {c: {h: t.figures() for h, t in halves.items()} for c, halves in tallies.items()}
    if asked.errors:
        print(
            "\n".join(line for halves in tallies.values() for line in halves["development"].missed)
        )
    if not asked.json:
        for corpus, halves in figures.items():
            for half, row in halves.items():
                print(f"{corpus:9} {half:12}", *(f"{key} {value}" for key, value in row.items()))
    news = figures.get("meantime", {}).get("held_out", {})
    met = {key: news.get(f"{key}_f", 0.0) >= goal for key, goal in GOALS.items()} if news else None
    size = sum(t.marked for halves in tallies.values() for t in halves.values())
    print(json.dumps({"times": figures, "input": {"marked": size}, "goals": GOALS, "met": met}))


if __name__ == "__main__":
    main()
