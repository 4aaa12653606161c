"""What a room shows: the session, its agenda, and the finding that is worded now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language

from trucewatch.data.review_words import term
from trucewatch.domain.access import Resource, Role, Side
from trucewatch.domain.case import Case
from trucewatch.domain.measure import MeasureKind
from trucewatch.domain.session import ItemState, Session, SessionState
from trucewatch.domain.wording import (
    LONGEST_ACCOUNT,
    LONGEST_LINE,
    WORDED_OUTCOMES,
    Reply,
    WordedLine,
    Wording,
    finding_id,
)
from trucewatch.review.determining import require_ready
from trucewatch.review.refusals import NotLawful
from trucewatch.review.session_course import missing
from trucewatch.service.review.determinations import determination_of
from trucewatch.service.review.findings import newest_finding
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.review.sessions import case_of, of_version, quorum_of
from trucewatch.service.review.signatures import holding, signatures
from trucewatch.service.taking_part import is_offered, takes_part
from trucewatch.storage.documents import newest_of
from trucewatch.web.pages.room.guests import View

DELEGATIONS = (Side.A, Side.B)


def shown(id_: str, view: View) -> dict[str, Any]:
    """Context of the part that changes, in the language of the page.

    Raises:
        NotThere: no such session.
    """
    session = of_version(newest_of(id_))
    lang = get_language() or "en"
    heard = heard_in(session)
    now = session.state is SessionState.OPEN and bool(session.under_way)
    person, own = view.person, Resource("finding", side=view.side)
    words = now and view.takes_part and is_offered(person, "finding.word", own)
    return {
        "id": id_,
        "session": session,
        "state": term("session_states", session.state.value, lang),
        "lacks": _lacks(session, lang),
        "agenda": list(_agenda(session, lang)),
        "heard": _heard(heard, view, lang) if heard else None,
        "apart": not takes_part(person),
        "words": words,
        "answers": words and is_offered(person, "finding.answer", own),
        "facilitates": view.role is Role.FACILITATOR,
        "signs": now and is_offered(person, "finding.sign", own),
        "view": view,
        "most": {"line": LONGEST_LINE, "account": LONGEST_ACCOUNT},
        "owners": list(Side),
        "measure_kinds": list(MeasureKind),
        "outcomes": [(one.value, term("outcomes", one.value, lang)) for one in WORDED_OUTCOMES],
    }


def _lacks(session: Session, lang: str) -> list[str]:
    if session.state not in (SessionState.CALLED, SessionState.ADJOURNED):
        return []
    return [term("signers", one, lang) for one in missing(session, quorum_of(session))]


def _agenda(session: Session, lang: str) -> Iterator[dict[str, Any]]:
    for item in session.agenda:
        yield {
            "case": item.case,
            "title": case_of(item.case).title,
            "state": item.state.value,
            "label": term("item_states", item.state.value, lang),
            "open": item.state is not ItemState.DETERMINED,
            "now": item.state is ItemState.UNDER_WAY,
        }


def heard_in(session: Session) -> str:
    """The case on the table: the one under way, else the one settled last; "" for none."""
    return session.under_way or _last_determined(session)


def _last_determined(session: Session) -> str:
    """What was settled last stays on the table until another case is taken up."""
    done = [one.case for one in session.agenda if one.state is ItemState.DETERMINED]
    return done[-1] if done else ""


def _heard(id_: str, view: View, lang: str) -> dict[str, Any]:
    case = case_of(id_)
    found = newest_finding(id_, case.round)
    version, wording = found or (0, Wording(case=id_, round=case.round, session=""))
    made = determination_of(id_, case.round)
    finding = finding_id(id_, case.round)
    signed = signatures(finding, made.version) if made else holding(finding, version)
    return {
        "case": id_,
        "title": case.title,
        "complaint": case.complaint,
        "clauses": case.clauses,
        "version": version,
        "lines": [_line(number, one, view, lang) for number, one in enumerate(wording.lines, 1)],
        "outcome": wording.outcome.value if wording.outcome else "",
        "outcome_label": term("outcomes", wording.outcome.value, lang) if wording.outcome else "",
        "measures": wording.measures,
        "accounts": [_account(side, wording, view, lang) for side in DELEGATIONS],
        "not_ready": _not_ready(case, wording, lang),
        "signed": [term("signers", one, lang) for one in signed],
        "determination": made,
    }


def _line(number: int, line: WordedLine, view: View, lang: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "number": number,
        "text": line.text,
        "seen": line.seen,
        "by": term("sides", line.by.value, lang),
        "replies": [_reply(side, line.reply(side), lang) for side in DELEGATIONS],
        "mine": line.reply(view.side) if view.side in DELEGATIONS else None,
        "may_change": view.side in (line.by, Side.NEUTRAL),
        "agreed": line.agreed,
    }


def _reply(side: Side, said: Reply | None, lang: str) -> Mapping[str, str]:
    answer = said.answer.value if said else "silent"
    return {
        "side": side.value,
        "label": term("sides", side.value, lang),
        "answer": answer,
        "said": term("answers", answer, lang),
        "words": said.words if said else "",
    }


def _account(side: Side, wording: Wording, view: View, lang: str) -> dict[str, Any]:
    return {
        "side": side.value,
        "label": term("sides", side.value, lang),
        "text": wording.account(side),
        "own": side is view.side,
    }


def _not_ready(case: Case, wording: Wording, lang: str) -> str:
    """Why the finding cannot be signed yet; "" where it can."""
    try:
        require_ready(wording, rules_of(case).decision)
    except NotLawful as refusal:
        return refusal.told(lang)[0]
    return ""
