"""The one door to numba, which comes with the extra `scale` and is asked for by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from trucewatch.domain.errors import Refusal

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, made when it is first called and kept for the next run.

    Raises:
        Refusal: numba is not installed.
    """
    try:
        from numba import njit  # noqa: PLC0415 - everything else must load without it
    except ModuleNotFoundError as err:
        what = "many incidents at once need numba, which is not installed"
        raise Refusal(what, remedy="pip install 'trucewatch[scale]'") from err
    made: Any = njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast(F, made)
