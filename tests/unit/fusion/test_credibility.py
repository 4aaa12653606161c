"""What speaks for and against a claim is listed with its rules; confidence comes from a table."""

from __future__ import annotations

import dataclasses
from typing import Any

from trucewatch.domain.casualties import Casualties
from trucewatch.domain.credibility import Confidence, Credibility, Information, Judgement
from trucewatch.domain.lineage import Edge, Lineage, Sign, Taking, Voice
from trucewatch.domain.source import Reliability
from trucewatch.domain.statement import Factuality, Mention, Polarity, Speaker, Statement
from trucewatch.fusion.casualties import casualties
from trucewatch.fusion.comparison import accounts_compared
from trucewatch.fusion.credibility import credibility
from unit.fusion.accounts import NIGHT, Bodies, Villages
from unit.fusion.statements import count, hours, said, told_by

RESIDENT = Voice(name="residents", actor=None, unnamed=True)


def weighed(
    *told: Statement,
    denials: tuple[Statement, ...] = (),
    line: Lineage | None = None,
    judgements: tuple[Judgement, ...] = (),
    harmed: Casualties | None = None,
) -> Credibility:
    """The credibility of statements, each of an origin of its own unless a line says otherwise."""
    line = line or told_by({one.id: f"teller-{one.id}" for one in (*told, *denials)})
    compared = accounts_compared(told, line, Villages())
    found = line, compared, harmed or casualties(told, line)
    return credibility(told, denials, found, groups=Bodies(), judgements=judgements)


def rules(found: Credibility) -> set[str]:
    """The codes of what rules found."""
    return {one.rule for one in found.considerations}


def seen(line: Lineage, statement: str) -> Lineage:
    """A lineage in which residents tell a statement."""
    chains = tuple(
        dataclasses.replace(one, voices=(RESIDENT,)) if one.statement == statement else one
        for one in line.chains
    )
    return dataclasses.replace(line, chains=chains)


def three(**more: Any) -> tuple[Statement, ...]:
    """Three statements that tell the same."""
    return tuple(said(name, **more) for name in "abc")


def test_one_account_is_not_judged() -> None:
    """No row of the table speaks of a single voice."""
    found = weighed(said("a"))
    assert (found.confidence, found.row, found.percent) == (Confidence.NOT_JUDGED, "", None)


def test_three_that_agree_with_one_of_them_there_are_very_likely_right() -> None:
    """The row is named, with what it asked for."""
    line = seen(told_by({name: name for name in "abc"}), "b")
    found = weighed(*three(), line=line)
    assert (found.confidence, found.percent) == (Confidence.VERY_LIKELY, (80, 95))
    assert found.row == "seen_and_told_by_three"
    assert "consistency.same:time" in found.met


def test_three_that_were_not_there_are_likely_right() -> None:
    """One step lower."""
    assert weighed(*three()).confidence is Confidence.LIKELY


def test_two_that_were_not_there_are_not_judged() -> None:
    """Two voices on a telephone may have heard the same rumour."""
    assert weighed(said("a"), said("b")).confidence is Confidence.NOT_JUDGED


def test_accounts_that_differ_are_not_judged() -> None:
    """Three origins that put it at different hours."""
    told = (said("a"), said("b"), said("c", time=hours(5, 6)))
    found = weighed(*told)
    assert found.confidence is Confidence.NOT_JUDGED
    assert "consistency.differ" in rules(found)


def test_a_denial_by_the_accused_is_listed_and_takes_nothing_away() -> None:
    """Whoever is accused denies; that decides nothing on whether it happened."""
    north = Speaker("north", "north", "deny", "the North")
    denial = said("z", speakers=(north,), factuality=Factuality.DENIED, polarity=Polarity.NEGATED)
    found = weighed(*three(), denials=(denial,))
    assert "denied.by_accused" in rules(found)
    assert found.confidence is Confidence.LIKELY


def test_a_denial_by_somebody_else_leaves_it_unjudged() -> None:
    """A monitor that says it did not happen is not waved aside."""
    monitor = Speaker("monitor", "monitor", "deny")
    denial = said("z", speakers=(monitor,), factuality=Factuality.DENIED)
    assert weighed(*three(), denials=(denial,)).confidence is Confidence.NOT_JUDGED


def test_what_its_only_origin_took_back_is_unlikely() -> None:
    """The one who told it denies it now."""
    teller = Speaker("teller-a", None, "say")
    denial = said("z", speakers=(teller,), factuality=Factuality.DENIED)
    line = told_by({"a": "teller-a", "z": "teller-a"})
    found = weighed(said("a"), denials=(denial,), line=line)
    assert (found.row, found.confidence) == ("withdrawn_by_its_only_origin", Confidence.UNLIKELY)


