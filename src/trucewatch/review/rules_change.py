"""How the rules change: by one text that both delegations and the facilitator signed."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.domain.rules_proposal import SIGNERS, ProposalState, RulesProposal
from trucewatch.review.refusals import NotLawful


def proposed(text: str, in_force: tuple[int, str], reason: str, by: str) -> RulesProposal:
    """The proposal; whoever reads the text has found that it holds rules.

    Args:
        in_force: version and text of today's rules.

    Raises:
        NotLawful: `no_reason`; `same_rules`.
    """
    version, today = in_force
    if not reason.strip():
        raise NotLawful("no_reason")
    if one_spelling(text) == one_spelling(today):
        raise NotLawful("same_rules")
    return RulesProposal(text=one_spelling(text), version=version + 1, reason=reason.strip(), by=by)


def one_spelling(text: str) -> str:
    r"""The text that is signed: lines as they are, without what no reader sees.

    >>> one_spelling("a: 1 \r\nb: 2\n\n")
    'a: 1\nb: 2'
    """
    lines = [one.rstrip() for one in text.replace("\r\n", "\n").replace("\t", "  ").split("\n")]
    return "\n".join(lines).strip("\n")


def signed(proposal: RulesProposal, side: str, note: str, version_in_force: int) -> RulesProposal:
    """The proposal with one more signature; whoever calls has found that it holds.

    Raises:
        NotLawful: `proposal_not_open`; `signed_already`; `proposal_overtaken`, where other rules
            came into force since it was made.
    """
    if proposal.state is not ProposalState.OPEN:
        raise NotLawful("proposal_not_open")
    if proposal.version != version_in_force + 1:
        raise NotLawful("proposal_overtaken")
    if side in proposal.signatures:
        raise NotLawful("signed_already")
    signatures = {**proposal.signatures, side: note}
    return replace(
        proposal, signatures={one: signatures[one] for one in SIGNERS if one in signatures}
    )


def complete(proposal: RulesProposal) -> bool:
    """Whether all have signed."""
    return set(proposal.signatures) == set(SIGNERS)
