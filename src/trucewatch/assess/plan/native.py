"""The one door to numba, which comes with the extra `scale` and is asked for by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar, cast

from trucewatch.data.versions import digest_of_sources
from trucewatch.domain.errors import Refusal

F = TypeVar("F", bound=Callable[..., Any])
KEEP, DATA = 3, 1
"""To hold what is fetched in every cache, and that it is no code; numbers of LLVM."""


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


def fetching(*, to_write: bool = False) -> Callable[[Any, int], None]:
    """What asks memory for the line of a cell of an array, and waits for nothing.

    To read the cell ahead instead would hold up whatever comes behind until the line is there.

    Args:
        to_write: whether the line is to be overwritten, and so no other core shall hold it.

    Raises:
        Refusal: numba is not installed.
    """
    numba = _loaded()
    ir: Any = import_module("llvmlite.ir")
    tools: Any = import_module("numba.core.cgutils")
    number, line = ir.IntType(32), tools.voidptr_t
    takes = ir.FunctionType(ir.VoidType(), [line, number, number, number])
    how = [number(int(to_write)), number(KEEP), number(DATA)]

    def fetch(_: Any, array: Any, place: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            kind, counted = signature.args
            held = context.make_array(kind)(context, builder, given[0])
            at = [context.cast(builder, given[1], counted, numba.types.intp)]
            cell = tools.get_item_pointer(context, builder, kind, held, at, wraparound=False)
            ask = builder.module.declare_intrinsic("llvm.prefetch", (line,), takes)
            builder.call(ask, [builder.bitcast(cell, line), *how])
            return context.get_dummy_value()

        return numba.types.void(array, place), made

    extending: Any = import_module("numba.extending")
    return cast("Callable[[Any, int], None]", extending.intrinsic(fetch))


def lowest_bit() -> Callable[[int], int]:
    """What tells which bit of a number is the lowest one that is set; there is one.

    Raises:
        Refusal: numba is not installed.
    """
    _loaded()

    def place(_: Any, number: Any) -> Any:
        def made(_: Any, builder: Any, __: Any, given: Any) -> Any:
            never_zero: Any = import_module("llvmlite.ir").IntType(1)(1)
            return builder.cttz(given[0], never_zero)

        return number(number), made

    extending: Any = import_module("numba.extending")
    return cast("Callable[[int], int]", extending.intrinsic(place))


def _loaded() -> Any:
    try:
        return import_module("numba")
    except ModuleNotFoundError as err:
        what = "many incidents at once need numba, which is not installed"
        raise Refusal(what, remedy="pip install 'trucewatch[scale]'") from err


def _made(function: F, **options: bool) -> F:
    njit: Any = _loaded().njit
    ways: Any = {"nogil": True, "error_model": "numpy", **options}
    made: Any = njit(cache=True, **ways)(function)
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
