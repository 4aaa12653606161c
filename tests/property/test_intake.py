"""Whatever bytes arrive, there is a verdict."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from harmless_corpus import harmless_files
from poison_sample import Sample
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.intake import Verdict
from trucewatch.pipeline import crossing
from trucewatch.pipeline.crossing import Opened, Request
from trucewatch.pipeline.opening import opened
from trucewatch.text.inspection.inspect import inspect

GOOD = [one for one in harmless_files() if len(one.raw) < 200_000]
SEEDS = st.integers(0, 2**32)


def mutated(raw: bytes, seed: int) -> bytes:
    """The bytes with a few places spoilt, doubled, swapped or cut."""
    dice, found = random.Random(seed), bytearray(raw)
    for _ in range(dice.randint(1, 12)):
        at, other = dice.randrange(len(found) + 1), dice.randrange(len(found) + 1)
        low, high = sorted((at, min(other, at + 64)))
        match dice.randrange(5):
            case 0:
                found[low:high] = dice.randbytes(high - low)
            case 1:
                found[at:at] = found[low:high]
            case 2:
                del found[low:high]
            case 3:
                found[at:at] = dice.choice(
                    [b"\0", b"\xff" * 4, b"obj<<", b"\r\n\r\n", b"PK\3\4", b"&a;"]
                )
            case _:
                del found[max(at, 1) :]
    return bytes(found)


@given(st.sampled_from(GOOD), SEEDS)
@settings(max_examples=300, deadline=None)
def test_spoilt_files_get_a_verdict(sample: Sample, seed: int) -> None:
    """An exception would be a report that is lost without a word."""
    verdict = inspect(mutated(sample.raw, seed), sample.name, sample.media_type)
    assert verdict.accepted == (not verdict.reasons)


@given(st.sampled_from(GOOD), SEEDS)
@settings(max_examples=60, deadline=None)
def test_spoilt_files_open_or_stay_closed(sample: Sample, seed: int) -> None:
    """The program in the box answers for any bytes, and its answer crosses whole."""
    request = Request(
        name=sample.name, media_type=sample.media_type, convert=True, largest=20_000_000
    )
    found = opened(request, mutated(sample.raw, seed))
    assert found.verdict.accepted == (found.extract is not None)
    assert crossing.read(crossing.written(found)) == found


@given(st.binary(max_size=2000), st.text(max_size=40), st.none() | st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_bytes_and_names_get_a_verdict(raw: bytes, name: str, media_type: str | None) -> None:
    """Names and types come from strangers, too."""
    assert isinstance(inspect(raw, name, media_type), Verdict)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_whatever_comes_out_of_the_box_is_checked(answer: bytes) -> None:
    """A program that was taken over may say anything; it is an answer or it is refused."""
    try:
        assert isinstance(crossing.read(answer), Opened)
    except InvalidValue:
        return
