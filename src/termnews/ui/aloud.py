"""A window for a screen reader: one pane at a time, nothing that turns, and the terminal's title says what is in use.

Terminals pass the title to assistive technology, which the drawn cells do not reach in a useful order. Private name
used: `App._driver`, what writes to the terminal.
"""

import re

from textual.app import App
from textual.widgets import Input

from termnews.domain.text import clean_text
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.reader import Reader
from termnews.ui.widgets.rows import RowList

SECONDS = 0.2
"""Between two looks at what is in use."""
_LONGEST = 300
_SIGNS = {"●": "unread,", "○": "", "★": "bookmarked,", "▸": "", "│": " ", "·": ","}
_DRAWN = re.compile(r"[\u2500-\u259f\u2800-\u28ff]")


class Announcer:
    """Writes what is in use as the terminal's title, whenever it is something else."""

    def __init__(self, app: App[None]) -> None:
        """Begin to look."""
        self._app = app
        self.said = ""
        """The title."""
        app.animation_level = "none"
        app.set_interval(SECONDS, self.announce)

    def announce(self) -> None:
        """Say what is in use, if it was not said yet."""
        words = words_in_use(self._app)
        if words != self.said:
            self.said = words
            if (driver := self._app._driver) is not None:  # noqa: SLF001 -- see above
                driver.write(f"\x1b]2;{words}\x07")


def words_in_use(app: App[None]) -> str:
    """Return what is in use as words: the list and its row, the article and how far it is read, or what is typed."""
    focused = app.screen.focused
    if focused is None:
        return _plain(str(app.screen.id or type(app.screen).__name__.removesuffix("Screen")))
    pane = next((w for w in focused.ancestors_with_self if isinstance(w, Pane)), None)
    title = str(pane.border_title) if pane is not None and pane.border_title else ""
    match focused:
        case RowList() if focused.row_count:
            lines = focused.row_lines(focused.cursor, _LONGEST, focused.base_style)
            row = " ".join("".join(segment.text for segment in line).strip() for line in lines)
            words = f"{row}, {focused.cursor + 1} of {focused.row_count}. {title}"
        case Reader() if focused.reading:
            words = f"{focused.reading.article.headline}. {title}"
        case Input():
            words = f"{focused.placeholder or 'type'}: {focused.value}. {title}"
        case _:
            words = title or str(focused.id or type(focused).__name__)
    return _plain(words)


def _plain(words: str) -> str:
    for sign, said in _SIGNS.items():
        words = words.replace(sign, said)
    return clean_text(_DRAWN.sub(" ", words)).replace(" ,", ",")[:_LONGEST]
