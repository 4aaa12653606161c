"""English sentences that know what they are made of, so that pages say them in their language."""

from __future__ import annotations

from typing import Self


class Sentence(str):
    """A sentence for a person: text in English, made of a pattern and facts.

    It is text wherever text is wanted, so a command line prints it as it stands. A page words the
    pattern in its own language and puts the facts in.

    Args:
        pattern: the sentence with the names of facts in braces; without facts it stands as it is.
        facts: values, other sentences and refusals, each told as it is in the sentence.

    Raises:
        KeyError: the pattern names a fact that is not given.

    >>> said = Sentence("{word!r} is no kind of place", word="{moon}")
    >>> said, said.pattern, said.facts
    ("'{moon}' is no kind of place", '{word!r} is no kind of place', {'word': '{moon}'})
    >>> Sentence("write {brackets}")
    'write {brackets}'
    """

    __slots__ = ("facts", "pattern")

    pattern: str
    facts: dict[str, object]

    def __new__(cls, pattern: str, /, **facts: object) -> Self:
        """The text that the pattern and the facts make."""
        made = super().__new__(cls, pattern.format_map(facts) if facts else pattern)
        made.pattern, made.facts = pattern, facts
        return made
