"""What may be asked for: robots.txt, addresses, and the one form of a link; and bodies undone within a limit."""

import gzip
import time
import zlib
from ipaddress import ip_address

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.ingest.addresses import is_open, parse_address
from termnews.ingest.answers import header
from termnews.ingest.inflate import Body, CodingError, TooLargeError
from termnews.ingest.links import host_of, link_key, web_link
from termnews.ingest.robots import ALLOW_ALL, FORBID_ALL, parse_robots

ROBOTS = b"""\xef\xbb\xbf# a comment
User-agent: Googlebot
Disallow: /

User-agent: *
Crawl-delay: 5
Disallow: /private/   # not this
Disallow: /*.pdf$
Disallow: /search?q=
Allow: /private/open
Allow: /
Sitemap: https://e.com/sitemap.xml

User-agent: otherbot
User-agent: TermNews/1.0
Disallow: /feed
"""


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", True), ("", True), ("/private/x", False), ("/private/open/x", True), ("/a/b.pdf", False),
        ("/a/b.pdf.pdf", False),
        ("/a/b.pdf?x", True), ("/search?q=1", False), ("/search", True), ("/privat%65/x", True), ("/feed", True),
    ],
)  # fmt: skip
def test_the_longest_rule_counts(path: str, *, is_allowed: bool) -> None:
    assert parse_robots(ROBOTS, "nobody").allows(f"https://e.com{path}") == is_allowed


def test_a_crawler_has_a_group_of_its_own() -> None:
    robots = parse_robots(ROBOTS, "termnews")
    assert not robots.allows("https://e.com/feed/x")
    assert robots.allows("https://e.com/private/x")
    assert not parse_robots(ROBOTS, "googlebot").allows("https://e.com/")


def test_without_rules_all_is_allowed() -> None:
    for data in (b"", b"<html>not found</html>", b"Disallow: /", b"User-agent: *\nDisallow:", b"\xff\xfe\x00"):
        assert parse_robots(data, "termnews").allows("https://e.com/x")
    assert ALLOW_ALL.allows("https://e.com/x")
    assert not FORBID_ALL.allows("https://e.com/x")


def test_letters_beyond_ascii_compare_equal() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /новости".encode(), "termnews")
    assert not robots.allows("https://e.com/новости/1")
    assert not robots.allows("https://e.com/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1")


def test_rules_of_many_stars_take_no_time() -> None:
    robots = parse_robots(b"User-agent: *\nDisallow: /" + b"*a" * 400 + b"$", "termnews")
    begun = time.process_time()
    robots.allows("https://e.com/" + "a" * 20_000 + "b")
    assert time.process_time() - begun < 1


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_robots_answer(data: bytes, path: str) -> None:
    assert parse_robots(b"User-agent: *\nDisallow: /" + data, "termnews").allows("https://e.com/" + path) in {
        True,
        False,
    }


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "198.18.0.1", "168.63.129.16", "::1", "::", "fe80::1", "fec0::1", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001::1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_addresses_that_are_nobodys_business(address: str) -> None:
    assert not is_open(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"]
)
def test_addresses_of_the_open_network(address: str) -> None:
    assert is_open(ip_address(address))


@pytest.mark.parametrize("text", ["example.com", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", ""])
def test_other_spellings_are_no_addresses(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.com/a", "http://www.e.com/a/"), ("https://e.com/a?b=1&c=2",
        "https://e.com/a?c=2&b=1&utm_campaign=x"),
        ("https://e.com/a#top", "https://E.com:443/a"), ("https://amp.e.com/a", "https://e.com/a/amp/"),
        ("https://e.com/a?fbclid=1", "https://e.com/a"),
        ("https://e.com/?p=7", "https://e.com/index.php?p=7"),
    ],
)  # fmt: skip
def test_one_page_has_one_key(one: str, other: str) -> None:
    assert link_key(one) == link_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("/a", "/b"), ("/a?id=1", "/a?id=2"), ("/a", "/A"), ("/?p=1", "/?p=2")])
def test_two_pages_have_two_keys(one: str, other: str) -> None:
    assert link_key("https://e.com" + one) != link_key("https://e.com" + other)


@pytest.mark.parametrize(
    "link", ["", "https://e.com", "https://e.com/", "https://e.com/?utm_source=x", "http://[::1", "nothing"]
)
def test_what_names_no_page_has_no_key(link: str) -> None:
    assert link_key(link) == ""


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_a_link_or_none(text: str, base: str) -> None:
    for start in ("", "http://", "https://e.com/"):
        link = web_link(start + text, base)
        assert link == "" or (link.lower().startswith(("http://", "https://")) and host_of(link))
        link_key(link)


def _undo(coding: str, parts: list[bytes], limit: int = 1000) -> bytes:
    body = Body(coding, limit)
    for part in parts:
        body.add(part)
    return body.end()


def test_bodies_are_undone() -> None:
    words = b"words " * 20
    raw = zlib.compressobj(wbits=-15)
    bare = raw.compress(words) + raw.flush()
    several = gzip.compress(words[:60]) + gzip.compress(words[60:])
    coded = {
        "gzip": gzip.compress(words),
        "x-gzip": several,
        "deflate": zlib.compress(words),
        " Deflate ": bare,
        "": words,
        "identity": words,
    }
    for coding, data in coded.items():
        assert _undo(coding, [data]) == words
        assert _undo(coding, [data[n : n + 1] for n in range(len(data))] if coding != " Deflate " else [data]) == words
    assert _undo("gzip", []) == b""


def test_a_bomb_is_never_unpacked() -> None:
    bomb = gzip.compress(bytes(50 * 2**20))
    body = Body("gzip", 1000)
    with pytest.raises(TooLargeError):
        body.add(bomb)
    assert len(body._data) <= 1001
    with pytest.raises(TooLargeError):
        _undo("", [b"x" * 600, b"x" * 600])


@pytest.mark.parametrize(
    ("coding", "data"),
    [("gzip", b"plain"), ("gzip", gzip.compress(b"x" * 99, mtime=0)[:-4]), ("br", b"x"), ("gzip, gzip", b"x")],
)
def test_what_is_coded_otherwise_is_refused(coding: str, data: bytes) -> None:
    with pytest.raises(CodingError):
        _undo(coding, [data])


def test_a_header_that_is_no_text_is_none() -> None:
    headers = [(b"ETag", b'"a\x1b[31m"'), (b"Other", b'"b\xe9"'), (b"Third", b"\xc2\x9b31m")]
    answer = httpcore2.Response(200, headers=headers)
    assert [header(answer, name) for name in (b"etag", b"other", b"third", b"fourth")] == ["", '"bé"', "", ""]


def test_a_base_brings_nothing_hidden_into_a_link() -> None:
    assert web_link("one", "https://e.com/two") == "https://e.com/one"
    assert web_link("one/a:b", "https://e.com/two") == "https://e.com/one/a:b"
    assert [
        web_link("one", base) for base in ("https://e\x9b.com/", "https://e\u2066.com/", "https://\U000e0041.com")
    ] == [""] * 3
    assert web_link("https://e.com/one", "https://e\x9b.com/") == "https://e.com/one"
