"""What is wrong in an agreement file is told in one line with its place and its remedy."""

from __future__ import annotations

import pytest

from trucewatch.data.agreement_files import read_agreement
from trucewatch.data.agreement_names import unknown_names
from trucewatch.data.agreement_shapes import swapped
from trucewatch.data.yaml_marks import parse
from trucewatch.domain.errors import UnreadableInput

GOOD = """\
id: made-up
names:
- {text: "Made up", lang: en}
kind: truce
clock: Asia/Damascus
sources:
  text: {text: "made up", grade: R}
window:
  starts:
  - {at: "2016-02-27T00:00 Asia/Damascus", source: text}
  ends:
  - {at: "2016-03-27T00:00 Asia/Damascus", source: text}
memberships:
- {actor: denmark, side: west, status: declared, source: text}
zone: all
zones:
- {id: all, name: "All", places: ["ocha:SY02"], source: text}
- id: drawn
  name: "Drawn"
  shape: {rings: [[[37, 36], [38, 36], [38, 37], [37, 36]]]}
  source: text
clauses:
- {id: fire, number: "1", modality: shall_not, bearers: [west], acts: [fire], source: text, summary: "No fire."}
- {id: move, number: "2", modality: shall, duty: withdraw, bearers: [parties], acts: [], source: text, summary: "Back."}
amendments:
- id: first
  kind: extend
  window: {starts: [{at: "2016-03-27T00:00 Asia/Damascus", source: text}]}
  source: text
- id: second
  kind: extend
  amends: first
  window: {starts: [{at: "2016-04-27T00:00 Asia/Damascus", source: text}]}
  source: text
"""  # noqa: E501 - a clause stands in one line


def line_of(words: str, text: str) -> int:
    """The line of a text on which words stand, counted from 1."""
    return 1 + text[: text.index(words)].count("\n")


def refusal(text: str) -> UnreadableInput:
    """What is said of a file that cannot be read."""
    with pytest.raises(UnreadableInput) as told:
        read_agreement(text.encode(), "t.yaml")
    return told.value


BROKEN = {
    "a bracket that is not closed": ("kind: truce", "kind: [truce", "broken YAML", 5),
    "a tab": ("kind: truce", "\tkind: truce", "broken YAML", 4),
    "an unknown key": ("kind: truce", "kinds: truce", "'kinds' is no key here", 4),
    "an unknown key of a clause": ("number:", "no:", "'no' is no key here", 23),
    "a missing key": ("zone: all\n", "", "'zone' is missing", 1),
    "a key twice": ("kind: truce", "kind: truce\nkind: truce", "'kind' stands twice", 5),
    "no such kind": ("kind: truce", "kind: peace", "'peace' is none of the values", 4),
    "no such clock": ("clock: Asia/Damascus", "clock: Asia/Atlantis", "no zone is called", 5),
    "30 February": ("2016-02-27T00:00", "2016-02-30T00:00", "is no moment", 10),
    "hour 25": ("2016-02-27T00:00", "2016-02-27T25:00", "is no moment", 10),
    "the year 0": ("2016-02-27T00:00", "0000-02-27T00:00", "is no moment", 10),
    "before all time": ("2016-02-27T00:00", "0001-01-01T00:00", "is no moment", 10),
    "after all time": ('"2016-02-27T00:00 Asia', '"9999-12-31 Asia', "is no moment", 10),
    "a moment without a zone": ("T00:00 Asia/Damascus", "T00:00", "is no moment", 10),
    "an hour the clock skips": ("2016-02-27T00:00", "2016-03-25T00:30", "skips", 10),
    "an hour the clock has twice": ("2016-02-27T00:00", "2016-10-27T23:30", "has twice", 10),
    "an end before the start": ("2016-03-27T00:00", "2016-01-27T00:00", "it ends (", 9),
    "a ring that crosses itself": (
        "[38, 36], [38, 37], [37, 36]",
        "[38, 37], [38, 36], [37, 37], [37, 36]",
        "the ring crosses itself",
        20,
    ),
    "an open ring": ("[38, 37], [37, 36]", "[38, 37], [37, 37]", "a ring is not closed", 20),
    "a latitude off the globe": ("[[37, 36]", "[[37, 96]", "latitude 96.0 is off the globe", 20),
    "a longitude off the globe": ("[[37, 36]", "[[237, 36]", "longitude 237.0 is off", 20),
    "a number that is none": ("[[37, 36]", "[[.nan, 36]", "'.nan' is no number", 20),
    "a number without end": ("[[37, 36]", "[[1e999, 36]", "'1e999' is no number", 20),
    "a corner of three numbers": ("[[37, 36]", "[[37, 36, 5]", "a corner is two numbers", 20),
    "a zone that nobody defines": ("zone: all", "zone: al", "zone al is not defined", 15),
    "a zone id twice": ("id: drawn", "id: all", "zone id all is used twice", 18),
    "a clause id twice": ("id: move", "id: fire", "clause id fire is used twice", 24),
    "an amendment id twice": ("id: second", "id: first", "amendment id first is used twice", 30),
    "an amendment of nothing": ("amends: first", "amends: zero", "no amendment has the id", 32),
    "amendments in a circle": (
        'kind: extend\n  window: {starts: [{at: "2016-03-27',
        'kind: extend\n  amends: second\n  window: {starts: [{at: "2016-03-27',
        "in a circle",
        33,
    ),
    "a deadline on a shall_not": (
        'number: "1",',
        'number: "1", deadline: [{at: 2016-03-01 Asia/Damascus, source: text}],',
        "only a `shall` has a deadline",
        23,
    ),
    "a duty on a shall_not": ('number: "1",', 'number: "1", duty: release,', "has a duty", 23),
    "no such source": (
        "source: text}\n  ends",
        "source: txt}\n  ends",
        "no source has the key",
        10,
    ),
    "a text where a list belongs": ("bearers: [west]", "bearers: west", "a list is wanted", 23),
    "a list where a text belongs": ("kind: truce", "kind: [truce]", "a text is wanted", 4),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_one_line_with_place_and_remedy(case: tuple[str, str, str, int]) -> None:
    """The line is that of the fault itself, and never that of the whole file."""
    was, now, what, line = case
    assert was in GOOD
    told = refusal(GOOD.replace(was, now, 1))
    assert what in told.what
    assert told.where == f"t.yaml, line {line}"
    assert told.remedy
    assert "\n" not in str(told)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "no UTF-8"),
        (b"just words", "a mapping is wanted here"),
        (b"- a\n- b", "a mapping is wanted here"),
        (b"a: 1\n---\nb: 2", "broken YAML"),
        (b"id: \x00", "broken YAML"),
        (b"a: &x [*x]", "'a' is no key here"),
        (b"id: &x [*x]", "'names' is missing"),
        (b"? [a, b]\n: 1", "is no key here"),
    ],
)
def test_bytes_that_are_no_agreement_are_one_line_too(raw: bytes, what: str) -> None:
    """Whatever they are: empty, binary, another kind of file."""
    with pytest.raises(UnreadableInput, match=r"t\.yaml") as told:
        read_agreement(raw, "t.yaml")
    assert what in str(told.value)
    assert "\n" not in str(told.value)


