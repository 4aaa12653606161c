"""The words of a lineage: what each box and each arrow says, in the picture and beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trucewatch.domain.lineage import Edge, Lineage, Origin, Sharing, Taking
from trucewatch.export import fusion_sentences
from trucewatch.export.incident_told import Told, runs
from trucewatch.export.incident_wording import Wording
from trucewatch.export.lineage_graph import Graph, Kind, Part


def heading(part: Part, say: Wording) -> str:
    """Who or what a box stands for."""
    if part.kind in {Kind.ORIGIN, Kind.DENIER}:
        return say.row(origin_name(one, say) for one in part.who)
    if part.kind in {Kind.UNTOLD, Kind.OWN}:
        return say.label(part.kind)
    if part.kind is Kind.STACK:
        how = part.edges[0].how if part.edges else "first_hand"
        return say.label(f"more_{how}", n=len({one.document.name for one in part.told}))
    return say.outlet(part.told[0].document)


def below(part: Part, say: Wording) -> list[str]:
    """What else stands in a box: numbers of accounts, day, and every mark in words."""
    if part.kind is Kind.DENIER:
        return [say.label("denier")]
    if part.kind is Kind.ORIGIN:
        told = [unnamed(one, say) for one in part.who if one.unnamed]
        if part.group is not None and part.group.why is not Sharing.ALONE:
            told.append(fusion_sentences.shared(part.group, say))
        return told
    if not part.told:
        return []
    told = [f"{numbered(part.told, say)} · {days(part.told, say, short=True)}"]
    return [*told, *by_way_of(part, say), *marks(part, say)]


def marks(part: Part, say: Wording) -> list[str]:
    """Denial, circle and own bulletin, each in words."""
    told = [say.label("denies")] if part.denies else []
    told += [f"{say.label('in_circle')} {number}" for number in part.circles]
    return [*told, say.label("came_back")] if part.own else told


def origin_name(one: Origin, say: Wording) -> str:
    """An origin as people know it."""
    return say.actor(one.actor) if one.actor else one.name


def unnamed(one: Origin, say: Wording) -> str:
    """That nobody knows who it is, and who heard it."""
    return say.label("unnamed", who=say.actor(one.through))


def days(told: Iterable[Told], say: Wording, *, short: bool = False) -> str:
    """The days of publication, the first and the last of several.

    Args:
        short: without the year, which the axis of the picture tells.
    """
    known = sorted({one.day for one in told if one.day is not None})
    if not known:
        return say.label("day_unknown")
    first, last = (say.day(day, short=short) for day in (known[0], known[-1]))
    return first if first == last else f"{first} – {last}"


def numbered(told: Sequence[Told], say: Wording) -> str:
    """Accounts by their numbers."""
    if len(told) == 1:
        return say.label("number", number=told[0].number)
    return say.label("numbers", numbers=ranges(one.number for one in told))


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, three and more that follow one another as a range.

    >>> ranges([4, 1, 2, 3, 7]), ranges([5]), ranges([])
    ('1–4, 7', '5', '')
    """
    rows = runs(numbers)
    told = (f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in rows)
    return ", ".join(told)


def arrow(edges: Sequence[Edge], say: Wording) -> str:
    """The plainest evidence of an arrow in few words; "" for one from an origin to a report."""
    if not edges:
        return ""
    told = {_short(one, say) for one in edges}
    shares = sorted(share for one in edges if (share := _share(one)) is not None)
    if edges[0].how is Taking.COPIED and shares and shares[0] < shares[-1]:
        told = {say.label("copied_range", low=shares[0], high=shares[-1])}
    return say.row(sorted(told))


def by_way_of(part: Part, say: Wording) -> list[str]:
    """Who stands between an origin and the report that quotes it, nearest to the origin first."""
    if part.kind is not Kind.REPORT or not part.quotes:
        return []
    between = (speaker for one in part.told for speaker in one.said.speakers[1:])
    own = heading(part, say)
    who = [name for one in between if (name := say.actor(one.actor or one.name)) != own]
    return [say.label("by_way_of", who=say.row(who))] if who else []


def undecided(edges: Iterable[Edge]) -> bool:
    """Whether either end may have been first."""
    return any(one.order in fusion_sentences.OPEN for one in edges)


def _short(edge: Edge, say: Wording) -> str:
    facts = edge.signs[0].facts if edge.signs else {}
    if edge.how is Taking.COPIED and (share := _share(edge)) is not None:
        return say.label("copied_share", share=share)
    if edge.how is Taking.SAME_SPELLING and "spelling" in facts:
        return say.label("same_spelling_of", spelling=facts["spelling"])
    if edge.how is Taking.SAME_FIGURES and "figures" in facts:
        return say.label(
            "same_figures_of", figures=fusion_sentences.fact("figures", facts["figures"], say)
        )
    return say.label(edge.how)


def _share(edge: Edge) -> int | None:
    """The percentage of a copy, None where it is not told."""
    share = edge.signs[0].facts.get("share", "") if edge.signs else ""
    return int(share) if share.isdecimal() else None


def circles(line: Lineage, say: Wording) -> Iterator[str]:
    """Each circle of outlets, back to where it begins."""
    for ring in line.circles:
        names = " → ".join(say.actor(outlet) for outlet in (*ring, ring[0]))
        yield say.label("circle", ring=names)


def members(part: Part, say: Wording) -> str:
    """The reports of a stack, each with the numbers of its accounts."""
    by_outlet: dict[str, list[Told]] = {}
    for one in part.told:
        by_outlet.setdefault(say.outlet(one.document), []).append(one)
    return say.row(f"{outlet} ({numbered(row, say)})" for outlet, row in by_outlet.items())


def described(drawn: Graph, say: Wording) -> list[str]:
    """The picture in sentences, for those who hear it: a box a line, with what it hangs from."""
    names = {part.key: heading(part, say) for part in drawn.parts}
    lines = []
    for part in drawn.parts:
        told = say.row([names[part.key], *below(part, say)], between="semicolon")
        if part.parent is not None:
            told = f"{told} ← {names[part.parent]}"
            how = arrow(part.edges, say) or (say.label("first_hand") if part.quotes else "")
            told += f" ({how})" if how else ""
        lines.append(f"{told}.")
    return lines
