"""Repairs of marks that a text editor would have turned into print: emphasis, links, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.text.address import addresses
from trucewatch.text.align import Edit, apart
from trucewatch.text.draft import Draft

_RULES = re.compile(r"^[ \t]*(?:([-*_=~])(?:[ \t]*\1){2,})[ \t]*$", re.MULTILINE)
_HEADS = re.compile(r"^(?P<head>[ \t]*#{1,6}[ \t]+)\S.*?(?P<tail>[ \t]+#+)?[ \t]*$", re.MULTILINE)
_BULLETS = re.compile(r"^(?:[ \t]*[•◦‣·●○∙▪➢➤►>])+[ \t]*|^[ \t]*\.[ \t]+(?=\w)", re.MULTILINE)
_LINKS = re.compile(
    r"(?P<image>!?)\[(?P<words>[^\[\]\n]*)\]"
    r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:[ ]+\"[^\"\n]*\")?\)"
)
_TAG = re.compile(r"(?<=\w)(?=[#@]\w)")
_STARS = re.compile(r"\*{1,3}(?!\*)")
_LOW_LINES = re.compile(
    r"(?<![\w/@#.])(?P<a>_{1,3})(?=\S)(?P<words>[^_\n]+?)(?<=\S)(?P<b>(?P=a))(?!\w)"
)
_PARAGRAPH = re.compile(r"(?:.+\n?)+")


def rules_and_heads(draft: Draft) -> Iterator[Edit]:
    """Lines of dashes, number signs before headlines and bullets are layout, not words."""
    found = [Edit(*m.span(), "", "rule_line") for m in _RULES.finditer(draft.text)]
    for match in _HEADS.finditer(draft.text) if "#" in draft.text else ():
        found.append(Edit(*match.span("head"), "", "heading_mark"))
        if match["tail"]:
            found.append(Edit(*match.span("tail"), "", "heading_mark"))
    found += [
        Edit(*match.span(), apart(draft.text, match.start()), "list_mark")
        for match in _BULLETS.finditer(draft.text)
    ]
    yield from sorted(found)


def links(draft: Draft) -> Iterator[Edit]:
    """Of a link its words stay; handles and tags become words of their own.

    >>> draft = Draft("[@MuradoRT#Syria](#) [of the crisis]", "utf-8")
    >>> draft.apply(links(draft))
    >>> draft.text
    '@MuradoRT #Syria [of the crisis]'
    """
    if "](" not in draft.text:
        return
    for match in _LINKS.finditer(draft.text):
        if match["image"]:
            yield Edit(*match.span(), "", "markdown_link")
            continue
        yield Edit(match.start(), match.start("words"), "", "markdown_link")
        for gap in _TAG.finditer(draft.text, *match.span("words")):
            if gap.start() > match.start("words"):
                yield Edit(gap.start(), gap.start(), " ", "markdown_link")
        yield Edit(match.end("words"), match.end(), "", "markdown_link")


def emphasis(draft: Draft) -> Iterator[Edit]:
    """Stars and low lines around words are taken away; so is one whose partner is lost.

    A star behind a name, or one that begins a line where such stars are, is a footnote mark.

    >>> draft = Draft('*"We stay,"* he _said_. Ahrar* fired 2 * 3 shells.', "utf-8")
    >>> draft.apply(emphasis(draft))
    >>> draft.text
    '"We stay," he said. Ahrar fired 2 * 3 shells.'
    """
    text = draft.text
    found: list[Edit] = []
    if "*" in text:
        lone: list[re.Match[str]] = []
        for paragraph in _PARAGRAPH.finditer(text):
            found += _paired(text, paragraph.span(), lone)
        notes = any(_behind_word(text, star) for star in lone)
        found += [edit for star in lone if (edit := _lone(text, star, notes=notes))]
    for match in _LOW_LINES.finditer(text) if "_" in text else ():
        found += [Edit(*match.span(part), "", "markdown_emphasis") for part in ("a", "b")]
    kept = addresses(text)
    yield from sorted(e for e in found if not any(a <= e.start < b for a, b in kept))


def _paired(text: str, span: tuple[int, int], lone: list[re.Match[str]]) -> list[Edit]:
    """Deletions of marks that have their partner; the others go to `lone`."""
    found: list[Edit] = []
    opened: list[re.Match[str]] = []
    for star in _STARS.finditer(text, *span):
        before = text[star.start() - 1 : star.start()] or " "
        after = text[star.end() : star.end() + 1] or " "
        partner = next((o for o in reversed(opened) if len(o.group()) == len(star.group())), None)
        if partner and not before.isspace() and not after.isalnum():
            opened.remove(partner)
            found += [Edit(*one.span(), "", "markdown_emphasis") for one in (partner, star)]
        elif not after.isspace() and not before.isalnum():
            opened.append(star)
        else:
            lone.append(star)
    lone += opened
    return found


def _behind_word(text: str, star: re.Match[str]) -> bool:
    before, after = text[star.start() - 1 : star.start()], text[star.end() : star.end() + 1]
    return (before.isalpha() or before in (")", "”", '"')) and not after.isalnum()


def _lone(text: str, star: re.Match[str], *, notes: bool) -> Edit | None:
    if _behind_word(text, star):
        return Edit(*star.span(), "", "footnote_mark")
    before, after = text[star.start() - 1 : star.start()], text[star.end() : star.end() + 1]
    if before in ("", "\n"):
        end = star.end() + (after == " ")
        why = "footnote_mark" if notes else "list_mark" if after == " " else "markdown_emphasis"
        return Edit(star.start(), end, apart(text, star.start()), why)
    inside = before.isalnum() and after.isalnum()
    return None if inside or after.isspace() else Edit(*star.span(), "", "markdown_emphasis")
