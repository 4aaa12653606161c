"""Incidents as one self-contained page: accounts side by side, what agrees, what differs, lineage.

Nothing of it needs a script; every link leads to another place of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trucewatch.domain.fusion import Fused, Fusion
from trucewatch.domain.reading import Reading
from trucewatch.export import fusion_sentences
from trucewatch.export.html_page import Looks, asset, whole
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_accounts import accounts
from trucewatch.export.incident_compared import compared
from trucewatch.export.incident_credibility import weighed
from trucewatch.export.incident_decisions import decisions
from trucewatch.export.incident_harmed import harmed
from trucewatch.export.incident_links import links, near_misses
from trucewatch.export.incident_scene import Scene, scene
from trucewatch.export.incident_told import Said, said_in
from trucewatch.export.incident_wording import Wording
from trucewatch.export.lineage_legend import CODES, icon, shown_in
from trucewatch.export.lineage_picture import LOOKS
from trucewatch.export.lineage_svg import picture
from trucewatch.export.lineage_table import lineage_table
from trucewatch.export.lineage_words import circles, heading
from trucewatch.export.markup import Html, el, join, safe

_INDEX = ("incident", "place", "time", "statements", "reports", "origins", "denials")


def incident_page(made: Fusion, readings: Iterable[Reading], say: Wording) -> bytes:
    """The page of all incidents of a fusion, those on most independent origins first.

    Args:
        readings: what the incidents were made from; accounts of others are left out.
    """
    said = said_in(readings)
    scenes = [scene(one, said, say) for one in sorted(made.incidents, key=_rank)]
    where = {name: one for one in scenes for name in one.told}
    body = [_head(scenes, said, say), *map(_incident, scenes)]
    if made.near_misses:
        note = el("p", say.label("near_misses_note"), class_="quiet")
        missed = near_misses(made.near_misses, where, say)
        body.append(_section("near_misses", note, missed, say=say, name="near-misses"))
    if made.decisions:
        body.append(_section("decisions", decisions(made, where, say), say=say, name="decisions"))
    looks = Looks(asset("page.css") + asset("incident.css") + LOOKS)
    title = say.label("title")
    return whole(title, join(body, "\n"), footer=say.label("footer"), looks=looks, lang=say.lang)


def incident_article(made: Fused, readings: Iterable[Reading], say: Wording) -> Html:
    """One incident as a part of another page, which brings `incident_looks` along."""
    return _incident(scene(made, said_in(readings), say))


def incident_looks() -> str:
    """The styles of an incident."""
    return asset("incident.css") + LOOKS


def _rank(one: Fused) -> tuple[int, bool, str, str]:
    """Those on most origins first, then by time, those without one last."""
    time = one.incident.time
    start = time.start if time else None
    return -one.lineage.independent, start is None, str(start), one.incident.id


def _section(code: str, *content: Html, say: Wording, name: str | None = None) -> Html:
    return el("section", el("h2", say.label(code)), *content, class_="block-of", id=name)


def _head(scenes: Sequence[Scene], said: Said, say: Wording) -> Html:
    """How much there is, and every incident in a row."""
    reports = {(document.name, document.sha256) for _, document in said.values()}
    several = sum(one.one.lineage.independent > 1 for one in scenes)
    facts = [("title", len(scenes)), ("reports_read", len(reports)), ("several_origins", several)]
    counted = (el("div", el("dt", say.label(key)), el("dd", str(n))) for key, n in facts)
    heading = [el("h1", say.label("title")), el("dl", *counted, class_="facts")]
    if not scenes:
        return el("header", *heading, el("p", say.label("nothing")))
    heads = [say.label(code) for code in _INDEX]
    rows = (row(heads, _indexed(one)) for one in scenes)
    index = el("nav", table(heads, rows, kind="index"), aria_label=say.label("index"))
    return el("header", *heading, index, _how_to_read(scenes, say))


def _indexed(scene: Scene) -> list[Html]:
    one, say = scene.one, scene.say
    incident = one.incident
    unknown = el("i", say.label("not_told"), class_="quiet")
    place, time = say.places(incident.places), say.when(incident.time)
    reports = {each.document.name for each in scene.told.values()}
    numbers = (len(incident.statements), len(reports), one.lineage.independent, len(one.denials))
    return [
        el("a", say.act(incident.act), href=f"#{scene.name}"),
        el("span", place, dir="auto") if place else unknown,
        safe(time) if time else unknown,
        *(safe(str(number)) for number in numbers),
    ]


def _how_to_read(scenes: Sequence[Scene], say: Wording) -> Html:
    """The legend of all pictures of the page, where it has any."""
    codes = {code for one in scenes if _has_picture(one) for code in shown_in(one.graph)}
    if not codes:
        return Html("")
    items = (
        el("li", icon(code, say.lang), el("span", say.label(code)))
        for code in CODES
        if code in codes
    )
    return el("details", el("summary", say.label("how_to_read")), el("ul", *items), class_="legend")


def _has_picture(scene: Scene) -> bool:
    """Whether there is more to see than one report that names its origin or none."""
    return sum(bool(part.told) for part in scene.graph.parts) > 1


def _incident(scene: Scene) -> Html:
    one, say = scene.one, scene.say
    incident = one.incident
    sections = [_section("accounts", accounts(scene), say=say)]
    if len(scene.told) > 1:
        sections.append(_section("comparison", compared(one.comparison, scene), say=say))
    if one.casualties.tolls:
        sections.append(_section("casualties", harmed(one.casualties, scene), say=say))
    sections.append(_section("lineage", *_lineage(scene), say=say))
    sections.append(_section("credibility", weighed(one.credibility, scene), say=say))
    if one.links:
        note = el("p", say.label("weights"), class_="quiet")
        sections.append(_section("links", note, links(scene), say=say))
    where = say.row(map(say.place, incident.places))
    title = el("h1", say.row([say.act(incident.act), where], between="dot"), dir="auto")
    return el("article", title, _facts(scene), *sections, class_="incident", id=scene.name)


def _facts(scene: Scene) -> Html:
    one, say = scene.one, scene.say
    incident, line = one.incident, one.lineage
    origins = str(line.independent)
    if line.at_most > line.independent:
        origins = say.label("at_most", n=line.independent, most=line.at_most)
    facts = [
        ("place", say.places(incident.places) or say.label("not_told")),
        ("time", say.when(incident.time) or say.label("not_told")),
        ("initiators", say.names(incident.initiators) or say.label("nobody")),
        ("targets", say.names(incident.targets) or say.label("nobody")),
        ("statements", str(len(incident.statements))),
        ("origins", origins),
        ("denials", str(len(one.denials)) if one.denials else ""),
        ("id", incident.id),
        ("was", say.row(alias.id for alias in one.aliases)),
        ("split_from", one.split_from),
    ]
    rows = (
        el("div", el("dt", say.label(key)), el("dd", value, dir="auto"))
        for key, value in facts
        if value
    )
    return el("dl", *rows, class_="facts")


def _lineage(scene: Scene) -> Iterator[Html]:
    """The picture and the same in words, or, of one report alone, where it has it from."""
    line, say = scene.one.lineage, scene.say
    if _has_picture(scene):
        drawn = picture(scene.graph, say, name=scene.name)
        yield el(
            "div",
            drawn,
            class_="scroll",
            tabindex="0",
            role="group",
            aria_label=say.label("picture"),
        )
    rings = [el("li", told) for told in circles(line, say)]
    falls = [el("li", told) for told in fusion_sentences.hangs_on(line, say)]
    if rings:
        yield el("ul", *rings, class_="notes")
    if falls:
        yield el("p", say.label("depends"))
        yield el("ul", *falls, class_="notes")
    if _has_picture(scene):
        yield lineage_table(scene)
        return
    roots = [heading(part, say) for part in scene.graph.parts if part.parent is None]
    yield el("p", say.label("one_report"))
    origin = el("div", el("dt", say.label("origin")), el("dd", say.row(roots), dir="auto"))
    yield el("dl", origin, class_="facts")
