"""Whatever is wrong in an agreement file is told in one line, and nothing else escapes."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.data.agreement_files import read_agreement
from trucewatch.data.agreement_names import unknown_names
from trucewatch.data.agreement_shapes import swapped
from trucewatch.data.yaml_marks import parse
from trucewatch.domain.errors import UnreadableInput

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "examples"
LINES = tuple((EXAMPLES / "sound-truce.yaml").read_text("utf-8").splitlines())
WRONG = st.sampled_from(
    ["null", "[]", "{}", "-1", "1e999", ".nan", "unknown", "[1, 2]", "{a: b}", "*x", "&x a", "<<"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)  # fmt: skip
quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The example with a line lost, doubled, given another value, or with signs in it."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["lost", "doubled", "value", "signs"]))
        if how == "lost":
            del lines[at]
        elif how == "doubled":
            lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
        elif how == "value":
            lines[at] = f"{lines[at].partition(':')[0]}: {draw(WRONG)}"
        else:
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + draw(WRONG) + lines[at][place:]
    return "\n".join(lines)


def faults_of(text: str) -> tuple[UnreadableInput, ...]:
    """What is said of a file: the fault that stops the reading, else every unknown name."""
    try:
        read_agreement(text.encode(), "t.yaml")
    except UnreadableInput as stopped:
        return (stopped,)
    root = parse(text.encode(), "t.yaml")
    return (*unknown_names(root), *swapped(root))


@quick
@given(text=spoilt())
def test_a_spoilt_file_is_read_or_refused_in_one_line(text: str) -> None:
    """Never a fault of the reader, never a line without its place and remedy."""
    for fault in faults_of(text):
        assert fault.where.startswith("t.yaml")
        assert fault.remedy
        assert "\n" not in str(fault)
