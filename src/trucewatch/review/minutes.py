"""Minutes of a session, made from what its record says, in the words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.data.review_words import sentence, term
from trucewatch.domain.access import Side
from trucewatch.domain.determination import Correction, Determination, Minutes, Signatory
from trucewatch.domain.session import AgendaItem, Session
from trucewatch.domain.standing import Standing
from trucewatch.domain.wording import Answer, Wording
from trucewatch.review.refusals import NotLawful

ALL = frozenset(Signatory)
"""Minutes are signed by both delegations and the facilitator."""
DELEGATIONS = (Side.A, Side.B)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the record has of a case that was on the agenda.

    Args:
        title: of the case.
        wording: where it stands; None where none was begun.
        determination: None where the case was not determined in this session.
    """

    title: str
    wording: Wording | None = None
    determination: Determination | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """That a delegation left, came back or was put out while the session went on."""

    at: dt.datetime
    stands: Standing


def minutes_of(
    id_: str,
    session: Session,
    heard: Mapping[str, Heard],
    *,
    names: Mapping[str, str],
    lang: str,
    moved: Sequence[Moved] = (),
) -> Minutes:
    """The minutes of a session that is closed.

    Args:
        id_: of the session.
        heard: by case of the agenda.
        names: of people by their ids; one that is missing stands as its id.
        lang: `en`, `ru` or `ar`; what people wrote stays in theirs.
        moved: in the order of time.
    """
    lines = [*_who_was_there(session, names, lang)]
    for one in moved:
        facts = {"side": one.stands.side.value, "standing": one.stands.state.value}
        facts |= {"at": _stamp(one.at), "words": one.stands.reason}
        lines.append(sentence("minute_lines", "standing", lang, facts))
    lines += _heard_and_closed(session, heard, lang)
    return Minutes(session=id_, language=lang, lines=tuple(lines))


def correct(minutes: Minutes, correction: Correction) -> Minutes:
    """The minutes with a correction beside a line; the same one stands once."""
    if correction in minutes.corrections:
        return minutes
    return replace(minutes, corrections=(*minutes.corrections, correction))


def canonical_minutes(minutes: Minutes) -> str:
    """The exact text that is signed: every line by its number, then the corrections.

    What people wrote stands behind `| `, so that none of it can look like a line of ours.
    """
    return "\n".join(_canonical(minutes))


def require_unsigned(signed: Iterable[Signatory]) -> None:
    """Go on where not all have signed this version of the minutes.

    Raises:
        NotLawful: `minutes_final`.
    """
    if set(signed) >= ALL:
        raise NotLawful("minutes_final")


def _canonical(minutes: Minutes) -> Iterator[str]:
    yield f"session {minutes.session}"
    yield f"language {minutes.language}"
    for number, line in enumerate(minutes.lines, 1):
        yield f"line {number}"
        yield from (f"| {one}" for one in line.split("\n"))
    for one in minutes.corrections:
        yield f"correction by {one.by.value} of line {one.line}"
        yield from (f"| {part}" for part in one.words.split("\n"))


def of_exercise(minutes: Minutes) -> Minutes:
    """The same minutes, which say first that everything in them is invented."""
    first = sentence("minute_lines", "exercise", minutes.language, {})
    return replace(minutes, lines=(first, *minutes.lines))


def _who_was_there(session: Session, names: Mapping[str, str], lang: str) -> Iterator[str]:
    def say(code: str, **facts: object) -> str:
        return sentence("minute_lines", code, lang, facts)

    yield say("head", number=session.number, at=_stamp(session.called_for))
    if session.opened_at:
        yield say("opened", at=_stamp(session.opened_at))
    for one in session.present:
        side = "facilitator" if one.facilitates else one.side.value
        yield say("present", name=names.get(one.person, one.person), signer=side)


def _heard_and_closed(session: Session, heard: Mapping[str, Heard], lang: str) -> Iterator[str]:
    for number, item in enumerate(session.agenda, 1):
        yield from _item(number, item, heard.get(item.case, Heard(item.case)), lang)
    if session.closed_at:
        yield sentence("minute_lines", "closed", lang, {"at": _stamp(session.closed_at)})


def _item(number: int, item: AgendaItem, one: Heard, lang: str) -> Iterator[str]:
    def say(code: str, **facts: object) -> str:
        return sentence("minute_lines", code, lang, facts)

    state = term("item_states", item.state.value, lang)
    yield say("item", number=number, title=one.title, item=state)
    wording = one.wording
    if wording is None:
        return
    for at, line in enumerate(wording.lines, 1):
        yield say("line", number=at, words=line.text)
        for side in DELEGATIONS:
            said = line.reply(side)
            if said is not None and said.answer is Answer.OBJECTED:
                yield say("objected", side=side.value, words=said.words)
    for side in DELEGATIONS:
        if wording.account(side):
            yield say("account", side=side.value, words=wording.account(side))
    for measure in wording.measures:
        due = measure.due.isoformat() if measure.due else "—"
        yield say("measure", words=measure.what, side=measure.owner.value, due=due)
    if one.determination is not None:
        signed = ", ".join(term("signers", who, lang) for who in one.determination.signed)
        yield say("determined", outcome=one.determination.outcome.value, signed=signed)


def _stamp(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
