"""What goes wrong, one class a situation.

Refusal                 root of everything this package raises on purpose
├── InvalidValue        a value that cannot be true was about to be made
├── UnreadableInput     a file that cannot be read, with the place in it and the remedy
├── UnknownName         a name that no register holds
└── AmbiguousName       a name that several entries hold, none preferred
"""

from __future__ import annotations

from trucewatch.domain.sentence import Sentence


class Refusal(Exception):
    """Something was refused; `code` is stable, `str()` is one line for a person, in English.

    What was refused, where and what to do about it are each a `Sentence` where they hold facts, so
    that pages can tell them in their own language.

    >>> str(Refusal("no such file", where="a.txt", remedy="check the path"))
    'a.txt: no such file; check the path'
    >>> str(Refusal("empty"))
    'empty'
    """

    code = "refused"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what)

    def __str__(self) -> str:
        before = f"{self.where}: " if self.where else ""
        after = f"; {self.remedy}" if self.remedy else ""
        return f"{before}{self.what}{after}"

    def kept(self) -> Refusal:
        """The same to keep: without the trail of what led to it, which holds files and sockets."""
        made = Refusal(self.what, where=self.where, remedy=self.remedy)
        made.code = self.code
        return made


class InvalidValue(Refusal, ValueError):
    """A value breaks an invariant of its noun, so it is never made."""

    code = "invalid_value"


class UnreadableInput(Refusal):
    """An input file cannot be read; the line names the file, the place and the remedy."""

    code = "unreadable_input"


class UnknownName(Refusal, LookupError):
    """No register holds this name."""

    code = "unknown_name"


class AmbiguousName(Refusal, LookupError):
    """Several entries hold this name and none is preferred."""

    code = "ambiguous_name"


def require(truth: bool, what: str, /, *, remedy: str = "", **facts: object) -> None:
    """Raise `InvalidValue` unless `truth` holds.

    Args:
        what: a sentence with the names of `facts` in braces.

    >>> require(1 < 2, "order is wrong")
    >>> require(False, "{end} is before the start", end=3)
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: 3 is before the start
    """
    if not truth:
        raise InvalidValue(Sentence(what, **facts), remedy=remedy)
