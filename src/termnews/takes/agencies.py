"""Whose text it is: wire agencies by byline, dateline and credit, and foreign outlets' American editions."""

import re
from collections.abc import Iterator, Mapping

from termnews.domain.article import Article, Caption, Heading, Picture, block_text

_AMERICA = "US"
_AGENCIES: Mapping[str, str] = {
    "AAP": "AU", "Agerpres": "RO", "Agence France-Presse": "FR", "AFP": "FR", "Anadolu": "TR", "Anadolu Agency": "TR",
    "ANI": "IN", "ANP": "NL", "ANSA": "IT", "Antara": "ID", "AP": "US", "Associated Press": "US",
    "Associated Press of Pakistan": "PK", "Australian Associated Press": "AU", "Belga": "BE", "BelTA": "BY",
    "Bernama": "MY", "Bloomberg": "US", "Bloomberg News": "US", "BTA": "BG", "Canadian Press": "CA", "CTK": "CZ",
    "ČTK": "CZ", "dpa": "DE", "DPA": "DE", "EFE": "ES", "Hina": "HR", "IANS": "IN", "Interfax": "RU", "IRNA": "IR",
    "Jiji": "JP", "Jiji Press": "JP", "Kyodo": "JP", "Kyodo News": "JP", "Lusa": "PT", "MTI": "HU", "NTB": "NO",
    "PA Media": "GB", "PAP": "PL", "Prensa Latina": "CU", "Press Association": "GB", "Press Trust of India": "IN",
    "PTI": "IN", "Reuters": "GB", "RIA Novosti": "RU", "Ritzau": "DK", "SANA": "SY", "STT": "FI", "Tanjug": "RS",
    "TASS": "RU", "Thomson Reuters": "GB", "Ukrinform": "UA", "United Press International": "US", "UPI": "US",
    "WAM": "AE", "Xinhua": "CN", "Yonhap": "KR",
}  # fmt: skip
"""The agencies by the names they sign with, and their countries; Reuters writes from London."""
_NAMES = "|".join(sorted(map(re.escape, _AGENCIES), key=lambda name: (-len(name), name)))
_SIGNED = re.compile(rf"(?<![\w-])(?:The )?({_NAMES})(?![\w-])")
_DATELINE = re.compile(rf"^[^()\n]{{0,60}}\((?:The )?({_NAMES})\)\s*[-–—:]")
"""As in "GENEVA, March 3 (Xinhua) --" and "PARIS (AP) - "."""
_CREDIT = re.compile(
    rf"^[\W_]*(?:(?:Source|Credit|Copyright|With|By)\b[\W_]*)?(?:\d{{4}}\W+)?(?:The )?({_NAMES})\b"
    rf"(?:\W+(?:{_NAMES}|\d{{4}}|All rights reserved))*[\W_]*$"
)
"""A last line that is nothing but a credit, as in "© 2026 The Associated Press. All rights reserved."."""
_EDITION = re.compile(r"(?<!Latin )(?<!South )(?<!Central )(?<!North )\b(?:US|USA|U\.S\.|America)(?: [Ee]dition)?\)?$")
"""The end of an American edition's name, as in "Guardian US" and "The Sun (US edition)"."""
_EDITION_HOSTS = frozenset({"the-sun.com", "dailymail.com", "themirror.com", "the-express.com", "irishstar.com"})
"""Sites that British and Irish papers run for American readers."""
_HOST = re.compile(r"^https?://(?:www\.)?([^/:?#]+)")


def find_agency_country(article: Article) -> str:
    """Return the country of the wire agency whose text an article is; empty when none signs it, "US" if several do."""
    countries = [_AGENCIES[name] for name in _find_agencies(article)]
    return _AMERICA if _AMERICA in countries else next(iter(countries), "")


def find_telling_country(article: Article) -> str:
    """Return the country whose readers an article is written for: "US" for a foreign outlet's American edition."""
    host = match[1] if (match := _HOST.match(article.link)) else ""
    is_edition = host in _EDITION_HOSTS or host.startswith("us.") or _EDITION.search(article.outlet)
    return _AMERICA if is_edition else article.country


def _find_agencies(article: Article) -> Iterator[str]:
    yield from _SIGNED.findall(article.byline)
    texts = [block_text(b).strip() for b in article.blocks if not isinstance(b, Picture | Caption | Heading)]
    texts = [text for text in texts if text]
    if texts:
        yield from _DATELINE.findall(texts[0])
        yield from _CREDIT.findall(texts[-1])
