"""A window of a globe, or of a text, that draws frames when a key is pressed; for `benchmarks.globe_pty`.

python -m benchmarks.globe_window text|MODE COLUMNS ROWS
"""

import sys

from textual import events
from textual.app import App, ComposeResult
from textual.timer import Timer

from benchmarks.globe import make_globe, make_text, moves
from termnews.globe.glyphs import MODES
from termnews.ui.widgets.globe import Globe

FRAMES = 60
RATE = 30
KINDS = {"s": "spin", "t": "tilt", "z": "zoom"}


class Window(App[None]):
    """Draws sixty frames at thirty a second for each key."""

    def __init__(self, name: str, size: tuple[int, int]) -> None:
        """Show a globe drawn in a mode, or a text."""
        super().__init__()
        self.shown = make_text(size) if name == "text" else make_globe(MODES[name])
        self.moves = {key: moves(kind) for key, kind in KINDS.items()}
        self.left = 0
        self.timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield what is shown."""
        yield self.shown

    def on_key(self, event: events.Key) -> None:
        """Begin to draw, or leave."""
        if event.key == "q":
            self.exit()
        elif event.key in KINDS and self.timer is None:
            event.prevent_default()
            key = event.key
            self.left = FRAMES
            self.timer = self.set_interval(1 / RATE, lambda: self.draw(key))

    def draw(self, key: str) -> None:
        """Draw a frame, and stop after the last one."""
        self.left -= 1
        if self.left <= 0 and self.timer is not None:
            self.timer.stop()
            self.timer = None
        if isinstance(self.shown, Globe):
            self.shown.camera = next(self.moves[key])
        else:
            self.shown.refresh()


if __name__ == "__main__":
    Window(sys.argv[1], (int(sys.argv[2]), int(sys.argv[3]))).run()
