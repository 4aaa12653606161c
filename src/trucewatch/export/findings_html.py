"""Incidents and the findings on them as a section of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.domain.finding import DesignationConflict, Finding
from trucewatch.domain.incident import Incident
from trucewatch.export import wording
from trucewatch.export.markup import Html, el, join


def incident_section(
    incidents: Sequence[Incident],
    findings: Sequence[Finding],
    contradictions: Sequence[DesignationConflict],
    anchors: Mapping[str, str],
) -> Html:
    """Every incident with its findings; `anchors` gives the element of each statement."""
    listed = [_contradiction(one, anchors) for one in contradictions]
    by_incident: dict[str, list[Finding]] = {}
    for finding in findings:
        by_incident.setdefault(finding.incident, []).append(finding)
    return el(
        "section",
        el("h1", "What the terms say"),
        el("ul", *listed, class_="contradictions") if listed else Html(""),
        *(_incident(one, by_incident.get(one.id, []), anchors) for one in incidents),
        class_="findings",
        id="findings",
    )


def _contradiction(one: DesignationConflict, anchors: Mapping[str, str]) -> Html:
    if one.statement not in anchors:
        return el("li", one.sentence)
    return el("li", one.sentence, " ", el("a", "in the text", href=f"#{anchors[one.statement]}"))


def _incident(one: Incident, findings: list[Finding], anchors: Mapping[str, str]) -> Html:
    doer = wording.names(one.initiators) or "nobody named"
    facts = [
        ("accused", doer),
        ("accuser", wording.chain(one.accusers)),
        ("where", wording.names(one.places) or "place not told"),
        ("when", wording.when(one.time)),
    ]
    rows = (el("div", el("dt", key), el("dd", value, dir="auto")) for key, value in facts)
    links = [
        el("a", "in the text", href=f"#{anchors[said]}")
        for said in one.statements
        if said in anchors
    ]
    by_agreement: dict[str, list[Finding]] = {}
    for finding in findings:
        by_agreement.setdefault(finding.agreement or "no agreement", []).append(finding)
    return el(
        "section",
        el("h2", wording.act_label(one.act), " ", join(links, ", "), dir="auto"),
        el("blockquote", one.words, dir="auto") if one.words else Html(""),
        el("dl", *rows, class_="facts"),
        *(_agreement(name, views) for name, views in by_agreement.items()),
        class_="incident",
        id=f"i-{one.id}",
    )


def _agreement(name: str, findings: list[Finding]) -> Html:
    return el(
        "section",
        el("h3", name),
        el("div", *(_finding(finding) for finding in findings), class_="views"),
        class_="agreement",
    )


def _finding(finding: Finding) -> Html:
    clause = f", clause {finding.clause}" if finding.clause else ""
    why = wording.deciding(finding)
    steps = (
        el(
            "li",
            el("span", wording.plain(step.question), class_="question"),
            " ",
            el("b", wording.plain(step.answer)),
            el("p", step.because),
        )
        for step in finding.steps
    )
    changes = [
        el("li", change.sentence, " → ", el("b", wording.plain(change.then)))
        for change in finding.would_change
    ]
    return el(
        "div",
        el("h4", "as read by ", finding.reading),
        el("p", wording.plain(finding.result), class_=f"result {finding.result}"),
        el("p", wording.plain(finding.reason), clause, class_="reason"),
        el("p", why) if why else Html(""),
        el("details", el("summary", f"{len(finding.steps)} steps"), el("ol", *steps)),
        _changes(changes),
        class_="finding",
    )


def _changes(changes: list[Html]) -> Html:
    if not changes:
        return Html("")
    return el("details", el("summary", "What would change it"), el("ul", *changes))
