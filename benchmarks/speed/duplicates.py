"""Copies among very many reports: what is found, and how long it takes beside datasketch.

    python benchmarks/speed/duplicates.py [--quick] [--json]

Reports of 200 words are made up; one in ten is a copy of another with 8 % of its words changed,
one in ten takes 60 % of another as its lead. The peer does the same with the same bands and the
same confirmation. Reading time is taken over some of the packaged samples, a report of 200 words
counted by its share.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import datasketch

import trucewatch
from trucewatch.fusion.duplicates import BANDS, COPY, ROWS, copies, tokens
from trucewatch.fusion.shingles import run_hashes, shared
from trucewatch.text.reading import read_report

GOALS = {
    "recall_edits": 0.99,
    "recall_lead": 0.97,
    "precision": 0.99,
    "share_of_reading": 0.05,
    "times_the_peer": 6.0,
}
WORDS = 200
SAMPLES = Path(trucewatch.__file__).parent / "data" / "samples"

Pairs = set[tuple[int, int]]


def made(reports: int, seed: int) -> tuple[list[str], Pairs, Pairs]:
    """Texts, and the pairs that are edits and copied leads."""
    draw = random.Random(seed)
    book = [f"w{number}" for number in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(book))]
    texts: list[list[str]] = []
    edits, leads = set(), set()
    for number in range(reports):
        kind = draw.random() if number > 10 else 1.0
        own = draw.choices(book, weights, k=WORDS)
        if kind < 0.1:
            other = draw.randrange(number)
            own = [draw.choice(book) if draw.random() < 0.08 else word for word in texts[other]]
            edits.add((other, number))
        elif kind < 0.2:
            other = draw.randrange(number)
            own = texts[other][: round(0.6 * WORDS)] + own[round(0.6 * WORDS) :]
            leads.add((other, number))
        texts.append(own)
    return [" ".join(words) for words in texts], edits, leads


def by_datasketch(texts: Sequence[str]) -> Pairs:
    """The same search with the peer's sketches and index."""
    told = [run_hashes(text) for text in texts]
    sets = [frozenset(one.tolist()) for one in told]
    index = datasketch.MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    sketches = []
    for number, one in enumerate(told):
        sketch = datasketch.MinHash(num_perm=BANDS * ROWS)
        sketch.update_batch(tokens(one))
        index.insert(number, sketch)
        sketches.append(sketch)
    found = set()
    for number, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if other > number and shared(sets[number], sets[other]) >= COPY:
                found.add((number, other))
    return found


def reading_seconds() -> float:
    """Core seconds that reading a report of 200 words takes."""
    files = sorted(SAMPLES.glob("*.txt"))
    read_report(files[0].read_bytes(), name="warm")
    words, began = 0, time.process_time()
    for file in files:
        reading = read_report(file.read_bytes(), name=file.name)
        words += len(reading.document.text.split())
    return (time.process_time() - began) / words * WORDS


def main() -> None:
    """Make, search twice, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="10,000 reports instead of 100,000")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    texts, edits, leads = made(10_000 if options.quick else 100_000, seed=7)
    began = time.process_time()
    ours = {(pair.one, pair.other) for pair in copies(texts)}
    seconds = time.process_time() - began
    began = time.process_time()
    theirs = by_datasketch(texts)
    peer_seconds = time.process_time() - began
    both = edits | leads
    # A copy of a copy is one too, though nobody drew it; such pairs count as neither.
    drawn = {one for pair in both for one in pair}
    wrong = {pair for pair in ours - both if not (pair[0] in drawn and pair[1] in drawn)}
    reading = reading_seconds() * len(texts)
    figures = {
        "recall_edits": round(len(edits & ours) / len(edits), 4),
        "recall_lead": round(len(leads & ours) / len(leads), 4),
        "precision": round(1 - len(wrong) / max(len(ours), 1), 4),
        "share_of_reading": round(seconds / reading, 4),
        "times_the_peer": round(peer_seconds / seconds, 2),
    }
    lower = {"share_of_reading"}
    told = {
        "subject": "duplicates",
        "reports": len(texts),
        "seconds": round(seconds, 1),
        "peer": f"datasketch {datasketch.__version__}",
        "peer_seconds": round(peer_seconds, 1),
        "peer_found": len(theirs),
        **figures,
        "goals": GOALS,
        "met": {
            key: value <= GOALS[key] if key in lower else value >= GOALS[key]
            for key, value in figures.items()
        },
    }
    if not options.json:
        for key, value in told.items():
            print(f"{key:20} {value}")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
