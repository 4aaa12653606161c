"""The one door to numba, which comes with the extra `scale` and is asked for by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar, cast

from trucewatch.assess.plan.arrays import LINE_BYTES
from trucewatch.data.versions import digest_of_sources
from trucewatch.domain.errors import Refusal

F = TypeVar("F", bound=Callable[..., Any])
READ, KEEP, DATA = 0, 3, 1
"""To read what is fetched, to hold it in every cache, and that it is no code; numbers of LLVM."""


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


def fetching() -> Callable[[Any, int], None]:
    """What asks memory for the line of a cell of an array, and waits for nothing.

    To read the cell ahead instead would hold up whatever comes behind until the line is there.

    Raises:
        Refusal: numba is not installed.
    """
    numba = _loaded()
    ir: Any = import_module("llvmlite.ir")
    tools: Any = import_module("numba.core.cgutils")
    number, line = ir.IntType(32), tools.voidptr_t
    takes = ir.FunctionType(ir.VoidType(), [line, number, number, number])
    how = [number(READ), number(KEEP), number(DATA)]

    def fetch(_: Any, array: Any, place: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            cell = _cell(context, builder, signature.args, given)
            ask = builder.module.declare_intrinsic("llvm.prefetch", (line,), takes)
            builder.call(ask, [builder.bitcast(cell, line), *how])
            return context.get_dummy_value()

        return numba.types.void(array, place), made

    extending: Any = import_module("numba.extending")
    return cast("Callable[[Any, int], None]", extending.intrinsic(fetch))


def passing_by() -> Callable[[Any, Any, int], None]:
    """What copies a line of bytes from one array to the same place of another, past the caches.

    Whatever is written and not read again soon would push out of them what is read all the time,
    and each line would be fetched before it is overwritten. Both arrays begin a line of memory.
    Another thread that is handed what was written passes a lock, which waits for all of it.

    Raises:
        Refusal: numba is not installed.
    """
    numba = _loaded()
    ir: Any = import_module("llvmlite.ir")
    words = ir.VectorType(ir.IntType(64), LINE_BYTES // 8)

    def pass_by(_: Any, source: Any, target: Any, place: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            of, to, counted = signature.args
            read = _cell(context, builder, (of, counted), (given[0], given[2]))
            written = _cell(context, builder, (to, counted), (given[1], given[2]))
            line = builder.load(builder.bitcast(read, words.as_pointer()), align=LINE_BYTES)
            stored = builder.store(
                line, builder.bitcast(written, words.as_pointer()), align=LINE_BYTES
            )
            once = builder.module.add_metadata([ir.IntType(32)(1)])
            stored.set_metadata("nontemporal", once)
            return context.get_dummy_value()

        return numba.types.void(source, target, place), made

    extending: Any = import_module("numba.extending")
    return cast("Callable[[Any, Any, int], None]", extending.intrinsic(pass_by))


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


def _cell(context: Any, builder: Any, kinds: Any, given: Any) -> Any:
    """Where a cell of an array stands in memory."""
    numba = _loaded()
    tools: Any = import_module("numba.core.cgutils")
    (kind, counted), (array, place) = kinds, given
    held = context.make_array(kind)(context, builder, array)
    at = [context.cast(builder, place, counted, numba.types.intp)]
    return tools.get_item_pointer(context, builder, kind, held, at, wraparound=False)


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
