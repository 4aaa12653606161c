"""Who speaks where in a document: labels, quotations, signatures and who issues it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Mention, Speaker
from trucewatch.text.attribution import Chain, sentence_speakers
from trucewatch.text.issuing import issuer_of
from trucewatch.text.labels import speakers_of_blocks
from trucewatch.text.naming import Named, NameIndex
from trucewatch.text.phrase import Phrases
from trucewatch.text.quoting import inside, quotations
from trucewatch.text.segment import Sentence
from trucewatch.text.tree import Node, Tree

_SIGNED = re.compile(r"\s[-–—]\s+([^-–—]{2,60})$")
Speakers = tuple[Speaker, ...]


@dataclass(slots=True)
class Heard:
    """A sentence with its tree, and each verb of speech in it with who speaks."""

    sentence: Sentence
    tree: Tree
    said: list[tuple[Node, Speakers]] = field(default_factory=list)


class Voices:
    """Knows whose words each part of one document is.

    Args:
        named: the registered names of the document.
    """

    def __init__(self, document: Document, index: NameIndex, named: Sequence[Named]) -> None:
        self._document = document
        self._quoted = quotations(document.text)
        self._index = index
        self.labels = speakers_of_blocks(document, self._bearer)
        self.issuer = issuer_of(document, named)

    def _bearer(self, surname: str) -> Speaker | None:
        found = self._index.lookup(surname)
        if len(found) != 1 or not self._index.is_person(found[0].id):
            return None
        return Speaker(found[0].name, found[0].id, "label", surname)

    def listen(self, heard: Heard, phrases: Phrases) -> None:
        """Who speaks in the sentence's own words, quotations aside."""
        heard.said = [
            (verb, speakers)
            for verb, speakers in sentence_speakers(phrases)
            if inside(verb.span, self._quoted) is None
        ]

    def quote(self, span: Span) -> Span | None:
        """The quotation that holds most of a span."""
        return inside(span, self._quoted)

    def quotes(self, span: Span) -> bool:
        """Whether any of a sentence is quoted."""
        return any(quote.overlaps(span) for quote in self._quoted)

    def first_person(self, heard: Heard, quoted: Speakers) -> Speakers:
        """Who "we" is in a sentence: the one quoted, the one labelled, else the issuer."""
        label = self.labels.get(heard.sentence.block)
        if quoted:
            return quoted
        if label is not None:
            return (label,)
        if self.issuer is not None:
            return (Speaker(self.issuer.name, self.issuer.actor, "issue"),)
        return ()

    def quoted_speakers(
        self, all_heard: list[Heard], at: int, before: Speakers, later: Callable[[Heard], None]
    ) -> Speakers:
        """Whose words a quotation is: named in its sentence, its paragraph, or before.

        Args:
            later: listens to a sentence that was not heard yet.
        """
        heard = all_heard[at]
        if heard.said:
            return heard.said[0][1]
        block = heard.sentence.block
        same = [h for h in all_heard[:at] if h.sentence.block == block and h.said]
        if same:
            return same[-1].said[-1][1]
        for following in all_heard[at + 1 :]:
            if following.sentence.block != block:
                break
            later(following)
            if following.said:
                return following.said[0][1]
        return before

    def complete(self, chain: Chain, head: Node, heard: Heard, phrases: Phrases) -> None:
        """Add to a chain whoever speaks the sentence as a whole."""
        label = self.labels.get(heard.sentence.block)
        if self.quote(head.span) is not None and phrases.speakers:
            verb = heard.said[0][0].span if heard.said else head.span
            chain.add(phrases.speakers, "speaker:quotation", verb)
        elif heard.sentence.kind is BlockKind.POST and not chain.speakers:
            self._sign(chain, heard, phrases)
        if label is not None:
            chain.add((label,), "speaker:label", heard.tree.span)

    def _sign(self, chain: Chain, heard: Heard, phrases: Phrases) -> None:
        """A post that ends in "- UN special envoy" quotes him."""
        signed = _SIGNED.search(heard.tree.span.cut(self._document.text))
        if signed is None:
            return
        span = Span(heard.tree.span.start + signed.start(1), heard.tree.span.start + signed.end(1))
        words = span.cut(self._document.text)
        mention = phrases.signature(span, words)
        chain.add((Speaker(mention.name, mention.actor, "post", words),), "speaker:signature", span)

    def introduced(self) -> dict[str, Mention]:
        """The issuer by the common nouns of its name: "the Centre", "the team"."""
        issuer = self.issuer
        if issuer is None:
            return {}
        words = re.findall(r"[^\W\d_]+", f"{issuer.name} {issuer.words}".lower())
        return {word: issuer for word in words if word not in ("of", "the", "for", "in", "and")}
