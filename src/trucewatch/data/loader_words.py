"""What the loader of YAML and the reader of CSV say: sentences of others, without patterns."""

from __future__ import annotations

from trucewatch.domain.sentence import Sentence

KNOWN = (
    Sentence("'\t' expected after '\"'"),
    Sentence("',' expected after '\"'"),
    Sentence("';' expected after '\"'"),
    Sentence("block sequence entries are not allowed in this context"),
    Sentence("but found another document"),
    Sentence("control characters are not allowed"),
    Sentence("could not find expected ':'"),
    Sentence("could not find expected directive name"),
    Sentence("did not find digit or dot character"),
    Sentence("did not find expected '!'"),
    Sentence("did not find expected ',' or ']'"),
    Sentence("did not find expected ',' or '}'"),
    Sentence("did not find expected '-' indicator"),
    Sentence("did not find expected <document start>"),
    Sentence("did not find expected alphabetic or numeric character"),
    Sentence("did not find expected comment or line break"),
    Sentence("did not find expected hexdecimal number"),
    Sentence("did not find expected key"),
    Sentence("did not find expected node content"),
    Sentence("did not find expected tag URI"),
    Sentence("did not find expected version number"),
    Sentence("did not find expected whitespace"),
    Sentence("did not find expected whitespace or line break"),
    Sentence("did not find the expected '>'"),
    Sentence("did not find URI escaped octet"),
    Sentence("field larger than field limit (131072)"),
    Sentence("found a tab character that violates indentation"),
    Sentence("found a tab character where an indentation space is expected"),
    Sentence("found an indentation indicator equal to 0"),
    Sentence("found character that cannot start any token"),
    Sentence("found duplicate %TAG directive"),
    Sentence("found duplicate %YAML directive"),
    Sentence("found duplicate anchor"),
    Sentence("found extremely long version number"),
    Sentence("found incompatible YAML document"),
    Sentence("found invalid Unicode character"),
    Sentence("found invalid Unicode character escape code"),
    Sentence("found undefined alias"),
    Sentence("found undefined tag handle"),
    Sentence("found unexpected ':'"),
    Sentence("found unexpected document indicator"),
    Sentence("found unexpected end of stream"),
    Sentence("found unknown directive name"),
    Sentence("found unknown escape character"),
    Sentence("line contains NUL"),
    Sentence("mapping keys are not allowed in this context"),
    Sentence("mapping values are not allowed in this context"),
    Sentence("special characters are not allowed"),
    Sentence("unexpected end of data"),
)
"""Those of libyaml 0.2 that a text can provoke, and those of Python's strict reader of tables."""


def loader_says(said: object) -> Sentence:
    """What a loader said, as a sentence that a page words if it is known, and else shows as it is.

    >>> loader_says(ValueError("unexpected end of data")) in KNOWN
    True
    """
    return Sentence(str(said))