def test_a_party_to_the_event_is_told_as_such() -> None:
    """By the side it is on, whichever that is."""
    for side, rule in (("north", "access.accused_party"), ("south", "access.harmed_party")):
        line = told_by({"a": side})
        assert rule in rules(weighed(said("a"), line=line))


def test_what_is_told_after_its_report_was_out_is_flagged() -> None:
    """A report of the fifth cannot tell of the ninth."""
    found = weighed(said("a", time=hours(100, 101)))
    [flag] = [one for one in found.considerations if one.rule == "plausibility.future_dated"]
    assert flag.facts == {"told": "2031-03-09", "published": "2031-03-05"}


def test_an_old_report_printed_anew_is_flagged() -> None:
    """The same words, two months apart."""
    line = told_by({"a": "a", "b": "a"}, days={"b": 60})
    signs = (Sign(Taking.COPIED, {"share": "90"}),)
    edge = Edge(taken="b", origin="a", how=Taking.COPIED, evidence="90", signs=signs)
    found = weighed(said("a"), said("b"), line=dataclasses.replace(line, edges=(edge,)))
    assert "plausibility.printed_anew" in rules(found)


def test_one_origin_with_two_figures_is_flagged() -> None:
    """On one day, so neither replaced the other."""
    told = [
        said(name, counts=(count("killed", number, number, str(number)),))
        for name, number in (("a", 5), ("b", 7))
    ]
    assert "plausibility.two_figures" in rules(weighed(*told, line=told_by({"a": "x", "b": "x"})))


def judged(by: str, about: str, **more: Any) -> Judgement:
    """A judgement of a delegation."""
    return Judgement(by=by, day=NIGHT.date(), about=about, reason="known for years", **more)


def test_judgements_of_both_delegations_stand_side_by_side() -> None:
    """One trusts the source, the other does not; nothing is averaged."""
    both = (
        judged("delegation-b", "teller-a", reliability=Reliability.E),
        judged("delegation-a", "teller-a", reliability=Reliability.B),
    )
    found = weighed(said("a"), judgements=both)
    assert [(one.by, one.reliability) for one in found.judgements] == [
        ("delegation-a", Reliability.B),
        ("delegation-b", Reliability.E),
    ]
    assert found.confidence is Confidence.NOT_JUDGED


def test_a_judgement_on_another_topic_is_left_out() -> None:
    """Good on aid says nothing on fire."""
    aid = judged("delegation-a", "teller-a", reliability=Reliability.A, topic="aid")
    assert weighed(said("a"), judgements=(aid,)).judgements == ()


def test_a_judgement_on_a_statement_is_kept_with_its_claim() -> None:
    """By the id of the statement."""
    doubt = judged("delegation-a", "a", information=Information.DOUBTFUL)
    assert weighed(said("a"), judgements=(doubt,)).judgements == (doubt,)


def _swapped(text: str) -> str:
    return {"north": "south", "south": "north"}.get(text, text)


def _turned(one: Statement) -> Statement:
    def mention(named: Mention) -> Mention:
        return Mention(_swapped(named.name), _swapped(named.actor or ""), named.words)

    return dataclasses.replace(
        one,
        agents=tuple(map(mention, one.agents)),
        targets=tuple(map(mention, one.targets)),
        speakers=tuple(
            dataclasses.replace(s, name=_swapped(s.name), actor=s.actor and _swapped(s.actor))
            for s in one.speakers
        ),
    )


def test_swapping_the_parties_changes_only_names() -> None:
    """The same rules, row and confidence, whoever is accused."""
    sides = (("a", "north"), ("b", "south"), ("c", "teller-c"))
    told = [said(n, speakers=(Speaker(who, who, "say"),), time=hours(0, 1)) for n, who in sides]
    denial = said("z", speakers=(Speaker("north", "north", "deny"),), factuality=Factuality.DENIED)
    line = told_by(dict(sides) | {"z": "north"})
    other = told_by({name: _swapped(who) for name, who in sides} | {"z": "south"})
    mine = weighed(*told, denials=(denial,), line=line)
    theirs = weighed(*map(_turned, told), denials=(_turned(denial),), line=other)
    assert [one.rule for one in mine.considerations] == [one.rule for one in theirs.considerations]
    assert (mine.confidence, mine.row, mine.met) == (theirs.confidence, theirs.row, theirs.met)
