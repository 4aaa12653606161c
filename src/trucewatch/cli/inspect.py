"""`trucewatch inspect`: what files are, and whether the centre would open them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.pipeline.intake import Examined


@click.command("inspect", short_help="See what files are and whether they may be opened.")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option(
    "--language",
    type=click.Choice(["en", "ru", "ar"]),
    default="en",
    show_default=True,
    help="Language of the reasons.",
)
@options.formats("table", "json")
@options.max_mb
def command(*, files: tuple[str, ...], language: str, shape: str, max_mb: float) -> None:
    """Examine files as the centre does with what arrives; exit 1 where one stays closed.

    Every kind but text, pages and CSV is opened in a sandbox (bubblewrap). Nothing
    is stored and nothing of a file is run.

    \b
    Examples:
      trucewatch inspect report.pdf photo.jpg
      trucewatch inspect upload.eml --json
    """
    from trucewatch.pipeline.files import bytes_of
    from trucewatch.pipeline.intake import examine

    largest = int(max_mb * 1_000_000)
    found = [examine(bytes_of(one, largest=largest), _name(one), largest=largest) for one in files]
    if shape == "json":
        import json

        shown = [_told(one) for one in found]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        from trucewatch.cli.inspect_table import table
        from trucewatch.cli.terminal import drawn

        click.echo(drawn(table(found, language)), nl=False)
    sys.exit(0 if all(_open(one) for one in found) else 1)


def _name(path: str) -> str:
    from pathlib import Path

    return Path(path).name


def _open(found: Examined) -> bool:
    return found.verdict.accepted and all(_open(one) for one in found.parts)


def _told(found: Examined) -> dict[str, Any]:
    """The JSON of one file: no words of it, only what was found."""
    from trucewatch.domain.wire import to_wire

    return {
        "name": found.name,
        "kind": str(found.verdict.kind),
        "media_type": found.verdict.media_type,
        "accepted": found.verdict.accepted,
        "reasons": to_wire(found.verdict.reasons),
        "remarks": to_wire(found.remarks),
        "characters": len(found.extract.text) if found.extract and found.extract.text else None,
        "renditions": len(found.extract.renditions) if found.extract else 0,
        "parts": [_told(one) for one in found.parts],
    }
