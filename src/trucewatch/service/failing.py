"""Why a connection failed, in sentences that pages can tell in their language."""

from __future__ import annotations

import errno
import http.client
import ssl

from trucewatch.domain.sentence import Sentence

NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN)
UNSIGNED = Sentence("nobody known here has signed its certificate")
OTHER_NAME = Sentence("its certificate is for another name")
CERTIFICATES = {
    2: UNSIGNED,
    9: Sentence("its certificate does not hold yet"),
    10: Sentence("its certificate has expired"),
    18: Sentence("its certificate is signed by nobody but itself"),
    19: UNSIGNED,
    20: UNSIGNED,
    21: UNSIGNED,
    62: OTHER_NAME,
    64: OTHER_NAME,
}
"""By the code with which OpenSSL refuses a certificate: `X509_V_ERR_...` in its `x509_vfy.h`."""
BROKEN = Sentence("the connection broke off")
FAILURES: tuple[tuple[type[Exception], Sentence], ...] = (
    (TimeoutError, Sentence("nobody answers in time")),
    (ssl.SSLError, Sentence("no secure connection comes about")),
    (ConnectionRefusedError, Sentence("nobody listens there")),
    (ConnectionError, BROKEN),
    (http.client.IncompleteRead, BROKEN),
    (http.client.HTTPException, Sentence("the answer is no HTTP")),
)
"""The narrower before the wider."""


def failing(err: Exception) -> Sentence:
    """What went wrong between this machine and another one.

    Args:
        err: what a connection, TLS or the reading of an answer raised.

    Returns:
        A sentence without the system's own English words, where the failure is one that is known.

    >>> failing(ConnectionRefusedError(111, "Connection refused"))
    'nobody listens there'
    >>> failing(ValueError("odd"))
    'nobody answers as they should (odd)'
    """
    refused = CERTIFICATES.get(getattr(err, "verify_code", 0))
    if refused is not None:
        return refused
    if isinstance(err, OSError) and err.errno in NO_WAY:
        return Sentence("no way leads there from this machine")
    for kind, sentence in FAILURES:
        if isinstance(err, kind):
            return sentence
    words = str(err) or type(err).__name__
    return Sentence("nobody answers as they should ({err})", err=words)
