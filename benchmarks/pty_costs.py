"""What is watched of a terminal's screen, and what keys and frames cost."""

from dataclasses import dataclass

import pyte  # type: ignore[import-not-found,import-untyped,unused-ignore]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the screen that is watched."""

    columns: tuple[int, int]
    rows: tuple[int, int | None] = (0, None)

    def read(self, screen: pyte.Screen) -> list[tuple[str, str, bool]]:
        """Return the letters that stand there and what lies behind them."""
        lines = (screen.buffer[row] for row in range(*slice(*self.rows).indices(screen.lines)))
        places = range(*slice(*self.columns).indices(screen.columns))
        return [(line[column].data, line[column].bg, line[column].reverse) for line in lines for column in places]


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What key presses cost, each on its own."""

    first_frame: tuple[float, ...]
    """Milliseconds from the press to the end of the first frame, or of the first that changes what is watched.

    A key that changes nothing there has none.
    """
    last_frame: tuple[float, ...]
    """Milliseconds from the press to the end of the last frame that changes what is watched."""
    last_byte: tuple[float, ...]
    """Milliseconds from the press until nothing more is written."""
    size: tuple[int, ...]
    """Bytes of the repaint."""
    cpu: float
    """Milliseconds of CPU a key."""


@dataclass(frozen=True, slots=True)
class FrameCost:
    """What frames cost that a window draws by itself."""

    count: int
    cpu: float
    """Milliseconds a frame."""
    rate: float
    """Frames a second."""
