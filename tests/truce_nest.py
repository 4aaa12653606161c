"""A truce with calms inside of it: told late, extended, contested, denied, and one inside another.

The wide truce holds from 1 March 2020; South declares it over on 20 March, which West denies. The
calm at the ford begins by two accounts and is told after both; it is extended twice, the second
time to ends that differ. The mill's pause nests in that calm, on another clock, as the text alone
has it.
"""

from __future__ import annotations

import datetime as dt

from truce_world import CITED, UN_LIST, clause, instant, member, moment, truce, zone
from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import Modality
from trucewatch.domain.membership import Exclusion, MembershipStatus
from trucewatch.domain.moment import TimeFact, Window

DAY = dt.timedelta(days=1)


def on(day: int, *by: str, month: int = 3) -> TimeFact:
    """A day alone, asserted by these."""
    start = instant(day, month=month)
    return moment(start, *by, until=start + DAY)


def changed(name: str, kind: AmendmentKind, *effective: TimeFact, **more: object) -> Amendment:
    """A change of terms, with what `more` says."""
    return Amendment(id=name, kind=kind, citation=CITED, effective=effective, **more)  # type: ignore[arg-type]


def stretched(name: str, start: TimeFact, *ends: TimeFact, told: TimeFact) -> Amendment:
    """An extension from `start` to any of `ends`."""
    window = Window(starts=(start,), ends=ends)
    return Amendment(
        id=name, kind=AmendmentKind.EXTEND, citation=CITED, window=window, announced=(told,)
    )


WIDE = truce(
    id="wide",
    names=("The Wide Truce", "Широкое перемирие", "الهدنة الواسعة"),
    langs=("en", "ru", "ar"),
    signed=(moment(instant(28, 12, month=2)),),
    amendments=(
        changed(
            "over",
            AmendmentKind.TERMINATE,
            moment(instant(20), "south", contested_by=("west",)),
            announced=(moment(instant(20, 6), "south"),),
        ),
    ),
)
FORD = truce(
    id="ford",
    names=("Calm at the Ford", "Тишина у брода", "تهدئة عند المخاضة"),
    langs=("en", "ru", "ar"),
    kind=AgreementClass.LOCAL_TRUCE,
    parent="wide",
    time_zone="Asia/Damascus",
    announced=(on(6, "east"),),
    window=Window(
        starts=(moment(instant(4, 1), "east"), moment(instant(5, 1), "west")),
        ends=(moment(instant(8)),),
    ),
    amendments=(
        stretched("first", moment(instant(8)), moment(instant(11)), told=on(7, "west")),
        stretched(
            "second",
            moment(instant(11)),
            moment(instant(13)),
            moment(instant(14), "east"),
            told=moment(instant(12), "east", "west"),
        ),
    ),
    memberships=(
        member("north", "northern", start=instant(4)),
        member("front", "southern", MembershipStatus.ATTESTED, channel="east"),
    ),
    exclusions=(Exclusion(citation=CITED, list=UN_LIST),),
    zones=(zone("t:ford", outer=("t:north",)),),
    clauses=(
        clause("c1", summary="Hold fire and stay.", acts=("fire", "territory")),
        clause("c2", modality=Modality.SHALL, bearers=("guarantors",), acts=()),
    ),
    opt_in=False,
    guarantors=("east", "west"),
)
MILL = truce(
    id="mill",
    names=("Pause at the Mill",),
    kind=AgreementClass.HUMANITARIAN_PAUSE,
    parent="ford",
    announced=(),
    window=Window(starts=(on(9),), ends=(moment(None, "south"),)),
    memberships=(),
    exclusions=(),
    co_chairs=(),
)
NEST: tuple[Agreement, ...] = (WIDE, MILL, FORD)
