"""The one door to numba, which comes with the extra `scale` and is asked for by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from trucewatch.data.versions import digest_of_sources
from trucewatch.domain.errors import Refusal

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, made when it is first called and kept for the next run.

    Raises:
        Refusal: numba is not installed.
    """
    return _made(function)


def borrowing(function: F) -> F:
    """The same for a function that makes no array and keeps none beyond its call.

    It does not count who holds the arrays that it is handed. Each such count is a locked
    instruction, for which the processor waits until all that it has begun to read has come.

    Raises:
        Refusal: numba is not installed.
    """
    return _made(function, _nrt=False, forceinline=True)


def _made(function: F, **options: bool) -> F:
    try:
        from numba import njit  # noqa: PLC0415 - everything else must load without it
    except ModuleNotFoundError as err:
        what = "many incidents at once need numba, which is not installed"
        raise Refusal(what, remedy="pip install 'trucewatch[scale]'") from err
    made: Any
    ways: Any = {"nogil": True, "error_model": "numpy", **options}
    made = njit(cache=True, **ways)(function)
    if not _renewed(made):
        made = njit(**ways)(function)
    return cast(F, made)


def _renewed(made: Any) -> bool:
    """Let kept machine code stand only as long as every source that it was made from.

    numba looks at the file of the function alone. Numbers and functions of the other files are
    part of the machine code too, and code with the numbers of yesterday would read beside the
    tables of today.
    """
    kept: Any = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if not hasattr(kept, "_source_stamp"):
        return False
    kept._source_stamp = digest_of_sources(  # noqa: SLF001 - numba has no other way
        "trucewatch.assess.plan", "trucewatch.assess", "trucewatch.domain"
    )
    return True
