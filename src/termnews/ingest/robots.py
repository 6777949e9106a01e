"""What a site's robots.txt allows, as RFC 9309 has it: the longest rule that fits counts, and of two the kinder one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

MAX_ROBOTS_BYTES = 500 * 1024
"""What stands behind these is not read."""
_MOST_RULES = 2000
_LONGEST_RULE = 1000
_SAFE = "/%*$?=&:@!'()+,;~-._"
_MOST_STARS = 20


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for one crawler on one site."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Patterns of paths and whether they are allowed."""

    def allows(self, link: str) -> bool:
        """Tell whether an address of the site may be asked for."""
        parts = urlsplit(link)
        path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        fitting = [(len(pattern), is_allowed) for pattern, is_allowed in self.rules if _pattern(pattern).match(path)]
        return max(fitting)[1] if fitting else True


ALLOW_ALL = Robots()
"""For a site without rules."""
FORBID_ALL = Robots((("/", False),))
"""For a site whose rules cannot be read just now."""


def parse_robots(data: bytes, agent: str) -> Robots:
    """Read the rules that hold for `agent`, a word such as "termnews": its own group, or the one for all."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    is_naming = False
    for field, value in _lines(data):
        if field == "user-agent":
            names = [*(names if is_naming else []), value.lower().split("/")[0].strip()]
            is_naming = True
            groups.setdefault(names[-1], [])
        elif field in {"allow", "disallow"}:
            is_naming = False
            for name in set(names) if value else ():
                groups[name].append((quote(value, safe=_SAFE), field == "allow"))
        else:
            is_naming = is_naming and field not in {"crawl-delay", "request-rate"}
    found = groups.get(agent.lower(), groups.get("*", []))
    return Robots(tuple(dict.fromkeys(found[:_MOST_RULES])))


def _lines(data: bytes) -> Iterator[tuple[str, str]]:
    text = data[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")
    for line in text.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon and len(value) <= _LONGEST_RULE:
            yield field.strip().lower(), value.strip()


@lru_cache(maxsize=4096)
def _pattern(rule: str) -> re.Pattern[str]:
    """Return a rule as a pattern: `*` is anything, `$` at its end is the end."""
    *parts, last = rule.removesuffix("$").split("*", _MOST_STARS)
    # Each step takes the nearest place that fits and never goes back, so that no rule takes long.
    steps = [re.escape(part) if at == 0 else f"(?>.*?{re.escape(part)})" for at, part in enumerate(parts)]
    leap = ".*" if parts else ""
    return re.compile("".join(steps) + leap + re.escape(last) + (r"\Z" if rule.endswith("$") else ""), re.DOTALL)
