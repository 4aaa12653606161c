"""Coming in again after every proof is lost: two people of different sides have to agree.

Each of the two gets one half of what opens the account, and hands it over in person; neither half
opens anything alone, so that neither side can come in as somebody of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.access import Audience, Person, Resource, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.service.enrolment import first_part, second_part, waits
from trucewatch.service.people import ABOUT, record, standing
from trucewatch.service.verb import permit
from trucewatch.storage.documents import newest
from trucewatch.storage.people.models import Account
from trucewatch.storage.sight import seeing

RECOVERED = Resource("person")


class NotApproved(Refusal):
    """This approval does not count."""

    code = "not_approved"


@dataclass(frozen=True)
class Pending:
    """A recovery that waits.

    Args:
        account: who wants to come in again.
        sides: that have approved; at most one while it waits.
    """

    account: Account
    sides: tuple[Side, ...]


def ask(centre: Centre, by: Person, account: Account) -> None:
    """Ask both sides; approvals of an earlier asking count no more."""
    permit(by, "person.ask_recovery", ABOUT)
    asked = {"asked_by": by.id, "approvals": []}
    record(centre, by, "person.ask_recovery", account, recovery=asked)


def approve(centre: Centre, by: Person, account: Account) -> str:
    """Agree that they come in again.

    Returns:
        This approver's half, told this once.

    Raises:
        Denied: no head of a delegation and no facilitator, or not proved once more.
        NotApproved: nobody asked, the same side approved before, it is oneself, or too late.
        StaleVersion: another approval came at the same moment; look again.
    """
    permit(by, "person.recover", RECOVERED)
    asked = standing(account).document.get("recovery")
    if not asked or len(asked["approvals"]) > 1:
        raise NotApproved("nobody asked for it", remedy="ask first")
    if by.id == account.id:
        raise NotApproved("nobody approves their own")
    sides = [one["side"] for one in asked["approvals"]]
    if by.side.value in sides:
        raise NotApproved("this side approved already", remedy="another side has to approve")
    now = centre.machine_clock()
    if sides and not waits(account, now):
        raise NotApproved("the first approval is too old", remedy="ask again")
    approvals = [*asked["approvals"], {"by": by.id, "side": by.side.value}]
    # On record before anything can be opened with it; the one who was slower is refused here.
    told = {**asked, "approvals": approvals}
    record(centre, by, "person.recover", account, recovery=told)
    return second_part(account, now) if sides else first_part(account, now)


def pending() -> list[Pending]:
    """Recoveries that wait for an approval, the newest first; the operator too has to see them."""
    found = []
    with seeing({Audience.SHARED}):
        documents = list(newest("person", {Audience.SHARED}))
    for one in documents:
        asked = (one.body or {}).get("recovery")
        if asked and len(asked["approvals"]) < 2:
            account = Account.objects.filter(id=one.subject, is_active=True).first()
            sides = tuple(Side(approval["side"]) for approval in asked["approvals"])
            found += [Pending(account, sides)] if account else []
    return found
