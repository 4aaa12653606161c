"""YAML that remembers its lines, so that an error can say where to look."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

import yaml
from yaml.reader import ReaderError

from trucewatch.data.loader_words import loader_says
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.sentence import Sentence

Choice = TypeVar("Choice", bound=StrEnum)
Made = TypeVar("Made")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Marked:
    """A value of a YAML file with the file and line it stands at.

    Args:
        name: the file, as errors call it.
        node: its parsed form; a missing value is a null at the line of what should hold it.
    """

    name: str
    node: Any

    @property
    def line(self) -> int:
        """The line it begins at, the first is 1."""
        return int(self.node.start_mark.line) + 1

    def refuse(self, what: str, remedy: str) -> NoReturn:
        """Raise `UnreadableInput` for this place."""
        raise self.fault(what, remedy)

    def fault(self, what: str, remedy: str) -> UnreadableInput:
        """An error that tells of this place, not raised."""
        return UnreadableInput(
            what,
            where=Sentence("{name}, line {line}", name=self.name, line=self.line),
            remedy=remedy,
        )

    @property
    def missing(self) -> bool:
        """Whether nothing is written here, or null."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag == _NULL

    @property
    def is_text(self) -> bool:
        """Whether a plain value with words in it stands here."""
        return isinstance(self.node, yaml.ScalarNode) and bool(self.node.value.strip())

    def get(self, key: str) -> Marked | None:
        """What a mapping holds under a key, None where it holds nothing or is no mapping."""
        return dict(self.entries()).get(key)

    def entries(self) -> Iterator[tuple[str, Marked]]:
        """Keys and values where this is a mapping, none where it is anything else."""
        if isinstance(self.node, yaml.MappingNode):
            for key, value in self.node.value:
                yield str(key.value), Marked(self.name, value)

    def elements(self) -> Iterator[Marked]:
        """Items where this is a list, none where it is anything else."""
        if isinstance(self.node, yaml.SequenceNode):
            yield from (Marked(self.name, item) for item in self.node.value)

    def fields(self, required: str, optional: str = "") -> dict[str, Marked]:
        """The values of a mapping by key, null where an optional one is not written.

        Args:
            required, optional: keys, parted by blanks; any other key is refused.
        """
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(
                "a mapping is wanted here", Sentence("write the keys {required}", required=required)
            )
        known = (*required.split(), *optional.split())
        found: dict[str, Marked] = {}
        for key, value in self.node.value:
            at = Marked(self.name, key)
            if key.value not in known:
                at.refuse(
                    Sentence("{value!r} is no key here", value=key.value),
                    Sentence("the keys are {known}", known=", ".join(known)),
                )
            if key.value in found:
                at.refuse(Sentence("{value!r} stands twice", value=key.value), "keep one of them")
            found[key.value] = Marked(self.name, value)
        for key in required.split():
            if key not in found or found[key].missing:
                self.refuse(
                    Sentence("{key!r} is missing", key=key),
                    Sentence("add {key!r} to the entry that begins here", key=key),
                )
        null = yaml.ScalarNode(_NULL, "", self.node.start_mark, self.node.end_mark)
        return {key: found.get(key, Marked(self.name, null)) for key in known}

    def pairs(self) -> Iterator[tuple[str, Marked]]:
        """Keys and values of a mapping whose keys are free; none where nothing is written."""
        if not self.missing and not isinstance(self.node, yaml.MappingNode):
            self.refuse("a mapping is wanted here", "write it as in key: value")
        yield from self.entries()

    def items(self) -> tuple[Marked, ...]:
        """The items of a list; none where nothing is written."""
        if self.missing:
            return ()
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse("a list is wanted here", "write it in brackets, or one item a line")
        return tuple(self.elements())

    def text(self) -> str:
        """The words of a plain value."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            self.refuse("a text is wanted here", "write it in one line")
        return str(self.node.value).strip()

    def text_or(self, otherwise: str) -> str:
        """The words, `otherwise` where nothing is written."""
        return otherwise if self.missing else self.text()

    def texts(self) -> tuple[str, ...]:
        """A list of plain values."""
        return tuple(item.text() for item in self.items())

    def whole(self, otherwise: int) -> int:
        """A whole number, `otherwise` where nothing is written."""
        if self.missing:
            return otherwise
        try:
            return int(self.text())
        except ValueError:
            self.refuse(
                Sentence("{given!r} is no whole number", given=self.text()), "write it in digits"
            )

    def truth(self, *, otherwise: bool) -> bool:
        """True or false, `otherwise` where nothing is written."""
        if self.missing:
            return otherwise
        if self.text() not in {"true", "false"}:
            self.refuse(
                Sentence("{given!r} is neither true nor false", given=self.text()),
                "write true or false",
            )
        return self.text() == "true"

    def choice(self, kind: type[Choice]) -> Choice:
        """One of the values of an enumeration."""
        if self.text() not in list(kind):
            self.refuse(
                Sentence("{given!r} is none of the values", given=self.text()),
                Sentence("write {values}", values=", ".join(kind)),
            )
        return kind(self.text())

    def choice_or(self, otherwise: Choice) -> Choice:
        """One of the values of the enumeration of `otherwise`, which stands for none written."""
        return otherwise if self.missing else self.choice(type(otherwise))

    def number(self) -> float:
        """A decimal number."""
        try:
            found = float(self.text())
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            self.refuse(
                Sentence("{given!r} is no number", given=self.text()),
                "write it in digits, as in 36.2",
            )
        return found

    def make(self, noun: Callable[..., Made], /, **values: Any) -> Made:
        """Make a noun out of what stands here; what it refuses is told with this line."""
        try:
            return noun(**values)
        except Refusal as err:
            self.refuse(err.what, err.remedy or Sentence("mend the entry that begins here"))


def parse(raw: bytes, name: str) -> Marked:
    r"""The one value of a YAML file.

    Raises:
        UnreadableInput: no UTF-8, broken or empty YAML, with the line.

    >>> parse(b"a: {b: [1, 2]}", "x.yaml").fields("a")["a"].fields("b")["b"].texts()
    ('1', '2')
    >>> parse(b"a: 1\nc: 2", "x.yaml").fields("a")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: x.yaml, line 2: 'c' is no key here; the keys are a
    """
    try:
        node = yaml.compose(raw.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as err:
        what = Sentence("byte {start} is no UTF-8", start=err.start)
        raise UnreadableInput(what, where=name, remedy="save it as UTF-8") from err
    except yaml.MarkedYAMLError as err:
        line = err.problem_mark.line + 1 if err.problem_mark else 1
        remedy = Sentence("mend the indentation, brackets or quotation marks there")
        what = Sentence("broken YAML: {problem}", problem=loader_says(err.problem))
        raise UnreadableInput(
            what, where=Sentence("{name}, line {line}", name=name, line=line), remedy=remedy
        ) from err
    except yaml.YAMLError as err:
        what = Sentence("broken YAML: {problem}", problem=_unreadable(err))
        raise UnreadableInput(what, where=name, remedy="save it as plain text") from err
    if node is None:
        raise UnreadableInput("is empty", where=name, remedy="see data/agreements for examples")
    return Marked(name, node)


def _unreadable(err: yaml.YAMLError) -> str:
    if not isinstance(err, ReaderError) or not isinstance(err.character, int):
        return str(err).splitlines()[0]
    return Sentence(
        "unacceptable character #x{code:04x}: {reason}",
        code=err.character,
        reason=loader_says(err.reason),
    )
