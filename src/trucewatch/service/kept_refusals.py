"""Refusals kept beside what they stopped, so that pages can tell them later in any language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trucewatch.domain.errors import Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service.arrivals import line

LONGEST = 300
"""Letters of a sentence or a fact; a stranger's text may be quoted in one."""


def write_refusal(refusal: Refusal) -> dict[str, Any]:
    """A refusal as JSON: its code, and each part as the pattern and the facts it is made of.

    >>> sentence = Sentence("the answer is {status}", status=410)
    >>> write_refusal(Refusal(sentence, where="wire.example"))["what"]
    {'pattern': 'the answer is {status}', 'facts': {'status': 410}}
    """
    parts = {"what": refusal.what, "where": refusal.where, "remedy": refusal.remedy}
    return {"code": refusal.code, **{name: _written(one) for name, one in parts.items() if one}}


def read_refusal(kept: Mapping[str, Any]) -> Refusal:
    """The refusal that was kept.

    >>> str(read_refusal({"code": "refused", "what": "empty", "remedy": "send it again"}))
    'empty; send it again'
    """
    parts = {name: _read(kept[name]) for name in ("where", "remedy") if name in kept}
    made = Refusal(_read(kept.get("what", "")), **parts)
    made.code = kept["code"]
    return made


def _written(value: object) -> object:
    if isinstance(value, Refusal):
        return {"refusal": write_refusal(value)}
    if isinstance(value, Sentence):
        facts = {name: _written(one) for name, one in value.facts.items()}
        made = {"pattern": value.pattern, "facts": facts}
        return made if _can_be_read(made) else line(value, LONGEST)
    return value if isinstance(value, (bool, int, float)) else line(str(value), LONGEST)


def _read(kept: Any) -> Any:
    if not isinstance(kept, Mapping):
        return kept
    if "refusal" in kept:
        return read_refusal(kept["refusal"])
    return Sentence(kept["pattern"], **{name: _read(one) for name, one in kept["facts"].items()})


def _can_be_read(made: Mapping[str, Any]) -> bool:
    """Whether the facts still fit the pattern: one may ask for more than the text of a fact."""
    try:
        _read(made)
    except (AttributeError, LookupError, ValueError):
        return False
    return True
