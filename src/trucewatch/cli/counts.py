"""`trucewatch counts`: rival figures side by side, with the arithmetic of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.domain.rival_counts import RivalCounts


class Pair(click.ParamType[tuple[str, str]]):
    """A column with its heading or value."""

    name = "pair"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """Read NAME=TEXT."""
        if isinstance(value, tuple):
            return value
        name, sign, text = value.partition("=")
        if not (sign and name.strip() and text.strip()):
            self.fail(f"{value!r} is no pair; write it as in total=Violations", param, ctx)
        return name.strip(), text.strip()


@click.command("counts", short_help="Set rival counts side by side and check them.")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option(
    "--convert",
    multiple=True,
    metavar="RULE",
    help="Count observations by a counting rule, labelled as conversion.",
)
@click.option(
    "--column",
    "called",
    multiple=True,
    type=Pair(),
    metavar="NAME=HEADING",
    help="What a CSV file calls a column.",
)
@click.option(
    "--set",
    "fixed",
    multiple=True,
    type=Pair(),
    metavar="NAME=VALUE",
    help="What a column that a CSV file lacks is for every row.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "ru", "ar"]),
    default="en",
    show_default=True,
    help="Language of table, page and plot.",
)
@options.formats("table", "json", "jsonl", "csv", "svg", "html")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    convert: tuple[str, ...],
    called: tuple[tuple[str, str], ...],
    fixed: tuple[tuple[str, str], ...],
    language: str,
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Show what rival claimants count, side by side, and check the arithmetic.

    FILES are readings (read --json), what counts --json wrote, or CSV tables of
    counts or of a monitor's observations; '-' is standard input. Nothing is
    added, averaged or merged across claimants, and nothing is repaired.

    \b
    Examples:
      trucewatch counts counts.csv
      trucewatch read bulletins/*.txt --jsonl | trucewatch counts -
      trucewatch counts counts.csv rows.csv --convert each_shot
      trucewatch counts counts.csv --format svg --language ar -o counts.svg
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.count_sheet import Headed
    from trucewatch.pipeline.counts import counts, load_counts

    headed = Headed(called=dict(called), fixed=dict(fixed))
    held = load_counts(files, headed=headed, largest=round(max_mb * 1_000_000))
    if held.items or not held.refused:
        made = counts(held.items, convert=convert)
        deliver(written(made, shape, lang=language, to_file=out is not None), out)
    complain(held.refused)
    return 2 if held.refused else 0


def written(made: RivalCounts, shape: str, *, lang: str, to_file: bool) -> bytes:
    """The counts in the form asked for."""
    if shape == "json":
        from trucewatch.export.json_text import json_value

        return json_value(made)
    if shape == "jsonl":
        from trucewatch.export.json_text import json_lines

        return json_lines(_lines(made))
    if shape == "csv":
        from trucewatch.export.counts_csv import counts_csv

        return counts_csv(made)
    if shape == "svg":
        from trucewatch.export.counts_svg import counts_svg

        return counts_svg(made, lang=lang)
    if shape == "html":
        from trucewatch.export.counts_html import counts_page

        return counts_page(made, lang=lang)
    from trucewatch.cli.counts_table import parts
    from trucewatch.cli.terminal import drawn

    return drawn(*parts(made, lang), to_file=to_file)


def _lines(made: RivalCounts) -> Sequence[dict[str, object]]:
    """A claim with its checks a line, then a conversion a line."""
    from trucewatch.export.count_wording import checks_by_claim

    checks = checks_by_claim(made)
    claims: list[dict[str, object]] = [
        {"claim": one, "checks": checks[one.id]} for one in made.claims
    ]
    return claims + [{"conversion": one} for one in made.conversions]
