"""Addresses as feeds and pages write them: made whole, and brought to a form in which the same page compares equal."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from termnews.domain.text import clean_text

_WEB = re.compile(r"https?://[^\s<>\"\\]{1,2000}", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_.*|at_(?:medium|campaign|format|link_.*)|pk_.*|mtm_.*|piwik_.*|mc_[ce]id|fb(?:clid|_.*)|gclid|dclid|igshid|yclid"
    r"|msclkid|ocid|cmp(?:id)?|ncid|rss|source|src|ref|ref_?src|feed(?:name|type)?|partner|traffic_source|xtor|amp)$",
    re.IGNORECASE,
)
"""Parameters that tell where a reader came from and not what to show."""
_PLAIN_PORTS = {"http": 80, "https": 443}
_INDEX = re.compile(r"/(?:index\.(?:html?|php)|amp)?/*$", re.IGNORECASE)


def web_link(text: str, base: str = "") -> str:
    """Return a whole http(s) address, an empty one for anything else; `base` completes a relative one."""
    link = text.strip().replace("&amp;", "&")
    if not link or not _is_clean(link):
        return ""
    if base and ":" not in link.split("/", 1)[0]:
        try:
            link = urljoin(base, link)
        except ValueError:
            return ""
    link = link.replace(" ", "%20")
    return link if _WEB.fullmatch(link) and _is_clean(link) and host_of(link) else ""


def _is_clean(text: str) -> bool:
    return text.isprintable() and clean_text(text) == text


@lru_cache(1024)
def link_key(link: str) -> str:
    """Return a form in which addresses of one page are equal, empty where an address names no page of its own."""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removesuffix(".")
    for prefix in ("www.", "amp.", "m."):
        host = host.removeprefix(prefix)
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))
    path = _INDEX.sub("", parts.path)
    if not host or not (path or kept):
        return ""
    where = host if port in {None, _PLAIN_PORTS.get(parts.scheme)} else f"{host}:{port}"
    return where + path + ("?" + urlencode(kept) if kept else "")


def host_of(link: str) -> str:
    """Return the host of an address in lower case, without its port; empty when there is none."""
    return _host(link).lower().removesuffix(".")


def _host(link: str) -> str:
    try:
        parts = urlsplit(link)
        _ = parts.port
    except ValueError:
        return ""
    return parts.hostname or ""
