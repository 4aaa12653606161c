"""Write docs/reference/roles.md from the packaged policy; a test compares the two."""

from __future__ import annotations

from pathlib import Path

from trucewatch.data.access_files import Policy, Rule, packaged_policy
from trucewatch.domain.access import Role

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/roles.md"
SHORT = {
    Role.DUTY_OFFICER: "duty",
    Role.ANALYST: "analyst",
    Role.DELEGATION_OFFICER: "del. officer",
    Role.DELEGATION_HEAD: "del. head",
    Role.FACILITATOR: "facilitator",
    Role.SOURCE_PROTECTION: "sources",
    Role.OPERATOR: "operator",
    Role.MACHINE: "machine",
    Role.SCRIPT: "script",
    Role.PUBLIC: "public",
}
HEAD = """\
# Roles

Who may do what, and whose things each role sees. Made by `python tools/make_roles_table.py` from
[`policy.yaml`](../../src/trucewatch/data/access/policy.yaml), which is what the centre asks; a test
compares the two, so that a change of the policy is seen as a change of this page. What stands in no
row is refused. A rule names roles and never a side: both delegations may do the same.

## What each role sees

`own` is what belongs to the person's own delegation alone. On PostgreSQL the database itself shows
a page no more than this; on SQLite, which can hold nothing back, the policy is the only wall.

"""
ACTIONS = """
## What each role may do

**yes**; **own** where the thing has to be one's own; **side** where it has to belong to one's own
delegation; **again** where one proves oneself once more, with a passkey or a code, at most ten
minutes before. The last column says whose things: of another audience the same action is refused.

"""

APART = """
## What is left to a delegation that does not take part

People of a delegation that left, is suspended or excluded may do these of what their role allows,
and nothing else; pages offer them nothing else.

"""


def page(policy: Policy) -> str:
    """The whole page."""
    left = ", ".join(f"`{one}`" for one in sorted(policy.apart))
    return HEAD + _seen(policy) + ACTIONS + _done(policy) + APART + left + "\n"


def _seen(policy: Policy) -> str:
    rows = ["| role | sees |", "|---|---|"]
    for role in Role:
        seen = policy.sees.get(role, frozenset())
        rows.append(f"| {role.value.replace('_', ' ')} | {', '.join(sorted(seen))} |")
    return "\n".join(rows) + "\n"


def _done(policy: Policy) -> str:
    rows = [
        f"| action | {' | '.join(SHORT.values())} | whose |",
        "|---" * (len(SHORT) + 2) + "|",
    ]
    for action in sorted(policy.actions):
        rules = [rule for rule in policy.rules if action in rule.actions]
        cells = [_cell(role, rules) for role in SHORT]
        rows.append(f"| `{action}` | {' | '.join(cells)} | {_whose(rules)} |")
    return "\n".join(rows) + "\n"


def _cell(role: Role, rules: list[Rule]) -> str:
    """How the role may take the action: of several rules the one that asks least."""
    found = sorted(
        (len(words), words) for rule in rules if role in rule.roles for words in [_how(rule)]
    )
    return (" ".join(found[0][1]) or "yes") if found else ""


def _how(rule: Rule) -> list[str]:
    owner = {"": [], "self": ["own"], "side": ["side"]}[rule.owner]
    return owner + (["again"] if rule.step_up else [])


def _whose(rules: list[Rule]) -> str:
    """Audiences, rule by rule where they differ."""
    told = [", ".join(sorted(one.value for one in rule.audiences)) or "any" for rule in rules]
    return "; ".join(dict.fromkeys(told))


if __name__ == "__main__":
    PAGE.write_text(page(packaged_policy()), "utf-8")
