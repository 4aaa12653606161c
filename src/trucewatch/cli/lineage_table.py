"""Lineage on the terminal: at whose word a claim stands, by whom it came, and what shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.data.fusion_words import label, sentence
from trucewatch.data.sources import Sources
from trucewatch.domain.lineage import (
    CameBack,
    Chain,
    Edge,
    Lineage,
    Origin,
    OriginGroup,
    Sharing,
)

LANG = "en"
Row = tuple[int, Text]
"""How far it stands in, in columns, with its words."""


def graph(line: Lineage, denials: Sequence[str] = ()) -> Iterator[RenderableType]:
    """Origins with the chains that lead to them, what shows it, and on whom the count depends.

    Args:
        denials: ids of statements that deny it or do not confirm it, which come last.
    """
    chains = {one.statement: one for one in line.chains}
    roots = {one.id: one for one in line.roots}
    rows: list[Row] = [(2, Text(counted(line, denials)))]
    for group in line.groups:
        rows.append((4, Text(_group(group, [roots[one] for one in group.origins]))))
        resting = (s for origin in group.origins for s in roots[origin].statements)
        rows += [
            (6, Text(f"{one}: {_chain(chains[one])}", "quiet"))
            for one in resting
            if one not in denials
        ]
    rows += [
        (4, Text(f"{one}: {_chain(chains[one])}; {label('untold', LANG)}"))
        for one in line.untold
        if one not in denials
    ]
    rows += [(4, Text(f"{one}: {_chain(chains[one])}; denied or not confirmed")) for one in denials]
    rows += [(4, Text(_back(one))) for one in line.came_back]
    rows += [(4, Text(_edge(one), "quiet")) for one in line.edges]
    rows += _circles(line)
    rows += _without(line)
    return (Padding(text, (0, 0, 0, by)) for by, text in rows)


def counted(line: Lineage, denials: Sequence[str] = ()) -> str:
    """On how many origins it rests, and at most where nobody can tell; how many deny it.

    >>> counted(Lineage(edges=(), origins=(), untold=("a",), circles=()))
    '1 statement, 1 independent origin'
    """
    least, most = line.independent, line.at_most
    said = len(line.origins) + len(line.untold) + len(line.came_back) - len(denials)
    told = f"{said} statement{'s' * (said != 1)}, {least} independent origin{'s' * (least != 1)}"
    told += f", at most {most}" if most > least else ""
    return told + (f", denied or not confirmed by {len(denials)}" if denials else "")


def name(named: str) -> str:
    """A source, group or actor by its name, anybody else as the words have it."""
    return Sources.packaged().name_of(named, LANG)


def called(line: Lineage) -> Callable[[str], str]:
    """How origins and groups of a lineage are called, unnamed voices with who heard them."""
    unnamed = {one.id: origin_name(one) for one in line.roots if one.unnamed}
    return lambda named: unnamed.get(named) or name(named)


def _group(group: OriginGroup, origins: Sequence[Origin]) -> str:
    """Who stands behind it; where they count with somebody else, with whom and why."""
    told = f"from {', '.join(map(origin_name, origins))}"
    if group.why is Sharing.ALONE:
        return told
    code = group.why if len(origins) > 1 else "counts_with"
    return f"{told} ({sentence(f'sharing.{code}', LANG, {'group': name(group.id)})})"


def origin_name(one: Origin) -> str:
    """By name, an unnamed voice with who heard it."""
    heard = f", {label('heard_by', LANG)} {PurePath(name(one.through)).name}" if one.unnamed else ""
    return name(one.name) + heard


def _chain(chain: Chain) -> str:
    """Nearest to the act first, the report last."""
    voices = [name(one.actor) if one.actor else one.name for one in chain.voices]
    source = [name(chain.source)] if chain.source else []
    told = [*voices, *(one for one in source if one not in voices[-1:])]
    return " ← ".join([*told, PurePath(chain.report).name])


def _edge(edge: Edge) -> str:
    signs = (
        sentence(_code(sign.facts, f"taking.{sign.how}"), LANG, _named(sign.facts))
        for sign in edge.signs
    )
    order = sentence(f"order.{edge.order}", LANG, {})
    return f"{edge.taken} from {edge.origin}: {'; '.join(signs)} ({order})"


def _code(facts: Mapping[str, str], code: str) -> str:
    """A copy that names another witness has a sentence of its own."""
    return f"{code}_renamed" if "here" in facts else code


def _named(facts: Mapping[str, str]) -> dict[str, str]:
    """Facts with ids by name."""
    return {key: name(value) for key, value in facts.items()}


def _back(one: CameBack) -> str:
    return f"{one.statement}: {sentence(f'came_back.{one.how}', LANG, _named(one.facts))}"


def _circles(line: Lineage) -> Iterator[Row]:
    for number, ring in enumerate(line.circles):
        yield 4, Text(f"in a circle: {', '.join(map(name, ring))}")
        for step in (one for one in line.quotes if one.circle == number):
            facts = {"outlet": name(step.outlet), "quoted": name(step.quoted)}
            yield 6, Text(f"{step.statement}: {sentence('circle.quotes', LANG, facts)}", "quiet")


def _without(line: Lineage) -> Iterator[Row]:
    """On whom the count hangs; of one origin it hangs on whatever that came by."""
    if line.independent < 2:
        return
    for one in line.without:
        left = str(one.independent)
        if one.at_most > one.independent:
            left += f" to {one.at_most}"
        facts = {
            "source": called(line)(one.source),
            "independent": left,
            "all": str(line.independent),
        }
        yield 4, Text(sentence("without.source", LANG, facts), "quiet")
