"""Write the JSON Schemas of the nouns that leave the program, from the nouns themselves.

python tools/make_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path

from trucewatch.domain.actor import Actor
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.ambiguity import Ambiguity
from trucewatch.domain.case import Case
from trucewatch.domain.casualties import Casualties
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.domain.comparison import Comparison
from trucewatch.domain.compliance import Compliance
from trucewatch.domain.conversion import Conversion
from trucewatch.domain.count_check import CountCheck
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.credibility import Credibility, Judgement
from trucewatch.domain.decision import Decision
from trucewatch.domain.determination import Determination, Minutes, Signature
from trucewatch.domain.duty import DutyState
from trucewatch.domain.exercise import Script
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.lineage import Lineage
from trucewatch.domain.measure import Measure
from trucewatch.domain.observation import Observation
from trucewatch.domain.place import Place
from trucewatch.domain.position import Reveal
from trucewatch.domain.reading import Reading
from trucewatch.domain.request import Request
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.domain.session import Session
from trucewatch.domain.terms_diff import TermsDiff
from trucewatch.domain.timeline import Timeline
from trucewatch.domain.what_if import WhatIf
from trucewatch.domain.wire import json_schema
from trucewatch.domain.wording import Wording

FOLDER = Path(__file__).resolve().parent.parent / "src" / "trucewatch" / "data" / "schema"
SCHEMAS: dict[str, type[object]] = {
    "actor.schema.json": Actor,
    "agreement.schema.json": Agreement,
    "ambiguity.schema.json": Ambiguity,
    "case.schema.json": Case,
    "casualties.schema.json": Casualties,
    "centre-rules.schema.json": CentreRules,
    "comparison.schema.json": Comparison,
    "compliance.schema.json": Compliance,
    "conversion.schema.json": Conversion,
    "count-check.schema.json": CountCheck,
    "count-claim.schema.json": CountClaim,
    "credibility.schema.json": Credibility,
    "decision.schema.json": Decision,
    "determination.schema.json": Determination,
    "duty-state.schema.json": DutyState,
    "exercise.schema.json": Script,
    "finding.schema.json": Finding,
    "incident.schema.json": Incident,
    "judgement.schema.json": Judgement,
    "lineage.schema.json": Lineage,
    "measure.schema.json": Measure,
    "minutes.schema.json": Minutes,
    "observation.schema.json": Observation,
    "place.schema.json": Place,
    "reading.schema.json": Reading,
    "request.schema.json": Request,
    "reveal.schema.json": Reveal,
    "rival-counts.schema.json": RivalCounts,
    "session.schema.json": Session,
    "signature.schema.json": Signature,
    "terms-diff.schema.json": TermsDiff,
    "timeline.schema.json": Timeline,
    "what-if-result.schema.json": WhatIf,
    "wording.schema.json": Wording,
}


def written(noun: type[object]) -> str:
    """The schema of a noun as the file holds it."""
    return json.dumps(json_schema(noun), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, noun in SCHEMAS.items():
        (FOLDER / name).write_text(written(noun), encoding="utf-8")
