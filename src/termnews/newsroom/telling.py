"""The stories of a live library's last days, kept up as articles come in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.library.live import LiveLibrary
from termnews.newsroom.grouping import Grouping, Pair
from termnews.takes.copies import find_story_copies
from termnews.takes.corrections import Corrections
from termnews.takes.judging import judge_told, read_telling
from termnews.takes.overlooked import Telling
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
        self._tellings: dict[str, Telling] = {}
        self._copies: dict[str, str] = {}
        self._window: Window | None = None

    def tell(self, fresh: Sequence[Article], now: datetime) -> Grouping:
        """Return the stories that changed with some articles that are in the library now, and all verdicts."""
        window = self._window
        if window is None:
            window, fresh = self._restore({article.id for article in fresh}, now - WINDOW)
        self._articles |= {a.id: a for a in fresh}
        self._tellings |= {a.id: read_telling(a) for a in fresh}
        changed = window.add(fresh, now)
        stories = window.stories
        for gone in self._articles.keys() - stories.keys():
            del self._articles[gone], self._tellings[gone]
        touched = {story_id for i in (*changed, *(a.id for a in fresh)) if (story_id := stories.get(i))}
        copies = self._find_copies(stories, touched)
        changed |= {i: stories[i] for i in stories if copies.get(i) != self._copies.get(i)}
        self._copies = copies
        verdicts = judge_told(self._tellings, stories, window.vectors, now, copies=copies, strands=window.strands)
        return Grouping(changed, verdicts, window.strands, copies)

    def _restore(self, fresh: Collection[str], since: datetime) -> tuple[Window, Sequence[Article]]:
        """Return the window as it was left, and the articles to begin with; fresh ones were never told."""
        places = {i: p for i, p in self._library.recent_places(since).items() if p.story or i not in fresh}
        self._window = Window(
            self._countries,
            known={i: place.story for i, place in places.items()},
            strands={i: place.strand for i, place in places.items()},
            corrections=self._corrections,
        )
        self._copies = {i: place.copy_of for i, place in places.items() if place.copy_of}
        return self._window, self._library.recent(since)

    def _find_copies(self, stories: Mapping[str, str], touched: Collection[str]) -> dict[str, str]:
        """Find the copies in the stories that have changed, and keep what is known of the others."""
        kept = {i: original for i, original in self._copies.items() if stories.get(i) and stories[i] not in touched}
        some = (self._articles[i] for i, story_id in stories.items() if story_id in touched)
        return kept | find_story_copies(some, stories)


def tell_anew(library: LiveLibrary, countries: Countries, now: datetime, corrections: Mapping[Pair, bool]) -> Grouping:
    """Return the stories of the last days after the reader has said something of them."""
    return Teller(library, countries, corrections).tell((), now)
