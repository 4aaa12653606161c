"""Everything on file on whether a claim holds, and the row of the table that it meets, if any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from trucewatch.data.fusion_words import table
from trucewatch.domain.casualties import Casualties
from trucewatch.domain.comparison import Comparison, Standing
from trucewatch.domain.credibility import Confidence, Consideration, Credibility, Judgement
from trucewatch.domain.lineage import Lineage
from trucewatch.domain.statement import Factuality, Statement
from trucewatch.fusion.access import access
from trucewatch.fusion.known import Groups
from trucewatch.fusion.plausibility import oddities

_ALIKE = {Standing.AGREED, Standing.COMPATIBLE}
_COMPARED = ("place", "time", "act", "initiator", "target")


def credibility(
    said: Sequence[Statement],
    denials: Sequence[Statement],
    found: tuple[Lineage, Comparison, Casualties],
    *,
    groups: Groups,
    judgements: Iterable[Judgement] = (),
) -> Credibility:
    """What speaks for and against a claim, each with its rule; nothing is added up.

    Args:
        said: the statements that hold that it happened; `denials` those that do not.
        found: what tracing and comparing them gave.
        judgements: of all delegations; those on this claim and its sources are kept.
    """
    line, compared, harmed = found
    considered = (
        *_origins(line, frozenset(one.id for one in denials)),
        *_consistency(compared),
        *access(said, line, groups),
        *_denied(said, denials, line, groups),
        *oddities(said, line, harmed),
    )
    row = _row(considered)
    if row is None:
        return Credibility(
            judgements=_on_this(judgements, said, line, groups), considerations=considered
        )
    least, most = table("confidence", "bands")[row["gives"]]
    return Credibility(
        judgements=_on_this(judgements, said, line, groups),
        considerations=considered,
        confidence=Confidence(row["gives"]),
        row=row["id"],
        met=tuple(_code(need) for need in row["needs"]),
        percent=(least, most),
    )


def _row(considered: Sequence[Consideration]) -> Mapping[str, Any] | None:
    """The first row of the table that is met."""
    rules = {one.rule for one in considered}
    for row in table("confidence", "rows"):
        kept_out = any(rule.startswith(code) for code in row["without"] for rule in rules)
        if not kept_out and all(_met(need, considered) for need in row["needs"]):
            found: Mapping[str, Any] = row
            return found
    return None


def _met(need: Mapping[str, Any], considered: Iterable[Consideration]) -> bool:
    """Whether a consideration is of the rule that is needed, on its part and of its number."""
    return any(
        one.rule == need["rule"]
        and need.get("part") in {None, one.facts.get("part")}
        and int(one.facts.get("count", "0")) >= need.get("at_least", 0)
        for one in considered
    )


def _code(need: Mapping[str, Any]) -> str:
    return f"{need['rule']}:{need['part']}" if "part" in need else str(need["rule"])


def _origins(line: Lineage, denials: frozenset[str]) -> Iterator[Consideration]:
    who = tuple(one.id for one in line.groups)
    rests = tuple(sorted(statement for statement, _ in line.origins if statement not in denials))
    rule = ("none", "one")[len(who)] if len(who) < 2 else "several"
    facts = {"who": ", ".join(who), "count": str(len(who))}
    yield Consideration(rule=f"origins.{rule}", facts=facts, statements=rests)
    if line.at_most > line.independent:
        facts = {"at_most": str(line.at_most)}
        yield Consideration(rule="origins.may_be_one", facts=facts, statements=rests)
    if untold := tuple(one for one in line.untold if one not in denials):
        facts = {"count": str(len(untold))}
        yield Consideration(rule="origins.untold", facts=facts, statements=untold)
    for number, ring in enumerate(line.circles):
        steps = tuple(one.statement for one in line.quotes if one.circle == number)
        facts = {"outlets": ", ".join(ring)}
        yield Consideration(rule="origins.circle", facts=facts, statements=steps)
    if line.came_back:
        back = tuple(one.statement for one in line.came_back)
        facts = {"count": str(len(back))}
        yield Consideration(rule="origins.came_back", facts=facts, statements=back)


def _consistency(compared: Comparison) -> Iterator[Consideration]:
    for part in compared.parts:
        if part.part in _COMPARED:
            rule = "same" if part.standing in _ALIKE else part.standing.value
            yield Consideration(
                rule=f"consistency.{rule}",
                facts={"part": part.part},
                statements=tuple(sorted({s for one in part.versions for s in one.statements})),
                words=tuple(one.words for one in part.versions if one.words),
            )


def _denied(
    said: Sequence[Statement], denials: Sequence[Statement], line: Lineage, groups: Groups
) -> Iterator[Consideration]:
    """Who denies it: whoever is accused, whoever told it before, or somebody else."""
    accused = {groups.group_of(m.actor or m.name)[0] for one in said for m in one.agents}
    told = {one.id for one in line.groups}
    for one in sorted(denials, key=lambda each: each.id):
        speaker = one.speakers[0] if one.speakers else None
        who = (speaker.actor or speaker.name) if speaker else ""
        body = groups.group_of(who)[0] if who else ""
        if one.factuality is Factuality.NOT_CONFIRMED:
            rule = "not_confirmed"
        elif body in accused:
            rule = "by_accused"
        else:
            rule = "withdrawn" if body in told else "by_other"
        words = (speaker.words,) if speaker and speaker.words else ()
        yield Consideration(
            rule=f"denied.{rule}", facts={"who": who}, statements=(one.id,), words=words
        )


def _on_this(
    judgements: Iterable[Judgement], said: Sequence[Statement], line: Lineage, groups: Groups
) -> tuple[Judgement, ...]:
    """Judgements on these statements, and on their sources for this family of acts or any."""
    statements = {one.id for one in said}
    families = {one.act_family for one in said} | {""}
    names = {voice.actor or voice.name for chain in line.chains for voice in chain.voices}
    names |= {chain.source for chain in line.chains if chain.source}
    names |= {groups.group_of(name)[0] for name in names}
    kept = (
        one
        for one in judgements
        if one.about in statements or (one.about in names and one.topic in families)
    )
    return tuple(sorted(kept, key=lambda one: (one.about, one.by, one.day, one.topic)))
