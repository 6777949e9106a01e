"""Make the pictures of the README and the documentation, with rsvg-convert and Pillow.

Run `PYTHONPATH=src:scripts python scripts/screenshots.py [NAME...]`; the sample edition, an empty home and a clock that
stands still make them the same on every machine.
"""

import asyncio
import shutil
import subprocess
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
PNG_WIDTH = 1280
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
KINDS = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
KEY_PAUSE = 0.05
SETTLED = 0.5
"""Seconds: longer than the pause after which an article is previewed."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a size and the keys that lead to it."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    is_by_cell: bool = False
    """Whether it is painted cell by cell: fonts seldom have its characters."""


TO_THE_STORY = ("slash", *"baltic grid", "enter")
READING = (*TO_THE_STORY, "enter")
TO_A_PICTURE = ("slash", *"majishan", "enter", "enter")
BOOKMARKS = ("b", "down", "down", "b", "down", "down", "down", "b", "B")

SHOTS = (
    Shot("home-wide", (160, 50), ("down", "down")),
    Shot("home", (120, 36), ("down", "down")),
    Shot("home-80x24", (80, 24), ("down",)),
    Shot("reader", (120, 36), READING),
    Shot("picture", (120, 36), TO_A_PICTURE),
    Shot("world", (120, 40), (*TO_A_PICTURE, "w"), is_by_cell=True),
    Shot("world-octants", (120, 40), (*TO_A_PICTURE, "w", "M", "M", "M", "M"), is_by_cell=True),
    Shot("world-map", (120, 40), (*TO_A_PICTURE, "w", "M", "f"), is_by_cell=True),
    Shot("story", (160, 50), (*TO_THE_STORY, "v")),
    Shot("bookmarks", (120, 36), BOOKMARKS),
    Shot("help", (120, 36), ("question_mark",)),
)


def clock() -> datetime:
    """Return the time that it always is."""
    return NOW


async def take(shot: Shot) -> str | Image.Image:
    """Return a picture, as SVG or painted; what is kept goes below a folder `~` of the current one."""
    opening = open_library()
    folders = find_folders({f"XDG_{kind}_HOME": f"~/{folder}" for kind, folder in KINDS.items()})
    keeper = Keeper(folders, opening.library, clock)
    app = TermnewsApp(opening, keeper, clock, ENVIRONMENT, has_flags=False)
    app.animation_level = "none"
    async with app.run_test(size=shot.size) as pilot:
        await app.workers.wait_for_complete()
        for key in shot.keys:
            await pilot.press(key)
            await pilot.pause(KEY_PAUSE)
        app.clear_notifications()
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause(SETTLED)
        strips = app.screen._compositor.render_strips()  # noqa: SLF001 - what is on the screen
        picture = paint(strips, shot.size[0]) if shot.is_by_cell else app.export_screenshot(title="termnews")
    keeper.close()
    opening.library.close()
    return picture


def main() -> int:
    """Make every picture; return the exit code."""
    converter = shutil.which("rsvg-convert")
    if converter is None:
        print("rsvg-convert is missing (Debian: librsvg2-bin)")
        return 1
    FOLDER.mkdir(exist_ok=True)
    for shot in (s for s in SHOTS if not sys.argv[1:] or s.name in sys.argv[1:]):
        png = FOLDER / f"{shot.name}.png"
        with tempfile.TemporaryDirectory() as empty, chdir(empty):
            picture = asyncio.run(take(shot))
            if isinstance(picture, str):
                svg, whole = Path("shot.svg"), Path("shot.png")
                svg.write_text(picture, "utf-8")
                subprocess.run([converter, "-w", str(PNG_WIDTH), "-o", str(whole), str(svg)], check=True)
                picture = Image.open(whole)
            shrink(picture).save(png, optimize=True)
        print(png.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
