"""The stories of a live library's last days, kept up as articles come in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.library.live import LiveLibrary
from termnews.newsroom.grouping import Grouping, Pair
from termnews.takes.corrections import Corrections
from termnews.takes.judging import judge_stories
from termnews.takes.window import WINDOW, Window


class Teller:
    """Tells which articles of the last eleven days are one story; what came before stays as it was told."""

    def __init__(self, library: LiveLibrary, countries: Countries, corrections: Mapping[Pair, bool]) -> None:
        """Begin with what the library knows; nothing is read before the first `tell`."""
        self._library = library
        self._countries = countries
        self._corrections = Corrections(
            frozenset(pair for pair, is_together in corrections.items() if not is_together),
            frozenset(pair for pair, is_together in corrections.items() if is_together),
        )
        self._articles: dict[str, Article] = {}
        self._window: Window | None = None

    def tell(self, fresh: Sequence[Article], now: datetime) -> Grouping:
        """Return the stories that changed with some articles that are in the library now, and all verdicts."""
        since = now - WINDOW
        if self._window is None:
            fresh = self._library.recent(since)
            known = self._library.recent_stories(since)
            self._window = Window(self._countries, known=known, corrections=self._corrections)
        self._articles |= {a.id: a for a in fresh}
        changed = self._window.add(fresh, now)
        stories = self._window.stories
        self._articles = {i: a for i, a in self._articles.items() if i in stories}
        return Grouping(changed, judge_stories(self._articles.values(), stories, self._countries, now))


def tell_anew(library: LiveLibrary, countries: Countries, now: datetime, corrections: Mapping[Pair, bool]) -> Grouping:
    """Return the stories of the last days after the reader has said something of them."""
    return Teller(library, countries, corrections).tell((), now)
