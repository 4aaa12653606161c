"""Options and values that several commands take, each refused with the way to write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.place import LonLat
from trucewatch.domain.time import parse_instant

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A calendar day."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.date:
        """Read ISO 8601."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as in 2016-05-03", param, ctx)


class Instant(click.ParamType[dt.datetime]):
    """A moment with its offset from UTC; without one it would be a guess."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.datetime:
        """Read ISO 8601 with offset as UTC."""
        try:
            return value if isinstance(value, dt.datetime) else parse_instant(value)
        except InvalidValue as err:
            self.fail(str(err), param, ctx)


class Point(click.ParamType[LonLat]):
    """Longitude and latitude in decimal degrees."""

    name = "lon,lat"

    def convert(self, value: Any, param: Any, ctx: Any) -> LonLat:
        """Read two numbers, longitude first."""
        if isinstance(value, LonLat):
            return value
        try:
            lon, lat = (float(part) for part in value.split(","))
            return LonLat.of(lon, lat)
        except InvalidValue as err:
            self.fail(f"{err}; longitude comes first, as in 37.16,36.20", param, ctx)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no point; write it as in 37.16,36.20", param, ctx)


def formats(*names: str) -> Callable[[F], F]:
    """`--format`, with `--json` and, where it is one of them, `--jsonl` as short forms."""

    def add(command: F) -> F:
        choice = click.option(
            "--format",
            "shape",
            type=click.Choice(names),
            default="table",
            show_default=True,
            help="How to write it.",
        )
        for one in (form for form in ("jsonl", "json") if form in names):
            told = f"The same as --format {one}."
            command = click.option(f"--{one}", "shape", flag_value=one, help=told)(command)
        return choice(command)

    return add


out = click.option(
    "-o", "--output", "out", metavar="FILE", help="Write there, in one move; '-' is the screen."
)

max_mb = click.option(
    "--max-mb",
    type=click.FloatRange(min=0, min_open=True),
    default=20,
    show_default=True,
    envvar="TRUCEWATCH_MAX_MB",
    help="Refuse larger files.",
)

own = click.option(
    "--own",
    multiple=True,
    metavar="BULLETIN",
    help="A bulletin that the centre published; its words coming back add no origin.",
)

own_name = click.option(
    "--own-name",
    multiple=True,
    metavar="NAME",
    help="An id or name by which reports call the centre.",
)
