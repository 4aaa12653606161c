"""Failures of connections are told in sentences of ours."""

from __future__ import annotations

import errno
import http.client
import ssl

import pytest

from trucewatch.service.failing import CERTIFICATES, FAILURES, failing


@pytest.mark.parametrize(
    ("err", "told"),
    [
        (TimeoutError("timed out"), "nobody answers in time"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "nobody listens there"),
        (ConnectionResetError(errno.ECONNRESET, "x"), "the connection broke off"),
        (http.client.RemoteDisconnected("x"), "the connection broke off"),
        (http.client.IncompleteRead(b""), "the connection broke off"),
        (http.client.BadStatusLine("x"), "the answer is no HTTP"),
        (OSError(errno.EHOSTUNREACH, "x"), "no way leads there from this machine"),
        (ssl.SSLError(1, "x"), "no secure connection comes about"),
    ],
)
def test_a_known_failure_has_a_sentence_of_its_own(err: Exception, told: str) -> None:
    """The narrower kind before the wider one it belongs to."""
    assert failing(err) == told


@pytest.mark.parametrize("code", sorted(CERTIFICATES))
def test_a_certificate_is_refused_for_what_is_wrong_with_it(code: int) -> None:
    """Not only as a failure of the connection."""
    err = ssl.SSLCertVerificationError(1, "certificate verify failed")
    err.verify_code = code
    assert failing(err) == CERTIFICATES[code]


def test_a_failure_that_is_not_known_is_quoted() -> None:
    """With its name where it has no words; nothing is claimed that is not known."""
    assert failing(ValueError("odd")) == "nobody answers as they should (odd)"
    assert failing(OSError()) == "nobody answers as they should (OSError)"


def test_no_wider_failure_hides_a_narrower_one() -> None:
    """Whoever adds one in the wrong place would never see it told."""
    kinds = [kind for kind, _ in FAILURES]
    hidden = [
        later
        for place, later in enumerate(kinds)
        if any(issubclass(later, earlier) for earlier in kinds[:place])
    ]
    assert hidden == []
