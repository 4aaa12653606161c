"""What the parts of one agreement file name of one another, refused at the line that is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.data.yaml_marks import Marked
from trucewatch.domain.agreement import circle_of
from trucewatch.domain.sentence import Sentence

_LISTS = {
    "clauses": Sentence("clause"),
    "zones": Sentence("zone"),
    "amendments": Sentence("amendment"),
}


def check_links(part: Mapping[str, Marked]) -> None:
    """Refuse ids used twice, zones that nobody defines, and amendments in a circle.

    The nouns refuse the same; here the line of the very entry is told. Parts of another form
    than they should have are passed over: whoever reads them refuses them.

    Args:
        part: the values of the file by key.

    Raises:
        UnreadableInput: the first fault, with file, line and remedy.
    """
    for name, what in _LISTS.items():
        _once(part[name], what)
    zones = {one.text() for one in _ids(part["zones"])}
    used = [part["zone"], *_under(part["clauses"], "zone"), *_under(part["amendments"], "zone")]
    for at in used:
        if at.is_text and at.text() not in zones:
            listed = ", ".join(sorted(zones)) or Sentence("none")
            at.refuse(
                Sentence("zone {given} is not defined", given=at.text()),
                Sentence("the zones of the file are {listed}", listed=listed),
            )
    _amended(part["amendments"])


def _once(at: Marked, what: str) -> None:
    seen: dict[str, int] = {}
    for one in _ids(at):
        if one.text() in seen:
            first = Sentence(
                "line {line} has it already; give this one another", line=seen[one.text()]
            )
            one.refuse(Sentence("{what} id {id} is used twice", what=what, id=one.text()), first)
        seen[one.text()] = one.line


def _amended(at: Marked) -> None:
    known = {one.text() for one in _ids(at)}
    changes: dict[str, str | None] = {}
    for item in at.elements():
        own, amended = item.get("id"), item.get("amends")
        if own is None or not own.is_text:
            continue
        if amended is not None and amended.is_text:
            if amended.text() not in known:
                listed = ", ".join(sorted(known))
                amended.refuse(
                    Sentence("no amendment has the id {given}", given=amended.text()),
                    Sentence("the amendments are {listed}", listed=listed),
                )
            changes[own.text()] = amended.text()
            circle = circle_of(changes)
            what = Sentence(
                "amendments change one another in a circle: {circle}", circle=" -> ".join(circle)
            )
            if circle:
                amended.refuse(what, "let each amend an earlier one")


def _ids(at: Marked) -> list[Marked]:
    return [one for one in _under(at, "id") if one.is_text]


def _under(at: Marked, key: str) -> list[Marked]:
    found = (item.get(key) for item in at.elements())
    return [one for one in found if one is not None]
