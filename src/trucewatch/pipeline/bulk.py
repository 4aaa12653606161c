"""Work on very many values at once, which the search for garbage would hold up."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_waits() -> Iterator[None]:
    """Nobody searches for garbage in circles until the work is done.

    The search walks over everything that lives again and again while millions of values are made,
    and takes a quarter of the time of fusing very many. What is no longer used goes at once all
    the same, unless it stands in a circle of references; of those the work must leave few.
    Whoever had switched the search off finds it off afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
