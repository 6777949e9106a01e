"""Which addresses are given to a browser."""

import pytest

from termnews.domain.web import quote_link, why_not_opened


@pytest.mark.parametrize(
    "link",
    [
        "https://e.com/ok", "HTTPS://E.COM/OK", "http://e.com:8080/a?b=c;d=e#part", "https://e.com/a_(b)/c,d;e=1/@name/x",
        "https://news.e.co.uk/2025/12/08/a-b?x=%D0%B0", "https://e.com./x", "https://e.com/caf\u00e9/\U0001f600",
    ],
)  # fmt: skip
def test_pages_are_opened(link: str) -> None:
    assert why_not_opened(link) == ""


@pytest.mark.parametrize(
    "link",
    [
        "", "steam://x",
        "chrome://settings", "smb://h/x", "\\\\host\\share\\x", "//e.com/x", "/relative", "relative?x=1",
        "--version", "--app=file:///etc/passwd", "%action--incognito", "javascript:alert(1)", "file:///etc/passwd",
        "http://", "http:///x", "http://[::1", "http://[::1]/", "http://127.0.0.1/x", "http://localhost:631/",
        "http://a.localhost/", "http://169.254.169.254/latest", "http://0/", "http://2130706433/", "http://0x7f.1/",
        "http://[fe80::1%25eth0]/", "http://e.com:99999/", "http://e.com:0/", "http://user:pw@e.com/", "http://@e.com/",
        "http://evil.test#@e.com", "http://e.com\n--opt", "http://e.com/\r\nX: y", "http://e.com/$(touch PWNED)",
        "http://e.com/$(touch%20PWNED)", "http://e.com/;id|sh", "http://e.com/`id`", "http://e.com/%0d%0aX:y",
        "http://e.com/\u202egnp", "http://\u0435xample.com/", "http://xn--e1awd7f.com/", "h\u0442tps://e.com",
        "https://e.com/" + "a" * 3000, "http://-e.com/", "http://printer.local/",
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_a_word(link: str) -> None:
    assert why_not_opened(link).startswith(("is ", "holds ", "has ", "names "))


def test_an_outlets_own_host_may_be_written_in_any_letters() -> None:
    assert why_not_opened("https://xn--e1awd7f.com/a") != ""
    assert why_not_opened("https://xn--e1awd7f.com/a", home="xn--e1awd7f.com") == ""
    assert why_not_opened("https://xn--e1awd7f.com/a", home="e.com") != ""


def test_signs_that_programs_do_not_take_are_written_in_percent() -> None:
    assert quote_link("https://e.com/a?b=%41&c=d#e") == "https://e.com/a?b=%41&c=d#e"
    assert quote_link("https://e.com/caf\u00e9 \U0001f600") == "https://e.com/caf%C3%A9%20%F0%9F%98%80"
    assert quote_link('https://e.com/"<>') == "https://e.com/%22%3C%3E"
