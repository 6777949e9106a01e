"""The list of headlines of a selection."""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from termnews.domain.article import Headline, outlet_words
from termnews.domain.calendar import age
from termnews.domain.place import Countries
from termnews.library.copies import Folded
from termnews.ui.messages import AS_IS, HeadlinesWanted
from termnews.ui.widgets.rows import RowList
from termnews.ui.wrapping import MARK, begins_right, clip, fit, wrap

if TYPE_CHECKING:  # a window without a search has none
    from termnews.domain.query import Query

_WINDOW = 64
"""Rows read from the library at once."""
_NARROW = 44
"""Cells below which dates and takes are said in fewer signs."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of the rows of a list beside their headlines."""

    query: "Query | None" = None
    """The search whose matches are marked."""
    more: Mapping[int, int] = field(default_factory=dict)
    """How many other matches stand behind a row."""
    muted: Collection[int] = frozenset()
    """Rows that mute rules are about."""
    alerted: Collection[int] = frozenset()
    """Rows that keyword alerts are about."""


NO_MARKS = Marks()


class ArticleList(RowList):
    """Reads only the rows that are seen, a window at a time."""

    BORDER_TITLE = "Articles"

    row_height = 3
    marks_unread = True
    """Whether a dot tells unread articles from read ones."""
    hides_ages = False
    """Whether blanks stand where ages would: what is drawn is to be true later."""
    tags: Mapping[str, Sequence[str]] = {}
    """Tags to show, by article id."""

    def __init__(
        self,
        read: Callable[[Sequence[int]], list[Headline]],
        countries: Countries,
        now: datetime,
        *,
        id: str,  # noqa: A002
    ) -> None:
        """Make an empty list that gets its rows through `read`, with ages as of `now`."""
        super().__init__(id=id)
        self._read = read
        self._countries = countries
        self._now = now
        self._ids: array[int] = array("q")
        self._copies: Mapping[int, Sequence[int]] = {}
        self._opened: dict[int, int] = {}
        """For each copy that has a row of its own now, the row id that stood for it."""
        self._known: dict[int, Headline] = {}
        self._names_country = True
        self._marks = NO_MARKS

    def show_rows(
        self, folded: Folded, row_id: int | None = None, *, names_country: bool, marks: Marks = NO_MARKS
    ) -> None:
        """Show articles, the cursor on one of them; say their countries only where they differ."""
        self._ids, self._copies, self._names_country = folded.rows, folded.copies, names_country
        self._opened, self._marks = {}, marks
        self._known.clear()
        self.set_count(len(self._ids), (self.find_index(row_id) if row_id is not None else 0) or 0)

    def refresh_rows(self) -> None:
        """Read the marks of the same rows again."""
        self._known.clear()
        self.repaint()

    def headline(self, index: int) -> Headline | None:
        """Return the headline of a row, None for a row that is not there."""
        if not 0 <= index < len(self._ids):
            return None
        if index not in self._known:
            if len(self._known) > 40 * _WINDOW:
                self._known.clear()
            first = index - index % _WINDOW
            found = self._read(self._ids[first : first + _WINDOW])
            self._known.update(enumerate(found, first))
            if foreign := [h for h in found if h.language not in AS_IS and not h.original]:
                self.app.post_message(HeadlinesWanted(foreign))  # this list may not be running yet
        return self._known.get(index)

    @property
    def current(self) -> Headline | None:
        """The headline below the cursor."""
        return self.headline(self.cursor)

    def find_index(self, row_id: int) -> int | None:
        """Return where an article stands in the list: in the row of its text where that is folded."""
        leaders = (leader for leader, copies in self._copies.items() if row_id in copies)
        for row in (row_id, *leaders):
            with suppress(ValueError):
                return self._ids.index(row)
        return None

    def rows_below(self) -> Sequence[int]:
        """Return the row ids of the cursor's row and of those below it."""
        return self._ids[self.cursor :]

    def rows_listed(self) -> set[int]:
        """Return all row ids of the list, folded ones too."""
        return {*self._ids, *chain.from_iterable(self._copies.values())}

    def same_text(self, article_id: str) -> list[str]:
        """Return the ids of the articles that an article's row stands for besides, when the cursor is on it."""
        current = self.current
        if current is None or current.id != article_id or not self._copies:
            return []
        return [h.id for h in self._read(self._folded(self.cursor))]

    def toggle_copies(self) -> bool:
        """Give the copies in the cursor's row rows of their own, or fold them again; False when it has none."""
        index, row = self.cursor, self._ids[self.cursor] if self._ids else 0
        leader = self._opened.get(row, row)
        copies = self._copies.get(leader, ())
        if not copies:
            return False
        if leader in self._opened.values():
            self._opened = {copy: of for copy, of in self._opened.items() if of != leader}
            index = self._ids.index(leader)
            self._ids = self._ids[: index + 1] + self._ids[index + 1 + len(copies) :]
        else:
            self._opened |= dict.fromkeys(copies, leader)
            self._ids = self._ids[: index + 1] + array("q", copies) + self._ids[index + 1 :]
        self._known.clear()
        self.set_count(len(self._ids), index)
        return True

    def _folded(self, index: int) -> Sequence[int]:
        """Return the row ids that a row stands for besides its own."""
        row = self._ids[index]
        return () if row in self._opened.values() else self._copies.get(row, ())

    def find_unread(self, start: int, step: int) -> int | None:
        """Return the nearest unread row after (step 1) or before (-1) a row."""
        index = start + step
        while 0 <= index < len(self._ids):
            headline = self.headline(index)
            if headline and not headline.is_read:
                return index
            index += step
        return None

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw a row: the headline in two lines at most, then who, where, when and how many takes."""
        headline = self.headline(index)
        if headline is None:
            return [[] for _ in range(self.row_height)]
        texts = clip(wrap(headline.headline, width - 3), 2, width - 3)
        if begins_right(headline.headline):
            texts = [f"{' ' * (width - 3 - cell_len(text))}{MARK}{text}{MARK}" for text in texts]
        mark = self.style_of("row--mark", base)
        is_unread = self.marks_unread and not headline.is_read
        head = base + Style(bold=True) if is_unread or not self.marks_unread else self.style_of("row--read", base)
        is_copy = self._ids[index] in self._opened
        second = "≡ " if is_copy else "  "
        gutters = ("● " if is_unread else second, "★ " if headline.is_bookmarked else second if is_unread else "  ")
        if self._ids[index] in self._marks.muted:
            head = self.style_of("row--quiet", base)
        marked = self._marked(texts, head)
        lines = [[Segment(gutter, mark), *text] for gutter, text in zip(gutters, marked, strict=False)]
        lines.append(
            [
                Segment(gutters[1] if len(texts) == 1 else "  ", mark),
                *self._details(index, headline, width - 3, base),
            ]
        )
        lines += ([] for _ in range(self.row_height - len(lines)))
        return lines

    def _marked(self, texts: Sequence[str], style: Style) -> Iterator[list[Segment]]:
        """Yield the segments of the lines of a headline, matches in a style of their own."""
        if self._marks.query is None:
            yield from ([Segment(text, style)] for text in texts)
            return
        from termnews.ui.marking import cut, find_line_spans  # noqa: PLC0415 - a window without a search has none

        match = self.style_of("row--match", style)
        for text, spans in zip(texts, find_line_spans(texts, self._marks.query), strict=True):
            yield [Segment(piece, match if is_match else style) for piece, is_match in cut(text, spans)]

    def _details(self, index: int, headline: Headline, width: int, base: Style) -> list[Segment]:
        """Draw who and where, cut as they must be, and at the right when, how many copies and how many takes."""
        quiet, mark = self.style_of("row--quiet", base), self.style_of("row--mark", base)
        is_narrow = width < _NARROW
        when = age(headline.published, self._now)
        copies, more = len(self._folded(index)), self._marks.more.get(self._ids[index], 0)
        count = more or headline.takes
        takes = f" {count} {'more ' * bool(more)}{'take' if count == 1 else 'takes'}" if count else ""
        if is_narrow:
            when = when.partition(" ’")[0]
            takes = f" +{count}" if count else ""
        if self.hides_ages:
            when = " " * cell_len(when)
        if self._ids[index] in self._marks.alerted:
            takes += " ◆"
        if copies:
            when += f" ≡{copies}" if is_narrow else f" +{copies} {'copy' if copies == 1 else 'copies'}"
        if headline.original:  # it reads in translation
            when = f"{headline.original} · {when}" if when else headline.original
        room = max(1, width - cell_len(when) - 1 - cell_len(takes))
        who = outlet_words(headline)
        if self._names_country:
            both = f"{self._countries.name_of(headline.country)} · {who}"
            who = both if cell_len(both) <= room else who
        if headline.voice and cell_len(who) > room:  # the name may be cut, what is to be known of it not
            who = f"{fit(headline.outlet, max(1, room - cell_len(headline.voice) - 3)).rstrip()} ({headline.voice})"
        if own := self.tags.get(headline.id):
            who = f"{' '.join(f'#{tag}' for tag in own)} · {who}"
        # Apart, because a date behind an Arabic name would be put before it.
        return [Segment(fit(who, room), quiet), Segment(f" {when}", quiet), Segment(takes, mark)]
