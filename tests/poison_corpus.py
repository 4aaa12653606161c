"""All poisoned files together, and what is done with them: examined one by one in a program.

    python tests/poison_corpus.py CANARY HOST:PORT > outcomes.json

No file holds real malware: what would run touches a canary.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from harmless_corpus import harmless_files
from poison_archives import archives
from poison_images import images
from poison_mail import mails
from poison_markup import markups
from poison_office import office
from poison_pdf import pdfs
from poison_sample import Canary, Sample
from poison_texts import texts
from trucewatch.pipeline.intake import Examined, examine

NOWHERE = Canary(Path("/nowhere/canary"), "127.0.0.1:9")


def poison(canary: Canary) -> list[Sample]:
    """Every poisoned file; the same on every run for the same canary."""
    makers = (archives, office, pdfs, images, mails, markups, texts)
    return [sample for maker in makers for sample in maker(canary)]


def family(found: Examined) -> Iterator[Examined]:
    """A file and all files in it."""
    yield found
    for one in found.parts:
        yield from family(one)


def outcome(sample: Sample) -> dict[str, object]:
    """What the examination made of a file, and how long it took."""
    began = time.monotonic()
    found = examine(sample.raw, sample.name, sample.media_type)
    members = list(family(found))
    reasons = [reason.code for one in members for reason in one.verdict.reasons]
    opened_though_closed = [
        one.name for one in members if not one.verdict.accepted and (one.extract or one.readable)
    ]
    return {
        "name": sample.name,
        "kind": found.verdict.kind,
        "seconds": time.monotonic() - began,
        "accepted": found.verdict.accepted,
        "reasons": reasons,
        "parts_closed": sum(not one.verdict.accepted for one in members[1:]),
        "remarks": [remark.code for one in members for remark in one.remarks],
        "opened_though_closed": opened_though_closed,
    }


def peak_kib() -> int:
    """The most this program ever held; what `wait4` tells starts at what its parent held."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


def main() -> None:
    """Examine everything and print the outcomes, poison first, and the peak of memory."""
    canary = Canary(Path(sys.argv[1]), sys.argv[2])
    samples = [*poison(canary), *harmless_files()]
    outcomes = [outcome(one) for one in samples]
    json.dump({"outcomes": outcomes, "peak_kib": peak_kib()}, sys.stdout)


if __name__ == "__main__":
    main()
