"""What may be said of an address before it is opened: nothing is fetched here, and no name is looked up."""

import re
from urllib.parse import quote, urlsplit

_PLAIN_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\.?", re.ASCII)
_FOREIGN_SIGNS = re.compile(r"[^!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]", re.ASCII)
_MEANT_FOR_A_SHELL = re.compile(r"\$\(|\$\{|[`|]|;[^=&/]*[|&`]|%0[0-9a-f]|%1[0-9a-f]", re.IGNORECASE)
_HERE = ("localhost", ".local", ".internal", ".lan", ".home", ".arpa")
_LONGEST = 2000


def why_not_opened(link: str, home: str = "") -> str:
    """Say why an address is not given to a browser, "" when it may be; `home` is the host the article's outlet has."""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "is no address"
    if "xn--" in host or not host.isascii():
        is_plain = bool(home) and host == home.lower()
        words = "has a host whose letters may look like others"
    else:
        is_plain = _PLAIN_HOST.fullmatch(host) is not None and not host.endswith(_HERE) and port != 0
        words = "names a machine here, or none"
    checks = (
        (
            parts.scheme.lower() in {"http", "https"} and host and link.isprintable() and " " not in link,
            "is no web page",
        ),
        (len(link) <= _LONGEST, "is too long"),
        (parts.username is None and parts.password is None, "holds a name or a password"),
        (is_plain, words),
        (not _MEANT_FOR_A_SHELL.search(link) and "@" not in parts.fragment, "holds signs that no page needs"),
    )
    return next((why for is_good, why in checks if not is_good), "")


def quote_link(link: str) -> str:
    """Return an address in signs that every program takes: others are written in percent."""
    return _FOREIGN_SIGNS.sub(lambda found: quote(found[0]), link)
