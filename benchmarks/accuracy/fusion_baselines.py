"""What fusion is measured against: the same day and place, and splink on the same fields.

Splink is given the best of several thresholds, chosen with the truth at hand, so that its figure is
one that nobody would reach without knowing the answer.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement

Partition = Mapping[str, Hashable]
"""Cluster by id of statement."""

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)


def statements(readings: Sequence[Reading]) -> list[Statement]:
    """All statements in order of arrival."""
    return [said for reading in readings for said in reading.statements]


def pairwise_f1(found: Partition, truth: Partition) -> float:
    """Harmonic mean of precision and recall over pairs of statements of one cluster."""
    both = _pairs(Counter((found[one], truth[one]) for one in truth))
    ours, theirs = _pairs(Counter(found.values())), _pairs(Counter(truth.values()))
    return 2 * both / (ours + theirs) if ours + theirs else 1.0


def _pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def same_day_and_place(readings: Sequence[Reading]) -> Partition:
    """One cluster for each place, as told, and each day on which its time begins."""
    return {one.id: (_day(one), _place(one)) for one in statements(readings)}


def _day(said: Statement) -> dt.date | None:
    return said.time.start.date() if said.time and said.time.start else None


def _place(said: Statement) -> str | None:
    return said.places[0].place if said.places else None


def splink_best(readings: Sequence[Reading], truth: Partition) -> Partition:
    """The partition of splink's model, trained on these statements, at its best threshold."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator
    from splink.backends.duckdb import DuckDBAPI
    from splink.blocking_rule_library import block_on

    listed = statements(readings)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("place", "day"),
            block_on("place", "act", "doer"),
            block_on("day", "act", "doer", "sufferer"),
        ],
        comparisons=[
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.AbsoluteTimeDifferenceAtThresholds(
                "at", input_is_string=False, metrics=["hour", "hour", "day"], thresholds=[1, 7, 1]
            ),
            cl.ExactMatch("act"),
            cl.ExactMatch("doer"),
            cl.ExactMatch("sufferer"),
            cl.ExactMatch("killed"),
            cl.ExactMatch("wounded"),
        ],
    )
    api = DuckDBAPI()
    frame = api.register(pa.Table.from_pylist([_row(one) for one in listed]))
    linker = Linker(frame, settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("place", "day", "act", "doer")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("place", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("act", "doer", "sufferer")
    )
    scored = linker.inference.predict()
    return max(
        (_clusters(linker, scored, threshold) for threshold in THRESHOLDS),
        key=lambda found: pairwise_f1(found, truth),
    )


def _row(said: Statement) -> dict[str, Any]:
    counts = {count.what: count.low for count in said.counts}
    return {
        "unique_id": said.id,
        "place": _place(said),
        "day": str(_day(said)),
        "at": said.time.start.replace(tzinfo=None) if said.time and said.time.start else None,
        "act": said.act,
        "doer": said.agents[0].actor if said.agents else None,
        "sufferer": said.targets[0].actor if said.targets else None,
        "killed": counts.get("killed"),
        "wounded": counts.get("wounded"),
    }


def _clusters(linker: Any, scored: Any, threshold: float) -> Partition:
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(
        scored, threshold_match_probability=threshold
    )
    return {row["unique_id"]: row["cluster_id"] for row in clustered.as_record_list()}
