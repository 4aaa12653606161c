"""XML looked into: the one place where it is parsed, with entities refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from trucewatch.domain.intake import Reason
from trucewatch.text.inspection.claims import shown

DEEPEST = 200
"""Elements within elements; documents of Office have some thirty."""
_PIECE = 1 << 16
_ACTIVE = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "set"}
)
_FETCHING = frozenset({"href", "src", "action", "formaction", "data", "from", "to", "values"})
_WITHIN = ("#", "data:image/png", "data:image/jpeg", "data:image/gif")
_LINKING = frozenset({"a"})


class XmlRefused(Exception):
    """XML that is not read; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.code)


Element = tuple[str, dict[str, str], str]
"""Local name, attributes with their namespaces, and the words before the first child."""


class _Listener:
    """Keeps elements as they open, and no tree."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self.words: list[str] = []
        self.depth = 0
        self.external = ""
        self._open: tuple[str, dict[str, str]] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._close()
        self._open = (name.rpartition("}")[2], dict(attributes))
        self.depth += 1
        if self.depth > DEEPEST:
            raise XmlRefused(Reason("xml_deep", {"most": str(DEEPEST)}))
        if name == "{http://www.w3.org/2001/XInclude}include":
            self.external = "XInclude"

    def end(self, _name: str) -> None:
        self._close()
        self.depth -= 1

    def data(self, text: str) -> None:
        if self._open is not None:
            self.words.append(text)

    def pi(self, target: str, _text: str | None = None) -> None:
        if target == "xml-stylesheet":
            self.external = "xml-stylesheet"

    def _close(self) -> None:
        if self._open is not None:
            self.found.append((*self._open, "".join(self.words)))
        self._open, self.words = None, []

    def close(self) -> None:
        self._close()

    def taken(self) -> list[Element]:
        """The elements that are complete, once."""
        found, self.found = self.found, []
        return found


def elements(raw: bytes) -> Iterator[Element]:
    """The elements of XML in order, each with the words before its first child.

    Raises:
        XmlRefused: entities, what comes from elsewhere, too deep, or no XML.

    >>> list(elements(b"<a b='1'>x<c>y</c></a>"))
    [('a', {'b': '1'}, 'x'), ('c', {}, 'y')]
    >>> list(elements(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))
    Traceback (most recent call last):
    trucewatch.text.inspection.xml.XmlRefused: xml_entities
    """
    listener = _Listener()
    for _ in fed(raw, listener):
        yield from listener.taken()
    if listener.external:
        raise XmlRefused(Reason("xml_external", {"what": listener.external}))


def fed(raw: bytes, listener: Any) -> Iterator[None]:
    """Hand XML piece by piece to a listener with `start`, `end`, `data`, `pi` and `close`."""
    try:
        parser = DefusedXMLParser(target=listener, forbid_entities=True, forbid_external=True)
        for at in range(0, len(raw), _PIECE):
            parser.feed(raw[at : at + _PIECE])
            yield
        parser.close()
        yield
    except DefusedXmlException as err:
        raise XmlRefused(Reason("xml_entities")) from err
    except (ParseError, ValueError, LookupError) as err:
        raise XmlRefused(Reason("xml_damaged", {"what": shown(str(err))})) from err


def markup(raw: bytes) -> Iterator[Reason]:
    """What speaks against a file of XML."""
    try:
        for _ in elements(raw):
            pass
    except XmlRefused as refused:
        yield refused.reason


def drawing(raw: bytes) -> Iterator[Reason]:
    r"""What speaks against a drawing in SVG, each code once.

    >>> [one.facts for one in drawing(b'<svg onload="alert(1)"/>')]
    [{'what': 'onload'}]
    """
    seen: set[str] = set()
    try:
        for one in elements(raw):
            for reason in _active(one):
                if reason.code not in seen:
                    seen.add(reason.code)
                    yield reason
    except XmlRefused as refused:
        yield refused.reason


def _active(element: Element) -> Iterator[Reason]:
    name, attributes, words = element
    if name.lower() in _ACTIVE:
        yield Reason("svg_script", {"what": shown(name)})
    if name.lower() == "style" and _reaches_out(words):
        yield Reason("xml_external", {"what": "style"})
    for key, value in attributes.items():
        plain = key.rpartition("}")[2].lower()
        told = "".join(value.split()).lower()
        if plain.startswith("on") or told.startswith(("javascript:", "vbscript:", "data:text")):
            yield Reason("svg_script", {"what": shown(plain)})
        elif _reaches_out(told) or (
            plain in _FETCHING and name.lower() not in _LINKING and _fetches(told)
        ):
            yield Reason("xml_external", {"what": shown(plain)})


def _fetches(told: str) -> bool:
    return not told.startswith(_WITHIN) and (
        "//" in told or told.startswith(("data:", "file:", "\\\\"))
    )


def _reaches_out(words: str) -> bool:
    plain = "".join(words.split()).lower().replace("'", "").replace('"', "")
    return "@import" in plain or any(
        f"url({scheme}" in plain
        for scheme in ("http:", "https:", "//", "file:", "javascript:", "data:text")
    )
