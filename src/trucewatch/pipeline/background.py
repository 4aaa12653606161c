"""What is laid beside the readings, out of files: own bulletins and judgements."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.pipeline.files import LARGEST_BYTES
from trucewatch.pipeline.judgements import judgements_of
from trucewatch.pipeline.known import Background
from trucewatch.pipeline.read import read


def background(
    *,
    own: Iterable[str] = (),
    own_names: Iterable[str] = (),
    judgements: Iterable[str] = (),
    largest: int = LARGEST_BYTES,
) -> Background:
    """Own bulletins by their file names, mended as reports are; and judgements of all files.

    Args:
        own: files of bulletins that the centre published.
        own_names: registry ids or names by which reports call the centre.
        judgements: YAML or JSONL files, one for each delegation if they like.

    Raises:
        UnreadableInput: with file, place and remedy.
    """
    return Background(
        bulletins={name: read(name, largest=largest).document.text for name in own},
        own_names=frozenset(own_names),
        judgements=judgements_of(judgements, largest=largest),
    )
