"""Whatever is sent, the answers are those that the description promises (schemathesis)."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.test import override_settings
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from api_world import V1, World
from trucewatch.domain.access import Role
from web_world import Site, serving

EXAMPLES = int(os.environ.get("TRUCEWATCH_API_EXAMPLES") or 50)
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


def sent_to(site: Site, world: World) -> Iterator[Any]:
    """Events of a run over all operations in all phases, as a program of a duty officer."""
    secret = world.secret(world.account(Role.DUTY_OFFICER))
    known = {"incident": world.incident(), "statement": world.statements()[0]}
    told: dict[str, Any] = {
        "seed": 1,
        "headers": {"Authorization": f"Bearer {secret}"},
        "generation": {"max-examples": EXAMPLES, "mode": "all", "database": "none"},
        "checks": {name: {"enabled": True} for name in CHECKS},
        "operations": [
            {"include-path-regex": f"/{kind}s/", "parameters": {"path.subject": name}}
            for kind, name in known.items()
        ],
    }
    told["checks"]["positive_data_acceptance"] = {"enabled": True, **UNSAID}
    config = SchemathesisConfig.from_dict(told)
    schema = schemathesis.openapi.from_url(f"{site.address}{V1}/openapi.json", config=config)
    yield from from_schema(schema).execute()


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_every_answer_is_as_the_description_says(world: World) -> None:
    """No failure, no status or body beside it, nothing taken that it refuses, and of nobody."""
    faults: dict[str, str] = {}
    cases: Counter[str] = Counter()
    with override_settings(LIMITS=False), serving() as site:
        for event in sent_to(site, world):
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
    assert cases.total() > 20 * EXAMPLES
    assert not faults, "\n\n".join(f"{name}: {told}"[:1500] for name, told in faults.items())
