"""Whether a clause speaks of an act, who owes it, and whom it protects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.parties import Standing
from trucewatch.assess.readings import TermsReading
from trucewatch.domain.clause import ANY_PARTY, DUTIES, Clause, Modality
from trucewatch.domain.finding import Certainty
from trucewatch.domain.incident import Claim, ClaimKind, Incident

OWES, SPEAKS, EXCUSED, READ_SO = "owes", "speaks_of_act", "excused", "read_so"


def read_so(clause: Clause, reading: TermsReading) -> Answer:
    """Whether a keeper reads the text so; for clauses that are not common ground."""
    said = {"says_all": clause.asserted_by, "denies_all": clause.contested_by}
    facts = {key: " ".join(who) for key, who in said.items() if who}
    code = "_".join(key.removesuffix("_all") for key in facts)
    counts = reading.counts(clause.asserted_by, clause.contested_by)
    facts["clause"] = clause.number
    return Answer(READ_SO, SURELY if counts else NOT, f"read_so.{code}", facts)


def is_duty(clause: Clause) -> Answer:
    """Whether the clause can be failed at all; a permission cannot."""
    if clause.modality in DUTIES:
        return Answer("is_duty", SURELY, "is_duty.yes", {"clause": clause.number})
    facts = {"clause": clause.number, "modality": clause.modality.value}
    return Answer("is_duty", NOT, "is_duty.permission", facts)


def speaks_of(clause: Clause, incident: Incident) -> Answer:
    """Whether the act, with its weapon and what it struck, is one that the clause speaks of."""
    facts = {"clause": clause.number, "act": incident.act}
    if incident.act not in clause.acts and incident.act_family not in clause.acts:
        return Answer(SPEAKS, NOT, "speaks_of_act.no", facts)
    used = {one.weapon for one in incident.weapons}
    found = [
        (_limited(clause.weapons, used), "weapon"),
        (_limited(clause.objects, set(incident.objects)), "object"),
    ]
    for wanted, code in ((NOT, "other_{}"), (POSSIBLY, "{}_unknown")):
        for certainty, what in found:
            if certainty is wanted:
                return Answer(SPEAKS, wanted, f"speaks_of_act.{code.format(what)}", facts)
    return Answer(SPEAKS, SURELY, "speaks_of_act.yes", facts)


def _limited(to: Sequence[str], told: set[str]) -> Certainty:
    """Whether what is told is among what a clause is limited to; () limits nothing."""
    if not to or told & set(to):
        return SURELY
    return NOT if told else POSSIBLY


def excused(clauses: Iterable[Clause], incident: Incident, doer: Standing | None) -> Answer | None:
    """Whether a claimed excuse is one that the terms know; None where none is claimed.

    A claim alone settles nothing, so the answer is `possibly` at most.

    Args:
        clauses: those of the terms as the reading has them.
    """
    if not incident.claims:
        return None
    listed = tuple(clauses)
    for claim in incident.claims:
        for clause in listed:
            if _allows(clause, claim, incident) and _may_bear(clause, doer):
                facts = {"clause": clause.number, "claim": claim.kind.value, "actor": claim.by}
                return Answer(EXCUSED, POSSIBLY, "excused.claimed", facts)
    facts = {"claim": incident.claims[0].kind.value, "actor": incident.claims[0].by}
    return Answer(EXCUSED, SURELY, "excused.unknown_to_terms", facts)


def _allows(clause: Clause, claim: Claim, incident: Incident) -> bool:
    if clause.modality is Modality.EXCUSE and claim.kind is ClaimKind.SELF_DEFENCE:
        return bool({incident.act, incident.act_family} & set(clause.acts))
    return clause.modality is Modality.EXEMPT and claim.kind.value in clause.acts


def _may_bear(clause: Clause, doer: Standing | None) -> bool:
    if doer is None:
        return True
    return _on_a_side(OWES, clause.bearers, doer, clause.number).certainty is not NOT


def owes(clause: Clause, doer: Standing | None) -> Answer:
    """Whether the doer owes the clause; None is a doer that nobody named."""
    if doer is None:
        return Answer(OWES, POSSIBLY, "owes.nobody_named", {"clause": clause.number})
    return _on_a_side(OWES, clause.bearers, doer, clause.number)


def protects(clause: Clause, sufferers: Sequence[Standing]) -> Answer:
    """Whether the clause protects those who suffered it; one of several is enough."""
    facts = {"clause": clause.number}
    if not clause.beneficiaries:
        return Answer("protects", SURELY, "protects.everybody", facts)
    if not sufferers:
        return Answer("protects", POSSIBLY, "protects.nobody_named", facts)
    answers = [
        _on_a_side("protects", clause.beneficiaries, one, clause.number) for one in sufferers
    ]
    for wanted in (SURELY, POSSIBLY):
        for answer in answers:
            if answer.certainty is wanted:
                return answer
    return answers[0]


def _on_a_side(question: str, sides: Sequence[str], who: Standing, number: str) -> Answer:
    facts = {"clause": number, "actor": who.called}
    named = any(one in sides for one in who.acting_for)
    party = who.answer.certainty
    if named:
        return Answer(question, SURELY, f"{question}.by_name", facts)
    if not who.sides:
        # Whoever may be a party without a known side may be on any.
        certainty: Certainty = POSSIBLY if party is POSSIBLY else NOT
        code = "side_unknown" if certainty is POSSIBLY else "other_side"
        if party is NOT and question == OWES and ANY_PARTY in sides:
            # Every party owes it, so this actor would, were it one.
            certainty, code = POSSIBLY, "any_party"
        return Answer(question, certainty, f"{question}.{code}", facts)
    if ANY_PARTY in sides or set(who.sides) & set(sides):
        certainty = SURELY if party is SURELY else POSSIBLY
        facts["side"] = next((one for one in who.sides if one in sides), who.sides[0])
        return Answer(question, certainty, f"{question}.as_side", facts)
    return Answer(question, NOT, f"{question}.other_side", facts)
