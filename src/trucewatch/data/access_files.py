"""The packaged table of who may do what at a centre."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.access import Audience, Role

OWN = "own"
"""In `sees`: the audience of the person's own side."""
OWNERS = ("", "self", "side")


@dataclass(frozen=True)
class Rule:
    """Roles and actions that go together, and what the thing has to be like.

    Args:
        audiences, states: empty for any.
        owner: `self` or `side` where the thing has to belong to the person or their side.
    """

    id: str
    roles: frozenset[Role]
    actions: frozenset[str]
    audiences: frozenset[Audience]
    states: frozenset[str]
    owner: str
    step_up: bool


@dataclass(frozen=True)
class Policy:
    """The table: what each role sees, and the rules in order.

    Args:
        apart: what is left to people whose delegation does not take part.
    """

    sees: dict[Role, frozenset[str]]
    rules: tuple[Rule, ...]
    apart: frozenset[str] = frozenset()

    @property
    def actions(self) -> frozenset[str]:
        """Every action that some rule names."""
        return frozenset(action for rule in self.rules for action in rule.actions)


@cache
def packaged_policy() -> Policy:
    """The policy of this release."""
    at = files("trucewatch.data") / "access" / "policy.yaml"
    return read_policy(at.read_bytes(), "access/policy.yaml")


def read_policy(raw: bytes, name: str) -> Policy:
    """The policy in the bytes of a YAML file; `name` is how errors call the file.

    Raises:
        UnreadableInput: the first fault, with file, line and remedy.
    """
    part = parse(raw, name).fields("sees rules", "apart")
    seen = {Role(key): at for key, at in part["sees"].entries()}
    sees = {role: frozenset(one.text() for one in at.items()) for role, at in seen.items()}
    rules = tuple(_rule(at) for at in part["rules"].items())
    return Policy(sees, rules, frozenset(one.text() for one in part["apart"].items()))


def _rule(at: Marked) -> Rule:
    part = at.fields("id roles actions", "audiences states owner step_up")
    owner = part["owner"].text_or("")
    if owner not in OWNERS:
        at.refuse(f"{owner!r} is nobody a thing belongs to", "write self or side, or leave it out")
    return Rule(
        id=part["id"].text(),
        roles=frozenset(one.choice(Role) for one in part["roles"].items()),
        actions=frozenset(one.text() for one in part["actions"].items()),
        audiences=frozenset(one.choice(Audience) for one in part["audiences"].items()),
        states=frozenset(one.text() for one in part["states"].items()),
        owner=owner,
        step_up=part["step_up"].truth(otherwise=False),
    )
