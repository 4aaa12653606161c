"""Swap the parties in the readings, and what fusion finds swaps, nothing else."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import examples
from trucewatch.data.registry import Registry
from trucewatch.data.sources import Sources
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Count, Factuality, Mention, Speaker
from trucewatch.domain.wire import to_wire
from trucewatch.pipeline.fuse import fuse
from trucewatch.pipeline.known import Background
from unit.fusion.accounts import Villages

LABELS = ("q00", "q01", "q02")
LABEL = re.compile(r"\bq\d\d\b")
NOBODY = Background(sources=Sources((), Registry(())))
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

label = st.sampled_from(LABELS)
tellings = st.lists(
    st.fixed_dictionaries(
        {
            "speaker": label,
            "doer": st.none() | label,
            "sufferer": st.none() | label,
            "killed": st.none() | st.integers(1, 4),
            "denies": st.booleans(),
            "source": st.sampled_from(["gazette", "herald", "q00", "q01"]),
        }
    ),
    min_size=1,
    max_size=5,
)


def readings(told: list[dict[str, Any]], swap: dict[str, str]) -> list[Reading]:
    """One report for each telling, its actors renamed by `swap`."""

    def name(one: str) -> str:
        return swap.get(one, one)

    def mention(one: str | None) -> tuple[Mention, ...]:
        return (Mention(name(one), name(one), "them"),) if one else ()

    made = []
    for number, one in enumerate(told):
        killed = one["killed"]
        said = dataclasses.replace(
            examples.SHELLING,
            id=f"s{number}",
            speakers=(Speaker(name(one["speaker"]), name(one["speaker"]), "say"),),
            agents=mention(one["doer"]),
            targets=mention(one["sufferer"]),
            factuality=Factuality.DENIED if one["denies"] else Factuality.ALLEGED,
            counts=(Count("killed", killed, killed, "people", f"{killed}"),) if killed else (),
        )
        own = " ".join(f"w{number}x{at}" for at in range(60))
        text = f"{examples.TEXT[: examples.SHELLING.span.end]} {own}"
        document = dataclasses.replace(
            examples.document(), name=f"r{number}", source=name(one["source"]), text=text, blocks=()
        )
        made.append(Reading(document=document, statements=(said,), versions=examples.VERSIONS))
    return made


def plain(found: object) -> Any:
    """A value whose rows have lost their order, which names decide."""
    if isinstance(found, list):
        return sorted((plain(one) for one in found), key=json.dumps)
    if isinstance(found, dict):
        return {key: plain(value) for key, value in found.items()}
    return ",".join(sorted(re.split(", ?", found))) if isinstance(found, str) else found


def fused(told: list[dict[str, Any]], swap: dict[str, str]) -> Any:
    """What fusion makes of the tellings, as JSON."""
    return to_wire(fuse(readings(told, swap), places=Villages(), beside=NOBODY).incidents)


@quick
@given(tellings)
def test_swapping_two_parties_swaps_their_names_alone(told: list[dict[str, Any]]) -> None:
    """Lineage, casualties, comparison, considerations and confidence."""
    swap = {"q00": "q01", "q01": "q00"}
    turned = LABEL.sub(lambda hit: swap.get(hit[0], hit[0]), json.dumps(fused(told, {})))
    assert plain(json.loads(turned)) == plain(fused(told, swap))