UNKNOWN = {
    "an actor": ("actor: denmark", "actor: denmrak", "no actor denmrak", "denmark"),
    "an actor by its name": ("actor: denmark", "actor: Denmark", "no actor Denmark", "denmark"),
    "a speaker": ("source: text}\n  ends", "says: [nobody-at-all], source: text}\n  ends", "no actor nobody-at-all", "data/actors"),  # noqa: E501 - one row a case
    "a place": ("ocha:SY02", "ocha:XX99", "no place ocha:XX99", "--place"),
    "an act": ("acts: [fire]", "acts: [shellling]", "no act or family shellling", "shelling"),
    "a side": ("bearers: [west]", "bearers: [wset]", "wset is no side and no actor", "west"),
    "a list": ("zone: all\n", "exclusions:\n- {list: UNSC, source: text}\nzone: all\n", "no list UNSC", "UNSC-1267"),  # noqa: E501 - the same
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_name_in_no_register_is_told_with_the_nearest(case: tuple[str, str, str, str]) -> None:
    """A misspelt name would bind nobody, and nobody would notice."""
    was, now, what, near = case
    text = GOOD.replace(was, now, 1)
    read_agreement(text.encode(), "t.yaml")
    (told,) = unknown_names(parse(text.encode(), "t.yaml"))
    wrong = what.removeprefix("no ").split()[-1] if what.startswith("no ") else what.split()[0]
    assert (told.what, told.where) == (what, f"t.yaml, line {line_of(wrong, text)}")
    assert near in told.remedy


def test_a_good_file_has_no_unknown_names() -> None:
    """Nor is it refused; so each case above fails for its own fault alone."""
    read_agreement(GOOD.encode(), "t.yaml")
    assert unknown_names(parse(GOOD.encode(), "t.yaml")) == ()
    assert swapped(parse(GOOD.encode(), "t.yaml")) == ()


def test_every_unknown_name_is_told() -> None:
    """Not the first alone: a file is mended in one go."""
    text = GOOD.replace("denmark", "denmrak").replace("ocha:SY02", "ocha:XX99")
    assert len(unknown_names(parse(text.encode(), "t.yaml"))) == 2


RING = "[[37, 36], [38, 36], [38, 37], [37, 36]]"


def test_corners_written_latitude_first_are_told() -> None:
    """The zone would lie on another continent, and nobody would be inside."""
    turned = "[[55.6, 12.5], [55.7, 12.5], [55.7, 12.6], [55.6, 12.5]]"
    text = GOOD.replace("ocha:SY02", "geonames:2618425").replace(RING, turned)
    (told,) = swapped(parse(text.encode(), "t.yaml"))
    assert told.where == "t.yaml, line 20"
    assert "longitude, latitude" in told.remedy


def test_a_turn_that_stays_near_the_places_decides_nothing() -> None:
    """Around Aleppo longitude and latitude are nearly alike."""
    text = GOOD.replace(RING, "[[36, 37], [36, 38], [37, 38], [36, 37]]")
    assert swapped(parse(text.encode(), "t.yaml")) == ()


def test_a_file_without_places_gives_no_ground_to_judge_corners() -> None:
    """Nobody can know where it is meant to be."""
    text = GOOD.replace('places: ["ocha:SY02"], ', "")
    assert swapped(parse(text.encode(), "t.yaml")) == ()
