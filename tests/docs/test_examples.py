"""Every example of the pages runs and prints what the page shows."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from program import trucewatch

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLES = ROOT / "docs" / "tutorial" / "examples"
STATUS = re.compile(r"\(exit status (\d+)\)$")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = frozenset({"", "console", "text"})


def examples() -> list[tuple[str, str, str]]:
    """Page, command and the output shown, of each `$ trucewatch` line in a fenced block."""
    found = []
    for page in PAGES:
        blocks = FENCE.findall(page.read_text("utf-8"))
        for block in (text for kind, text in blocks if kind in SHOWN):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("trucewatch"):
                    found.append((page.name, command, output.strip("\n")))
    return found


def shown_in(output: str, printed: str) -> bool:
    """Whether each shown stretch stands in what was printed, in order; … parts stretches."""
    at = 0
    for stretch in re.split(r"^\s*…\s*$", output, flags=re.MULTILINE):
        wanted = stretch.strip("\n")
        found = printed.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def test_the_pages_have_examples() -> None:
    """A page that shows nothing cannot be wrong."""
    assert any(page == "README.md" for page, _, _ in examples())


@pytest.mark.parametrize(
    ("page", "command", "output"), examples(), ids=lambda part: str(part)[:60].replace("\n", " ")
)
def test_an_example_prints_what_the_page_shows(
    page: str, command: str, output: str, tmp_path: Path
) -> None:
    """Run in a folder of its own that holds the samples and example files, pipes included.

    A last line `(exit status 1)` says that the command ends so; all others end with 0.
    """
    del page  # tells which page failed
    samples = ROOT / "src" / "trucewatch" / "data" / "samples"
    shutil.copytree(samples, tmp_path / "samples")
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    ends = STATUS.search(output)
    expected = int(ends.group(1)) if ends else 0
    output = STATUS.sub("", output).strip("\n")
    piped = b""
    printed = ""
    for part in command.split(" | "):
        run = trucewatch(*_arguments(part, tmp_path), given=piped, cwd=tmp_path)
        assert run.code == expected, run.err
        piped, printed = run.out, run.text
    assert shown_in(output, printed)


def _arguments(command: str, folder: Path) -> list[str]:
    """The words after `trucewatch`; a pattern stands for the files it matches."""
    words = shlex.split(command)[1:]
    found: list[str] = []
    for word in words:
        matches = sorted(folder.glob(word)) if "*" in word else []
        found += [str(path.relative_to(folder)) for path in matches] or [word]
    return found


def test_the_picture_of_a_lineage_is_that_of_its_command() -> None:
    """`trucewatch fuse accounts.jsonl --format svg -o docs/how-to/lineage.svg` draws it anew."""
    shown = ROOT / "docs" / "how-to" / "lineage.svg"
    run = trucewatch("fuse", EXAMPLES / "accounts.jsonl", "--format", "svg")
    assert run.text == shown.read_text("utf-8")
