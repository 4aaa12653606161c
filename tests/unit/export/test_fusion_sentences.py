"""Sentences of comparing accounts name people and places, not ids."""

from __future__ import annotations

import dataclasses

import pytest

import incident_examples as made
from trucewatch.domain.lineage import (
    CameBack,
    Edge,
    Order,
    Origin,
    OriginGroup,
    Sharing,
    Sign,
    Taking,
    Without,
)
from trucewatch.export import fusion_sentences


def test_ids_among_facts_are_told_as_names() -> None:
    """Several stand in a row."""
    facts = {"who": "river-front, northern-state", "count": "2"}
    told = fusion_sentences.sentence("origins.several", facts, made.SAY)
    assert "River Front, Northern State" in told


def test_a_day_is_told_as_people_write_it() -> None:
    """Rules write it for machines."""
    facts = {"told": "2016-05-09", "published": "2016-05-03"}
    told = fusion_sentences.sentence("plausibility.future_dated", facts, made.SAY)
    assert "9 May 2016" in told
    assert "3 May 2016" in told


def test_every_sign_of_an_edge_is_told() -> None:
    """Not the plainest alone."""
    named, quoted = fusion_sentences.evidence(made.EDGES[1], made.SAY)
    assert "Herald" in named
    assert "91 %" in quoted


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (Order.SAME_DAY, "on one day"),
        (Order.UNDATED, "a date is missing"),
        (Order.COMMON, "neither"),
    ],
)
def test_an_open_order_is_said(order: Order, told: str) -> None:
    """Nobody can tell then who has it from whom."""
    edge = dataclasses.replace(made.EDGES[0], order=order)
    assert told in fusion_sentences.evidence(edge, made.SAY)[-1]


def test_a_copy_that_names_another_witness_says_so() -> None:
    """Otherwise it would pass for a second origin."""
    sign = Sign(Taking.COPIED, {"share": "80", "here": "a cook", "there": "river-front"})
    told = fusion_sentences.sign(sign, made.SAY)
    assert "River Front" in told
    assert "a cook" in told


def test_what_goes_back_to_the_centre_is_told_by_its_account() -> None:
    """Numbers of accounts stand on the page, ids do not."""
    back = CameBack(statement=made.B, how=Taking.SAME_VOICE, facts={"statement": made.A})
    told = fusion_sentences.came_back(back, lambda one: f"account {one[0]}", made.SAY)
    assert "account a" in told


def test_one_origin_that_counts_with_a_body_says_with_whom() -> None:
    """Its spokesman is no second voice."""
    group = OriginGroup(id="northern-state", origins=("its spokesman",), why=Sharing.SAME_BODY)
    assert "Northern State" in fusion_sentences.shared(group, made.SAY)


def test_sources_that_fall_together_are_told_once() -> None:
    """A voice that nobody named and the paper that heard it are one loss."""
    heard = "a nurse (Post)"
    nurse = Origin(
        id=heard, name="a nurse", actor=None, unnamed=True, through="Post", statements=(made.E,)
    )
    groups = (*made.LINEAGE.groups, OriginGroup(id=heard, origins=(heard,), why=Sharing.ALONE))
    line = dataclasses.replace(
        made.LINEAGE,
        roots=(*made.LINEAGE.roots, nurse),
        groups=groups,
        without=tuple(
            Without(source=source, independent=1, at_most=1, statements=(made.E,))
            for source in ("Post", "a nurse", heard)
        ),
    )
    assert fusion_sentences.hangs_on(line, made.SAY) == ["without Post / a nurse: 1 left of 2"]


def test_nothing_is_said_of_one_origin() -> None:
    """It hangs on everybody it came by."""
    without = (Without(source="Post", independent=0, at_most=0, statements=(made.A,)),)
    line = dataclasses.replace(made.LINEAGE, without=without)
    assert fusion_sentences.hangs_on(line, made.SAY) == []


def test_an_edge_without_signs_has_nothing_to_tell() -> None:
    """Older files have none."""
    edge = Edge(taken=made.B, origin=made.A, how=Taking.COPIED, evidence="62")
    assert fusion_sentences.evidence(edge, made.SAY) == []
