"""The terms that the centre goes by: packaged agreements, and those that it published itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from trucewatch.data.agreement_files import Agreements, read_agreement
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.membership import Membership
from trucewatch.domain.wire import from_wire
from trucewatch.service.registers.edits import plain
from trucewatch.storage.documents import content, newest, table
from trucewatch.storage.models.documents import Version

KIND = "agreement"


def published() -> dict[str, Version]:
    """The newest version of each agreement that was published here, by its own id."""
    rows = (one for one in newest(KIND).order_by("seq") if "text" in content(one))
    return {content(one)["id"]: one for one in rows}


def versions_of(agreement: str) -> list[Version]:
    """Every version that was published here, the first one first."""
    return list(table(KIND).filter(body__id=agreement).order_by("version"))


def agreement_of(version: Version) -> Agreement:
    """The agreement of a published version."""
    return _read(content(version)["text"])


def terms() -> Agreements:
    """Every agreement as it stands; what was published here stands before what is packaged."""
    made = {name: agreement_of(one) for name, one in published().items()}
    return Agreements({**Agreements.packaged().by_id, **made}.values())


def binding() -> Iterator[Agreement]:
    """The same with the memberships that were recorded here: what incidents are held against."""
    joined: dict[str, list[Membership]] = {}
    for one in newest("membership").order_by("seq"):
        if told := plain(content(one)):
            joined.setdefault(told.pop("agreement"), []).append(from_wire(Membership, told))
    for one in terms():
        more = joined.get(one.id)
        yield replace(one, memberships=(*one.memberships, *more)) if more else one


@lru_cache(maxsize=256)
def _read(text: str) -> Agreement:
    return read_agreement(text.encode(), "published")
