"""What rules found and people recorded on whether an incident holds; there is no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucewatch.data import fusion_words
from trucewatch.domain.credibility import Confidence, Consideration, Credibility, Judgement
from trucewatch.export.fusion_sentences import sentence
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.markup import Html, el, join, safe


def weighed(made: Credibility, scene: Scene) -> Html:
    """The word of confidence with its rule, what rules found, and what people recorded."""
    say = scene.say
    heads = [say.label(code) for code in ("finding", "rests_on")]
    rows = (row(heads, cells) for cells in _considered(made.considerations, scene))
    parts = [_confidence(made, scene), table(heads, rows, kind="considered")]
    if made.judgements:
        judged = (el("li", _judged(one, scene)) for one in made.judgements)
        parts += [el("h4", say.label("judgements")), el("ul", *judged, class_="notes")]
    return join(parts)


def _confidence(made: Credibility, scene: Scene) -> Html:
    """The word, its band in percent, and the one row of the table that gave it."""
    say = scene.say
    told = f"{say.label('confidence')}: {_label(f'confidence.{made.confidence}', scene)}"
    if made.confidence is Confidence.NOT_JUDGED or made.percent is None:
        return el("p", told, f". {say.label('no_row')}")
    low, high = made.percent
    rows = fusion_words.table("confidence", "rows")
    why = next(each["why"][say.lang] for each in rows if each["id"] == made.row)
    return el("p", f"{told} ({low}–{high} %). {why}")


def _considered(found: Sequence[Consideration], scene: Scene) -> Iterator[list[Html]]:
    """Each thing that rules found once, with all accounts and words that it rests on."""
    alike: dict[str, list[Consideration]] = {}
    for one in found:
        alike.setdefault(sentence(one.rule, one.facts, scene.say), []).append(one)
    for told, each in alike.items():
        statements = {name for one in each for name in one.statements}
        words = dict.fromkeys(word for one in each for word in one.words)
        quoted = (el("q", word, dir="auto") for word in words)
        yield [safe(told), join([scene.links(statements), *quoted], " ")]


def _judged(one: Judgement, scene: Scene) -> Html:
    say = scene.say
    letter = one.reliability or one.information
    kind = "reliability" if one.reliability else "information"
    about = say.actor(one.about)
    if one.about in scene.told:
        about = say.label("number", number=scene.told[one.about].number)
    told = f"{about}: {letter} – {_label(f'{kind}.{letter}', scene)}"
    return safe(f"{told} ({say.row([say.actor(one.by), say.day(one.day)])}: {one.reason})")


def _label(code: str, scene: Scene) -> str:
    return fusion_words.label(code, scene.say.lang)
