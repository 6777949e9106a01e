"""The one-line bars above and below the panes."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from termnews.ui.blending import blend, readable_style
from termnews.ui.commands import find_command, first_key, show_key, show_keys
from termnews.ui.wrapping import fit


class Masthead(Widget):
    """The name of the paper, of the edition, and how much there is in it."""

    DEFAULT_CSS = """
    Masthead {
        height: 1;
        background: $panel;
        & > .masthead--name { text-style: bold; color: $accent; }
        & > .masthead--quiet { color: $foreground 70%; }
    }
    """
    COMPONENT_CLASSES = {"masthead--name", "masthead--quiet"}

    def __init__(self) -> None:
        """Make a bar with nothing but the name."""
        super().__init__(id="masthead")
        self._edition = ""
        self._details: tuple[str, ...] = ()

    def show(self, edition: str, details: Sequence[str]) -> None:
        """Show the edition's name and details, the ones that may be left out last."""
        self._edition, self._details = edition, tuple(details)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the bar."""
        del y
        width, base = self.size.width, readable_style(self.rich_style)
        name, quiet = blend(self, "masthead--name", base), blend(self, "masthead--quiet", base)
        room = width - 14 - cell_len(self._edition)
        details = list(self._details)
        while details and cell_len(" · ".join(details)) > room:
            details.pop()
        right = " · ".join(details)
        middle = max(0, width - 11 - cell_len(right) - 1)
        segments = [
            Segment(" termnews ", name),
            Segment(" ", base),
            Segment(fit(self._edition, middle), base),
            Segment(right + " ", quiet),
        ]
        return Strip(segments).adjust_cell_length(width, base)


NO_LABELS: Mapping[str, str] = {}


class StatusBar(Widget):
    """The keys that matter here, each of which can be clicked, and how many problems there are."""

    DEFAULT_CSS = """
    StatusBar {
        height: 1;
        background: $panel;
        & > .status--key { text-style: bold; color: $accent; }
        & > .status--problems { color: $warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"status--key", "status--problems"}

    def __init__(self) -> None:
        """Make an empty bar."""
        super().__init__(id="status")
        self._commands: tuple[str, ...] = ()
        self._problems = 0
        self._hits: list[tuple[int, int, str]] = []
        self._words = ""
        self._labels = NO_LABELS

    def say(self, words: str) -> None:
        """Show words in place of the hints; none for the hints again."""
        self._words = words
        self.refresh()

    def show(self, commands: Sequence[str], problems: int, labels: Mapping[str, str] = NO_LABELS) -> None:
        """Show commands by their ids, the least important last, and a number of problems.

        `labels` are those of commands that do something else than usual just now.
        """
        self._commands, self._problems, self._labels = tuple(commands), problems, labels
        self.refresh()

    @property
    def _is_first(self) -> bool:
        """Whether leaving this screen ends the window; Textual's blank default screen lies below the first."""
        return self.app.screen_stack[1:2] == [self.screen]

    def render_line(self, y: int) -> Strip:
        """Return the bar, as many hints as fit."""
        del y
        width, base = self.size.width, readable_style(self.rich_style)
        key_style = blend(self, "status--key", base)
        problems = (
            f"{self._problems} problem{'s' * (self._problems != 1)} {first_key('problems')} " if self._problems else ""
        )
        room = width - cell_len(problems)
        segments = [Segment(" ", base)]
        used = 1
        self._hits = []
        if self._words:
            segments.append(Segment(fit(self._words, max(1, room - 1)), key_style))
            used = room
        for command_id in () if self._words else self._commands:
            command = find_command(command_id)
            if not command.keys:
                continue
            key = show_keys(command) if command_id == "choose_take" else show_key(command.keys[0])
            leaves = command_id == "back_or_quit"
            label = "Close" if leaves and not self._is_first else self._labels.get(command_id, command.label)
            size = cell_len(key) + 1 + cell_len(label) + 2
            if used + size > room:
                break
            segments += [Segment(key, key_style), Segment(" ", base), Segment(f"{label}  ", base)]
            if not (leaves and self._is_first):  # a stray click must not end the window
                self._hits.append((used, used + size - 2, command.action))
            used += size
        segments.append(Segment(" " * max(0, room - used), base))
        if problems:
            segments.append(Segment(problems, blend(self, "status--problems", base)))
            self._hits.append((room, width, find_command("problems").action))
        return Strip(segments).adjust_cell_length(width, base)

    async def on_click(self, event: events.Click) -> None:
        """Run the command below the mouse."""
        event.stop()
        for first, last, action in self._hits:
            if first <= event.x < last:
                await self.screen.run_action(action)
