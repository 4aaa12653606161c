"""Packaged scripts with terms between parties of the packaged register."""

from __future__ import annotations

from trucewatch.data.exercise_files import script_text

LISTED = {"kestria": "liechtenstein", "orvenia": "san-marino"}


def with_listed_parties(name: str) -> str:
    """A script whose terms need no invented name to be known.

    A test process reads for other tests too, so nothing of an invented world may be known in it.
    """
    text = script_text(name)
    for invented, listed in LISTED.items():
        text = text.replace(f"actor: {invented},", f"actor: {listed},")
    return text.replace(
        "co_chairs: [kestria, orvenia]", f"co_chairs: [{', '.join(LISTED.values())}]"
    )
