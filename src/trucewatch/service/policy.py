"""Who may do what: one pure function over the packaged table, refusing what no rule allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trucewatch.data.access_files import OWN, Policy, Rule, packaged_policy
from trucewatch.domain.access import Audience, Decision, Person, Resource, Role, Side

Test = Callable[[Rule, Person, str, Resource], bool]


def decide(
    person: Person, action: str, resource: Resource, policy: Policy | None = None
) -> Decision:
    """Whether `person` may take `action` with `resource`.

    Args:
        action: `noun.verb`, as in the table.
        policy: None is the packaged one.

    >>> from trucewatch.domain.access import PUBLIC
    >>> officer = Person("p-1", Role.DUTY_OFFICER)
    >>> decide(officer, "call.log", Resource("call"))
    Decision(allow=True, reason='hotline')
    >>> decide(PUBLIC, "call.log", Resource("call"))
    Decision(allow=False, reason='not_signed_in')

    What belongs to one side is not there for the other:

    >>> head = Person("p-2", Role.DELEGATION_HEAD, Side.B)
    >>> decide(head, "record.see", Resource("note", Audience.A, side=Side.A))
    Decision(allow=False, reason='audience')
    """
    rules = (policy or packaged_policy()).rules
    fitting = [rule for rule in rules if action in rule.actions]
    for reason, passes in TESTS:
        fitting = [rule for rule in fitting if passes(rule, person, action, resource)]
        if not fitting:
            nobody = reason == "role" and person.role is Role.PUBLIC
            return Decision(allow=False, reason="not_signed_in" if nobody else reason)
    return Decision(allow=True, reason=fitting[0].id)


def furthest(found: Iterable[Decision]) -> Decision:
    """Of several answers the one that goes furthest: allowed, then but for one more proof."""
    return min(found, key=lambda one: (not one.allow, one.reason != "step_up"))


def audiences(person: Person, policy: Policy | None = None) -> frozenset[Audience]:
    """Whose things the person sees; what row-level security lets through is the same set.

    >>> sorted(audiences(Person("p-1", Role.DELEGATION_OFFICER, Side.B)))
    [<Audience.B: 'b'>, <Audience.PUBLIC: 'public'>, <Audience.SHARED: 'shared'>]
    """
    sees = (policy or packaged_policy()).sees.get(person.role, frozenset())
    named = {Audience(one) for one in sees if one != OWN}
    if OWN in sees and person.side is not Side.NEUTRAL:
        named.add(Audience(person.side.value))
    return frozenset(named)


def _role(rule: Rule, person: Person, action: str, resource: Resource) -> bool:
    del action, resource
    return person.role in rule.roles


def _audience(rule: Rule, person: Person, action: str, resource: Resource) -> bool:
    """The rule takes such a thing, and the person is one of those who may see it.

    Handing in to an audience one cannot read is lawful where a rule says so by naming it.
    """
    del action
    if rule.audiences and resource.audience not in rule.audiences:
        return False
    private = resource.audience in (Audience.A, Audience.B)
    return not private or resource.audience.value == person.side.value


def _state(rule: Rule, person: Person, action: str, resource: Resource) -> bool:
    del person, action
    return not rule.states or resource.state in rule.states


def _owner(rule: Rule, person: Person, action: str, resource: Resource) -> bool:
    del action
    if rule.owner == "self":
        return resource.owner == person.id != ""
    return rule.owner != "side" or resource.side is person.side


def _step_up(rule: Rule, person: Person, action: str, resource: Resource) -> bool:
    del action, resource
    return person.stepped_up or not rule.step_up


TESTS: tuple[tuple[str, Test], ...] = (
    ("role", _role),
    ("audience", _audience),
    ("state", _state),
    ("owner", _owner),
    ("step_up", _step_up),
)
"""In this order: what is asked of a rule, and what a refusal for want of it is called."""
