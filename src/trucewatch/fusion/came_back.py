"""The centre's own bulletins coming back as if they were news."""

from __future__ import annotations

from trucewatch.domain.lineage import CameBack, Taking
from trucewatch.fusion.account import Account
from trucewatch.fusion.known import Known
from trucewatch.fusion.shingles import shared
from trucewatch.fusion.taking import COPIED, QUOTED, QUOTED_RUNS, quoted_share


def came_back(one: Account, known: Known) -> CameBack | None:
    """Why an account is the centre's own, None where it is not.

    It names the centre, its sentence stands in a bulletin, or, where the sentence is too short to
    tell, its whole report is one. A report that adds news of its own to a bulletin stays news.
    """
    named = next((name for name in one.named if name in known.own_names), None)
    if named is not None:
        return CameBack(statement=one.id, how=Taking.NAMED, facts={"named": named})
    for own in known.own:
        share = quoted_share(one.said, own.text)
        if share >= QUOTED:
            return _from(one, Taking.QUOTED, bulletin=own.name, share=_percent(share))
        share = shared(one.text, own.text)
        if share >= COPIED and len(one.said) < QUOTED_RUNS and one.bag <= own.bag:
            return _from(one, Taking.COPIED, bulletin=own.name, share=_percent(share))
    if one.report in known.own_twins:
        bulletin, told = known.own_twins[one.report]
        return _from(one, Taking.TRANSLATED, bulletin=bulletin, shared=told)
    return None


def _from(one: Account, how: Taking, **facts: str) -> CameBack:
    return CameBack(statement=one.id, how=how, facts=facts)


def _percent(share: float) -> str:
    return str(round(100 * share))
