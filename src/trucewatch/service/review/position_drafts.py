"""Drafts of a position: of one delegation alone, version by version, with its own comments.

Sealed before they are stored, in one size: neither the database nor a backup tells what is in them
or how long they are. Nothing of them enters the ledger.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from trucewatch.domain.access import Audience, Person, Resource, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.position import Said, Stance, plain
from trucewatch.domain.sentence import Sentence
from trucewatch.review.position_course import DRAFTED
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.review.rounds import Round
from trucewatch.service.review.standing import permit_in_review
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import PositionComment, PositionDraft
from trucewatch.storage.position_seal import COMMENT_BYTES, opaque, seal, unseal
from trucewatch.storage.refusals import StaleVersion

LONGEST_COMMENT = 4000
MOST_VERSIONS = 999
"""Of one draft; nobody reads on after so many, and each takes 30 kB."""


@dataclass(frozen=True)
class Draft:
    """A version of a draft.

    Args:
        version: from 1.
        author: id of who wrote it.
    """

    version: int
    author: str
    at: dt.datetime
    said: Said


@dataclass(frozen=True)
class Remark:
    """What somebody of the delegation said of a version of its draft."""

    version: int
    author: str
    at: dt.datetime
    words: str


def draft(
    centre: Centre, person: Person, round_: Round, said: Said, *, follows: int
) -> PositionDraft:
    """The next version of the delegation's draft.

    Args:
        follows: version that was seen; 0 where there was none.

    Raises:
        Denied: the person is of no delegation.
        NotLawful: the case takes no positions any more.
        StaleVersion: somebody of the delegation was faster.
    """
    permit_in_review(person, "position.draft", own(person))
    if round_.case.state not in DRAFTED:
        raise NotLawful("positions_not_heard", state=round_.case.state.value)
    if follows >= MOST_VERSIONS:
        raise InvalidValue(
            Sentence("a draft has at most {most_versions} versions", most_versions=MOST_VERSIONS)
        )
    version, home = follows + 1, centre.home
    named = (round_.id, str(round_.number), person.side.value, str(version))
    faster = StaleVersion("somebody of your delegation was faster", remedy="look again")
    newest = _drafts(person, round_).values_list("version", flat=True).first()
    if (newest or 0) != follows:
        raise faster
    try:
        with transaction.atomic():
            return PositionDraft.objects.create(
                id=opaque(home, *named),
                version=version,
                sealed=seal(home, said.value),
                **_facts(centre, person, round_),
            )
    except IntegrityError as clash:
        raise faster from clash


def comment(
    centre: Centre, person: Person, round_: Round, words: str, *, version: int
) -> PositionComment:
    """Say something of a version of the draft, to the own delegation alone.

    Raises:
        Denied: the person is of no delegation.
        InvalidValue: empty, too long, or of a version that is not there.
    """
    permit_in_review(person, "position.comment", own(person))
    told = plain(words)
    if not told or len(told) > LONGEST_COMMENT:
        raise InvalidValue(
            Sentence(
                "a comment has 1 to {longest_comment} characters", longest_comment=LONGEST_COMMENT
            )
        )
    if not _drafts(person, round_).filter(version=version).exists():
        raise InvalidValue("no such version of the draft", remedy="look again")
    return PositionComment.objects.create(
        id=new_id(),
        version=version,
        sealed=seal(centre.home, told.encode(), COMMENT_BYTES),
        **_facts(centre, person, round_),
    )


def drafts_of(centre: Centre, person: Person, round_: Round) -> list[Draft]:
    """The versions of the delegation's draft, the newest first; nobody else has any."""
    return [_opened(centre, row) for row in _drafts(person, round_)]


def newest_draft(centre: Centre, person: Person, round_: Round) -> Draft | None:
    """The version that stands; None where nothing was written."""
    row = _drafts(person, round_).first()
    return _opened(centre, row) if row else None


def comments_of(centre: Centre, person: Person, round_: Round) -> list[Remark]:
    """What was said of the draft, the first remark first."""
    if person.side is Side.NEUTRAL:
        return []
    rows = PositionComment.objects.filter(side=person.side.value, **_of(round_)).order_by("at")
    return [
        Remark(row.version, row.author, row.at, unseal(centre.home, bytes(row.sealed)).decode())
        for row in rows
    ]


def drafted(person: Person) -> set[tuple[str, int]]:
    """Case and number of each round for which the delegation has a draft; others have none."""
    if person.side is Side.NEUTRAL:
        return set()
    rows = PositionDraft.objects.filter(side=person.side.value)
    return set(rows.values_list("case", "round"))


def own(person: Person) -> Resource:
    """What belongs to the person's own side; of no side, nothing does."""
    private = person.side is not Side.NEUTRAL
    audience = Audience(person.side.value) if private else Audience.SHARED
    return Resource("position", audience, side=person.side)


def _drafts(person: Person, round_: Round) -> QuerySet[PositionDraft]:
    side = "" if person.side is Side.NEUTRAL else person.side.value
    return PositionDraft.objects.filter(side=side, **_of(round_)).order_by("-version")


def _opened(centre: Centre, row: PositionDraft) -> Draft:
    stance, _, text = unseal(centre.home, bytes(row.sealed)).decode().partition("\n")
    return Draft(row.version, row.author, row.at, Said(Stance(stance), text))


def _of(round_: Round) -> dict[str, str | int]:
    return {"case": round_.id, "round": round_.number}


def _facts(centre: Centre, person: Person, round_: Round) -> dict[str, object]:
    told = {"side": person.side.value, "author": person.id, "at": centre.clock()}
    return {**told, **_of(round_)}
