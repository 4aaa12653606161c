"""Verbs that change the rules of a centre: propose, sign; with the last signature they hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.data.centre_rules_files import read_rules
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.rules_proposal import ProposalState, RulesProposal
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.ledger.statement_note import RULES, Statement
from trucewatch.review.rules_change import complete, proposed, signed
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.review import rules_in_force
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import side_of, signed_by
from trucewatch.service.sight import seen
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models.documents import Version

KIND = "rules_proposal"
LONGEST = 60_000
"""Characters of a text of rules; the packaged one has some three thousand."""


@dataclass(frozen=True)
class Proposed:
    """A proposal as it stands on record."""

    version: Version
    proposal: RulesProposal

    @property
    def id(self) -> str:
        """Its id."""
        return self.version.subject


def propose(centre: Centre, person: Person, text: str, reason: str, *, key: str) -> str:
    """Bring another text of the rules before all sides; id of the proposal.

    Raises:
        Denied, NotLawful: the person may not, or it says the same as today's rules.
        UnreadableInput: the text holds no rules, with the first fault in it.
    """
    permit_in_review(person, "rules.propose", Resource(KIND))
    if len(text) > LONGEST:
        raise InvalidValue(Sentence("rules have at most {longest} characters", longest=LONGEST))
    version, _ = rules_in_force.in_force(centre)
    today = (version, rules_in_force.text_at(version))
    made = proposed(text, today, reason, person.id)
    read_rules(made.text, "the proposed text")
    change = Change(kind=KIND, subject=subject_of(KIND, key), document=to_wire(made))
    perform(centre, person, "rules.propose", change, key=key)
    return change.subject


def statement(centre: Centre, proposal: RulesProposal, side: str) -> Statement:
    """What a side signs to agree: the whole text, under its number, for this log."""
    return Statement(
        RULES,
        centre.home.key().name,
        rules_in_force.SUBJECT,
        proposal.version,
        side,
        words=proposal.text,
    )


def sign(centre: Centre, person: Person, proposal: str, note: str, *, key: str) -> bool:
    """Put one side's signature to a proposal; whether the rules hold with it.

    The text of the note has to be that of the proposal to the letter. Cases that are open keep the
    rules under which they were opened.

    Raises:
        Denied, NotLawful, NotThere, StaleVersion.
        InvalidValue: the signature does not hold, or is on another text.
    """
    permit_in_review(person, "rules.sign", Resource(KIND, side=person.side))
    stands, side = get(person, proposal), side_of(person)
    version, _ = rules_in_force.in_force(centre)
    said = signed_by(centre, note.encode(), side)
    if said != statement(centre, stands.proposal, side):
        raise InvalidValue("the note is signed on another text", remedy="sign the text shown here")
    made = signed(stands.proposal, side, note, version)
    all_signed = complete(made)
    if all_signed:
        made = replace(made, state=ProposalState.IN_FORCE)
        # The rules first: with them on record, the last signature is found on them in any case.
        _bring_into_force(centre, person, (proposal, made), key=f"{key}:rules")
    change = Change(
        kind=KIND, subject=proposal, document=to_wire(made), follows=stands.version.version
    )
    perform(centre, person, "rules.sign", change, key=key)
    return all_signed


def get(person: Person, proposal: str) -> Proposed:
    """A proposal as it stands.

    Raises:
        NotThere: there is none.
    """
    found = seen(person, proposal)
    if getattr(found, "kind", "") != KIND or found.body is None:
        raise NotThere("no such proposal", remedy="see the rules of the centre")
    return _proposed(found)


def proposals(version_in_force: int) -> list[Proposed]:
    """Every proposal, the last one first; open ones that other rules overtook are told so."""
    listed = [_proposed(one) for one in newest(KIND) if one.body is not None]
    return [_overtaken(one, version_in_force) for one in listed]


def _overtaken(one: Proposed, version_in_force: int) -> Proposed:
    told = one.proposal
    if told.state is not ProposalState.OPEN or told.version > version_in_force:
        return one
    # Its rules can hold before the proposal itself says so: they are recorded first.
    holds = rules_in_force.text_at(told.version) == told.text
    state = ProposalState.IN_FORCE if holds else ProposalState.OVERTAKEN
    return replace(one, proposal=replace(told, state=state))


def _bring_into_force(
    centre: Centre, person: Person, change: tuple[str, RulesProposal], *, key: str
) -> None:
    name, made = change
    document = {
        "text": made.text,
        "signatures": dict(made.signatures),
        "proposal": name,
        "reason": made.reason,
    }
    new = Change(
        kind=rules_in_force.KIND,
        subject=rules_in_force.SUBJECT,
        document=document,
        follows=made.version - 1,
    )
    perform(centre, person, "rules.sign", new, key=key)


def _proposed(version: Version) -> Proposed:
    return Proposed(version, from_wire(RulesProposal, content(version)))
