"""Opening the window; apart from the commands, for the commonest call needs no arguments parsed."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from termnews.newsroom import first_screen
from termnews.newsroom.terminal import hushed


def open_window(paths: Sequence[Path] = (), *, is_sample: bool = False, is_spoken: bool = False) -> int:
    """Show an edition until the reader leaves; what the window needs is imported while a child reads the files."""
    gc.disable()  # until the first frame: a collection before it frees nothing
    try:
        return _open(paths, is_sample=is_sample, is_spoken=is_spoken)
    finally:
        first_screen.leave()


def _open(paths: Sequence[Path], *, is_sample: bool, is_spoken: bool) -> int:
    with hushed():
        if not (paths or is_sample or is_spoken):
            first_screen.paint()
        from termnews.newsroom.apart import begin_opening  # noqa: PLC0415 - what is typed is not echoed from here on

        pending = begin_opening(paths, is_sample=is_sample)
        _import_asyncio()
        from termnews.ui.running import run_window  # noqa: PLC0415 - after the child has begun

    return run_window(pending, is_spoken=is_spoken)


def _import_asyncio() -> None:
    """Import the event loop without encryption: nothing of the window goes through it, and it takes long to load."""
    if {"asyncio", "ssl"} & sys.modules.keys():
        return
    sys.modules["ssl"] = None  # type: ignore[assignment] # which asyncio takes for a Python without it
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]
