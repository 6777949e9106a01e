"""What is said of a failure: in words of our own, of what caused it, however deep that lies."""

import ssl

import httpcore2
import httpx2
import pytest

from termnews.ingest.answers import FAILURES, say_failure, say_status
from termnews.ingest.fetching import Limits
from termnews.ingest.gate import PrivateAddressError, UnknownHostError
from termnews.ingest.inflate import CodingError, TooLargeError
from termnews.ingest.proxies import ProxyError

LIMITS = Limits(seconds=20, size=10 * 2**20)
CAUSES: tuple[tuple[BaseException, str], ...] = (
    (TooLargeError(), "sends more than 10 MB"),
    (TimeoutError(), "took longer than 20 seconds"),
    (httpcore2.ConnectTimeout(), "took longer than 20 seconds"),
    (PrivateAddressError("x"), "leads to a private address, which is not asked"),
    (UnknownHostError("x"), "has a host that is unknown"),
    (ProxyError("x"), "is behind a proxy that does not let it through"),
    (CodingError(), "sends a body that cannot be decompressed"),
    (ssl.SSLCertVerificationError("x"), "has a certificate that is not valid"),
    (ssl.SSLError("x"), "cannot be asked securely"),
    (httpcore2.RemoteProtocolError(), "does not answer as a web server does"),
    (httpcore2.ConnectError(), "cannot be reached"),
    (httpcore2.ReadError(), "broke off in the middle"),
    (ConnectionResetError(), "broke off in the middle"),
    (httpx2.InvalidURL("x"), "has an address that cannot be asked"),
    (ValueError("\x1b[31m"), "has an address that cannot be asked"),
)


@pytest.mark.parametrize(("error", "words"), CAUSES, ids=[type(error).__name__ for error, _ in CAUSES])
def test_each_failure_has_words_of_its_own(error: BaseException, words: str) -> None:
    assert isinstance(error, FAILURES)
    assert say_failure(error, LIMITS) == words


DEEP = [(error, words) for error, words in CAUSES if isinstance(error, PrivateAddressError | ssl.SSLError)]


@pytest.mark.parametrize(("cause", "words"), DEEP, ids=[type(error).__name__ for error, _ in DEEP])
def test_what_caused_it_is_said_and_not_what_carried_it(cause: BaseException, words: str) -> None:
    between, meanwhile = OSError(), httpcore2.ReadError()
    between.__cause__ = meanwhile.__context__ = cause
    carrier = httpcore2.ConnectError()
    carrier.__cause__ = between
    assert say_failure(carrier, LIMITS) == words
    assert say_failure(meanwhile, LIMITS) == words


def test_statuses_that_nobody_knows_are_told_by_their_number() -> None:
    assert [say_status(status) for status in (404, 599, 418, 299)] == [
        "was not found (404)", "has a server that fails (599)", "answers with status 418", "answers with status 299",
    ]  # fmt: skip
