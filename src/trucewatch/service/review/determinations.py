"""Signing a finding, and the determination that it is once all who have to have signed it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from trucewatch.domain.access import MACHINE, Person, Resource
from trucewatch.domain.case import Case, CaseState
from trucewatch.domain.determination import Determination, Signatory, determination_id
from trucewatch.domain.errors import Refusal
from trucewatch.domain.session import ItemState, Session
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.ledger.statement_note import DETERMINATION, Statement
from trucewatch.review import session_course as course
from trucewatch.review.cases import determine as determined
from trucewatch.review.determining import canonical_text, determine, is_enough, require_ready
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.review.findings import finding_of, worded_at
from trucewatch.service.review.owed import set_determined
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.review.sessions import case_of, get, of_version
from trucewatch.service.review.settling import Place, on_fresh_ground, settle
from trucewatch.service.review.signatures import holding, keep, to_sign
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import subject as key_of
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest, newest_of, standing_at
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import KeyReused

KIND = "determination"
VERB = "determination.make"


def statement_of(centre: Centre, person: Person, finding: str, version: int) -> Statement:
    """What the person signs under a version of a finding.

    Raises:
        NotThere: there is no such finding.
        NotLawful: `text_changed`, where the version is not the newest; what makes it not ready.
    """
    stands, wording = finding_of(finding)
    if stands != version:
        raise NotLawful("text_changed")
    require_ready(wording, rules_of(case_of(wording.case)).decision)
    words = canonical_text(wording)
    return to_sign(centre, person, (DETERMINATION, finding, version), words)


def sign(centre: Centre, person: Person, finding: str, version: int, *, note: str) -> bool:
    """Sign a version of a finding for one's side; whether the case is determined with that.

    Args:
        version: the one that was read; no signature goes over to another.
        note: the signed note.

    Raises:
        Denied: not the head of a delegation nor the facilitator, or not proved once more.
        NotLawful: the text has changed, is not ready, or the note signs another.
        NoStatementKey, InvalidValue: no key is set, or it did not sign this.
    """
    permit_in_review(person, "finding.sign", Resource("finding", side=person.side))

    def signed() -> None:
        _, wording = finding_of(finding)
        sits = get(person, wording.session)
        course.require_open(sits.session, wording.case)
        wanted = statement_of(centre, person, finding, version)
        grounds = (sits.id, {sits.id: sits.version.version})
        keep(centre, person, "finding.sign", wanted, note=note, grounds=grounds)

    on_fresh_ground(signed)
    return determine_if_signed(centre, finding)


def determine_if_signed(centre: Centre, finding: str) -> bool:
    """Determine a case whose finding all who have to have signed in its newest version.

    What another run left half done is finished: the case and the session say so too.

    Returns:
        Whether the case is determined now.
    """
    return on_fresh_ground(lambda: _determine(centre, finding))


def _determine(centre: Centre, finding: str) -> bool:
    version, wording = finding_of(finding)
    id_ = determination_id(wording.case, wording.round)
    if newest_of(id_) is None:
        keys = (key_of(one.value) for one in Signatory)
        grounds = {**standing_at(wording.case, *keys), finding: version}
        case = case_of(wording.case)
        rule, notes = rules_of(case).decision, holding(finding, version)
        if case.state is not CaseState.IN_SESSION or not is_enough(notes, rule):
            return False
        made = determine(wording, finding, version, rule=rule, notes=notes)
        _record(centre, id_, made, grounds)
    _settle_case(centre, id_)
    return True


def determine_all_due(centre: Centre, tell: Callable[[str], None] = print) -> int:
    """Finish what was signed and not determined, as after a power cut; how many cases were."""
    count = 0
    for row in newest("case").filter(body__state=CaseState.IN_SESSION.value):
        case = from_wire(Case, content(row))
        finding = newest_of(f"{row.subject}-f{case.round}")
        try:
            count += bool(finding and determine_if_signed(centre, finding.subject))
        except Refusal as refusal:
            tell(f"case {row.subject}: {refusal}")
    return count


def determination_of(case: str, round_: int) -> Determination | None:
    """What a case came to in a round; None before that."""
    found = newest_of(determination_id(case, round_))
    return from_wire(Determination, content(found)) if found and found.body else None


def _record(centre: Centre, id_: str, made: Determination, grounds: dict[str, int]) -> None:
    permit(MACHINE, VERB, Resource(KIND))
    told = {"case": made.case, "round": made.round, "outcome": made.outcome.value}
    change = Change(kind=KIND, subject=id_, document=to_wire(made), public=told, grounds=grounds)
    # Another of the centre's programs was faster; what it recorded stands.
    with suppress(KeyReused):
        perform(centre, MACHINE, VERB, change, key=f"determined:{id_}")


def _settle_case(centre: Centre, id_: str) -> None:
    found = newest_of(id_)
    if found is None:
        return
    made = from_wire(Determination, content(found))
    # Before the case says so: while it is in session, whatever was cut short is taken up again.
    owed = set_determined(centre, id_, made, worded_at(made.finding, made.version))

    def case(stands: Version | None) -> Case:
        was = from_wire(Case, content(stands)) if stands else case_of(made.case)
        if was.state is not CaseState.IN_SESSION or was.round != made.round:
            return was
        return determined(was, made.outcome, owed=bool(owed))

    def session(stands: Version | None) -> Session:
        was = of_version(stands)
        item = was.item(made.case)
        over = item is None or item.state is ItemState.DETERMINED
        return was if over else course.determined(was, made.case)

    settle(centre, MACHINE, Place("case", made.case, VERB), case)
    settle(centre, MACHINE, Place("session", made.session, VERB), session)
