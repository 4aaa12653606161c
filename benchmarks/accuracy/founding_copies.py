"""The founding reports as other conflicts would have written them.

    python benchmarks/accuracy/founding_copies.py [--shared DIR] [--json]

Scores each copy by the rules of `founding.py`; a reader that learnt the originals by heart loses
more than two statements here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from copying import Copy, copied_report, copied_text
from matching import Score, load_expected, score

from trucewatch.text.reading import read_report

FIRST, SECOND = "000_291a403795b47fa2.txt", "002_7e45d60a65cd5999.txt"
# As in the original, the date line could be read either way, and a month told as past decides it.
_TWO_MONTHS_LATER = {
    "2016-05-03": "2016-07-05",
    "2016-05-04": "2016-07-06",
    "2016-05-05": "2016-07-07",
    "2016-04-01": "2016-06-01",
    "2016-05-01": "2016-07-01",
    "2016-05-02": "2016-07-04",
}

COPIES: Mapping[str, tuple[tuple[str, Copy], ...]] = {
    "other names, places and days": (
        (
            FIRST,
            Copy(
                words={
                    "Lavrov": "Cavusoglu",
                    "Moscow": "Ankara",
                    "Russia": "Turkey",
                    "Russian": "Turkish",
                    "Russian-US": "Turkish-UK",
                    "Turkey's": "Egypt's",
                    "US": "UK",
                    "Washington": "London",
                    "Syria": "Libya",
                    "#Syria": "#Libya",
                    "Syrian": "Libyan",
                    "Aleppo": "Sirte",
                    "Staffan de Mistura": "Tomas de Reyes",
                    "De Mistura": "De Reyes",
                    "de Mistura": "de Reyes",
                    "Geneva": "Vienna",
                    "Switzerland": "Austria",
                    "Saudi-backed": "Emirati-backed",
                    "Free Syrian Army": "Misrata Defence Brigade",
                    "03/05/2016": "05/07/2016",
                    "April": "June",
                },
                names={
                    "Sergey Lavrov": "Mevlut Cavusoglu",
                    "Russia": "Turkey",
                    "Turkey": "Egypt",
                    "United States": "United Kingdom",
                    "Syria": "Libya",
                    "Aleppo": "Sirte",
                    "Syrian opposition": "Libyan opposition",
                    "Staffan de Mistura": "Tomas de Reyes",
                    "Geneva": "Vienna",
                    "Free Syrian Army": "Misrata Defence Brigade",
                },
                days=_TWO_MONTHS_LATER,
            ),
        ),
        (
            SECOND,
            Copy(
                words={
                    "Russian Foreign Minister Sergei Lavrov": (
                        "Iranian Foreign Minister Mohammad Javad Zarif"
                    ),
                    "Lavrov": "Zarif",
                    "U.S. Secretary of State John Kerry": "British Foreign Secretary Boris Johnson",
                    "Kerry": "Johnson",
                    "Syria": "Yemen",
                    "Syrian": "Yemeni",
                    "Russia's": "Iran's",
                    "Russia": "Iran",
                    "Russian": "Iranian",
                    "U.S. State Department": "British Foreign Office",
                    "State Department": "Foreign Office",
                    "Mark Toner": "Peter Halden",
                    "United States": "United Kingdom",
                    "United States'": "United Kingdom's",
                    "U.S.": "British",
                    "The U.S.": "The United Kingdom",
                    "The U.S. and": "The United Kingdom and",
                    "U.S.-Russia": "British-Iranian",
                    "President Barack Obama": "Prime Minister David Cameron",
                    "Vladimir Putin": "Hassan Rouhani",
                    "China": "Germany",
                    "Washington Post": "New York Times",
                    "Aleppo": "Taiz",
                    "The Guardian": "The Harbour Herald",
                    "The Kremlin": "Tehran",
                    "Syrian High Negotiating Committee (HNC)": "Yemeni Dialogue Council (YDC)",
                    "HNC": "YDC",
                    "London": "Paris",
                    "Geneva": "Vienna",
                    "Bashar Assad": "Saleh al-Qadir",
                    "Assad": "Qadir",
                    "September 08, 2016": "October 13, 2016",
                    "2016/09/08": "2016/10/13",
                },
                names={
                    "Russian Ministry of Foreign Affairs": "Iran's Foreign Ministry",
                    "Sergey Lavrov": "Mohammad Javad Zarif",
                    "John Kerry": "Boris Johnson",
                    "US Department of State": "British Foreign Office",
                    "Mark Toner": "Peter Halden",
                    "Barack Obama": "David Cameron",
                    "Vladimir Putin": "Hassan Rouhani",
                    "The Washington Post": "The New York Times",
                    "China": "Germany",
                    "Syria": "Yemen",
                    "Russia": "Iran",
                    "United States": "United Kingdom",
                    "unnamed US official": "unnamed British official",
                    "The Guardian": "The Harbour Herald",
                    "Syrian High Negotiations Committee": "Yemeni Dialogue Council",
                    "Geneva": "Vienna",
                    "London": "Paris",
                    "Bashar al-Assad": "Saleh al-Qadir",
                    "Government of Syria": "Government of Yemen",
                },
                days={
                    "2016-09-07": "2016-10-12",
                    "2016-09-08": "2016-10-13",
                    "2016-08-29": "2016-10-03",
                    "2016-09-06": "2016-10-11",
                },
            ),
        ),
    ),
    "other order of paragraphs": (
        (
            FIRST,
            Copy(
                words={},
                names={},
                days={},
                order=(
                    0,
                    1,
                    2,
                    3,
                    18,
                    4,
                    5,
                    6,
                    20,
                    19,
                    8,
                    9,
                    7,
                    11,
                    12,
                    14,
                    15,
                    16,
                    17,
                    13,
                    10,
                    21,
                ),
            ),
        ),
        (
            SECOND,
            Copy(
                words={},
                names={},
                days={},
                order=(0, 1, 2, 3, 12, 4, 5, 6, 13, 14, 7, 8, 9, 11, 10, 15, 16, 17),
            ),
        ),
    ),
}


def run(seeds: Path, name: str) -> dict[str, Score]:
    """The score of each report of one set of copies."""
    families, reports = load_expected(seeds / "expected.yaml")
    scores = {}
    for file, copy in COPIES[name]:
        text = copied_text((seeds / file).read_text(encoding="utf-8"), copy)
        reading = read_report(text.encode(), name=file)
        scores[file] = score(reading, copied_report(reports[file], copy), families)
    return scores


def main() -> None:
    """Copy, read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = Path(__file__).parents[2]
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    seeds = options.shared / "seeds"
    if not seeds.is_dir():
        print(json.dumps({"skipped": f"no founding reports at {seeds}"}))
        return
    figures = {}
    for name in COPIES:
        scores = run(seeds, name)
        if not options.json:
            for file, one in scores.items():
                print(f"== {name}: {file}: {len(one.found)} found, {len(one.right)} right")
                print("\n".join(f"  missed    {line}" for line in one.missed))
                print("\n".join(f"  extra     {line}" for line in one.wrong))
        figures[name] = {
            "found": sum(len(s.found) for s in scores.values()),
            "right_in_all_parts": sum(len(s.right) for s in scores.values()),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
