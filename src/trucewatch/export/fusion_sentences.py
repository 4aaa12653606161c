"""Sentences of comparing accounts, with the ids among their facts told as names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from trucewatch.data import fusion_words
from trucewatch.domain.lineage import CameBack, Edge, Lineage, Order, OriginGroup, Sign
from trucewatch.export.incident_wording import Wording

_ACTORS = frozenset({"named", "here", "there", "who", "outlets", "source", "group", "quoted"})
_DAYS = frozenset({"told", "published", "first", "again"})
OPEN = frozenset({Order.SAME_DAY, Order.UNDATED})
"""With these nobody can tell which of two accounts was there first."""


def sentence(code: str, facts: Mapping[str, str], say: Wording) -> str:
    """The sentence of a code; ids of actors and places, days and parts in the words of people.

    Args:
        facts: as rules write them: several ids stand in a row with commas between.
    """
    told = {name: fact(name, value, say) for name, value in facts.items()}
    return fusion_words.sentence(code, say.lang, told)


def fact(name: str, value: str, say: Wording) -> str:
    """One fact of a sentence by its name."""
    if name in _ACTORS:
        return say.row(map(say.actor, value.split(", "))) or say.label("narrator")
    if name in _DAYS:
        return _day(value, say)
    if name == "places":
        return say.row(say.place_name(one, say.lang) or one for one in value.split(", "))
    if name == "part":
        return say.term("parts", value)
    if name == "figures":
        return say.row(_figure(one, say) for one in value.split(", "))
    return value


def _day(value: str, say: Wording) -> str:
    try:
        return say.day(dt.date.fromisoformat(value))
    except ValueError:
        return value


def _figure(value: str, say: Wording) -> str:
    """As in `5 killed`; words of a report stay as they are."""
    number, _, what = value.partition(" ")
    return f"{number} {say.term('counted', what)}" if number.isdecimal() and what else value


def sign(one: Sign, say: Wording) -> str:
    """One piece of evidence that an account was taken from another."""
    renamed = "_renamed" if "here" in one.facts else ""
    return sentence(f"taking.{one.how}{renamed}", one.facts, say)


def evidence(edge: Edge, say: Wording) -> list[str]:
    """Every sign of an edge, and how it is known which was first where that is not plain."""
    told = [sign(one, say) for one in edge.signs]
    order = [] if edge.order in {Order.NAMED, Order.EARLIER} else [edge.order]
    return [*told, *(fusion_words.sentence(f"order.{one}", say.lang, {}) for one in order)]


def shared(group: OriginGroup, say: Wording) -> str:
    """Why several origins count once, or with whom one counts that is not here by itself."""
    code = group.why if len(group.origins) > 1 else "counts_with"
    return sentence(f"sharing.{code}", {"group": group.id}, say)


def came_back(one: CameBack, number_of: Callable[[str], str], say: Wording) -> str:
    """Why an account is the centre's own.

    Args:
        number_of: how an account is called by the id of its statement.
    """
    facts = dict(one.facts)
    if "statement" in facts:
        facts["statement"] = number_of(facts["statement"])
    return sentence(f"came_back.{one.how}", facts, say)


def hangs_on(line: Lineage, say: Wording) -> list[str]:
    """What is left of the count without each source it depends on, those that fall together once.

    Nothing is said of a claim on one origin, which hangs on whatever that came by.
    """
    if line.independent < 2:
        return []
    voices = {one.id: one.name for one in line.roots if one.unnamed}
    alike: dict[tuple[tuple[str, ...], int, int], list[str]] = {}
    for one in line.without:
        fall = one.statements, one.independent, one.at_most
        alike.setdefault(fall, []).append(voices.get(one.source, one.source))
    return [_without(names, *left, line=line, say=say) for (_, *left), names in alike.items()]


def _without(names: list[str], least: int, most: int, *, line: Lineage, say: Wording) -> str:
    left = str(least) if least == most else say.label("at_most", n=least, most=most)
    facts = {"independent": left, "all": str(line.independent)}
    facts["source"] = " / ".join(dict.fromkeys(map(say.actor, names)))
    return fusion_words.sentence("without.source", say.lang, facts)
