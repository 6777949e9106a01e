"""The list of outlets, and the card of the one below the cursor."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widgets import Static

from termnews.domain.place import Countries
from termnews.newsroom.outlets import KnownOutlet, find_matches
from termnews.ui.outlet_words import feed_lines, kind_words, state_words
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.prompt import Prompt
from termnews.ui.widgets.rows import RowList
from termnews.ui.widgets.typeset_view import TypesetView
from termnews.ui.wrapping import clip, fit, wrap

_HINT = "name, country, language, kind, is:on, given up …"


class OutletList(RowList):
    """An outlet a row: whether it is on, its country and name, whose voice it is, how it is doing."""

    row_height = 2

    def __init__(self, countries: Countries, now: datetime) -> None:
        """Make an empty list, with ages as of `now`."""
        super().__init__(id="outlet-list")
        self._countries = countries
        self._now = now
        self.known: Sequence[KnownOutlet] = ()

    def show_outlets(self, known: Sequence[KnownOutlet], cursor: int) -> None:
        """Show outlets, with the cursor on one of them."""
        self.known = known
        self.set_count(len(known), cursor)

    @property
    def current(self) -> KnownOutlet | None:
        """The outlet below the cursor."""
        return self.known[self.cursor] if self.cursor < len(self.known) else None

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw an outlet."""
        known, quiet, mark = self.known[index], self.style_of("row--quiet", base), self.style_of("row--mark", base)
        outlet = known.outlet
        sign = "! " if outlet.is_on and known.trouble else "● " if outlet.is_on else "○ "
        name = base + Style(bold=True) if outlet.is_on else self.style_of("row--read", base)
        place = self._countries.name_of(outlet.country) if outlet.country else "World"
        room = max(1, width - 4 - cell_len(place))
        details = " · ".join(filter(None, (state_words(known, self._now), kind_words(outlet))))
        first = [Segment(sign, mark), Segment(fit(outlet.name, room), name), Segment(f" {place} ", quiet)]
        return [first, [Segment("  ", base), Segment(fit(details, max(1, width - 3)), quiet)]]


class OutletCard(TypesetView):
    """Everything that is known of one outlet."""

    DEFAULT_CSS = "OutletCard { background: $surface; padding: 0 1; }"

    def __init__(self, countries: Countries, now: datetime) -> None:
        """Make an empty card."""
        super().__init__(id="outlet-card")
        self._countries = countries
        self._now = now
        self._known: KnownOutlet | None = None
        self._lines: list[list[tuple[str, str]]] = []

    def show(self, known: KnownOutlet | None) -> None:
        """Show an outlet."""
        self._known = known
        self._fill()

    def on_resize(self) -> None:
        """Wrap again in another width."""
        self._fill()

    def _fill(self) -> None:
        width = max(12, self.size.width - 2)
        self._lines = list(self._typeset(self._known, width)) if self._known else []
        self.set_line_count(len(self._lines))
        self.refresh()

    def _typeset(self, known: KnownOutlet, width: int) -> Sequence[list[tuple[str, str]]]:
        outlet = known.outlet
        place = self._countries.name_of(outlet.country) if outlet.country else "World"
        lines = [[(place.upper(), "place")], *([(text, "headline")] for text in wrap(outlet.name, width))]
        own = "yours" if outlet.is_own else "comes with termnews"
        words = (kind_words(outlet), own, "on: a refresh reads it" if outlet.is_on else "off")
        lines += ([(text, "quiet")] for text in wrap(" · ".join(filter(None, words)), width))
        healths = {health.feed: health for health in known.healths}
        for feed in outlet.feeds:
            lines.append([])
            lines += ([(text, "take")] for text in clip(wrap(feed.link, width), 3, width))
            if feed.section != "front":
                lines.append([("section   ", "quiet"), (feed.section, "text")])
            for name, said in feed_lines(healths.get(feed.link), self._now):
                texts = wrap(said, max(8, width - 10))
                lines += ([(fit(name if n == 0 else "", 10), "quiet"), (text, "text")] for n, text in enumerate(texts))
        if outlet.homepage:
            lines += [[], *([(text, "quiet")] for text in clip(wrap(outlet.homepage, width), 2, width))]
        return lines

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width, at = self.scrollable_content_region.width, self.scroll_offset.y + y
        spans = self._lines[at] if at < len(self._lines) else []
        base = self.base_style
        segments = [Segment(text, base if role == "text" else self.style_of(f"text--{role}")) for text, role in spans]
        return Strip(segments).adjust_cell_length(width, base)


class OutletPane(Pane):
    """The list under its title, narrowed as words are typed."""

    DEFAULT_CSS = """
    OutletPane {
        & > #none { padding: 1 2; color: $foreground 70%; display: none; height: 1fr; background: $surface; }
        &.-empty > #none { display: block; }
        &.-empty > OutletList { display: none; }
    }
    """

    def __init__(self, countries: Countries, now: datetime) -> None:
        """Make an empty pane."""
        super().__init__(id="outlets")
        self._countries = countries
        self._all: Sequence[KnownOutlet] = ()
        self._words = ""
        self.list = OutletList(countries, now)

    @property
    def body(self) -> OutletList:
        """The list."""
        return self.list

    def compose(self) -> ComposeResult:
        """Yield the list, and what stands there when nothing matches."""
        yield self.list
        yield Static("No outlet has all of these words.\n\nEsc shows them all; a adds one.", id="none", markup=False)

    def show_outlets(self, known: Sequence[KnownOutlet], name: str = "") -> None:
        """Show outlets, with the cursor on the one with a name, or where it was."""
        place = {code: n for n, code in enumerate(self._countries)}
        self._all = sorted(known, key=lambda k: place.get(k.outlet.country, len(place)))
        self._narrow(name)

    def _narrow(self, name: str = "") -> None:
        current = self.list.current
        key = current.outlet.key if current and name in {"", current.outlet.name} else ""
        found = find_matches(self._all, self._words, self._countries)
        wanted = (
            n for n, known in enumerate(found) if key in {"", known.outlet.key} and name in {"", known.outlet.name}
        )
        at = next(wanted, self.list.cursor if name else 0)
        self.list.show_outlets(found, at)
        self.set_class(not found, "-empty")
        on = sum(known.outlet.is_on for known in found)
        self.show_title(f"“{self._words}”" if self._words else "Outlets", f"{len(found)}, {on} on")
        self.post_message(RowList.Moved(self.list))

    def action_find_outlet(self) -> None:
        """Ask for words."""
        self.ask(_HINT, self._words)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Narrow the list as words are typed."""
        event.stop()
        self._words = event.text.strip()
        self._narrow()

    def leave(self) -> bool:
        """Show all outlets again; False when nothing was typed."""
        was_narrow = bool(self._words) or bool(self.query(Prompt))
        self.end_prompt()
        if was_narrow:
            self._words = ""
            self._narrow()
        return was_narrow
