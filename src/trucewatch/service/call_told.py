"""What an officer wrote down of a call, before anything is made of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from trucewatch.data.registry import Registry
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import write_instant
from trucewatch.domain.wire import to_wire
from trucewatch.service import places
from trucewatch.text.lexicon import acts
from trucewatch.text.told_time import ToldTime, told_time

_FIGURE = re.compile(r"(?P<low>\d{1,6})(?:(?P<open>\+)|\s*[-–—]\s*(?P<high>\d{1,6}))?")
OPEN, FILED = "open", "filed"


@dataclass(frozen=True, kw_only=True)
class Harm:
    """People harmed in one way, as the caller counts them; None is an open side.

    Args:
        fate: `killed`, `wounded` or `missing`.
        who: class of people; `people` where none is told.
    """

    fate: str
    who: str
    low: int | None
    high: int | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Callback:
    """That somebody is to be called back.

    Args:
        words: when, as it was said.
        due: the instant by which; None where the words tell none.
        line: by which line of the centre.
        done: who did it, when, and what came of it; None until then.
    """

    words: str
    due: dt.datetime | None
    line: str
    done: dict[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class CallTold:
    """The form as it was filled in; "" is what was not told.

    Args:
        called_at: when the call began; aware, whole seconds.
        where, place: words, and the id that was chosen for them.
        act: of the vocabulary.
        who, whom: who did it against whom, as words, and the registry ids chosen for them.
        knows, told_by: how the caller knows, and from whom.
        words, language: what the caller said, and in which language.
        line: by which line of the centre the call came.
        code_name: of the caller.
        linked: subjects of calls and incidents that tell of the same.
    """

    called_at: dt.datetime
    code_name: str
    where: str = ""
    place: str = ""
    act: str = ""
    who: str = ""
    who_actor: str = ""
    whom: str = ""
    whom_actor: str = ""
    when: str = ""
    knows: str = ""
    told_by: str = ""
    harmed: tuple[Harm, ...] = ()
    words: str = ""
    language: str = ""
    line: str = ""
    callback: Callback | None = None
    linked: tuple[str, ...] = ()

    def moment(self) -> ToldTime:
        """What the words for the time mean, by the clock of the place that was chosen."""
        clock = places.get(self.place).clock if self.place else None
        return told_time(self.when, self.called_at, clock=clock)

    def document(self) -> dict[str, Any]:
        """The call as the record keeps it.

        Raises:
            UnknownName, InvalidValue: a place, an act or a party is none.
        """
        if self.act and self.act not in acts():
            raise InvalidValue(Sentence("no act is called {act!r}", act=self.act))
        moment = self.moment()
        return {
            "called_at": write_instant(self.called_at),
            "place": to_wire(places.mention(self.where, self.place)) if self.where else None,
            "place_id": self.place,
            "act": self.act or None,
            "who": _party(self.who, self.who_actor),
            "whom": _party(self.whom, self.whom_actor),
            "time": to_wire(moment.time) if self.when else None,
            "time_rule": moment.rule,
            "knows": self.knows,
            "told_by": self.told_by,
            "harmed": to_wire(self.harmed),
            "words": self.words,
            "language": self.language,
            "line": self.line,
            "caller": self.code_name,
            "callback": to_wire(self.callback) if self.callback else None,
            "linked": list(self.linked),
            "state": OPEN,
            "incident": None,
        }


def figure_in(text: str) -> tuple[int | None, int | None] | None:
    """Lowest and highest of a figure as an officer writes it; None where nothing is told.

    Raises:
        InvalidValue: it is no figure.

    >>> figure_in("2-4"), figure_in("3+"), figure_in(" 0 "), figure_in("")
    ((2, 4), (3, None), (0, 0), None)
    """
    if not text.strip():
        return None
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        raise InvalidValue(
            Sentence("{value!r} is no figure", value=text.strip()), remedy="write 2, 2-4 or 3+"
        )
    low = int(match["low"])
    high = None if match["open"] else int(match["high"] or low)
    if high is not None and high < low:
        raise InvalidValue(
            Sentence("{value!r} runs backwards", value=text.strip()),
            remedy=Sentence("write {high}-{low}", high=high, low=low),
        )
    return low, high


def _party(words: str, actor: str) -> dict[str, Any] | None:
    """Somebody named: of the registry where one was chosen, else as the caller names them."""
    if not words:
        return None
    if actor and actor not in Registry.packaged().actors:
        raise UnknownName(
            Sentence("no party has the id {actor!r}", actor=actor),
            remedy="choose one from the list",
        )
    return {"name": words, "actor": actor or None, "words": words}
