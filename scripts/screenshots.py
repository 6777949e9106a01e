"""Make the pictures of the README and the documentation, with Pillow.

Run `PYTHONPATH=src:scripts python scripts/screenshots.py [NAME...]`; the sample edition, an empty home and a clock that
stands still make them the same on every machine.
"""

import asyncio
import sys
import tempfile
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paint_cells import paint, shrink
from PIL import Image
from textual.widgets import Input

from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import open_library
from termnews.newsroom.settings import find_folders
from termnews.ui.app import TermnewsApp

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"
NOW = datetime(2025, 12, 14, 9, 30, tzinfo=UTC)
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
FINE = {"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"}
KINDS = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
KEY_PAUSE = 0.05
SETTLED = 0.5
"""Seconds: longer than the pause after which an article is previewed."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a size, the article that the cursor stands on, and the keys that are pressed then."""

    name: str
    size: tuple[int, int]
    headline: str
    """Words of it."""
    keys: tuple[str, ...] = ()
    is_fine: bool = False
    """Whether the terminal is one that draws octants."""


SHOTS = (
    Shot("home-wide", (160, 50), "Simandou ore", ("enter",)),
    Shot("home-80x24", (80, 24), "Belarus frees"),
    Shot("reader", (120, 36), "Nine heavy rotors", ("enter",)),
    Shot("picture", (120, 36), "Timor-Leste in ASEAN", ("enter", "z", *["down"] * 7), is_fine=True),
    Shot("world", (120, 40), "Simandou ore", ("enter", "w")),
    Shot("world-octants", (120, 40), "Suez Canal waits", ("enter", "w"), is_fine=True),
    Shot("world-map", (120, 36), "Morocco's road", ("enter", "w", "M", "M", "f")),
    Shot("story", (160, 50), "Nine heavy rotors", ("enter", "v")),
)


def clock() -> datetime:
    """Return the time that it always is."""
    return NOW


def _stands_on(app: TermnewsApp, words: str) -> bool:
    current = app.home.articles.list.current if app.home else None
    return current is not None and words in current.headline


async def take(shot: Shot) -> Image.Image:
    """Return a picture; what is kept goes below a folder `~` of the current one."""
    opening = open_library()
    folders = find_folders({f"XDG_{kind}_HOME": f"~/{folder}" for kind, folder in KINDS.items()})
    keeper = Keeper(folders, opening.library, clock)
    app = TermnewsApp(opening, keeper, clock, ENVIRONMENT | (FINE if shot.is_fine else {}), has_flags=False)
    app.animation_level = "none"
    async with app.run_test(size=shot.size) as pilot:
        await app.workers.wait_for_complete()
        while not _stands_on(app, shot.headline):
            await pilot.press("down")
        for key in shot.keys:
            await pilot.press(key)
            await pilot.pause(KEY_PAUSE)
        app.clear_notifications()
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause(SETTLED)
        strips = app.screen._compositor.render_strips()  # noqa: SLF001 - what is on the screen
        picture = paint(strips, shot.size[0])
    keeper.close()
    opening.library.close()
    return picture


def main() -> int:
    """Make every picture; return the exit code."""
    FOLDER.mkdir(exist_ok=True)
    for shot in (s for s in SHOTS if not sys.argv[1:] or s.name in sys.argv[1:]):
        png = FOLDER / f"{shot.name}.png"
        with tempfile.TemporaryDirectory() as empty, chdir(empty):
            picture = asyncio.run(take(shot))
            shrink(picture).save(png, optimize=True)
        print(png.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
