"""A made-up incident with five accounts, made by hand: two origins, a copy, a denial.

The Ford Gazette has it from the River Front; the Herald copied the Gazette; the Courier names the
Herald; a leaflet without a date tells nobody's name; the Northern State denies it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import examples
from trucewatch.domain.casualties import Best, Casualties, Fate, ToldFigure, Toll
from trucewatch.domain.comparison import ComparedPart, Comparison, Standing, ToldValue
from trucewatch.domain.credibility import Consideration, Credibility
from trucewatch.domain.fusion import Fused, Fusion
from trucewatch.domain.lineage import (
    Edge,
    Lineage,
    Order,
    Origin,
    OriginGroup,
    Sharing,
    Sign,
    Taking,
)
from trucewatch.domain.link import Likeness, Link
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Factuality, Speaker, Statement
from trucewatch.export.incident_wording import Wording

NAMES = {"river-front": "River Front", "northern-state": "Northern State"}
SAY = Wording("en", lambda name, _: NAMES.get(name), lambda *_: None)
"""English, with the names of two actors and no gazetteer."""
HERALD = Speaker("Herald", None, "report")
NORTH = Speaker("Northern State", "northern-state", "deny")


def told(letter: str, **more: Any) -> Statement:
    """The shelling as another report tells it; its id is one letter over and over."""
    return dataclasses.replace(examples.SHELLING, id=letter * 16, **more)


def report(said: Statement, source: str | None, day: int | None, **more: Any) -> Reading:
    """A report with one statement; `day` is one of May 2016."""
    document = dataclasses.replace(
        examples.document(),
        name=f"{said.id[0]}.txt",
        source=source,
        published=None if day is None else dt.date(2016, 5, day),
        **more,
    )
    return Reading(document=document, statements=(said,), versions=examples.VERSIONS)


A, B, C, D, E = "aaaaaaaaaaaaaaaa", "b" * 16, "c" * 16, "d" * 16, "e" * 16
FIVE = examples.SHELLING.counts[0]
READINGS = (
    report(told("a"), "Ford Gazette", 3),
    report(told("b", speakers=()), "Herald", 4),
    report(told("c", speakers=(HERALD,)), "Courier", 5),
    report(told("d", speakers=(NORTH,), factuality=Factuality.DENIED, counts=()), "Tribune", 4),
    report(told("e", speakers=(), agents=(), counts=()), None, None, title="A leaflet"),
)
EDGES = (
    Edge(
        taken=B,
        origin=A,
        how=Taking.COPIED,
        evidence="62",
        signs=(Sign(Taking.COPIED, {"share": "62"}),),
    ),
    Edge(
        taken=C,
        origin=B,
        how=Taking.NAMED,
        evidence="Herald",
        signs=(Sign(Taking.NAMED, {"named": "Herald"}), Sign(Taking.QUOTED, {"share": "91"})),
        order=Order.NAMED,
    ),
)


def _origin(name: str, *statements: str) -> Origin:
    return Origin(id=name, name=name, actor=name, unnamed=False, through="", statements=statements)


LINEAGE = Lineage(
    edges=EDGES,
    origins=((A, "river-front"), (B, "river-front"), (C, "river-front"), (D, "northern-state")),
    untold=(E,),
    circles=(),
    roots=(_origin("northern-state", D), _origin("river-front", A, B, C)),
    groups=(OriginGroup(id="river-front", origins=("river-front",), why=Sharing.ALONE),),
)
KILLED = ToldValue(
    value="2/4", words="two to four people", origins=("river-front",), statements=(A, B, C)
)
COMPARISON = Comparison(
    parts=(
        ComparedPart(
            part="place",
            standing=Standing.AGREED,
            agreed=ToldValue(
                value="test:1",
                words="across the river",
                origins=("", "river-front"),
                statements=(A, B, C, E),
            ),
            versions=(),
            untold=(),
        ),
        ComparedPart(
            part="initiator",
            standing=Standing.DIFFER,
            agreed=None,
            versions=(
                ToldValue(
                    value="northern-state",
                    words="the Northern State",
                    origins=("river-front",),
                    statements=(A, B),
                ),
                ToldValue(
                    value="Hill Militia",
                    words="militiamen",
                    origins=("river-front",),
                    statements=(C,),
                ),
            ),
            untold=(E,),
        ),
        ComparedPart(
            part="killed", standing=Standing.AGREED, agreed=KILLED, versions=(KILLED,), untold=(E,)
        ),
        ComparedPart(
            part="target",
            standing=Standing.NOT_TOLD,
            agreed=None,
            versions=(),
            untold=(A, B, C, E),
        ),
    ),
    denied=(D,),
)
CASUALTIES = Casualties(
    tolls=(
        Toll(
            fate=Fate.KILLED,
            who="people",
            low=2,
            best=None,
            high=4,
            because=Best.NO_EXACT_FIGURE,
            told=(
                ToldFigure(
                    origin="river-front",
                    low=2,
                    high=4,
                    words="two to four people",
                    statements=(A, B, C),
                ),
            ),
        ),
    )
)
CREDIBILITY = Credibility(
    judgements=(),
    considerations=(
        Consideration(
            rule="origins.one", facts={"who": "river-front", "count": "1"}, statements=(A, B, C)
        ),
        Consideration(rule="denied.by_accused", facts={"who": "northern-state"}, statements=(D,)),
    ),
)
LINK = Link(
    one=A,
    other=E,
    likenesses=(Likeness("place", "same", 30), Likeness("killed", "one_tells_none", -6)),
)
MISS = Link(one=C, other="f" * 16, likenesses=(Likeness("time", "a_day_off", -25),))


def fused(**more: Any) -> Fused:
    """The incident of all five accounts."""
    values: dict[str, Any] = {
        "incident": dataclasses.replace(examples.INCIDENT, statements=(A, B, C, E)),
        "denials": (D,),
        "lineage": LINEAGE,
        "links": (LINK,),
        "comparison": COMPARISON,
        "casualties": CASUALTIES,
        "credibility": CREDIBILITY,
    }
    return Fused(**{**values, **more})


def fusion() -> Fusion:
    """The incident with one near miss."""
    return Fusion(incidents=(fused(),), near_misses=(MISS,))
