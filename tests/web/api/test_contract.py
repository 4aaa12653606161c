"""Whatever is sent, the answers are those that the description promises (schemathesis)."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.test import override_settings
from schemathesis import Case, HookContext
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from api_world import V1, World
from position_world import CASE, FACILITATOR, HEADS
from review_world import asked
from session_world import agree, opened, signs
from trucewatch.domain.access import Role, Side
from trucewatch.service.review import sessions
from trucewatch.storage.models import Document
from web_world import Site, serving

EXAMPLES = int(os.environ.get("TRUCEWATCH_API_EXAMPLES") or 25)
"""Of each operation in each phase; `make torture` asks for 500."""
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "ignored_auth",
)
UNSAID = {"expected-statuses": ["2xx", 400, 401, 403, 404, 409, 422]}
"""What no schema can say: that a thing is there, that one time is before another."""


@schemathesis.hook
def filter_case(_: HookContext, case: Case[Any]) -> bool:
    """Leave out forms with a field of no parts: what arrives is a form without that field."""
    parts = case.body.values() if isinstance(case.body, dict) else ()
    return case.media_type != "multipart/form-data" or all(one not in ([], {}) for one in parts)


def sent_to(site: Site, secret: str, known: dict[str, str], only: str = "") -> Iterator[Any]:
    """Events of a run over operations in all phases.

    Args:
        secret: token of the person whose program it is.
        known: ids that are there, by the beginning of the path that they go into.
        only: regular expression for the paths of the operations; all where it is empty.
    """
    told: dict[str, Any] = {
        "seed": 1,
        "request-timeout": 60,  # on a busy machine the first answer takes longer than usual
        "headers": {"Authorization": f"Bearer {secret}"},
        "generation": {"max-examples": EXAMPLES, "mode": "all", "database": "none"},
        "checks": {name: {"enabled": True} for name in CHECKS},
        "operations": [
            {"include-path-regex": f"/{kind}/", "parameters": {"path.subject": name}}
            for kind, name in known.items()
        ],
    }
    told["checks"]["positive_data_acceptance"] = {"enabled": True, **UNSAID}
    config = SchemathesisConfig.from_dict(told)
    schema = schemathesis.openapi.from_url(f"{site.address}{V1}/openapi.json", config=config)
    yield from from_schema(schema.include(path_regex=only) if only else schema).execute()


def faults_in(found: Iterator[Any]) -> tuple[int, dict[str, str]]:
    """How many requests were made, and what was wrong with which answer."""
    faults: dict[str, str] = {}
    cases: Counter[str] = Counter()
    for event in found:
        if isinstance(event, events.ScenarioFinished):
            cases[str(event.phase)] += len(event.recorder.cases)
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info:
                        failure = check.failure_info.failure
                        name = f"{event.recorder.label} {check.name} {failure.title}"
                        told = f"{failure.message}\n{check.failure_info.code_sample}"
                        faults.setdefault(name, told)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            faults[str(event.id)] = str(getattr(event, "info", event))
    return cases.total(), faults


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_every_answer_is_as_the_description_says(world: World) -> None:
    """No failure, no status or body beside it, nothing taken that it refuses, and of nobody."""
    secret = world.secret(world.account(Role.DUTY_OFFICER))
    known = {"incidents": world.incident(), "statements": world.statements()[0], **reviewed(world)}
    with override_settings(LIMITS=False), serving() as site:
        number, faults = faults_in(sent_to(site, secret, known))
    assert number > 20 * EXAMPLES
    assert not faults, "\n\n".join(f"{name}: {told}"[:1500] for name, told in faults.items())


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_a_head_is_answered_as_the_description_says(world: World) -> None:
    """Whoever files positions and replies to requests reaches what others are turned away from."""
    secret = world.secret(world.account(Role.DELEGATION_HEAD, Side.A))
    only = "positions|reply|file$"
    with override_settings(LIMITS=False), serving() as site:
        number, faults = faults_in(sent_to(site, secret, reviewed(world), only))
    assert number > 3 * EXAMPLES
    assert not faults, "\n\n".join(f"{name}: {told}"[:1500] for name, told in faults.items())


def reviewed(world: World) -> dict[str, str]:
    """Ids of a determined case, of a request on it to side A, and of its closed session."""
    found = Document.objects.filter(kind="request").values_list("subject", flat=True).first()
    if found is None:
        session = opened(world.centre)
        found = asked(world.centre, CASE, to=Side.A)
        agree(world.centre, session)
        for side in (Side.A, Side.B):
            signs(world.centre, HEADS[side])
        sessions.close(world.centre, FACILITATOR, session, language="en")
    session = Document.objects.filter(kind="session").values_list("subject", flat=True)[0]
    return {"cases": CASE, "requests": found, "sessions": session}
