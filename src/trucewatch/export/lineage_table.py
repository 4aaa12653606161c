"""A lineage in words: the picture for those who cannot see it, with every folded copy in it."""

from __future__ import annotations

from trucewatch.domain.lineage import Edge
from trucewatch.export import lineage_words as words
from trucewatch.export.fusion_sentences import came_back, evidence
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.markup import Html, el, join, safe

_HEADS = ("account", "source", "day", "origin", "taken_from")


def lineage_table(scene: Scene) -> Html:
    """A row an account: who published it when, where it comes from, and how that shows."""
    line, say = scene.one.lineage, scene.say
    heads = [say.label(code) for code in _HEADS]
    edges = {edge.taken: edge for edge in line.edges}
    origins = dict(line.origins)
    names = {one.id: words.origin_name(one, say) for one in line.roots}
    back = {one.statement: came_back(one, scene.called, say) for one in line.came_back}
    marks = {one.number: words.marks(box, say) for box in scene.graph.parts for one in box.told}
    rows = []
    for name, one in scene.told.items():
        origin = origins.get(name)
        root = say.label("untold") if origin is None else names.get(origin, say.actor(origin))
        root = back.get(name, root)
        outlet = say.row([say.outlet(one.document), *marks.get(one.number, [])])
        cells = [safe(outlet), safe(words.days([one], say)), safe(root)]
        taken = _taken(edges.get(name), scene)
        rows.append(row(heads, [scene.link(one.number), *cells, taken or safe("–")]))
    return table(heads, rows, kind="lineage-rows")


def _taken(edge: Edge | None, scene: Scene) -> Html | None:
    """From which account, with every sign of it."""
    if edge is None or edge.origin not in scene.told:
        return None
    other = scene.told[edge.origin]
    signs = (el("li", told) for told in evidence(edge, scene.say))
    source = f" {scene.say.outlet(other.document)}"
    return join([scene.link(other.number), source, el("ul", *signs, class_="figures")])
