"""How a pass reads the long rows of numbers that `layout` describes.

Places are told by whole numbers without a sign. With one, machine code would first look whether a
place is counted from the end, as Python knows it, and most of what a read costs would be that.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan.native import borrowing


@borrowing
def of(n: Any, table: int, row: int) -> Any:
    """The number in a row of a table, whose head tells where it begins."""
    return n[np.uintp(n[table] + row)]


@borrowing
def value(array: Any, place: int) -> Any:
    """What stands in an array so many places from its start."""
    return array[np.uintp(place)]
